//! A JWS, read strictly: what a careful verifier takes from it before it looks at any key (RFC 7515 §5.2,
//! RFC 8725 §3).
//!
//! The decoder reads whatever it can; here every doubt is a refusal. From the header, only `alg` and `kid`
//! are used. A key in it (`jwk`, `x5c`) or an address of one (`jku`, `x5u`) proves nothing.

use super::modular::ed25519_scalar_is_reduced;
use super::reason::VerificationReason as Reason;
use crate::kubernetes::algorithms::Algorithm;
use crate::text::base64::{self, Decoded, Flaw};
use crate::text::json::{JsonText, NodeId};

/// A JWS with everything that checking its signature needs.
pub(super) struct Jws<'t> {
    pub(super) algorithm: Algorithm,
    pub(super) kid: Option<String>,
    /// The header and the payload with the dot between them, exactly as in the token.
    pub(super) signing_input: &'t str,
    pub(super) signature: Vec<u8>,
}

impl<'t> Jws<'t> {
    /// Reads a token in compact form.
    pub(super) fn read(token: &'t str) -> Result<Self, Reason> {
        let (signing_input, signature) = token.rsplit_once('.').ok_or(Reason::CutOff)?;
        let Some((header, payload)) = signing_input.split_once('.') else {
            return Err(Reason::CutOff);
        };
        let header = decode(header)?;
        let header = String::from_utf8(header).map_err(|_| Reason::HeaderUnreadable)?;
        let header = JsonText::read(header);
        let (algorithm, kid) = read_header(&header, payload.contains('.'))?;
        if signature.is_empty() {
            return Err(Reason::SignatureEmpty);
        }
        decode(payload)?;
        let signature =
            decode(signature).map_err(|reason| cut(algorithm, signature).unwrap_or(reason))?;
        check_signature(algorithm, &signature)?;
        Ok(Self { algorithm, kid, signing_input, signature })
    }
}

fn decode(part: &str) -> Result<Vec<u8>, Reason> {
    let Decoded { bytes, flaws, .. } = base64::decode(part);
    if flaws.is_empty() { Ok(bytes) } else { Err(Reason::NotBase64url) }
}

/// Returns the reason for a signature of which only the end is no base64url, and whose length is wrong: it is
/// cut off.
fn cut(algorithm: Algorithm, signature: &str) -> Option<Reason> {
    let Decoded { bytes, flaws, .. } = base64::decode(signature);
    let is_end = |flaw: &Flaw| matches!(flaw, Flaw::Length { .. } | Flaw::TrailingBits { .. });
    let is_cut = flaws.iter().all(is_end) && !algorithm.allows_signature_of(bytes.len());
    is_cut.then_some(Reason::SignatureLength)
}

/// Returns the algorithm and the `kid` of a header.
fn read_header(
    header: &JsonText,
    has_more_parts: bool,
) -> Result<(Algorithm, Option<String>), Reason> {
    let root =
        header.object().filter(|_| header.fault.is_none()).ok_or(Reason::HeaderUnreadable)?;
    let member = |name| header.member(root, name);
    let text = |id: NodeId| header[id].value.as_deref();
    let alg = member("alg").and_then(text);
    if alg.is_some_and(|alg| alg.trim().eq_ignore_ascii_case("none")) {
        return Err(Reason::Unsecured);
    }
    if has_more_parts {
        return Err(if member("enc").is_some() { Reason::Encrypted } else { Reason::PartCount });
    }
    if header.members().any(|(_, node)| node.duplicate_of.is_some()) {
        return Err(Reason::DuplicateParameter);
    }
    if header.members().any(|(_, node)| node.lone_surrogate)
        || header.too_deep.is_some()
        || header.too_many.is_some()
    {
        return Err(Reason::HeaderUnreadable);
    }
    if member("b64").is_some() {
        return Err(Reason::UnencodedPayload);
    }
    if member("crit").is_some() {
        return Err(Reason::CriticalParameter);
    }
    let kid = match member("kid") {
        None => None,
        Some(kid) => Some(text(kid).ok_or(Reason::HeaderUnreadable)?),
    };
    let algorithm = Algorithm::from_name(alg.ok_or(Reason::AlgorithmMissing)?);
    let algorithm = algorithm.ok_or(Reason::UnknownAlgorithm)?;
    // Kubernetes 1.10 to 1.15 writes an empty one.
    Ok((algorithm, kid.filter(|kid| !kid.is_empty()).map(str::to_owned)))
}

/// Refuses a signature that is none of its algorithm, whatever the key. Browsers differ in what they accept.
fn check_signature(algorithm: Algorithm, signature: &[u8]) -> Result<(), Reason> {
    let length = match algorithm {
        Algorithm::Es256K | Algorithm::Ed448 | Algorithm::None => {
            return Err(Reason::UnknownAlgorithm);
        }
        // As long as the key's modulus.
        Algorithm::Rs256
        | Algorithm::Rs384
        | Algorithm::Rs512
        | Algorithm::Ps256
        | Algorithm::Ps384
        | Algorithm::Ps512 => return Ok(()),
        Algorithm::Es256 | Algorithm::EdDsa | Algorithm::Ed25519 | Algorithm::Hs512 => 64,
        Algorithm::Es384 => 96,
        Algorithm::Es512 => 132,
        Algorithm::Hs256 => 32,
        Algorithm::Hs384 => 48,
    };
    let is_ecdsa = matches!(algorithm, Algorithm::Es256 | Algorithm::Es384 | Algorithm::Es512);
    if signature.len() != length {
        let is_der = is_ecdsa && super::der::Elements::of_sequence(signature).is_some();
        return Err(if is_der { Reason::SignatureDer } else { Reason::SignatureLength });
    }
    let (first, second) = signature.split_at(length / 2);
    if is_ecdsa && [first, second].iter().any(|number| number.iter().all(|&byte| byte == 0)) {
        return Err(Reason::SignatureZero);
    }
    let is_ed25519 = matches!(algorithm, Algorithm::EdDsa | Algorithm::Ed25519);
    if is_ed25519 && !ed25519_scalar_is_reduced(second) {
        return Err(Reason::SignatureTooLarge);
    }
    Ok(())
}
