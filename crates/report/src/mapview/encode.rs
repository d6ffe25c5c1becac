//! Numbers and texts to characters that may stand in a page: byte planes, deflate, base64.

use std::io::Write;

use flate2::{Compression, write::DeflateEncoder};

/// The best that deflate has would win a third of a hundredth more, in twice the time.
const LEVEL: Compression = Compression::new(6);

/// Bytes as base64 (RFC 4648).
pub(crate) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - three.len()));
        for digit in 0..4 {
            let sign =
                if digit > three.len() { b'=' } else { DIGITS[(bits >> (18 - 6 * digit) & 63) as usize] };
            text.push(char::from(sign));
        }
    }
    text
}

/// Bytes deflated (RFC 1951, without a header), as base64.
pub(super) fn packed(bytes: &[u8]) -> String {
    let mut deflate = DeflateEncoder::new(Vec::with_capacity(bytes.len() / 2), LEVEL);
    deflate.write_all(bytes).expect("a vector takes every byte");
    base64(&deflate.finish().expect("a vector takes every byte"))
}

/// The lowest `width` bytes of each number, all the lowest first, then all the next: like stands beside like, and what is always
/// zero costs nothing once it is deflated.
pub(super) fn planes(numbers: &[u32], width: usize, bytes: &mut Vec<u8>) {
    for plane in 0..width {
        bytes.extend(numbers.iter().map(|number| number.to_le_bytes()[plane]));
    }
}

/// A number as 32-bit float with 11 bits of its fraction, more than three digits; what is not known is not a number.
pub(super) fn rounded(value: Option<f64>) -> u32 {
    const DROPPED: u32 = 12;
    let Some(value) = value.filter(|value| value.is_finite()) else { return f32::NAN.to_bits() };
    let bits = (value as f32).clamp(f32::MIN, f32::MAX).to_bits();
    let carried = bits + (1 << (DROPPED - 1));
    // Rounding up the largest of all would make it infinite.
    let bits = if f32::from_bits(carried).is_finite() { carried } else { bits };
    bits >> DROPPED << DROPPED
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::DeflateDecoder;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        // RFC 4648, section 10.
        let pairs = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")];
        for (text, expected) in pairs {
            assert_eq!(base64(text.as_bytes()), expected);
        }
    }

    #[test]
    fn planes_put_like_beside_like() {
        let mut bytes = vec![9];
        planes(&[0x0102, 0x0304, 0xff_0506], 2, &mut bytes);
        assert_eq!(bytes, [9, 2, 4, 6, 1, 3, 5]);
    }

    #[test]
    fn a_packed_block_is_raw_deflate() {
        // "a" 40 times, as zlib writes it: one block with fixed codes, a literal and a match.
        let text = packed(&[b'a'; 40]);
        assert!(text.len() <= 12, "{text}");
        let mut deflate = DeflateEncoder::new(Vec::new(), LEVEL);
        deflate.write_all(&[b'a'; 40]).unwrap();
        let mut back = String::new();
        DeflateDecoder::new(&deflate.finish().unwrap()[..]).read_to_string(&mut back).unwrap();
        assert_eq!(back, "a".repeat(40));
    }

    #[test]
    fn what_is_not_known_is_no_number() {
        assert!(f32::from_bits(rounded(None)).is_nan());
        assert!(f32::from_bits(rounded(Some(f64::INFINITY))).is_nan());
        assert_eq!(f32::from_bits(rounded(Some(2015.0))), 2015.0);
        assert_eq!(f32::from_bits(rounded(Some(0.0))), 0.0);
    }

    proptest! {
        #[test]
        fn numbers_keep_three_digits(value in prop_oneof![-1e30..1e30f64, -10.0..10.0f64, 1e-6..1e-3f64]) {
            let kept = f64::from(f32::from_bits(rounded(Some(value))));
            prop_assert!((kept - value).abs() <= 0.00025 * value.abs() + 1e-38, "{value} became {kept}");
        }
    }
}
