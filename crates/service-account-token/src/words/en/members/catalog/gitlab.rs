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
    }
}

pub(super) fn meaning(claim: GitLabClaim) -> &'static str {
    match claim {
        GitLabClaim::NamespaceId => "The number of the group or user that the project belongs to.",
        GitLabClaim::NamespacePath => {
            "The group or user that the project belongs to: no namespace of Kubernetes."
        }
        GitLabClaim::ProjectId => "The project's number.",
        GitLabClaim::ProjectPath => "The project whose job runs.",
        GitLabClaim::UserId => "The number of the user who runs the job.",
        GitLabClaim::UserLogin => "The name of the user who runs the job.",
        GitLabClaim::UserEmail => "The e-mail address of the user who runs the job.",
        GitLabClaim::PipelineId => "The number of the pipeline.",
        GitLabClaim::JobId => "The number of the job.",
        GitLabClaim::Ref => "The branch or tag for which the job runs.",
        GitLabClaim::RefType => "What `ref` is: `branch` or `tag`.",
        GitLabClaim::RefProtected => "Whether the branch or tag is protected.",
        GitLabClaim::Sha => "The commit for which the job runs.",
        GitLabClaim::Environment => "The environment that the job deploys to.",
    }
}
