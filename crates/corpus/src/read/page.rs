//! The text of a web page that lists papers: title and abstract in turn, with blank lines between.
//!
//! The first title is the paper that the page is about. Nothing marks what is a title: an abstract tells itself by
//! its length and its sentences, and the last short paragraph before it is its title. What else stands there
//! (headings, dates, buttons) is page furniture.

use super::{
    draft::{Draft, shown},
    input::Input,
    sink::{Outcome, Sink},
    value::Value,
};
use crate::{Place, Problem, ReadError, Severity, clean, fields::Field, read::blocks::LONGEST};

/// Paragraphs of so many characters are abstracts if they hold a sentence.
const LONG: usize = 200;

/// A paragraph and the line it begins on.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Paragraph {
    line: u64,
    text: String,
}

/// There is a title with an abstract below it, and nothing that marks the lines of another format. A page in its source, or
/// the README that lies beside the files of a folder, is prose too, but no list of papers.
pub(super) fn recognise(head: &str) -> bool {
    if head.trim_start().starts_with(['<', '{']) {
        return false;
    }
    let tagged = |line: &str| {
        let tag = line.split([' ', '-']).next().unwrap_or("");
        line.starts_with('@')
            || (line.contains("- ")
                && (2..=4).contains(&tag.len())
                && tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
                && line[tag.len()..].trim_start().starts_with("- "))
            || ["FN ", "VR ", "# "].iter().any(|mark| line.starts_with(mark))
    };
    if head.lines().filter(|line| !line.trim().is_empty()).take(3).any(tagged) {
        return false;
    }
    let paragraphs = paragraphs(head);
    paragraphs.windows(2).any(|pair| !is_abstract(&pair[0].text) && is_abstract(&pair[1].text))
}

pub(super) fn read(input: &mut Input, sink: &mut Sink) -> Result<(), ReadError> {
    let mut bytes = Vec::new();
    while bytes.len() <= LONGEST && input.read(&mut bytes, LONGEST / 16, 0)? {}
    if bytes.len() > LONGEST {
        let reason = format!("the page is longer than {} MiB; what comes after was not read", LONGEST >> 20);
        sink.problem(Problem {
            place: Place { file: sink.path.clone(), line: 0 },
            severity: Severity::Skipped,
            reason,
            remedy: "split the file".to_owned(),
        })?;
        bytes.truncate(LONGEST);
    }
    let mut title: Option<Paragraph> = None;
    let mut paper: Option<(Paragraph, String)> = None;
    for paragraph in paragraphs(&clean::decode(&bytes)) {
        if let Some((_, text)) = paper.as_mut().filter(|_| title.is_none() && goes_on(&paragraph.text)) {
            text.push(' ');
            text.push_str(&paragraph.text);
        } else if let Some(title) = title.take_if(|_| is_abstract_below_title(&paragraph.text)) {
            finish(paper.replace((title, paragraph.text)), sink)?;
        } else if is_abstract(&paragraph.text) {
            let place = Place { file: sink.path.clone(), line: paragraph.line };
            sink.push(Outcome::skipped(
                place,
                format!("the abstract {} has no title above it", shown(&paragraph.text)),
            ))?;
        } else {
            title = Some(paragraph);
        }
    }
    finish(paper, sink)
}

/// Gives the paper to the sink.
fn finish(paper: Option<(Paragraph, String)>, sink: &mut Sink) -> Result<(), ReadError> {
    let Some((title, text)) = paper else { return Ok(()) };
    let place = Place { file: sink.path.clone(), line: title.line };
    let mut draft = Draft::default();
    draft.add(Field::Title, 0, Value::Text(title.text.into()));
    draft.add(Field::Abstract, 0, Value::Text(text.into()));
    sink.push(Outcome::of(draft, place))
}

