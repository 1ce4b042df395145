//! What other issuers write.

use super::*;

#[test]
fn openid_connect_claims() {
    check(
        r#"{"email":"a@b","email_verified":true}"#,
        "/email",
        "The person's e-mail address, which need not be unique; `email_verified` says \
         whether it was checked.",
    );
    check(
        r#"{"email":"a@b","email_verified":true}"#,
        "/email_verified",
        "The issuer says that it checked the address in `email`.",
    );
    check(
        r#"{"email":"a@b","email_verified":false}"#,
        "/email_verified",
        "The issuer does not say that it checked the address in `email`: it may be \
         anybody's.",
    );
    check(
        r#"{"groups":["a"]}"#,
        "/groups",
        "The groups that the subject belongs to, by the names of the issuer.",
    );
    check(r#"{"groups":["a"]}"#, "/groups/0", "A group that the subject belongs to.");
    check(r#"{"scope":"a b c"}"#, "/scope", "What the bearer may ask for: 3 names.");
    check(
        r#"{"cnf":{"jwk":{"d":"x"}}}"#,
        "/cnf/jwk/d",
        "Part of a secret key. It has no place in a token: whoever reads it can sign.",
    );
    check(r#"{"amr":["pwd","x"]}"#, "/amr/0", "A password was used.");
    check(
        r#"{"acr":"0"}"#,
        "/acr",
        "`0`: the person did not prove who they are strongly enough for anything of value.",
    );
}

#[test]
fn roles_and_their_elements() {
    check(
        r#"{"federated_claims":{"connector_id":"x"}}"#,
        "/federated_claims/connector_id",
        "The connector of Dex through which the person signed in.",
    );
    check(
        r#"{"realm_access":{"roles":["a"]}}"#,
        "/realm_access",
        "As Keycloak uses the name: The subject's roles in the whole realm.",
    );
    check(
        r#"{"realm_access":{"roles":["a"]}}"#,
        "/realm_access/roles/0",
        "A role that the subject has.",
    );
}

#[test]
fn claims_of_other_platforms() {
    check(
        r#"{"iss":"https://token.actions.githubusercontent.com","ref":"refs/heads/main"}"#,
        "/ref",
        "The branch or tag for which the workflow runs.",
    );
    check(
        r#"{"project_path":"a/b","ref":"main","ref_type":"branch","iss":"https://gitlab.com"}"#,
        "/ref",
        "The branch or tag for which the job runs.",
    );
    check(
        r#"{"project_path":"a/b","ref":"main","namespace_path":"a","iss":"https://gitlab.com"}"#,
        "/namespace_path",
        "The group or user that the project belongs to: no namespace of Kubernetes.",
    );
    check(
        r#"{"job_workflow_ref":"x"}"#,
        "/job_workflow_ref",
        "As GitHub Actions uses the name: The file of the reusable workflow that the job \
         uses, with its ref.",
    );
    check(
        r#"{"iss":"https://sts.windows.net/x/","idtyp":"app"}"#,
        "/idtyp",
        "What the subject is: `app` for an application alone, `user` for a person.",
    );
    check(
        r#"{"iss":"https://accounts.google.com","hd":"example.org"}"#,
        "/hd",
        "The organisation's domain that the account belongs to; a private account has none.",
    );
}

#[test]
fn claims_that_this_tool_does_not_know() {
    check(
        r#"{"a":{"b":[1]}}"#,
        "/a",
        "Not known to this tool: a claim of the issuer's own, which only the issuer can \
         explain.",
    );
    check(
        r#"{"a":{"b":[1]}}"#,
        "/a/b",
        "A list in `a`, whose meaning is up to the issuer of the token.",
    );
    check(
        r#"{"a":{"b":[1]}}"#,
        "/a/b/0",
        "Part of `b`, whose meaning is up to the issuer of the token.",
    );
    check(
        r#"{"a":[[1]]}"#,
        "/a/0/0",
        "Part of a list, whose meaning is up to the issuer of the token.",
    );
    check(
        r#"{"https://example.org/roles":1}"#,
        "/https:~1~1example.org~1roles",
        "Not known to this tool: a claim of the issuer's own, whose name is an address only \
         so that no other claim has it.",
    );
    check(
        r#"{"Exp":1}"#,
        "/Exp",
        "Not the same as `exp`: capitals count in the names of claims, and a recipient \
         passes over this one.",
    );
    check(
        r#"{"__proto__":{}}"#,
        "/__proto__",
        "Not known to this tool: a claim of the issuer's own, which only the issuer can \
         explain.",
    );
    check(r#"[{"exp":1}]"#, "/0", "The payload is a list and no object, so this is no claim.");
}

#[test]
fn claims_of_others_in_a_service_account_token() {
    check(
        &legacy(r#""auth_time":1700000000"#),
        "/auth_time",
        "When the person last proved who they are. Here that is 2023-11-14 22:13:20 UTC. \
         Kubernetes never writes it into a service account token.",
    );
}
