//! The codes of the report that are no findings, version 1: what each means, and that none is renamed
//! or taken away by accident.
//!
//! `docs/report-codes.md` is written from these lists:
//! `UPDATE_DOCS=1 cargo test -p service-account-token --test report_codes`. Something new is added to them; a list
//! that gets shorter is version 2.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use service_account_token::{Options, inspect};

/// A list: its member of the report, what is said of it, and each code with its meaning.
type List = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const EVIDENCE: List = (
    "evidence[].code",
    "Of an `other` token the one code is that of `identified_as`.",
    &[
        // Its shape.
        ("legacy_claims", "The flat claims of a token kept in a Secret."),
        ("nested_kubernetes_claim", "The object `kubernetes.io` of a token from TokenRequest."),
        ("legacy_issuer", "`iss` is the one of tokens kept in Secrets."),
        ("issuer_disagrees", "`iss` is that of the other kind of token."),
        ("subject", "`sub` is the user name of a service account."),
        // The Secret of a legacy token.
        ("secret_name_generated", "The Secret's name is as Kubernetes generates it."),
        (
            "secret_name_generated_old",
            "The Secret's name may be as very old releases generated it.",
        ),
        ("secret_name_tool", "The Secret's name is as a tool chooses it."),
        ("secret_name_chosen", "The Secret's name is none that Kubernetes generates."),
        // What a bound token is tied to.
        ("bound_to_pod", "It names a Pod."),
        ("bound_to_secret", "It names a Secret."),
        ("bound_to_node", "It names a Node and no Pod."),
        ("bound_to_webhook", "It names a webhook configuration."),
        ("bound_to_nothing", "It names no object."),
        ("binding_unknown", "What it names cannot be read."),
        // Its lifetime.
        ("extended", "It was asked for with 3607 s and extended."),
        ("kube_api_access", "That is what the volume in every Pod asks for."),
        ("extended_lifetime", "How long the extension made it."),
        ("webhook_lifetime", "The lifetime of every webhook token."),
        ("injected_not_extended", "3607 s, and the extension is switched off."),
        ("not_extended_audience", "3607 s, and for others than the API server."),
        ("controller_manager_client", "The default, for a controller's account."),
        ("default_lifetime", "The default: 3600 s."),
        ("minimum_lifetime", "The least that can be asked for: 600 s."),
        ("eks_webhook_lifetime", "What the EKS webhook asks for."),
        ("day_lifetime", "A day, as asked for or as EKS and AKS cut it."),
        ("gke_cap", "Two days, as asked for or as GKE cuts it."),
        ("year_requested", "365 days that somebody asked for."),
        ("ten_years_requested", "Ten years that somebody asked for."),
        ("maximum_lifetime", "The most that can be asked for: 2^32 s."),
        // Its audience.
        ("audience_given", "An audience of the API server, as the caller said."),
        ("audience_is_issuer", "The audience is the issuer."),
        ("audience_default", "A usual audience of the API server."),
        ("audience_other_issuer", "It looks like another issuer of the same cluster."),
        ("audience_extended", "Only the extension tells that it is the API server's."),
        ("audience_webhook", "The audience of the webhook that the claims name."),
        ("audience_known", "A known party asks for this audience."),
        ("audience_unknown", "Nobody who is known asks for this audience."),
        // Who signed it.
        ("signer_key_file", "Its header is as Kubernetes writes it with a key file."),
        ("signer_key_file_old", "The same, of an old release."),
        ("signer_external", "Its header is as an external signer writes it."),
        ("signer_eks", "Its header is as EKS' own signer writes it."),
        ("signer_provider", "Its header is as some platform's own signer writes it."),
        // Which platform.
        ("issuer_pattern", "`iss` fits platforms."),
        ("issuer_resembles", "`iss` resembles that of a platform, and is none."),
        // Which release.
        ("releases_contradict", "No release writes what it has beside what it lacks."),
        ("auto_generation_stopped", "Such Secrets are generated up to 1.23."),
        ("typ_without_kid", "`typ` without `kid` is written up to 1.9."),
        ("kid_empty", "An empty `kid` is written from 1.10 to 1.15."),
        ("kid_present", "A `kid` is written since 1.16."),
        ("token_request", "TokenRequest exists since 1.10."),
        ("warnafter_since", "`warnafter` is written since 1.19."),
        ("extension_cut_since", "A signer's maximum cuts the extension since 1.32."),
        ("jti_present", "`jti` is written since 1.29."),
        ("jti_absent", "`jti` is always written since 1.32."),
        ("node_present", "A Node is named since 1.29."),
        ("webhook_claims", "Webhook tokens exist since 1.37."),
        ("external_signer_since", "External signers exist since 1.32."),
    ],
);

