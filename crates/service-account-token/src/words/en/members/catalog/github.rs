//! The claims of GitHub Actions.

use crate::claims::catalog::GitHubClaim;

pub(super) fn title(claim: GitHubClaim) -> &'static str {
    match claim {
        GitHubClaim::Repository => "Repository",
        GitHubClaim::RepositoryId => "Repository id",
        GitHubClaim::RepositoryOwner => "Repository owner",
        GitHubClaim::RepositoryVisibility => "Repository visibility",
        GitHubClaim::Ref => "Git ref",
        GitHubClaim::RefType => "Kind of ref",
        GitHubClaim::RefProtected => "Protected ref",
        GitHubClaim::Sha => "Commit",
        GitHubClaim::Workflow => "Workflow",
        GitHubClaim::WorkflowRef => "Workflow file",
        GitHubClaim::JobWorkflowRef => "Reusable workflow",
        GitHubClaim::RunId => "Run id",
        GitHubClaim::Actor => "Actor",
        GitHubClaim::EventName => "Event",
        GitHubClaim::Environment => "Environment",
        GitHubClaim::RepositoryOwnerId => "Repository owner id",
        GitHubClaim::BaseRef => "Target branch",
        GitHubClaim::HeadRef => "Source branch",
        GitHubClaim::WorkflowSha => "Workflow commit",
        GitHubClaim::JobWorkflowSha => "Reusable workflow commit",
        GitHubClaim::RunNumber => "Run number",
        GitHubClaim::RunAttempt => "Run attempt",
        GitHubClaim::CheckRunId => "Check run id",
        GitHubClaim::ActorId => "Actor id",
        GitHubClaim::EnvironmentNodeId => "Environment id",
        GitHubClaim::RunnerEnvironment => "Runner",
        GitHubClaim::Enterprise => "Enterprise",
        GitHubClaim::EnterpriseId => "Enterprise id",
    }
}

pub(super) fn meaning(claim: GitHubClaim) -> &'static str {
    match claim {
        GitHubClaim::Repository => "The repository whose workflow runs, with its owner.",
        GitHubClaim::RepositoryId => {
            "The repository's number, which stays the same when its name changes."
        }
        GitHubClaim::RepositoryOwner => "The user or organization that owns the repository.",
        GitHubClaim::RepositoryVisibility => {
            "Who can see the repository: `public`, `private` or `internal`."
        }
        GitHubClaim::Ref => "The branch or tag that the workflow runs for.",
        GitHubClaim::RefType => "What `ref` is, such as `branch` or `tag`.",
        GitHubClaim::RefProtected => "Whether the branch or tag is protected.",
        GitHubClaim::Sha => "The commit that the workflow runs for.",
        GitHubClaim::Workflow => "The workflow's name.",
        GitHubClaim::WorkflowRef => "The workflow's file, with its ref.",
        GitHubClaim::JobWorkflowRef => {
            "The file of the reusable workflow that the job uses, with its ref."
        }
        GitHubClaim::RunId => "The number of the workflow's run.",
        GitHubClaim::Actor => "The account that started the run.",
        GitHubClaim::EventName => "What started the run, such as `push` or `pull_request`.",
        GitHubClaim::Environment => "The environment that the job uses.",
        GitHubClaim::RepositoryOwnerId => {
            "The owner's number, which stays the same when the name changes."
        }
        GitHubClaim::BaseRef => {
            "The branch that a pull request would merge into; empty for other runs."
        }
        GitHubClaim::HeadRef => "The branch that a pull request comes from; empty for other runs.",
        GitHubClaim::WorkflowSha => "The commit of the workflow's file.",
        GitHubClaim::JobWorkflowSha => "The commit of the reusable workflow's file.",
        GitHubClaim::RunNumber => "How many times this workflow has run.",
        GitHubClaim::RunAttempt => "How many times this run has been started.",
        GitHubClaim::CheckRunId => "The number of the job's check run.",
        GitHubClaim::ActorId => "The number of the account that started the run.",
        GitHubClaim::EnvironmentNodeId => "The node id of the environment.",
        GitHubClaim::RunnerEnvironment => {
            "Where the job runs: on GitHub's runners (`github-hosted`) or on others \
             (`self-hosted`)."
        }
        GitHubClaim::Enterprise => "The enterprise that the repository belongs to.",
        GitHubClaim::EnterpriseId => "The number of the enterprise.",
    }
}
