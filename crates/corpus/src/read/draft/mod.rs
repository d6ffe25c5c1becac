//! From the named values of one record to a paper: the one place where fields get their meaning.

mod json;

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use super::{arxiv, cited, openalex, people, person, value::Value};
use crate::{
    Date, Paper, Place, Repo, clean,
    fields::{self, Field},
    id,
    links::{self, Link},
    markup,
    paper::Imprint,
};

/// The values of a record under the fields they belong to. Values of no known field never get in.
#[derive(Debug)]
pub(crate) struct Draft<'a> {
    values: Vec<(Field, u8, Value<'a>)>,
    /// A bit for each field that has a value: most fields have none, and each is asked for.
    fields: u32,
    repairs: Vec<String>,
}

impl Default for Draft<'_> {
    /// Nothing yet, with room for the values of a usual record.
    fn default() -> Self {
        Self { values: Vec::with_capacity(24), fields: 0, repairs: Vec::new() }
    }
}

/// A record that became a paper, with what was mended on the way.
#[derive(Debug)]
pub(crate) struct Made {
    pub paper: Paper,
    pub repairs: Vec<String>,
}

/// That a record became none, and why.
#[derive(Debug)]
pub(crate) struct NoPaper {
    pub place: Place,
    pub reason: String,
}

impl<'a> Draft<'a> {
    /// Adds the value of a field that the reader knows. What [`Field::Parts`] hold comes behind the record's own fields.
    pub fn add(&mut self, field: Field, rank: u8, value: Value<'a>) {
        const BEHIND: u8 = 64;
        match (field, value) {
            (Field::Parts, Value::Object(parts)) if rank < BEHIND => {
                for (name, value) in parts {
                    if let Some((field, rank)) = fields::lookup(&name) {
                        self.add(field, rank.saturating_add(BEHIND), value);
                    }
                }
            }
            (field, value) => {
                self.fields |= bit(field);
                self.values.push((field, rank, value));
            }
        }
    }

    /// Notes what the reader mended.
    pub fn repaired(&mut self, what: String) {
        self.repairs.push(what);
    }

    /// The paper, or why there is none. Its id is empty where the source gives none.
    pub fn into_paper(mut self, place: Place) -> Result<Made, NoPaper> {
        // Best name first; the sort is stable, so that equal names keep the order of the source.
        self.values.sort_by_key(|&(_, rank, _)| rank);
        let Some(title) = self.first(Field::Title) else {
            return Err(NoPaper { place, reason: self.untitled() });
        };
        let mut paper = Paper { title, place, ..Paper::default() };
        paper.abstract_text = self.of(Field::Abstract).find_map(abstract_text);
        paper.venue = self.first(Field::Venue);
        paper.year = self.parsed(Field::Year, "year", clean::year);
        paper.date = self.date(paper.year);
        paper.cited_by = self.cited_by();
        paper.votes = self.parsed(Field::Votes, "count of votes", clean::count);
        paper.doi = self.parsed(Field::Doi, "DOI", id::doi);
        paper.url = self.parsed(Field::Url, "link", web_address);
        if paper.doi.is_none() {
            paper.doi = paper.url.as_deref().filter(|url| url.contains("doi.org/")).and_then(id::doi);
        }
        paper.arxiv = self.of(Field::Arxiv).find_map(|value| id::arxiv(value.text()?));
        paper.pubmed = self.of(Field::PubMed).find_map(|value| id::pubmed(value.text()?));
        paper.openalex = self.of(Field::OpenAlex).find_map(|value| id::openalex(value.text()?));
        paper.imprint = self.imprint();
        paper.is_link = self.has(Field::Link);
        paper.id = self.own_id().or_else(|| paper.pubmed.clone()).unwrap_or_default();
        self.add_ids_from_links(&mut paper);
        (paper.authors, paper.author_ids) = self.authors(paper.openalex.is_some());
        paper.keywords = each_once(self.list(Field::Keywords, keywords));
        let categories: Vec<&str> = self.of(Field::Categories).flat_map(Value::texts).collect();
        if !categories.is_empty() {
            arxiv::complete(&mut paper, &categories);
        }
        paper.references = each_once(self.list(Field::References, cited::references));
        self.add_links(&mut paper);
        Ok(Made { paper, repairs: self.repairs })
    }

