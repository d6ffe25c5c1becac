//! `bibliograph digest`: as a page, and by mail through a real server on loopback (aiosmtpd; skipped, and said so, without it).

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use serde_json::Value;

use crate::util::{Place, repository};

/// Papers on two subjects from 2015 to 2024 (with some on a third, that no term stands in more than half of all); one of them wants to
/// be more than a title.
fn papers() -> String {
    let subjects = [
        "flow visualization of vector fields with streamlines",
        "graph drawing with force directed edge bundling",
    ];
    let paper = |at: usize| {
        let (subject, year) = (subjects[at % 2], 2015 + at / 4);
        serde_json::json!({
            "id": format!("p{at}"), "title": format!("Röntgen {at}: {subject}"), "year": year, "cited_by_count": at,
            "abstract": format!("We study {subject}. Our approach number {at} improves {subject} for large data."),
        })
    };
    let hostile = serde_json::json!({
        "id": "evil\r\nBcc: eve@example.org", "title": "Flow\r\nBcc: eve@example.org\r\n\r\n<script>alert(1)</script> visualization of vector fields",
        "year": 2024, "abstract": "Flow visualization of vector fields with streamlines.",
    });
    let other = |at: usize| {
        serde_json::json!({"id": format!("o{at}"), "title": "Sorting numbers on tape", "year": 2015,
            "abstract": "Tapes hold numbers; merging runs sorts numbers on tape."})
    };
    (0..40).map(paper).chain((0..10).map(other)).chain([hostile]).map(|paper| format!("{paper}\n")).collect()
}

fn report() -> Place {
    let place = Place::new();
    place.file("papers.jsonl", papers());
    place.succeeds(&["run", "papers.jsonl", "--out", "report", "--set", "map.html=false"]);
    place
}

/// A mail server, stopped when dropped.
struct Server {
    process: Child,
    port: u16,
    kept: PathBuf,
}

impl Server {
    fn start(place: &Place, more: &[&str]) -> Option<Self> {
        let kept = place.path("kept");
        fs::create_dir_all(&kept).unwrap();
        let known = Command::new("python3").args(["-c", "import aiosmtpd"]).stderr(Stdio::null()).status();
        if !known.is_ok_and(|status| status.success()) {
            eprintln!("skipped: python3 with aiosmtpd is not here");
            return None;
        }
        let mut process = Command::new("python3")
            .arg(repository("tests/smtp_server.py"))
            .arg(&kept)
            .args(more)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        Some(Self { process, port: line.trim().parse().unwrap(), kept })
    }

