//! What findings about documents say.

use crate::document::{
    Finding, Notation, ProjectedToken, Reason, RequestedAudience, UserCredential,
};
use crate::kubernetes::lifetimes::{
    DEFAULT_REQUEST_SECONDS, MAX_REQUEST_SECONDS, MIN_REQUEST_SECONDS, WARN_AFTER_SECONDS,
};
use crate::text::calendar::exactly;
use crate::text::json::FaultReason;
use crate::text::quote::quoted;

use super::sentences::Sentences;
use super::structure::expected_in_json;

/// Returns what a finding about a document says.
pub(super) fn sentences(finding: &Finding) -> Sentences {
    match finding {
        Finding::Syntax { notation, reason, .. } => syntax(*notation, *reason),
        Finding::LeftOut { .. } => left_out(),
        Finding::EmptySecretToken { name, stored, .. } => empty_secret(name.as_deref(), *stored),
        Finding::KubeconfigRedacted { user, .. } => redacted(user.as_deref()),
        Finding::KubeconfigUser { user, credential, .. } => user_of(user.as_deref(), credential),
        Finding::AuditEvent { id, was_issued, .. } => audit_event(id, *was_issued),
        Finding::PluginCertificate { .. } => plugin_certificate(),
        Finding::ProjectedVolume(volume) => projected(volume),
        Finding::CsiTokenRequest(request) => csi(request),
    }
}

fn syntax(notation: Notation, reason: Reason) -> Sentences {
    let name = match notation {
        Notation::Json => "JSON",
        Notation::Yaml => "YAML",
        Notation::Description => "description",
    };
    let why = match reason {
        Reason::Json(FaultReason::Ends) => "the text ends too early".to_owned(),
        Reason::Json(FaultReason::Trailing) => "more text follows it".to_owned(),
        Reason::Json(FaultReason::Syntax(wanted)) => {
            format!("{} is expected", expected_in_json(wanted))
        }
        Reason::Yaml => "the line does not fit the lines above".to_owned(),
        Reason::YamlTab => "a tab indents the line, and YAML allows only spaces".to_owned(),
    };
    Sentences::new(format!("The {name} cannot be parsed here: {why}."))
        .help("Tokens after this point are still found, but perhaps without their path.")
}

fn left_out() -> Sentences {
    Sentences::new("The document is too long or too deeply nested to parse completely.")
        .help("Tokens after this point are still found, but without their path.")
}

fn empty_secret(name: Option<&str>, stored: bool) -> Sentences {
    let secret = match name {
        Some(name) => format!("Secret {}", quoted(name)),
        None => "This Secret".to_owned(),
    };
    match stored {
        true => Sentences::new(format!("{secret} has no token yet.")).help(
            "kube-controller-manager adds one within seconds. If it stays empty, check that \
             kube-controller-manager runs with `--service-account-private-key-file`.",
        ),
        false => Sentences::new(format!("{secret} requests a token and holds none.")).help(
            "When you apply it, kube-controller-manager adds a token without an expiry, or deletes the Secret if its ServiceAccount does not exist. `kubectl create token` issues one that expires.",
        ),
    }
}

fn of_user(user: Option<&str>) -> String {
    match user {
        Some(user) => format!("user {}", quoted(user)),
        None => "a user".to_owned(),
    }
}

fn redacted(user: Option<&str>) -> Sentences {
    Sentences::new(format!("kubectl redacted the token of {}.", of_user(user)))
        .help("`kubectl config view --raw` prints it.")
}

fn user_of(user: Option<&str>, credential: &UserCredential) -> Sentences {
    let user = of_user(user);
    let (what, help) = match credential {
        UserCredential::TokenFile => (
            format!("The token of {user} is in the file that `tokenFile` names."),
            "Paste the content of that file.",
        ),
        UserCredential::TokenFileFirst => (
            format!("For {user}, kubectl uses the token in `tokenFile`, not the one in `token`."),
            "It falls back to `token` if it cannot read the file.",
        ),
        UserCredential::Exec { command: Some(command) } => (
            format!("For {user}, kubectl runs {} to get a credential.", quoted(command)),
            "Run the command with its arguments, and paste its output.",
        ),
        UserCredential::Exec { command: None } => (
            format!("For {user}, kubectl runs a plugin to get a credential."),
            "Run the plugin with its arguments, and paste its output.",
        ),
        UserCredential::AuthProvider => (
            format!("For {user}, kubectl gets the token from an auth provider."),
            "An `id-token` here is an OpenID Connect login, not a service account token.",
        ),
        UserCredential::Certificate => (
            format!("A client certificate authenticates {user}, not a token."),
            "A certificate has no claims. `openssl x509 -noout -subject -enddate` shows its name and its expiry; decode `client-certificate-data` with `base64 -d` first.",
        ),
        UserCredential::Password => (
            format!("A password authenticates {user}, not a token."),
            "Kubernetes 1.19 removed password authentication. A proxy may still accept one.",
        ),
    };
    Sentences::new(what).help(help)
}

