//! Made-up papers: a corpus with Zipf-distributed terms and planted topics.
//!
//! Words are syllables, the same for the same number. A corpus has words that all papers share and words of one topic; both
//! follow Zipf's law, as the words of real abstracts do.

use std::io::{self, Write};

use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A made-up paper.
#[derive(Clone, Debug, PartialEq)]
pub struct MadePaper {
    /// Four to ten words.
    pub title: String,
    /// Sentences of 8 to 20 words.
    pub abstract_text: String,
    /// 1990 to 2025; later papers stand later.
    pub year: i32,
    /// Names as `github.com/owner/name`; one paper in five has one, mostly one of its topic's.
    pub repos: Vec<String>,
    /// Earlier papers that this one cites, ascending; four of five are of its own topic.
    pub references: Vec<u32>,
    /// The planted topic.
    pub topic: u32,
}

/// How a corpus is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// How many papers; paper `i` is of topic `i % topics`.
    pub papers: u32,
    /// How many topics.
    pub topics: u32,
    /// Words in an abstract.
    pub length: u32,
    /// Words that all papers share.
    pub common_words: u32,
    /// Words of each topic.
    pub topic_words: u32,
    /// The share of words that are the topic's, 0 to 1.
    pub topic_share: f64,
    /// References of a paper, fewer in the first.
    pub references: u32,
}

impl Default for Plan {
    /// A thousand papers on eight topics, with abstracts as long as real ones.
    fn default() -> Self {
        Self {
            papers: 1000,
            topics: 8,
            length: 150,
            common_words: 5000,
            topic_words: 400,
            topic_share: 0.3,
            references: 5,
        }
    }
}

impl Plan {
    /// A field that grows as fields do: more papers are on more topics, two thousand papers a topic, each with words of its own.
    pub fn field(papers: u32) -> Self {
        Self { papers, topics: (papers / 2000).max(8), ..Self::default() }
    }
}

/// The corpus of a plan. Each paper draws from its own stream of numbers, so that a longer corpus begins like a shorter one.
///
/// # Panics
///
/// If the plan has no topics, or no words where some are to be drawn.
pub fn corpus(plan: Plan, seed: u64) -> Vec<MadePaper> {
    (0..plan.papers).map(|index| paper(plan, seed, index)).collect()
}

/// Writes the same corpus as JSON Lines, a paper at a time, so that a corpus may be larger than memory. Ids are `p0`, `p1`, ...
///
/// # Errors
///
/// When `out` takes no more.
///
/// # Panics
///
/// As [`corpus`].
pub fn write_json_lines(plan: Plan, seed: u64, mut out: impl Write) -> io::Result<()> {
    let list = |items: Vec<String>| items.join(",");
    for index in 0..plan.papers {
        // Words and names hold nothing that JSON would escape.
        let MadePaper { title, abstract_text, year, repos, references, .. } = paper(plan, seed, index);
        let repos = list(repos.iter().map(|repo| format!("\"https://{repo}\"")).collect());
        let references = list(references.iter().map(|cited| format!("\"p{cited}\"")).collect());
        writeln!(
            out,
            r#"{{"id":"p{index}","title":"{title}","year":{year},"abstract":"{abstract_text}","repos":[{repos}],"references":[{references}]}}"#
        )?;
    }
    Ok(())
}

fn paper(plan: Plan, seed: u64, index: u32) -> MadePaper {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(u64::from(index));
    let topic = index % plan.topics;
    let title_words = random.random_range(4..=10);
    MadePaper {
        title: sentence(&mut random, plan, topic, title_words),
        abstract_text: text(&mut random, plan, topic),
        year: 1990 + (u64::from(index) * 36 / u64::from(plan.papers)) as i32,
        repos: repos(&mut random, topic),
        references: references(&mut random, plan, index),
        topic,
    }
}

fn text(random: &mut impl Rng, plan: Plan, topic: u32) -> String {
    let mut sentences = Vec::new();
    let mut left = plan.length;
    while left > 0 {
        let words = random.random_range(8..=20).min(left);
        sentences.push(sentence(random, plan, topic, words));
        left -= words;
    }
    sentences.join(" ")
}

