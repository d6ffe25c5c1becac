//! What publishers and indexers add to a paper that is none of its subject: copyright notices around abstracts, tags among keywords.

/// A notice is no longer than this, in bytes.
const LONGEST: usize = 250;

/// Tags of indexers that tell the kind of a record or who paid for it.
const TAGS: [&str; 14] = [
    "article",
    "case report",
    "comparative study",
    "conference paper",
    "controlled study",
    "editorial",
    "english abstract",
    "journal article",
    "letter",
    "major clinical study",
    "nonhuman",
    "priority journal",
    "review",
    "short survey",
];

/// Whether a keyword is such a tag: `priority journal`, `Support, Non-U.S. Gov't`.
pub(super) fn is_tag(keyword: &str) -> bool {
    let lower = keyword.to_lowercase();
    let paid = ["support, non-u.s.", "support, u.s.", "research support, "];
    TAGS.contains(&lower.as_str()) || paid.iter().any(|front| lower.starts_with(front))
}

/// An abstract without the notice in front of it or behind it: `© 2014 Elsevier Ltd. All rights reserved.`
pub(super) fn without_notices(text: &str) -> &str {
    in_front(behind(text))
}

/// What stands behind a notice at the beginning, which ends with its first sentence or with the reserved rights.
fn behind(text: &str) -> &str {
    let head = &text[..text.floor_char_boundary(LONGEST)];
    let Some(sign) = sign(head).filter(|&at| without_word(&head[..at]).is_empty()) else { return text };
    let rights = rights(head).map(|at| at + RIGHTS.len());
    let Some(end) = rights.or_else(|| head[sign..].find(". ").map(|at| sign + at)) else { return text };
    text[end..].trim_start_matches(['.', ' '])
}

/// What stands in front of a notice at the end.
fn in_front(text: &str) -> &str {
    let from = text.floor_char_boundary(text.len().saturating_sub(LONGEST));
    let tail = &text[from..];
    match sign(tail).into_iter().chain(rights(tail)).min() {
        Some(at) => without_word(&text[..from + at]),
        None => text,
    }
}

/// `text` without the word "copyright" at its end.
fn without_word(text: &str) -> &str {
    const WORD: &str = "copyright";
    let text = text.trim_end();
    let at = text.len().saturating_sub(WORD.len());
    match text.get(at..) {
        Some(end) if end.eq_ignore_ascii_case(WORD) => text[..at].trim_end(),
        _ => text,
    }
}

const RIGHTS: &str = "all rights reserved";

/// Where rights are reserved.
fn rights(text: &str) -> Option<usize> {
    const LAST: &str = "reserved";
    let end = text.find(LAST).or_else(|| text.find("RESERVED"))? + LAST.len();
    let at = end.checked_sub(RIGHTS.len())?;
    text.get(at..end).filter(|words| words.eq_ignore_ascii_case(RIGHTS)).map(|_| at)
}

/// Where a sign of copyright stands that no word is joined to: `©`, or `(c)` in front of a year.
fn sign(text: &str) -> Option<usize> {
    let begins = |at: usize| !text[..at].ends_with(char::is_alphanumeric);
    let dated = |at: usize| {
        let year = text[at + 3..].trim_start().as_bytes();
        matches!(year, [b'1', b'9', a, b, ..] | [b'2', b'0', a, b, ..] if a.is_ascii_digit() && b.is_ascii_digit())
    };
    let drawn = text.match_indices('©').map(|(at, _)| at).find(|&at| begins(at));
    let typed = ["(c)", "(C)"].into_iter().flat_map(|sign| text.match_indices(sign));
    let typed = typed.map(|(at, _)| at).filter(|&at| begins(at) && dated(at)).min();
    drawn.into_iter().chain(typed).min()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn notices_of_publishers_are_left_out() {
        for text in [
            "We measure. © 2014 Elsevier Ltd. All rights reserved.",
            "We measure. Copyright (C) 2010 Published by Elsevier Ltd.",
            "We measure. (c) 2006 Elsevier B.V. All rights reserved.",
            "We measure. ©2010 IEEE.",
            "We measure. All rights reserved.",
            "We measure. COPYRIGHT © Oxford University Press, 2006.",
            "© 2016 IEEE. We measure.",
            "© 1987, American Medical Association. All rights reserved. We measure.",
            "Copyright © 2019 Elsevier B.V. We measure.",
        ] {
            assert_eq!(without_notices(text), "We measure.", "{text}");
        }
        assert_eq!(without_notices("© 1986."), "");
        let long = format!("© 2016 IEEE. {}", "We measure. ".repeat(40));
        assert_eq!(without_notices(&long), &long["© 2016 IEEE. ".len()..]);
    }

    #[test]
    fn what_is_no_notice_stays() {
        for text in [
            "We use Illumina© sequencing.",
            "It is (a) fast, (b) small, and (c) 3 times cheaper.",
            "Whether (c)2 is left.",
            "",
        ] {
            assert_eq!(without_notices(text), text);
        }
        // Far from either end it is part of the text.
        let inside = format!("{}the sign © 2014 is printed{}", "word ".repeat(80), " word".repeat(80));
        assert_eq!(without_notices(&inside), inside);
    }

    #[test]
    fn tags_of_indexers() {
        assert!(is_tag("Priority Journal") && is_tag("Support, Non-U.S. Gov't") && is_tag("article"));
        assert!(!is_tag("article processing charges") && !is_tag("support vector machines"));
    }

    proptest! {
        #[test]
        fn what_is_left_is_a_piece_of_the_text(text in "([a-zé.© ]|\\(c\\) 2014|all rights reserved|copyright ){0,40}") {
            prop_assert!(text.contains(without_notices(&text)));
        }
    }
}
