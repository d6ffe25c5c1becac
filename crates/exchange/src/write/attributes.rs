//! What both XML formats say of a vertex beyond its name: typed attributes, declared once and then given.

use std::fmt;

use crate::write::xml::Escaped;
use crate::{Drawn, Vertex};

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

/// The attributes of vertices: names and types. Those that no vertex has are not declared.
pub(crate) struct Attributes<'a> {
    /// Names and types.
    pub declared: Vec<(&'a str, Kind)>,
    fixed: [bool; 5],
}

impl<'a> Attributes<'a> {
    pub(crate) fn of(drawn: &Drawn<'a>) -> Self {
        let any = |has: fn(&Vertex<'_>) -> bool| drawn.vertices().iter().any(has);
        let clustered = any(|vertex| vertex.cluster.is_some());
        let fixed = [
            clustered,
            clustered,
            any(|vertex| vertex.year.is_some()),
            any(|vertex| vertex.web_address().is_some()),
            any(|vertex| vertex.description.is_some()),
        ];
        let names = [
            ("cluster", Kind::Integer),
            ("cluster_label", Kind::Text),
            ("year", Kind::Integer),
            ("url", Kind::Text),
            ("description", Kind::Text),
        ];
        let named = names.into_iter().zip(fixed).filter_map(|(name, is_there)| is_there.then_some(name));
        let measures = drawn.measures().iter().map(|measure| (measure.name, Kind::Number));
        Self { declared: named.chain(measures).collect(), fixed }
    }

    /// The attributes of vertex `index`, in the order in which they are declared; `None` where there is nothing to say.
    pub(crate) fn values<'d>(
        &self,
        drawn: &'d Drawn<'_>,
        index: usize,
    ) -> impl Iterator<Item = Option<Value<'d>>> + use<'d> {
        let vertex = &drawn.vertices()[index];
        let values = [
            vertex.cluster.map(|cluster| Value::Integer(cluster.into())),
            vertex.cluster.map(|cluster| Value::Text(drawn.clusters()[cluster as usize - 1])),
            vertex.year.map(|year| Value::Integer(year.into())),
            vertex.web_address().map(Value::Text),
            vertex.description.map(Value::Text),
        ];
        let fixed =
            values.into_iter().zip(self.fixed).filter_map(|(value, is_there)| is_there.then_some(value));
        let measures = drawn.measures().iter().map(move |measure| {
            Some(measure.values[index]).filter(|value| !value.is_nan()).map(Value::Number)
        });
        fixed.chain(measures)
    }
}
