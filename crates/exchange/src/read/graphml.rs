//! GraphML, with the dialects of igraph, networkx, Gephi, Cytoscape and yEd.
//!
//! Nested graphs are flattened; hyperedges and ports are left out. yEd keeps label and place in elements of its own, its
//! second coordinate downwards.

use rustc_hash::FxHashMap;

use super::{
    Fault, Text,
    draft::{Draft, ItemDraft, NamedLink, number},
    meaning::Meaning,
    xml::{self, Element, Elements},
};
use crate::{Format, Network};

/// What a `<key>` declares. One for all elements may be both.
struct Key {
    /// What it says of items.
    item: Meaning,
    /// Whether it is the weight of links.
    is_weight: bool,
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
        default_weight: None,
        items: Vec::new(),
        edge: None,
        key: None,
        text: String::new(),
        directed: false,
    };
    xml::walk(file.text, &mut reading).map_err(|fault| (file.file, fault))?;
    Ok(reading.draft.finish())
}

impl Elements for Reading<'_> {
    fn open(&mut self, element: &Element<'_>, line: usize) {
        let attribute = |name: &str| element.attribute(name).unwrap_or_default().into_owned();
        if has_text(element.name()) {
            self.text.clear();
        }
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

    fn close(&mut self, name: &str, line: usize) -> Result<(), Fault> {
        match name {
            "node" => {
                if let Some(item) = self.items.pop() {
                    self.draft.add(item)?;
                }
            }
            "edge" => {
                if let Some(Edge { source, target, weight, directed, line }) = self.edge.take() {
                    let (source, target, weight) = (&*source, &*target, weight.as_deref());
                    self.draft.link(NamedLink { source, target, weight, directed, line });
                }
            }
            "default" => self.set_default(line),
            "NodeLabel" => {
                if let Some(item) = self.items.last_mut() {
                    item.set(Meaning::Label(0), &self.text);
                }
            }
            "data" => self.data(),
            "key" => self.key = None,
            _ => {}
        }
        if has_text(name) {
            self.text.clear();
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }
}

impl Reading<'_> {
    fn declare(&mut self, element: &Element<'_>) {
        let attribute = |name: &str| element.attribute(name).unwrap_or_default();
        let (id, name, of) = (attribute("id"), attribute("attr.name"), attribute("for"));
        let is_number = ["int", "integer", "long", "float", "double"].contains(&&*attribute("attr.type"));
        let (of_items, of_links) = match &*of {
            "all" | "" => (true, true),
            of => (of == "node", of == "edge"),
        };
        let key = Key {
            item: match of_items && !name.is_empty() {
                true => self.draft.meaning(&name, is_number),
                false => Meaning::Nothing,
            },
            is_weight: of_links && Meaning::is_weight(&name),
        };
        self.key = Some(id.clone().into_owned());
        self.keys.insert(id.into_owned(), key);
    }

    fn set_default(&mut self, line: usize) {
        let Some(&Key { item, is_weight }) = self.key.as_ref().and_then(|key| self.keys.get(key)) else {
            return;
        };
        self.draft.set_default(item, &self.text, line);
        if is_weight {
            self.default_weight = self.draft.default_value(&self.text, line);
        }
    }

    fn data(&mut self) {
        let Some(key) = self.key.take() else { return };
        match (self.keys.get(&key), &mut self.edge) {
            (Some(Key { is_weight: true, .. }), Some(edge)) => {
                edge.weight = Some(self.text.trim().to_owned());
            }
            (Some(key), None) => {
                if let Some(item) = self.items.last_mut() {
                    item.set(key.item, &self.text);
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

/// Elements whose text counts. It may stand before elements within: yEd puts the place of a label behind its words.
fn has_text(name: &str) -> bool {
    matches!(name, "data" | "default" | "NodeLabel")
}
