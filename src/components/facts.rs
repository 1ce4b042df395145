//! A short table of names and values.

use yew::prelude::*;

use super::{CopyButton, VisibleText};
use crate::text;

/// One line of [`Facts`].
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

/// Properties of [`Facts`].
#[derive(Properties, PartialEq)]
pub struct FactsProps {
    /// The lines; one without values is left out.
    pub facts: Vec<Fact>,
}

/// Shows names and values.
#[component]
pub fn Facts(props: &FactsProps) -> Html {
    html! {
        <dl class="facts">
            for fact in props.facts.iter().filter(|fact| !fact.values.is_empty()) {
                <div class="fact">
                    <dt><VisibleText text={fact.name.clone()} /></dt>
                    for value in &fact.values {
                        if fact.quoted {
                            <dd translate="no">
                                <code><VisibleText text={value} /></code>
                                <CopyButton text={value} label={text::copy_name(&fact.name)} />
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
