//! Files of other programs to networks: one reader a format, told from the content.
//!
//! [`read`] takes a file, and what belongs to it, and gives a [`Network`]. What is wrong in a place is listed in
//! [`Network::problems`], and the rest is read; only a file that cannot be understood is an error. All readers make
//! their items and links through `draft.rs`, so that the same rules hold for all:
//!
//! * of several items with one id the first stands;
//! * links without a weight count 1; a weight that is no number within [`WEIGHTS`] loses its link, and 0 is no link;
//! * links have no direction: the weights of both ways are added up. Loops are left out;
//! * attributes are told by their names, whichever program wrote them (`meaning.rs`); numbers without a meaning become
//!   columns, text without one is not kept.
//!
//! Nothing in a file makes memory grow faster than the file: XML entities are not expanded, numbers of items that are only
//! announced are bounded by the length of the file, defaults that every item would copy by a few hundred bytes. Time is linear in the length of the file.

mod draft;
mod edge_list;
mod gexf;
mod gml;
mod graphml;
mod meaning;
mod pajek;
mod sniff;
mod text;
mod vosviewer_json;
mod vosviewer_text;
mod xml;

use std::ops::RangeInclusive;

use crate::{Format, Network};
use sniff::Kind;

/// The weights that links may have. Beyond, sums and squares of them would leave the range of numbers.
pub const WEIGHTS: RangeInclusive<f64> = 1e-100..=1e100;

/// A file in memory.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// Its name, for messages.
    pub name: &'a str,
    /// What it holds.
    pub bytes: &'a [u8],
}

/// Why files do not make a network.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The content is of no format that is read.
    #[error(
        "{file}: this is no network that can be read; formats are VOSviewer JSON, map and network files of VOSviewer, \
         GraphML, GEXF, GML, Pajek, and lists with a link a line"
    )]
    Unknown {
        /// The file.
        file: String,
    },
    /// There is no content.
    #[error("{file}: the file is empty")]
    NoContent {
        /// The file.
        file: String,
    },
    /// The content is broken.
    #[error("{file}:{line}: {what}; read as {}", format.title())]
    Broken {
        /// The file.
        file: String,
        /// Where, from 1.
        line: usize,
        /// What its content looks like.
        format: Format,
        /// What is wrong.
        what: String,
    },
    /// There is nothing to draw.
    #[error("{file}: the network has no items; read as {}", format.title())]
    Empty {
        /// The file.
        file: String,
        /// What its content looks like.
        format: Format,
    },
    /// Numbers of Pajek without the network they are of.
    #[error("{file}: this holds numbers for a network; name the .net, too")]
    Lone {
        /// The file.
        file: String,
    },
    /// A file that belongs to none of the others.
    #[error(
        "{file}: this does not belong to the network beside it; a network file of VOSviewer goes with its map file, \
         one of Pajek with .clu and .vec"
    )]
    Unrelated {
        /// The file.
        file: String,
    },
}

/// What makes a file unreadable, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fault {
    line: usize,
    what: String,
}

impl Fault {
    fn new(line: usize, what: impl Into<String>) -> Self {
        Self { line, what: what.into() }
    }
}

/// Reads a network from one file, or from a file and those that go with it: the map file of VOSviewer beside its network
/// file, Pajek's `.clu` and `.vec` beside its `.net`. Their order does not matter.
///
/// Files are UTF-8, UTF-16 with a mark of its order, or else Windows-1252. Space: a small multiple of the files.
///
/// # Errors
///
/// See [`ReadError`].
///
/// ```
/// use exchange::{Format, read};
/// let file = read::File { name: "friends.txt", bytes: b"anna bert 2\nbert carl\n" };
/// let network = read::read(&[file])?;
/// assert_eq!((network.format, network.items.len(), network.links.len()), (Format::EdgeList, 3, 2));
/// assert_eq!(network.links[0].weight, 2.0);
/// # Ok::<(), read::ReadError>(())
/// ```
pub fn read(files: &[File<'_>]) -> Result<Network, ReadError> {
    let texts: Vec<_> = files.iter().map(|file| text::decode(file.bytes)).collect();
    let mut kinds = Vec::with_capacity(files.len());
    for (file, text) in files.iter().zip(&texts) {
        if text.trim().is_empty() {
            return Err(ReadError::NoContent { file: file.name.to_owned() });
        }
        let unknown = || ReadError::Unknown { file: file.name.to_owned() };
        kinds.push(sniff::kind(text).ok_or_else(unknown)?);
    }
    // The file that the others go with: a map or a partition is one only where there is no other.
    let main = (0..kinds.len())
        .min_by_key(|&file| kinds[file])
        .ok_or_else(|| ReadError::Unknown { file: "no file".to_owned() })?;
    let text = |file: usize| Text { file: files[file].name, text: &texts[file] };
    let beside: Vec<(Kind, Text<'_>)> =
        (0..files.len()).filter(|&file| file != main).map(|file| (kinds[file], text(file))).collect();
    let network = read_kind(kinds[main], text(main), &beside)?;
    if network.items.is_empty() {
        return Err(ReadError::Empty { file: files[main].name.to_owned(), format: network.format });
    }
    Ok(network)
}

/// A file as text.
#[derive(Clone, Copy)]
struct Text<'a> {
    file: &'a str,
    text: &'a str,
}

fn read_kind(kind: Kind, main: Text<'_>, beside: &[(Kind, Text<'_>)]) -> Result<Network, ReadError> {
    let unrelated = |file: &str| Err(ReadError::Unrelated { file: file.to_owned() });
    let format = kind.format();
    let broken = |(file, Fault { line, what }): (&str, Fault)| ReadError::Broken {
        file: file.to_owned(),
        line,
        format,
        what,
    };
    match (kind, beside) {
        (Kind::EdgeList, [(Kind::VosviewerMap, map)]) => {
            vosviewer_text::read(*map, Some(main)).map_err(broken)
        }
        (Kind::Pajek, beside) => {
            let stray = beside
                .iter()
                .find(|(kind, _)| !matches!(kind, Kind::Pajek | Kind::EdgeList | Kind::PajekValues));
            match stray {
                Some((_, stray)) => unrelated(stray.file),
                None => {
                    let beside: Vec<Text<'_>> = beside.iter().map(|&(_, text)| text).collect();
                    pajek::read(main, &beside).map_err(broken)
                }
            }
        }
        (Kind::PajekValues, _) => Err(ReadError::Lone { file: main.file.to_owned() }),
        (_, [(_, stray), ..]) => unrelated(stray.file),
        (Kind::VosviewerJson, _) => vosviewer_json::read(main).map_err(broken),
        (Kind::VosviewerMap, _) => vosviewer_text::read(main, None).map_err(broken),
        (Kind::Graphml, _) => graphml::read(main).map_err(broken),
        (Kind::Gexf, _) => gexf::read(main).map_err(broken),
        (Kind::Gml, _) => gml::read(main).map_err(broken),
        (Kind::EdgeList, _) => edge_list::read(main).map_err(broken),
    }
}