fn sentence(random: &mut impl Rng, plan: Plan, topic: u32, words: u32) -> String {
    let mut drawn = Vec::with_capacity(words as usize);
    for _ in 0..words {
        let number = if random.random_bool(plan.topic_share) {
            plan.common_words + topic * plan.topic_words + zipf(random, plan.topic_words)
        } else {
            zipf(random, plan.common_words)
        };
        drawn.push(word(number));
    }
    drawn.join(" ") + "."
}

fn repos(random: &mut impl Rng, topic: u32) -> Vec<String> {
    if !random.random_bool(0.2) {
        return Vec::new();
    }
    let owner = if random.random_bool(0.8) { format!("topic-{topic}") } else { "everybody".to_owned() };
    vec![format!("github.com/{owner}/{}", word(zipf(random, 20)))]
}

fn references(random: &mut impl Rng, plan: Plan, index: u32) -> Vec<u32> {
    let mut references = Vec::new();
    for _ in 0..plan.references.min(index) {
        let drawn = random.random_range(0..index);
        // The nearest paper at or before it that has the topic.
        let own =
            (drawn + plan.topics - index % plan.topics) / plan.topics * plan.topics + index % plan.topics;
        let own = own.checked_sub(plan.topics).unwrap_or(drawn);
        references.push(if random.random_bool(0.8) { own } else { drawn });
    }
    references.sort_unstable();
    references.dedup();
    references
}

/// A number below `count`, the r-th with a chance of about 1 in r: the inverse of a logarithmic distribution function.
pub(crate) fn zipf(random: &mut impl Rng, count: u32) -> u32 {
    let rank = (f64::from(count) + 1.0).powf(random.random::<f64>());
    (rank as u32 - 1).min(count - 1)
}

/// A word of two syllables or more for each number; different numbers have different words.
pub fn word(number: u32) -> String {
    const SYLLABLES: [&str; 20] = [
        "ba", "ce", "di", "fo", "gu", "ha", "ji", "ko", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve", "wi",
        "xo", "yu", "za",
    ];
    let mut word = String::new();
    let mut left = number as usize + SYLLABLES.len();
    while left > 0 {
        word.push_str(SYLLABLES[left % SYLLABLES.len()]);
        left /= SYLLABLES.len();
    }
    // A consonant at the end keeps stemmers from taking endings for grammar.
    word.push('k');
    word
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_corpus() {
        let plan = Plan { papers: 30, ..Plan::default() };
        let made = corpus(plan, 1);
        assert_eq!(made, corpus(plan, 1));
        assert_ne!(made, corpus(plan, 2));
        // The streams of papers are their own.
        let longer = corpus(Plan { papers: 40, ..plan }, 1);
        assert!(made.iter().zip(&longer).all(|(a, b)| a.abstract_text == b.abstract_text));
    }

    #[test]
    fn papers_are_as_planned() {
        let plan = Plan { papers: 200, topics: 4, ..Plan::default() };
        let made = corpus(plan, 3);
        let mut own = 0;
        let mut all = 0;
        for (index, paper) in made.iter().enumerate() {
            assert_eq!(paper.abstract_text.split(' ').count(), 150);
            assert!((1990..=2025).contains(&paper.year));
            assert!(paper.references.iter().all(|&cited| (cited as usize) < index));
            own +=
                paper.references.iter().filter(|&&cited| made[cited as usize].topic == paper.topic).count();
            all += paper.references.len();
        }
        assert!(own * 2 > all, "{own} of {all}");
        assert_eq!(made.iter().map(|paper| paper.topic).collect::<BTreeSet<_>>().len(), 4);
    }

    #[test]
    fn words_are_different_and_some_are_frequent() {
        let words: BTreeSet<String> = (0..10_000).map(word).collect();
        assert_eq!(words.len(), 10_000);
        let mut random = ChaCha8Rng::seed_from_u64(1);
        let firsts = (0..10_000).filter(|_| zipf(&mut random, 1000) == 0).count();
        // ln 2 / ln 1001 is a tenth.
        assert!((900..1100).contains(&firsts), "{firsts}");
    }
}
