//! A network that is being read: what stands in files becomes items and links here, whatever the format.

use std::collections::BTreeSet;

use ::network::Link;
use rustc_hash::FxHashMap;

use super::{Fault, WEIGHTS, meaning::Meaning};
use crate::{
    Format,
    network::{Cluster, Column, Item, Network, Problems},
};

/// Columns of numbers, at most. A hostile file names one for every item.
const COLUMNS: usize = 64;
/// Attributes that are named as left out, at most.
const NAMED: usize = 20;
/// Attributes with a default, at most: each is asked for by every item.
const DEFAULTS: usize = 64;
/// The longest default in bytes: every item has a copy of it.
const LONGEST_DEFAULT: usize = 256;

/// An item whose attributes are being read. Of several that may be its label, or its cluster, the one with the lowest rank counts.
#[derive(Debug, Default)]
pub(super) struct ItemDraft {
    pub id: String,
    pub line: usize,
    label: Option<(u8, String)>,
    cluster: Option<(u8, String)>,
    cluster_label: Option<String>,
    x: Option<String>,
    y: Option<String>,
    url: Option<String>,
    description: Option<String>,
    numbers: Vec<(usize, String)>,
}

impl ItemDraft {
    pub(super) fn new(id: impl Into<String>, line: usize) -> Self {
        Self { id: id.into(), line, ..Self::default() }
    }

    /// Takes what an attribute of this meaning says; nothing is said by empty text.
    pub(super) fn set(&mut self, meaning: Meaning, value: &str) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        let ranked = |slot: &mut Option<(u8, String)>, rank: u8| {
            if slot.as_ref().is_none_or(|&(held, _)| rank < held) {
                *slot = Some((rank, value.to_owned()));
            }
        };
        match meaning {
            Meaning::Label(rank) => ranked(&mut self.label, rank),
            Meaning::Cluster(rank) => ranked(&mut self.cluster, rank),
            Meaning::ClusterLabel => self.cluster_label = Some(value.to_owned()),
            Meaning::X => self.x = Some(value.to_owned()),
            Meaning::Y => self.y = Some(value.to_owned()),
            Meaning::Url => self.url = Some(value.to_owned()),
            Meaning::Description => self.description = Some(value.to_owned()),
            Meaning::Number(column) => self.numbers.push((column, value.to_owned())),
            Meaning::Nothing => {}
        }
    }

    /// Takes what holds where nothing was said.
    fn set_default(&mut self, meaning: Meaning, value: &str) {
        let is_said = match meaning {
            Meaning::Label(_) => self.label.is_some(),
            Meaning::Cluster(_) => self.cluster.is_some(),
            Meaning::ClusterLabel => self.cluster_label.is_some(),
            Meaning::X => self.x.is_some(),
            Meaning::Y => self.y.is_some(),
            Meaning::Url => self.url.is_some(),
            Meaning::Description => self.description.is_some(),
            Meaning::Number(column) => self.numbers.iter().any(|&(held, _)| held == column),
            Meaning::Nothing => true,
        };
        if !is_said {
            self.set(meaning, value);
        }
    }
}

/// A link as a file names it.
#[derive(Clone, Copy, Debug)]
pub(super) struct NamedLink<'a> {
    pub source: &'a str,
    pub target: &'a str,
    /// As written; `None` where the file gives none, which counts 1.
    pub weight: Option<&'a str>,
    pub directed: bool,
    pub line: usize,
}

/// A link that comes before its items.
struct Waiting {
    source: String,
    target: String,
    weight: Option<String>,
    directed: bool,
    line: usize,
}

/// A network under way.
pub(super) struct Draft<'a> {
    /// The file that is read now, for problems.
    pub file: &'a str,
    pub title: String,
    format: Format,
    items: Vec<Item>,
    links: Vec<Link>,
    clusters: Vec<Cluster>,
    columns: Vec<Column>,
    problems: Problems,
    item_of: FxHashMap<String, u32>,
    cluster_of: FxHashMap<String, u32>,
    /// Columns by the names of what is no score, and of what the file says is one: the two may share a name.
    column_of: [FxHashMap<String, usize>; 2],
    left_out: BTreeSet<String>,
    /// What holds where an item is silent.
    defaults: Vec<(Meaning, String)>,
    waiting: Vec<Waiting>,
    counts: Counts,
}

