//! LaTeX to Unicode, as far as titles, names and abstracts use it.
//!
//! Never an error: what is no known command keeps its name or its argument, so that nothing is lost.

mod signs;

use std::borrow::Cow;

use unicode_normalization::char::compose;

use self::signs::{combining, is_formatting, letter, named_accent, symbol};

/// Commands in one another's arguments that are followed; deeper ones stay as they are.
const DEEPEST: usize = 16;

/// The longest argument that is looked for, in bytes.
const LONGEST: usize = 2048;

/// So many braces that never close are looked into; a text full of them is not searched anew for each.
const PATIENCE: u8 = 8;

/// Bytes that may mean something; all others are copied in runs.
const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b"\\{}$~-'`^_";
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
};

/// Running text: accents, symbols, quotes and dashes become characters, grouping braces and formatting go, and
/// formulas are made readable.
pub fn text(raw: &str) -> Cow<'_, str> {
    decode(raw, true)
}

/// Links, identifiers and references: as [`text`], but tildes, hyphens, quotes and dollar signs stay.
pub(super) fn verbatim(raw: &str) -> Cow<'_, str> {
    decode(raw, false)
}

fn decode(raw: &str, running: bool) -> Cow<'_, str> {
    let Some(first) = first_command(raw.as_bytes(), running) else { return Cow::Borrowed(raw) };
    let mut decoder =
        Decoder { raw, at: first, running, depth: 0, formula: None, unclosed: 0, out: String::new() };
    decoder.out.reserve(raw.len());
    decoder.out.push_str(&raw[..first]);
    decoder.run();
    Cow::Owned(decoder.out)
}

/// Where the first thing stands that does not mean itself.
fn first_command(raw: &[u8], running: bool) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + raw[from..].iter().position(|&byte| SPECIAL[usize::from(byte)])?;
        let means_more = match raw[at] {
            b'\\' | b'{' | b'}' => true,
            b'$' | b'~' => running,
            b'-' | b'\'' | b'`' => running && raw.get(at + 1) == Some(&raw[at]),
            _ => false,
        };
        if means_more {
            return Some(at);
        }
        from = at + 1;
    }
}

struct Decoder<'a> {
    raw: &'a str,
    at: usize,
    running: bool,
    depth: usize,
    /// Where the formula ends that is being read.
    formula: Option<usize>,
    /// Arguments without an end so far.
    unclosed: u8,
    out: String,
}

impl<'a> Decoder<'a> {
    fn run(&mut self) {
        while let Some(&byte) = self.raw.as_bytes().get(self.at) {
            match byte {
                b'\\' => self.command(),
                b'{' | b'}' => self.at += 1,
                b'$' if self.running => self.dollar(),
                b'~' if self.running => self.tilde(),
                b'-' if self.running => self.repeated(b'-', &["-", "–", "—"]),
                b'\'' if self.running => self.repeated(b'\'', &["'", "”"]),
                b'`' if self.running => self.repeated(b'`', &["`", "“"]),
                b'^' | b'_' => self.script(),
                _ => {
                    let rest = &self.raw.as_bytes()[self.at + 1..];
                    let run =
                        1 + rest.iter().position(|&byte| SPECIAL[usize::from(byte)]).unwrap_or(rest.len());
                    // A byte that is special in links only stays; all special bytes are ASCII, so this is a boundary.
                    self.out.push_str(&self.raw[self.at..self.at + run]);
                    self.at += run;
                }
            }
        }
    }

    /// A run of one character, which longer means another.
    fn repeated(&mut self, character: u8, meanings: &[&str]) {
        let rest = &self.raw.as_bytes()[self.at..];
        let taken = rest.iter().take(meanings.len()).take_while(|byte| **byte == character).count();
        self.out.push_str(meanings[taken - 1]);
        self.at += taken;
    }

    /// Between words a tilde is a space; at the front of one ("~5 %") somebody meant a tilde.
    fn tilde(&mut self) {
        let inside =
            self.out.chars().next_back().is_some_and(|before| !before.is_whitespace() && before != '(');
        self.out.push(if inside { ' ' } else { '~' });
        self.at += 1;
    }

    /// A dollar sign goes where it opens or closes a formula; elsewhere it is money.
    fn dollar(&mut self) {
        let double = usize::from(self.raw[self.at..].starts_with("$$"));
        if self.formula == Some(self.at) {
            self.formula = None;
            self.at += 1 + double;
            return;
        }
        let open = self.at + 1 + double;
        self.formula = match self.formula {
            None => formula_end(self.raw, open, double == 1),
            inside => inside,
        };
        if self.formula.is_none() {
            self.out.push('$');
            self.at += 1;
        } else {
            self.at = open;
        }
    }

