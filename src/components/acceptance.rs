//! The section that asks who would accept the token: one party at a time, the failed check first.

use service_account_token::report::{
    Decision, Kind, ObjectState, RowState, StepResult, Token, Verdict, VerdictCheck, VerdictParty,
    VerdictStep,
};
use yew::prelude::*;

use super::code_block::code_block;
use super::controls::{Controls, use_controls};
use super::icon::glyph;
use super::section::folded_section;
use super::{prose, visible_text};
use crate::browser::page;
use crate::shared::Shared;
use crate::state::{Action, AskedText, Asking, AskingAction, Document, SignatureKeys};
use crate::text;
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

/// Properties of [`AcceptancePanel`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct AcceptancePanelProps {
    /// The document.
    pub document: Shared<Document>,
    /// The position of the token that is shown.
    pub chosen: usize,
    /// The keys that check its signature.
    pub keys: Shared<SignatureKeys>,
    /// What the user says.
    pub asking: Shared<Asking>,
    /// The time to ask for, in Unix seconds.
    pub now: i64,
}

/// What the user can say, what follows from all checks, and the checks.
#[component]
pub fn AcceptancePanel(props: &AcceptancePanelProps) -> Html {
    let AcceptancePanelProps { document, chosen, keys, asking, now } = props;
    let controls = use_controls();
    // The text is read once; the checks are made again each second.
    let of = (document.paste.clone(), *chosen);
    let acceptance = use_memo(of, |(_, chosen)| document.acceptance(*chosen));
    let (Some(acceptance), Some(token)) = (&*acceptance, document.report.tokens.get(*chosen))
    else {
        return html! {};
    };
    let signature = keys.results.get(*chosen).and_then(|result| result.reason.known());
    let verdicts = acceptance.verdicts(&asking.options(*now, signature));
    let is_asked =
        |verdict: &&Verdict| asking.party.is_some_and(|party| verdict.party.known() == Some(party));
    let Some(shown) = verdicts.iter().find(is_asked).or_else(|| verdicts.first()) else {
        return html! {};
    };
    let children = html! {
        <div class="acceptance">
            <p class="acceptance-what">{ words::WHAT }</p>
            if verdicts.len() > 1 {
                { parties(&verdicts, shown, &controls) }
            }
            { verdict(shown) }
            { failed(shown) }
            { known(shown, token, asking, &controls) }
            { others(shown, token) }
            { commands(shown) }
        </div>
    };
    folded_section(controls.ids, "acceptance", words::ACCEPTANCE, children)
}

fn is_api_server(verdict: &Verdict) -> bool {
    verdict.party.known() == Some(VerdictParty::ApiServer)
}

fn parties(verdicts: &[Verdict], shown: &Verdict, controls: &Controls) -> Html {
    let options = verdicts.iter().map(|verdict| {
        (verdict.party.to_string(), verdict.name.to_string(), verdict.party == shown.party)
    });
    let asked = |value: String| value.parse().ok().map(AskingAction::Party);
    select(controls, "asked-party", words::PARTY, options.collect(), asked)
}

/// Shows what follows from all checks.
fn verdict(verdict: &Verdict) -> Html {
    let state = match verdict.verdict {
        Decision::Rejects => RowState::Problem,
        Decision::Passes => RowState::Usual,
        Decision::Undecided | Decision::Unknown => RowState::Unknown,
    };
    html! {
        <div
            class="acceptance-verdict"
            role="status"
            data-verdict={verdict.verdict.as_str()}
            data-state={text::row_state_code(state)}
        >
            <p class="acceptance-title">{ glyph(state) }<strong>{ prose(&verdict.title) }</strong></p>
            <p>{ prose(&verdict.text) }</p>
        </div>
    }
}

