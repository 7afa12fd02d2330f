//! The normal band of a vital sign for this age, and where the value lies.

use crate::texts as t;
use crate::view::element::{Name, el, text};
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::age::Age;
use paedlotse_core::assess::normal_band;
use paedlotse_core::finding::{FindingIx, FindingType};
use paedlotse_core::protocol::ProtocolSet;
use paedlotse_core::quantity::Span;
use yew::prelude::*;

/// The band and the range in which it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Norm {
    /// First value with no points; none: no lower limit.
    pub low: Option<i32>,
    /// Last value with no points; none: no upper limit.
    pub high: Option<i32>,
    /// What is drawn.
    pub axis: Span,
}

/// The band of this finding at this age, and what is drawn around it.
#[must_use]
pub fn norm(set: &ProtocolSet, finding: FindingIx, age: Age) -> Option<Norm> {
    let band = normal_band(set, finding, age)?;
    let plausible = match set.finding(finding).map(|f| &f.answer) {
        Some(FindingType::Number { plausible, .. }) => *plausible,
        _ => return None,
    };
    let low = (band.low() > plausible.low()).then_some(band.low());
    let high = (band.high() < plausible.high()).then_some(band.high());
    let (from, to) = (low.unwrap_or(plausible.low()), high.unwrap_or(plausible.high()));
    // One and a half band widths on both sides show where an abnormal value lies.
    let margin = to.saturating_sub(from).saturating_mul(3) / 2;
    let axis =
        Span::new(from.saturating_sub(margin).max(plausible.low()), to.saturating_add(margin).min(plausible.high()));
    Some(Norm { low, high, axis })
}

const LEFT: i64 = 8;
const WIDTH: i64 = 304;

/// Axis, band with its limits, mark of the value if there is one, and a word.
pub fn band(ui: &Ui, norm: Norm, now: Option<Span>, decimals: u8) -> Html {
    let Norm { low, high, axis } = norm;
    let x = |value: i32| -> i64 {
        let range = i64::from(axis.high()).saturating_sub(i64::from(axis.low())).max(1);
        let inside = i64::from(value.clamp(axis.low(), axis.high())).saturating_sub(i64::from(axis.low()));
        LEFT + inside * WIDTH / range
    };
    let (from, to) = (x(low.unwrap_or(axis.low())), x(high.unwrap_or(axis.high())));
    let now = now.and_then(Span::single);
    let word = match now {
        None => "\u{a0}",
        Some(value) if low.is_some_and(|low| value < low) => t::band_below(ui.language),
        Some(value) if high.is_some_and(|high| value > high) => t::band_above(ui.language),
        Some(_) => t::band_inside(ui.language),
    };
    let limit = |value: Option<i32>, at: i64| {
        value.map(|value| {
            let place = el("text", "band-text").set(Name::X, at.to_string()).set(Name::Y, "33");
            let number = words::number(ui.language, decimals, Span::exactly(value));
            place.set(Name::TextAnchor, "middle").text(&number)
        })
    };
    let line = |class: &'static str, d: String| el("path", class).set(Name::D, d);
    let at = now.map(x);
    let away = at.map(|at| line("band-away", format!("M{} 15H{at}", at.clamp(from, to))));
    let mark = at.map(|at| line("band-now", format!("M{} 1h14l-7 11z", at - 7)));
    let drawing = el("svg", "band")
        .set(Name::ViewBox, "0 0 320 36")
        .set(Name::AriaHidden, "true")
        .child(line("band-axis", "M4 15H316".to_owned()))
        .child(line("band-norm", format!("M{from} 9H{to}V21H{from}z")))
        .child_some(away)
        .child_some(mark)
        .child_some(limit(low, from))
        .child_some(limit(high, to));
    el("div", "band-line").child(drawing).child(text("span", "band-word", word)).into()
}
