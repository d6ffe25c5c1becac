//! A link a line: two names and perhaps a weight, between tabs, commas, semicolons or spaces; items are who is named.
//!
//! Lines that begin with `#`, `%` or `//` are comments. A first line that names columns says which hold the ends and the
//! weight; without one they are the first, the second and, if it is a number in the first line, the third. networkx writes
//! what a link has behind both as a dictionary of Python, of which the weight is taken.

use super::{
    Fault, Text,
    draft::{Draft, ItemDraft, NamedLink},
};
use crate::{Format, Network};

/// Names of columns that hold an end, and its partner.
const ENDS: [(&str, &str); 10] = [
    ("source", "target"),
    ("source_id", "target_id"),
    ("from", "to"),
    ("node1", "node2"),
    ("node_1", "node_2"),
    ("id1", "id2"),
    ("item1", "item2"),
    ("i", "j"),
    ("citing", "cited"),
    ("a", "b"),
];
/// Names of columns that hold a weight.
const WEIGHTS: [&str; 7] = ["weight", "strength", "link strength", "value", "w", "count", "n"];

/// Which cells hold what.
#[derive(Clone, Copy)]
struct Layout {
    delimiter: Option<char>,
    source: usize,
    target: usize,
    weight: Option<usize>,
}

/// A line without the dictionary at its end, and the dictionary: `a b {'weight': 3.0, 'kind': 'x'}`.
fn split_dictionary(line: &str) -> (&str, Option<&str>) {
    let start =
        line.find("{'").filter(|_| line.ends_with('}')).or_else(|| line.strip_suffix("{}").map(str::len));
    start.map_or((line, None), |start| (line[..start].trim_end(), Some(&line[start..])))
}

/// The number that a dictionary of Python calls the weight. What comes from numpy reads `np.float64(3.0)`.
fn weight_in(dictionary: &str) -> Option<String> {
    let (_, behind) = dictionary.split_once("'weight':")?;
    let value = behind.split([',', '}']).next()?.trim();
    let value =
        value.strip_suffix(')').and_then(|call| call.split_once('(')).map_or(value, |(_, value)| value);
    value.parse::<f64>().is_ok().then(|| value.to_owned())
}

/// Whether a line of text names two ends.
pub(super) fn has_ends(line: &str) -> bool {
    let (line, _) = split_dictionary(line);
    let cells = cells(line, delimiter(line));
    cells.len() >= 2 && cells[..2].iter().all(|cell| !cell.is_empty())
}

pub(super) fn read(file: Text<'_>) -> Result<Network, (&str, Fault)> {
    let mut draft = Draft::new(Format::EdgeList, file.file);
    each_link(file.text, |line, link| match link {
        Ok((source, target, weight)) => {
            for id in [&source, &target] {
                if !draft.has(id) {
                    draft.add(ItemDraft::new(id.as_str(), line))?;
                }
            }
            let (source, target, weight) = (&*source, &*target, weight.as_deref());
            draft.link(NamedLink { source, target, weight, directed: false, line });
            Ok(())
        }
        Err(what) => {
            draft.problem(line, || what);
            Ok(())
        }
    })
    .map_err(|fault| (file.file, fault))?;
    Ok(draft.finish())
}

/// The ends and the weight of a line, or why it is no link.
pub(super) type Row = Result<(String, String, Option<String>), String>;

/// Gives each line that should be a link.
pub(super) fn each_link(
    text: &str,
    mut give: impl FnMut(usize, Row) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut layout = None;
    for (index, line) in text.lines().enumerate() {
        let shown = line.trim_matches(['\r', ' ']);
        if shown.trim().is_empty() || ["#", "%", "//"].iter().any(|mark| shown.trim_start().starts_with(mark))
        {
            continue;
        }
        let layout = match layout {
            Some(layout) => layout,
            None => {
                let (found, is_header) = layout_of(shown);
                layout = Some(found);
                if is_header {
                    continue;
                }
                found
            }
        };
        give(index + 1, row(shown, layout))?;
    }
    Ok(())
}

fn row(line: &str, layout: Layout) -> Row {
    let (line, dictionary) = split_dictionary(line);
    let mut cells = cells(line, layout.delimiter);
    let mut take = |cell: usize| cells.get_mut(cell).map(std::mem::take).filter(|cell| !cell.is_empty());
    let weight = dictionary.map_or_else(|| layout.weight.and_then(&mut take), weight_in);
    match (take(layout.source), take(layout.target)) {
        (Some(source), Some(target)) => Ok((source, target, weight)),
        _ => Err("the line names no two items; it is left out".to_owned()),
    }
}

/// What the first line tells, and whether it is a header.
fn layout_of(first: &str) -> (Layout, bool) {
    let (first, _) = split_dictionary(first);
    let delimiter = delimiter(first);
    let names: Vec<String> = cells(first, delimiter).iter().map(|cell| cell.to_lowercase()).collect();
    let place = |name: &str| names.iter().position(|cell| cell == name);
    let ends = ENDS.iter().find_map(|(source, target)| Some((place(source)?, place(target)?)));
    let weight = WEIGHTS.iter().find_map(|name| place(name));
    // `a b` may well be the first link of a list without a header.
    let sure = |&(source, _): &(usize, usize)| names[source].len() > 1 || weight.is_some();
    match ends.filter(sure) {
        Some((source, target)) => (Layout { delimiter, source, target, weight }, true),
        None => {
            // Three columns of text hold no weights; nothing at all may well be one in the next line.
            let is_weight = names.get(2).is_none_or(|cell| cell.is_empty() || cell.parse::<f64>().is_ok());
            (Layout { delimiter, source: 0, target: 1, weight: is_weight.then_some(2) }, false)
        }
    }
}

/// What stands between cells; `None`: spaces.
fn delimiter(line: &str) -> Option<char> {
    ['\t', ',', ';'].into_iter().find(|&delimiter| line.contains(delimiter))
}

/// The cells of a line. Quotes close a cell; two of them in one are one.
fn cells(line: &str, delimiter: Option<char>) -> Vec<String> {
    let mut cells = Vec::new();
    let mut rest = line.trim_start_matches(' ');
    let ends = |c: char| delimiter.map_or(c == ' ', |delimiter| c == delimiter);
    loop {
        let cell;
        (cell, rest) = match rest.strip_prefix('"').and_then(quoted) {
            Some((cell, behind)) => (cell, behind.trim_start_matches(|c: char| !ends(c))),
            None => {
                let end = rest.find(ends).unwrap_or(rest.len());
                (rest[..end].trim().to_owned(), &rest[end..])
            }
        };
        cells.push(cell);
        rest = match rest.chars().next() {
            None => return cells,
            Some(sign) => rest[sign.len_utf8()..].trim_start_matches(' '),
        };
        if rest.is_empty() && delimiter.is_none() {
            return cells;
        }
    }
}

/// The text to the closing quote, and what is behind it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut cell = String::new();
    let mut rest = text;
    loop {
        let end = rest.find('"')?;
        cell.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('"') {
            Some(behind) => {
                cell.push('"');
                rest = behind;
            }
            None => return Some((cell, rest)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_by_any_delimiter() {
        assert_eq!(cells("a  b 2", None), ["a", "b", "2"]);
        assert_eq!(cells("a b\tc\t", Some('\t')), ["a b", "c", ""]);
        assert_eq!(cells("\"a, \"\"b\"\"\",c", Some(',')), ["a, \"b\"", "c"]);
        assert_eq!(cells("\"not closed,c", Some(',')), ["\"not closed", "c"]);
        assert_eq!(cells("a , b", Some(',')), ["a", "b"]);
    }
}
