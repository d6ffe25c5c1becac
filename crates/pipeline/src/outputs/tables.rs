//! The tables of a report: analysis to rows.

mod people;

use std::{cmp::Reverse, collections::BTreeMap, path::Path};

use corpus::{Corpus, Paper, Severity};
use discover::missing::{Reason, Suggestion, YearOfCitations};
use network::Link;
use parallel::chunks;
use rayon::prelude::*;
use similarity::{Relation, evidence::SharedTerm};
use tables::{Table, TableError, Values, catalogue, joined};

use crate::{
    RunError,
    analysis::{Analysis, CitationCentrality},
    config::Settings,
    groups,
};

/// Terms that explain a link, at most.
const SHARED_TERMS: usize = 6;
/// Works, citing papers, authors or keywords that explain a link, at most of each.
const SHARED_ITEMS: usize = 6;
/// Cited works in their table, at most: what few papers cite in a large corpus fills disks and tells nothing.
const CITED_WORKS: usize = 50_000;
/// The workbook in the folder of tables.
pub const WORKBOOK: &str = "report.xlsx";
/// Links explained by one task.
const CHUNK: usize = 1024;

/// Writes every table into `folder`, in each format that was asked for; gives what a reader should know of them.
pub fn write(analysis: &Analysis, settings: &Settings, folder: &Path) -> Result<Vec<String>, RunError> {
    write_all(&all(analysis)?, settings, folder)
}

/// The same with these tables.
pub(crate) fn write_all(
    tables: &[Table<'_>],
    settings: &Settings,
    folder: &Path,
) -> Result<Vec<String>, RunError> {
    let file = |table: &Table<'_>, ending: &str| folder.join(format!("{}.{ending}", table.spec().name));
    let texts = || {
        tables.par_iter().try_for_each(|table| {
            tables::write_csv_file(table, &file(table, "csv"))?;
            if settings.parquet { tables::write_parquet_file(table, &file(table, "parquet")) } else { Ok(()) }
        })
    };
    let workbook = || match settings.xlsx {
        true => tables::write_xlsx_file(tables, &folder.join(WORKBOOK)),
        false => Ok(Vec::new()),
    };
    let (shortfalls, written) = rayon::join(workbook, texts);
    written?;
    let notes = shortfalls?.into_iter().flat_map(|shortfall| shortfall.notes());
    Ok(notes.map(|note| format!("In {WORKBOOK}: {note}")).collect())
}

/// Every table, in the order of the catalogue.
fn all(analysis: &Analysis) -> Result<Vec<Table<'_>>, TableError> {
    type Make = fn(&Analysis) -> Result<Table<'_>, TableError>;
    let makers: [Make; 16] = [
        papers,
        links,
        clusters,
        terms,
        repos,
        years,
        people::venues,
        people::authors,
        people::keywords,
        people::owners,
        |analysis| references(&analysis.corpus),
        missing,
        citation_years,
        |analysis| problems(&analysis.corpus),
        |analysis| duplicates(&analysis.corpus),
        |analysis| files(&analysis.corpus),
    ];
    let mut tables = makers.par_iter().map(|make| make(analysis)).collect::<Result<Vec<_>, _>>()?;
    tables.extend(super::certainty::tables(analysis)?);
    tables.extend(super::time::tables::all(analysis)?);
    Ok(tables)
}

