//! A time in its three forms: universal, on the person's clock, and how far away.

use yew::prelude::*;

use crate::browser::zone;
use crate::relative::relative;
use crate::state::Clock;

/// Shows a time in Unix seconds; nothing beyond what a date can say.
pub fn moment(seconds: i64) -> Html {
    let Some(utc) = zone::utc(seconds) else { return html! {} };
    // `2023-08-19 11:49:01 UTC` and `2023-08-19T11:49:01Z` are the same characters but three.
    let datetime = utc.replacen(' ', "T", 1).replace(" UTC", "Z");
    html! {
        <span class="moment">
            <time {datetime}>{ utc }</time>
            if let Some(local) = zone::local(seconds) {
                <span class="moment-local">{ local }</span>
            }
            <Distance {seconds} />
        </span>
    }
}

/// Properties of [`Distance`].
#[derive(Properties, PartialEq)]
pub struct DistanceProps {
    /// Unix seconds.
    pub seconds: i64,
}

/// How far away a time is: the one thing that renders again each second.
#[component]
pub fn Distance(props: &DistanceProps) -> Html {
    let clock = use_context::<Clock>();
    html! {
        if let Some(clock) = clock {
            <span class="moment-relative">{ relative(props.seconds, clock.now) }</span>
        }
    }
}
