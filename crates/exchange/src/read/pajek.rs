//! Pajek's `.net`, and `.clu` and `.vec` beside it (Batagelj and Mrvar 1998, "Pajek: Program for large network analysis").
//!
//! Vertices are numbered from 1. Places are fractions of a page, the second coordinate downwards.

use super::{
    Fault, Text,
    draft::{Draft, ItemDraft, number, quoted},
    meaning::Meaning,
};
use crate::{Format, Network};

/// Vertices that a file may announce beyond its own length in bytes without describing them.
const ANNOUNCED: usize = 100_000;

/// What the lines below a heading are.
#[derive(Clone, Copy, PartialEq)]
enum Section {
    Vertices,
    /// Links one by one; the flag says whether they have a direction.
    Links(bool),
    /// A vertex and those it is linked to.
    Lists(bool),
    Matrix,
    /// A number a vertex, which is its cluster.
    Partition,
    /// A number a vertex.
    Vector,
    Unknown,
}

struct Reading<'a> {
    draft: Draft<'a>,
    section: Section,
    /// Vertices announced so far and not described yet begin here.
    described: usize,
    announced: usize,
    /// Vertices of the first kind, where there are two: a matrix has a row for each of these, a column for each other one.
    first_kind: Option<usize>,
    /// The row of a matrix, or of numbers, that comes next.
    row: usize,
    matrix: Vec<(u32, u32, &'a str, usize)>,
    column: usize,
}

/// Reads a network and the numbers that go with it: whole ones are clusters, others a column named after the file.
pub(super) fn read<'a>(file: Text<'a>, beside: &[Text<'a>]) -> Result<Network, (&'a str, Fault)> {
    let mut reading = Reading {
        draft: Draft::new(Format::Pajek, file.file),
        section: Section::Unknown,
        described: 0,
        announced: 0,
        first_kind: None,
        row: 0,
        matrix: Vec::new(),
        column: 0,
    };
    reading.all(file.text).map_err(|fault| (file.file, fault))?;
    for values in beside {
        reading.values(*values).map_err(|fault| (values.file, fault))?;
    }
    Ok(reading.draft.finish())
}

impl<'a> Reading<'a> {
    fn all(&mut self, text: &'a str) -> Result<(), Fault> {
        let mut last = 0;
        for (index, line) in text.lines().enumerate() {
            let (number, line) = (index + 1, line.trim());
            last = number;
            if line.is_empty() || line.starts_with('%') {
                continue;
            }
            match line.strip_prefix('*') {
                Some(heading) => self.heading(heading, number, text.len())?,
                None => self.line(line, number)?,
            }
        }
        self.describe_up_to(self.announced, last)?;
        self.link_matrix();
        Ok(())
    }

    fn heading(&mut self, heading: &'a str, line: usize, bytes: usize) -> Result<(), Fault> {
        let mut words = heading.split_whitespace();
        let word = words.next().unwrap_or_default().to_ascii_lowercase();
        if word == "vertices" && matches!(self.section, Section::Partition | Section::Vector) {
            // The number of vertices again.
            return Ok(());
        }
        if word == "vertices" {
            let count = words.next().and_then(|count| count.parse::<usize>().ok());
            let count = count.ok_or_else(|| Fault::new(line, "*Vertices does not say how many there are"))?;
            if count > bytes + ANNOUNCED {
                let what =
                    format!("*Vertices announces {count} vertices, far more than the file can tell of");
                return Err(Fault::new(line, what));
            }
            if self.announced > 0 {
                return Err(Fault::new(line, "a second network begins here; put it into a file of its own"));
            }
            (self.announced, self.section) = (count, Section::Vertices);
            let first = words.next().and_then(|first| first.parse().ok());
            self.first_kind = first.filter(|first| (1..count).contains(first));
            return Ok(());
        }
        if self.section == Section::Vertices {
            self.describe_up_to(self.announced, line)?;
        }
        self.row = 0;
        self.section = match word.split(':').next().unwrap_or_default() {
            "edges" => Section::Links(false),
            "arcs" => Section::Links(true),
            "edgeslist" => Section::Lists(false),
            "arcslist" => Section::Lists(true),
            "matrix" => Section::Matrix,
            "partition" => Section::Partition,
            "vector" => {
                let name = heading.split_once(char::is_whitespace).map_or("vector", |(_, name)| name.trim());
                self.begin_column(name)
            }
            "network" => {
                let name = heading.split_once(char::is_whitespace).map_or("", |(_, name)| name.trim());
                name.clone_into(&mut self.draft.title);
                Section::Unknown
            }
            _ => {
                self.draft.problem(line, || format!("*{} is not known; it is left out", quoted(&word)));
                Section::Unknown
            }
        };
        Ok(())
    }

    fn begin_column(&mut self, name: &str) -> Section {
        match self.draft.column(name) {
            Meaning::Number(column) => {
                self.column = column;
                Section::Vector
            }
            _ => Section::Unknown,
        }
    }

    fn line(&mut self, text: &'a str, line: usize) -> Result<(), Fault> {
        match self.section {
            Section::Vertices => return self.vertex(text, line),
            Section::Links(directed) => {
                let mut words = text.split_whitespace();
                let ends = (self.end(words.next(), line), self.end(words.next(), line));
                if let (Some(source), Some(target)) = ends {
                    // What is no number begins what the link looks like.
                    let weight = words.next().filter(|word| word.parse::<f64>().is_ok());
                    self.draft.link_items(source, target, weight, directed, line);
                }
            }
            Section::Lists(directed) => {
                let mut words = text.split_whitespace();
                let Some(source) = self.end(words.next(), line) else { return Ok(()) };
                for word in words {
                    if let Some(target) = self.end(Some(word), line) {
                        self.draft.link_items(source, target, None, directed, line);
                    }
                }
            }
            Section::Matrix => self.matrix_row(text, line),
            Section::Partition | Section::Vector => self.value(text, line),
            Section::Unknown => {}
        }
        Ok(())
    }

