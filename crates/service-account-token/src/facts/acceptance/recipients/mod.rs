//! The recipients beside the API server.

mod alibaba;
mod aws;
mod context;
mod entra;
mod federation;
mod go_oidc;
mod google;
mod istio;
mod libraries;
mod models;
mod named;
mod pasted;
mod review;
mod times;
mod vault;

pub(super) use pasted::check_of;

use super::settings::Settings;
use super::walk::Walk;
use crate::facts::conclusions::Facts;
use crate::facts::reading::Reading;

/// The function of each recipient.
pub(super) const WALKS: &[fn(&Reading<'_>, &Facts, &Settings) -> Walk] = &[
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
    go_oidc::sigstore,
    istio::walk,
    review::istio_ca,
    review::linkerd,
    review::spire,
    review::dapr,
    go_oidc::knative,
    go_oidc::argo_cd,
    libraries::keycloak,
    go_oidc::walk,
    libraries::jose,
    libraries::spring,
    libraries::pyjwt,
];
