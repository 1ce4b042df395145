//! Messages of the API server, its log and its clients, in a text without a token.
//!
//! Sources: kubernetes/kubernetes `pkg/serviceaccount/{jwt,claims,legacy}.go`, apiserver
//! `pkg/endpoints/filters/authentication.go` and `pkg/authentication/request/bearertoken/bearertoken.go`,
//! apimachinery `pkg/runtime/error.go`, client-go `rest/request.go`, kubectl `pkg/cmd/util/helpers.go`,
//! Go `crypto/x509`. Upper and lower case count alike: releases before 1.23 wrote some of them with a capital
//! letter.

use std::ops::Range;

/// What a message says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ServerMessage {
    /// `service account token has expired`.
    Expired,
    /// `service account token is not valid yet`.
    NotActiveYet,
    /// `service account token is issued in the future`.
    IssuedInTheFuture,
    /// `service account token has been invalidated`: what the token is bound to is gone.
    BoundObjectGone,
    /// `Token has been invalidated`: the Secret of a legacy token is gone.
    SecretGone,
    /// `the token in secret … has been marked invalid`.
    MarkedInvalid,
    /// `Token does not match server's copy`.
    OtherTokenInSecret,
    /// `service account … has been deleted`.
    AccountDeleted,
    /// `service account UID … does not match claim`.
    AccountRecreated,
    /// `serviceaccounts "…" not found`.
    AccountNotFound,
    /// `pod UID … does not match service account pod ref claim`, and the same of a Secret or a Node.
    BoundObjectRecreated,
    /// `token audiences … is invalid for the target audiences …`.
    Audience,
    /// `token issuer … is invalid`.
    Issuer,
    /// `invalid signature, no keys found`.
    NoKey,
    /// `error in cryptographic primitive`.
    Signature,
    /// `User "system:anonymous" cannot …`.
    Anonymous,
    /// `User "system:serviceaccount:…" cannot …`.
    AccountForbidden,
    /// `… contains extra space before the bearer token, and is ignored`.
    ExtraSpace,
    /// `x509: …`.
    Certificate,
    /// `no kind "…" is registered …` and `no matches for kind "…"`.
    UnknownKind,
    /// `the server has asked for the client to provide credentials`.
    CredentialsRequested,
    /// `invalid bearer token`, and no other reason.
    NotRecognized,
    /// `Unauthorized`, and no reason.
    Unauthorized,
}

/// The pieces of each message, in their order on one line. Of several messages in a text, the first one here
/// says the most.
const PIECES: [(ServerMessage, &[&str]); 33] = {
    use ServerMessage::*;
    [
        (Expired, &["service account token has expired"]),
        // Up to 1.22. Other programs say the same of other tokens.
        (Expired, &["invalid bearer token", ", token has expired."]),
        (NotActiveYet, &["invalid bearer token", ", token could not be validated."]),
        (NotActiveYet, &["service account token is not ", " yet"]),
        (IssuedInTheFuture, &["service account token is issued in the future"]),
        (BoundObjectGone, &["service account token has been invalidated"]),
        (MarkedInvalid, &["the token in secret ", " has been marked invalid"]),
        (OtherTokenInSecret, &["token does not match server's copy"]),
        (SecretGone, &["token has been invalidated"]),
        (AccountDeleted, &["service account ", "/", " has been deleted"]),
        (AccountDeleted, &["serviceaccount ", "/", " has been deleted"]),
        (AccountRecreated, &["service account uid (", ") does not match claim ("]),
        (AccountRecreated, &["serviceaccount uid (", ") does not match claim ("]),
        (BoundObjectRecreated, &["pod uid (", ") does not match "]),
        (BoundObjectRecreated, &["secret uid (", ") does not match "]),
        (BoundObjectRecreated, &["node uid (", ") does not match "]),
        (AccountNotFound, &["serviceaccounts ", " not found"]),
        (Audience, &["token audiences ", " is invalid for the target audiences "]),
        (Issuer, &["token issuer ", " is invalid"]),
        (NoKey, &["invalid signature, no keys found"]),
        (Signature, &["error in cryptographic primitive"]),
        (Anonymous, &["user ", "system:anonymous", " cannot "]),
        (AccountForbidden, &["user ", "system:serviceaccount:", " cannot "]),
        (ExtraSpace, &["extra space before the bearer token, and is ignored"]),
        (Certificate, &["x509: "]),
        (UnknownKind, &["no kind ", " is registered for "]),
        (UnknownKind, &["no matches for kind "]),
        (CredentialsRequested, &["the server has asked for the client to provide credentials"]),
        (NotRecognized, &["invalid bearer token"]),
        (Unauthorized, &["(unauthorized)"]),
        (Unauthorized, &["401 unauthorized"]),
        (Unauthorized, &["\"unauthorized\""]),
        (Unauthorized, &["error: unauthorized"]),
    ]
};

/// Messages that count only on a line of their own.
const LINES: [(ServerMessage, &str); 2] = [
    (ServerMessage::Expired, "token has expired."),
    (ServerMessage::NotActiveYet, "token could not be validated."),
];

/// Returns the message in a text that says the most, and its bytes.
pub(crate) fn find(text: &[u8]) -> Option<(ServerMessage, Range<usize>)> {
    let lower = text.to_ascii_lowercase();
    let in_pieces = PIECES.iter().find_map(|&(message, pieces)| {
        let mut start = 0;
        lower.split_inclusive(|&byte| byte == b'\n').find_map(|line| {
            let range = place(line, pieces).map(|range| start + range.start..start + range.end);
            start += line.len();
            Some((message, range?))
        })
    });
    in_pieces.or_else(|| on_a_line(&lower)).or_else(|| {
        let word = lower.trim_ascii();
        let start = lower.len() - lower.trim_ascii_start().len();
        let range = start..start + word.len();
        (word == b"unauthorized").then_some((ServerMessage::Unauthorized, range))
    })
}

fn on_a_line(text: &[u8]) -> Option<(ServerMessage, Range<usize>)> {
    let mut start = 0;
    text.split_inclusive(|&byte| byte == b'\n').find_map(|line| {
        let word = line.trim_ascii();
        let begin = start + line.len() - line.trim_ascii_start().len();
        start += line.len();
        let (message, _) = LINES.into_iter().find(|(_, own)| own.as_bytes() == word)?;
        Some((message, begin..begin + word.len()))
    })
}

/// Returns the bytes from the first piece to the end of the last one, if all are on the line in this order.
fn place(line: &[u8], pieces: &[&str]) -> Option<Range<usize>> {
    let (mut first, mut end) = (None, 0);
    for piece in pieces {
        let at = end + position(line.get(end..)?, piece.as_bytes())?;
        first.get_or_insert(at);
        end = at + piece.len();
    }
    Some(first?..end)
}

fn position(text: &[u8], piece: &[u8]) -> Option<usize> {
    text.windows(piece.len()).position(|window| window == piece)
}
