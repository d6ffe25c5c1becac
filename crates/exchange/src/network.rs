//! What every reader gives: a network, and what was wrong with its file.

use ::network::Link;

use crate::Format;

/// A network as its file tells it. Items are named by their positions in [`Network::items`], clusters by theirs.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// The format of its file.
    pub format: Format,
    /// Its title; empty where the file gives none.
    pub title: String,
    /// Its items, in the order of the file.
    pub items: Vec<Item>,
    /// Its links, in the order of the file: undirected, between two items each, weights within [`WEIGHTS`](crate::read::WEIGHTS). A
    /// pair may come more than once; its weights are meant to be added up.
    pub links: Vec<Link>,
    /// Its clusters, in the order in which items name them; none where the file tells none.
    pub clusters: Vec<Cluster>,
    /// Numbers of items.
    pub columns: Vec<Column>,
    /// What was wrong, as met.
    pub problems: Problems,
    /// What was decided about the file as a whole, a sentence each.
    pub notes: Vec<String>,
}

/// A vertex of a network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// Its name in the file, told apart from all others.
    pub id: String,
    /// What people see; the name where the file gives no label.
    pub label: String,
    /// Where it stands, rightwards and upwards, finite, in any unit.
    pub position: Option<[f64; 2]>,
    /// Its cluster.
    pub cluster: Option<u32>,
    /// Where it is on the web, as the file says.
    pub url: Option<String>,
    /// What the file tells of it.
    pub description: Option<String>,
}

/// A cluster of items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cluster {
    /// Its number or name in the file.
    pub name: String,
    /// What it is about, where the file says so.
    pub label: Option<String>,
}

/// A number for every item.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Whether it is a score, by which items may be coloured but not sized: a year, or anything that falls below 0.
    pub is_score: bool,
    /// Its values in the order of the items; finite, or NaN where the file gives none.
    pub values: Vec<f64>,
}

/// Something wrong in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and what was done about it.
    pub what: String,
}

/// Problems: the first ones in full, the rest counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    /// The first [`Problems::LISTED`], as met.
    pub list: Vec<Problem>,
    /// How many more there were.
    pub more: usize,
}

impl Problems {
    /// How many are told in full: a file of nothing but faults must not fill the memory with them.
    pub const LISTED: usize = 10_000;

    /// How many there were.
    pub fn len(&self) -> usize {
        self.list.len() + self.more
    }

    /// Whether there were none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(crate) fn add(&mut self, file: &str, line: usize, what: impl FnOnce() -> String) {
        if self.list.len() < Self::LISTED {
            self.list.push(Problem { file: file.to_owned(), line, what: what() });
        } else {
            self.more += 1;
        }
    }
}

impl Network {
    /// A network that no file tells but links do: without clusters, positions or problems.
    pub fn of_links(items: Vec<Item>, links: Vec<Link>, columns: Vec<Column>) -> Self {
        Self {
            format: Format::EdgeList,
            title: String::new(),
            items,
            links,
            clusters: Vec::new(),
            columns,
            problems: Problems::default(),
            notes: Vec::new(),
        }
    }

    /// Whether the file says where every item stands, not all on one spot.
    pub fn is_laid_out(&self) -> bool {
        let positions = || self.items.iter().map(|item| item.position);
        let first = self.items.first().and_then(|item| item.position);
        positions().all(|position| position.is_some())
            && (self.items.len() < 2 || positions().any(|position| position != first))
    }
}
