//! Identifiers of a work inside of the text of a reference.

use crate::id;

/// An arXiv id behind the word, in a link or in a DOI.
pub(super) fn arxiv(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let at = bytes.windows(5).position(|word| word.eq_ignore_ascii_case(b"arxiv"))?;
    let tail = text.get(at + 5..)?;
    let words = tail.split([' ', ',', ';', '(', ')', '[', ']']).filter(|word| !word.is_empty()).take(4);
    words.map(|word| word.trim_start_matches([':', '.', '/']).trim_end_matches('.')).find_map(|word| {
        let bare = word.strip_prefix("org/abs/").or_else(|| word.strip_prefix("org/pdf/")).unwrap_or(word);
        id::arxiv(bare)
    })
}

/// A PubMed id behind `PMID` or in a link.
pub(super) fn pubmed(text: &str) -> Option<String> {
    let tail = ["PMID", "pmid", "pubmed.ncbi.nlm.nih.gov/", "/pubmed/"]
        .iter()
        .find_map(|mark| text.split_once(mark).map(|(_, tail)| tail))?;
    id::pubmed(tail.trim_start_matches([':', ' ']).split([' ', ',', ';', '.', ')', ']']).next()?)
}
