//! The claims that single vendors add: CI systems, clouds and identity providers.

use super::{Named, named};

/// A claim that Dex adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DexClaim {
    FederatedClaims,
}

impl DexClaim {
    const ALL: [Named<Self>; 1] = [("federated_claims", Self::FederatedClaims)];

    /// Returns the claim of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        named(&Self::ALL, name)
    }
}

/// A member of `federated_claims`, which says how somebody signed in to Dex.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DexConnector {
    ConnectorId,
    UserId,
}

impl DexConnector {
    const ALL: [Named<Self>; 2] = [("connector_id", Self::ConnectorId), ("user_id", Self::UserId)];

    /// Returns the member of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        named(&Self::ALL, name)
    }
}

/// A claim that Keycloak adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeycloakClaim {
    RealmAccess,
    Typ,
}

impl KeycloakClaim {
    const ALL: [Named<Self>; 2] = [("realm_access", Self::RealmAccess), ("typ", Self::Typ)];

    /// Returns the claim of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        named(&Self::ALL, name)
    }
}

/// A claim of a GitHub Actions token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GitHubClaim {
    Repository,
    RepositoryId,
    RepositoryOwner,
    RepositoryVisibility,
    Ref,
    RefType,
    RefProtected,
    Sha,
    Workflow,
    WorkflowRef,
    JobWorkflowRef,
    RunId,
    Actor,
    EventName,
    Environment,
}

impl GitHubClaim {
    const ALL: [Named<Self>; 15] = [
        ("repository", Self::Repository),
        ("repository_id", Self::RepositoryId),
        ("repository_owner", Self::RepositoryOwner),
        ("repository_visibility", Self::RepositoryVisibility),
        ("ref", Self::Ref),
        ("ref_type", Self::RefType),
        ("ref_protected", Self::RefProtected),
        ("sha", Self::Sha),
        ("workflow", Self::Workflow),
        ("workflow_ref", Self::WorkflowRef),
        ("job_workflow_ref", Self::JobWorkflowRef),
        ("run_id", Self::RunId),
        ("actor", Self::Actor),
        ("event_name", Self::EventName),
        ("environment", Self::Environment),
    ];

    /// Returns the claim of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        named(&Self::ALL, name)
    }
}

/// A claim of a GitLab CI ID token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GitLabClaim {
    NamespaceId,
    NamespacePath,
    ProjectId,
    ProjectPath,
    UserId,
    UserLogin,
    UserEmail,
    PipelineId,
    JobId,
    Ref,
    RefType,
    RefProtected,
    Sha,
    Environment,
}

impl GitLabClaim {
    const ALL: [Named<Self>; 14] = [
        ("namespace_id", Self::NamespaceId),
        ("namespace_path", Self::NamespacePath),
        ("project_id", Self::ProjectId),
        ("project_path", Self::ProjectPath),
        ("user_id", Self::UserId),
        ("user_login", Self::UserLogin),
        ("user_email", Self::UserEmail),
        ("pipeline_id", Self::PipelineId),
        ("job_id", Self::JobId),
        ("ref", Self::Ref),
        ("ref_type", Self::RefType),
        ("ref_protected", Self::RefProtected),
        ("sha", Self::Sha),
        ("environment", Self::Environment),
    ];

    /// Returns the claim of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        named(&Self::ALL, name)
    }
}

/// A claim of a Microsoft Entra token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EntraClaim {
    Tid,
    Oid,
    Appid,
    Appidacr,
    Upn,
    Ver,
    Idtyp,
    Scp,
    Rh,
    Uti,
    XmsMirid,
    XmsCc,
}

impl EntraClaim {
    const ALL: [Named<Self>; 12] = [
        ("tid", Self::Tid),
        ("oid", Self::Oid),
        ("appid", Self::Appid),
        ("appidacr", Self::Appidacr),
        ("upn", Self::Upn),
        ("ver", Self::Ver),
        ("idtyp", Self::Idtyp),
        ("scp", Self::Scp),
        ("rh", Self::Rh),
        ("uti", Self::Uti),
        ("xms_mirid", Self::XmsMirid),
        ("xms_cc", Self::XmsCc),
    ];

    /// Returns the claim of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        named(&Self::ALL, name)
    }
}

/// A claim of a Google ID token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GoogleClaim {
    Hd,
    Google,
}

impl GoogleClaim {
    const ALL: [Named<Self>; 2] = [("hd", Self::Hd), ("google", Self::Google)];

    /// Returns the claim of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        named(&Self::ALL, name)
    }
}
