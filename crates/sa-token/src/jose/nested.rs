//! Tokens inside a token (RFC 7519 §5.2): found, and robbed of their signatures, before anything of
//! the text is kept.
