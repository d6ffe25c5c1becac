//! A page as Markdown.

use std::fmt::Write;

use crate::escape::{self, Url};
use crate::numbers;
use crate::page::{Block, Inline, Line, Page, Side};

/// The page, its blocks set apart by empty lines.
pub(crate) fn render(page: &Page) -> String {
    let blocks: Vec<String> = page.blocks.iter().map(block).collect();
    blocks.join("\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading { level, text, anchor } => heading(*level, text, anchor.as_deref()),
        Block::Paragraph(text) => format!("{}\n", escape::begin_block(&line(text))),
        Block::List(items) => items.iter().fold(String::new(), |mut list, item| {
            let _ = writeln!(list, "- {}", escape::begin_block(&line(item)));
            list
        }),
        Block::Table { columns, rows } => table(columns, rows),
        Block::Picture { path, alt } => {
            format!("![{}]({})\n", escape::markdown(alt), Url::local(path).written())
        }
        Block::Years(years) => format!("{} {}\n", course(years), escape::markdown(&numbers::course(years))),
        Block::Contents(entries) => entries.iter().fold(String::new(), |mut list, entry| {
            let indent = if entry.inner { "  " } else { "" };
            let url = Url::anchor(&entry.anchor).written();
            let _ = writeln!(list, "{indent}- [{}]({url})", escape::markdown(&entry.text).trim());
            list
        }),
    }
}

/// Years as a row of columns.
fn course(years: &[(i32, usize)]) -> String {
    const COLUMNS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let most = years.iter().map(|&(_, papers)| papers).max().unwrap_or(0).max(1);
    years.iter().map(|&(_, papers)| COLUMNS[(papers * 7).div_ceil(most)]).collect()
}

fn heading(level: u8, text: &str, anchor: Option<&str>) -> String {
    let marks = "#".repeat(level.into());
    let heading = format!("{marks} {}\n", escape::markdown(text).trim());
    match anchor {
        // Programs make anchors of headings by rules of their own; this one holds everywhere.
        Some(name) => format!("<a id=\"{}\"></a>\n\n{heading}", escape::html(name)),
        None => heading,
    }
}

fn line(line: &Line) -> String {
    let text: String = line.0.iter().map(inline).collect();
    text.trim().to_owned()
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) => escape::markdown(text),
        Inline::Strong(text) => format!("**{}**", escape::markdown(text).trim()),
        Inline::Link { text, url } => format!("[{}]({})", escape::markdown(text).trim(), url.written()),
    }
}

fn table(columns: &[(&str, Side)], rows: &[Vec<Line>]) -> String {
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let rule = |side: &Side| if *side == Side::Right { "---:" } else { "---" }.to_owned();
    let mut text = row(columns.iter().map(|(title, _)| escape::markdown(title)).collect());
    text += &row(columns.iter().map(|(_, side)| rule(side)).collect());
    for cells in rows {
        text += &row(cells.iter().map(line).collect());
    }
    text
}
