//! Two tokens compared: what they are to each other, then what differs, side by side.

use service_account_token::report::{
    ComparedMember, ComparedState, ComparedValue, Comparison as Compared, Relation, Token,
};
use yew::prelude::*;

use super::button::{button, link};
use super::controls::{Controls, use_controls};
use super::icon::glyph;
use super::moment::moment;
use super::{prose, visible_name, visible_text};
use crate::browser::{files, page};
use crate::members::LISTED_LIMIT;
use crate::shared::Shared;
use crate::state::{Action, Clock, Document};
use crate::text;
use crate::text::comparison as words;

/// The name of the field for another token, of which its id is made.
const OTHER_ID: &str = "other-token";

/// Properties of [`CompareWith`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct CompareWithProps {
    /// The document.
    pub document: Shared<Document>,
    /// The position of the token that is shown.
    pub chosen: usize,
    /// The position of the token that it is compared with.
    pub compared: Option<usize>,
}

/// The choice of the token to compare with; a field for one if the text has no other. Nothing without a
/// token.
#[component]
pub fn CompareWith(CompareWithProps { document, chosen, compared }: &CompareWithProps) -> Html {
    let controls = use_controls();
    let place = use_node_ref();
    use_result_focus(&place, &controls.ids.of("result"), compared.is_some());
    let tokens = &document.report.tokens;
    let others = || tokens.iter().enumerate().filter(|(index, _)| index != chosen);
    // The comparison itself has a button that closes it.
    if tokens.get(*chosen).is_none() || compared.is_some() {
        return html! {};
    }
    match tokens.len() {
        1 => html! { <div class="compare" ref={place}>{ field(&controls) }</div> },
        2 => {
            let other = others().next().map(|(index, _)| index);
            let compare = controls.on_click(Action::Compare(other));
            html! { <div class="compare" ref={place}>{ button(words::COMPARE, compare) }</div> }
        }
        _ => html! {
            <details class="compare" ref={place}>
                <summary class="button">{ words::COMPARE_WITH }</summary>
                <ol>{ for others().map(|(index, token)| choice(index, token, &controls)) }</ol>
            </details>
        },
    }
}

/// Moves the focus from the choice at this place to the comparison that replaces it, under this id.
#[hook]
fn use_result_focus(place: &NodeRef, result: &str, is_compared: bool) {
    // Before the page is rendered, the choice is still there.
    let result = page::beside_the_focus(place, result);
    use_effect_with(is_compared, move |is_compared| {
        if let (true, Some(result)) = (*is_compared, result) {
            page::focus_in_place(&result);
        }
    });
}

fn choice(index: usize, token: &Token, controls: &Controls) -> Html {
    let compare = controls.on_click(Action::Compare(Some(index)));
    html! {
        <li>
            <button type="button" onclick={compare}>{ named(token) }</button>
        </li>
    }
}

/// Shows the field that takes another token. It is emptied at once: the token goes into the text.
fn field(controls: &Controls) -> Html {
    let id = controls.ids.of(OTHER_ID);
    let dispatch = controls.dispatch.clone();
    let take = Callback::from(move |action| match action {
        Action::Pasted(text) => dispatch.emit(Action::CompareWith(text)),
        // Nobody types a token.
        Action::Typed(_) => {}
        other => dispatch.emit(other),
    });
    let oninput = take.reform(|event: InputEvent| page::input(&event));
    let onpaste = move |event: Event| files::pasted(&event, true, take.clone());
    html! {
        <details>
            <summary class="link">{ words::COMPARE_ANOTHER }</summary>
            <label for={&id}>{ words::OTHER }</label>
            <textarea
                {id}
                {oninput}
                {onpaste}
                placeholder={words::OTHER_PLACEHOLDER}
                rows="2"
                translate="no"
                writingsuggestions="false"
                spellcheck="false"
                autocorrect="off"
                autocapitalize="off"
                autocomplete="off"
                data-gramm="false"
            />
            <p>{ words::OTHER_NOTE }</p>
        </details>
    }
}