#[derive(Default)]
struct Counts {
    directed: usize,
    loops: usize,
    weighted: usize,
    unweighted: usize,
    columns_left_out: usize,
}

impl<'a> Draft<'a> {
    pub(super) fn new(format: Format, file: &'a str) -> Self {
        Self {
            file,
            title: String::new(),
            format,
            items: Vec::new(),
            links: Vec::new(),
            clusters: Vec::new(),
            columns: Vec::new(),
            problems: Problems::default(),
            item_of: FxHashMap::default(),
            cluster_of: FxHashMap::default(),
            column_of: Default::default(),
            left_out: BTreeSet::new(),
            defaults: Vec::new(),
            waiting: Vec::new(),
            counts: Counts::default(),
        }
    }

    pub(super) fn problem(&mut self, line: usize, what: impl FnOnce() -> String) {
        self.problems.add(self.file, line, what);
    }

    /// The meaning of an attribute of items with this name; `is_number` says whether it holds numbers.
    pub(super) fn meaning(&mut self, name: &str, is_number: bool) -> Meaning {
        match Meaning::of(name) {
            Some(meaning) => meaning,
            None if is_number => self.column(name),
            None => {
                self.leave_out(name);
                Meaning::Nothing
            }
        }
    }

    /// Notes that an attribute is not kept.
    pub(super) fn leave_out(&mut self, name: &str) {
        if self.left_out.len() < NAMED && !self.left_out.contains(name) {
            self.left_out.insert(name.to_owned());
        }
    }

    /// The column of this name, made where it is new.
    pub(super) fn column(&mut self, name: &str) -> Meaning {
        self.column_or_score(name, false)
    }

    /// The column of this name, which the file itself says is a score.
    pub(super) fn score(&mut self, name: &str) -> Meaning {
        self.column_or_score(name, true)
    }

    fn column_or_score(&mut self, name: &str, is_score: bool) -> Meaning {
        let kind = usize::from(is_score);
        if let Some(&column) = self.column_of[kind].get(name) {
            return Meaning::Number(column);
        }
        if self.columns.len() == COLUMNS {
            self.counts.columns_left_out += 1;
            return Meaning::Nothing;
        }
        self.column_of[kind].insert(name.to_owned(), self.columns.len());
        let is_score = is_score || name.to_lowercase().contains("year");
        self.columns.push(Column { name: name.to_owned(), is_score, values: Vec::new() });
        Meaning::Number(self.columns.len() - 1)
    }

    /// Takes what an attribute of the items that follow says where they are silent.
    pub(super) fn set_default(&mut self, meaning: Meaning, value: &str, line: usize) {
        if meaning != Meaning::Nothing
            && self.defaults.len() < DEFAULTS
            && let Some(value) = self.default_value(value, line)
        {
            self.defaults.push((meaning, value));
        }
    }

    /// A default, where it is short enough to stand in every item or link.
    pub(super) fn default_value(&mut self, value: &str, line: usize) -> Option<String> {
        let value = value.trim();
        if value.len() > LONGEST_DEFAULT {
            self.problem(line, || {
                let bytes = value.len();
                format!("a default of {bytes} bytes, more than {LONGEST_DEFAULT}; it is left out")
            });
            return None;
        }
        Some(value.to_owned())
    }

    /// Whether there is an item of this name.
    pub(super) fn has(&self, id: &str) -> bool {
        self.item_of.contains_key(id)
    }

