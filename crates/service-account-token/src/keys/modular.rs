//! Arithmetic modulo a prime, just enough to ask whether a public key is a point on its curve.
//!
//! Nothing here is secret, so it may take as long as the numbers make it.

use std::cmp::Ordering;

/// The digits of a number: 576 bits hold the double of any number below 2^521.
const DIGITS: usize = 9;

/// A natural number, its highest digit first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Natural([u64; DIGITS]);

impl Natural {
    pub(super) const ZERO: Self = Self([0; DIGITS]);
    pub(super) const ONE: Self = Self([0, 0, 0, 0, 0, 0, 0, 0, 1]);

    /// Returns the number with these bytes, its highest byte first. Bytes beyond 576 bits are lost.
    pub(super) fn from_bytes(bytes: impl IntoIterator<Item = u8>) -> Self {
        bytes.into_iter().fold(Self::ZERO, |number, byte| {
            let mut carry = u64::from(byte);
            let mut number = number;
            for digit in number.0.iter_mut().rev() {
                (*digit, carry) = (*digit << 8 | carry, *digit >> 56);
            }
            number
        })
    }

    /// Returns the number with these hexadecimal digits.
    fn from_hex(hex: &str) -> Self {
        hex.bytes().fold(Self::ZERO, |number, digit| {
            let mut carry = u64::from(char::from(digit).to_digit(16).unwrap_or_default());
            let mut number = number;
            for digit in number.0.iter_mut().rev() {
                (*digit, carry) = (*digit << 4 | carry, *digit >> 60);
            }
            number
        })
    }

    fn plus(self, other: Self) -> Self {
        let mut sum = self;
        let mut carry = false;
        for (digit, other) in sum.0.iter_mut().zip(other.0).rev() {
            let (first, one) = digit.overflowing_add(other);
            let (second, two) = first.overflowing_add(u64::from(carry));
            (*digit, carry) = (second, one || two);
        }
        sum
    }

    fn minus(self, other: Self) -> Self {
        let mut difference = self;
        let mut borrow = false;
        for (digit, other) in difference.0.iter_mut().zip(other.0).rev() {
            let (first, one) = digit.overflowing_sub(other);
            let (second, two) = first.overflowing_sub(u64::from(borrow));
            (*digit, borrow) = (second, one || two);
        }
        difference
    }

    /// Returns half of it, without the rest.
    fn halved(self) -> Self {
        let mut half = self;
        let mut carry = 0;
        for digit in &mut half.0 {
            (*digit, carry) = (*digit >> 1 | carry, *digit << 63);
        }
        half
    }

    /// Returns its bits, the highest one first.
    fn bits(self) -> impl Iterator<Item = bool> {
        let bits =
            self.0.into_iter().flat_map(|digit| (0..64).rev().map(move |at| digit >> at & 1 == 1));
        bits.skip_while(|bit| !bit)
    }
}

/// The numbers below a prime.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    prime: Natural,
}

impl Field {
    pub(super) fn of_hex(prime: &str) -> Self {
        Self { prime: Natural::from_hex(prime) }
    }

    /// Returns true if a number is below the prime.
    pub(super) fn has(self, number: Natural) -> bool {
        number < self.prime
    }

    pub(super) fn add(self, one: Natural, other: Natural) -> Natural {
        let sum = one.plus(other);
        if self.has(sum) { sum } else { sum.minus(self.prime) }
    }

    pub(super) fn subtract(self, one: Natural, other: Natural) -> Natural {
        match one.cmp(&other) {
            Ordering::Less => one.plus(self.prime).minus(other),
            _ => one.minus(other),
        }
    }

    pub(super) fn multiply(self, one: Natural, other: Natural) -> Natural {
        other.bits().fold(Natural::ZERO, |product, bit| {
            let double = self.add(product, product);
            if bit { self.add(double, one) } else { double }
        })
    }

    pub(super) fn square(self, number: Natural) -> Natural {
        self.multiply(number, number)
    }

    /// Returns true if a number is the square of another: Euler's criterion.
    pub(super) fn is_square(self, number: Natural) -> bool {
        let half = self.prime.halved();
        let power = half.bits().fold(Natural::ONE, |power, bit| {
            let square = self.square(power);
            if bit { self.multiply(square, number) } else { square }
        });
        number == Natural::ZERO || power == Natural::ONE
    }
}

/// A curve y² = x³ − 3x + b (NIST SP 800-186 §3.2.1).
pub(super) struct Weierstrass {
    pub(super) prime: &'static str,
    pub(super) b: &'static str,
}

impl Weierstrass {
    /// Returns true if a point is on the curve.
    pub(super) fn has(&self, x: &[u8], y: &[u8]) -> bool {
        let field = Field::of_hex(self.prime);
        let (x, y) =
            (Natural::from_bytes(x.iter().copied()), Natural::from_bytes(y.iter().copied()));
        let three_x = field.add(x, field.add(x, x));
        let cube = field.multiply(field.square(x), x);
        let right = field.add(field.subtract(cube, three_x), Natural::from_hex(self.b));
        field.has(x) && field.has(y) && field.square(y) == right
    }
}

