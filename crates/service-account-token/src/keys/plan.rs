//! Decides about a signature whatever needs no cryptography, and says what is left to compute.

use super::jws::Jws;
use super::key::Key;
use super::public_key::{Curve, PublicKey, Secret};
use super::read::{Keys, is_key};
use super::reason::VerificationReason as Reason;
use crate::kubernetes::algorithms::Algorithm;

/// What has to be computed to check a signature: nothing, or a few checks, each with one key.
///
/// The caller runs the checks, with the Web Crypto API for example, and gives what came of them to
/// [`verification`](crate::verification).
pub struct Plan {
    settled: Option<(Reason, Option<usize>)>,
    algorithm: Option<Algorithm>,
    kid: Kid,
    checks: Vec<Check>,
    signing_input: String,
    signature: Vec<u8>,
}

/// What the token's `kid` says about the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kid {
    /// The token has none.
    Absent,
    /// It names one of the keys, or several.
    Known,
    /// It names none of the keys.
    Unknown,
}

/// A check of the signature with one key.
pub struct Check {
    /// The index of the key.
    key: usize,
    parameters: Parameters,
    material: Material,
}

enum Material {
    Spki(Vec<u8>),
    Raw(Secret),
}

/// The algorithm of a check, in the names of the Web Crypto API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parameters {
    /// `RSASSA-PKCS1-v1_5`, `RSA-PSS`, `ECDSA`, `Ed25519` or `HMAC`.
    pub name: &'static str,
    /// The hash, such as `SHA-256`; none for Ed25519.
    pub hash: Option<&'static str>,
    /// The named curve of ECDSA.
    pub named_curve: Option<&'static str>,
    /// The length of the salt of RSA-PSS.
    pub salt_length: Option<u32>,
}

/// The bytes of the key to import.
pub enum KeyBytes<'c> {
    /// A SubjectPublicKeyInfo: the format `spki`.
    Spki(&'c [u8]),
    /// A secret: the format `raw`.
    Raw(&'c [u8]),
}

/// What came of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The key signed the signing input.
    Verified,
    /// It did not.
    NotVerified,
    /// The key could not be imported.
    KeyRejected,
    /// The algorithm is missing.
    LacksAlgorithm,
    /// There is no cryptography because the page is not in a secure context.
    InsecureContext,
    /// There is no cryptography.
    NoWebCrypto,
}

/// What is concluded about a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) reason: Reason,
    pub(crate) algorithm: Option<Algorithm>,
    /// The index of the key that signed, or that the reason is about.
    pub(crate) key: Option<usize>,
}

impl Check {
    /// Returns the algorithm.
    pub fn parameters(&self) -> Parameters {
        self.parameters
    }

    /// Returns the key to import.
    pub fn key(&self) -> KeyBytes<'_> {
        match &self.material {
            Material::Spki(der) => KeyBytes::Spki(der),
            Material::Raw(Secret(bytes)) => KeyBytes::Raw(bytes),
        }
    }
}

impl Plan {
    /// Returns a plan for what is no signature that could be checked.
    pub(crate) fn settled(reason: Reason) -> Self {
        Self {
            settled: Some((reason, None)),
            algorithm: None,
            kid: Kid::Absent,
            checks: Vec::new(),
            signing_input: String::new(),
            signature: Vec::new(),
        }
    }

    /// Plans how to check a token in compact form.
    pub(crate) fn of(token: &str, keys: &Keys) -> Self {
        if keys.has_private_key() {
            return Self::settled(Reason::PrivateKey);
        }
        let jws = match Jws::read(token) {
            Ok(jws) => jws,
            Err(reason) => return Self::settled(reason),
        };
        let (kid, candidates) = candidates(&jws, keys);
        let mut checks = Vec::new();
        let mut refusals = Vec::new();
        for (index, key) in candidates {
            match check(&jws, index, key) {
                Ok(check) => checks.push(check),
                Err(reason) => refusals.push((reason, index)),
            }
        }
        let is_settled = checks.is_empty();
        Self {
            settled: is_settled.then(|| without_checks(&jws, keys, kid, &refusals)),
            algorithm: Some(jws.algorithm),
            kid,
            checks,
            signing_input: jws.signing_input.to_owned(),
            signature: jws.signature,
        }
    }

