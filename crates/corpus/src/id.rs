//! Names of papers: DOIs, made ids, and the keys under which equal titles and equal authors meet.

use unicode_normalization::UnicodeNormalization;

/// The DOI in `raw`, lower case and bare, or nothing where there is none.
///
/// Prefixes (`https://doi.org/`, `doi:`), trailing punctuation and a bracket that was opened before the DOI are
/// cut. A DOI is `10.`, four to nine digits, a slash and something after it.
///
/// ```
/// assert_eq!(corpus::id::doi("https://doi.org/10.1109/TVCG.2010.195.").as_deref(), Some("10.1109/tvcg.2010.195"));
/// assert_eq!(corpus::id::doi("10 papers"), None);
/// ```
pub fn doi(raw: &str) -> Option<String> {
    let start = raw.match_indices("10.").map(|(at, _)| at).find(|&at| starts_doi(raw, at))?;
    let raw = &raw[start..];
    let ends = |char: char| char.is_whitespace() || matches!(char, '"' | '<' | '>' | '|' | ';');
    let (mut found, rest) = raw.split_at(raw.find(ends).unwrap_or(raw.len()));
    // A publisher's pages part the number of a chapter from the volume: "10.1007/978-3-031-19836-6 _31".
    if let Some(chapter) = rest.strip_prefix(" _") {
        found = &raw[..found.len() + 2 + chapter.find(ends).unwrap_or(chapter.len())];
    }
    let mut found = found.replace(" _", "_").replace("%2F", "/").replace("%2f", "/");
    // Escaped for LaTeX, at times twice over.
    while found.contains("\\_") {
        found = found.replace("\\_", "_");
    }
    let (prefix, suffix) = trim_link(&found).split_once('/')?;
    (!suffix.is_empty()).then(|| format!("{prefix}/{suffix}").to_lowercase())
}

/// Whether a registrant's number and a slash follow `10.` at `at`, and no number or letter comes before it.
fn starts_doi(raw: &str, at: usize) -> bool {
    let after = &raw[at + 3..];
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let behind = &after[digits..];
    let slash =
        behind.starts_with('/') || behind.get(..3).is_some_and(|sign| sign.eq_ignore_ascii_case("%2f"));
    let free = !raw[..at].ends_with(|char: char| char.is_alphanumeric() || char == '.');
    (4..=9).contains(&digits) && slash && free
}

/// DOIs given by archives to preprints, posters and data: such a work often has a publisher's DOI too.
const ARCHIVES: [&str; 10] = [
    "10.48550/",
    "10.1101/",
    "10.64898/",
    "10.5281/",
    "10.2139/",
    "10.21203/",
    "10.20944/",
    "10.31219/",
    "10.31234/",
    "10.26434/",
];

/// Whether an archive gave the DOI, so that a publisher's DOI may name the same paper.
pub fn is_archived(doi: &str) -> bool {
    // Behind 10.1101 bioRxiv writes a number or a date, the journals of the same press letters: 10.1101/gad.1376506.
    let journal = doi
        .strip_prefix("10.1101/")
        .is_some_and(|rest| !rest.starts_with(|char: char| char.is_ascii_digit()));
    ARCHIVES.iter().any(|prefix| doi.starts_with(prefix)) && !journal
}

/// The arXiv id in `raw`, lower case and without version; `None` where there is none.
///
/// ```
/// use corpus::id::arxiv;
/// assert_eq!(arxiv("https://arxiv.org/abs/2301.00001v2").as_deref(), Some("2301.00001"));
/// assert_eq!(arxiv("arXiv:math.GT/0309136").as_deref(), Some("math.gt/0309136"));
/// assert_eq!(arxiv("10.1000/182"), None);
/// ```
pub fn arxiv(raw: &str) -> Option<String> {
    let lower = raw.trim().to_ascii_lowercase();
    let bare = ["arxiv.org/abs/", "arxiv.org/pdf/", "arxiv:", "10.48550/arxiv."]
        .iter()
        .find_map(|prefix| lower.split_once(prefix).map(|(_, rest)| rest))
        .unwrap_or(&lower);
    let bare = bare.trim().trim_end_matches(".pdf");
    let bare = bare.split_once('v').filter(|(_, version)| is_digits(version)).map_or(bare, |(id, _)| id);
    let new = bare.split_once('.').is_some_and(|(month, number)| {
        month.len() == 4 && is_digits(month) && (4..=5).contains(&number.len()) && is_digits(number)
    });
    let old = bare.split_once('/').is_some_and(|(archive, number)| {
        let letters = |c: char| c.is_ascii_lowercase() || c == '-' || c == '.';
        !archive.is_empty() && archive.chars().all(letters) && number.len() == 7 && is_digits(number)
    });
    (new || old).then(|| bare.to_owned())
}

