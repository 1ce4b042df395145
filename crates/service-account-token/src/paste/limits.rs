//! How much of a paste is read.

/// The most bytes of a paste: the page needs several times its size in memory while it is read.
pub const MAX_INPUT_BYTES: usize = 64 << 20;

/// The most tokens of one paste that are listed: nobody reads more, and a hostile text could hold one
/// every twenty bytes.
pub const MAX_TOKENS: usize = 500;

/// The most layers of base64 that are decoded: a Secret that holds a kubeconfig or a Docker
/// configuration has three.
pub const MAX_LAYERS: usize = 4;

/// The most signatures of one payload that are read: each is a token of its own with the whole
/// payload.
pub(super) const MAX_SIGNATURES: usize = 8;
