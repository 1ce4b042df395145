//! A time in its three forms: universal, on the person's clock, and how far away.

use yew::prelude::*;

use crate::browser::zone;
use crate::relative::relative;
use crate::state::Clock;

/// Properties of [`Moment`].
#[derive(Properties, PartialEq)]
pub struct MomentProps {
    /// Unix seconds.
    pub seconds: i64,
}

/// Shows a time; the distance ticks.
#[component]
pub fn Moment(props: &MomentProps) -> Html {
    let zones = use_memo(props.seconds, |seconds| (zone::utc(*seconds), zone::local(*seconds)));
    let (utc, local) = &*zones;
    let Some(utc) = utc else { return html! {} };
    // `2023-08-19 11:49:01 UTC` and `2023-08-19T11:49:01Z` are the same characters but three.
    let datetime = utc.replacen(' ', "T", 1).replace(" UTC", "Z");
    html! {
        <span class="moment">
            <time {datetime}>{ utc }</time>
            if let Some(local) = local {
                <span class="moment-local">{ local }</span>
            }
            <Distance seconds={props.seconds} />
        </span>
    }
}

/// How far away a time is: the one thing that renders again each second.
#[component]
fn Distance(props: &MomentProps) -> Html {
    let clock = use_context::<Clock>();
    html! {
        if let Some(clock) = clock {
            <span class="moment-relative">{ relative(props.seconds, clock.now) }</span>
        }
    }
}