fn papers(analysis: &Analysis) -> Result<Table<'_>, TableError> {
    let papers = &analysis.corpus.papers;
    let centrality = &analysis.centrality;
    let text = |cell: fn(&Paper) -> Option<&str>| Values::texts_or_empty(papers.iter().map(cell));
    let list = |cell: fn(&Paper) -> String| Values::texts(papers.iter().map(cell));
    let cited = analysis.cited_in_corpus();
    let by_citations = |measure: fn(&CitationCentrality) -> &Vec<f64>| {
        let found = centrality.citations.as_ref().map(measure);
        Values::numbers_or_empty((0..papers.len()).map(|paper| found.map(|values| values[paper])))
    };
    let cluster = || analysis.cluster_of.iter().map(|&cluster| i64::from(cluster) + 1);
    let stability = |paper: usize| analysis.stability.get(paper).copied();
    let over_resolutions = |paper: usize| analysis.certainty.stability.get(paper).copied();
    let labels = analysis.cluster_of.iter().map(|&cluster| analysis.topics[cluster as usize].label.as_str());
    Table::new(
        &catalogue::PAPERS,
        [
            ("id", text(|paper| Some(&paper.id))),
            ("title", text(|paper| Some(&paper.title))),
            ("year", Values::integers_or_empty(papers.iter().map(|paper| paper.year))),
            ("venue", text(|paper| paper.venue.as_deref())),
            ("authors", list(|paper| joined(&paper.authors))),
            ("cluster", Values::integers(cluster())),
            ("x", Values::numbers(analysis.positions.iter().map(|position| position[0]))),
            ("y", Values::numbers(analysis.positions.iter().map(|position| position[1]))),
            ("degree", Values::integers(centrality.degree.iter().copied())),
            ("strength", Values::numbers(centrality.strength.iter().copied())),
            ("pagerank", Values::numbers(centrality.pagerank.iter().copied())),
            ("betweenness", Values::numbers(centrality.betweenness.iter().copied())),
            ("closeness", Values::numbers(centrality.closeness.iter().copied())),
            ("core", Values::integers(centrality.core.iter().copied())),
            ("cited_by", Values::integers_or_empty(papers.iter().map(|paper| paper.cited_by))),
            ("references", Values::integers(papers.iter().map(|paper| paper.references.len()))),
            ("repos", list(|paper| joined(paper.repos.iter().map(corpus::Repo::name)))),
            ("url", text(|paper| paper.url.as_deref())),
            ("doi", text(|paper| paper.doi.as_deref())),
            ("keywords", list(|paper| joined(&paper.keywords))),
            ("cluster_label", Values::texts(labels)),
            ("citations_in_corpus", Values::integers(cited)),
            ("pages", list(|paper| joined(&paper.pages))),
            ("harmonic", Values::numbers(centrality.harmonic.iter().copied())),
            ("eigenvector", Values::numbers(centrality.eigenvector.iter().copied())),
            ("participation", Values::numbers(centrality.roles.participation.iter().copied())),
            ("within_cluster", Values::numbers(centrality.roles.within.iter().copied())),
            ("cite_pagerank", by_citations(|found| &found.pagerank)),
            ("hub", by_citations(|found| &found.hub)),
            ("authority", by_citations(|found| &found.authority)),
            ("subcluster", Values::texts(subclusters(analysis))),
            ("stability", Values::numbers_or_empty((0..papers.len()).map(stability))),
            ("stability_resolution", Values::numbers_or_empty((0..papers.len()).map(over_resolutions))),
        ],
    )
}

/// Sub-clusters as cluster and number within it: `3.2`.
fn subclusters(analysis: &Analysis) -> impl Iterator<Item = String> {
    let both = analysis.cluster_of.iter().zip(&analysis.subcluster_of);
    both.map(|(cluster, sub)| format!("{}.{}", cluster + 1, sub + 1))
}

