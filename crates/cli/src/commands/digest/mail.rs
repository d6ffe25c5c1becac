//! A digest as a message: RFC 5322, plain text and HTML.
//!
//! Its id is a hash of what it says and to whom, so that a message that is sent a second time after an accident is the same message,
//! which mailboxes show once.

use std::time::{Duration, SystemTime};

use lettre::{
    Message,
    message::{Mailbox, MultiPart, SinglePart},
};
use pipeline::{digest_html, digest_markdown};
use sha2::{Digest as _, Sha256};

use super::edition::Edition;

/// The longest subject, in characters.
const SUBJECT: usize = 120;

/// The message of an edition, as if written at `date`. Whatever papers and topics are called, it cannot begin a header: control characters
/// become spaces, and what is not ASCII is encoded. The same bytes for the same arguments.
pub fn message(
    edition: &Edition,
    from: &Mailbox,
    to: &Mailbox,
    date: SystemTime,
) -> Result<Message, lettre::error::Error> {
    let fingerprint = fingerprint(edition, to);
    Message::builder()
        .from(from.clone())
        .to(to.clone())
        .subject(one_line(&edition.view.title))
        .message_id(Some(format!("<{fingerprint}@bibliograph>")))
        .date(date)
        .multipart(
            MultiPart::builder()
                .kind(lettre::message::MultiPartKind::Alternative)
                .boundary(format!("part-{fingerprint}"))
                .singlepart(SinglePart::plain(digest_markdown(&edition.view)))
                .singlepart(SinglePart::html(digest_html(&edition.view))),
        )
}

/// The first day of the news at midnight: the day that the reader named, not that of a clock.
pub fn first_day(edition: &Edition) -> SystemTime {
    let (month, day) = (edition.since.month.unwrap_or(1), edition.since.day.unwrap_or(1));
    // Days from the civil calendar, by 400-year cycles that begin in March.
    let (year, month, day) = (i64::from(edition.since.year), i64::from(month), i64::from(day));
    let year = if month <= 2 { year - 1 } else { year };
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let cycle = year.div_euclid(400);
    let in_cycle = year - 400 * cycle;
    let days = cycle * 146_097 + in_cycle * 365 + in_cycle / 4 - in_cycle / 100 + of_year - 719_468;
    SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(days * 86_400).unwrap_or(0))
}

/// What the message says and to whom, as 128 bits.
fn fingerprint(edition: &Edition, to: &Mailbox) -> String {
    let mut hash = Sha256::new();
    hash.update(to.email.as_ref() as &str);
    hash.update([0]);
    hash.update(digest_markdown(&edition.view));
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|char| if char.is_control() { ' ' } else { char }).collect();
    match plain.char_indices().nth(SUBJECT) {
        Some((end, _)) => format!("{}…", plain[..end].trim_end()),
        None => plain,
    }
}

#[cfg(test)]
mod tests {
    use corpus::Date;
    use pipeline::DigestView;

    use super::*;

    fn edition(title: &str, since: &str) -> Edition {
        let view = DigestView { title: title.to_owned(), ..DigestView::default() };
        Edition { view, papers: Vec::new(), since: since.parse::<Date>().unwrap() }
    }

    #[test]
    fn days_since_1970() {
        for (day, expected) in [
            ("1970-01-01", 0),
            ("2000-03-01", 951_868_800),
            ("2024-02-29", 1_709_164_800),
            ("2026", 1_767_225_600),
        ] {
            let seconds =
                first_day(&edition("", day)).duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
            assert_eq!(seconds, expected, "{day}");
        }
        assert_eq!(first_day(&edition("", "1950")), SystemTime::UNIX_EPOCH);
    }

    #[test]
    fn a_title_begins_no_header() {
        let reader: Mailbox = "Ada <ada@example.org>".parse().unwrap();
        let made = |title: &str| {
            let message = message(&edition(title, "2024"), &reader, &reader, SystemTime::UNIX_EPOCH).unwrap();
            String::from_utf8(message.formatted()).unwrap()
        };
        let text = made("Flow\r\nBcc: eve@example.org\r\n\r\n<script>");
        let head = text.split("\r\n\r\n").next().unwrap();
        assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
        assert!(made("Röntgen “x”").is_ascii());
        assert_eq!(made("same"), made("same").as_str());
    }
}
