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
//! assert!(report::html(&view).contains("<h1>Visualization, 1990–2015</h1>"));
//! ```

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
/// Pictures are relative to the folder of the report. The text depends on `view` alone.
pub fn html(view: &ReportView) -> String {
    html::render(&view.title, &sections::page(view))
}
