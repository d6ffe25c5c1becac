//! What both XML formats say of a vertex beyond its name: typed attributes, declared once and then given.

use std::fmt;

use crate::Drawn;
use crate::xml::Escaped;

/// The type of an attribute. The names are those of GraphML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Integer,
    Number,
}

/// One attribute of one vertex, as XML text.
pub(crate) enum Value<'a> {
    Text(&'a str),
    Integer(i64),
    Number(f64),
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Text(text) => Escaped(text).fmt(f),
            Self::Integer(number) => number.fmt(f),
            // The shortest digits that read back to the same value.
            Self::Number(number) => number.fmt(f),
        }
    }
}

/// The attributes of vertices: names and types.
pub(crate) fn declared<'a>(drawn: &Drawn<'a>) -> Vec<(&'a str, Kind)> {
    let fixed = [
        ("cluster", Kind::Integer),
        ("cluster_label", Kind::Text),
        ("year", Kind::Integer),
        ("url", Kind::Text),
    ];
    let measures = drawn.measures().iter().map(|measure| (measure.name, Kind::Number));
    fixed.into_iter().chain(measures).collect()
}

/// The attributes of vertex `index`, in the order of [`declared`]; `None` where there is nothing to say.
pub(crate) fn values<'a>(drawn: &'a Drawn<'_>, index: usize) -> Vec<Option<Value<'a>>> {
    let vertex = &drawn.vertices()[index];
    let fixed = [
        Some(Value::Integer(vertex.cluster.into())),
        Some(Value::Text(drawn.clusters()[vertex.cluster as usize - 1])),
        vertex.year.map(|year| Value::Integer(year.into())),
        vertex.web_address().map(Value::Text),
    ];
    let measures = drawn.measures().iter().map(|measure| Some(Value::Number(measure.values[index])));
    fixed.into_iter().chain(measures).collect()
}
