//! Which slots of the executors are free, counted from what runs.
//!
//! Ballista 55.0.0 keeps a number of free slots for each executor, takes from it what it hands out and gives back what ends. A
//! task that is called off because another executor was lost ends after its job is forgotten, and is never given back: an
//! executor of one slot then stands idle for ever, and with it the next job. So before tasks are handed out, the free slots are
//! counted anew: all that an executor has, less those of the tasks that run there.

#![allow(
    clippy::disallowed_types,
    reason = "the trait of Ballista has them; nothing here goes by their order"
)]

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use ballista_core::{
    JobId,
    error::Result,
    serde::{
        protobuf::ExecutorHeartbeat,
        scheduler::{ExecutorData, ExecutorMetadata},
    },
};
use ballista_scheduler::{
    cluster::{BoundTask, ClusterState, ClusterStateEventStream, ExecutorSlot},
    config::TaskDistributionPolicy,
    state::task_manager::JobInfoCache,
};
use tokio::sync::Mutex;

/// The state of a cluster whose free slots are never fewer than what runs leaves, nor more than there are.
pub struct CountedSlots {
    inner: Arc<dyn ClusterState>,
    executors: Mutex<BTreeMap<String, Slots>>,
}

/// Slots of an executor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Slots {
    all: u32,
    /// What the inner state takes for free.
    free: u32,
}

impl Slots {
    /// Frees up to so many, and gives how many were not free before.
    fn free(&mut self, slots: u32) -> u32 {
        let freed = slots.min(self.all - self.free);
        self.free += freed;
        freed
    }

    /// Frees what `running` tasks leave, and gives how many were not free before.
    fn free_but(&mut self, running: u32) -> u32 {
        self.free(self.all.saturating_sub(running).saturating_sub(self.free))
    }

    fn take(&mut self, slots: u32) {
        self.free = self.free.saturating_sub(slots);
    }
}

impl CountedSlots {
    /// Counts the slots of `inner`.
    pub fn of(inner: Arc<dyn ClusterState>) -> Self {
        Self { inner, executors: Mutex::default() }
    }
}

/// Slots that the tasks of these jobs take, by executor.
async fn running(jobs: &HashMap<JobId, JobInfoCache>) -> BTreeMap<String, u32> {
    let mut slots: BTreeMap<String, u32> = BTreeMap::new();
    let graphs: Vec<_> = jobs.values().map(|job| job.execution_graph.clone()).collect();
    for graph in graphs {
        let graph = graph.read().await;
        for task in graph.running_tasks() {
            *slots.entry(task.executor_id).or_default() +=
                graph.task_vcores(task.stage_id, task.task_id).unwrap_or(1);
        }
    }
    slots
}

#[async_trait::async_trait]
impl ClusterState for CountedSlots {
    async fn init(&self) -> Result<()> {
        self.inner.init().await
    }

    async fn bind_schedulable_tasks(
        &self,
        distribution: TaskDistributionPolicy,
        active_jobs: Arc<HashMap<JobId, JobInfoCache>>,
        executors: Option<HashSet<String>>,
    ) -> Result<Vec<BoundTask>> {
        let running = running(&active_jobs).await;
        let mut known = self.executors.lock().await;
        let freed = known
            .iter_mut()
            .map(|(id, slots)| (id.clone(), slots.free_but(running.get(id).copied().unwrap_or(0))))
            .filter(|(_, freed)| *freed > 0)
            .collect();
        self.inner.unbind_tasks(freed).await?;
        let bound = self.inner.bind_schedulable_tasks(distribution, active_jobs, executors).await?;
        for (executor, task) in &bound {
            if let Some(slots) = known.get_mut(executor) {
                slots.take(task.vcores_consumed);
            }
        }
        Ok(bound)
    }

    async fn unbind_tasks(&self, ended: Vec<ExecutorSlot>) -> Result<()> {
        let mut known = self.executors.lock().await;
        let free = |(id, slots): ExecutorSlot| known.get_mut(&id).map(|known| (id, known.free(slots)));
        let freed = ended.into_iter().filter_map(free).collect();
        self.inner.unbind_tasks(freed).await
    }

    async fn register_executor(&self, metadata: ExecutorMetadata, data: ExecutorData) -> Result<()> {
        let (id, all, free) = (metadata.id.clone(), data.total_vcores, data.available_vcores);
        let mut known = self.executors.lock().await;
        self.inner.register_executor(metadata, data).await?;
        known.insert(id, Slots { all, free });
        Ok(())
    }

    async fn remove_executor(&self, executor_id: &str) -> Result<()> {
        self.executors.lock().await.remove(executor_id);
        self.inner.remove_executor(executor_id).await
    }

    async fn save_executor_metadata(&self, metadata: ExecutorMetadata) -> Result<()> {
        self.inner.save_executor_metadata(metadata).await
    }

    async fn get_executor_metadata(&self, executor_id: &str) -> Result<ExecutorMetadata> {
        self.inner.get_executor_metadata(executor_id).await
    }

    async fn registered_executor_metadata(&self) -> Vec<ExecutorMetadata> {
        self.inner.registered_executor_metadata().await
    }

    async fn save_executor_heartbeat(&self, heartbeat: ExecutorHeartbeat) -> Result<()> {
        self.inner.save_executor_heartbeat(heartbeat).await
    }

    fn executor_heartbeats(&self) -> HashMap<String, ExecutorHeartbeat> {
        self.inner.executor_heartbeats()
    }

    fn get_executor_heartbeat(&self, executor_id: &str) -> Option<ExecutorHeartbeat> {
        self.inner.get_executor_heartbeat(executor_id)
    }

    async fn cluster_state_events(&self) -> Result<ClusterStateEventStream> {
        self.inner.cluster_state_events().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_freed_once_and_never_beyond_all() {
        let mut slots = Slots { all: 4, free: 4 };
        slots.take(3);
        assert_eq!(slots.free(2), 2);
        assert_eq!(slots, Slots { all: 4, free: 3 });
        // The same two again, told late: only one is missing.
        assert_eq!(slots.free(2), 1);
        assert_eq!(slots.free_but(0), 0);
    }

    #[test]
    fn what_was_never_given_back_is_free_when_nothing_runs() {
        let mut slots = Slots { all: 4, free: 4 };
        slots.take(4);
        assert_eq!(slots.free_but(3), 1);
        assert_eq!(slots.free_but(3), 0);
        assert_eq!(slots.free_but(0), 3);
        // Tasks called off still run: more than there are slots.
        assert_eq!(slots.free_but(6), 0);
    }
}