    /// Every message that was kept, as Python reads it.
    fn messages(&self) -> Vec<Value> {
        let mut files: Vec<PathBuf> =
            fs::read_dir(&self.kept).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        messages(&files)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn messages(files: &[PathBuf]) -> Vec<Value> {
    let told = Command::new("python3").arg(repository("tests/mails.py")).args(files).output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    serde_json::from_slice(&told.stdout).unwrap()
}

/// The ids of the messages of each recipient.
fn ids(messages: &[Value]) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for message in messages {
        let header = |name: &str| message["headers"][name].as_str().unwrap().to_owned();
        found.entry(header("to")).or_default().insert(header("message-id"));
    }
    found
}

const READERS: [&str; 3] = ["Ada <ada@example.org>", "bob@example.org", "Çelik <cem@example.org>"];

fn subscribers(place: &Place, port: u16, more: &str) {
    place.file(
        "digest.toml",
        format!(
            "from = 'Digest <digest@example.org>'\n[smtp]\nhost = 'localhost'\nport = {port}\n{more}\n\
             [[reader]]\naddress = '{}'\nwords = 'flow visualization of vector fields'\n\
             [[reader]]\naddress = '{}'\nlike = 'p1'\n[[reader]]\naddress = '{}'\n",
            READERS[0], READERS[1], READERS[2]
        ),
    );
}

const SEND: [&str; 8] =
    ["digest", "--since", "2023", "--report", "report", "--subscribers", "digest.toml", "--send"];

#[test]
fn what_is_new_is_told_with_reasons() {
    let place = report();
    let text = place.succeeds(&["digest", "--since", "2024", "--report", "report"]);
    assert!(
        text.contains("### New") && text.contains("new: of 2024") && text.contains("Röntgen 39"),
        "{text}"
    );
    assert!(!text.contains("Röntgen 20: "), "a paper of 2020 is not new and does not trend:\n{text}");
    assert!(text.contains("shared terms"), "{text}");
    let page = place.succeeds(&["digest", "--since", "2024", "--report", "report", "--format", "html"]);
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;"), "{page}");
    let like =
        place.succeeds(&["digest", "--since", "2023", "--report", "report", "--like", "p0", "--top", "3"]);
    assert!(like.contains("flow visualization") && !like.contains("graph drawing"), "{like}");
    let mail = ["digest", "--since", "2024", "--report", "report", "--format", "mail"];
    assert_eq!(place.succeeds(&mail), place.succeeds(&mail), "the same bytes");
    assert!(place.fails(2, &["digest", "--since", "06/2024", "--report", "report"]).contains("2024-06"));
    assert!(
        place
            .fails(2, &["digest", "--since", "2024", "--report", "report", "--topic", "chess"])
            .contains("chess")
    );
}

#[test]
fn words_that_no_paper_has_are_told() {
    let place = report();
    let digest = ["digest", "--report", "report", "--since", "2024", "--words"];
    let message = place.fails(2, &[&digest[..], &["quantum chromodynamics"]].concat());
    assert!(
        message.contains("no paper of the report has a term in common with \"quantum chromodynamics\""),
        "{message}"
    );
    assert!(place.succeeds(&[&digest[..], &["streamlines"]].concat()).contains("Röntgen"));
}

#[test]
fn nobody_is_sent_a_paper_twice() {
    let place = report();
    let Some(server) = Server::start(&place, &[]) else { return };
    subscribers(&place, server.port, "security = 'none'");
    place.succeeds(&SEND);
    let first = server.messages();
    assert_eq!(first.len(), 3);
    for message in &first {
        assert_eq!(message["defects"], Value::Array(Vec::new()), "{message}");
        assert!(message["headers"].get("bcc").is_none() && message["parts"].as_object().unwrap().len() == 2);
        let html = message["parts"]["text/html"].as_str().unwrap();
        assert!(!html.contains("<script"));
    }
    place.succeeds(&SEND);
    assert_eq!(server.messages().len(), 3, "a second run sends nothing");
    // More papers than before: only those are told that were not.
    place.succeeds(&[&SEND[..], &["--top", "40"]].concat());
    let texts: Vec<String> =
        server.messages().iter().map(|message| message["parts"]["text/plain"].to_string()).collect();
    for paper in 0..40 {
        let title = format!("Röntgen {paper}: ");
        let told = texts
            .iter()
            .filter(|text| text.contains(&format!("[{title}")) || text.contains(&format!("- {title}")))
            .count();
        assert!(told <= READERS.len(), "{title} was told {told} times");
    }
}

#[test]
fn a_killed_run_loses_and_repeats_nothing() {
    let place = report();
    let Some(server) = Server::start(&place, &["--delay", "0.3"]) else { return };
    subscribers(&place, server.port, "security = 'none'");
    // Every run dies somewhere else: while it computes, while it sends, between two messages.
    for after in [60, 150, 250, 350, 450, 600, 800] {
        let mut run = Command::new(assert_cmd::cargo::cargo_bin!("bibliograph"));
        let mut run = run
            .current_dir(place.path(""))
            .args(SEND)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(after));
        run.kill().unwrap();
        run.wait().unwrap();
    }
    place.succeeds(&SEND);
    let ids = ids(&server.messages());
    assert_eq!(ids.len(), READERS.len(), "everybody got it");
    assert!(ids.values().all(|messages| messages.len() == 1), "and it is one message: {ids:?}");
    let sent = server.messages().len();
    place.succeeds(&SEND);
    assert_eq!(server.messages().len(), sent);
}

