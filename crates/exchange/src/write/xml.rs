//! Text inside XML 1.0.

use std::fmt::{self, Write};

/// Text as it stands in content and in quoted attributes.
///
/// White space is written as references, since readers turn line breaks in attributes into spaces. Characters that
/// XML 1.0 cannot hold at all become U+FFFD, the sign of a character that is lost.
pub(crate) struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\t' | '\n' | '\r' => write!(f, "&#{};", u32::from(c))?,
                c if is_forbidden(c) => f.write_char(char::REPLACEMENT_CHARACTER)?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// Whether production 2 of the XML 1.0 recommendation, `Char`, leaves `c` out. Surrogates are no `char`.
fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use quick_xml::events::Event;

    use super::*;

    #[test]
    fn markup_is_text_and_lost_characters_are_marked() {
        assert_eq!(
            Escaped("<a b=\"c\">&amp;</a>").to_string(),
            "&lt;a b=&quot;c&quot;&gt;&amp;amp;&lt;/a&gt;"
        );
        assert_eq!(Escaped("a\u{0}b\u{1f}c\u{ffff}\n").to_string(), "a\u{fffd}b\u{fffd}c\u{fffd}&#10;");
    }

    proptest! {
        /// quick-xml is the oracle: as an attribute, every text comes back but for the characters that are lost.
        #[test]
        fn another_reader_gets_the_text_back(text in prop_oneof![any::<String>(), "[<>&\"'\\]\\x00-\\x1f;#a-z-]{0,20}"]) {
            let page = format!("<a b=\"{}\"/>", Escaped(&text));
            let mut reader = quick_xml::Reader::from_str(&page);
            let Event::Empty(element) = reader.read_event().unwrap() else { panic!("not one element: {page}") };
            let attribute = element.attributes().next().unwrap().unwrap();
            let expected: String =
                text.chars().map(|c| if is_forbidden(c) { char::REPLACEMENT_CHARACTER } else { c }).collect();
            prop_assert_eq!(attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap(), expected);
        }
    }
}
