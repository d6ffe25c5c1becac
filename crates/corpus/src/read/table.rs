//! Comma- and tab-separated files with a header: CSV, TSV, and what databases export under these names.

use std::{borrow::Cow, sync::Arc};

use super::{
    blocks,
    cells::Dialect,
    draft::{Draft, shown},
    input::Input,
    people,
    sink::{Outcome, Sink},
    value::Value,
};
use crate::{
    Place, Problem, ReadError, Severity, clean,
    fields::{self, Field},
};

/// Lines in which the header may stand: some exports begin with a line about themselves.
const PREAMBLE: usize = 3;

/// The header of a table.
#[derive(Debug)]
struct Layout {
    dialect: Dialect,
    /// Bytes up to the first row, the header among them.
    skip: usize,
    /// The line of the header, from 1.
    line: u64,
    /// The names of the columns.
    names: Vec<String>,
    /// What each column holds; nothing where we have no use for it.
    columns: Vec<Option<(Field, u8)>>,
    /// Whether authors stand one behind the other without anything between: tables of Springer.
    run_together: bool,
    /// Whether an empty count of citations is 0: tables of Scopus.
    uncited_empty: bool,
}

/// Columns by names that the user gives.
type Named = [(Field, String)];

/// The head has a header with a title, or at least lines that fall into the same number of cells.
pub(super) fn recognise_csv(head: &str) -> bool {
    matches!(layout(head, &[]), Some(layout) if layout.dialect.delimiter != b'\t')
        || looks_like_table(head, &[',', ';'])
}

/// As [`recognise_csv`], with tabs.
pub(super) fn recognise_tsv(head: &str) -> bool {
    matches!(layout(head, &[]), Some(layout) if layout.dialect.delimiter == b'\t')
        || looks_like_table(head, &['\t'])
}

/// Whether a header names the column of titles.
pub(super) fn has_titles(head: &str) -> bool {
    layout(head, &[]).is_some()
}

/// The format of a table whose title stands under a name that the user gives.
pub(super) fn named(head: &str, columns: &Named) -> Option<&'static str> {
    columns.iter().any(|(field, _)| *field == Field::Title).then_some(())?;
    let titles: Vec<_> = columns.iter().filter(|(field, _)| *field == Field::Title).cloned().collect();
    let layout = layout(head, &titles).filter(|layout| layout.columns.contains(&Some((Field::Title, 0))))?;
    Some(if layout.dialect.delimiter == b'\t' { "tsv" } else { "csv" })
}

pub(super) fn read(input: &mut Input, sink: &mut Sink) -> Result<(), ReadError> {
    let head = clean::decode(input.head()).into_owned();
    let mut layout = layout(&head, &input.columns).ok_or_else(|| no_title_column(&head, input))?;
    if !input.columns.iter().any(|(field, _)| *field == Field::CitedBy)
        && let Some(problem) = layout.take_lists_for_references(&head, &sink.path)
    {
        sink.problem(problem)?;
    }
    // The head was decoded; the rows begin behind as many line ends of the file itself.
    let lines = memchr::memchr_iter(b'\n', &head.as_bytes()[..layout.skip]).count();
    layout.skip = match lines {
        0 => input.head().len(),
        _ => memchr::memchr_iter(b'\n', input.head()).nth(lines - 1).map_or(layout.skip, |end| end + 1),
    };
    for (field, column) in &input.columns {
        if !layout.names.iter().any(|name| *name == clean::text(column)) {
            sink.problem(layout.missing(*field, column, &sink.path))?;
        }
    }
    let dialect = layout.dialect;
    blocks::for_each(
        input,
        sink,
        layout.skip,
        |text, ended| dialect.cut(text, ended),
        |row, place| layout.record(row, place),
    )
}

impl Layout {
    /// That a column which the user names is not there.
    fn missing(&self, field: Field, column: &str, path: &Arc<str>) -> Problem {
        let mut known: Vec<(u8, &String)> = Vec::new();
        for (name, held) in self.names.iter().zip(&self.columns) {
            known.extend(held.filter(|(held, _)| *held == field).map(|(_, rank)| (rank, name)));
        }
        Problem {
            place: Place { file: path.clone(), line: self.line },
            severity: Severity::Repaired,
            reason: format!(
                "the table has no column {}{}",
                shown(column),
                columns_there(column, &self.names)
            ),
            remedy: match known.iter().min() {
                Some((_, name)) => format!("its field was taken from the column {}", shown(name)),
                None => "its field is empty in every record of this file".to_owned(),
            },
        }
    }