/// The PubMed id in `raw`: up to nine digits, alone, behind `PMID:` or at the end of a link to PubMed.
///
/// ```
/// use corpus::id::pubmed;
/// assert_eq!(pubmed("PMID: 12345678").as_deref(), Some("12345678"));
/// assert_eq!(pubmed("12a"), None);
/// ```
pub fn pubmed(raw: &str) -> Option<String> {
    let bare = raw.trim().trim_end_matches('/');
    let bare = bare.rsplit(['/', ':', ' ']).next().unwrap_or(bare);
    (bare.len() <= 9 && is_digits(bare)).then(|| bare.to_owned())
}

/// The OpenAlex id of a work in `raw`, bare and lower case.
///
/// ```
/// use corpus::id::openalex;
/// assert_eq!(openalex("https://openalex.org/W2741809807").as_deref(), Some("w2741809807"));
/// assert_eq!(openalex("https://openalex.org/A5023888391"), None);
/// ```
pub fn openalex(raw: &str) -> Option<String> {
    let lower = raw.trim().to_ascii_lowercase();
    let bare = lower.rsplit('/').next().unwrap_or(&lower);
    bare.strip_prefix('w').filter(|number| is_digits(number)).map(|_| bare.to_owned())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A link without the punctuation of the sentence around it: what trails, and closing brackets that it does not open.
pub(crate) fn trim_link(mut link: &str) -> &str {
    // Brackets that open less those that close, counted once a link ends in one.
    let balance = |link: &str, open: char, close: char| {
        link.matches(open).count() as i64 - link.matches(close).count() as i64
    };
    let (mut round, mut square) = (None, None);
    loop {
        let Some(last) = link.chars().next_back() else { return link };
        let drop = match last {
            ')' => *round.get_or_insert_with(|| balance(link, '(', ')')) < 0,
            ']' => *square.get_or_insert_with(|| balance(link, '[', ']')) < 0,
            _ => matches!(
                last,
                '.' | ','
                    | ';'
                    | ':'
                    | '!'
                    | '?'
                    | '\''
                    | '"'
                    | '*'
                    | '}'
                    | '{'
                    | '('
                    | '['
                    | '\\'
                    | '`'
                    | '$'
            ),
        };
        if !drop {
            return link;
        }
        let (count, by) = match last {
            ')' => (&mut round, 1),
            '(' => (&mut round, -1),
            ']' => (&mut square, 1),
            '[' => (&mut square, -1),
            _ => (&mut None, 0),
        };
        *count = count.map(|count| count + by);
        link = &link[..link.len() - last.len_utf8()];
    }
}

/// The key under which equal titles meet: letters and digits in lower case, single spaces between words.
///
/// ```
/// assert_eq!(corpus::id::title_key("Leiden, Part II: “Why?”"), "leiden part ii why");
/// ```
pub fn title_key(title: &str) -> String {
    let mut key = String::with_capacity(title.len());
    let mut gap = false;
    for char in title.chars() {
        if char.is_alphanumeric() {
            if gap && !key.is_empty() {
                key.push(' ');
            }
            gap = false;
            key.extend(char.to_lowercase());
        } else if !matches!(char, '\'' | '’') {
            gap = true;
        }
    }
    key
}

/// `text` in lower case, its letters and digits alone, without accents, single spaces between words.
///
/// What typesetting adds is gone: tags such as `<i>`, apostrophes, accents. It is coarser than [`title_key`], out of which
/// ids are made.
///
/// ```
/// assert_eq!(corpus::id::folded("Mémoire: <i>Łódź</i>’s H<sub>2</sub>O"), "memoire lodzs h2o");
/// ```
pub fn folded(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let mut gap = false;
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        if let Some(length) = tag(rest) {
            rest = &rest[length..];
            continue;
        }
        rest = &rest[char.len_utf8()..];
        if !char.is_alphanumeric() {
            gap |= !matches!(char, '\'' | '’');
            continue;
        }
        if gap && !key.is_empty() {
            key.push(' ');
        }
        gap = false;
        if char.is_ascii() {
            key.push(char.to_ascii_lowercase());
        } else {
            key.extend(
                char.nfkd().flat_map(char::to_lowercase).map(plain).filter(|part| part.is_alphanumeric()),
            );
        }
    }
    key
}

/// Letters that are one with their stroke, so that no normal form takes it off.
fn plain(char: char) -> char {
    match char {
        'ł' => 'l',
        'ø' => 'o',
        'đ' => 'd',
        'ı' => 'i',
        other => other,
    }
}

