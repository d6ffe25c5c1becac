//! VOSviewer's map file, a table of items, and its network file, a table of links without a header.

use super::{
    Fault, Text,
    draft::{Draft, ItemDraft, NamedLink},
    edge_list,
    meaning::Meaning,
    vosviewer_json::from_html,
};
use crate::{Format, Network};

/// Reads a map, and the links beside it.
pub(super) fn read<'a>(map: Text<'a>, links: Option<Text<'a>>) -> Result<Network, (&'a str, Fault)> {
    let mut draft = Draft::new(Format::VosviewerText, map.file);
    read_map(map.text, &mut draft).map_err(|fault| (map.file, fault))?;
    if let Some(links) = links {
        draft.file = links.file;
        edge_list::each_link(links.text, |line, link| {
            match link {
                Ok((source, target, weight)) => {
                    let (source, target, weight) = (&*source, &*target, weight.as_deref());
                    draft.link(NamedLink { source, target, weight, directed: false, line });
                }
                Err(what) => draft.problem(line, || what),
            }
            Ok(())
        })
        .map_err(|fault| (links.file, fault))?;
    }
    Ok(draft.finish())
}

fn read_map(text: &str, draft: &mut Draft<'_>) -> Result<(), Fault> {
    let first = text.trim_start().lines().next().unwrap_or_default();
    let delimiter = if first.contains('\t') { b'\t' } else { b',' };
    let mut table = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut meanings = Vec::new();
    let mut id = None;
    let mut record = csv::StringRecord::new();
    loop {
        let line = table.position().line() as usize;
        let more = table.read_record(&mut record).map_err(|error| Fault::new(line, error.to_string()))?;
        if !more {
            return Ok(());
        }
        if meanings.is_empty() {
            meanings = record.iter().map(|name| meaning(name, draft)).collect();
            id = record.iter().position(|name| name.eq_ignore_ascii_case("id"));
            continue;
        }
        // Without a column of ids VOSviewer counts.
        let name = match id {
            Some(cell) => record.get(cell).unwrap_or_default().to_owned(),
            None => (draft.len() + 1).to_string(),
        };
        let mut item = ItemDraft::new(name, line);
        for (cell, meaning) in record.iter().zip(&meanings) {
            match meaning {
                Meaning::Description => item.set(*meaning, &from_html(cell)),
                _ => item.set(*meaning, cell),
            }
        }
        draft.add(item)?;
    }
}

fn meaning(name: &str, draft: &mut Draft<'_>) -> Meaning {
    let within = |kind: &str| name.strip_prefix(kind)?.strip_prefix('<')?.strip_suffix('>');
    match (within("weight"), within("score")) {
        (Some(name), _) => draft.column(name),
        (_, Some(name)) => draft.score(name),
        _ if name.eq_ignore_ascii_case("id") || name.is_empty() => Meaning::Nothing,
        _ if name.eq_ignore_ascii_case("weight") => draft.column("weight"),
        _ if name.eq_ignore_ascii_case("score") => draft.score("score"),
        _ => draft.meaning(name, false),
    }
}
