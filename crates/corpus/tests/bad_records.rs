//! One bad record in a file of each format: what it costs, and what the message says.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../fuzz/src/law.rs"]
mod law;

/// How a file of a format is written: its name, what stands before the records, a record by title and abstract, and
/// what stands behind. A record begins on a line of its own.
type Format = (&'static str, &'static str, fn(&str, &str) -> String, &'static str);

const FORMATS: [Format; 9] = [
    ("bibtex", "", |title, text| format!("@article{{k, title = {{{title}}}, abstract = {{{text}}}}}\n"), ""),
    ("ris", "", |title, text| format!("TY  - JOUR\nTI  - {title}\nAB  - {text}\nER  - \n"), ""),
    ("wos", "FN X\nVR 1.0\n", |title, text| format!("PT J\nTI {title}\nAB {text}\nER\n"), "EF\n"),
    ("nbib", "", |title, text| format!("PMID- 1\nOWN - NLM\nTI  - {title}\nAB  - {text}\n\n"), ""),
    (
        "endnote-xml",
        "<xml><records>\n",
        |title, text| {
            format!(
                "<record><ref-type name=\"Book\">6</ref-type><title>{title}</title><abstract>{text}</abstract></record>\n"
            )
        },
        "</records></xml>\n",
    ),
    ("json", "[\n", |title, text| format!("{{\"title\": \"{title}\", \"abstract\": \"{text}\"}},\n"), "]\n"),
    ("jsonl", "", |title, text| format!("{{\"title\": \"{title}\", \"abstract\": \"{text}\"}}\n"), ""),
    ("csv", "title,abstract\n", |title, text| format!("\"{title}\",\"{text}\"\n"), ""),
    ("tsv", "title\tabstract\n", |title, text| format!("{title}\t{text}\n"), ""),
];

/// A file with three records, the middle one with this title and abstract, and the line on which that one begins.
fn three((_, start, record, end): &Format, title: &str, text: &str) -> (String, u64) {
    let first = format!("{start}{}", record("On maps", "A"));
    let line = first.matches('\n').count() as u64 + 1;
    (format!("{first}{}{}{end}", record(title, text), record("On rocks", "C")), line)
}

/// Titles, and problems as "line: reason".
fn outcome(bytes: &[u8], name: &str) -> (Vec<String>, Vec<String>) {
    law::check_bytes(bytes);
    // Before duplicates are merged: the key or the number of all three is the same.
    let bytes = std::io::Cursor::new(bytes.to_vec());
    let records = corpus::read_from(law::NAME, bytes, &corpus::ReadOptions::default()).unwrap();
    assert_eq!(records.files[0].format, name);
    let reason = |problem: &corpus::Problem| format!("{}: {}", problem.place.line, problem.reason);
    let titles = records.papers.iter().map(|paper| paper.title.clone()).collect();
    (titles, records.problems.iter().map(reason).collect())
}

/// `text` with the bytes `with` in place of `#`.
fn put(text: &str, with: &[u8]) -> Vec<u8> {
    let at = text.find('#').unwrap();
    [&text.as_bytes()[..at], with, &text.as_bytes()[at + 1..]].concat()
}

#[test]
fn bytes_of_another_encoding_are_read_and_told() {
    for format in &FORMATS {
        let (text, line) = three(format, "On tr#es", "B");
        let (titles, problems) = outcome(&put(&text, b"\xe9"), format.0);
        assert_eq!(titles, ["On maps", "On trées", "On rocks"], "{}", format.0);
        assert_eq!(
            problems,
            [format!("{line}: bytes that are no UTF-8 were read as Windows-1252")],
            "{}",
            format.0
        );
    }
}

#[test]
fn a_nul_byte_costs_itself() {
    for format in &FORMATS {
        let (text, line) = three(format, "On trees", &format!("B#{}", " and more".repeat(20)));
        let (titles, problems) = outcome(&put(&text, b"\0"), format.0);
        match format.0 {
            // JSON forbids it.
            "json" | "jsonl" => {
                assert_eq!(titles, ["On maps", "On rocks"]);
                assert!(
                    problems[0].starts_with(&format!(
                        "{line}: no record in JSON: a text holds a line end or another control character"
                    )),
                    "{problems:?}"
                );
            }
            _ => assert_eq!(
                (titles.join(", "), problems.len()),
                ("On maps, On trees, On rocks".into(), 0),
                "{}",
                format.0
            ),
        }
    }
}

#[test]
fn nesting_ten_thousand_deep_costs_nobody_else() {
    for format in &FORMATS {
        for (open, close) in [("{", "}"), ("[", "]"), ("<i>", "</i>"), ("\\emph{", "}"), ("(", ")")] {
            let deep = format!("{}B{}", open.repeat(10_000), close.repeat(10_000));
            // In JSON it stands between the values, for in a text it is text.
            let (text, _) = match format.0 {
                "json" | "jsonl" if open.len() == 1 && open != "(" => {
                    let (text, line) = three(format, "On trees", "#");
                    let inner = format!("{}1{}", open.repeat(10_000), close.repeat(10_000));
                    (text.replace("\"#\"", &inner), line)
                }
                "json" | "jsonl" => three(format, "On trees", &deep.replace('\\', "\\\\")),
                _ => three(format, "On trees", &deep),
            };
            let (titles, _) = outcome(text.as_bytes(), format.0);
            assert_eq!(
                (&*titles[0], titles.last().unwrap().as_str()),
                ("On maps", "On rocks"),
                "{} {open}",
                format.0
            );
        }
    }
}

#[test]
fn a_line_without_measure_costs_one_record() {
    // Longer than what is held in memory at a time.
    let long = "x".repeat(90 << 20);
    for format in FORMATS.iter().filter(|format| matches!(format.0, "bibtex" | "csv")) {
        let (text, line) = three(format, "On trees", &long);
        let (titles, problems) = outcome(text.as_bytes(), format.0);
        assert_eq!(titles, ["On maps", "On rocks"], "{}", format.0);
        let reason = "the record is longer than 64 MiB: left out up to the end of its line";
        assert_eq!(problems, [format!("{line}: {reason}")], "{}", format.0);
    }
}

#[test]
fn a_file_that_breaks_off_keeps_what_was_whole() {
    for format in &FORMATS {
        let (text, _) = three(format, "On trees", "B");
        let last = text.find(&(format.2)("On rocks", "C")).unwrap();
        for end in last..text.len() {
            let (titles, _) = outcome(&text.as_bytes()[..end], format.0);
            assert_eq!(titles[..2], ["On maps", "On trees"], "{} {end}", format.0);
        }
    }
}

#[test]
fn of_two_fields_of_one_name_the_first_counts() {
    for (name, text) in [
        ("bibtex", "@article{k, title={On maps}, title={On trees}, year=1999, year=2001}\n"),
        ("jsonl", "{\"title\": \"On maps\", \"title\": \"On trees\", \"year\": 1999, \"year\": 2001}\n"),
        ("csv", "title,title,year,year\nOn maps,On trees,1999,2001\n"),
        ("ris", "TY  - JOUR\nTI  - On maps\nTI  - On trees\nPY  - 1999\nPY  - 2001\nER  - \n"),
    ] {
        assert_eq!(outcome(text.as_bytes(), name), (vec!["On maps".to_owned()], vec![]));
        assert_eq!(law::check_bytes(text.as_bytes()).unwrap().papers[0].year, Some(1999), "{name}");
    }
}

/// Names of entities stay as they are written: none is defined by the file, and no other file is opened.
#[test]
fn entities_of_xml_unfold_to_nothing() {
    let secret = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(secret.path(), "the secret").unwrap();
    let laughs: String =
        (1..10).map(|at| format!("<!ENTITY l{at} \"{}\">\n", format!("&l{};", at - 1).repeat(10))).collect();
    let text = format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE xml [\n<!ENTITY l0 \"laugh\">\n{laughs}<!ENTITY file SYSTEM \"file://{}\">\n]>\n\
         <xml><records><record><ref-type/><title>On maps &l9; &file;</title></record></records></xml>",
        secret.path().display()
    );
    assert_eq!(outcome(text.as_bytes(), "endnote-xml"), (vec!["On maps &l9; &file;".to_owned()], vec![]));
}

/// The same game with abbreviations of BibTeX: each stands for ten of the one before.
#[test]
fn abbreviations_of_bibtex_do_not_grow_without_measure() {
    let mut text = "@string{l0 = \"laugh\"}\n".to_owned();
    for at in 1..10 {
        text += &format!("@string{{l{at} = {}}}\n", vec![format!("l{}", at - 1); 10].join(" # "));
    }
    text += "@article{a, title = \"On maps\", note = l3, abstract = l9}\n@article{b, title = {On trees}}\n";
    let (titles, problems) = outcome(text.as_bytes(), "bibtex");
    assert_eq!(titles, ["On maps", "On trees"]);
    let paper = &law::check_bytes(text.as_bytes()).unwrap().papers[0];
    assert!(paper.abstract_text.as_ref().is_some_and(|text| text.len() <= 32 * 1024), "{problems:?}");
}
