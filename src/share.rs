//! What can be shared: a token that explains and cannot log in, and the link to it.
//!
//! It is made from the JSON of header and payload in the report. That has no signature in it, neither
//! of the token nor of one inside it, so none can get into the link. Names can be redacted too: then
//! every string is replaced except for the few listed here, so that nothing is shared by oversight. The
//! replacements keep the meaning of the token: the same kind, times and shape, and no other findings.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use service_account_token::Paste;
use service_account_token::report::{
    JsonPart, JsonType, Member, Origin, Report, SignatureStatus, Token,
};

use crate::members;
use crate::state::{Clock, Document, report};

/// What to disclose of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disclosure {
    /// All except the signature.
    WithoutSignature,
    /// Neither the signature nor names.
    WithoutNames,
    /// The token itself, which logs in.
    Whole,
}

/// The token that is shown, with the time it is shown at.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The document that contains it.
    pub document: &'a Document,
    /// Its position.
    pub chosen: usize,
    /// The clock of the page.
    pub clock: Clock,
}

impl<'a> Shown<'a> {
    /// Returns the token.
    pub fn token(self) -> Option<&'a Token> {
        self.document.report.tokens.get(self.chosen)
    }
}

/// Replaces the signature. The decoder recognizes it as a redacted one.
const REMOVED: &str = "redacted";

/// Replaces a UID.
const UID: &str = "00000000-0000-0000-0000-000000000000";

/// Issuers and audiences that many clusters share, so they identify none of them.
const PUBLIC: &str = "https://kubernetes.default.svc https://kubernetes.default.svc.cluster.local \
    kubernetes/serviceaccount kubernetes.svc.default api k3s rke2 system:konnectivity-server \
    sts.amazonaws.com pods.eks.amazonaws.com api://AzureADTokenExchange api://AKSIdentityBinding \
    openshift sts.aliyuncs.com iam vault conjur istio-ca identity.l5d.io sigstore spire-server";

/// Replaces an issuer of Amazon EKS.
const EKS: &str = "oidc.eks.us-east-1.amazonaws.com/id/00000000000000000000000000000000";

/// The prefix of the `sub` of a service account.
const SUBJECT: &str = "system:serviceaccount:";

/// Returns true for a token whose claims can be shared without what logs in. Decoded claims are no
/// token that a link could carry.
pub fn is_shareable(token: &Token) -> bool {
    !members::is_decoded(token) && token.header.text.is_some() && token.payload.text.is_some()
}

/// Returns the link to what the page shows: the address of the page with the token or the name of the
/// example, and the clock if it was set. Returns `None` if there is no token.
pub fn link(shown: Shown<'_>, disclosure: Disclosure, page: &str) -> Option<String> {
    // A file's address names the user's own folders, and nobody else can open it.
    let mut link = if page.starts_with("http") { page.to_owned() } else { String::new() };
    match shown.document.example {
        Some(example) if disclosure == Disclosure::WithoutSignature => {
            link.push_str(&example.address())
        }
        _ => {
            link.push_str("#token=");
            link.push_str(&token(shown, disclosure)?);
        }
    }
    if shown.clock.set {
        link.push_str("&now=");
        link.push_str(&shown.clock.now.to_string());
    }
    Some(link)
}

/// Returns the token that is shown, without anything around it or anything it was wrapped in.
pub fn token(shown: Shown<'_>, disclosure: Disclosure) -> Option<String> {
    let token = shown.token().filter(|token| !members::is_decoded(token))?;
    if disclosure == Disclosure::Whole {
        let paste = Paste::read(shown.document.paste.bytes());
        return Some(paste.secret(shown.chosen)?.expose().to_owned());
    }
    let mut text = String::new();
    for part in [&token.header, &token.payload] {
        let mut json = part.text.clone()?;
        if disclosure == Disclosure::WithoutNames {
            json = redacted(&json, part, token);
        }
        BASE64_URL_SAFE_NO_PAD.encode_string(json, &mut text);
        text.push('.');
    }
    // A token without a signature has lost none.
    if token.signature.status != SignatureStatus::Absent {
        text.push_str(REMOVED);
    }
    Some(text)
}

/// Returns the report of the token without names.
pub fn without_names(shown: Shown<'_>) -> Option<Report> {
    let text = token(shown, Disclosure::WithoutNames)?;
    Some(report(text.as_bytes(), shown.clock.now))
}

