//! What came in, and what is missing.

use crate::ReportView;
use crate::escape::Url;
use crate::numbers::{count, counted, papers, percent};
use crate::page::Side::{Left, Right};
use crate::page::{Line, Page};
use crate::view::SourceFile;

pub(super) fn write(view: &ReportView, page: &mut Page) {
    page.heading(2, "What came in, and what is missing");
    files(view, page);
    page.paragraph(merged(view));
    page.paragraph(problems(view));
    fields(view, page);
    if !view.sources.missing.is_empty() {
        page.paragraph("What the sources cannot give:");
        page.list(view.sources.missing.iter().map(|sentence| sentence.as_str().into()).collect());
    }
}

fn files(view: &ReportView, page: &mut Page) {
    if view.sources.files.is_empty() {
        page.paragraph("No file was read.");
        return;
    }
    let row = |file: &SourceFile| {
        let numbers =
            [file.records, file.read, file.repaired, file.skipped].map(|number| count(number).into());
        [file.path.as_str().into(), file.format.as_str().into()].into_iter().chain(numbers).collect()
    };
    page.table(
        &[
            ("File", Left),
            ("Format", Left),
            ("Records", Right),
            ("Read", Right),
            ("Of these repaired", Right),
            ("Skipped", Right),
        ],
        view.sources.files.iter().map(row).collect(),
    );
}

fn merged(view: &ReportView) -> Line {
    let kept = papers(view.summary.papers);
    match view.sources.duplicates {
        0 => format!("No record was found twice; {kept} went into the analysis.").into(),
        1 => Line::from("One record was found twice and merged; ")
            .link("duplicates.csv", Url::local("tables/duplicates.csv"))
            .text(format!(" names it. {kept} went into the analysis.")),
        many => Line::from(format!("{} were merged into others; ", counted(many, "record", "records")))
            .link("duplicates.csv", Url::local("tables/duplicates.csv"))
            .text(format!(" names each and the rule by which it was found. {kept} went into the analysis.")),
    }
}

fn problems(view: &ReportView) -> Line {
    match view.sources.problems {
        0 => "Nothing in the files had to be repaired or skipped.".into(),
        number => {
            let found = if number == 1 { "problem was" } else { "problems were" };
            Line::from(format!("{} {found} met on the way; ", count(number)))
                .link("problems.csv", Url::local("tables/problems.csv"))
                .text(" lists file, line, reason and remedy.")
        }
    }
}

fn fields(view: &ReportView, page: &mut Page) {
    if view.sources.fields.is_empty() || view.summary.papers == 0 {
        return;
    }
    page.paragraph("How many papers have what:");
    let rows =
        view.sources.fields.iter().map(|field| vec![field.name.as_str().into(), percent(field.share).into()]);
    page.table(&[("Field", Left), ("Papers that have it", Right)], rows.collect());
}
