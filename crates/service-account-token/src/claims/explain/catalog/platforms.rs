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
repository_visibility|Repository visibility|Who can see the repository: `public`, `private` or `internal`.
ref|Git ref|The branch or tag for which the workflow runs.
ref_type|Kind of ref|What `ref` is, such as `branch` or `tag`.
ref_protected|Protected ref|Whether the branch or tag is protected.
sha|Commit|The commit for which the workflow runs.
workflow|Workflow|The workflow's name.
workflow_ref|Workflow file|The workflow's file, with the ref that it was taken from.
job_workflow_ref|Reusable workflow|The file of the reusable workflow that the job uses, with its ref.
run_id|Run id|The number of the workflow's run.
actor|Actor|The account that started the run.
event_name|Event|What started the run, such as `push` or `pull_request`.
environment|Environment|The environment that the job uses: its rules decide who may use it.";

const GITLAB: &str = "\
namespace_id|Group id|The number of the group or user that the project belongs to.
namespace_path|Group|The group or user that the project belongs to: no namespace of Kubernetes.
project_id|Project id|The project's number.
project_path|Project|The project whose job runs.
user_id|User id|The number of the user who runs the job.
user_login|User name|The name of the user who runs the job.
user_email|User's e-mail address|The e-mail address of the user who runs the job.
pipeline_id|Pipeline id|The number of the pipeline.
job_id|Job id|The number of the job.
ref|Git ref|The branch or tag for which the job runs.
ref_type|Kind of ref|What `ref` is: `branch` or `tag`.
ref_protected|Protected ref|Whether the branch or tag is protected.
sha|Commit|The commit for which the job runs.
environment|Environment|The environment that the job deploys to.";

const ENTRA: &str = "\
tid|Tenant|The id of the tenant: the organisation that the account belongs to.
oid|Object id|The id of the user or the application in its tenant; the same for all applications there.
appid|Application|The application that asked for the token (version 1.0 tokens).
appidacr|Application's proof|How the application proved itself: `0` not at all, `1` by a secret, `2` by a certificate.
upn|User principal name|The user's name in the directory. It can change, so it is no safe key.
ver|Token version|The version of the form of the token: `1.0` or `2.0`.
idtyp|Identity type|What the subject is: `app` for an application alone, `user` for a person.
scp|Scopes|What the application may do in the user's name, as names between blanks.
rh|Internal|For Microsoft's own use: others cannot read it and must not rely on it.
uti|Token id|An id of the token, by which its uses can be found in the sign-in logs.
xms_mirid|Managed identity|The Azure resource of the managed identity that the token stands for.
xms_cc|Client capabilities|What the client can do, such as answer a demand for more proof.";

const GOOGLE: &str = "\
hd|Hosted domain|The organisation's domain that the account belongs to; a private account has none.
google|Google Cloud|What Google Cloud adds, such as the virtual machine that asked for the token.";
