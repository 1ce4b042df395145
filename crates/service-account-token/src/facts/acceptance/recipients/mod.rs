//! The recipients beside the API server.

mod alibaba;
mod aws;
mod context;
mod entra;
mod federation;
mod go_oidc;
mod google;
mod istio;
mod keycloak;
mod libraries;
mod models;
mod named;
mod pasted;
mod review;
mod teleport;
mod times;
mod vault;

pub(super) use pasted::check_of;

use super::settings::Settings;
use super::walk::Walk;
use crate::facts::conclusions::Facts;
use crate::facts::reading::Reading;

/// Returns the walk of each recipient.
pub(super) fn walks(reading: &Reading<'_>, facts: &Facts, settings: &Settings) -> Vec<Walk> {
    let mut walks: Vec<Walk> = WALKS.iter().map(|walk| walk(reading, facts, settings)).collect();
    walks.extend(named::walks(reading, facts, settings));
    walks
}

/// The function of each recipient whose checks are known.
const WALKS: &[fn(&Reading<'_>, &Facts, &Settings) -> Walk] = &[
    aws::walk,
    review::pod_identity,
    google::walk,
    entra::walk,
    vault::kubernetes,
    vault::jwt,
    models::openai,
    models::claude,
    alibaba::walk,
    federation::databricks,
    federation::snowflake,
    federation::ibm,
    review::infisical,
    teleport::in_cluster,
    teleport::static_jwks,
    go_oidc::sigstore,
    istio::walk,
    review::istio_ca,
    review::linkerd,
    review::spire,
    review::dapr,
    go_oidc::knative,
    go_oidc::argo_cd,
    keycloak::walk,
    go_oidc::walk,
    libraries::jose,
    libraries::spring,
    libraries::pyjwt,
];
