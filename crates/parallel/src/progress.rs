//! Progress ticks: how far a stage is, told to whoever watches.
//!
//! A stage calls [`Progress::stage`] once, then [`Stage::tick`] from any thread. The watcher is a function; without one, ticks
//! cost a branch.

use std::sync::Arc;

/// What a watcher is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// A stage begins; `total` units of work are ahead, 0 if not known.
    Begin {
        /// The stage's name, as in `run.json`.
        stage: &'a str,
        /// Units of work ahead.
        total: u64,
    },
    /// So many more units are done.
    Tick(u64),
    /// The stage is done.
    End,
}

type Watcher = dyn Fn(Event<'_>) + Send + Sync;

/// A handle through which stages report; cheap to clone.
#[derive(Clone, Default)]
pub struct Progress(Option<Arc<Watcher>>);

impl Progress {
    /// Nobody watches.
    pub fn none() -> Self {
        Self(None)
    }

    /// `watcher` is told every event; it may be called from several threads at once.
    pub fn to(watcher: impl Fn(Event<'_>) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(watcher)))
    }

    /// Begins a stage of `total` units (0 if not known). It ends when the returned value is dropped.
    pub fn stage(&self, stage: &str, total: usize) -> Stage<'_> {
        self.tell(Event::Begin { stage, total: total as u64 });
        Stage(self)
    }

    fn tell(&self, event: Event<'_>) {
        if let Some(watcher) = &self.0 {
            watcher(event);
        }
    }
}

impl std::fmt::Debug for Progress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Progress").field(&self.0.is_some()).finish()
    }
}

/// A stage under way.
#[derive(Debug)]
pub struct Stage<'a>(&'a Progress);

impl Stage<'_> {
    /// So many more units are done.
    pub fn tick(&self, units: usize) {
        self.0.tell(Event::Tick(units as u64));
    }
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        self.0.tell(Event::End);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn a_watcher_hears_begin_ticks_and_end() {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let sink = Arc::clone(&heard);
        let progress = Progress::to(move |event| sink.lock().unwrap().push(format!("{event:?}")));
        progress.stage("links", 2).tick(2);
        assert_eq!(*heard.lock().unwrap(), ["Begin { stage: \"links\", total: 2 }", "Tick(2)", "End"]);
    }
}