    /// That there is no title, of the record that its own id or DOI tells: a whole file may be one line.
    fn untitled(&self) -> String {
        if self.values.is_empty() {
            return "the record has no field of a paper".to_owned();
        }
        match self.own_id().or_else(|| self.first(Field::Doi)) {
            Some(id) => format!("the record {} has no title", shown(&id)),
            None => "the record has no title".to_owned(),
        }
    }

    fn imprint(&self) -> Imprint {
        let (first, last) = (self.first(Field::FirstPage), self.first(Field::LastPage));
        let from_to = first.map(|first| match last {
            Some(last) if last != first => format!("{first}-{last}"),
            _ => first,
        });
        Imprint {
            volume: self.first(Field::Volume),
            issue: self.first(Field::Issue),
            page_range: self
                .first(Field::PageRange)
                .or(from_to)
                .or_else(|| self.first(Field::ArticleNumber))
                .map(single_page),
            publisher: self.first(Field::Publisher),
            kind: self.first(Field::Kind),
            language: self.first(Field::Language),
        }
    }

    /// Whether `field` has a value.
    fn has(&self, field: Field) -> bool {
        self.fields & bit(field) != 0
    }

    /// The values of `field`, best name first.
    fn of(&self, field: Field) -> impl Iterator<Item = &Value<'a>> {
        let values = if self.has(field) { self.values.as_slice() } else { &[] };
        values.iter().filter(move |(other, _, _)| *other == field).map(|(_, _, value)| value)
    }

    /// The first clean text of `field` that is there, without markup.
    fn first(&self, field: Field) -> Option<String> {
        self.of(field).find_map(|value| clean::present(&markup::plain(value.text()?)))
    }

    /// The source's own id. Of the links that are ids in OpenAlex only their end is kept, as everybody writes it.
    fn own_id(&self) -> Option<String> {
        let id = self.of(Field::Id).find_map(|value| clean::present(value.text()?))?;
        Some(match id.contains("openalex.org/").then(|| id::openalex(&id)).flatten() {
            Some(work) => work.to_uppercase(),
            None => id,
        })
    }

    /// Ids that stand in the record's id, link and DOI.
    fn add_ids_from_links(&self, paper: &mut Paper) {
        if paper.openalex.is_none() {
            let raw = self.of(Field::Id).filter_map(Value::text).find(|id| id.contains("openalex.org/"));
            paper.openalex = raw.and_then(id::openalex);
        }
        if paper.arxiv.is_none() {
            let link = paper.url.as_deref().filter(|url| url.contains("arxiv.org/"));
            let doi = paper.doi.as_deref().filter(|doi| doi.starts_with("10.48550/arxiv."));
            paper.arxiv = link.and_then(id::arxiv).or_else(|| doi.and_then(id::arxiv));
        }
    }

    /// The first value of `field` that `parse` understands. That there were values, but none of use, is a repair.
    fn parsed<T>(&mut self, field: Field, name: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let mut odd = None;
        for text in self.of(field).flat_map(Value::texts).map(clean::text) {
            if clean::is_missing(&text) {
                continue;
            }
            match parse(&text) {
                Some(parsed) => return Some(parsed),
                None => odd = odd.or(Some(text)),
            }
        }
        if let Some(repair) = odd.map(|odd| format!("{} is no {name}: dropped", shown(&odd))) {
            self.repairs.push(repair);
        }
        None
    }

    /// The first date in that year that says more than the year.
    fn date(&self, year: Option<i32>) -> Option<Date> {
        let date = |value: &Value<'a>| match value {
            Value::Text(text) => Date::find(text),
            // Crossref and CSL give the parts of a date as a list.
            _ => Date::find(&value.texts().collect::<Vec<_>>().join("-")),
        };
        self.of(Field::Year).filter_map(date).find(|date| Some(date.year) == year)
    }

    /// The count of citations; where there is only a list of citing papers, their number.
    fn cited_by(&mut self) -> Option<u64> {
        let is_count = |value: &Value<'_>| matches!(value, Value::Text(_));
        let counted = self.of(Field::CitedBy).any(is_count);
        if counted && !self.of(Field::CitedBy).all(is_count) {
            self.values.retain(|(field, _, value)| *field != Field::CitedBy || is_count(value));
        } else if let Some(Value::List(citing)) = self.of(Field::CitedBy).next() {
            return Some(citing.len() as u64);
        }
        self.parsed(Field::CitedBy, "count of citations", clean::count)
    }

    /// The first list of `field` that `split` finds anything in.
    fn list<T>(&self, field: Field, split: impl Fn(&Value<'a>) -> Vec<T>) -> Vec<T> {
        self.of(field).map(split).find(|list| !list.is_empty()).unwrap_or_default()
    }

    /// The authors with their numbers; that the source leaves some out is a repair.
    fn authors(&mut self, of_openalex: bool) -> (Vec<String>, Vec<Option<String>>) {
        /// Where OpenAlex cuts the authors of works that it gives in lists.
        const LISTED: usize = 100;
        let mut authors = self.list(Field::Authors, people::authors);
        let numbered = self.has(Field::AuthorIds) || authors.iter().any(|author| author.id.is_some());
        let mut ids: Vec<Option<String>> = match numbered {
            true => authors.iter_mut().map(|author| author.id.take()).collect(),
            false => Vec::new(),
        };
        let mut names: Vec<String> = authors.into_iter().map(|author| author.name).collect();
        if let Some(rest) = people::without_the_rest(&mut names) {
            self.repairs.push(format!(
                "the list of authors breaks off with {}: the others are not in the file",
                shown(&rest)
            ));
        }
        if of_openalex && names.len() == LISTED {
            self.repairs.push(format!(
                "the list of authors has {LISTED} names, where OpenAlex breaks it off: others may be missing"
            ));
        }
        ids.truncate(names.len());
        let beside = self.of(Field::AuthorIds).map(|value| person::beside(value, &names));
        beside.for_each(|found| ids.iter_mut().zip(found).for_each(|(id, found)| *id = id.take().or(found)));
        if ids.iter().all(Option::is_none) {
            ids = Vec::new();
        }
        names.shrink_to_fit();
        ids.shrink_to_fit();
        (names, ids)
    }

    /// Repositories and pages from fields made for them and from running text.
    fn add_links(&self, paper: &mut Paper) {
        let mut pages = Vec::new();
        let mut repos: Vec<Repo> = Vec::new();
        let mut sort_out = |link| match link {
            Link::Repo(repo) => repos.push(repo),
            Link::Page(page) if paper.url.as_ref() == Some(&page) => {}
            Link::Page(page) => pages.push(page),
        };
        for field in [Field::Repos, Field::Note, Field::Abstract, Field::Url] {
            for text in self.of(field).flat_map(Value::texts) {
                // Line breaks tear links apart just as spaces do.
                links::each(&clean_if_needed(text), &mut sort_out);
            }
        }
        repos.sort_unstable();
        repos.dedup();
        paper.repos = repos;
        paper.pages = each_once(pages);
    }
}

