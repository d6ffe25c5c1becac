//! Who had which paper, and which message is on its way: a small store in one file.
//!
//! Before a message is sent it is put down whole, with its papers, as on its way; when the server has taken it, one transaction takes it
//! off and notes the papers. So a run that is killed loses nothing: the next one first sends what is on its way, the very message with
//! its id. It repeats nothing, but for one case that no sender can tell: if it died after the server took the message and before it could
//! note that, the same message goes out again, and mailboxes know it by its id.

use std::{collections::BTreeSet, io::ErrorKind, path::Path};

use anyhow::Context;
use redb::{Database, ReadableDatabase, TableDefinition, backends::FileBackend};
use serde::{Deserialize, Serialize};

/// Address and paper to the id of the message that told of it.
const HAD: TableDefinition<'_, (&str, &str), &str> = TableDefinition::new("had");
/// Address to the message that is on its way, as JSON.
const ON_ITS_WAY: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("on_its_way");

/// The store.
pub struct Memory(Database);

/// A message that is to be sent.
#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct Letter {
    /// The message as it goes over the wire.
    pub message: String,
    /// What the papers that it tells of are known by.
    pub papers: Vec<String>,
}

impl Memory {
    /// Opens the store, or begins one.
    ///
    /// # Errors
    ///
    /// The file is none of ours, is damaged, or another run has it open.
    pub fn open(path: &Path) -> anyhow::Result<Self> {
        let told = || format!("{}: cannot be opened as the memory of who had which paper", path.display());
        if !path.exists() {
            begin(path).with_context(told)?;
        }
        Ok(Self(Database::create(path).with_context(told)?))
    }

    /// The papers that somebody had.
    pub fn had(&self, address: &str) -> anyhow::Result<BTreeSet<String>> {
        let table = self.0.begin_read()?.open_table(HAD)?;
        let mut papers = BTreeSet::default();
        for entry in table.range((address, "")..)? {
            let (key, _) = entry?;
            let (reader, paper) = key.value();
            if reader != address {
                break;
            }
            papers.insert(paper.to_owned());
        }
        Ok(papers)
    }

    /// The message that is on its way to somebody.
    pub fn on_its_way(&self, address: &str) -> anyhow::Result<Option<Letter>> {
        let table = self.0.begin_read()?.open_table(ON_ITS_WAY)?;
        let found = table.get(address)?;
        Ok(found.map(|letter| serde_json::from_slice(letter.value())).transpose()?)
    }

    /// Notes that a message is about to be sent.
    pub fn put_down(&self, address: &str, letter: &Letter) -> anyhow::Result<()> {
        let begin = self.0.begin_write()?;
        begin.open_table(ON_ITS_WAY)?.insert(address, &serde_json::to_vec(letter)?[..])?;
        Ok(begin.commit()?)
    }

    /// Notes that the server took a message.
    pub fn delivered(&self, address: &str, letter: &Letter, id: &str) -> anyhow::Result<()> {
        let begin = self.0.begin_write()?;
        {
            let mut had = begin.open_table(HAD)?;
            for paper in &letter.papers {
                had.insert((address, paper.as_str()), id)?;
            }
            begin.open_table(ON_ITS_WAY)?.remove(address)?;
        }
        Ok(begin.commit()?)
    }
}

/// Begins an empty store, beside its place and then into it: a run that is killed meanwhile leaves no half of a store. If another run
/// was first, its store stays.
fn begin(path: &Path) -> anyhow::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = tempfile::Builder::new().prefix(".digest-").tempfile_in(folder)?;
    let store = Database::builder().create_with_backend(FileBackend::new(file.reopen()?)?)?;
    let begin = store.begin_write()?;
    begin.open_table(HAD)?;
    begin.open_table(ON_ITS_WAY)?;
    begin.commit()?;
    drop(store);
    match file.persist_noclobber(path) {
        Err(refused) if refused.error.kind() != ErrorKind::AlreadyExists => Err(refused.error.into()),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_is_begun_whole_and_never_over_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("digest.redb");
        let letter = Letter { message: "To: a".into(), papers: vec!["p".into()] };
        Memory::open(&path).unwrap().put_down("a@b.c", &letter).unwrap();
        begin(&path).unwrap();
        assert_eq!(Memory::open(&path).unwrap().on_its_way("a@b.c").unwrap(), Some(letter));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing lies beside it");
        assert!(begin(&folder.path().join("nowhere/digest.redb")).is_err());
    }

    #[test]
    fn what_is_on_its_way_is_there_after_a_new_start_and_gone_when_delivered() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("digest.redb");
        let letter = Letter { message: "To: a".into(), papers: vec!["10.1/x".into(), "p2".into()] };
        Memory::open(&path).unwrap().put_down("a@b.c", &letter).unwrap();
        let memory = Memory::open(&path).unwrap();
        assert_eq!(memory.on_its_way("a@b.c").unwrap().as_ref(), Some(&letter));
        assert!(memory.had("a@b.c").unwrap().is_empty() && memory.on_its_way("x@b.c").unwrap().is_none());
        memory.delivered("a@b.c", &letter, "id").unwrap();
        drop(memory);
        let memory = Memory::open(&path).unwrap();
        assert_eq!(memory.on_its_way("a@b.c").unwrap(), None);
        assert_eq!(memory.had("a@b.c").unwrap().len(), 2);
        assert!(memory.had("a@b").unwrap().is_empty() && memory.had("b@b.c").unwrap().is_empty());
    }

    #[test]
    fn another_file_is_not_taken_for_a_memory() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.txt");
        std::fs::write(&path, "my notes").unwrap();
        assert!(Memory::open(&path).is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"my notes");
    }
}
