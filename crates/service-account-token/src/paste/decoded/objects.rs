//! Finds the objects in a text that hold the claims of a token, in one pass.
//!
//! The text around them may be anything. An object ends early at what JSON cannot have there, so a
//! stray brace hides nothing behind it.

use std::ops::Range;

use super::lex::{LexemeKind, lexeme};
use crate::paste::limits::MAX_TOKENS;

/// The deepest object that is searched for claims. Programs print them on the first or the second
/// level.
const MAX_DEPTH: usize = 64;

/// An object with the claims of a token.
#[derive(Debug)]
pub(super) struct ClaimsObject {
    pub(super) span: Range<usize>,
    /// The text ends, or stops being JSON, before its closing brace.
    pub(super) is_cut: bool,
    /// The object with the header.
    pub(super) header: Option<Range<usize>>,
    /// The object around it has a signature.
    pub(super) has_signature: bool,
}

/// What was found in a text.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// At most [`MAX_TOKENS`].
    pub(super) claims: Vec<ClaimsObject>,
    /// All of them.
    pub(super) count: usize,
}

/// Finds every object that holds claims, the outermost where they are nested.
pub(super) fn find(text: &[u8]) -> Found {
    let mut finder =
        Finder { text, open: vec![Frame::default()], deeper: 0, found: Found::default() };
    finder.run();
    finder.found
}

/// What the name of a member says about its object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Name {
    #[default]
    Other,
    Algorithm,
    Issuer,
    /// `sub`, `aud` or `exp`.
    Claim,
    /// `kubernetes.io`.
    Kubernetes,
    Namespace,
    ServiceAccount,
    /// `kubernetes.io/serviceaccount/…`.
    Legacy,
    Header,
    Signature,
}

impl Name {
    fn of(name: &[u8]) -> Self {
        match name {
            b"alg" => Self::Algorithm,
            b"iss" => Self::Issuer,
            b"sub" | b"aud" | b"exp" => Self::Claim,
            b"kubernetes.io" => Self::Kubernetes,
            b"namespace" => Self::Namespace,
            b"serviceaccount" => Self::ServiceAccount,
            _ if name.starts_with(b"kubernetes.io/serviceaccount/") => Self::Legacy,
            _ if name.eq_ignore_ascii_case(b"header") => Self::Header,
            _ if name.eq_ignore_ascii_case(b"signature") => Self::Signature,
            _ => Self::Other,
        }
    }
}

/// The members of an object, as far as they say what it is.
#[derive(Clone, Copy, Debug, Default)]
struct Members {
    algorithm: bool,
    issuer: bool,
    claim: bool,
    namespace: bool,
    service_account: bool,
    /// A `kubernetes.io` with the account of a bound token.
    bound: bool,
    legacy: usize,
    signature: bool,
}

impl Members {
    fn add(&mut self, name: Name) {
        match name {
            Name::Algorithm => self.algorithm = true,
            Name::Issuer => self.issuer = true,
            Name::Claim => self.claim = true,
            Name::Namespace => self.namespace = true,
            Name::ServiceAccount => self.service_account = true,
            Name::Legacy => self.legacy += 1,
            Name::Kubernetes | Name::Header | Name::Signature | Name::Other => {}
        }
    }

    /// Without an issuer only the Kubernetes shape counts. A single flat name may also be a key in
    /// some configuration.
    fn are_claims(self) -> bool {
        let any = self.claim || self.bound || self.legacy > 0;
        self.issuer && any || self.bound || self.legacy > 1 && (self.claim || self.legacy > 2)
    }
}

/// An open object; the first one is the text around all objects.
#[derive(Debug, Default)]
struct Frame {
    start: usize,
    /// The name of the member that it is the value of.
    name: Name,
    members: Members,
    /// The name of the next value.
    next: Name,
    /// The header inside it, or the one before the next object inside it.
    header: Option<Range<usize>>,
    /// The number of claims objects found before it began.
    found_before: usize,
}

struct Finder<'t> {
    text: &'t [u8],
    open: Vec<Frame>,
    /// The number of open objects below [`MAX_DEPTH`].
    deeper: usize,
    found: Found,
}

/// What stood before a lexeme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    /// An opening brace, bracket, a comma: a value or a name may follow.
    Start,
    /// A string, which may be a name.
    String,
    Colon,
    /// A value.
    Value,
}

