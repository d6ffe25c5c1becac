//! Tables about time.

use ::tables::{Table, TableError, Values, catalogue, joined};
use topics::{growth::Pace, periods::PeriodTopic};

use super::names;
use crate::{analysis::Analysis, time::Thing};

/// Bursts in their table, at most: the weakest of a large corpus are noise.
const BURSTS: usize = 2000;
/// Beyond so many standard deviations there is a trend, with an error of 5 %.
const SIGNIFICANT: f64 = 1.96;

/// Every table about time that says something.
pub fn all(analysis: &Analysis) -> Result<Vec<Table<'_>>, TableError> {
    let tables = [
        growth(analysis)?,
        bursts(analysis)?,
        trends(analysis)?,
        spectrum(analysis)?,
        main_path(analysis)?,
        periods(analysis)?,
        flows(analysis)?,
        strategic(analysis)?,
    ];
    Ok(tables.into_iter().filter(|table| super::writes(&analysis.time, table.spec())).collect())
}

/// `rising`, `falling` or `steady`.
pub fn direction(pace: &Pace) -> &'static str {
    match pace.z {
        z if z > SIGNIFICANT => "rising",
        z if z < -SIGNIFICANT => "falling",
        _ => "steady",
    }
}

fn growth(analysis: &Analysis) -> Result<Table<'_>, TableError> {
    let time = &analysis.time;
    let clusters = || (0..analysis.topics.len()).filter(|&cluster| time.paces[cluster].is_some());
    let pace = |cluster: usize| time.paces[cluster];
    let number = |of: fn(Pace, Pace) -> f64| {
        Values::numbers_or_empty(
            clusters().map(move |cluster| Some(of(pace(cluster)?, time.field_pace?))).collect::<Vec<_>>(),
        )
    };
    let year = |of: fn((i32, i32)) -> i32| {
        Values::integers_or_empty(clusters().map(move |_| time.pace_years.map(of)))
    };
    Table::new(
        &catalogue::GROWTH,
        [
            ("cluster", Values::integers(clusters().map(|cluster| cluster + 1))),
            ("label", Values::texts(clusters().map(|cluster| analysis.topics[cluster].label.as_str()))),
            ("papers", Values::integers(clusters().map(|cluster| analysis.members.of(cluster).len()))),
            ("first_year", year(|years| years.0)),
            ("last_year", year(|years| years.1)),
            ("rate", number(|own, _| own.rate)),
            ("rate_of_field", number(|_, field| field.rate)),
            ("relative_rate", number(|own, field| (1.0 + own.rate) / (1.0 + field.rate) - 1.0)),
            ("z", number(|own, _| own.z)),
            (
                "trend",
                Values::texts_or_empty(clusters().map(|cluster| pace(cluster).as_ref().map(direction))),
            ),
        ],
    )
}

fn bursts(analysis: &Analysis) -> Result<Table<'_>, TableError> {
    let time = &analysis.time;
    let bursts = &time.bursts[..time.bursts.len().min(BURSTS)];
    let kind = |thing: &Thing| match thing {
        Thing::Term(_) => "term",
        Thing::Repo(_) => "repo",
    };
    let last = time.span.map(|span| span.1);
    Table::new(
        &catalogue::BURSTS,
        [
            ("name", Values::texts(bursts.iter().map(|burst| names::burst(analysis, burst)))),
            ("kind", Values::texts(bursts.iter().map(|burst| kind(&burst.thing)))),
            ("first_year", Values::integers(bursts.iter().map(|burst| burst.first))),
            ("last_year", Values::integers(bursts.iter().map(|burst| burst.last))),
            ("strength", Values::numbers(bursts.iter().map(|burst| burst.strength))),
            ("papers", Values::integers(bursts.iter().map(|burst| burst.papers))),
            ("share", Values::numbers(bursts.iter().map(|burst| burst.share))),
            ("usual_share", Values::numbers(bursts.iter().map(|burst| burst.usual))),
            ("goes_on", Values::flags(bursts.iter().map(|burst| Some(burst.last) == last))),
        ],
    )
}

