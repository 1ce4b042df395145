//! Where a service account token comes from: who signed it, the platform, the releases, the party
//! that it is meant for.

use service_account_token::report::{Certainty, Token, Variant};
use yew::prelude::*;

use super::Ui;
use super::facts::{Fact, facts};
use super::section::section;
use crate::text;

/// Shows where the token comes from, as far as it can be told; nothing for other tokens.
pub fn origin(token: &Token, ui: Ui<'_>) -> Html {
    let Some(variant) = &token.variant else { return html! {} };
    section("origin", text::ORIGIN, None, facts(&lines(variant), ui))
}

fn lines(variant: &Variant) -> Vec<Fact> {
    // By the look of the header: no signature was checked.
    let signer = text::with_certainty(text::signer(variant.signer), Certainty::Likely);
    let mut facts = vec![Fact::words(text::SIGNED_BY, signer)];
    // The platforms come sorted by how sure they are, and most often several fit alike.
    for alike in variant.platforms.chunk_by(|one, next| one.certainty == next.certainty) {
        let names: Vec<&str> = alike.iter().map(|platform| &*platform.name).collect();
        if let Some(first) = alike.first() {
            let words = text::with_certainty(&text::joined(&names, ", "), first.certainty);
            facts.push(Fact::words(text::PLATFORM, words));
        }
    }
    let window = &variant.kubernetes;
    let certain = text::releases(window.min.as_deref(), window.max.as_deref());
    let usual = text::releases(window.usual_min.as_deref(), window.usual_max.as_deref());
    facts.extend(match (usual, certain) {
        (Some(usual), Some(certain)) if usual != certain => {
            Some(Fact::words(text::RELEASES, text::usual_and_certain(&usual, &certain)))
        }
        (Some(one), _) | (None, Some(one)) => Some(Fact::words(text::RELEASES, one)),
        (None, None) => None,
    });
    facts.extend(variant.parties.iter().map(|party| {
        Fact::words(text::MEANT_FOR, text::with_certainty(&party.name, party.certainty))
    }));
    facts
}
