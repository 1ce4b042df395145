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
/// `2023-08-19 13:49:01 +02:00, Europe/Berlin`.
pub fn local(seconds: i64) -> Option<String> {
    let date = date(seconds)?;
    let east_minutes = -(date.get_timezone_offset() as i64);
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
    /// The name of the zone, and the minute in which the browser was asked for it. A page that shows
    /// hundreds of times does not ask for each, and notices a change of zone within a minute.
    static NAME: RefCell<(i64, Option<String>)> = const { RefCell::new((i64::MIN, None)) };
}

/// Returns the name of the zone, such as `Europe/Berlin`.
fn name() -> Option<String> {
    let minute = clock::now_seconds().div_euclid(60);
    NAME.with_borrow_mut(|(asked, name)| {
        if *asked != minute {
            (*asked, *name) = (minute, ask_name());
        }
        name.clone()
    })
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
