//! The computer's clock.

use gloo_timers::callback::Interval;

/// Returns the time, in Unix seconds.
pub fn now_seconds() -> i64 {
    // Exact for every date of JavaScript: ±8.64e15 ms.
    (js_sys::Date::now() / 1000.0).floor() as i64
}

/// Calls back each second, until the interval is dropped.
pub fn each_second(callback: impl Fn() + 'static) -> Interval {
    Interval::new(1000, callback)
}
