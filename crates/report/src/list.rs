//! A list of papers as one page: what is like a paper or a text, and why.

use crate::{
    escape::Url,
    html,
    page::{Line, Page},
};

/// A list of papers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PaperList {
    /// What the list is.
    pub title: String,
    /// What stands above it.
    pub about: String,
    /// The papers, best first.
    pub papers: Vec<ListedPaper>,
}

/// A paper of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListedPaper {
    /// The title.
    pub title: String,
    /// Year, venue and authors, each where there is one.
    pub imprint: Vec<String>,
    /// The abstract.
    pub abstract_text: Option<String>,
    /// Addresses with what they are called; one that is no web address is shown as text.
    pub links: Vec<(String, String)>,
    /// Why the paper is there, a sentence each.
    pub why: Vec<String>,
}

/// The list as one HTML page with its styles inside and without scripts. The text depends on `list` alone.
pub fn list_html(list: &PaperList) -> String {
    let mut page = Page::default();
    page.heading(1, &list.title);
    page.paragraph(list.about.as_str());
    for (number, paper) in (1..).zip(&list.papers) {
        page.heading(2, format!("{number}. {}", paper.title));
        if !paper.imprint.is_empty() {
            page.paragraph(paper.imprint.join(" · "));
        }
        if let Some(text) = &paper.abstract_text {
            page.paragraph(text.as_str());
        }
        if !paper.links.is_empty() {
            let link = |(name, url): &(String, String)| Line::new().link_or_text(name, Url::web(url));
            page.paragraph(Line::joined(paper.links.iter().map(link), " · "));
        }
        page.list(paper.why.iter().map(|why| why.as_str().into()).collect());
    }
    html::render(&list.title, &page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_papers_say_is_text() {
        let paper = ListedPaper {
            title: "<script>alert(1)</script>".into(),
            abstract_text: Some("a < b & c".into()),
            links: vec![
                ("code".into(), "https://example.org/a".into()),
                ("bad".into(), "javascript:alert(1)".into()),
            ],
            why: vec!["terms: \"<b>\"".into()],
            ..ListedPaper::default()
        };
        let page = list_html(&PaperList {
            title: "Like & alike".into(),
            papers: vec![paper],
            ..PaperList::default()
        });
        assert!(page.contains("1. &lt;script&gt;alert(1)&lt;/script&gt;"), "{page}");
        assert!(page.contains("a &lt; b &amp; c"));
        assert!(page.contains("href=\"https://example.org/a\"") && !page.contains("javascript:"));
    }
}
