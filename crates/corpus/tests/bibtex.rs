//! BibTeX: nothing lost in silence, on made files, on real ones and on any bytes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use corpus::{Paper, ReadOptions, Records};
use parallel::Progress;
use proptest::prelude::*;

fn read_path(path: &Path) -> Records {
    corpus::read_files(&[path.to_owned()], &ReadOptions::default(), &Progress::none()).unwrap()
}

fn read(text: impl AsRef<[u8]>) -> Records {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("papers.bib");
    std::fs::write(&path, text).unwrap();
    read_path(&path)
}

/// Titles, and problems as "line: reason".
fn outcome(text: impl AsRef<[u8]>) -> (Vec<String>, Vec<String>) {
    let records = read(text);
    let problems =
        records.problems.iter().map(|problem| format!("{}: {}", problem.place.line, problem.reason));
    (records.papers.iter().map(|paper| paper.title.clone()).collect(), problems.collect())
}

fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/exports")).join(name);
    if !path.exists() {
        eprintln!("skipped: {name} is not on this machine");
        return None;
    }
    Some(path)
}

#[test]
fn an_entry_with_everything() {
    let records = read(
        "% my library\n@string{vis = \"IEEE \" # {VIS}}\n@comment{@article{no, title={No}}}\n\
         @InProceedings{doe:2020,\n  title = {{Maps} of {\\'E}tudes},\n  author = \"Doe, Jane and {\\\"O}zil, M. and others\",\n\
         booktitle = vis # { 2020},\n  year = 2020, pages = {1--9}, doi = {https://doi.org/10.1000/A\\_B},\n\
         eprint = {2001.00001v2}, archivePrefix = {arXiv}, url = {https://a.org/~x},\n  keywords = {maps, trees},\n\
         abstract = {Code at \\url{https://github.com/a/b}.}, publisher = {ACM \\& Co}, number = 3, volume = {7}}\n",
    );
    assert_eq!(records.problems.len(), 1);
    assert!(records.problems[0].reason.contains("breaks off with \"others\""));
    let paper = &records.papers[0];
    assert_eq!(
        (paper.id.as_str(), paper.title.as_str(), paper.year),
        ("doe:2020", "Maps of Études", Some(2020))
    );
    assert_eq!(paper.authors, ["Doe, Jane", "Özil, M."]);
    assert_eq!(paper.venue.as_deref(), Some("IEEE VIS 2020"));
    assert_eq!((paper.doi.as_deref(), paper.arxiv.as_deref()), (Some("10.1000/a_b"), Some("2001.00001")));
    assert_eq!((paper.url.as_deref(), paper.place.line), (Some("https://a.org/~x"), 4));
    assert_eq!(paper.keywords, ["maps", "trees"]);
    assert_eq!(paper.repos[0].to_string(), "github.com/a/b");
    assert_eq!(paper.imprint.publisher.as_deref(), Some("ACM & Co"));
    assert_eq!(paper.imprint.page_range.as_deref(), Some("1-9"));
    assert_eq!(records.files[0].format, "bibtex");
}

#[test]
fn an_unclosed_brace_costs_one_entry_of_ten_thousand() {
    let mut text = "@article{bad, title = {Never {closed}, year = 2000,\n".to_owned();
    for at in 0..10_000 {
        text += &format!("@article{{k{at},\n  title = {{Paper {at}}},\n  year = {{2001}}\n}}\n\n");
    }
    let (titles, problems) = outcome(&text);
    assert_eq!(titles.len(), 10_001);
    assert!(titles.iter().skip(1).enumerate().all(|(at, title)| *title == format!("Paper {at}")));
    assert!(
        problems.iter().all(|problem| problem.starts_with("1: the value of `title` is not closed")),
        "{problems:?}"
    );
    assert_eq!(problems.len(), 1);
}

#[test]
fn what_cannot_be_read_is_said_with_its_line() {
    let (titles, problems) = outcome(
        "@article{a, title={A}}\n@article b, title={B}}\n@article{c,\n year={2000}}\n@misc{d, title={D}, year={soon}}\n@misc{e, title={E}\n",
    );
    assert_eq!(titles, ["A", "D", "E"]);
    assert_eq!(
        problems,
        [
            "2: an opening brace is missing behind `@article`",
            "3: the record \"c\" has no title",
            "5: \"soon\" is no year: dropped",
            "6: the entry has no closing brace"
        ]
    );
}

