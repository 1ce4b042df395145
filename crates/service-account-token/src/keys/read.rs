//! Finds keys in a text: JWK Sets, JWKs, PEM blocks and base64 of any of these, in any mixture.

use std::ops::Range;

use serde::de::IgnoredAny;

use super::der::{self, Element, Elements};
use super::fault::KeyFaultCode;
use super::jwk::{Object, has_private_jwk};
use super::key::{Fault, Key, KeyForm, Source};
use super::public_key::{PublicKey, Secret};
use crate::text::base64::{self, Flaw};
use crate::text::json::{JsonText, JsonType, NodeId, find_fault};

/// The most keys that are read, and the most faults that are told. AWS, which says how many it takes, takes 200.
pub const MAX_KEYS: usize = 256;

/// A mark that some editors put before a text.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// How deep a key may be in base64 or in the strings of JSON: base64 of a JSON text with PEM in it.
const MAX_LAYERS: usize = 3;

const PEM_BEGIN: &str = "-----BEGIN ";
const PEM_END: &str = "-----END ";
const PEM_DASHES: &str = "-----";

/// How the first and the last line of a private key in PEM end.
const PRIVATE_LABEL: &str = "PRIVATE KEY-----";

/// How an OpenSSH private key begins.
const OPENSSH_PRIVATE: &[u8] = b"openssh-key-v1\0";

/// The keys of one or more texts.
///
/// ```
/// use service_account_token::Keys;
///
/// let keys = Keys::read(r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#);
/// assert_eq!(keys.len(), 1);
/// assert!(!keys.has_private_key());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    pub(crate) keys: Vec<Key>,
    pub(crate) faults: Vec<Fault>,
}

impl Keys {
    /// Reads the keys of a text. Never fails and never panics.
    pub fn read(text: &str) -> Self {
        Self::read_all([text])
    }

    /// Reads the keys of several texts.
    pub fn read_all<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut keys = Self::default();
        for (index, text) in texts.into_iter().enumerate() {
            let mut reader = Reader { keys: &mut keys, text: index, place: None, layers: 0 };
            reader.text(text);
        }
        keys
    }

    /// Adds a secret for HMAC.
    pub fn add_secret(&mut self, secret: &[u8]) {
        let source = Source { text: 0, range: 0..0 };
        let key = PublicKey::Hmac(Secret(secret.to_vec()));
        self.keys.push(Key::bare(key, KeyForm::Secret, source));
    }

    /// Returns the number of keys.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Returns true if there is no key.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Returns true if a private key was among the texts.
    pub fn has_private_key(&self) -> bool {
        self.faults.iter().any(|fault| fault.code == KeyFaultCode::PrivateKey)
    }
}

struct Reader<'k> {
    keys: &'k mut Keys,
    /// The index of the text.
    text: usize,
    /// In a layer: the bytes of the text that it is made of.
    place: Option<Range<usize>>,
    layers: usize,
}