const _: () = assert!((Field::Parts as u32) < u32::BITS, "a bit for each field");

/// The bit that stands for a field among all of them.
fn bit(field: Field) -> u32 {
    1 << field as u32
}

/// `319-319` is page 319.
fn single_page(range: String) -> String {
    match range.split_once('-') {
        Some((first, last)) if first == last => first.to_owned(),
        _ => range,
    }
}

/// Keywords of a list, or of one text with the separators that sources use.
fn keywords(value: &Value<'_>) -> Vec<String> {
    match value {
        Value::Text(text) => split(&markup::plain(text), &["|", ";", "\n", ","]),
        Value::List(values) => {
            values.iter().filter_map(|value| clean::present(&markup::plain(value.text()?))).collect()
        }
        Value::Object(_) | Value::Null => Vec::new(),
    }
}

/// An abstract as text: without markup, and put together where OpenAlex took it apart.
fn abstract_text(value: &Value<'_>) -> Option<String> {
    let text = match value {
        Value::Object(_) => openalex::unrolled(value),
        _ => None,
    };
    let text = text.as_deref().or_else(|| value.text())?;
    // A heading that says what it heads is no part of the text.
    let text = text.trim_start();
    let text = text.strip_prefix("<jats:title>Abstract</jats:title>").unwrap_or(text);
    clean::present(&markup::plain(text))
}

