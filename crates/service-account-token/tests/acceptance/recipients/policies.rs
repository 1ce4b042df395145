//! What the recipients say of a trust policy that is pasted: every result and every sentence.

use serde_json::{Value, json};
use service_account_token::report::{Decision, StepResult, Verdict};

use super::{ISSUER, SUBJECT, but, expecting, public, verdict};
use crate::made::header;
use crate::step;

const AUDIENCE: &str = "sts.amazonaws.com";
const ENTRA: &str = "api://AzureADTokenExchange";
const NAME: &str = "projects/123/locations/global/workloadIdentityPools/pool/providers/shop";

fn with_policy(party: &str, audience: &str, policy: &str) -> Verdict {
    let options = but(expecting(audience), |own| own.policy = Some(policy.to_owned()));
    verdict(party, &public(audience), &options)
}

/// The trust policy of AWS that fits, with a change.
fn aws(change: impl FnOnce(&mut Value)) -> String {
    let provider = ISSUER.trim_start_matches("https://");
    let mut policy = json!({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow",
        "Principal": {"Federated": format!("arn:aws:iam::111122223333:oidc-provider/{provider}")},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {"StringEquals": {
            format!("{provider}:sub"): SUBJECT, format!("{provider}:aud"): AUDIENCE,
        }},
    }]});
    change(&mut policy);
    policy.to_string()
}

fn google(change: impl FnOnce(&mut Value)) -> String {
    let mut provider = json!({
        "name": NAME,
        "state": "ACTIVE",
        "attributeMapping": {"google.subject": "assertion.sub"},
        "attributeCondition": "assertion['kubernetes.io']['namespace'] == 'default'",
        "oidc": {"issuerUri": ISSUER, "allowedAudiences": ["google"]},
    });
    change(&mut provider);
    provider.to_string()
}

fn entra(change: impl FnOnce(&mut Value)) -> String {
    let mut credential =
        json!({"name": "x", "issuer": ISSUER, "subject": SUBJECT, "audiences": [ENTRA]});
    change(&mut credential);
    credential.to_string()
}

/// The text of the check, which has this result.
#[track_caller]
fn says(verdict: &Verdict, check: &str, result: StepResult, text: &str) {
    let step = step(verdict, check);
    assert_eq!((step.result, step.text.as_ref()), (result, text), "{check}");
    assert!(result == StepResult::Passed || step.fix.is_some());
}

/// The notes about a policy.
fn notes(verdict: &Verdict) -> Vec<&str> {
    let steps = verdict.steps.iter().filter(|step| step.check == "policy-review");
    steps.map(|step| step.text.as_ref()).collect()
}

#[test]
fn policy_of_aws_that_is_broken_says_how() {
    let statement = |own: &mut Value, name: &str, value: Value| own["Statement"][0][name] = value;
    let arn = |own: &str| json!({"Federated": own});
    let provider = ISSUER.trim_start_matches("https://");
    for (policy, note) in [
        (
            aws(|own| statement(own, "Resource", json!("*"))),
            "At `/Statement/0/Resource`: IAM rejects a trust policy that has `Resource` there. Remove it.",
        ),
        (
            aws(|own| statement(own, "Action", json!("s3:*"))),
            "At `/Statement/0/Action`: IAM accepts only actions of STS in a trust policy, and `s3:*` is not one. Write `sts:AssumeRoleWithWebIdentity`.",
        ),
        (
            aws(|own| own["Version"] = json!("2023-10-17")),
            "At `/Version`: IAM has no policy version `2023-10-17`. Write `2012-10-17`.",
        ),
        (
            aws(|own| own["Statement"][0]["Condition"]["StringMatches"] = json!({"a": "b"})),
            "At `/Statement/0/Condition/StringMatches`: IAM has no condition operator `StringMatches`. Use one of IAM, such as `StringEquals`.",
        ),
        (
            aws(|own| statement(own, "Principal", arn("arn:aws:iam::1:oidc-provider/x"))),
            "At `/Statement/0/Principal/Federated`: `arn:aws:iam::1:oidc-provider/x` is not the ARN of an OpenID provider. Write `arn:aws:iam::ACCOUNT:oidc-provider/ISSUER`, with the issuer without `https://`.",
        ),
        (
            aws(|own| {
                let arn = format!("arn:aws:iam::111122223333:oidc-provider/{provider}");
                statement(own, "Principal", json!({"AWS": arn}));
            }),
            "At `/Statement/0/Principal/AWS`: The OpenID provider is under `AWS`, not under `Federated`. Name it under `Federated`.",
        ),
        (
            aws(|own| {
                statement(own, "Sid", json!("A"));
                let first = own["Statement"][0].clone();
                own["Statement"] = json!([first, first]);
            }),
            "At `/Statement/1/Sid`: Two statements have the `Sid` `A`. Give each its own.",
        ),
        (
            aws(|own| {
                own["Statement"][0].as_object_mut().unwrap().remove("Action");
            }),
            "At `/Statement/0`: The statement has no `Action`. Add it.",
        ),
    ] {
        let verdict = with_policy("aws-sts", AUDIENCE, &policy);
        assert!(notes(&verdict).contains(&note), "{:#?}", notes(&verdict));
        let (what, _) = note.split_once(". ").unwrap();
        let text = step(&verdict, "trust-policy").text.to_string();
        let beginning = format!("This tool cannot tell what the policy decides. {what}.");
        assert_eq!(text, beginning);
        assert_eq!(step(&verdict, "trust-policy").result, StepResult::Unknown);
    }
    let twice = aws(|_| {}).replacen("\"Effect\"", "\"Effect\":\"Deny\",\"Effect\"", 1);
    says(
        &with_policy("aws-sts", AUDIENCE, &twice),
        "trust-policy",
        StepResult::Unknown,
        "This tool cannot tell what the policy decides. At `/Statement/0/Effect`: `Effect` appears twice in one object.",
    );
}

