//! The words of the page, in one place for review and translation.
//!
//! The sentences about a token come with the report.

#![expect(missing_docs, reason = "a constant's words say what it is")]

pub mod acceptance;
mod claims;
pub mod comparison;
pub mod documents;
mod examples;
pub mod export;
pub mod heading;
mod highlight;
pub mod keys;
pub mod sections;
pub mod share;
pub mod theme;
pub mod timeline;
mod welcome;

pub use self::claims::*;
pub use self::documents::tokens_in;
pub use self::examples::*;
pub use self::welcome::*;

use service_account_token::report::{
    BoundTo, Certainty, Encoding, JsonType, Kind, Occasion, PartName, RowName, RowState, Severity,
    SignatureStatus, Signer, WithheldReason,
};

pub use self::highlight::{
    BITS_UNUSED, BYTES, BYTES_NOTE, NOT_READ, PINNED, bytes_of, characters_of,
};

// The head of the page.
pub const TITLE: &str = "Service Account Token Decoder";
pub const SKIP: &str = "Skip to the result";
pub const PROMISE: &str = "Nothing you paste leaves this page";
pub const HOW_TO_CHECK: &str = "How to check";
pub const HOW_TO_CHECK_STEPS: [&str; 3] = [
    "Open your browser's network tools, then paste: the page sends nothing to any server.",
    "Or go offline first: the page works without a network.",
    "Your browser enforces it: the page's Content-Security-Policy blocks requests, even to its own \
     server.",
];

pub const PRIVACY: &str = "All promises and their limits";
pub const PRIVACY_PAGE: &str = "privacy.html";

// The field.
pub const TOKEN: &str = "Token";
pub const FIELD_PLACEHOLDER: &str = "Paste a token, or any text that contains one";
pub const FIELD_FOLDED: &str = "Paste another token here";
pub const FIELD_WHAT: &str = "A Kubernetes service account token: a JSON Web Token (JWT) that usually begins \
                              with “eyJ”. Or any text with one in it: a Secret, a header, a command, a \
                              log.";
pub const FIELD_DROP: &str = "You can also drop a file anywhere on the page.";
pub const FIELD_PROMISE: &str = "Your browser decodes it here. Nothing is sent or stored.";
pub const PASTE: &str = "Paste";
pub const OPEN_FILE: &str = "Open file";
pub const CLEAR: &str = "Clear";
pub const CLEARED: &str = "Cleared";
pub const UNDO: &str = "Undo";
pub const UNDO_CLEAR: &str = "The field was cleared.";
pub const UNDO_REPLACE: &str = "The previous text can be restored.";
pub const BRING_BACK: &str = "Restore";
pub const EDIT: &str = "Edit";
pub const FOLD: &str = "Done";
pub const DROP_HERE: &str = "Drop here to decode";
pub const CLIPBOARD_REFUSED: &str =
    "Your browser did not allow the page to read the clipboard. Press Ctrl+V or ⌘V in the field.";
pub const CLIPBOARD_EMPTY: &str = "The clipboard contains no text.";
pub const COPY_REFUSED: &str =
    "Your browser did not allow the page to write to the clipboard. Select the text and copy it.";
pub const TEXT_UNREADABLE: &str = "Your browser does not have enough memory to read this text. \
                                   Paste a part of it.";
pub const FILE_UNREADABLE: &str = "Your browser could not read this file.";
pub const LONG_TEXT_NAME: &str = "Pasted text";

/// Returns why a text is not in the field.
pub const fn attachment_note(is_long: bool) -> &'static str {
    if is_long { "Too large to show in the field." } else { "Not plain text, so not in the field." }
}

// The token view.
pub const TOKEN_PARTS: &str = "The token's parts";
pub const DECODED_PARTS: &str = "The decoded claims";
pub const DECODED_NOTE: &str =
    "Decoded claims, not the token. A token is three parts joined by dots.";
pub const SHOW_SIGNATURE: &str = "Show";
pub const COVER_SIGNATURE: &str = "Hide";
pub const COVERED: &str = "hidden";

