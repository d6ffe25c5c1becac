//! Words that say nothing of what a paper is about.

use rustc_hash::FxHashSet;

/// What scholars write whatever they write about, as stems. Picked by hand, with a look at the 170 terms that most of 83,000
/// abstracts have. Short on purpose: a list several times as long made the neighbours of papers worse.
const BOILERPLATE: &str = "abl abstract achiev across addit address aim al allow also although appli approach art author avail base
    better capabl case combin compar conduct consid contribut current demonstr develop differ directli discuss due
    effect enabl et etc evalu even exist experi experiment extens final find first furthermor give given howev
    implement import improv includ increas introduc investig larg lead limit make mani may moreov multipl need new
    novel number obtain often one order outperform paper particular perform possibl potenti practic present
    previous problem propos provid recent relat requir result second sever show shown signific specif state
    stateoftheart studi success term three thus two use util various via well wide within without work";

/// Words of addresses and files, left over where an address was broken up.
const ADDRESSES: [&str; 12] =
    ["com", "doi", "edu", "ftp", "github", "html", "http", "https", "io", "org", "pdf", "www"];

/// The function words of a language by its ISO 639-1 code, with what is left of addresses.
pub(super) fn function_words(code: &'static str) -> impl Iterator<Item = &'static str> {
    stop_words::get(code).iter().copied().chain(ADDRESSES)
}

/// English stems that say nothing.
pub(super) fn boilerplate() -> FxHashSet<&'static str> {
    BOILERPLATE.split_ascii_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_lists_hold_what_they_are_for() {
        assert!(function_words("en").any(|word| word == "the"));
        assert!(!function_words("en").any(|word| word == "system"));
        assert!(function_words("de").any(|word| word == "und"));
        assert!(boilerplate().contains("propos"));
        assert!(!boilerplate().contains("cluster"));
    }
}
