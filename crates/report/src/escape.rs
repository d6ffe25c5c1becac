//! Text from papers is text: in Markdown, in HTML and in addresses.

use std::fmt::Write;

/// An address that is safe to write between brackets or quotes: what could end it is percent-encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Url(String);

impl Url {
    /// The address of a page on the web, from text that is not trusted; `None` where it is anything but `http:` or
    /// `https:`.
    pub fn web(text: &str) -> Option<Self> {
        let text = text.trim();
        let (scheme, rest) = text.split_once("://")?;
        let known = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
        (known && !rest.is_empty()).then(|| Self(encoded(text)))
    }

    /// A file beside the report. Its path is encoded throughout, so that no part of it is taken for a scheme.
    pub fn local(path: &str) -> Self {
        Self(encoded(path).replace(':', "%3A").replace('?', "%3F").replace('#', "%23"))
    }

    /// A place on this page.
    pub fn anchor(name: &str) -> Self {
        Self(format!("#{}", encoded(name)))
    }

    /// The address as it stands in Markdown and in HTML; in both an ampersand could begin an entity.
    pub fn written(&self) -> String {
        self.0.replace('&', "&amp;")
    }
}

/// `text` with every byte percent-encoded that an address may not hold or that Markdown or HTML would act upon.
fn encoded(text: &str) -> String {
    let mut url = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&*+,;=%".contains(&byte) {
            url.push(char::from(byte));
        } else {
            let _ = write!(url, "%{byte:02X}");
        }
    }
    url
}

/// `text` on one line: white space becomes single spaces, and characters that would change what others look like
/// (controls, marks of direction) are left out.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_whitespace() && line.ends_with(' ') => {}
            c if c.is_whitespace() => line.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() => {}
            c => line.push(c),
        }
    }
    line
}

/// Characters that Markdown, or the additions of GitHub and pandoc to it, may act upon wherever they stand.
const ACTIVE: &str = "\\`*_[]<>#|~^&$";

/// `text` so that Markdown shows it as it is, anywhere within a line.
pub(crate) fn markdown(text: &str) -> String {
    let line = one_line(text);
    let mut safe = String::with_capacity(line.len() + 8);
    for c in line.chars() {
        if ACTIVE.contains(c) {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

/// A line of escaped text so that it stays a line of text where it begins a block: `- a`, `3. a` and `---` would be
/// lists and a rule.
pub(crate) fn begin_block(line: &str) -> String {
    match list_marker(line) {
        Some(position) => format!("{}\\{}", &line[..position], &line[position..]),
        None => line.to_owned(),
    }
}

/// Where the character stands that makes the beginning of `line` a marker.
fn list_marker(line: &str) -> Option<usize> {
    let body = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let position = line.len() - body.len();
    let marks: &[char] = if position > 0 { &['.', ')'] } else { &['-', '+', ':'] };
    let mark = body.chars().next().filter(|mark| marks.contains(mark))?;
    let alone = |next: char| next.is_whitespace() || next == mark;
    body[1..].chars().next().is_none_or(alone).then_some(position)
}

/// `text` so that HTML shows it as it is, in content and in quoted attributes.
pub(crate) fn html(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for c in one_line(text).chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;

    #[test]
    fn a_title_is_a_title() {
        assert_eq!(markdown("<script>alert(1)</script>"), "\\<script\\>alert(1)\\</script\\>");
        assert_eq!(markdown("x](javascript:alert(1))"), "x\\](javascript:alert(1))");
        assert_eq!(markdown("Plain: a-b, (c) 1.5"), "Plain: a-b, (c) 1.5");
        assert_eq!(html("<b a='\"'>&</b>"), "&lt;b a=&#39;&quot;&#39;&gt;&amp;&lt;/b&gt;");
        assert_eq!(one_line("a\u{202e}b\t \nc\u{7}"), "ab c");
    }

    #[test]
    fn a_line_does_not_become_a_list() {
        let lines = ["- a", "+ a", "---", "3. Results", "12) x", ": a", "-"].map(begin_block);
        assert_eq!(lines, ["\\- a", "\\+ a", "\\---", "3\\. Results", "12\\) x", "\\: a", "\\-"]);
        for line in ["-omics", "+12%", "0.25", "a - b", "12", ""] {
            assert_eq!(begin_block(line), line);
        }
    }

    #[test]
    fn only_web_addresses_are_addresses() {
        let web = |text| Url::web(text).map(|url| url.written());
        assert_eq!(web("HTTPS://a.org/x?a=1&b=2").as_deref(), Some("HTTPS://a.org/x?a=1&amp;b=2"));
        assert_eq!(web("https://a.org/(b) <c>").as_deref(), Some("https://a.org/%28b%29%20%3Cc%3E"));
        assert_eq!(web("https://a.org/é%20").as_deref(), Some("https://a.org/%C3%A9%20"));
        for text in
            ["javascript:alert(1)", "javascript://%0aalert(1)", "data:text/html,x", "a.org", "https://", ""]
        {
            assert_eq!(web(text), None, "{text}");
        }
        assert_eq!(Url::local("javascript:x").written(), "javascript%3Ax");
    }

    fn hostile() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[\\\\`*_\\[\\]<>#|~^&$:=+!(){}%@'\"0-9.a \n\t-]{0,24}",
            "a?<(/?[bi]|!--|https://a\\.org|\\?)>?",
            "a?&(lt|#60|amp);b?",
        ]
    }

    /// What a reader of Markdown shows for a page that should be one paragraph of text.
    fn shown(page: &str) -> Result<String, String> {
        let mut text = String::new();
        for event in Parser::new_ext(page, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Text(piece) => text.push_str(&piece),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                other => return Err(format!("{page:?} holds {other:?}")),
            }
        }
        Ok(text)
    }

    proptest! {
        /// pulldown-cmark is the oracle, with every extension on.
        #[test]
        fn markdown_shows_the_text_and_nothing_else(text in hostile()) {
            prop_assert_eq!(shown(&begin_block(markdown(&text).trim())), Ok(one_line(&text).trim().to_owned()));
        }

        #[test]
        fn a_link_leads_where_it_should(title in hostile(), path in hostile()) {
            let url = Url::web(&format!("https://a.org/{path}")).unwrap();
            let page = format!("[{}]({})", markdown(&title), url.written());
            let mut events = Parser::new(&page);
            events.next();
            let link = events.next();
            let Some(Event::Start(Tag::Link { dest_url, .. })) = link else {
                return Err(TestCaseError::fail(format!("{page:?} gives {link:?}")));
            };
            prop_assert_eq!(dest_url.to_string(), url.0);
        }

        #[test]
        fn html_holds_no_markup(text in hostile()) {
            prop_assert!(!html(&text).contains(['<', '>', '"', '\'']));
        }
    }
}
