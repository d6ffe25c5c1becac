//! A chart in both of its forms.

use std::path::Path;

use charts::{Chart, ChartError};

use super::to_file;
use crate::RunError;

/// A chart that was drawn: as PNG, and as SVG for print.
pub struct Drawn {
    png: Vec<u8>,
    svg: String,
}

impl Drawn {
    /// Draws a chart on the page that fits it.
    pub fn of(chart: &impl Chart) -> Result<Self, ChartError> {
        let style = chart.fitting_style();
        Ok(Self { png: chart.png(&style)?, svg: chart.svg(&style)? })
    }

    /// Writes the PNG to `path` in `folder`, and the SVG beside it.
    pub fn write(&self, folder: &Path, path: &str) -> Result<(), RunError> {
        to_file(folder, path, &self.png)?;
        to_file(folder, &vector(path), self.svg.as_bytes())
    }
}

/// The name of the SVG beside a PNG.
pub fn vector(png: &str) -> String {
    format!("{}.svg", png.trim_end_matches(".png"))
}
