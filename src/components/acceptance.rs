//! The section that asks who would accept the token: one party at a time, the failed check first.

use service_account_token::Acceptance;
use service_account_token::report::{
    Decision, RowState, StepResult, Token, Verdict, VerdictCheck, VerdictOrder, VerdictParty,
    VerdictStep,
};
use yew::prelude::*;

use super::asked::{known, select};
use super::code_block::code_block;
use super::controls::{Controls, use_controls};
use super::icon::glyph;
use super::section::section_to_open;
use super::{prose, visible_text};
use crate::browser::page;
use crate::element_ids::ElementIds;
use crate::shared::Shared;
use crate::state::{Asking, AskingAction, Document, SignatureKeys};
use crate::text;
use crate::text::acceptance as words;

/// The name of the check whose message was pasted, of which its id is made.
const PASTED_ID: &str = "asked-pasted";

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
    /// Every check is shown with its explanation.
    pub explain_all: bool,
}

/// The section. Until it is open, it is asked and made only if the text contains a message of a party: the
/// section is open then, if one of the checks gives that message.
#[component]
pub fn AcceptancePanel(props: &AcceptancePanelProps) -> Html {
    let AcceptancePanelProps { document, chosen, .. } = props;
    let controls = use_controls();
    let opened = use_state_eq(|| None);
    // The text is read once; the checks are made again each second.
    let of = (document.paste.clone(), *chosen);
    let acceptance = use_memo(of, |(_, chosen)| document.acceptance(*chosen));
    let (Some(acceptance), Some(token)) = (&*acceptance, document.report.tokens.get(*chosen))
    else {
        return html! {};
    };
    let is_made = opened.unwrap_or_else(|| acceptance.has_message());
    let (has_message, children) =
        if is_made { content(props, acceptance, token, &controls) } else { (false, html! {}) };
    section_to_open(
        controls.ids,
        "acceptance",
        words::ACCEPTANCE,
        opened.unwrap_or(has_message),
        Callback::from(move |is_open| opened.set(Some(is_open))),
        children,
    )
}

/// Shows what the user can say, what follows from all checks, and the checks. Also returns true if one of
/// them gives a message of the text.
fn content(
    props: &AcceptancePanelProps,
    acceptance: &Acceptance,
    token: &Token,
    controls: &Controls,
) -> (bool, Html) {
    let AcceptancePanelProps { chosen, keys, asking, now, explain_all, .. } = props;
    let signature = keys.results.get(*chosen).and_then(|result| result.reason.known());
    let verdicts = acceptance.verdicts(&asking.options(*now, signature));
    let is_asked =
        |verdict: &&Verdict| asking.party.is_some_and(|party| verdict.party.known() == Some(party));
    let asked = verdicts.iter().find(is_asked);
    let of_message = || verdicts.iter().find(|verdict| verdict.pasted.is_some());
    let Some(verdict) = asked.or_else(of_message).or_else(|| verdicts.first()) else {
        return (false, html! {});
    };
    let shown = Shown { verdict, token, ids: controls.ids, explain_all: *explain_all };
    let children = html! {
        <div class="acceptance" key={asking.number}>
            <p class="acceptance-what">{ words::WHAT }</p>
            if verdicts.len() > 1 {
                { parties(&verdicts, verdict, controls) }
            }
            { conclusion(verdict) }
            { pasted(verdict, controls) }
            { failed(&shown) }
            { policy_review(verdict) }
            { known(verdict.party.known(), token, asking, controls) }
            { others(&shown) }
            { commands(verdict) }
        </div>
    };
    (verdict.pasted.is_some(), children)
}

/// What is shown about one party.
struct Shown<'a> {
    verdict: &'a Verdict,
    token: &'a Token,
    ids: ElementIds,
    explain_all: bool,
}

impl Shown<'_> {
    fn is_pasted(&self, step: &VerdictStep) -> bool {
        is_pasted(self.verdict, step)
    }

    /// Returns the id of the check whose message was pasted.
    fn pasted_id(&self, step: &VerdictStep) -> Option<AttrValue> {
        self.is_pasted(step).then(|| self.ids.of(PASTED_ID))
    }
}

