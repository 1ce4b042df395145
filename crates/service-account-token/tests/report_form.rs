//! The public form of the report, version 1: no member and no value is renamed or taken away by
//! accident, and `docs/report.md` names them all.
//!
//! Something new is added to these lists and to the document; a list that gets shorter is version 2.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

mod support;

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use service_account_token::report::{
    AudienceClass, BoundTo, Certainty, Encoding, Form, Format, JsonType, Kind, KubernetesObject,
    Occasion, Origin, PartName, RowName, RowState, Severity, SignatureStatus, Signer, TimeStatus,
    VERSION,
};
use support::*;

/// A token that fills as many members as one can: bound to a Pod on a node.
const FULL: &str = r#"{"aud":["https://kubernetes.default.svc"],"exp":1731536000,"iat":1700000000,"iss":"https://kubernetes.default.svc","jti":"0b6bb8a4-2f0c-4f0a-8f54-0c5a3f2d9f11","kubernetes.io":{"namespace":"shop","node":{"name":"one","uid":"6f1d3c1e-6a0b-4a57-9d8a-3f1f0f6c1d2e"},"pod":{"name":"cart-1","uid":"6f1d3c1e-6a0b-4a57-9d8a-3f1f0f6c1d2e"},"serviceaccount":{"name":"cart","uid":"6f1d3c1e-6a0b-4a57-9d8a-3f1f0f6c1d2e"},"warnafter":1700003607},"nbf":1700000000,"sub":"system:serviceaccount:shop:cart"}"#;

