//! Finds the objects in a text that hold the claims of a token, in one pass.
//!
//! The text around them may be anything. An object ends early at what JSON cannot have there, so a
//! stray brace hides nothing behind it.

use std::ops::Range;

use super::lex::{Lexeme, LexemeKind, Lexer, Place};
use crate::paste::limits::MAX_TOKENS;
use crate::text::bytes::suffix_len;

/// The deepest object that is searched for claims. Programs print them on the first or the second
/// level.
const MAX_DEPTH: usize = 64;

/// An object with the claims of a token.
#[derive(Debug)]
pub(super) struct ClaimsObject {
    pub(super) place: Place,
    /// The text ends, or stops being JSON, before its closing brace.
    pub(super) is_cut: bool,
    /// The object with the header.
    pub(super) header: Option<Place>,
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
    let mut finder = Finder {
        text,
        root: 0,
        open: vec![Frame::default()],
        deeper: 0,
        is_other_language: false,
        strings: Vec::new(),
        found: Found::default(),
    };
    finder.run(0..text.len());
    // A log may hold the claims in a string of its own.
    let mut next = 0;
    while let Some(string) = finder.strings.get(next).cloned() {
        finder.run(string);
        next += 1;
    }
    finder.found.claims.sort_by_key(|claims| claims.place.span.start);
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
    header: Option<Place>,
    /// The number of claims objects found before it began.
    found_before: usize,
}

