//! What the receiving team has to know, composed once from the open case, and the forms in which it leaves: spoken, as plain
//! text, on paper, as a code, as a bundle for other systems. Pure: no browser, no clock.

pub mod fhir;