/// Returns the JSON with a neutral text for each string. If it breaks off, nothing is kept of the text
/// that could not be read, nor anything from the first value past the decoder's limits.
fn redacted(json: &str, part: &JsonPart, token: &Token) -> String {
    let mut out = String::new();
    let mut at = 0;
    for member in &part.members {
        let before = json.get(at..member.start).unwrap_or_default();
        if !holds_only_a_name(before) {
            return out;
        }
        out.push_str(before);
        let end = match member.json_type {
            // Its own members follow.
            JsonType::Object | JsonType::Array => member.start + 1,
            _ => member.end,
        };
        let says_how = std::ptr::eq(part, &token.header)
            && matches!(&*member.pointer, "/alg" | "/typ" | "/cty");
        let replaced = member.json_type == JsonType::String && !says_how;
        if replaced {
            out.push('"');
            out.push_str(&neutral(member, token));
            out.push('"');
        } else {
            out.push_str(json.get(member.start..end).unwrap_or_default());
        }
        at = end;
    }
    let rest = json.get(at..).unwrap_or_default().bytes();
    let rest = rest.take_while(|byte| b"{}[] \t\r\n".contains(byte));
    out.extend(rest.map(char::from));
    out
}

/// Returns true if the JSON between two values has no string except for the name of the second.
fn holds_only_a_name(json: &str) -> bool {
    let Some((_, name)) = json.split_once('"') else { return true };
    let mut is_escaped = false;
    for (at, byte) in name.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return name.get(at + 1..).is_some_and(|rest| rest.trim() == ":"),
            _ => {}
        }
    }
    false
}

/// Returns what replaces a string.
fn neutral(member: &Member, token: &Token) -> String {
    let (pointer, value) = (&*member.pointer, member.value.as_deref().unwrap_or_default());
    let found = |code| token.findings.iter().any(|finding| finding.code == code);
    // A name that no object can have is replaced by another such name, and a `sub` that contradicts the
    // other claims by another such `sub`.
    let name = if found("name_not_dns") { "EXAMPLE" } else { "example" };
    let of_kubernetes = pointer.starts_with("/kubernetes.io");
    let text = match pointer {
        _ if member.withheld.is_some() => "…",
        _ if value.is_empty() => value,
        // Its length indicates the issuer.
        "/kid" => return "0".repeat(value.len()),
        "/sub" if value.starts_with(SUBJECT) => {
            let account = if found("subject_mismatch") { "other" } else { name };
            return [SUBJECT, name, ":", account].concat();
        }
        _ if pointer == "/iss" || pointer.starts_with("/aud") => return party(value, token),
        _ if pointer == "/jti" || of_kubernetes && pointer.ends_with("uid") => {
            UID.get(..value.len()).unwrap_or(UID)
        }
        _ if !of_kubernetes => "…",
        // The naming of the controller, the only sign of how a legacy token was made.
        _ if pointer.ends_with("secret.name") && is_generated(token) => {
            return [name, "-token-bcdfg"].concat();
        }
        _ => name,
    };
    text.to_owned()
}

/// Returns what replaces an issuer or an audience: one of the same class, the API server's or another.
fn party(value: &str, token: &Token) -> String {
    if PUBLIC.split(' ').any(|public| public == value) {
        return value.to_owned();
    }
    let is_issuer =
        |member: &Member| member.pointer == "/iss" && member.value.as_deref() == Some(value);
    let variant = token.variant.as_ref();
    let is_api_server = variant.is_some_and(|variant| {
        variant.parties.iter().any(|party| party.code == "api-server" && party.audience == value)
    });
    if !is_api_server && !token.payload.members.iter().any(is_issuer) {
        // No address: beside one of the API server's it would look like another one of those.
        return "audience.example".to_owned();
    }
    let is_eks = variant
        .is_some_and(|variant| variant.platforms.iter().any(|platform| platform.name == "eks"));
    let scheme = if value.starts_with("https://") { "https://" } else { "" };
    // Key ids of EKS have a form of their own.
    scheme.to_owned() + if is_eks { EKS } else { "issuer.example" }
}

fn is_generated(token: &Token) -> bool {
    token.variant.as_ref().and_then(|variant| variant.origin) == Some(Origin::AutoGeneratedLikely)
}

// Natively only, because proptest is not built for the browser.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
