//! JSON Lines: one object a line.

use super::{
    blocks::{self, Cut},
    input::Input,
    json,
    sink::Sink,
};
use crate::ReadError;

/// At least half of the first lines are wrapped in braces.
pub(super) fn recognise(head: &str) -> bool {
    let lines = head.lines().map(str::trim).filter(|line| !line.is_empty()).take(20);
    let (mut objects, mut all) = (0, 0);
    for line in lines {
        all += 1;
        objects += usize::from(line.starts_with('{') && line.ends_with('}'));
    }
    objects > 0 && 2 * objects >= all
}

pub(super) fn read(input: &mut Input, sink: &mut Sink) -> Result<(), ReadError> {
    blocks::for_each(input, sink, 0, line, json::record)
}

/// Cuts off blank lines, then a line.
fn line(text: &[u8], ended: bool) -> Cut {
    let blank = text.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    if blank > 0 {
        return Cut::Pass(blank);
    }
    match memchr::memchr(b'\n', text) {
        Some(end) => Cut::Record(end + 1),
        None if ended && !text.is_empty() => Cut::Record(text.len()),
        None => Cut::More,
    }
}
