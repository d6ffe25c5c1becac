//! Numbers as people write them.

/// A number with its noun: `1 paper`, `2,752 papers`.
pub fn count(number: usize, noun: &str) -> String {
    match (number, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{} {stem}ies", thousands(number)),
        _ => format!("{} {noun}s", thousands(number)),
    }
}

/// What a graph holds: `2,752 papers, 31,604 links, 24 clusters`; `noun` is what one of its vertices is.
pub fn census(vertices: usize, noun: &str, links: usize, clusters: usize) -> String {
    format!("{}, {}, {}", count(vertices, noun), count(links, "link"), count(clusters, "cluster"))
}

/// A number with a comma between thousands.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_and_thousands() {
        assert_eq!(count(1, "paper"), "1 paper");
        assert_eq!(count(0, "paper"), "0 papers");
        assert_eq!(count(83_169, "repository"), "83,169 repositories");
        assert_eq!(census(1, "paper", 0, 1), "1 paper, 0 links, 1 cluster");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_000_000), "1,000,000");
    }
}
