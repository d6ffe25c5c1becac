//! `bibliograph convert` of a network: the same in the format of another program.

use std::{
    ffi::OsStr,
    io::{self, BufWriter},
    path::{Path, PathBuf},
};

use anyhow::Context;
use pipeline::networks::{self, Drawn, Format, Graph, Network, parts};
use pipeline::words::{count, thousands};

use super::{
    Voice,
    convert::{STANDARD, refuse_existing, shown_path, whole_file},
    network_problems,
};
use crate::{args::Convert, exit::Usage, reporter::printable};

/// The format of networks that is asked for, where it is one.
pub(super) fn format(args: &Convert) -> Option<Format> {
    match &args.to {
        Some(name) => Format::named(name),
        None => args.out.extension().and_then(OsStr::to_str).and_then(Format::of_extension),
    }
}

/// Reads the network and writes it: clusters, positions and numbers as the file tells them, nothing computed.
pub(super) fn convert(args: &Convert, format: Format, voice: Voice) -> anyhow::Result<()> {
    if args.cluster.is_some() || args.report.is_some() {
        return Err(
            Usage("--report and --cluster choose papers; a network is converted whole".to_owned()).into()
        );
    }
    let to_standard = args.out == Path::new(STANDARD);
    let outs: Vec<PathBuf> = (0..parts(format).len()).map(|part| path_of(&args.out, format, part)).collect();
    // Whatever may be written is asked for first: nothing is half done.
    for out in outs.iter().filter(|_| !to_standard) {
        refuse_existing(out, args.force)?;
    }
    let network = networks::read(&args.papers)?;
    if args.strict {
        refuse_problems(&network)?;
    }
    let graph = Graph::from_links(network.items.len(), &network.links)?;
    let drawn = Drawn::of(&network, &graph)?;
    // Beside the network stand only files that have something to say.
    let needed: Vec<_> = parts(format).iter().zip(outs).filter(|(part, _)| part.is_needed(&drawn)).collect();
    if to_standard && needed.len() > 1 {
        let (format, files) = (format.name(), needed.len());
        return Err(Usage(format!("{format} takes {files} files here; name a file instead of -")).into());
    }
    for (part, out) in needed {
        let written = match to_standard {
            true => part.write(&drawn, BufWriter::new(io::stdout().lock())),
            false => whole_file(&out, |file| part.write(&drawn, file)),
        };
        written.with_context(|| {
            format!(
                "{}: cannot be written",
                if to_standard { shown_path(&args.out) } else { shown_path(&out) }
            )
        })?;
        if voice > Voice::Quiet && !to_standard {
            say!("{}: {}", out.display(), part.content);
        }
    }
    if voice > Voice::Quiet {
        tell(&network, &graph, voice);
        for (what, how_many) in format.leaves_out(&drawn) {
            say!("{} has no place for {what}: {} left out", format.name(), thousands(how_many));
        }
    }
    Ok(())
}

/// What is wrong first, as an error.
fn refuse_problems(network: &Network) -> anyhow::Result<()> {
    let Some(problem) = network.problems.list.first() else { return Ok(()) };
    // Behind the last semicolon stands what would have been done.
    let reason = problem.what.rsplit_once("; ").map_or(&*problem.what, |(reason, _)| reason);
    anyhow::bail!("{}:{}: {reason}; --strict stops here", problem.file, problem.line)
}

/// The file itself where the format has one, or where its extension says the format; of several, each by its ending.
fn path_of(out: &Path, format: Format, part: usize) -> PathBuf {
    let of_format = out.extension().and_then(OsStr::to_str).and_then(Format::of_extension) == Some(format);
    let parts = parts(format);
    if parts.len() == 1 || (part == 0 && of_format) {
        return out.to_owned();
    }
    let mut name = out.file_stem().unwrap_or_default().to_owned();
    name.push(parts[part].ending);
    out.with_file_name(name)
}

fn tell(network: &Network, graph: &Graph, voice: Voice) {
    say!(
        "{}, {}, read as {}",
        count(network.items.len(), "item"),
        count(graph.links(), "link"),
        network.format.title()
    );
    for note in &network.notes {
        say!("note: {}", printable(note));
    }
    network_problems::tell(&network.problems, voice);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extension_of_the_format_is_kept() {
        let name = |out: &str, format, part| path_of(Path::new(out), format, part).display().to_string();
        assert_eq!(name("a/out.paj", Format::Pajek, 0), "a/out.paj");
        assert_eq!(name("a/out.paj", Format::Pajek, 1), "a/out.clu");
        assert_eq!(name("out.txt", Format::Pajek, 0), "out.net");
        assert_eq!(name("out.txt", Format::VosviewerText, 0), "out-map.txt");
        assert_eq!(name("out.any", Format::Gml, 0), "out.any");
    }
}