    /// Returns the checks to run. None of them has to run after one that verifies.
    pub fn checks(&self) -> &[Check] {
        &self.checks
    }

    /// Returns what the signature covers.
    pub fn signing_input(&self) -> &[u8] {
        self.signing_input.as_bytes()
    }

    /// Returns the signature, of ECDSA as r and s one after the other.
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// Concludes from what came of the checks, in their order; those that did not run may be missing.
    pub(crate) fn conclude(&self, keys: &Keys, outcomes: &[Outcome]) -> Verdict {
        let verdict = |reason, key| Verdict { reason, algorithm: self.algorithm, key };
        if let Some((reason, key)) = self.settled {
            return verdict(reason, key);
        }
        let done = || self.checks.iter().zip(outcomes.iter().copied());
        if let Some((check, _)) = done().find(|(_, outcome)| *outcome == Outcome::Verified) {
            let has_own_kid = keys.keys.get(check.key).is_some_and(|key| key.kid.is_some());
            let is_other = self.kid == Kid::Unknown && has_own_kid;
            let reason = if is_other { Reason::SignedOtherKid } else { Reason::Signed };
            return verdict(reason, Some(check.key));
        }
        let lacks = |outcome| match outcome {
            Outcome::LacksAlgorithm => Some(Reason::BrowserLacksAlgorithm),
            Outcome::InsecureContext => Some(Reason::InsecureContext),
            Outcome::NoWebCrypto => Some(Reason::NoWebCrypto),
            _ => None,
        };
        if let Some(reason) = done().find_map(|(_, outcome)| lacks(outcome)) {
            return verdict(reason, None);
        }
        let named = self.checks.first().filter(|_| self.kid == Kid::Known).map(|check| check.key);
        if done().all(|(_, outcome)| outcome == Outcome::KeyRejected) {
            return verdict(Reason::KeyRejected, named);
        }
        match self.kid {
            Kid::Known => verdict(Reason::DoesNotMatch, named),
            Kid::Absent => verdict(Reason::NoneMatches, None),
            Kid::Unknown => verdict(Reason::UnknownKid, None),
        }
    }
}

/// Returns the keys that the token's `kid` names, or else all of them, with their indexes.
fn candidates<'k>(jws: &Jws<'_>, keys: &'k Keys) -> (Kid, Vec<(usize, &'k Key)>) {
    let all = || keys.keys.iter().enumerate();
    let Some(kid) = &jws.kid else { return (Kid::Absent, all().collect()) };
    let named: Vec<_> = all().filter(|(_, key)| key.has_kid(kid)).collect();
    if named.is_empty() { (Kid::Unknown, all().collect()) } else { (Kid::Known, named) }
}

/// Returns the check of a signature with a key, or why this key must not be used for it.
fn check(jws: &Jws<'_>, index: usize, key: &Key) -> Result<Check, Reason> {
    let parameters = parameters(jws.algorithm, &key.key).ok_or(Reason::AlgorithmNotOfKey)?;
    let is_ed25519 = matches!(jws.algorithm, Algorithm::EdDsa | Algorithm::Ed25519);
    let is_own =
        |alg: &str| alg == jws.algorithm.name() || is_ed25519 && matches!(alg, "EdDSA" | "Ed25519");
    if key.alg.as_deref().is_some_and(|alg| !is_own(alg)) {
        return Err(Reason::AlgorithmNotOfJwk);
    }
    if key.key_use.as_deref().is_some_and(|own| own != "sig") {
        return Err(Reason::KeyUse);
    }
    if key.key_ops.as_ref().is_some_and(|own| !own.iter().any(|name| name == "verify")) {
        return Err(Reason::KeyOperations);
    }
    if let Some(weakness) = key.key.weakness() {
        return Err(weakness.into());
    }
    if let PublicKey::Rsa { modulus, .. } = &key.key
        && modulus.len() != jws.signature.len()
    {
        return Err(Reason::SignatureLength);
    }
    let material = match &key.key {
        PublicKey::Hmac(secret) => {
            if is_key(&secret.0) {
                return Err(Reason::SecretIsKey);
            }
            // RFC 7518 §3.2: as long as the hash, which is as long as the signature.
            if secret.0.len() < jws.signature.len() {
                return Err(Reason::SecretTooShort);
            }
            Material::Raw(secret.clone())
        }
        public => Material::Spki(public.spki().ok_or(Reason::AlgorithmNotOfKey)?),
    };
    Ok(Check { key: index, parameters, material })
}

