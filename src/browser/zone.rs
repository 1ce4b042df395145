//! The time zone of the computer.

use std::cell::RefCell;

use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use super::clock;

/// Returns a time such as `2023-08-19 11:49:01 UTC`; `None` beyond the dates of JavaScript.
pub fn utc(seconds: i64) -> Option<String> {
    iso(&date(seconds)?).map(|local| local + " UTC")
}

/// Returns a time on the user's own clock, with the name of the zone:
/// `2023-08-19 13:49:01 +02:00, Europe/Berlin`. Returns `None` where that clock showed UTC.
pub fn local(seconds: i64) -> Option<String> {
    let date = date(seconds)?;
    let east_minutes = -(date.get_timezone_offset() as i64);
    if east_minutes == 0 {
        return None;
    }
    let shifted = iso(&self::date(seconds.checked_add(east_minutes.checked_mul(60)?)?)?)?;
    let sign = if east_minutes < 0 { '-' } else { '+' };
    let (hours, minutes) = (east_minutes.abs() / 60, east_minutes.abs() % 60);
    let offset = format!("{shifted} {sign}{hours:02}:{minutes:02}");
    Some(match name() {
        Some(name) => offset + ", " + &name,
        None => offset,
    })
}

thread_local! {
    /// The name of the zone, and the minute in which the browser was asked for it.
    static NAME: RefCell<Option<(i64, Option<String>)>> = const { RefCell::new(None) };
}

/// Asks the browser for the name of the zone once a minute, to notice a change of it. To be called each
/// second: asking takes up to 20 ms the first time, and no paste should wait for that.
pub fn refresh_name() {
    let minute = clock::now_seconds().div_euclid(60);
    NAME.with_borrow_mut(|known| {
        if known.as_ref().is_none_or(|(asked, _)| *asked != minute) {
            *known = Some((minute, ask_name()));
        }
    });
}

/// Returns the name of the zone, such as `Europe/Berlin`.
fn name() -> Option<String> {
    if NAME.with_borrow(Option::is_none) {
        refresh_name();
    }
    NAME.with_borrow(|known| known.as_ref().and_then(|(_, name)| name.clone()))
}

fn ask_name() -> Option<String> {
    let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    Reflect::get(&options, &JsValue::from_str("timeZone")).ok()?.as_string()
}

fn date(seconds: i64) -> Option<Date> {
    let milliseconds = seconds.checked_mul(1000)?;
    let date = Date::new(&JsValue::from_f64(milliseconds as f64));
    (!date.get_time().is_nan()).then_some(date)
}

/// Returns `2023-08-19T11:49:01.000Z` up to the seconds, with a space for the `T`.
fn iso(date: &Date) -> Option<String> {
    let text = String::from(date.to_iso_string());
    Some(text.split_once('.')?.0.replace('T', " "))
}
