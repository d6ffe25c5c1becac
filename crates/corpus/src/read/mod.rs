//! Readers: the table of formats, and one file a format.
//!
//! A new format is one file with two functions, and one line in [`FORMATS`].

mod arxiv;
mod bibtex;
mod blocks;
mod cells;
mod cited;
mod draft;
mod encoding;
mod endnote;
mod endnote_xml;
mod input;
mod json;
mod json_fault;
mod json_lines;
pub(crate) mod latex;
mod nbib;
mod openalex;
mod page;
pub(crate) mod people;
mod person;
mod ris;
mod sink;
mod sources;
mod table;
mod tagged;
mod value;
mod wos;

use std::{io::Read, path::PathBuf};

use parallel::Progress;

pub(crate) use self::draft::{each_once, shown};
use self::{
    input::Input,
    sink::{Drain, Sink},
    sources::Source,
};
use crate::{FileCard, Place, Problem, ReadError, ReadOptions, Records, Severity, clean, sniff};

/// A format that can be read.
struct Format {
    /// Its name, on cards and in messages.
    name: &'static str,
    /// Whether the first text of a file is in it.
    recognise: fn(&str) -> bool,
    /// Reads the whole file.
    read: fn(&mut Input, &mut Sink) -> Result<(), ReadError>,
}

/// The formats, the surest marks first: a page has no marks at all.
const FORMATS: [Format; 11] = [
    Format { name: "nbib", recognise: nbib::recognise, read: nbib::read },
    Format { name: "ris", recognise: ris::recognise, read: ris::read },
    Format { name: "wos", recognise: wos::recognise, read: wos::read },
    Format { name: "endnote", recognise: endnote::recognise, read: endnote::read },
    Format { name: "endnote-xml", recognise: endnote_xml::recognise, read: endnote_xml::read },
    Format { name: "bibtex", recognise: bibtex::recognise, read: bibtex::read },
    Format { name: "json", recognise: json::recognise, read: json::read },
    Format { name: "jsonl", recognise: json_lines::recognise, read: json_lines::read },
    Format { name: "tsv", recognise: table::recognise_tsv, read: table::read },
    Format { name: "csv", recognise: table::recognise_csv, read: table::read },
    Format { name: "page", recognise: page::recognise, read: page::read },
];

/// The names of all formats that can be read, each plain or packed with gzip or Zstandard.
pub fn formats() -> impl Iterator<Item = &'static str> {
    FORMATS.iter().map(|format| format.name)
}

/// The format of a text that holds records, told from its first bytes: nothing for running text, such as a bibliography that
/// was pasted from a paper, for a page, and for a table without a column of titles.
///
/// # Errors
///
/// What is seen where it is no text at all, as the end of a sentence: `is a PDF document`.
pub fn format_of_records(head: &[u8]) -> Result<Option<&'static str>, String> {
    if let Some(seen) = sniff::binary(head) {
        return Err(seen);
    }
    let head = clean::decode(head);
    let sure = |format: &&Format| match format.name {
        "page" => false,
        "csv" | "tsv" => table::has_titles(&head) && (format.recognise)(&head),
        _ => (format.recognise)(&head),
    };
    Ok(FORMATS.iter().find(sure).map(|format| format.name))
}

/// Reads the files, one after the other, each on all threads.
///
/// A folder and a ZIP archive stand for the files in them, a pattern such as `exports/*.csv` for those it finds, all by
/// name; `-` is standard input. A file in a folder or an archive that cannot be read is a problem; a file that was
/// named is an error.
///
/// # Errors
///
/// The first named file that cannot be read at all, a folder or archive with nothing to read, or, where `options.strict` is set, the first problem.
pub fn read_files(
    paths: &[PathBuf],
    options: &ReadOptions,
    progress: &Progress,
) -> Result<Records, ReadError> {
    read_all(paths, options, progress, None)
}

/// Reads the files as [`read_files`] does, but has `take` take away the papers, in their order, those of four megabytes of text at
/// a time, while the next are read: more are not in memory, save those of a BibTeX file, whose entries lean on each other. `take`
/// runs on any thread, and should not wait for another task of the same pool. What comes back has no papers. Of a file of a
/// folder that breaks off, the papers in front of the fault are taken.
///
/// # Errors
///
/// As [`read_files`]; what `take` says.
pub fn read_batches(
    paths: &[PathBuf],
    options: &ReadOptions,
    progress: &Progress,
    take: &mut Drain<'_>,
) -> Result<Records, ReadError> {
    read_all(paths, options, progress, Some(take))
}

