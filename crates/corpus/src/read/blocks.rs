//! A stream of text cut into records, and the records read in parallel.
//!
//! The stream is cut where a format's own function says, in blocks of a fixed size. While one batch of blocks is
//! being read on all threads, the next is being unpacked, and what the one before gave goes to the sink. The text of only
//! two batches is in memory at a time.

use std::{ops::Range, sync::Arc};

use rayon::prelude::*;

use super::{
    input::Input,
    sink::{Outcome, Sink, Tally},
};
use crate::{Place, ReadError};

/// Bytes of text in a block, but for a record that is larger.
const BLOCK: usize = 256 * 1024;

/// Blocks in a batch; fewer where records are larger than a block.
const BATCH: usize = 16;

/// The longest record that is read.
pub(crate) const LONGEST: usize = 64 * 1024 * 1024;

/// What stands at the front of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// Bytes that belong to no record.
    Pass(usize),
    /// A record of so many bytes.
    Record(usize),
    /// So many bytes that cannot be a record, and why.
    Fault(usize, String),
    /// So many bytes of text beside the records, and what is wrong with them; in front of the first record nothing is.
    Beside(usize, String),
    /// The record goes on behind the end of the text.
    More,
    /// No record comes any more.
    Stop,
}

/// Whole records and faults, in their order.
struct Block {
    bytes: Vec<u8>,
    pieces: Vec<Piece>,
}

struct Piece {
    line: u64,
    range: Range<usize>,
    fault: Option<String>,
    /// Whether this is no record at all.
    beside: bool,
}

/// Cuts the input into records with `cut(text, ended)`, reads each with `read` and gives the outcomes to the sink, in
/// the order of the file. `skip` bytes at the front are no record.
///
/// `cut` never answers [`Cut::More`] when the text is at its end, unless it is empty.
pub(crate) fn for_each(
    input: &mut Input,
    sink: &mut Sink,
    skip: usize,
    cut: impl Fn(&[u8], bool) -> Cut + Sync + Send,
    read: impl Fn(&[u8], Place) -> Outcome + Sync + Send,
) -> Result<(), ReadError> {
    let path = input.path.clone();
    let mut splitter = Splitter {
        cut,
        rest: Vec::new(),
        spare: Vec::new(),
        line: 1,
        more: true,
        begun: false,
        stopped: false,
        skipping: false,
        records: 0,
        fault: None,
    };
    splitter.more = input.read(&mut splitter.rest, BLOCK, 0)?;
    splitter.drop_front(skip);
    let mut next = splitter.batch(input);
    let mut tallies = Vec::new();
    let ended = loop {
        let batch = match next {
            Ok(batch) if batch.is_empty() => break Ok(()),
            Ok(batch) => batch,
            Err(error) => break Err(error),
        };
        // Block by block, so that no thread waits for another that has several left.
        let blocks = batch.par_iter().with_max_len(1);
        let read_batch = || blocks.map(|block| block.read(&path, &read)).collect::<Vec<_>>();
        let before = std::mem::take(&mut tallies);
        let (of_batch, (pushed, following)) =
            rayon::join(read_batch, || (push(before, sink), splitter.batch(input)));
        pushed?;
        tallies = of_batch;
        splitter.reuse(batch);
        next = following;
    };
    push(tallies, sink)?;
    ended
}

/// Gives what became of a batch to the sink.
fn push(tallies: Vec<Tally>, sink: &mut Sink) -> Result<(), ReadError> {
    tallies.into_iter().try_for_each(|tally| sink.append(tally))?;
    sink.drain()
}

impl Block {
    fn read(&self, path: &str, read: impl Fn(&[u8], Place) -> Outcome) -> Tally {
        // Papers of a block share the name of their file: if all did, threads would wait for each other to count them.
        let file: Arc<str> = path.into();
        // What is no paper may be short: room for pieces of two hundred bytes is enough.
        let mut tally = Tally::of(self.pieces.len().min(BLOCK / 200));
        for piece in &self.pieces {
            let place = Place { file: file.clone(), line: piece.line };
            tally.push(match &piece.fault {
                Some(reason) if piece.beside => Outcome::beside(place, reason.clone()),
                Some(reason) => Outcome::skipped(place, reason.clone()),
                None => read(&self.bytes[piece.range.clone()], place),
            });
        }
        tally
    }
}

fn too_long() -> String {
    format!("the record is longer than {} MiB: left out up to the end of its line", LONGEST >> 20)
}

