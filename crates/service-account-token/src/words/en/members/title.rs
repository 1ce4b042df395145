//! The titles of members.

use super::catalog;
use crate::claims::catalog::Parameter;
use crate::facts::members::{ObjectKind, Role};
use crate::text::Text;
use crate::text::quote::escaped;

/// Returns the title of a member.
pub(super) fn title(role: Role<'_>) -> Text {
    let title = match role {
        Role::Algorithm => "Algorithm",
        Role::KeyId => "Key id",
        Role::Type => "Type",
        Role::Parameter(parameter) => self::parameter(parameter),
        Role::Issuer => "Issuer",
        Role::Subject => "Subject",
        Role::Audience => "Audience",
        Role::ExpirationTime => "Expires at",
        Role::NotBefore => "Not before",
        Role::IssuedAt => "Issued at",
        Role::TokenId => "Token id",
        Role::Kubernetes => "Kubernetes",
        Role::Namespace => "Namespace",
        Role::ServiceAccount => "ServiceAccount",
        Role::ServiceAccountName => "ServiceAccount: name",
        Role::ServiceAccountUid => "ServiceAccount: uid",
        Role::BoundObject(kind) => bound_object(kind),
        Role::BoundObjectName(kind) => bound_object_name(kind),
        Role::BoundObjectUid(kind) => bound_object_uid(kind),
        Role::PodNode => "Node of the Pod",
        Role::PodNodeName => "Node of the Pod: name",
        Role::PodNodeUid => "Node of the Pod: uid",
        Role::WarnAfter => "Warn after",
        Role::Attestations => "Attestations",
        Role::ApiGroups => "Admission review API groups",
        Role::LegacySecret => "Secret",
        Role::Catalog(claim) => catalog::claim_title(claim),
        Role::Part(part) => catalog::part_title(part),
        Role::Key(member) => catalog::key_title(member),
        Role::Recipient(position) => return format!("Audience {position}").into(),
        Role::ApiGroup(position) => return format!("API group {position}").into(),
        Role::Certificate(position) => return format!("Certificate {position}").into(),
        Role::Element(position) => return format!("Element {position}").into(),
        Role::Named("") => "(no name)",
        // Shortened, with invisible characters written out.
        Role::Named(name) => return escaped(name).to_string().into(),
    };
    title.into()
}

fn bound_object(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Pod => "Bound Pod",
        ObjectKind::Secret => "Bound Secret",
        ObjectKind::Node => "Bound Node",
        ObjectKind::ValidatingWebhook | ObjectKind::MutatingWebhook => {
            "Bound webhook configuration"
        }
    }
}

fn bound_object_name(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Pod => "Bound Pod: name",
        ObjectKind::Secret => "Bound Secret: name",
        ObjectKind::Node => "Bound Node: name",
        ObjectKind::ValidatingWebhook | ObjectKind::MutatingWebhook => {
            "Bound webhook configuration: name"
        }
    }
}

fn bound_object_uid(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Pod => "Bound Pod: uid",
        ObjectKind::Secret => "Bound Secret: uid",
        ObjectKind::Node => "Bound Node: uid",
        ObjectKind::ValidatingWebhook | ObjectKind::MutatingWebhook => {
            "Bound webhook configuration: uid"
        }
    }
}

fn parameter(parameter: Parameter) -> &'static str {
    match parameter {
        Parameter::ContentType => "Content type",
        Parameter::Critical => "Critical extensions",
        Parameter::Jwk => "Key in the header",
        Parameter::Jku => "Address of keys",
        Parameter::X5u => "Address of certificates",
        Parameter::X5c => "Certificates",
        Parameter::X5t | Parameter::X5tS256 => "Certificate thumbprint",
        Parameter::EncodedPayload => "Encoded payload",
        Parameter::Nonce => "Nonce",
        Parameter::Url => "Request address",
        Parameter::Ppt => "Call passport type",
        Parameter::Svt => "Signature verification record",
        Parameter::Issuer => "Issuer, repeated",
        Parameter::Subject => "Subject, repeated",
        Parameter::Audience => "Audience, repeated",
        Parameter::ContentEncryption => "Content encryption",
        Parameter::Compression => "Compression",
        Parameter::EphemeralKey => "Ephemeral key",
        Parameter::PartyUInfo => "About the sender",
        Parameter::PartyVInfo => "About the recipient",
        Parameter::InitializationVector => "Initialization vector",
        Parameter::AuthenticationTag => "Authentication tag",
        Parameter::Pbes2Salt => "Salt",
        Parameter::Pbes2Count => "Rounds",
    }
}
