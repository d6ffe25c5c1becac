//! Findings as SARIF 2.1.0, which services show beside the lines of a file (OASIS, 2020, Static Analysis Results Interchange Format).

use std::io::{self, Write};

use discover::references::{Checked, Finding, Reference, Rule};
use serde_json::{Value, json};

use super::name;

/// Writes one run with all rules and a result a finding.
pub fn write(out: &mut impl Write, references: &[Reference], checked: &[Checked]) -> io::Result<()> {
    let of = |(reference, checked): (&Reference, &Checked)| {
        checked.findings.iter().map(|finding| result(reference, checked, finding)).collect::<Vec<_>>()
    };
    let page = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "bibliograph",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": Rule::ALL.map(rule),
            }},
            "columnKind": "unicodeCodePoints",
            "results": references.iter().zip(checked).flat_map(of).collect::<Vec<_>>(),
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &page).map_err(io::Error::from)?;
    writeln!(out)
}

fn rule(rule: Rule) -> Value {
    json!({
        "id": rule.name(),
        "shortDescription": { "text": rule.summary() },
        "help": { "text": sentence(rule.remedy()) },
        "defaultConfiguration": { "level": rule.level().name() },
    })
}

fn result(reference: &Reference, checked: &Checked, finding: &Finding) -> Value {
    let mut message = format!("{}: {}", name(reference), sentence(&finding.message));
    if finding.rule == Rule::NotFound
        && let Some(nearest) = checked.nearest.first()
    {
        message.push_str(&format!(" Nearest: {}", sentence(&nearest.text)));
    }
    json!({
        "ruleId": finding.rule.name(),
        "ruleIndex": Rule::ALL.iter().position(|&rule| rule == finding.rule),
        "level": finding.level.name(),
        "message": { "text": message },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": uri(&reference.place.file) },
            "region": { "startLine": reference.place.line.max(1) },
        }}],
    })
}

/// A path as a reference to a URI (RFC 3986): what is not unreserved is written in hexadecimal.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

/// With a capital in front and a stop behind, as the standard asks.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|char| char.to_uppercase().to_string()).unwrap_or_default();
    let stop = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{stop}", chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_sentences() {
        assert_eq!(uri("a b/é%.bib"), "a%20b/%C3%A9%25.bib");
        assert_eq!(sentence("the year is 1"), "The year is 1.");
        assert_eq!(sentence(""), ".");
    }
}
