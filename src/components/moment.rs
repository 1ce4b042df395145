//! A time in its three forms: universal, on the person's clock, and how far away.

use yew::prelude::*;

use crate::browser::zone;
use crate::relative::relative;

/// Shows a time in Unix seconds; nothing beyond what a date can say.
pub fn moment(seconds: i64, now: i64) -> Html {
    let Some(utc) = zone::utc(seconds) else { return html! {} };
    // `2023-08-19 11:49:01 UTC` and `2023-08-19T11:49:01Z` are the same characters but three.
    let datetime = format!("{}Z", utc.strip_suffix(" UTC").unwrap_or(&utc).replace(' ', "T"));
    html! {
        <span class="moment">
            <time {datetime}>{ utc }</time>
            if let Some(local) = zone::local(seconds) {
                <span class="moment-local">{ local }</span>
            }
            <span class="moment-relative">{ relative(seconds, now) }</span>
        </span>
    }
}