/// Shows what the user can say.
fn known(shown: &Verdict, token: &Token, asking: &Asking, controls: &Controls) -> Html {
    let is_legacy = token.kind == Kind::Legacy;
    let fields = if is_api_server(shown) {
        html! { <>{ server(token, asking, controls) }{ cluster(token, asking, is_legacy, controls) }</> }
    } else {
        recipient(asking, controls)
    };
    html! {
        <fieldset class="acceptance-known">
            <legend>{ words::KNOWN }</legend>
            { fields }
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
    let id = controls.ids.of("asked-lookup");
    let onclick = controls.on_click(Action::Asking(AskingAction::LegacyLookup(!is_on)));
    html! {
        <div class="acceptance-check">
            <input type="checkbox" id={&id} checked={!is_on} {onclick} />
            <label for={id}><code>{ words::LOOKUP_OFF }</code></label>
        </div>
    }
}

/// Shows what there is to say about a recipient.
fn recipient(asking: &Asking, controls: &Controls) -> Html {
    let id = controls.ids.of("asked-policy");
    let oninput = controls.dispatch.reform(|event: InputEvent| {
        Action::Asking(AskingAction::Text(AskedText::Policy, page::text_of(&event)))
    });
    html! {
        <>
            { field(controls, asking, AskedText::ExpectedIssuers, words::EXPECTED_ISSUERS, "") }
            { field(controls, asking, AskedText::ExpectedAudiences, words::EXPECTED_AUDIENCES, "") }
            { field(controls, asking, AskedText::ExpectedSubject, words::EXPECTED_SUBJECT, "") }
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
        </>
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
fn select(
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

/// Shows the checks that fail.
fn failed(verdict: &Verdict) -> Html {
    let failed: Vec<_> = of(verdict, StepResult::Failed).collect();
    if failed.is_empty() {
        return html! {};
    }
    html! {
        <>
            <h4>{ words::FAILED }</h4>
            <ul class="acceptance-steps">{ for failed.into_iter().map(|one| step(verdict, one)) }</ul>
        </>
    }
}

/// Shows the checks that are unknown and, folded, those that pass or are not made.
fn others(verdict: &Verdict, token: &Token) -> Html {
    let unknown = groups(of(verdict, StepResult::Unknown));
    let others: Vec<_> =
        of(verdict, StepResult::Passed).chain(of(verdict, StepResult::NotChecked)).collect();
    html! {
        <>
            if !unknown.is_empty() {
                <h4>{ words::UNKNOWN }</h4>
                <ul class="acceptance-steps">
                    { for unknown.iter().map(|one| group(verdict, token, one)) }
                </ul>
            }
            if !others.is_empty() {
                <details class="remedy acceptance-others">
                    <summary>
                        <span class="remedy-title">{ words::PASSED }</span>
                        <span class="section-count">{ others.len() }</span>
                    </summary>
                    <dl>{ for others.into_iter().map(passed) }</dl>
                </details>
            }
        </>
    }
}

fn of(verdict: &Verdict, result: StepResult) -> impl Iterator<Item = &VerdictStep> {
    verdict.steps.iter().filter(move |step| step.result == result)
}

/// Puts the checks of one object together that follow each other.
fn groups<'v>(steps: impl Iterator<Item = &'v VerdictStep>) -> Vec<Vec<&'v VerdictStep>> {
    let mut groups: Vec<Vec<&VerdictStep>> = Vec::new();
    for step in steps {
        match groups.last_mut() {
            Some(group) if group.first().is_some_and(|first| looked_up(first, step)) => {
                group.push(step);
            }
            _ => groups.push(vec![step]),
        }
    }
    groups
}

/// Returns true if both checks look up the same object.
fn looked_up(first: &VerdictStep, other: &VerdictStep) -> bool {
    use VerdictCheck::{Account, AccountDeletion, AccountUid, Object, ObjectDeletion, ObjectUid};
    matches!(
        (first.check.known(), other.check.known()),
        (Some(Account), Some(AccountUid | AccountDeletion))
            | (Some(Object), Some(ObjectUid | ObjectDeletion))
    )
}

/// Shows unknown checks together.
fn group(verdict: &Verdict, token: &Token, steps: &[&VerdictStep]) -> Html {
    let Some((first, _)) = steps.split_first().filter(|(_, others)| !others.is_empty()) else {
        return steps.first().map(|one| step(verdict, one)).unwrap_or_default();
    };
    let is_account = first.check.known() == Some(VerdictCheck::Account);
    let binding = token.binding.as_ref().filter(|_| !is_account);
    let title = binding.map_or(words::ACCOUNT, |binding| &*binding.kind);
    let label = if is_api_server(verdict) { words::WOULD_LOG } else { words::WOULD_ANSWER };
    html! {
        <li data-check={first.check.to_string()} data-result={first.result.as_str()}>
            <details class="remedy">
                <summary data-state={text::row_state_code(RowState::Unknown)}>
                    { glyph(RowState::Unknown) }<span class="remedy-title">{ title }</span>
                </summary>
                <p>{ prose(&first.text) }</p>
                for one in steps {
                    <p class="acceptance-message" data-check={one.check.to_string()}>
                        <strong>{ prose(&one.title) }</strong>
                        if let Some(message) = &one.message {
                            <span>{ label }</span>
                            <code translate="no">{ visible_text(message) }</code>
                        }
                    </p>
                }
                { look_up(first) }
            </details>
        </li>
    }
}

/// Shows the command that answers a check, and where the check is from.
fn look_up(step: &VerdictStep) -> Html {
    html! {
        <>
            if let Some(command) = &step.command {
                { code_block(&command.command, words::FIND_OUT, command.needs.as_deref()) }
            }
            <p class="acceptance-source">
                { words::SOURCE }{ " " }<code translate="no">{ visible_text(&step.source) }</code>
            </p>
        </>
    }
}

/// Shows a check that fails, or that is unknown.
fn step(verdict: &Verdict, step: &VerdictStep) -> Html {
    let has_failed = step.result == StepResult::Failed;
    let state = if has_failed { RowState::Problem } else { RowState::Unknown };
    let label = match (is_api_server(verdict), has_failed && step.reached) {
        (true, true) => words::LOGS,
        (true, false) => words::WOULD_LOG,
        (false, true) => words::ANSWERS,
        (false, false) => words::WOULD_ANSWER,
    };
    html! {
        <li data-check={step.check.to_string()} data-result={step.result.as_str()}>
            <details class="remedy" open={has_failed && step.reached}>
                <summary data-state={text::row_state_code(state)}>
                    { glyph(state) }<span class="remedy-title">{ prose(&step.title) }</span>
                </summary>
                <p>{ prose(&step.text) }</p>
                if !step.reached {
                    <p>{ words::NOT_REACHED }</p>
                }
                if let Some(message) = &step.message {
                    <p class="acceptance-message">
                        <span>{ label }</span>
                        <code translate="no">{ visible_text(message) }</code>
                    </p>
                }
                if let Some(fix) = &step.fix {
                    <p>{ prose(fix) }</p>
                }
                { look_up(step) }
            </details>
        </li>
    }
}

/// Shows a check that passes, or that is not made.
fn passed(step: &VerdictStep) -> Html {
    html! {
        <div data-check={step.check.to_string()} data-result={step.result.as_str()}>
            <dt>
                { prose(&step.title) }
                if step.result == StepResult::NotChecked {
                    <span class="claim-source">{ words::NOT_CHECKED }</span>
                }
            </dt>
            <dd>{ prose(&step.text) }</dd>
        </div>
    }
}

/// Shows the commands that ask the party itself.
fn commands(verdict: &Verdict) -> Html {
    if verdict.commands.is_empty() {
        return html! {};
    }
    let title = if is_api_server(verdict) { words::ASK } else { words::ASK_PARTY };
    html! {
        <>
            <h4>{ title }</h4>
            for one in &verdict.commands {
                { code_block(&one.command, title, one.needs.as_deref()) }
            }
            <p class="acceptance-source">{ words::ASK_NOTE }</p>
        </>
    }
}
