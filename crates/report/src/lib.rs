//! One report, as Markdown and as HTML, from a view model.
//!
//! The caller fills a [`ReportView`] with what the run found; here it becomes sentences, tables and pictures. Nothing is
//! computed, and nothing is known of how figures came about. Both formats are made from the same page, so they say
//! the same; text that comes from papers is never trusted and is text in either.
//!
//! Begin reading in [`view`], then in `sections`, which holds the words; `markdown` and `html` render them.
//!
//! ```
//! let view = report::ReportView { title: "Visualization, 1990–2015".into(), ..Default::default() };
//! assert!(report::markdown(&view).starts_with("# Visualization, 1990–2015\n"));
//! assert!(report::html(&view, &Default::default()).contains("<h1>Visualization, 1990–2015</h1>"));
//! ```

use std::collections::BTreeMap;

mod comparison;
mod digest;
mod escape;
mod html;
mod list;
pub mod mapview;
mod markdown;
mod numbers;
mod page;
mod sections;
pub mod view;

pub use comparison::{ComparisonView, Fate, PaperChanges, RankChange, comparison_html, comparison_markdown};
pub use digest::{DigestSection, DigestView, digest_html, digest_markdown};
pub use list::{ListedPaper, PaperList, list_html};
pub use view::ReportView;

/// The report as Markdown: CommonMark with the tables of GitHub.
///
/// Links and pictures are relative to the folder of the report. The text depends on `view` alone.
pub fn markdown(view: &ReportView) -> String {
    markdown::render(&sections::page(view))
}

/// The report as one HTML page with its styles inside and without scripts, for screens light and dark and for paper.
///
/// `pictures` are PNG by the paths that [`pictures`] tells; the page holds them, so that it can be handed on alone. Those that are not there
/// are looked for beside the page. The text depends on the arguments alone.
pub fn html(view: &ReportView, pictures: &BTreeMap<String, Vec<u8>>) -> String {
    html::render_with(&view.title, &sections::page(view), pictures)
}

/// The paths of the pictures of the report, relative to its folder, in the order of the page.
pub fn pictures(view: &ReportView) -> Vec<String> {
    let path = |block| match block {
        page::Block::Picture { path, .. } => Some(path),
        _ => None,
    };
    sections::page(view).blocks.into_iter().filter_map(path).collect()
}
