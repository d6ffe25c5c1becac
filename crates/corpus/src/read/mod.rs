//! Readers: the table of formats, and one file a format.
//!
//! A new format is one file with two functions, and one line in [`FORMATS`].

mod bibtex;
mod blocks;
mod cells;
mod draft;
mod encoding;
mod endnote_xml;
mod input;
mod json;
mod json_lines;
mod latex;
mod nbib;
mod page;
pub(crate) mod people;
mod ris;
mod sink;
mod table;
mod tagged;
mod value;
mod wos;

use std::path::PathBuf;

use parallel::Progress;

pub(crate) use self::draft::{each_once, shown};
use self::{input::Input, sink::Sink};
use crate::{FileCard, ReadError, ReadOptions, Records, clean, sniff};

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
const FORMATS: [Format; 10] = [
    Format { name: "nbib", recognise: nbib::recognise, read: nbib::read },
    Format { name: "ris", recognise: ris::recognise, read: ris::read },
    Format { name: "wos", recognise: wos::recognise, read: wos::read },
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

/// Reads the files, one after the other, each on all threads.
///
/// # Errors
///
/// The first file that cannot be read at all, or, where `options.strict` is set, the first problem.
pub fn read_files(
    paths: &[PathBuf],
    options: &ReadOptions,
    progress: &Progress,
) -> Result<Records, ReadError> {
    let stage = progress.stage("read", paths.len());
    let mut records = Records::default();
    for path in paths {
        let mut input = Input::open(path)?;
        let format = recognise(&input)?;
        let mut sink = Sink::new(input.path.clone(), options.strict);
        (format.read)(&mut input, &mut sink)?;
        let (sha256, bytes) = input.finish(sink.records())?;
        let card: FileCard = sink.card(format.name, sha256, bytes);
        records.files.push(card);
        records.papers.append(&mut sink.papers);
        records.problems.append(&mut sink.problems);
        stage.tick(1);
    }
    Ok(records)
}

/// The format of a file, told from its head.
fn recognise(input: &Input) -> Result<&'static Format, ReadError> {
    let path = || input.path.to_string();
    let unknown =
        |seen| ReadError::Unknown { path: path(), seen, known: formats().collect::<Vec<_>>().join(", ") };
    if input.head().iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty { path: path() });
    }
    if let Some(seen) = sniff::binary(input.head()) {
        return Err(unknown(seen));
    }
    let head = clean::decode(input.head());
    FORMATS.iter().find(|format| (format.recognise)(&head)).ok_or_else(|| unknown(sniff::unknown(&head)))
}
