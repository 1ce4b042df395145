//! What each action does to the state; no browser needed.

use super::*;

const NOW: i64 = 1_660_910_400;
const BOUND: &str =
    include_str!("../../crates/service-account-token/tests/samples/bound-pod-extended-v1.24.jwt");
const LEGACY: &str = include_str!(
    "../../crates/service-account-token/tests/samples/legacy-auto-generated-v1.20.jwt"
);

fn after(actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    let empty = Rc::new(State::new(Opening::default(), NOW));
    actions.into_iter().fold(empty, |state, action| state.does(NOW, action))
}

impl State {
    fn does(self: Rc<Self>, now: i64, action: Action) -> Rc<Self> {
        self.reduce(Event { now, action })
    }
}

fn pasted(text: &str) -> Action {
    Action::Pasted(text.to_owned())
}

/// What can be brought back.
fn kept(state: &State) -> Option<&Paste> {
    state.undo.as_ref().map(|undo| &undo.paste)
}

#[test]
fn a_paste_is_read_announced_and_folded() {
    let state = after([pasted(BOUND)]);
    assert_eq!(state.report.tokens.len(), 1);
    assert_eq!(&*state.said.text, &*state.report.tokens[0].headline);
    assert!(state.folded);
}

#[test]
fn typing_never_folds_the_field_under_the_fingers() {
    assert!(!after([Action::Typed(BOUND.to_owned())]).folded);
    let edit = [pasted(BOUND), Action::Fold(false), Action::Typed(format!("{BOUND} "))];
    let edited = after(edit);
    assert!(!edited.folded);
    assert_eq!(kept(&edited), None);
}

#[test]
fn what_is_typed_into_the_folded_field_is_another_text() {
    let folded = after([pasted(BOUND)]);
    let typed = Rc::clone(&folded).does(NOW, Action::Typed(String::from("e")));
    assert_eq!((typed.paste.text().as_str(), typed.folded), ("e", false));
    assert_eq!(kept(&typed), Some(&Paste::from_text(BOUND.to_owned())));
    // The field is empty already.
    let emptied = Rc::clone(&folded).does(NOW, Action::Typed(String::new()));
    assert!(Rc::ptr_eq(&emptied, &folded));
}

#[test]
fn a_text_without_a_token_stays_open() {
    let state = after([pasted("hello")]);
    assert!(!state.folded);
    assert!(state.token().is_none());
    assert!(!state.said.text.is_empty());
}

#[test]
fn what_was_cleared_comes_back_once() {
    let cleared = after([pasted(BOUND), Action::Clear]);
    assert!(cleared.paste.is_empty());
    assert_eq!(cleared.said.text, text::CLEARED);
    let back = cleared.does(NOW, Action::Undo);
    assert_eq!(back.paste, Paste::from_text(BOUND.to_owned()));
    assert_eq!(back.undo, None);
}

#[test]
fn what_was_replaced_comes_back_and_the_other_stays_at_hand() {
    let back = after([pasted(BOUND), pasted(LEGACY), Action::Undo]);
    assert_eq!(back.paste, Paste::from_text(BOUND.to_owned()));
    assert_eq!(kept(&back), Some(&Paste::from_text(LEGACY.to_owned())));
}

#[test]
fn the_signature_is_covered_again_for_another_token() {
    let shown = after([pasted(BOUND), Action::ShowSignature(true)]);
    assert!(shown.signature_shown);
    assert!(!shown.does(NOW, pasted(LEGACY)).signature_shown);

    let both = pasted(&format!("{BOUND}{LEGACY}"));
    let chosen = after([both, Action::ShowSignature(true), Action::Choose(1)]);
    assert!(!chosen.signature_shown);
    assert_eq!(chosen.token().map(|token| text::kind_code(token.kind)), Some("legacy"));
}

#[test]
fn a_text_at_the_limit_fits_and_one_past_it_is_an_attachment() {
    let at = Paste::from_text("x".repeat(TEXT_AREA_LIMIT_BYTES));
    assert!(matches!(at, Paste::Text(_)));
    let past = Paste::from_text("x".repeat(TEXT_AREA_LIMIT_BYTES + 1));
    assert!(matches!(past, Paste::Attachment { .. }));
    assert_eq!(past.bytes().len(), TEXT_AREA_LIMIT_BYTES + 1);
    assert_eq!(past.text(), "");
}

