//! A made-up report in which every member is filled, so that components can be tested without the
//! decoder and none of its words can change a test.

use std::borrow::Cow;

use sa_token_decoder::element_ids::ElementIds;
use sa_token_decoder::shared::{InToken, Shared};
use sa_token_decoder::state::{Opening, State};
use service_account_token::report::{
    AudienceClass, Binding, BoundTo, Certainty, Encoding, End, Evidence, Finding, Form, Format,
    Identity, Input, JsonPart, JsonType, Kind, Location, Member, MemberTime, ObjectName, Occasion,
    Part, PartName, Party, Platform, Remedy, Report, Row, RowName, RowState, Severity, Signature,
    SignatureStatus, Signer, Span, Times, Token, VERSION, Variant, VersionWindow,
};

/// The text that the report is about: header, payload, signature.
pub(crate) const TEXT: &str = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2VjcmV0LXNpZ25hdHVyZQ";

/// What must never be shown while covered.
pub(crate) const SIGNATURE: &str = "c2VjcmV0LXNpZ25hdHVyZQ";

/// A name with a right-to-left override and a zero-width space in it.
pub(crate) const DECEPTIVE: &str = "sa\u{202e}nimda\u{200b}";

/// 2022-08-19 12:00:00 UTC.
pub(crate) const NOW: i64 = 1_660_910_400;

/// The page with this report in it, under a clock that stands still.
pub(crate) fn page(tokens: Vec<Token>, findings: Vec<Finding>) -> State {
    let opening = Opening { text: Some(TEXT.to_owned()), now: Some(NOW), ..Opening::default() };
    let mut state = State::new(ElementIds::FIRST, opening, NOW);
    state.document.make_mut().report = Shared::new(Report { tokens, findings, ..report() });
    state
}

/// The token that a page shows.
pub(crate) fn shown(page: &State) -> InToken<Token> {
    page.document.token(page.view.chosen).expect("there is a token")
}

pub(crate) fn report() -> Report {
    Report {
        version: VERSION,
        now: Some(NOW),
        input: Input { form: Form::Token, bytes: TEXT.len() },
        tokens: vec![token()],
        findings: vec![finding("hidden_characters", Severity::Notice, "A note about the text.")],
        document: None,
    }
}

