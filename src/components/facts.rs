//! A short table of names and values.

use yew::prelude::*;

use super::copy_button::copy_button;
use super::{visible_name, visible_text};
use crate::copied_text::CopiedText;
use crate::text;

/// One line of [`facts`].
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Its name.
    pub name: AttrValue,
    /// Its values.
    pub values: Vec<AttrValue>,
    /// The values are quoted from the token: shown as code, and ready to copy.
    pub quoted: bool,
}

impl Fact {
    /// Values quoted from the token.
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

/// Shows names and values; a name without values is left out.
pub fn facts(facts: &[Fact]) -> Html {
    html! {
        <dl class="facts">
            for fact in facts.iter().filter(|fact| !fact.values.is_empty()) {
                <div class="fact">
                    <dt>{ visible_name(&fact.name) }</dt>
                    for (at, value) in fact.values.iter().enumerate() {
                        if fact.quoted {
                            <dd translate="no">
                                <code>{ visible_text(value) }</code>
                                { copy_button(CopiedText::value(value), &name_of(fact, at)) }
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

/// Returns the name of one of the values of a fact, for its button: no two buttons have the same.
fn name_of(fact: &Fact, at: usize) -> String {
    if at == 0 { fact.name.to_string() } else { text::nth(&fact.name, at + 1) }
}
