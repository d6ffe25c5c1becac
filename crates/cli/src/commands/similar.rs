//! `bibliograph similar`: papers like a paper or a text.

use std::{
    fs,
    io::{self, Write},
};

use anyhow::Context;
use corpus::{
    Paper,
    links::{self, Link},
};
use discover::{
    find::find,
    index::Name,
    similar::{self, Question, Similar},
};
use pipeline::{ListedPaper, PaperList};
use serde_json::json;

use super::open::{FileIndex, cell, open, text};
use crate::{
    args::{self, Format},
    reporter::printable,
};

/// Ranks, and prints to standard output.
pub fn similar(args: &args::Similar) -> anyhow::Result<()> {
    let mut index = open(args.report.as_deref())?;
    let (asked, question) = question(args, &mut index)?;
    let found = similar::similar(&mut index, &question, args.top)?;
    let names = &index.contents().names;
    if let Some(path) = &args.html {
        let page = pipeline::list_html(&list(&asked, &found, names));
        fs::write(path, page).with_context(|| format!("{}: cannot be written", path.display()))?;
    }
    let mut out = io::stdout().lock();
    match args.format {
        Format::Table => table(&mut out, &found, names)?,
        Format::Csv => csv(&mut out, &found, names)?,
        Format::Json => json(&mut out, &asked, &found, names)?,
    }
    Ok(out.flush()?)
}

/// What is asked, in words and for the index.
fn question(args: &args::Similar, index: &mut FileIndex) -> anyhow::Result<(String, Question)> {
    if let Some(id) = &args.id {
        let paper = find(&index.contents().names, id)?;
        let question = Question::paper(index, paper)?;
        return Ok((question.record.title.clone(), question));
    }
    // One of the three is there: clap asks for it.
    let (asked, text) = match (&args.text, &args.file) {
        (Some(text), _) => (text.clone(), text.clone()),
        (None, Some(path)) => (path.display().to_string(), text(path)?),
        (None, None) => (String::new(), String::new()),
    };
    let repo = |link| match link {
        Link::Repo(repo) => Some(repo),
        Link::Page(_) => None,
    };
    let repos = links::find(&text).into_iter().filter_map(repo).collect();
    let (title, rest) = text.trim().split_once('\n').unwrap_or((text.trim(), ""));
    let paper = Paper {
        title: title.to_owned(),
        abstract_text: Some(rest.to_owned()).filter(|rest| !rest.is_empty()),
        repos,
        ..Paper::default()
    };
    Ok((asked, Question::text(&paper)))
}

fn table(out: &mut impl Write, found: &[Similar], names: &[Name]) -> io::Result<()> {
    if found.is_empty() {
        writeln!(out, "no paper shares a term with it")?;
    }
    for (rank, similar) in (1..).zip(found) {
        let year = similar.record.year.map_or(String::new(), |year| format!(" ({year})"));
        writeln!(out, "{rank:>3}. {:.3}  {}{year}", similar.score, printable(&similar.record.title))?;
        writeln!(out, "     {}", printable(&names[similar.paper as usize].id))?;
        for why in similar.why(names) {
            writeln!(out, "     - {}", printable(&why))?;
        }
    }
    Ok(())
}

fn csv(out: &mut impl Write, found: &[Similar], names: &[Name]) -> io::Result<()> {
    writeln!(out, "rank,id,title,year,score,cosine,why\r")?;
    for (rank, similar) in (1..).zip(found) {
        let year = similar.record.year.map_or(String::new(), |year| year.to_string());
        let id = cell(&names[similar.paper as usize].id);
        let (title, why) = (cell(&similar.record.title), cell(&similar.why(names).join("; ")));
        writeln!(out, "{rank},{id},{title},{year},{},{},{why}\r", similar.score, similar.cosine)?;
    }
    Ok(())
}

fn json(out: &mut impl Write, asked: &str, found: &[Similar], names: &[Name]) -> io::Result<()> {
    let id = |paper: &u32| &names[*paper as usize].id;
    let paper = |similar: &Similar| {
        let terms: Vec<_> =
            similar.terms.iter().map(|(term, share)| json!({ "term": term, "share": share })).collect();
        json!({
            "id": id(&similar.paper), "title": similar.record.title, "year": similar.record.year,
            "venue": similar.record.venue, "authors": similar.record.authors, "url": similar.record.url,
            "doi": similar.record.doi, "score": similar.score, "cosine": similar.cosine, "terms": terms,
            "repos": similar.repos, "references": similar.references.iter().map(id).collect::<Vec<_>>(),
            "cited": similar.cited, "cites": similar.cites, "path": similar.path.iter().map(id).collect::<Vec<_>>(),
        })
    };
    let papers: Vec<_> = found.iter().map(paper).collect();
    writeln!(out, "{:#}", json!({ "question": asked, "papers": papers }))
}

fn list(asked: &str, found: &[Similar], names: &[Name]) -> PaperList {
    let paper = |similar: &Similar| {
        let record = &similar.record;
        let doi = record.doi.iter().map(|doi| (format!("doi:{doi}"), format!("https://doi.org/{doi}")));
        let url = record.url.iter().map(|url| (url.clone(), url.clone()));
        let repos = record.repos.iter().map(|repo| (repo.clone(), format!("https://{repo}")));
        let year = record.year.map(|year| year.to_string());
        let authors = Some(record.authors.join("; ")).filter(|authors| !authors.is_empty());
        let mut why = similar.why(names);
        why.insert(0, format!("score {:.3}", similar.score));
        ListedPaper {
            title: record.title.clone(),
            imprint: [year, record.venue.clone(), authors].into_iter().flatten().collect(),
            abstract_text: record.abstract_text.clone(),
            links: doi.chain(url).chain(repos).collect(),
            why,
        }
    };
    PaperList {
        title: format!("Similar to {asked}"),
        about: format!("The {} papers most like it, best first, each with what speaks for it.", found.len()),
        papers: found.iter().map(paper).collect(),
    }
}