fn links(analysis: &Analysis) -> Result<Table<'_>, TableError> {
    let links = &analysis.similarity.links;
    let papers = &analysis.corpus.papers;
    let id = |paper: u32| papers[paper as usize].id.as_str();
    let part = |relation: Relation| match analysis.similarity.parts(relation) {
        Some(parts) => Values::numbers(parts.iter().copied()),
        None => Values::Empty(links.len()),
    };
    let reasons = analysis.reasons();
    let cells = |cell: &(dyn Fn(&Link) -> String + Sync)| {
        Values::texts(chunks::collect(links.len(), CHUNK, |link| cell(&links[link])))
    };
    let term = |shared: SharedTerm| analysis.terms.vocabulary[shared.term as usize].text.as_str();
    let terms = |link: &Link| reasons.terms(link.source, link.target, SHARED_TERMS).into_iter().map(term);
    // What a relation that counts nothing would show is not looked for.
    let shared = |relation: Relation, most: usize| match analysis.similarity.parts(relation) {
        Some(_) => {
            cells(&|link| joined(reasons.names(relation, link.source, link.target).into_iter().take(most)))
        }
        None => Values::Empty(links.len()),
    };
    let citing = |link: &Link| {
        let both = reasons.items(Relation::Cocitation, link.source, link.target);
        joined(both.into_iter().take(SHARED_ITEMS).map(id))
    };
    Table::new(
        &catalogue::LINKS,
        [
            ("source", Values::texts(links.iter().map(|link| id(link.source)))),
            ("target", Values::texts(links.iter().map(|link| id(link.target)))),
            ("weight", Values::numbers(links.iter().map(|link| link.weight))),
            ("terms", part(Relation::Terms)),
            ("repos", part(Relation::Repos)),
            ("citations", part(Relation::Citations)),
            ("coupling", part(Relation::Coupling)),
            ("cocitation", part(Relation::Cocitation)),
            ("authors", part(Relation::Authors)),
            ("keywords", part(Relation::Keywords)),
            ("vectors", part(Relation::Vectors)),
            ("shared_terms", cells(&|link| joined(terms(link)))),
            ("shared_repos", shared(Relation::Repos, usize::MAX)),
            ("shared_references", shared(Relation::Coupling, SHARED_ITEMS)),
            (
                "cited_together_by",
                match analysis.similarity.parts(Relation::Cocitation) {
                    Some(_) => cells(&citing),
                    None => Values::Empty(links.len()),
                },
            ),
            ("shared_authors", shared(Relation::Authors, SHARED_ITEMS)),
            ("shared_keywords", shared(Relation::Keywords, SHARED_ITEMS)),
        ],
    )
}

fn clusters(analysis: &Analysis) -> Result<Table<'_>, TableError> {
    let topics = &analysis.topics;
    let ids = |papers: &mut dyn Iterator<Item = u32>| {
        joined(papers.map(|paper| analysis.corpus.papers[paper as usize].id.as_str()))
    };
    let year = |of: fn(&topics::growth::Years) -> i32| {
        Values::integers_or_empty(topics.iter().map(move |topic| topic.years.as_ref().map(of)))
    };
    let terms = |topic: &crate::analysis::Topic| {
        joined(topic.key_terms.iter().map(|key| analysis.terms.vocabulary[key.term as usize].text.as_str()))
    };
    let label_terms = |topic: &crate::analysis::Topic| {
        counted(topic.named.terms.iter().map(|term| (&*term.text, term.papers)))
    };
    let term_papers = |topic: &crate::analysis::Topic| {
        topic.key_terms.iter().map(|key| key.papers.to_string()).collect::<Vec<_>>().join("; ")
    };
    let subtopics = |topic: &crate::analysis::Topic| {
        counted(topic.subtopics.iter().map(|subtopic| (&*subtopic.label, subtopic.papers.len())))
    };
    let subclusters = |cluster: usize| {
        let last =
            analysis.members.of(cluster).iter().map(|&paper| analysis.subcluster_of[paper as usize]).max();
        last.map_or(0, |last| last + 1)
    };
    let mean = |of_papers: &[f64], cluster: usize| {
        let papers = analysis.members.of(cluster);
        let sum: Option<f64> = papers.iter().map(|&paper| of_papers.get(paper as usize).copied()).sum();
        Some(sum? / papers.len() as f64)
    };
    let means =
        |of_papers| Values::numbers_or_empty((0..topics.len()).map(|cluster| mean(of_papers, cluster)));
    Table::new(
        &catalogue::CLUSTERS,
        [
            ("cluster", Values::integers(1..=topics.len())),
            ("label", Values::texts(topics.iter().map(|topic| topic.label.as_str()))),
            ("size", Values::integers((0..topics.len()).map(|cluster| analysis.members.of(cluster).len()))),
            ("terms", Values::texts(topics.iter().map(terms))),
            (
                "representatives",
                Values::texts(topics.iter().map(|topic| ids(&mut topic.representatives.iter().copied()))),
            ),
            ("first_year", year(|years| years.first)),
            ("last_year", year(|years| years.last)),
            ("median_year", year(|years| years.median)),
            (
                "growth",
                Values::numbers_or_empty(
                    topics.iter().map(|topic| topic.years.and_then(|years| years.growth)),
                ),
            ),
            (
                "share_of_links_inside",
                Values::numbers_or_empty(topics.iter().map(|topic| topic.share_inside)),
            ),
            (
                "bridges",
                Values::texts(
                    topics.iter().map(|topic| ids(&mut topic.bridges.iter().map(|bridge| bridge.paper))),
                ),
            ),
            ("subclusters", Values::integers((0..topics.len()).map(subclusters))),
            ("stability", means(&analysis.stability)),
            ("label_from", Values::texts(topics.iter().map(|topic| topic.named.origin.name()))),
            ("label_terms", Values::texts(topics.iter().map(label_terms))),
            ("term_papers", Values::texts(topics.iter().map(term_papers))),
            ("subtopics", Values::texts(topics.iter().map(subtopics))),
            ("stability_resolution", means(&analysis.certainty.stability)),
        ],
    )
}

