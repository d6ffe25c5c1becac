//! The format of NumPy for one array, as NumPy Enhancement Proposal 1 describes it.

/// An array of two dimensions.
#[derive(Clone, Debug, PartialEq)]
pub struct Array {
    /// How many rows it has.
    pub rows: usize,
    /// How many numbers each row has.
    pub columns: usize,
    /// Row after row.
    pub values: Vec<f32>,
}

/// Why a file is no array that can be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NpyError {
    /// It does not begin as such files do.
    #[error("this is no NumPy file; write one with numpy.save")]
    Mark,
    /// The description of the array makes no sense.
    #[error("the header of this NumPy file cannot be read; write it anew with numpy.save")]
    Header,
    /// The numbers are of another type.
    #[error(
        "its numbers are of the type {0}; save them as 32- or 64-bit floats: numpy.save(file, array.astype(\"<f4\"))"
    )]
    Type(String),
    /// Columns stand after one another instead of rows.
    #[error("it is stored by columns; save numpy.ascontiguousarray(array)")]
    ByColumns,
    /// It is no table.
    #[error("it has the shape ({0}); a row for each vector is needed: (vectors, dimensions)")]
    Shape(String),
    /// It ends too early or too late.
    #[error("its header promises {promised} bytes of numbers, but {given} follow; was it copied whole?")]
    Length {
        /// Bytes that the header promises.
        promised: usize,
        /// Bytes that there are.
        given: usize,
    },
}

/// Reads an array of two dimensions, of 32- or 64-bit floats, little-endian, row by row; 64-bit ones are rounded.
///
/// # Errors
///
/// See [`NpyError`].
pub fn read(bytes: &[u8]) -> Result<Array, NpyError> {
    let (header, data) = split(bytes)?;
    let kind = quoted(entry(header, "descr")?).ok_or(NpyError::Header)?;
    let width = match kind {
        "<f4" => 4,
        "<f8" => 8,
        other => return Err(NpyError::Type(other.to_owned())),
    };
    if !entry(header, "fortran_order")?.starts_with("False") {
        return Err(NpyError::ByColumns);
    }
    let (rows, columns) = shape(entry(header, "shape")?)?;
    let promised =
        rows.checked_mul(columns).and_then(|numbers| numbers.checked_mul(width)).ok_or(NpyError::Header)?;
    if promised != data.len() {
        return Err(NpyError::Length { promised, given: data.len() });
    }
    let values = if width == 4 {
        data.as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect()
    } else {
        data.as_chunks().0.iter().map(|&bytes| f64::from_le_bytes(bytes) as f32).collect()
    };
    Ok(Array { rows, columns, values })
}

/// The header's text and the numbers behind it. The length of the header has 2 bytes in version 1, 4 in later ones.
fn split(bytes: &[u8]) -> Result<(&str, &[u8]), NpyError> {
    let rest = bytes.strip_prefix(b"\x93NUMPY").ok_or(NpyError::Mark)?;
    let (length, rest) = match rest {
        [1, _, a, b, rest @ ..] => (u32::from(u16::from_le_bytes([*a, *b])), rest),
        [2 | 3, _, a, b, c, d, rest @ ..] => (u32::from_le_bytes([*a, *b, *c, *d]), rest),
        _ => return Err(NpyError::Header),
    };
    let (header, data) = rest.split_at_checked(length as usize).ok_or(NpyError::Header)?;
    Ok((std::str::from_utf8(header).map_err(|_| NpyError::Header)?, data))
}

/// What stands behind a key of the header, which is a dictionary in the syntax of Python.
fn entry<'a>(header: &'a str, key: &str) -> Result<&'a str, NpyError> {
    let behind = header.split_once(&format!("'{key}':")).ok_or(NpyError::Header)?.1;
    Ok(behind.trim_start())
}

fn quoted(text: &str) -> Option<&str> {
    Some(text.strip_prefix('\'')?.split_once('\'')?.0)
}

fn shape(text: &str) -> Result<(usize, usize), NpyError> {
    let inside = text.strip_prefix('(').and_then(|text| text.split_once(')')).ok_or(NpyError::Header)?.0;
    let sizes: Vec<&str> = inside.split(',').map(str::trim).filter(|size| !size.is_empty()).collect();
    let size = |text: &str| text.parse().map_err(|_| NpyError::Header);
    match sizes[..] {
        [rows, columns] => Ok((size(rows)?, size(columns)?)),
        _ => Err(NpyError::Shape(inside.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `numpy.save(file, numpy.array([[1.5, -2], [0, 0.25], [3, 4]], dtype))` of NumPy 2: header and numbers.
    fn saved(descr: &str, shape: &str, numbers: &[u8]) -> Vec<u8> {
        let mut header = format!("{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}");
        while (10 + header.len() + 1) % 64 != 0 {
            header.push(' ');
        }
        header.push('\n');
        let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
        bytes.extend((header.len() as u16).to_le_bytes());
        bytes.extend(header.bytes());
        bytes.extend(numbers);
        bytes
    }

    const NUMBERS: [f64; 6] = [1.5, -2.0, 0.0, 0.25, 3.0, 4.0];

    #[test]
    fn floats_of_both_sizes_are_read() {
        let four: Vec<u8> = NUMBERS.iter().flat_map(|&number| (number as f32).to_le_bytes()).collect();
        let eight: Vec<u8> = NUMBERS.iter().flat_map(|number| number.to_le_bytes()).collect();
        let expected = Array { rows: 3, columns: 2, values: NUMBERS.map(|number| number as f32).to_vec() };
        assert_eq!(read(&saved("<f4", "(3, 2)", &four)), Ok(expected.clone()));
        assert_eq!(read(&saved("<f8", "(3, 2)", &eight)), Ok(expected));
    }

    #[test]
    fn what_cannot_be_used_is_told_with_a_remedy() {
        let message = |bytes: &[u8]| read(bytes).unwrap_err().to_string();
        assert_eq!(message(b"PK\x03\x04"), "this is no NumPy file; write one with numpy.save");
        assert!(message(&saved("<i8", "(3, 2)", &[0; 48])).starts_with("its numbers are of the type <i8"));
        assert!(message(&saved("<f4", "(6,)", &[0; 24])).starts_with("it has the shape (6,)"));
        assert_eq!(
            message(&saved("<f4", "(3, 2)", &[0; 20])),
            "its header promises 24 bytes of numbers, but 20 follow; was it copied whole?"
        );
        let huge = format!("({}, 8)", usize::MAX);
        assert_eq!(read(&saved("<f4", &huge, &[])), Err(NpyError::Header));
        let whole = saved("<f4", "(3, 2)", &[0; 24]);
        let by_columns = String::from_utf8_lossy(&whole[10..]).replace("False", "True ");
        assert_eq!(read(&[&whole[..10], by_columns.as_bytes()].concat()), Err(NpyError::ByColumns));
        // Whatever is cut off, there is an answer.
        for end in 0..whole.len() {
            assert!(read(&whole[..end]).is_err());
        }
    }
}
