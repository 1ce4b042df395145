//! A report as bytes, on its way from the worker that read a long text to the page, and on its way to
//! JSON (see [`json`](mod@json)).
//!
//! Each value says what it is, so that one small loop makes JSON of the bytes. Both ends are the
//! same build, so nothing else is said and nothing may be missing: every field in its order. The
//! lists below are held to the report by the compiler. It is no format to keep: the one for others
//! is the JSON.

mod json;

use std::borrow::Cow;
use std::cell::RefCell;

use sa_token::report::*;

pub use json::json;

/// The report as bytes.
pub fn to_bytes(report: &Report) -> Vec<u8> {
    let mut bytes = Vec::new();
    report.put(&mut bytes);
    bytes
}

/// What the report says, whatever the clock was, as bytes to compare: that takes a tenth of the code
/// that it takes to compare all that a report is made of.
pub fn said_by(report: &Report) -> Vec<u8> {
    let mut bytes = Vec::new();
    report.tokens.put(&mut bytes);
    report.findings.put(&mut bytes);
    bytes
}

/// The report that the bytes were made from; none if they were not.
pub fn from_bytes(bytes: &[u8]) -> Option<Report> {
    let mut source = Source { rest: bytes, failed: false };
    let report = Report::take(&mut source);
    (!source.failed && source.rest.is_empty()).then_some(report)
}

/// What a value is: its first byte. A struct and an enum have a byte of their own.
mod tag {
    pub(super) const NULL: u8 = 0;
    pub(super) const FALSE: u8 = 1;
    pub(super) const TRUE: u8 = 2;
    pub(super) const NUMBER: u8 = 3;
    pub(super) const TEXT: u8 = 4;
    pub(super) const LIST: u8 = 5;
    pub(super) const MAP: u8 = 6;
    /// The first struct; its fields follow.
    pub(super) const STRUCT: u8 = 16;
    /// The first enum; the number of the name follows.
    pub(super) const ENUM: u8 = 128;
}

/// The bytes that are still to be read. Where they end too early, all that follows is zero, and
/// nothing of it counts: to ask at each step would weigh more.
struct Source<'b> {
    rest: &'b [u8],
    failed: bool,
}

impl<'b> Source<'b> {
    fn bytes(&mut self, count: usize) -> &'b [u8] {
        match self.rest.split_at_checked(count) {
            Some((bytes, rest)) => {
                self.rest = rest;
                bytes
            }
            None => {
                self.failed = true;
                &[]
            }
        }
    }

    fn byte(&mut self) -> u8 {
        self.bytes(1).first().copied().unwrap_or_default()
    }

    fn number(&mut self) -> i64 {
        self.bytes(8).try_into().map_or(0, i64::from_le_bytes)
    }

    fn text(&mut self) -> &'b [u8] {
        let length = self.number() as usize;
        self.bytes(length)
    }

    /// True for a value that is missing, which is all there is of it.
    fn is_null(&mut self) -> bool {
        match self.rest {
            [tag::NULL, rest @ ..] => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }
}

/// The number of a value that [`put_head`] has put.
fn take_head(from: &mut Source<'_>) -> i64 {
    from.byte();
    from.number()
}

/// A value's tag, and its number: itself, its length or that of its name.
fn put_head(tag: u8, number: i64, to: &mut Vec<u8>) {
    to.push(tag);
    to.extend_from_slice(&number.to_le_bytes());
}

/// Has a place in the bytes.
trait Wire: Sized {
    /// What a list of it is.
    const LIST: u8 = tag::LIST;

    fn put(&self, to: &mut Vec<u8>);
    fn take(from: &mut Source<'_>) -> Self;
}

impl Wire for i64 {
    fn put(&self, to: &mut Vec<u8>) {
        put_head(tag::NUMBER, *self, to);
    }

    fn take(from: &mut Source<'_>) -> Self {
        take_head(from)
    }
}

impl Wire for usize {
    fn put(&self, to: &mut Vec<u8>) {
        (*self as i64).put(to);
    }

