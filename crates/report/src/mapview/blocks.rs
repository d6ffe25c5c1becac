//! The columns of a view as named blocks; `data.js` reads what is written here.

use serde_json::{Value, json};

use super::{MapView, Paper, Rgb, encode};
use crate::escape::one_line;

/// Shared terms that a link tells, at most.
pub(super) const TERMS: usize = 3;

/// What makes the bytes of a block.
type Source<'v> = Box<dyn Fn() -> Vec<u8> + Send + Sync + 'v>;

/// A name and base64.
pub(super) type Block = (String, String);

/// What the script reads before anything else.
pub(super) fn meta(view: &MapView<'_>) -> Value {
    let colour = |(red, green, blue): Rgb| [red, green, blue];
    json!({
        "title": one_line(view.title),
        "one": view.nouns.one,
        "many": view.nouns.many,
        "table": view.nouns.table,
        "papers": view.papers.len(),
        "links": view.links.len(),
        "nearest": view.nearest,
        "terms_of_a_link": TERMS,
        "piece": super::abstracts::PIECE,
        "size_measure": view.size_measure,
        "clusters": view.clusters.iter().map(|cluster| json!({
            "label": one_line(cluster.label),
            "colours": [colour(cluster.colours.0), colour(cluster.colours.1)],
        })).collect::<Vec<_>>(),
        "columns": view.columns.iter().map(|column| json!({
            "name": column.name,
            "meaning": column.meaning,
        })).collect::<Vec<_>>(),
        "scale": view.scale.iter().copied().map(colour).collect::<Vec<_>>(),
        "relations": view.relations.iter().map(|relation| json!({
            "name": relation.name,
            "weight": relation.weight,
        })).collect::<Vec<_>>(),
    })
}

/// What the first picture needs, not deflated: cluster (32 bits), x, y, year (16 bits), size (8 bits), a column after the other.
pub(super) fn points(view: &MapView<'_>) -> Block {
    let papers = &view.papers;
    let mut bytes = Vec::with_capacity(papers.len() * 11);
    bytes.extend(papers.iter().flat_map(|paper| paper.cluster.to_le_bytes()));
    let grid = Grid::around(papers);
    bytes.extend(papers.iter().flat_map(|paper| grid.step(paper.x - grid.left).to_le_bytes()));
    bytes.extend(papers.iter().flat_map(|paper| grid.step(paper.y - grid.bottom).to_le_bytes()));
    let year = |paper: &Paper<'_>| paper.year.and_then(|year| u16::try_from(year).ok()).unwrap_or_default();
    bytes.extend(papers.iter().flat_map(|paper| year(paper).to_le_bytes()));
    let largest = papers.iter().map(|paper| paper.size).fold(0.0, f64::max);
    // The area of a disc grows with the measure: its radius with the root.
    let radius = |size: f64| if largest > 0.0 { ((size / largest).sqrt() * 255.0).round() as u8 } else { 0 };
    bytes.extend(papers.iter().map(|paper| radius(paper.size)));
    ("points".to_owned(), encode::base64(&bytes))
}

/// A square around all points in 65,535 steps.
struct Grid {
    left: f64,
    bottom: f64,
    side: f64,
}

impl Grid {
    fn around(papers: &[Paper<'_>]) -> Self {
        let range = |of: fn(&Paper<'_>) -> f64| {
            let values = || papers.iter().map(of);
            (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max))
        };
        let (x, y) = (range(|paper| paper.x), range(|paper| paper.y));
        let side = (x.1 - x.0).max(y.1 - y.0);
        // One paper, or none: any square will do.
        let side = if side > 0.0 && side.is_finite() { side } else { 1.0 };
        Self { left: x.0 - (side - (x.1 - x.0)) / 2.0, bottom: y.0 - (side - (y.1 - y.0)) / 2.0, side }
    }

    fn step(&self, distance: f64) -> u16 {
        (distance / self.side * f64::from(u16::MAX)).round() as u16
    }
}

/// Everything else but abstracts, deflated, each block with what makes it. Packing is left to the caller, who does it in parallel.
pub(super) fn sources<'v>(view: &'v MapView<'_>) -> Vec<(String, Source<'v>)> {
    let text = |name: &str, cell: fn(&Paper<'_>) -> String| {
        let lines: Box<dyn Fn() -> Vec<u8> + Send + Sync> =
            Box::new(move || lines(view.papers.iter().map(cell)));
        (name.to_owned(), lines)
    };
    let mut sources = vec![
        text("titles", |paper| paper.title.to_owned()),
        text("authors", |paper| paper.authors.join("; ")),
        text("ids", |paper| paper.id.to_owned()),
        text("venues", |paper| paper.venue.unwrap_or_default().to_owned()),
        text("urls", |paper| paper.url.unwrap_or_default().to_owned()),
        text("dois", |paper| paper.doi.unwrap_or_default().to_owned()),
        text("keywords", |paper| paper.keywords.join("; ")),
        text("repos", repos),
    ];
    let mut add = |name: &str, bytes: Box<dyn Fn() -> Vec<u8> + Send + Sync + 'v>| {
        sources.push((name.to_owned(), bytes));
    };
    add("terms", Box::new(|| lines(view.terms.iter().map(|&term| term.to_owned()))));
    add("paper-terms", Box::new(|| paper_terms(view)));
    add("links", Box::new(|| links(view)));
    add("common", Box::new(|| common(view)));
    for (number, column) in view.columns.iter().enumerate() {
        add(
            &format!("column-{number}"),
            Box::new(|| {
                let values: Vec<u32> = column.values.iter().map(|&value| encode::rounded(value)).collect();
                let mut bytes = Vec::with_capacity(values.len() * 4);
                encode::planes(&values, 4, &mut bytes);
                bytes
            }),
        );
    }
    sources
}

