//! Bad input is normal input: what becomes of it, and what the messages say.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    io::{Read, Write},
    path::PathBuf,
};

use corpus::{Corpus, ReadError, ReadOptions};
use parallel::Progress;
use tempfile::TempDir;

/// A folder with one file of these bytes.
fn file(bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("papers");
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn read(bytes: &[u8]) -> Result<Corpus, ReadError> {
    let (_folder, path) = file(bytes);
    corpus::read(&[path], &ReadOptions::default(), &Progress::none())
}

fn message(bytes: &[u8]) -> String {
    read(bytes).unwrap_err().to_string()
}

/// Titles, and problems as "line: reason".
fn outcome(bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let corpus = read(bytes).unwrap();
    let problems =
        corpus.problems.iter().map(|problem| format!("{}: {}", problem.place.line, problem.reason));
    (corpus.papers.iter().map(|paper| paper.title.clone()).collect(), problems.collect())
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::stream::encode_all(bytes, 3).unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// What can be unpacked of a file that breaks off.
fn unpacked(packed: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let broken = match packed.starts_with(&[0x1f, 0x8b]) {
        true => flate2::read::GzDecoder::new(packed).read_to_end(&mut bytes).is_err(),
        false => zstd::stream::read::Decoder::new(packed).unwrap().read_to_end(&mut bytes).is_err(),
    };
    assert!(broken);
    bytes
}

#[test]
fn files_that_are_none() {
    let options = ReadOptions::default();
    let folder = tempfile::tempdir().unwrap();
    let error = |path: PathBuf| corpus::read(&[path], &options, &Progress::none()).unwrap_err();
    assert!(matches!(error(folder.path().join("absent.csv")), ReadError::Missing { .. }));
    assert!(matches!(error(folder.path().to_owned()), ReadError::NothingInside { .. }));
    assert!(error(folder.path().to_owned()).to_string().contains(&folder.path().display().to_string()));
    for nothing in [b"".as_slice(), b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe"] {
        assert!(matches!(read(nothing), Err(ReadError::Empty { .. })), "{nothing:?}");
    }
    assert!(matches!(read(&zstd(b"")), Err(ReadError::Empty { .. })));
}

#[test]
fn what_was_seen_is_named_with_what_is_known() {
    assert!(message(b"%PDF-1.4 ...").contains("is a PDF document"));
    assert!(message(&[0, 1, 2, 3, 0, 0, 0, 9]).contains("holds binary data"));
    let markup = message(b"<html><body>papers</body></html>\n");
    assert!(markup.contains("is XML or HTML") && markup.contains("bibtex, json, jsonl"), "{markup}");
    let columns = message(b"name,year,colour\nA,2001,red\n");
    assert!(columns.contains("\"name\", \"year\", \"colour\"") && columns.contains("`title`"), "{columns}");
}

#[test]
fn a_packed_file_that_ends_too_early_is_an_error_that_says_where() {
    let lines: String =
        (0..20_000).map(|i| format!("{{\"title\": \"Paper {i} of {}\"}}\n", i * 7919 % 10_007)).collect();
    for packed in [zstd(lines.as_bytes()), gzip(lines.as_bytes())] {
        assert_eq!(read(&packed).unwrap().papers.len(), 20_000);
        let error = read(&packed[..packed.len() / 2]).unwrap_err();
        let ReadError::Broken { byte, records, .. } = error else { unreachable!("{error}") };
        assert_eq!(byte, packed.len() as u64 / 2);
        let whole = unpacked(&packed[..packed.len() / 2]).iter().filter(|&&byte| byte == b'\n').count();
        assert_eq!(records, whole);
        let mut damaged = packed.clone();
        let middle = damaged.len() / 2;
        damaged[middle..middle + 64].fill(0xaa);
        // Damage may also leave a stream that unpacks to something else: then records are lost, and said to be.
        match read(&damaged) {
            Err(error) => assert!(matches!(error, ReadError::Broken { .. }), "{error}"),
            Ok(corpus) => assert!(!corpus.problems.is_empty()),
        }
    }
}

#[test]
fn a_short_packed_file_that_breaks_off_is_read_up_to_the_fault() {
    let lines: String = (0..100).map(|i| format!("{{\"title\": \"Paper {i}\"}}\n")).collect();
    // What breaks is the sum behind the data: every record comes whole.
    let mut packed = gzip(lines.as_bytes());
    packed.truncate(packed.len() - 4);
    let error = read(&packed).unwrap_err();
    assert!(matches!(error, ReadError::Broken { records: 100, .. }), "{error}");

    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("a.jsonl"), "{\"title\": \"Whole\"}\n").unwrap();
    std::fs::write(folder.path().join("b.jsonl.gz"), packed).unwrap();
    let mut taken = 0;
    let mut take = |papers: Vec<corpus::Paper>| {
        taken += papers.len();
        Ok(())
    };
    let paths = [folder.path().to_owned()];
    let records =
        corpus::read_batches(&paths, &ReadOptions::default(), &Progress::none(), &mut take).unwrap();
    assert_eq!((taken, records.problems.len()), (101, 1));
    assert!(records.problems[0].reason.contains("after 100 records"), "{}", records.problems[0].reason);
}

#[test]
fn a_file_that_breaks_off_in_its_header_is_broken_and_no_other_format() {
    let rows: String = (0..400).map(|i| format!("\"Paper {}\",{i}\n", i * 7919 % 401)).collect();
    let packed = gzip(format!("\"Document Title\",\"Publication Year\"\n{rows}").as_bytes());
    for length in 20..packed.len() {
        let error = read(&packed[..length]).unwrap_err();
        assert!(matches!(error, ReadError::Broken { .. }), "{length}: {error}");
    }
}

#[test]
fn a_file_that_unfolds_without_measure_is_refused() {
    let error = read(&zstd(&vec![b' '; 80 << 20])).unwrap_err();
    assert!(matches!(error, ReadError::TooDense { .. } | ReadError::Empty { .. }), "{error}");
    let mut bomb = b"{\"title\": \"A\"}\n".to_vec();
    bomb.resize(80 << 20, b' ');
    for packed in [zstd(&bomb), gzip(&bomb)] {
        let error = read(&packed).unwrap_err();
        assert!(matches!(error, ReadError::TooDense { limit: 1000, .. }), "{error}");
        assert!(error.to_string().contains("more than 1000-fold is refused"), "{error}");
    }
}

#[test]
fn one_bad_line_costs_one_record() {
    let lines = b"{\"title\": \"A\"}\n{\"title\": \n\n{\"year\": 2001}\n[1]\n{\"title\": \"B\", \"year\": \"soon\"}\n{\"title\": \"C\"}";
    let (titles, problems) = outcome(lines);
    assert_eq!(titles, ["A", "B", "C"]);
    assert_eq!(problems.len(), 4);
    assert!(problems[0].starts_with("2: no record in JSON"), "{problems:?}");
    assert_eq!(problems[1], "4: the record has no title");
    assert!(problems[2].starts_with("5: no record in JSON"));
    assert_eq!(problems[3], "6: \"soon\" is no year: dropped");
    let card = &read(lines).unwrap().files[0];
    assert_eq!((card.records, card.read, card.repaired, card.skipped), (6, 3, 1, 3));
}

#[test]
fn strict_reading_stops_at_the_first_problem() {
    let (_folder, path) = file(b"{\"title\": \"A\"}\n{\"title\": \n{\"year\": 1}\n");
    let error =
        corpus::read(&[path], &ReadOptions { strict: true, ..ReadOptions::default() }, &Progress::none())
            .unwrap_err();
    let ReadError::Strict(problem) = error else { unreachable!("{error}") };
    assert_eq!(problem.place.line, 2);
}

#[test]
fn two_papers_with_one_id_are_told_apart() {
    let corpus =
        read(b"id,title\n1,On maps\n1,Of mice and men\n1,On maps.\n1,Something else again\n").unwrap();
    let ids: Vec<&str> = corpus.papers.iter().map(|paper| paper.id.as_str()).collect();
    assert_eq!(ids, ["1", "1-2", "1-3"]);
    assert_eq!(corpus.duplicates.len(), 1);
    assert_eq!((corpus.duplicates[0].rule, corpus.duplicates[0].place.line), ("id", 4));
    assert!(
        corpus.problems[0].reason.contains(":2") && corpus.problems[0].place.line == 3,
        "{:?}",
        corpus.problems
    );
}

#[test]
fn rows_of_the_wrong_width() {
    let (titles, problems) =
        outcome(b"title,year,doi\nA,2001,\nB,2002\nC, and D,2003,10.1000/1\nE,2004,,,\n\"F\n");
    assert_eq!(titles, ["A", "B", "E"]);
    assert!(problems[0].starts_with("3: the row has 2 cells where the header has 3"), "{problems:?}");
    assert!(problems[1].starts_with("4: the row has 4 cells where the header has 3"), "{problems:?}");
    assert_eq!(problems[2], "6: a quote opens a cell and never closes");
}

#[test]
fn encodings_and_line_ends() {
    let utf16 = |text: &str| -> Vec<u8> {
        let units = [0xfeff].into_iter().chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    };
    let table = "title,year\nÉtude,2001\nB,2002\n";
    for bytes in [
        table.as_bytes().to_vec(),
        format!("\u{feff}{table}").into_bytes(),
        table.replace('\n', "\r\n").into_bytes(),
        table.replace('\n', "\r").into_bytes(),
        table.replace('\n', "\n\n").into_bytes(),
        table.replace(',', ";").into_bytes(),
        table.replace(',', "\t").into_bytes(),
        utf16(table),
        zstd(table.as_bytes()),
        gzip(table.as_bytes()),
    ] {
        assert_eq!(outcome(&bytes), (vec!["Étude".to_owned(), "B".to_owned()], vec![]), "{bytes:?}");
    }
    let (titles, problems) = outcome(b"title,year\n\xc9tude,2001\n");
    assert_eq!(titles, ["Étude"]);
    assert_eq!(problems, ["2: bytes that are no UTF-8 were read as Windows-1252"]);
}

#[test]
fn deep_nesting_and_nul_bytes_cost_one_record() {
    let deep = format!(
        "{{\"title\": \"A\"}}\n{{\"title\": {}1{}}}\n{{\"title\": \"B\"}}\n",
        "[".repeat(9999),
        "]".repeat(9999)
    );
    assert_eq!(outcome(deep.as_bytes()).0, ["A", "B"]);
    let nul = b"{\"title\": \"A long enough title to hide one NUL byte in\"}\n\0\n{\"title\": \"B\"}\n";
    assert_eq!(outcome(nul).0.len(), 2);
}

#[test]
fn json_comes_in_several_wrappings() {
    for text in [
        "[{\"title\": \"A\"}, {\"title\": \"B\"}]",
        "[\n  {\n    \"title\": \"A\"\n  },\n  {\n    \"title\": \"B\"\n  }\n]\n",
        "{\"meta\": {\"count\": 2}, \"results\": [{\"title\": \"A\"}, {\"title\": \"B\"}], \"more\": [{\"title\": \"X\"}]}",
        "{\n\"title\": \"A\"\n}\n{\n\"title\": \"B\"\n}\n",
        "{\"title\": \"A\"}\n{\"title\": \"B\"}",
    ] {
        assert_eq!(outcome(text.as_bytes()).0, ["A", "B"], "{text}");
    }
}

#[test]
fn a_record_without_measure_is_left_out_and_its_neighbours_are_read() {
    let mut lines = b"{\"title\": \"A\"}\n{\"title\": \"".to_vec();
    lines.resize(100 << 20, b'x');
    lines.extend(b"\"}\n{\"title\": \"B\"}\n");
    let (titles, problems) = outcome(&lines);
    assert_eq!(titles, ["A", "B"]);
    assert_eq!(problems, ["2: the record is longer than 64 MiB: left out up to the end of its line"]);
}
