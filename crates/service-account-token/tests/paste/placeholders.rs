//! Findings name what is in place of a token: a variable, a mask, a path and the like.

use crate::support::*;

/// Asserts that the paste holds one placeholder, and that the finding covers this text.
#[track_caller]
pub(crate) fn covers(text: &str, code: &str, covered: &str) {
    let report = report(text);
    let codes: Vec<_> = report.findings.iter().map(|finding| finding.code.to_string()).collect();
    assert_eq!((codes, report.tokens.len()), (vec![code.to_owned()], 0), "{text}");
    let finding = &report.findings[0];
    assert_eq!(&text[finding.start.unwrap()..finding.end.unwrap()], covered, "{text}");
}

#[test]
fn variable_in_the_place_of_a_token_is_found() {
    let long = format!("${}", "A".repeat(40));
    for (text, covered) in [
        ("$TOKEN", "$TOKEN"),
        ("'$TOKEN'", "$TOKEN"),
        ("\"$TOKEN\"\n", "$TOKEN"),
        ("`$TOKEN`", "$TOKEN"),
        (&long, &long),
        ("${TOKEN}", "${TOKEN}"),
        ("token: ${A_1}", "${A_1}"),
        ("${TOKEN:-none}", "${TOKEN:-none}"),
        ("Bearer $TOKEN", "$TOKEN"),
        ("curl -H \"Authorization: Bearer $TOKEN\" https://host/api", "$TOKEN"),
        ("curl -H 'Authorization: Bearer ${KUBE_TOKEN}' https://host/api", "${KUBE_TOKEN}"),
        ("$ curl -H \"Authorization: Bearer $TOKEN\" https://host/api", "$TOKEN"),
        (
            "curl -d '{\"role\": \"test\", \"jwt\": \"$TOKEN\"}' https://vault/v1/auth/k8s/login",
            "$TOKEN",
        ),
        ("curl -d \"{\\\"jwt\\\": \\\"$SA_JWT\\\"}\" https://vault", "$SA_JWT"),
        ("curl -d '{\n  \"role\": \"a\",\n  \"jwt\": \"$TOKEN\"\n}' https://vault", "$TOKEN"),
        ("kubectl --token $TOKEN get pods", "$TOKEN"),
        ("kubectl get pods --token=$TOKEN", "$TOKEN"),
        ("kubectl get pods --token=\"${TOKEN}\"", "${TOKEN}"),
        ("vault write auth/kubernetes/login role=a jwt=$JWT", "$JWT"),
        ("export TOKEN=$(kubectl create token web)", "$(kubectl create token web)"),
        ("TOKEN=`cat /var/run/secrets/token`", "`cat /var/run/secrets/token`"),
        (
            "{\"jwt\": \"$(cat /var/run/secrets/kubernetes.io/serviceaccount/token)\"}",
            "$(cat /var/run/secrets/kubernetes.io/serviceaccount/token)",
        ),
        ("token: $(echo $(cat a))", "$(echo $(cat a))"),
        ("Authorization: Bearer $(TOKEN)", "$(TOKEN)"),
        ("curl -H \"Authorization: Bearer $env:TOKEN\" https://host", "$env:TOKEN"),
        ("Authorization: Bearer ${env:TOKEN}", "${env:TOKEN}"),
        ("curl -H \"Authorization: Bearer %TOKEN%\" https://host", "%TOKEN%"),
        ("users:\n- name: a\n  user:\n    token: $TOKEN\n", "$TOKEN"),
        ("Authorization: Bearer !TOKEN!", "!TOKEN!"),
        ("token: $$TOKEN", "$$TOKEN"),
        ("echo $TOKEN", "$TOKEN"),
        ("$ echo \"$TOKEN\" | jwt decode -", "$TOKEN"),
        ("# jwt decode $SA_TOKEN", "$SA_TOKEN"),
    ] {
        covers(text, "variable_not_expanded", covered);
    }
}