fn trends(analysis: &Analysis) -> Result<Table<'_>, TableError> {
    let trends = &analysis.time.trends;
    let term = |term: u32| analysis.terms.vocabulary[term as usize].text.as_str();
    Table::new(
        &catalogue::TRENDS,
        [
            ("term", Values::texts(trends.iter().map(|trend| term(trend.term)))),
            ("papers", Values::integers(trends.iter().map(|trend| trend.papers))),
            ("first_quartile", Values::integers(trends.iter().map(|trend| trend.first_quartile))),
            ("median_year", Values::integers(trends.iter().map(|trend| trend.median))),
            ("third_quartile", Values::integers(trends.iter().map(|trend| trend.third_quartile))),
        ],
    )
}

fn spectrum(analysis: &Analysis) -> Result<Table<'_>, TableError> {
    let years = &analysis.time.spectrum;
    let works = |works: &[u32]| {
        joined(works.iter().map(|&work| {
            format!("{} ({})", names::work(analysis, work), analysis.corpus.works[work as usize].citing)
        }))
    };
    Table::new(
        &catalogue::RPYS,
        [
            ("year", Values::integers(years.iter().map(|year| year.year))),
            ("references", Values::integers(years.iter().map(|year| year.references))),
            ("works", Values::integers(years.iter().map(|year| year.works))),
            ("deviation", Values::numbers(years.iter().map(|year| year.deviation))),
            ("peak", Values::flags(years.iter().map(|year| year.peak))),
            ("leading_works", Values::texts(years.iter().map(|year| works(&year.leading)))),
        ],
    )
}

fn main_path(analysis: &Analysis) -> Result<Table<'_>, TableError> {
    let paths = &analysis.time.paths;
    let mut shown: Vec<usize> =
        [&paths.local, &paths.global, &paths.key_routes].into_iter().flatten().copied().collect();
    shown.sort_unstable();
    shown.dedup();
    let papers = &analysis.corpus.papers;
    let year = |paper: u32| papers[paper as usize].year;
    shown.sort_by_key(|&step| {
        let step = paths.steps[step];
        (year(step.from), year(step.to), step)
    });
    let ends = |end: fn(topics::mainpath::Step) -> u32| shown.iter().map(move |&step| end(paths.steps[step]));
    let id = |paper: u32| papers[paper as usize].id.as_str();
    let title = |paper: u32| papers[paper as usize].title.as_str();
    let on = |path: &[usize]| Values::flags(shown.iter().map(|step| path.contains(step)));
    Table::new(
        &catalogue::MAIN_PATH,
        [
            ("cited", Values::texts(ends(|step| step.from).map(id))),
            ("citing", Values::texts(ends(|step| step.to).map(id))),
            ("cited_year", Values::integers_or_empty(ends(|step| step.from).map(year))),
            ("citing_year", Values::integers_or_empty(ends(|step| step.to).map(year))),
            ("cited_title", Values::texts(ends(|step| step.from).map(title))),
            ("citing_title", Values::texts(ends(|step| step.to).map(title))),
            ("share_of_paths", Values::numbers(shown.iter().map(|&step| paths.share[step]))),
            ("global", on(&paths.global)),
            ("local", on(&paths.local)),
            ("key_route", on(&paths.key_routes)),
        ],
    )
}

/// The name of a topic in tables: its period and its place in it, both from 1.
fn topic_name(topics: &[PeriodTopic], topic: usize) -> String {
    let period = topics[topic].period;
    let begin = topics.iter().position(|other| other.period == period).unwrap_or_default();
    format!("{}.{}", period + 1, topic - begin + 1)
}