fn read_all(
    paths: &[PathBuf],
    options: &ReadOptions,
    progress: &Progress,
    mut take: Option<&mut Drain<'_>>,
) -> Result<Records, ReadError> {
    let groups = sources::groups(paths)?;
    let stage = progress.stage("read", groups.iter().map(|group| group.sources.len()).sum());
    let mut records = Records::default();
    for group in groups {
        let (mut first, files) = (None, records.files.len());
        for source in &group.sources {
            let input = Input::open(source);
            match input.and_then(|input| read_input(input, options, &mut records, take.as_deref_mut())) {
                Err(error) if group.holds_others && !error.stops() && !options.strict => {
                    records.problems.push(left_out(source, &error));
                    first.get_or_insert(Box::new(error));
                }
                done => done?,
            }
            stage.tick(1);
        }
        if records.files.len() == files {
            return Err(ReadError::NothingInside { path: group.path, first });
        }
    }
    Ok(records)
}

/// Reads one file from anywhere else, such as an answer of a service; `name` stands for its path in messages.
///
/// It may be packed with gzip or Zstandard. The files in a ZIP archive are found by [`read_files`] only: their list stands
/// at the end.
///
/// # Errors
///
/// What is not a file of papers, or, where `options.strict` is set, the first problem.
pub fn read_from(
    name: &str,
    file: impl Read + Send + 'static,
    options: &ReadOptions,
) -> Result<Records, ReadError> {
    let mut records = Records::default();
    read_input(Input::new(name, Box::new(file), None)?, options, &mut records, None)?;
    Ok(records)
}

/// Adds what is in one file; `take` takes its papers away as they come.
fn read_input(
    mut input: Input,
    options: &ReadOptions,
    records: &mut Records,
    take: Option<&mut Drain<'_>>,
) -> Result<(), ReadError> {
    input.columns = options.fields().collect();
    // A file that breaks off in its first lines may look like another format.
    let format = recognise(&input).map_err(|error| input.take_fault().unwrap_or(error))?;
    let mut sink = Sink::new(input.path.clone(), options.strict, take);
    let read = (format.read)(&mut input, &mut sink).and_then(|()| {
        sink.holds = false;
        sink.drain()?;
        input.finish(sink.records())
    });
    let (sha256, bytes) = match read {
        Ok(whole) => whole,
        Err(error) => {
            // Papers that were taken away already keep what was said of them.
            if sink.has_drained() {
                records.problems.append(&mut sink.tally.problems);
            }
            return Err(error);
        }
    };
    let card: FileCard = sink.card(format.name, sha256, bytes);
    records.files.push(card);
    let mut tally = sink.tally;
    match records.papers.is_empty() {
        true => records.papers = tally.papers,
        false => records.papers.append(&mut tally.papers),
    }
    records.problems.append(&mut tally.problems);
    Ok(())
}

/// That a file of a folder or an archive was not read, and why.
fn left_out(source: &Source, error: &ReadError) -> Problem {
    let place = Place { file: source.shown.as_str().into(), line: 0 };
    let reason = error.to_string();
    // The place says which file.
    let reason = reason.strip_prefix(&format!("{}: ", source.shown)).unwrap_or(&reason).to_owned();
    Problem { place, severity: Severity::Skipped, reason, remedy: "the whole file was left out".to_owned() }
}

/// The format of a file, told from its head.
fn recognise(input: &Input) -> Result<&'static Format, ReadError> {
    let path = || input.path.to_string();
    let known = formats().collect::<Vec<_>>().join(", ");
    let unknown = |seen| ReadError::Unknown { path: path(), seen, known: known.clone() };
    if input.head().iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty { path: path() });
    }
    if let Some(seen) = sniff::binary(input.head()) {
        return Err(unknown(seen));
    }
    let head = clean::decode(input.head());
    if let Some(name) = table::named(&head, &input.columns) {
        return FORMATS
            .iter()
            .find(|format| format.name == name)
            .ok_or_else(|| unknown(sniff::unknown(&head)));
    }
    FORMATS.iter().find(|format| (format.recognise)(&head)).ok_or_else(|| {
        let is_table = head.lines().next().is_some_and(|line| line.contains([',', ';', '\t']));
        let or = match is_table {
            true => "; or, if it is a table, name the column of its titles: `[columns] title = \"...\"` in workspace.toml, or \
                     `inspect --columns \"title=...\"`",
            false => "",
        };
        ReadError::Unknown { path: path(), seen: sniff::unknown(&head), known: format!("{known}{or}") }
    })
}
