//! Goes through the steps: what is done stays, what is not is made whole and then put in its place.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    time::{Instant, SystemTime, UNIX_EPOCH},
};

use crate::{
    engine::Engine,
    error::Error,
    manifest::{Done, Manifest},
    plan::{Query, STEPS, Step, Until, Work},
    settings::Settings,
    tables::{self, Description, Size},
};

/// How often a query is tried on a cluster.
const TRIES: usize = 4;

/// A run: tables of an export in, tables of the steps out.
pub struct Run<'a> {
    /// The folder of the export.
    pub input: &'a Path,
    /// The folder of the results.
    pub out: &'a Path,
    /// Numbers for the queries.
    pub settings: &'a Settings,
    /// Who answers them.
    pub engine: &'a Engine,
    /// Takes messages of progress.
    pub tell: &'a (dyn Fn(&str) + Sync),
}

/// The steps that make the tables asked for, and those that they rest on, in order; all where none is asked for.
///
/// # Errors
///
/// A step that nobody knows.
pub fn wanted(only: &[String]) -> Result<Vec<Step>, Error> {
    let names = || STEPS.iter().map(|step| step.name);
    if let Some(stranger) = only.iter().find(|name| !names().any(|known| known == **name)) {
        let known = names().collect::<Vec<_>>().join(", ");
        return Err(Error::NoStep { name: stranger.clone(), known });
    }
    let mut wanted: BTreeSet<&str> = match only {
        [] => names().collect(),
        only => only.iter().map(String::as_str).collect(),
    };
    // From the last to the first: what a step rests on stands before it.
    for step in STEPS.iter().rev() {
        if wanted.contains(step.name) {
            wanted.extend(step.reads);
        }
    }
    Ok(STEPS.into_iter().filter(|step| wanted.contains(step.name)).collect())
}

