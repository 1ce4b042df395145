//! A report as bytes, on its way from the worker that read a long text to the page.
//!
//! Both ends are the same build, so nothing is named and nothing may be missing: every field in its
//! order. The lists below are held to the report by the compiler. It is no format to keep: the one
//! for others is the JSON.

use std::borrow::Cow;
use std::cell::RefCell;

use sa_token::report::*;

/// The report as bytes.
pub fn to_bytes(report: &Report) -> Vec<u8> {
    let mut bytes = Vec::new();
    report.put(&mut bytes);
    bytes
}

/// The report that the bytes were made from; none if they were not.
pub fn from_bytes(bytes: &[u8]) -> Option<Report> {
    let mut source = Source { rest: bytes, failed: false };
    let report = Report::take(&mut source);
    (!source.failed && source.rest.is_empty()).then_some(report)
}

/// The bytes that are still to be read. Where they end too early, all that follows is zero, and
/// nothing of it counts: to ask at each step would weigh more.
struct Source<'b> {
    rest: &'b [u8],
    failed: bool,
}

impl Source<'_> {
    fn bytes(&mut self, count: usize) -> &[u8] {
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

    fn text(&mut self) -> &str {
        let length = self.number() as usize;
        std::str::from_utf8(self.bytes(length)).unwrap_or_default()
    }
}

/// Has a place in the bytes.
trait Wire: Sized {
    fn put(&self, to: &mut Vec<u8>);
    fn take(from: &mut Source<'_>) -> Self;
}

impl Wire for i64 {
    fn put(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(&self.to_le_bytes());
    }

    fn take(from: &mut Source<'_>) -> Self {
        from.number()
    }
}

impl Wire for usize {
    fn put(&self, to: &mut Vec<u8>) {
        (*self as i64).put(to);
    }

    fn take(from: &mut Source<'_>) -> Self {
        from.number() as Self
    }
}

impl Wire for u32 {
    fn put(&self, to: &mut Vec<u8>) {
        i64::from(*self).put(to);
    }

    fn take(from: &mut Source<'_>) -> Self {
        from.number() as Self
    }
}

impl Wire for bool {
    fn put(&self, to: &mut Vec<u8>) {
        to.push(u8::from(*self));
    }

    fn take(from: &mut Source<'_>) -> Self {
        from.byte() != 0
    }
}

fn put_text(text: &str, to: &mut Vec<u8>) {
    text.len().put(to);
    to.extend_from_slice(text.as_bytes());
}

impl Wire for String {
    fn put(&self, to: &mut Vec<u8>) {
        put_text(self, to);
    }

    fn take(from: &mut Source<'_>) -> Self {
        from.text().to_owned()
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
        let text = from.text();
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
        self.is_some().put(to);
        if let Some(value) = self {
            value.put(to);
        }
    }

    fn take(from: &mut Source<'_>) -> Self {
        bool::take(from).then(|| T::take(from))
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn put(&self, to: &mut Vec<u8>) {
        self.len().put(to);
        self.iter().for_each(|value| value.put(to));
    }

    fn take(from: &mut Source<'_>) -> Self {
        let mut list = Self::new();
        let count = usize::take(from);
        while list.len() < count && !from.failed {
            list.push(T::take(from));
        }
        list
    }
}

impl Wire for Span {
    fn put(&self, to: &mut Vec<u8>) {
        self.iter().for_each(|end| end.put(to));
    }

    fn take(from: &mut Source<'_>) -> Self {
        [usize::take(from), usize::take(from)]
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
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
        let (index, name) = match self {
            Self::Index(index) => (Some(*index), None),
            Self::Name(name) => (None, Some(name.clone())),
        };
        (index, name).put(to);
    }

    fn take(from: &mut Source<'_>) -> Self {
        match <(Option<usize>, Option<String>)>::take(from) {
            (Some(index), _) => Self::Index(index),
            (None, name) => Self::Name(name.unwrap_or_default()),
        }
    }
}

/// Structs with all their fields.
macro_rules! fields {
    ($($type:ident { $($field:ident),* $(,)? })*) => {
        $(impl Wire for $type {
            fn put(&self, to: &mut Vec<u8>) {
                let Self { $($field),* } = self;
                $($field.put(to);)*
            }

            fn take(from: &mut Source<'_>) -> Self {
                Self { $($field: Wire::take(from)),* }
            }
        })*
    };
}

/// Enums with all their names, in the order of their numbers.
macro_rules! names {
    ($($type:ident { $first:ident $(, $name:ident)* $(,)? })*) => {
        $(impl Wire for $type {
            fn put(&self, to: &mut Vec<u8>) {
                // Only here so that a new name is not forgotten.
                match self {
                    Self::$first $(| Self::$name)* => {}
                }
                to.push(*self as u8);
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
                ALL.get(usize::from(from.byte())).copied().unwrap_or(Self::$first)
            }
        })*
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
        pointer, index, name, json_type, start, end, ranges, text, value, title, meaning,
        source, certainty, time,
    }
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
        WrappedLines, Utf16,
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
