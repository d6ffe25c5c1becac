//! Papers like a paper or like a text, with reasons.

use std::io::{Read, Seek};

use corpus::Paper;
use rustc_hash::FxHashMap;
use similarity::{SparseRows, Terms, evidence::shared_terms};

use crate::index::{Index, IndexError, Name, Record, Tie};

/// So many terms are told for each paper.
const TERMS: usize = 6;

/// So many common references are called by their titles.
const TITLES: usize = 3;

/// What others are to be like.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// Its text and its repositories, and for a paper of the index its citations and links.
    pub record: Record,
    /// Its number, for a paper of the index.
    pub paper: Option<u32>,
}

/// A paper that is like what was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Similar {
    /// Its number.
    pub paper: u32,
    /// What it is.
    pub record: Record,
    /// How alike the two are: for a link of the graph its weight, otherwise the weight that a link by terms alone would have.
    pub score: f64,
    /// Cosine of the terms.
    pub cosine: f64,
    /// Terms that both have with their share of the cosine, most first.
    pub terms: Vec<(String, f64)>,
    /// Repositories that both link.
    pub repos: Vec<String>,
    /// Papers of the corpus that both cite.
    pub references: Vec<u32>,
    /// Whether the one that was asked for cites it.
    pub cited: bool,
    /// Whether it cites the one that was asked for.
    pub cites: bool,
    /// The papers on the way to it in the graph, itself the last: one where there is a link, two where a common neighbour ties
    /// them, that whose weaker link is strongest; none where it is further.
    pub path: Vec<u32>,
}

impl Similar {
    /// The reasons in words, a sentence each, strongest kinds first; papers are called by their titles.
    pub fn why(&self, names: &[Name]) -> Vec<String> {
        let title = |paper: &u32| format!("“{}”", names[*paper as usize].title);
        let titles = |papers: &[u32]| papers.iter().take(TITLES).map(title).collect::<Vec<_>>().join(", ");
        let mut why = Vec::new();
        if !self.terms.is_empty() {
            let term = |(text, share): &(String, f64)| format!("{text} {:.0} %", 100.0 * share);
            let terms: Vec<String> = self.terms.iter().map(term).collect();
            why.push(format!("terms (cosine {:.3}): {}", self.cosine, terms.join(", ")));
        }
        if !self.repos.is_empty() {
            why.push(format!("both link {}", self.repos.join(", ")));
        }
        match (self.cited, self.cites) {
            (true, _) => why.push("cited by the paper asked for".to_owned()),
            (false, true) => why.push("cites the paper asked for".to_owned()),
            (false, false) => {}
        }
        if !self.references.is_empty() {
            why.push(format!("{} in common: {}", count(self.references.len()), titles(&self.references)));
        }
        match self.path[..] {
            [_] => why.push("linked in the graph".to_owned()),
            [between, _] => why.push(format!("in the graph by way of {}", title(&between))),
            _ => {}
        }
        why
    }
}

fn count(references: usize) -> String {
    if references == 1 { "1 reference".to_owned() } else { format!("{references} references") }
}

impl Question {
    /// For papers like a text.
    pub fn text(text: &Paper) -> Self {
        let record = Record {
            title: text.title.clone(),
            abstract_text: text.abstract_text.clone(),
            keywords: text.keywords.clone(),
            repos: text.repos.iter().map(|repo| repo.name().to_owned()).collect(),
            ..Record::default()
        };
        Self { record, paper: None }
    }

    /// For papers like this one.
    ///
    /// # Errors
    ///
    /// A record that is damaged.
    pub fn paper<R: Read + Seek>(index: &mut Index<R>, paper: u32) -> Result<Self, IndexError> {
        Ok(Self { record: index.record(paper)?, paper: Some(paper) })
    }

    fn tie(&self, to: u32) -> Option<&Tie> {
        let at = self.record.links.binary_search_by_key(&to, |tie| tie.to).ok()?;
        Some(&self.record.links[at])
    }
}

