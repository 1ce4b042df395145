//! What the words of the page mean, one click from where they are used.

use yew::prelude::*;

use crate::text;

/// Shows a folded list of the words.
pub fn legend() -> Html {
    html! {
        <details class="legend">
            <summary>{ text::LEGEND }</summary>
            <dl>
                for (word, meaning) in text::WORDS {
                    <div><dt>{ word }</dt><dd>{ meaning }</dd></div>
                }
            </dl>
        </details>
    }
}
