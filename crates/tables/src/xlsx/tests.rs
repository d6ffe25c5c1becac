//! The XML of small workbooks. `tests/tables.py` reads real ones with openpyxl and pandas.

use std::io::Read;

use super::*;
use crate::{
    Values,
    catalogue::{ALL, ColumnSpec, Kind, TableSpec},
};

const fn column(name: &'static str, kind: Kind) -> ColumnSpec {
    ColumnSpec { name, kind, meaning: "A column." }
}

static MIXED: TableSpec = TableSpec {
    name: "mixed",
    rows: "One row a case.",
    columns: &[
        column("title", Kind::Text),
        column("whole", Kind::Integer),
        column("number", Kind::Number),
        column("flag", Kind::Flag),
        column("url", Kind::Text),
        column("doi", Kind::Text),
    ],
};

fn mixed(titles: &[&str]) -> Table<'static> {
    let owned: Vec<String> = titles.iter().map(|title| (*title).to_owned()).collect();
    let rows = owned.len();
    Table::new(
        &MIXED,
        [
            ("title", Values::texts(owned)),
            ("whole", Values::integers((0..rows).map(|row| row * 7))),
            ("number", Values::numbers((0..rows).map(|row| 1.0 / (row as f64 + 3.0)))),
            ("flag", Values::flags((0..rows).map(|row| row % 2 == 0))),
            ("url", Values::texts((0..rows).map(|row| format!("https://example.org/?a={row}&b=<")))),
            ("doi", Values::texts((0..rows).map(|row| format!("10.1/{row}")))),
        ],
    )
    .unwrap()
}

