//! Progress bars on standard error, one stage at a time; only where it is a terminal.

use std::{
    fmt,
    io::{self, Write},
    sync::Mutex,
    time::Duration,
};

use indicatif::{ProgressBar, ProgressStyle};
use parallel::progress::{Event, Progress};
use pipeline::clock::StageCost;

/// A watcher that draws bars, or none if `quiet`. indicatif itself stays silent where there is no terminal.
pub fn progress(quiet: bool) -> Progress {
    if quiet {
        return Progress::none();
    }
    let current = Mutex::new(ProgressBar::hidden());
    Progress::to(move |event| {
        // A panic elsewhere while a bar was swapped leaves a bar all the same.
        let mut bar = current.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        match event {
            Event::Begin { stage, total } => *bar = begin(stage, total),
            Event::Tick(units) => bar.inc(units),
            Event::End => bar.finish_and_clear(),
        }
    })
}

fn begin(stage: &str, total: u64) -> ProgressBar {
    let (bar, template) = match total {
        0 => (ProgressBar::new_spinner(), "{prefix:>12} {spinner} {human_pos} {elapsed}"),
        total => (ProgressBar::new(total), "{prefix:>12} [{bar:32}] {human_pos}/{human_len} {eta}"),
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("=> "));
    }
    bar.set_prefix(stage.to_owned());
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

/// See the macro of this name.
pub fn say(line: fmt::Arguments<'_>) {
    // `eprintln!` panics where standard error is closed.
    let _ = writeln!(io::stderr(), "{line}");
}

/// Lists what each stage took.
pub fn stages(stages: &[StageCost]) {
    for stage in stages {
        let memory = stage.peak_bytes.map_or_else(String::new, |bytes| format!("  {:>6} MiB", bytes >> 20));
        say!("{:>12}  {:>8.3} s  {:>8.3} cpu-s{memory}", stage.name, stage.seconds, stage.cpu_seconds);
    }
}

/// Text from files, without the control characters that could drive a terminal; lines stay lines.
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}
