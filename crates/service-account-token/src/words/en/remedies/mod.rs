//! What to do about a token.
//!
//! What follows from a token holds only "if it is genuine": a forged one must not make anybody delete
//! something.

mod check;
mod hygiene;
mod leaked;
mod phrases;

use crate::facts::advice::{Action, Effect, NoCommand, Remedy, Requirement};
use crate::text::Text;
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
        effect: remedy.action.effect().map(|one| effect(one).into()),
    }
}

fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::DeletesPod => "Deletes the Pod, which stops its programs",
        Effect::DeletesSecret => "Deletes the Secret with all its data",
        Effect::DeletesAccount => "Deletes the ServiceAccount, which revokes all its tokens",
        Effect::LocksOutClients => "Locks out every client that uses this token",
        Effect::DeletesLegacySecret => {
            "Deletes the Secret, which locks out every client that uses this token"
        }
    }
}

/// Returns why there is no command.
pub(crate) fn no_command(reason: NoCommand) -> &'static str {
    match reason {
        NoCommand::NameMissing => {
            "There is no command here because the token does not name what the command needs."
        }
        NoCommand::NameNotDns => {
            "There is no command here because the token has a name that Kubernetes does not allow."
        }
    }
}

/// Returns what a command needs.
pub(crate) fn needs(requirements: &[Requirement]) -> Option<Text> {
    let all: Vec<_> = requirements.iter().map(|needed| requirement(*needed)).collect();
    (!all.is_empty()).then(|| all.join(", ").into())
}

fn requirement(requirement: Requirement) -> Text {
    match requirement {
        Requirement::KubectlAndKubernetes(minor) => {
            format!("kubectl and Kubernetes 1.{minor}").into()
        }
        Requirement::Kubernetes(minor) => format!("Kubernetes 1.{minor}").into(),
        Requirement::ReadKeys => "the right to read /openid/v1/jwks".into(),
        Requirement::ListBindings => "the right to list all bindings".into(),
        Requirement::ReadMetrics => "the right to read /metrics".into(),
        Requirement::CreateTokenReviews => "the right to create TokenReviews".into(),
        Requirement::Impersonate => "the right to impersonate".into(),
        Requirement::Jq => "jq".into(),
        Requirement::ArgoCd => "the Argo CD command line".into(),
        Requirement::Aws => "the AWS command line".into(),
        Requirement::PosixShell => "a POSIX shell".into(),
    }
}

/// Returns the title and the reason.
fn words(action: &Action, lacks_command: bool) -> (Text, Text) {
    match action {
        Action::NothingLeft(verifier) => leaked::nothing_left(*verifier),
        Action::NothingLeftOfOther => leaked::nothing_left_of_other(),
        Action::WaitForExpiry => leaked::wait_for_expiry(),
        Action::FindCluster { kid, is_legacy } => leaked::find_cluster(kid.as_deref(), *is_legacy),
        Action::CutRights => leaked::cut_rights(),
        Action::RevokeAtRecipients(recipients, check) => {
            leaked::revoke_at_recipients(recipients, *check)
        }
        Action::DeletePodIdentity => leaked::delete_pod_identity(),
        Action::EndWhatRecipientsIssued(recipients) => {
            leaked::end_what_recipients_issued(recipients)
        }
        Action::CompareUid { kind, uid, verifier } => leaked::compare_uid(*kind, uid, *verifier),
        Action::DeletePod(verifier) => leaked::delete_pod(*verifier),
        Action::DeleteBoundSecret(verifier) => leaked::delete_bound_secret(*verifier),
        Action::RecreateAccount { because, is_default } => {
            leaked::recreate_account(*because, *is_default)
        }
        Action::CompareSecretToken => leaked::compare_secret_token(),
        Action::MarkSecretInvalid => leaked::mark_secret_invalid(),
        Action::DeleteLegacySecret { same_token_again } => {
            leaked::delete_legacy_secret(*same_token_again)
        }
        Action::LookForUse(trace) => leaked::look_for_use(*trace),
        Action::RevokeEncrypted => leaked::revoke_encrypted(),
        Action::RevokeAtIssuer(issuer) => leaked::revoke_at_issuer(issuer),
        Action::RevokeAtArgoCd => leaked::revoke_at_argo_cd(),
        Action::ShortenVolume => hygiene::shorten_volume(),
        Action::ShortenToken(kind) => hygiene::shorten_token(*kind),
        Action::BindToAnchor => hygiene::bind_to_anchor(),
        Action::RereadFile => hygiene::reread_file(),
        Action::SwitchExtensionOff => hygiene::switch_extension_off(),
        Action::MountOwnToken => hygiene::mount_own_token(),
        Action::MountNoToken => hygiene::mount_no_token(),
        Action::FindLastUse => hygiene::find_last_use(),
        Action::MoveToShortLived => hygiene::move_to_short_lived(),
        Action::ExplainRejection(rejection) => check::explain_rejection(rejection),
        Action::AskWhoAmI { counts_as_use } => check::ask_who_am_i(*counts_as_use),
        Action::AskTokenReview { own_audience } => check::ask_token_review(*own_audience),
        Action::FindRights => check::find_rights(),
        Action::CopyAgain(from) => check::copy_again(*from, lacks_command),
        Action::DoNotTrust => check::do_not_trust(),
        Action::AskMaker => check::ask_maker(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn step_says_what_it_deletes_or_breaks() {
        for (one, words) in [
            (Effect::DeletesPod, "Deletes the Pod, which stops its programs"),
            (Effect::DeletesSecret, "Deletes the Secret with all its data"),
            (Effect::DeletesAccount, "Deletes the ServiceAccount, which revokes all its tokens"),
            (Effect::LocksOutClients, "Locks out every client that uses this token"),
            (
                Effect::DeletesLegacySecret,
                "Deletes the Secret, which locks out every client that uses this token",
            ),
        ] {
            assert_eq!(effect(one), words);
        }
    }
}