#[test]
fn other_placeholder_in_the_place_of_a_token_is_found() {
    for (text, covered) in [
        ("${{ secrets.KUBE_TOKEN }}", "${{ secrets.KUBE_TOKEN }}"),
        ("    token: ${{ secrets.KUBE_TOKEN }}", "${{ secrets.KUBE_TOKEN }}"),
        ("kubectl --token=${{ secrets.TOKEN }} get pods", "${{ secrets.TOKEN }}"),
        ("  token: {{ .Values.token }}", "{{ .Values.token }}"),
        ("  token: {{ .Values.token | b64enc | quote }}", "{{ .Values.token | b64enc | quote }}"),
        ("token={{ token }}", "{{ token }}"),
        ("Bearer {{token}}", "{{token}}"),
        ("<token>", "<token>"),
        ("Authorization: Bearer <token>", "<token>"),
        ("curl -H 'Authorization: Bearer <your token here>' https://host", "<your token here>"),
        ("kubectl --token=<TOKEN> get pods", "<TOKEN>"),
        ("{\"jwt\": \"<service-account-jwt>\"}", "<service-account-jwt>"),
        (
            "KUBE_TOKEN:  <set to the key 'token' in secret 'web'>",
            "<set to the key 'token' in secret 'web'>",
        ),
        ("Bearer [token]", "[token]"),
        ("Bearer {token}", "{token}"),
        ("token: YOUR_TOKEN", "YOUR_TOKEN"),
        ("YOUR_TOKEN_HERE", "YOUR_TOKEN_HERE"),
        ("Authorization: Bearer my-token", "my-token"),
        ("token: changeme", "changeme"),
        ("***", "***"),
        ("\"token\": \"***\"", "***"),
        ("Authorization: Bearer ********", "********"),
        ("Bearer ••••••", "••••••"),
        ("Authorization: Bearer xxxxxx", "xxxxxx"),
        ("Authorization: Bearer <masked>", "<masked>"),
        (
            "I0101 01:30:45.1 1 round_trippers.go:432]     Authorization: Bearer <masked>",
            "<masked>",
        ),
        ("REDACTED", "REDACTED"),
        ("token: [MASKED]", "[MASKED]"),
        ("token = (sensitive value)", "(sensitive value)"),
        ("token = <sensitive>", "<sensitive>"),
        (
            "/var/run/secrets/kubernetes.io/serviceaccount/token",
            "/var/run/secrets/kubernetes.io/serviceaccount/token",
        ),
        (
            "    token: /var/run/secrets/kubernetes.io/serviceaccount/token",
            "/var/run/secrets/kubernetes.io/serviceaccount/token",
        ),
        ("token: ~/.kube/token", "~/.kube/token"),
        ("token: ./token.txt", "./token.txt"),
        ("Bearer file:///run/secrets/token", "file:///run/secrets/token"),
        ("{\"jwt\": \"@/var/run/secrets/token\"}", "@/var/run/secrets/token"),
        ("vault write auth/kubernetes/login role=a jwt=@/run/token", "@/run/token"),
        ("token: C:\\Users\\me\\token", "C:\\Users\\me\\token"),
        (
            "token: ENC[AES256_GCM,data:AbC=,iv:x,tag:y,type:str]",
            "ENC[AES256_GCM,data:AbC=,iv:x,tag:y,type:str]",
        ),
    ] {
        covers(text, "placeholder", covered);
    }
}

#[test]
fn expression_of_any_template_is_found() {
    for (text, covered) in [
        ("token: <%= token %>", "<%= token %>"),
        ("Bearer {% token %}", "{% token %}"),
        ("Bearer #{token}", "#{token}"),
        ("Bearer %{token}", "%{token}"),
        ("Bearer %(token)s", "%(token)s"),
        ("token: ((token))", "((token))"),
        ("token: [[ .Token ]]", "[[ .Token ]]"),
        ("token: @token@", "@token@"),
        ("token: @@TOKEN@@", "@@TOKEN@@"),
        ("token: __TOKEN__", "__TOKEN__"),
        ("token = \"${var.token}\"", "${var.token}"),
        ("--token=$(params.token)", "$(params.token)"),
        ("token: ${file:/run/token}", "${file:/run/token}"),
        ("token: vault:secret/data/k8s#token", "vault:secret/data/k8s#token"),
        ("token: op://vault/item/token", "op://vault/item/token"),
        ("token: <path:secret/k8s#token>", "<path:secret/k8s#token>"),
    ] {
        covers(text, "placeholder", covered);
    }
}

#[test]
fn mask_and_word_to_replace_are_found() {
    for (text, covered) in [
        ("token: REPLACE_ME", "REPLACE_ME"),
        ("token: change-me", "change-me"),
        ("token: ...", "..."),
        ("token: \u{2026}", "\u{2026}"),
        ("token: █████", "█████"),
        ("Bearer ***REDACTED***", "***REDACTED***"),
        ("Bearer --redacted--", "--redacted--"),
        ("token: DATA+OMITTED", "DATA+OMITTED"),
        ("Authorization: Bearer token", "token"),
    ] {
        covers(text, "placeholder", covered);
    }
}

