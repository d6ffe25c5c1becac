//! Cited years of a real export, against a count that this code did not make.

use std::path::Path;

use parallel::Progress;

/// References by the year of the work cited in `wos.bib`. A Python script of twenty lines made it from the text alone: it takes
/// the lines of each field `Cited-References`, each once, and the first four digits that stand between two commas.
const COUNTED: [(i32, u64); 85] = [
    (1781, 1),
    (1785, 1),
    (1854, 1),
    (1896, 3),
    (1898, 1),
    (1908, 1),
    (1931, 1),
    (1934, 3),
    (1936, 3),
    (1938, 1),
    (1940, 1),
    (1944, 2),
    (1946, 2),
    (1947, 4),
    (1948, 1),
    (1950, 2),
    (1952, 1),
    (1954, 5),
    (1955, 5),
    (1956, 3),
    (1957, 2),
    (1958, 4),
    (1959, 3),
    (1960, 3),
    (1961, 2),
    (1962, 6),
    (1963, 2),
    (1964, 2),
    (1965, 7),
    (1966, 7),
    (1967, 3),
    (1968, 30),
    (1969, 5),
    (1970, 5),
    (1971, 19),
    (1972, 6),
    (1973, 15),
    (1974, 5),
    (1975, 13),
    (1976, 44),
    (1977, 30),
    (1978, 28),
    (1979, 10),
    (1980, 26),
    (1981, 40),
    (1982, 54),
    (1983, 26),
    (1984, 56),
    (1985, 56),
    (1986, 61),
    (1987, 35),
    (1988, 21),
    (1989, 49),
    (1990, 83),
    (1991, 133),
    (1992, 208),
    (1993, 156),
    (1994, 95),
    (1995, 120),
    (1996, 202),
    (1997, 141),
    (1998, 287),
    (1999, 191),
    (2000, 368),
    (2001, 337),
    (2002, 450),
    (2003, 248),
    (2004, 270),
    (2005, 327),
    (2006, 278),
    (2007, 386),
    (2008, 350),
    (2009, 396),
    (2010, 441),
    (2011, 385),
    (2012, 392),
    (2013, 455),
    (2014, 367),
    (2015, 393),
    (2016, 313),
    (2017, 295),
    (2018, 293),
    (2019, 251),
    (2020, 137),
    (2021, 48),
];

/// References in different words that mean one work count under the year of the first of them, and a paper that lists a work
/// twice cites it once: so many references may stand under another year than the script says, or be one.
const APART: u64 = 2;

#[test]
fn cited_years_are_those_of_an_independent_count() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/exports/wos.bib");
    if !Path::new(path).exists() {
        eprintln!("skipped: {path} is not there");
        return;
    }
    let corpus = corpus::read(&[path.into()], &Default::default(), &Progress::none()).unwrap();
    let works: Vec<(Option<i32>, u32)> = corpus.works.iter().map(|work| (work.year, work.citing)).collect();
    let found = topics::rpys::spectrum(&works, 2022, 3);
    assert_eq!(found.len(), COUNTED.len());
    for (ours, (year, references)) in found.iter().zip(COUNTED) {
        assert_eq!(ours.year, year);
        assert!(
            ours.references.abs_diff(references) <= APART,
            "{year}: {} for {references}",
            ours.references
        );
        assert!(
            year >= 1969 || ours.references == references,
            "{year}: older works are not in two forms here"
        );
    }
    // By the same script from its own counts: above the median of five years, by more than the years beside.
    let peaks = found.iter().filter(|year| year.peak && year.year < 1967).map(|year| year.year);
    assert_eq!(
        peaks.collect::<Vec<_>>(),
        [1781, 1785, 1854, 1896, 1898, 1908, 1931, 1934, 1936, 1940, 1944, 1947, 1950, 1958, 1962, 1965]
    );
}
