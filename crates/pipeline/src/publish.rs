//! A report appears whole or not at all.
//!
//! Everything is written into a temporary folder beside the target. Only when all is written does it take the
//! target's place, by one rename; an earlier report stays as it was until then. To make room it is renamed itself just before
//! that, and removed after: if the machine stops between the two, it lies beside the target under the name of the temporary
//! folder, ending in `.earlier`.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use tempfile::TempDir;

/// The file by which a folder is known to be a report of ours, which may be replaced.
pub const CARD: &str = "run.json";

/// What the card says under `program`.
pub const PROGRAM: &str = "bibliograph";

/// Why a report could not be put in its place.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The place is taken by something that is no report.
    #[error(
        "{} is there already and is no report of bibliograph (it holds no {CARD} of ours), so it is not replaced; \
         choose another folder with --out",
        .0.display()
    )]
    Taken(PathBuf),
    /// The system refused.
    #[error("cannot write the report to {}: {source}; choose another folder with --out", .target.display())]
    Io {
        /// Where the report should go.
        target: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// A report that is being written.
#[derive(Debug)]
pub struct Draft {
    folder: TempDir,
    target: PathBuf,
}

impl Draft {
    /// Begins a report that is to stand at `target`; makes the folders above it.
    ///
    /// # Errors
    ///
    /// The target is a file or a folder that is no report, or the folder above cannot be written.
    pub fn begin(target: &Path) -> Result<Self, PublishError> {
        let fail = |source| PublishError::Io { target: target.to_owned(), source };
        // A link to a folder means the folder.
        let target = match fs::canonicalize(target) {
            Ok(resolved) => resolved,
            Err(_) => std::path::absolute(target).map_err(fail)?,
        };
        if !replaceable(&target).map_err(fail)? {
            return Err(PublishError::Taken(target));
        }
        let above = target.parent().unwrap_or(&target);
        fs::create_dir_all(above).map_err(fail)?;
        let folder = tempfile::Builder::new().prefix(".bibliograph-").tempdir_in(above).map_err(fail)?;
        fs::create_dir(folder.path().join("tables")).map_err(fail)?;
        Ok(Self { folder, target })
    }

    /// Where files are written for now.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Puts the report in its place; an earlier one is removed only after that.
    ///
    /// # Errors
    ///
    /// The system refuses; an earlier report is then where it was.
    pub fn publish(self) -> Result<PathBuf, PublishError> {
        let Self { folder, target } = self;
        let fail = |source| PublishError::Io { target: target.clone(), source };
        share(folder.path()).map_err(fail)?;
        let earlier = target.exists().then(|| folder.path().with_extension("earlier"));
        if let Some(earlier) = &earlier {
            fs::rename(&target, earlier).map_err(fail)?;
        }
        if let Err(source) = fs::rename(folder.path(), &target) {
            if let Some(earlier) = &earlier {
                // Nothing more can be done if this fails, too: the earlier report then keeps its other name.
                let _ = fs::rename(earlier, &target);
            }
            return Err(fail(source));
        }
        // The temporary folder has become the report.
        let _ = folder.keep();
        if let Some(earlier) = earlier {
            // The new report stands; what is left of the old one only takes space.
            let _ = fs::remove_dir_all(earlier);
        }
        Ok(target)
    }
}

/// Whether a report may be put at `target`: nothing is there, or an empty folder, or a report.
fn replaceable(target: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
        Ok(found) if !found.is_dir() => Ok(false),
        Ok(_) => Ok(is_ours(&target.join(CARD)) || fs::read_dir(target)?.next().is_none()),
    }
}

/// Whether this is the card of one of our runs: other programs write a `run.json`, too, and their folders are not ours
/// to remove.
fn is_ours(card: &Path) -> bool {
    let card = fs::read(card).ok().and_then(|text| serde_json::from_slice::<serde_json::Value>(&text).ok());
    card.is_some_and(|card| card["program"] == PROGRAM)
}

/// Temporary folders are private to their owner; a report is as readable as other new folders are.
#[cfg(unix)]
fn share(folder: &Path) -> io::Result<()> {
    let like = fs::metadata(folder.join("tables"))?.permissions();
    fs::set_permissions(folder, like)
}

#[cfg(not(unix))]
fn share(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(run: &str) -> String {
        format!(r#"{{"program": "{PROGRAM}", "run": "{run}"}}"#)
    }

    fn write(target: &Path, run: &str) {
        let draft = Draft::begin(target).unwrap();
        fs::write(draft.folder().join(CARD), card(run)).unwrap();
        draft.publish().unwrap();
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_report_replaces_an_earlier_one_and_leaves_nothing_beside_it() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("deep/vis");
        write(&target, "one");
        write(&target, "two");
        assert_eq!(fs::read_to_string(target.join(CARD)).unwrap(), card("two"));
        assert_eq!(names(target.parent().unwrap()), ["vis"]);
        assert_eq!(names(&target), [CARD, "tables"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_folder_means_the_folder() {
        let home = tempfile::tempdir().unwrap();
        let (real, link) = (home.path().join("real"), home.path().join("link"));
        fs::create_dir(&real).unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        write(&link, "one");
        assert!(link.is_symlink() && real.join(CARD).is_file());
        // A link that leads nowhere is somebody's mistake, not a place for a report.
        std::os::unix::fs::symlink(home.path().join("gone"), home.path().join("dangling")).unwrap();
        assert!(matches!(Draft::begin(&home.path().join("dangling")), Err(PublishError::Taken(_))));
    }

    #[test]
    fn a_draft_that_is_dropped_leaves_the_earlier_report() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("vis");
        write(&target, "one");
        drop(Draft::begin(&target).unwrap());
        assert_eq!(fs::read_to_string(target.join(CARD)).unwrap(), card("one"));
        assert_eq!(names(home.path()), ["vis"]);
    }

    #[test]
    fn what_is_no_report_is_not_replaced() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("thesis.tex"), "mine").unwrap();
        let error = Draft::begin(home.path()).unwrap_err();
        assert!(error.to_string().contains("is no report of bibliograph"), "{error}");
        let error = Draft::begin(&home.path().join("thesis.tex")).unwrap_err();
        assert!(matches!(error, PublishError::Taken(_)), "{error}");
        assert!(matches!(Draft::begin(&home.path().join("thesis.tex/report")), Err(PublishError::Io { .. })));
        for card_of_another in [r#"{"epoch": 1}"#, r#"{"program": "trainer"}"#, "no JSON"] {
            fs::write(home.path().join(CARD), card_of_another).unwrap();
            assert!(matches!(Draft::begin(home.path()), Err(PublishError::Taken(_))), "{card_of_another}");
        }
    }
}