impl Run<'_> {
    /// Makes the tables of `steps` that are not there yet.
    ///
    /// A step is done if it was made by the same queries from the same tables, and its files are there.
    ///
    /// # Errors
    ///
    /// The first step that fails; those before it stay done.
    pub async fn run(&self, steps: &[Step]) -> Result<Manifest, Error> {
        self.settings.check()?;
        let description = Description::read(self.input)?;
        fs::create_dir_all(self.out).map_err(Error::file(self.out))?;
        let mut manifest = Manifest::read(self.out)?;
        let mut marks: BTreeMap<String, String> =
            description.tables.iter().map(|(name, size)| (name.clone(), format!("{size:?}"))).collect();
        for (number, step) in steps.iter().enumerate() {
            let from: BTreeMap<String, String> =
                step.reads.iter().map(|&table| (table.to_owned(), marks[table].clone())).collect();
            let queries = step.queries(self.settings);
            let known = manifest.steps.get(step.name);
            let same = |done: &&Done| done.queries == queries && done.from == from;
            if let Some(done) = known.filter(same).filter(|_| self.out.join(step.name).exists()) {
                tables::check(&self.out.join(step.name), done.size)?;
                marks.insert(step.name.to_owned(), done.mark.clone());
                continue;
            }
            (self.tell)(&format!("[{}/{}] {}", number + 1, steps.len(), step.name));
            manifest.steps.remove(step.name);
            manifest.write(self.out)?;
            let done = Done { queries, from, ..self.make(step).await? };
            (self.tell)(&told(step, &done));
            marks.insert(step.name.to_owned(), done.mark.clone());
            manifest.steps.insert(step.name.to_owned(), done);
            manifest.write(self.out)?;
        }
        Ok(manifest)
    }

    /// Makes the table of a step in a folder of its own and puts it in its place.
    async fn make(&self, step: &Step) -> Result<Done, Error> {
        let begin = Instant::now();
        let partial = self.out.join(format!("{}.partial", step.name));
        let place = self.out.join(step.name);
        for old in [&partial, &place] {
            if old.exists() {
                fs::remove_dir_all(old).map_err(Error::file(old))?;
            }
        }
        for &table in step.reads {
            self.register(step, table, &self.folder_of(table)).await?;
        }
        let (made, rounds) = match &step.work {
            Work::Once(rows) => (self.written(step, &rows.sql(self.settings, &[]), &partial).await?, 1),
            Work::Parts { products, rows } => self.parts(step, products, rows, &partial).await?,
            Work::Iteration { begin, next, change, end, until } => {
                self.iterate(step, [begin, next, change, end], *until, &partial).await?
            }
        };
        let left_out = match &step.left_out {
            Some((what, count)) => self.left_out(step, what, count).await?,
            None => None,
        };
        let size = tables::size(&made)?;
        fs::rename(&made, &place).map_err(Error::file(&place))?;
        if partial.exists() {
            fs::remove_dir_all(&partial).map_err(Error::file(&partial))?;
        }
        let seconds = begin.elapsed().as_secs_f64();
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
        Ok(Done {
            queries: Vec::new(),
            from: BTreeMap::new(),
            mark: now.to_string(),
            size,
            rounds,
            seconds,
            left_out,
        })
    }

    /// Goes through the parts of a pair join, and gives the folder of all of them.
    async fn parts(
        &self,
        step: &Step,
        products: &Query,
        rows: &Query,
        partial: &Path,
    ) -> Result<(PathBuf, usize), Error> {
        let products = self.number(step, &products.sql(self.settings, &[])).await?;
        let parts = (products / self.settings.products as f64).ceil().max(1.0) as usize;
        (self.tell)(&format!("  {products:.0} products in {parts} parts"));
        let all = partial.join("all");
        fs::create_dir_all(&all).map_err(Error::file(&all))?;
        for part in 0..parts {
            let begin = Instant::now();
            let folder = partial.join(part.to_string());
            let here = [("parts", parts.to_string()), ("part", part.to_string())];
            self.written(step, &rows.sql(self.settings, &here), &folder).await?;
            for (number, file) in tables::files(&folder)?.iter().enumerate() {
                let name = all.join(format!("part-{part:05}-{number:05}.parquet"));
                fs::rename(file, &name).map_err(Error::file(&name))?;
            }
            (self.tell)(&format!("  part {} of {parts}: {:.1} s", part + 1, begin.elapsed().as_secs_f64()));
        }
        Ok((all, parts))
    }

    /// Iterates until it is good, each iteration in a folder: that cuts what the engine has to plan.
    async fn iterate(
        &self,
        step: &Step,
        [begin, next, change, end]: [&Query; 4],
        until: Until,
        partial: &Path,
    ) -> Result<(PathBuf, usize), Error> {
        let folder = |iteration: usize| partial.join(format!("iteration-{iteration}"));
        self.written(step, &begin.sql(self.settings, &[]), &folder(0)).await?;
        self.register(step, "previous", &folder(0)).await?;
        let bound = until.bound(self.settings);
        let mut iteration = 0;
        loop {
            iteration += 1;
            let here = [("iteration", iteration.to_string())];
            self.written(step, &next.sql(self.settings, &here), &folder(iteration)).await?;
            self.register(step, "previous", &folder(iteration)).await?;
            let old = folder(iteration - 1);
            fs::remove_dir_all(&old).map_err(Error::file(&old))?;
            let change = self.number(step, &change.sql(self.settings, &[])).await?;
            (self.tell)(&format!("  iteration {iteration}: change {change:.3e}"));
            if change <= bound {
                break;
            }
            if iteration >= until.most() {
                if until == Until::Restless {
                    break;
                }
                return Err(Error::Restless {
                    step: step.name.to_owned(),
                    change,
                    bound,
                    iterations: iteration,
                });
            }
        }
        let made = self.written(step, &end.sql(self.settings, &[]), &partial.join("all")).await?;
        Ok((made, iteration))
    }

    /// Writes what a query gives, and sees that no row stands twice: a task that was done twice would leave two files. What an
    /// engine of several machines does not manage at once is tried again, in an empty folder.
    async fn written(&self, step: &Step, sql: &str, folder: &Path) -> Result<PathBuf, Error> {
        let mut tries = 0;
        loop {
            if folder.exists() {
                fs::remove_dir_all(folder).map_err(Error::file(folder))?;
            }
            fs::create_dir_all(folder).map_err(Error::file(folder))?;
            let written = self.engine.write(sql, folder).await;
            let error = match written {
                Ok(expected) => {
                    let Size { rows, .. } = tables::size(folder)?;
                    if rows == expected {
                        return Ok(folder.to_owned());
                    }
                    Error::Unsettled { step: step.name.to_owned(), rows, expected }
                }
                Err(error) => self.failed(step, &error),
            };
            tries += 1;
            self.tried(tries, error)?;
        }
    }

    /// Whether something may be tried again that failed so many times: the error if not.
    fn tried(&self, tries: usize, error: Error) -> Result<(), Error> {
        let passes = matches!(error, Error::Unsettled { .. } | Error::GivenUp { .. } | Error::Engine { .. });
        if tries >= TRIES || !passes || !self.engine.may_lose() {
            return Err(error);
        }
        (self.tell)(&format!("  again: {error}"));
        Ok(())
    }

    async fn numbers(&self, step: &Step, sql: &str) -> Result<Vec<f64>, Error> {
        let mut tries = 0;
        loop {
            match self.engine.numbers(sql).await {
                Ok(numbers) => return Ok(numbers),
                Err(error) => {
                    tries += 1;
                    self.tried(tries, self.failed(step, &error))?;
                }
            }
        }
    }

    async fn left_out(&self, step: &Step, what: &str, count: &Query) -> Result<Option<String>, Error> {
        let found = self.numbers(step, &count.sql(self.settings, &[])).await?;
        Ok(match found[..] {
            [items, largest] if items > 0.0 => Some(format!("{items} {what}; the largest: {largest}")),
            _ => None,
        })
    }

    async fn number(&self, step: &Step, sql: &str) -> Result<f64, Error> {
        Ok(self.numbers(step, sql).await?[0])
    }

    async fn register(&self, step: &Step, table: &str, folder: &Path) -> Result<(), Error> {
        self.engine.table(table, folder).await.map_err(|error| self.failed(step, &error))
    }

    fn folder_of(&self, table: &str) -> PathBuf {
        let of_export = tables::EXPORTED.contains(&table);
        (if of_export { self.input } else { self.out }).join(table)
    }

    fn failed(&self, step: &Step, error: &datafusion::error::DataFusionError) -> Error {
        Error::of_engine(step.name, self.out, error)
    }
}

fn told(step: &Step, done: &Done) -> String {
    let Size { rows, bytes, .. } = done.size;
    let left_out = done.left_out.as_ref().map(|what| format!("; left out: {what}")).unwrap_or_default();
    format!("  {}: {rows} rows, {:.1} MB, {:.1} s{left_out}", step.name, bytes as f64 / 1e6, done.seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_step_rests_on_comes_with_it() {
        let names = |only: &[&str]| {
            let only: Vec<String> = only.iter().map(|&name| name.to_owned()).collect();
            wanted(&only).map(|steps| steps.iter().map(|step| step.name).collect::<Vec<_>>())
        };
        assert_eq!(
            names(&["citations"]).unwrap(),
            ["duplicate_pairs", "duplicate_edges", "duplicates", "cited_works", "citations"]
        );
        assert_eq!(names(&[]).unwrap().len(), STEPS.len());
        assert!(names(&["nonsense"]).unwrap_err().to_string().contains("there are duplicate_pairs"));
    }
}
