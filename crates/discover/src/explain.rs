//! Why two papers are linked, or are not.

use std::io::{Read, Seek};

use similarity::Lexicon;

use crate::{
    index::{Contents, Index, IndexError, Record},
    path,
    sentences::Weighed,
    similar::{Question, Similar, one},
};

/// Sentences told of each paper, at most.
const SENTENCES: usize = 3;

/// A path is looked for among so many papers that are nearest to the two.
pub const LOOKED_AT: usize = 20_000;

/// What ties two papers together, or fails to.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The numbers of the two papers.
    pub papers: [u32; 2],
    /// What they are.
    pub records: [Record; 2],
    /// The weight of their link; `None` where there is none.
    pub weight: Option<f64>,
    /// What each relation that counts gives to the link, 0 to 1, and by what it is multiplied.
    pub parts: Vec<(String, f64, f64)>,
    /// What they share, as told among similar papers; `None` where they share no term and have no link.
    pub shared: Option<Similar>,
    /// The place of each among the papers most like the other by score, from 1; `None` where they share nothing.
    pub ranks: [Option<usize>; 2],
    /// Why there is no link, a sentence each; empty where there is one.
    pub why_not: Vec<String>,
    /// The best path from the first to the second, both included, with the weight of the link that leads to each: that on which
    /// 1/weight adds up to least. Empty where there is none among the [`LOOKED_AT`] papers nearest to the two.
    pub path: Vec<(u32, f64)>,
    /// The sentences of each abstract without which the two are less alike, with what the cosine loses.
    pub sentences: [Vec<(String, f64)>; 2],
}

/// Explains what is between two papers. Time linear in the lists of their terms, besides the path.
///
/// # Errors
///
/// An index that is damaged.
pub fn explain<R: Read + Seek>(index: &mut Index<R>, a: u32, b: u32) -> Result<Explanation, IndexError> {
    let [from_a, from_b] = [Question::paper(index, a)?, Question::paper(index, b)?];
    let (ahead, back) = (one(index, &from_a, b)?, one(index, &from_b, a)?);
    let ranks = [&ahead, &back].map(|found| found.as_ref().map(|found| found.rank));
    let nearest = [&ahead, &back].map(|found| found.as_ref().map(|found| found.nearest));
    let shared = ahead.map(|found| found.similar);
    let tie = from_a.record.links.iter().find(|tie| tie.to == b);
    let relation = |&(number, part): &(u8, f32)| {
        let relation = &index.contents().relations[usize::from(number)];
        (relation.name.clone(), f64::from(part), relation.weight)
    };
    let parts = tie.map_or_else(Vec::new, |tie| tie.parts.iter().map(relation).collect());
    let weight = tie.map(|tie| f64::from(tie.weight));
    let cosine = shared.as_ref().map_or(0.0, |shared| shared.cosine);
    let why_not = if weight.is_some() {
        Vec::new()
    } else {
        why_not(index.contents(), &from_a, &from_b, cosine, nearest)
    };
    let lexicon = index.contents().lexicon();
    let sentences = [
        carrying(&lexicon, &from_a.record, &from_b.record),
        carrying(&lexicon, &from_b.record, &from_a.record),
    ];
    let links = |paper| {
        let ties = index.record(paper)?.links.into_iter().filter(|tie| tie.weight > 0.0);
        Ok::<_, IndexError>(ties.map(|tie| (tie.to, f64::from(tie.weight))).collect())
    };
    let path = path::best(a, b, LOOKED_AT, links)?.unwrap_or_default();
    Ok(Explanation {
        papers: [a, b],
        records: [from_a.record, from_b.record],
        weight,
        parts,
        shared,
        ranks,
        why_not,
        path,
        sentences,
    })
}

/// What keeps a link that a relation makes from the graph.
const PRUNED: &str = "their link is not among the strongest of either (graph.prune)";

