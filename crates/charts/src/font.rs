//! The font: measuring, cutting and wrapping text with the very outlines that are drawn.
//!
//! Sizes are in pixels an em. DejaVu Sans comes with the program, so that a picture is the same on every machine.

use std::sync::{OnceLock, RwLock};

use ab_glyph::{Font, FontRef, FontVec, GlyphId, PxScale, PxScaleFont, ScaleFont};

use crate::ChartError;

/// What an SVG asks the viewer for: the font that measured the text, then fonts of much the same widths.
pub const FAMILY: &str =
    "DejaVu Sans, Verdana, Geneva, Noto Sans, Noto Sans CJK SC, Arial Unicode MS, sans-serif";

/// Height of capitals as a share of the em.
pub const CAPITALS: f64 = 0.729;

/// Depth of letters like g under the baseline as a share of the em.
pub const DEPTH: f64 = 0.236;

/// From baseline to baseline as a share of the em.
pub const LINE: f64 = 1.22;

/// Which of the two cuts of the font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// For everything but headings.
    Regular,
    /// For titles and labels of clusters.
    Bold,
}

/// The fonts that come with the program.
fn own(weight: Weight) -> &'static FontRef<'static> {
    static FONTS: OnceLock<[FontRef<'static>; 2]> = OnceLock::new();
    let fonts = FONTS.get_or_init(|| {
        [dejavu::sans::regular(), dejavu::sans::bold()]
            .map(|bytes| FontRef::try_from_slice(bytes).expect("the font compiled into the program is sound"))
    });
    match weight {
        Weight::Regular => &fonts[0],
        Weight::Bold => &fonts[1],
    }
}

/// The font of the user, for characters that the own fonts lack.
static FURTHER: RwLock<Option<&'static FontVec>> = RwLock::new(None);

/// Takes a font (TrueType or OpenType, of a collection the first) for the characters that the own fonts lack, such as those of
/// Chinese, in both weights; an empty slice takes it away again.
///
/// It holds for all pictures of the process from then on. Its memory is never given back, since pictures that are being drawn may
/// use it: a program sets it once.
///
/// # Errors
///
/// [`ChartError::Font`] where the bytes are no font with outlines; the font set before stays.
pub fn set_further(bytes: Vec<u8>) -> Result<(), ChartError> {
    let font: Option<&'static FontVec> = if bytes.is_empty() {
        None
    } else {
        let font =
            FontVec::try_from_vec_and_index(bytes, 0).map_err(|error| ChartError::Font(error.to_string()))?;
        if font.units_per_em().is_none() {
            return Err(ChartError::Font("it does not state its em".to_owned()));
        }
        Some(Box::leak(Box::new(font)))
    };
    *FURTHER.write().unwrap_or_else(std::sync::PoisonError::into_inner) = font;
    Ok(())
}

fn further() -> Option<&'static FontVec> {
    *FURTHER.read().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// A font at a size in pixels an em.
fn sized<F: Font>(font: &'static F, em: f64) -> PxScaleFont<&'static F> {
    let units = font.units_per_em().expect("fonts without an em are refused");
    font.as_scaled(PxScale::from(em as f32 * font.height_unscaled() / units))
}

/// Whether every character has a glyph and its script is one that is set letter by letter from left to right. Hebrew, Arabic
/// and the scripts of South and South-East Asia would be set wrongly, and are refused whatever the fonts hold.
///
/// ```
/// assert!(charts::font::can_draw("µ-CT of Żółw, Δ and Москва"));
/// assert!(!charts::font::can_draw("可视化") && !charts::font::can_draw("تصور"));
/// ```
pub fn can_draw(text: &str) -> bool {
    let own = own(Weight::Regular);
    let further = further();
    let joined = |c: char| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{900}'..='\u{e7f}' | '\u{f00}'..='\u{109f}' | '\u{1780}'..='\u{18af}'
            | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
    };
    text.chars().all(|c| {
        !joined(c) && (own.glyph_id(c).0 != 0 || further.is_some_and(|font| font.glyph_id(c).0 != 0))
    })
}

