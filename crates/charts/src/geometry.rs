//! Rectangles and segments in pixels; y grows downwards.

/// A place in pixels.
pub type Pixel = (f64, f64);

/// A rectangle with sides parallel to the canvas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
}

impl Rect {
    /// The rectangle of a size around a centre.
    pub fn around(centre: Pixel, width: f64, height: f64) -> Self {
        let (x, y) = centre;
        Self {
            left: x - width / 2.0,
            top: y - height / 2.0,
            right: x + width / 2.0,
            bottom: y + height / 2.0,
        }
    }

    /// Width, not below 0.
    pub fn width(&self) -> f64 {
        (self.right - self.left).max(0.0)
    }

    /// Height, not below 0.
    pub fn height(&self) -> f64 {
        (self.bottom - self.top).max(0.0)
    }

    /// The middle.
    pub fn centre(&self) -> Pixel {
        ((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    /// Grown by `margin` on each side; a negative margin shrinks.
    pub fn grown(&self, margin: f64) -> Self {
        Self {
            left: self.left - margin,
            top: self.top - margin,
            right: self.right + margin,
            bottom: self.bottom + margin,
        }
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(&self, other: &Self) -> bool {
        self.left <= other.left
            && self.top <= other.top
            && self.right >= other.right
            && self.bottom >= other.bottom
    }

    /// Whether a place lies inside.
    pub fn contains_place(&self, (x, y): Pixel) -> bool {
        self.left <= x && x <= self.right && self.top <= y && y <= self.bottom
    }

    /// The centre nearest to `centre` at which a box of a size lies inside.
    pub fn nearest_centre(&self, centre: Pixel, width: f64, height: f64) -> Pixel {
        let room = Self {
            left: self.left + width / 2.0,
            top: self.top + height / 2.0,
            right: self.right - width / 2.0,
            bottom: self.bottom - height / 2.0,
        };
        room.nearest(centre)
    }

    /// The place inside that is nearest to `place`.
    pub fn nearest(&self, place: Pixel) -> Pixel {
        // Not `clamp`: it panics where a shrunken rectangle has turned inside out.
        (place.0.min(self.right).max(self.left), place.1.min(self.bottom).max(self.top))
    }

    /// Whether the segment from `a` to `b` touches the rectangle (Liang and Barsky's clipping, 1984).
    pub fn meets_segment(&self, a: Pixel, b: Pixel) -> bool {
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let (mut enter, mut leave) = (0.0f64, 1.0f64);
        for (step, room) in
            [(-dx, a.0 - self.left), (dx, self.right - a.0), (-dy, a.1 - self.top), (dy, self.bottom - a.1)]
        {
            if step == 0.0 {
                if room < 0.0 {
                    return false;
                }
            } else if step < 0.0 {
                enter = enter.max(room / step);
            } else {
                leave = leave.min(room / step);
            }
        }
        enter <= leave
    }
}

/// How far apart two places are.
pub fn distance(a: Pixel, b: Pixel) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

/// Whether two segments cross or touch; segments on one line count as apart.
pub fn segments_cross((a, b): (Pixel, Pixel), (c, d): (Pixel, Pixel)) -> bool {
    let side = |p: Pixel, q: Pixel, r: Pixel| (q.0 - p.0) * (r.1 - p.1) - (q.1 - p.1) * (r.0 - p.0);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: Rect = Rect { left: 0.0, top: 0.0, right: 10.0, bottom: 4.0 };

    #[test]
    fn neighbours_that_share_an_edge_do_not_overlap() {
        assert!(!BOX.overlaps(&Rect { left: 10.0, right: 12.0, ..BOX }));
        assert!(BOX.overlaps(&Rect { left: 9.9, right: 12.0, ..BOX }));
    }

    #[test]
    fn segments_meet_a_box_they_pass_through_end_in_or_lie_in() {
        assert!(BOX.meets_segment((-5.0, 2.0), (15.0, 2.0)));
        assert!(BOX.meets_segment((-5.0, 2.0), (1.0, 2.0)));
        assert!(BOX.meets_segment((1.0, 1.0), (2.0, 2.0)));
        assert!(!BOX.meets_segment((-5.0, 5.0), (15.0, 5.0)));
        assert!(!BOX.meets_segment((-5.0, 0.0), (0.0, 9.0)));
    }

    #[test]
    fn only_segments_that_pass_each_other_cross() {
        let diagonal = ((0.0, 0.0), (4.0, 4.0));
        assert!(segments_cross(diagonal, ((0.0, 4.0), (4.0, 0.0))));
        assert!(!segments_cross(diagonal, ((5.0, 0.0), (9.0, 0.0))));
    }
}