fn is_api_server(verdict: &Verdict) -> bool {
    verdict.party.known() == Some(VerdictParty::ApiServer)
}

fn parties(verdicts: &[Verdict], shown: &Verdict, controls: &Controls) -> Html {
    let options = verdicts.iter().map(|verdict| {
        let name = verdict.name.replace('`', "");
        (verdict.party.to_string(), name, verdict.party == shown.party)
    });
    let asked = |value: String| value.parse().ok().map(AskingAction::Party);
    select(controls, "asked-party", words::PARTY, options.collect(), asked)
}

/// Shows what follows from all checks.
fn conclusion(verdict: &Verdict) -> Html {
    let state = match verdict.verdict {
        Decision::Rejects => RowState::Problem,
        Decision::Passes => RowState::Usual,
        Decision::Undecided | Decision::Unknown => RowState::Unknown,
    };
    html! {
        <div
            class="acceptance-verdict"
            aria-live="polite"
            data-verdict={verdict.verdict.as_str()}
            data-state={text::row_state_code(state)}
        >
            <p class="acceptance-title">{ glyph(state) }<strong>{ prose(&verdict.title) }</strong></p>
            <p>{ prose(&verdict.text) }</p>
        </div>
    }
}

/// Says that the text contains a message of the party, and leads to its check.
fn pasted(verdict: &Verdict, controls: &Controls) -> Html {
    let step = verdict.steps.iter().find(|step| is_pasted(verdict, step));
    let Some(step) = step else { return html! {} };
    let id = controls.ids.of(PASTED_ID);
    let go = Callback::from(move |event: MouseEvent| page::reveal(&event, &id));
    html! {
        <p class="acceptance-pasted">
            { words::PASTED }{ " " }
            <button type="button" class="link" onclick={go}>{ prose(&step.title) }</button>
        </p>
    }
}

fn is_pasted(verdict: &Verdict, step: &VerdictStep) -> bool {
    verdict.pasted.as_ref() == Some(&step.check)
}

/// Shows the checks that fail.
fn failed(shown: &Shown<'_>) -> Html {
    let failed: Vec<_> = of(shown.verdict, StepResult::Failed).collect();
    if failed.is_empty() {
        return html! {};
    }
    html! {
        <>
            <h4>{ words::FAILED }</h4>
            <ul class="acceptance-steps">{ for failed.into_iter().map(|one| step(shown, one)) }</ul>
        </>
    }
}

/// Shows what is wrong with the trust policy, which no party checks.
fn policy_review(verdict: &Verdict) -> Html {
    let steps: Vec<_> = verdict.steps.iter().filter(|step| is_policy_review(step)).collect();
    if steps.is_empty() {
        return html! {};
    }
    html! {
        <>
            <h4>{ words::POLICY_REVIEW }</h4>
            <ul class="acceptance-review">
                for step in steps {
                    <li data-check={step.check.to_string()}>{ prose(&step.text) }</li>
                }
            </ul>
        </>
    }
}

fn is_policy_review(step: &VerdictStep) -> bool {
    step.check.known() == Some(VerdictCheck::PolicyReview)
}

/// Shows the checks that are unknown and, folded, those that pass or are not made.
fn others(shown: &Shown<'_>) -> Html {
    let verdict = shown.verdict;
    let unknown = groups(verdict);
    let others = of(verdict, StepResult::Passed).chain(of(verdict, StepResult::NotChecked));
    let others: Vec<_> = others.filter(|step| !is_policy_review(step)).collect();
    html! {
        <>
            if !unknown.is_empty() {
                <h4>{ words::UNKNOWN }</h4>
                <ul class="acceptance-steps">
                    { for unknown.iter().map(|one| group(shown, one)) }
                </ul>
            }
            if !others.is_empty() {
                <details
                    class="remedy acceptance-others"
                    open={shown.explain_all || others.iter().any(|step| shown.is_pasted(step))}
                >
                    <summary>
                        <span class="remedy-title">{ words::PASSED }</span>
                        <span class="section-count">{ others.len() }</span>
                    </summary>
                    <dl>{ for others.into_iter().map(|step| passed(step, shown.pasted_id(step))) }</dl>
                </details>
            }
        </>
    }
}

