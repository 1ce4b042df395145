//! The claims set: registered claims (RFC 7519 §4.1) and the private claims of Kubernetes
//! (kubernetes/kubernetes pkg/serviceaccount/claims.go and legacy.go).
//!
//! [`ClaimsSet::read`] gives the claims their types. It omits a claim of the wrong type from the
//! set and records it in [`ClaimsSet::ill_typed`]. [`catalog`] lists the claims of other issuers by
//! name.

pub(crate) mod catalog;
mod numeric_date;
mod source;

use crate::jose::json::{Json, NodeId};
use crate::kubernetes::claim_names::{KUBERNETES, LEGACY_PREFIX, SUBJECT_PREFIX};
use crate::text::json::JsonType;

pub(crate) use numeric_date::NumericDate;
pub(crate) use source::Source;

/// A claim's value and its place in the payload.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Claim<T> {
    pub(crate) value: T,
    pub(crate) node: NodeId,
}

/// The claims that this tool knows, with their types.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ClaimsSet {
    pub(crate) iss: Option<Claim<String>>,
    pub(crate) sub: Option<Claim<String>>,
    /// A single string becomes a list of one (RFC 7519 §4.1.3).
    pub(crate) aud: Option<Claim<Vec<String>>>,
    pub(crate) exp: Option<Claim<NumericDate>>,
    pub(crate) nbf: Option<Claim<NumericDate>>,
    pub(crate) iat: Option<Claim<NumericDate>>,
    pub(crate) jti: Option<Claim<String>>,
    pub(crate) legacy: LegacyClaims,
    /// The object `kubernetes.io`.
    pub(crate) kubernetes: Option<KubernetesClaims>,
    pub(crate) shape: Shape,
    /// Claims of the wrong JSON type, with the expected type.
    pub(crate) ill_typed: Vec<(NodeId, Expected)>,
}

/// The JSON type that a claim must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    /// A string.
    String,
    /// A number of seconds.
    Seconds,
    /// A list of strings.
    Strings,
    /// A string or a list of strings.
    StringOrStrings,
    /// An object.
    Object,
}

/// The flat private claims of a legacy token (`legacyPrivateClaims`).
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct LegacyClaims {
    pub(crate) namespace: Option<Claim<String>>,
    pub(crate) secret_name: Option<Claim<String>>,
    pub(crate) service_account_name: Option<Claim<String>>,
    pub(crate) service_account_uid: Option<Claim<String>>,
}

/// The object `kubernetes.io` of a bound token (`privateClaims`).
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct KubernetesClaims {
    pub(crate) node: NodeId,
    pub(crate) namespace: Option<Claim<String>>,
    pub(crate) service_account: Option<ObjectRef>,
    pub(crate) pod: Option<ObjectRef>,
    pub(crate) secret: Option<ObjectRef>,
    pub(crate) node_ref: Option<ObjectRef>,
    pub(crate) validating_webhook: Option<ObjectRef>,
    pub(crate) mutating_webhook: Option<ObjectRef>,
    pub(crate) warn_after: Option<Claim<NumericDate>>,
    /// The object `attestations` (1.37).
    pub(crate) attestations: Option<NodeId>,
}

/// A reference to an object by name and uid (`ref`).
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ObjectRef {
    pub(crate) node: NodeId,
    pub(crate) name: Option<Claim<String>>,
    pub(crate) uid: Option<Claim<String>>,
}

/// The layout of a claims set, which alone determines the kind of a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Flat keys `kubernetes.io/serviceaccount/…`.
    Legacy,
    /// An object `kubernetes.io` with `serviceaccount` and `namespace`.
    Bound,
    /// Both of the above, which no Kubernetes component writes.
    Both,
    /// An object `kubernetes.io` without `serviceaccount` or without `namespace`.
    Incomplete,
    /// Only a `sub` of the form `system:serviceaccount:…`.
    SubjectOnly,
    /// None of the above.
    #[default]
    Other,
}

impl ClaimsSet {
    /// Reads the claims of a payload into their types.
    pub(crate) fn read(payload: &Json) -> Self {
        let Some(root) = payload.object() else { return Self::default() };
        let mut reader = Reader { json: payload, ill_typed: Vec::new() };
        let mut claims = Self {
            iss: reader.known(root, "iss"),
            sub: reader.known(root, "sub"),
            aud: reader.audience(root),
            exp: reader.time(root, "exp"),
            nbf: reader.time(root, "nbf"),
            iat: reader.time(root, "iat"),
            jti: reader.string(root, "jti"),
            legacy: LegacyClaims {
                namespace: reader.string(root, "kubernetes.io/serviceaccount/namespace"),
                secret_name: reader.string(root, "kubernetes.io/serviceaccount/secret.name"),
                service_account_name: reader
                    .string(root, "kubernetes.io/serviceaccount/service-account.name"),
                service_account_uid: reader
                    .string(root, "kubernetes.io/serviceaccount/service-account.uid"),
            },
            kubernetes: reader.kubernetes(root),
            shape: Shape::Other,
            ill_typed: Vec::new(),
        };
        claims.ill_typed = reader.ill_typed;
        claims.shape = claims.find_shape(payload, root);
        claims
    }

