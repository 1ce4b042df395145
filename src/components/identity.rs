//! The user that the API server would see, and what the token is bound to.

use service_account_token::report::{AudienceClass, Binding, Identity as User, TimeStatus, Token};
use yew::prelude::*;

use super::controls::use_controls;
use super::facts::{Fact, facts};
use super::section::section;
use crate::shared::InToken;
use crate::text;

/// Properties of [`Identity`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct IdentityProps {
    /// The token.
    pub token: InToken<Token>,
}

/// The user that the API server derives from the token; nothing for other tokens.
#[component]
pub fn Identity(IdentityProps { token }: &IdentityProps) -> Html {
    let ids = use_controls().ids;
    let Some(token) = token.get() else { return html! {} };
    let Some(identity) = &token.identity else { return html! {} };
    let mut facts = user(identity);
    if let Some(binding) = &token.binding {
        facts.extend(bound(binding, token.variant.as_ref().is_some_and(|v| v.bound_to.is_some())));
    }
    section(ids, "identity", text::IDENTITY, Some(html! { note(token) }), self::facts(&facts))
}

/// Returns who gives the bearer this identity, if anything does.
fn note(token: &Token) -> &'static str {
    let audience = token.variant.as_ref().map(|variant| variant.audience);
    if token.rejected {
        text::IDENTITY_REJECTED
    } else if token.times.status == TimeStatus::Expired {
        text::IDENTITY_EXPIRED
    } else if audience == Some(AudienceClass::Foreign) {
        text::IDENTITY_BY_REVIEW
    } else {
        text::IDENTITY_NOTE
    }
}

fn user(identity: &User) -> Vec<Fact> {
    let mut facts = vec![
        Fact::quoted(text::USERNAME, [identity.username.clone()]),
        Fact::quoted(text::NAMESPACE, [identity.namespace.clone()]),
        Fact::quoted(text::SERVICE_ACCOUNT, [identity.service_account.clone()]),
        Fact::quoted(text::UID, identity.uid.clone()),
        Fact::quoted(text::GROUPS, identity.groups.iter().cloned()),
    ];
    facts.extend(identity.extra.iter().map(|(name, values)| Fact {
        name: AttrValue::from(name.clone()),
        values: values.iter().cloned().map(AttrValue::from).collect(),
        quoted: true,
    }));
    facts
}

fn bound(binding: &Binding, is_bound: bool) -> Vec<Fact> {
    let name = if is_bound { text::BOUND_TO } else { text::HELD_BY };
    let named = |name: &Option<String>| name.clone().unwrap_or_else(|| text::NOT_A_NAME.to_owned());
    let mut objects = vec![format!("{} {}", binding.kind, named(&binding.name))];
    objects.extend(binding.uid.clone());
    let mut facts = vec![Fact::quoted(name, objects)];
    if let Some(node) = &binding.node {
        let node = [Some(named(&node.name)), node.uid.clone()];
        facts.push(Fact::quoted(text::ON_NODE, node.into_iter().flatten()));
    }
    facts
}
