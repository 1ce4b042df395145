//! The guide to embedding as a page that is itself a host: `guide.html`, made of `docs/embedding.md`
//! and of `www/embed/guide`.
//!
//! A block of code that is marked as live is shown and run: `html live` stands below its code,
//! `css live` in the page's stylesheet, `js live` in its script. So what the guide says is what its
//! tests open. Two things are not word for word: the folder is the page's own, and `eyJhbGciOi…`,
//! which stands for a token, is an example in full. And `sha384-…` is the sum of the script as built.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use serde_json::Value;
use xtask::{Result, project_root};

use super::files::{File, read_text};
use crate::digest;
use crate::replace::replaced;
use crate::styles::{compact, sheets};

/// The sheets that the guide shares with the page.
const SHEETS: [&str; 3] = ["tokens", "base", "controls"];

/// The folder of the element, as the guide's readers have it and as the page that lies in it does.
const FOLDER: [&str; 2] = ["\"/embed/", "\"./"];

/// What stands for a token in the guide, and the example that is run in its place.
const CUT_TOKEN: &str = "eyJhbGciOi…";
const EXAMPLE: &str = "bound-pod-extended";

/// What stands for the checksum of the classic script.
const CUT_SUM: &str = "sha384-…";

/// The names that the attribute `hide` knows, in the order in which they are offered.
pub(super) const HIDEABLE: [&str; 17] = [
    "field", "token", "example", "clock", "summary", "rows", "timeline", "exports", "remedies",
    "claims", "header", "identity", "origin", "evidence", "ends", "findings", "json",
];

/// The groups of examples in `www/examples/examples.json`, and what they are called.
const GROUPS: [(&str, &str); 4] = [
    ("legacy", "Legacy tokens"),
    ("bound", "Bound tokens"),
    ("other", "Other tokens"),
    ("broken", "Broken and odd"),
];

/// What the guide's text comes to.
#[derive(Debug, Default)]
struct Guide {
    html: String,
    /// The list of what it is about.
    contents: String,
    /// What is marked as live.
    styles: String,
    script: String,
}

/// The files of the guide, for a build with this classic script.
pub(super) fn files(classic: &[u8]) -> Result<[File; 3]> {
    let source = |name: &str| read_text(&project_root().join("www/embed/guide").join(name));
    let text = read_text(&project_root().join("docs/embedding.md"))?;
    let text = replaced(&text, CUT_SUM, &digest::of_integrity(classic))?;
    let token = format!("www/examples/tokens/{EXAMPLE}.txt");
    let token = read_text(&project_root().join(token))?;
    let guide = guide(&text, &form(&source("try.html")?)?, token.trim())?;

    let page = replaced(&source("page.html")?, "<!-- contents -->", &guide.contents)?;
    let page = replaced(&page, "<!-- guide -->", &guide.html)?;
    let styles = sheets(&SHEETS)? + &compact(&source("guide.css")?) + &guide.styles;
    let script = source("guide.mjs")? + &guide.script;
    Ok([
        File::new("guide.html", page),
        File::new("guide.css", styles),
        File::new("guide.mjs", script),
    ])
}

/// The form in which attributes are tried, with all that can be chosen.
fn form(form: &str) -> Result<String> {
    let examples = read_text(&project_root().join("www/examples/examples.json"))?;
    let examples: Value = serde_json::from_str(&examples)
        .map_err(|error| format!("www/examples/examples.json is no JSON: {error}"))?;
    let examples =
        examples.get("examples").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut options = String::new();
    for (group, title) in GROUPS {
        options += &format!("<optgroup label=\"{title}\">");
        for example in examples.iter().filter(|example| member(example, "group") == group) {
            let name = escaped(member(example, "name"));
            let title = escaped(member(example, "title"));
            let selected = if name == EXAMPLE { " selected" } else { "" };
            options += &format!("<option value=\"{name}\"{selected}>{title}</option>");
        }
        options += "</optgroup>";
    }
    let mut boxes = String::new();
    for name in HIDEABLE {
        boxes += &format!(
            "<label><input type=\"checkbox\" name=\"hide\" value=\"{name}\"> {name}</label>"
        );
    }
    let form = replaced(form, "<!-- examples -->", &options)?;
    replaced(&form, "<!-- hide -->", &boxes)
}

fn member<'a>(example: &'a Value, name: &str) -> &'a str {
    example.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// Makes the page's text of the guide's; `form` stands where the guide says so.
