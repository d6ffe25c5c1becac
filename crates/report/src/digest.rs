//! A digest: what is new and what is trending, by topic, with a line why each paper is there.

use crate::{
    escape::Url,
    html,
    list::ListedPaper,
    markdown,
    numbers::count,
    page::{Line, Page},
};

/// A digest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DigestView {
    /// The heading.
    pub title: String,
    /// What stands above it.
    pub about: String,
    /// Its parts.
    pub sections: Vec<DigestSection>,
}

/// What is new and what is trending of a topic.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DigestSection {
    /// The topic.
    pub title: String,
    /// New papers, best first.
    pub new: Vec<ListedPaper>,
    /// How many more are new.
    pub more: usize,
    /// Papers that trend, most first.
    pub trending: Vec<ListedPaper>,
}

/// The digest as Markdown. The text depends on `view` alone.
pub fn digest_markdown(view: &DigestView) -> String {
    markdown::render(&page(view))
}

/// The digest as one HTML page with its styles inside and without scripts. The text depends on `view` alone.
pub fn digest_html(view: &DigestView) -> String {
    html::render(&view.title, &page(view))
}

fn page(view: &DigestView) -> Page {
    let mut page = Page::default();
    page.heading(1, &view.title);
    page.paragraph(view.about.as_str());
    if view.sections.is_empty() {
        page.paragraph("Nothing is new, and nothing is trending that was not told already.");
    }
    for section in &view.sections {
        page.heading(2, if section.title.is_empty() { "Papers without a topic" } else { &section.title });
        papers("New", &section.new, &mut page);
        if section.more > 0 {
            page.paragraph(format!("{} more are new; ask for more with --top.", count(section.more)));
        }
        papers("Trending", &section.trending, &mut page);
    }
    page
}

fn papers(heading: &str, papers: &[ListedPaper], page: &mut Page) {
    if papers.is_empty() {
        return;
    }
    page.heading(3, heading);
    let item = |paper: &ListedPaper| {
        let address = paper.links.iter().find_map(|(_, url)| Url::web(url));
        let imprint = match paper.imprint.is_empty() {
            true => String::new(),
            false => format!(" – {}", paper.imprint.join(" · ")),
        };
        let why = match paper.why.is_empty() {
            true => String::new(),
            false => format!(" – {}", paper.why.join("; ")),
        };
        Line::new().link_or_text(paper.title.as_str(), address).text(imprint).text(why)
    };
    page.list(papers.iter().map(item).collect());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_papers_say_is_text() {
        let paper = ListedPaper {
            title: "<script>alert(1)</script>".into(),
            links: vec![("bad".into(), "javascript:alert(1)".into())],
            why: vec!["like “<b>”".into()],
            ..ListedPaper::default()
        };
        let section =
            DigestSection { title: "<i>".into(), new: vec![paper], more: 2, ..DigestSection::default() };
        let page = digest_html(&DigestView { sections: vec![section], ..DigestView::default() });
        assert!(
            !page.contains("<script")
                && !page.contains("javascript:")
                && !page.contains("<i>")
                && !page.contains("<b>")
        );
        assert!(page.contains("2 more are new"));
    }

    #[test]
    fn a_digest_of_nothing_says_so() {
        assert!(digest_markdown(&DigestView::default()).contains("Nothing is new"));
    }
}
