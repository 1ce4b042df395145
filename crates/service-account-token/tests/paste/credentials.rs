//! Credentials that are not tokens are found wherever they are, named, and never shown.

use crate::support::*;

/// The names of the credentials in a text, without what every sentence says.
fn named(text: &str) -> Vec<String> {
    let report = report(text);
    let found = report.findings.iter().filter(|finding| finding.code == "other_credential");
    found
        .map(|finding| {
            let name = finding.message.strip_prefix("This looks like ").expect("it says so");
            name.split(", which").next().unwrap().to_owned()
        })
        .collect()
}

fn secret(key: &str, value: &str) -> String {
    format!("apiVersion: v1\nkind: Secret\ndata:\n  {key}: {}\n", base64(value))
}

fn kubeconfig(user: &str) -> String {
    format!("apiVersion: v1\nkind: Config\nusers:\n- name: a\n  user:\n    {user}\n")
}

/// The beginning of a private key of RSA, or of something public, in base64.
fn der(is_private: bool) -> String {
    let sequence = b"\x30\x82\x04\xa4\x30\x82\x02\x82\x01\x01\x00";
    let number = b"\x30\x82\x04\xa4\x02\x01\x00\x02\x82\x01\x01";
    let begins = if is_private { number } else { sequence };
    let rest = (0..200_u8).map(|n| n.wrapping_mul(167));
    base64(begins.iter().copied().chain(rest).collect::<Vec<_>>())
}

fn pem(label: &str) -> String {
    let body = crate::wrapped(&der(label.contains("PRIVATE")), 64, "\n");
    format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----\n")
}

const RANCHER: &str =
    "kubeconfig-u-abcde12345:kzlq8xbxqv7h9n2jwv5v8vkhr6c4gr2c8z5f9zjr6tl8pd9mlbq7gx";
const RANCHER_SECRET: &str = "kzlq8xbxqv7h9n2jwv5v8vkhr6c4gr2c8z5f9zjr6tl8pd9mlbq7gx";
const EKS: &str = "k8s-aws-v1.aHR0cHM6Ly9zdHMuYW1hem9uYXdzLmNvbS8";
const OPENSHIFT: &str = "sha256~AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg";
const VAULT: &str = "hvs.CAESIJ3mAbCdEfGhIjKlMnOpQrStUvWx";
const BOOTSTRAP: &str = "abcdef.0123456789abcdef";

/// Each credential that is recognized anywhere, and what to call it.
const KNOWN: [(&str, &str); 4] = [
    (RANCHER, "a Rancher API token"),
    (EKS, "an EKS user token (`k8s-aws-v1.`)"),
    (OPENSHIFT, "an OpenShift OAuth token (`sha256~`)"),
    (VAULT, "a HashiCorp Vault token"),
];

#[test]
fn credential_is_found_in_documents_and_below_base64() {
    for (credential, name) in KNOWN {
        for text in [
            credential.to_owned(),
            format!("Bearer {credential}"),
            format!("curl -H \"Authorization: Bearer {credential}\" https://host"),
            format!("kubectl --token={credential} get pods"),
            format!("export TOKEN='{credential}'"),
            format!("see {credential}, please"),
            format!("{{\"status\":{{\"token\":\"{credential}\"}}}}"),
            kubeconfig(&format!("token: {credential}")),
            kubeconfig(&format!("token: \"{credential}\"")),
            base64(credential),
            base64(format!("{credential}\n")),
            secret("token", credential),
            secret("env", &format!("TOKEN={credential}\n")),
            secret("config", &format!("{{\"bearerToken\":\"{credential}\"}}")),
            secret("kubeconfig", &kubeconfig(&format!("token: {credential}"))),
            secret("secret", &secret("token", credential)),
            secret("auth", &format!("user:{credential}")),
            secret("a", &format!("{{\"auth\":\"{}\"}}", base64(format!("u:{credential}")))),
            format!("Authorization: Basic {}", base64(format!("user:{credential}"))),
            base64(base64(base64(credential))),
        ] {
            assert_eq!(named(&text), [name], "{text}");
            let shown = serde_json::to_string(&report(&text)).unwrap();
            assert!(!shown.contains(&credential[credential.len() - 12..]), "{shown}");
        }
    }
}

#[test]
fn private_key_is_found_in_documents_and_below_base64() {
    for label in ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY"] {
        let (key, certificate) = (pem(label), pem("CERTIFICATE"));
        for text in [
            key.clone(),
            format!("{certificate}{key}"),
            format!("see\n{key}"),
            format!("{{\"private_key\":\"{}\"}}", key.replace('\n', "\\n")),
            base64(&key),
            base64(base64(&key)),
            secret("tls.key", &key),
            secret("ssh-privatekey", &key),
            secret("bundle", &format!("{certificate}{key}")),
            format!("{}  tls.key: {}\n", secret("tls.crt", &certificate), base64(&key)),
            kubeconfig(&format!("client-key-data: {}", base64(&key))),
            secret("config", &kubeconfig(&format!("client-key-data: {}", base64(&key)))),
            secret(
                "config",
                &format!("{{\"tlsClientConfig\":{{\"keyData\":\"{}\"}}}}", base64(&key)),
            ),
        ] {
            assert_eq!(named(&text), ["a private key"], "{text}");
        }
    }
    assert_eq!(named(&format!("key: {}", der(true))), ["a private key"]);
    assert_eq!(named(&format!("{}{}", pem("EC PRIVATE KEY"), pem("PRIVATE KEY"))).len(), 2);
}

