//! What messages of the API server mean, for somebody who pasted one without a token.

use crate::paste::ServerMessage;

use super::sentences::Sentences;

const CREATE: &str = "`kubectl -n NAMESPACE create token SERVICEACCOUNT`";

pub(super) fn server_message(message: ServerMessage) -> Sentences {
    let (meaning, help) = match message {
        ServerMessage::Expired | ServerMessage::NotActiveYet | ServerMessage::IssuedInTheFuture => {
            times(message)
        }
        ServerMessage::BoundObjectGone
        | ServerMessage::BoundObjectRecreated
        | ServerMessage::SecretGone
        | ServerMessage::MarkedInvalid
        | ServerMessage::OtherTokenInSecret
        | ServerMessage::AccountDeleted
        | ServerMessage::AccountRecreated
        | ServerMessage::AccountNotFound => objects(message),
        ServerMessage::Audience
        | ServerMessage::Issuer
        | ServerMessage::NoKey
        | ServerMessage::Signature => claims(message),
        _ => request(message),
    };
    Sentences::new(meaning).help(help)
}

fn times(message: ServerMessage) -> (&'static str, String) {
    match message {
        ServerMessage::Expired => (
            "The API server rejected a service account token because it has expired.",
            "The client probably kept an old token: it must read its token file again, which the \
             kubelet updates. The file itself is old in a `subPath` mount and in a terminating Pod."
                .to_owned(),
        ),
        ServerMessage::NotActiveYet => (
            "The API server rejected a service account token because its `nbf` is in the future.",
            "Two clocks differ by more than a minute. Compare the clocks of the control plane nodes, \
             then recreate the Pods that got such tokens."
                .to_owned(),
        ),
        _ => (
            "The API server rejected a service account token because its `iat` is in the future.",
            "Kubernetes writes the same time into `nbf` and `iat`, and the API server checks \
             `nbf` first: another program issued this token, or it was changed. Paste it to see \
             its times.".to_owned(),
        ),
    }
}

fn objects(message: ServerMessage) -> (&'static str, String) {
    match message {
        ServerMessage::BoundObjectGone => (
            "The API server rejected a bound token because the object that it is bound to is gone.",
            "Its Pod, Secret or Node was deleted, or its `deletionTimestamp` is more than a minute past. \
             A copy of the token does not outlive that object. Let the client read the token of its \
             own Pod."
                .to_owned(),
        ),
        ServerMessage::BoundObjectRecreated => (
            "The API server rejected a bound token because its Pod, Secret or Node was deleted and \
             created again.",
            "The new object has another uid. Get a token that is bound to the new one.".to_owned(),
        ),
        ServerMessage::SecretGone => (
            "The API server rejected a legacy token because its Secret is gone.",
            format!(
                "Up to Kubernetes 1.22, the same message also means that the Pod or the Secret of \
                 a bound token is gone. For a new token, run {CREATE}."
            ),
        ),
        ServerMessage::MarkedInvalid => (
            "The API server rejected a legacy token because its Secret is marked invalid.",
            format!(
                "Kubernetes marks automatic Secrets that were unused for a year and deletes them later. An administrator may also have marked it after a leak, so ask before you remove the label. For a new token, run {CREATE}."
            ),
        ),
        ServerMessage::OtherTokenInSecret => (
            "The API server rejected a legacy token because its Secret now contains another one.",
            "Read the token from the Secret again: `kubectl -n NAMESPACE get secret NAME \
             -o jsonpath='{.data.token}' | base64 -d`."
                .to_owned(),
        ),
        ServerMessage::AccountDeleted => (
            "The API server rejected a token because its ServiceAccount was deleted.",
            "If you create the account again, its uid differs, so this token stays rejected: \
             restart the Pods that use the account, and create new tokens for other clients."
                .to_owned(),
        ),
        ServerMessage::AccountRecreated => (
            "The API server rejected a token because its ServiceAccount was deleted and created \
             again.",
            "The new account has another uid. Restart the Pods that use it and create new tokens for \
             other clients."
                .to_owned(),
        ),
        _ => (
            "The API server found no ServiceAccount of this name.",
            "Check the name and the namespace: `kubectl -n NAMESPACE get serviceaccounts`. If the \
             account was deleted, the API server rejects its tokens."
                .to_owned(),
        ),
    }
}

fn claims(message: ServerMessage) -> (&'static str, String) {
    match message {
        ServerMessage::Audience => (
            "The API server rejected a token that was issued for another audience.",
            format!(
                "The message lists the token's audiences first, then those that the API server looked \
                 for. Set `spec.audiences` in a TokenReview. For the API server itself, use {CREATE} \
                 without `--audience`."
            ),
        ),
        ServerMessage::Issuer => (
            "The API server rejected a token because of its `iss`.",
            "Another cluster issued the token, or the issuer was changed. Keep the old issuer as a \
             second `--service-account-issuer` until all tokens are replaced."
                .to_owned(),
        ),
        ServerMessage::NoKey => (
            "The API server has no key with the token's `kid`.",
            "Another cluster signed the token, its key was removed, or this API server lists \
             other keys than the one that signed it. Get a new token; if that fails too, compare \
             `--service-account-key-file` on all API servers."
                .to_owned(),
        ),
        _ => (
            "The API server could not verify the token's signature.",
            "Most likely the token was altered or cut off. Up to 1.30, or if the token has no `kid`, this API server may also lack its key. Copy it again, whole."
                .to_owned(),
        ),
    }
}

fn request(message: ServerMessage) -> (&'static str, String) {
    let (meaning, help) = match message {
        ServerMessage::Anonymous => (
            "The API server saw no token in the request, so the request was anonymous.",
            "Send `Authorization: Bearer TOKEN` with one space. Check that the variable is not empty \
             and that the program sends the header.",
        ),
        ServerMessage::AccountForbidden => (
            "The API server accepted the token, and its account may not do this.",
            "The account lacks a permission, or an admission plugin rejected the request. A new \
             token does not change that. `kubectl auth can-i --list` with this token shows what \
             it may do in one namespace.",
        ),
        ServerMessage::ExtraSpace => (
            "The API server ignored the token because of a second space after `Bearer`.",
            "Leave exactly one space between `Bearer` and the token.",
        ),
        ServerMessage::Certificate => (
            "A TLS certificate was rejected. This message is not about a token.",
            "If a client reports it, the client does not trust the server: give it the cluster's CA, \
             in a Pod `/var/run/secrets/kubernetes.io/serviceaccount/ca.crt`. If the API server logs \
             it, it rejected a client certificate.",
        ),
        ServerMessage::UnknownKind => (
            "A program does not know this kind in this API version. This message is not about a token.",
            "Compare `apiVersion` and `kind` with `kubectl api-resources`. For an `ExecCredential`, \
             update the kubeconfig to an `apiVersion` that the client supports.",
        ),
        ServerMessage::CredentialsRequested => (
            "A server rejected the request with 401, without a Kubernetes answer.",
            "A proxy or a load balancer in front of the API server may have answered. Check the \
             address and the credentials. To check a token, paste it here.",
        ),
        ServerMessage::NotRecognized => (
            "The API server did not recognize the token.",
            "If `invalid bearer token` is the only reason, the token has another issuer or is not \
             an intact JSON Web Token. Paste the token to see which.",
        ),
        _ => (
            "A server rejected the credentials of the request (401).",
            "The answer has no reason. The API server's log has it: look for `Unable to authenticate \
             the request`. To check a token, paste it here.",
        ),
    };
    (meaning, help.to_owned())
}