#[test]
fn a_file_is_a_text_only_if_the_text_area_keeps_it_as_it_is() {
    let file = |bytes: &[u8]| Paste::from_file(String::from("token.txt"), bytes.to_vec());
    assert_eq!(file(b"a\r\nb\rc"), Paste::from_text(String::from("a\nb\nc")));
    for bytes in [&b"\xff\xfea\0"[..], b"a\0b", "\u{feff}a".as_bytes(), b"\xc3("] {
        assert!(matches!(file(bytes), Paste::Attachment { .. }), "{bytes:?}");
        assert_eq!(file(bytes).bytes(), bytes);
    }
}

#[test]
fn a_tick_that_changes_no_word_renders_nothing() {
    let now = after([pasted(LEGACY)]);
    assert!(Rc::ptr_eq(&now, &Rc::clone(&now).does(NOW + 1, Action::Tick)));
}

#[test]
fn a_tick_that_changes_the_distance_to_a_time_renders() {
    let now = after([pasted(BOUND)]);
    let later = Rc::clone(&now).does(NOW + 86_400, Action::Tick);
    assert_eq!(later.clock.now, NOW + 86_400);
    assert!(!Rc::ptr_eq(&now, &later));
}

#[test]
fn a_text_is_read_by_the_clock_of_its_own_moment() {
    let empty = after([]);
    let ticked = empty.does(NOW + 60, Action::Tick);
    assert_eq!(ticked.clock.now, NOW, "an empty page has no reason to render");
    assert_eq!(ticked.does(NOW + 61, pasted(BOUND)).report.now, Some(NOW + 61));
}

#[test]
fn what_was_opened_in_an_article_stays_open_while_its_text_is_typed_on() {
    let first = after([pasted(BOUND)]);
    let typed = Rc::clone(&first).does(NOW, Action::Fold(false));
    let typed = typed.does(NOW, Action::Typed(format!("{BOUND} ")));
    assert_eq!(first.article, typed.article);
    assert_ne!(first.article, typed.does(NOW, pasted(LEGACY)).article);
}

#[test]
fn copying_the_same_text_again_is_told_apart() {
    let copy = || Action::Copied { label: "Copy iss".into(), text: CopiedText::value("x") };
    let (once, twice) = (after([copy()]), after([copy(), copy()]));
    assert_ne!(once.copied, twice.copied);
    assert_eq!(twice.said.text, text::COPIED);
}

#[test]
fn the_report_goes_by_the_clock() {
    let early = after([pasted(BOUND)]);
    let late = Rc::clone(&early).does(NOW + 400 * 86_400, Action::Tick);
    let status = |state: &State| state.token().map(|token| token.times.status);
    assert_ne!(status(&early), status(&late));
}

#[test]
fn a_clock_that_was_set_stands_still_until_the_real_one_is_asked_for() {
    let set = after([Action::Visited(Opening { now: Some(5), ..Opening::default() })]);
    assert_eq!(set.clock, Clock { now: 5, set: true });
    let ticked = set.does(NOW, Action::Tick);
    assert_eq!(ticked.clock.now, 5);
    let real = ticked.does(NOW, Action::UseRealClock);
    assert_eq!(real.clock, Clock { now: NOW, set: false });
}

#[test]
fn the_address_opens_a_token_at_its_time() {
    let opening = Opening { token: Some(BOUND.to_owned()), now: Some(NOW), ..Opening::default() };
    let state = State::new(opening, 0);
    assert!(state.token().is_some());
    assert_eq!(state.clock, Clock { now: NOW, set: true });
}

#[test]
fn selecting_a_spot_opens_the_field_each_time() {
    let once = after([pasted(BOUND), Action::Select([0, 4])]);
    assert!(!once.folded);
    let twice = Rc::clone(&once).does(NOW, Action::Select([0, 4]));
    assert_ne!(once.selection, twice.selection);
}

#[test]
fn a_complaint_goes_with_the_next_text() {
    let complaint = after([Action::Complain(text::CLIPBOARD_REFUSED)]);
    assert_eq!(complaint.complaint, Some(text::CLIPBOARD_REFUSED));
    assert_eq!(complaint.does(NOW, pasted(BOUND)).complaint, None);
}

/// A text that is read apart from the page, and what its report is.
fn long(text: &str) -> (Action, Option<Rc<Report>>) {
    long_at(text, NOW)
}

fn long_at(text: &str, now: i64) -> (Action, Option<Rc<Report>>) {
    let text = "x ".repeat(TEXT_AREA_LIMIT_BYTES / 2) + text;
    let report = inspect(text.as_bytes(), &Options { now: Some(now), ..Options::default() });
    (Action::Pasted(text), Some(Rc::new(report)))
}

