//! What a person can do, and what that needs.

use crate::facts::advice::command::{Command, NoCommand};
use crate::facts::advice::objects::NameGiven;
use crate::facts::advice::recipients::Recipients;
use crate::facts::binding::ObjectKind;
use crate::facts::vocabulary::Occasion;

/// Something to do.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Remedy {
    pub(crate) action: Action,
    /// The command for it, or why there is none; none where no command does it.
    pub(crate) command: Option<Result<Command, NoCommand>>,
}

/// What a person can do.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Action {
    // If the token leaked.
    /// Nothing: it has expired, so this one rejects it.
    NothingLeft(Verifier),
    /// Nothing: it has expired, and it is not for a service account.
    NothingLeftOfOther,
    /// Wait until a webhook token expires.
    WaitForExpiry,
    /// Revoke it at its recipients.
    RevokeAtRecipients(Recipients),
    /// Look up the uid of an object before it is deleted: this is the token's.
    CompareUid { kind: ObjectKind, uid: String, verifier: Verifier },
    /// Delete the Pod that it is bound to.
    DeletePod(Verifier),
    /// Delete the Secret that it is bound to.
    DeleteBoundSecret(Verifier),
    /// Nothing: it cannot be revoked alone, and the API server accepts it until then.
    NotRevocableAlone { accepted_until: Option<i64> },
    /// Delete its ServiceAccount and create it again. `is_default`: the controller creates it again.
    RecreateAccount { because: Option<BecauseBoundTo>, is_default: bool },
    /// Look up the uid of the ServiceAccount in a token Secret: this is the token's.
    CompareAccountUid { uid: String },
    /// Delete the Secret that a legacy token is kept in.
    DeleteLegacySecret,
    /// Replace the signing key.
    RotateSigningKey,
    /// Revoke an encrypted token at the application that issued it.
    RevokeEncrypted,
    /// Revoke it at the issuer that it names.
    RevokeAtIssuer(NameGiven),

    // To harden the cluster.
    /// Request a shorter lifetime in a projected volume.
    ShortenVolume,
    /// Request a shorter lifetime for a token bound to such an object.
    ShortenToken(ObjectKind),
    /// Bind the next token to an empty Secret.
    BindToAnchor,
    /// Make the client read its token file again.
    RereadFile,
    /// Switch the extension off.
    SwitchExtensionOff,
    /// Look up when a legacy token was last used.
    FindLastUse,
    /// Move the users of a legacy token to short-lived ones.
    MoveToShortLived,
    /// List the other legacy tokens.
    FindOthers,

    // To find out more.
    /// Find out why the API server rejected it.
    ExplainRejection(Rejection),
    /// Ask the API server who its bearer is. `counts_as_use`: the clean-up of unused ones sees that.
    AskWhoAmI { counts_as_use: bool },
    /// Ask the API server with a TokenReview.
    AskTokenReview,
    /// Look up what its account may do.
    FindRights,
    /// Copy the token again: from there.
    CopyAgain(CopyFrom),
    /// Do not trust it.
    DoNotTrust,
    /// Ask who made it.
    AskMaker,
}

/// Who verifies a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verifier {
    /// The API server, for its own requests.
    ApiServer,
    /// A recipient, which notices that an object is gone only by a TokenReview.
    Recipient,
}

/// Why the ServiceAccount has to be created again, where that is not said before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BecauseBoundTo {
    /// Deleting the Node that the token is bound to does harm.
    Node,
    /// The token is bound to nothing else.
    Nothing,
}

/// Why the API server rejects a token, or might.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rejection {
    /// It is for others.
    Foreign,
    /// It is a webhook token.
    Webhook,
    /// It has expired, and its Pod has a newer one.
    ExpiredInPod,
    /// It has expired.
    Expired,
    /// It is before its `nbf`. `within_leeway`: the API server may accept it all the same.
    NotYetActive { within_leeway: bool },
    /// A legacy token shows no reason.
    Legacy,
    /// A bound token shows no reason.
    Bound,
}

