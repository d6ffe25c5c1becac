//! Scheduler and executors of a cluster, with settings that suit long joins.

use std::{
    fs,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    sync::Arc,
};

use ballista_core::error::{BallistaError, Result};
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::{
    cluster::BallistaCluster, config::SchedulerConfig, scheduler_process::start_server,
};

/// An executor that was silent for so long is lost, and its work is done again by others.
const SILENCE_SECONDS: u64 = 30;

/// How often an executor says that it is there.
const HEARTBEAT_SECONDS: u64 = 5;

/// Files that executors hand each other are deleted when nobody touched them for so long: longer than any query takes, since a
/// lost executor makes others read them again.
const SHUFFLE_KEPT_SECONDS: u64 = 6 * 3600;

/// How often an executor looks for such files.
const CLEAN_UP_SECONDS: u64 = 300;

/// Messages carry plans and statistics; the engine's own limit of 16 MB is met by tables of many thousand files.
const MESSAGE_BYTES: u32 = 64 << 20;

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
        executor_timeout_seconds: SILENCE_SECONDS,
        expire_dead_executor_interval_seconds: HEARTBEAT_SECONDS,
        no_executors_grace_period_seconds: 2 * SILENCE_SECONDS,
        grpc_server_max_decoding_message_size: MESSAGE_BYTES,
        grpc_server_max_encoding_message_size: MESSAGE_BYTES,
        grpc_client_max_message_size: MESSAGE_BYTES,
        ..SchedulerConfig::default()
    };
    let address = SocketAddr::new(arguments.bind, arguments.port);
    let cluster = BallistaCluster::new_from_config(&config).await?;
    start_server(cluster, address, Arc::new(config)).await
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
