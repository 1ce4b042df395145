//! A verification key itself: its numbers, its DER, and what makes it too weak to prove anything.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::der::{self, Elements, element};
use super::fault::{KeyFaultCode, Weakness};
use super::modular::{PointFault, Weierstrass, ed25519_fault};

/// The fewest bits of an RSA modulus (RFC 7518 §3.3). No browser demands any.
pub const MIN_RSA_BITS: usize = 2048;

/// The most bits of an RSA modulus. Checking takes time with the square of them, and no issuer has more.
pub const MAX_RSA_BITS: usize = 16384;

const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
const EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
const ED25519: &[u8] = &[0x2b, 0x65, 0x70];

/// The length of an Ed25519 key in bytes.
const ED25519_BYTES: usize = 32;

/// A named curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Curve {
    P256,
    P384,
    P521,
}

impl Curve {
    const ALL: [Self; 3] = [Self::P256, Self::P384, Self::P521];

    /// Returns the curve of exactly this name (RFC 7518 §6.2.1.1).
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|curve| curve.name() == name)
    }

    /// Returns its name in a JWK and in WebCrypto.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::P256 => "P-256",
            Self::P384 => "P-384",
            Self::P521 => "P-521",
        }
    }

    /// Returns the length of a coordinate in bytes.
    pub(crate) const fn bytes(self) -> usize {
        match self {
            Self::P256 => 32,
            Self::P384 => 48,
            Self::P521 => 66,
        }
    }

    const fn object_identifier(self) -> &'static [u8] {
        match self {
            Self::P256 => &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07],
            Self::P384 => &[0x2b, 0x81, 0x04, 0x00, 0x22],
            Self::P521 => &[0x2b, 0x81, 0x04, 0x00, 0x23],
        }
    }

    const fn equation(self) -> Weierstrass {
        match self {
            Self::P256 => Weierstrass {
                prime: "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
                b: "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
            },
            Self::P384 => Weierstrass {
                prime: "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe\
                        ffffffff0000000000000000ffffffff",
                b: "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875a\
                    c656398d8a2ed19d2a85c8edd3ec2aef",
            },
            Self::P521 => Weierstrass {
                prime: "01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff\
                        ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                b: "51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef1\
                    09e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00",
            },
        }
    }
}

/// The bytes of a symmetric key. They cannot be printed by accident.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Secret(pub(super) Vec<u8>);

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// A verification key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PublicKey {
    /// Both numbers without leading zeros.
    Rsa { modulus: Vec<u8>, exponent: Vec<u8> },
    /// Both coordinates in the length of the curve.
    Ec { curve: Curve, x: Vec<u8>, y: Vec<u8> },
    /// A point of the length that RFC 8032 §5.1.5 demands.
    Ed25519 { x: Vec<u8> },
    /// A symmetric key, which also signs. Kubernetes has none.
    Hmac(Secret),
}

impl PublicKey {
    pub(super) fn rsa(modulus: &[u8], exponent: &[u8]) -> Self {
        let [modulus, exponent] =
            [modulus, exponent].map(|bytes| der::without_zeros(bytes).to_vec());
        Self::Rsa { modulus, exponent }
    }

    pub(super) fn ec(curve: Curve, x: Vec<u8>, y: Vec<u8>) -> Result<Self, KeyFaultCode> {
        let fits = [&x, &y].iter().all(|number| number.len() == curve.bytes());
        if fits { Ok(Self::Ec { curve, x, y }) } else { Err(KeyFaultCode::WrongLength) }
    }

    pub(super) fn ed25519(x: Vec<u8>) -> Result<Self, KeyFaultCode> {
        if x.len() == ED25519_BYTES {
            Ok(Self::Ed25519 { x })
        } else {
            Err(KeyFaultCode::WrongLength)
        }
    }

    /// Reads a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7), from its elements.
    pub(super) fn from_spki(mut spki: Elements<'_>) -> Result<Self, KeyFaultCode> {
        let mut algorithm = spki.sequence().ok_or(KeyFaultCode::Damaged)?;
        let name = algorithm.expect(der::OBJECT_IDENTIFIER).ok_or(KeyFaultCode::Damaged)?;
        let key = spki.bits().filter(|_| spki.is_at_end()).ok_or(KeyFaultCode::Damaged)?;
        match name {
            RSA => Self::from_pkcs1(key),
            EC => {
                let curve = algorithm.expect(der::OBJECT_IDENTIFIER).unwrap_or_default();
                let curve = Curve::ALL.into_iter().find(|known| known.object_identifier() == curve);
                let curve = curve.ok_or(KeyFaultCode::UnknownCurve)?;
                let point = key.strip_prefix(&[0x04]).ok_or(KeyFaultCode::CompressedPoint)?;
                let (x, y) =
                    point.split_at_checked(curve.bytes()).ok_or(KeyFaultCode::WrongLength)?;
                Self::ec(curve, x.to_vec(), y.to_vec())
            }
            ED25519 => Self::ed25519(key.to_vec()),
            _ => Err(KeyFaultCode::UnknownKeyType),
        }
    }

