//! What two tokens are to each other: a few words, then why.

use super::phrases::ordinal;
use crate::facts::ObjectKind;
use crate::facts::compare::{Later, Relation, Side, Signatures};
use crate::text::Text;
use crate::text::calendar::{exactly, roughly};

/// A relation in words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RelationWords {
    /// A few words.
    pub(crate) title: Text,
    /// One to three sentences.
    pub(crate) text: Text,
}

/// Puts a relation into words.
pub(crate) fn relation(relation: Relation) -> RelationWords {
    let (title, text) = match relation {
        Relation::SameToken
        | Relation::SameContents(_)
        | Relation::SecretRepopulated
        | Relation::SameTokenId
        | Relation::SameUidOtherNames => same(relation),
        Relation::Damaged(side) => damaged(side),
        Relation::DecodedClaims(side) => decoded_claims(side),
        Relation::NotServiceAccount(side) => not_service_account(side),
        Relation::NeitherServiceAccount => neither_service_account(),
        Relation::SameSubject => same_subject(),
        Relation::LegacyAndBound { legacy, same_account } => legacy_and_bound(legacy, same_account),
        Relation::SameAccount
        | Relation::SameNames
        | Relation::AccountRecreated { .. }
        | Relation::SameNamesElsewhere
        | Relation::SameNamesOtherUid
        | Relation::DifferentAccounts { .. } => account(relation),
        Relation::Refreshed { later, interval } => refreshed(later, interval),
        Relation::SameObject(kind) => same_object(kind),
        Relation::ObjectRecreated { kind, in_one_cluster } => {
            object_recreated(kind, in_one_cluster)
        }
        Relation::OtherObject(kind) => other_object(kind),
        Relation::OtherBinding { first, second } => other_binding(first, second),
        Relation::SameSecret => same_secret(),
        Relation::OtherSecret => other_secret(),
        Relation::Issued(later) => issued(later),
        Relation::OtherAudiences { overlap } => other_audiences(overlap),
        Relation::ExtendedOnly(side) => extended_only(side),
        _ => cluster(relation),
    };
    RelationWords { title, text }
}

type Words = (Text, Text);

fn fixed(title: &'static str, text: &'static str) -> Words {
    (title.into(), text.into())
}

/// The same token, the same contents, or the same where Kubernetes never repeats itself.
fn same(relation: Relation) -> Words {
    match relation {
        Relation::SameToken => {
            fixed("The same token", "Both have the same characters, signature included.")
        }
        Relation::SecretRepopulated => fixed(
            "The same Secret, filled again",
            "All claims are the same, but the token was signed again, and such signatures differ \
             each time. The API server accepts only the one that the Secret holds now.",
        ),
        Relation::SameContents(Signatures::Impossible) => fixed(
            "The same contents, two signatures",
            "With this algorithm, one key always gives the same contents the same signature. At \
             least one signature was altered or made with another key.",
        ),
        Relation::SameContents(Signatures::Different) => fixed(
            "The same contents, two signatures",
            "Header and claims are the same, but the signatures differ. The contents were signed \
             twice, or a signature was altered.",
        ),
        Relation::SameTokenId => fixed(
            "The same token id, different contents",
            "Kubernetes gives each token its own random `jti`, and other issuers should too. At \
             least one of these tokens was altered or forged, or its issuer repeats ids.",
        ),
        Relation::SameUidOtherNames => fixed(
            "The same uid under two names",
            "A uid belongs to one ServiceAccount, which cannot be renamed. At least one of these \
             tokens was altered or forged.",
        ),
        _ => fixed(
            "The same header and claims",
            "Both say the same. At least one lacks its whole signature, so nothing shows whether \
             they are the same token.",
        ),
    }
}

fn damaged(side: Side) -> Words {
    let side = ordinal(side);
    (
        format!("The {side} token is damaged").into(),
        "Some of it is missing or unreadable. What is missing may agree with the other token, or \
         not."
            .into(),
    )
}

fn decoded_claims(side: Side) -> Words {
    let text = "Anyone can write claims. Without the token, no signature can prove them.";
    (format!("The {} is only decoded claims", ordinal(side)).into(), text.into())
}