fn of(verdict: &Verdict, result: StepResult) -> impl Iterator<Item = &VerdictStep> {
    verdict.steps.iter().filter(move |step| step.result == result)
}

/// Returns the unknown checks, those of one object together. One whose message was pasted is alone.
fn groups(verdict: &Verdict) -> Vec<Vec<&VerdictStep>> {
    let mut groups: Vec<Vec<&VerdictStep>> = Vec::new();
    for step in of(verdict, StepResult::Unknown) {
        let is_alone = |first: &VerdictStep| is_pasted(verdict, first) || is_pasted(verdict, step);
        let joins = |first: &&VerdictStep| !is_alone(first) && looked_up(first, step);
        match groups.last_mut() {
            Some(group) if group.first().is_some_and(joins) => {
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
fn group(shown: &Shown<'_>, steps: &[&VerdictStep]) -> Html {
    let &Shown { verdict, token, explain_all, .. } = shown;
    let Some((first, _)) = steps.split_first().filter(|(_, others)| !others.is_empty()) else {
        return steps.first().map(|one| step(shown, one)).unwrap_or_default();
    };
    let is_account = first.check.known() == Some(VerdictCheck::Account);
    let binding = token.binding.as_ref().filter(|_| !is_account);
    let title = binding.map_or(words::ACCOUNT, |binding| &*binding.kind);
    let label = if is_api_server(verdict) { words::WOULD_LOG } else { words::WOULD_ANSWER };
    html! {
        <li data-check={first.check.to_string()} data-result={first.result.as_str()}>
            <details class="remedy" open={explain_all}>
                <summary data-state={text::row_state_code(RowState::Unknown)}>
                    { glyph(RowState::Unknown) }<span class="remedy-title">{ title }</span>
                    { state_in_words(RowState::Unknown) }
                    <span class="section-count">{ steps.len() }</span>
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

/// Says what the icon shows.
fn state_in_words(state: RowState) -> Html {
    html! { <span class="visually-hidden">{ " (" }{ text::row_state(state) }{ ")" }</span> }
}

/// Shows the command that answers a check, and where the check is from.
fn look_up(step: &VerdictStep) -> Html {
    html! {
        <>
            if let Some(command) = &step.command {
                { code_block(&command.command, &words::find_out(&step.title), command.needs.as_deref()) }
            }
            <p class="acceptance-source">
                { words::SOURCE }{ " " }<code translate="no">{ visible_text(&step.source) }</code>
            </p>
        </>
    }
}

/// Shows a check that fails, or that is unknown.
fn step(shown: &Shown<'_>, step: &VerdictStep) -> Html {
    let verdict = shown.verdict;
    let has_failed = step.result == StepResult::Failed;
    let state = if has_failed { RowState::Problem } else { RowState::Unknown };
    let label = match (is_api_server(verdict), has_failed && step.reached) {
        (true, true) => words::LOGS,
        (true, false) => words::WOULD_LOG,
        // None of the messages is known to be the one.
        (false, true) if verdict.order == VerdictOrder::Unknown => words::MAY_ANSWER,
        (false, true) => words::ANSWERS,
        (false, false) => words::WOULD_ANSWER,
    };
    html! {
        <li
            data-check={step.check.to_string()}
            data-result={step.result.as_str()}
            id={shown.pasted_id(step)}
            tabindex="-1"
        >
            <details
                class="remedy"
                open={shown.explain_all || has_failed && step.reached || shown.is_pasted(step)}
            >
                <summary data-state={text::row_state_code(state)}>
                    { glyph(state) }<span class="remedy-title">{ prose(&step.title) }</span>
                    { state_in_words(state) }
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
fn passed(step: &VerdictStep, id: Option<AttrValue>) -> Html {
    html! {
        <div
            {id}
            data-check={step.check.to_string()}
            data-result={step.result.as_str()}
            tabindex="-1"
        >
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
