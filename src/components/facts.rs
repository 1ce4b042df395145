//! A short table of names and values.

use yew::prelude::*;

use crate::copied_text::CopiedText;

use super::copy_button::copy_button;
use super::{Ui, visible_name, visible_text};

/// One line of [`facts`].
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What it is.
    pub name: AttrValue,
    /// Its values.
    pub values: Vec<AttrValue>,
    /// The values come from the token: in the face of code, and ready to copy.
    pub quoted: bool,
}

impl Fact {
    /// Values that come from the token.
    pub fn quoted<T: Into<AttrValue>>(
        name: &'static str,
        values: impl IntoIterator<Item = T>,
    ) -> Self {
        let values = values.into_iter().map(Into::into).collect();
        Self { name: AttrValue::Static(name), values, quoted: true }
    }

    /// A value in our own words.
    pub fn words(name: &'static str, value: impl Into<AttrValue>) -> Self {
        Self { name: AttrValue::Static(name), values: vec![value.into()], quoted: false }
    }
}

/// Shows names and values; one without values is left out.
pub fn facts(facts: &[Fact], ui: Ui<'_>) -> Html {
    html! {
        <dl class="facts">
            for fact in facts.iter().filter(|fact| !fact.values.is_empty()) {
                <div class="fact">
                    <dt>{ visible_name(&fact.name) }</dt>
                    for value in &fact.values {
                        if fact.quoted {
                            <dd translate="no">
                                <code>{ visible_text(value) }</code>
                                { copy_button(CopiedText::value(value), &fact.name, ui) }
                            </dd>
                        } else {
                            <dd>{ value }</dd>
                        }
                    }
                </div>
            }
        </dl>
    }
}
