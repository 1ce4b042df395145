//! Source maps: from a derived text (normalized, joined, decoded) back to the bytes of the paste.

use std::ops::Range;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

/// Bytes of a text, from `start` up to and without `end`. In JSON `[start, end]`.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(from = "[usize; 2]", into = "[usize; 2]")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// Returns the span from `start` up to and without `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Returns the span as a range, to slice with.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl From<[usize; 2]> for Span {
    fn from([start, end]: [usize; 2]) -> Self {
        Self::new(start, end)
    }
}

impl From<Span> for [usize; 2] {
    fn from(span: Span) -> Self {
        [span.start, span.end]
    }
}

/// So that a test can write the spans that it expects as the JSON has them.
impl PartialEq<[usize; 2]> for Span {
    fn eq(&self, other: &[usize; 2]) -> bool {
        <[usize; 2]>::from(*self) == *other
    }
}

/// The most ranges that one value is given as; beyond that it gets one range around them all.
/// Otherwise a token wrapped after every character would cost its length once for every level of
/// nesting.
pub(crate) const MAX_RANGES: usize = 1024;

/// A piece of a derived text, and the bytes of the source that it was made from. If both have the
/// same length, they map byte by byte; otherwise, as with an escape, the piece maps as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    at: usize,
    length: usize,
    from: usize,
    from_length: usize,
}

/// The pieces of a derived text, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pieces {
    pieces: Vec<Piece>,
    length: usize,
}

impl Pieces {
    /// Adds `length` derived bytes that were made from the bytes `from` of the source.
    pub(crate) fn push(&mut self, length: usize, from: Range<usize>) {
        let at = self.length;
        self.length += length;
        if let Some(last) = self.pieces.last_mut() {
            let equal = last.length == last.from_length && length == from.len();
            if equal && last.from + last.from_length == from.start {
                last.length += length;
                last.from_length += length;
                return;
            }
        }
        self.pieces.push(Piece { at, length, from: from.start, from_length: from.len() });
    }

    /// Returns the piece that holds a derived byte, and all pieces after it.
    fn at(&self, byte: usize) -> &[Piece] {
        let first = self.pieces.partition_point(|piece| piece.at + piece.length <= byte);
        self.pieces.get(first..).unwrap_or_default()
    }

    /// Returns the source offset of an empty range: the end of what precedes it, even if the next
    /// piece comes from somewhere else.
    fn offset(&self, at: usize) -> usize {
        let before = self.at(at.saturating_sub(1)).first().or_else(|| self.pieces.last());
        before.map_or(0, |piece| match at - piece.at {
            inside if inside >= piece.length => piece.from + piece.from_length,
            inside if piece.length == piece.from_length => piece.from + inside,
            _ => piece.from,
        })
    }

    /// Returns the source of a range that lies in one piece, as most do.
    fn map_one(&self, range: &Range<usize>) -> Option<Range<usize>> {
        if range.is_empty() {
            let offset = self.offset(range.start);
            return Some(offset..offset);
        }
        let piece = self.at(range.start).first()?;
        let inside = range.end <= piece.at + piece.length && piece.length == piece.from_length;
        let start = range.start.checked_sub(piece.at)? + piece.from;
        inside.then(|| start..start + range.len())
    }

    fn map(&self, range: &Range<usize>, mapped: &mut Ranges) {
        for piece in self.at(range.start) {
            if piece.at >= range.end {
                break;
            }
            if piece.length == piece.from_length {
                let start = range.start.saturating_sub(piece.at);
                let end = range.end.min(piece.at + piece.length) - piece.at;
                mapped.push(piece.from + start..piece.from + end.max(start));
            } else {
                mapped.push(piece.from..piece.from + piece.from_length);
            }
        }
        if mapped.ranges.is_empty() {
            let offset = self.offset(range.start);
            mapped.push(offset..offset);
        }
    }
}

/// Ranges in order, merged where they touch. Too many collapse into one range around them.
#[derive(Default)]
struct Ranges {
    ranges: Vec<Range<usize>>,
}

impl Ranges {
    fn push(&mut self, range: Range<usize>) {
        if self.ranges.len() >= MAX_RANGES {
            let start = self.ranges.iter().map(|own| own.start).fold(range.start, usize::min);
            let end = self.ranges.iter().map(|own| own.end).fold(range.end, usize::max);
            self.ranges.clear();
            self.ranges.push(start..end);
            return;
        }
        match self.ranges.last_mut() {
            // Not simply `start <= last.end`: a JSON serialization may list its parts in any order.
            Some(last) if (last.start..=last.end).contains(&range.start) => {
                last.end = last.end.max(range.end);
            }
            _ => self.ranges.push(range),
        }
    }
}

