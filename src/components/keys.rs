//! The section that checks the signature with keys that the user has.

use service_account_token::report::{
    KeyFault, PartName, Rotation, RotationEffect, RotationGroup, RowState, SignatureStatus, Token,
    Verification, VerificationKey, VerificationStatus,
};
use yew::prelude::*;

use super::button::button;
use super::code_block::code_block;
use super::controls::{Controls, use_controls};
use super::icon::glyph;
use super::section::folded_section;
use super::text_area::use_focus;
use super::{prose, visible_text};
use crate::browser::{files, page};
use crate::members;
use crate::shared::{InToken, Shared};
use crate::state::{Action, KeysAction, KeysField, SignatureKeys};
use crate::text;
use crate::text::keys as words;
use crate::verification::{Group, groups, row_state};

/// The names of the text area of each field and of its file input, of which their ids are made.
const fn names(field: KeysField) -> [&'static str; 2] {
    match field {
        KeysField::Current => ["keys", "keys-file"],
        KeysField::New => ["keys-new", "keys-new-file"],
    }
}

/// Properties of [`KeysPanel`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct KeysPanelProps {
    /// The token.
    pub token: InToken<Token>,
    /// The position of the token among all.
    pub chosen: usize,
    /// The keys.
    pub keys: Shared<SignatureKeys>,
    /// What happens to the tokens when only the new keys are left.
    pub rotation: Option<Rotation>,
}

/// Returns true if the token has a signature that could be checked.
pub fn is_there(token: &Token) -> bool {
    token.signature.status == SignatureStatus::NotChecked && !members::is_decoded(token)
}

/// The field for keys, what a check of the token came to, and the keys that were read.
#[component]
pub fn KeysPanel(props: &KeysPanelProps) -> Html {
    let KeysPanelProps { token, chosen, keys, rotation } = props;
    let controls = use_controls();
    let Some(token) = token.get().filter(|token| is_there(token)) else { return html! {} };
    let children = html! {
        <div class="keys">
            <p class="keys-what">{ words::WHAT }</p>
            { code_block(words::COMMAND, words::COMMAND_NAME, None) }
            { field(keys, KeysField::Current) }
            if uses_a_secret(token) {
                { secret(keys, &controls) }
            }
            { result(keys, *chosen) }
            { faults(keys) }
            if rotation.is_none() {
                { all_tokens(&keys.results) }
            }
            <details class="keys-rotation">
                <summary>{ words::ROTATION }</summary>
                <div class="keys">
                    <p class="keys-what">{ words::ROTATION_WHAT }</p>
                    { field(keys, KeysField::New) }
                    if let Some(rotation) = rotation {
                        { rotated(rotation) }
                    }
                </div>
            </details>
            { listed(keys, *chosen) }
        </div>
    };
    folded_section(controls.ids, "signature", words::SIGNATURE, children)
}

fn field(keys: &SignatureKeys, field: KeysField) -> Html {
    let (value, number) = (keys.text_of(field).clone(), keys.text_area);
    html! { <KeysArea {field} {value} {number} is_empty={keys.is_blank()} /> }
}

/// Properties of [`KeysArea`].
#[derive(Properties, Clone, Debug, PartialEq)]
struct KeysAreaProps {
    /// Which keys.
    field: KeysField,
    /// Their text.
    value: AttrValue,
    /// Changes with each text that the page puts into the text area.
    number: usize,
    /// There is nothing to clear.
    is_empty: bool,
}

