//! What a sign of a release says.

use crate::facts::Sign;

/// Returns the sentence for a sign of a release.
pub(super) fn text(sign: Sign) -> &'static str {
    match sign {
        Sign::SecretGenerated => {
            "Up to 1.23, Kubernetes created such Secrets on its own; \
                                  OpenShift did so up to 4.15."
        }
        Sign::TypeWithoutKeyId => "Up to 1.9, Kubernetes wrote `typ` and no `kid`.",
        Sign::EmptyKeyId => "From 1.10 to 1.15, Kubernetes wrote an empty `kid`.",
        Sign::KeyId => "From 1.16 on, Kubernetes writes a `kid`.",
        Sign::TokenRequest => "TokenRequest was added in 1.10 and is on by default from 1.12.",
        Sign::WarnAfter => {
            "`warnafter` was added in 1.19. Pods get such tokens by default from 1.21 on."
        }
        Sign::ExtensionCut => "From 1.32 on, a signer's own maximum limits the extension.",
        Sign::TokenId => "`jti` was added in 1.29 and is on by default from 1.30.",
        Sign::NoTokenId => {
            "From 1.32 on, Kubernetes always writes `jti`, unless it emulates an older release. A \
             token without it is usually from 1.29 or older."
        }
        Sign::NodeOfPod => "The Pod's node was added in 1.29 and is on by default from 1.30.",
        Sign::BoundToNode => {
            "Node-bound tokens were added in 1.29 and are on by default from 1.31."
        }
        Sign::Webhook => "Webhook tokens were added in 1.37 (alpha, off by default).",
        Sign::ExternalSigner => "External signers were added in 1.32.",
    }
}
