//! What the recipient is asked, and what it asks the cluster.

use crate::facts::acceptance::recipient::Detail;

/// Returns what the recipient asks for beside the token's claims.
pub(super) fn request(who: &str, detail: &Detail) -> Option<String> {
    Some(match detail {
        Detail::RequestNotHere => {
            "The request must give the full name of the provider, which must be at least five \
             minutes old and enabled. The token does not show that."
                .to_owned()
        }
        Detail::GrantNotHere { grant } => format!(
            "The request must have the grant type `{grant}` and name a trusted profile. The token \
             does not show that."
        ),
        Detail::RoleNotHere => {
            "The request must name a role of this auth method. The token does not show that."
                .to_owned()
        }
        Detail::ReviewByVault => format!(
            "{who} asks the cluster in a TokenReview, for the role's audience or else the token's \
             own. Only the cluster knows whether the token's objects still exist. Outside the \
             cluster and without `token_reviewer_jwt`, {who} asks with this very token. The token then \
             also needs an audience of the API server, and its account the ClusterRole \
             `system:auth-delegator`."
        ),
        Detail::AppIdNotHere => format!(
            "{who} compares the id in the request with the Pod's annotation `dapr.io/app-id`, or \
             with its name. The token shows neither."
        ),
        Detail::PodUidToAsk => {
            format!("{who} compares the Pod's uid with the token's. Only the cluster knows it.")
        }
        Detail::PodUidFits => "You say that the Pod still has the token's uid.".to_owned(),
        Detail::PodUidDiffers => {
            "You say that the Pod was deleted and created again, so it has another uid.".to_owned()
        }
        Detail::ReviewToAsk => format!(
            "{who} asks the cluster in a TokenReview. The cluster makes the checks of the API \
             server, and only it knows whether the token's objects still exist."
        ),
        Detail::ReviewFails => format!(
            "{who} asks the cluster in a TokenReview. You say that an object of the token is gone \
             or terminating, so the cluster rejects it."
        ),
        Detail::PodBound => "The token is bound to a Pod.".to_owned(),
        Detail::BoundClaimsToAsk => {
            "The role may require further claims with `bound_claims`, such \
                                     as `/kubernetes.io/namespace`."
                .to_owned()
        }
        Detail::NotPodBound => format!("{who} accepts only tokens that are bound to a Pod."),
        _ => return None,
    })
}
