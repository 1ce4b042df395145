//! The words around the examples; their titles and lessons stand in `www/examples/examples.json`.

#![expect(missing_docs, reason = "a constant's words say what it is")]

use service_account_token::report::Kind;

pub const EXAMPLES: &str = "Examples";
pub const EXAMPLE: &str = "Example";
pub const EXAMPLES_NOTE: &str =
    "Made up for this page; no cluster issued them. Open one if you have no token at hand.";
pub const ALL_EXAMPLES: &str = "All examples";
pub const SEARCH_EXAMPLES: &str = "Search the examples";
pub const NO_EXAMPLE_FOUND: &str = "No example contains these words.";
pub const NO_SUCH_EXAMPLE: &str = "There is no example with this name. Choose another one.";

/// The groups, in their order.
pub const EXAMPLE_GROUPS: [(Kind, &str); 4] = [
    (Kind::Legacy, "Legacy tokens"),
    (Kind::Bound, "Bound tokens"),
    (Kind::Other, "Other tokens"),
    (Kind::Unreadable, "Broken and odd"),
];
