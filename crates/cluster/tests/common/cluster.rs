//! A scheduler and executors on loopback, each a process.

use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

/// Processes that end with the test.
pub struct Cluster {
    scheduler: Child,
    /// The executors that run.
    pub executors: Vec<Child>,
    port: u16,
    folder: PathBuf,
}

impl Cluster {
    /// Starts a scheduler and so many executors, whose files and messages go into `folder`.
    pub fn start(folder: &Path, executors: usize) -> Self {
        let port = free_port(0);
        let scheduler =
            spawn(folder, "scheduler", &["scheduler", "--silence", "20", "--port", &port.to_string()]);
        let mut cluster = Self { scheduler, executors: Vec::new(), port, folder: folder.to_owned() };
        wait_for(port);
        for number in 0..executors {
            cluster.add_executor(number);
        }
        cluster
    }

    fn add_executor(&mut self, number: usize) {
        let (port, scheduler) = (free_port(1).to_string(), self.port.to_string());
        let name = format!("executor-{number}");
        let work_dir = self.folder.join(format!("work-{number}"));
        let arguments = [
            "executor",
            "--scheduler-port",
            &scheduler,
            "--port",
            &port,
            "--tasks",
            "1",
            "--memory",
            "1",
            "--work-dir",
            work_dir.to_str().unwrap(),
        ];
        self.executors.push(spawn(&self.folder, &name, &arguments));
        wait_for(port.parse().unwrap());
    }

    /// Where it is.
    pub fn url(&self) -> String {
        format!("df://127.0.0.1:{}", self.port)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        for process in self.executors.iter_mut().chain([&mut self.scheduler]) {
            process.kill().ok();
            process.wait().ok();
        }
    }
}

fn spawn(folder: &Path, name: &str, arguments: &[&str]) -> Child {
    let log = std::fs::File::create(folder.join(format!("{name}.log"))).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_bibliograph-cluster"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn().unwrap()
}

/// A port that nobody listens at, nor at the `more` that follow it.
fn free_port(more: u16) -> u16 {
    loop {
        let first = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = first.local_addr().unwrap().port();
        if port < u16::MAX - more
            && (1..=more).all(|next| TcpListener::bind(("127.0.0.1", port + next)).is_ok())
        {
            return port;
        }
    }
}

fn wait_for(port: u16) {
    for _ in 0..300 {
        if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("nobody listens at port {port}");
}
