//! What to do if a token leaked.

use super::phrases::PUT_INTO_TOKEN;
use crate::facts::ObjectKind;
use crate::facts::advice::{
    BecauseBoundTo, NameGiven, RecipientCheck, Recipients, Trace, Verifier,
};
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

const HOW_IT_LEAKED: &str = "Find out how it leaked; its replacements may leak the same way.";

pub(super) fn nothing_left(verifier: Verifier) -> (Text, Text) {
    let who = match verifier {
        Verifier::Recipient => {
            "By its own `exp` it has expired, so its recipient should reject it. Each recipient sets \
             its own leeway."
        }
        Verifier::ApiServer => {
            "By its own `exp` it has expired, and the minute of leeway is over: the API server \
             rejects it. Other recipients may allow more."
        }
    };
    ("Nothing is left to revoke".into(), format!("{who} {HOW_IT_LEAKED}").into())
}

pub(super) fn nothing_left_of_other() -> (Text, Text) {
    let why = format!(
        "By its own `exp` it has expired, so no recipient should accept it. {HOW_IT_LEAKED}"
    );
    ("Nothing is left to revoke".into(), why.into())
}

pub(super) fn wait_for_expiry() -> (Text, Text) {
    let why = "If it is genuine, only the webhook that `aud` names accepts it; the API server rejects \
               it. Kubernetes limits such a token to ten minutes. Deleting the webhook configuration \
               would revoke it sooner, but would also switch the webhook off.";
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
                "Its `kid` is {}. The command lists the key ids of your current cluster. If this one \
                 is among them and the token is genuine, that cluster issued it, or a clone with the \
                 same key. If it is missing, that alone proves nothing: rotated keys leave the list, \
                 and {other_key}.",
                quoted(kid)
            )
            .into()
        }
        None => {
            "It has no `kid`, so its header does not tell which key signed it. Kubernetes 1.16 \
                 and later write one. Ask the API server of the cluster that you suspect."
                .into()
        }
    };
    ("Check that this is the right cluster".into(), why)
}

pub(super) fn cut_rights() -> (Text, Text) {
    let why = "This works at once for new requests, and you can undo it. The command lists every \
               binding that reaches the ServiceAccount, also through its groups. Save those bindings, \
               then remove the ServiceAccount from their `subjects`. The real workload loses its \
               rights too; open watches and `kubectl logs -f` go on.";
    ("Cut the rights of its ServiceAccount".into(), why.into())
}

pub(super) fn revoke_at_recipients(recipients: &Recipients, check: RecipientCheck) -> (Text, Text) {
    let meant_for = format!("It is meant for {}", names::recipients(recipients));
    let first = match check {
        RecipientCheck::Keys => format!(
            "{meant_for}, which checks the signature and the claims with the cluster's public keys \
             and does not ask the cluster. Deleting its Pod or its ServiceAccount does not stop it \
             there."
        ),
        RecipientCheck::Unknown { own_audience: false } => format!(
            "{meant_for}. A recipient that checks only the signature and the claims, as cloud token \
             services do, accepts it until `exp`, whatever you delete in the cluster."
        ),
        RecipientCheck::Unknown { own_audience: true } => format!(
            "{meant_for}. If that is your API server's own audience, cut the rights of its \
             ServiceAccount as well. A recipient that checks only the signature and the claims \
             accepts the token until `exp`, whatever you delete in the cluster."
        ),
    };
    let why = format!(
        "{first} Remove the trust at the recipient (a role's trust policy, a federated credential, a \
         Vault role), and end the sessions that it issued for the token."
    );
    ("Revoke it at its recipient".into(), why.into())
}

pub(super) fn delete_pod_identity() -> (Text, Text) {
    let why = "It is meant for Amazon EKS Pod Identity. The command lists the associations of the \
               ServiceAccount; put the cluster's name into CLUSTER first. Delete one with `aws eks \
               delete-pod-identity-association`. Credentials that EKS already issued expire on their \
               own.";
    ("Delete its Pod Identity association".into(), why.into())
}

pub(super) fn end_what_recipients_issued(recipients: &Recipients) -> (Text, Text) {
    let why = format!(
        "It is meant for {}, which asks the cluster with a TokenReview, so the deletion stops the \
         token there. What the recipient issued for it lives on: a certificate (24 hours by default \
         in Istio, Linkerd and Dapr), a SPIRE agent (`spire-server agent evict`), or an open \
         connection.",
        names::recipients(recipients)
    );
    ("End what its recipient issued".into(), why.into())
}

pub(super) fn compare_uid(kind: ObjectKind, uid: &str, verifier: Verifier) -> (Text, Text) {
    let (kind, verifier) = (kind.as_str(), self::verifier(verifier));
    let why = format!(
        "It should be {}. In the cluster that issued the token, another uid or no such {kind} means \
         that {verifier} already rejects it. In any other cluster it means nothing.",
        quoted(uid)
    );
    (format!("First compare the {kind}'s uid").into(), why.into())
}

pub(super) fn delete_pod(verifier: Verifier) -> (Text, Text) {
    let why = format!(
        "If this token is genuine and the uid is the same, {} rejects it after 100 seconds at most, \
         with the default grace period of 30 seconds. Delete a completed Pod too. A Pod without a \
         controller does not come back.",
        self::verifier(verifier)
    );
    ("Delete the Pod".into(), why.into())
}

