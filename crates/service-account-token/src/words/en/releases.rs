//! What a sign of a release says.

use crate::facts::Sign;

/// Returns the sentence for a sign of a release.
pub(super) fn text(sign: Sign) -> &'static str {
    match sign {
        Sign::SecretGenerated => "Up to 1.23, Kubernetes creates such Secrets by itself.",
        Sign::TypeWithoutKeyId => "Up to 1.9, Kubernetes wrote `typ` and no `kid`.",
        Sign::EmptyKeyId => "From 1.10 to 1.15, Kubernetes wrote an empty `kid`.",
        Sign::KeyId => "Since 1.16, Kubernetes writes a `kid`.",
        Sign::TokenRequest => "TokenRequest exists since 1.10, by default since 1.12.",
        Sign::WarnAfter => {
            "`warnafter` exists since 1.19; every Pod gets such a token by default since 1.21, always \
             since 1.22."
        }
        Sign::ExtensionCut => "Since 1.32, a signer's own maximum limits the extension.",
        Sign::TokenId => "`jti` exists since 1.29, by default since 1.30.",
        Sign::NoTokenId => {
            "Releases after 1.31 always write `jti`. A token without it is usually from 1.29 or older."
        }
        Sign::NodeOfPod => "The node of a Pod is written since 1.29, by default since 1.30.",
        Sign::BoundToNode => "Tokens are bound to a Node since 1.29, by default since 1.31.",
        Sign::Webhook => "Webhook tokens exist since 1.37.",
        Sign::ExternalSigner => "External signers exist since 1.32.",
    }
}
