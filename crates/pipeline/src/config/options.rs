//! Configuration as written: values with the place that each came from.

use std::{collections::BTreeMap, fmt, path::Path};

use toml::de::{DeTable, DeValue};

use super::{
    catalogue::{self, KEYS, Kind},
    hints,
};

/// A value of a key.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// A list of texts.
    List(Vec<String>),
}

impl fmt::Display for Value {
    /// As TOML writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(f, "{}", toml::Value::from(text.as_str())),
            Self::Integer(number) => write!(f, "{number}"),
            Self::Number(number) => write!(f, "{}", toml::Value::from(*number)),
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::List(items) => {
                let items: Vec<String> =
                    items.iter().map(|item| toml::Value::from(item.as_str()).to_string()).collect();
                write!(f, "[{}]", items.join(", "))
            }
        }
    }
}

/// What is wrong with a configuration: where, what, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{origin}: {what}")]
pub struct ConfigError {
    /// `workspace.toml:12`, or `--set`.
    pub origin: String,
    /// What is wrong, and the remedy.
    pub what: String,
}

impl ConfigError {
    pub(crate) fn new(origin: impl Into<String>, what: impl Into<String>) -> Self {
        Self { origin: origin.into(), what: what.into() }
    }
}

/// Values as written, with where each was written. What stands later wins.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    values: BTreeMap<&'static str, (Value, String)>,
    /// The table `labels`, whose keys are no words of ours: what is called, and how.
    labels: Vec<(String, String)>,
}

/// The table of labels by hand.
pub const LABELS: &str = "labels";

impl Options {
    /// Reads the text of a `workspace.toml`; `file` is its name in messages.
    ///
    /// # Errors
    ///
    /// Text that is no TOML, a key that is not known (with the nearest one that is), a value of the wrong kind or out
    /// of range; each with the line.
    pub fn from_toml(text: &str, file: &Path) -> Result<Self, ConfigError> {
        let at = |offset: usize| {
            let line = text[..offset.min(text.len())].matches('\n').count() + 1;
            format!("{}:{line}", file.display())
        };
        let table = DeTable::parse(text).map_err(|error| {
            let origin = error.span().map_or_else(|| file.display().to_string(), |span| at(span.start));
            ConfigError::new(origin, format!("this is not TOML: {}", error.message()))
        })?;
        let mut options = Self::default();
        for (name, entry) in table.get_ref() {
            let origin = at(name.span().start);
            let DeValue::Table(entries) = entry.get_ref() else {
                return Err(unknown(origin, name.get_ref()));
            };
            if name.get_ref() == LABELS {
                options.labels = labels(entries, at)?;
                continue;
            }
            let tables = || KEYS.iter().filter_map(|key| key.path.split_once('.')).map(|(table, _)| table);
            if !tables().any(|table| table == name.get_ref()) {
                let hint = hints::nearest(name.get_ref(), tables().chain([LABELS]));
                return Err(ConfigError::new(origin, not_known("table", name.get_ref(), hint)));
            }
            for (key, value) in entries {
                let origin = at(key.span().start);
                options.set(
                    &format!("{}.{}", name.get_ref(), key.get_ref()),
                    convert(value.get_ref()),
                    &origin,
                )?;
            }
        }
        Ok(options)
    }

    /// Takes a `KEY=VALUE` of the command line. The value is TOML; a bare word is text.
    ///
    /// # Errors
    ///
    /// As [`Options::from_toml`].
    pub fn assign(&mut self, assignment: &str) -> Result<(), ConfigError> {
        let origin = format!("--set {assignment}");
        let Some((path, value)) = assignment.split_once('=') else {
            return Err(ConfigError::new(
                origin,
                "write it as KEY=VALUE, for example --set clusters.resolution=2",
            ));
        };
        let value = value.trim();
        let parsed = DeValue::parse(value)
            .map_or_else(|_| Some(Value::Text(value.to_owned())), |parsed| convert(parsed.get_ref()));
        self.set(path.trim(), parsed, &origin)
    }