    /// `^` and `_` with an argument in braces: `n^{1+\epsilon}` is `n^(1+ε)`.
    fn script(&mut self) {
        self.out.push(char::from(self.raw.as_bytes()[self.at]));
        self.at += 1;
        if self.raw[self.at..].starts_with('{')
            && let Some(argument) = self.argument()
        {
            self.operand(&argument);
        }
    }

    fn operand(&mut self, argument: &str) {
        let simple = argument.chars().count() < 2 || argument.chars().all(char::is_alphanumeric);
        self.out.push_str(&if simple { argument.to_owned() } else { format!("({argument})") });
    }

    fn command(&mut self) {
        let rest = &self.raw[self.at + 1..];
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters > 0 {
            self.at += 1 + letters;
            return self.word(&rest[..letters]);
        }
        let Some(symbol) = rest.chars().next() else {
            self.out.push('\\');
            self.at += 1;
            return;
        };
        self.at += 1 + symbol.len_utf8();
        match symbol {
            '\'' | '`' | '"' | '^' | '~' | '=' | '.' => self.accent(combining(symbol), symbol),
            '\\' | ' ' | ',' | ';' | ':' | '\n' | '\r' | '\t' => self.out.push(' '),
            '-' | '/' | '!' | '(' | ')' | '[' | ']' | '@' => {}
            '|' => self.out.push('‖'),
            other => self.out.push(other),
        }
    }

    fn word(&mut self, name: &str) {
        if let Some(letter) = letter(name) {
            self.out.push_str(letter);
            return self.skip_space();
        }
        if let Some(mark) = named_accent(name) {
            return self.accent(mark, '\0');
        }
        if let Some(symbol) = symbol(name) {
            return self.out.push_str(symbol);
        }
        match name {
            "frac" | "dfrac" | "tfrac" => {
                for separator in ["/", ""] {
                    if let Some(argument) = self.argument() {
                        self.operand(&argument);
                    }
                    self.out.push_str(separator);
                }
            }
            "sqrt" => {
                self.out.push('√');
                if let Some(argument) = self.argument() {
                    self.operand(&argument);
                }
            }
            "href" => {
                let link = self.raw_argument().map(|link| verbatim(link).into_owned()).unwrap_or_default();
                let shown = self.argument().unwrap_or_default();
                self.out.push_str(&if shown == link { link } else { format!("{shown} ({link})") });
            }
            "url" | "path" | "nolinkurl" => {
                if let Some(link) = self.raw_argument() {
                    self.out.push_str(&verbatim(link));
                }
            }
            "begin" | "end" => drop(self.raw_argument()),
            _ if is_formatting(name) => self.skip_space(),
            // An unknown command with an argument mostly formats it; one without stands for its name.
            _ if self.raw[self.at..].starts_with('{') => {}
            _ => self.out.push_str(name),
        }
    }

    /// The next letter with an accent, which stays a combining mark where there is no such letter; `alone` where nothing
    /// comes next.
    fn accent(&mut self, mark: char, alone: char) {
        let argument = self.argument().unwrap_or_default();
        let mut letters = argument.chars();
        match letters.next() {
            None if alone != '\0' => self.out.push(alone),
            None => {}
            Some(base) => {
                let base = match base {
                    'ı' => 'i',
                    'ȷ' => 'j',
                    base => base,
                };
                match compose(base, mark) {
                    Some(letter) => self.out.push(letter),
                    None => self.out.extend([base, mark]),
                }
                self.out.push_str(letters.as_str());
            }
        }
    }

    /// The argument that comes next, decoded: a group, a command or a character.
    fn argument(&mut self) -> Option<String> {
        let raw = self.raw_argument()?;
        if self.depth == DEEPEST {
            return Some(raw.to_owned());
        }
        let (running, depth) = (self.running, self.depth + 1);
        let mut inner =
            Decoder { raw, at: 0, running, depth, formula: None, unclosed: 0, out: String::new() };
        inner.run();
        Some(inner.out)
    }

    /// The argument that comes next, as it is written, without its braces.
    fn raw_argument(&mut self) -> Option<&'a str> {
        self.skip_space();
        let rest = &self.raw[self.at..];
        let (length, argument) = match rest.chars().next()? {
            '{' if self.unclosed == PATIENCE => return None,
            '{' => match group_end(&rest.as_bytes()[..rest.len().min(LONGEST)]) {
                Some(end) => (end + 1, &rest[1..end]),
                None => {
                    self.unclosed += 1;
                    return None;
                }
            },
            '}' | '$' => return None,
            '\\' => {
                let letters = rest[1..].bytes().take_while(u8::is_ascii_alphabetic).count();
                let length = match letters {
                    0 => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
                    letters => 1 + letters,
                };
                (length, &rest[..length])
            }
            letter => (letter.len_utf8(), &rest[..letter.len_utf8()]),
        };
        self.at += length;
        Some(argument)
    }

    fn skip_space(&mut self) {
        let rest = &self.raw[self.at..];
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
    }
}