/// One line of plain text: white space and control characters become single spaces, marks without width that steer the
/// direction of writing are dropped.
///
/// ```
/// assert_eq!(charts::font::clean(" two\n\tlines\u{0} \u{202e}and more"), "two lines and more");
/// ```
pub fn clean(text: &str) -> String {
    let visible: String = text
        .chars()
        .filter(
            |&c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'),
        )
        .map(|c| if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{feff}') { ' ' } else { c })
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A character in its place.
struct Set {
    glyph: GlyphId,
    /// Whether it comes from the font of the user.
    further: bool,
    /// Where it begins.
    pen: f64,
}

/// Each character with its glyph and the place where it begins, and the end of the text.
fn pen_positions(text: &str, weight: Weight, em: f64) -> (Vec<Set>, f64) {
    let font = sized(own(weight), em);
    let further = further().map(|font| sized(font, em));
    let mut pen = 0.0;
    let mut before: Option<GlyphId> = None;
    let mut glyphs = Vec::with_capacity(text.len());
    for character in text.chars() {
        let glyph = font.glyph_id(character);
        if let Some(font) = further.as_ref().filter(|_| glyph.0 == 0) {
            let glyph = font.glyph_id(character);
            glyphs.push(Set { glyph, further: true, pen });
            pen += if glyph.0 == 0 { em } else { f64::from(font.h_advance(glyph)) };
            before = None;
            continue;
        }
        if let Some(before) = before {
            pen += f64::from(font.kern(before, glyph));
        }
        glyphs.push(Set { glyph, further: false, pen });
        // A character that is missing here is drawn by some other font of the viewer's: most are an em wide (CJK).
        pen += if glyph.0 == 0 { em } else { f64::from(font.h_advance(glyph)) };
        before = Some(glyph);
    }
    (glyphs, pen)
}

/// The width of a line of text in pixels.
pub fn width(text: &str, weight: Weight, em: f64) -> f64 {
    pen_positions(text, weight, em).1
}

/// The text, or where it is wider than `max` pixels, its beginning, cut after a word where one ends in the latter
/// half, and an ellipsis. Empty where not even the ellipsis fits.
///
/// ```
/// use charts::font::{ellipsis, Weight};
/// assert_eq!(ellipsis("volume rendering", Weight::Regular, 10.0, 1000.0), "volume rendering");
/// assert_eq!(ellipsis("volume rendering", Weight::Regular, 10.0, 60.0), "volume…");
/// ```
pub fn ellipsis(text: &str, weight: Weight, em: f64, max: f64) -> String {
    let (glyphs, end) = pen_positions(text, weight, em);
    if end <= max {
        return text.to_owned();
    }
    let room = max - width("…", weight, em);
    if room < 0.0 {
        return String::new();
    }
    let ends = glyphs.iter().skip(1).map(|set| set.pen).chain([end]);
    let fitting = ends.take_while(|&end| end <= room).count();
    let bytes = text.char_indices().nth(fitting).map_or(text.len(), |(at, _)| at);
    let kept = &text[..bytes];
    let whole_words = match kept.rfind(' ') {
        Some(space) if !text[bytes..].starts_with(' ') && space * 2 >= bytes => &kept[..space],
        _ => kept,
    };
    let mut cut = format!("{}…", whole_words.trim_end_matches([' ', ',', ';', ':', '.', '-', '(']));
    // Kerning with the ellipsis, or lost with a letter that is cut away, can still push it over.
    while width(&cut, weight, em) > max && cut.chars().count() > 1 {
        cut.pop();
        cut.pop();
        cut.push('…');
    }
    cut
}

/// The text in at most `lines` lines of at most `max` pixels, broken between words; what does not fit is cut with
/// an ellipsis. No line is empty, and no text gives no line.
pub fn wrap(text: &str, weight: Weight, em: f64, max: f64, lines: usize) -> Vec<String> {
    let mut wrapped: Vec<String> = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() && wrapped.len() < lines {
        let last = wrapped.len() + 1 == lines;
        let fits = if last { rest.len() } else { longest_fit(rest, weight, em, max) };
        let (line, after) = rest.split_at(fits);
        let line = ellipsis(line.trim_end(), weight, em, max);
        if line.is_empty() {
            break;
        }
        let cut = line.ends_with('…') && !rest[..fits].trim_end().ends_with('…');
        wrapped.push(line);
        // A single word wider than the line was cut: what follows would not join on.
        rest = if cut { "" } else { after.trim_start() };
    }
    wrapped
}

/// The text in two lines of about the same width where it is wider than `max / 2`, in three where two do not hold it, as a label
/// that sits on a cluster; what is wider than three lines of `max` is cut.
pub fn balance(text: &str, weight: Weight, em: f64, max: f64) -> Vec<String> {
    const TRIES: usize = 12;
    let whole = width(text, weight, em);
    if whole <= max / 2.0 {
        return wrap(text, weight, em, max, 1);
    }
    // From lines that are just wide enough together to the widest: the first that lose nothing are the most even.
    for lines in [2, 3] {
        let least = whole / lines as f64;
        for step in (0..=TRIES).filter(|_| least <= max) {
            let room = least + (max - least) * step as f64 / TRIES as f64;
            let wrapped = wrap(text, weight, em, room, lines);
            if wrapped.join(" ") == text {
                return wrapped;
            }
        }
    }
    wrap(text, weight, em, max, 3)
}

/// How many bytes of `text` fit into `max` pixels when it is broken between words; at least the first word.
fn longest_fit(text: &str, weight: Weight, em: f64, max: f64) -> usize {
    let (glyphs, end) = pen_positions(text, weight, em);
    if end <= max {
        return text.len();
    }
    let mut fit = text.find(' ').unwrap_or(text.len());
    for ((at, character), set) in text.char_indices().zip(glyphs) {
        if set.pen > max {
            break;
        }
        if character == ' ' {
            fit = at;
        }
    }
    fit
}

/// How much ink each pixel of a line of text takes, 0 to 1, row by row.
#[derive(Debug)]
pub(crate) struct Mask {
    /// Pixels a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Column of the mask at which the text begins.
    pub origin: usize,
    /// Row of the mask that holds the baseline.
    pub baseline: usize,
    /// The ink, row by row.
    pub ink: Vec<f32>,
}

/// The ink of a line of text, with `margin` empty pixels on each side; characters without a glyph leave a gap.
pub(crate) fn mask(text: &str, weight: Weight, em: f64, margin: usize) -> Mask {
    let (own, further) = (sized(own(weight), em), further().map(|font| sized(font, em)));
    let (glyphs, end) = pen_positions(text, weight, em);
    // Accents over capitals and the overhang of the first and last letter need room beyond the metrics.
    let side = margin + (em * 0.3).ceil() as usize;
    let baseline = side + em.ceil() as usize;
    let mut mask = Mask {
        width: end.ceil() as usize + 2 * side,
        height: baseline + (em * 0.4).ceil() as usize + margin,
        origin: side,
        baseline,
        ink: Vec::new(),
    };
    mask.ink = vec![0.0; mask.width * mask.height];
    for Set { glyph, further: from_further, pen } in glyphs.into_iter().filter(|set| set.glyph.0 != 0) {
        let place = ab_glyph::point((side as f64 + pen) as f32, baseline as f32);
        let outline = match further.as_ref().filter(|_| from_further) {
            Some(font) => font.outline_glyph(glyph.with_scale_and_position(font.scale(), place)),
            None => own.outline_glyph(glyph.with_scale_and_position(own.scale(), place)),
        };
        if let Some(outline) = outline {
            mask.take(&outline);
        }
    }
    mask
}

impl Mask {
    /// Adds the ink of a glyph.
    fn take(&mut self, outline: &ab_glyph::OutlinedGlyph) {
        let bounds = outline.px_bounds();
        outline.draw(|x, y, ink| {
            let (x, y) = (f64::from(bounds.min.x) + f64::from(x), f64::from(bounds.min.y) + f64::from(y));
            if x >= 0.0 && y >= 0.0 && (x as usize) < self.width && (y as usize) < self.height {
                let slot = &mut self.ink[y as usize * self.width + x as usize];
                *slot = (*slot + ink).min(1.0);
            }
        });
    }

    /// The ink of the text grown by `reach` pixels in all directions, smooth at the edge.
    pub fn spread(&self, reach: f64) -> Self {
        let around = reach.ceil() as i32;
        let offsets: Vec<(i32, i32, f32)> = (-around..=around)
            .flat_map(|dy| (-around..=around).map(move |dx| (dx, dy)))
            .map(|(dx, dy)| {
                (dx, dy, (reach + 0.5 - f64::from(dx).hypot(f64::from(dy))).clamp(0.0, 1.0) as f32)
            })
            .filter(|&(_, _, share)| share > 0.0)
            .collect();
        let (width, height) = (self.width as i32, self.height as i32);
        let mut ink = vec![0.0f32; self.ink.len()];
        for (at, &share) in self.ink.iter().enumerate().filter(|&(_, &share)| share > 0.0) {
            let (x, y) = (at as i32 % width, at as i32 / width);
            for &(dx, dy, near) in &offsets {
                let (x, y) = (x + dx, y + dy);
                if x >= 0 && x < width && y >= 0 && y < height {
                    let slot = &mut ink[(y * width + x) as usize];
                    *slot = slot.max(share * near);
                }
            }
        }
        Self { ink, ..*self }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn widths_are_those_of_the_font() {
        // hmtx table of DejaVu Sans: n is 1298 units wide, space 651, of 2048 an em.
        assert!((width("n", Weight::Regular, 2048.0) - 1298.0).abs() < 0.01);
        assert!((width("n n", Weight::Regular, 2048.0) - (2.0 * 1298.0 + 651.0)).abs() < 0.01);
        assert!(width("n", Weight::Bold, 10.0) > width("n", Weight::Regular, 10.0));
    }

    #[test]
    fn a_character_that_is_missing_is_an_em_wide() {
        assert_eq!(width("漢字", Weight::Regular, 10.0), 20.0);
    }

    #[test]
    fn ellipses_cut_at_words_and_within_words_only_where_they_must() {
        let cut = |text: &str, max| ellipsis(text, Weight::Regular, 10.0, max);
        assert_eq!(cut("graphs, networks", 70.0), "graphs…");
        assert_eq!(cut("Donaudampfschifffahrt", 60.0), "Donauda…");
        assert_eq!(cut("graphs", 5.0), "");
        assert_eq!(cut("graphs", 10.0), "…");
    }

    #[test]
    fn lines_break_between_words_and_lose_nothing_that_fits() {
        let lines = wrap("one two three four", Weight::Regular, 10.0, 60.0, 3);
        assert_eq!(lines, ["one two", "three four"]);
        assert_eq!(balance("volume rendering", Weight::Bold, 10.0, 140.0), ["volume", "rendering"]);
        let label = "volume rendering, transfer function, gpu";
        let three = balance(label, Weight::Bold, 10.0, 115.0);
        assert_eq!(
            (three.len(), three.join(" ").as_str()),
            (3, label),
            "two lines of this width would cut it"
        );
        assert!(wrap("  ", Weight::Regular, 10.0, 60.0, 2).is_empty());
    }

    #[test]
    fn a_mask_holds_all_ink_between_its_margins() {
        let text = mask("ÅWgj", Weight::Bold, 40.0, 5);
        let edge = |x: usize, y: usize| x < 5 || y < 5 || x >= text.width - 5 || y >= text.height - 5;
        let inked = |at: &usize| text.ink[*at] > 0.0;
        assert!((0..text.ink.len()).any(|at| inked(&at)));
        assert!((0..text.ink.len()).filter(inked).all(|at| !edge(at % text.width, at / text.width)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn what_is_cut_fits(text in "\\PC{0,80}", max in 0.0..400.0f64, lines in 1..4usize) {
            let text = clean(&text);
            for weight in [Weight::Regular, Weight::Bold] {
                prop_assert!(width(&ellipsis(&text, weight, 12.0, max), weight, 12.0) <= max);
                for wrapped in [wrap(&text, weight, 12.0, max, lines), balance(&text, weight, 12.0, max)] {
                    prop_assert!(wrapped.len() <= lines.max(3));
                    for line in wrapped {
                        prop_assert!(!line.is_empty() && width(&line, weight, 12.0) <= max, "{line:?} in {max}");
                    }
                }
            }
        }

        #[test]
        fn clean_text_is_one_line_without_controls(text in any::<String>()) {
            let cleaned = clean(&text);
            prop_assert!(!cleaned.chars().any(char::is_control));
            prop_assert!(!cleaned.starts_with(' ') && !cleaned.ends_with(' ') && !cleaned.contains("  "));
            prop_assert_eq!(clean(&cleaned), cleaned.clone());
        }
    }
}
