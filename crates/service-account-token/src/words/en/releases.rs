//! What a sign of a release says.

use crate::facts::Sign;

/// Returns the sentence for a sign of a release.
pub(super) fn text(sign: Sign) -> &'static str {
    match sign {
        Sign::SecretGenerated => "Kubernetes generates such Secrets by itself up to 1.23.",
        Sign::TypeWithoutKeyId => "`typ` without a `kid` was written up to 1.9.",
        Sign::EmptyKeyId => "An empty `kid` was written from 1.10 to 1.15.",
        Sign::KeyId => "A `kid` is written since 1.16.",
        Sign::TokenRequest => "TokenRequest exists since 1.10, by default since 1.12.",
        Sign::WarnAfter => "`warnafter` is written since 1.19, and for every Pod since 1.21.",
        Sign::ExtensionCut => "A signer's own maximum cuts the extension since 1.32.",
        Sign::TokenId => "`jti` is written since 1.29, by default since 1.30.",
        Sign::NoTokenId => {
            "Without `jti` it is from 1.31 at the latest, usually from 1.29 or older: later \
             releases always write one."
        }
        Sign::NodeOfPod => "A Pod's node is written since 1.29, by default since 1.30.",
        Sign::BoundToNode => "Tokens are bound to a Node since 1.29, by default since 1.31.",
        Sign::Webhook => "Webhook tokens exist since 1.37.",
        Sign::ExternalSigner => "External signers exist since 1.32.",
    }
}
