//! A file as a stream of text bytes: hashed as it lies on disk (a member of an archive as it is when unpacked), unpacked, UTF-16 turned into UTF-8, BOM taken off.

use std::{
    fs::File,
    io::{self, Read},
    sync::{Arc, Mutex, PoisonError},
};

use sha2::{Digest, Sha256};

use super::sources::{Origin, Source};
use crate::{ReadError, fields::Field};

/// Bytes of text that formats are told by.
const HEAD: usize = 64 * 1024;

/// The largest ratio of unpacked to packed bytes that is read. Text of papers comes to 3 to 10, the same record over
/// and over to some hundred.
const DENSEST: u64 = 1000;

/// Below so many unpacked bytes the ratio does not matter.
const HARMLESS: u64 = 64 * 1024 * 1024;

/// A file under way.
pub(crate) struct Input {
    pub path: Arc<str>,
    stack: Box<dyn Read + Send>,
    passed: Arc<Mutex<Passed>>,
    packing: Option<&'static str>,
    /// Bytes that a member takes up in its archive.
    member: Option<u64>,
    unpacked: u64,
    /// The first bytes of the text, read ahead to tell the format.
    head: Vec<u8>,
    ended: bool,
    /// What broke the last read off, once it had unpacked something.
    fault: Option<io::Error>,
    /// What the user says about columns of tables: a field and the column's name.
    pub columns: Vec<(Field, String)>,
}

/// What went through of the file as it lies on disk.
#[derive(Default)]
struct Passed {
    hash: Sha256,
    bytes: u64,
}

impl Input {
    /// Opens the file and reads the head of its text.
    pub fn open(source: &Source) -> Result<Self, ReadError> {
        let shown = &source.shown;
        let failed = |source: io::Error| match source.kind() {
            io::ErrorKind::NotFound => ReadError::Missing { path: shown.clone() },
            _ => ReadError::Io { path: shown.clone(), source },
        };
        let (file, member): (Box<dyn Read + Send>, _) = match &source.origin {
            Origin::File(path) => (Box::new(File::open(path).map_err(failed)?), None),
            Origin::Standard => (Box::new(io::stdin()), None),
            Origin::Member(member) => (member.open().map_err(failed)?, Some(member.packed)),
        };
        Self::new(shown, file, member)
    }

    /// Begins to read a file that is open, and reads the head of its text; `member` is how many bytes it takes up in its
    /// archive.
    pub fn new(shown: &str, file: Box<dyn Read + Send>, member: Option<u64>) -> Result<Self, ReadError> {
        let failed = |source| ReadError::Io { path: shown.to_owned(), source };
        let passed = Arc::default();
        let mut raw = Tallied { file, passed: Arc::clone(&passed) };
        let magic = front(&mut raw, 4).map_err(failed)?;
        let packing = match magic.as_slice() {
            [0x28, 0xb5, 0x2f, 0xfd] => Some("zstd"),
            [0x1f, 0x8b, ..] => Some("gzip"),
            _ => None,
        };
        let whole = io::Cursor::new(magic).chain(raw);
        let stack: Box<dyn Read + Send> = match packing {
            Some("zstd") => Box::new(zstd::stream::read::Decoder::new(whole).map_err(failed)?),
            Some(_) => Box::new(flate2::read::MultiGzDecoder::new(whole)),
            None => Box::new(whole),
        };
        let mut input = Self {
            path: shown.into(),
            stack,
            passed,
            packing: packing.or(member.map(|_| "ZIP")),
            member,
            unpacked: 0,
            head: Vec::new(),
            ended: false,
            fault: None,
            columns: Vec::new(),
        };
        input.read_head()?;
        Ok(input)
    }