const IDENTIFIED: List = (
    "identified_as.code",
    "What an `other` token is.",
    &[
        ("kubernetes-incomplete", "It has a `kubernetes.io` object, but not all that is in one."),
        ("service-account-look-alike", "Only its `sub` is that of a service account."),
        ("kubernetes-cut", "A piece of a service account token."),
        ("kubernetes-damaged", "A damaged service account token."),
        ("jwt-cut", "A piece of a token."),
        ("jwt-damaged", "A damaged token."),
        ("unread-payload", "A token whose payload could not be read."),
        ("jwe", "An encrypted token."),
        ("spiffe-jwt-svid", "A SPIFFE JWT-SVID."),
        ("github-actions", "A token of GitHub Actions."),
        ("gitlab-ci", "An ID token of GitLab CI."),
        ("google-id-token", "A Google ID token."),
        ("entra", "A token of Microsoft Entra ID."),
        ("argocd", "A token of Argo CD."),
        ("dex-id-token", "An ID token of Dex."),
        ("oidc-id-token", "An ID token of OpenID Connect."),
        ("oauth-access-token", "An OAuth access token."),
        ("jwt", "None that is known."),
    ],
);

const PARTIES: List = (
    "variant.parties[].code",
    "Whom an audience names.",
    &[
        ("api-server", "The Kubernetes API server."),
        ("webhook", "An admission webhook."),
        ("aws-irsa", "AWS STS, for IAM roles for service accounts."),
        ("eks-pod-identity", "Amazon EKS Pod Identity."),
        ("gke-workload-identity", "GKE Workload Identity."),
        ("gcp-workload-identity-federation", "Google Cloud Workload Identity Federation."),
        ("azure-workload-identity", "Microsoft Entra Workload ID."),
        ("aks-identity-binding", "AKS identity bindings."),
        ("openshift-sts", "The cloud identity of OpenShift's operators."),
        ("alibaba-rrsa", "Alibaba Cloud RRSA."),
        ("ibm-cloud-iam", "IBM Cloud IAM."),
        ("vault", "HashiCorp Vault."),
        ("conjur", "CyberArk Conjur."),
        ("istio", "The certificate authority of an Istio mesh."),
        ("linkerd", "The identity service of Linkerd."),
        ("dapr", "Dapr Sentry."),
        ("envoy-gateway", "Envoy Gateway."),
        ("sigstore", "Sigstore."),
        ("spire", "A SPIRE server."),
        ("konnectivity", "A Konnectivity server."),
    ],
);

const PLATFORMS: List = (
    "variant.platforms[].name",
    "Whose issuer fits.",
    &[
        ("kubeadm", "kubeadm."),
        ("kind", "kind."),
        ("minikube", "minikube."),
        ("k3s", "k3s."),
        ("rke2", "RKE2."),
        ("k0s", "k0s."),
        ("microk8s", "MicroK8s."),
        ("kubespray", "Kubespray."),
        ("kops", "kOps."),
        ("openshift", "OpenShift."),
        ("microshift", "MicroShift."),
        ("rosa", "Red Hat OpenShift Service on AWS."),
        ("eks", "Amazon EKS."),
        ("gke", "Google Kubernetes Engine."),
        ("aks", "Azure Kubernetes Service."),
        ("huawei-cce", "Huawei Cloud Container Engine."),
        ("rancher", "Rancher."),
        ("docker-desktop", "Docker Desktop."),
        ("vcluster", "vCluster."),
        ("self-managed-aws", "A self-managed cluster on AWS."),
        ("self-managed-azure", "A self-managed cluster on Azure."),
    ],
);

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

