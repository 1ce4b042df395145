//! The rooms of the decoder in their order: a room uses only rooms before it, and no file uses one
//! that uses it, however far round.
//!
//! The check reads the paths in the sources: `crate::…`, `super::…`, `self::…`, and in a `mod.rs` its
//! own modules. Tests inside the sources are exempt.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The rooms, from the ground floor up.
const ROOMS: [&str; 10] = [
    "text",
    "kubernetes",
    "paste",
    "document",
    "jose",
    "keys",
    "claims",
    "facts",
    "words",
    "report",
];

/// Files that belong to no room: they connect all of them.
const ROOFS: [&str; 2] = ["lib.rs", "secret.rs"];

/// One source file: its path below `src`, and its text.
struct File {
    path: String,
    text: String,
}

/// A use of one file by another.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Use {
    from: String,
    to: String,
    line: usize,
}

/// Returns every file of the decoder.
fn sources() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                let text = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
                found.push(File { path: name, text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Returns the module of a file, as steps from the crate.
fn module(path: &str) -> Vec<String> {
    let path = path.strip_suffix(".rs").unwrap();
    let mut steps: Vec<String> = path.split('/').map(str::to_owned).collect();
    if matches!(steps.last().map(String::as_str), Some("mod" | "lib")) {
        steps.pop();
    }
    steps
}

/// Returns true for a file that only tests use.
fn is_test(path: &str) -> bool {
    path.split('/').any(|step| step == "tests" || step == "tests.rs")
}

/// Returns the text with blanks for comments, string literals and items under `#[cfg(test)]`.
fn program(text: &str) -> String {
    let mut lines = Vec::new();
    let mut depth_of_test: Option<i32> = None;
    let mut depth = 0;
    let mut in_string = false;
    for line in text.lines() {
        let mut kept = String::new();
        let mut before = ' ';
        let mut characters = line.chars().peekable();
        while let Some(character) = characters.next() {
            if in_string {
                if character == '\\' {
                    characters.next();
                }
                in_string = character != '"';
                continue;
            }
            match character {
                '/' if characters.peek() == Some(&'/') => break,
                '"' if before != '\'' => in_string = true,
                _ => kept.push(character),
            }
            before = character;
        }
        if kept.trim() == "#[cfg(test)]" && depth_of_test.is_none() {
            depth_of_test = Some(depth);
        }
        let was = depth;
        depth += kept.matches('{').count() as i32 - kept.matches('}').count() as i32;
        let exempt = depth_of_test.is_some();
        if let Some(outer) = depth_of_test
            && depth == outer
            && (was > outer || kept.trim_end().ends_with(';') || kept.contains('}'))
        {
            depth_of_test = None;
        }
        lines.push(if exempt { String::new() } else { kept });
    }
    lines.join("\n")
}

/// Returns every path in a program that begins with one of these words, with its line from 1. Paths in
/// braces are written out.
fn paths(program: &str, heads: &BTreeSet<String>) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    let bytes = program.as_bytes();
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let mut at = 0;
    while at < bytes.len() {
        if !is_name(bytes[at]) {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && is_name(bytes[at]) {
            at += 1;
        }
        let follows_path = program[..start].ends_with("::");
        if !follows_path && heads.contains(&program[start..at]) && program[at..].starts_with("::") {
            let line = program[..start].matches('\n').count() + 1;
            let head = vec![program[start..at].to_owned()];
            write_out(&program[at..], head, &mut |path| found.push((line, path)));
        }
    }
    found
}

/// Reads `::a::{b, c::d}` behind a path, and passes on each path in it.
fn write_out(rest: &str, head: Vec<String>, found: &mut dyn FnMut(Vec<String>)) {
    let Some(rest) = rest.strip_prefix("::") else { return found(head) };
    if let Some(inside) = rest.strip_prefix('{') {
        let mut depth = 1;
        let mut start = 0;
        for (at, character) in inside.char_indices() {
            match character {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 || depth == 1 && character == ',' {
                let item = inside[start..at].trim();
                if !item.is_empty() {
                    write_out(&format!("::{item}"), head.clone(), found);
                }
                start = at + 1;
            }
            if depth == 0 {
                return;
            }
        }
        return;
    }
    let length =
        rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
    let mut path = head;
    if length > 0 {
        path.push(rest[..length].to_owned());
    }
    write_out(&rest[length..], path, found);
}

/// Returns the number of modules in braces around a line of a program, from 1.
fn modules_around(program: &str, line: usize) -> usize {
    let mut depth = 0;
    let mut modules = Vec::new();
    for text in program.lines().take(line.saturating_sub(1)) {
        let words: Vec<&str> = text.split_whitespace().collect();
        if let [.., "mod", _, "{"] = words.as_slice() {
            modules.push(depth);
        }
        depth += text.matches('{').count() as i32 - text.matches('}').count() as i32;
        modules.retain(|&outer| depth > outer);
    }
    modules.len()
}

/// Returns which file uses which.
fn uses(files: &[File]) -> Vec<Use> {
    let modules: BTreeMap<Vec<String>, &str> =
        files.iter().map(|file| (module(&file.path), file.path.as_str())).collect();
    let mut found = Vec::new();
    for file in files.iter().filter(|file| !is_test(&file.path)) {
        let own = module(&file.path);
        let mut heads: BTreeSet<String> = ["crate", "super", "self"].map(str::to_owned).into();
        // In a `mod.rs` a path may begin with one of its own modules.
        for module in modules.keys() {
            if let Some((last, around)) = module.split_last()
                && *around == own
            {
                heads.insert(last.clone());
            }
        }
        let program = program(&file.text);
        for (line, path) in paths(&program, &heads) {
            let mut absolute = own.clone();
            absolute.extend(vec!["in braces".to_owned(); modules_around(&program, line)]);
            let mut rest = path.as_slice();
            while let Some((step, after)) = rest.split_first() {
                match step.as_str() {
                    "crate" => absolute.clear(),
                    "super" => _ = absolute.pop(),
                    "self" => {}
                    _ => break,
                }
                rest = after;
            }
            absolute.extend(rest.iter().cloned());
            // The longest beginning of the path that is a file.
            while !modules.contains_key(&absolute) && absolute.pop().is_some() {}
            let Some(&to) = modules.get(&absolute) else { continue };
            if to != file.path && !is_test(to) {
                found.push(Use { from: file.path.clone(), to: to.to_owned(), line });
            }
        }
    }
    found
}

/// Returns the place of a file's room in the order; none for the files above all rooms.
fn room(path: &str) -> Option<usize> {
    if ROOFS.contains(&path) {
        return None;
    }
    let name = path.split('/').next().unwrap().trim_end_matches(".rs");
    Some(ROOMS.iter().position(|room| *room == name).unwrap_or_else(|| panic!("{path}: no room")))
}

/// Returns each use of a later room, as text.
fn upward(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for Use { from, to, line } in uses(files) {
        let later = match (room(&from), room(&to)) {
            (Some(from), Some(to)) => from < to,
            (Some(_), None) => true,
            (None, _) => false,
        };
        if later {
            found.push(format!("{from}:{line} uses {to}"));
        }
    }
    found
}

/// Returns a circle of files, if there is one: each uses the next, and the last the first.
fn circle(files: &[File]) -> Option<Vec<String>> {
    fn visit(
        file: &str,
        graph: &BTreeMap<String, BTreeSet<String>>,
        path: &mut Vec<String>,
        done: &mut BTreeSet<String>,
    ) -> Option<Vec<String>> {
        if let Some(start) = path.iter().position(|visited| visited == file) {
            return Some(path[start..].to_vec());
        }
        if done.contains(file) {
            return None;
        }
        path.push(file.to_owned());
        for next in graph.get(file).into_iter().flatten() {
            if let Some(circle) = visit(next, graph, path, done) {
                return Some(circle);
            }
        }
        path.pop();
        done.insert(file.to_owned());
        None
    }
    let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for Use { from, to, .. } in uses(files) {
        graph.entry(from).or_default().insert(to);
    }
    let mut done = BTreeSet::new();
    graph.keys().find_map(|file| visit(file, &graph, &mut Vec::new(), &mut done))
}

#[test]
fn no_module_imports_a_later_one() {
    assert_eq!(upward(&sources()), [""; 0]);
}

#[test]
fn no_files_import_each_other() {
    assert_eq!(circle(&sources()), None);
}

/// The functions of `facts` that draw a conclusion. Only `conclude` calls them; everything else reads
/// `Facts`.
const DRAWN_ONCE: [(&str, &str); 15] = [
    ("audience", "class"),
    ("audience", "parties"),
    ("audience", "recipients"),
    ("binding", "bindings"),
    ("binding", "webhook"),
    ("evidence", "evidence"),
    ("extension", "warn_after"),
    ("identify", "identify"),
    ("identity", "account"),
    ("identity", "api_groups"),
    ("identity", "identity"),
    ("missing", "missing"),
    ("origin", "secret_name"),
    ("signer", "signer"),
    ("versions", "observations"),
];

#[test]
fn each_conclusion_is_drawn_once() {
    let files = sources();
    for (module, function) in DRAWN_ONCE {
        let heads: BTreeSet<String> = ["crate", "super", module].map(str::to_owned).into();
        let mut users = Vec::new();
        for file in files.iter().filter(|file| !is_test(&file.path)) {
            for (_, path) in paths(&program(&file.text), &heads) {
                if path.windows(2).any(|steps| steps == [module, function]) {
                    users.push(file.path.as_str());
                }
            }
        }
        assert_eq!(users, ["facts/mod.rs"], "{module}::{function}");
    }
}

fn made_up(files: &[(&str, &str)]) -> Vec<File> {
    let file = |&(path, text): &(&str, &str)| File { path: path.to_owned(), text: text.to_owned() };
    files.iter().map(file).collect()
}

#[test]
fn import_of_a_later_module_is_found() {
    let base64 = ("text/base64.rs", "fn decode() {}");
    for (bad, line) in [
        ("use crate::jose::read;", 1),
        ("//! Docs.\n\nuse crate::{\n    text::base64,\n    jose::{self, read},\n};", 3),
        ("fn f() {\n    crate::jose::read()\n}", 2),
        ("use super::super::jose::read;", 1),
        ("#[cfg(test)]\nmod tests {\n    fn f() {}\n}\nuse crate::jose::read;", 5),
    ] {
        let files = made_up(&[base64, ("paste/scan.rs", bad), ("jose/mod.rs", "fn read() {}")]);
        assert_eq!(
            upward(&files).first().cloned(),
            Some(format!("paste/scan.rs:{line} uses jose/mod.rs")),
            "{bad}"
        );
    }
}

#[test]
fn imports_of_earlier_modules_tests_and_comments_are_allowed() {
    for good in [
        "use crate::text::base64;",
        "// use crate::jose::read;\n/// [`crate::jose::read`]",
        "fn f() -> &'static str {\n    \"crate::jose::read\"\n}",
        "#[cfg(test)]\nmod tests {\n    use crate::jose::read;\n}",
        "#[cfg(test)]\nuse crate::jose::read;\nfn f() {}",
        "mod inner {\n    use super::Scan;\n}",
    ] {
        let files = made_up(&[
            ("text/base64.rs", ""),
            ("paste/scan.rs", good),
            ("paste/tests.rs", "use crate::jose::read;"),
            ("jose/mod.rs", ""),
        ]);
        assert_eq!(upward(&files), [""; 0], "{good}");
    }
}

#[test]
fn circle_of_files_is_found() {
    let files = made_up(&[
        ("text/a.rs", "use super::b::x;"),
        ("text/b.rs", "use crate::text::c::x;"),
        ("text/c.rs", "fn f() {\n    super::a::x()\n}"),
        ("text/mod.rs", "mod a;\nmod b;\nmod c;\npub use a::x;"),
    ]);
    assert_eq!(circle(&files).unwrap(), ["text/a.rs", "text/b.rs", "text/c.rs"]);
    let files = made_up(&[
        ("text/a.rs", "use super::Shared;"),
        ("text/mod.rs", "mod a;\nuse a::x;\nstruct Shared;"),
    ]);
    assert_eq!(circle(&files).unwrap(), ["text/a.rs", "text/mod.rs"]);
    let files = made_up(&[
        ("text/a.rs", "use super::b::x;"),
        ("text/b.rs", "#[cfg(test)]\nmod tests {\n    use super::super::a::x;\n}"),
        ("text/mod.rs", "mod a;\nuse a::x;"),
    ]);
    assert_eq!(circle(&files), None);
}
