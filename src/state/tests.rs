//! What each action does to the state; no browser needed.

use service_account_token::report::{Report, Span};
use service_account_token::{Options, inspect};

use super::*;
use crate::copied_text::CopiedText;
use crate::heading::Heading;

const NOW: i64 = 1_660_910_400;
const BOUND: &str =
    include_str!("../../crates/service-account-token/tests/samples/bound-pod-extended-v1.24.jwt");
const LEGACY: &str = include_str!(
    "../../crates/service-account-token/tests/samples/legacy-auto-generated-v1.20.jwt"
);

fn after(actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    let empty = Rc::new(State::new(ElementIds::FIRST, Opening::default(), NOW));
    actions.into_iter().fold(empty, |state, action| state.apply_at(NOW, action))
}

impl State {
    fn apply_at(self: Rc<Self>, now: i64, action: Action) -> Rc<Self> {
        self.reduce(Event { now, action })
    }
}

fn pasted(text: &str) -> Action {
    Action::Pasted(text.to_owned())
}

/// Returns what can be brought back.
fn kept(state: &State) -> Option<&Paste> {
    state.document.undo.as_ref().map(|undo| &undo.paste)
}

#[test]
fn paste_is_read_announced_and_folded() {
    let state = after([pasted(BOUND)]);
    assert_eq!(state.document.report.tokens.len(), 1);
    let heading = Heading::of(&state.document.report.tokens[0]).words(NOW).replace('`', "");
    assert_eq!(state.view.announcement.text, heading);
    assert!(state.view.folded);
}

#[test]
fn typing_never_folds_the_field() {
    assert!(!after([Action::Typed(BOUND.to_owned())]).view.folded);
    let edit = [pasted(BOUND), Action::Fold(false), Action::Typed(format!("{BOUND} "))];
    let edited = after(edit);
    assert!(!edited.view.folded);
    assert_eq!(kept(&edited), None);
}

#[test]
fn typing_into_the_folded_field_replaces_the_text() {
    let folded = after([pasted(BOUND)]);
    let typed = Rc::clone(&folded).apply_at(NOW, Action::Typed(String::from("e")));
    assert_eq!((typed.document.paste.text().as_str(), typed.view.folded), ("e", false));
    assert_eq!(kept(&typed), Some(&Paste::from_text(BOUND.to_owned())));
    // The field is empty already.
    let emptied = Rc::clone(&folded).apply_at(NOW, Action::Typed(String::new()));
    assert!(Rc::ptr_eq(&emptied, &folded));
}

#[test]
fn text_without_a_token_is_not_folded() {
    let state = after([pasted("hello")]);
    assert!(!state.view.folded);
    assert!(state.token().is_none());
    assert!(!state.view.announcement.text.is_empty());
}

#[test]
fn cleared_text_comes_back_once() {
    let cleared = after([pasted(BOUND), Action::Clear]);
    assert!(cleared.document.paste.is_empty());
    assert_eq!(cleared.view.announcement.text, text::CLEARED);
    let back = cleared.apply_at(NOW, Action::Undo);
    assert_eq!(back.document.paste, Paste::from_text(BOUND.to_owned()));
    assert_eq!(back.document.undo, None);
}

#[test]
fn undo_of_a_replacement_can_be_undone() {
    let back = after([pasted(BOUND), pasted(LEGACY), Action::Undo]);
    assert_eq!(back.document.paste, Paste::from_text(BOUND.to_owned()));
    assert_eq!(kept(&back), Some(&Paste::from_text(LEGACY.to_owned())));
}

#[test]
fn signature_is_covered_again_for_another_token() {
    let shown = after([pasted(BOUND), Action::ShowSignature(true)]);
    assert!(shown.view.signature_shown);
    assert!(!shown.apply_at(NOW, pasted(LEGACY)).view.signature_shown);

    let both = pasted(&format!("{BOUND}{LEGACY}"));
    let chosen = after([both, Action::ShowSignature(true), Action::Choose(1)]);
    assert!(!chosen.view.signature_shown);
    assert_eq!(chosen.token().map(|token| text::kind_code(token.kind)), Some("legacy"));
}

#[test]
fn text_past_the_limit_is_an_attachment() {
    let at = Paste::from_text("x".repeat(TEXT_AREA_LIMIT_BYTES));
    assert!(matches!(at, Paste::Text(_)));
    let past = Paste::from_text("x".repeat(TEXT_AREA_LIMIT_BYTES + 1));
    assert!(matches!(past, Paste::Attachment { .. }));
    assert_eq!(past.bytes().len(), TEXT_AREA_LIMIT_BYTES + 1);
    assert_eq!(past.text(), "");
}