impl Reader<'_> {
    /// Reads a text. A private key is told even if it is in no form that is read here.
    fn text(&mut self, text: &str) {
        self.pieces(text);
        if text.contains(PRIVATE_LABEL) && !self.keys.has_private_key() {
            self.fault(KeyFaultCode::PrivateKey, 0..text.len());
        }
    }

    fn pieces(&mut self, text: &str) {
        let mut at = 0;
        while let Some(rest) = text.get(at..) {
            let blank = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | BYTE_ORDER_MARK);
            let trimmed = rest.trim_start_matches(blank);
            at += rest.len() - trimmed.len();
            if trimmed.is_empty() || self.is_full(at..text.len()) {
                break;
            }
            at += match trimmed.as_bytes().first() {
                Some(b'{' | b'[') => self.json(trimmed, at),
                _ if trimmed.starts_with(PEM_BEGIN) => self.pem(trimmed, at),
                _ => self.other(trimmed, at),
            };
        }
    }

    /// Returns true if no more is read.
    fn is_full(&mut self, rest: Range<usize>) -> bool {
        let Keys { keys, faults } = &mut *self.keys;
        if faults.last().is_some_and(|fault| fault.code == KeyFaultCode::TooManyKeys) {
            return true;
        }
        let is_full = keys.len() >= MAX_KEYS || faults.len() >= MAX_KEYS;
        if is_full {
            self.fault(KeyFaultCode::TooManyKeys, rest);
        }
        is_full
    }

    /// Reads the JSON value at the beginning of a text, and returns its length.
    fn json(&mut self, text: &str, at: usize) -> usize {
        let mut values = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
        if !matches!(values.next(), Some(Ok(IgnoredAny))) {
            let length = find_fault(text).map_or(text.len(), |fault| fault.offset.max(1));
            // Of a JWK that breaks off, or is written as in Python or JavaScript.
            let is_private = ["\"d\"", "'d'"].iter().any(|name| text.contains(name));
            let code = if is_private { KeyFaultCode::PrivateKey } else { KeyFaultCode::JsonSyntax };
            self.fault(code, at..at + length);
            return length;
        }
        let length = values.byte_offset();
        let json = JsonText::read(text.get(..length).unwrap_or_default().to_owned());
        let Some(root) = json.root() else { return length };
        if json[root].json_type == JsonType::Array {
            for (id, _) in json.children(root) {
                if self.is_full(at..at + length) {
                    break;
                }
                self.value(&json, id, at);
            }
        } else {
            self.value(&json, root, at);
        }
        if json.too_many.is_some() {
            self.fault(KeyFaultCode::TooManyKeys, at..at + length);
        }
        let mut strings = json.members().filter_map(|(_, node)| node.value.as_deref());
        if !self.keys.has_private_key()
            && (has_private_jwk(&json) || strings.any(|text| self.hides_private_key(text)))
        {
            self.fault(KeyFaultCode::PrivateKey, at..at + length);
        }
        length
    }

    /// Returns true if a string of JSON has a private key, such as a member of a Secret.
    fn hides_private_key(&self, text: &str) -> bool {
        if text.len() < MIN_BASE64 || self.layers >= MAX_LAYERS {
            return false;
        }
        let mut keys = Keys::default();
        Reader { keys: &mut keys, text: self.text, place: None, layers: self.layers + 1 }
            .text(text);
        keys.has_private_key()
    }

    /// Reads a value of a JSON text that begins at this byte.
    fn value(&mut self, json: &JsonText, id: NodeId, at: usize) {
        let range = |id: NodeId| at + json[id].span.start..at + json[id].span.end;
        if let Some(text) = &json[id].value {
            return self.layer(text, range(id));
        }
        let object = Object::new(json, id);
        if let Some(keys) = object.list("keys") {
            for id in keys {
                if self.is_full(range(id)) {
                    break;
                }
                self.jwk(Object::new(json, id), KeyForm::Jwks, range(id));
            }
        } else if object.has("kty") {
            self.jwk(object, KeyForm::Jwk, range(id));
        } else if object.has("jwks_uri") {
            self.fault(KeyFaultCode::DiscoveryDocument, range(id));
        } else {
            // Some issuers publish an object of certificates: {"KID": "-----BEGIN CERTIFICATE-----…"}.
            let mut has_pem = false;
            for (id, node) in json.children(id) {
                if let Some(text) = node.value.as_deref().filter(|text| text.contains(PEM_BEGIN)) {
                    has_pem = true;
                    self.layer(text, range(id));
                }
            }
            if !has_pem {
                self.fault(KeyFaultCode::NoKey, range(id));
            }
        }
    }

    fn jwk(&mut self, object: Object<'_>, form: KeyForm, range: Range<usize>) {
        match object.jwk(form, self.source(range.clone())) {
            Ok(key) => self.keys.keys.push(key),
            Err(code) => self.fault(code, range),
        }
    }

    /// Reads the PEM block at the beginning of a text (RFC 7468 §2), and returns its length.
    fn pem(&mut self, text: &str, at: usize) -> usize {
        let after_begin = text.get(PEM_BEGIN.len()..).unwrap_or_default();
        let label = after_begin.split(PEM_DASHES).next().unwrap_or_default();
        let block = after_begin.split(PEM_BEGIN).next().unwrap_or_default();
        let is_private = label.contains("PRIVATE KEY");
        let Some((before_end, _)) = block.split_once(PEM_END) else {
            let length = PEM_BEGIN.len() + block.len();
            let code =
                if is_private { KeyFaultCode::PrivateKey } else { KeyFaultCode::UnfinishedPem };
            self.fault(code, at..at + length);
            return length;
        };
        let body = before_end.get(label.len() + PEM_DASHES.len()..).unwrap_or_default();
        let mut length = PEM_BEGIN.len() + before_end.len() + PEM_END.len();
        let end = text.get(length..).and_then(|end| end.strip_prefix(label));
        if end.is_some_and(|end| end.starts_with(PEM_DASHES)) {
            length += label.len() + PEM_DASHES.len();
        }
        let range = at..at + length;
        if is_private {
            self.fault(KeyFaultCode::PrivateKey, range);
        } else if !label.ends_with("PUBLIC KEY") && !label.ends_with("CERTIFICATE") {
            self.fault(KeyFaultCode::UnknownPem, range);
        } else {
            match decode(body) {
                Some(bytes) => self.der(&bytes, range),
                None => self.fault(KeyFaultCode::Damaged, range),
            }
        }
        length
    }

    /// Reads what is neither JSON nor PEM, up to the next of these, and returns its length. It may be
    /// base64 of either, or of DER, between other lines.
    fn other(&mut self, text: &str, at: usize) -> usize {
        let is_next = |&(at, byte): &(usize, u8)| match byte {
            b'{' | b'[' => true,
            b'-' => text.get(at..).is_some_and(|rest| rest.starts_with(PEM_BEGIN)),
            _ => false,
        };
        let length = text.bytes().enumerate().find(is_next).map_or(text.len(), |(at, _)| at);
        let piece = text.get(..length).unwrap_or_default().trim_end();
        if is_blank(piece) {
            return length;
        }
        let mut is_recognized = false;
        for run in base64_runs(piece) {
            let text = piece.get(run.clone()).unwrap_or_default();
            is_recognized |= self.base64(text, at + run.start..at + run.end);
        }
        if !is_recognized {
            self.fault(KeyFaultCode::Unrecognized, at..at + piece.len());
        }
        length
    }

    /// Reads base64 of DER or of a text. Returns false if it is of neither.
    fn base64(&mut self, text: &str, range: Range<usize>) -> bool {
        let Some((bytes, is_whole)) = decode_start(text) else { return false };
        if bytes.starts_with(OPENSSH_PRIVATE) {
            self.fault(KeyFaultCode::PrivateKey, range);
            return true;
        }
        if bytes.first() == Some(&der::SEQUENCE) {
            match is_whole || begins_private_key(&bytes) {
                true => self.der(&bytes, range),
                false => self.fault(KeyFaultCode::Damaged, range),
            }
            return true;
        }
        // What only looks like base64 does not decode to such a text.
        let is_text = |byte: &u8| byte.is_ascii_graphic() || byte.is_ascii_whitespace();
        let text = String::from_utf8(bytes).ok().filter(|text| text.as_bytes().iter().all(is_text));
        text.filter(|text| !text.is_empty()).map(|text| self.layer(&text, range)).is_some()
    }

    /// Reads a text that is in another.
    fn layer(&mut self, text: &str, range: Range<usize>) {
        if self.layers >= MAX_LAYERS {
            return self.fault(KeyFaultCode::Unrecognized, range);
        }
        let place = Some(self.place.clone().unwrap_or(range));
        let layers = self.layers + 1;
        Reader { keys: self.keys, text: self.text, place, layers }.text(text);
    }

    fn der(&mut self, bytes: &[u8], range: Range<usize>) {
        match read_der(bytes) {
            Ok((key, form)) => {
                let source = self.source(range);
                self.keys.keys.push(Key::bare(key, form, source));
            }
            Err(code) => self.fault(code, range),
        }
    }

    fn source(&self, range: Range<usize>) -> Source {
        Source { text: self.text, range: self.place.clone().unwrap_or(range) }
    }

    fn fault(&mut self, code: KeyFaultCode, range: Range<usize>) {
        let source = self.source(range);
        self.keys.faults.push(Fault { code, source });
    }
}

