//! Numbers and lists as people read them.

/// A count with a comma between thousands.
pub(crate) fn count(number: usize) -> String {
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

/// A count and what is counted: `1 paper`, `2 papers`.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { many })
}

/// So many papers.
pub(crate) fn papers(number: usize) -> String {
    counted(number, "paper", "papers")
}

/// Three significant digits, thousands set apart; numbers below a millionth with a power of ten.
pub(crate) fn figure(number: f64) -> String {
    if number == 0.0 || !number.is_finite() {
        return if number == 0.0 { "0".to_owned() } else { "–".to_owned() };
    }
    let scientific = format!("{number:.2e}");
    let (digits, power) = scientific.split_once('e').expect("the exponent that was just written");
    let magnitude: i32 = power.parse().expect("the exponent that was just written");
    let text = match magnitude {
        ..-6 => format!("{digits} × 10{}", superscript(power)),
        -6..3 => format!("{number:.*}", (2 - magnitude).max(0) as usize),
        3.. => {
            let rounded: f64 = scientific.parse().expect("the number that was just written");
            format!("{}{}", if rounded < 0.0 { "-" } else { "" }, count(rounded.abs() as usize))
        }
    };
    text.replace('-', "−")
}

fn superscript(power: &str) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digit = |c: char| c.to_digit(10).map_or('⁻', |digit| DIGITS[digit as usize]);
    power.chars().map(digit).collect()
}

/// A share, 0 to 1, in whole percent; what is not quite nothing or all is not rounded to it.
pub(crate) fn percent(share: f64) -> String {
    match share {
        f64::MIN_POSITIVE..0.005 => "under 1%".to_owned(),
        0.995..1.0 => "over 99%".to_owned(),
        _ => format!("{:.0}%", 100.0 * share),
    }
}

/// A change, with its sign: `+12%`, `−3%`.
pub(crate) fn change(share: f64) -> String {
    let whole = (100.0 * share).round() as i64;
    match whole {
        0 => "0%".to_owned(),
        1.. => format!("+{whole}%"),
        _ => format!("−{}%", whole.unsigned_abs()),
    }
}

/// `1990–2015`, `1990` or a dash.
pub(crate) fn span(first: Option<i32>, last: Option<i32>) -> String {
    match (first, last) {
        (Some(first), Some(last)) if first != last => format!("{first}–{last}"),
        (Some(year), _) | (None, Some(year)) => year.to_string(),
        (None, None) => "–".to_owned(),
    }
}

/// What a chart of papers by year shows, in words; the years are ascending and at least one.
pub(crate) fn course(years: &[(i32, usize)]) -> String {
    let ends = (years.first().map(|year| year.0), years.last().map(|year| year.0));
    let most = years.iter().copied().reduce(|most, year| if year.1 > most.1 { year } else { most });
    let most = most.map_or(String::new(), |(year, number)| format!("; most in {year}: {}", count(number)));
    format!("Papers a year, {}{most}.", span(ends.0, ends.1))
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn listed<T: AsRef<str>>(items: &[T]) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match items.split_last() {
        None => String::new(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

/// Authors as a reference names them: one, both, or the first "et al.".
pub(crate) fn authors(names: &[String]) -> String {
    match names {
        [first, _, _, ..] => format!("{first} et al."),
        few => listed(few),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn counts_are_set_apart_and_agree() {
        assert_eq!([0, 999, 1000, 1_234_567].map(count), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!([0, 1, 2].map(papers), ["0 papers", "1 paper", "2 papers"]);
    }

    #[test]
    fn figures_have_three_digits() {
        let shown = [0.0, 0.5, 0.123_456, 12.345, 999.6, 12_345.6, 0.000_012_34, -0.25, 1.0].map(figure);
        assert_eq!(shown, ["0", "0.500", "0.123", "12.3", "1,000", "12,300", "0.0000123", "−0.250", "1.00"]);
        assert_eq!(figure(4.126e-9), "4.13 × 10⁻⁹");
        assert_eq!(figure(f64::NAN), "–");
    }

    #[test]
    fn shares_do_not_pretend() {
        let shown = [0.0, 0.001, 0.456, 0.999, 1.0].map(percent);
        assert_eq!(shown, ["0%", "under 1%", "46%", "over 99%", "100%"]);
        assert_eq!([0.12, -0.034, 0.0].map(change), ["+12%", "−3%", "0%"]);
    }

    #[test]
    fn lists_read_as_english() {
        assert_eq!(listed::<&str>(&[]), "");
        assert_eq!(listed(&["a"]), "a");
        assert_eq!(listed(&["a", "b", "c"]), "a, b and c");
        let names = ["Curie", "Curie", "Bémont"].map(String::from);
        assert_eq!(authors(&names), "Curie et al.");
        assert_eq!(authors(&names[..2]), "Curie and Curie");
        assert_eq!(span(Some(1990), Some(1990)), "1990");
    }

    #[test]
    fn a_course_of_years_in_words() {
        assert_eq!(course(&[(1999, 2), (2000, 5), (2001, 5)]), "Papers a year, 1999–2001; most in 2000: 5.");
    }

    proptest! {
        #[test]
        fn a_figure_is_within_half_a_percent(number in prop_oneof![1e-6..1.0f64, 1.0..1e12f64]) {
            let read: f64 = figure(number).replace(',', "").parse().unwrap();
            prop_assert!((read - number).abs() <= 0.0051 * number, "{} for {number}", figure(number));
        }
    }
}