#[test]
fn file_is_a_text_only_if_the_text_area_preserves_it() {
    let file = |bytes: &[u8]| Paste::from_file(String::from("token.txt"), bytes.to_vec());
    assert_eq!(file(b"a\r\nb\rc"), Paste::from_text(String::from("a\nb\nc")));
    for bytes in [&b"\xff\xfea\0"[..], b"a\0b", "\u{feff}a".as_bytes(), b"\xc3("] {
        assert!(matches!(file(bytes), Paste::Attachment { .. }), "{bytes:?}");
        assert_eq!(file(bytes).bytes(), bytes);
    }
}

#[test]
fn tick_that_changes_no_word_renders_nothing() {
    let now = after([pasted(LEGACY)]);
    assert!(Rc::ptr_eq(&now, &Rc::clone(&now).apply_at(NOW + 1, Action::Tick)));
}

#[test]
fn tick_that_changes_the_distance_to_a_time_renders() {
    let now = after([pasted(BOUND)]);
    let later = Rc::clone(&now).apply_at(NOW + 86_400, Action::Tick);
    assert_eq!(later.preferences.clock.now, NOW + 86_400);
    assert!(!Rc::ptr_eq(&now, &later));
}

#[test]
fn text_is_read_by_the_clock_at_its_paste() {
    let empty = after([]);
    let ticked = empty.apply_at(NOW + 60, Action::Tick);
    assert_eq!(ticked.preferences.clock.now, NOW, "an empty page has no reason to render");
    assert_eq!(ticked.apply_at(NOW + 61, pasted(BOUND)).document.report.now, Some(NOW + 61));
}

#[test]
fn editing_the_text_keeps_its_article() {
    let first = after([pasted(BOUND)]);
    let typed = Rc::clone(&first).apply_at(NOW, Action::Fold(false));
    let typed = typed.apply_at(NOW, Action::Typed(format!("{BOUND} ")));
    assert_eq!(first.view.article, typed.view.article);
    assert_ne!(first.view.article, typed.apply_at(NOW, pasted(LEGACY)).view.article);
}

#[test]
fn copying_the_same_text_twice_is_two_copies() {
    let copy = || Action::Copied { label: "Copy iss".into(), text: CopiedText::value("x") };
    let (once, twice) = (after([copy()]), after([copy(), copy()]));
    assert_ne!(once.view.copied, twice.view.copied);
    assert_eq!(twice.view.announcement.text, text::COPIED);
}

#[test]
fn report_uses_the_clock() {
    let early = after([pasted(BOUND)]);
    let late = Rc::clone(&early).apply_at(NOW + 400 * 86_400, Action::Tick);
    let status = |state: &State| state.token().map(|token| token.times.status);
    assert_ne!(status(&early), status(&late));
}

#[test]
fn set_clock_stands_still_until_the_real_one_is_used() {
    let set = after([Action::Open(Opening { now: Some(5), ..Opening::default() })]);
    assert_eq!(set.preferences.clock, Clock { now: 5, set: true });
    let ticked = set.apply_at(NOW, Action::Tick);
    assert_eq!(ticked.preferences.clock.now, 5);
    let real = ticked.apply_at(NOW, Action::UseRealClock);
    assert_eq!(real.preferences.clock, Clock { now: NOW, set: false });
}

#[test]
fn address_opens_a_token_at_its_time() {
    let opening = Opening { text: Some(BOUND.to_owned()), now: Some(NOW), ..Opening::default() };
    let state = State::new(ElementIds::FIRST, opening, 0);
    assert!(state.token().is_some());
    assert_eq!(state.preferences.clock, Clock { now: NOW, set: true });
}

#[test]
fn selecting_a_place_unfolds_the_field_each_time() {
    let once = after([pasted(BOUND), Action::Select(Span::new(0, 4))]);
    assert!(!once.view.folded);
    let twice = Rc::clone(&once).apply_at(NOW, Action::Select(Span::new(0, 4)));
    assert_ne!(once.view.selection, twice.view.selection);
}

#[test]
fn problem_disappears_with_the_next_text() {
    let complaint = after([Action::ReportProblem(text::CLIPBOARD_REFUSED)]);
    assert_eq!(complaint.view.problem, Some(text::CLIPBOARD_REFUSED));
    assert_eq!(complaint.apply_at(NOW, pasted(BOUND)).view.problem, None);
}

/// Returns a paste that a worker reads, and its report.
fn long(text: &str) -> (Action, Option<Shared<Report>>) {
    long_at(text, NOW)
}

fn long_at(text: &str, now: i64) -> (Action, Option<Shared<Report>>) {
    let text = "x ".repeat(TEXT_AREA_LIMIT_BYTES / 2) + text;
    let report = inspect(text.as_bytes(), &Options::new().now(now));
    (Action::Pasted(text), Some(Shared::new(report)))
}