    fn find_shape(&self, payload: &Json, root: NodeId) -> Shape {
        let mut flat = false;
        for (_, node) in payload.children(root) {
            flat |= node.name.as_deref().unwrap_or_default().starts_with(LEGACY_PREFIX);
        }
        let nested = self.kubernetes.as_ref().map(|kubernetes| {
            payload.member(kubernetes.node, "serviceaccount").is_some()
                && payload.member(kubernetes.node, "namespace").is_some()
        });
        let subject = self.sub.as_ref().is_some_and(|sub| sub.value.starts_with(SUBJECT_PREFIX));
        match (flat, nested) {
            (true, Some(true)) => Shape::Both,
            (true, _) => Shape::Legacy,
            (false, Some(true)) => Shape::Bound,
            (false, Some(false)) => Shape::Incomplete,
            (false, None) if subject => Shape::SubjectOnly,
            (false, None) => Shape::Other,
        }
    }

    /// Returns `warnafter`, whatever its value.
    pub(crate) fn warn_after(&self) -> Option<&Claim<NumericDate>> {
        self.kubernetes.as_ref()?.warn_after.as_ref()
    }

    /// Returns the namespace and the name in `sub`, if it has the form
    /// `system:serviceaccount:NS:NAME`.
    pub(crate) fn subject(&self) -> Option<(&str, &str)> {
        self.sub.as_ref()?.value.strip_prefix(SUBJECT_PREFIX)?.split_once(':')
    }
}

struct Reader<'j> {
    json: &'j Json,
    ill_typed: Vec<(NodeId, Expected)>,
}

impl Reader<'_> {
    fn string(&mut self, parent: NodeId, name: &str) -> Option<Claim<String>> {
        let node = self.json.member(parent, name)?;
        match &self.json[node].value {
            Some(value) => Some(Claim { value: value.clone(), node }),
            None => self.ill_typed(node, Expected::String),
        }
    }

    /// Reads a string that will be compared. None if any of its characters is unknown, because it
    /// could then be another string.
    fn known(&mut self, parent: NodeId, name: &str) -> Option<Claim<String>> {
        self.string(parent, name).filter(|claim| !self.json.is_unknown(claim.node))
    }

    fn time(&mut self, parent: NodeId, name: &str) -> Option<Claim<NumericDate>> {
        let node = self.json.member(parent, name)?;
        let value = match self.json[node].json_type {
            JsonType::Number => Some(NumericDate::from_number(self.json.source(node))),
            JsonType::String => self.json[node].value.as_deref().and_then(NumericDate::from_string),
            _ => None,
        };
        match value {
            Some(value) => Some(Claim { value, node }),
            None => self.ill_typed(node, Expected::Seconds),
        }
    }

    fn audience(&mut self, root: NodeId) -> Option<Claim<Vec<String>>> {
        let node = self.json.member(root, "aud").filter(|&node| !self.json.is_unknown(node))?;
        if let Some(value) = &self.json[node].value {
            return Some(Claim { value: vec![value.clone()], node });
        }
        if self.json[node].json_type != JsonType::Array {
            return self.ill_typed(node, Expected::StringOrStrings);
        }
        let mut value = Vec::new();
        let json = self.json;
        for (element, read) in json.children(node) {
            match &read.value {
                Some(audience) => value.push(audience.clone()),
                None => self.ill_typed.push((element, Expected::String)),
            }
        }
        Some(Claim { value, node })
    }

    fn kubernetes(&mut self, root: NodeId) -> Option<KubernetesClaims> {
        let node = self.object(root, KUBERNETES)?;
        Some(KubernetesClaims {
            node,
            namespace: self.string(node, "namespace"),
            service_account: self.reference(node, "serviceaccount"),
            pod: self.reference(node, "pod"),
            secret: self.reference(node, "secret"),
            node_ref: self.reference(node, "node"),
            validating_webhook: self.reference(node, "validatingwebhookconfiguration"),
            mutating_webhook: self.reference(node, "mutatingwebhookconfiguration"),
            warn_after: self.time(node, "warnafter"),
            attestations: self.object(node, "attestations"),
        })
    }

    fn reference(&mut self, parent: NodeId, name: &str) -> Option<ObjectRef> {
        let node = self.object(parent, name)?;
        Some(ObjectRef { node, name: self.string(node, "name"), uid: self.string(node, "uid") })
    }

    fn object(&mut self, parent: NodeId, name: &str) -> Option<NodeId> {
        let node = self.json.member(parent, name)?;
        if self.json[node].json_type == JsonType::Object {
            return Some(node);
        }
        self.ill_typed(node, Expected::Object)
    }

    fn ill_typed<T>(&mut self, node: NodeId, expected: Expected) -> Option<T> {
        self.ill_typed.push((node, expected));
        None
    }
}
