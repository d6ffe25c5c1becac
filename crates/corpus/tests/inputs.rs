//! Folders, archives, patterns: what a path may stand for.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    io::{Cursor, Write},
    path::{Path, PathBuf},
};

use corpus::{ReadError, ReadOptions, Records};
use parallel::Progress;

fn read(path: &Path) -> Result<Records, ReadError> {
    corpus::read_files(&[path.to_owned()], &ReadOptions::default(), &Progress::none())
}

fn titles(records: &Records) -> Vec<&str> {
    records.papers.iter().map(|paper| paper.title.as_str()).collect()
}

/// A ZIP archive of these files, packed or only stored, written by hand after the format's description.
fn zip(files: &[(&str, &[u8])], packed: bool) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        let data = match packed {
            true => {
                let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
                encoder.write_all(bytes).unwrap();
                encoder.finish().unwrap()
            }
            false => bytes.to_vec(),
        };
        let start = archive.len() as u32;
        let mut about = vec![20, 0, 0, 0, if packed { 8 } else { 0 }, 0, 0, 0, 0x21, 0];
        about.extend(crc.sum().to_le_bytes());
        about.extend((data.len() as u32).to_le_bytes());
        about.extend((bytes.len() as u32).to_le_bytes());
        about.extend((name.len() as u16).to_le_bytes());
        about.extend([0, 0]);
        archive.extend(b"PK\x03\x04");
        archive.extend(&about);
        archive.extend(name.as_bytes());
        archive.extend(&data);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&about);
        directory.extend([0; 10]);
        directory.extend(start.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (start, length, count) = (archive.len() as u32, directory.len() as u32, files.len() as u16);
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend(count.to_le_bytes());
    archive.extend(count.to_le_bytes());
    archive.extend(length.to_le_bytes());
    archive.extend(start.to_le_bytes());
    archive.extend([0, 0]);
    archive
}

fn file(bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("papers.zip");
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

#[test]
fn members_of_an_archive_are_files_of_their_own() {
    let table = b"title,year\nOn maps,1999\n".as_slice();
    let lines = b"{\"title\": \"On trees\"}\n".as_slice();
    for packed in [true, false] {
        let files = [
            ("b.csv", table),
            ("a/x.jsonl", lines),
            ("a/picture.png", b"\x89PNG...."),
            ("__MACOSX/._b.csv", b"\0"),
        ];
        let (_folder, path) = file(&zip(&files, packed));
        let records = read(&path).unwrap();
        assert_eq!(titles(&records), ["On trees", "On maps"]);
        assert_eq!(records.files[1].path, format!("{}/b.csv", path.display()));
        assert_eq!(records.files[1].bytes, table.len() as u64);
        assert_eq!(records.problems.len(), 1);
        assert!(records.problems[0].reason.contains("PNG picture"), "{:?}", records.problems);
        assert!(records.problems[0].place.file.ends_with("a/picture.png"));
    }
}

#[test]
fn a_damaged_member_costs_only_itself() {
    let mut bytes = zip(&[("a.csv", b"title\nOn maps\n"), ("b.csv", b"title\nOn trees\n")], false);
    let at = bytes.windows(7).position(|window| window == b"On maps").unwrap();
    bytes[at] = b'I';
    let (_folder, path) = file(&bytes);
    let records = read(&path).unwrap();
    assert_eq!(titles(&records), ["On trees"]);
    assert!(records.problems[0].reason.contains("checksum"), "{:?}", records.problems);
    // An archive that breaks off has no list of its files any more.
    let (_folder, path) = file(&bytes[..40]);
    assert!(matches!(read(&path), Err(ReadError::Broken { packing: "ZIP", .. })));
}

#[test]
fn an_archive_that_unfolds_without_measure_is_refused() {
    let mut bomb = b"title\nOn maps\n".to_vec();
    bomb.resize(80 << 20, b' ');
    let (_folder, path) = file(&zip(&[("a.csv", &bomb)], true));
    let error = read(&path).unwrap_err();
    assert!(
        matches!(&error, ReadError::NothingInside { first: Some(first), .. } if matches!(**first, ReadError::TooDense { .. })),
        "{error}"
    );
}

#[test]
fn documents_of_office_programs_are_named() {
    let (_folder, path) = file(&zip(&[("[Content_Types].xml", b"<x/>"), ("xl/sheet.xml", b"<x/>")], true));
    assert!(read(&path).unwrap_err().to_string().contains("Excel"));
}

#[test]
fn folders_hold_files_by_name() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(read(folder.path()), Err(ReadError::NothingInside { first: None, .. })));
    fs::create_dir(folder.path().join("sub")).unwrap();
    fs::write(folder.path().join("sub/c.csv"), "title\nC\n").unwrap();
    fs::write(folder.path().join(".hidden.csv"), "title\nHidden\n").unwrap();
    fs::write(folder.path().join("a.bin"), [0, 1, 2, 3]).unwrap();
    let error = read(folder.path().join("a.bin").as_path()).unwrap_err();
    assert!(matches!(error, ReadError::Unknown { .. }), "{error}");
    fs::write(folder.path().join("b.csv"), "title\nB\n").unwrap();
    let records = read(folder.path()).unwrap();
    assert_eq!(titles(&records), ["B", "C"]);
    assert_eq!(records.problems.len(), 1);
    fs::write(folder.path().join("broken.zip"), b"PK\x03\x04 and no more").unwrap();
    assert_eq!(read(folder.path()).unwrap().problems.len(), 2);
    let strict = ReadOptions { strict: true, ..ReadOptions::default() };
    assert!(corpus::read_files(&[folder.path().to_owned()], &strict, &Progress::none()).is_err());

    let pattern = read(&folder.path().join("*.csv")).unwrap();
    assert_eq!(titles(&pattern), ["B"]);
    assert!(matches!(read(&folder.path().join("*.ris")), Err(ReadError::NoMatch { .. })));
}

#[test]
fn no_damage_to_an_archive_makes_it_panic() {
    let whole = zip(&[("a.csv", b"title\nOn maps\n"), ("b.csv", b"title\nOn trees\n")], true);
    for at in 0..whole.len() {
        let mut bytes = Cursor::new(whole.clone()).into_inner();
        bytes[at] ^= 0x55;
        let (_folder, path) = file(&bytes);
        let _ = read(&path);
        let (_folder, path) = file(&whole[..at]);
        let _ = read(&path);
    }
}