/// The length of the tag, such as `<i>` or `</sub>`, at the front of `text`.
fn tag(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('<')?;
    let end = inner.bytes().take(16).position(|byte| byte == b'>')?;
    let name = inner[..end].trim_start_matches('/').trim_end_matches('/');
    let named = name.starts_with(|char: char| char.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b':');
    named.then_some(end + 2)
}

/// Words before a surname that belong to it.
const PARTICLES: [&str; 18] = [
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "el", "al", "ten",
    "ter", "zu",
];

/// The surname, letters alone and folded, and the first initial: `Phillips JC`, `Phillips, J. C.`, `Phillips J.C.` and
/// `James Phillips` all give `phillips` and `j`.
///
/// ```
/// use corpus::id::author;
/// assert_eq!(author("van der Berg, Jan"), ("vanderberg".into(), Some('j')));
/// assert_eq!(author("Jan van der Berg"), author("van der Berg J"));
/// assert_eq!(author("LI X"), ("li".into(), Some('x')));
/// ```
pub fn author(name: &str) -> (String, Option<char>) {
    let first_letter = |text: &str| folded(text).chars().next();
    if let Some((family, given)) = name.split_once(',') {
        return (folded(family).replace(' ', ""), first_letter(given));
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    // `Bana e Costa C. A.`: initials at the end; the first word is never one of them.
    let front = words.iter().skip(1).rposition(|word| !is_initials(word)).map_or(1, |at| at + 2);
    let (family, given) = if front < words.len() {
        (&words[..front], words[front])
    } else {
        let last = words.len().saturating_sub(1);
        let particle = |word: &&&str| PARTICLES.contains(&word.to_lowercase().as_str());
        let start = last - words[..last].iter().rev().take_while(particle).count();
        (&words[start..], if start > 0 { words[0] } else { "" })
    };
    (folded(&family.concat()).replace(' ', ""), first_letter(given))
}

/// `J`, `JC`, `J.-P.`: at most four capitals, with full stops and hyphens.
pub fn is_initials(word: &str) -> bool {
    let letters = word.chars().filter(|char| char.is_alphabetic()).count();
    (1..=4).contains(&letters)
        && word.chars().all(|char| char.is_uppercase() || matches!(char, '.' | '-' | ' '))
}

/// Whether two folded titles differ by no more than misprints: where they part, the words left over are the same but for
/// spaces, or but for one letter in seven (Levenshtein, 1966, Binary codes capable of correcting deletions, insertions,
/// and reversals). Gives their similarity, 0 to 1.
///
/// Titles whose numbers differ never are: parts one and two of a work are two papers. Nor are those that a front of a word
/// turns into their opposite.
///
/// ```
/// use corpus::id::near;
/// assert!(near("well connected communities", "wellconnected comunities").is_some());
/// assert_eq!(near("the effect of light on men", "the effect of light on women"), None);
/// assert_eq!(near("a theory part i", "a theory part ii"), None);
/// assert_eq!(near("on typical maps", "on atypical maps"), None);
/// ```
pub fn near(a: &str, b: &str) -> Option<f64> {
    if a == b {
        return Some(1.0);
    }
    if !numbers(a).eq(numbers(b)) {
        return None;
    }
    let (a_rest, b_rest) = parted(a, b);
    // A scanner takes `m` for `rn`.
    let letters = |text: &str| text.replace(' ', "").replace("rn", "m");
    let (a_rest, b_rest) = (letters(a_rest), letters(b_rest));
    if opposed(&a_rest, &b_rest) || digits(&a_rest) != digits(&b_rest) {
        return None;
    }
    let longer = a_rest.chars().count().max(b_rest.chars().count());
    let shorter = a_rest.len().min(b_rest.len());
    if shorter * 2 < longer {
        return None;
    }
    let edits = strsim::levenshtein(&a_rest, &b_rest);
    let allowed = if longer < 5 { 0 } else { (longer / 7).max(1) };
    let length = a.chars().count().max(b.chars().count());
    (edits <= allowed).then(|| 1.0 - edits.max(1) as f64 / length as f64)
}

/// Whether two words differ in a front that turns their meaning: `typical` and `atypical`, `microscopic` and `macroscopic`;
/// not where the front stands twice, which is a misprint: `analysis` and `aanalysis`.
fn opposed(a: &str, b: &str) -> bool {
    const FRONTS: [(&str, &str); 24] = [
        ("", "a"),
        ("", "an"),
        ("", "anti"),
        ("", "bi"),
        ("", "co"),
        ("", "de"),
        ("", "dis"),
        ("", "im"),
        ("", "in"),
        ("", "ir"),
        ("", "non"),
        ("", "re"),
        ("", "sub"),
        ("", "un"),
        ("bi", "uni"),
        ("bi", "tri"),
        ("de", "in"),
        ("endo", "exo"),
        ("hyper", "hypo"),
        ("inter", "intra"),
        ("macro", "micro"),
        ("mono", "poly"),
        ("over", "under"),
        ("post", "pre"),
    ];
    let turned = |a: &str, b: &str, front: &str, other: &str| matches!((a.strip_prefix(front), b.strip_prefix(other)), (Some(a), Some(b)) if a == b && !b.starts_with(other));
    FRONTS.iter().any(|(front, other)| turned(a, b, front, other) || turned(b, a, front, other))
}

/// The digits in a text: those of `h5n1` are 51.
fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// What is left of both texts, whole words, without the words that begin and end both.
fn parted<'a>(a: &'a str, b: &'a str) -> (&'a str, &'a str) {
    let front = |a: &str, b: &str| {
        let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
        a.as_bytes()[..same].iter().rposition(|&byte| byte == b' ').map_or(0, |at| at + 1)
    };
    let start = front(a, b);
    let (a, b) = (&a[start..], &b[start..]);
    let same = a.bytes().rev().zip(b.bytes().rev()).take_while(|(a, b)| a == b).count();
    let end = a.as_bytes()[a.len() - same..].iter().position(|&byte| byte == b' ').map_or(0, |at| same - at);
    (&a[..a.len() - end], &b[..b.len() - end])
}

