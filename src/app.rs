//! The page as a whole: the root that holds the state, and where things stand.

use yew::prelude::*;

use crate::browser::{address, clock};
use crate::components::clock_note::clock_note;
use crate::components::drop_zone::DropZone;
use crate::components::field::Field;
use crate::components::live_region::live_region;
use crate::components::masthead::masthead;
use crate::components::nothing_found::NothingFound;
use crate::components::token_article::TokenArticle;
use crate::components::token_list::TokenList;
use crate::components::token_view::TokenView;
use crate::components::welcome::Welcome;
use crate::state::{Action, Clock, Paste, State};
use crate::text;

/// The page.
#[component]
pub fn App() -> Html {
    let state = use_reducer(|| State::new(address::take(), clock::now_seconds()));
    let dispatcher = state.dispatcher();
    // One callback for the whole life of the page, so that nothing renders for its sake.
    let dispatch = use_callback((), move |action: Action, ()| dispatcher.dispatch(action));

    use_effect_with(dispatch.clone(), |dispatch| {
        let dispatch = dispatch.clone();
        let listener = address::on_change(move || dispatch.emit(Action::Visited(address::take())));
        move || drop(listener)
    });
    use_effect_with((dispatch.clone(), state.clock.set), |(dispatch, set)| {
        let dispatch = dispatch.clone();
        // A clock that was set stands still.
        let ticking =
            (!set).then(|| clock::each_second(move |now| dispatch.emit(Action::Tick(now))));
        move || drop(ticking)
    });

    html! {
        <ContextProvider<Callback<Action>> context={dispatch.clone()}>
            <ContextProvider<Clock> context={state.clock}>
                <DropZone>
                    <a class="skip" href="#result">{ text::SKIP }</a>
                    { masthead() }
                    <main class="page">
                        <div class="entry">{ entry(&state) }</div>
                        <div class="result" id="result" tabindex="-1">
                            { clock_note(state.clock, &dispatch) }
                            { result(&state) }
                        </div>
                    </main>
                    { live_region(&state.said) }
                </DropZone>
            </ContextProvider<Clock>>
        </ContextProvider<Callback<Action>>>
    }
}

/// What was put in.
fn entry(state: &State) -> Html {
    html! {
        <>
            <Field
                paste={state.paste.clone()}
                folded={state.folded}
                tokens_found={state.reading.tokens.len()}
                undoable={state.undo.is_some()}
                selection={state.selection}
                complaint={state.complaint}
            />
            <TokenList tokens={state.reading.tokens.clone()} chosen={state.chosen} />
            if let Some(token) = state.token() {
                <TokenView
                    paste={state.paste.clone()}
                    {token}
                    signature_shown={state.signature_shown}
                />
            }
        </>
    }
}

/// What it is.
fn result(state: &State) -> Html {
    let selectable = matches!(state.paste, Paste::Text(_));
    if let Some(token) = state.token() {
        let around = &state.reading.findings;
        // Another token is another article: what was opened or copied in one is not in the other.
        return html! { <TokenArticle key={state.chosen} {token} {around} {selectable} /> };
    }
    if state.paste.is_empty() {
        return html! { <Welcome /> };
    }
    html! { <NothingFound findings={&state.reading.findings} {selectable} /> }
}
