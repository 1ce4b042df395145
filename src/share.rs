//! What can be given to others: a token that explains and cannot log in, and the link to it.
//!
//! It is made anew from the JSON of header and payload as the report holds it, which has no
//! signature in it, of the token or of one inside it; so none can get into the link. Names can be
//! blotted out as well. Then every string of both is replaced, but for the few that are listed
//! here: what nobody thought of is not given away. The replacements are such that the token reads
//! as before: the same kind, times and shape, and nothing found in it that was not there.

use service_account_token::report::{
    JsonPart, JsonType, Member, Origin, Report, SignatureStatus, Token,
};
use service_account_token::token_text;

use crate::groups::characters;
use crate::state::{State, report};

/// What of a token to give to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All but the signature.
    WithoutSignature,
    /// Neither signature nor names.
    WithoutNames,
    /// The very token: it logs in.
    Whole,
}

/// Stands in the signature's place. The decoder takes it for what it is.
const REMOVED: &str = "redacted";

/// Stands for a uid.
const UID: &str = "00000000-0000-0000-0000-000000000000";

/// Issuers and audiences that are the same in many clusters, and so name nobody.
const PUBLIC: &str = "https://kubernetes.default.svc https://kubernetes.default.svc.cluster.local \
    kubernetes/serviceaccount kubernetes.svc.default api k3s rke2 system:konnectivity-server \
    sts.amazonaws.com pods.eks.amazonaws.com api://AzureADTokenExchange api://AKSIdentityBinding \
    openshift sts.aliyuncs.com iam vault conjur istio-ca identity.l5d.io sigstore spire-server";

/// Every issuer of Amazon EKS has this form.
const EKS: &str = "oidc.eks.us-east-1.amazonaws.com/id/00000000000000000000000000000000";

/// What the `sub` of a service account begins with.
const SUBJECT: &str = "system:serviceaccount:";

/// True for a token whose claims can be given to others without what logs in.
pub fn is_shareable(token: &Token) -> bool {
    token.header.text.is_some() && token.payload.text.is_some()
}

/// The link to what the page shows: its own address, and behind it the token or the name of the
/// example, and the clock if it was set. Nothing where there is no token.
pub fn link(state: &State, extent: Extent, page: &str) -> Option<String> {
    // On a disk it names folders of the person's own, and nobody else could follow it.
    let mut link = if page.starts_with("http") { page.to_owned() } else { String::new() };
    match state.example {
        Some(example) if extent == Extent::WithoutSignature => link.push_str(&example.address()),
        _ => {
            link.push_str("#token=");
            link.push_str(&token(state, extent)?);
        }
    }
    if state.clock.set {
        link.push_str("&now=");
        link.push_str(&state.clock.now.to_string());
    }
    Some(link)
}

/// The token that is shown, alone, whatever it was wrapped in.
pub fn token(state: &State, extent: Extent) -> Option<String> {
    let shown = state.token()?;
    if extent == Extent::Whole {
        return Some(token_text(state.paste.bytes(), state.chosen)?.expose().to_owned());
    }
    let mut text = String::new();
    for part in [&shown.header, &shown.payload] {
        let mut json = part.text.clone()?;
        if extent == Extent::WithoutNames {
            json = blotted(&json, part, shown);
        }
        text.push_str(&characters(json.as_bytes()));
        text.push('.');
    }
    // What had no signature is not said to have lost one.
    if shown.signature.status != SignatureStatus::Absent {
        text.push_str(REMOVED);
    }
    Some(text)
}

/// The report of the token without names.
pub fn without_names(state: &State) -> Option<Report> {
    let text = token(state, Extent::WithoutNames)?;
    Some(report(text.as_bytes(), state.clock.now))
}

/// The JSON with a neutral text for each string. Where it breaks off nothing is kept of the text
/// that could not be read, and none from the first value on that lies past the decoder's limits.
fn blotted(json: &str, part: &JsonPart, token: &Token) -> String {
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

/// True if in the JSON between two values there is no string but the name of the second.
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

/// What stands for a string.
fn neutral(member: &Member, token: &Token) -> String {
    let (pointer, value) = (&*member.pointer, member.value.as_deref().unwrap_or_default());
    let found = |code| token.findings.iter().any(|finding| finding.code == code);
    // A name that no object can have stays such a one, and a `sub` that disagrees goes on to.
    let name = if found("name_not_dns") { "EXAMPLE" } else { "example" };
    let of_kubernetes = pointer.starts_with("/kubernetes.io");
    let text = match pointer {
        _ if member.withheld.is_some() => "…",
        _ if value.is_empty() => value,
        // Its length tells who made it.
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
        // As the controller names them, which is all that tells how a legacy token came to be.
        _ if pointer.ends_with("secret.name") && is_generated(token) => {
            return [name, "-token-bcdfg"].concat();
        }
        _ => name,
    };
    text.to_owned()
}

/// An issuer or an audience, of the same class as before: the API server's are told from others.
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
        // No address: beside one of the API server's it would be taken for another.
        return "audience.example".to_owned();
    }
    let is_eks = variant
        .is_some_and(|variant| variant.platforms.iter().any(|platform| platform.name == "eks"));
    let scheme = if value.starts_with("https://") { "https://" } else { "" };
    // Its keys are named as nobody else's.
    scheme.to_owned() + if is_eks { EKS } else { "issuer.example" }
}

fn is_generated(token: &Token) -> bool {
    token.variant.as_ref().and_then(|variant| variant.origin) == Some(Origin::AutoGeneratedLikely)
}

// Natively only: base64 is not built for the browser.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