/// Where the group ends that begins `text` with a brace; escaped braces do not count.
pub(super) fn group_end(text: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    for at in memchr::memchr2_iter(b'{', b'}', text) {
        if is_escaped(text, at) {
            continue;
        }
        match text[at] {
            b'{' => depth += 1,
            _ => depth = depth.checked_sub(1)?,
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// Whether the byte at `at` has a backslash before it that is not itself escaped.
pub(super) fn is_escaped(text: &[u8], at: usize) -> bool {
    text[..at].iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1
}

/// Where the formula ends that begins at `open`; `None` where the sign before it is money. As in Pandoc's Markdown, a
/// formula has no space just inside of its signs, and no digit follows the last one.
fn formula_end(raw: &str, open: usize, double: bool) -> Option<usize> {
    let text = raw.as_bytes();
    if !double && text.get(open).is_none_or(u8::is_ascii_whitespace) {
        return None;
    }
    let end =
        memchr::memchr_iter(b'$', &text[open..]).map(|at| open + at).find(|&at| !is_escaped(text, at))?;
    let spaced = text[..end].last().is_some_and(u8::is_ascii_whitespace);
    let digit = text.get(end + 1).is_some_and(u8::is_ascii_digit);
    (double || (end > open && !spaced && !digit)).then_some(end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clean;

    fn of(raw: &str) -> String {
        clean::text(&text(raw)).into_owned()
    }

    #[test]
    fn letters_and_accents() {
        let cases = [
            (r#"\'etude \"{o} {\"u} \'{\i} \'\i"#, "étude ö ü í í"),
            (r"\v{c} \v c \H{o} \c{c} \k{a} \r a \u{g} \d{s}", "č č ő ç ą å ğ ṣ"),
            (r"Stra\ss e \o re {\O}re \L{}\'od\'z \ae \AA", "Straße øre Øre Łódź æÅ"),
            (r#"Garc{\'\i}a M{\"u}ller Erd{\H{o}}s"#, "García Müller Erdős"),
            (r"\~{} \^{} \textasciitilde{}", "~ ^ ~"),
            (r#"\'{\"u} {\d{\^o}}"#, "ǘ ộ"),
        ];
        for (raw, expected) in cases {
            assert_eq!(of(raw), expected, "{raw}");
        }
    }

    #[test]
    fn running_text() {
        let cases = [
            (r"R\&D, 5\% of \$3, a\_b \#1 \{x\}", "R&D, 5% of $3, a_b #1 {x}"),
            ("``Why?'' -- a pre--post test---again", "“Why?” – a pre–post test—again"),
            ("Fig.~2 gains ~5 (~6)", "Fig. 2 gains ~5 (~6)"),
            (r"The {GPU} \emph{is} {\em very} \textbf{fast}", "The GPU is very fast"),
            (
                r"see \url{http://a.b/~c--d_e} or \href{http://x.y}{our site}",
                "see http://a.b/~c--d_e or our site (http://x.y)",
            ),
            (r"\unknown{kept} and \unknown too", "kept and unknown too"),
            ("it costs $5 and $10", "it costs $5 and $10"),
            ("ends in a backslash \\", "ends in a backslash \\"),
        ];
        for (raw, expected) in cases {
            assert_eq!(of(raw), expected, "{raw}");
        }
    }

    #[test]
    fn formulas_are_readable() {
        let cases = [
            ("$k$-means in $O(n^2 \\log n)$", "k-means in O(n^2 log n)"),
            (r"$\tilde{O}(\sqrt{n}/\epsilon^{2})$", "Õ(√n/ε^2)"),
            (r"$\frac{1}{n+1} \leq x_{ij}$", "1/(n+1) ≤ x_ij"),
            (r"$$x \in \mathbb{R}^{d+1}$$ so", "x ∈ R^(d+1) so"),
        ];
        for (raw, expected) in cases {
            assert_eq!(of(raw), expected, "{raw}");
        }
    }

    #[test]
    fn plain_text_is_not_copied() {
        assert!(matches!(text("plain - text's"), Cow::Borrowed(_)));
        assert_eq!(verbatim("10.1000/a--b~c$d"), "10.1000/a--b~c$d");
        assert_eq!(verbatim(r"10.1007/978-3\_1\&x"), "10.1007/978-3_1&x");
    }

    proptest! {
        #[test]
        fn any_text_decodes(raw in r"([\\{}$~\-'`^_ av\u{e9}]|\\frac|\\href|\\'|\\ss){0,40}") {
            text(&raw);
            verbatim(&raw);
        }

        #[test]
        fn text_without_commands_stays(raw in "[a-zA-Z0-9 .,;:()%&#\u{e9}]{0,40}") {
            prop_assert_eq!(text(&raw), raw.as_str());
        }
    }
}
