//! What a person can do about a token.

use crate::facts::advice::command::{Command, NoCommand, Requirement};
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
    /// Find out which cluster signed it, by the id of the key.
    FindCluster { kid: Option<String>, is_legacy: bool },
    /// Take the rights from its ServiceAccount.
    CutRights,
    /// Revoke it at its recipients.
    RevokeAtRecipients(Recipients, RecipientCheck),
    /// Delete the EKS Pod Identity association of its ServiceAccount.
    DeletePodIdentity,
    /// End what its recipients, which ask the cluster, issued for it.
    EndWhatRecipientsIssued(Recipients),
    /// Look up the uid of an object before it is deleted: this is the token's.
    CompareUid { kind: ObjectKind, uid: String, verifier: Verifier },
    /// Delete the Pod that it is bound to.
    DeletePod(Verifier),
    /// Delete the Secret that it is bound to.
    DeleteBoundSecret(Verifier),
    /// Delete its ServiceAccount and create it again. `is_default`: the controller creates it again.
    RecreateAccount { because: BecauseBoundTo, is_default: bool },
    /// Compare a legacy token with the one that its Secret holds now.
    CompareSecretToken,
    /// Label the Secret of a legacy token, which can be undone.
    MarkSecretInvalid,
    /// Delete the Secret that a legacy token is kept in. `same_token_again`: another Secret of that
    /// name would get the same token.
    DeleteLegacySecret { same_token_again: bool },
    /// Look for the use of the token, then for its copies.
    LookForUse(Trace),
    /// Revoke an encrypted token at the application that issued it.
    RevokeEncrypted,
    /// Revoke it at the issuer that it names.
    RevokeAtIssuer(NameGiven),
    /// Revoke a token of Argo CD.
    RevokeAtArgoCd,

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
    /// Mount a token that is not extended.
    MountOwnToken,
    /// Mount no token into Pods that need none.
    MountNoToken,
    /// Look up when the legacy tokens of the namespace were last used.
    FindLastUse,
    /// Move the users of a legacy token to short-lived ones.
    MoveToShortLived,

    // To find out more.
    /// Find out why the API server rejected it.
    ExplainRejection(Rejection),
    /// Ask the API server who its bearer is. `counts_as_use`: the clean-up of unused ones sees that.
    AskWhoAmI { counts_as_use: bool },
    /// Ask the API server with a TokenReview. `own_audience`: the audience may be the cluster's own.
    AskTokenReview { own_audience: bool },
    /// Look up what its account may do.
    FindRights,
    /// Copy the token again: from there.
    CopyAgain(CopyFrom),
    /// Do not trust it.
    DoNotTrust,
    /// Ask who made it.
    AskMaker,
}

/// What an action deletes or breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// The Pod and what runs in it.
    DeletesPod,
    /// A Secret that a bound token names.
    DeletesSecret,
    /// The ServiceAccount with all its tokens.
    DeletesAccount,
    /// Whoever uses a legacy token, while its Secret is marked.
    LocksOutClients,
    /// The Secret of a legacy token, and whoever uses it.
    DeletesLegacySecret,
}

/// Who verifies a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verifier {
    /// The API server, for its own requests.
    ApiServer,
    /// A recipient, which notices that an object is gone only by a TokenReview.
    Recipient,
}

/// How the recipients of a token check it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RecipientCheck {
    /// With the cluster's public keys only: no deletion reaches them.
    Keys,
    /// It is not known, or they differ. `own_audience`: the audience may be the cluster's own.
    Unknown { own_audience: bool },
}

/// Why the ServiceAccount has to be created again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BecauseBoundTo {
    /// Deleting the Node that the token is bound to does harm.
    Node,
    /// The token is bound to nothing else, and the API server accepts it until then.
    Nothing { accepted_until: Option<i64> },
}

/// Where the use of a token shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trace {
    /// Under its id in the cluster's audit log.
    Token,
    /// Under its ServiceAccount in the cluster's audit log.
    Account,
    /// The same; its copies are in etcd too.
    LegacyAccount,
    /// At its recipients. `has_id`: the cluster's audit log has who requested it.
    Recipients { has_id: bool },
}

/// Why the API server rejects a token, or might.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Rejection {
    /// It is for others. `own_audience`: the audience may be the cluster's own.
    Foreign { own_audience: bool },
    /// It is a webhook token.
    Webhook,
    /// It has expired, and its Pod has a newer one.
    ExpiredInPod,
    /// It has expired.
    Expired,
    /// It is before its `nbf`. `within_leeway`: the API server may accept it all the same.
    NotYetActive { within_leeway: bool },
    /// A legacy token shows no reason. Without a `kid`, every key is tried.
    Legacy { has_kid: bool },
    /// A bound token shows no reason.
    Bound { object: Option<ObjectKind>, issuer: UnlistedIssuer, has_kid: bool },
}

/// The issuer that the API server may not list, and who tries such a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum UnlistedIssuer {
    /// The token names none.
    None,
    /// That of legacy tokens: the API server tries the token as one.
    Legacy,
    /// Another one: nobody tries the token.
    Other(String),
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
        match &self.command {
            Some(Ok(command)) => command.needs(),
            Some(Err(_)) | None => Vec::new(),
        }
    }
}

impl Action {
    /// Returns the occasion for it.
    pub(crate) const fn occasion(&self) -> Occasion {
        match self {
            Self::NothingLeft(_)
            | Self::NothingLeftOfOther
            | Self::WaitForExpiry
            | Self::FindCluster { .. }
            | Self::CutRights
            | Self::RevokeAtRecipients(..)
            | Self::DeletePodIdentity
            | Self::EndWhatRecipientsIssued(_)
            | Self::CompareUid { .. }
            | Self::DeletePod(_)
            | Self::DeleteBoundSecret(_)
            | Self::RecreateAccount { .. }
            | Self::CompareSecretToken
            | Self::MarkSecretInvalid
            | Self::DeleteLegacySecret { .. }
            | Self::LookForUse(_)
            | Self::RevokeEncrypted
            | Self::RevokeAtIssuer(_)
            | Self::RevokeAtArgoCd => Occasion::Leaked,
            Self::ShortenVolume
            | Self::ShortenToken(_)
            | Self::BindToAnchor
            | Self::RereadFile
            | Self::SwitchExtensionOff
            | Self::MountOwnToken
            | Self::MountNoToken
            | Self::FindLastUse
            | Self::MoveToShortLived => Occasion::Hygiene,
            Self::ExplainRejection(_)
            | Self::AskWhoAmI { .. }
            | Self::AskTokenReview { .. }
            | Self::FindRights
            | Self::CopyAgain(_)
            | Self::DoNotTrust
            | Self::AskMaker => Occasion::Check,
        }
    }

    /// Returns what it deletes or breaks, if anything.
    pub(crate) const fn effect(&self) -> Option<Effect> {
        match self {
            Self::DeletePod(_) => Some(Effect::DeletesPod),
            Self::DeleteBoundSecret(_) => Some(Effect::DeletesSecret),
            Self::RecreateAccount { .. } => Some(Effect::DeletesAccount),
            Self::MarkSecretInvalid => Some(Effect::LocksOutClients),
            Self::DeleteLegacySecret { .. } => Some(Effect::DeletesLegacySecret),
            _ => None,
        }
    }

    /// Whether it deletes or breaks something.
    pub(crate) const fn is_destructive(&self) -> bool {
        self.effect().is_some()
    }
}
