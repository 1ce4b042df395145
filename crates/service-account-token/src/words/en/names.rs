//! How sentences name objects, recipients and parties. Every name from a token is quoted.

use super::parties;
use crate::facts::advice::{NameGiven, NamedRecipient, Object, Recipients};
use crate::kubernetes::{Certainty, Party};
use crate::text::Text;
use crate::text::quote::{in_words, quoted};

/// Names an object: "Pod `busybox`", "an unnamed Pod".
pub(super) fn object(object: &Object) -> String {
    let kind = object.kind.as_str();
    match &object.name {
        NameGiven::Name(name) => format!("{kind} {}", quoted(name)),
        NameGiven::Missing => format!("an unnamed {kind}"),
        NameGiven::Unreadable => format!("a {kind} whose name cannot be read"),
    }
}

/// Names an object at the beginning of a title: "Pod `busybox`", "Its Pod".
pub(super) fn title(object: &Object) -> String {
    let kind = object.kind.as_str();
    match &object.name {
        NameGiven::Name(name) => format!("{kind} {}", quoted(name)),
        NameGiven::Missing | NameGiven::Unreadable => format!("Its {kind}"),
    }
}

/// Adds where something is: " in namespace `default`", or nothing where none is named.
pub(super) fn in_namespace(namespace: Option<&str>) -> String {
    namespace.map_or_else(String::new, |name| format!(" in namespace {}", quoted(name)))
}

/// Names recipients with their audiences: "`vault` (probably HashiCorp Vault)".
pub(super) fn recipients(recipients: &Recipients) -> Text {
    list(recipients, |recipient| {
        let audience = in_words(&recipient.audience);
        let Some((party, certainty)) = recipient.party else { return audience };
        let likely = if certainty == Certainty::Certain { "" } else { "probably " };
        format!("{audience} ({likely}{})", parties::short_name(party)).into()
    })
}

/// Names recipients in a few words: the party, or the audience where no party is known.
pub(super) fn recipients_briefly(recipients: &Recipients) -> Text {
    list(recipients, |recipient| match recipient.party {
        Some((party, _)) => parties::name(party).into(),
        None => in_words(&recipient.audience),
    })
}

/// Names parties: "AWS STS", "AWS STS and Sigstore", "AWS STS, Sigstore and 2 more".
pub(super) fn parties(parties: &[Party]) -> String {
    let named: Vec<_> = parties.iter().take(2).map(|party| parties::short_name(*party)).collect();
    match (named.as_slice(), parties.len().saturating_sub(2)) {
        ([one, two], 0) => format!("{one} and {two}"),
        ([one, two], more) => format!("{one}, {two} and {more} more"),
        (named, _) => named.concat(),
    }
}

/// Lists them: "a", "a and b", "a, b and 3 more".
fn list(recipients: &Recipients, name: impl Fn(&NamedRecipient) -> Text) -> Text {
    match (recipients.first.as_slice(), recipients.more) {
        ([], _) => "no recipient".into(),
        ([one], _) => name(one),
        ([one, two, ..], 0) => format!("{} and {}", name(one), name(two)).into(),
        ([one, two, ..], more) => format!("{}, {} and {more} more", name(one), name(two)).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::ObjectKind;

    #[test]
    fn objects_are_quoted_or_unnamed() {
        let kind = ObjectKind::Pod;
        for (name, expected, expected_title) in [
            (NameGiven::Name("web".to_owned()), "Pod `web`", "Pod `web`"),
            (NameGiven::Name("a\u{202e}".to_owned()), r"Pod `a\u{202e}`", r"Pod `a\u{202e}`"),
            (NameGiven::Missing, "an unnamed Pod", "Its Pod"),
            (NameGiven::Unreadable, "a Pod whose name cannot be read", "Its Pod"),
        ] {
            let named = Object { kind, name };
            assert_eq!(object(&named), expected);
            assert_eq!(title(&named), expected_title);
        }
    }

    #[test]
    fn two_recipients_are_named_and_the_others_counted() {
        let known = |audience: &str, party, certainty| NamedRecipient {
            audience: audience.to_owned(),
            party: Some((party, certainty)),
        };
        let aws = known("sts.amazonaws.com", Party::AwsIrsa, Certainty::Likely);
        let webhook = known("https://a.test", Party::Webhook, Certainty::Certain);
        let unknown = NamedRecipient { audience: String::new(), party: None };
        for (first, more, expected, briefly) in [
            (vec![], 0, "no recipient", "no recipient"),
            (
                vec![aws.clone()],
                0,
                "`sts.amazonaws.com` (probably AWS STS)",
                "AWS STS (IAM roles for service accounts)",
            ),
            (
                vec![webhook, unknown],
                0,
                "`https://a.test` (an admission webhook) and an empty string",
                "an admission webhook and an empty string",
            ),
            (
                vec![aws.clone(), aws],
                3,
                "`sts.amazonaws.com` (probably AWS STS), `sts.amazonaws.com` (probably AWS \
                 STS) and 3 more",
                "AWS STS (IAM roles for service accounts), AWS STS (IAM roles for service \
                 accounts) and 3 more",
            ),
        ] {
            let named = Recipients { first, more };
            assert_eq!(recipients(&named), expected);
            assert_eq!(recipients_briefly(&named), briefly);
        }
    }

    #[test]
    fn two_parties_are_named_and_the_others_counted() {
        let all = [Party::AwsIrsa, Party::Sigstore, Party::Conjur, Party::Claude];
        for (count, expected) in [
            (0, ""),
            (1, "AWS STS"),
            (2, "AWS STS and Sigstore"),
            (3, "AWS STS, Sigstore and 1 more"),
            (4, "AWS STS, Sigstore and 2 more"),
        ] {
            assert_eq!(parties(&all[..count]), expected);
        }
    }
}