    /// Sets a key; `origin` says where it was written. `None` is a value of a kind that no key has.
    ///
    /// # Errors
    ///
    /// A key that is not known, a value of the wrong kind or out of range.
    pub fn set(&mut self, path: &str, value: Option<Value>, origin: &str) -> Result<(), ConfigError> {
        let key = catalogue::find(path).ok_or_else(|| unknown(origin, path))?;
        let value = value.ok_or_else(|| format!("must be {}", key.kind.describe()));
        match value.and_then(|value| key.kind.fit(value)) {
            Ok(value) => {
                self.values.insert(key.path, (value, origin.to_owned()));
                Ok(())
            }
            Err(reason) => Err(ConfigError::new(origin, format!("`{path}` {reason}"))),
        }
    }

    /// Labels by hand in the order of the file: the id of a paper or words of a label, and what the cluster is to be called.
    pub fn labels(&self) -> &[(String, String)] {
        &self.labels
    }

    /// The value of a key that was written, and where.
    pub fn get(&self, path: &str) -> Option<(&Value, &str)> {
        self.values.get(path).map(|(value, origin)| (value, origin.as_str()))
    }
}

/// The labels by hand, in the order in which they are written.
fn labels(entries: &DeTable<'_>, at: impl Fn(usize) -> String) -> Result<Vec<(String, String)>, ConfigError> {
    let mut labels = Vec::new();
    for (of, value) in entries {
        let place = of.span().start;
        match value.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => {
                labels.push((place, of.get_ref().to_string(), text.trim().to_owned()));
            }
            _ => {
                let what = format!(
                    "the label for \"{}\" must be text in quotes, such as \"{}\" = \"Graph drawing\"; an id with dots needs quotes, too",
                    of.get_ref(),
                    of.get_ref()
                );
                return Err(ConfigError::new(at(place), what));
            }
        }
    }
    labels.sort_by_key(|&(place, ..)| place);
    Ok(labels.into_iter().map(|(_, of, text)| (of, text)).collect())
}

fn unknown(origin: impl Into<String>, path: &str) -> ConfigError {
    let hint = hints::nearest(path, KEYS.iter().map(|key| key.path));
    ConfigError::new(origin, not_known("key", path, hint))
}

fn not_known(what: &str, name: &str, hint: Option<&str>) -> String {
    let remedy = hint.map_or_else(
        || "`bibliograph init` writes a file with all keys".to_owned(),
        |hint| format!("did you mean `{hint}`?"),
    );
    format!("there is no {what} `{name}`; {remedy}")
}

fn convert(value: &DeValue<'_>) -> Option<Value> {
    Some(match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => {
            Value::Integer(i64::from_str_radix(number.as_str(), number.radix()).ok()?)
        }
        DeValue::Float(number) => Value::Number(number.as_str().parse().ok()?),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Array(items) => Value::List(
            items
                .iter()
                .map(|item| match item.get_ref() {
                    DeValue::String(text) => Some(text.to_string()),
                    _ => None,
                })
                .collect::<Option<_>>()?,
        ),
        DeValue::Datetime(_) | DeValue::Table(_) => return None,
    })
}

impl Kind {
    /// The value as this kind holds it, or why it does not fit, worded to follow the key's name.
    pub(crate) fn fit(self, value: Value) -> Result<Value, String> {
        let is = format!("is {value}, but must be {}", self.describe());
        match (self, value) {
            (Self::Text, value @ Value::Text(_))
            | (Self::Flag, value @ Value::Flag(_))
            | (Self::List, value @ Value::List(_)) => Ok(value),
            // One file is a list of one.
            (Self::List, Value::Text(text)) => Ok(Value::List(vec![text])),
            (Self::Choice(words), Value::Text(text)) if words.contains(&text.as_str()) => {
                Ok(Value::Text(text))
            }
            (Self::Integer(low, high), Value::Integer(number)) if (low..=high).contains(&number) => {
                Ok(Value::Integer(number))
            }
            (Self::Number(low, high), Value::Integer(number)) if (low..=high).contains(&(number as f64)) => {
                Ok(Value::Number(number as f64))
            }
            (Self::Number(low, high), Value::Number(number)) if (low..=high).contains(&number) => {
                Ok(Value::Number(number))
            }
            _ => Err(is),
        }
    }

