//! A page as HTML.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::escape::{self, Url};
use crate::mapview::encode::base64;
use crate::numbers;
use crate::page::{Block, Entry, Inline, Line, Page, Side};

const STYLE: &str = include_str!("report.css");

/// The page as one document; its pictures are files beside it.
pub(crate) fn render(title: &str, page: &Page) -> String {
    render_with(title, page, &BTreeMap::new())
}

/// The page as one document that holds `pictures`: PNG by the path of the file beside it.
pub(crate) fn render_with(title: &str, page: &Page, pictures: &BTreeMap<String, Vec<u8>>) -> String {
    let title = escape::html(title);
    let mut text = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"
    );
    for part in &page.blocks {
        block(part, pictures, &mut text);
    }
    text.push_str("</main>\n</body>\n</html>\n");
    text
}

fn block(block: &Block, pictures: &BTreeMap<String, Vec<u8>>, out: &mut String) {
    let _ = match block {
        Block::Heading { level, text, anchor: None } => {
            writeln!(out, "<h{level}>{}</h{level}>", escape::html(text))
        }
        Block::Heading { level, text, anchor: Some(name) } => {
            writeln!(out, "<h{level} id=\"{}\">{}</h{level}>", escape::html(name), escape::html(text))
        }
        Block::Paragraph(text) => writeln!(out, "<p>{}</p>", line(text)),
        Block::List(items) => {
            let items: String = items.iter().map(|item| format!("<li>{}</li>\n", line(item))).collect();
            writeln!(out, "<ul>\n{items}</ul>")
        }
        Block::Table { columns, rows } => writeln!(out, "{}", table(columns, rows)),
        Block::Picture { path, alt } => writeln!(out, "{}", picture(path, alt, pictures.get(path))),
        Block::Years(years) => writeln!(out, "{}", columns(years)),
        Block::Contents(entries) => writeln!(out, "{}", contents(entries)),
    };
}

/// A picture: as the page holds it, with a link to the file, or else from the file.
fn picture(path: &str, alt: &str, held: Option<&Vec<u8>>) -> String {
    let (url, alt) = (Url::local(path).written(), escape::html(alt));
    match held {
        Some(png) => format!(
            "<figure><img src=\"data:image/png;base64,{}\" alt=\"{alt}\"><figcaption>{alt} (<a href=\"{url}\">{}</a>)\
             </figcaption></figure>",
            base64(png),
            escape::html(path)
        ),
        None => format!("<figure><a href=\"{url}\"><img src=\"{url}\" alt=\"{alt}\"></a></figure>"),
    }
}

/// Columns, a year each, drawn by the page itself.
fn columns(years: &[(i32, usize)]) -> String {
    const WIDTH: usize = 10;
    const HEIGHT: f64 = 48.0;
    let most = years.iter().map(|&(_, papers)| papers).max().unwrap_or(0).max(1);
    let mut bars = String::new();
    for (at, &(year, papers)) in years.iter().enumerate() {
        let height = HEIGHT * papers as f64 / most as f64;
        let _ = write!(
            bars,
            "<rect x=\"{}\" y=\"{:.1}\" width=\"{}\" height=\"{height:.1}\"><title>{year}: {}</title></rect>",
            at * WIDTH,
            HEIGHT - height,
            WIDTH - 2,
            numbers::papers(papers)
        );
    }
    let caption = escape::html(&numbers::course(years));
    format!(
        "<figure class=\"years\"><svg viewBox=\"0 0 {} {HEIGHT}\" style=\"width:{}em\" role=\"img\" aria-label=\"{caption}\">{bars}</svg>\
         <figcaption>{caption}</figcaption></figure>",
        years.len() * WIDTH,
        years.len().min(60)
    )
}

/// The table of contents: a list with lists in it.
fn contents(entries: &[Entry]) -> String {
    let mut text = String::from("<nav aria-label=\"Contents\">\n<ul>\n");
    for outer in entries.chunk_by(|_, next| next.inner) {
        for (at, entry) in outer.iter().enumerate() {
            let link = format!(
                "<li><a href=\"{}\">{}</a>",
                Url::anchor(&entry.anchor).written(),
                escape::html(&entry.text)
            );
            let (before, after) = match (at, outer.len()) {
                (0, 1) => ("", "</li>"),
                (0, _) => ("", ""),
                (1, _) => ("\n<ul>\n", "</li>"),
                _ => ("", "</li>"),
            };
            let _ = writeln!(text, "{before}{link}{after}");
        }
        if outer.len() > 1 {
            text += "</ul>\n</li>\n";
        }
    }
    text + "</ul>\n</nav>"
}

fn line(line: &Line) -> String {
    line.0.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) => escape::html(text),
        Inline::Strong(text) => format!("<strong>{}</strong>", escape::html(text)),
        Inline::Link { text, url } => format!("<a href=\"{}\">{}</a>", url.written(), escape::html(text)),
    }
}

/// The table inside a box of its own, which scrolls sideways where the screen is narrow.
fn table(columns: &[(&str, Side)], rows: &[Vec<Line>]) -> String {
    let class = |side: &Side| if *side == Side::Right { " class=\"number\"" } else { "" };
    let head: String = columns
        .iter()
        .map(|(title, side)| format!("<th scope=\"col\"{}>{}</th>", class(side), escape::html(title)))
        .collect();
    let mut text = format!("<div class=\"table\"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n");
    for cells in rows {
        let cells = cells.iter().zip(columns);
        let cells: String =
            cells.map(|(cell, (_, side))| format!("<td{}>{}</td>", class(side), line(cell))).collect();
        let _ = writeln!(text, "<tr>{cells}</tr>");
    }
    text + "</tbody>\n</table></div>"
}
