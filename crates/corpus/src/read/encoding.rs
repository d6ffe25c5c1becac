//! Encodings and line ends other than what readers expect, turned into it while streaming.

use std::io::{self, Read};

/// UTF-16 as UTF-8. Half a pair becomes the replacement character.
pub(super) struct Utf16<R> {
    inner: R,
    little: bool,
    /// Bytes of UTF-16 not yet decoded: an odd byte, or the first half of a pair.
    waiting: Vec<u8>,
    /// Bytes of UTF-8 not yet handed out, from `given` on.
    ready: Vec<u8>,
    given: usize,
}

impl<R: Read> Utf16<R> {
    pub fn new(inner: R, little: bool) -> Self {
        Self { inner, little, waiting: Vec::new(), ready: Vec::new(), given: 0 }
    }

    /// Decodes the next piece into `ready`; leaves it empty at the end.
    fn refill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.given = 0;
        while self.ready.is_empty() {
            let got = (&mut self.inner).take(32 * 1024).read_to_end(&mut self.waiting)?;
            if got == 0 && self.waiting.is_empty() {
                return Ok(());
            }
            let units = self.waiting.chunks_exact(2).map(|pair| match self.little {
                true => u16::from_le_bytes([pair[0], pair[1]]),
                false => u16::from_be_bytes([pair[0], pair[1]]),
            });
            let mut units: Vec<u16> = units.collect();
            let keeps_half = got > 0 && units.last().is_some_and(|unit| (0xd800..0xdc00).contains(unit));
            if keeps_half {
                units.pop();
            }
            let used = units.len() * 2;
            let decoded = char::decode_utf16(units).map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER));
            self.ready = decoded.collect::<String>().into_bytes();
            self.waiting.drain(..used);
            if got == 0 {
                // An odd byte at the very end is no character.
                self.waiting.clear();
                return Ok(());
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.ready.len() {
            self.refill()?;
        }
        let got = (&self.ready[self.given..]).read(buffer)?;
        self.given += got;
        Ok(got)
    }
}

/// A text whose lines end in carriage returns alone, with line feeds instead.
pub(super) struct LineFeeds<R>(pub R);

impl<R: Read> Read for LineFeeds<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let got = self.0.read(buffer)?;
        feed_lines(&mut buffer[..got]);
        Ok(got)
    }
}

/// Line feeds for carriage returns.
pub(super) fn feed_lines(bytes: &mut [u8]) {
    bytes.iter_mut().filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn utf16_comes_out_as_the_same_text(text in any::<String>(), little in any::<bool>()) {
            let bytes: Vec<u8> = text
                .encode_utf16()
                .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
                .collect();
            let mut decoded = String::new();
            Utf16::new(bytes.as_slice(), little).read_to_string(&mut decoded).unwrap();
            prop_assert_eq!(decoded, text);
        }

        #[test]
        fn any_bytes_decode_to_text(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            let mut decoded = String::new();
            Utf16::new(bytes.as_slice(), true).read_to_string(&mut decoded).unwrap();
        }
    }
}
