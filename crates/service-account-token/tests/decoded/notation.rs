//! Claims in another notation than that of JSON: escaped, wrapped, marked line by line, redacted by
//! hand, or as a programming language prints them.

use crate::*;

/// The only entry is the usual claims, with 13 members whatever the notation.
#[track_caller]
fn is_read(text: &str) -> Token {
    let token = only(text);
    assert_eq!((token.format, token.kind), (Some(Format::Decoded), Kind::Bound), "{text}");
    assert_eq!(token.payload.members.len(), 13, "{text}");
    let claims: serde_json::Value =
        serde_json::from_str(token.payload.text.as_ref().unwrap()).unwrap();
    assert_eq!(claims, serde_json::from_str::<serde_json::Value>(PAYLOAD).unwrap(), "{text}");
    assert!(report(text).findings.is_empty(), "{text}");
    for member in &token.payload.members {
        for span in &member.ranges {
            assert!(text.get(span.range()).is_some(), "{text}");
        }
    }
    token
}

fn marked(mark: &str) -> String {
    format!("{mark}{}", pretty(PAYLOAD).replace('\n', &format!("\n{mark}")))
}

fn numbered(separator: &str) -> String {
    let lines = pretty(PAYLOAD);
    let lines = lines.lines().enumerate();
    lines.map(|(index, line)| format!("{:>3}{separator}{line}\n", index + 1)).collect()
}

/// As `print` of Python writes them.
fn python(json: &str) -> String {
    json.replace('"', "'").replace("':", "': ").replace(",'", ", '")
}

/// As `console.log` of Node.js writes them.
fn javascript(json: &str) -> String {
    let mut text = python(json);
    for name in ["aud", "exp", "iat", "iss", "jti", "namespace", "serviceaccount", "name", "uid"] {
        text = text.replace(&format!("'{name}':"), &format!("{name}:"));
    }
    text.replace("'nbf':", "nbf:").replace("'sub':", "sub:").replace('{', "{ ").replace('}', " }")
}

#[test]
fn claims_in_a_string_are_read() {
    let escaped = json!(PAYLOAD).to_string();
    let twice = json!({ "log": json!({ "claims": PAYLOAD }).to_string() }).to_string();
    for text in [
        escaped.clone(),
        json!(pretty(PAYLOAD)).to_string(),
        format!("{{\"level\":\"info\",\"claims\":{escaped}}}"),
        format!("level=info claims={escaped} err=nil"),
        json!({ "stderr": format!("F {PAYLOAD}") }).to_string(),
        json!({ "msg": format!("claims: {}", python(PAYLOAD)) }).to_string(),
        twice,
        PAYLOAD.replace('"', "&quot;"),
        format!("<pre>{}</pre>", pretty(PAYLOAD).replace('"', "&#34;")),
        PAYLOAD.replace('{', "%7B").replace('}', "%7D").replace('"', "%22"),
    ] {
        is_read(&text);
    }
    assert_eq!(is_read(&escaped).location.encoding, [Encoding::BackslashN]);
}

#[test]
fn claims_with_typographic_quotes_are_read() {
    for (open, close) in [("\u{201c}", "\u{201d}"), ("\u{201e}", "\u{201c}"), ("\u{ab}", "\u{bb}")]
    {
        let mut text = String::new();
        for (index, part) in PAYLOAD.split('"').enumerate() {
            text.push_str(match index {
                0 => "",
                _ if index % 2 == 1 => open,
                _ => close,
            });
            text.push_str(part);
        }
        is_read(&text);
    }
}

#[test]
fn marks_around_each_line_are_left_out() {
    for text in [
        marked("# "),
        marked("// "),
        marked(" * "),
        marked("> > "),
        marked("[web-0] "),
        marked("2023-11-14T22:13:20.0000000Z "),
        marked("-"),
        numbered("  "),
        numbered(": "),
        numbered(" | "),
        marked("\u{2502} ").replace('\n', "   \u{2502}\n"),
        marked("| ").replace('\n', " |\n"),
    ] {
        is_read(&text);
    }
}

#[test]
fn claims_that_a_terminal_wrapped_are_read() {
    for width in [60, 80, 120] {
        for text in
            [PAYLOAD.to_owned(), format!("$ jq -c . p: {PAYLOAD}"), format!("{HEADER}{PAYLOAD}")]
        {
            for line_break in ["\n", "\r\n"] {
                let lines: Vec<_> =
                    text.as_bytes().chunks(width).map(String::from_utf8_lossy).collect();
                let token = is_read(&lines.join(line_break));
                assert_eq!(token.location.encoding, [Encoding::WrappedLines]);
            }
        }
    }
}

