//! The public report: plain data that [`inspect`](crate::inspect) fills and that the page, the
//! JavaScript interface and every test read.
//!
//! Its JSON form is versioned: within version 1 members and values are added, never renamed or
//! removed. Offsets are bytes into the UTF-8 of the paste unless said otherwise; times are Unix
//! seconds; pointers are RFC 6901. It never holds a signature. A report can be read back from its
//! JSON.

use serde::{Deserialize, Serialize};

pub use crate::facts::{
    AudienceClass, Binding, BoundTo, Identity, Kind, ObjectName, Occasion, Origin, RowName,
    RowState, Severity, Signer, TimeStatus, Times,
};
pub use crate::jose::{Format, Part, PartName, Signature, SignatureStatus};
pub use crate::kubernetes::Certainty;
pub use crate::paste::{Encoding, Form, Withheld, WithheldReason};
pub use crate::text::Text;
pub use crate::text::json::JsonType;
pub use crate::text::source_map::Span;
pub use crate::words::{End, Remedy, Row};

/// The version of the JSON form.
pub const VERSION: u32 = 1;

/// What `inspect` answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// [`VERSION`].
    pub version: u32,
    /// The clock that the caller gave, if any.
    pub now: Option<i64>,
    /// What was pasted.
    pub input: Input,
    /// Every token found, in the order of the text.
    pub tokens: Vec<Token>,
    /// Findings about the paste; a finding that has a token stands with the token.
    pub findings: Vec<Finding>,
}

/// What was pasted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Input {
    /// The first form that fits.
    pub form: Form,
    /// Its length in bytes of UTF-8.
    pub bytes: usize,
}

/// One token and all that can be said of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Token {
    /// Where it stands in the paste.
    pub location: Location,
    /// Its dotted parts, in order.
    pub parts: Vec<Part>,
    /// How it is serialized; null when unreadable.
    pub format: Option<Format>,
    /// What it is.
    pub kind: Kind,
    /// A few words.
    pub headline: Text,
    /// One plain sentence.
    pub summary: Text,
    /// Kind, time, audience, structure, signature: always these five, in this order.
    pub rows: Vec<Row>,
    /// Details of a service account token; null for others.
    pub variant: Option<Variant>,
    /// What an "other" token is.
    pub identified_as: Option<IdentifiedAs>,
    /// Why we say so.
    pub evidence: Vec<Evidence>,
    /// Who the API server would take the bearer for.
    pub identity: Option<Identity>,
    /// The object whose end ends the token.
    pub binding: Option<Binding>,
    /// Its times.
    pub times: Times,
    /// The JOSE header.
    pub header: JsonPart,
    /// The claims set.
    pub payload: JsonPart,
    /// What is known of the signature, never the signature itself.
    pub signature: Signature,
    /// What ends the token.
    pub ends: Vec<End>,
    /// What to do.
    pub remedies: Vec<Remedy>,
    /// What was found in it.
    pub findings: Vec<Finding>,
}

/// Where a token stands in the paste.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Location {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// How it was wrapped, outermost first.
    pub encoding: Vec<Encoding>,
    /// In documents: one list of keys a step.
    pub path: Option<Vec<Vec<PathKey>>>,
    /// The path in words.
    pub display: Option<Text>,
    /// The Kubernetes object around it.
    pub object: Option<KubernetesObject>,
}

/// A step into a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathKey {
    /// The position in an array.
    Index(usize),
    /// The name of a member.
    Name(String),
}

/// The Kubernetes object around a token. Labels and annotations hold only known keys.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the API's own names")]
pub struct KubernetesObject {
    pub kind: Option<String>,
    pub namespace: Option<String>,
    pub name: Option<String>,
    pub uid: Option<String>,
    pub created: Option<String>,
    #[serde(with = "crate::text::pairs")]
    pub labels: Vec<(Text, String)>,
    #[serde(with = "crate::text::pairs")]
    pub annotations: Vec<(Text, String)>,
}

/// What kind of service account token it is, on every axis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Variant {
    /// The object it is tied to; null for legacy.
    pub bound_to: Option<BoundTo>,
    /// The 3607 s request was extended: `warnafter` is there. Whether the other claims fit that, the
    /// findings and the sentences tell.
    pub extended: bool,
    /// How a legacy token came to be; null for bound.
    pub origin: Option<Origin>,
    /// Whom it is for.
    pub audience: AudienceClass,
    /// Who the audience names, one code per known party.
    pub parties: Vec<Party>,
    /// Every platform whose issuer fits.
    pub platforms: Vec<Platform>,
    /// Who signed it.
    pub signer: Signer,
    /// The releases that could have issued it.
    pub kubernetes: VersionWindow,
}

