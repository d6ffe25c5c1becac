//! GML (Himsolt 1997, "GML: A portable graph file format").
//!
//! Vertices are numbered from 0, as GML wants whole numbers; their names stand under `name`. Text is ASCII, the rest written as
//! references.

use std::fmt;
use std::io::{self, Write};

use super::attributes::{Attributes, Value};
use crate::Drawn;

pub(super) fn write(drawn: &Drawn<'_>, mut out: impl Write) -> io::Result<()> {
    out.write_all(b"Creator \"bibliograph\"\ngraph [\n  directed 0\n")?;
    let attributes = Attributes::of(drawn);
    let keys: Vec<String> = attributes.declared.iter().map(|(name, _)| key(name)).collect();
    for (index, vertex) in drawn.vertices().iter().enumerate() {
        write!(
            out,
            "  node [\n    id {index}\n    label \"{}\"\n    name \"{}\"\n",
            Ascii(vertex.label),
            Ascii(vertex.id)
        )?;
        for (key, value) in keys.iter().zip(attributes.values(drawn, index)) {
            match value {
                Some(Value::Text(text)) => writeln!(out, "    {key} \"{}\"", Ascii(text))?,
                Some(Value::Integer(number)) => writeln!(out, "    {key} {number}")?,
                Some(Value::Number(number)) => writeln!(out, "    {key} {}", real(number))?,
                None => {}
            }
        }
        if let Some(position) = vertex.position {
            let [x, y] = position.map(real);
            writeln!(out, "    graphics [ x {x} y {y} ]")?;
        }
        out.write_all(b"  ]\n")?;
    }
    for (index, (source, target, weight)) in drawn.links().enumerate() {
        write!(out, "  edge [\n    source {source}\n    target {target}\n    weight {}\n", real(weight))?;
        for part in drawn.parts() {
            writeln!(out, "    {} {}", key(part.name), real(part.values[index]))?;
        }
        out.write_all(b"  ]\n")?;
    }
    out.write_all(b"]\n")
}

/// A number with a point, as GML tells reals from whole numbers; in digits or with an exponent, whichever is shorter.
fn real(number: f64) -> String {
    let plain = format!("{number:?}");
    match plain.split_once('e') {
        // Readers want a point before the exponent, too.
        Some((digits, exponent)) if !digits.contains('.') => format!("{digits}.0E{exponent}"),
        Some((digits, exponent)) => format!("{digits}E{exponent}"),
        None => plain,
    }
}

/// A key has letters and digits only and begins with a letter.
fn key(name: &str) -> String {
    let key: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    // Names that mean something else inside of a vertex or a link.
    let is_taken = ["id", "label", "name", "graphics", "source", "target", "weight"].contains(&key.as_str());
    if is_taken || !key.starts_with(|c: char| c.is_ascii_alphabetic()) { format!("x{key}") } else { key }
}

/// Text in ASCII between quotes.
struct Ascii<'a>(&'a str);

impl fmt::Display for Ascii<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '"' => f.write_str("&quot;")?,
                ' '..='~' => fmt::Write::write_char(f, c)?,
                // Some readers refuse references to what XML cannot hold.
                c if c.is_control() => f.write_str(" ")?,
                c => write!(f, "&#{};", u32::from(c))?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reals_have_a_point() {
        assert_eq!(
            ["1.0", "0.5", "1.0E-7", "1.5E300"].map(str::to_owned),
            [1.0, 0.5, 1e-7, 1.5e300].map(real)
        );
        assert_eq!(key("cluster_label"), "clusterlabel");
        assert_eq!((key("7 up"), key("id")), ("x7up".to_owned(), "xid".to_owned()));
    }
}