#[test]
fn long_text_is_announced_as_being_read_until_its_report_arrives() {
    let (paste, report) = long(BOUND);
    let reading = after([paste]);
    assert_eq!(reading.document.reading, Some(Reading { number: 1, now: NOW, first: true }));
    assert_eq!(
        (reading.view.announcement.text.as_str(), reading.view.folded),
        ("Reading 66.5 KB …", false)
    );
    assert!(reading.document.report.tokens.is_empty());

    let read = reading.apply_at(NOW, Action::Read { number: 1, report: report.clone() });
    assert_eq!((read.document.reading, Some(&read.document.report)), (None, report.as_ref()));
    assert_eq!(
        (read.view.announcement.text.as_str(), read.view.folded),
        ("Bound token of Pod busybox", true)
    );
}

#[test]
fn report_of_a_replaced_text_changes_nothing() {
    let ((first, late), (second, _)) = (long(BOUND), long(LEGACY));
    for next in [Action::Clear, pasted(LEGACY), second] {
        let state = after([first.clone(), next]);
        let answered =
            Rc::clone(&state).apply_at(NOW, Action::Read { number: 1, report: late.clone() });
        assert!(Rc::ptr_eq(&state, &answered));
    }
}

#[test]
fn text_that_exhausts_the_browser_is_removed_with_a_problem() {
    let (paste, _) = long(BOUND);
    let state = after([paste, Action::Read { number: 1, report: None }]);
    assert!(state.document.paste.is_empty());
    assert_eq!((state.document.reading, &state.document.undo), (None, &None));
    assert_eq!(state.view.problem, Some(text::TEXT_UNREADABLE));
    assert_eq!(state.view.announcement.text, text::TEXT_UNREADABLE);
}

#[test]
fn undo_survives_a_text_that_exhausts_the_browser() {
    let (paste, _) = long(BOUND);
    let first = Action::Pasted(LEGACY.to_owned());
    let state = after([first, paste, Action::Read { number: 1, report: None }]);
    assert_eq!(kept(&state), Some(&Paste::from_text(LEGACY.to_owned())));
}

#[test]
fn long_text_is_read_again_when_one_of_its_times_passes() {
    // A second earlier or later, no time of it is told in other words.
    let now = NOW + 10;
    let (paste, report) = long_at(BOUND, now);
    let read = after([paste, Action::Read { number: 1, report: report.clone() }]);
    let expires = read.token().and_then(|token| token.times.expires_at).expect("it has an end");
    let before = Rc::clone(&read).apply_at(now + 1, Action::Tick);
    assert_eq!(before.document.reading, None);

    let passed = before.apply_at(expires + 1, Action::Tick);
    assert_eq!(
        passed.document.reading,
        Some(Reading { number: 2, now: expires + 1, first: false })
    );
    assert_eq!(Some(&passed.document.report), report.as_ref());
    // It is not begun again each second.
    let ticked = Rc::clone(&passed).apply_at(expires + 2, Action::Tick);
    assert_eq!(ticked.document.reading, passed.document.reading);
    // If that fails, what is there stays.
    let failed = passed.apply_at(expires + 3, Action::Read { number: 2, report: None });
    assert_eq!((failed.document.reading, Some(&failed.document.report)), (None, report.as_ref()));
}

#[test]
fn long_text_is_read_again_when_a_relative_time_changes() {
    // 47 minutes and a little before the end.
    let end = after([pasted(BOUND)]).token().and_then(|token| token.times.expires_at);
    let now = end.expect("it has an end") - 47 * 60 - 10;
    let (paste, report) = long_at(BOUND, now);
    let read = Action::Read { number: 1, report };
    let state = Rc::new(State::new(ElementIds::FIRST, Opening::default(), now))
        .apply_at(now, paste)
        .apply_at(now, read);
    let same = state.apply_at(now + 1, Action::Tick);
    assert_eq!(same.document.reading, None);
    let other = same.apply_at(now + 60, Action::Tick);
    assert_eq!(other.document.reading, Some(Reading { number: 2, now: now + 60, first: false }));
}

#[test]
fn theme_is_announced_and_outlives_the_text() {
    let dark = after([Action::SetTheme(Theme::Light), Action::SetTheme(Theme::Dark)]);
    assert_eq!(dark.view.announcement.text, "Theme: dark");
    assert_eq!(dark.apply_at(NOW, pasted(BOUND)).preferences.theme, Theme::Dark);
}

#[test]
fn private_key_among_what_is_known_is_not_kept() {
    use AskedText::{ExpectedSubject, Policy};
    let said = |name, text: &str| Action::Asking(AskingAction::Text(name, text.to_owned()));
    // The private key of RFC 8037 A.1 is public knowledge.
    let private = r#"{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    for name in [ExpectedSubject, Policy] {
        let state = after([pasted(BOUND), said(name, "typed before"), said(name, private)]);
        assert_eq!(state.asking.text(name), "");
        assert_eq!(state.view.problem, Some(text::acceptance::PRIVATE_KEY));
    }
    let policy = after([said(Policy, r#"{"Version":"2012-10-17","Statement":[]}"#)]);
    assert!(policy.asking.has_texts() && policy.view.problem.is_none());
}