#[test]
fn claims_of_another_language_are_read() {
    let ruby = PAYLOAD.replace("\":", "\"=>");
    for text in [
        python(PAYLOAD),
        python(PAYLOAD).replace(", '", ",\n '"),
        format!(">>> jwt.decode(t, options={{'verify_signature': False}})\n{}", python(PAYLOAD)),
        format!("{{'header': {}, 'payload': {}}}", python(HEADER), python(PAYLOAD)),
        javascript(PAYLOAD),
        format!("{{ header: {}, payload: {} }}", javascript(HEADER), javascript(PAYLOAD)),
        ruby.clone(),
        ruby.replace("=>", " => ").replace('{', "%{"),
        format!("[{ruby}, {}]", HEADER.replace("\":", "\"=>")),
    ] {
        let token = is_read(&text);
        let message = &decoded_not_token(&token).message;
        assert!(
            message.ends_with("The text is not quite JSON; it is shown here as JSON."),
            "{message}"
        );
    }
    let text = python(PAYLOAD).replacen('{', "{'a': True, 'b': None, 'c': 'it\\'s \"x\"', ", 1);
    let token = only(&text);
    assert_eq!(token.payload.members[2].value.as_deref(), Some("it's \"x\""));
}

#[test]
fn claims_redacted_by_hand_are_read_as_far_as_they_go() {
    let claims = pretty(&legacy());
    let uid = "\"6f1d3c1e-6a0b-4a57-9d8a-3f1f0f6c1d2e\"";
    for text in [
        claims.replace(uid, "<redacted>"),
        claims.replace(uid, "***"),
        claims.replace(uid, "XXXX"),
        claims.replace(uid, "[REDACTED]"),
        claims.replace("cart\"\n}", "cart\"<redacted>}"),
        claims.replacen("{\n", "{\n  ...\n", 1),
        claims.replace("  \"sub\"", "  ...\n  \"sub\""),
        claims.replace("  \"sub\"", "  /* a comment */ \"sub\""),
        // A comma or a closing quote was lost.
        claims.replace("shop\",", "shop\""),
        claims.replace("shop\",", "shop"),
    ] {
        let token = only(&text);
        assert_eq!((token.format, token.kind), (Some(Format::Decoded), Kind::Legacy), "{text}");
        assert_eq!(token.payload.members.len(), 6, "{text}");
    }
    let text = claims.replace(uid, "<redacted>");
    let member = only(&text).payload.members.remove(4);
    assert_eq!(member.value.as_deref(), Some("<redacted>"));
    assert_eq!(&text[member.ranges[0].range()], "<redacted>");
}

#[test]
fn source_code_that_issues_a_token_is_not_a_token() {
    for text in [
        "claims = {'iss': 'https://a.test', 'sub': 'b', 'exp': int(now)}",
        "const payload = { iss: 'https://a.test', sub: 'b', exp: Date.now() / 1000 };",
        "interface Claims { iss: string; sub: string; exp: number }",
        "struct Claims { iss: String, sub: String, exp: u64 }",
        "{ iss, sub, aud } = claims",
        "%{\"iss\" => @issuer, \"aud\" => @audience, \"sub\" => \"b\", \"exp\" => now + 3600}",
        "map[string]any{\"iss\": url, \"aud\": []string{aud}, \"sub\": \"b\" + name}",
        "The claims are {iss: the issuer, sub: the subject, exp: when it expires}.",
    ] {
        assert!(report(text).tokens.is_empty(), "{text}");
    }
}

#[test]
fn signature_below_a_heading_is_noticed() {
    let signature = signature(256);
    for text in [
        format!("Header:\n{HEADER}\nPayload:\n{PAYLOAD}\nSignature: {signature}\n"),
        format!("{PAYLOAD}\n=== SIGNATURE ===\n{signature}\n"),
    ] {
        let message = decoded_not_token(&only(&text)).message.clone();
        assert!(message.contains("The signature is in this text too."), "{message}");
        assert!(!serde_json::to_string(&report(&text)).unwrap().contains(&signature[..16]));
    }
    let digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    let message = decoded_not_token(&only(format!("{PAYLOAD} sha256:{digest}"))).message.clone();
    assert!(!message.contains("signature is in"), "{message}");
}

/// `console.log` shows two levels, and `jwt.decode` with `complete` puts the claims on the second one.
#[test]
fn objects_that_node_leaves_out_leave_the_verdict_open() {
    let text = "{
  payload: {
    aud: [ 'https://kubernetes.default.svc' ],
    exp: 1700003600,
    iat: 1700000000,
    iss: 'https://kubernetes.default.svc',
    'kubernetes.io': {
      namespace: 'shop',
      node: [Object],
      pod: [Object],
      serviceaccount: [Object],
      warnafter: 1700003607
    },
    nbf: 1700000000,
    sub: 'system:serviceaccount:shop:cart'
  }
}";
    for text in [
        text.to_owned(),
        text.replace("[ 'https://kubernetes.default.svc' ]", "[Array]"),
        text.replace("'kubernetes.io': {", "'kubernetes.io': [Object], a: {"),
    ] {
        let token = only(&text);
        assert!(!token.rejected, "{text}");
        let codes: Vec<_> = token.findings.iter().map(|finding| finding.code.to_string()).collect();
        assert_eq!(codes, ["decoded_not_token"], "{text}");
        let shown = token.payload.text.unwrap();
        assert!(shown.contains('…') && shown.ends_with('}'), "{shown}");
        let verdicts = Paste::read(text.as_bytes()).verdicts(0, &VerdictOptions::new());
        let api_server = verdicts.iter().find(|own| own.party == "api-server").unwrap();
        assert_ne!(api_server.verdict, Decision::Rejects, "{text}");
    }
}
