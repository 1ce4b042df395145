//! One token: where it is in the paste, what it is, and all that follows.

use serde::{Deserialize, Serialize};

use super::finding::Finding;
use super::member::JsonPart;
use super::variant::{Evidence, IdentifiedAs, Variant};
use crate::facts::{Binding, Identity, Kind, Times};
use crate::jose::{Format, Part, Signature};
use crate::paste::Encoding;
use crate::text::{Text, pairs};
use crate::words::{End, Remedy, Row};

/// One token and its explanation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Token {
    /// Its place in the paste.
    pub location: Location,
    /// Its dotted parts, in order.
    pub parts: Vec<Part>,
    /// Its serialization; null if unreadable.
    pub format: Option<Format>,
    /// Its kind.
    pub kind: Kind,
    /// Every API server rejects it as it stands, for its form, its header or its claims. Its time, its
    /// audience and a cut do not count.
    pub rejected: bool,
    /// A few words.
    pub headline: Text,
    /// One to three sentences.
    pub summary: Text,
    /// Kind, time, audience, structure and signature: always these five, in this order.
    pub rows: Vec<Row>,
    /// Details of a service account token; null for others.
    pub variant: Option<Variant>,
    /// What a token of kind `other` is.
    pub identified_as: Option<IdentifiedAs>,
    /// The reasons for the conclusions.
    pub evidence: Vec<Evidence>,
    /// The user that the API server would derive from the token.
    pub identity: Option<Identity>,
    /// The object whose deletion revokes the token.
    pub binding: Option<Binding>,
    /// Its times.
    pub times: Times,
    /// The JOSE header.
    pub header: JsonPart,
    /// The claims set.
    pub payload: JsonPart,
    /// Facts about the signature, never the signature itself.
    pub signature: Signature,
    /// What revokes the token or makes it expire.
    pub ends: Vec<End>,
    /// What to do.
    pub remedies: Vec<Remedy>,
    /// Findings about the token.
    pub findings: Vec<Finding>,
}

/// The place of a token in the paste.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Location {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// How it is wrapped, outermost first.
    pub encoding: Vec<Encoding>,
    /// In a document: the keys that lead to it, a list for each layer. Null elsewhere.
    pub path: Option<Vec<Vec<PathKey>>>,
    /// The path in words.
    pub display: Option<Text>,
    /// The Kubernetes object around it.
    pub object: Option<KubernetesObject>,
}

/// A step into a document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub enum PathKey {
    /// The position in an array.
    Index(usize),
    /// The name of a member.
    Name(String),
}

/// The Kubernetes object around a token. Labels and annotations hold only known keys.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KubernetesObject {
    /// Its kind, such as `Secret`.
    pub kind: Option<String>,
    /// Its namespace.
    pub namespace: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Its uid.
    pub uid: Option<String>,
    /// Its creation time, in RFC 3339.
    pub created: Option<String>,
    /// Its labels, those that are known.
    #[serde(with = "pairs")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "pairs::texts_schema"))]
    pub labels: Vec<(Text, String)>,
    /// Its annotations, those that are known.
    #[serde(with = "pairs")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "pairs::texts_schema"))]
    pub annotations: Vec<(Text, String)>,
}
