//! What to do about a token.
//!
//! What follows from a token holds only "if it is genuine": a forged one must not make anybody delete
//! something.

use super::names::recipients;
use crate::facts::ObjectKind;
use crate::facts::advice::{
    Action, BecauseBoundTo, CopyFrom, NameGiven, NoCommand, Recipients, Rejection, Remedy,
    Requirement, Verifier,
};
use crate::text::Text;
use crate::text::calendar::long;
use crate::text::quote::quoted;
use crate::words::advice;
use crate::words::commands::command;

/// Returns what to do, in words.
pub(crate) fn remedies(remedies: &[Remedy]) -> Vec<advice::Remedy> {
    remedies.iter().map(remedy).collect()
}

fn remedy(remedy: &Remedy) -> advice::Remedy {
    let (title, mut why) = words(&remedy.action, remedy.no_command().is_some());
    if let Some(reason) = remedy.no_command() {
        why = format!("{why} {}", no_command(reason)).into();
    }
    advice::Remedy {
        title,
        why,
        when: remedy.action.occasion(),
        command: match &remedy.command {
            Some(Ok(typed)) => Some(command(typed)),
            Some(Err(_)) | None => None,
        },
        needs: needs(&remedy.needs()),
        destructive: remedy.action.is_destructive(),
    }
}

fn no_command(reason: NoCommand) -> &'static str {
    match reason {
        NoCommand::NameMissing => {
            "No command is given, since the token does not name what it would need."
        }
        NoCommand::NameNotDns => {
            "No command is given, since a name in the token is not one that Kubernetes allows."
        }
    }
}

fn needs(requirements: &[Requirement]) -> Option<Text> {
    let all: Vec<_> = requirements.iter().map(|needed| requirement(*needed)).collect();
    (!all.is_empty()).then(|| all.join(", ").into())
}

fn requirement(requirement: Requirement) -> Text {
    match requirement {
        Requirement::KubectlAndKubernetes(minor) => {
            format!("kubectl and Kubernetes 1.{minor}").into()
        }
        Requirement::Kubernetes(minor) => format!("Kubernetes 1.{minor}").into(),
        Requirement::CreateTokenReviews => "the right to create `tokenreviews`".into(),
        Requirement::Impersonate => "the right to impersonate".into(),
        Requirement::PosixShell => "a POSIX shell".into(),
    }
}

/// Returns the title and the reason.
fn words(action: &Action, lacks_command: bool) -> (Text, Text) {
    match action {
        Action::NothingLeft(verifier) => nothing_left(*verifier),
        Action::NothingLeftOfOther => nothing_left_of_other(),
        Action::WaitForExpiry => wait_for_expiry(),
        Action::RevokeAtRecipients(recipients) => revoke_at_recipients(recipients),
        Action::CompareUid { kind, uid, verifier } => compare_uid(*kind, uid, *verifier),
        Action::DeletePod(verifier) => delete_pod(*verifier),
        Action::DeleteBoundSecret(verifier) => delete_bound_secret(*verifier),
        Action::NotRevocableAlone { accepted_until } => not_revocable_alone(*accepted_until),
        Action::RecreateAccount { because, is_default } => recreate_account(*because, *is_default),
        Action::CompareAccountUid { uid } => compare_account_uid(uid),
        Action::DeleteLegacySecret => delete_legacy_secret(),
        Action::RotateSigningKey => rotate_signing_key(),
        Action::RevokeEncrypted => revoke_encrypted(),
        Action::RevokeAtIssuer(issuer) => revoke_at_issuer(issuer),
        Action::ShortenVolume => shorten_volume(),
        Action::ShortenToken(_) => shorten_token(),
        Action::BindToAnchor => bind_to_anchor(),
        Action::RereadFile => reread_file(),
        Action::SwitchExtensionOff => switch_extension_off(),
        Action::FindLastUse => find_last_use(),
        Action::MoveToShortLived => move_to_short_lived(),
        Action::FindOthers => find_others(),
        Action::ExplainRejection(rejection) => explain_rejection(*rejection),
        Action::AskWhoAmI { counts_as_use } => ask_who_am_i(*counts_as_use),
        Action::AskTokenReview => ask_token_review(),
        Action::FindRights => find_rights(),
        Action::CopyAgain(from) => copy_again(*from, lacks_command),
        Action::DoNotTrust => do_not_trust(),
        Action::AskMaker => ask_maker(),
    }
}