/// Returns the namespace and the name of a token's account.
fn account(token: &Token) -> Option<String> {
    let identity = token.identity.as_ref()?;
    Some(format!("{}/{}", identity.namespace, identity.service_account))
}

/// Properties of [`Comparison`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct ComparisonProps {
    /// The document.
    pub document: Shared<Document>,
    /// The position of the first token.
    pub first: usize,
    /// The position of the second token.
    pub second: usize,
    /// The clock of the page.
    pub clock: Clock,
}

/// The comparison; nothing if one of the tokens is not there.
#[component]
pub fn Comparison(ComparisonProps { document, first, second, clock }: &ComparisonProps) -> Html {
    let controls = use_controls();
    // The paste decides: a report at another time has the same tokens.
    let of = (document.paste.clone(), *first, *second);
    let comparison = use_memo(of, |(_, first, second)| document.comparison(*first, *second));
    let Some(comparison) = &*comparison else { return html! {} };
    let headline = controls.ids.of("headline");
    let set_time = clock.set.then_some(clock.now);
    let close = {
        let (dispatch, result) = (controls.dispatch.clone(), controls.ids.of("result"));
        Callback::from(move |event: MouseEvent| {
            // The button disappears with the comparison.
            page::focus(&event, &result);
            dispatch.emit(Action::Compare(None));
        })
    };
    let mut relations = comparison.relations.iter();
    let answer = relations.next();
    html! {
        <article class="comparison" aria-labelledby={&headline}>
            <header class="comparison-head">
                <p class="comparison-kind">{ words::COMPARED }{ " " }{ link(words::CLOSE, close) }</p>
                <h2 id={headline} data-code={answer.map(|relation| relation.code.to_string())}>
                    { answer.map_or_else(|| html! { words::COMPARED }, |one| prose(&one.title)) }
                </h2>
                if let Some(answer) = answer {
                    <p class="summary">{ prose(&answer.text) }{ " " }{ certainty(answer) }</p>
                }
            </header>
            <dl class="comparison-tokens">
                for (title, index) in [(words::FIRST, first), (words::SECOND, second)] {
                    if let Some(token) = document.report.tokens.get(*index) {
                        { token_line(title, token) }
                    }
                }
            </dl>
            <ul class="relations">{ for relations.map(relation) }</ul>
            <p class="comparison-note">{ words::UNVERIFIED }</p>
            { members(comparison, set_time) }
        </article>
    }
}

/// Shows which token it is: its kind, its headline and its account.
fn named(token: &Token) -> Html {
    html! {
        <>
            { glyph(token.kind) }
            <span>
                { prose(&token.headline) }
                if let Some(account) = account(token) {
                    <span class="compare-account">{ visible_text(&account) }</span>
                }
            </span>
        </>
    }
}

fn token_line(title: &'static str, token: &Token) -> Html {
    html! {
        <div>
            <dt>{ title }</dt>
            <dd>{ named(token) }</dd>
        </div>
    }
}

fn relation(relation: &Relation) -> Html {
    html! {
        <li data-code={relation.code.to_string()}>
            <strong>{ prose(&relation.title) }</strong>
            <p>{ prose(&relation.text) }{ " " }{ certainty(relation) }</p>
        </li>
    }
}

fn certainty(relation: &Relation) -> Html {
    html! { <span class="claim-source">{ text::certainty(relation.certainty) }</span> }
}