/// Where a whole copy of a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CopyFrom {
    /// Where it was copied from, whatever that was.
    Anywhere,
    /// A projected volume of its Pod.
    ProjectedVolume,
    /// The token breaks off before it says what it is bound to.
    Unsaid,
    /// Its Secret.
    Secret,
    /// Its Pod.
    Pod,
    /// Nowhere: a new one is requested.
    NewToken,
}

/// What a command needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Requirement {
    /// kubectl and Kubernetes of this minor of 1.
    KubectlAndKubernetes(u8),
    /// Kubernetes of this minor of 1.
    Kubernetes(u8),
    /// The right to create `tokenreviews`.
    CreateTokenReviews,
    /// The right to impersonate.
    Impersonate,
    /// A POSIX shell.
    PosixShell,
}

/// `kubectl create token` came with 1.24 (kubernetes/kubernetes#107880).
const CREATE_TOKEN: Requirement = Requirement::KubectlAndKubernetes(24);

impl Remedy {
    pub(super) const fn new(action: Action) -> Self {
        Self { action, command: None }
    }

    pub(super) fn run(action: Action, command: Result<Command, NoCommand>) -> Self {
        Self { action, command: Some(command) }
    }

    /// Returns why it has no command, if the token does not give a name that the command needs.
    pub(crate) fn no_command(&self) -> Option<NoCommand> {
        self.command.as_ref()?.as_ref().err().copied()
    }

    /// Returns what its command needs; nothing where there is no command.
    pub(crate) fn needs(&self) -> Vec<Requirement> {
        let Some(Ok(command)) = &self.command else { return Vec::new() };
        let shell = command.needs_shell().then_some(Requirement::PosixShell);
        self.action.needs().into_iter().chain(shell).collect()
    }
}

impl Action {
    /// Returns the occasion for it.
    pub(crate) const fn occasion(&self) -> Occasion {
        match self {
            Self::NothingLeft(_)
            | Self::NothingLeftOfOther
            | Self::WaitForExpiry
            | Self::RevokeAtRecipients(_)
            | Self::CompareUid { .. }
            | Self::DeletePod(_)
            | Self::DeleteBoundSecret(_)
            | Self::NotRevocableAlone { .. }
            | Self::RecreateAccount { .. }
            | Self::CompareAccountUid { .. }
            | Self::DeleteLegacySecret
            | Self::RotateSigningKey
            | Self::RevokeEncrypted
            | Self::RevokeAtIssuer(_) => Occasion::Leaked,
            Self::ShortenVolume
            | Self::ShortenToken(_)
            | Self::BindToAnchor
            | Self::RereadFile
            | Self::SwitchExtensionOff
            | Self::FindLastUse
            | Self::MoveToShortLived
            | Self::FindOthers => Occasion::Hygiene,
            Self::ExplainRejection(_)
            | Self::AskWhoAmI { .. }
            | Self::AskTokenReview
            | Self::FindRights
            | Self::CopyAgain(_)
            | Self::DoNotTrust
            | Self::AskMaker => Occasion::Check,
        }
    }

    /// Whether it deletes or breaks something.
    pub(crate) const fn is_destructive(&self) -> bool {
        matches!(
            self,
            Self::DeletePod(_)
                | Self::DeleteBoundSecret(_)
                | Self::RecreateAccount { .. }
                | Self::DeleteLegacySecret
        )
    }

    /// Returns what its command needs beside a shell.
    const fn needs(&self) -> Option<Requirement> {
        match self {
            // Tokens are bound to a Node since 1.31 by default.
            Self::ShortenToken(ObjectKind::Node) => Some(Requirement::KubectlAndKubernetes(31)),
            Self::ShortenToken(_)
            | Self::BindToAnchor
            | Self::MoveToShortLived
            | Self::ExplainRejection(Rejection::Expired) => Some(CREATE_TOKEN),
            Self::FindLastUse => Some(Requirement::Kubernetes(27)),
            Self::AskWhoAmI { .. } => Some(Requirement::KubectlAndKubernetes(27)),
            Self::AskTokenReview => Some(Requirement::CreateTokenReviews),
            Self::FindRights => Some(Requirement::Impersonate),
            _ => None,
        }
    }
}
