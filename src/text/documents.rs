//! What the page calls the documents that tokens are in.

use service_account_token::report::{CoveredKind, DocumentForm, Form, Report};

use super::{counted, different_tokens};

pub const DOCUMENT: &str = "Document";
pub const DOCUMENT_NOTE: &str = "The text around the token. Signatures are hidden, and what looks like a key, a password or another secret. Look it over before you share it.";
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

/// Returns `2 tokens in a kubeconfig` or `3 tokens in 2 Secrets`; the count alone if not all are in
/// documents of one form, or if some of them are the same.
pub fn tokens_in(report: &Report, different: usize) -> String {
    let count = report.tokens.len();
    match documents(report).filter(|_| different == count) {
        Some(documents) => format!("{} in {documents}", counted(count, "token", "tokens")),
        None => different_tokens(count, different),
    }
}

/// Returns the documents that hold every token, in words.
fn documents(report: &Report) -> Option<String> {
    let forms = &report.document.as_ref()?.forms;
    let holds_all =
        |form: &&DocumentForm| form.with_tokens > 0 && form.tokens == report.tokens.len();
    let form = forms.iter().find(holds_all)?;
    let (one, many) = names(form.form)?;
    Some(match form.with_tokens {
        1 => one.to_owned(),
        count => format!("{count} {many}"),
    })
}

/// Returns the names of one and of several documents of a form.
fn names(form: Form) -> Option<(&'static str, &'static str)> {
    Some(match form {
        Form::Secret => ("a Secret", "Secrets"),
        Form::List => ("a list of objects", "lists of objects"),
        Form::Kubeconfig => ("a kubeconfig", "kubeconfigs"),
        Form::CsiTokens => ("a CSI volume", "CSI volumes"),
        Form::Dockercfg => ("a Docker configuration", "Docker configurations"),
        Form::TerraformState => ("a Terraform state", "Terraform states"),
        Form::TokenRequest => ("a TokenRequest", "TokenRequests"),
        Form::TokenReview => ("a TokenReview", "TokenReviews"),
        Form::ExecCredential => ("an ExecCredential", "ExecCredentials"),
        Form::CredentialProviderRequest => {
            ("a CredentialProviderRequest", "CredentialProviderRequests")
        }
        Form::VaultLogin => ("a Vault login", "Vault logins"),
        Form::SecretDescription => ("the description of a Secret", "descriptions of Secrets"),
        Form::Json => ("JSON", "JSON documents"),
        Form::Yaml => ("YAML", "YAML documents"),
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
    fn tokens_are_counted_with_the_documents_that_hold_them() {
        const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJhIn0.c2lnbmF0dXJl";
        let user = |name: &str| format!("- name: {name}\n  user:\n    token: {TOKEN}\n");
        let config = format!("kind: Config\napiVersion: v1\nusers:\n{}{}", user("a"), user("b"));
        check(&config, "2 tokens in a kubeconfig");
        let secret = |name: &str| {
            format!(
                "kind: Secret\napiVersion: v1\nmetadata:\n  name: {name}\nstringData:\n  {name}: {TOKEN}\n"
            )
        };
        check(&format!("{}---\n{}", secret("a"), secret("b")), "2 tokens in 2 Secrets");
        let unnamed = format!("kind: Config\napiVersion: v1\nusers:\n{}", user("a"));
        check(&format!("{unnamed}---\n{unnamed}"), "2 tokens in 2 kubeconfigs");
        check(&format!("{unnamed}---\n{}", secret("a")), "2 tokens found");
        check(&secret("a"), "1 token in a Secret");
        check(TOKEN, "1 token found");
        check(&format!("auth:\n  jwt: {TOKEN}\n  use: ci\n"), "1 token in YAML");
        check(&format!("{{\"jwt\": \"{TOKEN}\"}}"), "1 token in JSON");
        check(&format!("{}  b: {TOKEN}\n", secret("a")), "2 tokens in a Secret");
        check(&format!("{TOKEN}\n{TOKEN}\n"), "2 tokens found");
    }
}
