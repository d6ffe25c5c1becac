//! GraphML, with the dialects of igraph, networkx, Gephi, Cytoscape and yEd.
//!
//! Nested graphs are flattened; hyperedges and ports are left out. yEd keeps label and place in elements of its own, its
//! second coordinate downwards.

use rustc_hash::FxHashMap;

use super::{
    Fault, Text,
    draft::{Draft, ItemDraft, NamedLink, number},
    meaning::Meaning,
    xml::{Element, Node, Stream},
};
use crate::{Format, Network};

/// Keys with a default, at most: each is asked for by every item.
const DEFAULTS: usize = 64;

/// What a `<key>` declares.
enum Key {
    Item(Meaning),
    Weight,
    Nothing,
}

struct Edge {
    source: String,
    target: String,
    weight: Option<String>,
    directed: bool,
    line: usize,
}

struct Reading<'a> {
    draft: Draft<'a>,
    keys: FxHashMap<String, Key>,
    /// Keys of items with what holds where an item is silent.
    defaults: Vec<(Meaning, String)>,
    default_weight: Option<String>,
    /// Items that are open: one in the other where graphs are nested.
    items: Vec<ItemDraft>,
    edge: Option<Edge>,
    /// The key of the `<key>` or `<data>` that is open.
    key: Option<String>,
    text: String,
    directed: bool,
}

pub(super) fn read(file: Text<'_>) -> Result<Network, (&str, Fault)> {
    let mut reading = Reading {
        draft: Draft::new(Format::Graphml, file.file),
        keys: FxHashMap::default(),
        defaults: Vec::new(),
        default_weight: None,
        items: Vec::new(),
        edge: None,
        key: None,
        text: String::new(),
        directed: false,
    };
    reading.all(&mut Stream::new(file.text)).map_err(|fault| (file.file, fault))?;
    Ok(reading.draft.finish())
}

impl Reading<'_> {
    fn all(&mut self, stream: &mut Stream<'_>) -> Result<(), Fault> {
        while let Some(node) = stream.next()? {
            match node {
                Node::Open(element, over) => {
                    self.open(&element, stream.line());
                    if over {
                        self.close(element.name())?;
                    }
                }
                Node::Close(name) => self.close(name)?,
                Node::Text(text) => self.text.push_str(&text),
            }
        }
        Ok(())
    }

    fn open(&mut self, element: &Element<'_>, line: usize) {
        let attribute = |name: &str| element.attribute(name).unwrap_or_default().into_owned();
        self.text.clear();
        match element.name() {
            "key" => self.declare(element),
            "graph" => self.directed = attribute("edgedefault") == "directed",
            "node" => self.items.push(ItemDraft::new(attribute("id"), line)),
            "edge" => {
                let directed = element.attribute("directed").map_or(self.directed, |flag| flag == "true");
                let (source, target) = (attribute("source"), attribute("target"));
                let weight = self.default_weight.clone();
                self.edge = Some(Edge { source, target, weight, directed, line });
            }
            "data" => self.key = Some(attribute("key")),
            "hyperedge" => {
                self.draft.problem(line, || "a link of more than two items; it is left out".to_owned());
            }
            "Geometry" => {
                if let Some(item) = self.items.last_mut() {
                    let part = |name: &str| element.attribute(name).and_then(|part| number(&part));
                    let middle =
                        |from: Option<f64>, size: Option<f64>| Some(from? + size.unwrap_or(0.0) / 2.0);
                    let place = (middle(part("x"), part("width")), middle(part("y"), part("height")));
                    if let (Some(x), Some(y)) = place {
                        item.set(Meaning::X, &x.to_string());
                        item.set(Meaning::Y, &(-y).to_string());
                    }
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Fault> {
        match name {
            "node" => {
                if let Some(mut item) = self.items.pop() {
                    for &(meaning, ref value) in &self.defaults {
                        item.set_default(meaning, value);
                    }
                    self.draft.add(item)?;
                }
            }
            "edge" => {
                if let Some(Edge { source, target, weight, directed, line }) = self.edge.take() {
                    let (source, target, weight) = (&*source, &*target, weight.as_deref());
                    self.draft.link(NamedLink { source, target, weight, directed, line });
                }
            }
            "default" => self.set_default(),
            "NodeLabel" => {
                if let Some(item) = self.items.last_mut() {
                    item.set(Meaning::Label(0), &self.text);
                }
            }
            "data" => self.data(),
            "key" => self.key = None,
            _ => {}
        }
        self.text.clear();
        Ok(())
    }

    fn declare(&mut self, element: &Element<'_>) {
        let attribute = |name: &str| element.attribute(name).unwrap_or_default();
        let (id, name, of) = (attribute("id"), attribute("attr.name"), attribute("for"));
        let is_number = ["int", "integer", "long", "float", "double"].contains(&&*attribute("attr.type"));
        let key = match (&*of, name.is_empty()) {
            (_, true) => Key::Nothing,
            ("edge", _) if Meaning::is_weight(&name) => Key::Weight,
            ("node" | "all" | "", _) => Key::Item(self.draft.meaning(&name, is_number)),
            _ => Key::Nothing,
        };
        self.key = Some(id.clone().into_owned());
        self.keys.insert(id.into_owned(), key);
    }

    fn set_default(&mut self) {
        let value = self.text.trim();
        match self.key.as_ref().and_then(|key| self.keys.get(key)) {
            Some(Key::Weight) => self.default_weight = Some(value.to_owned()),
            Some(&Key::Item(meaning)) if self.defaults.len() < DEFAULTS && meaning != Meaning::Nothing => {
                self.defaults.push((meaning, value.to_owned()));
            }
            _ => {}
        }
    }

    fn data(&mut self) {
        let Some(key) = self.key.take() else { return };
        match (self.keys.get(&key), &mut self.edge) {
            (Some(Key::Weight), Some(edge)) => edge.weight = Some(self.text.trim().to_owned()),
            (Some(&Key::Item(meaning)), None) => {
                if let Some(item) = self.items.last_mut() {
                    item.set(meaning, &self.text);
                }
            }
            // Some writers declare no keys.
            (None, None) => {
                if let Some(item) = self.items.last_mut() {
                    let meaning = self.draft.meaning(&key, number(&self.text).is_some());
                    item.set(meaning, &self.text);
                }
            }
            (None, Some(edge)) if Meaning::is_weight(&key) => edge.weight = Some(self.text.trim().to_owned()),
            _ => {}
        }
    }
}
