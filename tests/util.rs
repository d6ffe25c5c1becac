//! A temporary folder and the binary, so that tests read like prose.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use assert_cmd::Command;
use tempfile::TempDir;

/// A folder of a test's own, in which the binary runs.
pub struct Place(TempDir);

impl Place {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file and gives back its name.
    pub fn file<'a>(&self, name: &'a str, content: impl AsRef<[u8]>) -> &'a str {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        name
    }

    /// The binary with these arguments, in this folder.
    pub fn bibliograph(&self, args: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("bibliograph"));
        command.current_dir(self.0.path()).args(args).env("NO_COLOR", "1");
        command
    }

    /// Runs and must succeed; gives standard output.
    pub fn succeeds(&self, args: &[&str]) -> String {
        let output = self.bibliograph(args).assert().success().get_output().clone();
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs and must fail with this status; gives the message.
    pub fn fails(&self, status: i32, args: &[&str]) -> String {
        let output = self.bibliograph(args).assert().code(status).get_output().clone();
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(!message.contains("panicked"), "{message}");
        message
    }

    /// A table of a report as rows of column → cell.
    pub fn table(&self, path: &str) -> Vec<BTreeMap<String, String>> {
        csv::Reader::from_path(self.path(path)).unwrap().deserialize().map(Result::unwrap).collect()
    }

    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }
}

/// Every file under a folder with its bytes.
pub fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                found
                    .insert(path.strip_prefix(root).unwrap().display().to_string(), fs::read(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found
}

/// The repository's own folder.
pub fn repository(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name)
}

/// Real files that lie beside the repository on some machines; `None`, said aloud, where they do not.
pub fn shared(name: &str) -> Option<PathBuf> {
    let path = repository("../shared/data").join(name);
    if !path.exists() {
        eprintln!("skipped: {name} is not on this machine");
        return None;
    }
    Some(path)
}

/// JSON Lines of a few papers on two topics; the first two share a repository.
pub const SIX_PAPERS: &str = r#"{"id":"a1","title":"Volume rendering of large fluid simulations","abstract":"Ray casting and transfer functions for volume rendering. Code: https://github.com/Lab/Volume.","year":2001,"venue":"Vis","authors":["Ada Byron"],"keywords":["volume rendering"]}
{"id":"a2","title":"Transfer functions for volume rendering","abstract":"Volume rendering needs transfer functions. See github.com/lab/volume for the ray casting code.","year":2002,"venue":"Vis","authors":["Ada Byron","Bo Chen"],"references":["a1"]}
{"id":"a3","title":"Interactive ray casting on graphics hardware","abstract":"Volume rendering by ray casting with transfer functions.","year":2003,"venue":"Vis","authors":["Bo Chen"],"references":["a1","a2"]}
{"id":"b1","title":"Drawing large graphs with force-directed placement","abstract":"Graph drawing by force-directed node placement and edge bundling.","year":2002,"venue":"InfoVis","authors":["Cy Dahl"]}
{"id":"b2","title":"Edge bundling for graph drawing","abstract":"Edge bundling reduces clutter in graph drawing with force-directed placement.","year":2004,"venue":"InfoVis","authors":["Cy Dahl"],"references":["b1"]}
{"id":"b3","title":"Multilevel force-directed graph drawing","abstract":"A multilevel method for force-directed graph drawing with edge bundling.","year":2005,"venue":"InfoVis","authors":["Di Eno"],"references":["b1","b2"]}
"#;