/// A member of a workbook.
fn member(book: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(io::Cursor::new(book)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn written(tables: &[Table<'_>], limits: Limits) -> (Vec<u8>, Vec<Shortfall>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.xlsx");
    let shortfalls = write(tables, &path, limits).unwrap();
    // Scratch files are gone.
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    (std::fs::read(path).unwrap(), shortfalls)
}

#[test]
fn cells_have_types_and_text_is_never_a_formula() {
    let (book, shortfalls) = written(&[mixed(&["=1+1", "+cmd", "-2", "@SUM(A1)"])], EXCEL);
    let sheet = member(&book, "xl/worksheets/sheet2.xml");
    for text in ["=1+1", "+cmd", "-2", "@SUM(A1)"] {
        assert!(sheet.contains(&format!(r#"t="inlineStr"><is><t>{text}</t></is></c>"#)), "{text}");
    }
    assert!(!sheet.contains("<f>"));
    assert!(sheet.contains(r#"<c r="B3"><v>7.0</v></c>"#) || sheet.contains(r#"<c r="B3"><v>7</v></c>"#));
    assert!(sheet.contains(r#"<c r="C2"><v>0.3333333333333333</v></c>"#));
    assert!(
        sheet.contains(r#"<c r="D2" t="b"><v>1</v></c>"#)
            && sheet.contains(r#"<c r="D3" t="b"><v>0</v></c>"#)
    );
    assert!(sheet.contains(r#"<autoFilter ref="A1:F5"/>"#) && sheet.contains(r#"state="frozen""#));
    assert_eq!(shortfalls, []);
}

#[test]
fn addresses_and_dois_are_links_as_far_as_a_sheet_takes_them() {
    let table = [mixed(&["a", "b"])];
    let (book, shortfalls) = written(&table, Limits { links: 3, ..EXCEL });
    let links = member(&book, "xl/worksheets/_rels/sheet2.xml.rels");
    assert!(links.contains("https://example.org/?a=0&amp;b=%3c") && links.contains("https://doi.org/10.1/0"));
    // The web addresses come before the DOIs.
    assert!(links.contains("?a=1") && !links.contains("10.1/1"));
    assert_eq!(shortfalls, [Shortfall { table: "mixed", sheets: 1, cut: 0, unlinked: 1 }]);
    assert!(shortfalls[0].notes()[0].ends_with("1 in mixed."));
}

#[test]
fn a_text_too_long_for_a_cell_is_cut_with_a_mark_and_told() {
    // 40,000 characters of two UTF-16 units each, behind one: the cut falls inside a pair.
    let long = format!("a{}", "𝔘".repeat(40_000));
    let (book, shortfalls) = written(&[mixed(&[&long, "short"])], EXCEL);
    let sheet = member(&book, "xl/worksheets/sheet2.xml");
    let cell = sheet.split("<t>").find(|cell| cell.starts_with("a𝔘")).unwrap();
    let text = cell.split("</t>").next().unwrap();
    assert!(text.ends_with("𝔘 […cut]"));
    // One unit less than the limit: half a pair does not stand.
    assert_eq!(text.encode_utf16().count(), 32_767 - (32_767 - 1 - cell::CUT.encode_utf16().count()) % 2);
    assert_eq!(shortfalls, [Shortfall { table: "mixed", sheets: 1, cut: 1, unlinked: 0 }]);
    assert!(shortfalls[0].notes()[0].starts_with("Texts cut at the 32767 characters"));
    assert!(member(&book, "xl/sharedStrings.xml").contains("Texts cut at the 32767 characters"));
}

#[test]
fn rows_beyond_a_sheet_go_on_in_the_next() {
    let table = [mixed(&["first", "second", "third", "fourth", "fifth"])];
    let (book, shortfalls) = written(&table, Limits { rows: 2, ..EXCEL });
    let names = member(&book, "xl/workbook.xml");
    for name in ["about", "mixed", "mixed 2", "mixed 3"] {
        assert!(names.contains(&format!(r#"name="{name}""#)), "{name}");
    }
    let third = member(&book, "xl/worksheets/sheet4.xml");
    assert!(third.contains("fifth") && !third.contains("fourth") && third.contains(r#"ref="A1:F2""#));
    assert_eq!(shortfalls, [Shortfall { table: "mixed", sheets: 3, cut: 0, unlinked: 0 }]);
}

#[test]
fn signs_that_xml_cannot_hold_do_no_harm() {
    assert_eq!(cell::fit("a\0b\u{FFFF}\r\nc\td\re", 99), ("a\u{FFFD}b\u{FFFD}\nc\td\ne".into(), false));
    let (book, _) = written(&[mixed(&["<b>&\u{1}", "_x0041_"])], EXCEL);
    let sheet = member(&book, "xl/worksheets/sheet2.xml");
    assert!(sheet.contains("<t>&lt;b&gt;&amp;\u{FFFD}</t>"));
    // Excel would read an A otherwise.
    assert!(sheet.contains("<t>_x005F_x0041_</t>"));
}

#[test]
fn what_no_browser_opens_is_no_link() {
    let long = format!("https://example.org/{}", "a".repeat(2_100));
    for text in ["javascript:alert(1)", "file:///etc/passwd", "see https://a.b", "https://a b", long.as_str()]
    {
        assert_eq!(cell::address("url", text), None, "{text}");
    }
    assert_eq!(cell::address("doi", "10.1/a#b?c%d").as_deref(), Some("https://doi.org/10.1/a%23b%3Fc%25d"));
    assert_eq!(cell::address("doi", "none"), None);
}

#[test]
fn the_same_bytes_at_any_number_of_threads() {
    let titles: Vec<String> = (0..2_000).map(|row| format!("title {row}")).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let tables = [mixed(&titles), mixed(&titles[..10])];
    let limits = Limits { rows: 300, ..EXCEL };
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        // Two sheets cannot have one name: the second table has rows for one sheet only, and is written alone.
        pool.install(|| (written(&tables[..1], limits).0, written(&tables[1..], limits).0))
    };
    assert!(on(1) == on(3));
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let error = write_xlsx_file(&[mixed(&["a"])], &folder.path().join("no/book.xlsx")).unwrap_err();
    assert!(error.to_string().contains("book.xlsx"), "{error}");
}

#[test]
fn the_names_of_tables_are_names_of_sheets() {
    for table in ALL {
        // 31 characters, of which a number may take four.
        assert!(table.name.len() <= 27 && table.name != guide::NAME, "{}", table.name);
    }
}
