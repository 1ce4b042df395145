//! The page as a whole: the root that renders the state, and where everything is.

use std::rc::Rc;

use service_account_token::report::PartName;
use yew::prelude::*;

use crate::browser::{
    Reader, Root, Steps, address, clock, files, highlight, own_page, page, signatures, ticking,
    zone,
};
use crate::components::clock_note::ClockNote;
use crate::components::comparison::{CompareWith, Comparison};
use crate::components::controls::{Controls, LastCopied};
use crate::components::examples::ExampleNote;
use crate::components::field::Field;
use crate::components::live_region::live_region;
use crate::components::masthead::Masthead;
use crate::components::nothing_found::{NothingFound, StillReading};
use crate::components::text_area::TEXT_AREA_ID;
use crate::components::token_article::TokenArticle;
use crate::components::token_list::TokenList;
use crate::components::token_view::TokenView;
use crate::components::welcome::Welcome;
use crate::members;
use crate::shared::{InToken, Shared};
use crate::state::{Action, KeysAction, Reading, State, Store};
use crate::text;
use crate::timeline::Timeline;

/// Properties of [`App`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct AppProps {
    /// The element that the page is mounted in.
    pub root: Root,
    /// The state.
    pub store: Store,
    /// Reads long texts.
    #[prop_or_default]
    pub reader: Reader,
    /// Called when another text was read and is about to be shown.
    #[prop_or_default]
    pub on_read: Callback<Rc<State>>,
    /// Called once the page is there and listens to events.
    #[prop_or_default]
    pub on_ready: Callback<()>,
}

/// The page. All of it takes a file or a text that is dropped on it, and says so while one is dragged
/// over it.
#[component]
pub fn App(AppProps { root, store, reader, on_read, on_ready }: &AppProps) -> Html {
    let state = use_store(store);
    let steps = use_memo(root.clone(), Steps::new);
    let controls = use_page_controls(root, store, &state, &steps);
    use_surroundings(root, &controls.dispatch, on_ready);
    use_own_page(root, &state, &controls);
    use_steps(&steps, store, &controls.dispatch);
    use_revealed(root, &state);
    use_reader(reader, &state, &controls.dispatch);
    use_signatures(&state, &controls.dispatch);
    use_on_read(&state, on_read);

    let (over, away, dropped) =
        (controls.dispatch.clone(), controls.dispatch.clone(), controls.dispatch.clone());
    let ondragover = move |event: DragEvent| {
        if files::is_readable(&event) {
            event.prevent_default();
            over.emit(Action::DragOver(true));
        }
    };
    let ondragleave = move |event: DragEvent| {
        // Inside the page, the drag only went on to another element.
        if event.related_target().is_none() {
            away.emit(Action::DragOver(false));
        }
    };
    let ondrop = move |event: DragEvent| {
        event.prevent_default();
        dropped.emit(Action::DragOver(false));
        files::dropped(&event, dropped.clone());
    };
    let State { document, view, preferences, .. } = &*state;
    let ids = controls.ids;
    html! {
        <ContextProvider<Controls> context={controls}>
        <ContextProvider<LastCopied> context={LastCopied(view.copied.clone())}>
            // Its words are English, whatever the page around it is.
            <div
                class="app"
                lang="en"
                dir="ltr"
                data-theme={preferences.theme.code()}
                {ondragover}
                {ondragleave}
                {ondrop}
            >
                <a class="skip" href={ids.link_to("result")}>{ text::SKIP }</a>
                <Masthead theme={preferences.theme} example={document.example} />
                // The main content of its own page, not of another one.
                <div
                    class="page"
                    role={(!root.is_embedded).then_some("main")}
                    data-empty={document.paste.is_empty().then_some("true")}
                >
                    <div class="entry">
                        <Field {document} {view} />
                        <TokenList
                            report={&document.report}
                            paste={document.paste.clone()}
                            chosen={view.chosen}
                        />
                        <CompareWith {document} chosen={view.chosen} compared={view.compared} />
                        if let Some(token) = document.token(view.chosen) {
                            <TokenView
                                {token}
                                paste={document.paste.clone()}
                                signature_shown={view.signature_shown}
                                shown_values={view.shown_values.clone()}
                                revision={view.revision}
                            />
                        }
                    </div>
                    <div class="result" id={ids.of("result")} tabindex="-1">
                        { result(&state) }
                    </div>
                </div>
                { live_region(&view.announcement) }
                if view.dragged_over {
                    <p class="drop-here" aria-hidden="true">{ text::DROP_HERE }</p>
                }
            </div>
        </ContextProvider<LastCopied>>
        </ContextProvider<Controls>>
    }
}

/// Shows what the text is, under the notes about the example and the clock.
fn result(State { document, view, keys, asking, preferences, .. }: &State) -> Html {
    let clock = preferences.clock;
    // The clock changes nothing on a token without times.
    let shown = document.token(view.chosen);
    let has_times = shown
        .as_ref()
        .and_then(InToken::get)
        .is_none_or(|token| Timeline::of(&token.times).is_some());
    let compared = view.compared.filter(|&other| document.token(other).is_some());
    let result = if let Some(second) = compared {
        html! { <Comparison {document} first={view.chosen} {second} {clock} /> }
    } else if shown.is_some() {
        html! { <TokenArticle {document} {view} {keys} {asking} {clock} /> }
    } else if document.is_first_reading() {
        html! { <StillReading {document} /> }
    } else if document.paste.is_empty() {
        html! { <Welcome /> }
    } else {
        html! { <NothingFound {document} /> }
    };
    html! {
        <>
            if let Some(example) = document.example {
                <div class="notes">
                    <ExampleNote {example} second={document.second_example} />
                    if has_times {
                        <ClockNote {clock} />
                    }
                </div>
            }
            { result }
            if document.example.is_none() && has_times {
                <ClockNote {clock} />
            }
        </>
    }
}

