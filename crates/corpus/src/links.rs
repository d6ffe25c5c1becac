//! Links in running text, with the sentence around them taken off.
//!
//! Every link worth having holds a slash, so one search for slashes finds them all; from a slash the link is followed
//! to both sides. Papers break links in known ways, which are mended: `https: //github. com/a/b`,
//! `github.com/a/ Long-Name`, a name cut at a hyphen, LaTeX (`\url{..}`, `\_`) and Markdown (`[a](b)`) around.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memmem};

use crate::{Repo, id};

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// A repository.
    Repo(Repo),
    /// Any other page, as written but without the punctuation around it.
    Page(String),
}

/// Hosts that are known without `http://` before them.
const HOSTS: [&str; 9] = [
    "github.com/",
    "github.com:",
    "gitlab.",
    "bitbucket.org/",
    "codeberg.org/",
    "huggingface.co/",
    "hf.co/",
    "zenodo.org/",
    "10.5281/zenodo.",
];

/// The longest link that is followed, in bytes behind its host: what is longer ends there, so that a text without a space
/// is not searched to its end for each link in it.
const LONGEST: usize = 1024;

/// The links in `text`, in order; the same one as often as it stands there.
///
/// ```
/// use corpus::links::{Link, find};
/// let found = find("Code (https://github.com/a/b/tree/main), demo: https://a.github.io/b/.");
/// assert_eq!(found[0], Link::Repo(corpus::Repo::parse("github.com/a/b").unwrap()));
/// assert_eq!(found[1], Link::Page("https://a.github.io/b/".into()));
/// ```
pub fn find(text: &str) -> Vec<Link> {
    let mut links = Vec::new();
    each(text, |link| links.push(link));
    links
}

/// Gives every link in `text` to `found`, in order.
pub(crate) fn each(text: &str, mut found: impl FnMut(Link)) {
    if memchr(b'/', text.as_bytes()).is_none() {
        return;
    }
    let text = mended(text);
    let mut done = 0;
    for slash in memchr_iter(b'/', text.as_bytes()) {
        if slash < done {
            continue;
        }
        let Some(start) = start(&text[done..slash], &text[slash..]).map(|start| done + start) else {
            continue;
        };
        let end = end(&text, start, slash);
        done = end;
        if let Some(link) = link(&text[start..end]) {
            found(link);
        }
    }
}

/// Where the link begins whose first slash ends `before`: at its scheme, or at a known host. `None` where it is no link.
fn start(before: &str, from_slash: &str) -> Option<usize> {
    if from_slash.starts_with("//") {
        let scheme = ["https:", "http:"].into_iter().find(|scheme| ends_with(before, scheme))?;
        return Some(before.len() - scheme.len());
    }
    let word = before.rfind(|char: char| !(char.is_ascii_alphanumeric() || "-.:@".contains(char)));
    let word = word.map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    // Every host has a full stop in it; most slashes stand between words.
    memchr(b'.', &before.as_bytes()[word..])?;
    let shown =
        format!("{}{}", &before[word..], from_slash.get(..9).unwrap_or(from_slash)).to_ascii_lowercase();
    let at = HOSTS.iter().filter_map(|host| shown.find(host)).min()?;
    // The number of a footnote may be glued to the host, `11github.com/a/b`; a subdomain makes another host of it.
    let left = &shown[..at];
    let free = left.is_empty()
        || left.ends_with(|char: char| char.is_ascii_digit() || char == ':')
        || matches!(left, "www." | "git@");
    (free && word + at < before.len()).then_some(word + at)
}

