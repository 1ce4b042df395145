//! How a sentence names objects, recipients and parties. Every name from a token is quoted.

use super::parties;
use crate::facts::advice::{NameGiven, NamedRecipient, Object, Recipients};
use crate::kubernetes::Certainty;
use crate::text::Text;
use crate::text::quote::{in_words, quoted};

/// Names an object: "Pod `busybox`", "a Pod that it does not name".
pub(super) fn object(object: &Object) -> String {
    let kind = object.kind.as_str();
    match &object.name {
        NameGiven::Name(name) => format!("{kind} {}", quoted(name)),
        NameGiven::Missing => format!("a {kind} that it does not name"),
        NameGiven::Unreadable => format!("a {kind} (its name cannot be read)"),
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

/// Names recipients with their audiences: "`vault` (most likely HashiCorp Vault)".
pub(super) fn recipients(recipients: &Recipients) -> Text {
    list(recipients, |recipient| {
        let audience = in_words(&recipient.audience);
        let Some((party, certainty)) = recipient.party else { return audience };
        let likely = if certainty == Certainty::Certain { "" } else { "most likely " };
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

/// Lists them: "a", "a and b", "a, b and 3 more".
fn list(recipients: &Recipients, name: impl Fn(&NamedRecipient) -> Text) -> Text {
    match (recipients.first.as_slice(), recipients.more) {
        ([], _) => "nobody".into(),
        ([one], _) => name(one),
        ([one, two, ..], 0) => format!("{} and {}", name(one), name(two)).into(),
        ([one, two, ..], more) => format!("{}, {} and {more} more", name(one), name(two)).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::ObjectKind;
    use crate::kubernetes::Party;

    #[test]
    fn objects_are_quoted_or_said_to_lack_a_name() {
        let kind = ObjectKind::Pod;
        for (name, expected, expected_title) in [
            (NameGiven::Name("web".to_owned()), "Pod `web`", "Pod `web`"),
            (NameGiven::Name("a\u{202e}".to_owned()), r"Pod `a\u{202e}`", r"Pod `a\u{202e}`"),
            (NameGiven::Missing, "a Pod that it does not name", "Its Pod"),
            (NameGiven::Unreadable, "a Pod (its name cannot be read)", "Its Pod"),
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
            (vec![], 0, "nobody", "nobody"),
            (
                vec![aws.clone()],
                0,
                "`sts.amazonaws.com` (most likely AWS STS)",
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
                "`sts.amazonaws.com` (most likely AWS STS), `sts.amazonaws.com` (most likely AWS \
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
}
