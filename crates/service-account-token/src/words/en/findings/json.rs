//! The sentences of findings about how JSON is written.

use crate::facts::findings::{Deception, Difference, DuplicateRead, JsonFinding, Script};
use crate::jose::PartName;
use crate::text::quote::quoted;

use super::api_server;
use super::sentences::Sentences;
use super::structure::part_name;

pub(super) fn sentences(finding: &JsonFinding) -> Sentences {
    match finding {
        JsonFinding::NotCanonical { part, difference } => not_canonical(*part, difference),
        JsonFinding::DuplicateMember { part, name, read, .. } => {
            duplicate_member(*part, name, *read)
        }
        JsonFinding::Deceptive { text, deception, .. } => deceptive(text, *deception),
        JsonFinding::LoneSurrogate { .. } => lone_surrogate(),
    }
}

fn not_canonical(part: PartName, difference: &Difference) -> Sentences {
    let name = part_name(part);
    let message = match difference {
        Difference::Blank { .. } => {
            format!("The {name} has whitespace between its members; Kubernetes writes none.")
        }
        Difference::Order { name: member, .. } => format!(
            "In the {name}, {} is out of order; Kubernetes sorts members by name.",
            quoted(member)
        ),
        Difference::Escape { text, .. } => format!(
            "In the {name}, a character is written as {}; Kubernetes writes it differently.",
            quoted(text)
        ),
    };
    Sentences::new(message).help(
        "Neither kube-apiserver nor kube-controller-manager wrote it in this form. Other API \
         servers and forks may.",
    )
}

fn duplicate_member(part: PartName, name: &str, read: DuplicateRead) -> Sentences {
    let sentences = Sentences::new(format!(
        "{} appears more than once in one object of the {}; a name must be unique.",
        quoted(name),
        part_name(part)
    ))
    .help(
        "Parsers disagree about which one counts: some use the first, some the last, some reject \
         the token. This tool uses the last.",
    );
    match read {
        DuplicateRead::NotAsked => sentences,
        DuplicateRead::InHeader => sentences.api_server(api_server::NOT_MINE),
        DuplicateRead::Decoded => sentences.api_server(api_server::duplicate(name)),
        DuplicateRead::Skipped => {
            sentences.api_server("It does not notice: it skips members that it does not know.")
        }
    }
}

fn deceptive(text: &str, deception: Deception) -> Sentences {
    let (character, what) = match deception {
        Deception::Bidi(character) => {
            (character, "which changes the direction of the text".to_owned())
        }
        Deception::Invisible(character) => (character, "which cannot be seen".to_owned()),
        Deception::MixedScripts(character, script) => {
            let script = match script {
                Script::Latin => "Latin",
                Script::Greek => "Greek",
                Script::Cyrillic => "Cyrillic",
            };
            let what =
                format!("a {script} letter among those of another alphabet that look like it");
            (character, what)
        }
    };
    Sentences::new(format!("{} contains U+{:04X}, {what}.", quoted(text), u32::from(character)))
        .help("It may be meant to look like another name. Do not trust its appearance.")
}

fn lone_surrogate() -> Sentences {
    Sentences::new(
        "A string contains half of a surrogate pair, such as `\\ud800` alone, which is not a \
         character.",
    )
    .help("It is shown as U+FFFD. Parsers disagree about it.")
}