/// Returns true for what surrounds keys in strings: quotes and the two characters `\n`.
fn is_blank(text: &str) -> bool {
    let text = text.replace("\\n", "").replace("\\r", "");
    text.chars().all(|c| c.is_whitespace() || matches!(c, '"' | '\'' | ','))
}

/// The fewest characters that a word of base64 has that shares its line with others. The shortest key,
/// Ed25519's, has 60.
const MIN_BASE64: usize = 40;

/// Returns the ranges of a text that may be base64: lines with one word each, one after the other, or the
/// last word of a line with several.
fn base64_runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut is_open = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let line_start = start;
        start += line.len();
        let is_base64 = |byte: u8| base64::is_character(byte) || matches!(byte, b'=' | b'\\');
        let quotes = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ',');
        let line = line.trim_end_matches(quotes);
        let word_start = line.rfind(quotes).map_or(0, |at| at + 1);
        let word = line.get(word_start..).unwrap_or_default();
        let is_alone = line.trim_start().len() == word.len();
        let run = line_start + word_start..line_start + line.len();
        if word.is_empty() || !word.bytes().all(is_base64) || !is_alone && word.len() < MIN_BASE64 {
            is_open = false;
        } else if let Some(last) = runs.last_mut().filter(|_| is_open && is_alone) {
            last.end = run.end;
            is_open = !word.ends_with('=');
        } else {
            runs.push(run);
            is_open = !word.ends_with('=');
        }
    }
    runs
}

