//! What a trust policy says of a token, and what is wrong with it, in words.

use super::lists::list;
use crate::facts::acceptance::policy::aws::Obstacle;
use crate::facts::acceptance::policy::{
    Flaw, FlawKind, MAX_POLICY_BYTES, Mechanism, Member, OtherDocument, Syntax,
};
use crate::facts::acceptance::recipient::{Detail, PolicyKind};
use crate::text::json::FaultReason;
use crate::text::quote::quoted;
use crate::words::en::findings::expected_in_json;

/// Returns what a policy says of a token.
pub(super) fn text(detail: &Detail) -> String {
    match detail {
        Detail::PolicyToPaste(kind) => {
            format!(
                "{} decides. To compare it with the token, paste the output of `{}`.",
                name(*kind),
                command(*kind)
            )
        }
        Detail::PolicyUnread(kind, flaw) => match &flaw.kind {
            FlawKind::OtherSyntax(_) | FlawKind::OtherDocument(_) | FlawKind::Several { .. } => {
                format!("{} Paste the output of `{}`.", flaw_text(flaw), command(*kind))
            }
            _ => flaw_text(flaw),
        },
        Detail::PolicyDoubtful(flaw) => {
            format!("This tool cannot tell what the policy decides. {}", flaw_text(flaw))
        }
        Detail::PolicyOfOther(kind) => {
            format!("You pasted {} instead.", lower_name(*kind))
        }
        Detail::PolicyAllows => "The trust policy allows the exchange.".to_owned(),
        Detail::PolicyDenies { statement } => {
            format!("The statement at {} denies the exchange.", quoted(statement))
        }
        Detail::PolicyBlocks { statement, obstacles } => format!(
            "No statement allows the exchange. The nearest one is at {}: {}",
            quoted(statement),
            obstacle_texts(obstacles)
        ),
        Detail::PolicyEmpty => "No statement of the trust policy allows anything.".to_owned(),
        Detail::PolicyOpen { statement, obstacles } => {
            format!("The statement at {} decides: {}", quoted(statement), obstacle_texts(obstacles))
        }
        Detail::PolicyFlaw(flaw) => format!("{} {}", flaw_text(flaw), remedy(&flaw.kind)),
        other => of_provider(other),
    }
}

/// Returns what a provider of Google says of a token.
fn of_provider(detail: &Detail) -> String {
    match detail {
        Detail::ConditionHolds { condition } => {
            format!("The condition holds: {}.", quoted(condition))
        }
        Detail::ConditionFails { condition } => {
            format!("The condition does not hold: {}.", quoted(condition))
        }
        Detail::ConditionOpen { condition } => {
            format!("This tool cannot tell whether the condition holds: {}.", quoted(condition))
        }
        Detail::ConditionReadsMissing { condition, claim } => format!(
            "The condition reads the claim {}, which the token does not have: {}.",
            quoted(claim),
            quoted(condition)
        ),
        Detail::NoCondition => "The provider has no condition.".to_owned(),
        Detail::ProviderOff { is_deleted: true } => "The provider is deleted.".to_owned(),
        Detail::ProviderOff { is_deleted: false } => "The provider is disabled.".to_owned(),
        Detail::ProviderNotOidc => {
            "The provider is for AWS, SAML or certificates. It accepts no Kubernetes token."
                .to_owned()
        }
        Detail::KeysUploaded { key_id } => {
            format!(
                "The provider uses uploaded keys, and one of them has the token's `kid` {}.",
                quoted(key_id)
            )
        }
        Detail::KeysUploadedOthers { key_id } => format!(
            "The provider uses uploaded keys, and none has the token's `kid` {}. Google does not \
             fetch the issuer's keys then.",
            quoted(key_id)
        ),
        Detail::MappedMissing { claim } => format!(
            "The provider maps the claim {} to the subject, and the token does not have it.",
            quoted(claim)
        ),
        Detail::MappedFits { subject } => {
            format!("The provider maps the token to the subject {}.", quoted(subject))
        }
        Detail::MappedOver { bytes } => format!(
            "The provider maps the token to a subject of {bytes} bytes, and Google accepts at most 127."
        ),
        Detail::MappedOtherMissing { attribute, claim } => format!(
            "The provider maps the claim {} to {}, and the token does not have it. Google does not \
             document what it does then.",
            quoted(claim),
            quoted(attribute)
        ),
        _ => "This tool cannot tell what subject the provider maps the token to.".to_owned(),
    }
}