#[test]
fn policy_of_aws_that_trusts_another_says_whom() {
    let provider = ISSUER.trim_start_matches("https://");
    let principal = |value: Value| aws(|own| own["Statement"][0]["Principal"] = value);
    let arn = |path: &str| format!("arn:aws:iam::111122223333:oidc-provider/{path}");
    for (policy, result, text, note) in [
        (
            principal(json!({"AWS": "*"})),
            StepResult::Unknown,
            "The statement at `/Statement/0` decides: It trusts every principal, and AWS does not document whether that includes a web identity.",
            "At `/Statement/0/Principal/AWS`: The statement trusts every principal. Trust the cluster's OpenID provider alone.",
        ),
        (
            principal(json!({"Federated": {"Ref": "Provider"}})),
            StepResult::Unknown,
            "The statement at `/Statement/0` decides: This tool cannot tell whom it trusts.",
            "At `/Statement/0/Principal/Federated`: This tool does not read `Federated`. Check that part yourself.",
        ),
        (
            principal(json!({"Federated": arn(&format!("https://{provider}"))})),
            StepResult::Failed,
            "No statement allows the exchange. The nearest one is at `/Statement/0`: It trusts `https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE`, and the token's issuer is another.",
            "At `/Statement/0/Principal/Federated`: `arn:aws:iam::111122223333:oidc-provider/https://oidc.eks.eu-central-1.amazonaws.…` has a scheme, and the ARN of a provider has none, so no token fits. Leave `https://` out.",
        ),
        (
            format!(
                r#"{{"Role":{{"Arn":"arn:aws:iam::444455556666:role/x","AssumeRolePolicyDocument":{}}}}}"#,
                aws(|_| {})
            ),
            StepResult::Failed,
            "No statement allows the exchange. The nearest one is at `/Role/AssumeRolePolicyDocument/Statement/0`: It trusts the token's issuer in the account `111122223333`, and the role is in `444455556666`.",
            "At `/Role/AssumeRolePolicyDocument/Statement/0`: The provider is in the account `111122223333`, and the role is in `444455556666`, so no token fits. Create the provider in the account of the role, and trust that one.",
        ),
        (
            aws(|own| {
                own["Version"] = json!("2008-10-17");
                own["Statement"][0]["Condition"] = json!({"StringEquals": {
                    format!("{provider}:sub"): "system:serviceaccount:${aws:PrincipalTag/ns}:build",
                    format!("{provider}:aud"): AUDIENCE,
                }});
            }),
            StepResult::Failed,
            "No statement allows the exchange. The nearest one is at `/Statement/0`: `StringEquals` compares `oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE:sub` with `system:serviceaccount:${aws:PrincipalTag/ns}:build`, and the token has `system:serviceaccount:default:build`.",
            "At `/Statement/0/Condition/StringEquals`: IAM compares `system:serviceaccount:${aws:PrincipalTag/ns}:build` character for character: only the version `2012-10-17` has variables. Set `Version` to `2012-10-17`.",
        ),
    ] {
        let verdict = with_policy("aws-sts", AUDIENCE, &policy);
        says(&verdict, "trust-policy", result, text);
        assert_eq!(notes(&verdict), [note]);
    }
}

