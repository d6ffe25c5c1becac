//! GEXF 1.1 to 1.3, as Gephi, networkx and sigma.js write it.

use rustc_hash::FxHashMap;

use super::{
    Fault, Text,
    draft::{Draft, ItemDraft, NamedLink, number},
    meaning::Meaning,
    xml::{self, Element, Elements},
};
use crate::{Format, Network};

struct Edge {
    source: String,
    target: String,
    weight: Option<String>,
    directed: bool,
    line: usize,
}

struct Reading<'a> {
    draft: Draft<'a>,
    /// Attributes of items by their ids.
    meanings: FxHashMap<String, Meaning>,
    /// The id of the attribute of links that is their weight.
    weight: Option<String>,
    /// Whether the attributes that are declared now are those of links.
    of_links: bool,
    /// The attribute that is declared now.
    declared: Option<Meaning>,
    items: Vec<ItemDraft>,
    edge: Option<Edge>,
    text: String,
    directed: bool,
}

pub(super) fn read(file: Text<'_>) -> Result<Network, (&str, Fault)> {
    let mut reading = Reading {
        draft: Draft::new(Format::Gexf, file.file),
        meanings: FxHashMap::default(),
        weight: None,
        of_links: false,
        declared: None,
        items: Vec::new(),
        edge: None,
        text: String::new(),
        directed: false,
    };
    xml::walk(file.text, &mut reading).map_err(|fault| (file.file, fault))?;
    Ok(reading.draft.finish())
}

impl Elements for Reading<'_> {
    fn open(&mut self, element: &Element<'_>, line: usize) {
        let attribute = |name: &str| element.attribute(name).unwrap_or_default().into_owned();
        self.text.clear();
        match element.name() {
            "graph" => self.directed = attribute("defaultedgetype") == "directed",
            "attributes" => self.of_links = attribute("class") == "edge",
            "attribute" => self.declare(element),
            "node" => {
                let mut item = ItemDraft::new(attribute("id"), line);
                item.set(Meaning::Label(0), &attribute("label"));
                self.items.push(item);
            }
            "edge" => {
                let directed = match &*attribute("type") {
                    "" => self.directed,
                    kind => kind == "directed",
                };
                let weight = element.attribute("weight").map(Into::into);
                let (source, target) = (attribute("source"), attribute("target"));
                self.edge = Some(Edge { source, target, weight, directed, line });
            }
            "attvalue" => self.value(element),
            "position" => {
                if let Some(item) = self.items.last_mut() {
                    item.set(Meaning::X, &attribute("x"));
                    item.set(Meaning::Y, &attribute("y"));
                }
            }
            "size" if !self.items.is_empty() => {
                let meaning = self.draft.column("size");
                if let Some(item) = self.items.last_mut() {
                    item.set(meaning, &attribute("value"));
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
            "default" => {
                if let Some(meaning) = self.declared {
                    self.draft.set_default(meaning, &self.text, line);
                }
            }
            "attribute" => self.declared = None,
            "title" => self.draft.title = self.text.trim().to_owned(),
            _ => {}
        }
        self.text.clear();
        Ok(())
    }

    fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }
}

impl Reading<'_> {
    fn declare(&mut self, element: &Element<'_>) {
        let attribute = |name: &str| element.attribute(name).unwrap_or_default();
        let (id, title) = (attribute("id").into_owned(), attribute("title"));
        if self.of_links {
            if Meaning::is_weight(&title) {
                self.weight = Some(id);
            }
            return;
        }
        const NUMBERS: [&str; 9] =
            ["integer", "int", "long", "float", "double", "short", "byte", "biginteger", "bigdecimal"];
        let meaning = self.draft.meaning(&title, NUMBERS.contains(&&*attribute("type")));
        self.declared = Some(meaning);
        self.meanings.insert(id, meaning);
    }

    /// A value of an attribute; early versions call its attribute `id`.
    fn value(&mut self, element: &Element<'_>) {
        let Some(id) = element.attribute("for").or_else(|| element.attribute("id")) else { return };
        let value = element.attribute("value").unwrap_or_default();
        if let Some(edge) = &mut self.edge {
            if self.weight.as_deref() == Some(&*id) && edge.weight.is_none() {
                edge.weight = Some(value.into_owned());
            }
        } else if let Some(item) = self.items.last_mut() {
            let meaning = match self.meanings.get(&*id) {
                Some(&meaning) => meaning,
                None => self.draft.meaning(&id, number(&value).is_some()),
            };
            item.set(meaning, &value);
        }
    }
}