fn periods(analysis: &Analysis) -> Result<Table<'_>, TableError> {
    let found = &analysis.time.development;
    let topics = &found.topics;
    let homes: Vec<(u32, f64)> = topics.iter().map(|topic| names::home(analysis, &topic.papers)).collect();
    let terms = |topic: &PeriodTopic| {
        joined(topic.key_terms.iter().map(|key| analysis.terms.vocabulary[key.term as usize].text.as_str()))
    };
    let last = found.periods.len() - usize::from(!found.periods.is_empty());
    let born = |topic: usize| topics[topic].period > 0 && found.flows.iter().all(|flow| flow.to != topic);
    let dies =
        |topic: usize| topics[topic].period < last && found.flows.iter().all(|flow| flow.from != topic);
    let period = |topic: &PeriodTopic| found.periods[topic.period];
    Table::new(
        &catalogue::PERIODS,
        [
            ("topic", Values::texts((0..topics.len()).map(|topic| topic_name(topics, topic)))),
            ("first_year", Values::integers(topics.iter().map(|topic| period(topic).first))),
            ("last_year", Values::integers(topics.iter().map(|topic| period(topic).last))),
            ("label", Values::texts(topics.iter().map(|topic| topic.label.as_str()))),
            ("papers", Values::integers(topics.iter().map(|topic| topic.papers.len()))),
            ("terms", Values::texts(topics.iter().map(terms))),
            ("centrality", Values::numbers(topics.iter().map(|topic| topic.standing.centrality))),
            ("density", Values::numbers(topics.iter().map(|topic| topic.standing.density))),
            ("quadrant", Values::texts(topics.iter().map(|topic| topic.standing.quadrant.name()))),
            ("main_cluster", Values::integers(homes.iter().map(|home| home.0 + 1))),
            ("main_cluster_share", Values::numbers(homes.iter().map(|home| home.1))),
            ("born", Values::flags((0..topics.len()).map(born))),
            ("dies", Values::flags((0..topics.len()).map(dies))),
        ],
    )
}

fn flows(analysis: &Analysis) -> Result<Table<'_>, TableError> {
    let found = &analysis.time.development;
    let name = |topic: usize| topic_name(&found.topics, topic);
    let label = |topic: usize| found.topics[topic].label.as_str();
    let flows = &found.flows;
    Table::new(
        &catalogue::FLOWS,
        [
            ("from", Values::texts(flows.iter().map(|flow| name(flow.from)))),
            ("to", Values::texts(flows.iter().map(|flow| name(flow.to)))),
            ("from_label", Values::texts(flows.iter().map(|flow| label(flow.from)))),
            ("to_label", Values::texts(flows.iter().map(|flow| label(flow.to)))),
            ("kind", Values::texts(flows.iter().map(|flow| flow.kind.name()))),
            ("strength", Values::numbers(flows.iter().map(|flow| flow.strength))),
            ("terms", Values::numbers(flows.iter().map(|flow| flow.terms))),
            ("works", Values::numbers_or_empty(flows.iter().map(|flow| flow.works))),
        ],
    )
}

fn strategic(analysis: &Analysis) -> Result<Table<'_>, TableError> {
    let themes = &analysis.time.themes;
    let label = |cluster: u32| analysis.topics[cluster as usize].label.as_str();
    let size = |cluster: u32| analysis.members.of(cluster as usize).len();
    Table::new(
        &catalogue::STRATEGIC,
        [
            ("cluster", Values::integers(themes.iter().map(|theme| theme.0 + 1))),
            ("label", Values::texts(themes.iter().map(|theme| label(theme.0)))),
            ("papers", Values::integers(themes.iter().map(|theme| size(theme.0)))),
            ("centrality", Values::numbers(themes.iter().map(|theme| theme.1.centrality))),
            ("density", Values::numbers(themes.iter().map(|theme| theme.1.density))),
            ("quadrant", Values::texts(themes.iter().map(|theme| theme.1.quadrant.name()))),
        ],
    )
}
