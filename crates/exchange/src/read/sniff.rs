//! The format of a file, told from its content.

use crate::Format;

/// What a file is. In the order in which one is the network and others go with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    VosviewerJson,
    Graphml,
    Gexf,
    Gml,
    Pajek,
    EdgeList,
    VosviewerMap,
    /// A `.clu` or `.vec`: a number a line.
    PajekValues,
}

impl Kind {
    pub(super) fn format(self) -> Format {
        match self {
            Self::VosviewerJson => Format::VosviewerJson,
            Self::VosviewerMap => Format::VosviewerText,
            Self::Graphml => Format::Graphml,
            Self::Gexf => Format::Gexf,
            Self::Gml => Format::Gml,
            Self::Pajek | Self::PajekValues => Format::Pajek,
            Self::EdgeList => Format::EdgeList,
        }
    }
}

/// How much of a file is looked at.
const HEAD: usize = 64 * 1024;

/// What this text is; `None` where it is nothing known.
pub(super) fn kind(text: &str) -> Option<Kind> {
    let head = &text[..text.floor_char_boundary(HEAD)];
    if head.contains('\0') {
        return None;
    }
    let body = head.trim_start();
    match body.as_bytes().first()? {
        b'{' => return Some(Kind::VosviewerJson).filter(|_| !body.starts_with("{\\rtf")),
        b'<' => return markup(body),
        _ => {}
    }
    let first = lines(body).next()?;
    if first.starts_with('*') {
        return Some(pajek(text));
    }
    if is_gml(body) {
        return Some(Kind::Gml);
    }
    if is_map_header(first) {
        return Some(Kind::VosviewerMap);
    }
    super::edge_list::has_ends(first).then_some(Kind::EdgeList)
}

fn markup(body: &str) -> Option<Kind> {
    let place = |tag: &str| body.find(tag);
    match (place("<graphml"), place("<gexf")) {
        (Some(graphml), Some(gexf)) => Some(if graphml < gexf { Kind::Graphml } else { Kind::Gexf }),
        (Some(_), None) => Some(Kind::Graphml),
        (None, Some(_)) => Some(Kind::Gexf),
        (None, None) => None,
    }
}

/// Lines that say something: not empty, and no comment.
fn lines(body: &str) -> impl Iterator<Item = &str> {
    body.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['%', '#']))
}

/// A network, or numbers for one: below the number of vertices nothing but one number a line, to the end, since vertices
/// without labels look like that, too.
fn pajek(text: &str) -> Kind {
    let mut values = lines(text).skip(1).peekable();
    let plain = values.peek().is_some() && values.all(|line| line.parse::<f64>().is_ok());
    if plain { Kind::PajekValues } else { Kind::Pajek }
}

/// `graph [`, perhaps with a few words before it.
fn is_gml(body: &str) -> bool {
    const BEFORE: [&str; 6] = ["graph", "creator", "version", "comment", "directed", "label"];
    let first = lines(body).next().unwrap_or_default();
    let word = first.split(|c: char| c.is_whitespace() || c == '[').next().unwrap_or_default();
    let begins = BEFORE.contains(&word.to_ascii_lowercase().as_str());
    let opens = |(place, word): (usize, &str)| body[place + word.len()..].trim_start().starts_with('[');
    begins && (body.match_indices("graph").any(opens) || body.match_indices("Graph").any(opens))
}

/// The first line of a map file: an id or a label, and beside it a position or a weight.
fn is_map_header(first: &str) -> bool {
    let cells: Vec<String> =
        first.split(['\t', ',']).map(|cell| cell.trim().trim_matches('"').to_lowercase()).collect();
    let has = |name: &str| cells.iter().any(|cell| cell == name);
    let measured = cells.iter().any(|cell| cell.starts_with("weight<") || cell.starts_with("score<"));
    let link = has("source") || has("target");
    !link && (has("id") || has("label")) && ((has("x") && has("y")) || has("cluster") || measured)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_from_content() {
        let known = [
            ("{\"network\": {}}", Kind::VosviewerJson),
            ("<?xml version=\"1.0\"?>\n<graphml>", Kind::Graphml),
            ("<gexf version=\"1.2\"><meta><description><graphml", Kind::Gexf),
            ("Creator \"igraph\"\nVersion 1\ngraph\n[", Kind::Gml),
            ("# made by hand\ngraph [ node [", Kind::Gml),
            ("% a comment\n*Vertices 2\n1 \"a\"\n2 \"b\"", Kind::Pajek),
            ("*vertices 2\n*Edges\n1 2", Kind::Pajek),
            ("*Vertices 2\r\n1\r\n2\r\n", Kind::PajekValues),
            ("id\tlabel\tx\ty\n", Kind::VosviewerMap),
            ("\"id\",\"label\",\"weight<Links>\"\n", Kind::VosviewerMap),
            ("# a b\na b\n", Kind::EdgeList),
            ("source,target,weight\n", Kind::EdgeList),
        ];
        for (text, expected) in known {
            assert_eq!(kind(text), Some(expected), "{text}");
        }
        for text in ["", "   ", "<html>", "word", "a\0b c", "# only\n"] {
            assert_eq!(kind(text), None, "{text}");
        }
    }
}
