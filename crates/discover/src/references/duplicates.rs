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
        match keys.iter().find_map(|key| seen.get(key)) {
            // A talk and the article made of it are two works.
            Some(&first) if !two_dois(reference, &references[first]) => found.push((at, first)),
            Some(_) => {}
            None => seen.extend(keys.into_iter().map(|key| (key, at))),
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
