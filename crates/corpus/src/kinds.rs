//! What a paper is, in the words of the formats: one table for readers and writers.

/// A kind of publication.
#[derive(Debug)]
pub(crate) struct Kind {
    /// As [`crate::paper::Imprint::kind`] says it.
    pub name: &'static str,
    /// The entry type of BibTeX.
    pub bibtex: &'static str,
    /// The value of `TY` in RIS.
    pub ris: &'static str,
    /// The type of CSL.
    pub csl: &'static str,
}

/// All kinds; of two with the same word in a format, that word means the first.
const KINDS: [Kind; 12] = [
    Kind { name: "Article", bibtex: "article", ris: "JOUR", csl: "article-journal" },
    Kind { name: "Conference Paper", bibtex: "inproceedings", ris: "CPAPER", csl: "paper-conference" },
    Kind { name: "Book", bibtex: "book", ris: "BOOK", csl: "book" },
    Kind { name: "Book Chapter", bibtex: "incollection", ris: "CHAP", csl: "chapter" },
    Kind { name: "Thesis", bibtex: "phdthesis", ris: "THES", csl: "thesis" },
    Kind { name: "Report", bibtex: "techreport", ris: "RPRT", csl: "report" },
    Kind { name: "Proceedings", bibtex: "proceedings", ris: "CONF", csl: "book" },
    Kind { name: "Web Page", bibtex: "online", ris: "ELEC", csl: "webpage" },
    Kind { name: "Dataset", bibtex: "dataset", ris: "DATA", csl: "dataset" },
    Kind { name: "Software", bibtex: "software", ris: "COMP", csl: "software" },
    Kind { name: "Patent", bibtex: "patent", ris: "PAT", csl: "patent" },
    Kind { name: "Unpublished", bibtex: "unpublished", ris: "UNPB", csl: "manuscript" },
];

/// Other words for entry types of BibTeX.
const SYNONYMS: [(&str, &str); 11] = [
    ("conference", "inproceedings"),
    ("inbook", "incollection"),
    ("mastersthesis", "phdthesis"),
    ("thesis", "phdthesis"),
    ("report", "techreport"),
    ("electronic", "online"),
    ("www", "online"),
    ("mvbook", "book"),
    ("collection", "book"),
    ("mvproceedings", "proceedings"),
    ("periodical", "proceedings"),
];

/// The kind that an entry type of BibTeX means.
pub(crate) fn of_bibtex(entry_type: &str) -> Option<&'static Kind> {
    let synonym = SYNONYMS.iter().find(|(word, _)| word.eq_ignore_ascii_case(entry_type));
    let entry_type = synonym.map_or(entry_type, |(_, meant)| meant);
    KINDS.iter().find(|kind| kind.bibtex.eq_ignore_ascii_case(entry_type))
}

/// The kind of a paper, by its own words or by the words of a format, whatever the case.
pub(crate) fn named(name: &str) -> Option<&'static Kind> {
    let is = |word: &str| word.eq_ignore_ascii_case(name);
    KINDS.iter().find(|kind| is(kind.name) || is(kind.ris) || is(kind.csl)).or_else(|| of_bibtex(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_leads_back_to_its_kind() {
        for kind in &KINDS {
            for found in [named(kind.name), named(kind.ris), of_bibtex(kind.bibtex)] {
                assert_eq!(found.map(|found| found.name), Some(kind.name));
            }
        }
        for (word, meant) in SYNONYMS {
            assert!(of_bibtex(word).is_some_and(|kind| kind.bibtex == meant), "{word}");
        }
        assert!(named("misc").is_none());
    }
}