/// A list in a cell: texts with counts.
fn counted<'a>(items: impl Iterator<Item = (&'a str, usize)>) -> String {
    items.map(|(text, papers)| format!("{text} ({papers})")).collect::<Vec<_>>().join("; ")
}

fn terms(analysis: &Analysis) -> Result<Table<'_>, TableError> {
    let vocabulary = &analysis.terms.vocabulary;
    let homes = analysis.term_homes();
    let mut order: Vec<usize> = (0..vocabulary.len()).collect();
    order.sort_by(|&a, &b| {
        vocabulary[b]
            .papers
            .cmp(&vocabulary[a].papers)
            .then_with(|| vocabulary[a].text.cmp(&vocabulary[b].text))
    });
    let in_order = || order.iter().map(|&term| &vocabulary[term]);
    Table::new(
        &catalogue::TERMS,
        [
            ("term", Values::texts(in_order().map(|term| term.text.as_str()))),
            ("papers", Values::integers(in_order().map(|term| term.papers))),
            ("words", Values::integers(in_order().map(|term| words_in(term, vocabulary)))),
            ("top_cluster", Values::integers(order.iter().map(|&term| homes[term].0 + 1))),
            ("top_cluster_share", Values::numbers(order.iter().map(|&term| homes[term].1))),
        ],
    )
}

/// The words of a term: its parts that are no phrases themselves, or itself.
fn words_in(term: &similarity::Term, vocabulary: &[similarity::Term]) -> usize {
    let is_word = |part: &&u32| !vocabulary[**part as usize].is_phrase();
    term.parts.iter().filter(is_word).count().max(1)
}

fn repos(analysis: &Analysis) -> Result<Table<'_>, TableError> {
    let repos = groups::repos(analysis);
    let papers = &analysis.corpus.papers;
    let clusters = |group: &groups::Group<&corpus::Repo>| {
        joined(group.clusters.iter().map(|(cluster, _)| (cluster + 1).to_string()))
    };
    let ids = |group: &groups::Group<&corpus::Repo>| {
        joined(group.papers.iter().map(|&paper| &papers[paper as usize].id))
    };
    Table::new(
        &catalogue::REPOS,
        [
            ("repo", Values::texts(repos.iter().map(|group| group.key.name()))),
            ("url", Values::texts(repos.iter().map(|group| group.key.url()))),
            ("papers", Values::integers(repos.iter().map(|group| group.papers.len()))),
            ("first_year", Values::integers_or_empty(repos.iter().map(|group| group.first_year))),
            ("last_year", Values::integers_or_empty(repos.iter().map(|group| group.last_year))),
            ("clusters", Values::texts(repos.iter().map(clusters))),
            ("paper_ids", Values::texts(repos.iter().map(ids))),
            ("ties", Values::flags(repos.iter().map(|group| analysis.ties(group.papers.len())))),
        ],
    )
}