/// Lines between blank lines, joined; every line by itself where no line is blank.
fn paragraphs(text: &str) -> Vec<Paragraph> {
    let apart = text.trim().lines().any(|line| line.trim().is_empty());
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut open = false;
    for (at, line) in text.lines().enumerate() {
        let line = clean::text(line);
        if line.is_empty() {
            open = false;
        } else if open && apart {
            if let Some(paragraph) = paragraphs.last_mut() {
                paragraph.text.push(' ');
                paragraph.text.push_str(&line);
            }
        } else {
            paragraphs.push(Paragraph { line: at as u64 + 1, text: line.into_owned() });
            open = true;
        }
    }
    paragraphs
}

/// Long, with a sentence in it. Long titles have no full stop.
fn is_abstract(text: &str) -> bool {
    text.len() >= LONG && (has_sentence(text) || text.len() >= 2 * LONG)
}

/// Below a title less is enough: a sentence of some words.
fn is_abstract_below_title(text: &str) -> bool {
    is_abstract(text) || (text.split(' ').count() >= 8 && text.ends_with(['.', '!']))
}

/// Whether a paragraph right below an abstract belongs to it: it goes on in mid-sentence, holds a link, or is prose.
fn goes_on(text: &str) -> bool {
    is_abstract_below_title(text) || text.contains("://") || text.starts_with(char::is_lowercase)
}

/// A full stop at the end or before a new sentence.
fn has_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', ')']) || text.contains(". ") || text.contains("://")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of `text` as pairs of title and abstract length.
    fn read_text(text: &str) -> Vec<(String, usize)> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.txt");
        std::fs::write(&path, text).unwrap();
        let origin = super::super::sources::Origin::File(path);
        let source = super::super::sources::Source { shown: "page.txt".to_owned(), origin };
        let mut input = Input::open(&source).unwrap();
        let mut sink = Sink::new("page.txt".into(), false, None);
        read(&mut input, &mut sink).unwrap();
        sink.tally
            .papers
            .into_iter()
            .map(|paper| (paper.title, paper.abstract_text.map_or(0, |text| text.len())))
            .collect()
    }

    const PROSE: &str = "We show that short papers may be told from their titles, with nothing more than the length of a paragraph and the full stops in it. \
        This is enough for pages as they are found. What is left over is furniture, and is passed over in silence.";

    #[test]
    fn titles_stand_above_abstracts() {
        let page = format!(
            "Home\n\nSubscribe\n\nApr 17\n\nFirst title\n\n{PROSE}\n\nSecond title\n\n{PROSE}\n\nAbout\n\nPrivacy\n"
        );
        assert_eq!(
            read_text(&page),
            [("First title".to_owned(), PROSE.len()), ("Second title".to_owned(), PROSE.len())]
        );
    }

    #[test]
    fn an_abstract_may_have_several_paragraphs_and_wrapped_lines() {
        let wrapped = PROSE.replace(". ", ".\n");
        let page = format!(
            "First title\n\n{wrapped}\n\n{PROSE}\n\nCode: https://github.com/a/b\n\nSecond title\n\nA short abstract is one too, below a title.\n"
        );
        let papers = read_text(&page);
        assert_eq!(papers[0].1, 2 * PROSE.len() + 1 + 1 + "Code: https://github.com/a/b".len());
        assert_eq!(papers[1], ("Second title".to_owned(), 43));
    }

    #[test]
    fn pages_without_blank_lines_are_read_line_by_line() {
        assert_eq!(read_text(&format!("First title\n{PROSE}\nSecond title\n{PROSE}")).len(), 2);
    }

    #[test]
    fn other_formats_are_no_pages() {
        assert!(!recognise(&format!("TY  - JOUR\n\n{PROSE}")));
        assert!(!recognise(&format!("PMID- 1\n\n{PROSE}")));
        assert!(!recognise(&format!("@article{{a,\n\n{PROSE}")));
        assert!(!recognise(&format!("<html>\n<body>\n\nA title\n\n{PROSE}")));
        assert!(!recognise(&format!("# Exports of May\n\nA title\n\n{PROSE}")));
        assert!(recognise(&format!("A title\n\n{PROSE}")));
        assert!(recognise(&format!("#1 paper of the day\n\nA title\n\n{PROSE}")));
    }
}
