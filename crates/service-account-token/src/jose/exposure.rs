//! Which bytes of the paste a page may show of a token, and which it must cover.

use crate::document::CoveredKind;
use crate::paste::WithheldReason;
use crate::text::source_map::{SourceMap, Span};

use super::json::Json;
use super::serialization::PartName;
use super::token::Jose;

/// The bytes of a token in the paste.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Exposure {
    /// The parts that hold readable JSON.
    pub(crate) shown: Vec<Span>,
    /// What must be covered, also where it is in a part that is shown.
    pub(crate) hidden: Vec<(Span, CoveredKind)>,
}

impl Jose {
    /// Returns which bytes of the paste may be shown.
    pub(crate) fn exposure(&self) -> Exposure {
        let mut exposure = Exposure::default();
        for (name, range) in &self.parts {
            let spans = self.map.ranges(range.clone());
            let json = match name {
                PartName::Header => Some(&self.header),
                PartName::Payload => Some(&self.payload),
                _ => None,
            };
            if json.is_some_and(|json| json.object().is_some()) {
                exposure.shown.extend(spans);
                continue;
            }
            let what = match name {
                PartName::Signature => CoveredKind::Signature,
                _ => CoveredKind::Token,
            };
            exposure.hidden.extend(spans.into_iter().map(|span| (span, what)));
        }
        exposure.withhold(&self.header, &self.header_map);
        exposure.withhold(&self.payload, &self.payload_map);
        exposure
    }
}

impl Exposure {
    fn withhold(&mut self, json: &Json, map: &SourceMap) {
        for (mark, reason) in json.withheld_places() {
            let what = match reason {
                WithheldReason::Token => CoveredKind::Token,
                WithheldReason::PrivateKey => CoveredKind::PrivateKey,
                WithheldReason::Credential => CoveredKind::Credential,
                WithheldReason::Opaque => CoveredKind::Opaque,
            };
            self.hidden.extend(map.ranges(mark).into_iter().map(|span| (span, what)));
        }
    }
}
