//! The form of a paste: what a person would call it. By its lines alone: `document` reads it
//! closer.

use std::ops::Range;

use crate::text::bytes::{dotted_parts, prefix_len};
use crate::text::code::text_enum;
use crate::text::json::JsonText;
use crate::text::unicode::is_zero_width;

use super::credential::Credential;
use super::encoding::Encoding;
use super::scan::Scan;
use super::surroundings;

text_enum! {
    /// The form of a paste. The first form in this order that fits is chosen.
    #[non_exhaustive]
    pub enum Form {
        /// Only whitespace.
        Empty = "empty",
        /// Bytes that are not text.
        Binary = "binary",
        /// More bytes than the decoder reads.
        InputTooLarge = "input-too-large",
        /// A Secret.
        Secret = "secret",
        /// A list of objects.
        List = "list",
        /// A kubeconfig.
        Kubeconfig = "kubeconfig",
        /// A TokenRequest.
        TokenRequest = "token-request",
        /// A TokenReview.
        TokenReview = "token-review",
        /// An ExecCredential of a client-go credential plugin.
        ExecCredential = "exec-credential",
        /// A request to a kubelet credential provider.
        CredentialProviderRequest = "credential-provider-request",
        /// The tokens that the kubelet passes to a CSI driver.
        CsiTokens = "csi-tokens",
        /// A Docker configuration with registry credentials.
        Dockercfg = "dockercfg",
        /// A login to HashiCorp Vault.
        VaultLogin = "vault-login",
        /// A JSON Web Key Set.
        Jwks = "jwks",
        /// A Terraform state.
        TerraformState = "terraform-state",
        /// Other JSON.
        Json = "json",
        /// Other YAML.
        Yaml = "yaml",
        /// The output of `kubectl describe secret`.
        SecretDescription = "secret-description",
        /// A curl command.
        Curl = "curl",
        /// Another command.
        Command = "command",
        /// An `Authorization` header.
        AuthorizationHeader = "authorization-header",
        /// A `Sec-WebSocket-Protocol` header.
        WebsocketProtocol = "websocket-protocol",
        /// An HTTP trace.
        HttpTrace = "http-trace",
        /// Environment variables.
        Environment = "environment",
        /// Log lines.
        Log = "log",
        /// A PEM block.
        Pem = "pem",
        /// A token alone.
        Token = "token",
        /// A token alone, in base64.
        Base64Token = "base64-token",
        /// A credential of another kind.
        OtherCredential = "other-credential",
        /// Any other text.
        Text = "text",
    }
}

/// The longest first line that is examined. If a longer line shows its form at all, it does so
/// early.
const MAX_LINE: usize = 4096;

/// The number of lines that determine the form.
const MAX_LINES: usize = 400;

/// Returns the first form that fits, in the order of [`Form`].
pub(super) fn of(text: &[u8], scan: &Scan, credentials: &[Credential]) -> Form {
    let candidates = &scan.candidates;
    let Ok(string) = std::str::from_utf8(text) else {
        let binary = candidates.is_empty() && is_binary(text);
        return if binary { Form::Binary } else { of_text("", scan, credentials) };
    };
    if string.chars().all(|character| character.is_whitespace() || is_zero_width(character)) {
        return Form::Empty;
    }
    if candidates.is_empty() && text.contains(&0) {
        return Form::Binary;
    }
    of_text(string, scan, credentials)
}

fn of_text(string: &str, scan: &Scan, credentials: &[Credential]) -> Form {
    if let Some(form) = of_whole_token(scan) {
        return form;
    }
    let lines = Lines::new(string);
    of_document(string, &lines).or_else(|| of_lines(&lines)).unwrap_or(if credentials.is_empty() {
        Form::Text
    } else {
        Form::OtherCredential
    })
}

/// Returns the form if the paste is one token with nothing but whitespace and quotes around it.
fn of_whole_token(scan: &Scan) -> Option<Form> {
    let [candidate] = scan.candidates.as_slice() else { return None };
    let hull = candidate.map.hull(0..candidate.text.len());
    let base64 = candidate
        .encoding
        .iter()
        .any(|encoding| matches!(encoding, Encoding::Base64 | Encoding::Base64url));
    // Room for padding and for a line break that was encoded along with the token.
    let rest = if base64 { 6 } else { 0 };
    if candidate.json
        || candidate.decoded.is_some()
        || hull.start != scan.bare.start
        || scan.bare.end > hull.end + rest
    {
        return None;
    }
    Some(if base64 { Form::Base64Token } else { Form::Token })
}

