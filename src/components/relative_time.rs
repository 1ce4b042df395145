//! A relative time, such as "in 47 minutes", that stays true while it is in view.
//!
//! When a second passes, only the visible texts that changed are rendered again, not the page.

use yew::prelude::*;

use crate::browser::{clock, ticking};
use crate::relative::relative;

/// Properties of [`RelativeTime`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct RelativeTimeProps {
    /// The time, in Unix seconds.
    pub seconds: i64,
    /// The time that the page's clock is set to, in Unix seconds. A set clock does not advance.
    pub set_time: Option<i64>,
}

/// The distance to a time.
#[component]
pub fn RelativeTime(&RelativeTimeProps { seconds, set_time }: &RelativeTimeProps) -> Html {
    let element = use_node_ref();
    let update = use_force_update();
    let words = AttrValue::from(relative(seconds, set_time.unwrap_or_else(clock::now_seconds)));
    let shown = use_mut_ref(AttrValue::default);
    shown.replace(words.clone());
    {
        let element = element.clone();
        use_effect_with((seconds, set_time.is_some()), move |&(seconds, is_set)| {
            let element = element.cast().filter(|_| !is_set);
            let in_view = element.and_then(|element| {
                ticking::each_second_in_view(&element, move || {
                    if *shown.borrow() != relative(seconds, clock::now_seconds()) {
                        update.force_update();
                    }
                })
            });
            move || drop(in_view)
        });
    }
    html! { <span class="moment-relative" ref={element}>{ words }</span> }
}