#[test]
fn placeholder_in_a_sentence_or_after_another_name_is_ignored() {
    let long = format!("${}", "A".repeat(41));
    for text in [
        &*long,
        "it is $TOKEN",
        "${A",
        "$(a",
        "{{a}",
        "$ ",
        "$ kubectl get pods",
        "bash-5.1$ ls",
        "root@web-0:/# ls",
        "echo $HOME",
        "echo $TOKEN x",
        "PS C:\\> dir",
        "50% of the tokens%",
        "see sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "The token is mounted at /var/run/secrets/kubernetes.io/serviceaccount/token in the Pod.",
        "The token: /var/run/secrets/kubernetes.io/serviceaccount/token is mounted.",
        "tokenFile: /var/run/secrets/token",
        "bearer_token_file: /var/run/secrets/token",
        "kubectl --token-file /run/token",
        "Some *** stars *** in Markdown",
        "# Title\n\n***\n\nText",
        "**Token:** ***",
        "***bold and italic***",
        "Use HTTP Basic in prose",
        "a <b>token</b>",
        "The docs say <token> goes here",
        "token: <none>",
        "automountServiceAccountToken: false",
        "we rotate each bearer token daily",
        "--token string   Bearer token for authentication to the API server",
        "token: the bearer token",
        "__init__",
        "((hello))",
        "[[Page]]",
        "#{name}",
        "######",
        "...",
        "%{\"a\" => \"token\"}",
        "(hello)",
        "<hello>",
        "token",
        "cat /etc/passwd",
    ] {
        assert_eq!(codes(text), ["no_token_found"], "{text}");
    }
}

#[test]
fn help_says_who_expands_a_variable() {
    let help = |text: &str| finding(text, "variable_not_expanded").help.unwrap().to_string();
    assert_eq!(
        help("curl -d '{\"jwt\": \"$TOKEN\"}' https://vault"),
        "Single quotes keep the shell from expanding it. Use double quotes, or close the single \
         quotes around it: `'…'\"$TOKEN\"'…'`. To decode the token, run `echo \"$TOKEN\"` and paste \
         what it prints."
    );
    let single = "Single quotes keep the shell from expanding it.";
    let document = "kubectl does not expand it in a JSON or YAML file.";
    let open = "Only a shell expands it, when it runs the command.";
    for (text, begins) in [
        ("Bearer '$TOKEN'", single),
        ("curl -d '{\n\"jwt\": \"$TOKEN\"\n}'", single),
        ("I don't know:\ncurl -H 'Authorization: Bearer $TOKEN'", single),
        ("curl -d '{\"jwt\": \"'\"$TOKEN\"'\"}'", open),
        ("it's\ncurl -H \"Authorization: Bearer $TOKEN\"", open),
        ("echo 'a'\n\ncurl -H Authorization:\\ Bearer\\ $TOKEN", open),
        ("{\"jwt\": \"$TOKEN\"}", document),
        ("apiVersion: v1\nkind: Config\ntoken: '$TOKEN'", document),
        ("TOKEN=$(cat token)", "Only a shell expands it"),
        ("TOKEN=$(OTHER)", "The kubelet expands `$(NAME)` in a Pod's"),
        ("Bearer $env:TOKEN", "Only PowerShell expands it."),
        ("Bearer %TOKEN%", "Only `cmd.exe` expands it."),
    ] {
        assert!(help(text).starts_with(begins), "{text}: {}", help(text));
    }
}

#[test]
fn findings_about_placeholders_say_this() {
    for (text, message) in [
        ("$TOKEN", "This is the shell variable `$TOKEN`, not the token in it."),
        ("$(TOKEN)", "This is a reference to the variable `$(TOKEN)`, not the token in it."),
        ("$env:TOKEN", "This is the PowerShell variable `$env:TOKEN`, not the token in it."),
        ("Bearer %TOKEN%", "This is the Windows variable `%TOKEN%`, not the token in it."),
        ("`cat token`", "This is a shell command, not the token that it prints."),
        ("${!}", "This is a shell variable, not the token in it."),
    ] {
        says(text, "variable_not_expanded", message);
    }
    for (text, message) in [
        ("${{ secrets.A }}", "This is a GitHub Actions expression, not the token."),
        ("{{ .Values.token }}", "This is a Helm template expression, not the token."),
        ("{{ token }}", "This is a template expression, not the token."),
        ("<token>", "`<token>` marks the place for a token."),
        ("***", "A program replaced the token with a mask."),
        ("/run/secrets/token", "This is a path, not the token in the file."),
        ("@/run/secrets/token", "This is `@` and a path, not the token in the file."),
        ("token: ENC[AES256_GCM,data:a]", "SOPS encrypted this value."),
    ] {
        says(text, "placeholder", message);
    }
    let found = finding("Bearer <token>", "placeholder");
    assert_eq!(found.help.unwrap(), "Replace it with the token, brackets included.");
    assert_eq!(
        found.api_server.unwrap(),
        "`Unauthorized` (401), because this text is not a token."
    );
}

