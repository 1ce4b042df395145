//! What the page calls the documents that tokens are in.

use std::collections::BTreeSet;

use service_account_token::report::{CoveredKind, Form, Report};

use super::{counted, different_tokens};

pub const DOCUMENT: &str = "Document";
pub const DOCUMENT_NOTE: &str =
    "The text around the token. Signatures, keys, passwords and other secrets are hidden.";
/// The rest of a secret, on another line.
pub const COVER_GOES_ON: &str = "…";

/// Returns `Lines 12 to 80`.
pub fn lines(first: usize, last: usize) -> String {
    format!("Lines {first} to {last}")
}

/// Returns `Show token 2`.
pub fn show_token(number: usize) -> String {
    format!("Show token {number}")
}

/// Returns what is shown in place of a secret.
pub const fn covered(what: Option<CoveredKind>) -> &'static str {
    match what {
        Some(CoveredKind::Signature) => "signature hidden",
        Some(CoveredKind::Token) => "token hidden",
        Some(CoveredKind::PrivateKey) => "private key hidden",
        Some(CoveredKind::Password) => "password hidden",
        Some(CoveredKind::Credential) => "credential hidden",
        Some(CoveredKind::SecretValue) => "secret value hidden",
        Some(CoveredKind::Opaque) => "hidden, looks random",
        Some(CoveredKind::Unread) => "hidden, could not be read",
        _ => "hidden",
    }
}

/// Returns `2 tokens in a kubeconfig`; the count alone if one document does not hold them all, or if
/// some of them are the same.
pub fn tokens_in(report: &Report, different: usize) -> String {
    let count = report.tokens.len();
    match document(report.input.form).filter(|_| are_in_one_document(report)) {
        Some(document) if different == count => {
            format!("{} in {document}", counted(count, "token", "tokens"))
        }
        _ => different_tokens(count, different),
    }
}

/// Returns true if every token has a path of its own, in the same object or the same list.
fn are_in_one_document(report: &Report) -> bool {
    let locations = || report.tokens.iter().map(|token| &token.location);
    let paths: BTreeSet<_> =
        locations().filter_map(|location| location.display.as_deref()).collect();
    let mut objects = locations().map(|location| &location.object);
    let first = objects.next();
    paths.len() == report.tokens.len()
        && (report.input.form == Form::List || objects.all(|object| Some(object) == first))
}

/// Returns the name of a form of documents.
fn document(form: Form) -> Option<&'static str> {
    Some(match form {
        Form::Secret => "a Secret",
        Form::List => "a list of objects",
        Form::Kubeconfig => "a kubeconfig",
        Form::CsiTokens => "a CSI volume",
        Form::Dockercfg => "a Docker configuration",
        Form::TerraformState => "a Terraform state",
        Form::TokenRequest => "a TokenRequest",
        Form::TokenReview => "a TokenReview",
        Form::ExecCredential => "an ExecCredential",
        Form::CredentialProviderRequest => "a CredentialProviderRequest",
        Form::VaultLogin => "a Vault login",
        Form::SecretDescription => "the description of a Secret",
        Form::Json => "JSON",
        Form::Yaml => "YAML",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use service_account_token::{Options, inspect};

    #[track_caller]
    fn check(text: &str, words: &str) {
        let report = inspect(text.as_bytes(), &Options::new());
        assert_eq!(tokens_in(&report, report.tokens.len()), words);
    }

    #[test]
    fn tokens_of_one_document_are_counted_with_its_name() {
        const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJhIn0.c2lnbmF0dXJl";
        let user = |name: &str| format!("- name: {name}\n  user:\n    token: {TOKEN}\n");
        let config = format!("kind: Config\napiVersion: v1\nusers:\n{}{}", user("a"), user("b"));
        check(&config, "2 tokens in a kubeconfig");
        let secret = |name: &str| {
            format!(
                "kind: Secret\napiVersion: v1\nmetadata:\n  name: {name}\nstringData:\n  {name}: {TOKEN}\n"
            )
        };
        check(&secret("a"), "1 token in a Secret");
        check(TOKEN, "1 token found");
        check(&format!("auth:\n  jwt: {TOKEN}\n  use: ci\n"), "1 token in YAML");
        check(&format!("{{\"jwt\": \"{TOKEN}\"}}"), "1 token in JSON");
        check(&format!("{}---\n{}", secret("a"), secret("b")), "2 tokens found");
        check(&format!("{}  b: {TOKEN}\n", secret("a")), "2 tokens in a Secret");
        check(&format!("{TOKEN}\n{TOKEN}\n"), "2 tokens found");
    }
}
