//! The way back: from a text that was derived (cleaned, joined, decoded) to the bytes of the paste.

use std::ops::Range;
use std::rc::Rc;

use crate::report::Span;

/// A value that stands on more ranges than this is given as one range around them all: a token
/// wrapped after every character would otherwise cost its length once for every level of nesting.
pub(crate) const MAX_RANGES: usize = 1024;

/// A piece of a derived text and where it came from. Pieces of equal length map byte by byte;
/// others, such as an escape, map as a whole.
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
    /// Adds `length` derived bytes made from the bytes `from` of the origin.
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

    /// The piece that a derived byte lies in, and those behind it.
    fn at(&self, byte: usize) -> &[Piece] {
        let first = self.pieces.partition_point(|piece| piece.at + piece.length <= byte);
        self.pieces.get(first..).unwrap_or_default()
    }

    /// Where nothing stands: right behind what is before it, wherever the text goes on.
    fn place(&self, at: usize) -> usize {
        let before = self.at(at.saturating_sub(1)).first().or_else(|| self.pieces.last());
        before.map_or(0, |piece| match at - piece.at {
            inside if inside >= piece.length => piece.from + piece.from_length,
            inside if piece.length == piece.from_length => piece.from + inside,
            _ => piece.from,
        })
    }

    /// Where a range came from that lies in one piece, which most do.
    fn map_one(&self, range: &Range<usize>) -> Option<Range<usize>> {
        if range.is_empty() {
            let place = self.place(range.start);
            return Some(place..place);
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
            let place = self.place(range.start);
            mapped.push(place..place);
        }
    }
}

/// Ranges in order, merged where they touch, and one hull once there are too many.
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
            // The parts of a JSON serialization may have any order: what stands before is no part.
            Some(last) if (last.start..=last.end).contains(&range.start) => {
                last.end = last.end.max(range.end);
            }
            _ => self.ranges.push(range),
        }
    }
}

/// How a text was derived from the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Layer {
    /// Pieces of it.
    Pieces(Pieces),
    /// Its base64 decoding: three bytes from four characters.
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

/// The base64 characters that hold these bytes.
fn characters_of(bytes: &Range<usize>) -> Range<usize> {
    bytes.start * 4 / 3..(bytes.end * 4).div_ceil(3)
}

/// The chain of derivations from a text back to the paste.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Origin(Option<Rc<(Layer, Self)>>);

impl Origin {
    /// The origin of a text made of pieces of this one.
    pub(crate) fn pieces(&self, pieces: Pieces) -> Self {
        Self(Some(Rc::new((Layer::Pieces(pieces), self.clone()))))
    }

    /// The origin of this text's base64 decoding.
    pub(crate) fn base64(&self) -> Self {
        Self(Some(Rc::new((Layer::Base64, self.clone()))))
    }

    /// The bytes of the paste that the bytes `range` of the text came from.
    pub(crate) fn ranges(&self, mut range: Range<usize>) -> Vec<Span> {
        let mut origin = self;
        while let Some((layer, next)) = origin.0.as_deref()
            && let Some(mapped) = layer.map_one(&range)
        {
            range = mapped;
            origin = next;
        }
        if origin.0.is_none() {
            return vec![[range.start, range.end]];
        }
        let mut ranges = vec![range];
        while let Some((layer, next)) = origin.0.as_deref() {
            let mut mapped = Ranges::default();
            for range in &ranges {
                match layer {
                    Layer::Pieces(pieces) => pieces.map(range, &mut mapped),
                    Layer::Base64 => mapped.push(characters_of(range)),
                }
            }
            ranges = mapped.ranges;
            origin = next;
        }
        let mut spans = Vec::with_capacity(ranges.len());
        for range in ranges {
            spans.push([range.start, range.end]);
        }
        spans
    }

    /// The first and one past the last byte of the paste that `range` came from.
    pub(crate) fn hull(&self, range: Range<usize>) -> Range<usize> {
        let (mut start, mut end) = (usize::MAX, 0);
        // A JSON serialization may have its parts in any order.
        for [first, past] in self.ranges(range) {
            start = start.min(first);
            end = end.max(past);
        }
        start.min(end)..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_lead_back() {
        let mut pieces = Pieces::default();
        pieces.push(3, 2..5);
        pieces.push(1, 5..8); // an escape
        pieces.push(2, 8..10);
        pieces.push(2, 20..22);
        let origin = Origin::default().pieces(pieces);
        assert_eq!(origin.ranges(0..3), [[2, 5]]);
        assert_eq!(origin.ranges(3..4), [[5, 8]]);
        assert_eq!(origin.ranges(1..5), [[3, 9]]);
        assert_eq!(origin.ranges(0..8), [[2, 10], [20, 22]]);
        assert_eq!(origin.ranges(2..2), [[4, 4]]);
        assert_eq!(origin.ranges(6..6), [[10, 10]], "not where the next one begins");
        assert_eq!(origin.ranges(8..8), [[22, 22]]);
    }

    #[test]
    fn what_stands_between_two_pieces_is_in_neither() {
        for gap in 1..10 {
            let mut pieces = Pieces::default();
            pieces.push(5, 2..7);
            pieces.push(5, 7 + gap..12 + gap);
            let origin = Origin::default().pieces(pieces);
            assert_eq!(origin.ranges(0..10), [[2, 7], [7 + gap, 12 + gap]]);
        }
    }

    #[test]
    fn base64_leads_back_to_the_characters_that_hold_a_byte() {
        let origin = Origin::default().base64();
        assert_eq!(origin.ranges(0..1), [[0, 2]]);
        assert_eq!(origin.ranges(1..2), [[1, 3]]);
        assert_eq!(origin.ranges(2..3), [[2, 4]]);
        assert_eq!(origin.ranges(0..6), [[0, 8]]);
    }

    #[test]
    fn too_many_ranges_become_one_around_them() {
        for (count, expected) in [(MAX_RANGES, MAX_RANGES), (MAX_RANGES + 1, 1)] {
            let mut pieces = Pieces::default();
            for index in 0..count {
                pieces.push(1, index * 2..index * 2 + 1);
            }
            let ranges = Origin::default().pieces(pieces).ranges(0..count);
            assert_eq!(ranges.len(), expected);
            assert_eq!(ranges.last().map(|range| range[1]), Some(count * 2 - 1));
        }
    }
}
