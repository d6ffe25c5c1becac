//! Pictures made smaller, for a page that holds them.

use std::io::Cursor;

use crate::ChartError;
use crate::canvas::raster::encode;

/// Levels of each colour: more are not seen, and would take twice the bytes.
const LEVELS: u32 = 32;

/// A PNG as this crate draws them, in red, green and blue with or without alpha, at most `width` pixels wide: of the blocks of pixels
/// that become one, the mean. What is not wider keeps its size; all lose shades that are not seen.
///
/// Time `O(pixels)`.
///
/// # Errors
///
/// [`ChartError::Picture`] for bytes that are no such PNG.
pub fn smaller(picture: &[u8], width: u32) -> Result<Vec<u8>, ChartError> {
    let unread = |error: png::DecodingError| ChartError::Picture(error.to_string());
    let mut reader = png::Decoder::new(Cursor::new(picture)).read_info().map_err(unread)?;
    let (kind, depth) = reader.output_color_type();
    let channels = match (kind, depth) {
        (png::ColorType::Rgb, png::BitDepth::Eight) => 3,
        (png::ColorType::Rgba, png::BitDepth::Eight) => 4,
        other => return Err(ChartError::Picture(format!("{other:?} is no kind of pixel that charts have"))),
    };
    let size =
        reader.output_buffer_size().ok_or_else(|| ChartError::Picture("it is too large".to_owned()))?;
    let mut pixels = vec![0; size];
    let frame = reader.next_frame(&mut pixels).map_err(unread)?;
    let factor = frame.width.div_ceil(width.max(1));
    // A last block that is not full is left out: less than a pixel at the rim.
    let (columns, rows) = ((frame.width / factor).max(1), (frame.height / factor).max(1));
    let mut small = Vec::with_capacity(columns as usize * rows as usize * channels);
    for row in 0..rows {
        for column in 0..columns {
            for channel in 0..channels {
                let places =
                    (0..factor).flat_map(|y| (0..factor).map(move |x| (x, y))).filter_map(|(x, y)| {
                        let (x, y) = (column * factor + x, row * factor + y);
                        let inside = x < frame.width && y < frame.height;
                        inside.then(|| {
                            pixels[(y as usize * frame.width as usize + x as usize) * channels + channel]
                        })
                    });
                let (sum, count) =
                    places.fold((0, 0), |(sum, count), value| (sum + u32::from(value), count + 1));
                small.push(levelled(sum / count));
            }
        }
    }
    encode((columns, rows), None, kind, png::Compression::Balanced, &small)
}

/// The nearest of the levels; black and white are among them.
fn levelled(value: u32) -> u8 {
    let level = (value * (LEVELS - 1) + 127) / 255;
    (level * 255 / (LEVELS - 1)) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Chart, Style, bars::Bars};

    fn decoded(picture: &[u8]) -> (u32, u32, Vec<u8>) {
        let mut reader = png::Decoder::new(Cursor::new(picture)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut pixels).unwrap();
        (frame.width, frame.height, pixels)
    }

    #[test]
    fn pixels_are_means_of_blocks() {
        // Two by two pixels become one: (0 + 255 + 255 + 0) / 4 = 127, the nearest level of which is 15 · 255 / 31 = 123.
        let picture = encode(
            (2, 2),
            None,
            png::ColorType::Rgb,
            png::Compression::Fast,
            &[0, 0, 9, 255, 0, 9, 255, 0, 9, 0, 0, 9],
        )
        .unwrap();
        assert_eq!(decoded(&smaller(&picture, 1).unwrap()), (1, 1, vec![123, 0, 8]));
        assert_eq!([0, 255].map(levelled), [0, 255]);
    }

    #[test]
    fn charts_fit_and_small_ones_keep_their_size() {
        let style = Style { width: 900, height: 500, dpi: 100, ..Style::DEFAULT };
        let bars = Bars { title: "Papers", subtitle: "", caption: "", axis: "papers", bars: &[] };
        for transparent in [false, true] {
            let picture = bars.png(&Style { transparent, ..style }).unwrap();
            for (width, expected) in [(300, (300, 166)), (400, (300, 166)), (1000, (900, 500))] {
                let (columns, rows, _) = decoded(&smaller(&picture, width).unwrap());
                assert_eq!((columns, rows), expected);
            }
        }
    }

    #[test]
    fn what_is_no_picture_is_an_error() {
        assert!(matches!(smaller(b"GIF89a", 100), Err(ChartError::Picture(_))));
    }
}
