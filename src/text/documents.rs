//! What the page calls the documents that tokens are in.

use std::collections::BTreeSet;

use service_account_token::report::{Form, Report};

use super::different_tokens;

/// Returns `2 tokens in a kubeconfig`; the count alone if one document does not hold them all, or if
/// some of them are the same.
pub fn tokens_in(report: &Report, different: usize) -> String {
    let count = report.tokens.len();
    match document(report.input.form).filter(|_| are_in_one_document(report)) {
        Some(document) if different == count => format!("{count} tokens in {document}"),
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

/// Returns the name of a form that can hold several tokens.
fn document(form: Form) -> Option<&'static str> {
    Some(match form {
        Form::Secret => "a Secret",
        Form::List => "a list of objects",
        Form::Kubeconfig => "a kubeconfig",
        Form::CsiTokens => "a CSI volume",
        Form::Dockercfg => "a Docker configuration",
        Form::TerraformState => "a Terraform state",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use service_account_token::{Options, inspect};

    #[track_caller]
    fn check(text: &str, words: &str) {
        assert_eq!(tokens_in(&inspect(text.as_bytes(), &Options::new()), 2), words);
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
        check(&format!("{}---\n{}", secret("a"), secret("b")), "2 tokens found");
        check(&format!("{}  b: {TOKEN}\n", secret("a")), "2 tokens in a Secret");
        check(&format!("{TOKEN}\n{TOKEN}\n"), "2 tokens found");
    }
}
