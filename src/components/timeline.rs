//! A picture of the token's life with the current time on it, and a slider that sets the clock.
//!
//! The list under the drawing says the same in words and to the second. On a narrow screen the drawing
//! has no words, and its marks lead to the list.

use service_account_token::report::{Kind, TimeStatus, Times};
use yew::prelude::*;
use yew::virtual_dom::VList;

use super::button;
use super::controls::{Controls, use_controls};
use super::section::section;
use crate::browser::{page, zone};
use crate::relative::relative;
use crate::state::{Action, Clock, ClockTarget};
use crate::text::timeline as words;
use crate::timeline::{Moment, Phase, Stretch, Timeline};

/// The length of the line, in hundredths of a percent of it.
const WHOLE: i64 = 10_000;

/// An arrow at the end of a line that goes on.
const ONWARD: &str = "M-9-7 0 0-9 7z";

/// Properties of [`TokenTimeline`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct TokenTimelineProps {
    /// The kind of the token.
    pub kind: Kind,
    /// Its times.
    pub times: Times,
    /// The clock of the page.
    pub clock: Clock,
}

/// The timeline; nothing if no time is known.
#[component]
pub fn TokenTimeline(TokenTimelineProps { kind, times, clock }: &TokenTimelineProps) -> Html {
    let controls = use_controls();
    let Some(line) = Timeline::of(times) else {
        return match times.status {
            TimeStatus::NoExpiry => {
                let legacy = *kind == Kind::Legacy;
                let words = if legacy { words::ENDLESS_LEGACY } else { words::ENDLESS };
                view(&controls, None, html! {}, endless(), Vec::new(), words)
            }
            _ => html! {},
        };
    };
    let (clock, now) = (*clock, clock.now);
    let marks = line.stretches().iter().filter_map(|one| mark(one, now, &controls)).collect();
    let here = line.stretch_at(now).map_or("", |here| words::meaning(here.phase));
    let slider = slider(&line, now, &controls);
    view(&controls, Some(words::NOTE), slider, picture(&line, clock), marks, here)
}

fn view(
    controls: &Controls,
    note: Option<&'static str>,
    slider: Html,
    drawn: Vec<Html>,
    marks: Vec<Html>,
    words: &'static str,
) -> Html {
    let children = html! {
        <>
            // Time goes to the right on every page.
            <div class="timeline-line" dir="ltr">
                { slider }
                <svg class="timeline-picture" aria-hidden="true">{ list(drawn) }</svg>
            </div>
            if !marks.is_empty() {
                <ol class="timeline-marks" dir="ltr">{ list(marks) }</ol>
            }
            <p class="timeline-here">{ words }</p>
        </>
    };
    section(controls.ids, "timeline", words::TIMELINE, note.map(|note| html! { note }), children)
}

fn list(children: Vec<Html>) -> Html {
    VList::with_children(children, None).into()
}

/// Shows the slider over the drawing, whose mark of the current time is its thumb.
fn slider(line: &Timeline, now: i64, controls: &Controls) -> Html {
    let step = |event| Action::SetClock(ClockTarget::Step(page::position_of(&event)));
    let phase = line.stretch_at(now).map_or("", |stretch| words::phase(stretch.phase));
    html! {
        <input
            type="range"
            class="timeline-slider"
            max={line.steps().to_string()}
            value={line.step_at(now).to_string()}
            aria-label={words::SLIDER}
            aria-valuetext={utc(now) + ", " + phase}
            oninput={controls.dispatch.reform(step)}
        />
    }
}

fn picture(line: &Timeline, clock: Clock) -> Vec<Html> {
    let place = |step: i64| step * WHOLE / line.steps();
    let mut drawn = Vec::new();
    for stretch in line.stretches() {
        let (from, to) = (place(stretch.start), place(stretch.start + stretch.steps));
        let middle = i64::midpoint(from, to);
        drawn.push(stroke(words::phase_code(stretch.phase), from, to, "40"));
        if line.is_broken(stretch, clock.now) {
            drawn.push(drawing("break", middle, "M-6 9 0-9h6L0 9z"));
        }
        drawn.push(label("phase", middle, "66", words::phase(stretch.phase).into()));
        drawn.push(label("length", middle, "81", length(stretch, clock.now)));
        if stretch.phase == Phase::Endless {
            drawn.push(drawing("mark", to, ONWARD));
        }
        if let Some(moment) = stretch.moment {
            drawn.push(stroke("tick", from, from, "52"));
            drawn.push(drawing("mark", from, shape(moment)));
        }
    }
    let now = place(line.step_at(clock.now));
    let part = match now * 8 / WHOLE {
        0 => "now-start",
        7.. => "now-end",
        _ => "now",
    };
    drawn.push(stroke("hand", now, now, "26"));
    drawn.push(drawing("knob", now, "M0-25a6 6 0 1 0 0 12 6 6 0 1 0 0-12"));
    drawn.push(label(part, now, "11", if clock.set { words::SET } else { words::NOW }.into()));
    drawn
}

