//! Writing an index.

use std::io::{self, Write};

use parallel::seed::fnv1a;

use super::{Contents, ENTRY, MAGIC, Postings, Record};

/// Writes an index of these papers; `contents` without the places of lists and records, which are found here. The same input
/// gives the same bytes.
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
    let bodies: Vec<Vec<u8>> = records
        .map(|record| serde_json::to_vec(&record).map_err(io::Error::other))
        .collect::<Result<_, _>>()?;
    let mut at = (MAGIC.len() + 3 * size_of::<u64>()) as u64;
    let mut places = |lengths: &mut dyn Iterator<Item = usize>| {
        let mut places = vec![at];
        for length in lengths {
            at += (length + size_of::<u64>()) as u64;
            places.push(at);
        }
        places
    };
    contents.lists =
        places(&mut (0..postings.terms() as u32).map(|term| postings.term(term).0.len() * ENTRY));
    contents.records = places(&mut bodies.iter().map(Vec::len));
    let table = serde_json::to_vec(&contents).map_err(io::Error::other)?;
    out.write_all(MAGIC)?;
    for number in [at, table.len() as u64, fnv1a(&table)] {
        out.write_all(&number.to_le_bytes())?;
    }
    let mut body = Vec::new();
    for term in 0..postings.terms() as u32 {
        body.clear();
        let (papers, weights) = postings.term(term);
        for (paper, weight) in papers.iter().zip(weights) {
            body.extend(paper.to_le_bytes());
            body.extend(weight.to_le_bytes());
        }
        checked(&mut out, &body)?;
    }
    bodies.iter().try_for_each(|body| checked(&mut out, body))?;
    out.write_all(&table)?;
    out.flush()
}

/// Writes some bytes and their checksum.
fn checked(out: &mut impl Write, body: &[u8]) -> io::Result<()> {
    out.write_all(body)?;
    out.write_all(&fnv1a(body).to_le_bytes())
}