    /// What this kind holds, worded to follow "must be".
    pub(crate) fn describe(self) -> String {
        match self {
            Self::Text => "text in quotes".to_owned(),
            Self::Choice(words) => format!("one of \"{}\"", words.join("\", \"")),
            Self::Integer(low, i64::MAX) => format!("a whole number from {low}"),
            Self::Integer(low, high) => format!("a whole number from {low} to {high}"),
            Self::Number(low, high) => format!("a number from {low} to {high}"),
            Self::Flag => "true or false".to_owned(),
            Self::List => "a list of texts in quotes, such as [\"papers.csv\"]".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Options, String> {
        Options::from_toml(text, Path::new("workspace.toml")).map_err(|error| error.to_string())
    }

    #[test]
    fn values_keep_their_line() {
        let options = read("[graph]\n\nfloor = 0\n").unwrap();
        assert_eq!(options.get("graph.floor"), Some((&Value::Number(0.0), "workspace.toml:3")));
        assert_eq!(options.get("graph.terms"), None);
    }

    #[test]
    fn an_unknown_key_gets_the_nearest_known_one() {
        assert_eq!(
            read("[graph]\nneighbors = 3").unwrap_err(),
            "workspace.toml:2: there is no key `graph.neighbors`; did you mean `graph.neighbours`?"
        );
        assert_eq!(
            read("[cluster]\nresolution = 3").unwrap_err(),
            "workspace.toml:1: there is no table `cluster`; did you mean `clusters`?"
        );
        assert_eq!(
            read("resolution = 3").unwrap_err(),
            "workspace.toml:1: there is no key `resolution`; did you mean `clusters.resolution`?"
        );
    }

    #[test]
    fn labels_by_hand_keep_their_order() {
        let options = read("[labels]\n\"10.1/b\" = \"Graphs\"\nflow = \" Flows \"\n").unwrap();
        let expected = [("10.1/b", "Graphs"), ("flow", "Flows")].map(|(of, text)| (of.into(), text.into()));
        assert_eq!(options.labels(), expected);
        let error = read("[labels]\n10.1 = \"Graphs\"\n").unwrap_err();
        assert!(
            error.starts_with("workspace.toml:2: the label for \"10\" must be text in quotes"),
            "{error}"
        );
        assert!(read("[labels]\nflow = \"\"\n").is_err());
        assert!(read("[label]\n").unwrap_err().contains("did you mean `labels`?"));
    }

    #[test]
    fn a_value_out_of_range_names_the_range() {
        assert_eq!(
            read("[clusters]\nresolution = -1").unwrap_err(),
            "workspace.toml:2: `clusters.resolution` is -1, but must be a number from 0.000000001 to 1000000"
        );
        assert_eq!(
            read("[clusters]\nquality = \"louvain\"").unwrap_err(),
            "workspace.toml:2: `clusters.quality` is \"louvain\", but must be one of \"modularity\", \"cpm\""
        );
        assert!(read("[clusters]\nresolution = nan").unwrap_err().contains("is nan, but must be"));
        assert!(read("[graph]\nneighbours = 1.5").unwrap_err().contains("a whole number from 1 to 1000"));
        assert!(read("[report]\nname = 1979-05-27").unwrap_err().contains("must be text"));
    }

    #[test]
    fn text_that_is_no_toml_is_named_with_its_line() {
        assert!(read("[graph]\nfloor = = 1").unwrap_err().starts_with("workspace.toml:2: this is not TOML"));
    }

    #[test]
    fn the_command_line_takes_toml_and_bare_words() {
        let mut options = Options::default();
        options.assign("clusters.quality=cpm").unwrap();
        options.assign("clusters.resolution = 0.02").unwrap();
        options.assign("input.papers=[\"a.csv\", \"b.csv\"]").unwrap();
        assert_eq!(options.get("clusters.quality").unwrap().0, &Value::Text("cpm".into()));
        assert_eq!(options.get("clusters.resolution").unwrap().0, &Value::Number(0.02));
        assert_eq!(
            options.get("input.papers").unwrap().0,
            &Value::List(vec!["a.csv".into(), "b.csv".into()])
        );
        assert!(options.assign("nonsense").unwrap_err().to_string().contains("KEY=VALUE"));
    }
}
