//! HTML, JATS and LaTeX in titles and abstracts, turned into plain text.
//!
//! Only tags by known names go: "a < b" and "p<0.05" are mathematics and stay.

use std::borrow::Cow;

use memchr::memchr2;

pub use crate::read::latex::text as latex;

/// Tags that begin something new: a space stands in their place.
const BLOCKS: [&str; 26] = [
    "p",
    "br",
    "hr",
    "div",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "sec",
    "title",
    "list",
    "list-item",
    "table",
    "tr",
    "td",
    "th",
    "disp-formula",
    "label",
];

/// Tags inside a word or a sentence: nothing stands in their place.
const INLINE: [&str; 30] = [
    "i",
    "b",
    "u",
    "em",
    "strong",
    "italic",
    "bold",
    "sub",
    "sup",
    "inf",
    "sc",
    "span",
    "a",
    "tt",
    "code",
    "small",
    "big",
    "font",
    "math",
    "inline-formula",
    "tex-math",
    "ext-link",
    "xref",
    "monospace",
    "underline",
    "roman",
    "mark",
    "abbr",
    "cite",
    "s",
];

/// Names of characters that sources use, besides numbers.
const ENTITIES: [(&str, char); 61] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("shy", '\u{ad}'),
    ("times", '×'),
    ("plusmn", '±'),
    ("deg", '°'),
    ("micro", 'µ'),
    ("middot", '·'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("le", '≤'),
    ("ge", '≥'),
    ("alpha", 'α'),
    ("beta", 'β'),
    ("gamma", 'γ'),
    ("delta", 'δ'),
    ("lambda", 'λ'),
    ("mu", 'μ'),
    ("pi", 'π'),
    ("sigma", 'σ'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("acirc", 'â'),
    ("atilde", 'ã'),
    ("auml", 'ä'),
    ("aring", 'å'),
    ("aelig", 'æ'),
    ("ccedil", 'ç'),
    ("egrave", 'è'),
    ("eacute", 'é'),
    ("ecirc", 'ê'),
    ("euml", 'ë'),
    ("iacute", 'í'),
    ("icirc", 'î'),
    ("iuml", 'ï'),
    ("ntilde", 'ñ'),
    ("ograve", 'ò'),
    ("oacute", 'ó'),
    ("ocirc", 'ô'),
    ("ouml", 'ö'),
    ("oslash", 'ø'),
    ("uacute", 'ú'),
    ("ucirc", 'û'),
    ("uuml", 'ü'),
    ("szlig", 'ß'),
    ("scaron", 'š'),
    ("zcaron", 'ž'),
    ("Auml", 'Ä'),
    ("Ouml", 'Ö'),
];

/// How often a text is looked through: services encode what was encoded before.
const ROUNDS: usize = 4;

/// `raw` without tags of HTML and JATS and with its entities as characters. Borrowed where there are none.
///
/// ```
/// use corpus::markup::plain;
/// assert_eq!(plain("<jats:p>R&amp;amp;D in <i>E.&nbsp;coli</i></jats:p>").trim(), "R&D in E. coli");
/// assert_eq!(plain("a < b, p<0.05 and x<y or z>w"), "a < b, p<0.05 and x<y or z>w");
/// ```
pub fn plain(raw: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(raw);
    for _ in 0..ROUNDS {
        match once(&text) {
            Some(changed) => text = Cow::Owned(changed),
            None => break,
        }
    }
    text
}

/// One round over the text; nothing where nothing changes.
fn once(text: &str) -> Option<String> {
    let mut plain = String::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(found) = memchr2(b'<', b'&', &text.as_bytes()[at..]) {
        at += found;
        let rest = &text[at..];
        let Some((length, instead)) = tag(rest).or_else(|| entity(rest)) else {
            at += 1;
            continue;
        };
        plain.push_str(&text[copied..at]);
        plain.extend(instead);
        at += length;
        copied = at;
    }
    (copied > 0).then(|| plain + &text[copied..])
}

/// The length of the tag at the front of `text`, and what stands in its place.
fn tag(text: &str) -> Option<(usize, Option<char>)> {
    let inner = text.strip_prefix('<')?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let end = inner.find(|char: char| !(char.is_ascii_alphanumeric() || matches!(char, ':' | '-')))?;
    let (name, rest) = inner.split_at(end);
    // In `a<b and c>d` no attribute stands between the brackets: those have a value.
    let close = rest.find(['>', '<']).filter(|&at| rest[at..].starts_with('>'))?;
    let between = rest[..close].trim_end_matches('/').trim();
    if !between.is_empty() && !between.contains('=') {
        return None;
    }
    let name = name.to_ascii_lowercase();
    let (space, local) = name.split_once(':').unwrap_or(("", &name));
    let block = BLOCKS.contains(&local);
    let known = block || INLINE.contains(&local) || matches!(space, "jats" | "mml");
    known.then(|| (text.len() - rest.len() + close + 1, block.then_some(' ')))
}

/// The length of the entity at the front of `text`, and its character.
fn entity(text: &str) -> Option<(usize, Option<char>)> {
    const LONGEST: usize = 10;
    let name = text.strip_prefix('&')?;
    let (name, length) = match name.bytes().take(LONGEST).position(|byte| byte == b';') {
        Some(end) => (&name[..end], end + 2),
        // Writers that part a list at semicolons tear the last one off.
        None if name.starts_with('#') && name.len() < LONGEST => (name, name.len() + 1),
        None => return None,
    };
    let char = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
        None => ENTITIES.iter().find(|(entity, _)| *entity == name)?.1,
    };
    Some((length, Some(char)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn tags_and_entities_go() {
        let cases = [
            ("<i>In vitro</i> CO<sub>2</sub>", "In vitro CO2"),
            ("YBa<inf>2</inf>Cu<inf>3</inf>O", "YBa2Cu3O"),
            ("<jats:sec><jats:title>Aim</jats:title><jats:p>We</jats:p></jats:sec>", "  Aim  We  "),
            ("<mml:math alttext=\"x\"><mml:mi>x</mml:mi></mml:math>", "x"),
            ("&lt;i&gt;x&lt;/i&gt; &#8211; &#x2013; caf&eacute;", "x – – café"),
            ("sea&#8208", "sea‐"),
            ("one<br/>two<BR>three", "one two three"),
            ("<a href=\"https://x.org\">link</a>", "link"),
        ];
        for (raw, expected) in cases {
            assert_eq!(plain(raw), expected, "{raw}");
        }
    }

    #[test]
    fn mathematics_and_names_stay() {
        for raw in [
            "a < b",
            "p<0.05",
            "a<b and c>d",
            "AT&T; R&D",
            "<unknown>",
            "x <",
            "&",
            "&#xZZ; &#99999999;",
            "i<p",
            "<é>",
        ] {
            assert_eq!(plain(raw), raw);
        }
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(raw in any::<String>(), mixed in "[<>/&;#xip é=]{0,24}") {
            let _ = plain(&raw);
            let _ = plain(&mixed);
        }

        #[test]
        fn text_without_marks_is_untouched(raw in "[^<&]{0,40}") {
            prop_assert!(matches!(plain(&raw), Cow::Borrowed(same) if same == raw));
        }
    }
}
