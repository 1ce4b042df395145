//! Claims with a header, a prompt, log text or comments around them.

use crate::*;

/// As jwt-cli, `step`, `jq`, jwt.io and others print the two.
#[test]
fn header_beside_the_payload_is_read_too() {
    let (header, payload) = (pretty(HEADER), pretty(PAYLOAD));
    for text in [
        format!("{HEADER}{PAYLOAD}"),
        format!("{HEADER}.{PAYLOAD}"),
        format!("{header}\n{payload}\n"),
        format!("[\n{header},\n{payload}\n]"),
        format!("{{\"header\":{HEADER},\"payload\":{PAYLOAD}}}"),
        format!("{{\n  \"header\": {header},\n  \"payload\": {payload}\n}}\n"),
        format!("{{\"payload\":{PAYLOAD},\"header\":{HEADER}}}"),
        format!("{{\"Header\":{HEADER},\"Claims\":{PAYLOAD},\"Valid\":true}}"),
        format!("{{\"header\":{HEADER},\"payload\":{PAYLOAD},\"signature\":\"\"}}"),
        format!("{{\"token\":{{\"header\":{HEADER},\"payload\":{PAYLOAD}}},\"ok\":true}}"),
        format!(
            "\nToken header\n------------\n{header}\n\nToken claims\n------------\n{payload}\n"
        ),
        format!("Decoded Header:\n{header}\nDecoded Payload:\n{payload}\n"),
        format!("HEADER: ALGORITHM & TOKEN TYPE\n{header}\nPAYLOAD: DATA\n{payload}\n"),
        format!("✻ Header\n{header}\n\n✻ Payload\n{payload}\n   iat: 1700000000 11/14/2023\n"),
        format!(
            "$ step crypto jwt inspect --insecure < token\n{{\"header\":{header},\"payload\":{payload}}}\n$ "
        ),
        format!(
            "bash-4.4$ jq -R 'split(\".\")|.[0],.[1]|@base64d|fromjson' token\n{header}\n{payload}\nbash-4.4$"
        ),
        format!("PS C:\\> .\\jwt.exe decode $env:TOKEN\n{header}\n{payload}"),
        format!("/ # cut -d. -f1,2 token\n{HEADER}\n{PAYLOAD}/ #"),
        format!("```json\n{header}\n```\nand\n```json\n{payload}\n```"),
        format!("> {}", format!("{header}\n{payload}").replace('\n', "\n> ")),
        format!("│ {}", format!("{header}\n{payload}").replace('\n', "\n│ ")),
        format!("+ {}", format!("{header}\n{payload}").replace('\n', "\n+ ")),
        format!(
            "header: |\n  {}\npayload: |\n  {}\n",
            header.replace('\n', "\n  "),
            payload.replace('\n', "\n  ")
        ),
        format!("{header}\r\n{payload}").replace('\n', "\r\n"),
        format!("{header}\n{payload}").replace("  ", "\u{a0} "),
        // The closing brace of the header was dropped.
        format!("{}{PAYLOAD}", &HEADER[..HEADER.len() - 1]),
    ] {
        bound_with_header(&text);
    }
}

#[test]
fn payload_is_found_in_any_text() {
    let payload = pretty(PAYLOAD);
    for text in [
        format!("time=\"2023-11-14T22:13:20Z\" level=debug msg=\"claims\" claims={PAYLOAD} ok"),
        format!("I1114 22:13:20.000000       1 auth.go:99] claims: {PAYLOAD}"),
        format!("{{\"level\":\"info\",\"msg\":\"verified\",\"claims\":{PAYLOAD}}}"),
        format!("{{\"level\":\"info\"}}\n{{\"claims\":{PAYLOAD}}}\n{{\"level\":\"info\"}}"),
        format!("[{PAYLOAD}]"),
        format!("claims = '{PAYLOAD}'"),
        format!("echo {{}} {{ {{ }} }} {PAYLOAD}"),
        format!("if (x) {{ console.log({PAYLOAD})"),
        format!("func f() {{ return }} // {payload}"),
        format!("{{{{ .Values.x }}}} {PAYLOAD}"),
        format!("{{{PAYLOAD}}}"),
        format!("it's {{ a \"quote\nthat ends nowhere\n{payload}"),
        format!("map[a:{{1 2}}] {PAYLOAD}"),
        format!("\u{feff}{payload}"),
        payload.replace("  ", "\t"),
        payload.replace(":", " :"),
        format!(
            "\u{1b}[1;39m{{\u{1b}[0m{}",
            &PAYLOAD[1..].replace(",\"", "\u{1b}[0m,\u{1b}[34;1m\"")
        ),
    ] {
        bound_alone(&text);
    }
}