fn not_service_account(side: Side) -> Words {
    let side = ordinal(side);
    (
        format!("The {side} is not a service account token").into(),
        "It comes from another system or cannot be read. Only claims that both have can be \
         compared."
            .into(),
    )
}

fn neither_service_account() -> Words {
    fixed(
        "Neither is a service account token",
        "Only the claims that every JSON Web Token can have are compared.",
    )
}

fn same_subject() -> Words {
    fixed("The same issuer and subject", "Both tokens are about the same user or program.")
}

fn legacy_and_bound(legacy: Side, same_account: bool) -> Words {
    let title = match same_account {
        true => "A legacy and a bound token of one ServiceAccount",
        false => "A legacy and a bound token",
    };
    let (legacy, bound) = match legacy {
        Side::First => ("first", "second"),
        Side::Second => ("second", "first"),
    };
    let text = format!(
        "The {legacy} is stored in a Secret and has no expiry of its own. The {bound} was issued for an \
         audience and a limited time. Pods get bound tokens by default from 1.21 on. Since 1.24, \
         Kubernetes no longer creates a legacy token for each ServiceAccount."
    );
    (title.into(), text.into())
}

fn account(relation: Relation) -> Words {
    match relation {
        Relation::SameAccount => {
            fixed("The same ServiceAccount", "Namespace, name and uid are the same in both.")
        }
        Relation::SameNames => fixed(
            "The same ServiceAccount by name",
            "Namespace and name are the same. A uid cannot be read, so the account may have been \
             recreated in between.",
        ),
        Relation::AccountRecreated { later } => recreated(later),
        Relation::SameNamesElsewhere => fixed(
            "The same names in another cluster",
            "Namespace and name are the same, but the uids and the clusters differ. These are two \
             ServiceAccounts.",
        ),
        Relation::DifferentAccounts { same_namespace: true } => fixed(
            "Different ServiceAccounts",
            "The namespace has the same name in both, but the ServiceAccounts differ.",
        ),
        Relation::DifferentAccounts { same_namespace: false } => fixed(
            "Different ServiceAccounts",
            "The tokens name two ServiceAccounts in different namespaces.",
        ),
        _ => fixed(
            "The same names, another uid",
            "Either the ServiceAccount was recreated, or the tokens come from two clusters. The \
             claims do not say which.",
        ),
    }
}

fn recreated(later: Option<Side>) -> Words {
    let accepts = match later {
        Some(side) => format!("at most one of them, most likely the {}", ordinal(side)),
        None => "only the token of the account that exists now".to_owned(),
    };
    let text = format!(
        "Namespace and name are the same, but the uid differs. The API server compares the uid, \
         so in one cluster it accepts {accepts}."
    );
    ("The ServiceAccount was most likely recreated".into(), text.into())
}

fn refreshed(later: Later, interval: Option<i64>) -> Words {
    let (side, after) = (ordinal(later.side), exactly(later.seconds));
    let about = roughly(later.seconds);
    match interval {
        Some(interval) => (
            format!("The same Pod, refreshed {about} later").into(),
            format!(
                "The {side} token was issued {after} after the other. The kubelet replaces such a \
                 token after about {}. The newer token does not revoke the older one. Deleting \
                 the Pod revokes both at the API server.",
                roughly(interval)
            )
            .into(),
        ),
        None => (
            format!("The same Pod, issued {about} later").into(),
            format!(
                "The {side} token was issued {after} after the other. The newer token does not \
                 revoke the older one. Deleting the Pod revokes both at the API server."
            )
            .into(),
        ),
    }
}

fn same_object(kind: ObjectKind) -> Words {
    let kind = kind.as_str();
    (
        format!("Bound to the same {kind}").into(),
        "Name and uid are the same. Deleting the object revokes both tokens at the API server."
            .into(),
    )
}

fn object_recreated(kind: ObjectKind, in_one_cluster: bool) -> Words {
    let kind = kind.as_str();
    if !in_one_cluster {
        let text = format!(
            "Either the {kind} was recreated, or the tokens come from two clusters. The claims do \
             not say which."
        );
        return (format!("The same {kind} name, another uid").into(), text.into());
    }
    (
        format!("The {kind} was most likely recreated").into(),
        "The name is the same, but the uid differs. In one cluster, the API server rejects the \
         token of the deleted one; two clusters can have the same names."
            .into(),
    )
}

