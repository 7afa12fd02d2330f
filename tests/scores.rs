//! Every score and table against the second transcription of its source, at every value.

#![cfg(test)]

mod transcription;

use std::path::Path;

#[test]
fn every_chart_agrees_with_its_second_transcription() {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    let content = paedlotse_compiler::compile(&assets).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    for (name, agrees) in transcription::CHARTS {
        agrees(&content.set).unwrap_or_else(|difference| panic!("{name}: {difference}"));
    }
}
