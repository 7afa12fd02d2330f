//! The table of spellings in CONTRIBUTING.md is that of `assets/findings/`; `UPDATE=1` rewrites it.

#![cfg(test)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

#[test]
fn the_table_is_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let compiled = paedlotse_compiler::compile(&root.join("assets")).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let mut rows: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (alias, ix) in &compiled.aliases {
        rows.entry(compiled.set.finding(*ix).unwrap().id).or_default().push(alias);
    }
    let mut table = "| finding | in the evidence |\n|---|---|\n".to_owned();
    for (id, spellings) in rows {
        table += &format!("| `{id}` | `{}` |\n", spellings.join("`, `"));
    }
    let path = root.join("CONTRIBUTING.md");
    let text = fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once("<!-- spellings -->\n").unwrap();
    let (now, after) = rest.split_once("<!-- /spellings -->").unwrap();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, format!("{before}<!-- spellings -->\n{table}<!-- /spellings -->{after}")).unwrap();
    } else {
        assert_eq!(now, table, "run UPDATE=1 cargo test -p paedlotse-compiler --test spellings");
    }
}
