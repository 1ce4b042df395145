//! Commands as text, the same in every language.

use crate::facts::ObjectKind;
use crate::facts::advice::{ArgoCdToken, Audience, Command, Name, Place, TokenId};
use crate::text::Text;

/// Lists the key ids of the cluster.
const LIST_KEY_IDS: &str = r#"kubectl get --raw /openid/v1/jwks | grep -o '"kid":"[^"]*"'"#;

/// Prints the discovery document, which names the issuer.
const READ_DISCOVERY: &str = "kubectl get --raw /.well-known/openid-configuration";

/// Asks who the bearer is. An empty kubeconfig keeps a `tokenFile` or a client certificate in the
/// reader's own one from winning over `--token`.
const WHO_AM_I: &str = r#"kubectl --kubeconfig=/dev/null --server="$SERVER" --certificate-authority=ca.crt --token="$TOKEN" auth whoami"#;

/// Creates a TokenReview, which can never be read back. `printf` is a builtin of the shell, so the
/// token does not show in the list of processes; `.status` leaves it out of the output.
const REVIEW_TOKEN: &str = r#"printf '{"apiVersion":"authentication.k8s.io/v1","kind":"TokenReview","spec":{"token":"%s","audiences":["%s"]}}' "$TOKEN" "$AUDIENCE" | kubectl create -f - -o jsonpath='{.status}'"#;

/// Prints one line for each binding that reaches the ServiceAccount `$sa` in the namespace `$ns`.
const BINDINGS: &str = r#".items[] | . as $b | select(any(.subjects[]?; (.kind=="ServiceAccount" and .name==$sa and (.namespace // $b.metadata.namespace)==$ns) or .name=="system:serviceaccount:\($ns):\($sa)" or .name=="system:serviceaccounts:\($ns)" or .name=="system:serviceaccounts" or .name=="system:authenticated")) | "\(.kind) \(.metadata.namespace // "-")/\(.metadata.name) -> \(.roleRef.kind)/\(.roleRef.name)""#;

/// Counts the uses of extended tokens after `warnafter`.
const COUNT_STALE_USES: &str =
    "kubectl get --raw /metrics | grep '^serviceaccount_stale_tokens_total'";

/// The volume that Kubernetes injects (kubernetes/kubernetes
/// plugin/pkg/admission/serviceaccount/admission.go), with a lifetime that is not extended.
const OWN_TOKEN: &str = "\
spec:
  containers:
  - name: CONTAINER
    volumeMounts:
    - name: hour-token
      mountPath: /var/run/secrets/kubernetes.io/serviceaccount
      readOnly: true
  volumes:
  - name: hour-token
    projected:
      sources:
      - serviceAccountToken:
          path: token
          expirationSeconds: 3600
      - configMap:
          name: kube-root-ca.crt
          items:
          - key: ca.crt
            path: ca.crt
      - downwardAPI:
          items:
          - path: namespace
            fieldRef:
              fieldPath: metadata.namespace";

