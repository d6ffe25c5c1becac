//! What can be said about a reference.

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Worth knowing; sound references have such findings.
    Note,
    /// A person should look.
    Warning,
    /// The reference contradicts what is known.
    Error,
}

impl Level {
    /// Its name in output, and in SARIF.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What is wrong, by kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// The DOI or arXiv id is that of another work.
    OtherPaper,
    /// The authors are not those of the work.
    Author,
    /// The title differs from that of the work by these authors.
    Title,
    /// The year differs. One year apart is a note: online first and print; so are three from a preprint to the paper.
    Year,
    /// The venue differs.
    Venue,
    /// The DOI or arXiv id is not that of the work.
    Doi,
    /// Nothing known is this work.
    NotFound,
    /// The work stands in the list before.
    Duplicate,
    /// The reference is younger than what cites it.
    Future,
    /// What should be a DOI or an arXiv id is none.
    Malformed,
    /// The record has no title, or is no reference at all.
    Unreadable,
    /// No paper of the corpus, but one that its papers cite: verified by what they say.
    Cited,
}

impl Rule {
    /// All, in the order of their declaration.
    pub const ALL: [Self; 12] = [
        Self::OtherPaper,
        Self::Author,
        Self::Title,
        Self::Year,
        Self::Venue,
        Self::Doi,
        Self::NotFound,
        Self::Duplicate,
        Self::Future,
        Self::Malformed,
        Self::Unreadable,
        Self::Cited,
    ];

    /// Its name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::OtherPaper => "other-paper",
            Self::Author => "author-differs",
            Self::Title => "title-differs",
            Self::Year => "year-differs",
            Self::Venue => "venue-differs",
            Self::Doi => "doi-differs",
            Self::NotFound => "not-found",
            Self::Duplicate => "duplicate",
            Self::Future => "future",
            Self::Malformed => "malformed",
            Self::Unreadable => "unreadable",
            Self::Cited => "known-as-cited",
        }
    }

    /// What it means, in a sentence.
    pub fn summary(self) -> &'static str {
        match self {
            Self::OtherPaper => "The identifier belongs to another paper.",
            Self::Author => "The authors are not those of the paper with this title.",
            Self::Title => "The title differs from that of the paper by these authors.",
            Self::Year => "The year differs.",
            Self::Venue => "The venue differs.",
            Self::Doi => "The DOI or arXiv id is not the one of this paper.",
            Self::NotFound => "No paper that is known is the one meant.",
            Self::Duplicate => "The same work stands in the list twice.",
            Self::Future => "The reference is younger than the paper that cites it.",
            Self::Malformed => "What should be a DOI or an arXiv id is none.",
            Self::Unreadable => "The record cannot be read as a reference.",
            Self::Cited => "The work is known from the reference lists of other papers only.",
        }
    }

    /// What to do.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::OtherPaper => "look the identifier up, and correct it or the rest of the reference",
            Self::Author => "look the paper up: such references are often made up",
            Self::Title => "look the paper up and copy its title",
            Self::Year => "correct the year",
            Self::Venue => "correct the venue, or leave it if another edition is meant",
            Self::Doi => "correct the DOI, or leave it if another edition is meant",
            Self::NotFound => "look the paper up elsewhere; a corpus that does not hold it proves nothing",
            Self::Duplicate => "cite the first one, and remove this one",
            Self::Future => "correct the year",
            Self::Malformed => "look the identifier up and copy it whole",
            Self::Unreadable => "give the entry a title, or take it out",
            Self::Cited => "nothing need be done",
        }
    }

    /// The level it has at most.
    pub fn level(self) -> Level {
        match self {
            Self::OtherPaper | Self::Author | Self::Year | Self::Doi | Self::Future | Self::Malformed => {
                Level::Error
            }
            Self::Title | Self::Venue | Self::NotFound | Self::Duplicate | Self::Unreadable => Level::Warning,
            Self::Cited => Level::Note,
        }
    }
}

/// One thing about a reference. Texts are as files write them: escape them where they leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its kind.
    pub rule: Rule,
    /// How much it matters.
    pub level: Level,
    /// What it is, in a sentence without its stop.
    pub message: String,
    /// What the reference says, where one value is in question.
    pub said: Option<String>,
    /// What is known instead.
    pub known: Option<String>,
}

impl Finding {
    pub(super) fn new(rule: Rule, message: String) -> Self {
        Self { rule, level: rule.level(), message, said: None, known: None }
    }

    pub(super) fn at(self, level: Level) -> Self {
        Self { level: level.min(self.level), ..self }
    }

    /// That a value is not the one known.
    pub(super) fn differs(rule: Rule, what: &str, said: impl ToString, known: impl ToString) -> Self {
        let (said, known) = (said.to_string(), known.to_string());
        let message = format!("{what} is {}, not {}", shown(&known), shown(&said));
        Self { said: Some(said), known: Some(known), ..Self::new(rule, message) }
    }
}

/// A text for a message: quoted unless it is a number, cut where long.
pub(super) fn shown(text: &str) -> String {
    const LONGEST: usize = 160;
    let cut = text.char_indices().nth(LONGEST).map_or(text, |(at, _)| &text[..at]);
    let dots = if cut.len() < text.len() { "…" } else { "" };
    match !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        true => text.to_owned(),
        false => format!("“{cut}{dots}”"),
    }
}
