//! `bibliograph convert` of a network: the same in the format of another program.

use std::{
    ffi::OsStr,
    io::{self, BufWriter},
    path::{Path, PathBuf},
};

use anyhow::Context;
use pipeline::networks::{self, Drawn, Format, Graph, Network, parts};
use pipeline::words::count;

use super::{
    Voice,
    convert::{STANDARD, refuse_existing, shown_path, whole_file},
};
use crate::{args::Convert, reporter::printable};

/// How many problems are shown unless all are asked for.
const SHOWN: usize = 10;

/// The format of networks that is asked for, where it is one.
pub(super) fn format(args: &Convert) -> Option<Format> {
    match &args.to {
        Some(name) => Format::named(name),
        None => args.out.extension().and_then(OsStr::to_str).and_then(Format::of_extension),
    }
}

/// Reads the network and writes it: clusters, positions and numbers as the file tells them, nothing computed.
pub(super) fn convert(args: &Convert, format: Format, voice: Voice) -> anyhow::Result<()> {
    let network = networks::read(&args.papers)?;
    let graph = Graph::from_links(network.items.len(), &network.links)?;
    let drawn = Drawn::of(&network, &graph)?;
    let to_standard = args.out == Path::new(STANDARD);
    for (index, part) in parts(format).iter().enumerate() {
        // Beside the network stand only files that have something to say.
        if index > 0 && (to_standard || !part.is_needed(&drawn)) {
            continue;
        }
        let out = path_of(&args.out, part.ending, parts(format).len());
        let written = if to_standard {
            part.write(&drawn, BufWriter::new(io::stdout().lock()))
        } else {
            refuse_existing(&out, args.force)?;
            whole_file(&out, |file| part.write(&drawn, file))
        };
        written.with_context(|| format!("{}: cannot be written", shown_path(&out)))?;
        if voice > Voice::Quiet && !to_standard {
            eprintln!("{}: {}", out.display(), part.content);
        }
    }
    if voice > Voice::Quiet {
        tell(&network, &graph, voice);
    }
    Ok(())
}

/// The file itself where the format has one; of several, each by its ending.
fn path_of(out: &Path, ending: &str, parts: usize) -> PathBuf {
    if parts == 1 {
        return out.to_owned();
    }
    let mut name = out.file_stem().unwrap_or_default().to_owned();
    name.push(ending);
    out.with_file_name(name)
}

fn tell(network: &Network, graph: &Graph, voice: Voice) {
    eprintln!(
        "{}, {}, read as {}",
        count(network.items.len(), "item"),
        count(graph.links(), "link"),
        network.format.title()
    );
    for note in &network.notes {
        eprintln!("note: {}", printable(note));
    }
    let problems = &network.problems.list;
    let shown = if voice == Voice::Verbose { problems.len() } else { SHOWN };
    for problem in problems.iter().take(shown) {
        eprintln!("{}", printable(&format!("{}:{}: {}", problem.file, problem.line, problem.what)));
    }
    if problems.len() > shown {
        eprintln!("… and {} more; --verbose lists all", count(network.problems.len() - shown, "problem"));
    }
}