/// The parts of `text` at the first of `separators` that it has, clean and without placeholders.
pub(super) fn split(text: &str, separators: &[&str]) -> Vec<String> {
    match separators.iter().find(|separator| text.contains(**separator)) {
        Some(separator) => text.split(separator).filter_map(clean::present).collect(),
        None => clean::present(text).into_iter().collect(),
    }
}

/// A link to read a paper at, out of clean text; only `http` and `https`, so that no report ever links a script.
fn web_address(text: &str) -> Option<String> {
    let begins = |scheme: &str| {
        let front = text.get(..scheme.len()).filter(|front| front.len() < text.len());
        front.is_some_and(|front| front.eq_ignore_ascii_case(scheme))
    };
    let web = begins("http://") || begins("https://");
    (web && !text.contains(' ')).then(|| text.to_owned())
}

/// The list without repetitions, in the order of first appearance.
pub(crate) fn each_once(mut list: Vec<String>) -> Vec<String> {
    // Below, to compare all with all costs less than to hash them.
    const SHORT: usize = 12;
    let repeats = |at: usize| list[..at].contains(&list[at]);
    if list.len() > SHORT || (1..list.len()).any(repeats) {
        let mut seen = FxHashSet::default();
        let mut first = list.iter().map(|entry| seen.insert(entry.as_str())).collect::<Vec<_>>().into_iter();
        list.retain(|_| first.next() == Some(true));
    }
    list.shrink_to_fit();
    list
}

/// A text for a message: quoted, cut where long.
pub(crate) fn shown(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((at, _)) => format!("\"{}...\"", &text[..at]),
        None => format!("\"{text}\""),
    }
}

/// Clean text; borrowed where it holds no link at all, which is the common case.
fn clean_if_needed(text: &str) -> Cow<'_, str> {
    match memchr::memchr(b'/', text.as_bytes()) {
        Some(_) => clean::text(text),
        None => Cow::Borrowed(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(json: &str) -> Paper {
        serde_json::from_str::<Draft<'_>>(json).unwrap().into_paper(Place::default()).unwrap().paper
    }

    #[test]
    fn a_date_is_of_the_year() {
        let date = |json: &str| paper(json).date.map_or_else(String::new, |date| date.to_string());
        assert_eq!(date(r#"{"title": "A", "year": 2024, "publicationDate": "2024-06-01"}"#), "2024-06-01");
        assert_eq!(date(r#"{"title": "A", "issued": {"date-parts": [[2024, 6]]}}"#), "2024-06");
        assert_eq!(date(r#"{"title": "A", "year": 2023, "created": "2024-06-01"}"#), "");
        assert_eq!(paper(r#"{"title": "A", "upvotes": 7}"#).votes, Some(7));
    }

    #[test]
    fn a_count_of_citations_goes_before_a_list_of_them() {
        assert_eq!(
            paper(r#"{"title": "A", "citations": ["x"], "is-referenced-by-count": 3}"#).cited_by,
            Some(3)
        );
        assert_eq!(paper(r#"{"title": "A", "citations": ["x", "y"]}"#).cited_by, Some(2));
    }

    #[test]
    fn a_link_leads_somewhere() {
        let url = |json: &str| paper(json).url.unwrap_or_default();
        assert_eq!(url(r#"{"title": "A", "url": "http://", "link": "HTTPS://a.org"}"#), "HTTPS://a.org");
        assert_eq!(url(r#"{"title": "A", "url": "https://"}"#), "");
        assert_eq!(url(r#"{"title": "A", "url": "javascript:alert(1)", "pdf": "https://a b"}"#), "");
    }

    #[test]
    fn one_record_of_crossref() {
        let paper = paper(
            r#"{"title": ["A title"], "author": [{"given": "A", "family": "B"}], "issued": {"date-parts": [[2020, 1]]},
            "DOI": "10.1000/XYZ", "reference": [{"DOI": "10.1000/1"}, {"unstructured": "Doe, DOI 10.1000/2."}]}"#,
        );
        assert_eq!(
            (paper.title.as_str(), paper.year, paper.doi.as_deref()),
            ("A title", Some(2020), Some("10.1000/xyz"))
        );
        assert_eq!(paper.authors, ["A B"]);
        assert_eq!(paper.references, ["10.1000/1", "Doe, DOI 10.1000/2."]);
    }
}