fn other_object(kind: ObjectKind) -> Words {
    let kind = kind.as_str();
    let text = format!("Deleting one {kind} does not revoke the other one's token.");
    (format!("Another {kind}").into(), text.into())
}

fn other_binding(first: Option<ObjectKind>, second: Option<ObjectKind>) -> Words {
    let name = |kind: Option<ObjectKind>| match kind {
        Some(kind) => format!("bound to a {}", kind.as_str()),
        None => "tied only to its ServiceAccount".to_owned(),
    };
    let text = format!(
        "The first token is {}, the second is {}. Different deletions revoke them.",
        name(first),
        name(second)
    );
    ("Bound to different things".into(), text.into())
}

fn same_secret() -> Words {
    fixed(
        "Stored in a Secret of the same name",
        "In one cluster, the API server accepts only the token that the Secret holds now. Two \
         clusters can have Secrets of the same name.",
    )
}

fn other_secret() -> Words {
    fixed("Stored in different Secrets", "Deleting one Secret does not revoke the other token.")
}

fn issued(later: Later) -> Words {
    let side = ordinal(later.side);
    let text = format!("Their `iat` differ by {}.", exactly(later.seconds));
    let title = format!("The {side} was issued {} later", roughly(later.seconds));
    (title.into(), text.into())
}

/// What issuers and keys say about the clusters.
fn cluster(relation: Relation) -> Words {
    match relation {
        Relation::SameKey => fixed(
            "The same signing key, most likely the same cluster",
            "Both headers name the same `kid`. Anyone who writes a token can choose it, and the comparison verifies no signature.",
        ),
        Relation::SameIssuer => fixed(
            "The same issuer, most likely the same cluster",
            "Its address belongs to one cluster. The headers have no `kid` to compare.",
        ),
        Relation::SameKeyOtherIssuer => fixed(
            "The same signing key, another issuer",
            "Most likely the cluster's issuer was changed. Two clusters can also share a key.",
        ),
        Relation::KeyRotated { later } => {
            let text = match later {
                Some(side) => format!(
                    "The cluster is most likely the same, but `kid` differs. The {} token was issued later, so its key is probably the newer one.",
                    ordinal(side)
                ),
                None => "The cluster is most likely the same, but `kid` differs.".to_owned(),
            };
            ("Most likely the same cluster, its signing key rotated".into(), text.into())
        }
        Relation::KeyAndIssuerChanged => fixed(
            "Most likely the same cluster, with another key and issuer",
            "A uid is the same in both, so most likely the cluster's key and issuer were changed.",
        ),
        Relation::IssuerChanged => fixed(
            "Most likely the same cluster, with another issuer",
            "A uid is the same in both, so most likely the cluster's issuer was changed.",
        ),
        Relation::AnotherCluster { other_key: true } => fixed(
            "Most likely another cluster: key and issuer differ",
            "A cluster that changed both would look the same, but that is rare.",
        ),
        Relation::AnotherCluster { other_key: false } => fixed(
            "Probably another cluster: the issuers differ",
            "A cluster that changed its issuer would look the same. The headers have no `kid` to \
             compare.",
        ),
        Relation::OtherSigner => fixed(
            "Two signing keys",
            "This does not show two clusters: kube-controller-manager signs legacy tokens and may \
             use another key than the API server.",
        ),
        _ => fixed(
            "Another signing key",
            "Either the tokens come from two clusters, or the key was rotated. Many clusters use \
             this issuer.",
        ),
    }
}

fn other_audiences(overlap: bool) -> Words {
    match overlap {
        true => fixed(
            "Different audiences, some in common",
            "Each recipient must accept only a token that names it in `aud`.",
        ),
        false => fixed(
            "For different recipients",
            "No audience is in both. A recipient of one token must reject the other.",
        ),
    }
}

fn extended_only(side: Side) -> Words {
    let text = "The API server extends a Pod's token that was requested for 3607 seconds, so that \
                old clients keep working. It marks the token with `warnafter`.";
    (format!("Only the {} has an extended lifetime", ordinal(side)).into(), text.into())
}
