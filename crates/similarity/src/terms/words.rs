//! Running text to words.
//!
//! A word is lower case, at least a letter long, and stands beside the next unless punctuation parts them. White space cuts
//! the text into pieces; a piece of ASCII takes a fast path, any other goes through the word rules of Unicode (UAX 29).

use unicode_segmentation::UnicodeSegmentation;

/// What stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A word in lower case. A prefix or a single letter keeps its hyphen: `k-means`, `3-d`, `multi-view`.
    Word {
        /// Its letters.
        text: &'a str,
        /// A hyphen joins it to the word before: `supervised` in `weakly-supervised`.
        hyphen: bool,
    },
    /// Punctuation: the words on its two sides are no neighbours.
    Break,
}

/// Parts that are no words of their own: with what follows the hyphen they make one word, as `multi-agent` is `multiagent`.
const PREFIXES: [&str; 22] = [
    "anti", "auto", "bio", "cyber", "hetero", "hyper", "inter", "intra", "meta", "micro", "mini", "multi",
    "nano", "neuro", "non", "photo", "pre", "pseudo", "quasi", "self", "semi", "sub",
];

/// Function words between hyphens: `end-to-end`, `state-of-the-art`.
const FUNCTION_WORDS: [&str; 10] = ["an", "and", "as", "by", "is", "of", "or", "the", "to", "vs"];

