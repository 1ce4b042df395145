//! How many service accounts a pattern for `sub` fits.

use super::flaw::FlawKind;
use crate::facts::acceptance::glob;
use crate::kubernetes::claim_names::SUBJECT_PREFIX;

/// How many service accounts a pattern fits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
const IMPROBABLE_NAME: &str = "zq7kxwv9jp";

/// Returns how many service accounts a pattern with wildcards fits.
pub(super) fn of_pattern(pattern: &str) -> Breadth {
    if !glob::has_wildcard(pattern) {
        return of_subject(pattern);
    }
    if glob::fits(pattern, IMPROBABLE) {
        return Breadth::Cluster;
    }
    widest(&without_repeated_stars(pattern))
}

/// `**` fits what `*` fits, and would make more ways to split a pattern.
fn without_repeated_stars(pattern: &str) -> Vec<char> {
    let mut characters: Vec<char> = pattern.chars().collect();
    characters.dedup_by(|next, own| *next == '*' && *own == '*');
    characters
}

/// Splits a pattern in every way into one for the beginning of all subjects and one for the names.
fn widest(pattern: &[char]) -> Breadth {
    // A part that fits the beginning has at most so many characters, every other one a star.
    let most = 2 * SUBJECT_PREFIX.len() + 1;
    let mut widest = Breadth::None;
    for at in 0..=pattern.len().min(most) {
        // No split makes it wider than that.
        if widest == Breadth::Namespaces {
            break;
        }
        let (before, names) = pattern.split_at(at);
        let before: String = before.iter().collect();
        if glob::fits(&before, SUBJECT_PREFIX) {
            widest = widest.max(of_names(names));
            // A star may go on behind the beginning.
            if let Some(names) =
                pattern.get(at.saturating_sub(1)..).filter(|_| before.ends_with('*'))
            {
                widest = widest.max(of_names(names));
            }
        }
    }
    widest
}

/// Returns how many service accounts the pattern for a namespace, a colon and a name fits. No name has a
/// colon, so the pattern has at most one.
fn of_names(pattern: &[char]) -> Breadth {
    let colons = pattern.iter().filter(|character| **character == ':').count();
    if colons == 0 && pattern.contains(&'*') {
        // The star may have the colon, so it may have a part of the namespace too.
        let is_pattern = pattern.iter().all(|character| is_part(*character));
        return if is_pattern { Breadth::Namespaces } else { Breadth::None };
    }
    if colons > 1 || pattern.len() > 2 * MAX_CHARACTERS {
        return Breadth::None;
    }
    let separator = if colons == 1 { ':' } else { '?' };
    let separators = pattern.iter().enumerate().filter(|(_, own)| **own == separator);
    let splits = separators.map(|(at, _)| {
        let (namespace, name) = pattern.split_at(at);
        of_split(namespace, name.get(1..).unwrap_or_default())
    });
    splits.max().unwrap_or(Breadth::None)
}

/// More characters than the names of a namespace and a service account have.
const MAX_CHARACTERS: usize = 400;

fn of_split(namespace: &[char], name: &[char]) -> Breadth {
    let text = |part: &[char]| part.iter().collect::<String>();
    let (namespace, name) = (text(namespace), text(name));
    if !is_name_pattern(&namespace) || !is_name_pattern(&name) {
        return Breadth::None;
    }
    if glob::has_wildcard(&namespace) {
        return Breadth::Namespaces;
    }
    if glob::fits(&name, IMPROBABLE_NAME) {
        return Breadth::Namespace(namespace);
    }
    Breadth::Narrow
}

/// Returns true for a name, or a pattern that fits names.
fn is_name_pattern(name: &str) -> bool {
    !name.is_empty() && name.chars().all(is_part)
}

fn is_part(character: char) -> bool {
    matches!(character, 'a'..='z' | '0'..='9' | '-' | '.' | '*' | '?')
}

/// Returns how many service accounts have exactly this subject.
pub(super) fn of_subject(subject: &str) -> Breadth {
    let names = subject.strip_prefix(SUBJECT_PREFIX).and_then(|names| names.split_once(':'));
    let is_name = |name: &str| is_name_pattern(name) && !glob::has_wildcard(name);
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
            ("?*", Breadth::Cluster),
            ("*?", Breadth::Cluster),
            ("system:serviceaccount:?*:?*", Breadth::Cluster),
            ("system:serviceaccount:???*", Breadth::Cluster),
            ("*serviceaccount*", Breadth::Cluster),
            ("system:serviceaccount:shop:?*", Breadth::Namespace("shop".into())),
            ("system:serviceaccount:shop:**", Breadth::Namespace("shop".into())),
            ("system:serviceaccount:shop?*", Breadth::Namespaces),
            ("*:shop:*", Breadth::Namespace("shop".into())),
            ("*:serviceaccount:shop:*", Breadth::Namespace("shop".into())),
            ("system:serviceaccount:shop??cart", Breadth::Namespaces),
            ("system:serviceaccount:????:cart", Breadth::Namespaces),
            ("*:serviceaccount:shop:cart", Breadth::Narrow),
            ("s*m:serviceaccount:shop:cart", Breadth::Narrow),
            ("*:shop:cart", Breadth::Narrow),
            ("system?serviceaccount?shop?cart", Breadth::Narrow),
            ("system:serviceaccount:shop:????", Breadth::Narrow),
            ("system:serviceaccount:shop:*-cart", Breadth::Narrow),
            ("system:serviceaccount:Shop:*", Breadth::None),
            ("system:serviceaccount:shop:cart:*", Breadth::None),
            ("System:*", Breadth::None),
            ("*@example.com", Breadth::None),
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
