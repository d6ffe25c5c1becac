//! When a paper came out, as exactly as its source says.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A year, with its month and day where they are known; in JSON as ISO 8601 writes it: `2024`, `2024-06`, `2024-06-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Date {
    /// 1000 to 2999.
    pub year: i32,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31; never without a month.
    pub day: Option<u8>,
}

impl Date {
    /// A year, of which no more is known.
    pub fn of_year(year: i32) -> Self {
        Self { year, month: None, day: None }
    }

    /// Whether the day may be `first` or a later one: a paper of 2024 may have come out after 1 June 2024, for all that is known.
    pub fn may_be_since(self, first: Self) -> bool {
        let latest = (self.year, self.month.unwrap_or(12), self.day.unwrap_or(31));
        latest >= (first.year, first.month.unwrap_or(1), first.day.unwrap_or(1))
    }

    /// The date as a number of years, in the middle of what is known: 2024.5 for 2024.
    pub fn in_years(self) -> f64 {
        let within = match (self.month, self.day) {
            (Some(month), Some(day)) => (f64::from(month) - 1.0 + (f64::from(day) - 0.5) / 31.0) / 12.0,
            (Some(month), None) => (f64::from(month) - 0.5) / 12.0,
            (None, _) => 0.5,
        };
        f64::from(self.year) + within
    }

    /// The date that a text tells beyond its year: `2024-06-01`, `2024/06`, `20240601`, `2024 Jun 1`, `1 June 2024`, and what stands
    /// behind such a beginning. `None` where it is only a year, or could be read in two ways.
    ///
    /// ```
    /// use corpus::Date;
    /// assert_eq!(Date::find("Mon, 2 Apr 2007 19:18:42 GMT").unwrap().to_string(), "2007-04-02");
    /// assert_eq!(Date::find("06/01/2024"), None);
    /// ```
    pub fn find(text: &str) -> Option<Self> {
        // A year, something between and a month.
        const SHORTEST: usize = 6;
        if text.len() < SHORTEST {
            return None;
        }
        let runs = runs(text);
        if let Some(whole) = runs.iter().find(|run| run.len() == 8 && is_digits(run)) {
            return Self::new(year(&whole[..4])?, number(&whole[4..6]), number(&whole[6..]));
        }
        let at = runs.iter().position(|run| year(run).is_some())?;
        let run = |at: Option<usize>| at.and_then(|at| runs.get(at)).copied();
        let (before, after) = (run(at.checked_sub(1)), run(at.checked_add(1)));
        let year = year(runs[at])?;
        match before.and_then(month_name) {
            Some(month) => Self::new(year, Some(month), run(at.checked_sub(2)).and_then(number)),
            // An issue of two months: which one, nobody says.
            None if after.and_then(month_name).and(run(at.checked_add(2)).and_then(month_name)).is_some() => {
                None
            }
            None => {
                let month = after.and_then(|run| month_name(run).or_else(|| number(run)));
                Self::new(year, month, run(at.checked_add(2)).and_then(number))
            }
        }
    }

    /// With a month; the day is left out where it is none.
    fn new(year: i32, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let month = month.filter(|month| (1..=12).contains(month))?;
        Some(Self { year, month: Some(month), day: day.filter(|day| (1..=31).contains(day)) })
    }
}

/// The runs of digits and of letters of a text; a record may be long, a date is not.
fn runs(text: &str) -> Vec<&str> {
    const LONGEST: usize = 64;
    let text = &text[..text.floor_char_boundary(LONGEST)];
    let kind = |char: char| (char.is_ascii_digit(), char.is_alphabetic());
    let mut runs = Vec::new();
    let mut start = 0;
    let mut last = (false, false);
    for (at, char) in text.char_indices().chain([(text.len(), ' ')]) {
        if kind(char) != last {
            if last != (false, false) {
                runs.push(&text[start..at]);
            }
            (start, last) = (at, kind(char));
        }
    }
    runs
}

fn is_digits(run: &str) -> bool {
    run.bytes().all(|byte| byte.is_ascii_digit())
}

fn year(run: &str) -> Option<i32> {
    (run.len() == 4 && is_digits(run))
        .then(|| run.parse().ok())
        .flatten()
        .filter(|year| (1000..3000).contains(year))
}

/// A run of at most two digits.
fn number(run: &str) -> Option<u8> {
    (run.len() <= 2 && is_digits(run)).then(|| run.parse().ok()).flatten()
}

fn month_name(run: &str) -> Option<u8> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let short = run.get(..3)?.to_ascii_lowercase();
    (1..).zip(MONTHS).find(|&(_, name)| name == short).map(|(month, _)| month)
}

/// A text that is no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no date; write it as 2024, 2024-06 or 2024-06-01")]
pub struct DateError(String);

impl FromStr for Date {
    type Err = DateError;

    /// `2024`, `2024-06` or `2024-06-01`, and nothing else.
    fn from_str(text: &str) -> Result<Self, DateError> {
        let date = match text.len() {
            4 => year(text).map(Self::of_year),
            _ => Self::find(text),
        };
        // What is found is a date only if it is written as one: no second way to say the same, nothing behind it.
        date.filter(|date| date.to_string() == text).ok_or_else(|| DateError(text.to_owned()))
    }
}

impl TryFrom<String> for Date {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        [self.month, self.day].into_iter().map_while(|part| part).try_for_each(|part| write!(f, "-{part:02}"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str) -> String {
        Date::find(text).map_or_else(String::new, |date| date.to_string())
    }

    #[test]
    fn dates_as_sources_write_them() {
        for (text, date) in [
            ("2024-06-01", "2024-06-01"),
            ("2024-06-01T00:00:00Z", "2024-06-01"),
            ("2016/10/19", "2016-10-19"),
            ("2014//", ""),
            ("20160131", "2016-01-31"),
            ("2022 Jun 8", "2022-06-08"),
            ("2022 Summer", ""),
            ("2019 Nov-Dec", ""),
            ("JUN 2024", "2024-06"),
            ("2020-5-3", "2020-05-03"),
            ("v1 Mon, 2 Apr 2007 09:18:42 GMT", "2007-04-02"),
            ("2024-13-01", ""),
            ("2024-06-41", "2024-06"),
            ("2024", ""),
            ("", ""),
        ] {
            assert_eq!(found(text), date, "{text}");
        }
    }

    #[test]
    fn a_year_may_be_after_any_of_its_days() {
        let may =
            |date: &str, first: &str| date.parse::<Date>().unwrap().may_be_since(first.parse().unwrap());
        assert!(may("2024", "2024-06-01") && may("2024-06", "2024-06-30") && may("2024-01-01", "2024"));
        assert!(!may("2023", "2024") && !may("2024-05", "2024-06-01") && !may("2024-06-01", "2024-06-02"));
        assert_eq!(Date::of_year(2024).in_years(), 2024.5);
        assert!("2024-6".parse::<Date>().is_err() && "2024-06-01 ".parse::<Date>().is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_safe_and_what_is_written_is_read(text in any::<String>(), year in 1000..3000, month in 1u8..=12, day in 1u8..=31) {
            let _ = (Date::find(&text), text.parse::<Date>());
            for date in [
                Date::of_year(year),
                Date { year, month: Some(month), day: None },
                Date { year, month: Some(month), day: Some(day) },
            ] {
                prop_assert_eq!(date.to_string().parse::<Date>(), Ok(date));
            }
        }
    }
}
