//! What the user can say when asking who would accept a token.

use service_account_token::report::{Kind, ObjectState, Token, VerdictParty};
use yew::prelude::*;

use super::controls::Controls;
use crate::browser::page;
use crate::state::{Action, AskedText, Asking, AskingAction};
use crate::text::acceptance as words;

/// The releases to choose from, beside the newest one: all before 1.23 answer alike.
const RELEASES: std::ops::RangeInclusive<u8> = 22..=36;

/// The states of an object to choose from.
const STATES: [ObjectState; 5] = [
    ObjectState::Unknown,
    ObjectState::Exists,
    ObjectState::Terminating,
    ObjectState::Deleted,
    ObjectState::Recreated,
];

/// Shows what the user can say about a party.
pub fn known(
    party: Option<VerdictParty>,
    token: &Token,
    asking: &Asking,
    controls: &Controls,
) -> Html {
    let is_legacy = token.kind == Kind::Legacy;
    let fields = if party == Some(VerdictParty::ApiServer) {
        html! { <>{ server(token, asking, controls) }{ cluster(token, asking, is_legacy, controls) }</> }
    } else {
        recipient(party, asking, controls)
    };
    html! {
        <fieldset class="acceptance-known">
            <legend>{ words::KNOWN }</legend>
            { fields }
            if asking.has_texts() {
                <p class="acceptance-kept">{ words::KEPT }</p>
            }
        </fieldset>
    }
}

/// Shows what there is to say about the API server.
fn server(token: &Token, asking: &Asking, controls: &Controls) -> Html {
    let newest = (String::new(), words::NEWEST.to_owned(), asking.options.release.is_none());
    let releases = RELEASES.rev().map(|minor| {
        let name =
            if minor == *RELEASES.start() { words::OLDEST.into() } else { words::release(minor) };
        (minor.to_string(), name, asking.options.release == Some(minor))
    });
    let release = |value: String| Some(AskingAction::Release(value.parse().ok()));
    let issuer = token.payload.members.iter().find(|member| member.pointer == "/iss");
    let issuer = issuer.and_then(|member| member.value.clone()).unwrap_or_default();
    html! {
        <>
            { select(controls, "asked-release", words::RELEASE, std::iter::once(newest).chain(releases).collect(), release) }
            if token.kind != Kind::Legacy {
                { field(controls, asking, AskedText::Issuers, words::ISSUERS, &issuer) }
            }
            { field(controls, asking, AskedText::ApiAudiences, words::API_AUDIENCES, words::SAME_AS_ISSUERS) }
            { field(controls, asking, AskedText::RequestedAudiences, words::REQUESTED_AUDIENCES, words::SAME_AS_API) }
        </>
    }
}

/// Shows what there is to say about the objects in the cluster.
fn cluster(token: &Token, asking: &Asking, is_legacy: bool, controls: &Controls) -> Html {
    let options = &asking.options;
    let state = |now: ObjectState| {
        let option = |state: ObjectState| {
            (state.to_string(), words::object_state(state).to_owned(), state == now)
        };
        STATES.into_iter().map(option).collect::<Vec<_>>()
    };
    let choice = |now: Option<bool>, yes: &str, no: &str| {
        let option = |(value, name, of): (&str, &str, Option<bool>)| {
            (value.to_owned(), name.to_owned(), of == now)
        };
        let all =
            [("", words::NOT_KNOWN, None), ("true", yes, Some(true)), ("false", no, Some(false))];
        all.into_iter().map(option).collect::<Vec<_>>()
    };
    let account = |value: String| value.parse().ok().map(AskingAction::Account);
    let object = |value: String| value.parse().ok().map(AskingAction::Object);
    let secret = |value: String| Some(AskingAction::SecretHasToken(value.parse().ok()));
    let marked = |value: String| Some(AskingAction::MarkedInvalid(value.parse().ok()));
    let is_looked_up = !is_legacy || options.legacy_lookup;
    html! {
        <>
            if token.identity.is_some() && is_looked_up {
                { select(controls, "asked-account", words::ACCOUNT, state(options.account), account) }
            }
            if let Some(binding) = token.binding.as_ref().filter(|_| is_looked_up) {
                { select(controls, "asked-object", &binding.kind, state(options.object), object) }
            }
            if is_legacy && is_looked_up {
                { select(controls, "asked-secret-token", words::SECRET_TOKEN, choice(options.secret_has_token, words::SAME_TOKEN, words::OTHER_TOKEN), secret) }
                { select(controls, "asked-mark", words::MARK, choice(options.marked_invalid, words::SET, words::NOT_SET), marked) }
            }
            if is_legacy {
                { lookup(options.legacy_lookup, controls) }
            }
        </>
    }
}

