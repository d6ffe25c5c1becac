//! Papers to rows of the tables.

use corpus::{Paper, id, references::parse, write};
use sha2::{Digest, Sha256};
use tables::Values;

/// The columns of some rows.
type Columns = Vec<(&'static str, Values<'static>)>;

/// The key of a text: −1 less the first eight bytes of its SHA-256 as a whole number, halved. Below 0, so that it is never the
/// number of a paper.
///
/// Of half a billion works two share a key by chance with a likelihood of one in seventy.
pub fn key(kind: &str, text: &str) -> i64 {
    let digest = Sha256::new().chain_update(kind).chain_update(":").chain_update(text).finalize();
    let bytes = digest.first_chunk().expect("SHA-256 has 32 bytes");
    -1 - (u64::from_be_bytes(*bytes) >> 1) as i64
}

/// The key under which a reference and the paper that it means meet.
fn key_of_reference(reference: &str) -> i64 {
    let parts = parse::parse(reference);
    let identifiers = [
        ("doi", &parts.doi),
        ("arxiv", &parts.arxiv),
        ("pubmed", &parts.pubmed),
        ("openalex", &parts.openalex),
    ];
    let known = identifiers.into_iter().find_map(|(kind, id)| Some(key(kind, id.as_ref()?)));
    known.unwrap_or_else(|| key("id", &reference.trim().to_lowercase()))
}

/// `papers`; the first has the number `first`.
pub fn papers(papers: &[Paper], first: usize) -> Columns {
    let text = |of: fn(&Paper) -> &Option<String>| {
        Values::texts_or_empty(papers.iter().map(|paper| of(paper).clone()))
    };
    let joined =
        |of: fn(&Paper) -> &[String]| Values::texts(papers.iter().map(|paper| tables::joined(of(paper))));
    let title_key = |paper: &Paper| key("title", &id::title_key(&paper.title));
    let author_key = |paper: &Paper| {
        let (family, _) = id::author(paper.authors.first()?);
        Some(key("author", &family))
    };
    vec![
        ("paper", Values::integers(first..first + papers.len())),
        ("id", Values::texts(papers.iter().map(|paper| write::id(paper).into_owned()))),
        ("title", Values::texts(papers.iter().map(|paper| paper.title.clone()))),
        ("abstract", text(|paper| &paper.abstract_text)),
        ("year", Values::integers_or_empty(papers.iter().map(|paper| paper.year))),
        ("venue", text(|paper| &paper.venue)),
        ("authors", joined(|paper| &paper.authors)),
        ("keywords", joined(|paper| &paper.keywords)),
        ("doi", text(|paper| &paper.doi)),
        ("arxiv", text(|paper| &paper.arxiv)),
        ("pubmed", text(|paper| &paper.pubmed)),
        ("openalex", text(|paper| &paper.openalex)),
        ("url", text(|paper| &paper.url)),
        ("cited_by", Values::integers_or_empty(papers.iter().map(|paper| paper.cited_by))),
        ("title_key", Values::integers(papers.iter().map(title_key))),
        ("author_key", Values::integers_or_empty(papers.iter().map(author_key))),
    ]
}

/// `identifiers`, each once a paper.
pub fn identifiers(papers: &[Paper], first: usize) -> Columns {
    let (mut numbers, mut kinds, mut keys) = (Vec::new(), Vec::new(), Vec::new());
    for (number, paper) in (first..).zip(papers) {
        let own = write::id(paper).to_lowercase();
        let known = [
            ("id", Some(own.as_str())),
            ("doi", paper.doi.as_deref()),
            ("arxiv", paper.arxiv.as_deref()),
            ("pubmed", paper.pubmed.as_deref()),
            ("openalex", paper.openalex.as_deref()),
        ];
        for (kind, id) in known {
            if let Some(id) = id {
                numbers.push(number);
                kinds.push(kind);
                keys.push(key(kind, id));
            }
        }
    }
    vec![
        ("paper", Values::integers(numbers)),
        ("kind", Values::texts(kinds)),
        ("key", Values::integers(keys)),
    ]
}

/// `paper_references`.
pub fn references(papers: &[Paper], first: usize) -> Columns {
    let all = || {
        let of_paper = |(number, paper): (usize, &'_ Paper)| {
            let references = (0usize..).zip(paper.references.clone());
            references.map(move |(position, reference)| (number, position, reference))
        };
        (first..).zip(papers).flat_map(of_paper)
    };
    vec![
        ("paper", Values::integers(all().map(|(number, ..)| number))),
        ("position", Values::integers(all().map(|(_, position, _)| position))),
        ("key", Values::integers(all().map(|(.., reference)| key_of_reference(&reference)))),
        ("reference", Values::texts(all().map(|(.., reference)| reference))),
    ]
}

/// `repositories`.
pub fn repositories(papers: &[Paper], first: usize) -> Columns {
    let all = || {
        let of_paper = |(number, paper): (usize, &Paper)| {
            paper.repos.iter().map(move |repo| (number, repo.to_string())).collect::<Vec<_>>()
        };
        (first..).zip(papers).flat_map(of_paper)
    };
    vec![
        ("paper", Values::integers(all().map(|(number, _)| number))),
        ("repository", Values::texts(all().map(|(_, repository)| repository))),
    ]
}

/// `postings`, from the terms of each paper and what their occurrences count.
pub fn postings(occurrences: &[Vec<(u32, f32)>], first: usize) -> Columns {
    let all = || {
        let of_paper = |(number, terms): (usize, &Vec<(u32, f32)>)| {
            terms.iter().map(move |&(term, count)| (number, term, count)).collect::<Vec<_>>()
        };
        (first..).zip(occurrences).flat_map(of_paper)
    };
    vec![
        ("paper", Values::integers(all().map(|(number, ..)| number))),
        ("term", Values::integers(all().map(|(_, term, _)| term))),
        ("occurrences", Values::numbers(all().map(|(.., count)| f64::from(count)))),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_those_of_sha_256() {
        // printf doi:10.1000/1 | sha256sum
        assert_eq!(key("doi", "10.1000/1"), -1404269820751967534);
    }

    #[test]
    fn references_meet_the_identifiers_of_papers() {
        assert_eq!(key_of_reference("https://doi.org/10.1000/ABC"), key("doi", "10.1000/abc"));
        assert_eq!(key_of_reference("https://openalex.org/W123"), key("openalex", "w123"));
        assert_eq!(key_of_reference("vis-17"), key("id", "vis-17"));
        assert_ne!(key("doi", "10.1000/1"), key("id", "10.1000/1"));
    }
}
