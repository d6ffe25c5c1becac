//! Records of arXiv's metadata: classes as keywords, the id of the record as an arXiv id, and the year in it.

use super::draft::{each_once, split};
use crate::{Paper, clean, id};

/// Completes a paper whose record has `categories`, in one text or in several.
pub(super) fn complete(paper: &mut Paper, categories: &[&str]) {
    let words = || categories.iter().flat_map(|text| text.split_whitespace());
    let classes = words().next().is_some() && words().all(is_class);
    if paper.keywords.is_empty() {
        let apart = |text: &&str| split(text, &["|", ";", "\n", ","]);
        let keywords = match classes {
            true => words().map(str::to_owned).collect(),
            false => categories.iter().flat_map(apart).collect(),
        };
        paper.keywords = each_once(keywords);
    }
    if classes {
        paper.arxiv = paper.arxiv.take().or_else(|| id::arxiv(&paper.id));
        paper.year = paper.year.or_else(|| year(paper.arxiv.as_deref()?));
    }
}

/// `cs.LG`, `math-ph`: small letters, and a subject behind a full stop.
fn is_class(word: &str) -> bool {
    let (archive, subject) = word.split_once('.').unwrap_or((word, "X"));
    !archive.is_empty()
        && archive.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
        && subject.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
}

/// The year in an id: 0704.0010 is of 2007, math/0309136 of 2003. arXiv began in 1991.
fn year(id: &str) -> Option<i32> {
    let number = id.rsplit('/').next()?;
    let short: i32 = number.get(..2)?.parse().ok()?;
    clean::year(&(if short > 90 { 1900 + short } else { 2000 + short }).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completed(id: &str, categories: &str) -> Paper {
        let mut paper = Paper { id: id.to_owned(), ..Paper::default() };
        complete(&mut paper, &[categories]);
        paper
    }

    #[test]
    fn classes_ids_and_years() {
        let paper = completed("math.GT/0309136", "math.GT cs.CG");
        assert_eq!(paper.keywords, ["math.GT", "cs.CG"]);
        assert_eq!((paper.arxiv.as_deref(), paper.year), (Some("math.gt/0309136"), Some(2003)));
        assert_eq!(completed("hep-th/9108001", "hep-th").year, Some(1991));
    }

    #[test]
    fn other_categories_are_keywords() {
        let paper = completed("1234.5678", "Machine learning; Robots");
        assert_eq!(paper.keywords, ["Machine learning", "Robots"]);
        assert_eq!(paper.arxiv, None);
    }
}
