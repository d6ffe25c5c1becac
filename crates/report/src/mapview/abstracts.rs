//! Abstracts, by cluster, in pieces of a few papers, and cut where a budget demands it.

use std::borrow::Cow;

use rayon::prelude::*;

use super::{Paper, encode};
use crate::escape::one_line;

/// Papers in a piece: opening one paper unpacks a third of a megabyte.
pub(super) const PIECE: usize = 256;

/// No abstract is cut shorter than this: what is left would tell nothing.
const SHORTEST: usize = 200;

/// The abstracts, packed.
pub(super) struct Packed {
    /// The pieces in order.
    pub pieces: Vec<String>,
    /// The bytes to which longer abstracts were cut; `None` where all are whole.
    pub cut: Option<usize>,
    /// How many were cut.
    pub shortened: usize,
}

/// Packs the abstracts into at most `most` bytes of base64, or as near as abstracts of [`SHORTEST`] bytes come.
///
/// All are whole if that fits. If not, the longest lose their ends, so that all those cut are of one length: as few readers as
/// possible miss something.
pub(super) fn pack(papers: &[Paper<'_>], most: usize) -> Packed {
    // Like packs better beside like: papers of a cluster share their words.
    let mut order: Vec<&Paper<'_>> = papers.iter().collect();
    order.sort_by_key(|paper| paper.cluster);
    let texts: Vec<String> =
        order.par_iter().map(|paper| one_line(paper.abstract_text.unwrap_or_default())).collect();
    let mut longest = texts.iter().map(String::len).max().unwrap_or_default();
    let mut cut = None;
    loop {
        let pieces: Vec<String> = texts.par_chunks(PIECE).map(|texts| piece(texts, longest)).collect();
        let size: usize = pieces.iter().map(String::len).sum();
        if size <= most || longest <= SHORTEST {
            let shortened = texts.iter().filter(|text| text.len() > longest).count();
            return Packed { pieces, cut, shortened };
        }
        let kept: usize = texts.iter().map(|text| text.len().min(longest)).sum();
        // What is cut packs as well as the whole, nearly: a hundredth is for that.
        let room = kept as f64 * most as f64 / size as f64 * 0.99;
        longest = common_length(&texts, room as usize).min(longest - 1).max(SHORTEST);
        cut = Some(longest);
    }
}

/// One piece: an abstract a line.
fn piece(texts: &[String], longest: usize) -> String {
    let lines: Vec<Cow<'_, str>> = texts.iter().map(|text| shortened(text, longest)).collect();
    encode::packed(lines.join("\n").as_bytes())
}

/// The length at which all longer texts are cut so that they fit into `room` bytes together.
fn common_length(texts: &[String], room: usize) -> usize {
    let total = |length: usize| texts.iter().map(|text| text.len().min(length)).sum::<usize>();
    let (mut fits, mut too_long) = (0, texts.iter().map(String::len).max().unwrap_or_default() + 1);
    while too_long - fits > 1 {
        let middle = usize::midpoint(fits, too_long);
        if total(middle) <= room { fits = middle } else { too_long = middle }
    }
    fits
}

/// A text cut after a word, with a mark, to at most `longest` bytes besides the mark.
fn shortened(text: &str, longest: usize) -> Cow<'_, str> {
    if text.len() <= longest {
        return Cow::Borrowed(text);
    }
    let whole = text.floor_char_boundary(longest);
    let end = text[..whole].rfind(' ').unwrap_or(whole);
    Cow::Owned(format!("{} …", &text[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_after_a_word() {
        assert_eq!(shortened("one two three", 13), "one two three");
        assert_eq!(shortened("one two three", 9), "one two …");
        assert_eq!(shortened("ééé", 3), "é …");
    }

    #[test]
    fn the_longest_are_cut_to_one_length() {
        let texts = ["a".repeat(10), "b".repeat(50), "c".repeat(90)];
        // 10 + 45 + 45.
        assert_eq!(common_length(&texts, 100), 45);
        assert_eq!(common_length(&texts, 150), 90);
        assert_eq!(common_length(&[], 5), 0);
    }

    #[test]
    fn a_budget_is_kept_and_what_it_cost_is_told() {
        // Numbers are hard to pack: each paper's abstract is another one.
        let texts: Vec<String> = (0..600u64)
            .map(|paper| {
                (0..60)
                    .map(|word| format!("{} ", (paper * 61 + word).wrapping_mul(0x9e37_79b9_7f4a_7c15)))
                    .collect()
            })
            .collect();
        let papers: Vec<Paper<'_>> =
            texts.iter().map(|text| Paper { abstract_text: Some(text), ..Paper::default() }).collect();
        let whole = pack(&papers, usize::MAX);
        assert_eq!((whole.pieces.len(), whole.cut, whole.shortened), (3, None, 0));
        let size = |packed: &Packed| packed.pieces.iter().map(String::len).sum::<usize>();
        let half = size(&whole) / 2;
        let cut = pack(&papers, half);
        assert!(size(&cut) <= half && size(&cut) > half * 9 / 10);
        assert_eq!(cut.shortened, 600);
        assert!(cut.cut.is_some_and(|length| length > SHORTEST));
        assert_eq!(pack(&papers, 0).cut, Some(SHORTEST));
    }
}
