//! How the field moved: growth, bursts, roots, the main path, topics across periods.

use super::{cluster_link, reference};
use crate::ReportView;
use crate::escape::Url;
use crate::numbers::{change, count, figure, span};
use crate::page::Side::{Left, Right};
use crate::page::{Line, Page};
use crate::view::{Burst, Growing, Movement, Root};

pub(super) fn write(view: &ReportView, page: &mut Page) {
    let movement = &view.movement;
    if *movement == Movement::default() {
        return;
    }
    page.heading(2, "How the field moved");
    growth(view, page);
    bursts(movement, page);
    if !movement.roots.is_empty() {
        page.paragraph(
            Line::new().strong("Where it comes from").text(
                " – years whose works are cited more than those around them, with the works cited most:",
            ),
        );
        page.list(movement.roots.iter().map(root).collect());
    }
    if !movement.main_path.is_empty() {
        page.paragraph(
            Line::new().strong("Main path").text(
                " – the citations along which most paths through the field run, from the oldest paper on, each cited by the next:",
            ),
        );
        page.list(movement.main_path.iter().map(reference).collect());
    }
    if !movement.development.is_empty() {
        page.paragraph(movement.development.as_str());
    }
    for picture in &movement.pictures {
        page.picture(picture);
    }
}

fn growth(view: &ReportView, page: &mut Page) {
    let movement = &view.movement;
    let (Some((first, last)), Some(rate)) = (movement.pace_years, movement.field_rate) else { return };
    let line = Line::from(format!(
        "From {first} to {last} the field changed by {} a year (median of the slopes between any two years). ",
        change(rate)
    ));
    if movement.growing.is_empty() {
        page.paragraph(line.text("No cluster rose or fell by more than chance."));
        return;
    }
    let one =
        |growing: &Growing| cluster_link(view, &growing.cluster).text(format!(" ({})", change(growing.rate)));
    let all = Line::joined(movement.growing.iter().map(one), "; ");
    page.paragraph(line.text("Clusters that rose or fell by more than chance: ").then(all).text("."));
}

fn bursts(movement: &Movement, page: &mut Page) {
    if movement.bursts.is_empty() {
        return;
    }
    page.paragraph(
        Line::new()
            .strong("Bursts")
            .text(
                " – years in which a term or repository was in a far larger share of the papers than usual; ",
            )
            .link("bursts.csv", Url::local("tables/bursts.csv"))
            .text(" has all."),
    );
    let row = |burst: &Burst| {
        vec![
            burst.name.as_str().into(),
            span(Some(burst.first), Some(burst.last)).into(),
            figure(burst.strength).into(),
            count(burst.papers).into(),
        ]
    };
    page.table(
        &[("Term or repository", Left), ("Years", Left), ("Strength", Right), ("Papers", Right)],
        movement.bursts.iter().map(row).collect(),
    );
}

fn root(root: &Root) -> Line {
    let references = crate::numbers::counted(root.references as usize, "reference", "references");
    Line::new().strong(root.year.to_string()).text(format!(" ({references}): {}", root.works.join("; ")))
}
