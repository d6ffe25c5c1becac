//! How long each stage takes and how much memory it needs, for `run.json`.

use std::{
    fs,
    time::{Duration, Instant},
};

use cpu_time::ProcessTime;
use serde::Serialize;

/// What a stage took.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StageCost {
    /// As in the design: `read`, `merge`, `terms`, ...
    pub name: &'static str,
    /// Wall time.
    pub seconds: f64,
    /// Processor time of all threads.
    pub cpu_seconds: f64,
    /// Most memory in use while the stage ran, in bytes; `None` where the system does not tell.
    pub peak_bytes: Option<u64>,
}

/// Measures stages one after another.
#[derive(Debug, Default)]
pub struct Clock {
    stages: Vec<StageCost>,
}

impl Clock {
    /// Runs a stage and notes what it took.
    pub fn stage<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        reset_peak();
        let (wall, cpu) = (Instant::now(), ProcessTime::try_now().ok());
        let result = work();
        let cpu = cpu.and_then(|cpu| cpu.try_elapsed().ok()).unwrap_or(Duration::ZERO);
        self.stages.push(StageCost {
            name,
            seconds: wall.elapsed().as_secs_f64(),
            cpu_seconds: cpu.as_secs_f64(),
            peak_bytes: peak(),
        });
        result
    }

    /// The stages in the order in which they ran.
    pub fn into_stages(self) -> Vec<StageCost> {
        self.stages
    }
}

/// Linux: writing 5 here sets the peak of the process to what it uses now. Elsewhere, or where it is not allowed, the
/// peak is that of the run so far.
fn reset_peak() {
    let _ = fs::write("/proc/self/clear_refs", "5");
}

fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_are_kept_in_order_with_their_results() {
        let mut clock = Clock::default();
        assert_eq!(clock.stage("read", || 2 + 2), 4);
        clock.stage("merge", || ());
        let stages = clock.into_stages();
        assert_eq!(stages.iter().map(|stage| stage.name).collect::<Vec<_>>(), ["read", "merge"]);
        assert!(stages.iter().all(|stage| stage.seconds >= 0.0));
    }
}
