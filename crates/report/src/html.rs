//! A page as HTML.

use std::fmt::Write;

use crate::escape;
use crate::page::{Block, Inline, Line, Page, Side};

const STYLE: &str = include_str!("report.css");

/// The page as one document.
pub(crate) fn render(title: &str, page: &Page) -> String {
    let title = escape::html(title);
    let mut text = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"
    );
    for part in &page.blocks {
        block(part, &mut text);
    }
    text.push_str("</main>\n</body>\n</html>\n");
    text
}

fn block(block: &Block, out: &mut String) {
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
        Block::Picture { url, alt } => {
            let (url, alt) = (url.written(), escape::html(alt));
            writeln!(out, "<figure><a href=\"{url}\"><img src=\"{url}\" alt=\"{alt}\"></a></figure>")
        }
    };
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
