//! What to do if a token leaked.

use super::phrases::PUT_INTO_TOKEN;
use crate::facts::ObjectKind;
use crate::facts::advice::{
    BecauseBoundTo, NameGiven, RecipientCheck, Recipients, Trace, Verifier,
};
use crate::kubernetes::Party;
use crate::text::Text;
use crate::text::calendar::long;
use crate::text::quote::quoted;
use crate::words::en::names;

/// Who rejects a token.
fn verifier(verifier: Verifier) -> &'static str {
    match verifier {
        Verifier::ApiServer => "the API server",
        Verifier::Recipient => "a TokenReview",
    }
}

const HOW_IT_LEAKED: &str = "Find out how it leaked: a replacement may leak the same way.";

pub(super) fn nothing_left(verifier: Verifier) -> (Text, Text) {
    match verifier {
        Verifier::Recipient => {
            let why = format!(
                "It expired by its own `exp`, so its recipient should reject it, apart from its \
                 leeway. Sessions, tokens or certificates that the recipient issued for it may keep \
                 working: end them there. {HOW_IT_LEAKED}"
            );
            ("End what it was exchanged for".into(), why.into())
        }
        Verifier::ApiServer => {
            let why = format!(
                "It expired by its own `exp`, and the API server's minute of leeway is over; other \
                 recipients may allow more. {HOW_IT_LEAKED}"
            );
            ("Nothing is left to revoke".into(), why.into())
        }
    }
}

pub(super) fn nothing_left_of_other() -> (Text, Text) {
    let why =
        format!("It expired by its own `exp`, so recipients should reject it. {HOW_IT_LEAKED}");
    ("Nothing is left to revoke".into(), why.into())
}

pub(super) fn wait_for_expiry() -> (Text, Text) {
    let why = "Only the webhook in `aud` accepts it, for ten minutes at most; the API server rejects \
               it. Deleting the webhook configuration switches the webhook off, and ends the token \
               sooner only where the webhook asks by TokenReview.";
    ("Wait until it expires".into(), why.into())
}

/// Which key is in the list: facts of kubernetes/kubernetes pkg/serviceaccount/openidmetadata.go.
pub(super) fn find_cluster(kid: Option<&str>, is_legacy: bool) -> (Text, Text) {
    let why: Text = match kid {
        Some(kid) => {
            let other_key = match is_legacy {
                true => "kube-controller-manager may sign with another key",
                false => "an external signer may leave keys out",
            };
            format!(
                "Its `kid` is {}: the cluster that lists it, or a clone, issued the token, unless it is \
                 forged. An unlisted `kid` proves nothing: rotated keys leave the list, and {other_key}.",
                quoted(kid)
            )
            .into()
        }
        None => {
            "Its header names no key. Kubernetes has named one since 1.16. Ask the API server of the cluster that you suspect."
                .into()
        }
    };
    ("Check which cluster issued it".into(), why)
}

pub(super) fn cut_rights() -> (Text, Text) {
    let why = "Save the listed bindings, so that you can undo this, and remove the ServiceAccount \
               from their `subjects`. Leave the bindings of its groups, such as \
               `system:authenticated`: they serve others too. This stops the real workload at \
               once, but does not close an open watch or `kubectl logs -f`.";
    ("Cut its ServiceAccount's rights".into(), why.into())
}

pub(super) fn revoke_at_recipients(recipients: &Recipients, check: RecipientCheck) -> (Text, Text) {
    let party = recipients.only_party();
    let meant_for = format!("It is meant for {}", names::recipients(recipients));
    let first = match check {
        RecipientCheck::Keys => {
            let asks = if recipients.is_one() { "asks" } else { "ask" };
            format!("{meant_for}, which never {asks} the cluster: no deletion there stops it.")
        }
        RecipientCheck::Unknown { .. } if party == Some(Party::Vault) => format!(
            "{meant_for}. The auth method `kubernetes` asks the cluster, so that a deletion there \
             stops the token; the method `jwt` accepts it until `exp`."
        ),
        RecipientCheck::Unknown { own_audience: false } => {
            format!("{meant_for}. {KEYS_ONLY}")
        }
        RecipientCheck::Unknown { own_audience: true } => format!(
            "{meant_for}. {KEYS_ONLY} If this is your API server's own audience, cut the rights of \
             its ServiceAccount as well."
        ),
    };
    let title = match recipients.is_one() {
        true => "Revoke it at its recipient",
        false => "Revoke it at its recipients",
    };
    (title.into(), format!("{first} {}", remove_trust(party)).into())
}

const KEYS_ONLY: &str = "A recipient that checks only the cluster's public keys accepts it until \
                         `exp`, whatever you delete in the cluster.";

