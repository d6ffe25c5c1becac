//! Who gets a digest, of what, and by which server: the file of subscribers.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use lettre::message::Mailbox;
use serde::Deserialize;

use crate::exit::Usage;

/// What somebody wishes to hear of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// All topics.
    Everything,
    /// A topic, by its number or by words of its label.
    Topic(String),
    /// Papers like the one with this id.
    Like(String),
    /// Papers like these words.
    Words(String),
}

/// The file of subscribers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subscribers {
    /// Who sends: `Digest <digest@example.org>`.
    pub from: Mailbox,
    /// The file that knows who had which paper; beside the file of subscribers where it is relative.
    #[serde(default = "state")]
    pub state: PathBuf,
    /// The mail server.
    pub smtp: Option<Smtp>,
    /// Those who get a digest.
    #[serde(rename = "reader")]
    pub readers: Vec<Reader>,
}

/// A mail server.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    /// Its name.
    pub host: String,
    /// Its port; that of the kind of security where none is given.
    pub port: Option<u16>,
    /// How the connection is made safe.
    #[serde(default)]
    pub security: Security,
    /// The name of the account, where the server wants one.
    pub user: Option<String>,
    /// The environment variable that holds the password: passwords stand in no file.
    pub password_env: Option<String>,
    /// A certificate in PEM to trust besides those of the system.
    pub ca_file: Option<PathBuf>,
    /// Seconds until the server is given up.
    #[serde(default = "timeout")]
    pub timeout: u64,
}

/// How a connection is made safe.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// In the clear at first, then encrypted, or not at all.
    #[default]
    Starttls,
    /// Encrypted from the first byte.
    Tls,
    /// In the clear: for a server on this machine only.
    None,
}

/// Somebody who gets a digest.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reader {
    /// `Ada Byron <ada@example.org>`.
    pub address: Mailbox,
    topic: Option<String>,
    like: Option<String>,
    words: Option<String>,
    /// At most so many new papers and so many that trend.
    pub top: Option<usize>,
}

impl Reader {
    /// What he wishes to hear of.
    pub fn wish(&self) -> Wish {
        match (&self.topic, &self.like, &self.words) {
            (Some(topic), ..) => Wish::Topic(topic.clone()),
            (_, Some(like), _) => Wish::Like(like.clone()),
            (.., Some(words)) => Wish::Words(words.clone()),
            _ => Wish::Everything,
        }
    }
}

fn state() -> PathBuf {
    "digest.redb".into()
}

fn timeout() -> u64 {
    30
}

impl Subscribers {
    /// Reads the file. Relative paths in it are meant from where it lies.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
        let mut read: Self =
            toml::from_str(&text).map_err(|error| Usage(format!("{}: {error}", path.display())))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        read.state = folder.join(&read.state);
        let usage = |what: String| Err(Usage(format!("{}: {what}", path.display())).into());
        if let Some(smtp) = &mut read.smtp {
            smtp.ca_file = smtp.ca_file.as_deref().map(|file| folder.join(file));
            let is_here = ["localhost", "127.0.0.1", "::1"].contains(&smtp.host.as_str());
            if smtp.security == Security::None && !is_here {
                return usage(format!(
                    "security = \"none\" would send addresses and passwords in the clear to {}; it is for localhost alone",
                    smtp.host
                ));
            }
        }
        for (at, reader) in read.readers.iter().enumerate() {
            let wishes = [&reader.topic, &reader.like, &reader.words].into_iter().flatten().count();
            if wishes > 1 {
                return usage(format!(
                    "{} has more than one of topic, like and words; give one",
                    reader.address
                ));
            }
            if read.readers[..at].iter().any(|other| other.address.email == reader.address.email) {
                return usage(format!("{} stands there twice; give each reader one entry", reader.address));
            }
        }
        Ok(read)
    }
}
