//! DER, as far as public keys need it (X.690 §8 and §10): each element is a tag, a length and contents.

/// The tag of an INTEGER.
pub(super) const INTEGER: u8 = 0x02;
/// The tag of a BIT STRING.
pub(super) const BIT_STRING: u8 = 0x03;
/// The tag of an OCTET STRING.
pub(super) const OCTET_STRING: u8 = 0x04;
/// The tag of NULL.
pub(super) const NULL: u8 = 0x05;
/// The tag of an OBJECT IDENTIFIER.
pub(super) const OBJECT_IDENTIFIER: u8 = 0x06;
/// The tag of a SEQUENCE.
pub(super) const SEQUENCE: u8 = 0x30;
/// The tag of a certificate's version, `[0]`.
pub(super) const VERSION: u8 = 0xa0;

/// One element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Element<'b> {
    pub(super) tag: u8,
    pub(super) contents: &'b [u8],
}

/// Elements, one after the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Elements<'b> {
    rest: &'b [u8],
}

impl<'b> Elements<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Returns the elements of the one SEQUENCE that these bytes are.
    pub(super) fn of_sequence(bytes: &'b [u8]) -> Option<Self> {
        let mut outer = Self::new(bytes);
        let inner = outer.sequence()?;
        outer.is_at_end().then_some(inner)
    }

    /// Returns the elements of the first element of these bytes, which may be cut off.
    pub(super) fn after_header(bytes: &'b [u8]) -> Option<Self> {
        let (_, after_tag) = bytes.split_first()?;
        let (&first, rest) = after_tag.split_first()?;
        let more = if first >= 0x80 { usize::from(first & 0x7f) } else { 0 };
        rest.get(more..).map(Self::new)
    }

    /// Returns true if nothing is left.
    pub(super) fn is_at_end(self) -> bool {
        self.rest.is_empty()
    }

    /// Returns the next element without reading it.
    pub(super) fn peek(mut self) -> Option<Element<'b>> {
        self.next()
    }

    /// Reads an element with this tag, and returns its contents.
    pub(super) fn expect(&mut self, tag: u8) -> Option<&'b [u8]> {
        let mut after = *self;
        let element = after.next().filter(|element| element.tag == tag)?;
        *self = after;
        Some(element.contents)
    }

    /// Reads a SEQUENCE, and returns its elements.
    pub(super) fn sequence(&mut self) -> Option<Self> {
        self.expect(SEQUENCE).map(Self::new)
    }

    /// Reads an INTEGER that is not negative, and returns its bytes without leading zeros.
    pub(super) fn natural(&mut self) -> Option<&'b [u8]> {
        let bytes = self.expect(INTEGER)?;
        let is_natural = bytes.first().is_some_and(|first| first & 0x80 == 0);
        is_natural.then(|| without_zeros(bytes))
    }

    /// Reads a BIT STRING of whole bytes.
    pub(super) fn bits(&mut self) -> Option<&'b [u8]> {
        self.expect(BIT_STRING)?.strip_prefix(&[0])
    }
}

impl<'b> Iterator for Elements<'b> {
    type Item = Element<'b>;

    /// Reads the next element. None at the end, and where the bytes are no DER.
    fn next(&mut self) -> Option<Element<'b>> {
        let (&tag, after_tag) = self.rest.split_first()?;
        let (&first, mut rest) = after_tag.split_first()?;
        let mut length = usize::from(first);
        if first >= 0x80 {
            // More than four bytes of length are no key.
            let (bytes, after) = rest.split_at_checked(usize::from(first & 0x7f))?;
            if bytes.is_empty() || bytes.len() > 4 {
                return None;
            }
            length = bytes.iter().fold(0, |length, &byte| length << 8 | usize::from(byte));
            rest = after;
        }
        let (contents, rest) = rest.split_at_checked(length)?;
        self.rest = rest;
        Some(Element { tag, contents })
    }
}

/// Returns a number's bytes without zeros before them.
pub(super) fn without_zeros(bytes: &[u8]) -> &[u8] {
    let zeros = bytes.iter().take_while(|&&byte| byte == 0).count();
    bytes.get(zeros..).unwrap_or_default()
}

/// Writes an element.
pub(super) fn element(tag: u8, contents: &[&[u8]]) -> Vec<u8> {
    let length: usize = contents.iter().map(|part| part.len()).sum();
    let mut bytes = vec![tag];
    match u8::try_from(length) {
        Ok(short @ ..0x80) => bytes.push(short),
        _ => {
            let length = length.to_be_bytes();
            let length = without_zeros(&length);
            // A `usize` has eight bytes at most.
            bytes.push(0x80 | length.len() as u8);
            bytes.extend_from_slice(length);
        }
    }
    for part in contents {
        bytes.extend_from_slice(part);
    }
    bytes
}

/// Writes an INTEGER, from a number's bytes without leading zeros.
pub(super) fn natural(bytes: &[u8]) -> Vec<u8> {
    let has_sign_bit = bytes.first().is_none_or(|first| first & 0x80 != 0);
    let zero: &[u8] = if has_sign_bit { &[0] } else { &[] };
    element(INTEGER, &[zero, bytes])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_elements_are_read() {
        for length in [0, 1, 127, 128, 255, 256, 65536] {
            let contents = vec![7; length];
            let bytes = element(OCTET_STRING, &[&contents]);
            let mut elements = Elements::new(&bytes);
            assert_eq!(elements.expect(OCTET_STRING), Some(contents.as_slice()), "{length}");
            assert!(elements.is_at_end());
        }
        assert_eq!(element(OCTET_STRING, &[&[0; 128]])[..3], [4, 0x81, 128]);
        assert_eq!(element(OCTET_STRING, &[&[0; 300]])[..4], [4, 0x82, 1, 44]);
    }

    #[test]
    fn numbers_have_a_zero_where_they_would_be_negative() {
        for (bytes, der) in
            [(&[][..], &[2, 1, 0][..]), (&[1], &[2, 1, 1]), (&[0x80], &[2, 2, 0, 0x80])]
        {
            assert_eq!(natural(bytes), der);
            assert_eq!(Elements::new(der).natural(), Some(bytes));
        }
        assert_eq!(Elements::new(&[2, 1, 0x80]).natural(), None);
    }

    #[test]
    fn bytes_that_are_no_der_end_the_elements() {
        for bytes in
            [&[][..], &[0x30], &[0x30, 1], &[0x30, 0x80, 0, 0], &[0x30, 0x85, 0, 0, 0, 0, 0]]
        {
            assert_eq!(Elements::new(bytes).next(), None, "{bytes:?}");
        }
        assert!(Elements::of_sequence(&[0x30, 0, 0]).is_none());
        assert!(Elements::of_sequence(&[0x30, 0]).is_some());
    }
}
