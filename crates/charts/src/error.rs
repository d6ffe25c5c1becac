//! What can be wrong with a picture that is asked for.

/// Why a picture could not be drawn.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ChartError {
    /// The canvas is too small to hold readable type, or larger than any picture should be.
    #[error(
        "a picture of {width} × {height} px at {dpi} dpi cannot be drawn: sides are from {min} to {max} px, and the \
         resolution is above 0"
    )]
    Canvas {
        /// Width asked for, in pixels.
        width: u32,
        /// Height asked for, in pixels.
        height: u32,
        /// Resolution asked for, in pixels an inch.
        dpi: u32,
        /// The shortest side that is drawn.
        min: u32,
        /// The longest side that is drawn.
        max: u32,
    },
    /// A scale of type is no scale.
    #[error("type cannot be drawn at {0} times its usual size: give a number above 0")]
    TextScale(f64),
    /// There is not a value a point.
    #[error("an overlay needs a value for each point: there are {points} points and {values} values")]
    Values {
        /// How many points there are.
        points: usize,
        /// How many values there are.
        values: usize,
    },
    /// A font file that cannot be read.
    #[error(
        "this is no font that can be drawn with: {0}; give a TrueType or OpenType file (.ttf, .otf or .ttc)"
    )]
    Font(String),
    /// A picture that cannot be read.
    #[error("this is no picture that can be made smaller: {0}")]
    Picture(String),
    /// A position is not a number.
    #[error("point {point} has no place on the map: its position is ({x}, {y})")]
    Position {
        /// Index of the point.
        point: usize,
        /// Its x.
        x: f64,
        /// Its y.
        y: f64,
    },
    /// A size is negative or not a number.
    #[error("point {point} cannot be drawn with size {size}: sizes are numbers from 0 up")]
    PointSize {
        /// Index of the point.
        point: usize,
        /// Its size.
        size: f64,
    },
    /// A link leads to a point that is not there.
    #[error(
        "link {link} leads from point {source_point} to point {target_point}, but there are {points} points"
    )]
    Link {
        /// Index of the link.
        link: usize,
        /// Where it begins.
        source_point: u32,
        /// Where it ends.
        target_point: u32,
        /// How many points there are.
        points: usize,
    },
    /// A link has a weight that is negative or not a number.
    #[error("link {link} cannot be drawn with weight {weight}: weights are numbers from 0 up")]
    Weight {
        /// Index of the link.
        link: usize,
        /// Its weight.
        weight: f64,
    },
    /// A name belongs to a point that is not there.
    #[error("name {name} (\"{text}\") belongs to point {point}, but there are {points} points")]
    Name {
        /// Index of the name.
        name: usize,
        /// Its text.
        text: String,
        /// The point it asks for.
        point: usize,
        /// How many points there are.
        points: usize,
    },
    /// A value of a series is negative, not a number or, of a share, above 1.
    #[error(
        "\"{label}\" has the value {value} at position {position}: values are numbers from 0 up, and shares end at 1"
    )]
    Value {
        /// The bar or series.
        label: String,
        /// Index of the value in it.
        position: usize,
        /// The value.
        value: f64,
    },
    /// The picture could not be written into memory.
    #[error("the picture could not be encoded: {0}")]
    Encode(String),
}
