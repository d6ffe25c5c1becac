//! What changed between two reports, as a page.

use crate::{
    escape::Url,
    html, markdown,
    numbers::{change, count, counted, figure, papers},
    page::{
        Line, Page,
        Side::{Left, Right},
    },
    view::{ClusterName, Paper},
};

/// What changed between two reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ComparisonView {
    /// The earlier and the later report, as the user named them.
    pub reports: [String; 2],
    /// Papers of the earlier and of the later report.
    pub papers: [usize; 2],
    /// Topics of the earlier and of the later report.
    pub topics: [usize; 2],
    /// Papers of the later report that the earlier one has, too.
    pub common: usize,
    /// Papers that left their topic for another, alone.
    pub moved: usize,
    /// Papers that went with a part of their topic.
    pub moved_with_topic: usize,
    /// Adjusted mutual information and adjusted Rand index of the topics of the papers in common.
    pub agreement: Option<(f64, f64)>,
    /// What became of topics, in the order of the page.
    pub fates: Vec<Fate>,
    /// Papers that are new, the most central first.
    pub added: PaperChanges,
    /// Papers that are gone, the most central first.
    pub gone: PaperChanges,
    /// Papers that changed their topic alone, the most central first.
    pub movers: PaperChanges,
    /// Papers that are among the most central of either report, by their later rank.
    pub ranks: Vec<RankChange>,
    /// Settings and inputs that differ: what, before, after.
    pub differences: Vec<[String; 3]>,
    /// What could not be compared, a sentence each.
    pub notes: Vec<String>,
}

/// What became of a topic.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fate {
    /// `continues`, `splits off`, `merges into`, `new`, `gone`.
    pub what: String,
    /// The earlier topic with its size.
    pub old: Option<(ClusterName, usize)>,
    /// The later topic with its size.
    pub new: Option<(ClusterName, usize)>,
    /// Papers of both.
    pub common: usize,
    /// Papers of the later topic that the earlier report has not.
    pub added: usize,
}

/// Some papers, of all those to which the same happened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PaperChanges {
    /// How many there are in all.
    pub all: usize,
    /// Those that are shown: the paper, its earlier and its later topic.
    pub shown: Vec<(Paper, Option<ClusterName>, Option<ClusterName>)>,
}

/// A paper with its ranks in both reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RankChange {
    /// The paper.
    pub paper: Paper,
    /// Its earlier rank, from 1; nothing where it is new.
    pub old: Option<usize>,
    /// Its later rank, from 1; nothing where it is gone.
    pub new: Option<usize>,
}

/// The comparison as Markdown. The text depends on `view` alone.
pub fn comparison_markdown(view: &ComparisonView) -> String {
    markdown::render(&page(view))
}

/// The comparison as one HTML page with its styles inside and without scripts. The text depends on `view` alone.
pub fn comparison_html(view: &ComparisonView) -> String {
    html::render(&title(view), &page(view))
}

fn title(view: &ComparisonView) -> String {
    format!("From {} to {}", view.reports[0], view.reports[1])
}

fn page(view: &ComparisonView) -> Page {
    let mut page = Page::default();
    page.heading(1, title(view));
    summary(view, &mut page);
    topics(view, &mut page);
    some_papers("Papers that are new", &view.added, &mut page);
    some_papers("Papers that are gone", &view.gone, &mut page);
    some_papers("Papers that changed their topic by themselves", &view.movers, &mut page);
    ranks(view, &mut page);
    differences(view, &mut page);
    if !view.notes.is_empty() {
        page.heading(2, "What could not be compared");
        page.list(view.notes.iter().map(|note| note.as_str().into()).collect());
    }
    page
}

fn summary(view: &ComparisonView, page: &mut Page) {
    page.table(
        &[("", Left), ("Earlier", Right), ("Later", Right)],
        vec![
            vec!["Papers".into(), count(view.papers[0]).into(), count(view.papers[1]).into()],
            vec!["Topics".into(), count(view.topics[0]).into(), count(view.topics[1]).into()],
        ],
    );
    page.paragraph(format!(
        "{} of the later report are in the earlier one, too; {} new, {} gone.",
        papers(view.common),
        are(view.added.all),
        are(view.gone.all),
    ));
    if view.common == 0 {
        page.paragraph("With no paper in common, topics cannot be matched.");
        return;
    }
    page.paragraph(format!(
        "Of the papers in common {} left a topic for another by themselves, and {} went with a part of it that split off or merged.",
        count(view.moved),
        count(view.moved_with_topic)
    ));
    if let Some((information, rand)) = view.agreement {
        page.paragraph(format!(
            "Agreement of the topics, 1 for the same and 0 for chance: adjusted mutual information {}, adjusted Rand index {}.",
            figure(information),
            figure(rand)
        ));
    }
}

fn are(number: usize) -> String {
    format!("{} {}", count(number), if number == 1 { "is" } else { "are" })
}

fn topics(view: &ComparisonView, page: &mut Page) {
    page.heading(2, "Topics");
    let row = |fate: &Fate| -> Vec<Line> {
        let size =
            |side: &Option<(ClusterName, usize)>| side.as_ref().map_or(String::new(), |side| count(side.1));
        vec![
            told(fate),
            size(&fate.old).into(),
            size(&fate.new).into(),
            count(fate.common).into(),
            count(fate.added).into(),
        ]
    };
    page.table(
        &[
            ("What happened", Left),
            ("Earlier size", Right),
            ("Later size", Right),
            ("In common", Right),
            ("New papers", Right),
        ],
        view.fates.iter().map(row).collect(),
    );
}

