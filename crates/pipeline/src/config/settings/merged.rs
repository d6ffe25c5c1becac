//! Options over defaults, asked key by key.

use std::path::{Path, PathBuf};

use crate::config::{
    ConfigError, catalogue, hints,
    options::{Options, Value},
};

/// Options over defaults. A key's kind is the catalogue's, which every option has passed; a wrong name or kind here is a
/// fault of this file that its test finds.
pub(super) struct Merged<'a>(pub(super) &'a Options);

impl Merged<'_> {
    pub(super) fn value(&self, path: &str) -> Value {
        let written = self.0.get(path).map(|(value, _)| value.clone());
        written.unwrap_or_else(|| {
            catalogue::find(path).expect("every key read here is in the catalogue").default.value()
        })
    }

    pub(super) fn origin(&self, path: &str) -> String {
        self.0.get(path).map_or_else(|| "configuration".to_owned(), |(_, origin)| origin.to_owned())
    }

    pub(super) fn text(&self, path: &str) -> String {
        match self.value(path) {
            Value::Text(text) => text,
            other => unreachable!("{path} is text in the catalogue, not {other}"),
        }
    }

    pub(super) fn integer(&self, path: &str) -> i64 {
        match self.value(path) {
            Value::Integer(number) => number,
            other => unreachable!("{path} is a whole number in the catalogue, not {other}"),
        }
    }

    pub(super) fn size(&self, path: &str) -> usize {
        usize::try_from(self.integer(path)).expect("the catalogue lets no negative number through")
    }

    pub(super) fn number(&self, path: &str) -> f64 {
        match self.value(path) {
            Value::Number(number) => number,
            other => unreachable!("{path} is a number in the catalogue, not {other}"),
        }
    }

    pub(super) fn flag(&self, path: &str) -> bool {
        match self.value(path) {
            Value::Flag(flag) => flag,
            other => unreachable!("{path} is yes or no in the catalogue, not {other}"),
        }
    }

    pub(super) fn list(&self, path: &str) -> Vec<String> {
        match self.value(path) {
            Value::List(list) => list,
            other => unreachable!("{path} is a list in the catalogue, not {other}"),
        }
    }

    /// Which of the `known` words a list has, in their order; `are` says in the message what they are.
    pub(super) fn words<const N: usize>(
        &self,
        path: &str,
        known: [&'static str; N],
        are: &str,
    ) -> Result<Vec<&'static str>, ConfigError> {
        let wanted = self.list(path);
        if let Some(odd) = wanted.iter().find(|word| !known.contains(&word.as_str())) {
            let hint = hints::nearest(odd, known)
                .map_or_else(String::new, |near| format!("; did you mean \"{near}\"?"));
            let reason = format!("`{path}` names \"{odd}\", but {are} \"{}\"{hint}", known.join("\", \""));
            return Err(ConfigError::new(self.origin(path), reason));
        }
        Ok(known.into_iter().filter(|word| wanted.iter().any(|wanted| wanted == word)).collect())
    }

    /// A path from the folder of the workspace file, where one was written.
    pub(super) fn path(&self, path: &str, home: &Path) -> Option<PathBuf> {
        Some(self.text(path)).filter(|written| !written.is_empty()).map(|written| home.join(written))
    }
}
