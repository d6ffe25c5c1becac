//! Text as a cell of a workbook can hold it, and the page that it links.

use std::borrow::Cow;

/// What ends a text that was cut.
pub(super) const CUT: &str = " […cut]";
/// UTF-16 units of an address, at most.
const LONGEST_ADDRESS: usize = 2_079;

/// `text` as a cell of at most `units` UTF-16 units holds it, and whether it had to be cut.
///
/// Characters that XML cannot hold become U+FFFD, the sign for a character that is none; ends of lines become line feeds.
pub(super) fn fit(text: &str, units: usize) -> (Cow<'_, str>, bool) {
    let text = legal(text);
    // A byte is one unit at most.
    if text.len() <= units || text.encode_utf16().count() <= units {
        return (text, false);
    }
    let room = units - CUT.encode_utf16().count();
    let mut used = 0;
    let end = text.char_indices().find(|(_, c)| {
        used += c.len_utf16();
        used > room
    });
    let end = end.map_or(text.len(), |(end, _)| end);
    (Cow::Owned(format!("{}{CUT}", &text[..end])), true)
}

fn legal(text: &str) -> Cow<'_, str> {
    let is_illegal = |c: char| matches!(c, '\0'..='\x08' | '\x0B'..='\x1F' | '\u{FFFE}' | '\u{FFFF}');
    if !text.contains(is_illegal) {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(lines.replace(is_illegal, "\u{FFFD}"))
}

/// Whether cells of the column of this name are links.
pub(super) fn is_link(column: &str) -> bool {
    matches!(column, "url" | "doi")
}

/// The page that a cell of a column of links leads to; none where the text is no address that a browser opens, or is too long.
pub(super) fn address(column: &str, text: &str) -> Option<String> {
    let address = match column {
        // What means something in an address is no part of a DOI there.
        "doi" if text.starts_with("10.") => {
            let path = text.replace('%', "%25").replace('#', "%23").replace('?', "%3F");
            format!("https://doi.org/{path}")
        }
        "url" if text.starts_with("https://") || text.starts_with("http://") => text.to_owned(),
        _ => return None,
    };
    let opens = !address.contains(|c: char| c.is_whitespace() || c.is_control());
    // As long as it may become when what is neither letter nor digit is escaped.
    let length: usize = address.chars().map(|c| if c.is_ascii_alphanumeric() { 1 } else { 3 }).sum();
    (opens && length <= LONGEST_ADDRESS).then_some(address)
}