    /// Reads an RSAPublicKey (RFC 8017 A.1.1).
    pub(super) fn from_pkcs1(bytes: &[u8]) -> Result<Self, KeyFaultCode> {
        let mut elements = Elements::of_sequence(bytes).ok_or(KeyFaultCode::Damaged)?;
        let (modulus, exponent) = (elements.natural(), elements.natural());
        match (modulus, exponent, elements.is_at_end()) {
            (Some(modulus), Some(exponent), true) => Ok(Self::rsa(modulus, exponent)),
            _ => Err(KeyFaultCode::Damaged),
        }
    }

    /// Returns the DER of its SubjectPublicKeyInfo; none for a symmetric key.
    ///
    /// It is written anew also where the key was in one: Kubernetes hashes its own DER, and Chromium refuses
    /// some that others write.
    pub(crate) fn spki(&self) -> Option<Vec<u8>> {
        let oid = |name: &[u8]| element(der::OBJECT_IDENTIFIER, &[name]);
        let (algorithm, key) = match self {
            Self::Rsa { modulus, exponent } => {
                let numbers = [der::natural(modulus), der::natural(exponent)];
                let [modulus, exponent] = &numbers;
                let key = element(der::SEQUENCE, &[modulus, exponent]);
                ([oid(RSA), element(der::NULL, &[])].concat(), key)
            }
            Self::Ec { curve, x, y } => {
                let algorithm = [oid(EC), oid(curve.object_identifier())].concat();
                (algorithm, [&[0x04], x.as_slice(), y].concat())
            }
            Self::Ed25519 { x } => (oid(ED25519), x.clone()),
            Self::Hmac(_) => return None,
        };
        let algorithm = element(der::SEQUENCE, &[&algorithm]);
        let key = element(der::BIT_STRING, &[&[0], &key]);
        Some(element(der::SEQUENCE, &[&algorithm, &key]))
    }

    /// Returns the JWK thumbprint (RFC 7638 §3, RFC 8037 §2). None for a symmetric key, since whoever has
    /// the hash of a weak secret finds the secret.
    pub(crate) fn thumbprint(&self) -> Option<String> {
        let base64 = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let members = match self {
            Self::Rsa { modulus, exponent } => {
                format!(r#"{{"e":"{}","kty":"RSA","n":"{}"}}"#, base64(exponent), base64(modulus))
            }
            Self::Ec { curve, x, y } => format!(
                r#"{{"crv":"{}","kty":"EC","x":"{}","y":"{}"}}"#,
                curve.name(),
                base64(x),
                base64(y)
            ),
            Self::Ed25519 { x } => {
                format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{}"}}"#, base64(x))
            }
            Self::Hmac(_) => return None,
        };
        Some(sha256(members.as_bytes()))
    }

    /// Returns the id that Kubernetes gives the key: base64url of the SHA-256 of its DER
    /// (kubernetes/kubernetes pkg/serviceaccount/jwt.go, `keyIDFromPublicKey`).
    pub(crate) fn kubernetes_kid(&self) -> Option<String> {
        Some(sha256(&self.spki()?))
    }

    /// Returns what it is, in the words of the report, such as `RSA-2048` or `P-256`.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Rsa { .. } => format!("RSA-{}", self.rsa_bits().unwrap_or_default()),
            Self::Ec { curve, .. } => curve.name().to_owned(),
            Self::Ed25519 { .. } => "Ed25519".to_owned(),
            Self::Hmac(_) => "HMAC".to_owned(),
        }
    }

    /// Returns the length of an RSA modulus in bits.
    pub(crate) fn rsa_bits(&self) -> Option<usize> {
        let Self::Rsa { modulus, .. } = self else { return None };
        let zeros = modulus.first().map_or(0, |first| first.leading_zeros() as usize);
        Some(modulus.len() * 8 - zeros)
    }

    /// Returns why signatures under this key prove nothing, if they do not.
    ///
    /// No browser demands a size of RSA keys, and some accept points from which anybody can sign.
    pub(crate) fn weakness(&self) -> Option<Weakness> {
        match self {
            Self::Rsa { modulus, exponent } => {
                let is_odd = |number: &[u8]| number.last().is_some_and(|last| last & 1 == 1);
                match self.rsa_bits().unwrap_or_default() {
                    ..MIN_RSA_BITS => Some(Weakness::RsaTooShort),
                    bits if bits > MAX_RSA_BITS => Some(Weakness::RsaTooLong),
                    _ if !is_odd(modulus) || !is_odd(exponent) || exponent.as_slice() == [1] => {
                        Some(Weakness::RsaNumbers)
                    }
                    _ => None,
                }
            }
            Self::Ec { curve, x, y } => {
                (!curve.equation().has(x, y)).then_some(Weakness::NotOnCurve)
            }
            Self::Ed25519 { x } => ed25519_fault(x).map(|fault| match fault {
                PointFault::NotOnCurve => Weakness::NotOnCurve,
                PointFault::SmallOrder => Weakness::SmallOrder,
            }),
            Self::Hmac(_) => None,
        }
    }
}

fn sha256(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(bytes))
}