#[test]
fn rancher_token_of_any_name_is_recognized() {
    let rancher = ["a Rancher API token"];
    for name in [
        "token-abcde",
        "kubeconfig-u-abcde12345",
        "kubeconfig-user-abcde",
        "kubeconfig-user-abcde.c-m-12345",
        "ext/anything",
        "ext/token-abcde",
    ] {
        assert_eq!(named(&format!("{name}:{RANCHER_SECRET}")), rancher, "{name}");
        assert_eq!(named(&format!("token: {name}:{RANCHER_SECRET}")), rancher, "{name}");
        assert_eq!(named(&secret("token", &format!("{name}:{RANCHER_SECRET}"))), rancher, "{name}");
    }
    assert_eq!(named(&format!("token:token-abcde:{RANCHER_SECRET}")), rancher);
    let commit = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b";
    for text in [
        format!("image: registry.example/token-service:{commit}"),
        "image: registry.example/kubeconfig-sync:v1.2.3".to_owned(),
        format!("default-token-abcde:{RANCHER_SECRET}"),
        "token-abcde:xxxxx".to_owned(),
        "the name is token-abcde: it is a Secret".to_owned(),
    ] {
        assert!(named(&text).is_empty(), "{text}");
    }
}

#[test]
fn credential_in_a_claim_is_withheld() {
    for (credential, _) in KNOWN {
        let payload = format!("{{\"iss\":\"https://a.test\",\"note\":\"see {credential}\"}}");
        let token = only(token(HEADER, &payload));
        assert_eq!(token.payload.members[1].value, None, "{credential}");
        assert!(token.payload.members[1].withheld.is_some(), "{credential}");
    }
}

#[test]
fn bootstrap_token_is_found_where_one_is_expected() {
    let bootstrap = ["a bootstrap token"];
    for text in [
        BOOTSTRAP.to_owned(),
        format!("kubeadm join host --token {BOOTSTRAP}"),
        format!("kubeadm join host --discovery-token {BOOTSTRAP} --a"),
        format!("kubeadm join --tls-bootstrap-token={BOOTSTRAP}"),
        format!("Authorization: Bearer {BOOTSTRAP}"),
        format!("bootstrapTokens:\n- token: \"{BOOTSTRAP}\"\n"),
        kubeconfig(&format!("token: {BOOTSTRAP}")),
        secret("token", BOOTSTRAP),
        secret("kubeconfig", &kubeconfig(&format!("token: {BOOTSTRAP}"))),
        "type: bootstrap.kubernetes.io/token\nstringData:\n  token-id: abcdef\n  token-secret: \
         0123456789abcdef\n"
            .to_owned(),
        format!(
            "type: bootstrap.kubernetes.io/token\ndata:\n  token-id: {}\n  token-secret: {}\n",
            base64("abcdef"),
            base64("0123456789abcdef")
        ),
        format!(
            "{{\"type\":\"bootstrap.kubernetes.io/token\",\"data\":{{\"token-secret\":\"{}\"}}}}",
            base64("0123456789abcdef")
        ),
    ] {
        assert_eq!(named(&text), bootstrap, "{text}");
    }
    for text in [
        format!("see {BOOTSTRAP}"),
        format!("name: {BOOTSTRAP}"),
        "a Secret of type bootstrap.kubernetes.io/token".to_owned(),
        "token-secret: abc".to_owned(),
    ] {
        assert!(named(&text).is_empty(), "{text}");
    }
}

#[test]
fn public_values_are_not_reported_as_credentials() {
    let digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    for text in [
        format!("see sha256:{digest}"),
        format!("kubeadm join --discovery-token-ca-cert-hash sha256:{digest}"),
        secret("checksum", digest),
        secret("tls.crt", &pem("CERTIFICATE")),
        secret("key.pub", &pem("PUBLIC KEY")),
        kubeconfig(&format!("client-certificate-data: {}", base64(pem("CERTIFICATE")))),
        "the prefix k8s-aws-v1. begins a token of EKS".to_owned(),
        "sha256~ and hvs. are prefixes".to_owned(),
    ] {
        assert!(named(&text).is_empty(), "{text}");
    }
    let key = "a kubeadm certificate key";
    assert_eq!(named(&format!("kubeadm join --certificate-key {digest}")), [key]);
    assert_eq!(named(&format!("certificateKey: {digest}")), [key]);
}

#[test]
fn credential_next_to_a_token_is_found_too() {
    let users = |credential: &str| {
        format!(
            "{}- name: b\n  user:\n    token: {credential}\n",
            kubeconfig(&format!("token: {}", usual()))
        )
    };
    for (credential, name) in KNOWN {
        for text in [users(credential), base64(users(credential)), secret("a", &users(credential))]
        {
            assert_eq!(
                (named(&text).as_slice(), report(&text).tokens.len()),
                (&[name.to_owned()][..], 1)
            );
        }
    }
}