fn guide(text: &str, form: &str, token: &str) -> Result<Guide> {
    let mut guide = Guide::default();
    let mut written: Vec<Event<'_>> = Vec::new();
    let mut events = Parser::new_ext(text, Options::ENABLE_TABLES);
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let title = up_to(&mut events, |end| matches!(end, TagEnd::Heading(_)));
                let (id, title) = (id_of(&title), rendered(title));
                if level == HeadingLevel::H2 {
                    guide.contents += &format!("<li><a href=\"#{id}\">{title}</a></li>");
                }
                let heading = format!("<{level} id=\"{id}\">{title}</{level}>\n");
                written.push(Event::Html(heading.into()));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(words))) => {
                let code = up_to(&mut events, |end| *end == TagEnd::CodeBlock);
                let code: String = code.iter().filter_map(text_of).collect();
                let block = format!("<pre><code>{}</code></pre>\n", escaped(&code));
                written.push(Event::Html(block.into()));
                if let Some(language) = words.strip_suffix(" live") {
                    written.extend(guide.run(language, &code, token)?);
                }
            }
            Event::Html(comment) if comment.trim() == "<!-- guide: try -->" => {
                written.push(Event::Html(form.to_owned().into()));
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                return Err(format!("docs/embedding.md has HTML that is no code: {html}"));
            }
            // A picture of what the page shows itself.
            Event::Start(Tag::Image { .. }) => {
                up_to(&mut events, |end| *end == TagEnd::Image);
            }
            // The other documents do not lie beside the page.
            Event::Start(Tag::Link { ref dest_url, .. }) if !dest_url.starts_with('#') => {
                written.extend(up_to(&mut events, |end| *end == TagEnd::Link));
            }
            event => written.push(event),
        }
    }
    guide.html = with_roles(&rendered(written));
    guide.contents = format!("<ol>{}</ol>", guide.contents);
    Ok(guide)
}

impl Guide {
    /// Has a block of code run; what of it is to be seen is answered.
    fn run(&mut self, language: &str, code: &str, token: &str) -> Result<Option<Event<'static>>> {
        match language {
            "html" => {
                let live = code.replace(FOLDER[0], FOLDER[1]).replace(CUT_TOKEN, token);
                let live = format!("<div class=\"live\">\n{live}</div>\n");
                return Ok(Some(Event::Html(live.into())));
            }
            "css" => self.styles += code,
            // Each by itself, as it would be in a page of its own.
            "js" => self.script += &format!("\n{{\n{code}}}\n"),
            other => return Err(format!("docs/embedding.md has {other} marked as live")),
        }
        Ok(None)
    }
}

/// The events up to the end of what has begun; it holds nothing of its own kind.
fn up_to<'a>(events: &mut Parser<'a>, is_end: fn(&TagEnd) -> bool) -> Vec<Event<'a>> {
    events.take_while(|event| !matches!(event, Event::End(end) if is_end(end))).collect()
}

/// The tables as what they are, also where the styles lay them out as something else.
fn with_roles(html: &str) -> String {
    let roles = [
        ("table", "table"),
        ("thead", "rowgroup"),
        ("tbody", "rowgroup"),
        ("tr", "row"),
        ("th", "columnheader"),
        ("td", "cell"),
    ];
    roles.iter().fold(html.to_owned(), |html, (name, role)| {
        html.replace(&format!("<{name}>"), &format!("<{name} role=\"{role}\">"))
    })
}

fn rendered(events: Vec<Event<'_>>) -> String {
    let mut rendered = String::new();
    html::push_html(&mut rendered, events.into_iter());
    rendered
}

fn text_of<'a>(event: &'a Event<'_>) -> Option<&'a str> {
    match event {
        Event::Text(text) | Event::Code(text) => Some(text),
        _ => None,
    }
}