#[test]
fn children_take_what_their_parents_know() {
    let records = read(
        "@inproceedings{a, title={A}, crossref={p}}\n@inproceedings{b, title={B}, year=1999, crossref={q}}\n\
         @proceedings{p, title={Proceedings of P}, year=2001, publisher={ACM}}\n",
    );
    let [a, b, _] = records.papers.as_slice() else { unreachable!() };
    assert_eq!((a.venue.as_deref(), a.year), (Some("Proceedings of P"), Some(2001)));
    assert_eq!(a.imprint.publisher.as_deref(), Some("ACM"));
    assert_eq!((b.venue.as_deref(), b.year), (None, Some(1999)));
    let year = records.files[0].fields.iter().find(|(name, _)| *name == "year");
    assert_eq!(year, Some(&("year", 1.0)));
}

/// Records are read while later definitions are already found: none may see one that stands behind it.
#[test]
fn a_definition_counts_from_its_place_on_at_any_number_of_threads() {
    let mut text = String::new();
    for at in 0..20_000 {
        if at % 1000 == 0 {
            text += &format!("@string{{where = \"Place {}\"}}\n", at / 1000);
        }
        text +=
            &format!("@article{{k{at}, title = {{Paper {at} of many papers}}, journal = where # {{!}}}}\n");
    }
    let read_with = |threads| parallel::with_threads(threads, || read(&text).papers).unwrap();
    let papers = read_with(4);
    for (at, paper) in papers.iter().enumerate() {
        assert_eq!(paper.venue, Some(format!("Place {}!", at / 1000)), "{at}");
    }
    let bare = |papers: Vec<Paper>| papers.iter().map(elsewhere).collect::<Vec<_>>();
    assert_eq!(bare(papers), bare(read_with(1)));
}

#[test]
fn line_ends_and_encodings() {
    let text = "@article{k,\n title = {Étude},\n author = {A B and\n C D},\n}\n";
    let expected = (vec!["Étude".to_owned()], vec![]);
    for bytes in
        [text.to_owned(), text.replace('\n', "\r\n"), text.replace('\n', "\r"), format!("\u{feff}{text}")]
    {
        assert_eq!(outcome(&bytes), expected, "{bytes:?}");
        assert_eq!(read(&bytes).papers[0].authors, ["A B", "C D"]);
    }
    let (titles, problems) = outcome(b"@article{k,\n title = {\xc9tude}}\n");
    assert_eq!(titles, ["Étude"]);
    assert_eq!(problems, ["1: bytes that are no UTF-8 were read as Windows-1252"]);
}

/// Entries by the rule of `grep -c '^ *@'`: the oracle of how many records a file holds.
fn counted(path: &Path) -> usize {
    let text = std::fs::read(path).unwrap();
    String::from_utf8_lossy(&text)
        .lines()
        .filter(|line| line.trim_start_matches([' ', '\u{feff}']).starts_with('@'))
        .count()
}

#[test]
fn every_entry_of_real_files_is_read_or_explained() {
    for (name, titled) in [("scopus.bib", 263), ("wos.bib", 236), ("conferences.bib", 4355)] {
        let Some(path) = shared(name) else { continue };
        let records = read_path(&path);
        let card = &records.files[0];
        eprintln!(
            "{name}: {} records, {} read, {} repaired, {} skipped",
            card.records, card.read, card.repaired, card.skipped
        );
        for problem in records.problems.iter().take(20) {
            eprintln!("  {}: {}", problem.place.line, problem.reason);
        }
        assert_eq!(card.records, counted(&path), "{name}");
        assert_eq!(card.read, titled, "{name}");
        assert!(records.papers.iter().all(|paper| !paper.authors.iter().any(String::is_empty)), "{name}");
    }
}

