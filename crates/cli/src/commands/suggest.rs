//! `bibliograph suggest`: what a draft should cite.

use std::io::{self, Write};

use corpus::{Corpus, ReadOptions};
use discover::missing::Suggestion;
use pipeline::{
    missing::{Draft, FEWEST, teaching},
    words::count,
};
use serde_json::json;

use super::{
    Voice,
    open::{cell, text},
};
use crate::{
    args::{self, Format},
    exit::Usage,
    reporter::{self, printable},
};

/// Learns from the papers, and prints to standard output.
pub fn suggest(args: &args::Suggest, voice: Voice) -> anyhow::Result<()> {
    let progress = reporter::progress(voice == Voice::Quiet);
    let draft = text(&args.draft)?;
    let corpus = corpus::read(&args.papers, &ReadOptions::default(), &progress)?;
    let teaching = teaching(&corpus);
    if teaching < FEWEST {
        return Err(Usage(format!(
            "{} can be learnt from, between papers that have a year, the cited one not the later; {FEWEST} are needed",
            count(teaching, "citation")
        ))
        .into());
    }
    let draft = Draft::judge(corpus, &draft, args.year, args.top, &progress)?;
    if voice > Voice::Quiet {
        say!("{}; the draft cites {} of them", count(draft.corpus.papers.len() - 1, "paper"), draft.cited);
        if draft.suggestions.is_empty() {
            say!("nothing is suggested: {}", why_nothing(&draft.corpus, args.top));
        }
    }
    let mut out = io::stdout().lock();
    match args.format {
        Format::Table => table(&mut out, &draft)?,
        Format::Csv => csv(&mut out, &draft)?,
        Format::Json => json(&mut out, &draft)?,
    }
    Ok(out.flush()?)
}

/// Why nothing is suggested to a draft, the last of the papers.
fn why_nothing(corpus: &Corpus, top: usize) -> String {
    let Some((draft, papers)) = corpus.papers.split_last().filter(|_| top > 0) else {
        return "--top is 0".to_owned();
    };
    match (draft.year, papers.iter().filter_map(|paper| paper.year).min()) {
        (Some(year), Some(first)) if year < first => {
            format!("the draft is of {year}, and the earliest of the papers of {first}; give another --year")
        }
        (Some(_), Some(_)) => "no paper that it does not cite is likely to be cited by it".to_owned(),
        _ => "no paper has a year, and only earlier ones can be cited".to_owned(),
    }
}

/// What speaks for a suggestion, a line each.
fn why(draft: &Draft, found: &Suggestion) -> Vec<String> {
    let title = |paper: &u32| format!("“{}”", draft.corpus.papers[*paper as usize].title);
    let list = |papers: &[u32]| papers.iter().map(title).collect::<Vec<_>>().join(", ");
    let reasons: Vec<&str> = found.reasons.iter().map(|(reason, _)| reason.name()).collect();
    let shared: Vec<&str> =
        found.terms.iter().map(|shared| draft.terms.vocabulary[shared.term as usize].text.as_str()).collect();
    let all = [
        (String::new(), reasons.join("; ")),
        ("terms: ".to_owned(), shared.join(", ")),
        ("cited by your references ".to_owned(), list(&found.cited_by_references)),
        ("cites, as you do, ".to_owned(), list(&found.common_references)),
        ("sentences: ".to_owned(), found.sentences.join(" … ")),
    ];
    all.into_iter().filter(|(_, what)| !what.is_empty()).map(|(head, what)| head + &what).collect()
}

fn table(out: &mut impl Write, draft: &Draft) -> io::Result<()> {
    for (rank, found) in (1..).zip(&draft.suggestions) {
        let paper = &draft.corpus.papers[found.cited as usize];
        let year = paper.year.map_or(String::new(), |year| format!(" ({year})"));
        writeln!(out, "{rank:>3}. {:.3}  {}{year}", found.probability, printable(&paper.title))?;
        writeln!(out, "     {}", printable(&paper.id))?;
        for why in why(draft, found) {
            writeln!(out, "     - {}", printable(&why))?;
        }
    }
    Ok(())
}

fn csv(out: &mut impl Write, draft: &Draft) -> io::Result<()> {
    writeln!(out, "rank,id,title,year,probability,why\r")?;
    for (rank, found) in (1..).zip(&draft.suggestions) {
        let paper = &draft.corpus.papers[found.cited as usize];
        let year = paper.year.map_or(String::new(), |year| year.to_string());
        let why = cell(&why(draft, found).join("; "));
        writeln!(
            out,
            "{rank},{},{},{year},{},{why}\r",
            cell(&paper.id),
            cell(&paper.title),
            found.probability
        )?;
    }
    Ok(())
}

fn json(out: &mut impl Write, draft: &Draft) -> io::Result<()> {
    let id = |paper: &u32| &draft.corpus.papers[*paper as usize].id;
    let ids = |papers: &[u32]| papers.iter().map(id).cloned().collect::<Vec<_>>();
    let paper = |found: &Suggestion| {
        let paper = &draft.corpus.papers[found.cited as usize];
        let reasons: Vec<_> = found
            .reasons
            .iter()
            .map(|(reason, adds)| json!({ "reason": reason.name(), "adds": adds }))
            .collect();
        let shared: Vec<_> =
            found.terms.iter().map(|shared| &draft.terms.vocabulary[shared.term as usize].text).collect();
        json!({
            "id": paper.id, "title": paper.title, "year": paper.year, "doi": paper.doi, "probability": found.probability,
            "reasons": reasons, "terms": shared, "cited_by_references": ids(&found.cited_by_references),
            "common_references": ids(&found.common_references), "sentences": found.sentences,
        })
    };
    writeln!(out, "{:#}", json!({ "papers": draft.suggestions.iter().map(paper).collect::<Vec<_>>() }))
}

#[cfg(test)]
mod tests {
    use corpus::Paper;

    use super::*;

    #[test]
    fn where_nothing_is_suggested_the_reason_is_told() {
        let why = |years: [Option<i32>; 2]| {
            let papers = years.map(|year| Paper { year, ..Paper::default() }).into();
            why_nothing(&Corpus { papers, ..Corpus::default() }, 9)
        };
        assert!(why([Some(1999), Some(1990)]).contains("the earliest of the papers of 1999"));
        assert!(why([None, None]).contains("no paper has a year"));
        assert!(why([Some(1999), Some(1999)]).contains("likely"));
    }
}