fn name(kind: PolicyKind) -> &'static str {
    match kind {
        PolicyKind::AwsTrustPolicy => "The role's trust policy",
        PolicyKind::GoogleProvider => "The workload identity pool provider",
        PolicyKind::EntraCredential => "The federated credential",
    }
}

/// Returns the command that prints a policy.
fn command(kind: PolicyKind) -> &'static str {
    match kind {
        PolicyKind::AwsTrustPolicy => "aws iam get-role --role-name ROLE",
        PolicyKind::GoogleProvider => {
            "gcloud iam workload-identity-pools providers describe PROVIDER --format json"
        }
        PolicyKind::EntraCredential => "az identity federated-credential list",
    }
}

fn lower_name(kind: PolicyKind) -> &'static str {
    match kind {
        PolicyKind::AwsTrustPolicy => "an AWS trust policy",
        PolicyKind::GoogleProvider => "a Google workload identity pool provider",
        PolicyKind::EntraCredential => "an Entra federated credential",
    }
}

fn obstacle_texts(obstacles: &[Obstacle]) -> String {
    let texts: Vec<String> = obstacles.iter().map(obstacle).collect();
    texts.join(" ")
}

fn obstacle(obstacle: &Obstacle) -> String {
    match obstacle {
        Obstacle::Action => "It does not allow `sts:AssumeRoleWithWebIdentity`.".to_owned(),
        Obstacle::Provider { trusted } if trusted.is_empty() => {
            "It trusts no OpenID provider.".to_owned()
        }
        Obstacle::Provider { trusted } => {
            format!("It trusts {}, and the token's issuer is another.", list(trusted))
        }
        Obstacle::Condition { operator, key, values, found, .. } if found.is_empty() => format!(
            "{} compares {} with {}, and the token has no claim for that key.",
            quoted(operator),
            quoted(key),
            list(values)
        ),
        Obstacle::Condition { operator, key, values, found, .. } => format!(
            "{} compares {} with {}, and the token has {}.",
            quoted(operator),
            quoted(key),
            list(values),
            list(found)
        ),
        Obstacle::UnknownCondition { operator, key, .. } => {
            format!("{} tests {}, which this tool cannot know.", quoted(operator), quoted(key))
        }
        Obstacle::Account { provider, role } => format!(
            "It trusts the token's issuer in the account {}, and the role is in {}.",
            quoted(provider),
            quoted(role)
        ),
        Obstacle::AnyPrincipal => {
            "It trusts every principal, and AWS does not document whether that includes a web \
             identity."
                .to_owned()
        }
        Obstacle::UnknownPrincipal => "This tool cannot tell whom it trusts.".to_owned(),
        Obstacle::Unread => "It has an element that this tool does not read.".to_owned(),
    }
}

/// Returns what is wrong, and where.
fn flaw_text(flaw: &Flaw) -> String {
    let what = what(&flaw.kind);
    match place(&flaw.pointer) {
        "" => what,
        place => format!("At {}: {what}", quoted(place)),
    }
}

/// Returns a pointer up to the first name that has a slash of its own: the name of a condition, whose
/// operator says enough.
fn place(pointer: &str) -> &str {
    match pointer.split_once('~').and_then(|(before, _)| before.rsplit_once('/')) {
        Some((before, _)) => before,
        None => pointer,
    }
}

