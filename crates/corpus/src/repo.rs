//! Repositories: the same one however it is written.

use std::fmt;

use crate::id;

/// A repository of code, models, data or an archived record, in one normal form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Repo {
    /// Host and path, lower case, without scheme: `github.com/microsoft/mars`,
    /// `huggingface.co/datasets/nvidia/helpsteer2`, `zenodo.org/records/1234`.
    name: String,
}

/// First parts of a path on GitHub that are pages of the site, not owners.
const GITHUB_PAGES: [&str; 26] = [
    "about",
    "apps",
    "collections",
    "contact",
    "customer-stories",
    "enterprise",
    "explore",
    "features",
    "issues",
    "join",
    "login",
    "marketplace",
    "new",
    "notifications",
    "orgs",
    "pricing",
    "pulls",
    "readme",
    "search",
    "security",
    "settings",
    "site",
    "sponsors",
    "topics",
    "trending",
    "users",
];

/// First parts of a path on Hugging Face that are pages of the site, not owners of models.
const HUGGING_FACE_PAGES: [&str; 22] = [
    "api",
    "blog",
    "chat",
    "collections",
    "course",
    "docs",
    "enterprise",
    "inference",
    "join",
    "kernels",
    "learn",
    "login",
    "models",
    "new",
    "organizations",
    "papers",
    "posts",
    "pricing",
    "settings",
    "tasks",
    "terms-of-service",
    "join-discord",
];

impl Repo {
    /// The repository that `link` names, or nothing where it names none: a page of an organisation or a user, a gist,
    /// a project page.
    ///
    /// Known are GitHub, GitLab (also hosts named `gitlab.*`), Bitbucket, Codeberg, models, datasets and spaces of Hugging
    /// Face, and records of Zenodo. Scheme, `www.`, `.git`, everything behind the repository's name and the
    /// punctuation of running text are cut; letters become lower case.
    ///
    /// ```
    /// use corpus::Repo;
    /// let name = |link| Repo::parse(link).map(|repo| repo.name().to_owned());
    /// assert_eq!(name("https://github.com/Microsoft/MarS/tree/main#use"), Some("github.com/microsoft/mars".into()));
    /// assert_eq!(name("git@github.com:microsoft/MarS.git"), name("github.com/microsoft/mars/."));
    /// assert_eq!(name("https://github.com/microsoft"), None);
    /// ```
    pub fn parse(link: &str) -> Option<Self> {
        let mut link = link.trim().to_ascii_lowercase();
        if link.contains('\\') {
            link = link.replace("\\_", "_");
        }
        let rest = link.split_once("://").map_or(link.as_str(), |(_, rest)| rest);
        let rest = rest.strip_prefix("git@").unwrap_or(rest);
        let rest = rest.strip_prefix("www.").unwrap_or(rest);
        let (host, path) = rest.split_once(['/', ':'])?;
        let path =
            || -> Vec<&str> { path.split('/').map(segment).skip_while(|part| part.is_empty()).collect() };
        let name = match host {
            // Where proceedings put their papers; code does not come as PDF.
            "raw.githubusercontent.com" if rest.ends_with(".pdf") => None,
            "github.com" | "raw.githubusercontent.com" => {
                owned(&path(), &GITHUB_PAGES).map(|path| format!("github.com/{path}"))
            }
            "bitbucket.org" | "codeberg.org" => owned(&path(), &["account", "explore", "user", "product"])
                .map(|path| format!("{host}/{path}")),
            "huggingface.co" | "hf.co" => hugging_face(&path()).map(|path| format!("huggingface.co/{path}")),
            "zenodo.org" | "doi.org" | "dx.doi.org" | "10.5281" => zenodo(host, rest),
            _ if host.starts_with("gitlab.") => gitlab(&path()).map(|path| format!("{host}/{path}")),
            _ => None,
        };
        name.map(|name| Self { name })
    }

    /// Host and path without scheme.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Host and account or organisation that has it; nothing on hosts that have none, such as Zenodo.
    ///
    /// ```
    /// use corpus::Repo;
    /// let data = Repo::parse("https://huggingface.co/datasets/nvidia/HelpSteer2");
    /// assert_eq!(data.as_ref().and_then(Repo::owner), Some(("huggingface.co", "nvidia")));
    /// ```
    pub fn owner(&self) -> Option<(&str, &str)> {
        let mut parts = self.name.split('/');
        let (host, first) = (parts.next()?, parts.next()?);
        match (host, first) {
            ("zenodo.org", _) => None,
            ("huggingface.co", "datasets" | "spaces") => Some((host, parts.next()?)),
            _ => Some((host, first)),
        }
    }

    /// A link that opens it.
    pub fn url(&self) -> String {
        format!("https://{}", self.name)
    }
}

impl fmt::Display for Repo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// The front of one part of a path: characters that names of repositories are made of.
fn segment(part: &str) -> &str {
    let end = part
        .find(|char: char| !(char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '.')))
        .unwrap_or(part.len());
    &part[..end]
}

/// The name of a repository without `.git` and the full stop of the sentence. Nothing where nothing is left, or where the
/// name breaks off: no name ends in a hyphen but one that a line break tore apart.
fn bare(mut name: &str) -> Option<&str> {
    loop {
        let shorter = name.trim_end_matches('.');
        let shorter = shorter.strip_suffix(".git").unwrap_or(shorter);
        if shorter == name {
            break;
        }
        name = shorter;
    }
    let torn = name.ends_with(['-', '_']);
    (!torn && name.contains(|char: char| char.is_ascii_alphanumeric())).then_some(name)
}