/// Returns the bytes of base64 in either alphabet, with or without padding, over any number of lines. A line
/// may also end in the two characters `\n`, as in a string of JSON.
fn decode(text: &str) -> Option<Vec<u8>> {
    decode_start(text).filter(|(_, is_whole)| *is_whole).map(|(bytes, _)| bytes)
}

/// Returns the bytes of the same base64, and false if it is cut off inside a byte.
fn decode_start(text: &str) -> Option<(Vec<u8>, bool)> {
    let text = text.replace("\\n", "").replace("\\r", "");
    let text: String = text.split_whitespace().collect();
    let decoded = base64::decode(text.trim_end_matches('='));
    let is_cut = |flaw: &Flaw| matches!(flaw, Flaw::Length { .. } | Flaw::TrailingBits { .. });
    let is_whole = !decoded.flaws.iter().any(is_cut);
    let is_sound = |flaw: &Flaw| is_cut(flaw) || matches!(flaw, Flaw::StandardAlphabet { .. });
    decoded.flaws.iter().all(is_sound).then_some((decoded.bytes, is_whole))
}

/// Returns true for the first bytes of a private key, which begins with its version: 0 in PKCS#8 and PKCS#1, 1
/// in SEC 1. The rest may be cut off.
fn begins_private_key(bytes: &[u8]) -> bool {
    let is_version = |first: Element<'_>| first.tag == der::INTEGER && first.contents.len() == 1;
    Elements::after_header(bytes).and_then(Elements::peek).is_some_and(is_version)
}

/// Returns true if these bytes are a key or a certificate, in any form that is read here.
pub(super) fn is_key(bytes: &[u8]) -> bool {
    let is_found = |keys: Keys| !keys.is_empty() || keys.has_private_key();
    matches!(read_der(bytes), Ok(_) | Err(KeyFaultCode::PrivateKey))
        || std::str::from_utf8(bytes).is_ok_and(|text| is_found(Keys::read(text)))
}

/// Reads a public key or a certificate.
fn read_der(bytes: &[u8]) -> Result<(PublicKey, KeyForm), KeyFaultCode> {
    if begins_private_key(bytes) {
        return Err(KeyFaultCode::PrivateKey);
    }
    let mut elements = Elements::of_sequence(bytes).ok_or(KeyFaultCode::Damaged)?;
    let first = elements.peek().ok_or(KeyFaultCode::Damaged)?;
    if first.tag == der::INTEGER {
        return Ok((PublicKey::from_pkcs1(bytes)?, KeyForm::Pkcs1));
    }
    let inner = Elements::new(first.contents).peek().ok_or(KeyFaultCode::Damaged)?;
    if inner.tag == der::OBJECT_IDENTIFIER {
        elements.next();
        return match elements.peek().map(|second| second.tag) {
            // An encrypted private key (RFC 5958 §3).
            Some(der::OCTET_STRING) => Err(KeyFaultCode::PrivateKey),
            _ => {
                let spki = Elements::of_sequence(bytes).ok_or(KeyFaultCode::Damaged)?;
                Ok((PublicKey::from_spki(spki)?, KeyForm::Spki))
            }
        };
    }
    Ok((read_certificate(elements).ok_or(KeyFaultCode::Damaged)??, KeyForm::Certificate))
}

/// Reads the key of a certificate (RFC 5280 §4.1), from its elements.
fn read_certificate(mut certificate: Elements<'_>) -> Option<Result<PublicKey, KeyFaultCode>> {
    let mut body = certificate.sequence()?;
    body.expect(der::VERSION);
    body.expect(der::INTEGER)?;
    for _ in ["signature", "issuer", "validity", "subject"] {
        body.sequence()?;
    }
    Some(PublicKey::from_spki(body.sequence()?))
}