/// Returns the text in place of this many covered characters of the token.
pub fn covered(length: usize) -> String {
    format!("⟨{}, {COVERED}⟩", characters(length))
}

/// Returns what a withheld value holds, or may hold.
pub const fn withheld(reason: WithheldReason) -> &'static str {
    match reason {
        WithheldReason::Token => "A token",
        WithheldReason::PrivateKey => "A private key",
        WithheldReason::Credential => "A credential",
        WithheldReason::Opaque => "Possibly a secret",
    }
}
pub const NOT_TEXT: &str = "The characters are not shown because the text was converted from \
                            another encoding.";

// The list of tokens.
pub const CHOOSE_TOKEN: &str = "Tokens in this text";
pub const FILTER_TOKENS: &str = "Filter the tokens";
pub const NO_TOKEN_FITS: &str = "No token in the list contains these words.";
pub const NOTHING_FOUND: &str = "No token found";

// The clock.
pub const CLOCK_SET: &str = "Clock set to";
pub const USE_REAL_CLOCK: &str = "Use the real time";

// The article.
pub const STATUS: &str = "At a glance";
pub const NOTHING_TO_FIX: &str = "Nothing to fix";
pub const IF_LEAKED: &str = "If it leaked:";
pub const HOW: &str = "How";
pub const SHOW_STEPS: &str = "Show the steps";
pub const WHAT_TO_DO: &str = "What to do";
pub const CLAIMS: &str = "Claims";
pub const CLAIMS_NOTE: &str = "What the token says about itself, in its own order.";
pub const CLAIMS_BY_MOUSE: &str =
    "Point at a claim to see its characters, click to keep them. Keys: arrows, Enter, Escape.";
pub const HEADER: &str = "Header";
pub const HEADER_NOTE: &str = "How the token was signed or encrypted, in its own order.";
pub const IDENTITY: &str = "Identity";
pub const IDENTITY_NOTE: &str =
    "If the token is genuine and not revoked, the API server gives its bearer this identity.";
pub const IDENTITY_BY_REVIEW: &str = "If the token is genuine and not revoked, a TokenReview for its audience returns this identity.";
pub const IDENTITY_EXPIRED: &str =
    "The token has expired: apart from some leeway, nobody gets this identity with it.";
pub const IDENTITY_REJECTED: &str =
    "The claims name this identity, but every API server rejects this token.";
pub const ORIGIN: &str = "Where it comes from";
pub const PATH: &str = "Path";
pub const FOUND_IN: &str = "Found in";
pub const EVIDENCE: &str = "Why we say so";
pub const ENDS: &str = "What ends it";
pub const ERRORS: &str = "Errors";
pub const FINDINGS: &str = "Findings";
pub const JSON: &str = "JSON";
pub const JSON_NOTE: &str = "What the token says, decoded. Digits, escapes and duplicates stay as they \
                             are; “…” replaces hidden values.";
pub const HEADER_JSON: &str = "header JSON";
pub const PAYLOAD_JSON: &str = "payload JSON";
pub const EXACT_TEXT: &str = "Show the exact text";
pub const LAY_OUT: &str = "Show it laid out";
pub const UNREADABLE_PART: &str = "This part cannot be read as JSON.";
pub const COPY: &str = "Copy";
pub const COPIED: &str = "Copied";
pub const COPIED_ESCAPED: &str = "Copied with control characters escaped";
pub const POSIX_SHELL: &str = "The commands are for a POSIX shell.";
pub const SHOW_CLAIM: &str = "Show the claim";
pub const SHOW_SPOT: &str = "Select it in the text";
pub const API_SERVER_ANSWERS: &str = "The API server answers or logs:";
pub const NOT_A_NAME: &str = "empty";
pub const LEGEND: &str = "What the words mean";