/// What a heading is called in an address, as code hosts do it too: `In a frame` is `in-a-frame`.
fn id_of(title: &[Event<'_>]) -> String {
    let title: String = title.iter().filter_map(text_of).collect();
    let kept = title.chars().filter(|letter| letter.is_alphanumeric() || " -".contains(*letter));
    kept.map(|letter| if letter == ' ' { '-' } else { letter.to_ascii_lowercase() }).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn made(text: &str) -> Guide {
        guide(text, "<form>", "ey.whole.token").unwrap()
    }

    fn source(path: &str) -> String {
        read_text(&project_root().join(path)).unwrap()
    }

    #[test]
    fn live_examples_are_shown_and_run() {
        let text = "```html live\n<a b=\"/embed/c\">eyJhbGciOi…</a>\n```\n\
                    ```css live\na { b: c }\n```\n```js live\nf();\n```\n```js\ng();\n```\n";
        let guide = made(text);
        let code = "<pre><code>&lt;a b=&quot;/embed/c&quot;>eyJhbGciOi…&lt;/a>\n</code></pre>\n";
        let live = "<div class=\"live\">\n<a b=\"./c\">ey.whole.token</a>\n</div>\n";
        assert!(guide.html.starts_with(&format!("{code}{live}<pre>")), "{}", guide.html);
        assert_eq!(guide.html.matches("<pre>").count(), 4);
        assert_eq!(guide.styles, "a { b: c }\n");
        assert_eq!(guide.script, "\n{\nf();\n}\n");
    }

    #[test]
    fn headings_have_links_and_are_listed() {
        let guide = made("# A\n\n## In a `frame`: so\n\n### B\n");
        let headings = "<h1 id=\"a\">A</h1>\n\
            <h2 id=\"in-a-frame-so\">In a <code>frame</code>: so</h2>\n<h3 id=\"b\">B</h3>\n";
        assert_eq!(guide.html, headings);
        let contents =
            "<ol><li><a href=\"#in-a-frame-so\">In a <code>frame</code>: so</a></li></ol>";
        assert_eq!(guide.contents, contents);
    }

    #[test]
    fn links_to_other_documents_and_pictures_are_removed() {
        let guide = made("See [the report](report.md) ![a](b.png)and [below](#below).\n");
        assert_eq!(guide.html, "<p>See the report and <a href=\"#below\">below</a>.</p>\n");
    }

    #[test]
    fn table_keeps_its_roles() {
        let html = made("| a |\n|---|\n| b |\n").html;
        for part in ["<table role=\"table\">", "<th role=\"columnheader\">a", "<td role=\"cell\">b"]
        {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn form_replaces_its_marker() {
        assert_eq!(made("a\n\n<!-- guide: try -->\n").html, "<p>a</p>\n<form>");
        for text in ["<p>a</p>\n", "a <b>c</b>\n", "```rust live\n```\n"] {
            assert!(guide(text, "", "").is_err(), "{text}");
        }
    }

    /// Links inside the guide lead somewhere, and no two things have one name.
    #[test]
    fn guide_has_no_broken_references() {
        let [page, styles, script] = files(b"").unwrap();
        let page = String::from_utf8(page.bytes).unwrap();
        assert!(page.contains("integrity=&quot;sha384-OLBgp1Gs"), "the sum of the script");
        let named = |attribute: &str| -> Vec<String> {
            let rest = page.split(attribute).skip(1);
            rest.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
        };
        let ids = named(" id=\"");
        let distinct: BTreeSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), distinct.len(), "{ids:?}");
        for target in named("href=\"#") {
            assert!(distinct.contains(&target), "{target}");
        }
        assert!(page.matches("<div class=\"live\">").count() > 5);
        assert!(String::from_utf8(styles.bytes).unwrap().contains(".plum::part(headline)"));
        assert!(String::from_utf8(script.bytes).unwrap().contains("sa-token-decode"));
    }

    /// What can be hidden is what the styles hide, what the guide lists and what its form offers.
    #[test]
    fn every_name_that_can_be_hidden_is_listed() {
        let styles = source("www/embed/embed.css");
        let hidden: BTreeSet<_> = styles
            .split("[data-hide~=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap())
            // The earlier name of `json`, which still works.
            .filter(|name| *name != "raw")
            .collect();
        assert_eq!(hidden, BTreeSet::from(HIDEABLE));
        let listed = HIDEABLE.map(|name| format!("`{name}`")).join(" ");
        assert!(source("docs/embedding.md").contains(&listed), "{listed}");
    }

    /// The attributes that the script hears of are those of the guide's table.
    #[test]
    fn every_attribute_is_in_the_guide() {
        let script = source("www/embed/element.mjs");
        let list = |start: &str| -> BTreeSet<String> {
            let (_, rest) = script.split_once(start).unwrap();
            let list = rest.split(']').next().unwrap().split('"').skip(1).step_by(2);
            list.map(str::to_owned).collect()
        };
        let mut attributes = list("const LOOKS = [");
        attributes.extend(list("static observedAttributes = ["));
        let guide = source("docs/embedding.md");
        let (_, table) = guide.split_once("| attribute |").unwrap();
        let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
        let documented: BTreeSet<String> =
            rows.map(|row| row.split('`').nth(1).unwrap().to_owned()).collect();
        assert_eq!(documented, attributes);
    }
}
