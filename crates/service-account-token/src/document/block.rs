//! Which parts of a text are documents: a paste may have a command above one, prose between two, and a
//! Markdown fence around each.

use std::ops::Range;

use super::describe;
use super::fault::Notation;
use super::yaml::begins_entry;

/// Part of a text that may be a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) notation: Notation,
    pub(super) range: Range<usize>,
}

/// Returns the first block at or behind a byte, which must be the start of a line or the end of a
/// block. JSON and a description end where their readers find the end; YAML ends at a fence, at a
/// prompt, or with the text.
pub(super) fn next(text: &str, from: usize) -> Option<Block> {
    let mut at = from;
    let mut start = None;
    for line in text.get(from..)?.split_inclusive('\n') {
        let content = line.trim_start_matches('\u{feff}').trim();
        if start.is_none() {
            if begins_json(content) {
                let start = at + line.find(['{', '[']).unwrap_or(0);
                return Some(Block { notation: Notation::Json, range: start..text.len() });
            }
            if content.starts_with("Name:") && describe::begins(text.get(at..)?) {
                return Some(Block { notation: Notation::Description, range: at..text.len() });
            }
            if begins_yaml(content) {
                start = Some(at);
            }
        } else if ends_yaml(line) {
            break;
        }
        at += line.len();
    }
    start.map(|start| Block { notation: Notation::Yaml, range: start..at })
}

/// Returns true for a bracket with what JSON may have behind it; `[info]` and `{{ .Values.a }}` begin
/// none.
fn begins_json(line: &str) -> bool {
    let Some(rest) = line.strip_prefix(['{', '[']) else { return false };
    let rest = rest.trim_start();
    rest.is_empty()
        || rest.starts_with(['"', '[', '}', ']'])
        || rest.starts_with('{') && !line.starts_with("{{")
}

fn begins_yaml(line: &str) -> bool {
    let entry = line.trim_start_matches("- ");
    line == "---" || line.starts_with("--- ") || begins_entry(entry)
}

/// Returns true for a Markdown fence and for a shell's prompt.
fn ends_yaml(line: &str) -> bool {
    let line = line.trim_end();
    line.trim_start().starts_with("```")
        || line.starts_with("$ ")
        || line.starts_with("PS ")
        || line.starts_with('{')
        || is_prompt(line)
}

/// Returns true for `user@host:~$ command` and the like.
fn is_prompt(line: &str) -> bool {
    let first = line.split(' ').next().unwrap_or_default();
    first.contains('@') && first.ends_with(['$', '#', '%', '>'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, notation: Notation, block: &str) {
        let found = next(text, 0).unwrap();
        assert_eq!((found.notation, text.get(found.range)), (notation, Some(block)));
    }

    #[test]
    fn a_block_begins_behind_a_command_and_ends_at_the_next_prompt_or_fence() {
        check("$ kubectl get x -o yaml\na: b\n", Notation::Yaml, "a: b\n");
        check("root@node:~# cat x\na: b\nroot@node:~# exit\n", Notation::Yaml, "a: b\n");
        check("Here it is:\n```yaml\n  a: b\n```\n", Notation::Yaml, "  a: b\n");
        check("$ kubectl get x -o json\n{\"a\": 1}\n", Notation::Json, "{\"a\": 1}\n");
        check("\u{feff}{}", Notation::Json, "{}");
        check("- a: b\n", Notation::Yaml, "- a: b\n");
        assert_eq!(next("some prose, and a word\n", 0), None);
    }
}