pub(crate) fn token() -> Token {
    Token {
        location: Location {
            start: 0,
            end: TEXT.len(),
            encoding: vec![Encoding::WrappedLines],
            path: None,
            display: Some(Cow::Borrowed("Secret default/busybox-token")),
            object: None,
        },
        parts: vec![
            Part { name: PartName::Header, ranges: vec![Span::new(0, 20)] },
            Part { name: PartName::Payload, ranges: vec![Span::new(21, 30), Span::new(30, 36)] },
            Part { name: PartName::Signature, ranges: vec![Span::new(37, TEXT.len())] },
        ],
        format: Some(Format::Jws),
        kind: Kind::Bound,
        rejected: false,
        headline: "Bound token, extended to a year".into(),
        summary: "Claims to belong to Pod busybox in namespace default.".into(),
        rows: rows(),
        variant: Some(variant()),
        identified_as: None,
        evidence: vec![Evidence {
            code: "nested_kubernetes_claim".into(),
            text: "It has a nested kubernetes.io claim.".into(),
            certainty: Certainty::Certain,
            part: Some(PartName::Payload),
            pointer: Some("/kubernetes.io".into()),
        }],
        identity: Some(identity()),
        binding: Some(Binding {
            kind: "Pod".into(),
            name: Some("busybox".into()),
            uid: Some("d822ba5f".into()),
            node: Some(ObjectName { name: Some("worker-1".into()), uid: None }),
        }),
        times: Times { expires_at: Some(NOW + 3600), ..Times::default() },
        header: JsonPart {
            text: Some(r#"{"alg":"RS256"}"#.into()),
            members: vec![string("/alg", "RS256", 7)],
        },
        payload: JsonPart { text: Some(PAYLOAD.into()), members: payload() },
        signature: Signature {
            bytes: Some(256),
            key_hint: Some("RSA-2048".into()),
            status: SignatureStatus::NotChecked,
        },
        ends: vec![End {
            what: "The Pod is deleted".into(),
            text: "The API server refuses the token once the Pod is gone.".into(),
            certainty: Certainty::Certain,
        }],
        remedies: remedies(),
        findings: vec![
            finding("stale", Severity::Notice, "A note about the token."),
            Finding {
                help: Some("What to do about it.".into()),
                part: Some(PartName::Payload),
                pointer: Some("/exp".into()),
                start: Some(21),
                end: Some(36),
                reference: Some("RFC 7519 §4.1.4".into()),
                api_server: Some("Unauthorized".into()),
                count: 41,
                ..finding("expired", Severity::Error, "A grave one.")
            },
            finding("long_lived", Severity::Warning, "A warning."),
        ],
    }
}

/// The same token as another one of a text.
pub(crate) fn other_token() -> Token {
    Token {
        kind: Kind::Legacy,
        headline: "Legacy token from a Secret".into(),
        variant: Some(Variant { bound_to: None, ..variant() }),
        location: Location { display: None, ..token().location },
        ..token()
    }
}

pub(crate) fn finding(code: &'static str, severity: Severity, message: &'static str) -> Finding {
    Finding {
        code: code.into(),
        severity,
        message: message.into(),
        help: None,
        part: None,
        start: None,
        end: None,
        line: None,
        column: None,
        pointer: None,
        reference: None,
        api_server: None,
        count: 1,
    }
}

const PAYLOAD: &str = "{\"sub\":\"sa\u{202e}nimda\u{200b}\",\"exp\":1660914000,\"kubernetes.io\":{\"a\":[1,\
                       {}]},\"sub\":null}";

fn payload() -> Vec<Member> {
    let exp = Member {
        text: Some("1660914000".into()),
        time: Some(MemberTime { utc: "2022-08-19T13:00:00Z".into(), seconds: NOW + 3600 }),
        ..member("/exp", JsonType::Number, 29, 39)
    };
    vec![
        string("/sub", DECEPTIVE, 7),
        exp,
        member("/kubernetes.io", JsonType::Object, 56, 70),
        member("/kubernetes.io/a", JsonType::Array, 61, 69),
        Member {
            name: None,
            text: Some("1".into()),
            ..member("/kubernetes.io/a/0", JsonType::Number, 62, 63)
        },
        Member { name: None, ..member("/kubernetes.io/a/1", JsonType::Object, 66, 68) },
        Member { index: 1, text: Some("null".into()), ..member("/sub", JsonType::Null, 77, 81) },
    ]
}

fn string(pointer: &str, value: &str, start: usize) -> Member {
    Member {
        text: Some(format!("\"{value}\"")),
        value: Some(value.into()),
        ..member(pointer, JsonType::String, start, start + value.len() + 2)
    }
}

fn member(pointer: &str, json_type: JsonType, start: usize, end: usize) -> Member {
    let name = pointer.rsplit('/').next().map(String::from);
    Member {
        pointer: pointer.into(),
        index: 0,
        name,
        json_type,
        start,
        end,
        ranges: Vec::new(),
        text: None,
        value: None,
        withheld: None,
        title: Cow::Owned(format!("Title of {pointer}")),
        meaning: Cow::Owned(format!("Meaning of {pointer}.")),
        source: Some("RFC 7519".into()),
        certainty: Certainty::Documented,
        time: None,
    }
}

fn rows() -> Vec<Row> {
    let row = |name, state, words: &'static str| Row {
        name,
        state,
        words: words.into(),
        why: "Because.".into(),
    };
    vec![
        row(RowName::Kind, RowState::Usual, "bound to Pod busybox"),
        row(RowName::Time, RowState::Problem, "expired 3 years ago"),
        row(RowName::Audience, RowState::Notable, "not the API server"),
        row(RowName::Structure, RowState::Usual, "as the API server writes it"),
        row(RowName::Signature, RowState::Unknown, "not checked"),
    ]
}

fn variant() -> Variant {
    Variant {
        bound_to: Some(BoundTo::Pod),
        extended: true,
        origin: None,
        audience: AudienceClass::ApiServer,
        parties: vec![Party {
            code: "vault".into(),
            name: "HashiCorp Vault".into(),
            audience: "vault".into(),
            certainty: Certainty::Likely,
        }],
        platforms: vec![Platform {
            name: "kubeadm".into(),
            title: "kubeadm".into(),
            certainty: Certainty::Likely,
        }],
        signer: Signer::Kubernetes,
        kubernetes: VersionWindow {
            min: Some("1.19".into()),
            max: Some("1.31".into()),
            usual_min: Some("1.21".into()),
            usual_max: Some("1.29".into()),
        },
    }
}

fn identity() -> Identity {
    Identity {
        namespace: "default".into(),
        service_account: "busybox-sa".into(),
        uid: Some("8208ff56".into()),
        username: "system:serviceaccount:default:busybox-sa".into(),
        groups: vec!["system:serviceaccounts".into(), "system:authenticated".into()],
        extra: vec![("authentication.kubernetes.io/pod-name".into(), vec!["busybox".into()])],
    }
}

fn remedies() -> Vec<Remedy> {
    vec![
        Remedy {
            title: "Ask the API server".into(),
            why: "Only it knows.".into(),
            when: Occasion::Check,
            command: Some("kubectl auth whoami".into()),
            needs: Some("kubectl 1.27".into()),
            destructive: false,
            effect: None,
        },
        Remedy {
            title: "Delete the Pod".into(),
            why: "That ends the token.".into(),
            when: Occasion::Leaked,
            command: Some("kubectl delete pod busybox".into()),
            needs: None,
            destructive: true,
            effect: Some("Deletes the Pod, which stops its programs".into()),
        },
    ]
}
