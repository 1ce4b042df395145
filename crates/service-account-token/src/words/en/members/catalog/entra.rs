//! The claims of Microsoft Entra.

use crate::claims::catalog::EntraClaim;

pub(super) fn title(claim: EntraClaim) -> &'static str {
    match claim {
        EntraClaim::Tid => "Tenant",
        EntraClaim::Oid => "Object id",
        EntraClaim::Appid => "Application",
        EntraClaim::Appidacr | EntraClaim::Azpacr => "Application's proof",
        EntraClaim::Upn => "User principal name",
        EntraClaim::Ver => "Token version",
        EntraClaim::Idtyp => "Identity type",
        EntraClaim::Scp => "Scopes",
        EntraClaim::Rh | EntraClaim::Aio => "Internal",
        EntraClaim::Uti => "Token id",
        EntraClaim::XmsMirid => "Managed identity",
        EntraClaim::XmsCc => "Client capabilities",
        EntraClaim::UniqueName => "User name",
        EntraClaim::Idp => "Identity provider",
        EntraClaim::Wids => "Directory roles",
        EntraClaim::Hasgroups => "Too many groups",
        EntraClaim::Ipaddr => "IP address",
        EntraClaim::Deviceid => "Device id",
        EntraClaim::OnpremSid => "On-premises id",
    }
}

pub(super) fn meaning(claim: EntraClaim) -> &'static str {
    match claim {
        EntraClaim::Tid => "The tenant's id: the organization that the account belongs to.",
        EntraClaim::Oid => {
            "The id of the user or application in its tenant, the same for every application there."
        }
        EntraClaim::Appid => "The application that requested the token (version 1.0 tokens).",
        EntraClaim::Appidacr | EntraClaim::Azpacr => {
            "How the application authenticated: `0` not at all, `1` with a secret, `2` with a \
             certificate."
        }
        EntraClaim::Upn => {
            "The user's name in the directory. It can change, so do not use it as a key."
        }
        EntraClaim::Ver => "The version of the token format: `1.0` or `2.0`.",
        EntraClaim::Idtyp => "What the subject is: `app` for an application, `user` for a person.",
        EntraClaim::Scp => {
            "What the application may do on behalf of the user, as names separated by spaces."
        }
        EntraClaim::Rh | EntraClaim::Aio => "For Microsoft's internal use. Do not rely on it.",
        EntraClaim::Uti => "The token's id, which the sign-in logs also record.",
        EntraClaim::XmsMirid => "The Azure resource of the managed identity.",
        EntraClaim::XmsCc => {
            "What the client can do, such as answer a request for stronger authentication."
        }
        EntraClaim::UniqueName => {
            "A name to display. It may not be unique, so do not use it as a key (version 1.0 \
             tokens)."
        }
        EntraClaim::Idp => {
            "The identity provider that authenticated the user, if not the tenant itself."
        }
        EntraClaim::Wids => "The user's roles across the whole tenant.",
        EntraClaim::Hasgroups => "The user belongs to more groups than fit into the token.",
        EntraClaim::Ipaddr => "The address that the user signed in from.",
        EntraClaim::Deviceid => "The id of the device that the user signed in from.",
        EntraClaim::OnpremSid => {
            "The user's security identifier in the organization's own directory."
        }
    }
}