impl Finder<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while at < self.text.len() {
            let rest = self.text.get(at..).unwrap_or_default();
            let Some(brace) = rest.iter().position(|&byte| byte == b'{') else { return };
            at = self.object(at + brace);
        }
    }

    /// Reads the object at this offset. Returns where it ends.
    fn object(&mut self, start: usize) -> usize {
        let mut before = Before::Start;
        let mut string = 0..0;
        let mut at = start;
        while let Some(lexeme) = lexeme(self.text, at) {
            let begins_value = matches!(
                lexeme.kind,
                LexemeKind::Open
                    | LexemeKind::OpenArray
                    | LexemeKind::String
                    | LexemeKind::BrokenString
                    | LexemeKind::Word
            );
            // A value directly after another one: the first object broke off.
            let follows_value = matches!(before, Before::String | Before::Value);
            if lexeme.kind == LexemeKind::Stranger || begins_value && follows_value {
                self.break_off(at);
                return if lexeme.kind == LexemeKind::Stranger { lexeme.end } else { at };
            }
            match lexeme.kind {
                LexemeKind::Open => {
                    if before == Before::Start && at == start + 1 {
                        // Two braces: a template, or a format string.
                        self.break_off(at);
                        return at;
                    }
                    self.open(at);
                    before = Before::Start;
                }
                LexemeKind::Close => {
                    self.close(lexeme.end, false);
                    if self.open.len() == 1 {
                        return lexeme.end;
                    }
                    before = Before::Value;
                }
                LexemeKind::OpenArray | LexemeKind::Comma => before = Before::Start,
                LexemeKind::CloseArray | LexemeKind::Word => before = Before::Value,
                LexemeKind::String => {
                    if before == Before::Colon {
                        self.string_value(lexeme.end - at > 2);
                        before = Before::Value;
                    } else {
                        string = at + 1..lexeme.end - 1;
                        before = Before::String;
                    }
                }
                LexemeKind::Colon => {
                    if before == Before::String {
                        self.name(string.clone());
                    }
                    before = Before::Colon;
                }
                LexemeKind::BrokenString => {
                    if before == Before::Colon {
                        self.string_value(lexeme.end - at > 1);
                    }
                    self.break_off(lexeme.end);
                    return lexeme.end;
                }
                LexemeKind::Blank | LexemeKind::Noise => {}
                LexemeKind::Stranger => return lexeme.end,
            }
            at = lexeme.end;
        }
        self.break_off(self.text.len());
        self.text.len()
    }

    fn top(&mut self) -> Option<&mut Frame> {
        if self.deeper > 0 { None } else { self.open.last_mut() }
    }

    fn name(&mut self, span: Range<usize>) {
        let name = Name::of(self.text.get(span).unwrap_or_default());
        if let Some(frame) = self.top() {
            frame.members.add(name);
            frame.next = name;
        }
    }

    fn string_value(&mut self, is_filled: bool) {
        if let Some(frame) = self.top() {
            frame.members.signature |= frame.next == Name::Signature && is_filled;
            frame.next = Name::Other;
        }
    }

    fn open(&mut self, start: usize) {
        if self.open.len() > MAX_DEPTH {
            self.deeper += 1;
            return;
        }
        let name = self.top().map_or(Name::Other, |frame| std::mem::take(&mut frame.next));
        let found_before = self.found.claims.len();
        self.open.push(Frame { start, name, found_before, ..Frame::default() });
    }

    /// Closes every open object at `end`, where the text stops being JSON.
    fn break_off(&mut self, end: usize) {
        self.deeper = 0;
        while self.open.len() > 1 {
            self.close(end, true);
        }
    }

    fn close(&mut self, end: usize, is_cut: bool) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let Some(frame) = self.open.pop() else { return };
        let Some(around) = self.open.last_mut() else { return };
        let members = frame.members;
        if members.are_claims() {
            let header = around.header.take();
            self.found.count += 1;
            // Claims inside claims are those of an actor or of another issuer.
            self.found.claims.truncate(frame.found_before);
            if self.found.claims.len() < MAX_TOKENS {
                let span = frame.start..end;
                self.found.claims.push(ClaimsObject { span, is_cut, header, has_signature: false });
            }
            return;
        }
        let inside = self.found.claims.get_mut(frame.found_before..).unwrap_or_default();
        for claims in inside {
            claims.has_signature |= members.signature;
            claims.header = claims.header.take().or_else(|| frame.header.clone());
        }
        if members.algorithm || frame.name == Name::Header {
            around.header = Some(frame.start..end);
        } else if frame.name == Name::Other {
            around.header = None;
        }
        let names_account = members.namespace && members.service_account
            || is_cut && (members.namespace || members.service_account);
        around.members.bound |= frame.name == Name::Kubernetes && names_account;
    }
}