/// What stops a token at a recipient that does not ask the cluster, and what it gave for the token.
fn remove_trust(party: Option<Party>) -> &'static str {
    match party {
        Some(Party::AwsIrsa) => {
            "Change the trust policy of its IAM role, and revoke the sessions of that role."
        }
        Some(Party::AzureWorkloadIdentity) => {
            "Delete the federated credential; access tokens already issued keep working until \
             they expire."
        }
        Some(Party::GcpWorkloadIdentityFederation) => {
            "Delete or disable the provider in the workload identity pool; access tokens already \
             issued keep working until they expire."
        }
        Some(Party::AlibabaRrsa | Party::TencentCam) => {
            "Change the trust policy of its role; sessions already issued keep working until they \
             expire."
        }
        Some(Party::OpenAi | Party::Claude | Party::Snowflake) => {
            "Remove its federation rule or mapping; access tokens already issued keep working \
             until they expire."
        }
        Some(Party::Vault) => {
            "Delete the Vault role, or change its bound claims so that this ServiceAccount no \
             longer matches, and revoke the Vault tokens that it got."
        }
        Some(Party::Conjur) => {
            "Remove the permission of its Conjur host; access tokens already issued keep working \
             until they expire."
        }
        Some(Party::Sigstore) => {
            "Wait until `exp`, and look up what was signed as this identity: signatures stay."
        }
        _ => {
            "Remove the trust there (such as a role's trust policy or a federated credential), and end \
             the sessions that it issued for the token."
        }
    }
}

pub(super) fn delete_pod_identity() -> (Text, Text) {
    let why = "Put the cluster's name into CLUSTER, list the associations of the ServiceAccount, and \
               run `aws eks delete-pod-identity-association --cluster-name \"$CLUSTER\" \
               --association-id ID`. Credentials already issued expire on their own.";
    ("Delete its Pod Identity association".into(), why.into())
}

pub(super) fn end_what_recipients_issued(recipients: &Recipients) -> (Text, Text) {
    let (title, lives_on) = match recipients.only_party() {
        Some(Party::Istio | Party::Linkerd | Party::Dapr) => (
            "Wait until its certificate expires",
            "a certificate issued for it keeps working, by default for 24 hours",
        ),
        Some(Party::Spire) => (
            "Evict its SPIRE agent",
            "the attested agent keeps working until you run `spire-server agent evict`",
        ),
        Some(Party::Konnectivity | Party::EnvoyGateway) => {
            ("Close its open connections", "a connection opened with it may stay open")
        }
        _ => (
            "End what its recipients issued",
            "certificates, agents and connections that they gave for it keep working",
        ),
    };
    let asks = if recipients.is_one() { "asks" } else { "ask" };
    let why = format!(
        "It is meant for {}, which {asks} the cluster with a TokenReview. The deletion stops the token \
         there, but {lives_on}.",
        names::recipients(recipients)
    );
    (title.into(), why.into())
}

pub(super) fn compare_uid(kind: ObjectKind, uid: &str, verifier: Verifier) -> (Text, Text) {
    let (kind, verifier) = (kind.as_str(), self::verifier(verifier));
    let why = format!(
        "It should be {}. In the cluster that issued the token, another uid or `NotFound` means that \
         {verifier} already rejects it; elsewhere it means nothing.",
        quoted(uid)
    );
    (format!("Compare the {kind}'s uid").into(), why.into())
}

pub(super) fn delete_pod(verifier: Verifier) -> (Text, Text) {
    let why = format!(
        "If this token is genuine and the uid matches, {} rejects it within 100 seconds, with the \
         default grace period. A Pod without a controller does not come back.",
        self::verifier(verifier)
    );
    ("Delete the Pod".into(), why.into())
}

pub(super) fn delete_bound_secret(verifier: Verifier) -> (Text, Text) {
    let why = format!(
        "First look at what else the Secret holds. If this token is genuine and the uid matches, {} \
         rejects it within 70 seconds, and every other token bound to that Secret.",
        self::verifier(verifier)
    );
    ("Delete the Secret that it is bound to".into(), why.into())
}

pub(super) fn recreate_account(because: BecauseBoundTo, is_default: bool) -> (Text, Text) {
    let first: Text = match because {
        BecauseBoundTo::Node => "Deleting the Node would revoke the token too, but kills its Pods: \
                                 drain it first, or wait until the token expires."
            .into(),
        BecauseBoundTo::Nothing { accepted_until: Some(until) } => format!(
            "You cannot revoke this token alone: wait until {}, or revoke all tokens of the account.",
            long(until)
        )
        .into(),
        BecauseBoundTo::Nothing { accepted_until: None } => {
            "You cannot revoke this token alone, only all tokens of the account.".into()
        }
    };
    let comes_back = match is_default {
        true => "Kubernetes creates `default` again on its own, without",
        false => "The new account lacks",
    };
    let why = format!(
        "{first} If this token is genuine and the uid matches, recreating the account revokes every \
         token issued for it so far.\n\
         Restart the Pods that use the account: their tokens stop working too.\n\
         kube-controller-manager deletes its token Secrets.\n\
         {comes_back} annotations, image pull secrets and other settings: copy them from the saved \
         file, without `uid`, `resourceVersion`, `creationTimestamp` and `secrets`."
    );
    ("Recreate the ServiceAccount".into(), why.into())
}

