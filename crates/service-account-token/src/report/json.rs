//! The JSON of a step into a document, which differs from what serde derives.

/// A [`PathKey`](super::PathKey) is a number or a string in JSON. Binary formats, which do not
/// describe themselves, need to know which.
mod path_key {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::report::token::PathKey;

    #[derive(Serialize, Deserialize)]
    #[serde(remote = "PathKey", untagged)]
    enum Readable {
        Index(usize),
        Name(String),
    }

    #[derive(Serialize, Deserialize)]
    #[serde(remote = "PathKey")]
    enum Binary {
        Index(usize),
        Name(String),
    }

    impl Serialize for PathKey {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            match serializer.is_human_readable() {
                true => Readable::serialize(self, serializer),
                false => Binary::serialize(self, serializer),
            }
        }
    }

    impl<'de> Deserialize<'de> for PathKey {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            match deserializer.is_human_readable() {
                true => Readable::deserialize(deserializer),
                false => Binary::deserialize(deserializer),
            }
        }
    }
}