fn document() -> String {
    let mut text = String::from(
        "# The report's other codes\n\
         \n\
         <!-- Written by crates/service-account-token/tests/report_codes.rs from the lists in it:\n     \
         UPDATE_DOCS=1 cargo test -p service-account-token --test report_codes -->\n\
         \n\
         What the codes of the report mean that are no [finding codes](finding-codes.md). Within \
         version 1 codes are added, never\nrenamed or taken away. Where they stand is told by \
         [report.md](report.md#token).\n",
    );
    for (member, about, codes) in [EVIDENCE, IDENTIFIED, PARTIES, PLATFORMS] {
        write!(text, "\n## {member}\n\n{about}\n\n| code | what |\n|---|---|\n").unwrap();
        for (code, what) in codes {
            writeln!(text, "| `{code}` | {what} |").unwrap();
        }
    }
    text
}

#[test]
fn the_documented_codes_are_those_of_the_lists() {
    let (path, expected) = (root().join("docs/report-codes.md"), document());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let written = fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    let how =
        "UPDATE_DOCS=1 cargo test -p service-account-token --test report_codes writes it anew";
    assert!(written == expected, "{how}");
}

/// Returns the texts that the functions `code` of a file return.
fn codes(path: &str) -> BTreeSet<String> {
    let path = root().join("crates/service-account-token/src").join(path);
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap().lines();
    let code: Vec<_> = code.filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let pieces: Vec<_> = code.split('"').collect();
    let arms = pieces.chunks(2).filter(|pair| pair[0].trim_end().ends_with("=>"));
    arms.filter_map(|pair| pair.get(1)).map(|&code| code.to_owned()).collect()
}

#[track_caller]
fn check((member, _, codes): List, found: BTreeSet<String>) {
    let listed: BTreeSet<_> = codes.iter().map(|(code, _)| (*code).to_owned()).collect();
    assert_eq!(listed.len(), codes.len(), "{member} lists one twice");
    assert_eq!(found, listed, "{member}");
}

#[test]
fn the_lists_are_those_of_the_code() {
    let evidence =
        ["facts/evidence.rs", "facts/lifetime.rs", "facts/origin.rs", "facts/versions.rs"];
    check(EVIDENCE, evidence.into_iter().flat_map(codes).collect());
    check(IDENTIFIED, codes("facts/identify.rs"));
    check(PARTIES, codes("kubernetes/parties.rs"));
    check(PLATFORMS, codes("kubernetes/platforms.rs"));
}

/// Texts of every sort: the examples, the samples and what the fuzzer begins with.
fn texts() -> Vec<Vec<u8>> {
    let folders = [
        "www/examples/tokens",
        "crates/service-account-token/tests/samples",
        "crates/service-account-token/fuzz/seeds/paste",
    ];
    let files = folders.iter().flat_map(|folder| {
        fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path())
    });
    files.map(|path| fs::read(path).unwrap()).collect()
}

#[test]
fn no_report_has_another_code() {
    let has = |(_, _, codes): List, code: &str| codes.iter().any(|(listed, _)| *listed == code);
    for text in texts() {
        let options = Options { now: Some(1_700_000_000), ..Options::default() };
        for token in inspect(&text, &options).tokens {
            let identified = token.identified_as.as_ref().map(|identified| &*identified.code);
            assert!(identified.is_none_or(|code| has(IDENTIFIED, code)), "{identified:?}");
            for evidence in &token.evidence {
                let code = &*evidence.code;
                assert!(identified == Some(code) || has(EVIDENCE, code), "{code}");
            }
            let Some(variant) = &token.variant else { continue };
            for party in &variant.parties {
                assert!(has(PARTIES, &party.code), "{}", party.code);
            }
            for platform in &variant.platforms {
                assert!(has(PLATFORMS, &platform.name), "{}", platform.name);
            }
        }
    }
}
