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
};

use ballista_core::{
    error::{BallistaError, Result},
    serde::protobuf::{CancelJobParams, scheduler_grpc_client::SchedulerGrpcClient},
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

/// How often an executor says that it is there.
const HEARTBEAT_SECONDS: u64 = 5;

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
    let address = SocketAddr::new(arguments.bind, arguments.port);
    let cluster = BallistaCluster::new_from_config(&config).await?;
    let scheduler = create_scheduler::<LogicalPlanNode, PhysicalPlanNode>(cluster, Arc::new(config)).await?;
    tokio::spawn(end_jobs_of_the_lost(scheduler.clone(), format!("http://{address}")));
    start_grpc_service(address, scheduler).await
}

/// Ends every job that runs while an executor is lost.
async fn end_jobs_of_the_lost(
    scheduler: SchedulerServer<LogicalPlanNode, PhysicalPlanNode>,
    address: String,
) {
    let Ok(mut events) = scheduler.state.executor_manager.cluster_state_events().await else { return };
    while let Some(event) = events.next().await {
        let ClusterStateEvent::RemovedExecutor { executor_id } = event else { continue };
        let running = scheduler.state.task_manager.get_running_job_cache();
        let mut jobs: Vec<String> = running.keys().map(ToString::to_string).collect();
        jobs.sort_unstable();
        eprintln!("executor {executor_id} is lost; {} jobs are ended, to be run again", jobs.len());
        for job_id in jobs {
            let cancel = CancelJobParams { job_id: job_id.clone() };
            let ended = match SchedulerGrpcClient::connect(address.clone()).await {
                Ok(mut client) => client.cancel_job(cancel).await.err().map(|error| error.to_string()),
                Err(error) => Some(error.to_string()),
            };
            if let Some(error) = ended {
                eprintln!("job {job_id}: {error}");
            }
        }
    }
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
