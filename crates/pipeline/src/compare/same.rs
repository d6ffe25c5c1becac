//! Which papers of two reports are one.

use std::collections::BTreeMap;

use corpus::{Paper, Place, Records, id};
use parallel::Progress;
use rustc_hash::FxHashMap;

use super::report::Report;

/// A paper that both reports hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Same {
    /// Its position in the later report.
    pub new: usize,
    /// Its position in the earlier report.
    pub old: usize,
    /// What showed it: `id`, `merged` (one report merged the record into the paper), or the rule of a merge, such as `doi` or `title`.
    pub by: &'static str,
}

/// The papers that both reports hold, by position in the later one.
///
/// A paper is first looked for under its own id, with the same title; then under the id of a paper that it was merged into; what is left
/// is merged as records are when files are read ([`corpus::merge`]). Where several papers of one report are one of the other, each is
/// paired with it: none of them came or went.
pub fn same(old: &Report, new: &Report) -> Vec<Same> {
    let mut pairs = by_id(old, new);
    let (mut left_old, mut left_new) = (vec![true; old.papers.len()], vec![true; new.papers.len()]);
    for pair in &pairs {
        (left_old[pair.old], left_new[pair.new]) = (false, false);
    }
    let left = |left: &[bool]| (0..left.len()).filter(|&at| left[at]).collect::<Vec<_>>();
    pairs.extend(by_rules(old, &left(&left_old), new, &left(&left_new)));
    pairs.sort_unstable();
    pairs
}

fn by_id(old: &Report, new: &Report) -> Vec<Same> {
    let (old_ids, new_ids) = (ids(old), ids(new));
    let mut pairs = Vec::new();
    for (at, paper) in old.papers.iter().enumerate() {
        // Ids may be mere numbers of rows: the title must agree.
        let same = new_ids.get(paper.id.as_str()).copied();
        if let Some(found) = same.filter(|&found| title(&new.papers[found]) == title(paper)) {
            pairs.push(Same { old: at, new: found, by: "id" });
        }
    }
    let mut known_old: Vec<bool> = vec![false; old.papers.len()];
    let mut known_new: Vec<bool> = vec![false; new.papers.len()];
    for pair in &pairs {
        (known_old[pair.old], known_new[pair.new]) = (true, true);
    }
    for (merged, kept) in &new.merged {
        if let (Some(&at), Some(&found)) = (old_ids.get(merged.as_str()), new_ids.get(kept.as_str()))
            && !std::mem::replace(&mut known_old[at], true)
        {
            known_new[found] = true;
            pairs.push(Same { old: at, new: found, by: "merged" });
        }
    }
    for (merged, kept) in &old.merged {
        if let (Some(&at), Some(&found)) = (old_ids.get(kept.as_str()), new_ids.get(merged.as_str()))
            && !std::mem::replace(&mut known_new[found], true)
        {
            pairs.push(Same { old: at, new: found, by: "merged" });
        }
    }
    pairs
}

/// Positions of papers by their ids.
fn ids(report: &Report) -> FxHashMap<&str, usize> {
    report.papers.iter().enumerate().map(|(at, paper)| (paper.id.as_str(), at)).collect()
}

fn title(paper: &Paper) -> String {
    id::folded(&paper.title)
}

/// Merges the papers that are left of both; the place of each tells whose it is.
fn by_rules(old: &Report, left_old: &[usize], new: &Report, left_new: &[usize]) -> Vec<Same> {
    const OLD: &str = "old";
    let of = |file: &'static str, papers: &[Paper], left: &[usize]| -> Vec<Paper> {
        let at_its_place =
            |&at: &usize| Paper { place: Place { file: file.into(), line: at as u64 }, ..papers[at].clone() };
        left.iter().map(at_its_place).collect()
    };
    let mut papers = of(OLD, &old.papers, left_old);
    papers.extend(of("new", &new.papers, left_new));
    let merged = Records { papers, ..Records::default() }.merge(&Progress::none());
    let mut groups: BTreeMap<&str, Group> = BTreeMap::new();
    let place_of: FxHashMap<&str, &Place> =
        merged.papers.iter().map(|paper| (paper.id.as_str(), &paper.place)).collect();
    for duplicate in &merged.duplicates {
        let group = groups.entry(&duplicate.kept).or_insert_with(|| {
            let mut group = Group { rule: duplicate.rule, ..Group::default() };
            group.take(place_of[duplicate.kept.as_str()], OLD);
            group
        });
        group.take(&duplicate.place, OLD);
    }
    groups.into_values().flat_map(Group::pairs).collect()
}

