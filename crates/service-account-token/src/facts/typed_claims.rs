//! Tells which claims the API server decodes into a type, and so rejects if they have another one: those
//! that go-jose knows, and the private claims of the token's own kind (kubernetes/kubernetes
//! pkg/serviceaccount/claims.go privateClaims, legacy.go legacyPrivateClaims).

use crate::facts::vocabulary::Kind;
use crate::kubernetes::claim_names::{KUBERNETES_OBJECTS, KUBERNETES_VALUES};

/// Returns true if the API server decodes the member with this pointer (RFC 6901) in the payload of a
/// service account token.
pub(super) fn is_typed(kind: Kind, pointer: &str) -> bool {
    let mut steps = pointer.split('/').skip(1);
    let Some(claim) = steps.next() else { return false };
    match (kind, claim) {
        (Kind::Legacy | Kind::Bound, "aud" | "exp" | "iat" | "iss" | "jti" | "nbf" | "sub") => true,
        (Kind::Legacy, _) => is_legacy(claim),
        (Kind::Bound, "kubernetes.io") => steps.next().is_none_or(|member| {
            KUBERNETES_OBJECTS.contains(&member) || KUBERNETES_VALUES.contains(&member)
        }),
        (Kind::Bound | Kind::Other | Kind::Unreadable, _) => false,
    }
}

fn is_legacy(claim: &str) -> bool {
    // RFC 6901 escapes the slash.
    claim.strip_prefix("kubernetes.io~1serviceaccount~1").is_some_and(|name| {
        matches!(name, "namespace" | "secret.name" | "service-account.name" | "service-account.uid")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_claims_of_its_own_kind_are_decoded() {
        for (pointer, legacy, bound) in [
            ("/exp", true, true),
            ("/aud/0", true, true),
            ("/jti", true, true),
            ("/email", false, false),
            ("/kubernetes.io", false, true),
            ("/kubernetes.io/pod/name", false, true),
            ("/kubernetes.io/warnafter", false, true),
            ("/kubernetes.io/color", false, false),
            ("/kubernetes.io~1serviceaccount~1secret.name", true, false),
            ("/kubernetes.io~1serviceaccount~1color", false, false),
            ("", false, false),
        ] {
            assert_eq!(is_typed(Kind::Legacy, pointer), legacy, "legacy {pointer}");
            assert_eq!(is_typed(Kind::Bound, pointer), bound, "bound {pointer}");
            assert!(!is_typed(Kind::Other, pointer), "other {pointer}");
        }
    }
}