    /// How many items there are.
    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    /// Adds an item; of several with one name the first stands.
    pub(super) fn add(&mut self, mut item: ItemDraft) -> Result<(), Fault> {
        for &(meaning, ref value) in &self.defaults {
            item.set_default(meaning, value);
        }
        let ItemDraft { id, line, label, cluster, cluster_label, x, y, url, description, numbers } = item;
        if id.is_empty() {
            self.problem(line, || "an item has no id; it is left out".to_owned());
            return Ok(());
        }
        if self.has(&id) {
            self.problem(line, || format!("a second item has the id {}; it is left out", quoted(&id)));
            return Ok(());
        }
        let index = u32::try_from(self.items.len())
            .map_err(|_| Fault::new(line, "there are more items than this program can number"))?;
        self.item_of.insert(id.clone(), index);
        let position = self.position(&id, x, y, line);
        let label = label.map_or_else(|| id.clone(), |(_, label)| label);
        self.items.push(Item { id, label, position, cluster: None, url, description });
        if let Some((_, name)) = cluster {
            self.put_into_cluster(index as usize, &name, cluster_label);
        }
        for (column, value) in numbers {
            self.set_number(index as usize, column, &value, line);
        }
        Ok(())
    }

    fn position(&mut self, id: &str, x: Option<String>, y: Option<String>, line: usize) -> Option<[f64; 2]> {
        let (x, y) = (x?, y?);
        match (number(&x), number(&y)) {
            (Some(x), Some(y)) => Some([x, y]),
            _ => {
                self.problem(line, || {
                    let at = format!("({}, {})", quoted(&x), quoted(&y));
                    format!("{} is at {at}, which are no two numbers; it has no position", quoted(id))
                });
                None
            }
        }
    }

    /// Puts an item into the cluster of this name, where it is in none. The number 3 may be written as 3.0.
    pub(super) fn put_into_cluster(&mut self, item: usize, name: &str, label: Option<String>) {
        let whole = number(name).filter(|number| number.fract() == 0.0 && number.abs() < 1e15);
        let name = whole.map_or_else(|| name.to_owned(), |number| format!("{number:.0}"));
        let cluster = self.cluster(&name);
        self.items[item].cluster.get_or_insert(cluster);
        if let Some(label) = label {
            self.clusters[cluster as usize].label.get_or_insert(label);
        }
    }

    /// Gives the cluster of this name its label, where any item is in it.
    pub(super) fn label_cluster(&mut self, name: &str, label: &str) {
        if let Some(&cluster) = self.cluster_of.get(name) {
            self.clusters[cluster as usize].label.get_or_insert(label.to_owned());
        }
    }

    fn cluster(&mut self, name: &str) -> u32 {
        if let Some(&cluster) = self.cluster_of.get(name) {
            return cluster;
        }
        let cluster = self.clusters.len() as u32;
        self.cluster_of.insert(name.to_owned(), cluster);
        self.clusters.push(Cluster { name: name.to_owned(), label: None });
        cluster
    }

    /// Gives an item its number in a column; NaN, as programs write what they do not know, is none.
    pub(super) fn set_number(&mut self, item: usize, column: usize, value: &str, line: usize) {
        let known = value.parse::<f64>().map(|value| !value.is_nan());
        match number(value) {
            Some(value) => {
                let column = &mut self.columns[column];
                column.is_score |= value < 0.0;
                column.values.resize(column.values.len().max(item + 1), f64::NAN);
                column.values[item] = value;
            }
            None if known == Ok(false) => {}
            None => {
                let name = self.columns[column].name.clone();
                self.problem(line, || {
                    format!("{} is no number for {}; it is left out", quoted(value), quoted(&name))
                });
            }
        }
    }

    /// Adds a link; one whose items are not there yet waits for them.
    pub(super) fn link(&mut self, link: NamedLink<'_>) {
        let ends = (self.item_of.get(link.source), self.item_of.get(link.target));
        let NamedLink { source, target, weight, directed, line } = link;
        match ends {
            (Some(&source), Some(&target)) => self.link_items(source, target, weight, directed, line),
            _ => self.waiting.push(Waiting {
                source: source.to_owned(),
                target: target.to_owned(),
                weight: weight.map(str::to_owned),
                directed,
                line,
            }),
        }
    }