fn plugin_certificate() -> Sentences {
    Sentences::new("The credential plugin returned a client certificate, not a token.")
        .help("A certificate has no claims. `openssl x509 -noout -subject -enddate` shows its name and its expiry.")
}

fn audit_event(id: &str, was_issued: bool) -> Sentences {
    let id = quoted(id);
    let (what, help) = match was_issued {
        true => (
            format!("This audit event records that a token with the id {id} was issued."),
            "An audit event holds no token. A token with this `jti` is the one that was issued.",
        ),
        false => (
            format!("This audit event records a request with the token whose id is {id}."),
            "An audit event holds no token. A token with this `jti` is the one that was used.",
        ),
    };
    Sentences::new(what).help(help)
}

/// Returns who a requested token is for.
fn audience_of(request: &ProjectedToken) -> String {
    match &request.audience {
        RequestedAudience::ApiServer => "the API server".to_owned(),
        RequestedAudience::Named(audience) => format!("the audience {}", quoted(audience)),
        RequestedAudience::NotRepeated => "another audience".to_owned(),
    }
}

/// Returns how long a requested token lives.
fn lifetime_of(request: &ProjectedToken) -> String {
    let default = if request.expiration_seconds.is_none() { " (the default)" } else { "" };
    format!("{}{default}", exactly(seconds_of(request)))
}

fn csi(request: &ProjectedToken) -> Sentences {
    Sentences::new(format!(
        "This object holds no token. The kubelet requests one for {} and passes it to the CSI driver. \
         It asks for a lifetime of {}.",
        audience_of(request),
        lifetime_of(request)
    ))
    .help(match is_rejected(request) {
        true => issued_for(request, "this request"),
        false => format!("{} {CSI_VOLUME}", issued_for(request, "this request")),
    })
}

const CSI_VOLUME: &str = "The driver receives the token in the volume attribute \
    `csi.storage.k8s.io/serviceAccount.tokens`, or from 1.35 on in the secrets if it asks for that. \
    Drivers that log their volume attributes log the token too.";

fn projected(volume: &ProjectedToken) -> Sentences {
    let file = match &volume.path {
        Some(path) => format!(" and writes it to the file {}", quoted(path)),
        None => String::new(),
    };
    let issued = issued_for(volume, "this Pod");
    let help = match is_rejected(volume) {
        true => issued,
        false => format!("{REPLACED} {issued} {READ_IT}"),
    };
    Sentences::new(format!(
        "This volume holds no token. The kubelet requests one for {}{file}. Its lifetime is {}.",
        audience_of(volume),
        lifetime_of(volume)
    ))
    .help(help)
}

fn seconds_of(request: &ProjectedToken) -> i64 {
    request.expiration_seconds.unwrap_or(DEFAULT_REQUEST_SECONDS)
}

fn is_rejected(request: &ProjectedToken) -> bool {
    !(MIN_REQUEST_SECONDS..=MAX_REQUEST_SECONDS).contains(&seconds_of(request))
}

/// Returns what the API server issues for a request, and so for the object around it.
fn issued_for(request: &ProjectedToken, around: &str) -> String {
    match seconds_of(request) {
        ..MIN_REQUEST_SECONDS => {
            format!("The API server rejects {around}: a token lives at least 10 minutes.")
        }
        seconds if seconds > MAX_REQUEST_SECONDS => {
            format!("The API server rejects {around}: a token lives at most 2^32 seconds.")
        }
        WARN_AFTER_SECONDS if request.audience == RequestedAudience::ApiServer => {
            "By default the API server makes this token last a year.".to_owned()
        }
        WARN_AFTER_SECONDS => "If the API server has this audience too, it makes the token last a \
                               year by default."
            .to_owned(),
        _ => "The API server may issue a shorter one.".to_owned(),
    }
}

const REPLACED: &str = "The kubelet replaces the token after 80% of that lifetime, or after 24 hours if that is sooner.";

const READ_IT: &str = "To read it: `kubectl exec POD -- cat MOUNT/FILE`.";
