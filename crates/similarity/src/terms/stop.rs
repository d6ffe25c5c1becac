//! Words that say nothing of what a paper is about.

use rustc_hash::FxHashSet;

/// What scholars write whatever they write about, as stems or words: the terms with the largest document frequency in 83,000
/// abstracts, less those that help to tell fields apart.
const BOILERPLATE: &str = "abl abstract achiev address aim allow also although approach author avail base better
    compar consid contribut current demonstr develop differ discuss due effect e.g enabl et al etc evalu exist experi experiment
    extens first furthermor give given howev i.e improv includ introduc investig larg make mani may moreov need new novel
    obtain often one outperform paper perform present previous problem propos provid recent requir result second sever show
    shown signific state state-of-the-art studi thus two use various via well within work";

/// Words of addresses and files, left over where an address was broken up.
const ADDRESSES: [&str; 12] =
    ["com", "doi", "edu", "ftp", "github", "html", "http", "https", "io", "org", "pdf", "www"];

/// The English function words, addresses included.
pub(super) fn function_words() -> impl Iterator<Item = &'static str> {
    stop_words::get("en").iter().copied().chain(ADDRESSES)
}

/// Stems that say nothing.
pub(super) fn boilerplate() -> FxHashSet<&'static str> {
    BOILERPLATE.split_ascii_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_lists_hold_what_they_are_for() {
        assert!(function_words().any(|word| word == "the"));
        assert!(!function_words().any(|word| word == "system"));
        assert!(boilerplate().contains("propos"));
        assert!(!boilerplate().contains("cluster"));
    }
}