/// A text a line.
fn lines(texts: impl Iterator<Item = String>) -> Vec<u8> {
    texts.map(|text| one_line(&text)).collect::<Vec<_>>().join("\n").into_bytes()
}

/// Repositories of a paper: two words each, name and address, neither of which can hold a space.
fn repos(paper: &Paper<'_>) -> String {
    let repo = |repo: &super::Repo<'_>| {
        let word = |text: &str| text.split_whitespace().collect::<String>();
        format!("{} {}", word(repo.name), word(&repo.url))
    };
    paper.repos.iter().map(repo).collect::<Vec<_>>().join(" ")
}

/// How many terms each paper has (8 bits), then all of them (32 bits).
fn paper_terms(view: &MapView<'_>) -> Vec<u8> {
    let told = |paper: &Paper<'_>| paper.terms.len().min(usize::from(u8::MAX));
    let mut bytes: Vec<u8> = view.papers.iter().map(|paper| told(paper) as u8).collect();
    let terms: Vec<u32> =
        view.papers.iter().flat_map(|paper| paper.terms[..told(paper)].iter().copied()).collect();
    encode::planes(&terms, 4, &mut bytes);
    bytes
}

/// How many links begin at each paper (32 bits); then, a column each: the other paper (32), the part of each relation in
/// thousandths (16), who cites whom (8: 1 the source, 2 the target), and [`TERMS`] times a term, counted from 1 (32), and its share in
/// hundredths (8).
fn links(view: &MapView<'_>) -> Vec<u8> {
    let links = &view.links;
    let mut bytes = Vec::with_capacity(links.len() * 24);
    let mut counts = vec![0u32; view.papers.len()];
    links.iter().for_each(|link| counts[link.source as usize] += 1);
    encode::planes(&counts, 4, &mut bytes);
    let mut column = |width: usize, numbers: Vec<u32>| encode::planes(&numbers, width, &mut bytes);
    column(4, links.iter().map(|link| link.target).collect());
    for relation in &view.relations {
        column(2, relation.parts.iter().map(|part| (part * 1000.0).round() as u32).collect());
    }
    column(1, links.iter().map(|link| u32::from(link.cites) + 2 * u32::from(link.cited)).collect());
    for place in 0..TERMS {
        let term = |link: &super::Link<'_>| link.terms.get(place).copied();
        column(4, links.iter().map(|link| term(link).map_or(0, |(term, _)| term + 1)).collect());
        column(
            1,
            links
                .iter()
                .map(|link| term(link).map_or(0, |(_, share)| (share * 100.0).round() as u32))
                .collect(),
        );
    }
    bytes
}

/// What else links rest on, a line each: link, relation and names, with tabulators between.
fn common(view: &MapView<'_>) -> Vec<u8> {
    let line = |link: usize, relation: usize, names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| one_line(name)).collect();
        format!("{link}\t{relation}\t{}", names.join("\t"))
    };
    let all = view.links.iter().enumerate().flat_map(|(link, reasons)| {
        reasons.common.iter().map(move |(relation, names)| line(link, *relation, names))
    });
    all.collect::<Vec<_>>().join("\n").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapview::{Link, Relation};

    #[test]
    fn points_fill_a_square_and_keep_their_aspect() {
        let at = |x, y, size| Paper { x, y, size, cluster: 258, year: Some(1990), ..Paper::default() };
        let papers = [at(0.0, 5.0, 1.0), at(10.0, 5.0, 4.0), at(5.0, 7.5, 0.0)];
        let grid = Grid::around(&papers);
        let steps = |paper: &Paper<'_>| (grid.step(paper.x - grid.left), grid.step(paper.y - grid.bottom));
        assert_eq!(steps(&papers[0]), (0, 24576));
        assert_eq!(steps(&papers[1]), (65535, 24576));
        assert_eq!(steps(&papers[2]), (32768, 40959));
    }

    #[test]
    fn one_paper_stands_in_the_middle() {
        let papers = [Paper { x: 3.0, y: 4.0, ..Paper::default() }];
        let grid = Grid::around(&papers);
        assert_eq!((grid.step(3.0 - grid.left), grid.step(4.0 - grid.bottom)), (32768, 32768));
    }

    #[test]
    fn links_are_columns() {
        let link = Link { source: 0, target: 2, terms: vec![(4, 0.25)], cited: true, ..Link::default() };
        let view = MapView {
            papers: vec![Paper::default(); 3],
            links: vec![link],
            relations: vec![Relation { name: "terms", weight: 1.0, parts: vec![0.5] }],
            ..MapView::default()
        };
        let expected = [
            &[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], // one link begins at the first paper
            &[2, 0, 0, 0],                             // and ends at the third
            &[0xf4, 0x01, 2],                          // 500 thousandths; the target cites the source
            &[5, 0, 0, 0, 25, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], // the fifth term, a quarter
        ];
        assert_eq!(links(&view), expected.concat());
    }

    #[test]
    fn repositories_are_two_words_each() {
        let repo = super::super::Repo { name: "a b", url: "https://x/y z".into() };
        assert_eq!(repos(&Paper { repos: vec![repo], ..Paper::default() }), "ab https://x/yz");
    }
}