#[test]
fn possible_secret_is_not_repeated() {
    let random = "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV";
    for text in [
        format!("Bearer ${random}"),
        format!("Bearer <{random}>"),
        format!("Bearer ${{{random}}}"),
        format!("token: /{random}/a"),
        format!("token: your_token_{random}"),
    ] {
        let shown = serde_json::to_string(&report(&text)).unwrap();
        assert!(!shown.contains(&random[..16]), "{shown}");
    }
}

#[test]
fn placeholder_next_to_a_token_is_ignored() {
    let text = format!("TOKEN={}\ncurl -H \"Authorization: Bearer $TOKEN\" https://host", usual());
    assert_eq!(codes(text), codes(usual()));
}

#[test]
fn what_a_program_was_to_fill_in_is_found() {
    for (text, covered) in [
        ("Authorization: Bearer %s", "%s"),
        ("curl -H 'Authorization: Bearer %s' https://host", "%s"),
        ("Authorization: Bearer {0}", "{0}"),
        ("Authorization: Bearer :token", ":token"),
        ("token = var.token", "var.token"),
        ("  token = var.kubernetes.token\n}", "var.kubernetes.token"),
        ("token: local.sa_token", "local.sa_token"),
        ("  Token: !Ref KubeToken\n", "!Ref KubeToken"),
        ("token: !Sub '${Token}'", "!Sub '${Token}'"),
        ("bearer_token: $__file{/etc/secrets/token}", "$__file{/etc/secrets/token}"),
        ("token: $__env{KUBE_TOKEN}", "$__env{KUBE_TOKEN}"),
        ("token: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  3061\n", "!vault |"),
        ("$ANSIBLE_VAULT;1.1;AES256\n3061616263\n6465\n", "$ANSIBLE_VAULT;1.1;AES256"),
        ("token: $ANSIBLE_VAULT;1.1;AES256", "$ANSIBLE_VAULT;1.1;AES256"),
        ("Authorization: Bearer eyJh…", "eyJh…"),
        ("token: eyJ***", "eyJ***"),
        ("{\"token\": \"eyJ…xyz\"}", "eyJ…xyz"),
        ("--token=eyJh***", "eyJh***"),
        ("eyJh…", "eyJh…"),
    ] {
        covers(text, "placeholder", covered);
    }
}

#[test]
fn formats_and_references_of_source_code_are_no_placeholder() {
    for text in [
        "fmt.Printf(\"token: %s\\n\", token)",
        "log.info(\"token={0}\", name)",
        "%s",
        "{0}",
        "100%safe",
        "token: %sure",
        "attr_accessor :token",
        "jwt: :jwt",
        "where token = :token",
        "token = local.get()",
        "const token = var.x(1)",
        "A token begins with eyJ…",
        "Ref: !Ref Name",
        "role: !Ref Role",
        "ansible-vault encrypt_string",
        "path: $__file{/etc/x}",
    ] {
        let codes = codes(text);
        assert!(codes.iter().all(|code| code == "no_token_found"), "{text}: {codes:?}");
    }
}

#[test]
fn what_a_program_was_to_fill_in_is_named() {
    let named = |text: &str| {
        let found = finding(text, "placeholder");
        (found.message.into_owned(), found.help.unwrap().into_owned())
    };
    for (text, message, help) in [
        (
            "Authorization: Bearer %s",
            "This is a format directive of a program, not the token.",
            "The program that formats this text fills it in. Check that it does, and paste what it \
             prints.",
        ),
        (
            "token: eyJh…",
            "This is only the beginning of a token, shortened for display.",
            "The rest cannot be recovered from it. Copy the token again, whole.",
        ),
        (
            "token: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n",
            "Ansible Vault encrypted this value.",
            "`ansible-vault view FILE` shows an encrypted file, if you have its password.",
        ),
    ] {
        assert_eq!(named(text), (message.to_owned(), help.to_owned()));
    }
}
