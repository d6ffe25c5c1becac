//! What was found out about the references of a list, as a table.

use discover::references::{Checked, Finding, Reference};
use tables::{Table, TableError, Values, catalogue};

/// A row a finding, and one a reference without any.
pub fn table<'a>(references: &'a [Reference], checked: &'a [Checked]) -> Result<Table<'a>, TableError> {
    let of = |(reference, checked): (&'a Reference, &'a Checked)| {
        let found = checked.findings.iter().map(Some);
        let sound = checked.findings.is_empty().then_some(None);
        found.chain(sound).map(move |finding| (reference, checked, finding)).collect::<Vec<_>>()
    };
    let rows: Vec<(&Reference, &Checked, Option<&Finding>)> =
        references.iter().zip(checked).flat_map(of).collect();
    let rows = &rows;
    let finding = |text: fn(&'a Finding) -> &'a str| {
        Values::texts(rows.iter().map(move |&(_, _, finding)| finding.map_or("", text)))
    };
    let rule = rows.iter().map(|(_, _, finding)| finding.map_or("verified", |finding| finding.rule.name()));
    let work = |checked: &'a Checked| checked.work.as_ref().or(checked.nearest.first());
    let id =
        |checked: &'a Checked| checked.work.as_ref().and_then(|work| work.id.as_deref()).unwrap_or_default();
    Table::new(
        &catalogue::CHECKED,
        [
            ("file", Values::texts(rows.iter().map(|(reference, _, _)| &*reference.place.file))),
            ("line", Values::integers(rows.iter().map(|(reference, _, _)| reference.place.line as usize))),
            ("label", Values::texts(rows.iter().map(|(reference, _, _)| reference.label.as_str()))),
            ("reference", Values::texts(rows.iter().map(|(reference, _, _)| reference.text.as_str()))),
            ("rule", Values::texts(rule)),
            ("level", finding(|finding| finding.level.name())),
            ("message", finding(|finding| &finding.message)),
            ("said", finding(|finding| finding.said.as_deref().unwrap_or_default())),
            ("known", finding(|finding| finding.known.as_deref().unwrap_or_default())),
            ("remedy", finding(|finding| finding.rule.remedy())),
            ("paper", Values::texts(rows.iter().map(|&(_, checked, _)| id(checked)))),
            (
                "work",
                Values::texts(
                    rows.iter().map(|&(_, checked, _)| work(checked).map_or("", |work| &work.text)),
                ),
            ),
        ],
    )
}