/// A known recipient that an audience names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// A stable code, such as `aws-irsa`.
    pub code: Text,
    /// Its name.
    pub name: Text,
    /// The audience value that names it.
    pub audience: String,
    /// How sure it is.
    pub certainty: Certainty,
}

/// A platform whose issuer fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Platform {
    /// A stable name, such as `kubeadm`.
    pub name: Text,
    /// How sure it is.
    pub certainty: Certainty,
}

/// Kubernetes releases, such as `1.29`: certain bounds, and the usual ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is its own name")]
pub struct VersionWindow {
    pub min: Option<Text>,
    pub max: Option<Text>,
    pub usual_min: Option<Text>,
    pub usual_max: Option<Text>,
}

/// What a token of kind "other" is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentifiedAs {
    /// A stable code, such as `github-actions`.
    pub code: Text,
    /// Its name, with its article: "a GitHub Actions OIDC token".
    pub name: Text,
    /// How sure it is.
    pub certainty: Certainty,
}

/// A reason for a conclusion, pointing at the claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// A stable code.
    pub code: Text,
    /// One sentence.
    pub text: Text,
    /// How sure it is.
    pub certainty: Certainty,
    /// The part it stands in.
    pub part: Option<PartName>,
    /// The member it stands on.
    pub pointer: Option<String>,
}

/// A part that holds JSON.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct JsonPart {
    /// The decoded text; null unless it begins with `{`.
    pub text: Option<String>,
    /// Every member, in document order, parents before children.
    pub members: Vec<Member>,
}

/// One member of a JSON part, with its meaning.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// RFC 6901.
    pub pointer: String,
    /// Tells duplicates apart: 0 for the first of this pointer.
    pub index: usize,
    /// Null in an array.
    pub name: Option<String>,
    /// The JSON type.
    #[serde(rename = "type")]
    pub json_type: JsonType,
    /// First byte of the value in the decoded text.
    pub start: usize,
    /// One past its last byte in the decoded text.
    pub end: usize,
    /// The value's bytes in the paste.
    pub ranges: Vec<Span>,
    /// The exact source; null for objects and arrays, and where it is withheld.
    pub text: Option<String>,
    /// A string, unescaped; null for other types, and where it is withheld.
    pub value: Option<String>,
    /// Why the report does not hold the value; null where it does.
    pub withheld: Option<Withheld>,
    /// What the member is called.
    pub title: Text,
    /// What this value means.
    pub meaning: Text,
    /// Where that stands, such as `RFC 7519 §4.1.4`; null if unknown.
    pub source: Option<Text>,
    /// How sure it is.
    pub certainty: Certainty,
    /// The time it says, if it is one.
    pub time: Option<MemberTime>,
}

/// A time that a member says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberTime {
    /// Such as `2023-08-19T11:49:01Z`.
    pub utc: String,
    /// Unix seconds.
    pub seconds: i64,
}

/// Something found in the paste or in a token: what, where, and what to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Stable: see [`Code`](crate::Code).
    pub code: Text,
    /// Fixed for each code.
    pub severity: Severity,
    /// What was found, before what was expected, and where.
    pub message: Text,
    /// What to do next.
    pub help: Option<Text>,
    /// The part it stands in.
    pub part: Option<PartName>,
    /// First byte in the paste.
    pub start: Option<usize>,
    /// One past the last byte in the paste.
    pub end: Option<usize>,
    /// Line of the paste, from 1.
    pub line: Option<usize>,
    /// Column of the paste in characters, from 1.
    pub column: Option<usize>,
    /// The member it stands on.
    pub pointer: Option<String>,
    /// The rule, such as `RFC 7515 §2`.
    pub reference: Option<Text>,
    /// What the API server would answer.
    pub api_server: Option<Text>,
    /// How many of this code were found, this one included; only on the last one listed.
    pub count: usize,
}

/// A [`PathKey`] is a number or a string in JSON. Binary formats, which do not describe themselves, need
/// to know which.
mod path_key {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::PathKey;

    #[derive(Serialize, Deserialize)]
    #[serde(remote = "PathKey", untagged)]
    enum Readable {
        Index(usize),
        Name(String),
    }

    #[derive(Serialize, Deserialize)]
    #[serde(remote = "PathKey")]
    enum Binary {
        Index(usize),
        Name(String),
    }

    impl Serialize for PathKey {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            match serializer.is_human_readable() {
                true => Readable::serialize(self, serializer),
                false => Binary::serialize(self, serializer),
            }
        }
    }

    impl<'de> Deserialize<'de> for PathKey {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            match deserializer.is_human_readable() {
                true => Readable::deserialize(deserializer),
                false => Binary::deserialize(deserializer),
            }
        }
    }
}
