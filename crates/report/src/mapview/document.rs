//! The page: shell, style, script and data.

use rayon::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{MapView, abstracts, blocks, encode};
use crate::escape;

const STYLE: &str = include_str!("../../assets/mapview/style.css");
const SHELL: &str = include_str!("../../assets/mapview/shell.html");

/// The script, one subject a file, from what is used by all to what uses all; the last begins.
const SCRIPTS: [&str; 18] = [
    include_str!("../../assets/mapview/data.js"),
    include_str!("../../assets/mapview/text.js"),
    include_str!("../../assets/mapview/camera.js"),
    include_str!("../../assets/mapview/colours.js"),
    include_str!("../../assets/mapview/points-gl.js"),
    include_str!("../../assets/mapview/points-2d.js"),
    include_str!("../../assets/mapview/nearby.js"),
    include_str!("../../assets/mapview/filter.js"),
    include_str!("../../assets/mapview/labels.js"),
    include_str!("../../assets/mapview/search.js"),
    include_str!("../../assets/mapview/links.js"),
    include_str!("../../assets/mapview/details.js"),
    include_str!("../../assets/mapview/panel.js"),
    include_str!("../../assets/mapview/selection.js"),
    include_str!("../../assets/mapview/input.js"),
    include_str!("../../assets/mapview/frame.js"),
    include_str!("../../assets/mapview/keys.js"),
    include_str!("../../assets/mapview/main.js"),
];

/// The page, with abstracts cut where it would be larger than `budget` bytes.
///
/// What the first picture needs stands before the script, all else after it: a browser paints while it still reads.
pub(super) fn page(view: &MapView<'_>, budget: usize) -> String {
    let script = format!("\"use strict\";\n{{\n{}}}\n", SCRIPTS.join("\n"));
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(&script),
        hash(STYLE)
    );
    let mut head = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n{SHELL}",
        escape::html(view.title)
    );
    head.push_str(&data("meta", "application/json", &json_in_html(&blocks::meta(view))));
    let (name, points) = blocks::points(view);
    head.push_str(&block(&name, &points));
    head.push_str(&format!("<script>{script}</script>\n"));

    let sources = blocks::sources(view);
    let tail: Vec<String> =
        sources.par_iter().map(|(name, bytes)| block(name, &encode::packed(&bytes()))).collect();
    let rest = head.len() + tail.iter().map(String::len).sum::<usize>();
    let abstracts = abstracts::pack(&view.papers, budget.saturating_sub(rest));
    let size: usize = abstracts.pieces.iter().map(String::len).sum();

    let mut page = head;
    page.reserve(rest + size + 64 * (abstracts.pieces.len() + 2));
    let cut = json!({ "cut": abstracts.cut, "shortened": abstracts.shortened });
    page.push_str(&data("abstracts", "application/json", &json_in_html(&cut)));
    page.extend(tail);
    for (piece, packed) in abstracts.pieces.iter().enumerate() {
        page.push_str(&block(&format!("abstracts-{piece}"), packed));
    }
    page.push_str("</body>\n</html>\n");
    page
}

/// A block of base64, which holds nothing that HTML acts upon.
fn block(name: &str, base64: &str) -> String {
    data(name, "text/plain", base64)
}

/// Data in a page, which no browser runs.
fn data(name: &str, kind: &str, text: &str) -> String {
    format!("<script type=\"{kind}\" id=\"data-{name}\">{text}</script>\n")
}

/// JSON that can end no element and begin no comment: both begin with `<`, which only stands in strings.
fn json_in_html(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

/// What a Content-Security-Policy names a script or a style by.
fn hash(text: &str) -> String {
    encode::base64(&Sha256::digest(text))
}

#[cfg(test)]
mod tests {
    use super::super::{Cluster, Paper};
    use super::*;

    const HOSTILE: &str = "</script><script>alert(1)</script><!--<style>";

    fn hostile() -> MapView<'static> {
        let paper = Paper { id: HOSTILE, title: HOSTILE, abstract_text: Some(HOSTILE), ..Paper::default() };
        let cluster = Cluster { label: HOSTILE, ..Cluster::default() };
        MapView { title: HOSTILE, papers: vec![paper], clusters: vec![cluster], ..MapView::default() }
    }

    #[test]
    fn a_title_ends_no_element_and_begins_none() {
        let (plain, hostile) = (page(&MapView::default(), usize::MAX), page(&hostile(), usize::MAX));
        for sign in ["<script", "</script", "<!--", "<style", "</style"] {
            // A piece of abstracts is one element more.
            let more = usize::from(sign.ends_with("script"));
            assert_eq!(hostile.matches(sign).count(), plain.matches(sign).count() + more, "{sign}");
        }
    }

    #[test]
    fn our_own_files_can_stand_in_a_page() {
        let script = SCRIPTS.join("\n");
        assert!(!script.contains("</script") && !script.contains("<!--") && !STYLE.contains("</style"));
        assert!(!SHELL.contains("style=") && !SHELL.contains("http"), "the policy would refuse it");
        for word in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("] {
            assert!(!script.contains(word), "{word}: text is text");
        }
    }

    #[test]
    fn the_policy_names_what_stands_in_the_page() {
        let page = page(&MapView::default(), usize::MAX);
        let between = |begin: &str, end: &str| {
            let rest = &page[page.find(begin).unwrap() + begin.len()..];
            rest[..rest.find(end).unwrap()].to_owned()
        };
        assert_eq!(between("script-src 'sha256-", "'"), hash(&between("<script>", "</script>")));
        assert_eq!(between("style-src 'sha256-", "'"), hash(&between("<style>", "</style>")));
    }

    #[test]
    fn the_hash_is_that_of_the_standard() {
        // The example of Content Security Policy Level 2: alert('Hello, world.');
        assert_eq!(hash("alert('Hello, world.');"), "qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
    }
}
