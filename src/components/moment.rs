//! A time in its three forms: UTC, local, and relative.

use service_account_token::report::MemberTime;
use yew::prelude::*;

use super::relative_time::RelativeTime;
use crate::browser::zone;

/// Shows a time. `set_time` is the time that the clock was set to, in Unix seconds.
pub fn moment(time: &MemberTime, set_time: Option<i64>) -> Html {
    // `2023-08-19T11:49:01Z` and `2023-08-19 11:49:01 UTC` differ in these places only.
    let utc = time.utc.replace('T', " ").replace('Z', " UTC");
    html! {
        <span class="moment">
            <time datetime={time.utc.clone()}>{ utc }</time>
            if let Some(local) = zone::local(time.seconds) {
                <span class="moment-local">{ local }</span>
            }
            <RelativeTime seconds={time.seconds} {set_time} />
        </span>
    }
}