fn of_document(text: &str, lines: &Lines<'_>) -> Option<Form> {
    let text = text.trim_start_matches(is_zero_width).trim();
    if matches!(text.as_bytes(), [b'{' | b'[', ..]) {
        let json = JsonText::read(text.to_owned());
        if json.fault.is_some() {
            return None;
        }
        return Some(of_json(&json).unwrap_or(Form::Json));
    }
    let described = lines.any(|line| line.starts_with("Name:"))
        && lines.any(|line| line.starts_with("Type:") || line.starts_with("Labels:"));
    let yaml = lines.any(|line| line.starts_with("apiVersion:") || line.starts_with("kind:"))
        || text.starts_with("---\n");
    // The kind may be quoted, and a comment may follow.
    let kind = lines.find(|line| line.strip_prefix("kind:")).and_then(|kind| {
        let kind = kind.trim_start_matches([' ', '"', '\'']);
        kind.get(..prefix_len(kind.as_bytes(), |byte| byte.is_ascii_alphanumeric()))
    });
    match kind.and_then(of_kind) {
        Some(form) if yaml => Some(form),
        _ if yaml => Some(Form::Yaml),
        _ if described => Some(Form::SecretDescription),
        _ => None,
    }
}

fn of_json(json: &JsonText) -> Option<Form> {
    let root = json.object()?;
    let member = |name| json.member(root, name);
    if let Some(form) = member("kind").and_then(|kind| of_kind(json[kind].value.as_deref()?)) {
        return Some(form);
    }
    if member("jwt").is_some() && member("role").is_some() {
        return Some(Form::VaultLogin);
    }
    member("keys").is_some().then_some(Form::Jwks)
}

fn of_kind(kind: &str) -> Option<Form> {
    Some(match kind {
        "Secret" => Form::Secret,
        "List" | "SecretList" => Form::List,
        "Config" => Form::Kubeconfig,
        "TokenRequest" => Form::TokenRequest,
        "TokenReview" => Form::TokenReview,
        "ExecCredential" => Form::ExecCredential,
        "CredentialProviderRequest" => Form::CredentialProviderRequest,
        _ => return None,
    })
}

/// A test of whether a line has a form.
type LineTest = fn(&str) -> bool;

fn of_lines(lines: &Lines<'_>) -> Option<Form> {
    let forms: &[(Form, LineTest)] = &[
        (Form::Curl, |line| begins_word(line, &["curl", "wget", "http", "https", "xh"])),
        (Form::Command, |line| {
            begins_word(line, &["kubectl", "oc", "helm", "vault", "k", "argocd"])
                || line.contains("--token")
        }),
        (Form::AuthorizationHeader, is_authorization),
        (Form::WebsocketProtocol, |line| line.contains(surroundings::WEBSOCKET_PROTOCOL)),
        (Form::HttpTrace, |line| {
            line.starts_with("HTTP/") || line.contains(" HTTP/") || is_traced_header(line)
        }),
        (Form::Environment, |line| is_assignment(line) && !is_log(line)),
        (Form::Log, is_log),
        (Form::Pem, |line| line.starts_with("-----BEGIN ")),
    ];
    let one_line = lines.all.len() == 1;
    forms
        .iter()
        .find(|(form, test)| match form {
            Form::AuthorizationHeader => one_line && lines.any(test),
            Form::Curl | Form::Command | Form::Environment | Form::Pem => {
                lines.first().is_some_and(test)
            }
            _ => lines.any(test),
        })
        .map(|&(form, _)| form)
}

fn begins_word(line: &str, words: &[&str]) -> bool {
    let line = line.trim_start_matches(['$', '#', '>', ' ']);
    line.split_once(' ').is_some_and(|(first, _)| words.contains(&first))
}

fn is_authorization(line: &str) -> bool {
    let line = line.trim_start_matches(['"', '\'', ' ']);
    let line = line.to_ascii_lowercase();
    ["authorization:", "authorization\"", "bearer ", "bearer\t"]
        .iter()
        .any(|start| line.starts_with(start))
}