/// Returns how to use an algorithm with a key; none if it is not for keys of that type (RFC 8725 §3.1).
fn parameters(algorithm: Algorithm, key: &PublicKey) -> Option<Parameters> {
    let none = Parameters { name: "", hash: None, named_curve: None, salt_length: None };
    let with_hash = |name, hash| Parameters { name, hash: Some(hash), ..none };
    let pkcs1 = |hash| Some(with_hash("RSASSA-PKCS1-v1_5", hash));
    let pss =
        |hash, salt| Some(Parameters { salt_length: Some(salt), ..with_hash("RSA-PSS", hash) });
    let ecdsa = |hash, curve: &Curve| {
        Some(Parameters { named_curve: Some(curve.name()), ..with_hash("ECDSA", hash) })
    };
    let hmac = |hash| Some(with_hash("HMAC", hash));
    match (algorithm, key) {
        (Algorithm::Rs256, PublicKey::Rsa { .. }) => pkcs1("SHA-256"),
        (Algorithm::Rs384, PublicKey::Rsa { .. }) => pkcs1("SHA-384"),
        (Algorithm::Rs512, PublicKey::Rsa { .. }) => pkcs1("SHA-512"),
        (Algorithm::Ps256, PublicKey::Rsa { .. }) => pss("SHA-256", 32),
        (Algorithm::Ps384, PublicKey::Rsa { .. }) => pss("SHA-384", 48),
        (Algorithm::Ps512, PublicKey::Rsa { .. }) => pss("SHA-512", 64),
        (Algorithm::Es256, PublicKey::Ec { curve: curve @ Curve::P256, .. }) => {
            ecdsa("SHA-256", curve)
        }
        (Algorithm::Es384, PublicKey::Ec { curve: curve @ Curve::P384, .. }) => {
            ecdsa("SHA-384", curve)
        }
        (Algorithm::Es512, PublicKey::Ec { curve: curve @ Curve::P521, .. }) => {
            ecdsa("SHA-512", curve)
        }
        (Algorithm::EdDsa | Algorithm::Ed25519, PublicKey::Ed25519 { .. }) => {
            Some(Parameters { name: "Ed25519", ..none })
        }
        (Algorithm::Hs256, PublicKey::Hmac(_)) => hmac("SHA-256"),
        (Algorithm::Hs384, PublicKey::Hmac(_)) => hmac("SHA-384"),
        (Algorithm::Hs512, PublicKey::Hmac(_)) => hmac("SHA-512"),
        _ => None,
    }
}

/// Returns the reason, and the key that it is about, when there is nothing to check.
fn without_checks(
    jws: &Jws<'_>,
    keys: &Keys,
    kid: Kid,
    refusals: &[(Reason, usize)],
) -> (Reason, Option<usize>) {
    let Some(&(first, key)) = refusals.first() else { return (Reason::NoKeys, None) };
    if kid == Kid::Known {
        return (first, Some(key));
    }
    // With any of the keys, not with the one that the token names.
    let mut others = refusals.iter().filter(|(reason, _)| *reason != Reason::AlgorithmNotOfKey);
    let could_be_named = |&&(reason, index): &&(Reason, usize)| {
        let has_no_kid = keys.keys.get(index).is_some_and(|key| key.kid.is_none());
        kid == Kid::Absent || has_no_kid && reason != Reason::SignatureLength
    };
    if let Some(&(reason, key)) = others.find(could_be_named) {
        return (reason, Some(key));
    }
    let is_hmac = matches!(jws.algorithm, Algorithm::Hs256 | Algorithm::Hs384 | Algorithm::Hs512);
    match kid {
        // The attack of signing with a public key as the secret.
        _ if is_hmac && first == Reason::AlgorithmNotOfKey => (first, None),
        Kid::Unknown => (Reason::UnknownKid, None),
        _ => (Reason::NoKeyForAlgorithm, None),
    }
}
