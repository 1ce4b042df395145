//! Links to the sections of the article. They stay in view, and the current one is marked.

use service_account_token::report::{Report, Token};
use yew::prelude::*;

use super::controls::use_controls;
use super::document_view::is_in_a_document;
use super::{findings, keys, provenance};
use crate::browser::{page, sections};
use crate::shared::{InToken, Shared};
use crate::state::Action;
use crate::text::{acceptance, documents, keys as key_words, sections as words};

/// Properties of [`SectionNav`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct SectionNavProps {
    /// The token.
    pub token: InToken<Token>,
    /// The report.
    pub report: Shared<Report>,
}

/// A link to each section that is there, and a button that unfolds or folds all of them.
#[component]
pub fn SectionNav(SectionNavProps { token, report }: &SectionNavProps) -> Html {
    let controls = use_controls();
    let ids = controls.ids;
    let nav = use_node_ref();
    let current = use_state_eq(|| 0);
    let unfolded = use_state_eq(|| false);
    {
        let (nav, current) = (nav.clone(), current.clone());
        use_effect_with((), move |()| {
            let followed =
                nav.cast().map(|nav| sections::follow(&nav, move |link| current.set(link)));
            move || drop(followed)
        });
    }
    let Some(token) = token.get() else { return html! {} };
    let onclick = {
        let unfolded = unfolded.clone();
        move |event: MouseEvent| {
            page::unfold_all(&event, !*unfolded);
            controls.dispatch.emit(Action::ExplainAll(!*unfolded));
            unfolded.set(!*unfolded);
        }
    };
    let link = |(position, (name, title, count)): (usize, Entry)| {
        let id = ids.of(name);
        let go = {
            let id = id.clone();
            // The address may name an example, and must not change for one of its sections.
            move |event: MouseEvent| {
                event.prevent_default();
                page::go_to_section(&event, &id);
            }
        };
        let is_current = position == *current;
        html! {
            <li>
                <a href={ids.link_to(name)} onclick={go} aria-current={is_current.then_some("true")}>
                    { title }
                    if let Some(count) = count {
                        { " " }<span class="section-count">{ count }</span>
                    }
                </a>
            </li>
        }
    };
    html! {
        <nav class="section-nav" aria-label={words::SECTIONS} ref={nav}>
            <ul>{ for entries(token, report).into_iter().enumerate().map(link) }</ul>
            <button type="button" class="link unfold-all" {onclick}>
                { if *unfolded { words::FOLD_ALL } else { words::UNFOLD_ALL } }
            </button>
        </nav>
    }
}

/// The name of a section, its title here, and how much is in it.
type Entry = (&'static str, &'static str, Option<usize>);

/// Returns the sections that a token has, in the order of the article. The timeline is in sight above the
/// links.
fn entries(token: &Token, report: &Report) -> Vec<Entry> {
    let count = |count: usize| (count > 0).then_some(count);
    let findings = findings::count(token, report);
    let all = [
        (true, ("result", words::SUMMARY, None)),
        (true, ("claims", words::CLAIMS, count(token.payload.members.len()))),
        (true, ("json", words::JSON, None)),
        (is_in_a_document(token, report), ("document", documents::DOCUMENT, None)),
        (keys::is_there(token), ("signature", key_words::SIGNATURE, None)),
        (token.identity.is_some(), ("identity", words::IDENTITY, None)),
        (provenance::is_there(token), ("origin", words::ORIGIN, None)),
        (!token.evidence.is_empty(), ("evidence", words::EVIDENCE, None)),
        (!token.remedies.is_empty(), ("remedies", words::REMEDIES, None)),
        (!token.ends.is_empty(), ("ends", words::ENDS, None)),
        (findings > 0, ("findings", words::FINDINGS, count(findings))),
        (true, ("acceptance", acceptance::LINK, None)),
    ];
    all.into_iter().filter(|(is_there, _)| *is_there).map(|(_, entry)| entry).collect()
}