/// The `top` papers most like what is asked for, best first; ties by number.
///
/// For a text the score is the cosine of its terms. For a paper it is on the scale of the links of the graph, so that
/// repositories and citations that the two share count as they do there. Time linear in the lists of the terms of the question.
///
/// # Errors
///
/// An index that is damaged.
pub fn similar<R: Read + Seek>(
    index: &mut Index<R>,
    question: &Question,
    top: usize,
) -> Result<Vec<Similar>, IndexError> {
    let scored = score(index, question, top)?;
    tell(index, question, scored)
}

/// What a question has in common with one paper, and where that stands among all.
pub(crate) struct Standing {
    /// Its place by score, from 1.
    pub rank: usize,
    /// Its place by the cosine of the terms alone, from 1.
    pub nearest: usize,
    /// What they have in common.
    pub similar: Similar,
}

/// How one paper stands to a question; `None` where they share nothing that counts.
///
/// Time linear in the lists of the terms of the question; one record is read.
pub(crate) fn one<R: Read + Seek>(
    index: &mut Index<R>,
    question: &Question,
    paper: u32,
) -> Result<Option<Standing>, IndexError> {
    let everybody = index.contents().names.len();
    let mut scored = score(index, question, everybody)?;
    let Some(at) = scored.best.iter().position(|&(_, other)| other == paper) else { return Ok(None) };
    scored.best = vec![scored.best[at]];
    let cosine = |other: u32| scored.cosines[other as usize];
    let before = |other: u32| cosine(paper).total_cmp(&cosine(other)).then(other.cmp(&paper)).is_lt();
    let nearer = |&other: &u32| Some(other) != question.paper && before(other);
    let nearest = (0..everybody as u32).filter(nearer).count() + 1;
    Ok(tell(index, question, scored)?.pop().map(|similar| Standing { rank: at + 1, nearest, similar }))
}

/// Tells of the best what they have in common with the question.
fn tell<R: Read + Seek>(
    index: &mut Index<R>,
    question: &Question,
    Scored { vector, lists, cosines, best }: Scored,
) -> Result<Vec<Similar>, IndexError> {
    let terms = rows(index.contents().vocabulary(), &vector, &lists, &best);
    let each = |(row, &(score, paper)): (usize, &(f64, u32))| {
        let record = index.record(paper)?;
        let shared = shared_terms(0, row + 1, &terms).into_iter().take(TERMS);
        let text = |term: u32| terms.vocabulary[term as usize].text.clone();
        Ok(Similar {
            paper,
            score,
            cosine: cosines[paper as usize].min(1.0),
            terms: shared.map(|shared| (text(shared.term), shared.share)).collect(),
            repos: question.record.repos.iter().filter(|repo| record.repos.contains(repo)).cloned().collect(),
            references: question
                .record
                .cites
                .iter()
                .filter(|cited| record.cites.contains(cited))
                .copied()
                .collect(),
            cited: question.record.cites.contains(&paper),
            cites: question.paper.is_some_and(|asked| record.cites.contains(&asked)),
            path: path(question, paper, &record),
            record,
        })
    };
    best.iter().enumerate().map(each).collect()
}

/// The terms of a question with their lists, its cosine with every paper, and the best as (score, paper).
struct Scored {
    vector: Vec<(u32, f32)>,
    lists: Vec<Vec<(u32, f32)>>,
    cosines: Vec<f64>,
    best: Vec<(f64, u32)>,
}

/// The terms of a question with their weights, and their lists: those of a paper as they are, those of a text by the lexicon.
#[allow(clippy::type_complexity, reason = "a vector, and a list for each of its entries")]
fn terms<R: Read + Seek>(
    index: &mut Index<R>,
    question: &Question,
) -> Result<(Vec<(u32, f32)>, Vec<Vec<(u32, f32)>>), IndexError> {
    let vector: Vec<(u32, f32)> = match question.paper {
        Some(_) => question.record.terms.iter().map(|&term| (term, 0.0)).collect(),
        None => index.contents().lexicon().vector(&question.record.text()),
    };
    let lists = vector.iter().map(|&(term, _)| index.list(term)).collect::<Result<Vec<_>, _>>()?;
    let weigh = |(&(term, weight), list): (&(u32, f32), &Vec<(u32, f32)>)| match question.paper {
        Some(paper) => (term, weight_in(list, paper).unwrap_or_default()),
        None => (term, weight),
    };
    Ok((vector.iter().zip(&lists).map(weigh).collect(), lists))
}

