//! Claims of the tokens that are often taken for service account tokens: of CI systems, clouds and
//! workload identities.

use super::Table;

/// Each of one platform.
pub(super) const TABLES: &[Table] = &[
    Table {
        of: "GitHub Actions",
        code: "github",
        source: "GitHub documentation: OpenID Connect reference",
        entries: GITHUB,
    },
    Table {
        of: "GitLab CI",
        code: "gitlab",
        source: "GitLab documentation: ID token authentication",
        entries: GITLAB,
    },
    Table {
        of: "Microsoft Entra ID",
        code: "entra",
        source: "Microsoft documentation: access token claims",
        entries: ENTRA,
    },
    Table {
        of: "Google",
        code: "google",
        source: "Google documentation: ID tokens",
        entries: GOOGLE,
    },
];

const GITHUB: &str = "\
repository|Repository|The repository, with its owner, whose workflow runs.
repository_id|Repository id|The repository's number, which stays when its name changes.
repository_owner|Repository owner|The user or organisation that owns the repository.
repository_owner_id|Repository owner id|The owner's number, which stays when the name changes.
repository_visibility|Repository visibility|Who can see the repository: `public`, `private` or `internal`.
ref|Git ref|The branch or tag for which the workflow runs.
ref_type|Kind of ref|What `ref` is, such as `branch` or `tag`.
ref_protected|Protected ref|Whether the branch or tag is protected.
base_ref|Target branch|The branch that a pull request asks to change; empty for other runs.
head_ref|Source branch|The branch that a pull request comes from; empty for other runs.
sha|Commit|The commit for which the workflow runs.
workflow|Workflow|The workflow's name.
workflow_ref|Workflow file|The workflow's file, with the ref that it was taken from.
workflow_sha|Workflow commit|The commit that the workflow's file was taken from.
job_workflow_ref|Reusable workflow|The file of the reusable workflow that the job uses, with its ref.
job_workflow_sha|Reusable workflow commit|The commit that the reusable workflow's file was taken from.
run_id|Run id|The number of the workflow's run.
run_number|Run number|How often this workflow has run.
run_attempt|Run attempt|How often this run was started.
check_run_id|Check run id|The number of the job's check run.
actor|Actor|The account that started the run.
actor_id|Actor id|The number of the account that started the run.
event_name|Event|What started the run, such as `push` or `pull_request`.
environment|Environment|The environment that the job uses: its rules decide who may use it.
environment_node_id|Environment id|The id of the environment.
runner_environment|Runner|Whether the job runs at GitHub (`github-hosted`) or on an own machine (`self-hosted`).
enterprise|Enterprise|The enterprise that the repository belongs to.
enterprise_id|Enterprise id|The number of the enterprise.";

const GITLAB: &str = "\
namespace_id|Group id|The number of the group or user that the project belongs to.
namespace_path|Group|The group or user that the project belongs to: no namespace of Kubernetes.
project_id|Project id|The project's number.
project_path|Project|The project whose job runs.
project_visibility|Project visibility|Who can see the project: `public`, `private` or `internal`.
user_id|User id|The number of the user who runs the job.
user_login|User name|The name of the user who runs the job.
user_email|User's e-mail address|The e-mail address of the user who runs the job.
user_access_level|User's access|What the user is in the project, such as `developer`.
user_identities|User's identities|Who the user is at other identity providers.
groups_direct|User's groups|The groups that the user is a direct member of.
pipeline_id|Pipeline id|The number of the pipeline.
pipeline_source|Pipeline source|What started the pipeline, such as `push`.
job_id|Job id|The number of the job.
ref|Git ref|The branch or tag for which the job runs.
ref_type|Kind of ref|What `ref` is: `branch` or `tag`.
ref_path|Full git ref|The ref in full, such as `refs/heads/main`.
ref_protected|Protected ref|Whether the branch or tag is protected.
sha|Commit|The commit for which the job runs.
environment|Environment|The environment that the job deploys to.
environment_protected|Protected environment|Whether that environment is protected.
environment_action|Environment action|What the job does with the environment, such as `start`.
deployment_tier|Deployment tier|The tier of the environment, such as `production`.
runner_id|Runner id|The number of the runner.
runner_environment|Runner|Whether the runner is GitLab's (`gitlab-hosted`) or an own one (`self-hosted`).
ci_config_ref_uri|Pipeline definition|The file that defines the pipeline, with its ref.
ci_config_sha|Pipeline definition commit|The commit that the definition was taken from.";

const ENTRA: &str = "\
tid|Tenant|The id of the tenant: the organisation that the account belongs to.
oid|Object id|The id of the user or the application in its tenant; the same for all applications there.
appid|Application|The application that asked for the token (version 1.0 tokens).
appidacr|Application's proof|How the application proved itself: `0` not at all, `1` by a secret, `2` by a certificate.
azpacr|Application's proof|How the application proved itself: `0` not at all, `1` by a secret, `2` by a certificate.
upn|User principal name|The user's name in the directory. It can change, so it is no safe key.
unique_name|User name|A name to show, and no safe key (version 1.0 tokens).
ver|Token version|The version of the form of the token: `1.0` or `2.0`.
idtyp|Identity type|What the subject is: `app` for an application alone, `user` for a person.
idp|Identity provider|Who vouched for the user, if not the tenant itself.
scp|Scopes|What the application may do in the user's name, as names between blanks.
wids|Directory roles|The roles that the user has in the whole tenant.
hasgroups|Too many groups|The user has groups that did not fit into the token.
ipaddr|IP address|The address from which the user signed in.
deviceid|Device id|The id of the device from which the user signed in.
onprem_sid|On-premises id|The user's security identifier in the organisation's own directory.
aio|Internal|For Microsoft's own use: others cannot read it and must not rely on it.
rh|Internal|For Microsoft's own use: others cannot read it and must not rely on it.
uti|Token id|An id of the token, by which its uses can be found in the sign-in logs.
xms_mirid|Managed identity|The Azure resource of the managed identity that the token stands for.
xms_cc|Client capabilities|What the client can do, such as answer a demand for more proof.";

const GOOGLE: &str = "\
hd|Hosted domain|The organisation's domain that the account belongs to; a private account has none.
google|Google Cloud|What Google Cloud adds, such as the virtual machine that asked for the token.";
