//! Every sign and icon, drawn once in the page and used by name: `<use href="#name">`.
//!
//! Line drawings on a grid of 24, of 32 for the mark, of 48 for complaints.

use yew::prelude::*;
use yew::virtual_dom::VTag;

/// A shape: element and attributes.
type Shape = (&'static str, &'static [(&'static str, &'static str)]);

/// An icon: name, grid, shapes.
type Drawing = (&'static str, &'static str, &'static [Shape]);

#[rustfmt::skip]
const DRAWINGS: &[Drawing] = &[
    ("ambulance", "24", &[("path", &[("d", "M2 7h11.5v10.2H9M4.6 17.2H2V7")]), ("path", &[("d", "M13.5 10h4.3l4.2 3.9v3.3h-2.6M13.5 10v7.2h1.5")]), ("circle", &[("cx", "6.8"), ("cy", "17.6"), ("r", "2.1")]), ("circle", &[("cx", "17.2"), ("cy", "17.6"), ("r", "2.1")]), ("path", &[("d", "M7.7 9.4v4.6M5.4 11.7H10")]), ("path", &[("d", "M8.6 7V4.6h2.6V7")])]),
    ("backspace", "24", &[("path", &[("d", "M8.6 5H21v14H8.6L2.6 12z")]), ("path", &[("d", "m11.5 9 6 6m0-6-6 6")])]),
    ("book", "24", &[("path", &[("d", "M12 6.2C10 4.7 7 4.2 3.5 4.5v14c3.5-.3 6.5.2 8.5 1.7 2-1.5 5-2 8.5-1.7v-14C17 4.2 14 4.7 12 6.2z")]), ("path", &[("d", "M12 6.2v14")])]),
    ("c-abdomen", "48", &[("path", &[("d", "M13 6c1.5 6-2.5 10-2.5 18.5S13 37 13 42M35 6c-1.5 6 2.5 10 2.5 18.5S35 37 35 42")]), ("circle", &[("cx", "24"), ("cy", "28"), ("r", "2"), ("fill", "currentColor"), ("stroke", "none")]), ("path", &[("d", "M24 18.5v4M24 33.5v4M14.5 28h4M29.5 28h4M17.5 21.5l2.6 2.6M27.9 31.9l2.6 2.6M30.5 21.5l-2.6 2.6M20.1 31.9l-2.6 2.6")])]),
    ("c-breathing", "48", &[("path", &[("d", "M24 6v15")]), ("path", &[("d", "M24 21c-2.5 0-4 2-5.5 4M24 21c2.5 0 4 2 5.5 4")]), ("path", &[("d", "M18.5 14c-6.5 2.5-11 12-11 20.5 0 4 2 6 5 6 4.5 0 7-2.5 7-7V16.5c0-1.8-.2-2.7-1-2.5z")]), ("path", &[("d", "M29.5 14c6.5 2.5 11 12 11 20.5 0 4-2 6-5 6-4.5 0-7-2.5-7-7V16.5c0-1.8.2-2.7 1-2.5z")])]),
    ("c-cough", "48", &[("path", &[("d", "M27 41v-5c5.5-1 8-5 8-10 0-1.4 2-2.4 2-3.8 0-1-2.5-3.2-3-5.7C33 10.5 28 7 21.5 7 13.5 7 8 12.6 8 20c0 5 2 8.5 5 11v10")]), ("circle", &[("cx", "25.5"), ("cy", "19"), ("r", "1.9"), ("fill", "currentColor"), ("stroke", "none")]), ("path", &[("d", "M40 27.5l4-1.5M40 32l4.5 1.5M38.5 36.5l3 3.5")])]),
    ("c-fever", "48", &[("path", &[("d", "M19 27.5V10a5 5 0 0 1 10 0v17.5a9 9 0 1 1-10 0z")]), ("circle", &[("cx", "24"), ("cy", "34.5"), ("r", "4"), ("fill", "currentColor"), ("stroke", "none")]), ("path", &[("d", "M24 31V17")]), ("path", &[("d", "M35 10h5M35 17h3.5M35 24h5")])]),
    ("c-head", "48", &[("path", &[("d", "M30 42v-5.5c4-1 5.5-4 5.5-9 0-1.4 2-2.4 2-3.8 0-1-2-2.7-2.5-5.2C34 11.5 29 7 22 7 14 7 8.5 13 8.5 20.5c0 5 2 8.5 5 11V42")]), ("path", &[("d", "M9.5 15.5l24.5-3M8.6 22l26.8-3.2")])]),
    ("c-infant", "48", &[("circle", &[("cx", "24"), ("cy", "13"), ("r", "7.5")]), ("path", &[("d", "M15 19c-4 5-5 11-2 16.5C15.5 40 19.5 42 24 42s8.5-2 11-6.5c3-5.5 2-11.5-2-16.5")]), ("path", &[("d", "M13 24c7 1 14 5 18 15M35 24c-5 .8-9 2.6-12.5 5.5")]), ("circle", &[("cx", "21.5"), ("cy", "13"), ("r", "1.4"), ("fill", "currentColor"), ("stroke", "none")]), ("circle", &[("cx", "26.5"), ("cy", "13"), ("r", "1.4"), ("fill", "currentColor"), ("stroke", "none")])]),
    ("c-limb", "48", &[("path", &[("d", "M30.5 11.5a4.7 4.7 0 1 1 6-2.5 4.7 4.7 0 1 1-1.5 8.5L17.5 35a4.7 4.7 0 1 1-6 2.5A4.7 4.7 0 1 1 13 29z")]), ("path", &[("d", "M20.5 18.5l4 3-.5 4.5 4.5 3")])]),
    ("c-mind", "48", &[("path", &[("d", "M28 42v-5.5c5-1 7-4 7-9 0-1.4 2.5-2.4 2.5-3.8 0-1-2.5-2.7-3-5.2C33.5 11.5 28.5 7 21.5 7 13.5 7 8 13 8 20.5c0 5 2 8.5 5 11V42")]), ("path", &[("d", "M19.6 20.5a2 2 0 0 1 4 0 4.3 4.3 0 0 1-8.6 0 6.6 6.6 0 0 1 13.2 0")])]),
    ("c-other", "48", &[("circle", &[("cx", "12"), ("cy", "24"), ("r", "3"), ("fill", "currentColor"), ("stroke", "none")]), ("circle", &[("cx", "24"), ("cy", "24"), ("r", "3"), ("fill", "currentColor"), ("stroke", "none")]), ("circle", &[("cx", "36"), ("cy", "24"), ("r", "3"), ("fill", "currentColor"), ("stroke", "none")])]),
    ("c-poison", "48", &[("path", &[("d", "M18 6h12v6H18z")]), ("path", &[("d", "M19.5 12v5.5C14 20 11.5 23.5 11.5 28.5V42h25V28.5c0-5-2.5-8.5-8-11V12")]), ("path", &[("d", "M24 24.5c2.5 3.3 3.8 5.3 3.8 7.2a3.8 3.8 0 0 1-7.6 0c0-1.9 1.3-3.9 3.8-7.2z")])]),
    ("c-rash", "48", &[("path", &[("d", "M8 14c0-4 2-6 6-6h20c4 0 6 2 6 6v20c0 4-2 6-6 6H14c-4 0-6-2-6-6z")]), ("circle", &[("cx", "17"), ("cy", "17"), ("r", "2.6"), ("fill", "currentColor"), ("stroke", "none")]), ("circle", &[("cx", "28"), ("cy", "14.5"), ("r", "1.8"), ("fill", "currentColor"), ("stroke", "none")]), ("circle", &[("cx", "33"), ("cy", "22"), ("r", "2.8"), ("fill", "currentColor"), ("stroke", "none")]), ("circle", &[("cx", "22.5"), ("cy", "24.5"), ("r", "1.8"), ("fill", "currentColor"), ("stroke", "none")]), ("circle", &[("cx", "16"), ("cy", "31"), ("r", "2"), ("fill", "currentColor"), ("stroke", "none")]), ("circle", &[("cx", "26.5"), ("cy", "33"), ("r", "2.8"), ("fill", "currentColor"), ("stroke", "none")]), ("circle", &[("cx", "34.5"), ("cy", "32.5"), ("r", "1.5"), ("fill", "currentColor"), ("stroke", "none")])]),
    ("c-seizure", "48", &[("path", &[("d", "M38.5 30.5A16.5 16.5 0 1 1 40.5 24")]), ("path", &[("d", "M5 24h9l3.5-8.5 6 17 5-13 2.5 4.5h12")])]),
    ("c-vomiting", "48", &[("path", &[("d", "M6 27h36c0 9-6.5 15-15 15h-6C12.5 42 6 36 6 27z")]), ("path", &[("d", "M24 6c3 4 4.5 6.4 4.5 8.7a4.5 4.5 0 0 1-9 0C19.5 12.4 21 10 24 6z")]), ("path", &[("d", "M12.5 14c1.7 2.3 2.5 3.7 2.5 5a2.5 2.5 0 0 1-5 0c0-1.3.8-2.7 2.5-5zM35.5 14c1.7 2.3 2.5 3.7 2.5 5a2.5 2.5 0 0 1-5 0c0-1.3.8-2.7 2.5-5z")])]),
    ("check", "24", &[("path", &[("d", "m4.8 12.8 4.7 4.7L19.4 7.2"), ("stroke-width", "2.4")])]),
    ("child", "24", &[("circle", &[("cx", "12"), ("cy", "6"), ("r", "3.2")]), ("path", &[("d", "M5.5 21c.3-6 2.8-8.8 6.5-8.8s6.2 2.8 6.5 8.8")])]),
    ("clock", "24", &[("circle", &[("cx", "12"), ("cy", "12"), ("r", "9")]), ("path", &[("d", "M12 6.6V12l3.8 2.4")])]),
    ("duty-call", "24", &[("circle", &[("cx", "12"), ("cy", "12"), ("r", "8.5")]), ("path", &[("d", "M12 3.5a8.5 8.5 0 0 1 0 17z"), ("fill", "currentColor")])]),
    ("duty-here", "24", &[("circle", &[("cx", "12"), ("cy", "12"), ("r", "8.5"), ("fill", "currentColor")])]),
    ("duty-off", "24", &[("circle", &[("cx", "12"), ("cy", "12"), ("r", "8.5")]), ("path", &[("d", "M6.3 17.7 17.7 6.3")])]),
    ("edit", "24", &[("path", &[("d", "M4 20l1-4.5L16.5 4l3.5 3.5L8.5 19z")])]),
    ("here", "24", &[("path", &[("d", "M12 21.5c4.6-4.7 6.9-8.4 6.9-11.3a6.9 6.9 0 0 0-13.8 0c0 2.9 2.3 6.6 6.9 11.3z")]), ("circle", &[("cx", "12"), ("cy", "10.2"), ("r", "2.4"), ("fill", "currentColor"), ("stroke", "none")])]),
    ("hospital", "24", &[("path", &[("d", "M4.5 20.5V5h15v15.5M2 20.5h20")]), ("path", &[("d", "M12 7.6v5M9.5 10.1h5")]), ("path", &[("d", "M10 20.5v-4h4v4")])]),
    ("info", "24", &[("circle", &[("cx", "12"), ("cy", "12"), ("r", "9")]), ("path", &[("d", "M12 11v5.5")]), ("circle", &[("cx", "12"), ("cy", "7.6"), ("r", "1.3"), ("fill", "currentColor"), ("stroke", "none")])]),
    ("keypad", "24", &[("circle", &[("cx", "6.5"), ("cy", "5"), ("r", "1.5"), ("fill", "currentColor"), ("stroke", "none")]), ("circle", &[("cx", "12"), ("cy", "5"), ("r", "1.5"), ("fill", "currentColor"), ("stroke", "none")]), ("circle", &[("cx", "17.5"), ("cy", "5"), ("r", "1.5"), ("fill", "currentColor"), ("stroke", "none")]), ("circle", &[("cx", "6.5"), ("cy", "10"), ("r", "1.5"), ("fill", "currentColor"), ("stroke", "none")]), ("circle", &[("cx", "12"), ("cy", "10"), ("r", "1.5"), ("fill", "currentColor"), ("stroke", "none")]), ("circle", &[("cx", "17.5"), ("cy", "10"), ("r", "1.5"), ("fill", "currentColor"), ("stroke", "none")]), ("circle", &[("cx", "6.5"), ("cy", "15"), ("r", "1.5"), ("fill", "currentColor"), ("stroke", "none")]), ("circle", &[("cx", "12"), ("cy", "15"), ("r", "1.5"), ("fill", "currentColor"), ("stroke", "none")]), ("circle", &[("cx", "17.5"), ("cy", "15"), ("r", "1.5"), ("fill", "currentColor"), ("stroke", "none")]), ("circle", &[("cx", "12"), ("cy", "20"), ("r", "1.5"), ("fill", "currentColor"), ("stroke", "none")])]),
    ("mark", "32", &[("path", &[("d", "M7.5 3h17L16 12z"), ("fill", "currentColor"), ("stroke", "none")]), ("path", &[("d", "M3 14.6h26v2.8H3z"), ("fill", "currentColor"), ("stroke", "none")]), ("path", &[("d", "M16 20l8.5 9h-17z"), ("fill", "currentColor"), ("stroke", "none")])]),
    ("mark-open", "32", &[("path", &[("d", "M13.5 3h17L22 12z"), ("fill", "currentColor"), ("stroke", "none")]), ("path", &[("d", "M3 14.6h5v2.8H3zM10 14.6h5v2.8h-5zM17 14.6h5v2.8h-5zM24 14.6h5v2.8h-5z"), ("fill", "currentColor"), ("stroke", "none")]), ("path", &[("d", "M10 20l8.5 9h-17z"), ("fill", "currentColor"), ("stroke", "none")])]),
    ("minus", "24", &[("path", &[("d", "M5 12h14"), ("stroke-width", "2.4")])]),
    ("network", "24", &[("circle", &[("cx", "12"), ("cy", "5"), ("r", "2.6")]), ("circle", &[("cx", "4.8"), ("cy", "18.4"), ("r", "2.6")]), ("circle", &[("cx", "19.2"), ("cy", "18.4"), ("r", "2.6")]), ("path", &[("d", "M10.8 7.3 6 16.1M13.2 7.3 18 16.1M7.4 18.4h9.2")])]),
    ("next", "24", &[("path", &[("d", "m9.5 5 7 7-7 7")])]),
    ("no", "24", &[("path", &[("d", "M5.2 12h13.6"), ("stroke-width", "2.6")])]),
    ("phone", "24", &[("path", &[("d", "M6.2 3.6h2.9l1.7 4.5-2.2 1.8a12.4 12.4 0 0 0 5.5 5.5l1.8-2.2 4.5 1.7v2.9a2.4 2.4 0 0 1-2.6 2.4C10.6 19.6 4.4 13.4 3.8 6.2a2.4 2.4 0 0 1 2.4-2.6z")])]),
    ("plus", "24", &[("path", &[("d", "M12 5v14M5 12h14"), ("stroke-width", "2.4")])]),
    ("seal", "24", &[("path", &[("d", "M12 2.8l2.3 2 3-.3.7 3 2.6 1.6-1.2 2.9 1.2 2.9-2.6 1.6-.7 3-3-.3-2.3 2-2.3-2-3 .3-.7-3-2.6-1.6L4.6 12 3.4 9.1 6 7.5l.7-3 3 .3z")]), ("path", &[("d", "m8.6 12 2.4 2.4 4.4-4.8")])]),
    ("sign-emergent", "24", &[("path", &[("class", "sf"), ("d", "M12 1.2 22.8 12 12 22.8 1.2 12z")])]),
    ("sign-immediate", "24", &[("path", &[("class", "sf"), ("d", "M7.6 1.5h8.8l6.1 6.1v8.8l-6.1 6.1H7.6l-6.1-6.1V7.6z")]), ("path", &[("class", "sg"), ("d", "M10.5 5.4h3l-.5 8.4h-2z")]), ("circle", &[("class", "sg"), ("cx", "12"), ("cy", "17.4"), ("r", "1.75")])]),
    ("sign-open", "24", &[("path", &[("class", "sd"), ("d", "M12 2.2A9.8 9.8 0 1 1 12 21.8 9.8 9.8 0 1 1 12 2.2z")]), ("path", &[("d", "M9 9.3a3 3 0 1 1 4.4 2.7c-1 .5-1.4 1-1.4 2.1"), ("fill", "none"), ("stroke", "currentColor")]), ("circle", &[("cx", "12"), ("cy", "17.2"), ("r", "1.35"), ("fill", "currentColor"), ("stroke", "none")])]),
    ("sign-routine", "24", &[("circle", &[("class", "sh"), ("cx", "12"), ("cy", "12"), ("r", "9.8")]), ("circle", &[("class", "sg2"), ("cx", "12"), ("cy", "12"), ("r", "2.2")])]),
    ("sign-urgent", "24", &[("path", &[("class", "sh"), ("d", "M3 3h18v18H3z")]), ("path", &[("class", "sf sn"), ("d", "M3 12h18v9H3z")]), ("path", &[("class", "sl"), ("d", "M3 3h18v18H3zM3 12h18")])]),
    ("teleconsult", "24", &[("path", &[("d", "M2 14.4 8.6 9l6.6 5.4V21H2z")]), ("circle", &[("cx", "8.6"), ("cy", "16.6"), ("r", "2.4"), ("fill", "currentColor"), ("stroke", "none")]), ("path", &[("d", "M14.2 7.4a4.9 4.9 0 0 1 4 4.5M14.6 3a9.3 9.3 0 0 1 7.9 8.7")])]),
    ("theme-dark", "24", &[("path", &[("d", "M19.8 14.3A8.3 8.3 0 0 1 9.7 4.2a8.3 8.3 0 1 0 10.1 10.1z")])]),
    ("theme-day", "24", &[("circle", &[("cx", "12"), ("cy", "12"), ("r", "4.2")]), ("path", &[("d", "M12 2.5v2.4M12 19.1v2.4M2.5 12h2.4M19.1 12h2.4M5.3 5.3 7 7M17 17l1.7 1.7M18.7 5.3 17 7M7 17l-1.7 1.7")])]),
    ("transfer", "24", &[("circle", &[("cx", "3.6"), ("cy", "15.6"), ("r", "2.6"), ("fill", "currentColor"), ("stroke", "none")]), ("path", &[("d", "M8.4 15.6h8.4M13.7 12.2l3.4 3.4-3.4 3.4")]), ("path", &[("d", "M11.2 10 16.9 5.4l5.6 4.6v10.6H11.2")])]),
    ("treat-here", "24", &[("path", &[("d", "M3 11.3 12 3.8l9 7.5v9.2H3z")]), ("circle", &[("cx", "12"), ("cy", "14.8"), ("r", "3"), ("fill", "currentColor"), ("stroke", "none")])]),
    ("undo", "24", &[("path", &[("d", "M9 5 4.5 9.5 9 14")]), ("path", &[("d", "M4.8 9.5H14a5.2 5.2 0 0 1 0 10.4h-3.4")])]),
    ("yes", "24", &[("path", &[("d", "M12 5.2v13.6M5.2 12h13.6"), ("stroke-width", "2.6")])]),
];

/// All drawings, invisible, to be used by name.
#[component]
pub fn Sprite() -> Html {
    html! {
        <svg class="only-read" aria-hidden="true" focusable="false">
            { for DRAWINGS.iter().map(|(name, grid, shapes)| html! {
                <symbol key={*name} id={*name} viewBox={view_box(grid)}>{ for shapes.iter().map(shape) }</symbol>
            }) }
        </svg>
    }
}

fn shape((tag, attributes): &Shape) -> Html {
    let mut drawn = VTag::new(*tag);
    for (name, value) in *attributes {
        drawn.add_attribute(name, *value);
    }
    drawn.into()
}

fn view_box(grid: &str) -> AttrValue {
    AttrValue::from(format!("0 0 {grid} {grid}"))
}

fn grid_of(name: &str) -> &'static str {
    DRAWINGS.iter().find(|(known, ..)| *known == name).map_or("24", |(_, grid, _)| grid)
}

/// An icon. It is decoration: the word stands beside it.
pub fn icon(name: &str, class: &'static str) -> Html {
    let drawn = if grid_exists(name) { name } else { "c-other" };
    html! {
        <svg class={classes!("i", class)} viewBox={view_box(grid_of(drawn))} aria-hidden="true">
            <use href={format!("#{drawn}")} />
        </svg>
    }
}

fn grid_exists(name: &str) -> bool {
    DRAWINGS.iter().any(|(known, ..)| *known == name)
}

/// The sign of an urgency; none: not assessed.
pub fn sign(urgency: Option<paedlotse_core::disposition::Urgency>, class: &'static str) -> Html {
    let id = urgency.map_or("open", |u| u.id());
    html! {
        <svg class={classes!("sign", class)} data-u={urgency.map(|u| u.id())} viewBox="0 0 24 24" aria-hidden="true">
            <use href={format!("#sign-{id}")} />
        </svg>
    }
}