#[test]
fn finding_points_at_the_credential() {
    let text = kubeconfig(&format!("token: {RANCHER}"));
    let found = finding(&text, "other_credential");
    assert_eq!(&text[found.start.unwrap()..found.end.unwrap()], RANCHER);
    let text = secret("kubeconfig", &text);
    let found = finding(&text, "other_credential");
    let encoded = &text[found.start.unwrap()..found.end.unwrap()];
    assert!(encoded.len() < RANCHER.len() * 3 / 2, "{encoded}");
}

#[test]
fn credential_is_recognized_by_its_format() {
    #[track_caller]
    fn check(text: &str, what: Option<&str>) {
        let report = report(text);
        let found = report.findings.iter().find(|finding| finding.code == "other_credential");
        let says = |what| {
            format!(
                "This looks like {what}, which is not a JSON Web Token and has no claims to read."
            )
        };
        assert_eq!(found.map(|found| found.message.to_string()), what.map(says), "{text}");
    }
    let (letters, hex) = ("AbCdEfGhIjKlMnOpQrStUvWx", "0123456789abcdef".repeat(4));
    let vault = Some("a HashiCorp Vault token");
    check(&format!("s.{letters}"), vault);
    check(&format!("s.{}", &letters[1..]), None);
    check(&format!("s.{}-", &letters[1..]), None);
    for start in ["hvs.", "hvb.", "hvr."] {
        check(&format!("see {start}{}", &letters[4..]), vault);
        check(&format!("see {start}{}", &letters[5..]), None);
    }
    let node = Some("a k3s or RKE2 node token (`K10…::`)");
    check(&format!("see K10{}::server:abc", &hex[..40]), node);
    check(&format!("see K10{}::server:abc", &hex[..39]), None);
    check(&format!("see K10{}x::server:abc", &hex[..40]), None);
    let google = Some("a Google OAuth access token (`ya29.`)");
    check(&format!("see ya29.{}", &letters[4..]), google);
    check(&format!("see ya29.{}", &letters[5..]), None);
    let bootstrap = Some("a bootstrap token");
    check("abcdef.0123456789abcdef", bootstrap);
    check("kubeadm join --token abcdef.0123456789abcdef host", bootstrap);
    check("kubeadm join --token=abcdef.0123456789abcdef host", bootstrap);
    check("see abcdef.0123456789abcdef", None);
    check("abcdef.0123456789abcde", None);
    check("abcde.0123456789abcdef", None);
    check("abcdeF.0123456789abcdef", None);
    let key = Some("a kubeadm certificate key");
    check(&hex, key);
    check(&format!("see {hex}"), None);
    check(&hex[1..], None);
    check(&hex.to_uppercase(), None);
    check("see\n-----BEGIN PRIVATE KEY-----\nAAAA\n", Some("a private key"));
    check("-----BEGIN CERTIFICATE-----\nAAAA\n", Some("a certificate (PEM)"));
    check("see\n-----BEGIN CERTIFICATE-----\nAAAA\n", None);
    check("-----BEGIN PUBLIC KEY-----\nAAAA\n", None);
}

#[test]
fn help_says_who_accepts_the_credential() {
    let help = |text: &str| finding(text, "other_credential").help.unwrap_or_default();
    for (text, expected) in [
        (
            EKS,
            "Only an Amazon EKS cluster accepts it: it holds a signed request to AWS STS, and expires \
             after about 15 minutes. `aws eks get-token` creates a new one. \
             `aws sts get-caller-identity` shows your own identity, not the identity in this token.",
        ),
        (
            OPENSHIFT,
            "Only the OpenShift cluster that issued it accepts it. `oc whoami --token=\"$TOKEN\"` shows \
             its user, unless this is only the name of an OAuthAccessToken, which looks the same and \
             grants no access. `oc logout --token=\"$TOKEN\"` revokes it; without `--token`, you log \
             yourself out.",
        ),
        (
            RANCHER,
            "Rancher accepts it, its proxy to the clusters included. A cluster's API server rejects it, \
             unless Rancher set up the authorized cluster endpoint there. To revoke it, delete it under \
             Account & API Keys in Rancher.",
        ),
        (
            VAULT,
            "Only the Vault that issued it accepts it. `VAULT_TOKEN=\"$TOKEN\" vault token lookup` shows \
             its policies, and `VAULT_TOKEN=\"$TOKEN\" vault token revoke -self` revokes it. A batch \
             token (`hvb.`) cannot be revoked: it expires.",
        ),
        (
            BOOTSTRAP,
            "Anyone who has it can join a node to the cluster with `kubeadm join`. `kubeadm token \
             list` shows it; `kubeadm token delete ID` revokes it, where ID is the part before the dot.",
        ),
        (
            "-----BEGIN PRIVATE KEY-----\nAAAA\n",
            "Anyone who has it can act as its owner. If others should not have it, replace the key \
             and its certificate.",
        ),
    ] {
        assert_eq!(help(text), expected);
    }
}
