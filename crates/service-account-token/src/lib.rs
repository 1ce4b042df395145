//! Reads, classifies and explains Kubernetes service account tokens: text in, report out.
//!
//! ```
//! use service_account_token::{Options, inspect, report::Kind};
//!
//! let header = "eyJhbGciOiJSUzI1NiJ9"; // {"alg":"RS256"}
//! let payload = "eyJpc3MiOiJodHRwczovL2V4YW1wbGUudGVzdCJ9"; // {"iss":"https://example.test"}
//! let text = format!("Authorization: Bearer {header}.{payload}.");
//! let report = inspect(text.as_bytes(), &Options::new().now(1_700_000_000));
//! assert_eq!(report.tokens[0].kind, Kind::Other);
//! ```
//!
//! [`inspect`] is the short way. [`Paste`] scans the text once and also gives out what the report
//! never holds: a token's own text, what its signature covers, and a withheld value.
//!
//! Reading never fails: [`inspect`] returns a report for any bytes, never panics, and its cost is
//! linear in the length of the text. It has no clock, no locale, no randomness and no I/O. It checks
//! no signature: the report repeats what a token says about itself.
//!
//! Each stage takes what the one before made and adds to it:
//!
//! ```text
//! text --paste--> candidates --jose--> header, payload, signature length
//!      --document--> paths, objects, what they say of each token
//!      --claims--> typed claims --facts--> kind, variant, evidence, findings
//!      facts --facts::members--> what each claim means
//!      facts --facts::advice--> headline, summary, rows, ends, remedies
//!      --words--> sentences --report--> Report
//!
//! two facts --facts::compare--> relations, what differs --words--> sentences --report--> Comparison
//!
//! facts, settings --facts::acceptance--> checks of each party --words--> sentences --report--> Verdict
//! ```

pub mod report;
pub mod text;

mod claims;
mod document;
mod facts;
mod jose;
mod keys;
mod kubernetes;
mod paste;
mod secret;
mod words;

use claims::ClaimsSet;
use document::Documents;
use facts::Reading;
use facts::findings::Finding;
use jose::{Exposure, Jose};
use keys::VerificationReason;
use paste::Candidate;
use report::{Comparison, PartName, Report, Rotation, Span, Token, Verdict, Verification};
use text::position::Lines;
use words::en;

pub use document::{MAX_ALIASED, MAX_FAULTS, MAX_LEVELS, MAX_NODES};
pub use facts::Options;
pub use facts::acceptance::Settings as VerdictOptions;
pub use facts::findings::{Category, FindingCode, MAX_FINDINGS_OF_ONE_CODE};
pub use keys::{
    Check, KeyBytes, Keys, MAX_KEYS, MAX_RSA_BITS, MIN_RSA_BITS, Outcome, Parameters, Plan,
};
pub use paste::{MAX_INPUT_BYTES, MAX_LAYERS, MAX_TOKENS};
pub use secret::{SecretText, SecretToken};
pub use text::json::{MAX_DEPTH, MAX_MEMBERS};

/// Reads whatever was pasted and reports on every token in it. Never fails and never panics.
///
/// This is [`Paste::read`] and [`Paste::report`] in one.
pub fn inspect(bytes: &[u8], options: &Options) -> Report {
    Paste::read(bytes).report(options)
}

/// Compares the first token of one text with the first token of another. None if one of the texts has no
/// token. Never panics.
///
/// This is [`Paste::read`] and [`Paste::compare`] in one.
///
/// ```
/// use service_account_token::{Options, compare};
///
/// // {"alg":"none"} and {}
/// let token = b"eyJhbGciOiJub25lIn0.e30.";
/// let comparison = compare(token, token, &Options::new()).expect("both are tokens");
/// assert_eq!(comparison.relations[0].code, "same_token");
/// ```
pub fn compare(first: &[u8], second: &[u8], options: &Options) -> Option<Comparison> {
    Paste::read(first).compare(0, &Paste::read(second), 0, options)
}

