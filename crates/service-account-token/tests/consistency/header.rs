//! The header.

use super::*;

#[test]
fn unusual_algorithms_are_reported() {
    check_header(
        r#"{"kid":"a"}"#,
        "alg_missing",
        &["The header has no `alg`; it must name the signature algorithm."],
    );
    check_header(
        r#"{"alg":1}"#,
        "alg_missing",
        &[&format!(
            "`alg` in the header is not a string; it must name the signature algorithm. => {NOT_MINE}"
        )],
    );
    check_header(
        r#"{"alg":null}"#,
        "alg_missing",
        &["`alg` in the header is not a string; it must name the signature algorithm."],
    );
    let none = format!(
        "`alg` in the header is `none`: the token says that it is not signed. => {SIGNATURE}"
    );
    check_header(r#"{"alg":"none"}"#, "alg_none", &[&none]);
    let hs = format!(
        "`alg` in the header is `HS256`; Kubernetes signs with RS256, ES256, ES384 or ES512 only. \
         => {SIGNATURE}"
    );
    check_header(r#"{"alg":"HS256"}"#, "alg_not_kubernetes", &[&hs]);
    let empty = format!(
        "`alg` in the header is empty; Kubernetes signs with RS256, ES256, ES384 or ES512 only. => \
         {SIGNATURE}"
    );
    check_header(r#"{"alg":""}"#, "alg_not_kubernetes", &[&empty]);
    check_header(
        r#"{"alg":"PS256"}"#,
        "alg_not_kubernetes",
        &["`alg` in the header is `PS256`; Kubernetes signs with RS256, ES256, ES384 or ES512 \
             only."],
    );
    check_header(r#"{"alg":"ES256"}"#, "alg_not_kubernetes", &[]);
}

#[test]
fn unusual_header_parameters_are_reported() {
    let crit = format!(
        "The header has `crit`, a list of extensions that recipients must understand or reject the \
         token; Kubernetes uses none. => {SIGNATURE}"
    );
    check_header(r#"{"alg":"RS256","crit":["x"]}"#, "crit_present", &[&crit]);
    // What the API server knows, or decodes into no list of names.
    let crit = crit.replace(&format!(" => {SIGNATURE}"), "");
    check_header(r#"{"alg":"RS256","crit":["b64"]}"#, "crit_present", &[&crit]);
    check_header(
        r#"{"alg":"RS256","crit":7}"#,
        "crit_present",
        &[&format!("{crit} => Before the signature, a decoding error: `cannot unmarshal` …")],
    );
    let jwk = "The header has `jwk`, a key; Kubernetes writes only the key's id there.";
    check_header(
        r#"{"alg":"RS256","jku":"https://evil.example","jwk":{}}"#,
        "key_in_header",
        &[
            &format!("{jwk} => {NOT_MINE}"),
            "The header has `jku`, the address of a key; Kubernetes writes only the key's id there.",
        ],
    );
    check_header(
        r#"{"alg":"RS256","jwk":{"kty":"RSA","n":"AQAB","e":"AQAB"}}"#,
        "key_in_header",
        &[jwk],
    );
    check_header(
        r#"{"alg":"RS256","x5t":"x"}"#,
        "header_member_unknown",
        &["The header has `x5t`; Kubernetes writes only `alg` and `kid`, and an external signer \
             also `typ`."],
    );
    check_header(
        r#"{"alg":"RS256","typ":"at+jwt"}"#,
        "header_member_unknown",
        &["`typ` in the header is `at+jwt`; Kubernetes writes none, and an external signer must \
             write `JWT`."],
    );
    check_header(
        r#"{"alg":"RS256","cty":"JWT"}"#,
        "nested_jwt",
        &["`cty` in the header says that the payload is itself a token; Kubernetes does not nest \
             tokens."],
    );
    check_header(r#"{"alg":"RS256","cty":"JWT"}"#, "header_member_unknown", &[]);
}

#[test]
fn unusual_key_ids_are_reported() {
    let expected = "Kubernetes writes 43 characters there, the SHA-256 of the public key.";
    check_header(
        r#"{"alg":"RS256","kid":"key-1"}"#,
        "kid_shape",
        &[&format!("`kid` in the header is `key-1`; {expected}")],
    );
    check_header(r#"{"alg":"RS256","kid":"key-1","typ":"JWT"}"#, "kid_shape", &[]);
    check_header(
        r#"{"alg":"RS256"}"#,
        "kid_shape",
        &[
            "The header has no `kid`. Kubernetes has always written one since 1.10 (an empty one up to 1.15).",
        ],
    );
    check_header(
        r#"{"alg":"RS256","kid":1}"#,
        "kid_shape",
        &[&format!("`kid` in the header is not a string; {expected} => {NOT_MINE}")],
    );
    check_header(
        r#"{"alg":"RS256","kid":null}"#,
        "kid_shape",
        &[&format!("`kid` in the header is not a string; {expected}")],
    );
    let long = format!(r#"{{"alg":"RS256","kid":"{}","typ":"JWT"}}"#, "k".repeat(1025));
    check_header(
        &long,
        "kid_shape",
        &["`kid` in the header has 1025 bytes; an external signer may write at most 1024."],
    );
    // EKS writes 40 hexadecimal digits.
    let eks = json!("https://oidc.eks.us-west-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE");
    let eks = with(injected(), &[("/iss", eks)]).to_string();
    let header = format!(r#"{{"alg":"RS256","kid":"{}"}}"#, "63a691b6".repeat(5));
    check_token(&read(&token(&header, &eks)), "kid_shape", &[]);
}

#[test]
fn wrong_signature_lengths_are_reported() {
    let signed = |alg: &str, bytes| {
        read(&token_signed(
            &format!(r#"{{"alg":"{alg}","kid":"{KID}"}}"#),
            &unbound().to_string(),
            bytes,
        ))
    };
    let rsa = format!(
        "The signature has 255 bytes; `RS256` has 256 bytes with a key of 2048 bits, 384 with \
         3072, 512 with 4096. => {SIGNATURE}"
    );
    check_token(&signed("RS256", 255), "signature_length", &[&rsa]);
    let one = rsa.replace("255 bytes;", "1 byte;");
    check_token(&signed("RS256", 1), "signature_length", &[&one]);
    let ec = format!("The signature has 70 bytes; `ES256` has 64. => {SIGNATURE}");
    check_token(&signed("ES256", 70), "signature_length", &[&ec]);
    // A length that base64 cannot have: the server reads nothing of it.
    let not_mine =
        "`invalid bearer token` and nothing else: it does not recognize the token as its own.";
    let stray = |text: String, from: &str| {
        let line = from.replace(SIGNATURE, not_mine);
        for text in [made::base64url(&text), text] {
            check_token(&read(&text), "signature_length", &[&line]);
        }
    };
    let signed_text = |alg: &str, bytes| {
        token_signed(&format!(r#"{{"alg":"{alg}","kid":"{KID}"}}"#), &unbound().to_string(), bytes)
    };
    stray(signed_text("RS256", 255) + "A", &rsa);
    let ec = format!("The signature has 66 bytes; `ES256` has 64. => {SIGNATURE}");
    stray(signed_text("ES256", 66) + "A", &ec);
    check_token(&read(&made::base64url(signed_text("RS256", 255))), "signature_length", &[&rsa]);
    for (alg, bytes) in
        [("RS256", 256), ("RS256", 512), ("ES256", 64), ("ES384", 96), ("ES512", 132)]
    {
        check_token(&signed(alg, bytes), "signature_length", &[]);
    }
}