    /// `number "label" x y …`; all but the number may be missing.
    fn vertex(&mut self, text: &str, line: usize) -> Result<(), Fault> {
        let (name, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let Some(vertex) = name.parse::<usize>().ok().filter(|vertex| (1..=self.announced).contains(vertex))
        else {
            let announced = self.announced;
            self.draft.problem(line, || {
                format!("{} is no vertex from 1 to {announced}; the line is left out", quoted(name))
            });
            return Ok(());
        };
        // Vertices come in order; those left out have no label.
        self.describe_up_to(vertex - 1, line)?;
        let mut item = ItemDraft::new(vertex.to_string(), line);
        let (label, rest) = label(rest.trim_start());
        item.set(Meaning::Label(0), label);
        let mut words = rest.split_whitespace();
        if let (Some(x), Some(y)) = (words.next().and_then(number), words.next().and_then(number)) {
            item.set(Meaning::X, &x.to_string());
            item.set(Meaning::Y, &(1.0 - y).to_string());
        }
        self.draft.add(item)?;
        self.described = self.described.max(vertex);
        Ok(())
    }

    fn describe_up_to(&mut self, vertices: usize, line: usize) -> Result<(), Fault> {
        for vertex in self.described + 1..=vertices {
            self.draft.add(ItemDraft::new(vertex.to_string(), line))?;
        }
        self.described = self.described.max(vertices);
        Ok(())
    }

    /// The vertex that a word names.
    fn end(&mut self, word: Option<&str>, line: usize) -> Option<u32> {
        let announced = self.announced;
        let word = word.unwrap_or_default();
        let found = word.parse::<usize>().ok().filter(|vertex| (1..=announced).contains(vertex));
        if found.is_none() {
            self.draft.problem(line, || {
                format!(
                    "a link leads to {}, which is no vertex from 1 to {announced}; it is left out",
                    quoted(word)
                )
            });
        }
        found.map(|vertex| (vertex - 1) as u32)
    }

    fn matrix_row(&mut self, text: &'a str, line: usize) {
        if self.row >= self.first_kind.unwrap_or(self.announced) {
            self.draft.problem(line, || "the matrix has more rows than there are vertices".to_owned());
            return;
        }
        let columns = self.first_kind.unwrap_or(0)..self.announced;
        for (column, weight) in columns.zip(text.split_whitespace()) {
            if weight != "0" {
                self.matrix.push((self.row as u32, column as u32, weight, line));
            }
        }
        self.row += 1;
    }

    /// A matrix that is the same both ways names each link twice; any other has directions.
    fn link_matrix(&mut self) {
        let matrix = std::mem::take(&mut self.matrix);
        let mut turned: Vec<_> =
            matrix.iter().map(|&(row, column, weight, _)| (column, row, weight)).collect();
        turned.sort_unstable();
        let mut plain: Vec<_> =
            matrix.iter().map(|&(row, column, weight, _)| (row, column, weight)).collect();
        plain.sort_unstable();
        let symmetric = plain == turned;
        for (row, column, weight, line) in matrix {
            if !symmetric || row <= column {
                let directed = !symmetric && self.first_kind.is_none();
                self.draft.link_items(row, column, Some(weight), directed, line);
            }
        }
    }

    /// A number of the vertex that comes next.
    fn value(&mut self, text: &str, line: usize) {
        let item = self.row;
        self.row += 1;
        if item >= self.draft.len() {
            self.draft
                .problem(line, || "there are more numbers than vertices; this one is left out".to_owned());
        } else if self.section == Section::Vector {
            self.draft.set_number(item, self.column, text, line);
        } else if number(text) != Some(0.0) {
            // 0 is in no cluster.
            self.draft.put_into_cluster(item, text, None);
        }
    }

    /// A file of numbers beside the network.
    fn values(&mut self, file: Text<'a>) -> Result<(), Fault> {
        self.draft.file = file.file;
        let body = || {
            let lines = file.text.lines().enumerate().map(|(index, line)| (index + 1, line.trim()));
            lines.filter(|(_, line)| !line.is_empty() && !line.starts_with(['%', '*']))
        };
        if let Some((line, text)) = body().find(|(_, text)| text.parse::<f64>().is_err()) {
            return Err(Fault::new(
                line,
                format!("{} is no number; .clu and .vec hold one a line", quoted(text)),
            ));
        }
        let whole = body().all(|(_, text)| text.parse::<i64>().is_ok());
        let is_vector = file.file.to_ascii_lowercase().ends_with(".vec") || !whole;
        self.row = 0;
        self.section = if is_vector { self.begin_column(stem(file.file)) } else { Section::Partition };
        for (line, text) in body() {
            self.value(text, line);
        }
        Ok(())
    }
}

/// The label of a vertex, in quotes or one word, and what is behind it.
fn label(text: &str) -> (&str, &str) {
    match text.strip_prefix('"') {
        Some(inner) => inner.split_once('"').unwrap_or((inner, "")),
        None => text.split_once(char::is_whitespace).unwrap_or((text, "")),
    }
}

/// The name of a file without folders and ending.
fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.split('.').next().filter(|stem| !stem.is_empty()).unwrap_or("vector")
}
