//! The claims that single vendors add: CI systems, clouds and identity providers.

use super::named::{Named, named};

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
    ResourceAccess,
    SessionState,
    AllowedOrigins,
    Typ,
}

impl KeycloakClaim {
    const ALL: [Named<Self>; 5] = [
        ("realm_access", Self::RealmAccess),
        ("resource_access", Self::ResourceAccess),
        ("session_state", Self::SessionState),
        ("allowed-origins", Self::AllowedOrigins),
        ("typ", Self::Typ),
    ];

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
    RepositoryOwnerId,
    RepositoryVisibility,
    Ref,
    RefType,
    RefProtected,
    BaseRef,
    HeadRef,
    Sha,
    Workflow,
    WorkflowRef,
    WorkflowSha,
    JobWorkflowRef,
    JobWorkflowSha,
    RunId,
    RunNumber,
    RunAttempt,
    CheckRunId,
    Actor,
    ActorId,
    EventName,
    Environment,
    EnvironmentNodeId,
    RunnerEnvironment,
    Enterprise,
    EnterpriseId,
}

impl GitHubClaim {
    const ALL: [Named<Self>; 28] = [
        ("repository", Self::Repository),
        ("repository_id", Self::RepositoryId),
        ("repository_owner", Self::RepositoryOwner),
        ("repository_owner_id", Self::RepositoryOwnerId),
        ("repository_visibility", Self::RepositoryVisibility),
        ("ref", Self::Ref),
        ("ref_type", Self::RefType),
        ("ref_protected", Self::RefProtected),
        ("base_ref", Self::BaseRef),
        ("head_ref", Self::HeadRef),
        ("sha", Self::Sha),
        ("workflow", Self::Workflow),
        ("workflow_ref", Self::WorkflowRef),
        ("workflow_sha", Self::WorkflowSha),
        ("job_workflow_ref", Self::JobWorkflowRef),
        ("job_workflow_sha", Self::JobWorkflowSha),
        ("run_id", Self::RunId),
        ("run_number", Self::RunNumber),
        ("run_attempt", Self::RunAttempt),
        ("check_run_id", Self::CheckRunId),
        ("actor", Self::Actor),
        ("actor_id", Self::ActorId),
        ("event_name", Self::EventName),
        ("environment", Self::Environment),
        ("environment_node_id", Self::EnvironmentNodeId),
        ("runner_environment", Self::RunnerEnvironment),
        ("enterprise", Self::Enterprise),
        ("enterprise_id", Self::EnterpriseId),
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
    ProjectVisibility,
    UserId,
    UserLogin,
    UserEmail,
    UserAccessLevel,
    UserIdentities,
    GroupsDirect,
    PipelineId,
    PipelineSource,
    JobId,
    Ref,
    RefType,
    RefPath,
    RefProtected,
    Sha,
    Environment,
    EnvironmentProtected,
    EnvironmentAction,
    DeploymentTier,
    RunnerId,
    RunnerEnvironment,
    CiConfigRefUri,
    CiConfigSha,
}

impl GitLabClaim {
    const ALL: [Named<Self>; 27] = [
        ("namespace_id", Self::NamespaceId),
        ("namespace_path", Self::NamespacePath),
        ("project_id", Self::ProjectId),
        ("project_path", Self::ProjectPath),
        ("project_visibility", Self::ProjectVisibility),
        ("user_id", Self::UserId),
        ("user_login", Self::UserLogin),
        ("user_email", Self::UserEmail),
        ("user_access_level", Self::UserAccessLevel),
        ("user_identities", Self::UserIdentities),
        ("groups_direct", Self::GroupsDirect),
        ("pipeline_id", Self::PipelineId),
        ("pipeline_source", Self::PipelineSource),
        ("job_id", Self::JobId),
        ("ref", Self::Ref),
        ("ref_type", Self::RefType),
        ("ref_path", Self::RefPath),
        ("ref_protected", Self::RefProtected),
        ("sha", Self::Sha),
        ("environment", Self::Environment),
        ("environment_protected", Self::EnvironmentProtected),
        ("environment_action", Self::EnvironmentAction),
        ("deployment_tier", Self::DeploymentTier),
        ("runner_id", Self::RunnerId),
        ("runner_environment", Self::RunnerEnvironment),
        ("ci_config_ref_uri", Self::CiConfigRefUri),
        ("ci_config_sha", Self::CiConfigSha),
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
    Azpacr,
    Upn,
    UniqueName,
    Ver,
    Idtyp,
    Idp,
    Scp,
    Wids,
    Hasgroups,
    Ipaddr,
    Deviceid,
    OnpremSid,
    Aio,
    Rh,
    Uti,
    XmsMirid,
    XmsCc,
}

impl EntraClaim {
    const ALL: [Named<Self>; 21] = [
        ("tid", Self::Tid),
        ("oid", Self::Oid),
        ("appid", Self::Appid),
        ("appidacr", Self::Appidacr),
        ("azpacr", Self::Azpacr),
        ("upn", Self::Upn),
        ("unique_name", Self::UniqueName),
        ("ver", Self::Ver),
        ("idtyp", Self::Idtyp),
        ("idp", Self::Idp),
        ("scp", Self::Scp),
        ("wids", Self::Wids),
        ("hasgroups", Self::Hasgroups),
        ("ipaddr", Self::Ipaddr),
        ("deviceid", Self::Deviceid),
        ("onprem_sid", Self::OnpremSid),
        ("aio", Self::Aio),
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

/// A claim of an Okta access token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OktaClaim {
    Cid,
    Uid,
    Scp,
}

impl OktaClaim {
    const ALL: [Named<Self>; 3] = [("cid", Self::Cid), ("uid", Self::Uid), ("scp", Self::Scp)];

    /// Returns the claim of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        named(&Self::ALL, name)
    }
}

/// A claim of an Amazon Cognito token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CognitoClaim {
    TokenUse,
    Username,
    Groups,
    Roles,
    PreferredRole,
    OriginJti,
}

impl CognitoClaim {
    const ALL: [Named<Self>; 6] = [
        ("token_use", Self::TokenUse),
        ("cognito:username", Self::Username),
        ("cognito:groups", Self::Groups),
        ("cognito:roles", Self::Roles),
        ("cognito:preferred_role", Self::PreferredRole),
        ("origin_jti", Self::OriginJti),
    ];

    /// Returns the claim of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        named(&Self::ALL, name)
    }
}

/// A claim of an Auth0 token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Auth0Claim {
    Gty,
    Permissions,
    OrgId,
}

impl Auth0Claim {
    const ALL: [Named<Self>; 3] =
        [("gty", Self::Gty), ("permissions", Self::Permissions), ("org_id", Self::OrgId)];

    /// Returns the claim of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        named(&Self::ALL, name)
    }
}
