//! The words of the first line of an article.

use service_account_token::report::BoundTo;

use crate::heading::{Standing, Subject};
use crate::relative::relative;

/// Returns a state in words at a time in Unix seconds.
pub fn standing(standing: Standing, now: i64) -> String {
    match standing {
        Standing::CutOff => "Cut off".to_owned(),
        Standing::Damaged => "Damaged".to_owned(),
        Standing::Unsigned => "Not signed".to_owned(),
        Standing::Rejected => "No API server accepts it".to_owned(),
        Standing::Expired(at) if at == now => "Expired just now".to_owned(),
        Standing::Expired(at) => format!("Expired {}", relative(at, now)),
        Standing::NotActive => "Not active yet".to_owned(),
        Standing::Stale(at) => format!("Went stale {}", relative(at, now)),
    }
}

/// Returns the value of `data-standing`.
pub fn standing_code(standing: Standing) -> &'static str {
    match standing {
        Standing::CutOff => "cut-off",
        Standing::Damaged => "damaged",
        Standing::Unsigned => "unsigned",
        Standing::Rejected => "rejected",
        Standing::Expired(_) => "expired",
        Standing::NotActive => "not-active",
        Standing::Stale(_) => "stale",
    }
}

/// Returns what a token is, with its name between backquotes.
pub fn subject(subject: Subject<'_>) -> String {
    match subject {
        Subject::OfSecret(name) => format!("Legacy token from Secret `{name}`"),
        Subject::BoundTo(BoundTo::Pod, name) => format!("Bound token of Pod `{name}`"),
        Subject::BoundTo(BoundTo::Secret, name) => format!("Bound token tied to Secret `{name}`"),
        Subject::BoundTo(BoundTo::Node, name) => format!("Bound token tied to Node `{name}`"),
        Subject::BoundTo(BoundTo::None | BoundTo::Webhook, name) => {
            format!("Bound token for `{name}`")
        }
        Subject::Headline(headline) => headline.to_owned(),
    }
}

/// What stands between the state and what it is.
pub const BETWEEN: &str = " · ";

/// Returns both in one line.
pub fn joined(standing: &str, subject: &str) -> String {
    format!("{standing}{BETWEEN}{subject}")
}