fn years(analysis: &Analysis) -> Result<Table<'_>, TableError> {
    let mut counts: BTreeMap<(i32, u32), usize> = BTreeMap::new();
    for (paper, &cluster) in analysis.corpus.papers.iter().zip(&analysis.cluster_of) {
        if let Some(year) = paper.year {
            *counts.entry((year, cluster)).or_default() += 1;
        }
    }
    Table::new(
        &catalogue::YEARS,
        [
            ("year", Values::integers(counts.keys().map(|&(year, _)| year))),
            ("cluster", Values::integers(counts.keys().map(|&(_, cluster)| cluster + 1))),
            ("papers", Values::integers(counts.values().copied())),
        ],
    )
}

fn references(corpus: &Corpus) -> Result<Table<'_>, TableError> {
    let mut works: Vec<&corpus::CitedWork> = corpus.works.iter().collect();
    // Stable: of works that are cited as often, the one cited first comes first.
    works.sort_by_key(|work| Reverse(work.citing));
    works.truncate(CITED_WORKS);
    let works = &works;
    let text = |cell: fn(&corpus::CitedWork) -> Option<&str>| {
        Values::texts_or_empty(works.iter().map(|work| cell(work)))
    };
    let paper = |work: &&corpus::CitedWork| work.paper.map(|paper| corpus.papers[paper as usize].id.as_str());
    Table::new(
        &catalogue::REFERENCES,
        [
            ("citing", Values::integers(works.iter().map(|work| work.citing))),
            ("paper", Values::texts_or_empty(works.iter().map(paper))),
            ("author", text(|work| work.author.as_deref())),
            ("year", Values::integers_or_empty(works.iter().map(|work| work.year))),
            ("title", text(|work| work.title.as_deref())),
            ("venue", text(|work| work.venue.as_deref())),
            ("volume", text(|work| work.volume.as_deref())),
            ("page", text(|work| work.page.as_deref())),
            ("doi", text(|work| work.doi.as_deref())),
            ("rule", text(|work| work.rule.map(corpus::references::Rule::name))),
            ("reference", text(|work| Some(&work.text))),
        ],
    )
}

fn missing(analysis: &Analysis) -> Result<Table<'_>, TableError> {
    let suggestions: &[Suggestion] = analysis.missing.as_ref().map_or(&[], |missing| &missing.suggestions);
    let papers = &analysis.corpus.papers;
    let paper = |of: fn(&Suggestion) -> u32| suggestions.iter().map(move |found| &papers[of(found) as usize]);
    let list = |cell: &dyn Fn(&Suggestion) -> String| Values::texts(suggestions.iter().map(cell));
    let ids = |numbers: &[u32]| joined(numbers.iter().map(|&number| &papers[number as usize].id));
    let citing = || paper(|found| found.citing);
    let cited = || paper(|found| found.cited);
    let of_one = suggestions.chunk_by(|a, b| a.citing == b.citing);
    let term = |shared: &SharedTerm| analysis.terms.vocabulary[shared.term as usize].text.as_str();
    let reason = |&(reason, adds): &(Reason, f64)| format!("{} ({adds:.1})", reason.name());
    Table::new(
        &catalogue::MISSING,
        [
            ("citing", Values::texts(citing().map(|paper| paper.id.as_str()))),
            ("cited", Values::texts(cited().map(|paper| paper.id.as_str()))),
            ("rank", Values::integers(of_one.flat_map(|found| 1..=found.len()))),
            ("probability", Values::numbers(suggestions.iter().map(|found| found.probability))),
            ("citing_title", Values::texts(citing().map(|paper| paper.title.as_str()))),
            ("citing_year", Values::integers_or_empty(citing().map(|paper| paper.year))),
            ("cited_title", Values::texts(cited().map(|paper| paper.title.as_str()))),
            ("cited_year", Values::integers_or_empty(cited().map(|paper| paper.year))),
            ("reasons", list(&|found| joined(found.reasons.iter().map(reason)))),
            ("terms", list(&|found| joined(found.terms.iter().map(term)))),
            ("cited_by_references", list(&|found| ids(&found.cited_by_references))),
            ("common_references", list(&|found| ids(&found.common_references))),
            ("sentences", list(&|found| joined(&found.sentences))),
        ],
    )
}

