//! What a file is, told from its first bytes.

/// Files that hold no text, by their first bytes, named for a message.
const BINARY: [(&[u8], &str); 14] = [
    (b"%PDF", "is a PDF document"),
    (b"PK\x03\x04", "is an Excel or Word file, or a ZIP archive that must be unpacked first"),
    (b"\xd0\xcf\x11\xe0", "is an old Excel or Word file"),
    (b"\x89PNG", "is a PNG picture"),
    (b"\xff\xd8\xff", "is a JPEG picture"),
    (b"GIF8", "is a GIF picture"),
    (b"PAR1", "is a Parquet file"),
    (b"SQLite format 3", "is an SQLite database"),
    (b"BZh", "is packed with bzip2"),
    (b"\xfd7zXZ", "is packed with xz"),
    (b"7z\xbc\xaf", "is a 7-Zip archive"),
    (b"\x7fELF", "is a program"),
    (b"ARROW1", "is an Arrow file"),
    (b"Rar!", "is a RAR archive"),
];

/// Texts that are no list of papers, by what they hold.
const TEXT: [(&str, &str); 3] = [
    ("<PubmedArticle", "is XML of PubMed: save the search in the format \"PubMed\" instead"),
    ("{\\rtf", "is a document in RTF: save it as plain text"),
    ("<", "is XML or HTML"),
];

/// How a file shows that it holds no text, or nothing where it may.
pub(crate) fn binary(head: &[u8]) -> Option<String> {
    if let Some((_, seen)) = BINARY.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some((*seen).to_owned());
    }
    // A stray NUL is a fault in a text; many are no text.
    let controls = head.iter().filter(|byte| **byte < b' ' && !byte.is_ascii_whitespace()).count();
    (controls * 50 > head.len()).then(|| "holds binary data".to_owned())
}

/// How a text begins that no reader took, as the end of a sentence.
pub(crate) fn unknown(head: &str) -> String {
    let text = head.trim_start();
    let line = crate::clean::text(text.lines().next().unwrap_or(""));
    let begin = format!("begins with {}", crate::read::shown(&line));
    let holds = |mark: &str| text.starts_with(mark) || mark.len() > 1 && text.contains(mark);
    match TEXT.iter().find(|(mark, _)| holds(mark)) {
        Some((_, seen)) => format!("{seen} (it {begin})"),
        None => begin,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_is_named() {
        assert_eq!(binary(b"%PDF-1.7").as_deref(), Some("is a PDF document"));
        assert_eq!(binary(&[0; 100]).as_deref(), Some("holds binary data"));
        assert_eq!(
            binary("title\0 and a good deal of text after it, so that one stray NUL is nothing".as_bytes()),
            None
        );
        assert_eq!(unknown("\nSome words,\n"), "begins with \"Some words,\"");
        let pubmed = unknown("<?xml version=\"1.0\" ?>\n<PubmedArticleSet>\n<PubmedArticle>");
        assert!(pubmed.contains("format \"PubMed\""), "{pubmed}");
    }
}
