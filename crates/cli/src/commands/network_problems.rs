//! What was wrong in the files of a network, on standard error.

use pipeline::{networks::Problems, words::count};

use super::Voice;
use crate::reporter::printable;

/// How many problems are shown unless all are asked for.
const SHOWN: usize = 10;

/// Tells the first problems, or all that are listed, and how many more there are.
pub(super) fn tell(problems: &Problems, voice: Voice) {
    for line in lines(problems, voice) {
        say!("{}", printable(&line));
    }
}

fn lines(problems: &Problems, voice: Voice) -> Vec<String> {
    let listed = problems.list.len();
    let shown = if voice == Voice::Verbose { listed } else { listed.min(SHOWN) };
    let told = |problem: &pipeline::networks::Problem| {
        format!("{}:{}: {}", problem.file, problem.line, problem.what)
    };
    let mut lines: Vec<String> = problems.list[..shown].iter().map(told).collect();
    let more = problems.len() - shown;
    if more > 0 {
        let rest = match (voice == Voice::Verbose, problems.more) {
            (true, _) => String::new(),
            (false, 0) => "; --verbose lists all".to_owned(),
            (false, _) => format!("; --verbose lists the first {}", count(listed, "problem")),
        };
        lines.push(format!("… and {} more{rest}", count(more, "problem")));
    }
    lines
}

#[cfg(test)]
mod tests {
    use pipeline::networks::Problem;

    use super::*;

    #[test]
    fn what_is_not_shown_is_counted() {
        let problem = Problem { file: "a.net".to_owned(), line: 3, what: "odd".to_owned() };
        let last = |listed: usize, more: usize, voice| {
            let problems = Problems { list: vec![problem.clone(); listed], more };
            lines(&problems, voice).pop().unwrap_or_default()
        };
        assert_eq!(last(0, 0, Voice::Normal), "");
        assert_eq!(last(10, 0, Voice::Normal), "a.net:3: odd");
        assert_eq!(last(12, 0, Voice::Normal), "… and 2 problems more; --verbose lists all");
        assert_eq!(
            last(12, 5, Voice::Normal),
            "… and 7 problems more; --verbose lists the first 12 problems"
        );
        assert_eq!(last(12, 0, Voice::Verbose), "a.net:3: odd");
        assert_eq!(last(12, 5, Voice::Verbose), "… and 5 problems more");
    }
}
