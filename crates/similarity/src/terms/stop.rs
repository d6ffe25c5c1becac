//! Words that say nothing of what a paper is about.

use rustc_hash::FxHashSet;

/// What scholars write whatever they write about, as stems or words; found as the terms with the largest document frequency
/// in 83,000 abstracts that do not tell the areas apart.
const BOILERPLATE: &str = "abil abl abstract accord account achiev acknowledg across address adopt advanc advantag aforement aim
    allow also although among amount analyz answer appear appli applic approach appropri articl art aspect assess assum attempt avail
    base becom begin behind benefit besid best better beyond broad call can capabl carri case challeng chang character choic
    choos chosen claim clear close code combin common compar comparison complet comprehens conclud conclus condit conduct consid
    consider consist construct contain context contrast contribut conveni correct correspond could cover creat current
    dataset deal deep defin demonstr depend deriv describ design desir detail determin develop differ difficult direct discuss
    due easi easili effect effici either employ enabl end enhanc ensur especi establish etc evalu even evid examin exampl exhibit exist expect
    experi experiment explain explor express extend extens extract fact factor fail far featur field final find first five flexibl
    focus follow form formul found four framework fulli furthermor gain general generat get give given goal good great greater
    greatly guid handl help henc high higher highlight howev idea identifi illustr impact implement impli import improv includ
    incorpor increas indic individu inform insight inspir instead intend interest introduc investig involv issu itself key kind known
    lack larg larger last late lead led less let level like limit list littl low lower made main mainli major make mani may mean
    meanwhil measur mention method methodolog might moreov motiv much must name natur near necessari need never nevertheless new next
    novel number numer observ obtain obvious offer often one ones open oppos order origin outperform overal overcom overview paper part
    particular perform perhaps permit perspect pose possibl potenti practic prefer present previous primari principl prior problem procedur proceed
    process produc promis proper properti propos prove provid public publish purpos put quit rais rang rather reach realiz reason
    receiv recent record reduc refer regard relat relev reli remain remark report repres requir research respect rest result reveal
    review rich role scenario scope second section seem select sever shall share shed show shown signific significant similar simpl simpli simultan
    sinc singl situat small solut solv some special specif specifi standard start state step still strategi strong studi success suffer suffici
    suggest suitabl summar superior support suppos sure system take target task techniqu tend term test theori therefor thing third
    though three thus time togeth tool topic total toward tradit treat tri two type typic understand unlik upon use usual util
    valid valu variant varieti various veri version via view wai want way well whenev wherea whether whole wide will within without work
    world worth would year yet yield";

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
