//! One reference in many styles, with what people vary in good faith.

use corpus::Paper;
use rand::{Rng, RngExt};

/// What a reference says, before it is set in a style. The DOI is as written.
#[derive(Clone, Debug, Default)]
pub struct Cited {
    pub authors: Vec<String>,
    pub et_al: bool,
    pub title: String,
    pub year: i32,
    pub venue: String,
    pub volume: String,
    pub pages: String,
    pub doi: String,
    pub arxiv: String,
}

impl Cited {
    /// All that a record says. A paper without a year is of 2000.
    pub fn of(paper: &Paper) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            authors: paper.authors.clone(),
            title: paper.title.clone(),
            year: paper.year.unwrap_or(2000),
            venue: text(&paper.venue),
            volume: text(&paper.imprint.volume),
            pages: text(&paper.imprint.page_range),
            doi: text(&paper.doi),
            ..Self::default()
        }
    }

    /// The same work as people write it from memory, from another database or under another style guide.
    pub fn varied(mut self, rng: &mut impl Rng) -> Self {
        let mut often = |share: f64| rng.random_bool(share);
        if often(0.6) {
            self.authors.iter_mut().for_each(|name| *name = with_initials(name));
        }
        if often(0.3) && self.authors.len() > 2 {
            self.authors.truncate(2);
            self.et_al = true;
        }
        if often(0.1)
            && let Some((main, _)) = self.title.split_once(": ")
            && main.split(' ').count() > 2
        {
            self.title = main.to_owned();
        }
        if often(0.3) {
            self.title = capital(&self.title.to_lowercase());
        }
        if often(0.1) {
            self.title = self.title.replace('-', " ");
        }
        if often(0.05) {
            self.title = without_a_letter(&self.title);
        }
        if often(0.1) {
            self.authors.iter_mut().for_each(|name| *name = without_accents(name));
        }
        if often(0.1) {
            self.year -= 1;
        }
        match () {
            () if often(0.2) => self.venue.clear(),
            () if often(0.5) => self.venue = abbreviated(&self.venue),
            () => {}
        }
        if often(0.2) {
            self.volume.clear();
            self.pages.clear();
        }
        match () {
            () if often(0.5) => self.doi.clear(),
            () if often(0.3) && !self.doi.is_empty() => {
                self.doi = format!("https://doi.org/{}", self.doi.to_uppercase());
            }
            () => {}
        }
        self
    }
}

/// Families first, then initials: `Doe, J. K.`; names without a given name stay.
fn with_initials(name: &str) -> String {
    let (family, given) = name.split_once(", ").unwrap_or_else(|| {
        let (given, family) = name.rsplit_once(' ').unwrap_or(("", name));
        (family, given)
    });
    let letters: Vec<String> = given
        .split([' ', '-'])
        .filter_map(|word| Some(format!("{}.", word.chars().next()?.to_uppercase())))
        .collect();
    match letters.is_empty() {
        true => name.to_owned(),
        false => format!("{family}, {}", letters.join(" ")),
    }
}

fn without_accents(text: &str) -> String {
    let plain = |char: char| match char.is_ascii() || !char.is_alphabetic() {
        true => char.to_string(),
        false => {
            let folded = corpus::id::folded(char.encode_utf8(&mut [0; 4]));
            if char.is_uppercase() { capital(&folded) } else { folded }
        }
    };
    text.chars().map(plain).collect()
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| format!("{}{}", first.to_uppercase(), chars.as_str())).unwrap_or_default()
}

/// Without the fourth letter of its longest word.
fn without_a_letter(title: &str) -> String {
    let longest = title.split(' ').max_by_key(|word| word.len()).unwrap_or_default();
    match longest.char_indices().nth(3).filter(|_| longest.is_ascii() && longest.len() > 8) {
        Some((at, _)) => title.replacen(longest, &format!("{}{}", &longest[..at], &longest[at + 1..]), 1),
        None => title.to_owned(),
    }
}