// Identity and origin.
pub const USERNAME: &str = "Username";
pub const NAMESPACE: &str = "Namespace";
pub const SERVICE_ACCOUNT: &str = "ServiceAccount";
pub const UID: &str = "uid";
pub const GROUPS: &str = "Groups";
pub const BOUND_TO: &str = "Bound to";
pub const HELD_BY: &str = "Stored in";
pub const ON_NODE: &str = "Node";
pub const SIGNED_BY: &str = "Signed by";
pub const PLATFORM: &str = "Platform";
pub const PLATFORMS: &str = "Platform, one of";
pub const RELEASES: &str = "Kubernetes";
pub const MEANT_FOR: &str = "Meant for";

/// Returns `994 characters`.
pub fn characters(count: usize) -> String {
    counted(count, "character", "characters")
}

/// Returns `2 files`.
pub fn files(count: usize) -> String {
    counted(count, "file", "files")
}

/// Returns `3 tokens found`.
pub fn tokens_found(count: usize) -> String {
    counted(count, "token found", "tokens found")
}

/// Returns `5 tokens found, 3 of them different`.
pub fn different_tokens(count: usize, different: usize) -> String {
    match tokens_found(count) {
        found if count == different => found,
        found => format!("{found}, {} of them different", grouped(different)),
    }
}

/// The lines of so many tokens are listed.
const LISTED_LINES: usize = 5;

/// Returns `line 3`, or `3 times: lines 1, 5, 9`; `None` without lines.
pub fn lines_of(lines: &[usize]) -> Option<String> {
    if let [line] = lines {
        return Some(format!("line {}", grouped(*line)));
    }
    let mut listed: Vec<String> =
        lines.iter().take(LISTED_LINES).map(|&line| grouped(line)).collect();
    if lines.len() > LISTED_LINES {
        listed.push(String::from("…"));
    }
    let count = grouped(lines.len());
    (!lines.is_empty()).then(|| format!("{count} times: lines {}", listed.join(", ")))
}

/// Returns `Reading 16.7 MB …`.
pub fn reading(bytes: usize) -> String {
    format!("Reading {} …", size(bytes))
}

/// Returns `line 3, column 5`.
pub fn place(line: usize, column: usize) -> String {
    format!("line {}, column {}", grouped(line), grouped(column))
}

/// Returns `… and 300 characters more`.
pub fn more_characters(count: usize) -> String {
    format!("… and {} more", characters(count))
}

/// Returns `12 more members are shown only in the JSON.`
pub fn more_members(count: usize) -> String {
    let members = counted(count, "more member is", "more members are");
    members + " shown only in the JSON."
}

/// Returns `and 21 more like it`.
pub fn more_like_it(count: usize) -> String {
    format!("and {} more like it", grouped(count))
}

/// Returns `Copy iss`.
pub fn copy_name(name: &str) -> String {
    format!("{COPY} {name}")
}

/// Returns `Needs kubectl 1.24.`, without the shell that every command needs and the page names once;
/// `None` if that is all.
pub fn needs(what: &str) -> Option<String> {
    let what = what.strip_suffix("a POSIX shell").unwrap_or(what).trim_end_matches([',', ' ']);
    (!what.is_empty()).then(|| format!("Needs {what}."))
}

/// Returns `object with 4 members`, for a value with members of its own.
pub fn nested(json_type: JsonType, count: usize) -> String {
    match (json_type, count) {
        (JsonType::Array, 0) => String::from("empty list"),
        (JsonType::Array, count) => format!("list of {}", counted(count, "item", "items")),
        (_, 0) => String::from("empty object"),
        (_, count) => format!("object with {}", counted(count, "member", "members")),
    }
}

/// Returns `[1]`, the name of a value in a list.
pub fn item(position: &str) -> String {
    format!("[{position}]")
}