    /// Takes a column such as `Citations` for the references where most of its cells in `head` are lists: people mean by
    /// that word both the papers that cite and those that are cited.
    fn take_lists_for_references(&mut self, head: &str, path: &Arc<str>) -> Option<Problem> {
        let is_count =
            |column: &Option<(Field, u8)>| column.is_some_and(|(field, _)| field == Field::CitedBy);
        let column = self.columns.iter().position(is_count)?;
        let (mut filled, mut lists) = (0, 0);
        let mut rest = &head[self.skip..];
        while let blocks::Cut::Record(length) | blocks::Cut::Pass(length) =
            self.dialect.cut(rest.as_bytes(), false)
        {
            if let Some(cell) = self.dialect.cells(&rest[..length]).get(column) {
                filled += usize::from(!cell.trim().is_empty());
                lists += usize::from(cell.contains([',', ';', '|']) && clean::count(cell).is_none());
            }
            rest = &rest[length..];
        }
        // One cell may have slipped into the column.
        if lists < 2 || 2 * lists <= filled {
            return None;
        }
        // Behind any column that says by its name that it holds references.
        self.columns[column] = Some((Field::References, u8::MAX));
        Some(Problem {
            place: Place { file: path.clone(), line: self.line },
            severity: Severity::Repaired,
            reason: format!("the column {} holds lists, no counts of citations", shown(&self.names[column])),
            remedy:
                "it was taken for the references; if it is something else, name another column for cited_by"
                    .to_owned(),
        })
    }

    /// One row as a paper.
    fn record(&self, row: &[u8], place: Place) -> Outcome {
        let row = clean::decode(row);
        let cells = self.dialect.cells(&row);
        let width = self.columns.len();
        if cells.iter().skip(width).any(|cell| !cell.trim().is_empty()) {
            let reason = format!(
                "the row has {} cells where the header has {width}: a cell with a delimiter in it needs quotes",
                cells.len()
            );
            return Outcome::skipped(place, reason);
        }
        let mut draft = Draft::default();
        if cells.len() < width {
            draft.repaired(format!(
                "the row has {} cells where the header has {width}: the rest counts as empty",
                cells.len()
            ));
        }
        if let Cow::Owned(_) = row {
            draft.repaired("bytes that are no UTF-8 were read as Windows-1252".to_owned());
        }
        for (column, cell) in self.columns.iter().zip(cells) {
            if let Some((field, rank)) = *column
                && (!cell.is_empty() || (field == Field::CitedBy && self.uncited_empty))
            {
                let value = match field {
                    Field::CitedBy if cell.is_empty() => Value::Text("0".into()),
                    Field::Authors if self.run_together => {
                        let names = people::run_together(&cell);
                        if let Some(lone) =
                            names.iter().filter(|_| names.len() > 1).find(|name| !name.contains(' '))
                        {
                            draft.repaired(format!(
                                "nothing stands between the authors: {} was taken for a whole name",
                                shown(lone)
                            ));
                        }
                        Value::List(names.into_iter().map(|name| Value::Text(name.into())).collect())
                    }
                    _ => Value::Text(cell),
                };
                draft.add(field, rank, value);
            }
        }
        Outcome::of(draft, place)
    }
}

/// The header: the first of the first lines with a column for the title, under the delimiter that gives it most columns.
fn layout(head: &str, named: &Named) -> Option<Layout> {
    let mut start = 0;
    let lines = head.split_inclusive('\n').filter(|line| !line.trim().is_empty()).take(PREAMBLE);
    for (nth, line) in lines.enumerate() {
        start = head[start..].find(line)? + start;
        let found = [b',', b'\t', b';']
            .into_iter()
            .filter_map(|delimiter| header(head, start, line, delimiter, named));
        // Below the first line a cell of a row may say "title" too: one known column tells no header there.
        let told =
            |layout: &Layout| nth == 0 || !named.is_empty() || layout.columns.iter().flatten().count() > 1;
        if let Some(layout) = found.filter(told).max_by_key(|layout| layout.columns.len()) {
            return Some(layout);
        }
    }
    None
}

/// The header at `start`, if `delimiter` makes a title of one of its cells.
fn header(head: &str, start: usize, line: &str, delimiter: u8, named: &Named) -> Option<Layout> {
    // Exports with tabs put literal quotes in front of titles, unless they quote their header too.
    let dialect = Dialect { delimiter, quoted: delimiter != b'\t' || line.contains('"') };
    let length = match dialect.cut(&head.as_bytes()[start..], true) {
        blocks::Cut::Record(length) => length,
        _ => line.len(),
    };
    let cells = dialect.cells(&head[start..start + length]);
    let has = |name: &str| cells.iter().any(|cell| cell.trim() == name);
    let (web_of_science, scopus) = (has("UT") && has("TI"), has("EID"));
    let given =
        |name: &str| named.iter().find(|(_, column)| column.trim() == name).map(|&(field, _)| (field, 0));
    let columns = cells.iter().map(|cell| match cell.trim() {
        name if given(name).is_some() => given(name),
        // Two-letter tags: the id is UT, and ID are keywords.
        "ID" if web_of_science => fields::lookup("keywords plus"),
        // "Scopus", in every row.
        "Source" if scopus => None,
        // Behind the columns that the user names.
        name => fields::lookup(name).map(|(field, rank)| (field, rank + u8::from(!named.is_empty()))),
    });
    let columns: Vec<_> = columns.collect();
    let titled = columns.iter().flatten().any(|(field, _)| *field == Field::Title);
    // One column is a table only where its name is all there is: a list of titles.
    (titled && (columns.len() > 1 || line.trim().len() < 20)).then(|| Layout {
        dialect,
        line: memchr::memchr_iter(b'\n', &head.as_bytes()[..start]).count() as u64 + 1,
        names: cells.iter().map(|cell| clean::text(cell).into_owned()).collect(),
        skip: start + length,
        columns,
        run_together: has("Item Title") && has("Item DOI"),
        uncited_empty: scopus,
    })
}

