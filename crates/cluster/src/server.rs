//! Scheduler and executors of a cluster, with settings that suit long joins.
//!
//! Nothing that is lost is made good inside of a job: Ballista 55.0.0 then reads some of what executors handed each other twice,
//! and sums come out doubled. So a job of which anything is lost fails, and [`run`](crate::run) does its part again, in an empty
//! folder.

use std::{
    fs,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use ballista_core::{
    JobId,
    error::{BallistaError, Result},
};
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::{
    cluster::{BallistaCluster, ClusterStateEvent},
    config::SchedulerConfig,
    scheduler_process::{create_scheduler, start_grpc_service},
    scheduler_server::SchedulerServer,
};
use datafusion_proto::protobuf::{LogicalPlanNode, PhysicalPlanNode};
use futures::StreamExt;

use crate::slots::CountedSlots;

/// How often an executor says that it is there.
const HEARTBEAT_SECONDS: u64 = 2;

/// Files that executors hand each other are deleted when nobody touched them for so long: longer than any query takes, since a
/// lost executor makes others read them again.
const SHUFFLE_KEPT_SECONDS: u64 = 6 * 3600;

/// How often an executor looks for such files.
const CLEAN_UP_SECONDS: u64 = 300;

/// Messages carry plans and statistics; the engine's own limit of 16 MB is met by tables of many thousand files.
const MESSAGE_BYTES: u32 = 64 << 20;

/// A job in which anything fails is done: it is run again as a whole.
const ATTEMPTS: usize = 1;

/// Arguments of `scheduler`.
#[derive(Clone, Debug, clap::Args)]
pub struct Scheduler {
    /// Address to listen at. There is no password: an address of a private network at most
    #[arg(long, default_value = "127.0.0.1")]
    pub bind: IpAddr,

    /// Port to listen at
    #[arg(long, default_value_t = 50050)]
    pub port: u16,

    /// Name by which executors know this machine [default: the address]
    #[arg(long)]
    pub host: Option<String>,

    /// An executor that says nothing for so many seconds is lost
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u64).range(10..))]
    pub silence: u64,
}

/// Arguments of `executor`.
#[derive(Clone, Debug, clap::Args)]
pub struct Executor {
    /// Host of the scheduler
    #[arg(long, default_value = "127.0.0.1")]
    pub scheduler: String,

    /// Port of the scheduler
    #[arg(long, default_value_t = 50050)]
    pub scheduler_port: u16,

    /// Address to listen at
    #[arg(long, default_value = "127.0.0.1")]
    pub bind: IpAddr,

    /// Port for data; the next one is for tasks
    #[arg(long, default_value_t = 50051)]
    pub port: u16,

    /// Name by which other executors know this machine [default: the address]
    #[arg(long)]
    pub host: Option<String>,

    /// Folder for files that executors hand each other; of this executor alone
    #[arg(long)]
    pub work_dir: PathBuf,

    /// Tasks at once [default: one a core]
    #[arg(long, default_value_t = 0)]
    pub tasks: usize,

    /// Gigabytes for all tasks together; what needs more spills to disk
    #[arg(long, default_value_t = 4.0)]
    pub memory: f64,
}

/// Serves until it is stopped.
///
/// # Errors
///
/// The port is taken.
pub async fn schedule(arguments: &Scheduler) -> Result<()> {
    let host = arguments.host.clone().unwrap_or_else(|| arguments.bind.to_string());
    let config = SchedulerConfig {
        external_host: host,
        bind_host: arguments.bind.to_string(),
        bind_port: arguments.port,
        executor_timeout_seconds: arguments.silence,
        expire_dead_executor_interval_seconds: HEARTBEAT_SECONDS,
        no_executors_grace_period_seconds: 2 * arguments.silence,
        task_max_failures: ATTEMPTS,
        stage_max_failures: ATTEMPTS,
        grpc_server_max_decoding_message_size: MESSAGE_BYTES,
        grpc_server_max_encoding_message_size: MESSAGE_BYTES,
        grpc_client_max_message_size: MESSAGE_BYTES,
        ..SchedulerConfig::default()
    };
    let cluster = BallistaCluster::new_from_config(&config).await?;
    let slots = CountedSlots::of(cluster.cluster_state());
    let cluster = BallistaCluster::new(Arc::new(slots), cluster.job_state());
    let scheduler = create_scheduler(cluster, Arc::new(config)).await?;
    tokio::spawn(end_jobs_of_the_lost(scheduler.clone()));
    tokio::spawn(end_jobs_of_nobody(scheduler.clone(), Duration::from_secs(2 * arguments.silence)));
    start_grpc_service(SocketAddr::new(arguments.bind, arguments.port), scheduler).await
}

