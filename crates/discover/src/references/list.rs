//! A bibliography as it is pasted from a paper, cut into references.

use corpus::{clean, markup};

/// One reference of a list, with the line on which it begins, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The line.
    pub line: u64,
    /// The number or key in front of it, `12` or `doe2009`; empty where there is none.
    pub label: String,
    /// The reference: one line of clean text.
    pub text: String,
}

/// Headings over a list of references.
const HEADINGS: [&str; 7] =
    ["references", "bibliography", "literature", "works cited", "literature cited", "literatur", "sources"];

/// Lines up to this length may be wrapped: longer ones hold a reference each.
const WRAPPED: usize = 140;

/// The references in a text, told apart by the first of these that it has: `\bibitem` (a `.bbl` file of LaTeX), numbers in front
/// (`[1]`, `1.`, `(1)`), bullets, empty lines between, lines that are set in below their first, else one a line; lines that end in the
/// middle of a reference are put together.
///
/// Time is linear in the length of the text.
///
/// ```
/// let found = discover::references::entries("References\n[1] J. Doe, On\nmaps, 2009.\n[2] R. Roe, On trees, 2010.");
/// assert_eq!((found.len(), found[0].text.as_str(), found[1].line), (2, "J. Doe, On maps, 2009.", 4));
/// ```
pub fn entries(text: &str) -> Vec<Entry> {
    if text.contains("\\bibitem") {
        return bibitems(text);
    }
    let lines: Vec<Line<'_>> = text
        .lines()
        .enumerate()
        .map(|(at, raw)| Line { number: at as u64 + 1, raw: raw.trim_end(), mark: mark(raw.trim()) })
        .filter(|line| !HEADINGS.contains(&line.raw.trim().trim_end_matches(':').to_lowercase().as_str()))
        .collect();
    let numbered = lines.iter().filter(|line| matches!(line.mark, Some((_, Mark::Number)))).count();
    let bullets = lines.iter().filter(|line| matches!(line.mark, Some((_, Mark::Bullet)))).count();
    let filled = lines.iter().filter(|line| !line.raw.is_empty()).count();
    let starts: Vec<bool> = match () {
        () if numbered > 1 || numbered == 1 && filled == 1 => ascending(&lines),
        () if bullets > 1 => lines.iter().map(|line| matches!(line.mark, Some((_, Mark::Bullet)))).collect(),
        () => unmarked(&lines),
    };
    put_together(&lines, &starts)
}

struct Line<'a> {
    number: u64,
    raw: &'a str,
    /// What stands in front of a reference, with its bytes behind the white space.
    mark: Option<(usize, Mark)>,
}

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Number,
    Bullet,
}

/// `[12]`, `[Doe09]`, `(12)`, `12.`, `12)`, or a bullet, at the front of a line.
fn mark(line: &str) -> Option<(usize, Mark)> {
    if let Some(rest) = line.strip_prefix('[') {
        let end = rest.find(']').filter(|&end| (1..=12).contains(&end))?;
        let key = &rest[..end];
        let fits = key.chars().all(|char| char.is_alphanumeric() || matches!(char, '+' | '-' | ':' | '*'))
            && key.contains(|char: char| char.is_ascii_digit());
        return fits.then_some((end + 2, Mark::Number));
    }
    for bullet in ["• ", "- ", "* ", "– ", "· "] {
        if line.starts_with(bullet) {
            return Some((bullet.len(), Mark::Bullet));
        }
    }
    let open = usize::from(line.starts_with('('));
    let digits = line[open..].bytes().take_while(u8::is_ascii_digit).count();
    let behind = &line[open + digits..];
    let closed = match open {
        1 => behind.starts_with(") "),
        _ => behind.starts_with(". ") || behind.starts_with(") ") || behind.starts_with(".\t"),
    };
    // Four digits are a year or a page at the front of a wrapped line.
    ((1..=3).contains(&digits) && closed).then_some((open + digits + 1, Mark::Number))
}

/// Which numbered lines begin a reference: bare numbers must go up by one, so that "12. Springer" in a wrapped line begins none.
fn ascending(lines: &[Line<'_>]) -> Vec<bool> {
    let mut last: Option<u32> = None;
    let starts = |line: &Line<'_>| {
        let Some((length, Mark::Number)) = line.mark else { return false };
        let front = &line.raw.trim_start()[..length];
        let number = front.trim_matches(|char: char| !char.is_ascii_digit()).parse().ok();
        if front.starts_with('[') {
            last = number.or(last);
            return true;
        }
        let next = last.is_none_or(|last| number == last.checked_add(1));
        if next {
            last = number;
        }
        next
    };
    lines.iter().map(starts).collect()
}