#[test]
fn a_long_text_says_that_it_is_read_until_its_report_comes() {
    let (paste, report) = long(BOUND);
    let reading = after([paste]);
    assert_eq!(reading.reading, Some(Reading { turn: 1, now: NOW, first: true }));
    assert_eq!((reading.said.text.as_str(), reading.folded), ("Reading 66.5 KB …", false));
    assert!(reading.report.tokens.is_empty());

    let read = reading.does(NOW, Action::Read { turn: 1, report: report.clone() });
    assert_eq!((read.reading, Some(&read.report)), (None, report.as_ref()));
    assert_eq!((read.said.text.as_str(), read.folded), ("Bound token, extended to a year", true));
}

#[test]
fn the_report_of_a_text_that_was_given_up_changes_nothing() {
    let ((first, late), (second, _)) = (long(BOUND), long(LEGACY));
    for next in [Action::Clear, pasted(LEGACY), second] {
        let state = after([first.clone(), next]);
        let answered = Rc::clone(&state).does(NOW, Action::Read { turn: 1, report: late.clone() });
        assert!(Rc::ptr_eq(&state, &answered));
    }
}

#[test]
fn a_text_that_is_too_much_for_the_browser_is_taken_away_and_that_is_said() {
    let (paste, _) = long(BOUND);
    let state = after([paste, Action::Read { turn: 1, report: None }]);
    assert!(state.paste.is_empty());
    assert_eq!((state.reading, &state.undo), (None, &None));
    assert_eq!(state.complaint, Some(text::TEXT_UNREADABLE));
    assert_eq!(state.said.text, text::TEXT_UNREADABLE);
}

#[test]
fn what_was_kept_before_a_text_that_is_too_much_stays_kept() {
    let (paste, _) = long(BOUND);
    let first = Action::Pasted(LEGACY.to_owned());
    let state = after([first, paste, Action::Read { turn: 1, report: None }]);
    assert_eq!(kept(&state), Some(&Paste::from_text(LEGACY.to_owned())));
}

#[test]
fn a_long_text_is_read_again_when_one_of_its_times_passes_and_shown_meanwhile() {
    // A second earlier or later, no time of it is told in other words.
    let now = NOW + 10;
    let (paste, report) = long_at(BOUND, now);
    let read = after([paste, Action::Read { turn: 1, report: report.clone() }]);
    let expires = read.token().and_then(|token| token.times.expires_at).expect("it has an end");
    let before = Rc::clone(&read).does(now + 1, Action::Tick);
    assert_eq!(before.reading, None);

    let passed = before.does(expires + 1, Action::Tick);
    assert_eq!(passed.reading, Some(Reading { turn: 2, now: expires + 1, first: false }));
    assert_eq!(Some(&passed.report), report.as_ref());
    // It is not begun again each second.
    let ticked = Rc::clone(&passed).does(expires + 2, Action::Tick);
    assert_eq!(ticked.reading, passed.reading);
    // If that fails, what is there stays.
    let failed = passed.does(expires + 3, Action::Read { turn: 2, report: None });
    assert_eq!((failed.reading, Some(&failed.report)), (None, report.as_ref()));
}

#[test]
fn a_long_text_is_read_again_when_a_time_of_the_shown_token_is_told_in_other_words() {
    // 47 minutes and a little before the end.
    let end = after([pasted(BOUND)]).token().and_then(|token| token.times.expires_at);
    let now = end.expect("it has an end") - 47 * 60 - 10;
    let (paste, report) = long_at(BOUND, now);
    let read = Action::Read { turn: 1, report };
    let state = Rc::new(State::new(Opening::default(), now)).does(now, paste).does(now, read);
    let same = state.does(now + 1, Action::Tick);
    assert_eq!(same.reading, None);
    let other = same.does(now + 60, Action::Tick);
    assert_eq!(other.reading, Some(Reading { turn: 2, now: now + 60, first: false }));
}

#[test]
fn a_theme_is_said_and_kept_while_texts_come_and_go() {
    let dark = after([Action::Wear(Theme::Light), Action::Wear(Theme::Dark)]);
    assert_eq!(dark.said.text, "Theme: dark");
    assert_eq!(dark.does(NOW, pasted(BOUND)).theme, Theme::Dark);
}

#[test]
fn the_themes_come_round() {
    let three = Theme::System.next().next().next();
    assert_eq!(three, Theme::System);
    assert_eq!(
        [Theme::System, Theme::Light, Theme::Dark].map(Theme::code),
        [None, Some("light"), Some("dark")]
    );
}
