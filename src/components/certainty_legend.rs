//! What the words for certainty mean, a click away from where they are used.

use yew::prelude::*;

use crate::text;

/// Shows a folded list of the words.
pub fn certainty_legend() -> Html {
    html! {
        <details class="legend">
            <summary>{ text::CERTAINTY_LEGEND }</summary>
            <dl>
                for (certainty, meaning) in text::CERTAINTY_MEANINGS {
                    <div><dt>{ text::certainty(certainty) }</dt><dd>{ meaning }</dd></div>
                }
            </dl>
        </details>
    }
}