/// How a text was derived from the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Layer {
    /// It was put together from pieces.
    Pieces(Pieces),
    /// It was decoded from base64: three bytes from four characters.
    Base64,
}

impl Layer {
    fn map_one(&self, range: &Range<usize>) -> Option<Range<usize>> {
        match self {
            Self::Pieces(pieces) => pieces.map_one(range),
            Self::Base64 => Some(characters_of(range)),
        }
    }
}

/// Returns the base64 characters that encode these bytes.
fn characters_of(bytes: &Range<usize>) -> Range<usize> {
    bytes.start * 4 / 3..(bytes.end * 4).div_ceil(3)
}

/// The chain of derivations from a text back to the paste. The default is that of the paste itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SourceMap(Option<Rc<(Layer, Self)>>);

impl SourceMap {
    /// Returns the map of a text that is put together from pieces of this one.
    pub(crate) fn pieces(&self, pieces: Pieces) -> Self {
        Self(Some(Rc::new((Layer::Pieces(pieces), self.clone()))))
    }

    /// Returns the map of what this text decodes to from base64.
    pub(crate) fn base64(&self) -> Self {
        Self(Some(Rc::new((Layer::Base64, self.clone()))))
    }

    /// Returns the bytes of the paste that the bytes `range` of the text came from.
    pub(crate) fn ranges(&self, mut range: Range<usize>) -> Vec<Span> {
        let mut map = self;
        while let Some((layer, next)) = map.0.as_deref()
            && let Some(mapped) = layer.map_one(&range)
        {
            range = mapped;
            map = next;
        }
        if map.0.is_none() {
            return vec![range.into()];
        }
        let mut ranges = vec![range];
        while let Some((layer, next)) = map.0.as_deref() {
            let mut mapped = Ranges::default();
            for range in &ranges {
                match layer {
                    Layer::Pieces(pieces) => pieces.map(range, &mut mapped),
                    Layer::Base64 => mapped.push(characters_of(range)),
                }
            }
            ranges = mapped.ranges;
            map = next;
        }
        ranges.into_iter().map(Span::from).collect()
    }

    /// Returns the one range of the paste that encloses everything `range` came from.
    pub(crate) fn hull(&self, range: Range<usize>) -> Range<usize> {
        let (mut start, mut end) = (usize::MAX, 0);
        // Not the first and the last: a JSON serialization may list its parts in any order.
        for span in self.ranges(range) {
            start = start.min(span.start);
            end = end.max(span.end);
        }
        start.min(end)..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derived_ranges_map_back_to_their_pieces() {
        let mut pieces = Pieces::default();
        pieces.push(3, 2..5);
        pieces.push(1, 5..8); // an escape
        pieces.push(2, 8..10);
        pieces.push(2, 20..22);
        let map = SourceMap::default().pieces(pieces);
        assert_eq!(map.ranges(0..3), [[2, 5]]);
        assert_eq!(map.ranges(3..4), [[5, 8]]);
        assert_eq!(map.ranges(1..5), [[3, 9]]);
        assert_eq!(map.ranges(0..8), [[2, 10], [20, 22]]);
        assert_eq!(map.ranges(2..2), [[4, 4]]);
        assert_eq!(map.ranges(6..6), [[10, 10]], "not where the next one begins");
        assert_eq!(map.ranges(8..8), [[22, 22]]);
    }

    #[test]
    fn bytes_between_two_pieces_belong_to_neither() {
        for gap in 1..10 {
            let mut pieces = Pieces::default();
            pieces.push(5, 2..7);
            pieces.push(5, 7 + gap..12 + gap);
            let map = SourceMap::default().pieces(pieces);
            assert_eq!(map.ranges(0..10), [[2, 7], [7 + gap, 12 + gap]]);
        }
    }

    #[test]
    fn a_decoded_byte_maps_to_the_characters_that_encode_it() {
        let map = SourceMap::default().base64();
        assert_eq!(map.ranges(0..1), [[0, 2]]);
        assert_eq!(map.ranges(1..2), [[1, 3]]);
        assert_eq!(map.ranges(2..3), [[2, 4]]);
        assert_eq!(map.ranges(0..6), [[0, 8]]);
    }

    #[test]
    fn too_many_ranges_collapse_into_one() {
        for (count, expected) in [(MAX_RANGES, MAX_RANGES), (MAX_RANGES + 1, 1)] {
            let mut pieces = Pieces::default();
            for index in 0..count {
                pieces.push(1, index * 2..index * 2 + 1);
            }
            let ranges = SourceMap::default().pieces(pieces).ranges(0..count);
            assert_eq!(ranges.len(), expected);
            assert_eq!(ranges.last().map(|range| range.end), Some(count * 2 - 1));
        }
    }
}
