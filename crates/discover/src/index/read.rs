//! Reading an index.

use std::io::{Read, Seek, SeekFrom};

use parallel::seed::fnv1a;

use super::{Contents, ENTRY, FORMAT, IndexError, MAGIC, Record, TAIL};

/// An index that is open.
#[derive(Debug)]
pub struct Index<R> {
    contents: Contents,
    file: R,
}

impl<R: Read + Seek> Index<R> {
    /// Reads the table of contents.
    ///
    /// # Errors
    ///
    /// A file that is none, of another version, or damaged. Memory is bounded by the size of the file.
    pub fn open(mut file: R) -> Result<Self, IndexError> {
        let size = file.seek(SeekFrom::End(0))?;
        file.rewind()?;
        let mut magic = [0; MAGIC.len()];
        file.read_exact(&mut magic).map_err(|_| IndexError::NotAnIndex)?;
        match magic {
            magic if magic == MAGIC => {}
            other if other.starts_with(FORMAT) => return Err(IndexError::Version),
            _ => return Err(IndexError::NotAnIndex),
        }
        let begin = MAGIC.len() as u64;
        let end =
            size.checked_sub(TAIL).filter(|&end| end >= begin).ok_or(IndexError::Damaged("it ends early"))?;
        let tail = bytes(&mut file, end, TAIL)?;
        let (start, checksum) = (number(&tail), number(&tail[size_of::<u64>()..]));
        if !(begin..=end).contains(&start) {
            return Err(IndexError::Damaged("its end"));
        }
        let table = bytes(&mut file, start, end - start)?;
        if fnv1a(&table) != checksum {
            return Err(IndexError::Damaged("its table of contents"));
        }
        let contents: Contents =
            serde_json::from_slice(&table).map_err(|_| IndexError::Damaged("its table of contents"))?;
        let whole = contents.lists.len() == contents.words.len() + 1
            && contents.records.len() == contents.names.len() + 1
            && [&contents.lists, &contents.records].iter().all(|places| sound(places, begin, start))
            && contents
                .words
                .iter()
                .flat_map(|word| &word.parts)
                .all(|&part| (part as usize) < contents.words.len());
        if !whole {
            return Err(IndexError::Damaged("its table of contents"));
        }
        Ok(Self { contents, file })
    }

    /// What is small.
    pub fn contents(&self) -> &Contents {
        &self.contents
    }

    /// The papers that have a term, ascending, with its weight in each.
    ///
    /// # Errors
    ///
    /// A list that is damaged.
    ///
    /// # Panics
    ///
    /// If there is no such term.
    pub fn list(&mut self, term: u32) -> Result<Vec<(u32, f32)>, IndexError> {
        let at = term as usize;
        let body =
            self.checked(self.contents.lists[at], self.contents.lists[at + 1], "the list of a term")?;
        let papers = self.contents.names.len() as u32;
        let entry = |entry: &[u8]| {
            let part = |at: usize| [entry[at], entry[at + 1], entry[at + 2], entry[at + 3]];
            (u32::from_le_bytes(part(0)), f32::from_le_bytes(part(4)))
        };
        let list: Vec<(u32, f32)> = body.chunks_exact(ENTRY).map(entry).collect();
        let sound = list.iter().all(|&(paper, weight)| paper < papers && weight.is_finite());
        if sound { Ok(list) } else { Err(IndexError::Damaged("the list of a term")) }
    }

    /// The record of a paper.
    ///
    /// # Errors
    ///
    /// A record that is damaged.
    ///
    /// # Panics
    ///
    /// If there is no such paper.
    pub fn record(&mut self, paper: u32) -> Result<Record, IndexError> {
        const WHAT: &str = "the record of a paper";
        let at = paper as usize;
        let body = self.checked(self.contents.records[at], self.contents.records[at + 1], WHAT)?;
        let record: Record = serde_json::from_slice(&body).map_err(|_| IndexError::Damaged(WHAT))?;
        let papers = self.contents.names.len();
        let mut others = record.cites.iter().chain(record.links.iter().map(|tie| &tie.to));
        let mut parts = record.links.iter().flat_map(|tie| &tie.parts);
        let words = self.contents.words.len();
        let clusters = self.contents.clusters.len().max(1);
        let sound = (record.cluster as usize) < clusters
            && record.terms.iter().all(|&term| (term as usize) < words)
            && others.all(|&other| (other as usize) < papers)
            && parts.all(|&(relation, _)| usize::from(relation) < self.contents.relations.len());
        if sound { Ok(record) } else { Err(IndexError::Damaged(WHAT)) }
    }

