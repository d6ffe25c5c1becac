//! The language of each paper: function words and stems go by it.

use corpus::Paper;
use rust_stemmers::Algorithm;
use whatlang::{Detector, Lang};

/// A language whose function words and stems are known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Language {
    /// Its two letters in ISO 639-1.
    pub(super) code: &'static str,
    /// Its Snowball stemmer.
    pub(super) stemmer: Algorithm,
    told_as: Lang,
}

const fn language(code: &'static str, stemmer: Algorithm, told_as: Lang) -> Language {
    Language { code, stemmer, told_as }
}

/// Every language that has both a stemmer and a list of function words; the position of each is its number.
pub(super) const LANGUAGES: [Language; 18] = [
    language("en", Algorithm::English, Lang::Eng),
    language("ar", Algorithm::Arabic, Lang::Ara),
    language("da", Algorithm::Danish, Lang::Dan),
    language("de", Algorithm::German, Lang::Deu),
    language("el", Algorithm::Greek, Lang::Ell),
    language("es", Algorithm::Spanish, Lang::Spa),
    language("fi", Algorithm::Finnish, Lang::Fin),
    language("fr", Algorithm::French, Lang::Fra),
    language("hu", Algorithm::Hungarian, Lang::Hun),
    language("it", Algorithm::Italian, Lang::Ita),
    language("nl", Algorithm::Dutch, Lang::Nld),
    language("no", Algorithm::Norwegian, Lang::Nob),
    language("pt", Algorithm::Portuguese, Lang::Por),
    language("ro", Algorithm::Romanian, Lang::Ron),
    language("ru", Algorithm::Russian, Lang::Rus),
    language("sv", Algorithm::Swedish, Lang::Swe),
    language("ta", Algorithm::Tamil, Lang::Tam),
    language("tr", Algorithm::Turkish, Lang::Tur),
];

/// The number of English, which a corpus is in where nothing says otherwise.
pub(super) const ENGLISH: u8 = 0;

/// Papers a task looks at at a time.
const CHUNK: usize = 256;

/// As much of a text as is looked at, in bytes: a few sentences tell a language, and time grows with the text.
const LOOKED_AT: usize = 400;

/// Less text than this, in bytes, tells no language: a title of a few loan words passes for anything.
const LEAST: usize = 100;

/// Function words that are those of English alone. Most papers are in English, and to count these is much faster than to weigh
/// every language against every other.
const OF_ENGLISH: [&str; 12] =
    ["the", "and", "that", "with", "this", "which", "from", "our", "these", "their", "such", "have"];

/// So many of them make a text English.
const ENOUGH: usize = 3;

/// The number of the language of each paper. A paper that does not tell it for sure has the commonest of those that do; of
/// equally common ones the first of [`LANGUAGES`].
pub(super) fn tell(papers: &[Paper]) -> Vec<u8> {
    let told = parallel::chunks::map(papers.len(), CHUNK, |range| {
        let detector = Detector::with_allowlist(LANGUAGES.map(|language| language.told_as).to_vec());
        papers[range].iter().map(|paper| told_by(&detector, paper)).collect::<Vec<_>>()
    });
    let told = told.concat();
    let mut counts = [0usize; LANGUAGES.len()];
    for &language in told.iter().flatten() {
        counts[usize::from(language)] += 1;
    }
    let usual = (0..).zip(counts).fold(
        (ENGLISH, 0),
        |best, (language, count)| {
            if count > best.1 { (language, count) } else { best }
        },
    );
    told.into_iter().map(|language| language.unwrap_or(usual.0)).collect()
}

/// The language of the abstract, or of the title where there is none, if it is sure.
fn told_by(detector: &Detector, paper: &Paper) -> Option<u8> {
    let text = paper.abstract_text.as_deref().unwrap_or(&paper.title);
    let text = &text[..text.floor_char_boundary(LOOKED_AT)];
    let english = text.split(' ').filter(|word| OF_ENGLISH.contains(word));
    if english.take(ENOUGH).count() == ENOUGH {
        return Some(ENGLISH);
    }
    let info = detector.detect(text).filter(|info| text.len() >= LEAST && info.is_reliable())?;
    LANGUAGES.iter().position(|language| language.told_as == info.lang()).map(|number| number as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(papers: &[(&str, Option<&str>)]) -> Vec<&'static str> {
        let paper = |&(title, text): &(&str, Option<&str>)| Paper {
            title: title.into(),
            abstract_text: text.map(str::to_owned),
            ..Paper::default()
        };
        let papers: Vec<Paper> = papers.iter().map(paper).collect();
        tell(&papers).into_iter().map(|language| LANGUAGES[usize::from(language)].code).collect()
    }

    const ENGLISH_TEXT: &str = "We draw graphs of several thousand vertices and ask how well people find the shortest path \
        between two of them when the edges are bundled.";
    /// Few of the words that are English alone, so that the letters must tell.
    const ENGLISH_LETTERS: &str = "Drawing graphs of several thousand vertices, we ask how well people find short paths \
        between two of them when edges are bundled.";
    const GERMAN: &str = "Wir zeichnen Graphen mit mehreren tausend Knoten und fragen, wie gut man darin den kürzesten Weg \
        zwischen zwei Punkten findet, wenn die Kanten gebündelt sind.";
    const FRENCH: &str = "Nous dessinons des graphes de plusieurs milliers de sommets et demandons comment on y trouve le \
        plus court chemin entre deux points lorsque les arêtes sont regroupées.";
    const SPANISH: &str = "Dibujamos grafos de varios miles de vértices y preguntamos con qué facilidad se encuentra en ellos \
        el camino más corto entre dos puntos cuando las aristas están agrupadas.";
    const RUSSIAN: &str = "Мы рисуем графы из нескольких тысяч вершин и спрашиваем, насколько легко найти в них кратчайший \
        путь между двумя точками, если рёбра собраны в пучки.";

    #[test]
    fn each_paper_has_its_own() {
        let papers =
            [ENGLISH_TEXT, ENGLISH_LETTERS, GERMAN, FRENCH, SPANISH, RUSSIAN].map(|text| ("", Some(text)));
        assert_eq!(codes(&papers), ["en", "en", "de", "fr", "es", "ru"]);
    }

    #[test]
    fn a_short_title_goes_by_the_corpus() {
        assert_eq!(codes(&[("Spline-Interpolation", None)]), ["en"]);
        let german = ("", Some(GERMAN));
        assert_eq!(codes(&[("Spline-Interpolation", None), german]), ["de", "de"]);
        assert_eq!(codes(&[("", None), ("", Some(FRENCH)), german, german]), ["de", "fr", "de", "de"]);
        // Papers that tell nothing are no votes.
        assert_eq!(codes(&[("", None), ("", None), ("", Some(FRENCH))]), ["fr", "fr", "fr"]);
    }

    #[test]
    fn every_language_has_function_words() {
        for language in LANGUAGES {
            assert!(stop_words::get(language.code).len() > 20, "{}", language.code);
        }
    }
}