/// The scheduler of plans as DataFusion has them.
type Server = SchedulerServer<LogicalPlanNode, PhysicalPlanNode>;

/// Ends every job that runs while an executor is lost.
async fn end_jobs_of_the_lost(scheduler: Server) {
    let Ok(mut events) = scheduler.state.executor_manager.cluster_state_events().await else { return };
    while let Some(event) = events.next().await {
        if let ClusterStateEvent::RemovedExecutor { executor_id } = event {
            let jobs = end_jobs(&scheduler).await;
            eprintln!("executor {executor_id} is lost; {jobs} jobs are ended, to be run again");
        }
    }
}

/// Ends every job that waits while for so long nobody is there to work.
async fn end_jobs_of_nobody(scheduler: Server, patience: Duration) {
    let mut waiting_since: Option<Instant> = None;
    loop {
        tokio::time::sleep(Duration::from_secs(HEARTBEAT_SECONDS)).await;
        let executors = scheduler.state.executor_manager.get_executors_state().await;
        let nobody = executors.is_ok_and(|executors| executors.is_empty());
        let waits = nobody && !scheduler.state.task_manager.get_running_job_cache().is_empty();
        waiting_since = waits.then(|| waiting_since.unwrap_or_else(Instant::now));
        if waiting_since.is_some_and(|since| since.elapsed() >= patience) {
            let jobs = end_jobs(&scheduler).await;
            eprintln!("no executor came within {} s; {jobs} jobs are ended", patience.as_secs());
            waiting_since = None;
        }
    }
}

/// Ends every job that runs, and gives how many there were.
async fn end_jobs(scheduler: &Server) -> usize {
    let running = scheduler.state.task_manager.get_running_job_cache();
    let mut jobs: Vec<JobId> = running.keys().cloned().collect();
    jobs.sort_unstable();
    for job in &jobs {
        if let Err(error) = scheduler.cancel_job(job.clone()).await {
            eprintln!("job {job}: {error}");
        }
    }
    jobs.len()
}

/// Works until it is stopped.
///
/// # Errors
///
/// No scheduler, a port that is taken, a folder that cannot be made.
pub async fn execute(arguments: &Executor) -> Result<()> {
    fs::create_dir_all(&arguments.work_dir).map_err(BallistaError::from)?;
    let host = arguments.host.clone().unwrap_or_else(|| arguments.bind.to_string());
    let config = ExecutorProcessConfig {
        bind_host: arguments.bind.to_string(),
        external_host: Some(host),
        port: arguments.port,
        grpc_port: arguments.port + 1,
        scheduler_host: arguments.scheduler.clone(),
        scheduler_port: arguments.scheduler_port,
        scheduler_connect_timeout_seconds: 30,
        vcores: arguments.tasks,
        work_dir: Some(arguments.work_dir.display().to_string()),
        job_data_ttl_seconds: SHUFFLE_KEPT_SECONDS,
        job_data_clean_up_interval_seconds: CLEAN_UP_SECONDS,
        executor_heartbeat_interval_seconds: HEARTBEAT_SECONDS,
        memory_pool_size: Some((arguments.memory * 1e9) as u64),
        grpc_max_decoding_message_size: MESSAGE_BYTES,
        grpc_max_encoding_message_size: MESSAGE_BYTES,
        ..ExecutorProcessConfig::default()
    };
    start_executor_process(Arc::new(config)).await
}