fn lookup(is_on: bool, controls: &Controls) -> Html {
    let option = |(value, name): (bool, &str)| (value.to_string(), name.to_owned(), value == is_on);
    let options = [(true, words::LOOKUP_ON), (false, words::LOOKUP_OFF)].map(option);
    let action = |value: String| value.parse().ok().map(AskingAction::LegacyLookup);
    select(controls, "asked-lookup", words::LOOKUP, options.into(), action)
}

/// Shows what there is to say about a recipient.
fn recipient(party: Option<VerdictParty>, asking: &Asking, controls: &Controls) -> Html {
    use VerdictParty::{AlibabaRrsa, AwsSts, Claude, Entra, GoogleSts};
    html! {
        <>
            { field(controls, asking, AskedText::ExpectedIssuers, words::EXPECTED_ISSUERS, "") }
            { field(controls, asking, AskedText::ExpectedAudiences, words::EXPECTED_AUDIENCES, "") }
            { field(controls, asking, AskedText::ExpectedSubject, words::EXPECTED_SUBJECT, "") }
            if party == Some(Claude) {
                { field(controls, asking, AskedText::MaxLifetime, words::MAX_LIFETIME, words::MAX_LIFETIME_DEFAULT) }
            }
            if party == Some(AlibabaRrsa) {
                { field(controls, asking, AskedText::IssuanceLimit, words::ISSUANCE_LIMIT, words::ISSUANCE_LIMIT_RANGE) }
            }
            if matches!(party, Some(AwsSts | GoogleSts | Entra)) {
                { policy(asking, controls) }
            }
        </>
    }
}

/// Shows the trust policy.
fn policy(asking: &Asking, controls: &Controls) -> Html {
    let id = controls.ids.of("asked-policy");
    let oninput = controls.dispatch.reform(|event: InputEvent| {
        Action::Asking(AskingAction::Text(AskedText::Policy, page::text_of(&event)))
    });
    html! {
        <div class="acceptance-field acceptance-policy">
            <label for={&id}>{ words::POLICY }</label>
            <textarea
                {id}
                value={asking.text(AskedText::Policy)}
                {oninput}
                placeholder={words::POLICY_PLACEHOLDER}
                rows="3"
                translate="no"
                spellcheck="false"
                autocapitalize="off"
                autocomplete="off"
                data-gramm="false"
            />
        </div>
    }
}

/// Shows a text to type.
fn field(
    controls: &Controls,
    asking: &Asking,
    name: AskedText,
    label: &'static str,
    placeholder: &str,
) -> Html {
    let id = controls.ids.of(match name {
        AskedText::Issuers => "asked-issuers",
        AskedText::ApiAudiences => "asked-api-audiences",
        AskedText::RequestedAudiences => "asked-requested-audiences",
        AskedText::ExpectedIssuers => "asked-expected-issuers",
        AskedText::ExpectedAudiences => "asked-expected-audiences",
        AskedText::ExpectedSubject => "asked-expected-subject",
        AskedText::MaxLifetime => "asked-max-lifetime",
        AskedText::IssuanceLimit => "asked-issuance-limit",
        AskedText::Policy => "asked-policy",
    });
    let oninput = controls.dispatch.reform(move |event: InputEvent| {
        Action::Asking(AskingAction::Text(name, page::value_of(&event)))
    });
    html! {
        <div class="acceptance-field">
            <label for={&id}>{ label }</label>
            <input
                type="text"
                {id}
                value={asking.text(name)}
                {oninput}
                placeholder={placeholder.to_owned()}
                translate="no"
                writingsuggestions="false"
                spellcheck="false"
                autocorrect="off"
                autocapitalize="off"
                autocomplete="off"
                data-gramm="false"
            />
        </div>
    }
}

/// Shows a choice. Each option is a value, a name, and whether it is chosen.
pub fn select(
    controls: &Controls,
    name: &'static str,
    label: &str,
    options: Vec<(String, String, bool)>,
    action: impl Fn(String) -> Option<AskingAction> + 'static,
) -> Html {
    let id = controls.ids.of(name);
    let dispatch = controls.dispatch.clone();
    let onchange = move |event: Event| {
        if let Some(action) = action(page::text_of(&event)) {
            dispatch.emit(Action::Asking(action));
        }
    };
    html! {
        <div class="acceptance-field">
            <label for={&id}>{ label }</label>
            <select {id} {onchange}>
                for (value, name, selected) in options {
                    <option {value} {selected}>{ name }</option>
                }
            </select>
        </div>
    }
}
