//! A link a line: both ends and the weight, between tabs, under a header. Items without links are not told.

use std::io::{self, Write};

use super::on_a_line;
use crate::Drawn;

pub(super) fn write(drawn: &Drawn<'_>, mut out: impl Write) -> io::Result<()> {
    out.write_all(b"source\ttarget\tweight\n")?;
    let name = |vertex: usize| cell(drawn.vertices()[vertex].id);
    for (source, target, weight) in drawn.links() {
        writeln!(out, "{}\t{}\t{weight}", name(source), name(target))?;
    }
    Ok(())
}

/// In quotes where it would be taken for something else: a comment, a quote, or nothing.
fn cell(text: &str) -> String {
    let text = on_a_line(text);
    let is_plain = !text.is_empty() && text.trim() == text && !text.starts_with(['#', '%', '/', '"']);
    if is_plain { text } else { format!("\"{}\"", text.replace('"', "\"\"")) }
}
