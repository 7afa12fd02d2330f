//! The handover as plain text: to be copied into a message or a record.

use super::{Handover, Said};
use crate::texts as t;
use paedlotse_core::text::Language;

/// The whole handover, one line for each thing that is said.
#[must_use]
pub fn plain(l: Language, handover: &Handover) -> String {
    let mut text = format!("{} · {}\n{}\n", t::handover_title(l), handover.heading.mark, handover.heading.headline);
    for block in &handover.blocks {
        text.push_str(&format!("\n{} – {}\n", block.letter, block.title));
        for line in &block.lines {
            match &line.said {
                Said::Words(words) => text.push_str(&format!("{}: {words}\n", line.label)),
                Said::Several(items) => text.push_str(&format!("{}: {}\n", line.label, items.join("; "))),
                Said::ByHand => text.push_str(&format!("{}: ____\n", line.label)),
            }
        }
    }
    if !handover.reasons.is_empty() {
        text.push_str(&format!("\n{}\n", t::rules_title(l)));
        for reason in &handover.reasons {
            text.push_str(&format!("- {reason}\n"));
        }
    }
    if !handover.sources.is_empty() {
        text.push_str(&format!("{}: {}\n", t::sources_title(l), handover.sources.join("; ")));
    }
    text.push('\n');
    for line in &handover.origin {
        text.push_str(&format!("{line}\n"));
    }
    text
}
