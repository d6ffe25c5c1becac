//! The digest for one reader.

use anyhow::{Context, bail};
use corpus::{Date, Paper};
use discover::{
    digest::{self, Choice, Entry, History, Interest, Section, Since},
    find::find,
    index::Name,
    similar::{Question, similar},
};
use pipeline::{DigestSection, DigestView, ListedPaper};

use super::subscribers::Wish;
use crate::commands::open::FileIndex;

/// Where editions are made: a report, what counts as new, and what happened to all papers.
pub struct Desk {
    index: FileIndex,
    history: History,
    since: Since,
    day: Date,
}

/// A digest with the papers that it tells of.
pub struct Edition {
    /// The page.
    pub view: DigestView,
    /// What the papers are known by from run to run: the DOI, else the id.
    pub papers: Vec<String>,
    /// The first day of what is new.
    pub since: Date,
}

impl Desk {
    /// Reads what happened to all papers of a report. `half_life` is that of attention, in years, above 0.
    pub fn open(mut index: FileIndex, since: Date, half_life: f64) -> anyhow::Result<Self> {
        let history = History::read(&mut index, half_life)?;
        Ok(Self { index, history, since: Since::Date(since), day: since })
    }

    /// What is new and trending of what somebody wishes to hear of, without the papers that he `had`.
    pub fn edition(
        &mut self,
        wish: &Wish,
        top: usize,
        had: &dyn Fn(&str) -> bool,
    ) -> anyhow::Result<Edition> {
        let interest = self.interest(wish)?;
        let keys: Vec<String> = self.index.contents().names.iter().map(key).collect();
        let skip = |paper: u32| had(&keys[paper as usize]);
        let choice = Choice { since: &self.since, top, skip: &skip };
        let sections = digest::sections(&mut self.index, &self.history, &interest, &choice)?;
        let entries = sections.iter().flat_map(|section| section.new.iter().chain(&section.trending));
        let papers = entries.map(|entry| keys[entry.paper as usize].clone()).collect();
        let title = match wish {
            Wish::Everything => "What is new".to_owned(),
            Wish::Topic(_) | Wish::Like(_) | Wish::Words(_) => match &sections[..] {
                [only] => format!("What is new: {}", only.title),
                _ => "What is new".to_owned(),
            },
        };
        let view = DigestView {
            title,
            about: format!(
                "Papers since {}, and older ones that get a larger part of the attention than before.{}",
                self.day,
                self.nothing_newer()
            ),
            sections: sections.iter().map(shown).collect(),
        };
        Ok(Edition { view, papers, since: self.day })
    }

    /// That the report ends before the day asked for, where it does.
    fn nothing_newer(&self) -> String {
        let dates = || (0..self.history.papers() as u32).filter_map(|paper| self.history.date(paper));
        match (&self.since, dates().max()) {
            (Since::Date(day), Some(newest)) if !dates().any(|date| date.may_be_since(*day)) => {
                format!(" No paper of the report is as new as that: the newest is of {newest}.")
            }
            _ => String::new(),
        }
    }

    fn interest(&mut self, wish: &Wish) -> anyhow::Result<Interest> {
        let (name, question) = match wish {
            Wish::Everything => return Ok(Interest::Everything),
            Wish::Topic(topic) => return Ok(Interest::Cluster(self.cluster(topic)?)),
            Wish::Like(id) => {
                let paper = find(&self.index.contents().names, id)?;
                let question = Question::paper(&mut self.index, paper)?;
                (format!("like “{}”", question.record.title), question)
            }
            Wish::Words(words) => {
                let paper = Paper { title: words.clone(), ..Paper::default() };
                (words.clone(), Question::text(&paper))
            }
        };
        // Otherwise the digest would say for ever that nothing is new.
        if similar(&mut self.index, &question, 1)?.is_empty() {
            bail!(
                "no paper of the report has a term in common with {name:?}: words that no two papers have, or that more than half of them \
                 have, are no terms; `bibliograph similar` shows what words find"
            );
        }
        Ok(Interest::Like { name, question: Box::new(question) })
    }

    /// The cluster of a number, or whose label has these words.
    fn cluster(&self, topic: &str) -> anyhow::Result<u32> {
        let labels = &self.index.contents().clusters;
        if let Ok(number) = topic.parse::<usize>() {
            if (1..=labels.len()).contains(&number) {
                return Ok(number as u32 - 1);
            }
            bail!("there is no topic {number}: the report has topics 1 to {}", labels.len());
        }
        let words = topic.to_lowercase();
        let fits = |label: &&String| label.to_lowercase().contains(&words);
        let found = labels.iter().position(|label| fits(&label));
        found.map(|at| at as u32).with_context(|| {
            let some: Vec<&str> = labels.iter().take(5).map(String::as_str).collect();
            format!("no topic is called {topic:?}; the largest are called: {}", some.join(" · "))
        })
    }
}

/// What a paper is known by from run to run.
fn key(name: &Name) -> String {
    name.doi.clone().unwrap_or_else(|| name.id.clone())
}

fn shown(section: &Section) -> DigestSection {
    DigestSection {
        title: section.title.clone(),
        new: section.new.iter().map(listed).collect(),
        more: section.more,
        trending: section.trending.iter().map(listed).collect(),
    }
}

fn listed(entry: &Entry) -> ListedPaper {
    let record = &entry.record;
    let doi = record.doi.iter().map(|doi| (format!("doi:{doi}"), format!("https://doi.org/{doi}")));
    let url = record.url.iter().map(|url| (url.clone(), url.clone()));
    let first = match &record.authors[..] {
        [] => None,
        [only] => Some(only.clone()),
        [first, ..] => Some(format!("{first} et al.")),
    };
    let year = record.year.map(|year| year.to_string());
    ListedPaper {
        title: record.title.clone(),
        imprint: [first, record.venue.clone(), year].into_iter().flatten().collect(),
        links: doi.chain(url).collect(),
        why: entry.why.clone(),
        ..ListedPaper::default()
    }
}
