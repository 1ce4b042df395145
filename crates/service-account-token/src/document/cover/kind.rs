//! What is covered.

use crate::text::code::text_enum;

text_enum! {
    /// What is covered.
    #[non_exhaustive]
    pub enum CoveredKind {
        /// The signature of a token.
        Signature = "signature",
        /// A token that cannot be read, or a part of one.
        Token = "token",
        /// A private key.
        PrivateKey = "private-key",
        /// A password.
        Password = "password",
        /// Another credential.
        Credential = "credential",
        /// A value of a Secret, or one that the document calls sensitive.
        SecretValue = "secret-value",
        /// A value that looks random.
        Opaque = "opaque",
        /// A part of the document that could not be read.
        Unread = "unread",
    }
}
