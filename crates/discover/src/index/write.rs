//! Writing an index.

use std::io::{self, Write};

use parallel::seed::fnv1a;

use super::{Contents, MAGIC, Postings, Record};

/// Writes an index of these papers; `contents` without the places of lists and records, which are found here. The same input
/// gives the same bytes. One list or record is in memory at a time.
///
/// # Errors
///
/// When `out` takes no more.
pub fn write(
    mut contents: Contents,
    postings: &Postings,
    records: impl Iterator<Item = Record>,
    mut out: impl Write,
) -> io::Result<()> {
    out.write_all(MAGIC)?;
    let mut at = MAGIC.len() as u64;
    let mut checked = |body: &[u8]| {
        out.write_all(body)?;
        out.write_all(&fnv1a(body).to_le_bytes())?;
        at += (body.len() + size_of::<u64>()) as u64;
        Ok::<u64, io::Error>(at)
    };
    contents.lists = vec![MAGIC.len() as u64];
    let mut body = Vec::new();
    for term in 0..postings.terms() as u32 {
        body.clear();
        let (papers, weights) = postings.term(term);
        for (paper, weight) in papers.iter().zip(weights) {
            body.extend(paper.to_le_bytes());
            body.extend(weight.to_le_bytes());
        }
        contents.lists.push(checked(&body)?);
    }
    contents.records = vec![contents.lists[postings.terms()]];
    for record in records {
        contents.records.push(checked(&serde_json::to_vec(&record)?)?);
    }
    let table = serde_json::to_vec(&contents)?;
    out.write_all(&table)?;
    for number in [at, fnv1a(&table)] {
        out.write_all(&number.to_le_bytes())?;
    }
    out.flush()
}
