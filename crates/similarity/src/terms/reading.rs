//! Papers to token streams of numbers.

use corpus::Paper;
use rustc_hash::FxHashMap;

use super::{
    language::{ENGLISH, LANGUAGES},
    notices, stop, words,
};
use crate::terms::words::Token;

/// The place of a break between words.
pub(super) const BREAK: u32 = u32::MAX;
/// Set in a token that a hyphen joins to the one before.
pub(super) const HYPHEN: u32 = 1 << 31;

/// The fields of a paper that are read.
pub(super) const FIELDS: usize = 3;

/// How many papers are read at a time: enough that a chunk's own dictionary pays off.
pub(super) const CHUNK: usize = 1024;

/// Keywords longer than this are sentences.
const LONGEST_KEYWORD: usize = 5;

/// A stretch of papers as tokens: numbers of surface forms, [`BREAK`] between words that are no neighbours.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    pub(super) tokens: Vec<u32>,
    /// For each paper where title, keywords and abstract end in `tokens`.
    pub(super) ends: Vec<[usize; FIELDS]>,
    /// The surface forms by number.
    pub(super) surfaces: Vec<Surface>,
    /// How often each occurs.
    pub(super) counts: Vec<u32>,
}

/// A word as it stands in texts of one language.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Surface {
    pub(super) text: Box<str>,
    /// Its position among [`LANGUAGES`].
    pub(super) language: u8,
}

impl Chunk {
    /// The tokens of each field of each paper, papers in order.
    pub(super) fn papers(&self) -> impl Iterator<Item = [&[u32]; FIELDS]> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|ends| ends[FIELDS - 1]));
        starts.zip(&self.ends).map(|(start, &[title, keywords, end])| {
            [&self.tokens[start..title], &self.tokens[title..keywords], &self.tokens[keywords..end]]
        })
    }
}

/// The runs of `N` tokens in a field that may be a phrase, [`BREAK`] among them: the words of a compound, and words and whole
/// compounds side by side. A word is not torn out of a compound: "time-varying data" holds "time-varying", but not "varying
/// data".
pub(super) fn runs<const N: usize>(field: &[u32]) -> impl Iterator<Item = [u32; N]> + '_ {
    let joined = |at: usize| field.get(at).is_some_and(|&token| token != BREAK && token & HYPHEN != 0);
    (0..(field.len() + 1).saturating_sub(N))
        .filter(move |&at| (at + 1..at + N).all(joined) || !joined(at) && !joined(at + N))
        .map(|at| std::array::from_fn(|place| field[at + place]))
}

/// Reads some papers, each in its language.
pub(super) fn read(papers: &[Paper], languages: &[u8]) -> Chunk {
    let mut reader = Reader::new();
    for (paper, &language) in papers.iter().zip(languages) {
        reader.language(language);
        reader.text(&paper.title);
        let title = reader.chunk.tokens.len();
        for keyword in paper.keywords.iter().filter(|keyword| !notices::is_tag(keyword)) {
            reader.keyword(keyword);
        }
        let keywords = reader.chunk.tokens.len();
        if let Some(text) = &paper.abstract_text {
            reader.text(notices::without_notices(text));
        }
        reader.chunk.ends.push([title, keywords, reader.chunk.tokens.len()]);
    }
    reader.chunk
}

/// Surface to number; function words and what is no term to [`BREAK`].
type Dictionary = FxHashMap<Box<str>, u32>;

struct Reader {
    chunk: Chunk,
    /// One a language; empty where the language was not met.
    dictionaries: [Dictionary; LANGUAGES.len()],
    language: u8,
    lower: String,
}

impl Reader {
    fn new() -> Self {
        let dictionaries = std::array::from_fn(|_| Dictionary::default());
        Self { chunk: Chunk::default(), dictionaries, language: ENGLISH, lower: String::new() }
    }

    /// What follows is in this language.
    fn language(&mut self, language: u8) {
        self.language = language;
        let dictionary = &mut self.dictionaries[usize::from(language)];
        if dictionary.is_empty() {
            let code = LANGUAGES[usize::from(language)].code;
            dictionary.extend(stop::function_words(code).map(|word| (word.into(), BREAK)));
        }
    }

    /// Takes a text that nothing of the text before is a neighbour of.
    fn text(&mut self, text: &str) {
        push_break(&mut self.chunk.tokens);
        let mut lower = std::mem::take(&mut self.lower);
        words::scan(text, &mut lower, |token| match token {
            Token::Word { text, hyphen } => self.word(text, hyphen),
            Token::Break => push_break(&mut self.chunk.tokens),
        });
        self.lower = lower;
    }

