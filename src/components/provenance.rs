//! Where a token comes from: its place in the pasted document; for a service account token also who
//! signed it, the platform, the releases, and the party that it is meant for.

use service_account_token::report::{
    Certainty, KubernetesObject, Location, Signer, Token, Variant, VersionWindow,
};
use yew::prelude::*;

use super::controls::use_controls;
use super::facts::{Fact, facts};
use super::section::section;
use crate::shared::InToken;
use crate::text;

/// Properties of [`Provenance`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct ProvenanceProps {
    /// The token.
    pub token: InToken<Token>,
}

/// Where the token comes from, as far as that is known.
#[component]
pub fn Provenance(ProvenanceProps { token }: &ProvenanceProps) -> Html {
    let ids = use_controls().ids;
    let Some(token) = token.get() else { return html! {} };
    let known = known(token);
    if known.is_empty() {
        return html! {};
    }
    section(ids, "origin", text::ORIGIN, None, facts(&known))
}

/// Returns true if anything is known about where a token comes from.
pub fn is_there(token: &Token) -> bool {
    !known(token).is_empty()
}

fn known(token: &Token) -> Vec<Fact> {
    let mut known = place(&token.location);
    known.extend(token.variant.iter().flat_map(lines));
    known
}

/// Returns where the token is in a document: its path, and the object around it.
fn place(location: &Location) -> Vec<Fact> {
    let path = location.display.iter().map(|path| path.to_string());
    let object = location.object.iter().filter_map(object_name);
    let facts = [Fact::quoted(text::PATH, path), Fact::quoted(text::FOUND_IN, object)];
    facts.into_iter().filter(|fact| !fact.values.is_empty()).collect()
}

/// Returns a name such as `Secret shop/ci-token`.
fn object_name(object: &KubernetesObject) -> Option<String> {
    let kind = object.kind.as_deref()?;
    Some(match (object.namespace.as_deref(), object.name.as_deref()) {
        (Some(namespace), Some(name)) => format!("{kind} {namespace}/{name}"),
        (None, Some(name)) => format!("{kind} {name}"),
        (_, None) => kind.to_owned(),
    })
}

/// Returns the releases that could have issued a token. A bound without a usual one is usual itself.
fn releases(window: &VersionWindow) -> Option<String> {
    let (min, max) = (window.min.as_deref(), window.max.as_deref());
    let usual_min = window.usual_min.as_deref().or(min);
    let usual_max = window.usual_max.as_deref().or(max);
    let usual = text::releases(usual_min, usual_max)?;
    Some(match text::releases(min, max) {
        Some(certain) if certain != usual => {
            text::usual_and_certain(&usual, &certain, min.is_some() && max.is_some())
        }
        _ => usual,
    })
}

fn lines(variant: &Variant) -> Vec<Fact> {
    let signer = match variant.signer {
        Signer::Unknown => text::signer(Signer::Unknown).to_owned(),
        // The header suggests it; no signature was checked.
        signer => text::with_certainty(text::signer(signer), Certainty::Likely),
    };
    let mut facts = vec![Fact::words(text::SIGNED_BY, signer)];
    // The platforms are sorted by certainty, and often several fit equally well.
    let mut groups = Vec::new();
    for alike in variant.platforms.chunk_by(|one, next| one.certainty == next.certainty) {
        let names: Vec<&str> = alike.iter().map(|platform| &*platform.title).collect();
        if let Some(first) = alike.first() {
            groups.push(text::with_certainty(&names.join(", "), first.certainty));
        }
    }
    if !groups.is_empty() {
        let name = if variant.platforms.len() > 1 { text::PLATFORMS } else { text::PLATFORM };
        facts.push(Fact::words(name, groups.join("; ")));
    }
    facts.extend(releases(&variant.kubernetes).map(|words| Fact::words(text::RELEASES, words)));
    facts.extend(variant.parties.iter().map(|party| {
        Fact::words(text::MEANT_FOR, text::with_certainty(&party.name, party.certainty))
    }));
    facts
}

#[cfg(test)]
mod tests {
    use service_account_token::report::Platform;
    use service_account_token::{Options, inspect};

    use super::*;

    fn window(certain: [&str; 2], usual: [&str; 2]) -> VersionWindow {
        let bound = |text: &str| (!text.is_empty()).then(|| text.to_owned().into());
        let [min, max] = certain.map(bound);
        let [usual_min, usual_max] = usual.map(bound);
        VersionWindow { min, max, usual_min, usual_max }
    }

    #[test]
    fn platforms_that_fit_are_one_line_by_what_people_call_them() {
        let bound = include_str!(
            "../../crates/service-account-token/tests/samples/bound-pod-extended-v1.24.jwt"
        );
        let report = inspect(bound.as_bytes(), &Options::new());
        let mut variant = report.tokens.first().and_then(|token| token.variant.clone()).unwrap();
        variant.platforms =
            [("eks", "Amazon EKS", Certainty::Likely), ("gke", "GKE", Certainty::Seen)]
                .map(|(name, title, certainty)| Platform {
                    name: name.into(),
                    title: title.into(),
                    certainty,
                })
                .into();
        let facts = lines(&variant);
        let of_platforms = |fact: &&Fact| [text::PLATFORM, text::PLATFORMS].contains(&&*fact.name);
        let values: Vec<_> = facts.iter().filter(of_platforms).map(|fact| &fact.values).collect();
        assert_eq!(values, [&["Amazon EKS (likely); GKE (seen)"]]);
    }

    #[test]
    fn releases_are_a_range_even_where_only_one_bound_has_a_usual_one() {
        for (certain, usual, expected) in [
            (
                ["1.19", "1.31"],
                ["1.21", "1.29"],
                "usually 1.21 to 1.29, certainly within 1.19 to 1.31",
            ),
            (["1.16", ""], ["", "1.23"], "usually 1.16 to 1.23, certainly 1.16 or later"),
            (["1.29", ""], ["1.30", ""], "usually 1.30 or later, certainly 1.29 or later"),
            (["", "1.9"], ["1.7", ""], "usually 1.7 to 1.9, certainly up to 1.9"),
            (["1.10", "1.31"], ["", "1.29"], "usually 1.10 to 1.29, certainly within 1.10 to 1.31"),
            (["1.16", ""], ["1.16", ""], "1.16 or later"),
            (["1.16", ""], ["", ""], "1.16 or later"),
            (["", ""], ["", "1.23"], "up to 1.23"),
        ] {
            assert_eq!(releases(&window(certain, usual)).as_deref(), Some(expected));
        }
        assert_eq!(releases(&window(["", ""], ["", ""])), None);
    }
}