/// The first lines fall into the same number of cells, three or more, under one of the delimiters.
fn looks_like_table(head: &str, delimiters: &[char]) -> bool {
    let lines: Vec<&str> = head.lines().filter(|line| !line.trim().is_empty()).take(3).collect();
    delimiters.iter().any(|&delimiter| {
        let cells = |line: &&str| line.matches(delimiter).count();
        let first = lines.first().map_or(0, cells);
        first > 1 && lines.len() > 1 && lines.iter().all(|line| cells(line) == first)
    })
}

fn no_title_column(head: &str, input: &Input) -> ReadError {
    let (at, line) = head.lines().enumerate().find(|(_, line)| !line.trim().is_empty()).unwrap_or((0, ""));
    let delimiter = [b',', b'\t', b';']
        .into_iter()
        .max_by_key(|&delimiter| memchr::memchr_iter(delimiter, line.as_bytes()).count());
    let dialect = Dialect { delimiter: delimiter.unwrap_or(b','), quoted: true };
    let names: Vec<String> = dialect.cells(line).iter().map(|cell| clean::text(cell).into_owned()).collect();
    let named = input.columns.iter().find(|(field, _)| *field == Field::Title);
    let columns = match named {
        Some((_, column)) => format!("{} is not among them{}", shown(column), columns_there(column, &names)),
        None => format!("the columns are {}", listed(&names)),
    };
    ReadError::NoTitleColumn {
        path: input.path.to_string(),
        line: at as u64 + 1,
        columns,
        accepted: fields::title_names(),
    }
}

/// The end of a sentence about a column that is not there: the one that may be meant, and all that are there.
fn columns_there(column: &str, names: &[String]) -> String {
    /// Names less like each other than this are another's.
    const ALIKE: f64 = 0.8;
    let likeness = |name: &String| strsim::jaro_winkler(&column.to_lowercase(), &name.to_lowercase());
    let nearest = names.iter().map(|name| (likeness(name), name)).filter(|(likeness, _)| *likeness > ALIKE);
    let meant = nearest.max_by(|a, b| a.0.total_cmp(&b.0));
    let meant = meant.map_or_else(String::new, |(_, name)| format!(" (is {} meant?)", shown(name)));
    format!("{meant}; the columns are {}", listed(names))
}

/// The names of columns for a message, the first thirty of them.
fn listed(names: &[String]) -> String {
    const SHOWN: usize = 30;
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| shown(name)).collect();
    match names.len() {
        0..=SHOWN => shown.join(", "),
        more => format!("{} and {} more", shown.join(", "), more - SHOWN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_is_found_with_its_delimiter() {
        let delimiter =
            |head| layout(head, &[]).map(|layout| (layout.dialect.delimiter as char, layout.skip));
        assert_eq!(delimiter("id,title,year\n"), Some((',', 14)));
        assert_eq!(delimiter("\"Document Title\";Authors\nx"), Some((';', 25)));
        assert_eq!(delimiter("TI\tPY\r\n"), Some(('\t', 7)));
        assert_eq!(delimiter("About the data, made today\nID,Title\n1,A\n"), Some((',', 36)));
        assert_eq!(delimiter("a,b\n1,2\n"), None);
        assert_eq!(delimiter("kept,rule\n1,title\n"), None);
    }

    #[test]
    fn an_id_of_web_of_science_is_a_list_of_keywords() {
        let columns = |head| {
            layout(head, &[]).unwrap().columns.into_iter().map(|column| column.map(|(field, _)| field))
        };
        assert!(columns("TI\tID\tUT\n").eq([Some(Field::Title), Some(Field::Keywords), Some(Field::Id)]));
        assert!(columns("TI\tID\n").eq([Some(Field::Title), Some(Field::Id)]));
    }

    #[test]
    fn quotes_do_not_count_in_tabs_unless_the_header_has_them() {
        assert!(!layout("TI\tPY\n", &[]).unwrap().dialect.quoted);
        assert!(layout("\"TI\"\t\"PY\"\n", &[]).unwrap().dialect.quoted);
    }
}
