//! What header parameters say.

use super::algorithm::AlgorithmMeaning;
use super::family::Family;
use crate::claims::catalog::{KeyMember, MediaType, Parameter};
use crate::facts::signer::KidShape;
/// What a member of the header says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum HeaderMeaning<'a> {
    Algorithm(AlgorithmMeaning<'a>),
    KeyId(KeyIdMeaning),
    Type(TypeMeaning<'a>),
    Parameter {
        parameter: Parameter,
        /// It has a meaning only in an encrypted token, which this is not.
        misplaced: bool,
        /// The token is a service account token, into which Kubernetes never writes it.
        kubernetes: bool,
    },
    /// It differs only in capitals from this parameter.
    OtherCapitals(&'static str),
    Unknown {
        kubernetes: bool,
    },
    Key(KeyMember),
    /// An element of `crit`: a parameter that a recipient must understand.
    CriticalExtension(&'a str),
    /// An element of `x5c`, counted from 1.
    Certificate(usize),
    /// An element of a header that is a list and no object.
    NoParameter,
    /// A part of this parameter, or of a list.
    Nested(Option<&'a str>),
}

/// What `kid` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyIdMeaning {
    /// A key of a service account token, by the form of its id.
    Kubernetes(KidShape),
    OtherToken,
}

/// What `typ` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TypeMeaning<'a> {
    /// A JSON Web Token; the family of service account tokens, if it is one.
    Jwt(Option<Family>),
    MediaType(MediaType),
    Unknown(&'a str),
}
