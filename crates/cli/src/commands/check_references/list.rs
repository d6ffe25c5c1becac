//! A list of references, out of a file of any format.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Cursor, Read},
    path::Path,
    sync::Arc,
};

use anyhow::Context;
use corpus::{Place, ReadOptions, Records, Severity, clean};
use discover::references::{Reference, entries};

/// Bytes of a list that are read: a hundred thousand references.
const LONGEST: u64 = 64 << 20;

/// Bytes that formats are told by.
const HEAD: usize = 64 << 10;

/// The references in a file, or in standard input for `-`, by the line on which they begin.
pub fn read(path: &Path) -> anyhow::Result<Vec<Reference>> {
    let shown = match path.as_os_str() == "-" {
        true => "standard input".to_owned(),
        false => path.display().to_string(),
    };
    let bytes = bytes(path).with_context(|| format!("{shown}: cannot be read"))?;
    anyhow::ensure!(
        bytes.len() as u64 <= LONGEST,
        "{shown}: is longer than {} MiB, which no list of references is; give the corpus with --against",
        LONGEST >> 20
    );
    let packed = bytes.starts_with(&[0x1f, 0x8b]) || bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]);
    let text = as_utf8(bytes);
    let format = match packed {
        true => Some("packed"),
        false => corpus::format_of_records(&text[..text.len().min(HEAD)]).map_err(|seen| {
            anyhow::anyhow!("{shown}: the file {seen}; give a list in BibTeX, RIS, CSL-JSON or plain text")
        })?,
    };
    let references = match format {
        Some(_) => of_records(&corpus::read_from(&shown, Cursor::new(text), &ReadOptions::default())?),
        None => {
            let file: Arc<str> = shown.as_str().into();
            entries(&clean::decode(&text)).iter().map(|entry| Reference::of_entry(&file, entry)).collect()
        }
    };
    anyhow::ensure!(!references.is_empty(), "{shown}: there is no reference in it");
    Ok(references)
}

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    match path.as_os_str() == "-" {
        true => io::stdin().lock().take(LONGEST + 1).read_to_end(&mut bytes)?,
        false => File::open(path)?.take(LONGEST + 1).read_to_end(&mut bytes)?,
    };
    Ok(bytes)
}

/// Without a byte order mark, and UTF-16 that has one as UTF-8.
fn as_utf8(bytes: Vec<u8>) -> Vec<u8> {
    let unit: fn([u8; 2]) -> u16 = match bytes.as_slice() {
        [0xef, 0xbb, 0xbf, rest @ ..] => return rest.to_vec(),
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return bytes,
    };
    let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units).into_bytes()
}

/// Records as references, with what was mended in them; what could not be read stands among them, and so does what was mended on
/// a line that holds several records: nobody knows in which.
fn of_records(records: &Records) -> Vec<Reference> {
    let mut references: Vec<Reference> = records.papers.iter().map(Reference::of_record).collect();
    let mut at: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
    for (number, reference) in references.iter().enumerate() {
        at.entry(reference.place.clone()).or_default().push(number);
    }
    for problem in &records.problems {
        match (problem.severity, at.get(&problem.place).map(Vec::as_slice)) {
            (Severity::Skipped, _) => references.push(Reference::of_problem(problem)),
            (Severity::Repaired, Some(&[at])) => references[at].note(problem),
            (Severity::Repaired, Some(_)) if problem.dropped_identifier().is_some() => {
                references.push(Reference::of_problem(problem));
            }
            (Severity::Repaired, _) => {}
        }
    }
    references.sort_by_key(|reference| reference.place.line);
    references
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_mended_on_a_line_of_several_records_is_laid_to_none() {
        let list = |between: &str| {
            let json = format!(
                r#"[{{"id":"a","title":"On maps","DOI":"10.1000nothing"}},{between}{{"id":"b","title":"On nets"}}]"#
            );
            let read = corpus::read_from("a.json", Cursor::new(json), &ReadOptions::default()).unwrap();
            of_records(&read)
        };
        // The record's own line, with what was dropped from it, and the problem for itself.
        let untouched: Vec<Reference> = corpus::read_from(
            "a.json",
            Cursor::new(r#"[{"id":"b","title":"On nets"}]"#),
            &ReadOptions::default(),
        )
        .map(|read| of_records(&read))
        .unwrap();
        let one_line = list("");
        assert_eq!(one_line.iter().map(|found| found.label.as_str()).collect::<Vec<_>>(), ["a", "b", ""]);
        assert_eq!(one_line[1], untouched[0]);
        assert_eq!(list("\n").len(), 2);
    }
}