struct Finder<'t> {
    text: &'t [u8],
    /// Where the outermost open object begins.
    root: usize,
    open: Vec<Frame>,
    /// The outermost object is written in another notation than that of JSON.
    is_other_language: bool,
    /// The insides of strings with a brace.
    strings: Vec<Range<usize>>,
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
    fn run(&mut self, part: Range<usize>) {
        let mut at = part.start;
        while at < part.end {
            let rest = self.text.get(at..part.end).unwrap_or_default();
            let Some(brace) = rest.iter().position(|&byte| byte == b'{') else { return };
            at = self.object(at + brace, part.end);
        }
    }

    /// Reads the object at this offset. Returns where it ends.
    fn object(&mut self, start: usize, end: usize) -> usize {
        self.root = start;
        self.is_other_language = false;
        let lexer = Lexer::new(self.text.get(..end).unwrap_or_default(), start);
        let mut before = Before::Start;
        let mut string = 0..0;
        let mut at = start;
        while let Some(lexeme) = lexer.lexeme(at) {
            if !self.fits(&lexer, at, lexeme, before) {
                self.break_off(at);
                let broken = lexeme.kind == LexemeKind::BrokenString;
                // The string may end with the quote after the brace of an object inside it.
                return match self.text.get(string.clone()) {
                    Some([.., b'{']) if before == Before::Value => {
                        self.strings.pop();
                        string.end - 1
                    }
                    _ if lexeme.kind == LexemeKind::Stranger || broken => lexeme.end,
                    _ => at,
                };
            }
            match lexeme.kind {
                LexemeKind::Open => {
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
                LexemeKind::OtherWord => {
                    self.is_other_language = true;
                    before = Before::Value;
                }
                LexemeKind::String | LexemeKind::Name => {
                    let quote = usize::from(lexeme.kind == LexemeKind::String);
                    string = at + quote..lexeme.end - quote;
                    self.is_other_language |= self.text.get(at) != Some(&b'"');
                    if self.text.get(string.clone()).is_some_and(|text| text.contains(&b'{')) {
                        self.strings.push(string.clone());
                    }
                    before = if before == Before::Colon {
                        self.string_value(!string.is_empty());
                        Before::Value
                    } else {
                        Before::String
                    };
                }
                LexemeKind::Colon => {
                    self.is_other_language |= lexeme.end - at > 1;
                    if before == Before::String {
                        self.name(string.clone());
                    }
                    before = Before::Colon;
                }
                LexemeKind::BrokenString => {
                    self.string_value(lexeme.end - at > 1);
                    before = Before::Value;
                }
                LexemeKind::Mark if before == Before::Colon => before = Before::Value,
                _ => {}
            }
            at = lexeme.end;
        }
        self.break_off(end);
        end
    }

    /// Returns true if the lexeme may stand here.
    fn fits(&self, lexer: &Lexer<'_>, at: usize, lexeme: Lexeme, before: Before) -> bool {
        let follows_value = matches!(before, Before::String | Before::Value);
        match lexeme.kind {
            LexemeKind::Stranger => false,
            // Two braces: a template, or a format string.
            LexemeKind::Open if before == Before::Start && at == self.root + 1 => false,
            LexemeKind::Name if before == Before::Colon => false,
            // A comma is missing before the name on the next line.
            LexemeKind::String | LexemeKind::Name if before == Before::Value => {
                self.begins_line(at) && self.is_name(lexer, lexeme.end)
            }
            // A value directly after another one: the first object broke off.
            LexemeKind::Open
            | LexemeKind::OpenArray
            | LexemeKind::String
            | LexemeKind::Name
            | LexemeKind::Word
            | LexemeKind::OtherWord => !follows_value,
            // The closing quote is missing if the next line begins with a name.
            LexemeKind::BrokenString => {
                before == Before::Colon
                    && self
                        .next_string(lexer, lexeme.end)
                        .is_some_and(|end| self.is_name(lexer, end))
            }
            _ => true,
        }
    }

    /// Returns true if nothing but blanks precedes this offset on its line.
    fn begins_line(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or_default();
        let line = before.get(..before.len() - suffix_len(before, |byte| byte == b' '));
        line.unwrap_or_default().ends_with(b"\n")
    }

    /// Returns true if a colon follows, so that a name ends here.
    fn is_name(&self, lexer: &Lexer<'_>, end: usize) -> bool {
        let next = lexer.lexeme(end);
        let next = next.filter(|next| next.kind == LexemeKind::Blank).map_or(end, |next| next.end);
        lexer.lexeme(next).is_some_and(|next| next.kind == LexemeKind::Colon)
    }

    /// Returns the end of the string that follows after blanks.
    fn next_string(&self, lexer: &Lexer<'_>, mut at: usize) -> Option<usize> {
        loop {
            let next = lexer.lexeme(at)?;
            match next.kind {
                LexemeKind::Blank => at = next.end,
                LexemeKind::String => return Some(next.end),
                _ => return None,
            }
        }
    }

    fn top(&mut self) -> Option<&mut Frame> {
        if self.deeper > 0 { None } else { self.open.last_mut() }
    }

    fn name(&mut self, span: Range<usize>) {
        let name = self.text.get(span).unwrap_or_default();
        let is_break = |byte: &u8| matches!(byte, b'\r' | b'\n');
        // A terminal may have wrapped it.
        let name = if name.iter().any(is_break) {
            Name::of(&name.iter().copied().filter(|byte| !is_break(byte)).collect::<Vec<_>>())
        } else {
            Name::of(name)
        };
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
        let place = Place { span: frame.start..end, root: self.root };
        // Source code may hold the beginning of an object with such names.
        let is_code = is_cut && self.is_other_language;
        if members.are_claims() && !is_code {
            let header = around.header.take();
            self.found.count += 1;
            // Claims inside claims are those of an actor or of another issuer.
            self.found.claims.truncate(frame.found_before);
            if self.found.claims.len() < MAX_TOKENS {
                let has_signature = false;
                self.found.claims.push(ClaimsObject { place, is_cut, header, has_signature });
            }
            return;
        }
        let inside = self.found.claims.get_mut(frame.found_before..).unwrap_or_default();
        for claims in inside {
            claims.has_signature |= members.signature;
            claims.header = claims.header.take().or_else(|| frame.header.clone());
        }
        if members.algorithm || frame.name == Name::Header {
            around.header = Some(place);
        } else if frame.name == Name::Other {
            around.header = None;
        }
        let names_account = members.namespace && members.service_account
            || is_cut && (members.namespace || members.service_account);
        around.members.bound |= frame.name == Name::Kubernetes && names_account;
    }
}