    /// The bytes from `start` to `end`, of which the last eight are the checksum of the others.
    fn checked(&mut self, start: u64, end: u64, what: &'static str) -> Result<Vec<u8>, IndexError> {
        let mut body = bytes(&mut self.file, start, end - start)?;
        let length = body.len().checked_sub(size_of::<u64>()).ok_or(IndexError::Damaged(what))?;
        let checksum = number(&body[length..]);
        body.truncate(length);
        if fnv1a(&body) == checksum { Ok(body) } else { Err(IndexError::Damaged(what)) }
    }
}

/// Whether places ascend between `first` and `last`.
fn sound(places: &[u64], first: u64, last: u64) -> bool {
    places.is_sorted() && places.iter().all(|place| (first..=last).contains(place))
}

/// The first eight bytes as a number.
fn number(bytes: &[u8]) -> u64 {
    bytes[..8].iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
}

fn bytes(file: &mut (impl Read + Seek), start: u64, length: u64) -> Result<Vec<u8>, IndexError> {
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(IndexError::Damaged("it ends early")) }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;
    use similarity::SparseRows;

    use super::super::{Name, Postings, Tie, Word, write};
    use super::*;

    fn small() -> Vec<u8> {
        let word = |text: &str| Word { text: text.into(), papers: 1, parts: vec![] };
        let name = |id: &str| Name { id: id.into(), ..Name::default() };
        let contents = Contents {
            names: vec![name("a"), name("b")],
            words: vec![word("map"), word("tree")],
            ..Contents::default()
        };
        let mut rows = SparseRows::default();
        rows.push([(0, 1.0)]);
        rows.push([(0, 0.6), (1, 0.8)]);
        let record = |title: &str, to| Record {
            title: title.into(),
            links: vec![Tie { to, weight: 0.6, parts: vec![] }],
            ..Record::default()
        };
        let mut out = Vec::new();
        let records = [record("On maps", 1), record("On trees", 0)];
        write(contents, &Postings::of(&rows, 2), records.into_iter(), &mut out).unwrap();
        out
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = small();
        let mut index = Index::open(Cursor::new(&bytes)).unwrap();
        assert_eq!(index.contents().names[1].id, "b");
        assert_eq!(index.list(0).unwrap(), [(0, 1.0), (1, 0.6)]);
        assert_eq!(index.list(1).unwrap(), [(1, 0.8)]);
        let record = index.record(1).unwrap();
        assert_eq!((record.title.as_str(), record.links[0].to), ("On trees", 0));
        assert_eq!(bytes, small());
    }

    #[test]
    fn other_files_and_versions_are_told() {
        let open = |bytes: &[u8]| Index::open(Cursor::new(bytes.to_vec())).unwrap_err();
        assert!(matches!(open(b""), IndexError::NotAnIndex));
        assert!(matches!(open(&[b'x'; 100]), IndexError::NotAnIndex));
        let mut newer = small();
        newer[FORMAT.len()] = b'9';
        assert!(matches!(open(&newer), IndexError::Version));
        let whole = small();
        assert!(matches!(open(&whole[..whole.len() - 1]), IndexError::Damaged(_)));
    }

    proptest! {
        #[test]
        fn a_changed_byte_is_seen(at in 0usize..10_000, by in 1u8..=255) {
            let whole = small();
            let mut bytes = whole.clone();
            let at = at % bytes.len();
            bytes[at] ^= by;
            let all = |bytes: Vec<u8>| -> Result<(), IndexError> {
                let mut index = Index::open(Cursor::new(bytes))?;
                for number in 0..2 {
                    index.list(number)?;
                    index.record(number)?;
                }
                Ok(())
            };
            prop_assert!(all(whole).is_ok());
            prop_assert!(all(bytes).is_err());
        }
    }
}