/// Returns who would accept the first token of a text: the checks of each party, first the one that the
/// token's audience names. Empty if the text has no token. Never panics.
///
/// This is [`Paste::read`] and [`Paste::verdicts`] in one.
///
/// ```
/// use service_account_token::report::{Decision, StepResult};
/// use service_account_token::{VerdictOptions, verdicts};
///
/// // {"alg":"none"} and {"iss":"kubernetes/serviceaccount"}
/// let token = b"eyJhbGciOiJub25lIn0.eyJpc3MiOiJrdWJlcm5ldGVzL3NlcnZpY2VhY2NvdW50In0.";
/// let verdicts = verdicts(token, &VerdictOptions::new().now(1_700_000_000));
/// assert_eq!(verdicts[0].party, "api-server");
/// assert_eq!(verdicts[0].verdict, Decision::Unknown);
/// assert_eq!(verdicts[0].steps[0].result, StepResult::Passed);
/// ```
pub fn verdicts(bytes: &[u8], options: &VerdictOptions) -> Vec<Verdict> {
    Paste::read(bytes).verdicts(0, options)
}

/// Returns what a signature proves: the plan for it, and what came of the plan's checks, in their order. Those
/// after one that verifies may be left out.
///
/// ```
/// use service_account_token::{Keys, Paste, report::VerificationStatus, verification};
///
/// let keys = Keys::read("");
/// let plan = Paste::read(b"eyJhbGciOiJub25lIn0.e30.").plan(0, &keys);
/// assert!(plan.checks().is_empty());
/// assert_eq!(verification(&plan, &keys, &[]).status, VerificationStatus::Refused);
/// ```
pub fn verification(plan: &Plan, keys: &Keys, outcomes: &[Outcome]) -> Verification {
    Verification::of(&plan.conclude(keys, outcomes), keys)
}

/// Returns which tokens of a text stop working when the old keys are removed. `keys` are those of two texts:
/// [`Keys::read_all`] of the old keys and the new ones. `results` has the [`verification`] of each token in the
/// report with them. None unless there are keys in both.
pub fn rotation(report: &Report, results: &[Verification], keys: &Keys) -> Option<Rotation> {
    Rotation::of(report, results, keys)
}

/// A text that was scanned for tokens.
///
/// Each token has an index, its position in [`Report::tokens`].
///
/// ```
/// use service_account_token::{Options, Paste};
///
/// let paste = Paste::read(b"Bearer eyJhbGciOiJub25lIn0.e30.");
/// assert_eq!(paste.report(&Options::new()).tokens.len(), 1);
/// let token = paste.secret(0).expect("there is one token");
/// assert_eq!(token.expose(), "eyJhbGciOiJub25lIn0.e30.");
/// assert!(paste.secret(1).is_none());
/// ```
pub struct Paste<'b> {
    paste: paste::Paste<'b>,
    documents: Documents,
}

impl<'b> Paste<'b> {
    /// Scans a text for tokens. Never fails and never panics.
    pub fn read(bytes: &'b [u8]) -> Self {
        let paste = paste::read(bytes);
        let documents = document::read(&paste);
        Self { paste, documents }
    }

    /// Returns a paste of this many bytes, which must be more than [`MAX_INPUT_BYTES`], without its
    /// text: for a caller that does not want to copy a text that would not be read.
    pub fn too_large(bytes: usize) -> Self {
        Self { paste: paste::too_large(bytes), documents: Documents::default() }
    }

    /// Reports on the paste and every token in it.
    pub fn report(&self, options: &Options) -> Report {
        let options = options.clamped();
        let lines = Lines::new(&self.paste.text);
        let candidates = self.paste.candidates.iter().enumerate();
        let tokens = candidates.map(|(index, candidate)| {
            token(candidate, self.documents.context(index), &lines, &options)
        });
        report::paste(&self.paste, &self.documents, tokens.collect(), &lines, &options)
    }

    /// Compares a token with another one, of this text or of another. None if there is no such token.
    ///
    /// Like the report, the comparison contains no signature and no withheld value. It does not depend
    /// on the clock.
    pub fn compare(
        &self,
        token: usize,
        other: &Paste<'_>,
        other_token: usize,
        options: &Options,
    ) -> Option<Comparison> {
        let options = options.clamped();
        let (first, second) = (self.jose(token)?, other.jose(other_token)?);
        let claims = [&first, &second].map(|jose| ClaimsSet::read(&jose.payload));
        let [first_claims, second_claims] = &claims;
        let document = self.documents.context(token);
        let first = Reading { jose: &first, claims: first_claims, options: &options, document };
        let document = other.documents.context(other_token);
        let second = Reading { jose: &second, claims: second_claims, options: &options, document };
        let (first_facts, second_facts) = (facts::conclude(&first), facts::conclude(&second));
        Some(report::compare((&first, &first_facts), (&second, &second_facts)))
    }