/// What a term weighs in a paper, by its list.
fn weight_in(list: &[(u32, f32)], paper: u32) -> Option<f32> {
    list.binary_search_by_key(&paper, |entry| entry.0).ok().map(|at| list[at].1)
}

fn score<R: Read + Seek>(
    index: &mut Index<R>,
    question: &Question,
    top: usize,
) -> Result<Scored, IndexError> {
    let (vector, lists) = terms(index, question)?;
    let mut cosines = vec![0.0f64; index.contents().names.len()];
    for (&(_, weight), list) in vector.iter().zip(&lists) {
        for &(paper, other) in list {
            cosines[paper as usize] += f64::from(weight) * f64::from(other);
        }
    }
    let by_terms = match question.paper {
        Some(_) => index.contents().weight("terms"),
        None => 1.0,
    };
    let score = |paper: u32| {
        question.tie(paper).map_or(by_terms * cosines[paper as usize], |tie| f64::from(tie.weight))
    };
    let mut best: Vec<(f64, u32)> = (0..cosines.len() as u32)
        .map(|paper| (score(paper), paper))
        .filter(|&(score, paper)| score > 0.0 && Some(paper) != question.paper)
        .collect();
    let order = |a: &(f64, u32), b: &(f64, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
    if best.len() > top {
        best.select_nth_unstable_by(top, order);
        best.truncate(top);
    }
    best.sort_by(order);
    Ok(Scored { vector, lists, cosines, best })
}

/// The question and what each of `best` shares with it, as rows of terms.
fn rows(
    vocabulary: Vec<similarity::Term>,
    vector: &[(u32, f32)],
    lists: &[Vec<(u32, f32)>],
    best: &[(f64, u32)],
) -> Terms {
    let mut vectors = SparseRows::default();
    vectors.push(vector.iter().copied());
    for &(_, paper) in best {
        let shared =
            vector.iter().zip(lists).filter_map(|(&(term, _), list)| Some((term, weight_in(list, paper)?)));
        vectors.push(shared);
    }
    Terms { vocabulary, vectors, unused_labels: Vec::new() }
}

/// See [`Similar::path`].
fn path(question: &Question, paper: u32, record: &Record) -> Vec<u32> {
    if question.tie(paper).is_some() {
        return vec![paper];
    }
    let near: FxHashMap<u32, f32> = question.record.links.iter().map(|tie| (tie.to, tie.weight)).collect();
    let both = record.links.iter().filter_map(|tie| Some((near.get(&tie.to)?.min(tie.weight), tie.to)));
    let best = both.fold(None, |best: Option<(f32, u32)>, found| match best {
        Some(best) if best.0 >= found.0 => Some(best),
        _ => Some(found),
    });
    best.map_or_else(Vec::new, |(_, between)| vec![between, paper])
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use parallel::Progress;
    use similarity::TermSettings;

    use super::*;
    use crate::index::{Contents, Postings, RelationWeight, Word, write};

    /// Four papers: 0 and 1 are linked, 1 and 2 are, 3 stands alone; 0 and 2 cite 3.
    fn index() -> Index<Cursor<Vec<u8>>> {
        let titles =
            ["Volume rendering of clouds", "Volume rendering of bones", "Drawing bones", "Counting birds"];
        let papers: Vec<Paper> = titles.map(|title| Paper { title: title.into(), ..Paper::default() }).into();
        let settings = TermSettings { min_papers: 1, max_share: 1.0, ..TermSettings::default() };
        let terms = similarity::terms::build(&papers, &settings, &Progress::none()).unwrap();
        let tie = |to, weight| Tie { to, weight, parts: vec![] };
        let links = [vec![tie(1, 0.9)], vec![tie(0, 0.9), tie(2, 0.4)], vec![tie(1, 0.4)], vec![]];
        let record = |(paper, links): (usize, Vec<Tie>)| Record {
            title: titles[paper].into(),
            repos: if paper < 2 { vec!["github.com/a/b".into()] } else { vec![] },
            terms: terms.vectors.row(paper).0.to_vec(),
            cites: if paper % 2 == 0 { vec![3] } else { vec![] },
            links,
            ..Record::default()
        };
        let word = |term: &similarity::Term| Word {
            text: term.text.clone(),
            papers: term.papers,
            parts: term.parts.clone(),
        };
        let contents = Contents {
            names: titles.map(|title| Name { id: title.into(), doi: None, title: title.into() }).into(),
            words: terms.vocabulary.iter().map(word).collect(),
            fields: [2.0, 2.0, 1.0],
            relations: vec![RelationWeight { name: "terms".into(), weight: 0.5, cap: None }],
            ..Contents::default()
        };
        let mut out = Vec::new();
        let postings = Postings::of(&terms.vectors, terms.vocabulary.len());
        write(contents, &postings, links.into_iter().enumerate().map(record), &mut out).unwrap();
        Index::open(Cursor::new(out)).unwrap()
    }

    #[test]
    fn a_paper_finds_what_it_is_linked_to_and_why() {
        let mut index = index();
        let question = Question::paper(&mut index, 0).unwrap();
        let found = similar(&mut index, &question, 9).unwrap();
        assert_eq!(found.iter().map(|found| found.paper).collect::<Vec<_>>(), [1]);
        assert_eq!(
            (found[0].score, &found[0].path[..], &found[0].repos[..]),
            (f64::from(0.9f32), &[1][..], &["github.com/a/b".to_owned()][..])
        );
        let terms: Vec<&str> = found[0].terms.iter().map(|term| term.0.as_str()).collect();
        assert_eq!(terms, ["rendering", "volume"]);
        // What is not linked has half of its cosine, for so much do terms count.
        let question = Question::paper(&mut index, 2).unwrap();
        let found = similar(&mut index, &question, 9).unwrap();
        assert_eq!((found[0].paper, found[0].score), (1, f64::from(0.4f32)));
    }

    #[test]
    fn one_paper_is_told_of_as_among_all() {
        let mut index = index();
        for paper in 0..4 {
            let question = Question::paper(&mut index, paper).unwrap();
            let all = similar(&mut index, &question, 9).unwrap();
            for other in (0..4).filter(|&other| other != paper) {
                let expected = all.iter().position(|found| found.paper == other);
                let found = one(&mut index, &question, other).unwrap();
                let told = found.map(|found| (found.rank, found.similar));
                assert_eq!(told, expected.map(|at| (at + 1, all[at].clone())));
            }
        }
    }

    #[test]
    fn a_place_by_terms_does_not_depend_on_links() {
        let mut index = index();
        let mut question = Question::paper(&mut index, 1).unwrap();
        question.record.links[1].weight = 2.0;
        let mut places =
            |other| one(&mut index, &question, other).unwrap().map(|found| (found.rank, found.nearest));
        assert_eq!([places(0), places(2), places(3)], [Some((2, 1)), Some((1, 2)), None]);
    }

    #[test]
    fn a_text_finds_papers_by_its_terms_alone() {
        let mut index = index();
        let question = Question::text(&Paper { title: "birds and bones".into(), ..Paper::default() });
        let found = similar(&mut index, &question, 2).unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].record.title, "Counting birds");
        assert!(found[0].path.is_empty() && !found[0].cites);
        let nothing = Question::text(&Paper { title: "the of and".into(), ..Paper::default() });
        assert!(similar(&mut index, &nothing, 5).unwrap().is_empty());
    }
}