    fn take(from: &mut Source<'_>) -> Self {
        i64::take(from) as Self
    }
}

impl Wire for u32 {
    fn put(&self, to: &mut Vec<u8>) {
        i64::from(*self).put(to);
    }

    fn take(from: &mut Source<'_>) -> Self {
        i64::take(from) as Self
    }
}

impl Wire for bool {
    fn put(&self, to: &mut Vec<u8>) {
        to.push(if *self { tag::TRUE } else { tag::FALSE });
    }

    fn take(from: &mut Source<'_>) -> Self {
        from.byte() == tag::TRUE
    }
}

fn put_text(text: &str, to: &mut Vec<u8>) {
    put_head(tag::TEXT, text.len() as i64, to);
    to.extend_from_slice(text.as_bytes());
}

fn take_text<'b>(from: &mut Source<'b>) -> &'b str {
    from.byte();
    std::str::from_utf8(from.text()).unwrap_or_default()
}

impl Wire for String {
    fn put(&self, to: &mut Vec<u8>) {
        put_text(self, to);
    }

    fn take(from: &mut Source<'_>) -> Self {
        take_text(from).to_owned()
    }
}

impl Wire for Text {
    fn put(&self, to: &mut Vec<u8>) {
        put_text(self, to);
    }

    fn take(from: &mut Source<'_>) -> Self {
        Cow::Owned(String::take(from))
    }
}

thread_local! {
    /// The program's own fixed words as they came over, each once: there are a few hundred.
    static FIXED: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

impl Wire for &'static str {
    fn put(&self, to: &mut Vec<u8>) {
        put_text(self, to);
    }

    fn take(from: &mut Source<'_>) -> Self {
        let text = take_text(from);
        FIXED.with_borrow_mut(|fixed| {
            let known = fixed.iter().copied().find(|known| *known == text);
            known.unwrap_or_else(|| {
                let text = text.to_owned().leak();
                fixed.push(text);
                text
            })
        })
    }
}

impl<T: Wire> Wire for Option<T> {
    fn put(&self, to: &mut Vec<u8>) {
        match self {
            Some(value) => value.put(to),
            None => to.push(tag::NULL),
        }
    }

    fn take(from: &mut Source<'_>) -> Self {
        (!from.is_null()).then(|| T::take(from))
    }
}

