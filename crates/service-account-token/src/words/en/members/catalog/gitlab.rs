//! The claims of GitLab CI.

use crate::claims::catalog::GitLabClaim;

pub(super) fn title(claim: GitLabClaim) -> &'static str {
    match claim {
        GitLabClaim::NamespaceId => "Group id",
        GitLabClaim::NamespacePath => "Group",
        GitLabClaim::ProjectId => "Project id",
        GitLabClaim::ProjectPath => "Project",
        GitLabClaim::UserId => "User id",
        GitLabClaim::UserLogin => "User name",
        GitLabClaim::UserEmail => "User's e-mail address",
        GitLabClaim::PipelineId => "Pipeline id",
        GitLabClaim::JobId => "Job id",
        GitLabClaim::Ref => "Git ref",
        GitLabClaim::RefType => "Kind of ref",
        GitLabClaim::RefProtected => "Protected ref",
        GitLabClaim::Sha => "Commit",
        GitLabClaim::Environment => "Environment",
        GitLabClaim::ProjectVisibility => "Project visibility",
        GitLabClaim::UserAccessLevel => "User's access level",
        GitLabClaim::UserIdentities => "User's identities",
        GitLabClaim::GroupsDirect => "User's groups",
        GitLabClaim::PipelineSource => "Pipeline source",
        GitLabClaim::RefPath => "Full Git ref",
        GitLabClaim::EnvironmentProtected => "Protected environment",
        GitLabClaim::EnvironmentAction => "Environment action",
        GitLabClaim::DeploymentTier => "Deployment tier",
        GitLabClaim::RunnerId => "Runner id",
        GitLabClaim::RunnerEnvironment => "Runner",
        GitLabClaim::CiConfigRefUri => "Pipeline definition",
        GitLabClaim::CiConfigSha => "Pipeline definition commit",
    }
}

pub(super) fn meaning(claim: GitLabClaim) -> &'static str {
    match claim {
        GitLabClaim::NamespaceId => "The number of the group or user that the project belongs to.",
        GitLabClaim::NamespacePath => {
            "The group or user that the project belongs to, not a Kubernetes namespace."
        }
        GitLabClaim::ProjectId => "The project's number.",
        GitLabClaim::ProjectPath => "The project whose job runs.",
        GitLabClaim::UserId => "The number of the user who runs the job.",
        GitLabClaim::UserLogin => "The name of the user who runs the job.",
        GitLabClaim::UserEmail => "The e-mail address of the user who runs the job.",
        GitLabClaim::PipelineId => "The number of the pipeline.",
        GitLabClaim::JobId => "The number of the job.",
        GitLabClaim::Ref => "The branch or tag that the job runs for.",
        GitLabClaim::RefType => "What `ref` is: `branch` or `tag`.",
        GitLabClaim::RefProtected => "Whether the branch or tag is protected.",
        GitLabClaim::Sha => "The commit that the job runs for.",
        GitLabClaim::Environment => "The environment that the job deploys to.",
        GitLabClaim::ProjectVisibility => {
            "Who can see the project: `public`, `private` or `internal`."
        }
        GitLabClaim::UserAccessLevel => "The user's role in the project, such as `developer`.",
        GitLabClaim::UserIdentities => "The user's accounts at other identity providers.",
        GitLabClaim::GroupsDirect => "The groups that the user is a direct member of.",
        GitLabClaim::PipelineSource => "What started the pipeline, such as `push`.",
        GitLabClaim::RefPath => "The full ref of the job, such as `refs/heads/main`.",
        GitLabClaim::EnvironmentProtected => "Whether the environment is protected.",
        GitLabClaim::EnvironmentAction => "What the job does to the environment, such as `start`.",
        GitLabClaim::DeploymentTier => "The tier of the environment, such as `production`.",
        GitLabClaim::RunnerId => "The number of the runner.",
        GitLabClaim::RunnerEnvironment => {
            "Where the job runs: on GitLab's runners (`gitlab-hosted`) or on others \
             (`self-hosted`)."
        }
        GitLabClaim::CiConfigRefUri => "The file that defines the pipeline, with its ref.",
        GitLabClaim::CiConfigSha => "The commit of the pipeline definition.",
    }
}
