//! A time in its forms: UTC, relative, and on the user's own clock if that differs.

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
            <span>
                <time datetime={time.utc.clone()}>{ utc }</time>
                <span aria-hidden="true">{ " · " }</span>
                <RelativeTime seconds={time.seconds} {set_time} />
            </span>
            if let Some(local) = zone::local(time.seconds) {
                <span class="moment-local">{ local }</span>
            }
        </span>
    }
}
