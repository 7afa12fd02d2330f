//! The normal band of a vital sign for this age, and where the value lies.

use crate::texts as t;
use crate::view::ui::use_ui;
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

/// Properties of [`Band`].
#[derive(Clone, Copy, Debug, PartialEq, Properties)]
pub struct BandProps {
    /// The band.
    pub norm: Norm,
    /// The value, if there is one.
    pub now: Option<Span>,
    /// Decimals of the value.
    pub decimals: u8,
}

const LEFT: i64 = 8;
const WIDTH: i64 = 304;

/// Axis, band with its limits, mark of the value, and a word.
#[component]
pub fn Band(props: &BandProps) -> Html {
    let ui = use_ui();
    let Norm { low, high, axis } = props.norm;
    let x = |value: i32| -> i64 {
        let range = i64::from(axis.high()).saturating_sub(i64::from(axis.low())).max(1);
        let inside = i64::from(value.clamp(axis.low(), axis.high())).saturating_sub(i64::from(axis.low()));
        LEFT + inside * WIDTH / range
    };
    let (from, to) = (x(low.unwrap_or(axis.low())), x(high.unwrap_or(axis.high())));
    let now = props.now.and_then(Span::single);
    let word = now.map(|value| {
        if low.is_some_and(|low| value < low) {
            t::band_below(ui.language)
        } else if high.is_some_and(|high| value > high) {
            t::band_above(ui.language)
        } else {
            t::band_inside(ui.language)
        }
    });
    let text = |value: Option<i32>, at: i64| {
        value.map(|value| {
            let number = words::number(ui.language, props.decimals, Span::exactly(value));
            html! { <text class="band-text" x={at.to_string()} y="33" text-anchor="middle">{ number }</text> }
        })
    };
    let mark = now.map(|value| {
        let at = x(value);
        html! { <path class="band-now" d={format!("M{} 1h14l-7 11z", at - 7)} /> }
    });
    let away = now.map(|value| {
        let at = x(value);
        let edge = at.clamp(from, to);
        html! { <path class="band-away" d={format!("M{edge} 15H{at}")} /> }
    });
    html! {
        <div class="band-line">
            <svg class="band" viewBox="0 0 320 36" aria-hidden="true">
                <path class="band-axis" d="M4 15H316" />
                <path class="band-norm" d={format!("M{from} 9H{to}V21H{from}z")} />
                { away }
                { mark }
                { text(low, from) }
                { text(high, to) }
            </svg>
            <span class="band-word">{ word.unwrap_or("\u{a0}") }</span>
        </div>
    }
}
