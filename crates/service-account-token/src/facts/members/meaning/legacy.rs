//! What the flat claims of a legacy token say.

use crate::facts::vocabulary::Origin;
/// What a claim says whose name begins with `kubernetes.io/serviceaccount/`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum LegacyMeaning<'a> {
    Namespace {
        namespace: &'a str,
        /// Its accounts hold rights near those of an administrator.
        privileged: bool,
    },
    Secret {
        name: &'a str,
        /// How the Secret came to be, as far as that is known.
        origin: Option<Origin>,
    },
    AccountName(&'a str),
    AccountUid,
    /// It stands in a token that is no legacy one.
    BesideBound,
    /// No released Kubernetes writes it.
    Unknown,
}
