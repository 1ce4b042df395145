//! A relative time, such as "in 47 minutes", that stays true while it is in view.
//!
//! A component of its own, unlike the other views: when a second passes, only the visible texts that
//! changed are rendered, not the page.

use yew::prelude::*;

use crate::browser::{clock, ticking};
use crate::relative::relative;
use crate::state::Clock;

/// Properties of [`RelativeTime`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct RelativeTimeProps {
    /// The time, in Unix seconds.
    pub seconds: i64,
    /// The clock of the page. A clock that was set does not run.
    pub clock: Clock,
}

/// Shows how far off a time is.
#[component]
pub fn RelativeTime(&RelativeTimeProps { seconds, clock }: &RelativeTimeProps) -> Html {
    let element = use_node_ref();
    let ticked = use_state(|| clock.now);
    // The page's own clock is only as new as the last thing that changed the page.
    let now = if clock.set { clock.now } else { clock.now.max(*ticked) };
    let words = AttrValue::from(relative(seconds, now));
    let shown = use_mut_ref(AttrValue::default);
    shown.replace(words.clone());
    {
        let (element, ticked) = (element.clone(), ticked.setter());
        use_effect_with((seconds, clock.set), move |&(seconds, set)| {
            let element = element.cast().filter(|_| !set);
            let in_view = element.and_then(|element| {
                ticking::each_second_in_view(&element, move || {
                    let now = clock::now_seconds();
                    if *shown.borrow() != relative(seconds, now) {
                        ticked.set(now);
                    }
                })
            });
            move || drop(in_view)
        });
    }
    html! { <span class="moment-relative" ref={element}>{ words }</span> }
}
