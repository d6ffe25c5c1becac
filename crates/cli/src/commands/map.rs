//! `bibliograph map`: a network of another program to a map.

use std::path::Path;

use pipeline::{
    config::{Options, Settings, options::Value, settings},
    networks::{self, Mapped, Wishes},
};

use super::{Voice, network_problems};
use crate::{
    args::Map,
    reporter::{self, printable},
};

/// Reads the network, computes what it lacks and says where the map is.
pub fn map(args: &Map, voice: Voice) -> anyhow::Result<()> {
    let settings = settings(args)?;
    let wishes = Wishes {
        new_clusters: args.new_clusters,
        new_layout: args.new_layout,
        size: args.size.clone(),
        overlay: args.overlay.clone(),
    };
    let progress = reporter::progress(voice == Voice::Quiet);
    let mapped = networks::run(&args.files, &wishes, &settings, &progress)?;
    if voice >= Voice::Normal {
        tell(&mapped, voice);
    }
    Ok(())
}

fn settings(args: &Map) -> anyhow::Result<Settings> {
    let mut options = Options::default();
    if let Some(first) = args.files.first() {
        let name = settings::name_after(first);
        options.set("report.name", Some(Value::Text(name)), "the command line")?;
    }
    for assignment in &args.set {
        options.assign(assignment)?;
    }
    if let Some(seed) = args.seed {
        options.set("run.seed", Some(Value::Integer(seed)), "--seed")?;
    }
    if let Some(threads) = args.threads {
        options.set("run.threads", Some(Value::Integer(i64::from(threads))), "--threads")?;
    }
    networks::check_keys(&options)?;
    Ok(Settings::without_papers(&options, Path::new(""), args.out.as_deref())?)
}

fn tell(mapped: &Mapped, voice: Voice) {
    for note in &mapped.notes {
        say!("note: {}", printable(note));
    }
    network_problems::tell(&mapped.problems, voice);
    if voice == Voice::Verbose {
        reporter::stages(&mapped.stages);
    }
    say!("{}", mapped.headline());
    say!("map: {}", mapped.folder.join("map.png").display());
}
