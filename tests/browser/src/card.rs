//! Network cards from files: what is wrong is said in plain words and the card in use stays; a good one counts at once.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::stories::{FEVER, SOEST};
use crate::walk::Walk;
use crate::{Env, Outcome, Test};

/// The tests of this file.
pub const TESTS: &[Test] = &[("card: files that are refused, and one that is taken", files)];

/// A card as an earlier version of the app has written it.
const CARD: &str = include_str!("../../compat/card-v1.json");

fn file(env: &Env, name: &str, text: &[u8]) -> Outcome<PathBuf> {
    let path = env.output.join(name);
    fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(path)
}

fn files(env: &Env) -> Outcome<()> {
    let mut walk = Walk::start(env, SOEST, FEVER)?;
    walk.through_danger()?;
    walk.visit("tonight")?;
    walk.page.tap("pick-card")?;
    let load = |path: &Path, wanted: &str| -> Outcome<()> {
        walk.page.session.element("#card-file")?.fill(&path.display().to_string())?;
        let said =
            format!("[...document.querySelectorAll('[role=alert]')].some(e => e.textContent.includes({wanted:?}))");
        walk.page.wait(&format!("“{wanted}” is said"), &said)
    };
    let card: serde_json::Value = serde_json::from_str(CARD).map_err(|error| error.to_string())?;
    let newer = json!({ "paedlotse": "network-card", "version": 99, "card": {} }).to_string();
    let mut wrong = card.clone();
    *wrong.pointer_mut("/card/home").ok_or("a card has a home")? = json!("nirgendwo");
    load(&file(env, "card-huge.json", &vec![b' '; 2_000_000])?, "zu groß")?;
    load(&file(env, "card-bytes.json", &[b'{', 0x80, b'}'])?, "kein lesbarer Text")?;
    load(&file(env, "card-broken.json", b"{\"paedlotse\":")?, "kein gültiges JSON")?;
    load(&file(env, "card-other.json", b"[1, 2, 3]")?, "keine Netzkarte")?;
    load(&file(env, "card-newer.json", newer.as_bytes())?, "neueren Fassung")?;
    load(&file(env, "card-wrong.json", wrong.to_string().as_bytes())?, "welchem Haus sie gehört")?;
    walk.page.picture("card-refused")?;
    walk.page.holds("document.querySelector('header.strip').textContent.includes('Soest')")?;
    let deep = format!("{}{}", "[".repeat(5000), "]".repeat(5000));
    load(&file(env, "card-deep.json", deep.as_bytes())?, "keine Netzkarte")?;
    load(&file(env, "card-good.json", CARD.as_bytes())?, "geladen und gilt jetzt")?;
    walk.page.picture("card-taken")?;
    // Released by somebody, the banner goes; another card brings it back.
    walk.page.tap("release")?;
    for (field, text) in [("release-name", "Dr. Muster"), ("release-role", "Chefärztin")] {
        walk.page.session.element(&format!("[data-act={field}]"))?.fill(text)?;
    }
    walk.page.tap("release-send")?;
    walk.page.holds("document.querySelector('header.strip').textContent.includes('Freigegeben am')")?;
    walk.page.tap("drop-card")?;
    walk.page.holds("document.querySelector('header.strip').textContent.includes('nicht freigegeben')")?;
    walk.page.is_clean()
}