pub(super) fn delete_bound_secret(verifier: Verifier) -> (Text, Text) {
    let why = format!(
        "If this token is genuine and the uid is the same, {} rejects it after 70 seconds at most, \
         along with every other token bound to that Secret. First look at what else the Secret \
         holds.",
        self::verifier(verifier)
    );
    ("Delete the Secret that it is bound to".into(), why.into())
}

pub(super) fn recreate_account(because: BecauseBoundTo, is_default: bool) -> (Text, Text) {
    let first: Text = match because {
        BecauseBoundTo::Node => {
            "Deleting the Node would revoke the token too, but it does not drain the Node: its Pods \
             are killed. Drain it first, or wait until the token expires."
                .into()
        }
        BecauseBoundTo::Nothing { accepted_until: Some(until) } => format!(
            "No object binds this token, so you cannot revoke it alone. By its own claims the API \
             server accepts it until {}.",
            long(until)
        )
        .into(),
        BecauseBoundTo::Nothing { accepted_until: None } => {
            "No object binds this token, so you cannot revoke it alone.".into()
        }
    };
    let comes_back = match is_default {
        true => "Kubernetes creates `default` again on its own, without",
        false => "The new one lacks",
    };
    let why = format!(
        "{first} If this token is genuine and the uid is the same, a new ServiceAccount revokes every \
         token of the old one.\n\
         Tokens in running Pods are revoked too: restart the Pods.\n\
         The token Secrets of the old one are deleted.\n\
         {comes_back} annotations, image pull secrets and other settings. Copy them from the saved \
         file, without `uid`, `resourceVersion`, `creationTimestamp` and `secrets`."
    );
    ("Recreate the ServiceAccount".into(), why.into())
}

pub(super) fn compare_secret_token() -> (Text, Text) {
    let why = format!(
        "{PUT_INTO_TOKEN} The command prints `same` if the Secret holds this token. In the cluster \
         that issued it, `different` or no such Secret means that the API server already rejects it. \
         In any other cluster it means nothing."
    );
    ("First compare the token with its Secret".into(), why.into())
}

/// Any value but an empty one stops the token (kubernetes/kubernetes pkg/serviceaccount/legacy.go).
pub(super) fn mark_secret_invalid() -> (Text, Text) {
    let why = "If this token is genuine and its Secret holds it, the API server rejects it after 10 \
               seconds at most. A Pod that mounts the Secret loses its access too. To undo it, \
               end the command with `kubernetes.io/legacy-token-invalid-since-` instead.";
    ("Stop it in a way that you can undo".into(), why.into())
}

pub(super) fn delete_legacy_secret() -> (Text, Text) {
    let why = "If this token is genuine and its Secret holds it, the API server rejects it after 10 \
               seconds at most; the kubelet may accept it for 2 minutes.\n\
               Do not create a Secret with the same name: with an RSA key it gets the same token.\n\
               If the signing key may have leaked too, rotate it and delete every token Secret. \
               kube-controller-manager signs with `--service-account-private-key-file`; the API \
               servers verify with `--service-account-key-file`.";
    ("Delete the Secret".into(), why.into())
}

pub(super) fn look_for_use(trace: Trace) -> (Text, Text) {
    let in_log = "reads an audit log with one JSON object a line";
    let proves_nothing = "An empty result proves nothing: an audit policy may leave requests out.";
    let copies = "Then look for copies: CI variables, kubeconfigs, logs, images";
    let (first, also) = match trace {
        Trace::Token => (
            format!("The command {in_log} and finds the requests made with this token."),
            format!("{proves_nothing} {copies}."),
        ),
        Trace::Account => (
            format!("The command {in_log} and finds the requests of its ServiceAccount."),
            format!("{proves_nothing} {copies}."),
        ),
        Trace::LegacyAccount => (
            format!("The command {in_log} and finds the requests of its ServiceAccount."),
            format!("{proves_nothing} {copies}, etcd snapshots and backups."),
        ),
        Trace::Recipients => (
            "Its use shows in the log of its recipient, such as AWS CloudTrail. The cluster's audit \
             log shows only who requested it, by its `jti`."
                .to_owned(),
            format!("{copies}."),
        ),
    };
    ("Look for its use, then for copies".into(), format!("{first} {also} {HOW_IT_LEAKED}").into())
}

pub(super) fn revoke_encrypted() -> (Text, Text) {
    let why = "Only the holder of the key can read it, but anyone with this text may be able to use \
               it. End the session at the application that issued it.";
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
        "{first}. A recipient that checks only the signature and `exp` accepts it until it expires. \
         Nothing in the cluster needs deleting."
    );
    ("Revoke it at its issuer".into(), why.into())
}

pub(super) fn revoke_at_argo_cd() -> (Text, Text) {
    let why = "By its own claims Argo CD issued it. For a project token, `argocd proj role \
               delete-token` takes the project, the role and its `iat`. For a token of an account, \
               use `argocd account delete-token --account` with the account's name and its `jti`.";
    ("Revoke it in Argo CD".into(), why.into())
}
