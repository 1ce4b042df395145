//! A command, ready to copy.

use yew::prelude::*;

use super::{CopyButton, VisibleText};
use crate::text;
use crate::visible::Lines;

/// Properties of [`CodeBlock`].
#[derive(Properties, PartialEq)]
pub struct CodeBlockProps {
    /// The command.
    pub command: AttrValue,
    /// What it needs, such as `kubectl 1.24`.
    #[prop_or_default]
    pub needs: Option<AttrValue>,
    /// What the command is for, in the name of the button.
    pub name: AttrValue,
}

/// Shows a command with a button that copies it, and what it needs.
#[component]
pub fn CodeBlock(props: &CodeBlockProps) -> Html {
    html! {
        <figure class="command" translate="no">
            <pre><code><VisibleText text={props.command.clone()} lines={Lines::Kept} /></code></pre>
            <CopyButton text={props.command.clone()} label={text::copy_name(&props.name)} />
            if let Some(needs) = &props.needs {
                <figcaption>{ text::needs(needs) }</figcaption>
            }
        </figure>
    }
}
