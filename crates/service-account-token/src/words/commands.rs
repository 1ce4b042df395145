//! Commands as text, the same in every language.

use crate::facts::ObjectKind;
use crate::facts::advice::{Command, Place};
use crate::text::Text;

/// Creates a TokenReview, which can never be read back. printf is a builtin of the shell, so the token
/// does not show in the list of processes.
const REVIEW_TOKEN: &str = r#"printf '{"apiVersion":"authentication.k8s.io/v1","kind":"TokenReview","spec":{"token":"%s","audiences":["%s"]}}' "$TOKEN" "$AUDIENCE" | kubectl create -f - -o yaml"#;

/// Columns for the labels of a token Secret that record its last use.
const USE_LABELS: &str =
    "-L kubernetes.io/legacy-token-last-used,kubernetes.io/legacy-token-invalid-since";

/// Returns the text of a command, in which only the names are not our own.
pub(crate) fn command(command: &Command) -> Text {
    match command {
        Command::PrintUid(kind, place) => in_namespace(
            place,
            &format!("get {}", resource(*kind)),
            "-o jsonpath='{.metadata.uid}'",
        ),
        Command::PrintAccountUidOfSecret(place) => in_namespace(
            place,
            "get secret",
            r"-o jsonpath='{.metadata.annotations.kubernetes\.io/service-account\.uid}'",
        ),
        Command::PrintTokenOfSecret(place) => {
            in_namespace(place, "get secret", "-o jsonpath='{.data.token}' | base64 -d")
        }
        Command::PrintTokenInPod(place) => in_namespace(
            place,
            "exec",
            "-- cat /var/run/secrets/kubernetes.io/serviceaccount/token",
        ),
        Command::ListUseOfSecret(place) => in_namespace(place, "get secret", USE_LABELS),
        Command::ListTokenSecrets => format!(
            "kubectl get secrets -A --field-selector type=kubernetes.io/service-account-token \
             {USE_LABELS}"
        )
        .into(),
        Command::ListRights(Place { namespace, name }) => format!(
            "kubectl auth can-i --list --as=system:serviceaccount:{namespace}:{name} -n {namespace}"
        )
        .into(),
        Command::Delete(kind, place) => {
            in_namespace(place, &format!("delete {}", resource(*kind)), "")
        }
        Command::RecreateAccount(Place { namespace, name }) => format!(
            "kubectl -n {namespace} delete serviceaccount {name} && \
             kubectl -n {namespace} create serviceaccount {name}"
        )
        .into(),
        Command::CreateToken(account) => in_namespace(account, "create token", ""),
        Command::CreateHourToken { account, bound_to: None } => {
            in_namespace(account, "create token", "--duration=1h")
        }
        Command::CreateHourToken { account, bound_to: Some((kind, name)) } => {
            let kind = kind.as_str();
            let options =
                format!("--duration=1h --bound-object-kind={kind} --bound-object-name={name}");
            in_namespace(account, "create token", &options)
        }
        Command::CreateAnchoredToken(Place { namespace, name }) => format!(
            "kubectl -n {namespace} create secret generic token-anchor && \
             kubectl -n {namespace} create token {name} --duration=1h \
             --bound-object-kind=Secret --bound-object-name=token-anchor"
        )
        .into(),
        Command::WhoAmI => r#"kubectl auth whoami --token="$TOKEN""#.into(),
        Command::ReviewToken => REVIEW_TOKEN.into(),
    }
}

/// Returns `kubectl -n NAMESPACE VERB NAME OPTIONS`.
fn in_namespace(Place { namespace, name }: &Place, verb: &str, options: &str) -> Text {
    let blank = if options.is_empty() { "" } else { " " };
    format!("kubectl -n {namespace} {verb} {name}{blank}{options}").into()
}

/// Returns the name that kubectl has for a kind.
fn resource(kind: ObjectKind) -> String {
    kind.as_str().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::advice::Name;

    fn name(text: &str) -> Name {
        Name::subdomain(Some(text)).unwrap()
    }

    fn place(name: &str) -> Place {
        Place { namespace: self::name("ci"), name: self::name(name) }
    }

    #[test]
    fn each_command_is_one_line_for_kubectl() {
        for (typed, text) in [
            (
                Command::PrintUid(ObjectKind::Pod, place("web")),
                "kubectl -n ci get pod web -o jsonpath='{.metadata.uid}'",
            ),
            (
                Command::PrintAccountUidOfSecret(place("robot-token")),
                r"kubectl -n ci get secret robot-token -o jsonpath='{.metadata.annotations.kubernetes\.io/service-account\.uid}'",
            ),
            (
                Command::PrintTokenOfSecret(place("robot-token")),
                "kubectl -n ci get secret robot-token -o jsonpath='{.data.token}' | base64 -d",
            ),
            (
                Command::PrintTokenInPod(place("web")),
                "kubectl -n ci exec web -- cat /var/run/secrets/kubernetes.io/serviceaccount/token",
            ),
            (
                Command::ListUseOfSecret(place("robot-token")),
                "kubectl -n ci get secret robot-token -L kubernetes.io/legacy-token-last-used,kubernetes.io/legacy-token-invalid-since",
            ),
            (
                Command::ListTokenSecrets,
                "kubectl get secrets -A --field-selector type=kubernetes.io/service-account-token -L kubernetes.io/legacy-token-last-used,kubernetes.io/legacy-token-invalid-since",
            ),
            (
                Command::ListRights(place("robot")),
                "kubectl auth can-i --list --as=system:serviceaccount:ci:robot -n ci",
            ),
            (
                Command::Delete(ObjectKind::ServiceAccount, place("default")),
                "kubectl -n ci delete serviceaccount default",
            ),
            (
                Command::RecreateAccount(place("robot")),
                "kubectl -n ci delete serviceaccount robot && kubectl -n ci create serviceaccount robot",
            ),
            (Command::CreateToken(place("robot")), "kubectl -n ci create token robot"),
            (
                Command::CreateHourToken { account: place("robot"), bound_to: None },
                "kubectl -n ci create token robot --duration=1h",
            ),
            (
                Command::CreateHourToken {
                    account: place("robot"),
                    bound_to: Some((ObjectKind::Node, name("worker-1"))),
                },
                "kubectl -n ci create token robot --duration=1h --bound-object-kind=Node --bound-object-name=worker-1",
            ),
            (
                Command::CreateAnchoredToken(place("robot")),
                "kubectl -n ci create secret generic token-anchor && kubectl -n ci create token robot --duration=1h --bound-object-kind=Secret --bound-object-name=token-anchor",
            ),
            (Command::WhoAmI, r#"kubectl auth whoami --token="$TOKEN""#),
            (
                Command::ReviewToken,
                r#"printf '{"apiVersion":"authentication.k8s.io/v1","kind":"TokenReview","spec":{"token":"%s","audiences":["%s"]}}' "$TOKEN" "$AUDIENCE" | kubectl create -f - -o yaml"#,
            ),
        ] {
            assert_eq!(command(&typed), text);
            assert_eq!(typed.needs_shell(), text.contains(['\'', '"', '$', '|', '&']), "{text}");
        }
    }
}
