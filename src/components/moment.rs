//! A time in its three forms: universal, on the person's clock, and how far away.

use service_account_token::report::MemberTime;
use yew::prelude::*;

use super::relative_time::RelativeTime;
use crate::browser::zone;
use crate::state::Clock;

/// Shows a time, and its distance from this clock.
pub fn moment(time: &MemberTime, clock: Clock) -> Html {
    // `2023-08-19T11:49:01Z` and `2023-08-19 11:49:01 UTC` are the same characters but three.
    let utc = time.utc.replace('T', " ").replace('Z', " UTC");
    html! {
        <span class="moment">
            <time datetime={time.utc.clone()}>{ utc }</time>
            if let Some(local) = zone::local(time.seconds) {
                <span class="moment-local">{ local }</span>
            }
            { html! { <RelativeTime seconds={time.seconds} {clock} /> } }
        </span>
    }
}