/// A sentence on a topic.
fn told(fate: &Fate) -> Line {
    let named = crate::sections::named;
    match (&fate.old, &fate.new) {
        (Some((old, before)), Some((new, after))) if fate.what == "continues" => {
            let grown = *after as f64 / (*before).max(1) as f64 - 1.0;
            let line = Line::new().strong(named(new)).text(match after.cmp(before) {
                std::cmp::Ordering::Greater => format!(" grows ({})", change(grown)),
                std::cmp::Ordering::Less => format!(" shrinks ({})", change(grown)),
                std::cmp::Ordering::Equal => " stays as large".to_owned(),
            });
            if old.label == new.label { line } else { line.text(format!("; it was called {}", named(old))) }
        }
        (Some((old, _)), Some((new, _))) if fate.what == "splits off" => {
            Line::new().strong(named(new)).text(format!(" splits off {}", named(old)))
        }
        (Some((old, _)), Some((new, _))) => {
            Line::new().strong(named(old)).text(format!(" merges into {}", named(new)))
        }
        (None, Some((new, _))) => Line::new().strong(named(new)).text(" is new"),
        (Some((old, _)), None) => {
            Line::new().strong(named(old)).text(" is gone: its papers left or went apart")
        }
        (None, None) => Line::new(),
    }
}

fn some_papers(heading: &str, changes: &PaperChanges, page: &mut Page) {
    if changes.all == 0 {
        return;
    }
    page.heading(2, heading);
    let named = crate::sections::named;
    let line = |(paper, old, new): &(Paper, Option<ClusterName>, Option<ClusterName>)| {
        let line = crate::sections::reference(paper);
        match (old, new) {
            (Some(old), Some(new)) => line.text(format!(" – from {} to {}", named(old), named(new))),
            (Some(topic), None) | (None, Some(topic)) => line.text(format!(" – {}", named(topic))),
            (None, None) => line,
        }
    };
    page.list(changes.shown.iter().map(line).collect());
    if changes.all > changes.shown.len() {
        let rest = changes.all - changes.shown.len();
        page.paragraph(format!("{} more; papers.csv has all (--out DIR).", counted(rest, "paper", "papers")));
    }
}

fn ranks(view: &ComparisonView, page: &mut Page) {
    if view.ranks.is_empty() {
        return;
    }
    page.heading(2, "The most central papers");
    page.paragraph("Ranks by PageRank in the similarity graph of each report.");
    let rank = |rank: Option<usize>| Line::from(rank.map_or("–".to_owned(), count));
    let row = |change: &RankChange| {
        let paper = &change.paper;
        let title = Line::new().link_or_text(paper.title.as_str(), paper.url.as_deref().and_then(Url::web));
        let year = paper.year.map_or(String::new(), |year| year.to_string());
        vec![title, year.into(), rank(change.old), rank(change.new)]
    };
    page.table(
        &[("Paper", Left), ("Year", Right), ("Earlier rank", Right), ("Later rank", Right)],
        view.ranks.iter().map(row).collect(),
    );
}

fn differences(view: &ComparisonView, page: &mut Page) {
    if view.differences.is_empty() {
        return;
    }
    page.heading(2, "Settings and inputs that differ");
    let cell = |text: &String| Line::from(if text.is_empty() { "–".to_owned() } else { text.clone() });
    page.table(
        &[("What", Left), ("Earlier", Left), ("Later", Left)],
        view.differences.iter().map(|row| row.iter().map(cell).collect()).collect(),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topic(number: u32, label: &str, size: usize) -> Option<(ClusterName, usize)> {
        Some((ClusterName { number: number as _, label: label.into() }, size))
    }

    fn fate(what: &str, old: Option<(ClusterName, usize)>, new: Option<(ClusterName, usize)>) -> Fate {
        Fate { what: what.into(), old, new, common: 4, added: 2 }
    }

    #[test]
    fn a_sentence_for_each_fate() {
        let view = ComparisonView {
            reports: ["a".into(), "b".into()],
            common: 9,
            fates: vec![
                fate("continues", topic(2, "flow", 10), topic(1, "flow", 15)),
                fate("continues", topic(3, "trees", 8), topic(2, "treemaps", 8)),
                fate("splits off", topic(2, "flow", 10), topic(3, "tensors", 5)),
                fate("merges into", topic(4, "maps", 5), topic(1, "flow", 15)),
                fate("new", None, topic(5, "text", 6)),
                fate("gone", topic(6, "VRML", 6), None),
            ],
            ..ComparisonView::default()
        };
        let text = comparison_markdown(&view);
        for sentence in [
            "| **1. flow** grows (+50%) | 10 | 15 | 4 | 2 |",
            "| **2. treemaps** stays as large; it was called 3. trees | 8 | 8 |",
            "| **3. tensors** splits off 2. flow |",
            "| **4. maps** merges into 1. flow |",
            "| **5. text** is new |  | 6 |",
            "| **6. VRML** is gone",
        ] {
            assert!(text.contains(sentence), "{sentence} in\n{text}");
        }
    }

    #[test]
    fn what_papers_say_is_text() {
        let paper = Paper {
            id: "<b>".into(),
            title: "<script>alert(1)</script> | x".into(),
            url: Some("javascript:alert(1)".into()),
            ..Paper::default()
        };
        let view = ComparisonView {
            added: PaperChanges { all: 3, shown: vec![(paper.clone(), None, None)] },
            ranks: vec![RankChange { paper, old: Some(3), new: None }],
            differences: vec![["a|b".into(), "<i>".into(), String::new()]],
            ..ComparisonView::default()
        };
        let page = comparison_html(&view);
        assert!(
            !page.contains("<script") && !page.contains("javascript:") && !page.contains("<i>"),
            "{page}"
        );
        assert!(page.contains("2 papers more; papers.csv has all"), "{page}");
    }
}