/// Who rejects a token.
fn verifier(verifier: Verifier) -> &'static str {
    match verifier {
        Verifier::ApiServer => "the API server",
        Verifier::Recipient => "a TokenReview",
    }
}

// If the token leaked.

fn nothing_left(verifier: Verifier) -> (Text, Text) {
    let why = match verifier {
        Verifier::Recipient => {
            "By its own claims it has expired, so its recipient should refuse it; how much later \
             one still takes it is for the recipient to decide. Find out how it got away: its \
             successors may go the same way."
        }
        Verifier::ApiServer => {
            "By its own claims it has expired, so the API server refuses it, minute of grace \
             included. Other recipients may allow more. Find out how it got away: its successors \
             may go the same way."
        }
    };
    ("Nothing is left to revoke".into(), why.into())
}

fn nothing_left_of_other() -> (Text, Text) {
    let why = "By its own claims it has expired, so nobody should accept it any more. Find out how \
               it got away: its successors may go the same way.";
    ("Nothing is left to revoke".into(), why.into())
}

fn wait_for_expiry() -> (Text, Text) {
    let why = "If it is genuine, it works only where `aud` says, never at the API server. \
               Kubernetes lets no such token last longer than ten minutes. Deleting the webhook \
               configuration would end it sooner, and switch the webhook off.";
    ("Wait for its end".into(), why.into())
}

fn revoke_at_recipients(recipients: &Recipients) -> (Text, Text) {
    let why = format!(
        "It is meant for {}. A cloud's token service or an OpenID Connect verifier does not ask the \
         cluster: it looks at the signature, the audience and `exp`. Stop its trust there (a role's \
         trust policy, a federated credential, a Vault role), and end the sessions already made \
         with it.",
        self::recipients(recipients)
    );
    ("Revoke it at its recipient".into(), why.into())
}

fn compare_uid(kind: ObjectKind, uid: &str, verifier: Verifier) -> (Text, Text) {
    let (kind, verifier) = (kind.as_str(), self::verifier(verifier));
    let why = format!(
        "It should be {}. Another one, or no such {kind}, means that {verifier} already refuses the \
         token.",
        quoted(uid)
    );
    (format!("First compare the {kind}'s uid").into(), why.into())
}

fn delete_pod(verifier: Verifier) -> (Text, Text) {
    let why = format!(
        "If this token is genuine and the uid is the same, {} refuses it within about 100 seconds \
         (with the usual 30 seconds of grace). A Pod that has completed must be deleted too; one \
         without a controller does not come back.",
        self::verifier(verifier)
    );
    ("Delete the Pod".into(), why.into())
}

fn delete_bound_secret(verifier: Verifier) -> (Text, Text) {
    let why = format!(
        "If this token is genuine and the uid is the same, {} refuses it within about 70 seconds, \
         with every other token tied to that Secret. Look first at what else the Secret holds.",
        self::verifier(verifier)
    );
    ("Delete the Secret that it is tied to".into(), why.into())
}

fn not_revocable_alone(accepted_until: Option<i64>) -> (Text, Text) {
    let why = match accepted_until {
        Some(until) => format!(
            "It is tied to no object that could be deleted. By its own claims the API server \
             accepts it until {}; sooner it ends only with its ServiceAccount or with the signing \
             key, and either ends other tokens too.",
            long(until)
        )
        .into(),
        None => {
            "It is tied to no object that could be deleted: apart from its expiry it ends only \
                 with its ServiceAccount or with the signing key, and either ends other tokens too."
                .into()
        }
    };
    ("It cannot be revoked alone".into(), why)
}

fn recreate_account(because: Option<BecauseBoundTo>, is_default: bool) -> (Text, Text) {
    let first = match because {
        Some(BecauseBoundTo::Node) => {
            "Tied to a Node, it also ends with the Node object; but deleting that drains nothing \
             and kills its Pods, so drain first, or wait for the expiry. "
        }
        Some(BecauseBoundTo::Nothing) => "It is tied to no object, so it cannot be revoked alone. ",
        None => "",
    };
    let comes_back = match is_default {
        true => " The controller creates `default` anew by itself.",
        false => "",
    };
    let why = format!(
        "{first}If this token is genuine and the uid is the same, this ends all tokens of the \
         account, those of running Pods too: restart them. Its token Secrets are deleted, and its \
         annotations, image pull secrets and other settings are lost: note them first.{comes_back}"
    );
    ("Recreate the ServiceAccount".into(), why.into())
}