/// Why no relation links the two, as far as the index tells: it does not hold links that were made and pruned.
fn why_not(
    contents: &Contents,
    a: &Question,
    b: &Question,
    cosine: f64,
    nearest: [Option<usize>; 2],
) -> Vec<String> {
    let mut why = Vec::new();
    if contents.weight("terms") > 0.0 {
        let k = contents.neighbours;
        // In a graph that keeps all links a place so near is one of rounding, or of vectors of fewer dimensions.
        let near = contents.prune.is_some() && nearest.iter().flatten().any(|&place| place <= k);
        why.push(if cosine == 0.0 {
            "terms: they have no term in common".to_owned()
        } else if cosine <= f64::from(contents.floor) {
            format!("terms: their cosine is {cosine:.3}, not above graph.floor ({})", contents.floor)
        } else if near {
            format!("terms: their cosine is {cosine:.3} and one is among the {k} nearest of the other, but {PRUNED}")
        } else {
            let place =
                |place: Option<usize>| place.map_or("no".to_owned(), |place| format!("number {place}"));
            format!(
                "terms: their cosine is {cosine:.3}, but neither is among the {k} nearest of the other (graph.neighbours): the \
                 second is {} from the first, the first {} from the second",
                place(nearest[0]),
                place(nearest[1])
            )
        });
    }
    if contents.weight("citations") > 0.0 {
        let cited = a.paper.is_some_and(|a| b.record.cites.contains(&a))
            || b.paper.is_some_and(|b| a.record.cites.contains(&b));
        why.push(match cited {
            true => format!("citations: one cites the other, but {PRUNED}"),
            false => "citations: neither cites the other".to_owned(),
        });
    }
    if contents.weight("repos") > 0.0 {
        let both = a.record.repos.iter().filter(|repo| b.record.repos.contains(repo));
        let both: Vec<&str> = both.map(String::as_str).collect();
        let cap = contents
            .relations
            .iter()
            .find(|relation| relation.name == "repos")
            .and_then(|relation| relation.cap);
        why.push(match (&both[..], cap) {
            ([], _) => "repos: they link no repository in common".to_owned(),
            (both, cap) => format!(
                "repos: both link {}, but so do more papers than graph.repos_cap ({}) lets count{}",
                both.join(", "),
                cap.unwrap_or_default(),
                contents.prune.map_or(String::new(), |_| format!(", or {PRUNED}"))
            ),
        });
    }
    let told = ["terms", "citations", "repos"];
    for relation in contents.relations.iter().filter(|relation| !told.contains(&relation.name.as_str())) {
        why.push(format!("{}: nothing in common, or not among the strongest of either", relation.name));
    }
    why
}

fn carrying(lexicon: &Lexicon, of: &Record, to: &Record) -> Vec<(String, f64)> {
    let other: (Vec<u32>, Vec<f32>) = lexicon.vector(&to.text()).into_iter().unzip();
    let paper = of.text();
    let weighed = Weighed::new(lexicon, &paper);
    let found = weighed.carrying((&other.0, &other.1), SENTENCES);
    found.into_iter().map(|sentence| (sentence.text.to_owned(), sentence.loss)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::RelationWeight;

    #[test]
    fn a_pruned_link_is_not_denied() {
        let relation = |name: &str| RelationWeight { name: name.to_owned(), weight: 1.0, cap: None };
        let contents = Contents {
            relations: ["terms", "citations"].map(relation).into(),
            neighbours: 10,
            prune: Some(3),
            ..Contents::default()
        };
        let question = |paper, cites: &[u32]| Question {
            record: Record { cites: cites.into(), ..Record::default() },
            paper: Some(paper),
        };
        let why = |cites, nearest| why_not(&contents, &question(0, &[]), &question(1, cites), 0.5, nearest);
        let pruned = why(&[0], [Some(30), Some(10)]);
        assert!(pruned.iter().all(|why| why.contains("graph.prune")), "{pruned:?}");
        let apart = why(&[7], [Some(30), Some(11)]);
        assert!(apart[0].contains("neither is among the 10 nearest"), "{apart:?}");
        assert_eq!(apart[1], "citations: neither cites the other");
    }
}
