//! What a template or a script has in place of a value.

/// Returns true for a text with a placeholder, such as `<issuer>`, `{{ namespace }}`, `${NAMESPACE}` or
/// `$namespace`. Variables of IAM have a colon, as in `${aws:username}`.
pub(super) fn is_placeholder(text: &str) -> bool {
    let braced = text.split_once("${").and_then(|(_, rest)| rest.split_once('}'));
    let is_variable = |name: &str| name.contains(':') || matches!(name, "*" | "?" | "$");
    let is_name =
        |rest: &str| rest.starts_with(|own: char| own.is_ascii_alphabetic() || own == '_');
    braced.is_some_and(|(name, _)| !is_variable(name))
        || text.split('$').skip(1).any(is_name)
        || text.contains("{{")
        || text.contains('<') && text.contains('>')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_told_from_values() {
        for text in [
            "system:serviceaccount:<namespace>:cart",
            "system:serviceaccount:${NAMESPACE}:cart",
            "system:serviceaccount:${var.namespace}:cart",
            "system:serviceaccount:$namespace:$service_account",
            "system:serviceaccount:{{ .Release.Namespace }}:cart",
            "$oidc_provider:sub",
            "arn:aws:iam::$account_id:oidc-provider/x",
            "$_x",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in [
            "system:serviceaccount:shop:cart",
            "system:serviceaccount:${aws:PrincipalTag/ns}:cart",
            "${*}",
            "${$}",
            "a$",
            "$1",
            "a>b",
            "https://oidc.example.com/id/X",
            "",
        ] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