fn compare_account_uid(uid: &str) -> (Text, Text) {
    let why = format!(
        "It should be {}. Another one, or no such Secret, most likely means that the API server \
         already refuses the token.",
        quoted(uid)
    );
    ("First compare the ServiceAccount's uid in the Secret".into(), why.into())
}

fn delete_legacy_secret() -> (Text, Text) {
    let why = "If this token is genuine and the uid is the same, the API server refuses it at once, \
               but for caches of seconds to minutes; whatever still uses it stops working. Do not \
               make a Secret of the same name again: with an RSA key the same token comes back.";
    ("Delete the Secret".into(), why.into())
}

fn rotate_signing_key() -> (Text, Text) {
    let why = "Whoever has the key makes tokens for every account. Add a new key to the API \
               servers, sign with it, delete all token Secrets (a token already there is not signed \
               anew), and take the old key off.";
    ("If the signing key may have leaked too".into(), why.into())
}

fn revoke_encrypted() -> (Text, Text) {
    let why = "Only whoever has the key can read it, but whoever has the text may be able to use \
               it: end the session at the application that gave it out.";
    ("Revoke it where it was made".into(), why.into())
}

fn revoke_at_issuer(issuer: &NameGiven) -> (Text, Text) {
    let first: Text = match issuer {
        NameGiven::Name(issuer) => format!(
            "By its own claims {} made it: end the session or take the grant back there",
            quoted(issuer)
        )
        .into(),
        NameGiven::Unreadable => "Who made it cannot be read: end the session or take the grant \
                                  back at whoever gave it out"
            .into(),
        NameGiven::Missing => {
            "It does not say who made it: end the session or take the grant back \
                               at whoever gave it out"
                .into()
        }
    };
    let why = format!(
        "{first}. Whoever checks only the signature and `exp` accepts it until it expires. Nothing \
         in the cluster needs deleting."
    );
    ("Revoke it at its issuer".into(), why.into())
}

// To harden the cluster.

fn shorten_volume() -> (Text, Text) {
    let why = "Set `expirationSeconds` of the Pod's projected token volume, or in what adds that \
               volume, to 3600 or less; the kubelet replaces the token when four fifths of that are \
               over.";
    ("Ask for a shorter life".into(), why.into())
}

fn shorten_token() -> (Text, Text) {
    let why = "An hour is the default; the shorter a token lasts, the less a leaked one is worth.";
    ("Ask for a shorter life".into(), why.into())
}

fn bind_to_anchor() -> (Text, Text) {
    let why = "A token tied to an empty Secret can be revoked alone: delete that Secret.";
    ("Tie the next one to an object".into(), why.into())
}

fn reread_file() -> (Text, Text) {
    let why = "The kubelet puts a new token into the file long before `warnafter`. A client that \
               still shows this one read the file once: update its library, or mount the volume \
               without `subPath`, which never gets a new token.";
    ("Make the client read its token file again".into(), why.into())
}

fn switch_extension_off() -> (Text, Text) {
    let why = "`--service-account-extend-token-expiration=false` at the API server makes such \
               tokens last an hour. First look in the audit log for \
               `authentication.k8s.io/stale-token`, which names the clients that it would stop. \
               Most managed clusters do not offer the flag.";
    ("Switch the extension off, once nobody needs it".into(), why.into())
}

fn find_last_use() -> (Text, Text) {
    let why = "The API server writes the day into a label of the Secret. The audit log tells who: \
               annotations that begin with `authentication.k8s.io/legacy-token`.";
    ("See when it was last used".into(), why.into())
}

fn move_to_short_lived() -> (Text, Text) {
    let why = "In a Pod the kubelet puts one in place by itself; outside, ask for one. Then delete \
               the Secret.";
    ("Move its users to short-lived tokens".into(), why.into())
}

fn find_others() -> (Text, Text) {
    let why = "It lists every token Secret of the cluster, with the labels where there are any.";
    ("Find the others".into(), why.into())
}

// To find out more.