    /// Returns who would accept a token: the checks of each party, first the one that its audience names.
    /// Empty if there is no such token.
    ///
    /// Like the report, the verdicts contain no signature and no withheld value.
    pub fn verdicts(&self, token: usize, options: &VerdictOptions) -> Vec<Verdict> {
        self.acceptance(token).map_or_else(Vec::new, |token| token.verdicts(options))
    }

    /// Returns a token, to ask more than once who would accept it. None if there is no such token.
    pub fn acceptance(&self, token: usize) -> Option<Acceptance> {
        let jose = self.jose(token)?;
        let messages = paste::find_messages(&self.paste.text);
        Some(Acceptance { claims: ClaimsSet::read(&jose.payload), jose, messages })
    }

    /// Returns where each token is: the span of the paste that encloses it.
    ///
    /// ```
    /// use service_account_token::Paste;
    ///
    /// let text = "Bearer eyJhbGciOiJub25lIn0.e30.";
    /// let spans = Paste::read(text.as_bytes()).tokens();
    /// assert_eq!(&text[spans[0].range()], "eyJhbGciOiJub25lIn0.e30.");
    /// ```
    pub fn tokens(&self) -> Vec<Span> {
        self.paste.candidates.iter().map(|candidate| candidate.hull().into()).collect()
    }

    /// Returns the text of a token, without anything that it was wrapped in. None for decoded claims,
    /// which are no token.
    pub fn secret(&self, token: usize) -> Option<SecretToken> {
        let candidate = self.paste.candidates.get(token)?;
        let is_token = candidate.decoded.is_none();
        is_token.then(|| SecretToken::new(candidate.text.clone()))
    }

    /// Returns what the signature of a JWS covers: its header and payload as base64url, with a dot
    /// between them (RFC 7515 §5.1). None for a JWE, and for a token that is not a whole, signed JWS.
    ///
    /// ```
    /// use service_account_token::Paste;
    ///
    /// // {"alg":"HS256"}, {} and a signature of 32 bytes
    /// let token = format!("eyJhbGciOiJIUzI1NiJ9.e30.{}", "A".repeat(43));
    /// let paste = Paste::read(token.as_bytes());
    /// let input = paste.signing_input(0).expect("it is a JWS");
    /// assert_eq!(input.expose(), "eyJhbGciOiJIUzI1NiJ9.e30");
    /// ```
    pub fn signing_input(&self, token: usize) -> Option<SecretText> {
        let jose = self.jose(token)?;
        Some(SecretText::new(jose.signing_input()?.to_owned()))
    }

    /// Plans how to check the signature of a token with these keys: whatever needs no cryptography is
    /// decided here.
    pub fn plan(&self, token: usize, keys: &Keys) -> Plan {
        let Some(candidate) = self.paste.candidates.get(token) else {
            return Plan::settled(VerificationReason::NoToken);
        };
        let is_unsigned = candidate.text.ends_with('.');
        let has_blanks =
            |finding: &paste::Finding| matches!(finding, paste::Finding::BlanksInside { .. });
        match candidate {
            Candidate { decoded: Some(_), .. } => Plan::settled(VerificationReason::DecodedClaims),
            Candidate { middle_left_out: true, .. } => Plan::settled(VerificationReason::CutOff),
            Candidate { redacted, elided, .. } if *redacted || *elided && is_unsigned => {
                Plan::settled(VerificationReason::SignatureLeftOut)
            }
            Candidate { findings, .. } if findings.iter().any(has_blanks) => {
                Plan::settled(VerificationReason::NotBase64url)
            }
            _ => Plan::of(self.word(candidate), keys),
        }
    }

    /// Returns the text of a token. If the whole paste is one word that begins with it, that is the word: what
    /// follows the token, such as padding or another dot, may then be part of it.
    fn word<'p>(&'p self, candidate: &'p Candidate) -> &'p str {
        let word = self.paste.text.trim_ascii();
        let is_one = !word.iter().any(u8::is_ascii_whitespace);
        let word = std::str::from_utf8(word)
            .ok()
            .filter(|word| is_one && word.starts_with(&candidate.text));
        word.filter(|_| !candidate.elided).unwrap_or(&candidate.text)
    }