/// Returns the state, and renders again when it changes.
#[hook]
fn use_store(store: &Store) -> Rc<State> {
    let update = use_force_update();
    // At once, so that no change is missed.
    use_memo(store.clone(), |store| {
        store.subscribe(Callback::from(move |()| update.force_update()))
    });
    store.state()
}

/// Returns what the controls need. It stays the same while the page is mounted.
#[hook]
fn use_page_controls(root: &Root, store: &Store, state: &State, steps: &Rc<Steps>) -> Controls {
    let surroundings = (root.clone(), store.clone(), Rc::clone(steps));
    let dispatch = use_callback(surroundings, |action: Action, (root, store, steps)| {
        if action.replaces_the_text() {
            // The address must not name an example that is not shown.
            address::forget_example(root);
        }
        if let Action::GoTo { part, member } = action {
            let State { document, view, .. } = &*store.state();
            let id = document.ids.member(part, member);
            steps.take(
                &id,
                view.revision,
                pointer_in_example(&store.state(), part, member).as_deref(),
            );
        }
        store.dispatch(action);
    });
    Controls { dispatch, ids: state.document.ids, is_embedded: root.is_embedded }
}

/// Shows the claim of a step when the user goes back or forward to it.
#[hook]
fn use_steps(steps: &Rc<Steps>, store: &Store, dispatch: &Callback<Action>) {
    let (steps, store, dispatch) = (Rc::clone(steps), store.clone(), dispatch.clone());
    use_effect_with((), move |()| {
        let is_shown = move |revision| store.state().view.revision == revision;
        let follow = steps.follow(is_shown, move |id| dispatch.emit(Action::ReturnTo(id)));
        move || drop(follow)
    });
}

/// Brings a member into view each time that this is asked for.
#[hook]
fn use_revealed(root: &Root, state: &State) {
    let root = root.clone();
    use_effect_with(state.view.revealed.clone(), move |revealed| {
        if let Some(revealed) = revealed {
            page::reveal_in(&root, &revealed.id);
        }
    });
}

/// Returns the pointer of a claim of an example, which may stand in the address.
fn pointer_in_example(state: &State, part: PartName, member: usize) -> Option<String> {
    let token = state.token().filter(|_| state.document.example.is_some())?;
    let member = members::of_part(token, part).get(member)?;
    (part == PartName::Payload).then(|| member.pointer.clone())
}

/// Listens to the address, to what the user points at, and to the clock.
#[hook]
fn use_surroundings(root: &Root, dispatch: &Callback<Action>, on_ready: &Callback<()>) {
    let (root, dispatch, on_ready) = (root.clone(), dispatch.clone(), on_ready.clone());
    use_effect_with((), move |()| {
        let opened = dispatch.clone();
        let address = address::on_opening(&root, move |action| opened.emit(action));
        let pin = dispatch.clone();
        let highlight = highlight::follow(&root, move |id| pin.emit(Action::Pin(id)));
        let clock = clock::each_second(move || {
            dispatch.emit(Action::Tick);
            ticking::second();
            zone::refresh_name();
        });
        let print = ticking::before_print();
        on_ready.emit(());
        move || drop((address, highlight, clock, print))
    });
}

/// Begins in the empty field, and takes what is pasted beside it.
#[hook]
fn use_own_page(root: &Root, state: &State, controls: &Controls) {
    let (root, dispatch) = (root.clone(), controls.dispatch.clone());
    let empty = state.document.paste.is_empty().then(|| controls.ids.of(TEXT_AREA_ID));
    use_effect_with((), move |()| {
        if let Some(field) = empty {
            own_page::focus_field(&root, &field);
        }
        let paste = own_page::paste_anywhere(&root, dispatch);
        move || drop(paste)
    });
}

/// Has long texts read, and gives that up when another text comes or none is left.
#[hook]
fn use_reader(reader: &Reader, state: &State, dispatch: &Callback<Action>) {
    let (reader, dispatch) = (reader.clone(), dispatch.clone());
    let paste = state.document.paste.clone();
    use_effect_with(state.document.reading, move |reading| {
        if let Some(Reading { number, now, .. }) = *reading {
            let done = move |report: Option<_>| {
                dispatch.emit(Action::Read { number, report: report.map(Shared::new) });
            };
            reader.read(paste.bytes(), now, done);
        }
        move || reader.give_up()
    });
}

/// Has the signatures checked, and gives that up when another text or other keys come.
#[hook]
fn use_signatures(state: &State, dispatch: &Callback<Action>) {
    let (keys, dispatch) = (state.keys.clone(), dispatch.clone());
    let paste = state.document.paste.clone();
    // A long text is checked once its report is there.
    let is_due = !keys.is_empty() && !state.document.is_first_reading();
    use_effect_with(state.keys.check, move |&number| {
        let done = move |results| {
            dispatch.emit(Action::Keys(KeysAction::Checked { number, results }));
        };
        let checking = is_due.then(|| signatures::check(paste.bytes(), &keys.keys, done));
        move || drop(checking)
    });
}

/// Calls back when the report of another text is rendered. Not as an effect: Yew may skip that for a text
/// that is replaced soon.
#[hook]
fn use_on_read(state: &Rc<State>, on_read: &Callback<Rc<State>>) {
    let document = &state.document;
    let read = (!document.is_first_reading()).then(|| document.paste.clone());
    use_memo(read, |read| {
        if read.is_some() {
            on_read.emit(Rc::clone(state));
        }
    });
}