/// Returns the text of a command, in which only what comes from the token is not our own.
pub(crate) fn command(command: &Command) -> Text {
    match command {
        Command::ListKeyIds => LIST_KEY_IDS.into(),
        Command::ReadDiscovery => READ_DISCOVERY.into(),
        Command::ListBindings(Place { namespace, name }) => format!(
            "kubectl get rolebindings,clusterrolebindings -A -o json | \
             jq -r --arg ns {namespace} --arg sa {name} '{BINDINGS}'"
        )
        .into(),
        Command::PrintUid(kind, place) => in_namespace(
            place,
            &format!("get {}", resource(*kind)),
            "-o jsonpath='{.metadata.uid}'",
        ),
        Command::CompareSecretToken(place) => compare_secret_token(place),
        Command::PrintTokenOfSecret(place) => {
            in_namespace(place, "get secret", "-o jsonpath='{.data.token}' | base64 -d")
        }
        Command::PrintTokenInPod(place) => in_namespace(
            place,
            "exec",
            "-- cat /var/run/secrets/kubernetes.io/serviceaccount/token",
        ),
        Command::ListTokenSecrets(namespace) => format!(
            "kubectl -n {namespace} get secrets \
             --field-selector=type=kubernetes.io/service-account-token \
             -L kubernetes.io/legacy-token-last-used,kubernetes.io/legacy-token-invalid-since"
        )
        .into(),
        Command::ListRights(Place { namespace, name }) => format!(
            "kubectl -n {namespace} auth can-i --list \
             --as=system:serviceaccount:{namespace}:{name}"
        )
        .into(),
        Command::MarkSecretInvalid(place) => in_namespace(
            place,
            "label secret",
            r#"kubernetes.io/legacy-token-invalid-since="$(date -u +%F)""#,
        ),
        Command::Delete(kind, place) => {
            in_namespace(place, &format!("delete {}", resource(*kind)), "")
        }
        Command::RecreateAccount(place) => {
            let create = in_namespace(place, "create serviceaccount", "");
            format!("{} && {create}", save_and_delete_account(place)).into()
        }
        Command::DeleteDefaultAccount(place) => save_and_delete_account(place).into(),
        Command::SearchUseOfToken(id) => search_use_of_token(id),
        Command::SearchUseOfAccount(account) => search_use_of_account(account),
        Command::SearchIssue(id) => search_issue(id),
        Command::ListPodIdentities(Place { namespace, name }) => format!(
            r#"aws eks list-pod-identity-associations --cluster-name "$CLUSTER" --namespace {namespace} --service-account {name}"#
        )
        .into(),
        Command::DeleteArgoCdToken(ArgoCdToken { project, role, issued_at }) => {
            format!("argocd proj role delete-token {project} {role} {issued_at}").into()
        }
        Command::CreateToken(account) => in_namespace(account, "create token", ""),
        Command::CreateHourToken { account, node } => create_hour_token(account, node.as_ref()),
        Command::CreateAnchoredToken(account) => create_anchored_token(account).into(),
        Command::MountOwnToken => OWN_TOKEN.into(),
        Command::MountTokenFor(audience) => mount_token_for(audience).into(),
        Command::CountStaleUses => COUNT_STALE_USES.into(),
        Command::WhoAmI => WHO_AM_I.into(),
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

/// Prints nothing if the Secret cannot be read. `[` and `printf` are builtins of the shell, so the
/// token does not show in the list of processes.
fn compare_secret_token(place: &Place) -> Text {
    let held = in_namespace(place, "get secret", "-o jsonpath='{.data.token}'");
    format!(
        r#"[ -n "$TOKEN" ] && HELD="$({held})" && if [ "$(printf %s "$HELD" | base64 -d)" = "$TOKEN" ]; then echo same; else echo different; fi"#
    )
    .into()
}

fn save_and_delete_account(place: &Place) -> String {
    let save = format!("-o yaml > {}-serviceaccount.yaml", place.name);
    let save = in_namespace(place, "get serviceaccount", &save);
    format!("{save} && {}", in_namespace(place, "delete serviceaccount", ""))
}

/// Searches a file of one JSON object a line, as the API server writes it.
fn search_audit_log(condition: &str) -> Text {
    format!("jq -c 'select({condition})' audit.log").into()
}

fn search_use_of_token(id: &TokenId) -> Text {
    search_audit_log(&format!(
        r#".user.extra["authentication.kubernetes.io/credential-id"]? // [] | index("JTI={id}")"#
    ))
}

fn search_use_of_account(Place { namespace, name }: &Place) -> Text {
    search_audit_log(&format!(r#".user.username == "system:serviceaccount:{namespace}:{name}""#))
}

fn search_issue(id: &TokenId) -> Text {
    search_audit_log(&format!(
        r#".annotations["authentication.kubernetes.io/issued-credential-id"]? == "JTI={id}""#
    ))
}

fn create_hour_token(account: &Place, node: Option<&Name>) -> Text {
    let bound = node.map_or_else(String::new, |node| {
        format!(" --bound-object-kind=Node --bound-object-name={node}")
    });
    in_namespace(account, "create token", &format!("--duration=1h{bound}"))
}

/// Names the Secret after the second, so that each token has its own.
fn create_anchored_token(Place { namespace, name }: &Place) -> String {
    format!(
        r#"ANCHOR="token-anchor-$(date +%s)" && kubectl -n {namespace} create secret generic "$ANCHOR" && kubectl -n {namespace} create token {name} --duration=1h --bound-object-kind=Secret --bound-object-name="$ANCHOR""#
    )
}

fn mount_token_for(audience: &Audience) -> String {
    format!(
        "\
spec:
  containers:
  - name: CONTAINER
    volumeMounts:
    - name: hour-token
      mountPath: /var/run/secrets/tokens
      readOnly: true
  volumes:
  - name: hour-token
    projected:
      sources:
      - serviceAccountToken:
          path: token
          expirationSeconds: 3600
          audience: \"{audience}\""
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::advice::Requirement;

    const JTI: &str = "2f3c1f5e-9b6b-4d4e-8e0a-0d1f6a6b7c8d";

    fn name(text: &str) -> Name {
        Name::subdomain(Some(text)).unwrap()
    }

    fn place(name: &str) -> Place {
        Place { namespace: self::name("ci"), name: self::name(name) }
    }

    fn jti() -> TokenId {
        TokenId::read(JTI).unwrap()
    }

    #[track_caller]
    fn check(typed: &Command, text: &str) {
        assert_eq!(command(typed), text);
        let needs_shell = typed.needs().contains(&Requirement::PosixShell);
        let is_manifest = text.starts_with("spec:");
        assert_eq!(
            needs_shell,
            !is_manifest && text.contains(['\'', '"', '$', '|', '&']),
            "{text}"
        );
    }

    #[test]
    fn look_ups_print_one_thing() {
        for (typed, text) in [
            (Command::ListKeyIds, r#"kubectl get --raw /openid/v1/jwks | grep -o '"kid":"[^"]*"'"#),
            (
                Command::PrintUid(ObjectKind::Pod, place("web")),
                "kubectl -n ci get pod web -o jsonpath='{.metadata.uid}'",
            ),
            (
                Command::CompareSecretToken(place("robot-token")),
                r#"[ -n "$TOKEN" ] && HELD="$(kubectl -n ci get secret robot-token -o jsonpath='{.data.token}')" && if [ "$(printf %s "$HELD" | base64 -d)" = "$TOKEN" ]; then echo same; else echo different; fi"#,
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
                Command::ListTokenSecrets(name("ci")),
                "kubectl -n ci get secrets --field-selector=type=kubernetes.io/service-account-token -L kubernetes.io/legacy-token-last-used,kubernetes.io/legacy-token-invalid-since",
            ),
            (
                Command::ListRights(place("robot")),
                "kubectl -n ci auth can-i --list --as=system:serviceaccount:ci:robot",
            ),
            (
                Command::ListPodIdentities(place("robot")),
                r#"aws eks list-pod-identity-associations --cluster-name "$CLUSTER" --namespace ci --service-account robot"#,
            ),
            (
                Command::CountStaleUses,
                "kubectl get --raw /metrics | grep '^serviceaccount_stale_tokens_total'",
            ),
            (
                Command::WhoAmI,
                r#"kubectl --kubeconfig=/dev/null --server="$SERVER" --certificate-authority=ca.crt --token="$TOKEN" auth whoami"#,
            ),
            (
                Command::ReviewToken,
                r#"printf '{"apiVersion":"authentication.k8s.io/v1","kind":"TokenReview","spec":{"token":"%s","audiences":["%s"]}}' "$TOKEN" "$AUDIENCE" | kubectl create -f - -o jsonpath='{.status}'"#,
            ),
        ] {
            check(&typed, text);
        }
    }

    #[test]
    fn searches_read_an_audit_log_line_by_line() {
        check(
            &Command::SearchUseOfToken(jti()),
            r#"jq -c 'select(.user.extra["authentication.kubernetes.io/credential-id"]? // [] | index("JTI=2f3c1f5e-9b6b-4d4e-8e0a-0d1f6a6b7c8d"))' audit.log"#,
        );
        check(
            &Command::SearchUseOfAccount(place("robot")),
            r#"jq -c 'select(.user.username == "system:serviceaccount:ci:robot")' audit.log"#,
        );
        check(
            &Command::SearchIssue(jti()),
            r#"jq -c 'select(.annotations["authentication.kubernetes.io/issued-credential-id"]? == "JTI=2f3c1f5e-9b6b-4d4e-8e0a-0d1f6a6b7c8d")' audit.log"#,
        );
        let bindings = command(&Command::ListBindings(place("robot")));
        assert!(
            bindings.starts_with(
                "kubectl get rolebindings,clusterrolebindings -A -o json | jq -r --arg ns ci --arg sa \
                 robot '.items[] | "
            ),
            "{bindings}"
        );
    }

    #[test]
    fn a_service_account_is_saved_before_it_is_deleted() {
        check(
            &Command::RecreateAccount(place("robot")),
            "kubectl -n ci get serviceaccount robot -o yaml > robot-serviceaccount.yaml && kubectl -n ci delete serviceaccount robot && kubectl -n ci create serviceaccount robot",
        );
        check(
            &Command::DeleteDefaultAccount(place("default")),
            "kubectl -n ci get serviceaccount default -o yaml > default-serviceaccount.yaml && kubectl -n ci delete serviceaccount default",
        );
    }

    #[test]
    fn what_stops_a_token_names_one_object() {
        for (typed, text) in [
            (
                Command::MarkSecretInvalid(place("robot-token")),
                r#"kubectl -n ci label secret robot-token kubernetes.io/legacy-token-invalid-since="$(date -u +%F)""#,
            ),
            (
                Command::Delete(ObjectKind::Secret, place("robot-token")),
                "kubectl -n ci delete secret robot-token",
            ),
            (
                Command::DeleteArgoCdToken(ArgoCdToken {
                    project: name("shop"),
                    role: name("deploy"),
                    issued_at: 1_700_000_000,
                }),
                "argocd proj role delete-token shop deploy 1700000000",
            ),
        ] {
            check(&typed, text);
        }
    }

    #[test]
    fn each_new_token_has_an_anchor_of_its_own() {
        for (typed, text) in [
            (Command::CreateToken(place("robot")), "kubectl -n ci create token robot"),
            (
                Command::CreateHourToken { account: place("robot"), node: None },
                "kubectl -n ci create token robot --duration=1h",
            ),
            (
                Command::CreateHourToken { account: place("robot"), node: Some(name("worker-1")) },
                "kubectl -n ci create token robot --duration=1h --bound-object-kind=Node --bound-object-name=worker-1",
            ),
            (
                Command::CreateAnchoredToken(place("robot")),
                r#"ANCHOR="token-anchor-$(date +%s)" && kubectl -n ci create secret generic "$ANCHOR" && kubectl -n ci create token robot --duration=1h --bound-object-kind=Secret --bound-object-name="$ANCHOR""#,
            ),
        ] {
            check(&typed, text);
        }
    }

    #[test]
    fn a_manifest_is_for_no_shell() {
        check(&Command::MountOwnToken, OWN_TOKEN);
        let audience = Audience::read("vault").unwrap();
        let manifest = command(&Command::MountTokenFor(audience));
        assert!(manifest.ends_with("\n          audience: \"vault\""), "{manifest}");
        assert!(manifest.starts_with("spec:\n  containers:\n"), "{manifest}");
    }
}