/// The numbers among the words of a folded title, Arabic and Roman.
pub fn numbers(key: &str) -> impl Iterator<Item = &str> {
    key.split(' ').filter(|word| {
        word.bytes().all(|byte| byte.is_ascii_digit())
            || word.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'))
    })
}

/// An id for a paper that brings none: the first words of its title, its year, and, where words were left out, a hash
/// of the whole title. It stays the same from run to run.
pub fn made(title: &str, year: Option<i32>) -> String {
    const LONGEST: usize = 48;
    let key = title_key(title);
    let mut id = String::new();
    let mut whole = true;
    for word in key.split(' ') {
        if !id.is_empty() && id.len() + word.len() >= LONGEST {
            whole = false;
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(word);
    }
    if id.is_empty() {
        id.push_str("untitled");
        whole = false;
    }
    if let Some(year) = year {
        id.push_str(&format!("-{year}"));
    }
    if !whole {
        id.push_str(&format!("-{:06x}", parallel::seed::fnv1a(title.as_bytes()) & 0xff_ffff));
    }
    id
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn brackets_that_a_link_opens_stay() {
        for (raw, link) in [
            ("a.org/b_(c)", "a.org/b_(c)"),
            ("a.org/b_(c))", "a.org/b_(c)"),
            ("a.org/b)).", "a.org/b"),
            ("a.org/[b](c)]).", "a.org/[b](c)"),
            ("a.org/b(()))", "a.org/b(())"),
            ("(", ""),
        ] {
            assert_eq!(trim_link(raw), link, "{raw}");
        }
    }

    #[test]
    fn dois_of_all_shapes() {
        let cases = [
            ("doi:10.1016/S0140-6736(05)67391-5", "10.1016/s0140-6736(05)67391-5"),
            ("(https://dx.doi.org/10.1000/182)", "10.1000/182"),
            (
                "Surname I, 2009, ARTIF INTELL, V173, DOI 10.1016/j.artint.2008.10.012",
                "10.1016/j.artint.2008.10.012",
            ),
            ("http://doi.org/10.1000%2Fabc", "10.1000/abc"),
            ("10.1007/978-3\\_1", "10.1007/978-3_1"),
            ("https://link.example/chapter/10.1007/978-3-031-19836-6 _31", "10.1007/978-3-031-19836-6_31"),
        ];
        for (raw, expected) in cases {
            assert_eq!(doi(raw).as_deref(), Some(expected), "{raw}");
        }
        for raw in ["", "10.1/x", "210.1000/x", "10.1000/", "version 10.12345", "10.1000/..."] {
            assert_eq!(doi(raw), None, "{raw}");
        }
    }

    #[test]
    fn made_ids_are_readable_and_stable() {
        assert_eq!(made("Why Trees?", Some(2001)), "why-trees-2001");
        let long = made("Everything that there is to know about the making of identifiers", None);
        assert!(long.starts_with("everything-that-there-is-to-know-about-the-") && long.len() < 60, "{long}");
        assert_eq!(made("???", None).len(), "untitled-000000".len());
    }

    proptest! {
        #[test]
        fn a_doi_found_is_found_again(raw in "(10\\.[0-9]{4,6}/)?[ -~]{0,30}") {
            if let Some(found) = doi(&raw) {
                prop_assert_eq!(doi(&found), Some(found));
            }
        }
    }
}
