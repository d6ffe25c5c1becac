//! `bibliograph suggest`: what a draft should cite.

use std::io::{self, Write};

use corpus::ReadOptions;
use discover::missing::Suggestion;
use pipeline::{
    missing::{Draft, FEWEST},
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
    if corpus.citations.len() < FEWEST {
        return Err(Usage(format!(
            "the papers cite each other {} only; {FEWEST} are needed to learn from",
            count(corpus.citations.len(), "time")
        ))
        .into());
    }
    let draft = Draft::judge(corpus, &draft, args.year, args.top, &progress)?;
    if voice > Voice::Quiet {
        eprintln!(
            "{}; the draft cites {} of them",
            count(draft.corpus.papers.len() - 1, "paper"),
            draft.cited
        );
    }
    let mut out = io::stdout().lock();
    match args.format {
        Format::Table => table(&mut out, &draft)?,
        Format::Csv => csv(&mut out, &draft)?,
        Format::Json => json(&mut out, &draft)?,
    }
    Ok(out.flush()?)
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