/// Shows what differs, then, folded, what is equal.
fn members(comparison: &Compared, set_time: Option<i64>) -> Html {
    let is_equal = |member: &&ComparedMember| member.state == ComparedState::Equal;
    let equal: Vec<_> = comparison.members.iter().filter(is_equal).collect();
    let other: Vec<_> = comparison.members.iter().filter(|member| !is_equal(member)).collect();
    html! {
        <section class="comparison-members" aria-label={words::MEMBERS}>
            <h3>{ words::MEMBERS }</h3>
            if other.is_empty() {
                <p>{ words::NO_DIFFERENCE }</p>
            }
            { list(&other, set_time) }
            if !equal.is_empty() {
                <details class="comparison-equal">
                    <summary>{ words::equal(equal.len()) }</summary>
                    { list(&equal, set_time) }
                </details>
            }
        </section>
    }
}

fn list(members: &[&ComparedMember], set_time: Option<i64>) -> Html {
    if members.is_empty() {
        return html! {};
    }
    let more = members.len().saturating_sub(LISTED_LIMIT);
    html! {
        <>
            <dl class="comparison-list">
                { for members.iter().take(LISTED_LIMIT).map(|one| member(one, set_time)) }
            </dl>
            if more > 0 {
                <p class="claims-more">{ text::more_members(more) }</p>
            }
        </>
    }
}

fn member(member: &ComparedMember, set_time: Option<i64>) -> Html {
    let pointer = |value: &Option<ComparedValue>| value.as_ref().map(|one| one.pointer.clone());
    let (first, second) = (pointer(&member.first), pointer(&member.second));
    let pointer = first.clone().or_else(|| second.clone());
    // A legacy and a bound token may spell the same claim differently.
    let common = match (&first, &second) {
        (Some(first), Some(second)) => (first == second).then_some(first),
        (first, second) => first.as_ref().or(second.as_ref()),
    };
    let sides = [(words::FIRST, &member.first), (words::SECOND, &member.second)];
    html! {
        <div class="compared" data-state={member.state.as_str()} data-pointer={pointer}>
            <dt>
                <span class="compared-title">{ &*member.title }</span>
                if let Some(pointer) = common {
                    <code>{ visible_name(&path(pointer)) }</code>
                }
                <span class="compared-state">{ words::state(member.state) }</span>
            </dt>
            { for sides.map(|(title, value)| html! {
                <dd>
                    <span class="compared-side">{ title }</span>
                    { side(value.as_ref(), common.is_none(), set_time) }
                </dd>
            }) }
            if let Some(explanation) = &member.explanation {
                <dd class="compared-explanation">{ prose(explanation) }</dd>
            }
        </div>
    }
}

fn side(value: Option<&ComparedValue>, named: bool, set_time: Option<i64>) -> Html {
    let Some(value) = value else {
        return html! { <span class="compared-missing">{ words::NOT_THERE }</span> };
    };
    if let Some(withheld) = value.withheld {
        return html! {
            <span class="compared-missing">
                { text::withheld(withheld.reason) }{ ", " }
                { text::characters(withheld.characters) }{ ", " }{ text::COVERED }
            </span>
        };
    }
    let shown = value.value.as_ref().or(value.text.as_ref());
    let kind = value.value.is_some().then_some("string");
    html! {
        <>
            if named {
                <code class="compared-name">{ visible_name(&path(&value.pointer)) }</code>
            }
            if let Some(shown) = shown {
                <code data-type={kind} translate="no">{ visible_text(shown) }</code>
            }
            if let Some(time) = &value.time {
                { moment(time, set_time) }
            }
        </>
    }
}

/// Returns a pointer as the names in it: `kubernetes.io / pod / uid`.
fn path(pointer: &str) -> String {
    let names = pointer.split('/').skip(1).map(|key| key.replace("~1", "/").replace("~0", "~"));
    names.collect::<Vec<_>>().join(" / ")
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn pointer_is_shown_as_its_names() {
        assert_eq!(path("/iss"), "iss");
        assert_eq!(path("/kubernetes.io/pod/uid"), "kubernetes.io / pod / uid");
        assert_eq!(
            path("/kubernetes.io~1serviceaccount~1namespace"),
            "kubernetes.io/serviceaccount/namespace"
        );
        assert_eq!(path("/a~01"), "a~1");
    }
}
