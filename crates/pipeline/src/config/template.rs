//! The commented `workspace.toml` that `bibliograph init` writes.

use super::{
    catalogue::{KEYS, Kind},
    options::Value,
};

/// A `workspace.toml` with every key, its explanation and its default; `given` replaces defaults.
pub fn template(given: &[(&str, Value)]) -> String {
    let mut text = String::from(
        "# What `bibliograph run` does. Every key is optional; those below that stand behind `#` hold the default.\n",
    );
    let mut table = "";
    for key in KEYS {
        let (of, name) = key.path.split_once('.').unwrap_or(("", key.path));
        if of != table {
            table = of;
            text += &format!("\n[{table}]\n");
        }
        text += &format!("# {}{}\n", key.about, range(key.kind));
        match given.iter().find(|(path, _)| *path == key.path) {
            Some((_, value)) => text += &format!("{name} = {value}\n"),
            None => text += &format!("# {name} = {}\n", key.default.value()),
        }
    }
    text + LABELS
}

/// The table whose keys are the user's.
const LABELS: &str = "
[labels]
# What clusters are to be called, one a line: the id of any paper of the cluster (as in tables/papers.csv), or words of the label
# that is replaced. A label follows its paper, whatever number the cluster has in the next run.
# \"10.1109/tvcg.2006.147\" = \"Graph drawing\"
";

/// The range of numbers and the words of a choice; the rest explains itself.
fn range(kind: Kind) -> String {
    match kind {
        Kind::Choice(words) => format!(" One of {}.", words.join(", ")),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::Options;

    #[test]
    fn the_template_is_read_back_with_and_without_its_comment_marks() {
        let text = template(&[("input.papers", Value::List(vec!["my \"papers\".csv".into()]))]);
        let options = Options::from_toml(&text, Path::new("workspace.toml")).unwrap();
        assert_eq!(
            options.get("input.papers").unwrap().0,
            &Value::List(vec!["my \"papers\".csv".to_owned()])
        );

        assert!(options.labels().is_empty());

        let uncommented: String = text
            .lines()
            .filter(|line| line.contains(" = ") && !line.contains("Graph drawing") || line.starts_with('['))
            .map(|line| line.trim_start_matches("# ").to_owned() + "\n")
            .filter(|line| line.starts_with('[') || line.split(' ').nth(1) == Some("="))
            .collect();
        let options = Options::from_toml(&uncommented, Path::new("workspace.toml")).unwrap();
        for key in KEYS.iter().filter(|key| key.path != "input.papers") {
            assert_eq!(
                options.get(key.path).map(|(value, _)| value.clone()),
                Some(key.default.value()),
                "{}",
                key.path
            );
        }
    }
}