    /// The first bytes of the text, before anything was taken with [`Self::read`].
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// Appends about `more` bytes to `buffer`; false when the text is at its end. A file that breaks off gives first what
    /// can be unpacked, and the error when more is asked for; it tells that `records` stand in front of it.
    pub fn read(&mut self, buffer: &mut Vec<u8>, more: usize, records: usize) -> Result<bool, ReadError> {
        let has_head = !self.head.is_empty();
        if has_head && buffer.is_empty() {
            *buffer = std::mem::take(&mut self.head);
        } else {
            buffer.append(&mut self.head);
        }
        if let Some(fault) = self.fault.take_if(|_| !has_head) {
            return Err(self.broken(fault, records));
        }
        if self.fault.is_some() {
            return Ok(true);
        }
        let before = buffer.len();
        if !self.ended {
            buffer.reserve(more);
            let taken = (&mut self.stack).take(more as u64).read_to_end(buffer);
            let got = buffer.len() - before;
            self.unpacked += got as u64;
            match taken {
                Ok(_) => self.ended = got < more,
                Err(fault) if got > 0 || has_head => self.fault = Some(fault),
                Err(fault) => return Err(self.broken(fault, records)),
            }
            self.check_density()?;
        }
        Ok(!self.ended)
    }

    /// Why the file breaks off where it was read to, if it does.
    pub fn take_fault(&mut self) -> Option<ReadError> {
        let fault = self.fault.take()?;
        Some(self.broken(fault, 0))
    }

    /// Reads what is left, so that the hash is that of the whole file; gives the hash and the bytes.
    pub fn finish(mut self, records: usize) -> Result<(String, u64), ReadError> {
        let mut rest = Vec::new();
        while self.read(&mut rest, HEAD, records)? {
            rest.clear();
        }
        let passed = std::mem::take(&mut *self.passed.lock().unwrap_or_else(PoisonError::into_inner));
        let hash = passed.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok((hash, passed.bytes))
    }

    /// Reads the head; turns UTF-16 and lone carriage returns into what readers expect.
    fn read_head(&mut self) -> Result<(), ReadError> {
        let mut head = Vec::new();
        self.read(&mut head, HEAD, 0)?;
        if let [0xff, 0xfe, ..] | [0xfe, 0xff, ..] = head.as_slice() {
            let little = head[0] == 0xff;
            let rest = std::mem::replace(&mut self.stack, Box::new(io::empty()));
            let units = io::Cursor::new(head.split_off(2)).chain(rest);
            self.stack = Box::new(super::encoding::Utf16::new(units, little));
            head.clear();
            self.ended = false;
            self.read(&mut head, HEAD, 0)?;
        }
        if head.starts_with(&[0xef, 0xbb, 0xbf]) {
            head.drain(..3);
        }
        if head.contains(&b'\r') && !head.contains(&b'\n') {
            super::encoding::feed_lines(&mut head);
            let rest = std::mem::replace(&mut self.stack, Box::new(io::empty()));
            self.stack = Box::new(super::encoding::LineFeeds(rest));
        }
        self.head = head;
        Ok(())
    }

    fn check_density(&self) -> Result<(), ReadError> {
        let packed = self.member.unwrap_or_else(|| self.bytes_read()).max(1);
        if self.packing.is_some() && self.unpacked > HARMLESS && self.unpacked / packed > DENSEST {
            let path = self.path.to_string();
            return Err(ReadError::TooDense { path, packed, unpacked: self.unpacked, limit: DENSEST });
        }
        Ok(())
    }

    fn bytes_read(&self) -> u64 {
        self.passed.lock().unwrap_or_else(PoisonError::into_inner).bytes
    }

    fn broken(&self, source: io::Error, records: usize) -> ReadError {
        let path = self.path.to_string();
        match self.packing {
            Some(packing) => {
                let reason = match source.kind() {
                    io::ErrorKind::UnexpectedEof => "the file ends in the middle of the data".to_owned(),
                    _ => source.to_string(),
                };
                ReadError::Broken { path, packing, byte: self.bytes_read(), records, reason }
            }
            None => ReadError::Io { path, source },
        }
    }
}

/// The first `length` bytes, fewer where there are no more.
fn front(file: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The file itself; what is read is hashed and counted.
struct Tallied {
    file: Box<dyn Read + Send>,
    passed: Arc<Mutex<Passed>>,
}

impl Read for Tallied {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let got = self.file.read(buffer)?;
        let mut passed = self.passed.lock().unwrap_or_else(PoisonError::into_inner);
        passed.hash.update(&buffer[..got]);
        passed.bytes += got as u64;
        Ok(got)
    }
}