/// Returns `12.3 KB`.
pub fn size(bytes: usize) -> String {
    match bytes {
        ..1000 => counted(bytes, "byte", "bytes"),
        1000..1_000_000 => format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// Returns `1.21 to 1.29` or `1.21 or later`.
pub fn releases(min: Option<&str>, max: Option<&str>) -> Option<String> {
    match (min, max) {
        (Some(min), Some(max)) if min == max => Some(min.to_owned()),
        (Some(min), Some(max)) => Some(format!("{min} to {max}")),
        (Some(min), None) => Some(format!("{min} or later")),
        (None, Some(max)) => Some(format!("up to {max}")),
        (None, None) => None,
    }
}

/// Returns the usual releases, and those that are certain: a range, or one without an end.
pub fn usual_and_certain(usual: &str, certain: &str, is_range: bool) -> String {
    let within = if is_range { "within " } else { "" };
    format!("usually {usual}, certainly {within}{certain}")
}

/// Returns the title of a part.
pub fn part(name: PartName) -> &'static str {
    match name {
        PartName::Header => "Header",
        PartName::Payload => "Payload",
        PartName::Signature => "Signature",
        PartName::EncryptedKey => "Encrypted key",
        PartName::InitializationVector => "Initialization vector",
        PartName::Ciphertext => "Ciphertext",
        PartName::AuthenticationTag => "Authentication tag",
        PartName::Extra => "Extra part",
    }
}

/// Returns the title of a status row.
pub fn row(name: RowName) -> &'static str {
    match name {
        RowName::Kind => "Kind",
        RowName::Time => "Time",
        RowName::Audience => "Audience",
        RowName::Structure => "Structure",
        RowName::Signature => "Signature",
    }
}

/// Returns a row's state in words, for people who cannot see its icon.
pub fn row_state(state: RowState) -> &'static str {
    match state {
        RowState::Usual => "as usual",
        RowState::Notable => "worth a look",
        RowState::Problem => "a problem",
        RowState::Unknown => "unknown",
    }
}

/// Returns the value of `data-state`.
pub fn row_state_code(state: RowState) -> &'static str {
    match state {
        RowState::Usual => "usual",
        RowState::Notable => "notable",
        RowState::Problem => "problem",
        RowState::Unknown => "unknown",
    }
}

/// Returns the label of a severity.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Notice => "Note",
    }
}

/// Returns the label of a certainty.
pub const fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => "certain",
        Certainty::Documented => "documented",
        Certainty::Seen => "seen",
        Certainty::Likely => "likely",
        Certainty::Unknown => "unknown",
    }
}

/// Returns `kubeadm, kind (likely)`.
pub fn with_certainty(words: &str, certainty: Certainty) -> String {
    format!("{words} ({})", self::certainty(certainty))
}

/// The glossary: the certainties, then the technical terms.
pub const WORDS: [(&str, &str); 15] = [
    (
        certainty(Certainty::Certain),
        "follows from the Kubernetes source code, if the token is genuine",
    ),
    (certainty(Certainty::Documented), "stated by the project or the vendor"),
    (certainty(Certainty::Seen), "seen in real tokens"),
    (certainty(Certainty::Likely), "a sound inference that no source states"),
    (certainty(Certainty::Unknown), "no source confirms it"),
    ("API server", "receives every request to a cluster and checks its token"),
    ("audience", "the recipient that a token is for; others must reject it"),
    ("claim", "a statement in a token: a name and a value"),
    ("issuer", "the party that issued a token; recipients find its keys by this name"),
    ("JWKS", "a list of public keys for verifying signatures"),
    ("kubelet", "runs the Pods of a node and mounts tokens into them"),
    ("Secret", "stores passwords, keys and tokens in a cluster"),
    ("ServiceAccount", "the identity of a program in a cluster"),
    ("TokenRequest", "the API that issues a token for a limited time"),
    ("TokenReview", "the API that says whether the API server accepts a token"),
];

/// Returns the heading of the remedies for an occasion.
pub fn occasion(when: Occasion) -> &'static str {
    match when {
        Occasion::Leaked => "If it leaked",
        Occasion::Check => "To find out more",
        Occasion::Hygiene => "Hardening",
    }
}

/// Returns the words before the first step, which differ if nothing is wrong.
pub fn first_step(when: Occasion, is_fine: bool) -> &'static str {
    match when {
        Occasion::Leaked => IF_LEAKED,
        Occasion::Hygiene if is_fine => "Optional:",
        Occasion::Check if is_fine => "If it fails:",
        _ => "Do this:",
    }
}