fn citation_years(analysis: &Analysis) -> Result<Table<'_>, TableError> {
    let years: &[YearOfCitations] = analysis.missing.as_ref().map_or(&[], |missing| &missing.years);
    let id = |year: &YearOfCitations| analysis.corpus.papers[year.cited as usize].id.as_str();
    Table::new(
        &catalogue::CITATION_YEARS,
        [
            ("cited", Values::texts(years.iter().map(id))),
            ("year", Values::integers(years.iter().map(|year| year.year))),
            ("explicit", Values::integers(years.iter().map(|year| year.explicit))),
            ("likely", Values::integers(years.iter().map(|year| year.likely))),
            ("expected", Values::numbers(years.iter().map(|year| year.expected))),
        ],
    )
}

fn problems(corpus: &Corpus) -> Result<Table<'_>, TableError> {
    let problems = &corpus.problems;
    let severity = |severity| match severity {
        Severity::Repaired => "repaired",
        Severity::Skipped => "skipped",
    };
    Table::new(
        &catalogue::PROBLEMS,
        [
            ("file", Values::texts(problems.iter().map(|problem| &*problem.place.file))),
            ("line", Values::integers_or_empty(problems.iter().map(|problem| line(problem.place.line)))),
            ("severity", Values::texts(problems.iter().map(|problem| severity(problem.severity)))),
            ("reason", Values::texts(problems.iter().map(|problem| problem.reason.as_str()))),
            ("remedy", Values::texts(problems.iter().map(|problem| problem.remedy.as_str()))),
        ],
    )
}

fn duplicates(corpus: &Corpus) -> Result<Table<'_>, TableError> {
    let duplicates = &corpus.duplicates;
    Table::new(
        &catalogue::DUPLICATES,
        [
            ("kept", Values::texts(duplicates.iter().map(|duplicate| duplicate.kept.as_str()))),
            ("merged", Values::texts(duplicates.iter().map(|duplicate| duplicate.merged.as_str()))),
            ("file", Values::texts(duplicates.iter().map(|duplicate| &*duplicate.place.file))),
            (
                "line",
                Values::integers_or_empty(duplicates.iter().map(|duplicate| line(duplicate.place.line))),
            ),
            ("rule", Values::texts(duplicates.iter().map(|duplicate| duplicate.rule))),
            ("similarity", Values::numbers(duplicates.iter().map(|duplicate| rounded(duplicate.similarity)))),
        ],
    )
}

/// To four digits: a share of records and a likeness of titles mean no more.
fn rounded(share: f64) -> f64 {
    (share * 1e4).round() / 1e4
}

/// A line of a file; 0 means the whole file.
fn line(line: u64) -> Option<i64> {
    i64::try_from(line).ok().filter(|&line| line > 0)
}

/// What each file holds, a row a file: what `bibliograph inspect --format csv` prints.
pub fn files(corpus: &Corpus) -> Result<Table<'_>, TableError> {
    let files = &corpus.files;
    let count = |of: fn(&corpus::FileCard) -> usize| Values::integers(files.iter().map(of));
    let share = |field: usize| Values::numbers(files.iter().map(move |file| rounded(file.fields[field].1)));
    let mut columns = vec![
        ("path", Values::texts(files.iter().map(|file| file.path.as_str()))),
        ("format", Values::texts(files.iter().map(|file| file.format.as_str()))),
        ("records", count(|file| file.records)),
        ("read", count(|file| file.read)),
        ("repaired", count(|file| file.repaired)),
        ("skipped", count(|file| file.skipped)),
    ];
    columns.extend(corpus::paper::FIELDS.iter().enumerate().map(|(field, &name)| (name, share(field))));
    Table::new(&catalogue::FILES, columns)
}
