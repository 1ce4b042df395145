//! A command, ready to copy.

use yew::prelude::*;

use super::copy_button::copy_button;
use super::visible_lines;
use crate::copied_text::CopiedText;
use crate::text;

/// Returns the parts of a command between which a line may break: after these signs rather than in a word.
fn parts(command: &str) -> impl Iterator<Item = &str> {
    command.split_inclusive(['/', ',', '=', '|', '&'])
}

fn part(part: &str) -> Html {
    html! { <>{ visible_lines(part) }<wbr /></> }
}

/// Shows a command, what it needs (such as `kubectl 1.24`), and a copy button named after what the
/// command does.
pub fn code_block(command: &str, name: &str, needs: Option<&str>) -> Html {
    html! {
        <figure class="command" translate="no">
            <pre><code>{ for parts(command).map(part) }</code></pre>
            { copy_button(CopiedText::lines(command), name) }
            if let Some(needs) = needs.and_then(text::needs) {
                <figcaption>{ needs }</figcaption>
            }
        </figure>
    }
}