/// Tells `each` the tokens of `text` in order. `lower` is scratch.
pub(super) fn scan(text: &str, lower: &mut String, mut each: impl FnMut(Token<'_>)) {
    for piece in text.split_ascii_whitespace() {
        if is_address(piece) || is_broken_glyphs(piece) {
            each(Token::Break);
        } else if piece.is_ascii() {
            lower.clear();
            lower.push_str(piece);
            lower.make_ascii_lowercase();
            scan_ascii(lower, &mut each);
        } else {
            scan_unicode(&piece.to_lowercase(), lower, &mut each);
        }
    }
}

/// Whether a piece is a web or mail address: with scheme, with `www.`, or a dot before a slash as in `github.com/a/b`.
fn is_address(piece: &str) -> bool {
    if !piece.bytes().any(|byte| matches!(byte, b'/' | b'@' | b'.')) {
        return false;
    }
    let dotted_path = || {
        let host = piece.split('/').next().unwrap_or_default();
        host.len() < piece.len()
            && host
                .as_bytes()
                .windows(3)
                .any(|at| at[1] == b'.' && at[0].is_ascii_alphanumeric() && at[2].is_ascii_alphabetic())
    };
    piece.contains("://") || piece.contains("www.") || piece.contains('@') || dotted_path()
}

/// Whether a piece holds numbers of glyphs that a PDF did not map to letters, as in `e(cid:14)ects`: its words are beyond repair.
fn is_broken_glyphs(piece: &str) -> bool {
    piece.contains(':') && piece.contains("(cid:")
}

fn scan_ascii(piece: &str, each: &mut impl FnMut(Token<'_>)) {
    let bytes = piece.as_bytes();
    let is_word = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let mut at = 0;
    while at < bytes.len() {
        if !is_word(at) {
            each(Token::Break);
            // A command of TeX is no word.
            let command = bytes[at] == b'\\';
            at += 1;
            while command && is_word(at) {
                at += 1;
            }
            continue;
        }
        let start = at;
        while is_word(at) || (matches!(bytes.get(at), Some(b'-' | b'\'')) && is_word(at + 1)) {
            at += 1;
        }
        // The two languages whose names are a letter and punctuation.
        let signs = if &bytes[start..at] == b"c" { &bytes[at..] } else { &[] };
        at += if signs.starts_with(b"++") { 2 } else { usize::from(signs.starts_with(b"#")) };
        split_compound(&piece[start..at], each);
    }
}

/// Gathers the words of Unicode, and hyphens and apostrophes between them, to compounds.
fn scan_unicode(piece: &str, compound: &mut String, each: &mut impl FnMut(Token<'_>)) {
    compound.clear();
    let flush = |compound: &mut String, each: &mut dyn FnMut(Token<'_>)| {
        let word = compound.trim_end_matches(['-', '\'']);
        if !word.is_empty() {
            split_compound(word, &mut |token| each(token));
        }
        if word.len() < compound.len() {
            each(Token::Break);
        }
        compound.clear();
    };
    let is_joint =
        |letter: char| matches!(letter, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' | '\'' | '\u{2019}');
    for segment in piece.split_word_bounds() {
        if segment.contains(char::is_alphanumeric) {
            // Scripts without spaces: words side by side.
            if compound.ends_with(char::is_alphanumeric) {
                flush(compound, each);
            }
            for part in segment.split_inclusive(|letter: char| !letter.is_alphanumeric() && !is_mark(letter))
            {
                let letters =
                    part.trim_end_matches(|letter: char| !letter.is_alphanumeric() && !is_mark(letter));
                compound.push_str(letters);
                match part[letters.len()..].chars().next() {
                    Some('\'' | '\u{2019}') if !letters.is_empty() => compound.push('\''),
                    Some(_) => {
                        flush(compound, each);
                        each(Token::Break);
                    }
                    None => {}
                }
            }
        } else if segment.chars().all(is_joint)
            && compound.ends_with(char::is_alphanumeric)
            && segment.chars().count() == 1
        {
            compound.push(if matches!(segment, "'" | "\u{2019}") { '\'' } else { '-' });
        } else {
            flush(compound, each);
            each(Token::Break);
        }
    }
    flush(compound, each);
}

/// Combining marks belong to the letter before.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// Words joined by single hyphens, to words. Prefixes and letters stay with what they stand before; with a function word in the
/// midst, as in `end-to-end`, all is one word.
fn split_compound(compound: &str, each: &mut impl FnMut(Token<'_>)) {
    if compound.contains('\'') {
        let plain: Vec<&str> = compound.split('-').map(without_apostrophe).collect();
        return split_compound(&plain.join("-"), each);
    }
    if !compound.contains('-') {
        return each(Token::Word { text: compound, hyphen: false });
    }
    let inner = compound.split('-').skip(1).collect::<Vec<_>>();
    if inner.iter().rev().skip(1).any(|part| FUNCTION_WORDS.contains(part)) {
        return each(Token::Word { text: compound, hyphen: false });
    }
    let (mut start, mut end) = (0, 0);
    let mut parts = compound.split('-').peekable();
    while let Some(part) = parts.next() {
        end += part.len();
        if !parts.peek().is_some_and(|next| stay_together(part, next)) {
            each(Token::Word { text: &compound[start..end], hyphen: start > 0 });
            start = end + 1;
        }
        end += 1;
    }
}

fn stay_together(part: &str, next: &str) -> bool {
    let is_short = |part: &str| part.chars().count() <= 2 && !FUNCTION_WORDS.contains(&part);
    next.chars().count() == 1
        || PREFIXES.contains(&part)
        || (is_short(part) && !FUNCTION_WORDS.contains(&next))
}

/// `model's` to `model`, `l'analyse` to `analyse`.
fn without_apostrophe(word: &str) -> &str {
    match word.split_once('\'') {
        Some((article, noun)) if article.chars().count() == 1 => without_apostrophe(noun),
        Some((stem, _)) => stem,
        None => word,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Words as they stand, with `-` before one that a hyphen joins and `|` for breaks, several as one.
    fn told(text: &str) -> String {
        let mut told = Vec::new();
        scan(text, &mut String::new(), |token| match token {
            Token::Word { text, hyphen: false } => told.push(text.to_owned()),
            Token::Word { text, hyphen: true } => told.push(format!("-{text}")),
            Token::Break if told.last().is_none_or(|last| last == "|") => {}
            Token::Break => told.push("|".to_owned()),
        });
        told.join(" ")
    }

    #[test]
    fn words_and_breaks() {
        assert_eq!(told("Fast (GPU) rendering, again."), "fast | gpu | rendering | again |");
        assert_eq!(told("and/or"), "and | or");
        assert_eq!(told("$\\mathcal{O}(n)$ bound"), "o | n | bound");
        assert_eq!(told(""), "");
    }

    #[test]
    fn compounds() {
        assert_eq!(told("weakly-supervised"), "weakly -supervised");
        assert_eq!(told("k-means, t-SNE and x-ray"), "k-means | t-sne and x-ray");
        assert_eq!(told("3-D 2D"), "3-d 2d");
        assert_eq!(told("Multi-View non-linear"), "multi-view non-linear");
        assert_eq!(told("state-of-the-art"), "state-of-the-art");
        assert_eq!(told("end-to-end"), "end-to-end");
        assert_eq!(told("pre- and post-hoc -x-"), "pre | and post -hoc | x |");
        assert_eq!(told("C++ and C#, vitamin c"), "c++ and c# | vitamin c");
    }

    #[test]
    fn apostrophes() {
        assert_eq!(told("the model's users' l'analyse don't"), "the model users | analyse don");
        assert_eq!(told("Parkinson\u{2019}s"), "parkinson");
    }

    #[test]
    fn other_scripts() {
        assert_eq!(told("Schrödinger, naïve Übung"), "schrödinger | naïve übung");
        assert_eq!(told("Navier\u{2013}Stokes"), "navier -stokes");
        assert_eq!(told("δ-sparse"), "δ-sparse");
        assert_eq!(told("深度学习"), "深 度 学 习");
        assert_eq!(told("обучение машин"), "обучение машин");
    }

    #[test]
    fn addresses_are_no_words() {
        assert_eq!(told("see https://github.com/a/b. Code"), "see | code");
        assert_eq!(told("at (www.example.org) or github.com/a/b-c, me@example.org"), "at | or |");
        assert_eq!(told("input/output e.g. this"), "input | output e | g | this");
    }

    #[test]
    fn broken_glyphs_are_no_words() {
        assert_eq!(told("side e(cid:14)ects (cid:3) of CID"), "side | of cid");
    }

    proptest! {
        // The word rules of Unicode are the oracle of the fast path.
        #[test]
        fn ascii_is_scanned_as_unicode_is(piece in "[a-z0-9'(),.;:_-]{0,12}") {
            let collect = |unicode: bool| {
                let mut told: Vec<String> = Vec::new();
                let mut each = |token: Token<'_>| match token {
                    Token::Word { text, hyphen } => told.push(format!("{text}{hyphen}")),
                    Token::Break if told.last().is_none_or(String::is_empty) => {}
                    Token::Break => told.push(String::new()),
                };
                if unicode { scan_unicode(&piece, &mut String::new(), &mut each) } else { scan_ascii(&piece, &mut each) }
                told
            };
            prop_assert_eq!(collect(false), collect(true));
        }
    }
}
