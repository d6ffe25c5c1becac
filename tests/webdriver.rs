//! A browser that is driven as a person would: a small client of WebDriver (W3C, 2018), which is JSON over HTTP.
//!
//! The crates that do this bring an asynchronous runtime and an HTTP stack; a dozen commands on one connection need neither.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

/// Where the key of an element is in what WebDriver answers.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// Keys that no letter stands for.
pub const ESCAPE: &str = "\u{e00c}";
const SHIFT: &str = "\u{e008}";
/// No page takes so long, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A headless Chromium with a page; it ends with this value.
pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
    /// Held open: a driver that cannot write ends.
    _said: BufReader<ChildStdout>,
}

impl Browser {
    /// A browser that saves files into `downloads`; `None`, said aloud, where there is none on this machine.
    pub fn open(downloads: &Path, more: &[&str]) -> Option<Self> {
        let started =
            Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let is_there =
            Command::new("chromium").arg("--version").output().is_ok_and(|output| output.status.success());
        let Ok(mut driver) = started else {
            eprintln!("skipped: chromedriver is not on this machine");
            return None;
        };
        if !is_there {
            let _ = driver.kill();
            eprintln!("skipped: chromium is not on this machine");
            return None;
        }
        let mut said = BufReader::new(driver.stdout.take().unwrap());
        let port = port_told(&mut said);
        let mut browser = Self { driver, port, session: String::new(), _said: said };
        let mut args =
            vec!["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1440,900"];
        args.extend(more);
        let options = json!({
            "args": args,
            "prefs": {"download.default_directory": downloads, "download.prompt_for_download": false},
        });
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }}});
        let session = browser.call("POST", "/session", &wanted);
        browser.session = format!("/session/{}", session["sessionId"].as_str().unwrap());
        Some(browser)
    }

    /// Sends a command and gives back the value of the answer.
    fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = if method == "POST" { body.to_string() } else { String::new() };
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(2 * PATIENCE)).unwrap();
        write!(
            stream,
            "{method} {}{path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Length: {}\r\n\r\n{body}",
            self.session,
            self.port,
            body.len()
        )
        .unwrap();
        let mut reader = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).unwrap();
            if line.trim().is_empty() {
                break;
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
        }
        let mut answer = vec![0; length];
        reader.read_exact(&mut answer).unwrap();
        let answer: Value = serde_json::from_slice(&answer).unwrap();
        let value = &answer["value"];
        assert!(value.get("error").is_none(), "{method} {path}: {}", value["message"]);
        value.clone()
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        self.call("POST", path, body)
    }

    /// Goes to a file, with what stands after `#` in the address.
    pub fn visit(&self, page: &Path, fragment: &str) {
        let address = format!("file://{}{fragment}", page.display());
        self.post("/url", &json!({"url": address}));
    }

    /// Runs the body of a function in the page and gives back what it returns.
    pub fn run(&self, script: &str) -> Value {
        self.post("/execute/sync", &json!({"script": script, "args": []}))
    }

    /// Waits until an expression is true.
    pub fn wait_for(&self, condition: &str) {
        let begin = Instant::now();
        while self.run(&format!("return Boolean({condition})")) != true {
            assert!(begin.elapsed() < PATIENCE, "never true: {condition}");
            thread::sleep(Duration::from_millis(40));
        }
    }

    /// The text that an element shows.
    pub fn text(&self, selector: &str) -> String {
        let element = self.element(selector);
        self.call("GET", &format!("/element/{element}/text"), &Value::Null).as_str().unwrap().to_owned()
    }

    fn element(&self, selector: &str) -> String {
        let found = self.post("/element", &json!({"using": "css selector", "value": selector}));
        found[ELEMENT].as_str().unwrap().to_owned()
    }

    /// Clicks on an element; it must be visible and not covered.
    pub fn click_on(&self, selector: &str) {
        let element = self.element(selector);
        self.post(&format!("/element/{element}/click"), &json!({}));
    }

    /// Presses keys one after the other, wherever the focus is.
    pub fn press(&self, keys: &str) {
        let strokes = keys.chars().flat_map(|key| {
            let key = key.to_string();
            [json!({"type": "keyDown", "value": key}), json!({"type": "keyUp", "value": key})]
        });
        self.act(&[json!({"type": "key", "id": "keys", "actions": strokes.collect::<Vec<_>>()})]);
    }

    /// Moves the mouse to a place of the window.
    pub fn point_at(&self, place: [i64; 2]) {
        self.act(&[mouse(vec![move_to(place)])]);
    }

    /// Clicks at a place of the window.
    pub fn click_at(&self, place: [i64; 2]) {
        self.act(&[mouse(vec![move_to(place), down(), up()])]);
    }

    /// Draws a line with the mouse while Shift is pressed.
    pub fn shift_drag(&self, line: &[[i64; 2]]) {
        let mut steps = vec![move_to(line[0]), down()];
        steps.extend(line[1..].iter().map(|&place| move_to(place)));
        steps.push(up());
        // Shift goes down before all and up after all: a pause for each step of the mouse between.
        let mut keys = vec![json!({"type": "keyDown", "value": SHIFT})];
        keys.extend(steps.iter().map(|_| json!({"type": "pause", "duration": 0})));
        keys.push(json!({"type": "keyUp", "value": SHIFT}));
        steps.insert(0, json!({"type": "pause", "duration": 0}));
        self.act(&[json!({"type": "key", "id": "keys", "actions": keys}), mouse(steps)]);
    }

    fn act(&self, actions: &[Value]) {
        self.post("/actions", &json!({"actions": actions}));
    }

    /// The errors on the console since the last time, those of scripts and of the policy among them. What the driver of a
    /// graphics card says of its speed is none.
    pub fn console(&self) -> Vec<String> {
        let log = self.post("/se/log", &json!({"type": "browser"}));
        let errors = log.as_array().unwrap().iter().filter(|entry| entry["level"] == "SEVERE");
        errors.map(|entry| entry["message"].to_string()).collect()
    }

    /// Every address that was asked for since the last time.
    pub fn requests(&self) -> Vec<String> {
        let log = self.post("/se/log", &json!({"type": "performance"}));
        let entries = log.as_array().unwrap().iter();
        entries
            .map(|entry| serde_json::from_str::<Value>(entry["message"].as_str().unwrap()).unwrap())
            .filter(|entry| entry["message"]["method"] == "Network.requestWillBeSent")
            .map(|entry| entry["message"]["params"]["request"]["url"].as_str().unwrap().to_owned())
            .collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // A test that has failed already must not fail again here.
        if !self.session.is_empty() && !thread::panicking() {
            self.call("DELETE", "", &Value::Null);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The port in "ChromeDriver was started successfully on port 12345."
fn port_told(said: &mut impl BufRead) -> u16 {
    let mut lines = said.lines().map(Result::unwrap);
    let line = lines.find(|line| line.contains("started successfully")).expect("chromedriver starts");
    let port = line.rsplit(' ').next().map(|word| word.trim_end_matches('.'));
    port.and_then(|port| port.parse().ok()).expect("chromedriver tells its port")
}

fn mouse(actions: Vec<Value>) -> Value {
    json!({"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": actions})
}

fn move_to([x, y]: [i64; 2]) -> Value {
    json!({"type": "pointerMove", "duration": 20, "x": x, "y": y})
}

fn down() -> Value {
    json!({"type": "pointerDown", "button": 0})
}

fn up() -> Value {
    json!({"type": "pointerUp", "button": 0})
}
