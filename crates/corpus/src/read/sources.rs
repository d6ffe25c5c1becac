//! What a path of the command line stands for: a file, the files of a folder or of a ZIP archive, those of a pattern,
//! or standard input.

use std::{
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use crate::ReadError;

/// The path that means standard input.
const STANDARD: &str = "-";

/// What one path stands for.
pub(super) struct Group {
    /// The path as given.
    pub path: String,
    pub sources: Vec<Source>,
    /// Whether the path holds files that nobody named: one that cannot be read is then noted and left out.
    pub holds_others: bool,
}

/// One file, wherever it lies.
pub(super) struct Source {
    /// Its name in messages: `papers.zip/2020/a.csv`.
    pub shown: String,
    pub origin: Origin,
}

pub(super) enum Origin {
    File(PathBuf),
    Standard,
    Member(Member),
}

/// A file in a ZIP archive.
pub(super) struct Member {
    archive: PathBuf,
    start: u64,
    /// Bytes in the archive.
    pub packed: u64,
    size: u64,
    crc: u32,
    packing: Option<Packing>,
}

enum Packing {
    Stored,
    Deflated,
}

/// What the paths stand for, in their order; files of folders, archives and patterns sorted by name.
pub(super) fn groups(paths: &[PathBuf]) -> Result<Vec<Group>, ReadError> {
    let mut groups = Vec::new();
    for path in paths {
        if path.as_os_str() == STANDARD || path.exists() {
            groups.push(group(path)?);
        } else {
            for found in matching(path)? {
                groups.push(group(&found)?);
            }
        }
    }
    Ok(groups)
}

fn group(path: &Path) -> Result<Group, ReadError> {
    let shown = path.display().to_string();
    let mut sources = Vec::new();
    let holds_others = match () {
        () if path.as_os_str() == STANDARD => {
            sources.push(Source { shown: "standard input".to_owned(), origin: Origin::Standard });
            false
        }
        () if path.is_dir() => {
            for file in files_in(path).map_err(|source| ReadError::Io { path: shown.clone(), source })? {
                // A broken archive is then found not to be a file of papers, as any other file is.
                if file_or_members(file.clone(), &mut sources).is_err() {
                    sources.push(Source { shown: file.display().to_string(), origin: Origin::File(file) });
                }
            }
            true
        }
        () => file_or_members(path.to_owned(), &mut sources)?,
    };
    Ok(Group { path: shown, sources, holds_others })
}

/// The files that a pattern such as `exports/*.csv` finds, by name.
fn matching(pattern: &Path) -> Result<Vec<PathBuf>, ReadError> {
    let path = pattern.display().to_string();
    if !path.contains(['*', '?', '[']) {
        return Err(ReadError::Missing { path });
    }
    // As shells do, a star leaves hidden files out.
    let options = glob::MatchOptions { require_literal_leading_dot: true, ..Default::default() };
    let found = glob::glob_with(&path, options).map_err(|_| ReadError::Missing { path: path.clone() })?;
    let mut found: Vec<PathBuf> = found.filter_map(Result::ok).collect();
    found.sort_unstable();
    match found.is_empty() {
        true => Err(ReadError::NoMatch { path }),
        false => Ok(found),
    }
}

/// All files below a folder, by name; without hidden ones. Links to folders are not followed: they may lead back.
fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut files, mut waiting) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            match kind.is_dir() {
                true => waiting.push(entry.path()),
                false if entry.path().is_file() => files.push(entry.path()),
                false => {}
            }
        }
    }
    files.sort_unstable();
    Ok(files)
}

/// Adds the file, or the members of the archive that it is; tells whether it is one.
fn file_or_members(path: PathBuf, sources: &mut Vec<Source>) -> Result<bool, ReadError> {
    let shown = path.display().to_string();
    let members = match is_zip(&path) {
        true => members(&path)?,
        false => None,
    };
    let Some(members) = members else {
        sources.push(Source { shown, origin: Origin::File(path) });
        return Ok(false);
    };
    for (name, member) in members {
        sources.push(Source { shown: format!("{shown}/{name}"), origin: Origin::Member(member) });
    }
    Ok(true)
}

/// Whether the file begins as ZIP archives do. A pipe is not asked: what is read of it is gone.
fn is_zip(path: &Path) -> bool {
    let mut magic = [0; 4];
    path.is_file()
        && File::open(path).and_then(|mut file| file.read_exact(&mut magic)).is_ok()
        && magic == *b"PK\x03\x04"
}

/// The files in an archive, by name. Nothing where it is a document of an office program, which only looks like one.
fn members(path: &Path) -> Result<Option<Vec<(String, Member)>>, ReadError> {
    let shown = path.display().to_string();
    let broken = |reason: String| ReadError::Broken {
        path: shown.clone(),
        packing: "ZIP",
        byte: 0,
        records: 0,
        reason,
    };
    let file = File::open(path).map_err(|source| ReadError::Io { path: shown.clone(), source })?;
    let mut archive = zip::ZipArchive::new(file).map_err(|error| broken(error.to_string()))?;
    let mut members = Vec::new();
    for at in 0..archive.len() {
        let entry = archive.by_index_raw(at).map_err(|error| broken(error.to_string()))?;
        let name = entry.name().map_err(|error| broken(error.to_string()))?.into_owned();
        if name == "[Content_Types].xml" {
            return Ok(None);
        }
        // What systems put beside the files: `__MACOSX/._a.csv`, `.DS_Store`.
        let hidden = name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
        if entry.is_dir() || hidden {
            continue;
        }
        let packing = match entry.compression() {
            _ if entry.encrypted() => None,
            zip::CompressionMethod::STORE => Some(Packing::Stored),
            zip::CompressionMethod::DEFLATE => Some(Packing::Deflated),
            _ => None,
        };
        let member = Member {
            archive: path.to_owned(),
            start: entry.data_start().ok_or_else(|| broken(format!("{name} is not in it")))?,
            packed: entry.compressed_size(),
            size: entry.size(),
            crc: entry.crc32(),
            packing,
        };
        members.push((name, member));
    }
    members.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(Some(members))
}

impl Member {
    /// The member unpacked, with its checksum looked at where it ends.
    pub fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        let mut file = File::open(&self.archive)?;
        file.seek(SeekFrom::Start(self.start))?;
        let packed = file.take(self.packed);
        let inner: Box<dyn Read + Send> = match self.packing {
            Some(Packing::Stored) => Box::new(packed),
            Some(Packing::Deflated) => Box::new(flate2::read::DeflateDecoder::new(packed)),
            None => {
                return Err(io::Error::other("it is encrypted, or packed with another method than deflate"));
            }
        };
        Ok(Box::new(Checked { inner, crc: flate2::Crc::new(), size: self.size, expected: self.crc }))
    }
}

/// A member under way; damaged data is an error at its end.
struct Checked {
    inner: Box<dyn Read + Send>,
    crc: flate2::Crc,
    size: u64,
    expected: u32,
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let got = self.inner.read(buffer)?;
        self.crc.update(&buffer[..got]);
        // `Crc` counts bytes in 32 bits.
        let whole = self.crc.amount() == self.size as u32 && self.crc.sum() == self.expected;
        if got == 0 && !buffer.is_empty() && !whole {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the checksum does not fit"));
        }
        Ok(got)
    }
}