    /// Takes a keyword. One of three to five words, or with a function word in it, is a term as a whole besides.
    fn keyword(&mut self, keyword: &str) {
        let (mut whole, mut words, mut stops) = (String::new(), 0, false);
        let mut broken = false;
        let numbers = &self.dictionaries[usize::from(self.language)];
        words::scan(keyword, &mut self.lower, |token| match token {
            Token::Word { text, hyphen } => {
                if words > 0 {
                    whole.push(if hyphen { '-' } else { ' ' });
                }
                whole.push_str(text);
                words += 1;
                stops |= numbers.get(text) == Some(&BREAK);
            }
            Token::Break => broken = true,
        });
        self.text(keyword);
        if !broken && words <= LONGEST_KEYWORD && (words > 2 || (words == 2 && stops)) {
            push_break(&mut self.chunk.tokens);
            self.word(&whole, false);
        }
    }

    fn word(&mut self, text: &str, hyphen: bool) {
        let Self { chunk, dictionaries, language, .. } = self;
        let numbers = &mut dictionaries[usize::from(*language)];
        let number = match numbers.get(text) {
            Some(&number) => number,
            None => {
                let number = if is_term(text) { chunk.surfaces.len() as u32 } else { BREAK };
                numbers.insert(text.into(), number);
                if number != BREAK {
                    chunk.surfaces.push(Surface { text: text.into(), language: *language });
                    chunk.counts.push(0);
                }
                number
            }
        };
        if number == BREAK {
            return push_break(&mut chunk.tokens);
        }
        chunk.counts[number as usize] += 1;
        chunk.tokens.push(if hyphen { number | HYPHEN } else { number });
    }
}

fn push_break(tokens: &mut Vec<u32>) {
    if tokens.last().is_some_and(|&last| last != BREAK) {
        tokens.push(BREAK);
    }
}

/// The longest term, in bytes. Longer strings are no words.
const LONGEST_TERM: usize = 100;

/// Numbers and single letters are no terms; a single ideograph is one.
fn is_term(text: &str) -> bool {
    (2..=LONGEST_TERM).contains(&text.len()) && text.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The surfaces of each field of a paper, `|` for breaks.
    fn told(paper: Paper) -> Vec<String> {
        let chunk = read(&[Paper { title: "bird".into(), ..Paper::default() }, paper], &[ENGLISH; 2]);
        let word = |&token: &u32| match token {
            BREAK => "|".to_owned(),
            token => chunk.surfaces[(token & !HYPHEN) as usize].text.to_string(),
        };
        let fields = chunk.papers().nth(1).unwrap();
        fields.iter().map(|tokens| tokens.iter().map(word).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn fields_are_kept_apart() {
        let paper = Paper {
            title: "The Rendering of 20 Volumes".into(),
            keywords: vec![
                "Volume Rendering".into(),
                "internet of things".into(),
                "graph neural network".into(),
            ],
            abstract_text: Some("We render.".into()),
            ..Paper::default()
        };
        assert_eq!(
            told(paper),
            [
                "| rendering | volumes",
                "| volume rendering | internet | things | internet of things | graph neural network | graph neural network",
                "| render |",
            ]
        );
    }

    #[test]
    fn each_language_has_its_function_words() {
        let papers =
            ["the die", "the die", "the die"].map(|title| Paper { title: title.into(), ..Paper::default() });
        let german = LANGUAGES.iter().position(|language| language.code == "de").unwrap() as u8;
        let chunk = read(&papers, &[ENGLISH, german, ENGLISH]);
        let surface = |text: &str, language| Surface { text: text.into(), language };
        assert_eq!(chunk.surfaces, [surface("die", ENGLISH), surface("the", german)]);
        assert_eq!(chunk.counts, [2, 1]);
    }

    #[test]
    fn a_word_is_not_torn_out_of_a_compound() {
        // "large time-varying data sets"
        let field = [1, 2, 3 | HYPHEN, 4, 5];
        assert_eq!(runs(&field).collect::<Vec<_>>(), [[2, 3 | HYPHEN], [4, 5]]);
        assert_eq!(runs(&field).collect::<Vec<_>>(), [[1, 2, 3 | HYPHEN], [2, 3 | HYPHEN, 4]]);
        assert_eq!(runs::<2>(&[]).count() + runs::<2>(&[1]).count() + runs::<3>(&[1, 2]).count(), 0);
    }

    #[test]
    fn an_empty_paper_has_empty_fields() {
        assert_eq!(told(Paper::default()).concat(), "|");
    }
}