/// The report of it as JSON, with one finding that stands on a member.
fn full() -> Value {
    serde_json::to_value(report(token(r#"{"alg":"RS256","kid":"one"}"#, FULL))).unwrap()
}

const MEMBERS: [(&str, &str); 21] = [
    ("", "version now input tokens findings"),
    ("/input", "form bytes"),
    (
        "/tokens/0",
        "location parts format kind headline summary rows variant identified_as evidence identity \
         binding times header payload signature ends remedies findings",
    ),
    ("/tokens/0/location", "start end encoding path display object"),
    ("/tokens/0/parts/0", "name ranges"),
    ("/tokens/0/rows/0", "name state words why"),
    ("/tokens/0/variant", "bound_to extended origin audience parties platforms signer kubernetes"),
    ("/tokens/0/variant/parties/0", "code name audience certainty"),
    ("/tokens/0/variant/platforms/0", "name certainty"),
    ("/tokens/0/variant/kubernetes", "min max usual_min usual_max"),
    ("/tokens/0/evidence/0", "code text certainty part pointer"),
    ("/tokens/0/identity", "namespace service_account uid username groups extra"),
    ("/tokens/0/binding", "kind name uid node"),
    ("/tokens/0/binding/node", "name uid"),
    (
        "/tokens/0/times",
        "issued_at not_before warn_after expires_at refresh_at accepted_until lifetime_seconds \
         status",
    ),
    ("/tokens/0/payload", "text members"),
    (
        "/tokens/0/payload/members/2",
        "pointer index name type start end ranges text value withheld title meaning source certainty time",
    ),
    ("/tokens/0/payload/members/2/time", "utc seconds"),
    ("/tokens/0/signature", "bytes key_hint status"),
    ("/tokens/0/ends/0", "what text certainty"),
    ("/tokens/0/remedies/0", "title why when command needs destructive"),
];

const FINDING: &str =
    "code severity message help part start end line column pointer reference api_server count";

#[track_caller]
fn check_members(value: &Value, place: &str, names: &str) {
    let mut expected: Vec<_> = names.split_whitespace().collect();
    expected.sort_unstable();
    let mut found: Vec<_> = value.as_object().expect(place).keys().map(String::as_str).collect();
    found.sort_unstable();
    assert_eq!(found, expected, "{place}");
}

#[test]
fn every_member_keeps_its_name() {
    assert_eq!(VERSION, 1);
    let report = full();
    for (place, names) in MEMBERS {
        check_members(report.pointer(place).expect(place), place, names);
    }
    check_members(&report["tokens"][0]["findings"][0], "finding", FINDING);
}

#[test]
fn what_only_some_tokens_have_keeps_its_name_too() {
    let other = serde_json::to_value(report("eyJhbGciOiJub25lIn0.e30.")).unwrap();
    check_members(&other["tokens"][0]["identified_as"], "identified_as", "code name certainty");
    let object = KubernetesObject {
        kind: None,
        namespace: None,
        name: None,
        uid: None,
        created: None,
        labels: Vec::new(),
        annotations: Vec::new(),
    };
    let object = serde_json::to_value(object).unwrap();
    check_members(&object, "object", "kind namespace name uid created labels annotations");
}

fn check_values<T, const N: usize>(values: [T; N], names: &str)
where
    T: Serialize + DeserializeOwned + Debug + PartialEq,
{
    let names: Vec<_> = names.split_whitespace().collect();
    assert_eq!(serde_json::to_value(values.as_slice()).unwrap(), json!(names));
    assert_eq!(serde_json::from_value::<Vec<T>>(json!(names)).unwrap(), values);
    let document = report_document();
    for name in names {
        assert!(document.contains(&format!("`{name}`")), "docs/report.md does not name {name}");
    }
}

fn report_document() -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/report.md");
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn every_value_keeps_its_name() {
    check_values(
        [Kind::Legacy, Kind::Bound, Kind::Other, Kind::Unreadable],
        "legacy bound other unreadable",
    );
    check_values(
        [
            Format::Jws,
            Format::JwsRedacted,
            Format::JwsTruncated,
            Format::JwsJson,
            Format::Unsecured,
            Format::Jwe,
        ],
        "jws jws-redacted jws-truncated jws-json unsecured jwe",
    );
    check_values(
        [
            Certainty::Certain,
            Certainty::Documented,
            Certainty::Seen,
            Certainty::Likely,
            Certainty::Unknown,
        ],
        "certain documented seen likely unknown",
    );
    check_values([Severity::Error, Severity::Warning, Severity::Notice], "error warning notice");
    check_values(
        [RowName::Kind, RowName::Time, RowName::Audience, RowName::Structure, RowName::Signature],
        "kind time audience structure signature",
    );
    check_values(
        [RowState::Usual, RowState::Notable, RowState::Problem, RowState::Unknown],
        "usual notable problem unknown",
    );
    check_values(
        [BoundTo::Pod, BoundTo::Secret, BoundTo::Node, BoundTo::None, BoundTo::Webhook],
        "pod secret node none webhook",
    );
    check_values(
        [Origin::AutoGenerated, Origin::Manual, Origin::AutoGeneratedLikely, Origin::ManualLikely],
        "auto-generated manual auto-generated-likely manual-likely",
    );
    check_values(
        [
            AudienceClass::ApiServer,
            AudienceClass::Foreign,
            AudienceClass::Mixed,
            AudienceClass::None,
        ],
        "api-server foreign mixed none",
    );
    check_values(
        [Signer::Kubernetes, Signer::External, Signer::Provider, Signer::Unknown],
        "kubernetes external provider unknown",
    );
}

#[test]
fn every_value_of_the_details_keeps_its_name() {
    use TimeStatus as Time;
    check_values(
        [
            Time::NoExpiry,
            Time::Expired,
            Time::NotYetValid,
            Time::Stale,
            Time::Active,
            Time::Unknown,
        ],
        "no-expiry expired not-yet-valid stale active unknown",
    );
    check_values([Occasion::Leaked, Occasion::Hygiene, Occasion::Check], "leaked hygiene check");
    check_values(
        [SignatureStatus::NotChecked, SignatureStatus::Absent, SignatureStatus::Redacted],
        "not-checked absent redacted",
    );
    use PartName as Part;
    check_values(
        [
            Part::Header,
            Part::Payload,
            Part::Signature,
            Part::EncryptedKey,
            Part::InitializationVector,
            Part::Ciphertext,
            Part::AuthenticationTag,
            Part::Extra,
        ],
        "header payload signature encrypted-key initialization-vector ciphertext \
         authentication-tag extra",
    );
    use JsonType as Json;
    check_values(
        [Json::String, Json::Number, Json::Boolean, Json::Null, Json::Object, Json::Array],
        "string number boolean null object array",
    );
    use Encoding as Wrap;
    check_values(
        [
            Wrap::Base64,
            Wrap::Base64url,
            Wrap::JsonString,
            Wrap::YamlScalar,
            Wrap::ShellQuoted,
            Wrap::Percent,
            Wrap::BackslashN,
            Wrap::WrappedLines,
            Wrap::Utf16,
        ],
        "base64 base64url json-string yaml-scalar shell-quoted percent backslash-n wrapped-lines \
         utf-16",
    );
}

#[test]
fn every_form_keeps_its_name() {
    use Form::*;
    check_values(
        [
            Empty,
            Binary,
            InputTooLarge,
            Secret,
            List,
            Kubeconfig,
            TokenRequest,
            TokenReview,
            ExecCredential,
            CredentialProviderRequest,
            CsiTokens,
            Dockercfg,
            VaultLogin,
            Jwks,
            TerraformState,
            Json,
            Yaml,
            SecretDescription,
            Curl,
            Command,
            AuthorizationHeader,
            WebsocketProtocol,
            HttpTrace,
            Environment,
            Log,
            Pem,
            Token,
            Base64Token,
            OtherCredential,
            Text,
        ],
        "empty binary input-too-large secret list kubeconfig token-request token-review \
         exec-credential credential-provider-request csi-tokens dockercfg vault-login jwks \
         terraform-state json yaml secret-description curl command authorization-header \
         websocket-protocol http-trace environment log pem token base64-token other-credential \
         text",
    );
}

#[test]
fn the_document_names_every_member() {
    let document = report_document();
    let names = MEMBERS.iter().flat_map(|(_, names)| names.split_whitespace());
    for name in names.chain(FINDING.split_whitespace()) {
        assert!(document.contains(&format!("`{name}`")), "docs/report.md does not name {name}");
    }
}
