//! Everything about one token, the answer first.

use service_account_token::report::{PartName, Token};
use yew::prelude::*;

use super::acceptance::AcceptancePanel;
use super::bytes::base64_rows;
use super::claims::{Claims, Pinned};
use super::controls::use_controls;
use super::document_view::DocumentView;
use super::ends::Ends;
use super::evidence::Evidence;
use super::exports::Exports;
use super::findings::{self, Errors, Findings};
use super::first_step::FirstStep;
use super::headline::headline;
use super::identity::Identity;
use super::json::Json;
use super::keys::{self, KeysPanel};
use super::prose;
use super::provenance::Provenance;
use super::remedies::Remedies;
use super::section_nav::SectionNav;
use super::status_rows::StatusRows;
use super::timeline::TokenTimeline;
use crate::base64_view::characters_of_member;
use crate::element_ids::ElementIds;
use crate::heading;
use crate::members;
use crate::shared::Shared;
use crate::state::{Asking, Clock, Document, SignatureKeys, View};
use crate::text;

/// Properties of [`TokenArticle`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct TokenArticleProps {
    /// The document.
    pub document: Shared<Document>,
    /// How it is looked at.
    pub view: Shared<View>,
    /// The keys that check its signature.
    #[prop_or_default]
    pub keys: Shared<SignatureKeys>,
    /// What the user says about who would accept it.
    #[prop_or_default]
    pub asking: Shared<Asking>,
    /// The clock of the page.
    pub clock: Clock,
}

/// The article about the token that is shown; nothing if there is none.
#[component]
pub fn TokenArticle(props: &TokenArticleProps) -> Html {
    let ids = use_controls().ids;
    let TokenArticleProps { document, view, keys, asking, clock } = props;
    let rotation = use_memo((document.report.clone(), keys.clone()), |(report, keys)| {
        service_account_token::rotation(report, &keys.results, &keys.keys)
    });
    let Some(shared) = document.token(view.chosen) else { return html! {} };
    let Some(token) = shared.get() else { return html! {} };
    let bound_to = token.variant.as_ref().and_then(|variant| variant.bound_to);
    let title = ids.of("headline");
    let (clock, revision) = (*clock, view.revision);
    let set_time = clock.set.then_some(clock.now);
    let pinned = |part| pinned(props, token, part, ids);
    let (report, paste) = (document.report.clone(), document.paste.clone());
    let shown_values = &view.shown_values;
    html! {
        <article
            // The article of another token is another element: what was unfolded in one is folded in
            // the other.
            key={view.article}
            class="token"
            aria-labelledby={&title}
            data-kind={text::kind_code(token.kind)}
            data-bound-to={bound_to.map(text::bound_to_code)}
        >
            <header class="token-head">
                { headline(&title, token, clock.now) }
                <Exports {document} chosen={view.chosen} {clock} />
                <Errors
                    token={shared.clone()}
                    report={&report}
                    paste={paste.clone()}
                    shown_values={shown_values.clone()}
                />
                <p class="summary">{ prose(&token.summary) }</p>
                <FirstStep
                    remedies={shared.part(|token| &token.remedies)}
                    is_said={findings::are_there_errors(token, &report)}
                    is_fine={heading::is_fine(token)}
                />
            </header>
            <StatusRows
                rows={shared.part(|token| &token.rows)}
                verification={keys.results.get(view.chosen).cloned()}
                is_checkable={keys::is_there(token)}
            />
            <TokenTimeline kind={token.kind} times={token.times.clone()} {clock} />
            <SectionNav token={shared.clone()} report={&report} />
            <Claims
                part={PartName::Payload}
                json={shared.part(|token| &token.payload)}
                example={document.example.map(|example| example.address())}
                pinned={pinned(PartName::Payload)}
                shown_values={shown_values.clone()}
                explain_all={view.explain_all}
                {set_time}
                {revision}
            />
            <Claims
                part={PartName::Header}
                json={shared.part(|token| &token.header)}
                pinned={pinned(PartName::Header)}
                shown_values={shown_values.clone()}
                explain_all={view.explain_all}
                {set_time}
                {revision}
            />
            <Json token={shared.clone()} {revision} />
            <DocumentView report={report.clone()} paste={paste.clone()} chosen={view.chosen} />
            <KeysPanel
                token={shared.clone()}
                chosen={view.chosen}
                {keys}
                rotation={(*rotation).clone()}
            />
            <Identity token={shared.clone()} />
            <Provenance token={shared.clone()} />
            <Evidence token={shared.clone()} />
            <Remedies remedies={shared.part(|token| &token.remedies)} />
            <Ends ends={shared.part(|token| &token.ends)} />
            <Findings
                token={shared.clone()}
                {report}
                {paste}
                shown_values={shown_values.clone()}
            />
            <AcceptancePanel
                {document}
                chosen={view.chosen}
                {keys}
                {asking}
                now={clock.now}
                explain_all={view.explain_all}
            />
        </article>
    }
}

/// Returns the member of a part that stays highlighted, with its bytes.
fn pinned(
    TokenArticleProps { document, view, .. }: &TokenArticleProps,
    token: &Token,
    part: PartName,
    ids: ElementIds,
) -> Option<Pinned> {
    let id = view.pinned.as_deref()?;
    let mut members = members::of_part(token, part).iter().enumerate();
    let (position, member) = members.find(|(position, _)| ids.member(part, *position) == id)?;
    let characters = characters_of_member(token, part, member);
    let rows = base64_rows(token, part, characters, &document.paste, &view.shown_values);
    let is_revealed = view.revealed.as_ref().is_some_and(|revealed| revealed.id == id);
    Some(Pinned { position, rows, is_revealed })
}