fn what(kind: &FlawKind) -> String {
    match kind {
        FlawKind::NotJson { line, column, reason } => {
            let place = format!("line {line}, column {column}");
            match reason {
                FaultReason::Ends => {
                    format!("The policy is not JSON: it ends too early, at {place}.")
                }
                FaultReason::Trailing => {
                    format!("The policy is not JSON: more text follows at {place}.")
                }
                FaultReason::Syntax(expected) => format!(
                    "The policy is not JSON: at {place}, expected {}.",
                    expected_in_json(*expected)
                ),
            }
        }
        FlawKind::TooLong { bytes } => {
            format!("The text has {bytes} bytes. This tool reads only {MAX_POLICY_BYTES}.")
        }
        FlawKind::NotAPolicy => {
            "This is JSON, but not an AWS trust policy, a Google workload identity pool provider or an Entra federated credential."
                .to_owned()
        }
        FlawKind::OtherSyntax(syntax) => other_syntax(*syntax).to_owned(),
        FlawKind::OtherDocument(document) => other_document(*document).to_owned(),
        FlawKind::Several { count } => {
            format!("There are {count} policies here, and this tool compares one.")
        }
        FlawKind::Repeated { name } => format!("{} appears twice in one object.", quoted(name)),
        FlawKind::Missing(member) => missing(*member).to_owned(),
        FlawKind::Placeholder { value } => {
            format!("{} still has a placeholder.", quoted(value))
        }
        FlawKind::OtherMechanism(mechanism) => other_mechanism(*mechanism).to_owned(),
        FlawKind::ActionNotAllowed => {
            "No statement allows `sts:AssumeRoleWithWebIdentity`.".to_owned()
        }
        FlawKind::NotRead { name } => format!("This tool does not read {}.", quoted(name)),
        FlawKind::KeyHasScheme { key } => {
            format!("{} begins with a scheme, so it names no claim.", quoted(key))
        }
        FlawKind::KeyOfOtherProvider { key, provider } => format!(
            "{} is about another provider than {}, which the statement trusts.",
            quoted(key),
            quoted(provider)
        ),
        FlawKind::LiteralWildcard { value } => format!(
            "The wildcard in {} counts as an ordinary character here, so no token fits.",
            quoted(value)
        ),
        FlawKind::NoSuchSubject { value } => {
            format!("No service account has the subject {}.", quoted(value))
        }
        other => form_in_aws(other).unwrap_or_else(|| what_else(other)),
    }
}

/// Returns what is wrong with the form of a trust policy of AWS.
fn form_in_aws(kind: &FlawKind) -> Option<String> {
    let text = match kind {
        FlawKind::Prohibited { name } => {
            format!("IAM rejects a trust policy that has {} there.", quoted(name))
        }
        FlawKind::NoSuchOperator { name } => {
            format!("IAM has no condition operator {}.", quoted(name))
        }
        FlawKind::NoSuchVersion { version } => {
            format!("IAM has no policy version {}.", quoted(version))
        }
        FlawKind::NoVariables { value } => format!(
            "IAM compares {} character for character: only the version `2012-10-17` has variables.",
            quoted(value)
        ),
        FlawKind::RepeatedSid { sid } => format!("Two statements have the `Sid` {}.", quoted(sid)),
        FlawKind::ForeignAction { action } => format!(
            "IAM accepts only actions of STS in a trust policy, and {} is not one.",
            quoted(action)
        ),
        FlawKind::AnyPrincipal => "The statement trusts every principal.".to_owned(),
        FlawKind::ProviderArn { arn } => {
            format!("{} is not the ARN of an OpenID provider.", quoted(arn))
        }
        FlawKind::ProviderHasScheme { arn } => format!(
            "{} has a scheme, and the ARN of a provider has none, so no token fits.",
            quoted(arn)
        ),
        FlawKind::ProviderNotFederated { principal } => {
            format!("The OpenID provider is under {}, not under `Federated`.", quoted(principal))
        }
        FlawKind::ProviderOfOtherAccount { provider, role } => format!(
            "The provider is in the account {}, and the role is in {}, so no token fits.",
            quoted(provider),
            quoted(role)
        ),
        _ => return None,
    };
    Some(text)
}

fn other_syntax(syntax: Syntax) -> &'static str {
    match syntax {
        Syntax::Terraform => "This is Terraform, not JSON.",
        Syntax::Bicep => "This is Bicep, not JSON.",
        Syntax::Yaml => "This is YAML, not JSON.",
    }
}