/// Where the link ends that begins at `start` and has a slash at `slash`.
fn end(text: &str, start: usize, slash: usize) -> usize {
    let scheme = text[slash..].starts_with("//");
    let body = if scheme { slash + 2 } else { slash + 1 };
    // What stops a link is ASCII, or the front of a character that is not.
    let stops = |byte: u8| {
        !byte.is_ascii_graphic()
            || matches!(byte, b'"' | b'\'' | b'<' | b'>' | b'{' | b'}' | b'|' | b'^' | b'`' | b'[' | b']')
    };
    let stop = text.as_bytes()[body..].iter().take(LONGEST).position(|&byte| stops(byte));
    let mut end = stop.map_or_else(|| text.floor_char_boundary(body + LONGEST), |at| body + at);
    // `\_` belongs to the link, any other backslash is LaTeX behind it.
    if let Some((at, _)) =
        text[start..end].match_indices('\\').find(|(at, _)| !text[start + at..].starts_with("\\_"))
    {
        end = start + at;
    }
    // A link's own host is no link behind it.
    let own = if scheme { body + "www.".len() + 1 } else { body };
    next(text.as_bytes(), body, own, end).unwrap_or(end)
}

/// Where another link begins that follows without a space between, from `body` on, or from `own` on where it has no scheme;
/// both end at `end`.
fn next(text: &[u8], body: usize, own: usize, end: usize) -> Option<usize> {
    let begins = |slash: usize| {
        [(body, &b"http://"[..]), (body, b"https://"), (own, b"github.com/")].into_iter().find_map(
            |(from, front)| {
                let start = (slash + 1).checked_sub(front.len()).filter(|&start| start >= from)?;
                text[start..].starts_with(front).then_some(start)
            },
        )
    };
    memchr_iter(b'/', text.get(body..end)?).find_map(|at| begins(body + at))
}

/// The repository or the page behind one link.
fn link(raw: &str) -> Option<Link> {
    // `(https://a/b)and`: what stands behind a bracket that the link did not open is text.
    let raw = match raw.find(')') {
        Some(at) if !raw[..at].contains('(') => &raw[..at],
        _ => raw,
    };
    if let Some(repo) = Repo::parse(raw) {
        return Some(Link::Repo(repo));
    }
    let page = id::trim_link(raw);
    let page = if page.contains('\\') { page.replace("\\_", "_") } else { page.to_owned() };
    let (_, rest) = page.split_once("://")?;
    let host = rest.split(['/', ':', '?', '#']).next()?;
    // A host has a dot in it: `https://github` is the torn front of a link.
    let whole = host.contains('.') && host.len() > 3 && !host.starts_with('.');
    whole.then_some(Link::Page(page))
}

/// Joins links that a line break in a PDF tore apart, where that is certain enough.
fn mended(text: &str) -> Cow<'_, str> {
    const TORN: [(&str, &str); 8] = [
        ("http: //", "http://"),
        ("https: //", "https://"),
        ("http:// ", "http://"),
        ("https:// ", "https://"),
        ("://github. com/", "://github.com/"),
        ("://huggingface. co/", "://huggingface.co/"),
        ("://gitlab. com/", "://gitlab.com/"),
        ("://www. ", "://www."),
    ];
    let mut text = Cow::Borrowed(text);
    // What is torn is so by a space.
    if memchr(b' ', text.as_bytes()).is_none() || memmem::find(text.as_bytes(), b"http").is_none() {
        return text;
    }
    let is_torn = memmem::find_iter(text.as_bytes(), b"//").any(|at| {
        let hosts = [" ", "github. ", "huggingface. ", "gitlab. ", "www. "];
        text[..at].ends_with(' ') || hosts.iter().any(|host| text[at + 2..].starts_with(host))
    });
    for (torn, whole) in TORN {
        if is_torn && text.contains(torn) {
            text = Cow::Owned(text.replace(torn, whole));
        }
    }
    let mut from = 0;
    // A text of megabytes is no abstract: joining would copy it over and over.
    while text.len() < 1 << 20
        && let Some(at) =
            memmem::find(&text.as_bytes()[from..], b"github.com/").map(|at| from + at + "github.com/".len())
    {
        from = at;
        if let Some(gap) = torn_name(&text[at..]) {
            text = Cow::Owned(format!("{}{}", &text[..at + gap], &text[at + gap + 1..]));
        }
    }
    text
}