/// The text area and its buttons. Also a file or a text that is dropped here is read as keys.
#[component]
fn KeysArea(KeysAreaProps { field, value, number, is_empty }: &KeysAreaProps) -> Html {
    let field = *field;
    let controls = use_controls();
    let area = use_node_ref();
    use_focus(&area, *number);
    let [id, file] = names(field).map(|name| controls.ids.of(name));
    let edited = controls.dispatch.reform(move |action| edited(field, action));
    let added = controls.dispatch.reform(move |action| added(field, action));
    let oninput = edited.reform(|event: InputEvent| page::input(&event));
    // As for a token: a paste into the empty field bypasses the browser's undo history.
    let whole = value.is_empty();
    let (paste, open, drop) = (added.clone(), added.clone(), added);
    let onpaste = move |event: Event| files::pasted(&event, whole, paste.clone());
    let onchange = move |event: Event| files::chosen(&event, open.clone());
    let dispatch = controls.dispatch.clone();
    let ondrop = move |event: DragEvent| {
        event.prevent_default();
        // Dropped elsewhere on the page, it would be read as a token.
        event.stop_propagation();
        dispatch.emit(Action::DragOver(false));
        files::dropped(&event, drop.clone());
    };
    let clear = {
        let (dispatch, id) = (controls.dispatch, id.clone());
        move |event: MouseEvent| {
            // The button disappears with the text.
            page::focus(&event, &id);
            dispatch.emit(Action::Keys(KeysAction::Clear));
        }
    };
    html! {
        <div class="keys-field" {ondrop}>
            <label for={&id}>{ words::field(field) }</label>
            // As for a token: nothing else should read, correct or store it.
            <textarea
                key={*number}
                {id}
                ref={area}
                value={value.clone()}
                {oninput}
                {onpaste}
                placeholder={words::PLACEHOLDER}
                rows="4"
                translate="no"
                writingsuggestions="false"
                spellcheck="false"
                autocorrect="off"
                autocapitalize="off"
                autocomplete="off"
                data-gramm="false"
            />
            <div class="field-buttons">
                <span class="button-file">
                    <input type="file" multiple=true id={&file} class="visually-hidden" {onchange} />
                    <label for={file} class="button">{ words::open_file(field) }</label>
                </span>
                if field == KeysField::Current && !is_empty {
                    { button(words::CLEAR, Callback::from(clear)) }
                }
            </div>
        </div>
    }
}

/// Returns the action for the text of the text area.
fn edited(field: KeysField, action: Action) -> Action {
    match action {
        Action::Typed(text) | Action::Pasted(text) => Action::Keys(KeysAction::Edited(field, text)),
        other => problem(other),
    }
}

/// Returns the action for a text or files with keys.
fn added(field: KeysField, action: Action) -> Action {
    match action {
        Action::Pasted(text) => Action::Keys(KeysAction::Added(field, text)),
        Action::Opened(files) => Action::Keys(KeysAction::of_files(field, files)),
        other => problem(other),
    }
}

fn problem(action: Action) -> Action {
    match action {
        Action::TooLarge { .. } => Action::ReportProblem(words::TOO_LONG),
        other => other,
    }
}

/// Returns true if the token names an algorithm with a shared secret.
fn uses_a_secret(token: &Token) -> bool {
    let members = members::of_part(token, PartName::Header);
    let algorithm = members.iter().find(|member| member.pointer == "/alg");
    let algorithm = algorithm.and_then(|member| member.value.as_deref());
    matches!(algorithm, Some("HS256" | "HS384" | "HS512"))
}

fn secret(keys: &SignatureKeys, controls: &Controls) -> Html {
    let (id, note) = (controls.ids.of("keys-secret"), controls.ids.of("keys-secret-note"));
    let oninput = controls
        .dispatch
        .reform(|event: InputEvent| Action::Keys(KeysAction::SecretEdited(page::value_of(&event))));
    html! {
        <div class="keys-field">
            <label for={&id}>{ words::SECRET }</label>
            // Not a password: browsers offer to store these. The stylesheet covers it.
            <input
                // A private key that was typed here goes with the element, which could undo its removal.
                key={keys.text_area}
                type="text"
                class="keys-secret"
                {id}
                value={keys.secret.clone()}
                {oninput}
                aria-describedby={&note}
                translate="no"
                writingsuggestions="false"
                spellcheck="false"
                autocorrect="off"
                autocapitalize="off"
                autocomplete="off"
                data-gramm="false"
            />
            <p id={note} class="keys-note">{ words::SECRET_NOTE }</p>
        </div>
    }
}

/// Shows what the check of the token came to, and what that proves.
fn result(keys: &SignatureKeys, chosen: usize) -> Html {
    if keys.is_empty() {
        return html! {};
    }
    let Some(result) = keys.results.get(chosen) else {
        return html! { <p class="keys-result">{ words::CHECKING }</p> };
    };
    let state = row_state(result.status);
    html! {
        <div
            class="keys-result"
            data-status={result.status.as_str()}
            data-state={text::row_state_code(state)}
        >
            <p class="keys-title">
                { glyph(state) }
                <strong>{ &*result.title }</strong>
                if let Some(key) = &result.key {
                    { " " }<code translate="no">{ visible_text(words::name(key)) }</code>
                }
            </p>
            <p>{ prose(&result.text) }</p>
        </div>
    }
}

