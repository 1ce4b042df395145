//! Finds tokens in a text with documents, and in the documents inside it.
//!
//! What several tokens have around them is read once: a long document with many tokens costs no more
//! than its length.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::kubernetes::objects::LAST_APPLIED;
use crate::paste::{Candidate, Form, withhold};

use super::certificate::{Certificate, Clusters};
use super::kubeconfig::{Kubeconfig, Login};
use super::layer::{Layer, MAX_STEPS};
use super::place::{Place, SecretField, Step};
use super::statement::{self, Statement};
use super::tree::{Key, NodeId};

/// A text with documents, and what is known about them.
pub(super) struct Level<'t> {
    pub(super) layer: Layer<'t>,
    /// The text is in base64.
    base64: bool,
    /// What each object says.
    objects: BTreeMap<NodeId, Vec<Statement>>,
    /// What is beside the tokens of each mapping.
    expirations: BTreeMap<NodeId, Option<Statement>>,
    /// The certificate in each Secret.
    certificates: BTreeMap<NodeId, Option<Certificate>>,
    /// The clusters of the kubeconfigs, once a Secret has a certificate to compare.
    clusters: Option<Clusters>,
    /// The kubeconfigs, by their root.
    kubeconfigs: BTreeMap<NodeId, Kubeconfig>,
    /// The user of each mapping of a kubeconfig.
    logins: BTreeMap<NodeId, Option<Login>>,
    /// The value that was decoded last, and the documents in it. Tokens come in the order of the text.
    inside: Option<(NodeId, Option<Box<Level<'static>>>)>,
}

impl<'t> Level<'t> {
    pub(super) fn new(layer: Layer<'t>, base64: bool) -> Self {
        Self {
            layer,
            base64,
            objects: BTreeMap::new(),
            expirations: BTreeMap::new(),
            certificates: BTreeMap::new(),
            clusters: None,
            kubeconfigs: BTreeMap::new(),
            logins: BTreeMap::new(),
            inside: None,
        }
    }

    /// Returns the place of a token.
    pub(super) fn find(&mut self, candidate: &Candidate) -> Option<Place> {
        let mut place = Place::default();
        self.go(&candidate.hull(), &mut place);
        if place.steps.is_empty() {
            return None;
        }
        place.wrap(&candidate.encoding);
        Some(place)
    }

    /// Adds the steps to a token.
    fn go(&mut self, hull: &Range<usize>, place: &mut Place) {
        let Some(scalar) = self.layer.scalar_at(hull) else { return };
        self.step(scalar, place);
        if place.steps.len() == MAX_STEPS {
            return;
        }
        if self.inside.as_ref().is_none_or(|(of, _)| *of != scalar) {
            let inside = self.layer.inside(scalar);
            let inside = inside.map(|(layer, base64)| Box::new(Level::new(layer, base64)));
            self.inside = Some((scalar, inside));
        }
        if let Some((_, Some(inside))) = &mut self.inside {
            inside.go(hull, place);
        }
    }

    /// Adds the step to a value, and what is around the value.
    fn step(&mut self, scalar: NodeId, place: &mut Place) {
        let Some((root, notation, form)) =
            self.layer.root_of(scalar).map(|root| (root.node, root.notation, root.form))
        else {
            return;
        };
        let mut path = self.layer.tree.path(scalar);
        place.last_applied |=
            path.iter().any(|key| matches!(key, Key::Name(name) if name == LAST_APPLIED));
        self.around(scalar, &path, place);
        if let Some(parent) = self.layer.tree.parent(scalar) {
            let layer = &self.layer;
            let expiration = self.expirations.entry(parent);
            let expiration = expiration.or_insert_with(|| statement::expiration(layer, parent));
            place.statements.extend(expiration.clone());
            if form == Some(Form::Kubeconfig) {
                let read = || Kubeconfig::read(layer, root);
                let kubeconfig = self.kubeconfigs.entry(root).or_insert_with(read);
                let login = self.logins.entry(parent);
                place.login = login.or_insert_with(|| kubeconfig.login(layer, parent)).clone();
            }
        }
        for key in &mut path {
            if let Key::Name(name) = key
                && withhold::is_secret(name)
            {
                *name = "…".to_owned();
            }
        }
        place.steps.push(Step { notation, base64: self.base64, path });
    }

    /// Adds the object around a value, and what it says.
    fn around(&mut self, scalar: NodeId, path: &[Key], place: &mut Place) {
        let Some((node, object)) = self.layer.object_around(scalar) else { return };
        if place.object.is_none() || object.name.is_some() {
            place.object = Some(object.clone());
        }
        if object.is("Secret") {
            let depth = self.layer.tree.ancestors(node).skip(1).count();
            place.field = match path.get(depth) {
                Some(Key::Name(name)) if name == "data" => Some(SecretField::Data),
                Some(Key::Name(name)) if name == "stringData" => Some(SecretField::StringData),
                _ => place.field,
            };
            let layer = &self.layer;
            let clusters = self.clusters.get_or_insert_with(|| Clusters::read(layer));
            let certificate = self.certificates.entry(node);
            place.certificate = certificate.or_insert_with(|| clusters.beside(layer, node)).clone();
        }
        let statements = self.objects.entry(node);
        let statements =
            statements.or_insert_with(|| statement::of_object(&self.layer, node, object));
        place.statements.extend_from_slice(statements);
    }
}
