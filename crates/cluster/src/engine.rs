//! Who answers queries: DataFusion in this process, or a Ballista cluster. All else is the same for both.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use ballista::prelude::{SessionConfigExt, SessionContextExt};
use datafusion::{
    arrow::{
        array::{Array, AsArray, RecordBatch},
        datatypes::{DataType, Float64Type, Int64Type, UInt64Type},
    },
    config::TableParquetOptions,
    dataframe::DataFrameWriteOptions,
    error::{DataFusionError, Result},
    execution::{
        SessionStateBuilder,
        disk_manager::{DiskManagerBuilder, DiskManagerMode},
        memory_pool::FairSpillPool,
        runtime_env::{RuntimeEnv, RuntimeEnvBuilder},
    },
    parquet::arrow::ArrowWriter,
    prelude::{ParquetReadOptions, SessionConfig, SessionContext},
};

/// Where queries are answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In this process.
    Here,
    /// By scheduler and executor in this process: a cluster of one, for tests.
    Standalone,
    /// By the cluster of this scheduler: `df://host:port`.
    Cluster(String),
}

/// What the engine may use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resources {
    /// Bytes for queries in this process; what needs more spills to disk.
    pub memory: usize,
    /// Where it spills to.
    pub spill: PathBuf,
    /// Parts of a table that are worked on at once.
    pub partitions: usize,
}

/// Bytes that may be spilled: in effect what the disk holds.
const MOST_SPILLED: u64 = 1 << 44;

/// An engine with tables.
pub struct Engine {
    context: SessionContext,
    may_lose: bool,
}

impl Engine {
    /// Starts an engine, or meets a cluster.
    ///
    /// # Errors
    ///
    /// The folder to spill to cannot be made, or the address of the scheduler is none.
    pub async fn new(place: &Place, resources: &Resources) -> Result<Self> {
        fs::create_dir_all(&resources.spill)?;
        let config = match place {
            Place::Here => SessionConfig::new(),
            Place::Standalone | Place::Cluster(_) => {
                // The adaptive planner of Ballista 55.0.0 loses count of the metrics of a stage whose plan it changes, and the job
                // never ends.
                SessionConfig::new_with_ballista()
                    .with_ballista_adaptive_query_planner(false)
                    .with_ballista_standalone_parallelism(resources.partitions)
            }
        };
        let config = config.with_target_partitions(resources.partitions);
        let state = SessionStateBuilder::new()
            .with_config(config)
            .with_runtime_env(runtime(resources)?)
            .with_default_features()
            .build();
        let context = match place {
            Place::Here => SessionContext::new_with_state(state),
            Place::Standalone => SessionContext::standalone_with_state(state).await?,
            Place::Cluster(url) => SessionContext::remote_with_state(url, state).await?,
        };
        Ok(Self { context, may_lose: matches!(place, Place::Cluster(_)) })
    }

    /// Whether a query may fail that would succeed if it were asked again: machines of a cluster come and go.
    pub fn may_lose(&self) -> bool {
        self.may_lose
    }

    /// Gives the Parquet files of a folder a name, whatever had it before.
    ///
    /// # Errors
    ///
    /// The folder holds no Parquet files.
    pub async fn table(&self, name: &str, folder: &Path) -> Result<()> {
        self.context.deregister_table(name)?;
        let path = fs::canonicalize(folder)?;
        // A slash at the end: the folder, whatever its name looks like.
        let path = format!("{}/", path.display());
        self.context.register_parquet(name, path, ParquetReadOptions::default()).await
    }

    /// Writes what a query gives into a folder that is there, as Parquet files, and gives the number of rows. A query without
    /// rows gives a file without rows.
    ///
    /// # Errors
    ///
    /// What the engine says.
    pub async fn write(&self, sql: &str, folder: &Path) -> Result<u64> {
        let rows = self.context.sql(sql).await?;
        let schema = Arc::new(rows.schema().as_arrow().clone());
        let mut options = TableParquetOptions::default();
        options.global.compression = Some("zstd(1)".to_owned());
        let path = format!("{}/", fs::canonicalize(folder)?.display());
        let written = rows.write_parquet(&path, DataFrameWriteOptions::new(), Some(options)).await?;
        let rows = written.iter().filter_map(|batch| number(batch, 0)).sum::<f64>() as u64;
        let nothing =
            fs::read_dir(folder)?.filter_map(std::result::Result::ok).all(|entry| !is_parquet(&entry.path()));
        if nothing {
            ArrowWriter::try_new(fs::File::create(folder.join("empty.parquet"))?, schema, None)?.close()?;
        }
        Ok(rows)
    }

    /// The first row of what a query gives, as numbers.
    ///
    /// # Errors
    ///
    /// What the engine says; that there is no row, or no number in it.
    pub async fn numbers(&self, sql: &str) -> Result<Vec<f64>> {
        let found = self.context.sql(sql).await?.collect().await?;
        let first = found.iter().find(|batch| batch.num_rows() > 0);
        let row = first
            .map(|batch| (0..batch.num_columns()).map(|column| number(batch, column)).collect::<Option<_>>());
        row.flatten().ok_or_else(|| DataFusionError::Internal(format!("no number comes from {sql}")))
    }

    /// The rows of a query.
    ///
    /// # Errors
    ///
    /// What the engine says.
    pub async fn rows(&self, sql: &str) -> Result<Vec<RecordBatch>> {
        self.context.sql(sql).await?.collect().await
    }
}

fn runtime(resources: &Resources) -> Result<Arc<RuntimeEnv>> {
    let disk = DiskManagerBuilder::default()
        .with_mode(DiskManagerMode::Directories(vec![resources.spill.clone()]))
        .with_max_temp_directory_size(MOST_SPILLED);
    RuntimeEnvBuilder::new()
        .with_memory_pool(Arc::new(FairSpillPool::new(resources.memory)))
        .with_disk_manager_builder(disk)
        .build_arc()
}

fn is_parquet(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "parquet")
}

/// The number in a column of the first row; 0 where it is null.
fn number(batch: &RecordBatch, column: usize) -> Option<f64> {
    let values = batch.column(column);
    if values.is_null(0) {
        return Some(0.0);
    }
    match values.data_type() {
        DataType::Float64 => Some(values.as_primitive::<Float64Type>().value(0)),
        DataType::Int64 => Some(values.as_primitive::<Int64Type>().value(0) as f64),
        DataType::UInt64 => Some(values.as_primitive::<UInt64Type>().value(0) as f64),
        _ => None,
    }
}