/// Shows which parts of the text gave no key, and why a private key was refused.
fn faults(keys: &SignatureKeys) -> Html {
    let fault = |fault: &KeyFault| html! { <li>{ prose(&fault.message) }</li> };
    if keys.faults.is_empty() {
        return html! {};
    }
    html! {
        <ul class="keys-faults">
            { for keys.faults.iter().map(fault) }
            if keys.refused {
                <li>{ words::EMPTIED }</li>
            }
        </ul>
    }
}

/// Counts the tokens of the text by the key that signed them; nothing for a single one.
fn all_tokens(results: &[Verification]) -> Html {
    if results.len() < 2 {
        return html! {};
    }
    let group = |Group { count, status, key }: Group<'_>| {
        html! {
            <li>
                { words::group(count, status) }
                if let Some(key) = key {
                    { " " }<code translate="no">{ visible_text(words::name(key)) }</code>
                }
            </li>
        }
    };
    html! {
        <div class="keys-groups">
            <p>{ words::ALL_TOKENS }</p>
            <ul>{ for groups(results).into_iter().map(group) }</ul>
        </div>
    }
}

/// Shows which tokens stop working, by the key that signed them.
fn rotated(rotation: &Rotation) -> Html {
    // The groups that matter most come first.
    let state = match rotation.groups.first().map(|group| group.effect) {
        Some(RotationEffect::StopsWorking) => RowState::Notable,
        Some(RotationEffect::AlreadyExpired | RotationEffect::KeepsWorking) => RowState::Usual,
        Some(RotationEffect::Unknown) | None => RowState::Unknown,
    };
    let group = |group: &RotationGroup| {
        html! {
            <li data-effect={group.effect.as_str()}>
                { &*group.text }
                if let Some(key) = &group.key {
                    { " " }<code translate="no">{ visible_text(words::name(key)) }</code>
                }
            </li>
        }
    };
    html! {
        <div class="keys-result keys-rotated" data-state={text::row_state_code(state)}>
            <p class="keys-title">{ glyph(state) }<strong>{ &*rotation.title }</strong></p>
            <p>{ prose(&rotation.text) }</p>
            <ul>{ for rotation.groups.iter().map(group) }</ul>
        </div>
    }
}

/// Lists the keys that were read, the one that signed marked.
fn listed(keys: &SignatureKeys, chosen: usize) -> Html {
    if keys.listed.is_empty() {
        return html! {};
    }
    let result = keys.results.get(chosen);
    let signed = result.filter(|result| result.status == VerificationStatus::Signed);
    let signed = signed.and_then(|result| result.key.as_ref());
    html! {
        <div class="keys-read">
            <p>{ words::READ }</p>
            <ol>{ for keys.listed.iter().map(|key| one_key(key, signed == Some(key))) }</ol>
        </div>
    }
}

fn one_key(key: &VerificationKey, is_signer: bool) -> Html {
    let same = key.kid.is_some() && key.kid == key.kubernetes_kid;
    let kubernetes_kid = key.kubernetes_kid.as_ref();
    html! {
        <li data-signed={is_signer.then_some("true")}>
            <p>
                <strong>{ &key.key_type }</strong>{ ", " }{ words::form(key.source.form) }
                if key.source.text == 1 {
                    { ", " }{ words::NEW }
                }
                if is_signer {
                    { ": " }{ words::SIGNER }
                }
            </p>
            <dl>
                { fact(words::KID, key.kid.as_deref().ok_or(words::NO_KID)) }
                if let Some(kid) = kubernetes_kid {
                    { fact(words::KUBERNETES_KID, if same { Err(words::SAME) } else { Ok(kid) }) }
                }
                if let Some(thumbprint) = &key.thumbprint {
                    { fact(words::THUMBPRINT, Ok(thumbprint)) }
                }
            </dl>
        </li>
    }
}

/// Shows a value from a key, or what to say in its place.
fn fact(name: &'static str, value: Result<&str, &'static str>) -> Html {
    html! {
        <div>
            <dt>{ name }</dt>
            <dd>
                { match value {
                    Ok(value) => html! { <code translate="no">{ visible_text(value) }</code> },
                    Err(words) => html! { words },
                } }
            </dd>
        </div>
    }
}
