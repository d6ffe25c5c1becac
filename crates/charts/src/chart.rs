//! What all charts have in common: the words around them, and that each comes as PNG and as SVG.

use crate::ChartError;
use crate::canvas::{Canvas, Extras, Rect, Sheet, raster, vector};
use crate::frame::{Frame, Style};

/// A chart that can be drawn.
pub trait Chart {
    /// The page on which it looks best, however much is on it.
    fn fitting_style(&self) -> Style;

    /// The chart as a PNG.
    ///
    /// # Errors
    ///
    /// [`ChartError`] where a number is none that the chart can show, a part leads nowhere, or the canvas has no room.
    fn png(&self, style: &Style) -> Result<Vec<u8>, ChartError>;

    /// The chart as an SVG.
    ///
    /// # Errors
    ///
    /// As [`Chart::png`].
    fn svg(&self, style: &Style) -> Result<String, ChartError>;
}

/// What makes one chart differ from another.
pub(crate) trait Drawing {
    /// Title, subtitle and caption.
    fn words(&self) -> [&str; 3];

    /// Whether all that it holds can be drawn.
    fn check(&self) -> Result<(), ChartError>;

    /// Draws it into `plot`, the room that the words leave.
    fn draw(&self, canvas: &mut dyn Canvas, plot: Rect, style: &Style);

    /// The page on which it looks best.
    fn page(&self) -> Style {
        Style::default()
    }
}

impl<D: Drawing> Chart for D {
    fn fitting_style(&self) -> Style {
        self.page()
    }

    fn png(&self, style: &Style) -> Result<Vec<u8>, ChartError> {
        let (sheet, frame) = prepare(self, style)?;
        raster::png(&sheet, None, |canvas| draw(self, canvas, &frame, style))
    }

    fn svg(&self, style: &Style) -> Result<String, ChartError> {
        let (sheet, frame) = prepare(self, style)?;
        let [title, ..] = self.words();
        vector::svg(&sheet, &Extras { title, ..Extras::default() }, |canvas| {
            draw(self, canvas, &frame, style);
        })
    }
}

fn prepare(drawing: &impl Drawing, style: &Style) -> Result<(Sheet, Frame), ChartError> {
    let sheet = style.sheet(0.0)?;
    drawing.check()?;
    let [title, subtitle, caption] = drawing.words();
    Ok((sheet, Frame::new(style, title, subtitle, caption)))
}

fn draw(drawing: &impl Drawing, canvas: &mut dyn Canvas, frame: &Frame, style: &Style) {
    frame.draw(canvas);
    drawing.draw(canvas, frame.inner, style);
}