/// The prime of Ed25519, 2^255 − 19.
const ED25519_PRIME: &str = "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed";
/// Its constant d (RFC 8032 §5.1).
const ED25519_D: &str = "52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3";
/// The y of the eight points whose order divides 8. With such a key, a signature proves nothing.
const ED25519_SMALL: [&str; 5] = [
    "0",
    "1",
    "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec",
    "05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826",
    "7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7",
];
/// The order of its base point.
const ED25519_ORDER: &str = "1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed";

/// What is wrong with an Ed25519 point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PointFault {
    NotOnCurve,
    SmallOrder,
}

/// Returns what is wrong with an Ed25519 public key, if anything is (RFC 8032 §5.1.3).
pub(super) fn ed25519_fault(key: &[u8]) -> Option<PointFault> {
    let mut key: Vec<u8> = key.iter().rev().copied().collect();
    // The highest bit is the sign of x.
    if let Some(highest) = key.first_mut() {
        *highest &= 0x7f;
    }
    let y = Natural::from_bytes(key);
    if ED25519_SMALL.iter().any(|small| Natural::from_hex(small) == y) {
        return Some(PointFault::SmallOrder);
    }
    // x² = (y² − 1) / (d y² + 1), which is a square if the product of both is one.
    let field = Field::of_hex(ED25519_PRIME);
    let square = field.square(y);
    let above = field.subtract(square, Natural::ONE);
    let below = field.add(field.multiply(Natural::from_hex(ED25519_D), square), Natural::ONE);
    let is_on_curve = field.has(y) && field.is_square(field.multiply(above, below));
    (!is_on_curve).then_some(PointFault::NotOnCurve)
}

/// Returns true if the second half of an Ed25519 signature is below the order of the base point
/// (RFC 8032 §5.1.7). WebKitGTK accepts others.
pub(super) fn ed25519_scalar_is_reduced(scalar: &[u8]) -> bool {
    Natural::from_bytes(scalar.iter().rev().copied()) < Natural::from_hex(ED25519_ORDER)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(hex: &str) -> Vec<u8> {
        let digits = hex.as_bytes().chunks(2);
        digits
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
            .collect()
    }

    #[test]
    fn numbers_below_a_prime_are_added_and_multiplied() {
        let field = Field::of_hex("61");
        let number = |value: u8| Natural::from_bytes([value]);
        assert_eq!(field.add(number(90), number(20)), number(13));
        assert_eq!(field.subtract(number(3), number(5)), number(95));
        assert_eq!(field.multiply(number(50), number(50)), number(75));
        let squares = (0..97_u8).filter(|&value| field.is_square(number(value))).count();
        assert_eq!(squares, 49);
    }

    #[test]
    fn numbers_carry_from_digit_to_digit() {
        let large = Natural::from_hex("ffffffffffffffffffffffffffffffff");
        let sum = Natural::from_hex("100000000000000000000000000000000");
        assert_eq!(large.plus(Natural::ONE), sum);
        assert_eq!(sum.minus(Natural::ONE), large);
        assert_eq!(sum.halved(), Natural::from_hex("80000000000000000000000000000000"));
        assert_eq!(Natural::from_bytes(vec![0xff; 16]), large);
    }

    #[test]
    fn ed25519_key_of_rfc_8037_is_a_good_point() {
        let key = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
        assert_eq!(ed25519_fault(&bytes(key)), None);
    }

    #[test]
    fn small_order_points_of_ed25519_are_faults_with_either_sign() {
        for (key, fault) in [
            (
                "0000000000000000000000000000000000000000000000000000000000000000",
                PointFault::SmallOrder,
            ),
            (
                "0000000000000000000000000000000000000000000000000000000000000080",
                PointFault::SmallOrder,
            ),
            (
                "0100000000000000000000000000000000000000000000000000000000000000",
                PointFault::SmallOrder,
            ),
            (
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                PointFault::SmallOrder,
            ),
            (
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                PointFault::SmallOrder,
            ),
            (
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                PointFault::SmallOrder,
            ),
            (
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                PointFault::SmallOrder,
            ),
            // Not below the prime: 0 and 1 once more.
            (
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                PointFault::NotOnCurve,
            ),
            (
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                PointFault::NotOnCurve,
            ),
            (
                "0200000000000000000000000000000000000000000000000000000000000000",
                PointFault::NotOnCurve,
            ),
        ] {
            assert_eq!(ed25519_fault(&bytes(key)), Some(fault), "{key}");
        }
    }

    #[test]
    fn scalar_of_an_ed25519_signature_is_below_the_order() {
        let order = bytes("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        let below = bytes("ecd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        assert!(!ed25519_scalar_is_reduced(&order));
        assert!(ed25519_scalar_is_reduced(&below));
    }
}