fn other_document(document: OtherDocument) -> &'static str {
    match document {
        OtherDocument::AwsPermissions => {
            "This is a permissions policy: it says what the role may do, not who may assume it."
        }
        OtherDocument::AwsProvider => {
            "This is an OpenID provider in AWS, not the trust policy of a role."
        }
        OtherDocument::AwsServiceAccounts => {
            "This is a list of service accounts and their roles, without a trust policy."
        }
        OtherDocument::GoogleBinding => {
            "This is a Google IAM binding or principal, which counts only after the exchange. The provider decides the exchange itself."
        }
        OtherDocument::GooglePool => "This is a workload identity pool, not one of its providers.",
        OtherDocument::GoogleClient => {
            "This is the configuration of a Google client, not the provider."
        }
        OtherDocument::EntraIdentity => {
            "This is an Entra identity, without its federated credentials."
        }
        OtherDocument::AzureTemplate => {
            "This is an Azure Resource Manager template, not a federated credential."
        }
        OtherDocument::Kubernetes => "This is a Kubernetes object, not a trust policy.",
    }
}

fn what_else(kind: &FlawKind) -> String {
    match kind {
        FlawKind::NoAudience => {
            "No condition limits `aud`, so tokens for any audience of this provider pass."
                .to_owned()
        }
        FlawKind::NoSubject => {
            "No condition limits `sub`, so every service account of the cluster passes.".to_owned()
        }
        FlawKind::EveryAccount { pattern } => format!(
            "{} fits every service account of the cluster.",
            quoted(pattern.as_deref().unwrap_or("*"))
        ),
        FlawKind::SeveralNamespaces { pattern } => format!(
            "{} fits service accounts of several namespaces, also of future ones.",
            quoted(pattern)
        ),
        FlawKind::WholeNamespace { namespace } => {
            format!("Every service account of the namespace {} passes.", quoted(namespace))
        }
        FlawKind::HoldsWithoutClaim { operator } => {
            format!("{} also holds when the token has no such claim.", quoted(operator))
        }
        FlawKind::NoCondition => "No condition limits the provider: every service account of the \
                                  cluster passes, and only IAM bindings limit what it may do."
            .to_owned(),
        FlawKind::Disabled => "The provider is disabled.".to_owned(),
        FlawKind::Deleted => "The provider is deleted.".to_owned(),
        FlawKind::TooManyAudiences { count } => {
            format!("The provider lists {count} audiences, and Google accepts at most 10.")
        }
        FlawKind::KeysNotRead => "The uploaded keys are not a JWKS with keys.".to_owned(),
        FlawKind::KeyMember { name } => {
            format!(
                "An uploaded key has the member {}, which Google does not accept.",
                quoted(name)
            )
        }
        FlawKind::IssuerNotHttps { issuer } => {
            format!("The issuer {} is not an https URL.", quoted(issuer))
        }
        FlawKind::IssuerLacksSlash { issuer } => {
            format!("The issuers of AKS end with a slash, and {} does not.", quoted(issuer))
        }
        FlawKind::AudienceCount { count } => {
            format!("The credential lists {count} audiences, and Entra needs exactly one.")
        }
        FlawKind::ValueTooLong { characters } => {
            format!("A value has {characters} characters, and Entra accepts at most 600.")
        }
        FlawKind::SubjectAndExpression => {
            "The credential has both a subject and an expression.".to_owned()
        }
        FlawKind::ExpressionNotSupported => {
            "Entra supports expressions only for GitHub, GitLab and Terraform Cloud.".to_owned()
        }
        FlawKind::More { count: 1 } => "One more flaw of the policy is not listed.".to_owned(),
        FlawKind::More { count } => format!("{count} more flaws of the policy are not listed."),
        _ => "The mapping gives every token the same subject.".to_owned(),
    }
}

fn missing(member: Member) -> &'static str {
    match member {
        Member::Statement => "The policy has no statement.",
        Member::Principal => {
            "The statement has no `Principal`: this is not a trust policy, or it trusts no one."
        }
        Member::Effect => "The statement has no `Effect` of `Allow` or `Deny`.",
        Member::Action => "The statement has no `Action`.",
        Member::Values => "The condition has no value.",
        Member::IssuerUri => "The provider has no `oidc.issuerUri`.",
        Member::SubjectMapping => "The provider does not map `google.subject`.",
        Member::Issuer => "The credential has no `issuer`.",
        Member::Subject => "The credential has no `subject`.",
    }
}