    /// Adds a link between two items that are there.
    pub(super) fn link_items(
        &mut self,
        source: u32,
        target: u32,
        weight: Option<&str>,
        directed: bool,
        line: usize,
    ) {
        let weight = match weight.map(str::trim).filter(|weight| !weight.is_empty()) {
            None => {
                self.counts.unweighted += 1;
                1.0
            }
            Some(written) => {
                self.counts.weighted += 1;
                match written.parse::<f64>() {
                    // No link, as matrices write it.
                    Ok(0.0) => return,
                    Ok(weight) if WEIGHTS.contains(&weight) => weight,
                    _ => {
                        let (low, high) = (WEIGHTS.start(), WEIGHTS.end());
                        self.problem(line, || {
                            let weight = quoted(written);
                            format!(
                                "a link has the weight {weight}, but weights are numbers from {low:e} to {high:e}; it is left out"
                            )
                        });
                        return;
                    }
                }
            }
        };
        if source == target {
            self.counts.loops += 1;
            return;
        }
        self.counts.directed += usize::from(directed);
        self.links.push(Link { source, target, weight });
    }

    /// The network, when all is read.
    pub(super) fn finish(mut self) -> Network {
        for Waiting { source, target, weight, directed, line } in std::mem::take(&mut self.waiting) {
            match (self.item_of.get(&source), self.item_of.get(&target)) {
                (Some(&source), Some(&target)) => {
                    self.link_items(source, target, weight.as_deref(), directed, line);
                }
                (found, _) => {
                    let lost = if found.is_none() { source } else { target };
                    self.problem(line, || {
                        format!("a link leads to {}, which is no item; it is left out", quoted(&lost))
                    });
                }
            }
        }
        let items = self.items.len();
        for column in &mut self.columns {
            column.values.resize(items, f64::NAN);
        }
        self.tell_scores_apart();
        // An attribute that nothing has is none.
        self.columns.retain(has_values);
        let notes = self.notes();
        Network {
            format: self.format,
            title: self.title,
            items: self.items,
            links: self.links,
            clusters: self.clusters,
            columns: self.columns,
            problems: self.problems,
            notes,
        }
    }

    /// Names scores that share theirs with what is no score: tables and other formats know columns by their names alone.
    fn tell_scores_apart(&mut self) {
        for column in 0..self.columns.len() {
            let name = &self.columns[column].name;
            let [others, scores] = &self.column_of;
            let is_shared = others.get(name).is_some_and(|&other| has_values(&self.columns[other]));
            if is_shared && scores.get(name) == Some(&column) {
                self.columns[column].name.push_str(" (score)");
            }
        }
    }

    fn notes(&self) -> Vec<String> {
        let Counts { directed, loops, weighted, unweighted, columns_left_out } = self.counts;
        let mut notes = Vec::new();
        if directed > 0 {
            notes.push(
                "links have directions in the file; here they have none, and the weights of both ways are added up"
                    .to_owned(),
            );
        }
        if loops > 0 {
            notes.push(format!("links from an item to itself, which are left out: {loops}"));
        }
        if weighted > 0 && unweighted > 0 {
            notes.push(format!("links without a weight, which count 1: {unweighted}"));
        }
        if !self.left_out.is_empty() {
            let names: Vec<String> = self.left_out.iter().map(|name| quoted(name)).collect();
            let and_more = if names.len() == NAMED { " and perhaps more" } else { "" };
            notes.push(format!("attributes that are not kept: {}{and_more}", names.join(", ")));
        }
        if columns_left_out > 0 {
            notes.push(format!("of the columns of numbers only the first {COLUMNS} are kept"));
        }
        notes
    }
}

fn has_values(column: &Column) -> bool {
    column.values.iter().any(|value| !value.is_nan())
}

/// A finite number.
pub(super) fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

/// Text of a file for a message: short, in quotes, without line breaks.
pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut shown: String =
        text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    format!("\"{shown}\"")
}