#[test]
fn prompt_is_not_a_variable() {
    for prompt in [
        "$ ",
        "bash-4.4$ ",
        "sh-5.1# ",
        "/ # ",
        "root@web-0:/# ",
        "[user@host ~]$ ",
        "PS C:\\> ",
        "% ",
        "❯ ",
    ] {
        let text = format!("{prompt}jwt decode -j -\n{}\n{prompt}", pretty(PAYLOAD));
        bound_alone(&text);
        assert!(report(&text).findings.is_empty(), "{prompt}");
    }
}

#[test]
fn finding_says_that_comments_are_left_out() {
    let text = pretty(PAYLOAD);
    for (at, comment) in [
        ("{\n", "// decoded\n"),
        ("1700003600,", " # in an hour"),
        ("1700003600,", " // \"exp\": {}"),
    ] {
        let commented = text.replacen(at, &format!("{at}{comment}"), 1);
        let token = bound_alone(&commented);
        assert!(!token.payload.text.as_ref().unwrap().contains(comment));
        assert_eq!(
            decoded_not_token(&token).message,
            "These are decoded claims, not the token. Nothing vouches for them: only the token has \
             a signature. Comments between the claims are left out."
        );
        assert_eq!(token.times.expires_at, Some(1_700_003_600));
    }
    bound_alone(&format!("// Payload\n{text}\n# end\n"));
}

/// kubernetes/kubernetes#105654, tektoncd/community#1013, hashicorp/vault-plugin-auth-kubernetes#65.
#[test]
fn payload_of_a_public_report_is_read() {
    let text = r#"{
  "aud": [
    "https://kubernetes.default.svc"
  ],
  "exp": 1664448004,
  "iat": 1632912004,
  "iss": "https://oidc.eks.eu-west-1.amazonaws.com/id/***",
  "kubernetes.io": {
    "namespace": "shop",
    "serviceaccount": {
      "name": "web",
      "uid": "00000001-1111-4222-8333-000000000001"
    },
    "pod": {
      "name": "web-0",
      "uid": "00000002-1111-4222-8333-000000000002"
    },
    "warnafter": 1632915611
  },
  "nbf": 1632912004,
  "sub": "system:serviceaccount:shop:web"
}
"#;
    let token = decoded(text);
    let variant = token.variant.unwrap();
    assert_eq!((token.kind, variant.extended), (Kind::Bound, true));
    assert_eq!(token.times.lifetime_seconds, Some(365 * 86_400));
}

/// orange-cloudfoundry/orange-cf-bosh-cli#128, smallstep/cli#67.
#[test]
fn header_and_payload_behind_a_prompt_of_a_public_report_are_read() {
    let text = r#"$ k get secrets/x-token-2rtbp -o jsonpath='{.data.token}' | base64 -d | jwt decode - -j
{
  "header": {
    "alg": "RS256",
    "kid": "[....]"
  },
  "payload": {
    "iss": "kubernetes/serviceaccount",
    "kubernetes.io/serviceaccount/namespace": "default",
    "kubernetes.io/serviceaccount/secret.name": "x-token-2rtbp",
    "kubernetes.io/serviceaccount/service-account.name": "x",
    "kubernetes.io/serviceaccount/service-account.uid": "00000005-1111-4222-8333-000000000005",
    "sub": "system:serviceaccount:default:x"
  }
}
"#;
    let token = decoded(text);
    assert_eq!((token.kind, token.header.members.len()), (Kind::Legacy, 2));
    assert!(report(text).findings.is_empty());
}