/// Where references begin that nothing stands in front of.
fn unmarked(lines: &[Line<'_>]) -> Vec<bool> {
    let filled = || lines.iter().filter(|line| !line.raw.is_empty());
    let set_in = |line: &Line<'_>| line.raw.starts_with([' ', '\t']);
    let indented = filled().filter(|line| set_in(line)).count();
    if indented > 0 && indented < filled().count() && !filled().next().is_some_and(set_in) {
        return lines.iter().map(|line| !line.raw.is_empty() && !set_in(line)).collect();
    }
    let after_gap = |at: usize| at == 0 || lines[at - 1].raw.is_empty();
    let gaps = (0..lines.len()).filter(|&at| !lines[at].raw.is_empty() && after_gap(at)).count();
    if 2 * gaps <= filled().count() && gaps > 1 {
        return (0..lines.len()).map(|at| !lines[at].raw.is_empty() && after_gap(at)).collect();
    }
    let mut begun = false;
    let mut starts = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let goes_on = at > 0 && begun && continues(lines[at - 1].raw, line.raw);
        starts.push(!line.raw.is_empty() && !goes_on);
        begun = !line.raw.is_empty();
    }
    starts
}

/// Whether a line goes on with what the line before it began: that one is short, and broke off in the middle.
fn continues(before: &str, line: &str) -> bool {
    let (before, line) = (before.trim(), line.trim());
    let link = before.contains("://") || before.to_lowercase().contains("doi");
    let ended = link || before.ends_with(['.', ';', ')', ']']);
    let begins = begins_with_a_name(line);
    let goes_on = match has_year(before) {
        true => !ended && !begins,
        false => !ended || !begins,
    };
    before.chars().count() <= WRAPPED && (before.ends_with('-') || goes_on)
}