/// Papers that are one, of both reports.
#[derive(Default)]
struct Group {
    old: Vec<usize>,
    new: Vec<usize>,
    rule: &'static str,
}

impl Group {
    fn take(&mut self, place: &Place, old: &str) {
        let side = if &*place.file == old { &mut self.old } else { &mut self.new };
        side.push(place.line as usize);
    }

    /// The first with the first, the second with the second; those that one side has more with the last of the other.
    fn pairs(self) -> Vec<Same> {
        if self.old.is_empty() || self.new.is_empty() {
            return Vec::new();
        }
        let pair = |at: usize| Same {
            old: self.old[at.min(self.old.len() - 1)],
            new: self.new[at.min(self.new.len() - 1)],
            by: self.rule,
        };
        (0..self.old.len().max(self.new.len())).map(pair).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A report of papers given as id, title, year and DOI.
    fn report(papers: &[(&str, &str, i32, &str)]) -> Report {
        let paper = |&(id, title, year, doi): &(&str, &str, i32, &str)| Paper {
            id: id.to_owned(),
            title: title.to_owned(),
            year: Some(year),
            authors: vec!["Ada Byron".to_owned()],
            doi: Some(doi.to_owned()).filter(|doi| !doi.is_empty()),
            ..Paper::default()
        };
        Report { papers: papers.iter().map(paper).collect(), ..Report::default() }
    }

    fn told(old: &Report, new: &Report) -> Vec<(usize, usize, &'static str)> {
        same(old, new).iter().map(|same| (same.old, same.new, same.by)).collect()
    }

    #[test]
    fn papers_are_known_by_id_doi_title_or_what_they_were_merged_into() {
        let old = report(&[
            ("a", "Volume rendering of clouds", 2001, ""),
            ("b", "Drawing of large graphs", 2002, "10.1000/b"),
            ("c", "Treemaps for file systems", 2003, ""),
            ("d", "A paper nobody kept", 2004, ""),
            ("e", "Fisheye Views, draft", 2005, ""),
            ("7", "The seventh row", 2006, ""),
        ]);
        let mut new = report(&[
            ("7", "Another seventh row altogether", 2008, ""),
            ("c2", "Treemaps for File Systems.", 2003, ""),
            ("b2", "Drawing of large graphs", 2002, "10.1000/b"),
            ("a", "Volume rendering of clouds", 2001, ""),
            ("f", "Generalized fisheye views", 2006, ""),
        ]);
        new.merged = vec![("e".to_owned(), "f".to_owned())];
        assert_eq!(told(&old, &new), [(2, 1, "title"), (1, 2, "doi"), (0, 3, "id"), (4, 4, "merged")]);
    }

    #[test]
    fn two_papers_that_became_one_have_neither_come_nor_gone() {
        let old = report(&[
            ("a", "Treemaps for file systems", 2003, ""),
            ("b", "Treemaps for file systems", 2003, ""),
        ]);
        let new = report(&[("c", "Treemaps for file systems", 2003, "")]);
        assert_eq!(told(&old, &new), [(0, 0, "title"), (1, 0, "title")]);
        assert_eq!(told(&new, &old), [(0, 0, "title"), (0, 1, "title")]);
        assert_eq!(told(&old, &report(&[])), []);
    }
}