    /// Returns the value that the report withholds of one member: `part` is the header or the payload,
    /// `member` the index into its `members`. None where nothing is withheld.
    ///
    /// ```
    /// use service_account_token::{Paste, report::PartName};
    ///
    /// // {"alg":"none"} and {"password":"hunter2"}
    /// let paste = Paste::read(b"eyJhbGciOiJub25lIn0.eyJwYXNzd29yZCI6Imh1bnRlcjIifQ.");
    /// let password = paste.withheld(0, PartName::Payload, 0).expect("it is withheld");
    /// assert_eq!(password.expose(), "hunter2");
    /// assert!(paste.withheld(0, PartName::Header, 0).is_none());
    /// ```
    pub fn withheld(&self, token: usize, part: PartName, member: usize) -> Option<SecretText> {
        let jose = self.jose(token)?;
        let json = if part == PartName::Header { &jose.header } else { &jose.payload };
        Some(SecretText::new(json.secret(json.member_at(member))?.to_owned()))
    }

    fn jose(&self, token: usize) -> Option<Jose> {
        self.paste.candidates.get(token).map(jose::read)
    }
}

/// A token that was read once, to ask who would accept it for different options.
///
/// ```
/// use service_account_token::{Paste, VerdictOptions};
///
/// let paste = Paste::read(b"Bearer eyJhbGciOiJub25lIn0.e30.");
/// let token = paste.acceptance(0).expect("there is one token");
/// let options = VerdictOptions::new().now(1_700_000_000);
/// assert_eq!(token.verdicts(&options), paste.verdicts(0, &options));
/// ```
pub struct Acceptance {
    jose: Jose,
    claims: ClaimsSet,
    /// What a party answers, where the text contains it.
    messages: paste::Messages,
}

impl Acceptance {
    /// Returns true if the text contains a message of a party that refuses a token. The verdict of that
    /// party may then have `pasted`.
    ///
    /// ```
    /// use service_account_token::Paste;
    ///
    /// let paste = Paste::read(b"Bearer eyJhbGciOiJub25lIn0.e30.\nservice account token has expired");
    /// assert!(paste.acceptance(0).expect("there is one token").has_message());
    /// ```
    pub fn has_message(&self) -> bool {
        !self.messages.server.is_empty() || !self.messages.recipients.is_empty()
    }

    /// Returns who would accept the token: the checks of each party, first the one that its audience names.
    pub fn verdicts(&self, options: &VerdictOptions) -> Vec<Verdict> {
        let settings = options.clamped();
        let options = Options::new().now(settings.now).api_audiences(&settings.api_audiences);
        let Self { jose, claims, messages } = self;
        // No party sees the documents around a token.
        let document = document::Context::default();
        let reading = Reading { jose, claims, options: &options, document };
        let facts = facts::conclude(&reading);
        report::verdicts(&facts::acceptance::walks(&reading, &facts, &settings, messages))
    }
}

/// Reports on one token: the stages after the scan, in order. Also returns which of its bytes may be
/// shown.
fn token(
    candidate: &Candidate,
    document: document::Context<'_>,
    lines: &Lines<'_>,
    options: &Options,
) -> (Token, Exposure) {
    let jose = jose::read(candidate);
    let exposure = jose.exposure();
    let claims = ClaimsSet::read(&jose.payload);
    let reading = Reading { jose: &jose, claims: &claims, options, document };
    let facts = facts::conclude(&reading);
    let mut found = Finding::all(&candidate.findings);
    found.extend(Finding::all(&jose.findings));
    facts::findings(&reading, &facts, &mut found);
    let sentences = report::Sentences {
        header: en::members::explain_all(&facts::members::header(&reading, &facts)),
        payload: en::members::explain_all(&facts::members::payload(&reading, &facts)),
        advice: en::advice(&facts::advice::advise(&reading, &facts, &found)),
    };
    let findings = report::findings(found, Some(&jose), lines);
    let token = report::token(candidate, document.place, jose, facts, sentences, findings);
    (token, exposure)
}

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