fn other_mechanism(mechanism: Mechanism) -> &'static str {
    match mechanism {
        Mechanism::EksPodIdentity => {
            "The statement trusts EKS Pod Identity, which does not use this exchange."
        }
        Mechanism::OtherPrincipal => "The statement trusts no OpenID provider.",
        Mechanism::NotOidc => "The provider is for AWS, SAML or certificates.",
    }
}

/// Returns what to do about it.
fn remedy(kind: &FlawKind) -> &'static str {
    match kind {
        FlawKind::NotJson { .. } => "Correct the text at that place.",
        FlawKind::TooLong { .. } | FlawKind::NotAPolicy => "Paste the policy alone.",
        FlawKind::OtherSyntax(_) | FlawKind::OtherDocument(_) => "Paste the policy as JSON.",
        FlawKind::Several { .. } => "Paste one of them.",
        FlawKind::Prohibited { .. } => "Remove it.",
        FlawKind::NoSuchOperator { .. } => "Use one of IAM, such as `StringEquals`.",
        FlawKind::NoSuchVersion { .. } => "Write `2012-10-17`.",
        FlawKind::NoVariables { .. } => "Set `Version` to `2012-10-17`.",
        FlawKind::RepeatedSid { .. } => "Give each its own.",
        FlawKind::ForeignAction { .. } => "Write `sts:AssumeRoleWithWebIdentity`.",
        FlawKind::AnyPrincipal => "Trust the cluster's OpenID provider alone.",
        FlawKind::ProviderArn { .. } => {
            "Write `arn:aws:iam::ACCOUNT:oidc-provider/ISSUER`, with the issuer without `https://`."
        }
        FlawKind::ProviderHasScheme { .. } => "Leave `https://` out.",
        FlawKind::ProviderNotFederated { .. } => "Name it under `Federated`.",
        FlawKind::ProviderOfOtherAccount { .. } => {
            "Create the provider in the account of the role, and trust that one."
        }
        FlawKind::Repeated { .. } => "Put both into one: only one of them counts.",
        FlawKind::Missing(_) => "Add it.",
        FlawKind::Placeholder { .. } => "Fill it in.",
        FlawKind::OtherMechanism(_) => "Trust the cluster's OpenID provider.",
        FlawKind::ActionNotAllowed => "Add the action to the statement for the provider.",
        FlawKind::NotRead { .. } => "Check that part yourself.",
        FlawKind::KeyHasScheme { .. } => "Leave `https://` out.",
        FlawKind::KeyOfOtherProvider { .. } => "Write the provider of the statement there.",
        FlawKind::LiteralWildcard { .. } => {
            "At AWS, use `StringLike` for wildcards. Entra has none in a subject."
        }
        FlawKind::NoSuchSubject { .. } => "Write `system:serviceaccount:NAMESPACE:NAME`.",
        FlawKind::NoAudience => "Compare `aud` with the one audience that you expect.",
        FlawKind::NoSubject => "Compare `sub` with `system:serviceaccount:NAMESPACE:NAME`.",
        FlawKind::EveryAccount { .. }
        | FlawKind::SeveralNamespaces { .. }
        | FlawKind::WholeNamespace { .. } => "Name the service accounts that need it.",
        FlawKind::HoldsWithoutClaim { .. } => "Leave out `IfExists` and `ForAllValues:`.",
        FlawKind::NoCondition => "Add a condition, such as one on `assertion.sub`.",
        FlawKind::Disabled => "Enable it, or use another provider.",
        FlawKind::Deleted => "Undelete it within 30 days, or create another.",
        FlawKind::TooManyAudiences { .. } => "Remove some.",
        FlawKind::KeysNotRead => "Upload the output of `kubectl get --raw /openid/v1/jwks`.",
        FlawKind::KeyMember { .. } => "Remove it.",
        FlawKind::IssuerNotHttps { .. } => "Give the cluster an https issuer.",
        FlawKind::IssuerLacksSlash { .. } => "Add the slash.",
        FlawKind::ValueTooLong { .. } => "Shorten it.",
        FlawKind::AudienceCount { .. } => "List exactly one.",
        FlawKind::SubjectAndExpression => "Keep one of them.",
        FlawKind::ExpressionNotSupported => "Use an exact subject.",
        FlawKind::More { .. } => "Correct these first.",
        FlawKind::ConstantSubject => "Map `google.subject` to `assertion.sub`.",
    }
}
