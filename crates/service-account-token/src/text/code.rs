//! Enumerations that the report writes as text.

use std::error::Error;
use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Defines an enumeration with the text that the report writes for each value, which is also what
/// [`Display`](std::fmt::Display), [`FromStr`] and serde go by.
macro_rules! text_enum {
    (
        $(#[$meta:meta])*
        $visibility:vis enum $name:ident {
            $($(#[$about:meta])+ $variant:ident = $text:literal,)+
            $(..$inner:ident($type:ty))?
        }
    ) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        $(#[$meta])*
        $visibility enum $name {
            $($(#[$about])+ #[serde(rename = $text)] $variant,)+
            $(
                /// Any of these.
                #[serde(untagged)]
                $inner($type),
            )?
        }

        impl $name {
            /// Every value, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Returns the value as the report writes it.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                    $(Self::$inner(inner) => <$type>::as_str(inner),)?
                }
            }
        }

        $crate::text::code::text_traits!($name, text => match text {
            $($text => Ok(Self::$variant),)+
            text => {
                $(if let Ok(inner) = text.parse() {
                    return Ok(Self::$inner(inner));
                })?
                let _ = text;
                Err($crate::text::code::UnknownCode)
            }
        });
    };
}

/// Implements what every enumeration with `as_str` has.
macro_rules! text_traits {
    ($name:ident, $text:ident => $parse:expr) => {
        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl From<$name> for $crate::text::code::Open<$name> {
            fn from(code: $name) -> Self {
                Self::Known(code)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::text::code::UnknownCode;

            fn from_str($text: &str) -> Result<Self, Self::Err> {
                $parse
            }
        }
    };
}

pub(crate) use {text_enum, text_traits};

/// The error of a text that is no value of an enumeration, or one of a later release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownCode;

impl fmt::Display for UnknownCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("this release does not know the code")
    }
}

impl Error for UnknownCode {}

/// A code of a list that grows: one that this release knows, or one of a later release, read back
/// from JSON.
///
/// ```
/// use service_account_token::report::{Open, PartyCode};
///
/// let known: Open<PartyCode> = "vault".into();
/// assert_eq!(known.known(), Some(PartyCode::Vault));
/// let later: Open<PartyCode> = "something-new".into();
/// assert_eq!((later.known(), later.as_str()), (None, "something-new"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Open<C> {
    /// A code that this release knows.
    Known(C),
    /// Any other.
    Unknown(String),
}

impl<C: AsRef<str>> Open<C> {
    /// Returns the code as the report writes it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(code) => code.as_ref(),
            Self::Unknown(code) => code,
        }
    }
}

impl<C: Copy> Open<C> {
    /// Returns the code if this release knows it.
    pub fn known(&self) -> Option<C> {
        match self {
            Self::Known(code) => Some(*code),
            Self::Unknown(_) => None,
        }
    }
}

impl<C: FromStr> From<&str> for Open<C> {
    fn from(code: &str) -> Self {
        code.parse().map_or_else(|_| Self::Unknown(code.to_owned()), Self::Known)
    }
}

impl<C: AsRef<str>> Deref for Open<C> {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl<C: AsRef<str>> fmt::Display for Open<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl<C: AsRef<str>> PartialEq<str> for Open<C> {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl<C: AsRef<str>> PartialEq<&str> for Open<C> {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl<C: AsRef<str>> Serialize for Open<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de, C: FromStr> Deserialize<'de> for Open<C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Ok(Self::from(code.as_str()))
    }
}

#[cfg(feature = "schema")]
impl<C: schemars::JsonSchema> schemars::JsonSchema for Open<C> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Open{}", C::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let known = generator.subschema_for::<C>();
        schemars::json_schema!({ "anyOf": [known, { "type": "string" }] })
    }
}