/// Where a space tears `owner/name` apart that stands at the front of `path`.
///
/// Joined is `owner/ Name` where the next word looks like a name and not like a word of the sentence, and
/// `owner/first- second`.
fn torn_name(path: &str) -> Option<usize> {
    let gap = path.find(' ')?;
    let front = &path[..gap];
    let next = path[gap + 1..].split(' ').next()?;
    let last = path[gap + 1..].len() == next.len();
    let named = next.trim_end_matches(['.', ',', ')', '"', '}']);
    let word = named.bytes().skip(1).all(|byte| byte.is_ascii_lowercase());
    let looks_like_name = !named.is_empty()
        && named.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte))
        && (!word || last);
    let owner_only = front.ends_with('/') && front.matches('/').count() == 1 && front.len() > 1;
    let hyphen = front.ends_with('-') && front.matches('/').count() <= 1;
    (looks_like_name && (owner_only || hyphen || front.is_empty())).then_some(gap)
}

/// Whether `text` ends with `end`, whatever the case.
fn ends_with(text: &str, end: &str) -> bool {
    text.len() >= end.len() && text.as_bytes()[text.len() - end.len()..].eq_ignore_ascii_case(end.as_bytes())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Repositories by name, pages as they are.
    fn found(text: &str) -> Vec<String> {
        let show = |link| match link {
            Link::Repo(repo) => repo.name().to_owned(),
            Link::Page(page) => page,
        };
        find(text).into_iter().map(show).collect()
    }

    #[test]
    fn punctuation_of_running_text_is_cut() {
        for text in [
            "at https://github.com/a/b.",
            "at (https://github.com/a/b)",
            "at \\url{https://github.com/a/b}.",
            "at github.com/a/b, and",
            "at \"https://github.com/a/b\".",
            "at https://github.com/a/b}.",
            "at: https://github.com/a/b/.",
            "\\href{https://github.com/a/b}{code}",
            "at **https://github.com/a/b**",
            "at <https://github.com/a/b>",
            "[code](https://github.com/a/b)!",
            "source11https://github.com/a/b.git.",
            "at www.github.com/a/b",
            "at git@github.com:a/b.git",
            "at HTTPS://GitHub.com/a/b",
        ] {
            assert_eq!(found(text), ["github.com/a/b"], "{text}");
        }
    }

    #[test]
    fn torn_links_are_joined() {
        for text in [
            "at https: //github.com/owner/my-name.",
            "at https://github. com/owner/my-name",
            "at https:// github.com/owner/my-name",
            "at https://github.com/owner/ my-name.",
            "at https://github.com/ owner/my-name.",
            "at https://github.com/owner/my- name.",
        ] {
            assert_eq!(found(text), ["github.com/owner/my-name"], "{text}");
        }
        assert_eq!(found("See https://github.com/owner/ for all"), ["https://github.com/owner/"]);
        assert_eq!(found("See https://github.com/owner/ Moreover, we"), ["https://github.com/owner/"]);
    }

    #[test]
    fn several_links_in_one_word() {
        assert_eq!(found("[https://github.com/a/b](https://github.com/a/b)").len(), 2);
        assert_eq!(
            found("(https://github.com/a/b)and(https://github.com/c/d)"),
            ["github.com/a/b", "github.com/c/d"]
        );
        assert_eq!(found("https://a.org/x,https://github.com/c/d"), ["https://a.org/x", "github.com/c/d"]);
        assert_eq!(found("https://a.org/xhttp://b.org/y"), ["https://a.org/x", "http://b.org/y"]);
        assert_eq!(found("https://a.org/x,github.com/c/d"), ["https://a.org/x", "github.com/c/d"]);
        assert_eq!(found("https://www.github.com/a/b"), ["github.com/a/b"]);
    }

    #[test]
    fn pages_stay_pages() {
        assert_eq!(found("at https://mm-rlhf.github.io."), ["https://mm-rlhf.github.io"]);
        assert_eq!(
            found("see https://en.wikipedia.org/wiki/Leiden_(city)."),
            ["https://en.wikipedia.org/wiki/Leiden_(city)"]
        );
        assert_eq!(found("gist.github.com/a/b and and/or 1/2 and https:// and https://github"), [""; 0]);
        assert_eq!(found("data: 10.5281/zenodo.12."), ["zenodo.org/records/12"]);
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(text in "([a-zé/:.\\\\_ -]|github\\.com/|https://|zenodo){0,40}") {
            find(&text);
        }
    }
}