/// Whether a line begins with a capital, or with a particle of a surname: `van Wijk, J.`.
fn begins_with_a_name(line: &str) -> bool {
    const PARTICLES: [&str; 14] =
        ["van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "el", "al", "ten"];
    let mut words = line.split(' ');
    let capital = |word: Option<&str>| word.is_some_and(|word| word.starts_with(char::is_uppercase));
    let first = words.next();
    capital(first)
        || first.is_some_and(|word| PARTICLES.contains(&word))
            && words.take(2).any(|word| capital(Some(word)))
}

fn has_year(text: &str) -> bool {
    text.split(|char: char| !char.is_ascii_digit())
        .any(|word| word.len() == 4 && word.parse().is_ok_and(|year: i32| (1500..=2100).contains(&year)))
}

fn put_together(lines: &[Line<'_>], starts: &[bool]) -> Vec<Entry> {
    let mut found: Vec<Entry> = Vec::new();
    for (line, &starts) in lines.iter().zip(starts) {
        let text = line.raw.trim();
        if starts {
            let length = line.mark.map_or(0, |(length, _)| length);
            let label = text[..length].trim_matches(|char: char| !char.is_alphanumeric()).to_owned();
            found.push(Entry { line: line.number, label, text: text[length..].trim_start().to_owned() });
        } else if let Some(entry) = found.last_mut().filter(|_| !text.is_empty()) {
            let small = text.chars().next().is_some_and(char::is_lowercase);
            match entry.text.strip_suffix('-').map(str::len) {
                // A word that was divided; a page range is not.
                Some(length) if small => entry.text.truncate(length),
                Some(_) => {}
                None => entry.text.push(' '),
            }
            entry.text.push_str(text);
        }
    }
    found.iter_mut().for_each(|entry| entry.text = clean::text(&entry.text).into_owned());
    found.retain(|entry| entry.text.chars().any(char::is_alphabetic));
    found
}

/// The items of a `thebibliography` of LaTeX.
fn bibitems(text: &str) -> Vec<Entry> {
    let mut line = 1;
    let mut found = Vec::new();
    for (at, part) in text.split("\\bibitem").enumerate() {
        let begins = line;
        line += part.matches('\n').count() as u64;
        // `\bibitemStop` and its like, in what REVTeX defines, are other commands.
        if at == 0 || part.starts_with(|next: char| next.is_ascii_alphabetic()) {
            continue;
        }
        let part = part.trim_start();
        // `\bibitem[label]{key}`; the label may hold braces.
        let rest = match part.strip_prefix('[') {
            Some(label) => label.split_once("]{").map_or(part, |(_, rest)| rest),
            None => part.strip_prefix('{').unwrap_or(part),
        };
        let (key, body) = rest.split_once('}').unwrap_or(("", rest));
        let body = body.split("\\end{thebibliography}").next().unwrap_or(body);
        let text = clean::text(&markup::latex(&body.replace("\\newblock", " "))).into_owned();
        found.push(Entry { line: begins, label: key.trim().to_owned(), text });
    }
    found.retain(|entry| entry.text.chars().any(char::is_alphabetic));
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> Vec<String> {
        entries(text).iter().map(|entry| format!("{}|{}|{}", entry.line, entry.label, entry.text)).collect()
    }

    const DOE: &str = "Doe, J. On maps of trees. J. Maps 3, 1-20 (2009).";
    const ROE: &str = "Roe, R. On trees of maps. J. Trees 4, 5-9 (2010).";

    #[test]
    fn one_list_in_many_layouts() {
        let expected = |lines: [u64; 2], labels: [&str; 2]| {
            vec![format!("{}|{}|{DOE}", lines[0], labels[0]), format!("{}|{}|{ROE}", lines[1], labels[1])]
        };
        let wrapped = "Doe, J. On maps of\n  trees. J. Maps 3, 1-\n  20 (2009).";
        for (text, lines, labels) in [
            (format!("{DOE}\n{ROE}\n"), [1, 2], ["", ""]),
            (format!("References\n\n[1] {DOE}\n[2] {ROE}"), [3, 4], ["1", "2"]),
            (format!("1. {DOE}\r\n2. {ROE}"), [1, 2], ["1", "2"]),
            (format!("(1) {DOE}\n(2) {ROE}"), [1, 2], ["1", "2"]),
            (format!("[Doe09] {DOE}\n[Roe10] {ROE}"), [1, 2], ["Doe09", "Roe10"]),
            (format!("• {DOE}\n• {ROE}"), [1, 2], ["", ""]),
            (format!("{DOE}\n\n{ROE}"), [1, 3], ["", ""]),
            (format!("{wrapped}\n{ROE}"), [1, 4], ["", ""]),
            (format!("[1] {}\n[2] {ROE}", wrapped.replace("\n  ", "\n")), [1, 4], ["1", "2"]),
            (format!("{}\n\n{ROE}", wrapped.replace("\n  ", "\n")), [1, 5], ["", ""]),
            (format!("{}\n{ROE}", wrapped.replace("\n  ", "\n")), [1, 4], ["", ""]),
        ] {
            assert_eq!(shown(&text), expected(lines, labels), "{text}");
        }
    }

    #[test]
    fn numbers_inside_of_references_begin_none() {
        let text = "1. Doe, J. On maps, vol.\n12. Springer (2009).\n2. Roe, R. On trees (2010).";
        assert_eq!(
            shown(text),
            ["1|1|Doe, J. On maps, vol. 12. Springer (2009).", "3|2|Roe, R. On trees (2010)."]
        );
    }

    #[test]
    fn items_of_latex() {
        let text = "\\begin{thebibliography}{9}\n\\bibitem[{Doe(2009)}]{doe}\nJ.~Doe.\n\\newblock On {M}aps of M\\\"uller.\n\\newblock {\\em Maps}, 2009.\n\n\\bibitem{roe} R. Roe, Trees, 2010.\n\\end{thebibliography}";
        assert_eq!(
            shown(text),
            ["2|doe|J. Doe. On Maps of Müller. Maps, 2009.", "7|roe|R. Roe, Trees, 2010."]
        );
    }

    #[test]
    fn commands_that_begin_like_items_are_none() {
        let text = "\\providecommand \\bibitemStop [0]{}%\n\\providecommand \\bibitemNoStop [0]{.\\EOS\\space}%\n\\bibitem{roe} R. Roe, Trees, 2010.\\bibitemStop\n";
        assert_eq!(shown(text), ["3|roe|R. Roe, Trees, 2010."]);
    }

    #[test]
    fn nothing_comes_of_nothing() {
        for text in ["", "\n\n", "References", "12\n\n--\n", "\\bibitem", "\\bibitem{x"] {
            assert!(entries(text).len() < 2, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic_and_lines_ascend(text in "(\\[1\\] |[0-9]{1,4}\\. |• |\\\\bibitem|\\{|\\}|\\]|[A-Zé系a-z]{1,6}|, |- |-|\n|\n\n|  |2009){0,40}") {
            let found = entries(&text);
            prop_assert!(found.windows(2).all(|pair| pair[0].line <= pair[1].line));
            prop_assert!(found.iter().all(|entry| !entry.text.contains('\n')));
        }
    }
}
