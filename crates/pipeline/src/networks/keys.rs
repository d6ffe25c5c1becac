//! Which keys count for a network, where nothing is known of papers.

use crate::config::{ConfigError, Options, catalogue::KEYS, options::Value};

/// Tables of which every key counts, but for [`OF_PAPERS`].
const TABLES: [&str; 4] = ["run", "clusters", "centrality", "map"];
/// Further keys that count.
const FURTHER: [&str; 3] = ["report.name", "report.title", "report.graphs"];
/// Keys of [`TABLES`] that need papers.
const OF_PAPERS: [&str; 5] =
    ["clusters.sub_resolution", "centrality.recency", "map.from", "map.overlay", "map.html"];

/// Refuses keys that would change nothing: who writes one wants something that does not come.
///
/// # Errors
///
/// The first key that was written and does not count for a network, or a measure of papers as the size of items.
pub fn check(options: &Options) -> Result<(), ConfigError> {
    for key in KEYS {
        let Some((value, origin)) = options.get(key.path) else { continue };
        if !counts(key.path) {
            let reason = format!("`{}` is for papers; it does nothing for a network", key.path);
            return Err(ConfigError::new(origin, reason));
        }
        let of_papers = matches!(value, Value::Text(size) if matches!(&**size, "citations" | "cited_by"));
        if key.path == "map.size" && of_papers {
            let reason = format!("`map.size` is {value}, but of a network no citations are known");
            return Err(ConfigError::new(origin, reason));
        }
    }
    Ok(())
}

fn counts(path: &str) -> bool {
    let table = path.split('.').next().unwrap_or(path);
    FURTHER.contains(&path) || (TABLES.contains(&table) && !OF_PAPERS.contains(&path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_would_do_nothing_are_refused() {
        let checked = |assignment: &str| {
            let mut options = Options::default();
            options.assign(assignment).expect("a key");
            check(&options).map_err(|error| error.to_string())
        };
        for key in
            ["map.layout=forces", "map.size=degree", "run.seed=3", "clusters.resolution=2", "report.title=a"]
        {
            assert_eq!(checked(key), Ok(()));
        }
        for key in
            ["map.from=a", "map.overlay=year", "map.html=true", "report.xlsx=true", "terms.min_papers=3"]
        {
            let error = checked(key).expect_err(key);
            assert!(error.contains("does nothing for a network"), "{error}");
        }
        for key in ["map.size=citations", "map.size=cited_by"] {
            let error = checked(key).expect_err(key);
            assert!(error.contains("no citations are known"), "{error}");
        }
    }

    #[test]
    fn what_is_named_here_are_keys() {
        let is_key = |path: &&str| KEYS.iter().any(|key| key.path == *path);
        assert!(FURTHER.iter().chain(&OF_PAPERS).all(is_key));
    }
}