struct Splitter<C> {
    cut: C,
    /// Text that was read and not yet cut.
    rest: Vec<u8>,
    /// Buffers of blocks that were read: to fill memory anew costs less than to ask for new memory.
    spare: Vec<Vec<u8>>,
    /// The line that `rest` begins in.
    line: u64,
    more: bool,
    /// Whether a record was found already.
    begun: bool,
    stopped: bool,
    /// Whether what comes, up to the end of the line, belongs to a record that was too long.
    skipping: bool,
    /// Records found so far.
    records: usize,
    /// What broke the file off, behind the batch that was given last.
    fault: Option<ReadError>,
}

impl<C: Fn(&[u8], bool) -> Cut> Splitter<C> {
    /// The next blocks, none at the end; where the file breaks off, first those in front of the fault, then the error.
    fn batch(&mut self, input: &mut Input) -> Result<Vec<Block>, ReadError> {
        let (mut blocks, mut bytes) = (Vec::new(), 0);
        while blocks.len() < BATCH && bytes < BATCH * BLOCK && !self.stopped && self.fault.is_none() {
            match self.block(input) {
                Ok(block) if block.pieces.is_empty() => {}
                Ok(block) => {
                    bytes += block.bytes.len();
                    blocks.push(block);
                }
                Err(fault) => self.fault = Some(fault),
            }
        }
        match self.fault.take_if(|_| blocks.is_empty()) {
            Some(fault) => Err(fault),
            None => Ok(blocks),
        }
    }

    /// Keeps the buffers of blocks, but for those that a long record made large.
    fn reuse(&mut self, batch: Vec<Block>) {
        let buffers = batch.into_iter().map(|block| block.bytes);
        self.spare.extend(buffers.filter(|bytes| bytes.capacity() <= 4 * BLOCK));
    }

    /// The next block; sets `stopped` at the end of the records.
    fn block(&mut self, input: &mut Input) -> Result<Block, ReadError> {
        let mut pieces = Vec::new();
        let mut at = 0;
        loop {
            if self.skipping {
                at = self.skip_line(at);
            }
            match (self.cut)(&self.rest[at..], !self.more) {
                Cut::Pass(length) => at = self.advance(at, length),
                Cut::Record(length) => {
                    self.begun = true;
                    self.records += 1;
                    let fault = (length > LONGEST).then(too_long);
                    pieces.push(Piece { line: self.line, range: at..at + length, fault, beside: false });
                    at = self.advance(at, length);
                }
                Cut::Fault(length, reason) => {
                    self.records += 1;
                    pieces.push(Piece { line: self.line, range: at..at, fault: Some(reason), beside: false });
                    at = self.advance(at, length);
                }
                Cut::Beside(length, reason) => {
                    if self.begun {
                        pieces.push(Piece {
                            line: self.line,
                            range: at..at,
                            fault: Some(reason),
                            beside: true,
                        });
                    }
                    at = self.advance(at, length);
                }
                Cut::Stop => {
                    self.stopped = true;
                    break;
                }
                Cut::More if !self.more => {
                    self.stopped = true;
                    break;
                }
                Cut::More if !pieces.is_empty() => break,
                Cut::More if self.rest.len() - at > LONGEST => {
                    self.records += 1;
                    let (length, reason) = self.give_up(at);
                    pieces.push(Piece { line: self.line, range: at..at, fault: Some(reason), beside: false });
                    at = self.advance(at, length);
                }
                Cut::More => {
                    self.rest.drain(..at);
                    at = 0;
                    // Twice as much each time, so that a long record is not looked through over and over.
                    let more = BLOCK.max(self.rest.len());
                    self.more = input.read(&mut self.rest, more, self.records)?;
                }
            }
        }
        let mut next = self.spare.pop().unwrap_or_default();
        next.clear();
        next.extend_from_slice(&self.rest[at..]);
        self.rest.truncate(at);
        Ok(Block { bytes: std::mem::replace(&mut self.rest, next), pieces })
    }

    /// Gives up a record that is too long: at its first line where the format can go on from there, else whole.
    fn give_up(&mut self, at: usize) -> (usize, String) {
        let length = self.rest.len() - at;
        match (self.cut)(&self.rest[at..], true) {
            Cut::Fault(shorter, reason) if shorter < length => (shorter, reason),
            _ => {
                self.skipping = true;
                (length, too_long())
            }
        }
    }

    /// Goes behind what is left of a line of which the front was too long.
    fn skip_line(&mut self, at: usize) -> usize {
        let end = memchr::memchr(b'\n', &self.rest[at..]);
        self.skipping = end.is_none() && self.more;
        self.advance(at, end.map_or(self.rest.len() - at, |end| end + 1))
    }

    fn drop_front(&mut self, length: usize) {
        self.advance(0, length);
        self.rest.drain(..length);
    }

    fn advance(&mut self, at: usize, length: usize) -> usize {
        self.line += memchr::memchr_iter(b'\n', &self.rest[at..at + length]).count() as u64;
        at + length
    }
}
