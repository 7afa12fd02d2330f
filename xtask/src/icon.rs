//! The icons of the home screen, drawn from `assets/icon.svg`: one drawing, every size.

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// A maskable icon may lose everything outside a circle of 80 %; so much of the width is left for the drawing.
const SAFE: f32 = 0.66;

/// Name and width in pixels of every icon; the maskable one fills its square.
pub const ICONS: [(&str, u32, bool); 4] = [
    ("icon-180.png", 180, false),
    ("icon-192.png", 192, false),
    ("icon-512.png", 512, false),
    ("icon-maskable.png", 512, true),
];

/// Draws the icon in a square of this width.
///
/// # Errors
/// When the drawing cannot be read.
#[expect(clippy::as_conversions, clippy::float_arithmetic, reason = "pixels of a picture, at most 512")]
pub fn draw(svg: &str, width: u32, maskable: bool) -> Result<Vec<u8>, String> {
    let problem = |what: &str| format!("assets/icon.svg: {what}");
    let tree = Tree::from_str(svg, &Options::default()).map_err(|error| problem(&error.to_string()))?;
    let mut picture = Pixmap::new(width, width).ok_or_else(|| problem("no such size"))?;
    // A home screen cuts its own corners; what is transparent becomes black there.
    picture.fill(Color::WHITE);
    let share = if maskable { SAFE } else { 1.0 };
    let scale = width as f32 * share / tree.size().width();
    let margin = width as f32 * (1.0 - share) / 2.0;
    resvg::render(&tree, Transform::from_scale(scale, scale).post_translate(margin, margin), &mut picture.as_mut());
    picture.encode_png().map_err(|error| problem(&error.to_string()))
}