#[test]
fn text_that_is_no_policy_says_what_it_is_and_what_to_paste() {
    let aws = "Paste the output of `aws iam get-role --role-name ROLE`.";
    for (text, expected) in [
        ("data \"aws_iam_policy_document\" \"a\" {", "This is Terraform, not JSON."),
        ("resource fic 'Microsoft.ManagedIdentity/x@2023-01-31' = {", "This is Bicep, not JSON."),
        ("Statement:\n- Effect: Allow\n", "This is YAML, not JSON."),
        (
            r#"{"ClientIDList":["sts.amazonaws.com"]}"#,
            "This is an OpenID provider in AWS, not the trust policy of a role.",
        ),
        (
            r#"[{"metadata":{},"status":{"roleARN":"x"}}]"#,
            "This is a list of service accounts and their roles, without a trust policy.",
        ),
        (
            "principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/a/*",
            "This is a Google IAM binding or principal, which counts only after the exchange. The provider decides the exchange itself.",
        ),
        (
            r#"{"name":"projects/1/locations/global/workloadIdentityPools/a"}"#,
            "This is a workload identity pool, not one of its providers.",
        ),
        (
            r#"{"type":"external_account","subject_token_type":"x"}"#,
            "This is the configuration of a Google client, not the provider.",
        ),
        (r#"{"clientId":"x"}"#, "This is an Entra identity, without its federated credentials."),
        (
            r#"{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"}"#,
            "This is an Azure Resource Manager template, not a federated credential.",
        ),
        (r#"{"apiVersion":"v1","kind":"Pod"}"#, "This is a Kubernetes object, not a trust policy."),
        (
            r#"{"Roles":[{"AssumeRolePolicyDocument":{"Statement":[]}},{"AssumeRolePolicyDocument":{"Statement":[]}}]}"#,
            "There are 2 policies here, and this tool compares one.",
        ),
    ] {
        let verdict = with_policy("aws-sts", AUDIENCE, text);
        says(&verdict, "trust-policy", StepResult::Unknown, &format!("{expected} {aws}"));
    }
    let permissions = r#"{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#;
    says(
        &with_policy("aws-sts", AUDIENCE, permissions),
        "trust-policy",
        StepResult::Unknown,
        "This tool cannot tell what the policy decides. This is a permissions policy: it says what the role may do, not who may assume it.",
    );
    says(
        &with_policy(
            "google-sts",
            "google",
            "attributeMapping:\n  google.subject: assertion.sub\n",
        ),
        "trust-policy",
        StepResult::Unknown,
        "This is YAML, not JSON. Paste the output of `gcloud iam workload-identity-pools providers describe PROVIDER --format json`.",
    );
    says(
        &with_policy("entra", ENTRA, "resource \"azurerm_federated_identity_credential\" \"a\" {"),
        "trust-policy",
        StepResult::Unknown,
        "This is Terraform, not JSON. Paste the output of `az identity federated-credential list`.",
    );
}

const TARGET: &str = "Error code invalid_target: The target service indicated by the \"audience\" parameters is invalid. This might either be because the pool or provider is disabled or deleted or because it doesn't exist.";

#[test]
fn provider_of_google_that_is_off_rejects_every_token() {
    for (change, text) in [
        (json!({"disabled": true}), "The provider is disabled."),
        (json!({"state": "DELETED"}), "The provider is deleted."),
    ] {
        let policy =
            google(|own| own.as_object_mut().unwrap().extend(change.as_object().unwrap().clone()));
        let verdict = with_policy("google-sts", "google", &policy);
        says(&verdict, "request", StepResult::Failed, text);
        let request = step(&verdict, "request");
        assert_eq!(request.message.as_deref(), Some(TARGET));
        assert_eq!(
            request.fix.as_deref(),
            Some(
                "Enable the provider (`gcloud iam workload-identity-pools providers update-oidc PROVIDER --no-disabled`), or undelete it within 30 days."
            )
        );
        assert_eq!(verdict.verdict, Decision::Rejects);
    }
    let verdict = with_policy("google-sts", "google", &google(|_| {}));
    assert_eq!(verdict.verdict, Decision::Undecided);
    assert_eq!(
        step(&verdict, "request").message.as_deref(),
        Some(
            "Invalid value for \"audience\". This value should be the full resource name of the Identity Provider…"
        )
    );
}

#[test]
fn provider_of_google_of_another_kind_or_in_doubt_is_not_compared() {
    let saml = google(|own| {
        own.as_object_mut().unwrap().remove("oidc");
        own["saml"] = json!({"idpMetadataXml": "x"});
    });
    let verdict = with_policy("google-sts", "google", &saml);
    says(
        &verdict,
        "trust-policy",
        StepResult::Failed,
        "The provider is for AWS, SAML or certificates. It accepts no Kubernetes token.",
    );
    assert_eq!(verdict.verdict, Decision::Rejects);
    let many: Vec<String> = (0..11).map(|count| format!("a{count}")).collect();
    let many = google(|own| own["oidc"]["allowedAudiences"] = json!(many));
    says(
        &with_policy("google-sts", "google", &many),
        "trust-policy",
        StepResult::Unknown,
        "This tool cannot tell what the policy decides. At `/oidc/allowedAudiences`: The provider lists 11 audiences, and Google accepts at most 10.",
    );
}

#[test]
fn provider_of_google_reads_only_claims_that_the_token_has() {
    let condition = google(|own| own["attributeCondition"] = json!("assertion.namespace == 'a'"));
    let verdict = with_policy("google-sts", "google", &condition);
    says(
        &verdict,
        "condition",
        StepResult::Failed,
        "The condition reads the claim `namespace`, which the token does not have: `assertion.namespace == 'a'`.",
    );
    assert_eq!(
        step(&verdict, "condition").message.as_deref(),
        Some("The given credential is rejected by the attribute condition.")
    );
    let mapping = google(|own| own["attributeMapping"] = json!({"google.subject": "assertion.x"}));
    let verdict = with_policy("google-sts", "google", &mapping);
    says(
        &verdict,
        "mapping",
        StepResult::Failed,
        "The provider maps the claim `x` to the subject, and the token does not have it.",
    );
    let mapping = step(&verdict, "mapping");
    assert_eq!(mapping.message, None);
    assert_eq!(
        mapping.fix.as_deref(),
        Some("Map only claims that the token has, such as `assertion.sub`.")
    );
    let pod = google(|own| {
        own["attributeMapping"]["attribute.pod"] =
            json!("assertion['kubernetes.io']['pod']['name']");
    });
    says(
        &with_policy("google-sts", "google", &pod),
        "mapping",
        StepResult::Unknown,
        "The provider maps the claim `kubernetes.io.pod.name` to `attribute.pod`, and the token does not have it. Google does not document what it does then.",
    );
}

#[test]
fn provider_of_google_with_its_own_keys_does_not_fetch_them() {
    let header = header();
    let kid = header["kid"].as_str().unwrap();
    let with_key = |kid: &str| {
        let jwks = json!({"keys": [{"kty": "RSA", "kid": kid, "n": "x", "e": "AQAB"}]});
        google(|own| own["oidc"]["jwksJson"] = json!(jwks.to_string()))
    };
    says(
        &with_policy("google-sts", "google", &with_key(kid)),
        "public-keys",
        StepResult::Passed,
        &format!("The provider uses uploaded keys, and one of them has the token's `kid` `{kid}`."),
    );
    says(
        &with_policy("google-sts", "google", &with_key("other")),
        "public-keys",
        StepResult::Unknown,
        &format!(
            "The provider uses uploaded keys, and none has the token's `kid` `{kid}`. Google does not fetch the issuer's keys then."
        ),
    );
}

#[test]
fn provider_of_google_that_fits_best_is_compared() {
    let other = google(|own| own["oidc"]["issuerUri"] = json!("https://a.example"));
    let disabled = google(|own| own["disabled"] = json!(true));
    let narrow = google(|own| own["attributeCondition"] = json!("assertion.sub == 'x'"));
    let right = google(|_| {});
    for list in [
        format!("[{other},{disabled},{narrow},{right}]"),
        format!("[{right},{narrow},{disabled},{other}]"),
    ] {
        let verdict = with_policy("google-sts", "google", &list);
        assert_eq!(verdict.verdict, Decision::Undecided, "{list}");
        assert_eq!(step(&verdict, "condition").result, StepResult::Passed);
    }
    let verdict = with_policy("google-sts", "google", &format!("[{other},{disabled}]"));
    assert_eq!(step(&verdict, "request").result, StepResult::Failed);
    assert_eq!(step(&verdict, "issuer").result, StepResult::Passed);
}

#[test]
fn credential_of_entra_with_an_expression_rejects_a_cluster() {
    let flexible = entra(|own| {
        own["subject"] = Value::Null;
        own["claimsMatchingExpression"] =
            json!({"value": format!("claims['sub'] eq '{SUBJECT}'"), "languageVersion": 1});
    });
    let verdict = with_policy("entra", ENTRA, &flexible);
    says(
        &verdict,
        "subject",
        StepResult::Failed,
        "The credential has an expression for the subject. Microsoft Entra supports those only for GitHub, GitLab and Terraform Cloud.",
    );
    assert_eq!(step(&verdict, "subject").message, None);
    assert_eq!(verdict.verdict, Decision::Rejects);
    let exact = entra(|_| {});
    let verdict = with_policy("entra", ENTRA, &format!("[{flexible},{exact}]"));
    assert_eq!(step(&verdict, "subject").result, StepResult::Passed);
}

#[test]
fn credential_of_entra_in_doubt_is_not_compared() {
    for (credential, text) in [
        (
            entra(|own| own["audiences"] = json!([ENTRA, "x"])),
            "This tool cannot tell what the policy decides. At `/audiences`: The credential lists 2 audiences, and Entra needs exactly one.",
        ),
        (
            entra(|own| own["subject"] = json!("x".repeat(601))),
            "This tool cannot tell what the policy decides. At `/subject`: A value has 601 characters, and Entra accepts at most 600.",
        ),
        (
            entra(|own| own["claimsMatchingExpression"] = json!({"value": "claims['sub'] eq 'x'"})),
            "This tool cannot tell what the policy decides. At `/claimsMatchingExpression`: The credential has both a subject and an expression.",
        ),
        (
            entra(|_| {}).replace("\"subject\"", "\"subject\":\"x\",\"subject\""),
            "This tool cannot tell what the policy decides. At `/subject`: `subject` appears twice in one object.",
        ),
    ] {
        let verdict = with_policy("entra", ENTRA, &credential);
        says(&verdict, "trust-policy", StepResult::Unknown, text);
        assert!(!notes(&verdict).is_empty());
    }
}

#[test]
fn credential_of_entra_is_compared_to_the_character() {
    for (change, check) in [
        (json!({"issuer": format!("{ISSUER}/")}), Some("issuer")),
        (json!({"issuer": ISSUER.to_lowercase()}), Some("issuer")),
        (json!({"subject": SUBJECT.to_uppercase()}), Some("subject")),
        (json!({"subject": "system:serviceaccount:default:*"}), Some("subject")),
        (json!({"audiences": [ENTRA.to_lowercase()]}), Some("audience")),
        (json!({"name": "other", "description": "x", "id": "y"}), None),
    ] {
        let policy =
            entra(|own| own.as_object_mut().unwrap().extend(change.as_object().unwrap().clone()));
        for policy in [policy.clone(), format!("[{policy}]"), format!("{{\"value\":[{policy}]}}")] {
            let verdict = with_policy("entra", ENTRA, &policy);
            let failed = verdict.steps.iter().find(|step| step.result == StepResult::Failed);
            assert_eq!(failed.map(|step| step.check.as_str()), check, "{policy}");
        }
    }
}

/// As long as a policy may be, with what costs most to compare.
#[test]
fn hostile_policies_are_compared_in_time() {
    let provider = ISSUER.trim_start_matches("https://");
    let patterns = |pattern: String| {
        let count = 30_000 / (pattern.len() + 3);
        aws(|own| {
            own["Statement"][0]["Condition"] =
                json!({"StringLike": {format!("{provider}:sub"): vec![pattern; count]}});
        })
    };
    let mut policies: Vec<String> = [
        format!("*{}", "?".repeat(400)),
        format!("system:serviceaccount:{}", "?".repeat(300)),
        "*?".repeat(200),
        "*a".repeat(10_000),
        format!("*{}:", ":*".repeat(500)),
        "?".repeat(25_000),
    ]
    .into_iter()
    .map(patterns)
    .collect();
    let statements = |statement: &str| {
        let count = 30_000 / (statement.len() + 1);
        format!("{{\"Statement\":[{}]}}", vec![statement; count].join(","))
    };
    policies.push(statements("{}"));
    policies.push(statements(r#"{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:*"}"#));
    policies.push(statements(r#"{"a":1,"a":2,"a":3}"#));
    policies.push(google(|own| own["attributeCondition"] = json!("!".repeat(30_000))));
    policies.push(google(|own| {
        own["attributeCondition"] = json!(format!("true{}", " || true".repeat(3_000)));
    }));
    policies.push(format!("[{}]", vec![r#"{"oidc":{},"a":1,"a":2}"#; 700].join(",")));
    policies
        .push(format!("[{}]", vec![r#"{"issuer":"a","subject":"b","a":1,"a":2}"#; 700].join(",")));
    for policy in policies {
        for party in ["aws-sts", "google-sts", "entra"] {
            assert!(!with_policy(party, AUDIENCE, &policy).steps.is_empty());
        }
    }
}