#[test]
fn web_of_science_gives_one_reference_a_line() {
    let Some(path) = shared("wos.bib") else { return };
    let papers = read_path(&path).papers;
    assert_eq!(papers[0].id, "WOS:000719584000015");
    assert!(
        papers[0].references.contains(&"10.1016/j.artint.2008.11.006".to_owned())
            || papers[0].references[0].contains("Amgoud")
    );
    let cited = papers.iter().filter(|paper| paper.cited_by.is_some()).count();
    let wrapped = papers.iter().flat_map(|paper| &paper.keywords).any(|keyword| keyword.contains(';'));
    assert_eq!((cited, wrapped), (236, false));
    // Three have no year of print yet, but a date of early access.
    assert!(papers.iter().all(|paper| paper.year.is_some()));
}

/// The oracle is the crate `biblatex`, entry by entry: same key, same number of people, same letters in the title.
#[test]
fn real_entries_are_read_as_another_reader_reads_them() {
    use biblatex::ChunksExt;

    let letters = |text: &str| text.chars().filter(|char| char.is_alphanumeric()).collect::<String>();
    for name in ["scopus.bib", "wos.bib", "conferences.bib"] {
        let Some(path) = shared(name) else { continue };
        let papers = read_path(&path).papers;
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        let lines: Vec<&str> = text.lines().collect();
        let (mut compared, mut refused, mut different) = (0, 0, Vec::new());
        for (at, paper) in papers.iter().enumerate() {
            let next = papers.get(at + 1).map_or(lines.len(), |next| next.place.line as usize - 1);
            let entry = lines[paper.place.line as usize - 1..next].join("\n");
            // They know "and" in lower case only.
            let entry = entry.replace(" AND ", " and ");
            let Ok(theirs) = biblatex::Bibliography::parse(&entry) else {
                refused += 1;
                continue;
            };
            let Some(theirs) = theirs.iter().next() else { continue };
            compared += 1;
            let title = theirs.title().map(ChunksExt::format_verbatim).unwrap_or_default();
            let people = theirs.author().unwrap_or_default();
            // They keep the "others" of "and others" as a person.
            let people = people.iter().filter(|person| person.name != "others").count();
            let formula = title.contains(['$', '\\']);
            let same = (formula || letters(&title) == letters(&paper.title)) && people == paper.authors.len();
            if !same {
                different.push(format!(
                    "{}: {title:?} ({people}) {:?} ({})",
                    paper.place,
                    paper.title,
                    paper.authors.len()
                ));
            }
        }
        eprintln!(
            "{name}: {compared} compared, {refused} refused by biblatex, {} read otherwise",
            different.len()
        );
        different.iter().take(12).for_each(|line| eprintln!("  {line}"));
        // It refuses names of fields with a space in them, which a third of the entries of Scopus have.
        assert!(compared * 2 > papers.len(), "{name}: {compared}");
        assert!(different.len() * 100 <= compared, "{name}: {different:#?}");
    }
}

/// A paper without what its place says.
fn elsewhere(paper: &Paper) -> Paper {
    Paper { place: corpus::Place::default(), ..paper.clone() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_bytes_make_it_panic(tail in prop::collection::vec(any::<u8>(), 0..300)) {
        // Long enough for the rest not to look like binary data.
        let mut bytes = format!("@article{{k, title={{{}}},\n", "A".repeat(20_000)).into_bytes();
        bytes.extend(tail);
        let records = read(&bytes);
        prop_assert_eq!(records.files[0].records, records.files[0].read + records.files[0].skipped);
    }

    #[test]
    fn no_syntax_makes_it_panic(tail in "(@a\\{k,|@string\\{|@b\\(|\\{|\\}|\"|#|,|=|\\\\|\n|\\)| and |title|year|~|\\$|2000){0,60}") {
        let records = read(format!("@article{{k, title={{A}},\n{tail}").as_bytes());
        prop_assert_eq!(records.files[0].records, records.files[0].read + records.files[0].skipped);
    }

    /// Damage to one entry never reaches the entries before it or behind the next line that opens an entry.
    #[test]
    fn damage_stays_in_its_entry(junk in "[a-z{}\", =#]{0,40}") {
        let good = "@article{good, title={Good}, year={2000}}\n";
        let damaged = read(format!("{good}@article{{bad, title={{Bad}}, {junk}\n{good}"));
        let goods: Vec<Paper> = damaged.papers.iter().filter(|paper| paper.id == "good").map(elsewhere).collect();
        prop_assert_eq!(goods.len(), 2, "{}", junk);
        prop_assert_eq!(&goods[0], &goods[1]);
    }
}