/// `Journal of Mapping` as `Jour. Mapp.`: words of more than six letters keep four, names such as `SciVis` all.
fn abbreviated(venue: &str) -> String {
    let is_name =
        |word: &str| word.chars().skip(1).any(char::is_uppercase) && word.chars().any(char::is_lowercase);
    let short = |word: &str| match word
        .char_indices()
        .nth(4)
        .filter(|_| word.chars().count() > 6 && !is_name(word))
    {
        Some((at, _)) => format!("{}.", &word[..at]),
        None => word.to_owned(),
    };
    venue
        .split(' ')
        .filter(|word| !matches!(*word, "of" | "the" | "and" | "on" | "&"))
        .map(short)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Surname and initials.
type Parts = (String, Vec<char>);

/// The parts of a name however it is written.
fn parts(name: &str) -> Parts {
    let initials = with_initials(name);
    let (family, given) = initials.split_once(", ").unwrap_or((initials.as_str(), ""));
    (family.to_owned(), given.chars().filter(|char| char.is_alphabetic()).collect())
}

fn dotted(letters: &[char], between: &str) -> String {
    letters.iter().map(|letter| format!("{letter}.")).collect::<Vec<_>>().join(between)
}

/// How many styles of running text there are.
pub const STYLES: usize = 8;

/// The reference in one of the styles of running text.
pub fn text(cited: &Cited, style: usize) -> String {
    let Cited { title, year, venue, volume, .. } = cited;
    let names: Vec<Parts> = cited.authors.iter().map(|name| parts(name)).collect();
    let list = |one: &dyn Fn(&Parts) -> String, between: &str, rest: &str| {
        let all = names.iter().map(one).collect::<Vec<_>>().join(between);
        if cited.et_al { format!("{all}{rest}") } else { all }
    };
    let front = |(family, given): &Parts| format!("{} {family}", dotted(given, " ")).trim().to_owned();
    let comma = |(family, given): &Parts| match given.is_empty() {
        true => family.clone(),
        false => format!("{family}, {}", dotted(given, " ")),
    };
    let bare =
        |(family, given): &Parts| format!("{family} {}", given.iter().collect::<String>()).trim().to_owned();
    let first_page = cited.pages.split('-').next().unwrap_or_default();
    let some = |front: &str, text: &str, back: &str| match text.is_empty() {
        true => String::new(),
        false => format!("{front}{text}{back}"),
    };
    let doi = match cited.doi.contains("://") {
        true => some(" ", &cited.doi, ""),
        false => some(" doi:", &cited.doi, ""),
    };
    let arxiv = some(" arXiv:", &cited.arxiv, "");
    let pages = &cited.pages;
    match style {
        0 => format!(
            "{}, “{title},” {venue}{}{}, {year}.{doi}{arxiv}",
            list(&front, ", ", " et al."),
            some(", vol. ", volume, ""),
            some(", pp. ", pages, "")
        ),
        1 => format!(
            "{} ({year}). {title}. {venue}{}{}.{doi}{arxiv}",
            list(&comma, ", ", ", et al."),
            some(", ", volume, ""),
            some(", ", pages, "")
        ),
        2 => format!(
            "{}. {title}. {venue}. {year}{}{}.{doi}{arxiv}",
            list(&bare, ", ", ", et al"),
            some(";", volume, ""),
            some(":", pages, "")
        ),
        3 => format!(
            "{}: {title}. In: {venue}{}{} ({year}).{doi}{arxiv}",
            list(&comma, ", ", ", et al."),
            some(", vol. ", volume, ""),
            some(", pp. ", pages, "")
        ),
        4 => format!(
            "{}. {year}. {title}. In {venue}.{}{doi}{arxiv}",
            list(&front, ", ", ", et al."),
            some(" ", pages, ".")
        ),
        5 => format!(
            "{}, {title} ({year}) {venue}{}{}{doi}{arxiv}",
            list(&comma, ", ", ""),
            some(", ", volume, ""),
            some(", p. ", first_page, "")
        ),
        6 => format!(
            "{} {title}. {venue} {volume}, {first_page} ({year}).{doi}{arxiv}",
            list(&comma, ", ", " et al.")
        ),
        _ => format!(
            "{} {year} {title} {venue} {volume} {first_page}{doi}{arxiv}",
            list(&bare, ", ", " et al")
        ),
    }
}

/// The reference as an entry of BibTeX, with LaTeX for the accents.
pub fn bibtex(cited: &Cited, key: &str) -> String {
    let mut authors = cited.authors.join(" and ");
    if cited.et_al {
        authors.push_str(" and others");
    }
    let latex = |text: &str| {
        let accents = [
            ("ü", "{\\\"u}"),
            ("ö", "{\\\"o}"),
            ("ä", "{\\\"a}"),
            ("é", "\\'e"),
            ("è", "\\`{e}"),
            ("ç", "\\c{c}"),
            ("&", "\\&"),
            ("–", "--"),
        ];
        accents.iter().fold(text.to_owned(), |text, (char, code)| text.replace(char, code))
    };
    let field = |name: &str, value: &str| match value.is_empty() {
        true => String::new(),
        false => format!("  {name} = {{{}}},\n", latex(value)),
    };
    let arxiv = match cited.arxiv.is_empty() {
        true => String::new(),
        false => format!("  archivePrefix = {{arXiv}},\n  eprint = {{{}}},\n", cited.arxiv),
    };
    format!(
        "@article{{{key},\n{}{}  year = {},\n{}{}{}{}{arxiv}}}\n",
        field("author", &authors),
        field("title", &cited.title),
        cited.year,
        field("journal", &cited.venue),
        field("volume", &cited.volume),
        field("pages", &cited.pages.replace('-', "--")),
        field("doi", &cited.doi.replace('_', "\\_")),
    )
}
