//! The page as a whole: the root that holds the state, and where things stand.

use std::rc::Rc;

use yew::prelude::*;

use crate::browser::{Place, address, clock, files, light, reader, ticking};
use crate::components::Ui;
use crate::components::clock_note::clock_note;
use crate::components::examples::example_note;
use crate::components::field::field;
use crate::components::live_region::live_region;
use crate::components::masthead::masthead;
use crate::components::nothing_found::{nothing_found, reading};
use crate::components::text_area::use_caret;
use crate::components::token_article::token_article;
use crate::components::token_list::token_list;
use crate::components::token_view::token_view;
use crate::components::welcome::welcome;
use crate::state::{Action, Event, Reading, State};
use crate::text;

/// Properties of [`App`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct AppProps {
    /// Where it stands.
    pub place: Place,
}

/// The page. The whole of it takes a file or a text that is dropped on it, and says so while one
/// hovers.
#[component]
pub fn App(AppProps { place }: &AppProps) -> Html {
    let state =
        use_reducer(|| State::new(address::take(place).unwrap_or_default(), clock::now_seconds()));
    let dispatcher = state.dispatcher();
    let home = place.clone();
    let dispatch = Callback::from(move |action: Action| {
        if action.replaces_the_text() {
            // The address names nothing that is not shown.
            address::forget_example(&home);
        }
        dispatcher.dispatch(Event { now: clock::now_seconds(), action });
    });
    use_surroundings(place, &dispatch);
    use_caret(place, &state);
    use_text(place, &state);
    use_reader(&state, &dispatch);

    let ui = Ui { state: &state, dispatch: &dispatch };
    let (over, away, dropped) = (dispatch.clone(), dispatch.clone(), dispatch.clone());
    let ondragover = move |event: DragEvent| {
        if files::is_readable(&event) {
            event.prevent_default();
            over.emit(Action::Hover(true));
        }
    };
    let ondragleave = move |event: DragEvent| {
        // Within the page the drag only went on to another element.
        if event.related_target().is_none() {
            away.emit(Action::Hover(false));
        }
    };
    let ondrop = move |event: DragEvent| {
        event.prevent_default();
        dropped.emit(Action::Hover(false));
        files::dropped(&event, dropped.clone());
    };
    html! {
        // Its words are English, whatever the page around it is.
        <div
            class="app"
            lang="en"
            dir="ltr"
            data-theme={state.theme.code()}
            {ondragover}
            {ondragleave}
            {ondrop}
        >
            <a class="skip" href="#result">{ text::SKIP }</a>
            { masthead(ui) }
            // The main thing of its own page, not of another.
            <div class="page" role={(!place.is_guest).then_some("main")}>
                <div class="entry">
                    { field(ui) }
                    { token_list(ui) }
                    { token_view(ui) }
                </div>
                <div class="result" id="result" tabindex="-1">
                    { example_note(ui) }
                    if state.example.is_some() { { clock_note(ui) } }
                    { result(ui) }
                    if state.example.is_none() { { clock_note(ui) } }
                </div>
            </div>
            { live_region(&state.said) }
            if state.hovered {
                <p class="drop-here" aria-hidden="true">{ text::DROP_HERE }</p>
            }
        </div>
    }
}

/// What it is.
fn result(ui: Ui<'_>) -> Html {
    match ui.state.token() {
        Some(token) => token_article(token, ui),
        None if ui.state.is_first_reading() => reading(ui),
        None if ui.state.paste.is_empty() => welcome(ui),
        None => nothing_found(ui),
    }
}

/// Hears of the address, of what somebody points at, and of the clock.
#[hook]
fn use_surroundings(place: &Place, dispatch: &Callback<Action>) {
    let (place, dispatch) = (place.clone(), dispatch.clone());
    use_effect_with((), move |()| {
        let (visited, home) = (dispatch.clone(), place.clone());
        let address = address::on_change(&place, move || {
            if let Some(opening) = address::take(&home) {
                visited.emit(Action::Visited(opening));
            }
        });
        let pin = dispatch.clone();
        light::follow(&place, move |name| pin.emit(Action::Pin(name)));
        let clock = clock::each_second(move || {
            dispatch.emit(Action::Tick);
            ticking::second();
        });
        move || drop((address, clock))
    });
}

/// Gives the host of an embedded page the text of the field, before the page shows it, since the host
/// looks as soon as the page changes.
#[hook]
fn use_text(place: &Place, state: &State) {
    use_memo(state.paste.text(), |text| place.tell(text));
}

/// Has long texts read, and gives that up when another text came or none is left.
#[hook]
fn use_reader(state: &State, dispatch: &Callback<Action>) {
    let (paste, dispatch) = (state.paste.clone(), dispatch.clone());
    use_effect_with(state.reading, move |reading| {
        if let Some(Reading { turn, now, .. }) = *reading {
            let done = move |report: Option<_>| {
                dispatch.emit(Action::Read { turn, report: report.map(Rc::new) });
            };
            reader::read(paste.bytes(), now, done);
        }
        reader::give_up
    });
}
