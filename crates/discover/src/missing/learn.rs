//! Known citations to a model, by hiding some of them from the papers that make them.

use super::{
    features::{Asking, rows},
    gather::Gathered,
    model::{Example, Model},
    past::Past,
};
use parallel::seed::stream;
use rand::{Rng, RngExt};

/// The references of a paper are hidden in so many parts, one after the other.
const PARTS: u32 = 5;

/// About so many candidates that are not cited are kept of each list; each stands for several.
const OTHERS: f64 = 100.0;

/// At most so many lists are learnt from; more teach no more.
const LISTS: usize = 6000;

/// Lists that a task makes at a time.
const CHUNK: usize = 16;

/// Learns from the citations of `past` which candidates are cited.
///
/// The references of each paper are cut into five parts. With one part hidden the paper asks; what was hidden are examples
/// of citations, and the other candidates examples of none. Hidden and other references are treated alike, and since only earlier
/// years speak, no citation speaks for itself. The same bits at any number of threads.
pub fn learn(past: &Past, seed: u64) -> Model {
    let mut lists: Vec<(u32, u32)> =
        (0..past.len() as u32).flat_map(|place| (0..PARTS).map(move |part| (place, part))).collect();
    lists.retain(|&(place, part)| !hidden(past, seed, place, part).is_empty());
    let every = lists.len().div_ceil(LISTS).max(1);
    let lists: Vec<(u32, u32)> = lists.into_iter().step_by(every).collect();
    let examples = parallel::chunks::map_with(
        lists.len(),
        CHUNK,
        || Gathered::new(past),
        |gathered, range| {
            lists[range]
                .iter()
                .flat_map(|&list| examples(past, seed, list, gathered))
                .collect::<Vec<Example>>()
        },
    );
    Model::fit(&examples.concat())
}

/// The references of this part, ascending; only such as may be candidates.
fn hidden(past: &Past, seed: u64, place: u32, part: u32) -> Vec<u32> {
    let until = past.until(past.years[place as usize]);
    let mut random = stream(seed, "missing parts", place.into());
    let references =
        past.cites.of(place as usize).iter().map(|&reference| (reference, random.next_u32() % PARTS));
    references
        .filter(|&(reference, of)| of == part && reference < until)
        .map(|(reference, _)| reference)
        .collect()
}

fn examples(past: &Past, seed: u64, (place, part): (u32, u32), gathered: &mut Gathered) -> Vec<Example> {
    let hidden = hidden(past, seed, place, part);
    let is_hidden = |reference: &u32| hidden.binary_search(reference).is_ok();
    let known =
        past.cites.of(place as usize).iter().copied().filter(|reference| !is_hidden(reference)).collect();
    let asking = Asking::new(past, place, known);
    gathered.gather(past, &asking);
    let mut candidates = gathered.candidates(past, &asking);
    let keep = (OTHERS / candidates.len() as f64).min(1.0);
    let mut random = stream(seed, "missing others", u64::from(place) * u64::from(PARTS) + u64::from(part));
    candidates.retain(|candidate| is_hidden(candidate) || random.random_bool(keep));
    rows(past, &asking, gathered, &candidates)
        .into_iter()
        .map(|(candidate, row)| match is_hidden(&candidate) {
            true => Example { row, cites: true, weight: 1.0 },
            false => Example { row, cites: false, weight: 1.0 / keep as f32 },
        })
        .collect()
}
