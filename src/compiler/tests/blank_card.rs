//! The blank network card is a card: put among the shipped ones it compiles.

#![cfg(test)]

use std::fs;
use std::path::Path;

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn the_blank_card_compiles() {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets");
    let folder = std::env::temp_dir().join(format!("paedlotse-blank-card-{}", std::process::id()));
    copy(&assets, &folder);
    fs::copy(assets.join("networks/template/blank.toml"), folder.join("networks/my-network.toml")).unwrap();
    let compiled = paedlotse_compiler::compile(&folder);
    fs::remove_dir_all(&folder).unwrap();
    let set = compiled.unwrap_or_else(|mistakes| panic!("{mistakes}")).set;
    let card = set.network_named("my-network").expect("the card is there");
    assert_eq!(card.sites.len(), 2);
    assert_eq!(card.bypass_minutes, None, "empty until the site fills it in");
}
