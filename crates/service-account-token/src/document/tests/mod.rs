//! The documents of texts: what is read, and where each value is.

use super::fault::Fault;
use super::tree::Kind;
use super::*;

fn layer(text: &str) -> Layer<'_> {
    Layer::read(text.into(), SourceMap::default())
}

/// Returns each scalar of the documents, as its path and its content.
fn scalars(text: &str) -> Vec<String> {
    let layer = layer(text);
    let tree = &layer.tree;
    let scalars = tree.nodes().filter(|(_, node)| node.kind == Kind::Scalar);
    scalars
        .map(|(id, _)| format!("{}={}", display(&tree.path(id)), tree.scalar(id).unwrap()))
        .collect()
}

fn display(path: &[Key]) -> String {
    let key = |key: &Key| match key {
        Key::Index(index) => format!("[{index}]"),
        Key::Name(name) => format!(".{name}"),
    };
    path.iter().map(key).collect()
}

#[test]
fn yaml_in_every_style_is_a_tree() {
    let text = "a: b\nc:\n- 'x''y' # hi\n- \"q\\x41é\"\n- |\n  lit\n  two\n- >-\n  fold\n  ed\n- plain\n  two\n- &x z\n- *x\n- {k: v, l: [1]}\nd:\ne: ~\n";
    assert_eq!(
        scalars(text),
        [
            ".a=b",
            ".c[0]=x'y",
            ".c[1]=qAé",
            ".c[2]=lit\ntwo\n",
            ".c[3]=fold ed",
            ".c[4]=plain two",
            ".c[5]=z",
            ".c[7].k=v",
            ".c[7].l[0]=1",
            ".d=",
            ".e=~"
        ]
    );
}

#[test]
fn json_values_one_after_another_are_trees() {
    let text = "{\"a\":[1,{\"b\":\"x\\ny\"}]}\n{\"a\":null}{\"c\":\"d\"}";
    assert_eq!(scalars(text), [".a[0]=1", ".a[1].b=x\ny", ".a=null", ".c=d"]);
}

#[test]
fn reading_goes_on_behind_a_fault() {
    let text = "kind: Secret\nmetadata:\n\tname: x\ndata:\n  token: y\n---\nkind: Pod\n";
    assert_eq!(scalars(text), [".kind=Secret", ".data.token=y", ".kind=Pod"]);
    assert_eq!(
        layer(text).faults,
        [Fault { notation: Notation::Yaml, reason: Reason::YamlTab, range: 23..24 }]
    );
}

#[test]
fn a_front_cut_off_is_no_part_of_what_follows() {
    let text = "    token: x\nkind: Secret\n";
    assert_eq!(scalars(text), [".token=x", ".kind=Secret"]);
}

/// Returns where the tokens of a text are, and the kind and the name of the object around each.
fn places(text: &str) -> Vec<String> {
    let paste = paste::read(text.as_bytes());
    let documents = read(&paste);
    let place = |place: Option<Place>| {
        let Some(place) = place else { return "nowhere".to_owned() };
        let steps: Vec<_> = place.steps.iter().map(|step| display(&step.path)).collect();
        let object = place.object.unwrap_or_default();
        let name = |name: Option<String>| name.unwrap_or_default();
        format!("{} {}/{}", steps.join(" > "), name(object.kind), name(object.name))
    };
    documents.places.into_iter().map(place).collect()
}

const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJhIn0.c2lnbmF0dXJl";

fn base64(text: impl AsRef<[u8]>) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(text)
}

#[test]
fn a_token_is_found_in_each_document_around_it() {
    let secret = include_str!("../../../tests/samples/secret-explicit.yaml");
    assert_eq!(places(secret), [".data.token Secret/explicit-sa-token"]);
    let kubeconfig = format!(
        "apiVersion: v1\nkind: Config\nusers:\n- name: a\n  user:\n    token: {TOKEN}\n- name: b\n  user: {{token: '{TOKEN}'}}\n"
    );
    assert_eq!(
        places(&kubeconfig),
        [".users[0].user.token Config/", ".users[1].user.token Config/"]
    );
    let inside = format!(
        "apiVersion: v1\nkind: Secret\nmetadata: {{name: x}}\ndata:\n  config: {}\n",
        base64(&kubeconfig)
    );
    assert_eq!(
        places(&inside),
        [
            ".data.config > .users[0].user.token Secret/x",
            ".data.config > .users[1].user.token Secret/x"
        ]
    );
    let wrapped: Vec<_> = base64(&kubeconfig)
        .as_bytes()
        .chunks(76)
        .map(|line| String::from_utf8(line.to_vec()).unwrap())
        .collect();
    let inside = format!(
        "apiVersion: v1\nkind: Secret\nmetadata: {{name: x}}\ndata:\n  config: |\n    {}\n",
        wrapped.join("\n    ")
    );
    assert_eq!(
        places(&inside),
        [
            ".data.config > .users[0].user.token Secret/x",
            ".data.config > .users[1].user.token Secret/x"
        ]
    );
    let list = format!(
        "{{\"kind\":\"SecretList\",\"apiVersion\":\"v1\",\"metadata\":{{}},\"items\":[{{\"metadata\":{{\"name\":\"a\"}},\"data\":{{\"token\":\"{0}\"}}}},{{\"metadata\":{{\"name\":\"b\"}},\"data\":{{\"token\":\"{0}\"}}}}]}}",
        base64(TOKEN)
    );
    assert_eq!(places(&list), [".items[0].data.token Secret/a", ".items[1].data.token Secret/b"]);
    let docker = format!(
        "{{\"auths\":{{\"registry.example:5000\":{{\"auth\":\"{}\"}}}}}}",
        base64(format!("<token>:{TOKEN}"))
    );
    assert_eq!(places(&docker), [".auths.registry.example:5000.auth /"]);
    let docker = format!(
        "kind: Secret\napiVersion: v1\nmetadata:\n  name: d\ndata:\n  .dockerconfigjson: {}\n",
        base64(&docker)
    );
    assert_eq!(
        places(&docker),
        [".data..dockerconfigjson > .auths.registry.example:5000.auth Secret/d"]
    );
    let applied = serde_json::json!({"kind": "Secret", "apiVersion": "v1", "metadata": {"name": "s", "annotations": {"kubectl.kubernetes.io/last-applied-configuration": format!("{{\"kind\":\"Secret\",\"metadata\":{{\"name\":\"s\"}},\"stringData\":{{\"é\":1,\"token\":\"{TOKEN}\"}}}}\n")}}});
    assert_eq!(
        places(&applied.to_string()),
        [
            ".metadata.annotations.kubectl.kubernetes.io/last-applied-configuration > .stringData.token Secret/s"
        ]
    );
}

#[test]
fn what_is_no_document_has_no_places() {
    for text in [
        format!("token: {TOKEN}"),
        format!("GET / HTTP/1.1\nHost: a\nAuthorization: Bearer {TOKEN}\n"),
        format!("# {TOKEN}\na: b\nc:\n  d: e\n"),
        TOKEN.to_owned(),
    ] {
        assert_eq!(places(&text), ["nowhere"], "{text}");
    }
}