#[test]
fn one_who_is_refused_keeps_no_other_waiting() {
    let place = report();
    let Some(server) = Server::start(&place, &["--refuse", "bob@example.org"]) else { return };
    subscribers(&place, server.port, "security = 'none'");
    let told = place.fails(1, &SEND);
    assert!(
        told.contains("bob@example.org: the server did not take it") && told.contains("no such mailbox"),
        "{told}"
    );
    assert_eq!(server.messages().len(), 2);
    drop(server);
    let Some(server) = Server::start(&place, &[]) else { return };
    subscribers(&place, server.port, "security = 'none'");
    place.succeeds(&SEND);
    let ids = ids(&server.messages());
    assert_eq!((ids.len(), server.messages().len()), (3, 3));
}

#[test]
fn messages_are_encrypted_by_starttls() {
    let place = report();
    let openssl = |arguments: &[&str]| {
        let mut command = Command::new("openssl");
        command.current_dir(place.path("")).args(arguments).stderr(Stdio::null()).stdout(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    place.file("names.txt", "subjectAltName=DNS:localhost\n");
    let made = openssl(&[
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        "ca.key",
        "-out",
        "ca.pem",
        "-subj",
        "/CN=Test CA",
        "-days",
        "2",
    ]) && openssl(&[
        "req",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        "own.key",
        "-out",
        "own.csr",
        "-subj",
        "/CN=localhost",
    ]) && openssl(&[
        "x509",
        "-req",
        "-in",
        "own.csr",
        "-CA",
        "ca.pem",
        "-CAkey",
        "ca.key",
        "-CAcreateserial",
        "-out",
        "own.pem",
        "-days",
        "2",
        "-extfile",
        "names.txt",
    ]);
    if !made {
        eprintln!("skipped: openssl is not here");
        return;
    }
    let (certificate, key) = (place.path("own.pem"), place.path("own.key"));
    let files = ["--cert", certificate.to_str().unwrap(), "--key", key.to_str().unwrap()];
    let Some(server) = Server::start(&place, &files) else { return };
    subscribers(&place, server.port, "security = 'starttls'");
    assert!(
        place.fails(1, &SEND).contains("certificate"),
        "a certificate that nobody vouches for is not taken"
    );
    assert_eq!(server.messages().len(), 0);
    subscribers(&place, server.port, "security = 'starttls'\nca_file = 'ca.pem'");
    place.succeeds(&SEND);
    assert_eq!(server.messages().len(), 3);
}

#[test]
fn a_wrong_file_of_subscribers_is_told() {
    let place = report();
    let fails = |content: &str| {
        place.file("digest.toml", content);
        place.fails(2, &["digest", "--since", "2024", "--report", "report", "--subscribers", "digest.toml"])
    };
    assert!(
        fails("from = 'a@b.c'\nreader = []\n[smtp]\nhost = 'mail.example.org'\nsecurity = 'none'\n")
            .contains("localhost")
    );
    assert!(fails("from = 'a@b.c'\n[[reader]]\naddress = 'x@b.c\\r\\nBcc: y@b.c'\n").contains("digest.toml"));
    assert!(
        fails("from = 'a@b.c'\n[[reader]]\naddress = 'x@b.c'\nwords = 'a'\nlike = 'b'\n")
            .contains("more than one")
    );
    assert!(
        fails("from = 'a@b.c'\n[[reader]]\naddress = 'x@b.c'\n[[reader]]\naddress = 'x@b.c'\n")
            .contains("twice")
    );
    assert!(fails("from = 'a@b.c'\n[[reader]]\naddress = 'x@b.c'\nwrods = 'a'\n").contains("wrods"));
    // A message for each reader as a file, and nothing remembered.
    place.file("digest.toml", "from = 'a@b.c'\n[[reader]]\naddress = 'x@b.c'\n");
    let preview =
        ["digest", "--since", "2024", "--report", "report", "--subscribers", "digest.toml", "--out", "mails"];
    place.succeeds(&preview);
    let first = fs::read(place.path("mails/x@b.c.eml")).unwrap();
    place.succeeds(&preview);
    assert_eq!(fs::read(place.path("mails/x@b.c.eml")).unwrap(), first);
}
