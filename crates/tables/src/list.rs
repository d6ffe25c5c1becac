//! Lists inside one cell.

/// The items joined by `"; "`. A semicolon inside an item becomes a comma, so that a cell splits into as many
/// items as went in.
///
/// ```
/// assert_eq!(tables::joined(["Curie, M.", "Curie, P."]), "Curie, M.; Curie, P.");
/// assert_eq!(tables::joined(["a;b", "c"]), "a,b; c");
/// ```
pub fn joined<I: AsRef<str>>(items: impl IntoIterator<Item = I>) -> String {
    let mut cell = String::new();
    for (position, item) in items.into_iter().enumerate() {
        if position > 0 {
            cell.push_str("; ");
        }
        cell.extend(item.as_ref().chars().map(|c| if c == ';' { ',' } else { c }));
    }
    cell
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn as_many_items_come_out_as_went_in(items in prop::collection::vec("[a;, ]{1,4}", 1..5)) {
            prop_assert_eq!(joined(&items).split(';').count(), items.len());
        }
    }
}