/// As often as a list is long: the loop of all lists.
fn take_each(from: &mut Source<'_>, take: &mut dyn FnMut(&mut Source<'_>)) {
    for _ in 0..take_head(from) {
        if from.failed {
            break;
        }
        take(from);
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn put(&self, to: &mut Vec<u8>) {
        put_head(T::LIST, self.len() as i64, to);
        self.iter().for_each(|value| value.put(to));
    }

    fn take(from: &mut Source<'_>) -> Self {
        let mut list = Self::new();
        take_each(from, &mut |from| list.push(T::take(from)));
        list
    }
}

impl Wire for Span {
    fn put(&self, to: &mut Vec<u8>) {
        put_head(tag::LIST, self.len() as i64, to);
        self.iter().for_each(|end| end.put(to));
    }

    fn take(from: &mut Source<'_>) -> Self {
        take_head(from);
        [usize::take(from), usize::take(from)]
    }
}

/// A name and its value.
impl<A: Wire, B: Wire> Wire for (A, B) {
    const LIST: u8 = tag::MAP;

    fn put(&self, to: &mut Vec<u8>) {
        self.0.put(to);
        self.1.put(to);
    }

    fn take(from: &mut Source<'_>) -> Self {
        (A::take(from), B::take(from))
    }
}

impl Wire for PathKey {
    fn put(&self, to: &mut Vec<u8>) {
        match self {
            Self::Index(index) => index.put(to),
            Self::Name(name) => name.put(to),
        }
    }

    fn take(from: &mut Source<'_>) -> Self {
        match from.rest {
            [tag::NUMBER, ..] => Self::Index(usize::take(from)),
            _ => Self::Name(String::take(from)),
        }
    }
}

/// The name in JSON: as in the program, or another.
macro_rules! json_name {
    ($name:ident) => {
        stringify!($name)
    };
    ($name:ident $other:literal) => {
        $other
    };
}

/// Structs with all their fields, each with its name in JSON where that is another.
macro_rules! fields {
    ($($type:ident { $($field:ident $(= $name:literal)?),* $(,)? })*) => {
        /// The structs in their order.
        enum Struct { $($type),* }

        /// Their fields in JSON, with a blank between them.
        const FIELDS: &[&str] = &[$(concat!($(json_name!($field $($name)?), " "),*).trim_ascii_end()),*];

        $(impl Wire for $type {
            fn put(&self, to: &mut Vec<u8>) {
                let Self { $($field),* } = self;
                to.push(tag::STRUCT + Struct::$type as u8);
                $($field.put(to);)*
            }

            fn take(from: &mut Source<'_>) -> Self {
                from.byte();
                Self { $($field: Wire::take(from)),* }
            }
        })*
    };
}

/// Enums with all their names, in the order of their numbers. In JSON they are in kebab case.
macro_rules! names {
    ($($type:ident { $first:ident $(, $name:ident $(= $other:literal)?)* $(,)? })*) => {
        /// The enums in their order.
        enum Enum { $($type),* }

        /// Their names, with a blank between them.
        const NAMES: &[&str] =
            &[$(concat!(stringify!($first) $(, " ", json_name!($name $($other)?))*)),*];

        $(impl Wire for $type {
            fn put(&self, to: &mut Vec<u8>) {
                // Only here so that a new name is not forgotten.
                match self {
                    Self::$first $(| Self::$name)* => {}
                }
                put_head(tag::ENUM + Enum::$type as u8, *self as i64, to);
            }

            fn take(from: &mut Source<'_>) -> Self {
                const ALL: &[$type] = &[$type::$first $(, $type::$name)*];
                // Does not compile unless each name stands at its number.
                const {
                    let mut rest = ALL;
                    let mut number = 0;
                    while let [name, after @ ..] = rest {
                        assert!(*name as usize == number);
                        (rest, number) = (after, number + 1);
                    }
                }
                ALL.get(usize::take(from)).copied().unwrap_or(Self::$first)
            }
        })*

        /// Every name as serde writes it, and as bytes.
        #[cfg(all(test, not(target_arch = "wasm32")))]
        fn every_name() -> Vec<(String, Vec<u8>)> {
            let mut names = Vec::new();
            $(for name in [$type::$first $(, $type::$name)*] {
                let mut bytes = Vec::new();
                name.put(&mut bytes);
                names.push((serde_json::to_string(&name).expect("it has a name"), bytes));
            })*
            names
        }
    };
}

fields! {
    Report { version, now, input, tokens, findings }
    Input { form, bytes }
    Token {
        location, parts, format, kind, headline, summary, rows, variant, identified_as,
        evidence, identity, binding, times, header, payload, signature, ends, remedies,
        findings,
    }
    Location { start, end, encoding, path, display, object }
    KubernetesObject { kind, namespace, name, uid, created, labels, annotations }
    Part { name, ranges }
    Row { name, state, words, why }
    Variant { bound_to, extended, origin, audience, parties, platforms, signer, kubernetes }
    Party { code, name, audience, certainty }
    Platform { name, certainty }
    VersionWindow { min, max, usual_min, usual_max }
    IdentifiedAs { code, name, certainty }
    Evidence { code, text, certainty, part, pointer }
    Identity { namespace, service_account, uid, username, groups, extra }
    Binding { kind, name, uid, node }
    ObjectName { name, uid }
    Times {
        issued_at, not_before, warn_after, expires_at, refresh_at, accepted_until,
        lifetime_seconds, status,
    }
    JsonPart { text, members }
    Member {
        pointer, index, name, json_type = "type", start, end, ranges, text, value, withheld,
        title, meaning, source, certainty, time,
    }
    Withheld { reason, characters }
    MemberTime { utc, seconds }
    Signature { bytes, key_hint, status }
    End { what, text, certainty }
    Remedy { title, why, when, command, needs, destructive }
    Finding {
        code, severity, message, help, part, start, end, line, column, pointer, reference,
        api_server, count,
    }
}

names! {
    Form {
        Empty, Binary, InputTooLarge, Secret, List, Kubeconfig, TokenRequest, TokenReview,
        ExecCredential, CredentialProviderRequest, CsiTokens, Dockercfg, VaultLogin, Jwks,
        TerraformState, Json, Yaml, SecretDescription, Curl, Command, AuthorizationHeader,
        WebsocketProtocol, HttpTrace, Environment, Log, Pem, Token, Base64Token,
        OtherCredential, Text,
    }
    Encoding {
        Base64, Base64url, JsonString, YamlScalar, ShellQuoted, Percent, BackslashN,
        WrappedLines, Utf16 = "utf-16",
    }
    PartName {
        Header, Payload, Signature, EncryptedKey, InitializationVector, Ciphertext,
        AuthenticationTag, Extra,
    }
    Format { Jws, JwsRedacted, JwsTruncated, JwsJson, Unsecured, Jwe }
    Kind { Legacy, Bound, Other, Unreadable }
    Certainty { Certain, Documented, Seen, Likely, Unknown }
    RowName { Kind, Time, Audience, Structure, Signature }
    RowState { Usual, Notable, Problem, Unknown }
    BoundTo { Pod, Secret, Node, None, Webhook }
    Origin { AutoGenerated, Manual, AutoGeneratedLikely, ManualLikely }
    AudienceClass { ApiServer, Foreign, Mixed, None }
    Signer { Kubernetes, External, Provider, Unknown }
    TimeStatus { NoExpiry, Expired, NotYetValid, Stale, Active, Unknown }
    WithheldReason { Token, PrivateKey, Credential, Opaque }
    JsonType { String, Number, Boolean, Null, Object, Array }
    SignatureStatus { NotChecked, Absent, Redacted }
    Occasion { Leaked, Hygiene, Check }
    Severity { Error, Warning, Notice }
}

#[cfg(test)]
mod tests {
    use sa_token::{Options, inspect};

    use super::*;

    const SAMPLES: [&str; 4] = [
        include_str!("../crates/sa-token/tests/samples/bound-pod-extended-v1.24.jwt"),
        include_str!("../crates/sa-token/tests/samples/legacy-auto-generated-v1.20.jwt"),
        include_str!("../crates/sa-token/tests/samples/legacy-explicit-secret-v1.24.jwt"),
        "eyJhbGciOiJub25lIiwieCI6MX0.eyJpc3MiOiJodHRwczovL2V4YW1wbGUudGVzdCIsImEiOlsxLG51bGxdfQ.",
    ];

    fn read(text: &[u8], now: Option<i64>) -> Report {
        inspect(text, &Options { now, ..Options::default() })
    }

    #[track_caller]
    fn check(text: &[u8]) {
        for now in [None, Some(1_660_910_400), Some(i64::MAX)] {
            let report = read(text, now);
            assert_eq!(from_bytes(&to_bytes(&report)).as_ref(), Some(&report));
        }
    }

    #[test]
    fn a_report_comes_over_as_it_is() {
        let all = SAMPLES.join("\n");
        for text in
            SAMPLES.into_iter().chain([&*all, "", "no token", "eyJhbGciOiJ", "k8s-aws-v1.x"])
        {
            check(text.as_bytes());
        }
        check(b"\xff\xfea\0");
    }

    #[test]
    fn a_report_of_what_is_damaged_comes_over_as_it_is() {
        let [bound, ..] = SAMPLES;
        for place in (0..bound.len()).step_by(7) {
            let (before, after) = bound.split_at(place);
            check(before.as_bytes());
            check(format!("{before}\n*{after}").as_bytes());
        }
    }

    #[test]
    fn other_bytes_are_no_report() {
        let bytes = to_bytes(&read(SAMPLES[0].as_bytes(), None));
        for end in 0..bytes.len() {
            assert_eq!(from_bytes(&bytes[..end]), None, "{end}");
        }
        assert_eq!(from_bytes(&[&bytes[..], b"x"].concat()), None);
    }
}