/// Returns the name of an encoding.
pub fn encoding(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Base64 => "base64",
        Encoding::Base64url => "base64url",
        Encoding::JsonString => "a JSON string",
        Encoding::YamlScalar => "a YAML value",
        Encoding::ShellQuoted => "shell quotes",
        Encoding::Percent => "percent-encoding",
        Encoding::BackslashN => "escaped line breaks",
        Encoding::WrappedLines => "several lines",
        Encoding::Utf16 => "UTF-16",
        later => later.as_str(),
    }
}

/// Returns how the token is wrapped in the text.
pub fn wrapped_in(encodings: &[Encoding]) -> String {
    let names: Vec<&str> = encodings.iter().map(|encoding| self::encoding(*encoding)).collect();
    format!("Found in {}.", names.join(", in "))
}

/// Returns the note beside a signature's length.
pub fn signature(status: SignatureStatus) -> &'static str {
    match status {
        SignatureStatus::NotChecked => "signature not checked",
        SignatureStatus::Absent => "no signature",
        SignatureStatus::Redacted => "signature removed",
    }
}

/// Returns the name of a signer.
pub fn signer(signer: Signer) -> &'static str {
    match signer {
        Signer::Kubernetes => "Kubernetes' own key",
        Signer::External => "an external signer (Kubernetes 1.32 or later)",
        Signer::Provider => "the platform's own signer",
        Signer::Unknown => "unknown",
    }
}

/// Returns the value of `data-kind`.
pub fn kind_code(kind: Kind) -> &'static str {
    match kind {
        Kind::Legacy => "legacy",
        Kind::Bound => "bound",
        Kind::Other => "other",
        Kind::Unreadable => "unreadable",
    }
}

/// Returns the value of `data-bound-to`.
pub fn bound_to_code(bound_to: BoundTo) -> &'static str {
    match bound_to {
        BoundTo::Pod => "pod",
        BoundTo::Secret => "secret",
        BoundTo::Node => "node",
        BoundTo::None => "none",
        BoundTo::Webhook => "webhook",
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// Returns the count with its thousands separated: `12,345`.
fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::{characters, different_tokens, lines_of, needs, releases, size};

    #[test]
    fn counts_are_grouped_and_have_plurals() {
        assert_eq!(characters(1), "1 character");
        assert_eq!(characters(994), "994 characters");
        assert_eq!(characters(1_234_567), "1,234,567 characters");
    }

    #[test]
    fn shell_is_not_repeated_with_each_command() {
        assert_eq!(needs("kubectl 1.27").as_deref(), Some("Needs kubectl 1.27."));
        assert_eq!(needs("jq, a POSIX shell").as_deref(), Some("Needs jq."));
        assert_eq!(needs("a POSIX shell"), None);
    }

    #[test]
    fn lines_of_the_same_token_are_counted() {
        assert_eq!(lines_of(&[]), None);
        assert_eq!(lines_of(&[1200]).as_deref(), Some("line 1,200"));
        assert_eq!(lines_of(&[1, 5]).as_deref(), Some("2 times: lines 1, 5"));
        assert_eq!(
            lines_of(&[1, 2, 3, 4, 5, 6]).as_deref(),
            Some("6 times: lines 1, 2, 3, 4, 5, …")
        );
        assert_eq!(different_tokens(3, 3), "3 tokens found");
        assert_eq!(different_tokens(5, 3), "5 tokens found, 3 of them different");
    }

    #[test]
    fn sizes_are_truncated() {
        assert_eq!(size(999), "999 bytes");
        assert_eq!(size(70_199), "70.1 KB");
        assert_eq!(size(16_777_216), "16.7 MB");
    }

    #[test]
    fn release_windows_with_open_ends() {
        assert_eq!(releases(Some("1.21"), Some("1.29")).as_deref(), Some("1.21 to 1.29"));
        assert_eq!(releases(Some("1.30"), None).as_deref(), Some("1.30 or later"));
        assert_eq!(releases(None, Some("1.23")).as_deref(), Some("up to 1.23"));
        assert_eq!(releases(None, None), None);
    }
}