/// `owner/name` where the owner is not one of the site's own `pages`.
fn owned(path: &[&str], pages: &[&str]) -> Option<String> {
    let [owner, name, ..] = path else { return None };
    let known = owner.starts_with(|char: char| char.is_ascii_alphanumeric()) && !pages.contains(owner);
    let name = bare(name)?;
    known.then(|| format!("{owner}/{name}"))
}

/// All groups and the project, up to `/-/` or the first page of the project.
fn gitlab(path: &[&str]) -> Option<String> {
    let end =
        path.iter().position(|part| matches!(*part, "" | "-" | "tree" | "blob" | "raw" | "issues" | "wikis"));
    let (name, groups) = path[..end.unwrap_or(path.len())].split_last()?;
    if groups.is_empty() || matches!(groups[0], "explore" | "users" | "groups" | "help" | "dashboard") {
        return None;
    }
    let name = bare(name)?;
    Some(format!("{}/{name}", groups.join("/")))
}

/// `owner/model`, `datasets/owner/name` or `spaces/owner/name`.
fn hugging_face(path: &[&str]) -> Option<String> {
    match path {
        [kind @ ("datasets" | "spaces"), rest @ ..] => owned(rest, &[]).map(|name| format!("{kind}/{name}")),
        _ => owned(path, &HUGGING_FACE_PAGES),
    }
}

/// The record of Zenodo in a link to it or in a DOI of its.
fn zenodo(host: &str, rest: &str) -> Option<String> {
    const DOI: &str = "10.5281/zenodo.";
    let number = match id::doi(rest) {
        Some(doi) => doi.strip_prefix(DOI)?.to_owned(),
        None if host == "zenodo.org" => {
            let mut parts = rest.split('/').skip(1);
            parts.find(|part| matches!(*part, "record" | "records" | "deposit"))?;
            parts.next()?.to_owned()
        }
        None => return None,
    };
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0).then(|| format!("zenodo.org/records/{}", &number[..digits]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn name(link: &str) -> Option<String> {
        Repo::parse(link).map(|repo| repo.name)
    }

    #[test]
    fn one_repository_in_many_spellings() {
        for link in [
            "https://github.com/Microsoft/MarS/.",
            "http://www.github.com/microsoft/mars",
            "github.com/microsoft/mars.git",
            "git@github.com:microsoft/MarS.git",
            "ssh://git@github.com/microsoft/MarS",
            "https://github.com/microsoft/MarS/blob/main/README.md#top",
            "https://github.com/microsoft/MarS?tab=readme",
            "https://github.com/microsoft/MarS).",
            "https://github.com//microsoft/MarS}",
            "https://raw.githubusercontent.com/microsoft/MarS/main/x.py",
        ] {
            assert_eq!(name(link).as_deref(), Some("github.com/microsoft/mars"), "{link}");
        }
        assert_eq!(
            name("https://raw.githubusercontent.com/mlresearch/v244/main/assets/doe24a/doe24a.pdf"),
            None
        );
    }

    #[test]
    fn other_hosts() {
        let cases = [
            ("https://gitlab.com/group/sub/project/-/tree/main", "gitlab.com/group/sub/project"),
            ("https://gitlab.kuleuven.be/meco-software/tasho", "gitlab.kuleuven.be/meco-software/tasho"),
            ("https://bitbucket.org/Owner/Name/src", "bitbucket.org/owner/name"),
            ("https://codeberg.org/a/b", "codeberg.org/a/b"),
            ("https://hf.co/nvidia/Llama-3.1-70B", "huggingface.co/nvidia/llama-3.1-70b"),
            ("huggingface.co/datasets/nvidia/HelpSteer2", "huggingface.co/datasets/nvidia/helpsteer2"),
            ("https://huggingface.co/spaces/a/b.", "huggingface.co/spaces/a/b"),
            ("https://zenodo.org/record/1234567#.X", "zenodo.org/records/1234567"),
            ("https://zenodo.org/records/1234567.", "zenodo.org/records/1234567"),
            ("https://doi.org/10.5281/zenodo.14215837.", "zenodo.org/records/14215837"),
            ("10.5281/zenodo.1", "zenodo.org/records/1"),
        ];
        for (link, expected) in cases {
            assert_eq!(name(link).as_deref(), Some(expected), "{link}");
        }
    }

    #[test]
    fn pages_are_no_repositories() {
        for link in [
            "https://github.com/microsoft",
            "https://github.com/context-mover/",
            "https://gist.github.com/a/b",
            "https://mm-rlhf.github.io/x/y",
            "https://github.com/features/actions",
            "https://huggingface.co/papers/2401.1",
            "https://huggingface.co/blog/x",
            "https://huggingface.co/datasets/squad",
            "https://huggingface.co/nvidia",
            "https://zenodo.org/communities/x",
            "https://doi.org/10.1000/182",
            "https://gitlab.com/user",
            "https://github.com/a/...",
            "https://github.com/realcrane/Human-",
            "",
            "/",
            "github.com",
            "https://",
            "https://example.org/github.com/a/b",
        ] {
            assert_eq!(name(link), None, "{link}");
        }
    }

    proptest! {
        #[test]
        fn what_was_parsed_parses_to_itself(
            link in "(https?://)?(www\\.)?(github\\.com|gitlab\\.com|hf\\.co|huggingface\\.co/datasets|zenodo\\.org/record|doi\\.org/10\\.5281)/[ -~]{0,24}"
        ) {
            if let Some(repo) = Repo::parse(&link) {
                prop_assert_eq!(Repo::parse(&repo.url()), Some(repo.clone()));
                prop_assert_eq!(Repo::parse(repo.name()), Some(repo));
            }
        }

        #[test]
        fn nothing_makes_it_panic(link in any::<String>()) {
            let _ = Repo::parse(&link);
        }
    }
}
