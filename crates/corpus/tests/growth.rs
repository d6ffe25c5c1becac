//! Time and memory grow with the file, not with its square, whatever is repeated in it.
//!
//! Nothing here is timed: a reader that looks at the rest of a field for each of its characters takes minutes for this
//! page instead of a second.

#[path = "../fuzz/src/law.rs"]
mod law;

/// Bytes of a field.
const LONG: usize = 16 * 1024;

/// What means something to one reader or another.
const RUNS: [&str; 44] = [
    "-",
    "--",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "{}",
    "\\",
    "\\'",
    "\\'{",
    "$",
    "$a",
    "^{",
    "_{",
    "\"",
    "\"\"",
    "'",
    ".",
    "10.",
    "10.1000/",
    "10.1000/a)",
    "https://",
    "https://a.b/c",
    "http://a.b/[",
    "github.com/",
    "github.com/a ",
    "<i",
    "<i>",
    "<p a=",
    "&amp;",
    "&#",
    "@",
    "#",
    "/",
    "|",
    ";[",
    "(1999)",
    "(1999); ",
    ", A.",
    " and ",
    "e\u{301}",
    "\u{200b}",
];

const FIELDS: [&str; 11] = [
    "title",
    "abstract",
    "author",
    "keywords",
    "references",
    "doi",
    "url",
    "pages",
    "year",
    "journal",
    "note",
];

/// A file for each run, with a record for each field that is full of it.
fn in_fields(start: &str, record: impl Fn(&str, &str) -> String, end: &str) {
    anywhere(start, |value| FIELDS.iter().map(|field| record(field, value)).collect(), end);
}

/// A file for each run.
fn anywhere(start: &str, records: impl Fn(&str) -> String, end: &str) {
    for run in RUNS {
        let records = records(&run.repeat(LONG / run.len()));
        law::check_bytes(format!("{start}{records}{end}").as_bytes());
    }
}

#[test]
fn bibtex() {
    in_fields("", |field, value| format!("@article{{k, title={{A}}, {field} = {{{value}}}}}\n"), "");
    in_fields(
        "",
        |field, value| format!("@article{{k, title={{A}}, {field} = {value}, x=\"{value}\n"),
        "@a{b, title={B}}",
    );
    anywhere("@article{k, title={A}}\n", str::to_owned, "");
}

#[test]
fn ris() {
    let tag = |field: &str| match field {
        "title" => "TI",
        "abstract" => "AB",
        "author" => "AU",
        "keywords" => "KW",
        "references" => "CR",
        "doi" => "DO",
        "url" => "UR",
        "pages" => "SP",
        "year" => "PY",
        "journal" => "JO",
        _ => "N1",
    };
    in_fields("", |field, value| format!("TY  - JOUR\nTI  - A\n{}  - {value}\nER  - \n", tag(field)), "");
}

#[test]
fn web_of_science() {
    let tag = |field: &str| match field {
        "title" => "TI",
        "abstract" => "AB",
        "author" => "AU",
        "keywords" => "DE",
        "references" => "CR",
        "doi" => "DI",
        "url" => "C1",
        "pages" => "BP",
        "year" => "PY",
        "journal" => "SO",
        _ => "ID",
    };
    in_fields("FN X\nVR 1.0\n", |field, value| format!("PT J\nTI A\n{} {value}\nER\n", tag(field)), "EF");
}

#[test]
fn endnote_xml() {
    let record = |field: &str, value: &str| {
        format!("<record><ref-type/><title>A</title><{field}>{value}</{field}></record>")
    };
    in_fields("<xml><records>", record, "</records></xml>");
    let open = |value: &str| format!("<record><title>A</title>{value}");
    anywhere("<xml><records><ref-type/>", open, "</records></xml>");
    for mark in ["<record>", "</record>"] {
        law::check_bytes(format!("<xml><rec-number/><record></record>{}", mark.repeat(LONG)).as_bytes());
    }
}

#[test]
fn json_lines() {
    let text = |value: &str| value.replace('\\', "\\\\").replace('"', "\\\"");
    in_fields("", |field, value| format!("{{\"title\": \"A\", \"{field}\": \"{}\"}}\n", text(value)), "");
    anywhere("{\"title\": \"A\"}\n", |value| format!("{{\"title\": \"{value}\n"), "");
    anywhere("[{\"title\": \"A\"},\n", |value| format!("{{\"title\": \"{value}\n"), "");
}

#[test]
fn csv() {
    let cell = |field: &str, at: &str, value: &str| match field == at {
        true => format!("\"{}\"", value.replace('"', "\"\"")),
        false => String::new(),
    };
    let row = |field: &str, value: &str| {
        let cells: Vec<String> = FIELDS.iter().map(|at| cell(field, at, value)).collect();
        format!("A,{}\n", cells.join(","))
    };
    in_fields(&format!("Item Title,{}\n", FIELDS.join(",")), row, "");
    anywhere("title,year\nA,1999\n", |value| format!("\"{value}\n"), "");
}

#[test]
fn page() {
    anywhere("On maps\n\n", |value| format!("{value}\n\n{value}.\n\n"), "");
}