pub(super) fn compare_secret_token() -> (Text, Text) {
    let why = format!(
        "{PUT_INTO_TOKEN} In the cluster that issued it, `different` or `NotFound` means that the \
         API server already rejects it, unless `--service-account-lookup` is off; elsewhere it \
         means nothing."
    );
    ("Compare the token with its Secret".into(), why.into())
}

/// Any value but an empty one stops the token (kubernetes/kubernetes pkg/serviceaccount/legacy.go).
pub(super) fn mark_secret_invalid() -> (Text, Text) {
    let why = "If the Secret holds this token, the API server rejects it within 10 seconds, also from Pods that mount it, unless `--service-account-lookup` is off. To undo that, end the command with \
               `kubernetes.io/legacy-token-invalid-since-` instead.";
    ("Mark the Secret invalid, which you can undo".into(), why.into())
}

/// The same name brings the same token back only with an RSA key, whose signatures are the same each
/// time (RFC 8017 §8.2).
pub(super) fn delete_legacy_secret(same_token_again: bool) -> (Text, Text) {
    let again = match same_token_again {
        true => "Do not reuse its name: a Secret of that name gets the same token again.\n",
        false => "",
    };
    let why = format!(
        "If the Secret holds this token, the API server rejects it within 10 seconds. With `--service-account-lookup=false`, only replacing the signing key stops it.\n\
         {again}\
         If the signing key may have leaked too, replace it at kube-controller-manager, remove \
         the old one from the API servers' `--service-account-key-file` (this revokes every token \
         that it signed), and delete every token Secret; since 1.24 none comes back by itself."
    );
    ("Delete the Secret".into(), why.into())
}

pub(super) fn look_for_use(trace: Trace) -> (Text, Text) {
    let (of, etcd) = match trace {
        Trace::Token => ("this token", ""),
        Trace::Account => ("its ServiceAccount", ""),
        Trace::LegacyAccount => ("its ServiceAccount", ", etcd snapshots, backups"),
        Trace::Recipients { .. } => ("", ""),
    };
    let first: Text = match trace {
        Trace::Recipients { has_id: true } => {
            "Its use shows in the log of its recipient, such as AWS CloudTrail; the cluster's \
             audit log shows only who requested it, by its `jti`."
                .into()
        }
        Trace::Recipients { has_id: false } => {
            "Its use shows in the log of its recipient, such as AWS CloudTrail.".into()
        }
        Trace::Token | Trace::Account | Trace::LegacyAccount => format!(
            "The command searches an audit log (JSON lines) for {of}; the audit policy may omit \
             requests."
        )
        .into(),
    };
    let why = format!(
        "{first} Then find copies (CI variables, kubeconfigs, logs, images{etcd}) and how it leaked, \
         before a replacement leaks too."
    );
    ("Look for use and copies".into(), why.into())
}

pub(super) fn revoke_encrypted() -> (Text, Text) {
    let why = "End the session at the application that issued it: only the holder of the key can read \
               it, but anyone with this text may be able to use it.";
    ("Revoke it where it was issued".into(), why.into())
}

pub(super) fn revoke_at_issuer(issuer: &NameGiven) -> (Text, Text) {
    let first: Text = match issuer {
        NameGiven::Name(issuer) => format!(
            "By its own claims {} issued it: end the session or revoke the grant there",
            quoted(issuer)
        )
        .into(),
        NameGiven::Unreadable => "Its issuer cannot be read. End the session or revoke the grant \
                                  where the token was issued"
            .into(),
        NameGiven::Missing => "It does not name its issuer. End the session or revoke the grant \
                               where the token was issued"
            .into(),
    };
    let why = format!(
        "{first}. A recipient that checks only the signature and `exp` accepts it until it expires; at \
         an API server, remove its user from role bindings."
    );
    ("Revoke it at its issuer".into(), why.into())
}

/// argoproj/argo-cd util/session/sessionmanager.go: a token older than the password is rejected.
pub(super) fn revoke_at_argo_cd() -> (Text, Text) {
    let why = "A project token needs `argocd proj role delete-token PROJECT ROLE IAT`, an account's API \
               key `argocd account delete-token --account NAME JTI`. For a login session, change the \
               account's password: that ends every earlier token of the account.";
    ("Revoke it in Argo CD".into(), why.into())
}
