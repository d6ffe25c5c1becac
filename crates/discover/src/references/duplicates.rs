//! References of a list that are one work.

use corpus::id;
use rustc_hash::FxHashMap;

use super::{Reference, identifiers};

/// References that are the work of an earlier one, with that one.
pub(super) fn duplicates(references: &[Reference], meant: &[Option<u32>]) -> Vec<(usize, usize)> {
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    let mut found = Vec::new();
    for (at, reference) in references.iter().enumerate() {
        let keys = keys(reference, meant[at]);
        // A talk and the article made of it are two works, and either may come again.
        let mut alike = keys.iter().filter_map(|key| seen.get(key).copied());
        let first = alike.find(|&first| !two_dois(reference, &references[first]));
        found.extend(first.map(|first| (at, first)));
        for key in keys {
            seen.entry(key).or_insert(first.unwrap_or(at));
        }
    }
    found
}

/// Whether two publishers' DOIs tell two references apart.
fn two_dois(a: &Reference, b: &Reference) -> bool {
    match (&a.doi, &b.doi) {
        (Some(a), Some(b)) => !identifiers::same_doi(a, b) && !id::is_archived(a) && !id::is_archived(b),
        _ => false,
    }
}

/// What a reference shares with another one of the same work: the work, or else the title with first author, or the text.
fn keys(reference: &Reference, meant: Option<u32>) -> Vec<String> {
    let mut keys: Vec<String> = meant.map(|work| format!("work {work}")).into_iter().collect();
    let surname = reference.names.first().map(|name| name.surname.as_str()).unwrap_or_default();
    if let Some((_, title)) = reference.title.as_ref().filter(|(_, title)| title.is_telling()) {
        let ids = [&reference.doi, &reference.arxiv].into_iter().flatten();
        keys.extend(ids.map(|id| format!("{id} {}", title.folded)));
        let numbers = [reference.volume.as_deref(), reference.page.as_deref()].map(Option::unwrap_or_default);
        keys.push(format!("title {surname} {} {numbers:?}", title.folded));
    }
    if let Some(text) = &reference.running {
        let words: Vec<&str> = text.words().collect();
        keys.extend((!words.is_empty()).then(|| format!("text {}", words.join(" "))));
    }
    keys
}

#[cfg(test)]
mod tests {
    use corpus::Paper;

    use super::*;

    #[test]
    fn an_article_comes_again_behind_the_talk_of_its_title() {
        let list = |dois: &[&str]| {
            let paper = |doi: &&str| Paper {
                title: "Maps of very large trees".to_owned(),
                authors: vec!["Jane Doe".to_owned()],
                doi: Some((*doi).to_owned()),
                ..Paper::default()
            };
            dois.iter().map(|doi| Reference::of_record(&paper(doi))).collect::<Vec<_>>()
        };
        let found = duplicates(&list(&["10.1000/talk", "10.1000/article", "10.1000/article"]), &[None; 3]);
        assert_eq!(found, [(2, 1)]);
        assert_eq!(duplicates(&list(&["10.1000/talk", "10.1000/article"]), &[None; 2]), []);
    }
}
