//! How many service accounts a pattern for `sub` fits.

use super::flaw::FlawKind;
use crate::facts::acceptance::glob;
use crate::kubernetes::claim_names::SUBJECT_PREFIX;

/// How many service accounts a pattern fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Breadth {
    /// None: no service account has such a `sub`.
    None,
    /// One, or some whose names begin or end alike.
    Narrow,
    /// All of one namespace.
    Namespace(String),
    /// Some of several namespaces.
    Namespaces,
    /// All of the cluster.
    Cluster,
}

impl Breadth {
    /// Returns what is wrong with a pattern that fits so many.
    pub(super) fn flaw(self, pattern: &str) -> Option<FlawKind> {
        match self {
            Self::None => Some(FlawKind::NoSuchSubject { value: pattern.to_owned() }),
            Self::Narrow => None,
            Self::Namespace(namespace) => Some(FlawKind::WholeNamespace { namespace }),
            Self::Namespaces => Some(FlawKind::SeveralNamespaces { pattern: pattern.to_owned() }),
            Self::Cluster => Some(FlawKind::EveryAccount { pattern: Some(pattern.to_owned()) }),
        }
    }
}

/// A subject that no pattern fits unless it fits all: its names are as good as random.
const IMPROBABLE: &str = "system:serviceaccount:zq7kx:wv9jp";

/// Returns how many service accounts a pattern with wildcards fits.
pub(super) fn of_pattern(pattern: &str) -> Breadth {
    if !glob::has_wildcard(pattern) {
        return of_subject(pattern);
    }
    if glob::fits(pattern, IMPROBABLE) {
        return Breadth::Cluster;
    }
    let literal = pattern.split(['*', '?']).next().unwrap_or_default();
    let Some(names) = literal.strip_prefix(SUBJECT_PREFIX) else {
        let may_fit = SUBJECT_PREFIX.starts_with(literal);
        return if may_fit { Breadth::Namespaces } else { Breadth::None };
    };
    let Some((namespace, _)) = names.split_once(':') else { return Breadth::Namespaces };
    let all =
        pattern.strip_prefix(literal).is_some_and(|rest| rest.bytes().all(|byte| byte == b'*'));
    if all && names.ends_with(':') {
        return Breadth::Namespace(namespace.to_owned());
    }
    Breadth::Narrow
}

/// Returns how many service accounts have exactly this subject.
pub(super) fn of_subject(subject: &str) -> Breadth {
    let names = subject.strip_prefix(SUBJECT_PREFIX).and_then(|names| names.split_once(':'));
    let is_name = |name: &str| {
        let is_part =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte);
        !name.is_empty() && name.bytes().all(is_part)
    };
    match names {
        Some((namespace, name)) if is_name(namespace) && is_name(name) => Breadth::Narrow,
        _ => Breadth::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breadth_of_a_pattern_is_how_many_accounts_it_fits() {
        for (pattern, expected) in [
            ("*", Breadth::Cluster),
            ("system:*", Breadth::Cluster),
            ("system:serviceaccount:*", Breadth::Cluster),
            ("system:serviceaccount:*:*", Breadth::Cluster),
            ("*:*", Breadth::Cluster),
            ("system:serviceaccount:*:cart", Breadth::Namespaces),
            ("system:serviceaccount:shop-*:cart", Breadth::Namespaces),
            ("system:serviceaccount:shop*", Breadth::Namespaces),
            ("*:cart", Breadth::Namespaces),
            ("system:serviceaccount:shop:*", Breadth::Namespace("shop".into())),
            ("system:serviceaccount:shop:cart-*", Breadth::Narrow),
            ("system:serviceaccount:shop:cart", Breadth::Narrow),
            ("system:serviceaccounts:shop:*", Breadth::None),
            ("repo:example/*", Breadth::None),
            ("system:serviceaccount:shop", Breadth::None),
            ("system:serviceaccount:shop:", Breadth::None),
            ("system:serviceaccount: shop:cart", Breadth::None),
            ("system:serviceaccount:shop:cart:x", Breadth::None),
            ("shop:cart", Breadth::None),
            ("", Breadth::None),
        ] {
            assert_eq!(of_pattern(pattern), expected, "{pattern}");
        }
    }
}
