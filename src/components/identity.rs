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

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, reason = "a test may fail")]

    use service_account_token::{Options, inspect};

    use super::note;

    #[test]
    fn identity_of_a_token_that_no_server_accepts_says_so() {
        const OF_POD: &str = include_str!("../../www/examples/tokens/bound-pod-extended.txt");
        const FOR_AWS: &str = include_str!("../../www/examples/tokens/eks-irsa.txt");
        const UNSIGNED: &str = include_str!("../../www/examples/tokens/unsigned.txt");
        for (text, now, said) in [
            (
                OF_POD,
                1_767_227_400,
                "If the token is genuine and not revoked, the API server gives its bearer this identity.",
            ),
            (
                FOR_AWS,
                1_767_227_400,
                "If the token is genuine and not revoked, a TokenReview for its audience returns this identity.",
            ),
            (
                OF_POD,
                2_000_000_000,
                "The token has expired: apart from some leeway, nobody gets this identity with it.",
            ),
            (
                UNSIGNED,
                1_767_227_400,
                "The claims name this identity, but every API server rejects this token.",
            ),
        ] {
            let report = inspect(text.as_bytes(), &Options::new().now(Some(now)));
            assert_eq!(note(&report.tokens[0]), said);
        }
    }
}