/// Returns true for a header as `curl -v` prints it. Quoted mail begins its lines with `>` too, so
/// the name of the header decides.
fn is_traced_header(line: &str) -> bool {
    const NAMES: &[&str] = &[
        "accept",
        "audit-id",
        "authorization",
        "cache-control",
        "connection",
        "content-",
        "cookie",
        "date",
        "host",
        "server",
        "set-cookie",
        "user-agent",
        "x-",
    ];
    let header = line.strip_prefix("> ").or_else(|| line.strip_prefix("< "));
    let Some((name, _)) = header.and_then(|header| header.split_once(':')) else { return false };
    let name = name.to_ascii_lowercase();
    NAMES.iter().any(|known| match known.ends_with('-') {
        true => name.starts_with(known),
        false => name == *known,
    })
}

fn is_assignment(line: &str) -> bool {
    let line = line.trim_start();
    let line = line.strip_prefix("export ").unwrap_or(line);
    let line = line.strip_prefix("set ").unwrap_or(line);
    // Terraform and INI files put spaces before the `=`.
    line.split_once('=')
        .is_some_and(|(name, value)| is_name(name.trim_end()) && !is_padding(name, value))
}

/// The length from which a word whose `=` ends it is base64 rather than a name without a value.
const SHORTEST_PADDED: usize = 20;

/// Returns true if the first `=` of a line is the padding of base64.
fn is_padding(word: &str, rest: &str) -> bool {
    let rest = rest.trim_end();
    let whole = (word.len() + 1 + rest.len()).is_multiple_of(4);
    let long = word.len() >= SHORTEST_PADDED && !word.contains('_');
    rest == "=" || rest.is_empty() && whole && long
}

/// Returns true for a klog line (`I1122 01:30:45.1…`), a date at its start, or a member `level`.
fn is_log(line: &str) -> bool {
    let digits = |range: Range<usize>| {
        line.get(range).is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let klog = matches!(line.as_bytes(), [b'I' | b'W' | b'E' | b'F', ..])
        && digits(1..5)
        && line.get(5..6) == Some(" ");
    let dated = digits(0..4) && line.get(4..5) == Some("-") && digits(5..7) && digits(8..10);
    klog || dated
        || line.starts_with("level=")
        || line.contains(" level=")
        || line.contains("\"level\":")
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && name_length(text) == text.len()
}

/// Returns the length of the shell variable name at the start of a text.
fn name_length(text: &str) -> usize {
    if text.bytes().next().is_some_and(|first| first.is_ascii_digit()) {
        return 0;
    }
    prefix_len(text.as_bytes(), |byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Returns the number of dotted parts if the paste is one word and neither a path nor JSON.
pub(super) fn dotted_part_count(text: &[u8]) -> usize {
    let word = text.get(surroundings::trim(text)).unwrap_or_default();
    let apart =
        |&byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'{' | b'[' | b'"');
    if word.iter().any(apart) {
        return 0;
    }
    dotted_parts(word).count()
}

/// Returns true if more than one byte in ten is not text.
fn is_binary(text: &[u8]) -> bool {
    let mut odd = 0;
    for chunk in text.utf8_chunks() {
        odd += chunk.invalid().len();
    }
    text.contains(&0) || odd * 10 > text.len()
}

/// The first nonblank lines of a text.
struct Lines<'t> {
    all: Vec<&'t str>,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        let cut = |line: &'t str| {
            let mut end = line.len().min(MAX_LINE);
            while !line.is_char_boundary(end) {
                end -= 1;
            }
            line.get(..end).unwrap_or_default().trim_end()
        };
        let mut all = Vec::new();
        for line in text.lines() {
            let line = cut(line);
            if !line.trim().is_empty() {
                all.push(line);
            }
            if all.len() == MAX_LINES {
                break;
            }
        }
        Self { all }
    }

    fn any(&self, test: impl Fn(&str) -> bool) -> bool {
        self.all.iter().any(|line| test(line))
    }

    fn find(&self, test: impl Fn(&'t str) -> Option<&'t str>) -> Option<&'t str> {
        self.all.iter().find_map(|line| test(line))
    }

    fn first(&self) -> Option<&'t str> {
        self.all.first().copied()
    }
}