/// Draws a line from the height of the timeline to another one.
fn stroke(part: &'static str, from: i64, to: i64, y2: &'static str) -> Html {
    html! { <line data-part={part} x1={percent(from)} x2={percent(to)} y1="40" {y2} /> }
}

/// Draws something of its own size at a place of the line.
fn drawing(part: &'static str, at: i64, path: &'static str) -> Html {
    html! { <svg x={percent(at)} y="40" overflow="visible"><path data-part={part} d={path} /></svg> }
}

/// Writes words at a place of the line.
fn label(part: &'static str, at: i64, y: &'static str, words: String) -> Html {
    html! { <text data-part={part} x={percent(at)} {y}>{ words }</text> }
}

/// Returns how long a stretch is; for an open one, how long ago it began, or when it begins.
fn length(stretch: &Stretch, now: i64) -> String {
    match stretch.seconds(now) {
        seconds if !stretch.is_open() => words::duration(seconds),
        1.. if stretch.phase == Phase::Over => relative(stretch.from, now),
        1.. if stretch.phase == Phase::NotYet => relative(stretch.to, now),
        _ => String::new(),
    }
}

/// Shows a time in words, with what follows it. Its name sets the clock to where it makes a difference:
/// the second of `warnafter`, and the last one of the leeway, still belong to what was before.
fn mark(stretch: &Stretch, now: i64, controls: &Controls) -> Option<Html> {
    let moment = stretch.moment?;
    let here = stretch.from <= now && now < stretch.to;
    let late = matches!(moment, Moment::WarnAfter | Moment::AcceptedUntil);
    let target = ClockTarget::Time(stretch.from + i64::from(late));
    let onclick = controls.on_click(Action::SetClock(target));
    Some(html! {
        <li data-units={stretch.units().to_string()} aria-current={here.then_some("time")}>
            <svg class="timeline-key" aria-hidden="true">{ drawing("mark", 0, shape(moment)) }</svg>
            { button::link(words::moment(moment), onclick) }
            <span>{ utc(stretch.from) }</span>
            <span class="timeline-soft">{ relative(stretch.from, now) }</span>
            <span class="timeline-soft">
                { words::phase(stretch.phase) }{ " " }{ length(stretch, now) }
            </span>
        </li>
    })
}

/// Returns the path of a time, around its middle. Each has its own shape.
fn shape(moment: Moment) -> &'static str {
    match moment {
        Moment::Issued => "M0-6a6 6 0 1 0 0 12 6 6 0 1 0 0-12",
        Moment::NotBefore => "M-5-7 7 0-5 7z",
        Moment::Refresh => "M0-8 8 0 0 8-8 0z",
        Moment::WarnAfter => "M0-7 8 6H-8z",
        Moment::Expiry => "M-6-6H6V6H-6z",
        Moment::AcceptedUntil => "M-6-6 6 6M-6 6 6-6",
    }
}

/// Draws a line without a beginning or an end to mark.
fn endless() -> Vec<Html> {
    let (begin, end) = (WHOLE / 10, WHOLE * 9 / 10);
    vec![
        stroke("unknown", 0, begin, "40"),
        stroke("fresh", begin, end, "40"),
        stroke("unknown", end, WHOLE, "40"),
        drawing("mark", WHOLE, ONWARD),
        label("now", WHOLE / 2, "28", words::NO_EXPIRY.into()),
    ]
}

fn utc(seconds: i64) -> String {
    zone::utc(seconds).unwrap_or_else(|| seconds.to_string())
}

/// Writes hundredths of a percent as a percentage.
fn percent(parts: i64) -> String {
    format!("{}.{:02}%", parts / 100, parts % 100)
}
