//! What other issuers write.

use super::*;

#[test]
fn openid_connect_claims_are_explained() {
    check(
        r#"{"email":"a@b","email_verified":true}"#,
        "/email",
        "The person's e-mail address, which need not be unique. `email_verified` says whether it \
         was checked.",
    );
    check(
        r#"{"email":"a@b","email_verified":true}"#,
        "/email_verified",
        "The issuer says that it checked the address in `email`.",
    );
    check(
        r#"{"email":"a@b","email_verified":false}"#,
        "/email_verified",
        "The issuer does not say that it verified the address in `email`, so it may belong to \
         anyone.",
    );
    check(
        r#"{"groups":["a"]}"#,
        "/groups",
        "The groups that the subject belongs to, by the issuer's names.",
    );
    check(r#"{"groups":["a"]}"#, "/groups/0", "A group that the subject belongs to.");
    check(r#"{"scope":"a b c"}"#, "/scope", "What the bearer may ask for: 3 scopes.");
    check(
        r#"{"cnf":{"jwk":{"d":"x"}}}"#,
        "/cnf/jwk/d",
        "Part of a secret key. It does not belong in a token: anyone who reads it can use the key.",
    );
    check(r#"{"amr":["pwd","x"]}"#, "/amr/0", "A password was used.");
    check(
        r#"{"acr":"0"}"#,
        "/acr",
        "`0`: the authentication is too weak for anything of monetary value.",
    );
}

#[test]
fn roles_and_their_elements_are_explained() {
    check(
        r#"{"federated_claims":{"connector_id":"x"}}"#,
        "/federated_claims/connector_id",
        "The Dex connector that the person signed in through.",
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
fn claims_of_other_platforms_are_explained() {
    check(
        r#"{"iss":"https://token.actions.githubusercontent.com","ref":"refs/heads/main"}"#,
        "/ref",
        "The branch or tag that the workflow runs for.",
    );
    check(
        r#"{"project_path":"a/b","ref":"main","ref_type":"branch","iss":"https://gitlab.com"}"#,
        "/ref",
        "The branch or tag that the job runs for.",
    );
    check(
        r#"{"project_path":"a/b","ref":"main","namespace_path":"a","iss":"https://gitlab.com"}"#,
        "/namespace_path",
        "The group or user that the project belongs to, not a Kubernetes namespace.",
    );
    check(
        r#"{"job_workflow_ref":"x"}"#,
        "/job_workflow_ref",
        "As GitHub Actions uses the name: The file of the reusable workflow that the job uses, \
         with its ref.",
    );
    check(
        r#"{"iss":"https://sts.windows.net/x/","idtyp":"app"}"#,
        "/idtyp",
        "What the subject is: `app` for an application, `user` for a person.",
    );
    check(
        r#"{"iss":"https://accounts.google.com","hd":"example.org"}"#,
        "/hd",
        "The domain of the organization that the account belongs to; a personal account has none.",
    );
}

#[test]
fn unknown_claims_are_explained() {
    check(r#"{"a":{"b":[1]}}"#, "/a", "Unknown to this tool: the issuer's own claim.");
    check(r#"{"a":{"b":[1]}}"#, "/a/b", "A list in `a`. The token's issuer decides what it means.");
    check(r#"{"a":{"b":[1]}}"#, "/a/b/0", "Part of `b`. The token's issuer decides what it means.");
    check(r#"{"a":[[1]]}"#, "/a/0/0", "Part of a list. The token's issuer decides what it means.");
    check(
        r#"{"https://example.org/roles":1}"#,
        "/https:~1~1example.org~1roles",
        "Unknown to this tool: the issuer's own claim. Its name is an address to keep it unique.",
    );
    check(
        r#"{"Exp":1}"#,
        "/Exp",
        "Not `exp`: names are case-sensitive, and recipients ignore this one.",
    );
    check(r#"{"__proto__":{}}"#, "/__proto__", "Unknown to this tool: the issuer's own claim.");
    check(r#"[{"exp":1}]"#, "/0", "The payload is a list, not an object, so this is not a claim.");
}

#[test]
fn foreign_claims_in_service_account_token_are_explained() {
    check(
        &legacy(r#""auth_time":1700000000"#),
        "/auth_time",
        "When the person last authenticated. Here that is 2023-11-14 22:13:20 UTC. Kubernetes \
         never writes it into a service account token.",
    );
}

#[test]
fn profile_claims_are_explained() {
    check(r#"{"address":{"country":"CH"}}"#, "/address/country", "The country.");
    check(
        r#"{"birthdate":"0000-12-31"}"#,
        "/birthdate",
        "The person's date of birth. The year 0000 means that the year is left out.",
    );
    check(
        r#"{"phone_number_verified":true}"#,
        "/phone_number_verified",
        "The issuer says that it verified the number in `phone_number`.",
    );
    check(
        r#"{"phone_number_verified":false}"#,
        "/phone_number_verified",
        "The issuer does not say that it verified the number in `phone_number`.",
    );
    check(
        r#"{"sub_jwk":{"kty":"EC"}}"#,
        "/sub_jwk",
        "The public key that verifies a self-issued ID token.",
    );
    check(
        r#"{"sub_jwk":{"kty":"EC"}}"#,
        "/sub_jwk/kty",
        "The family of the key, such as RSA or EC.",
    );
}

#[test]
fn token_exchange_and_event_claims_are_explained() {
    check(
        r#"{"act":{"sub":"x"}}"#,
        "/act",
        "Who acts on behalf of the subject, after a token exchange (RFC 8693).",
    );
    check(r#"{"act":{"sub":"x"}}"#, "/act/sub", "The actor, by the issuer's name for them.");
    check(
        r#"{"act":{"act":{"act":{"act":{"act":{"act":{}}}}}}}"#,
        "/act/act/act/act/act/act",
        "The previous actor in a chain of exchanges. It is information only.",
    );
    check(
        r#"{"events":{}}"#,
        "/events",
        "The events that this token reports (RFC 8417). It grants no access.",
    );
    check(
        r#"{"toe":1700000000}"#,
        "/toe",
        "When the event happened (RFC 8417). Here that is 2023-11-14 22:13:20 UTC.",
    );
    check(
        r#"{"entitlements":["a"]}"#,
        "/entitlements/0",
        "Something that the subject is entitled to.",
    );
    check(r#"{"amr":["face"]}"#, "/amr/0", "A face was recognized.");
}

#[test]
fn identity_provider_claims_are_explained() {
    check(r#"{"realm_access":{"roles":["a"]}}"#, "/realm_access/roles", "The names of the roles.");
    let clients = r#"{"resource_access":{"app":{"roles":["a"]}}}"#;
    check(
        clients,
        "/resource_access",
        "As Keycloak uses the name: The subject's roles in each client.",
    );
    check(clients, "/resource_access/app/roles", "The names of the roles.");
    check(clients, "/resource_access/app/roles/0", "A role that the subject has.");
    check(
        r#"{"allowed-origins":["https://a.example"]}"#,
        "/allowed-origins/0",
        "A web origin from which browsers may use the token.",
    );
    check(
        r#"{"cid":"x"}"#,
        "/cid",
        "As Okta uses the name: The client that the token was issued to.",
    );
    check(
        r#"{"token_use":"access"}"#,
        "/token_use",
        "As Amazon Cognito uses the name: Whether this is an ID token (`id`) or an access token \
         (`access`).",
    );
    check(
        r#"{"gty":"client-credentials"}"#,
        "/gty",
        "As Auth0 uses the name: The OAuth grant that the client used to get the token.",
    );
}

#[test]
fn platform_claims_are_explained() {
    let github = r#"{"iss":"https://token.actions.githubusercontent.com","runner_environment":"self-hosted","run_attempt":"1"}"#;
    check(
        github,
        "/runner_environment",
        "Where the job runs: on GitHub's runners (`github-hosted`) or on others (`self-hosted`).",
    );
    check(github, "/run_attempt", "How many times this run has been started.");
    let gitlab = r#"{"iss":"https://gitlab.com","project_path":"a/b","ref":"main","runner_environment":"gitlab-hosted","deployment_tier":"production"}"#;
    check(
        gitlab,
        "/runner_environment",
        "Where the job runs: on GitLab's runners (`gitlab-hosted`) or on others (`self-hosted`).",
    );
    check(gitlab, "/deployment_tier", "The tier of the environment, such as `production`.");
    let entra = r#"{"iss":"https://sts.windows.net/x/","azpacr":"1","wids":["y"]}"#;
    check(
        entra,
        "/azpacr",
        "How the application authenticated: `0` not at all, `1` with a secret, `2` with a \
         certificate.",
    );
    check(entra, "/wids", "The user's roles across the whole tenant.");
    check(
        entra,
        "/wids/0",
        "A role that the user has across the whole tenant, by the id of its template.",
    );
}
