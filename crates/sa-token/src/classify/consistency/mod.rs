//! What the header and the claims contradict, leave out, or should make a reader think.
use super::Classification;
use crate::Reading;
use crate::finding::Draft;
pub(super) fn findings(_reading: &Reading<'_>, _class: &Classification) -> Vec<Draft> {
    Vec::new()
}
