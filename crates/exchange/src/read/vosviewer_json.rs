//! VOSviewer's JSON: `network.items`, `network.links`, `network.clusters`.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use super::{
    Fault, Text,
    draft::{Draft, ItemDraft, NamedLink},
    meaning::Meaning,
};
use crate::{Format, Network};

#[derive(Deserialize)]
struct Page {
    network: Whole,
    #[serde(default)]
    info: Info,
}

#[derive(Default, Deserialize)]
struct Info {
    #[serde(default)]
    title: Scalar,
}

#[derive(Deserialize)]
struct Whole {
    items: Vec<Item>,
    #[serde(default)]
    links: Vec<Link>,
    #[serde(default)]
    clusters: Vec<Cluster>,
}

#[derive(Deserialize)]
struct Item {
    #[serde(default)]
    id: Scalar,
    #[serde(default)]
    label: Scalar,
    #[serde(default)]
    description: Scalar,
    #[serde(default, alias = "uri")]
    url: Scalar,
    #[serde(default)]
    x: Scalar,
    #[serde(default)]
    y: Scalar,
    #[serde(default)]
    cluster: Scalar,
    #[serde(default)]
    weights: Numbers,
    #[serde(default)]
    scores: Numbers,
}

#[derive(Deserialize)]
struct Link {
    #[serde(default)]
    source_id: Scalar,
    #[serde(default)]
    target_id: Scalar,
    #[serde(default)]
    strength: Scalar,
}

#[derive(Deserialize)]
struct Cluster {
    #[serde(default)]
    cluster: Scalar,
    #[serde(default)]
    label: Scalar,
}

pub(super) fn read(file: Text<'_>) -> Result<Network, (&str, Fault)> {
    let page: Page = serde_json::from_str(file.text).map_err(|error| (file.file, fault(&error)))?;
    let mut draft = Draft::new(Format::VosviewerJson, file.file);
    draft.title = page.info.title.0.unwrap_or_default();
    fill(page.network, &mut draft).map_err(|fault| (file.file, fault))?;
    Ok(draft.finish())
}

/// Problems of items and links name no line of their own: JSON may stand on one.
const LINE: usize = 1;

fn fill(network: Whole, draft: &mut Draft<'_>) -> Result<(), Fault> {
    for Item { id, label, description, url, x, y, cluster, weights, scores } in network.items {
        let mut item = ItemDraft::new(id.0.unwrap_or_default(), LINE);
        let description = Scalar(description.0.map(|description| from_html(&description)));
        let texts = [
            (Meaning::Label(0), label),
            (Meaning::Description, description),
            (Meaning::Url, url),
            (Meaning::X, x),
            (Meaning::Y, y),
            (Meaning::Cluster(0), cluster),
        ];
        for (meaning, value) in texts {
            item.set(meaning, value.0.as_deref().unwrap_or_default());
        }
        for (name, value) in weights.0 {
            item.set(draft.column(&name), &value);
        }
        for (name, value) in scores.0 {
            item.set(draft.score(&name), &value);
        }
        draft.add(item)?;
    }
    for Cluster { cluster, label } in network.clusters {
        if let (Some(cluster), Some(label)) = (cluster.0, label.0) {
            draft.label_cluster(&cluster, &label);
        }
    }
    for Link { source_id, target_id, strength } in network.links {
        let (source, target) = (source_id.0.unwrap_or_default(), target_id.0.unwrap_or_default());
        let (source, target, weight) = (&*source, &*target, strength.0.as_deref());
        draft.link(NamedLink { source, target, weight, directed: false, line: LINE });
    }
    Ok(())
}

/// VOSviewer shows descriptions as HTML. Markup stays, the signs that would be markup become what they are.
pub(super) fn from_html(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

fn fault(error: &serde_json::Error) -> Fault {
    let told = error.to_string();
    // The line is told by whoever tells the fault.
    let what = told.split(" at line ").next().unwrap_or(&told);
    Fault::new(error.line().max(1), what)
}

/// A text or a number, as text; anything else is nothing.
#[derive(Debug, Default, PartialEq)]
struct Scalar(Option<String>);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a number")
    }

    fn visit_str<E>(self, value: &str) -> Result<Scalar, E> {
        Ok(Scalar(Some(value.to_owned())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Scalar, E> {
        Ok(Scalar(Some(value.to_string())))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Scalar, E> {
        Ok(Scalar(Some(value.to_string())))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Scalar, E> {
        Ok(Scalar(Some(value.to_string())))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Scalar, E> {
        Ok(Scalar(None))
    }

    fn visit_unit<E>(self) -> Result<Scalar, E> {
        Ok(Scalar(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Scalar, A::Error> {
        while values.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Scalar, A::Error> {
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar(None))
    }
}

/// Names with numbers; anything else is none.
#[derive(Debug, Default)]
struct Numbers(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Numbers {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct NumbersVisitor;
        impl<'de> Visitor<'de> for NumbersVisitor {
            type Value = Numbers;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("names with numbers")
            }

            fn visit_unit<E>(self) -> Result<Numbers, E> {
                Ok(Numbers::default())
            }

            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Numbers, A::Error> {
                let mut numbers = Vec::new();
                while let Some((name, value)) = entries.next_entry::<String, Scalar>()? {
                    if let Some(value) = value.0 {
                        numbers.push((name, value));
                    }
                }
                Ok(Numbers(numbers))
            }
        }
        from.deserialize_any(NumbersVisitor)
    }
}