/// The API server gives the reason only in its log (apiserver
/// pkg/endpoints/filters/authentication.go), in the words of kubernetes/kubernetes
/// pkg/serviceaccount/{jwt,claims,legacy}.go.
fn explain_rejection(rejection: Rejection) -> (Text, Text) {
    let why: Text = match rejection {
        Rejection::Webhook => FOREIGN.into(),
        Rejection::Foreign => format!("{FOREIGN} Ask for one without an audience.").into(),
        Rejection::ExpiredInPod => format!(
            "{EXPIRED} The file in the Pod should hold a newer one: read it again. A volume mounted \
             with `subPath` never gets it."
        )
        .into(),
        Rejection::Expired => format!("{EXPIRED} Ask for a new one.").into(),
        Rejection::NotYetActive { within_leeway } => {
            let server = match within_leeway {
                true => {
                    "the API server may accept it already, since it allows a minute for clocks \
                     that differ"
                }
                false => "the API server refuses it until a minute before `nbf`",
            };
            format!(
                "Its time has not come: {server}. Most likely the clock of a control plane node, or \
                 yours, is wrong."
            )
            .into()
        }
        Rejection::Legacy => {
            "With 401, the API server's log tells why:\n\
             `Token has been invalidated`: the Secret is gone.\n\
             `does not match server's copy`: another token is in it.\n\
             `marked invalid`: the clean-up labelled it.\n\
             `UID … does not match claim`: the account was recreated.\n\
             With 403 the message names a user: `system:anonymous` means that no token arrived, the \
             account's own name that it may not do this."
                .into()
        }
        Rejection::Bound => {
            "With 401, the API server's log tells why:\n\
             `has been invalidated`: what it is tied to is gone.\n\
             `UID … does not match claim`: the account was recreated.\n\
             `no keys found`: another cluster's token, or its key was withdrawn (1.31 and later).\n\
             With 403 the message names a user: `system:anonymous` means that no token arrived, the \
             account's own name that it may not do this."
                .into()
        }
    };
    ("Refused with 401 or 403? Check this".into(), why)
}

const FOREIGN: &str = "The API server does not take a token for somebody else; its log says `token \
                       audiences … is invalid for the target audiences …`.";

const EXPIRED: &str =
    "It has expired, and the API server's log says `service account token has expired`.";

fn ask_who_am_i(counts_as_use: bool) -> (Text, Text) {
    let use_counts = match counts_as_use {
        true => " This counts as a use and puts off the clean-up of an unused token.",
        false => "",
    };
    let why = format!(
        "Put the token into the variable TOKEN first. A client certificate in your kubeconfig may \
         win over it: then add `--kubeconfig=/dev/null` with `--server` and \
         `--certificate-authority`.{use_counts}"
    );
    ("Ask the API server whether it takes it".into(), why.into())
}

fn ask_token_review() -> (Text, Text) {
    let why = "Put the token into the variable TOKEN and one value of its `aud` into AUDIENCE first. \
               Only this sees whether what the token is tied to still exists; `status.error` says \
               why not. A verbose audit log records the token.";
    ("Ask the API server with a TokenReview".into(), why.into())
}

fn find_rights() -> (Text, Text) {
    let why = "Rights are not in the token: the cluster grants them to the account and its groups.";
    ("See what the account may do".into(), why.into())
}

fn copy_again(from: CopyFrom, lacks_command: bool) -> (Text, Text) {
    let why = match from {
        CopyFrom::Anywhere => {
            "A token has three parts with a dot between them and usually begins with `eyJ`. \
             `kubectl create token NAME` prints a whole one; what `kubectl get secret` prints of a \
             Secret's data must go through `base64 -d` first."
        }
        CopyFrom::ProjectedVolume => {
            "It stands in a file of a projected volume in the Pod, under the volume's `mountPath`."
        }
        CopyFrom::Unsaid => {
            "It breaks off before it says what it is tied to, so it cannot be told where a whole \
             one lies."
        }
        CopyFrom::Secret | CopyFrom::Pod | CopyFrom::NewToken if lacks_command => {
            "What was cut off cannot be made up."
        }
        CopyFrom::Secret => "The command prints the token that the Secret holds now.",
        CopyFrom::Pod => "The command prints the token that the Pod has now.",
        CopyFrom::NewToken => "Nobody keeps a copy of it for you; the command makes a new one.",
    };
    ("Copy it again, whole".into(), why.into())
}

fn do_not_trust() -> (Text, Text) {
    let why = "Anybody can write such a token: without a signature nothing vouches for what it \
               claims. Kubernetes neither makes nor accepts one, so there is nothing to revoke.";
    ("Do not trust it".into(), why.into())
}

fn ask_maker() -> (Text, Text) {
    let why = "Kubernetes does not write such a token. If it was damaged on its way, copy it again. \
               If somebody accepts it as it stands and it leaked, it has to be revoked there.";
    ("Ask who made it".into(), why.into())
}
