//! The network tonight: reports change the advice of the open case at once, and an ambulance goes where the child needs.

use crate::stories::{BLUE, CROUP_5, GARDELEGEN, SOEST};
use crate::walk::Walk;
use crate::{Env, Outcome, Test};

/// The tests of this file.
pub const TESTS: &[Test] = &[
    ("tonight: the partner becomes full while the case is open", partner_becomes_full),
    ("tonight: ambulance, no paediatrician in the nearest house", ambulance),
    ("tonight: what was agreed on the telephone stands beside the advice", agreed),
];

/// A blue child in Gardelegen goes to the university hospital. Once that is full no house does for all, and the child
/// goes where most of the most urgent needs are met, nearest first; the full one is named.
fn partner_becomes_full(env: &Env) -> Outcome<()> {
    let mut walk = Walk::start(env, GARDELEGEN, BLUE)?;
    walk.page.tap("open-group:danger_breathing")?;
    walk.answer("answer:central_cyanosis:yes")?;
    let goes_to = |walk: &Walk<'_>, wanted: &str| -> Outcome<()> {
        let bar = walk.bar()?;
        if bar.disposition == "transfer" && bar.urgency == "immediate" && bar.destination == wanted {
            return Ok(());
        }
        Err(format!("expected transfer, immediate, “{wanted}”; the screen says {bar:?}"))
    };
    walk.show("tonight")?;
    goes_to(&walk, "magdeburg_uni")?;
    walk.page.tap("board:magdeburg_uni")?;
    walk.page.tap("intake:full")?;
    goes_to(&walk, "salzwedel")?;
    walk.page.picture("tonight-partner-full")?;
    walk.step("go", "recommendation")?;
    walk.page.holds("document.body.textContent.includes('Universitätsklinikum Magdeburg käme in Frage')")?;
    walk.page.picture("recommendation-partner-full")?;
    walk.show("tonight")?;
    walk.page.tap("as-on-card")?;
    goes_to(&walk, "magdeburg_uni")?;
    walk.page.is_clean()
}

/// Three in the morning on the road near Gardelegen: the house with a paediatrician is further, and it is said how much.
fn ambulance(env: &Env) -> Outcome<()> {
    let mut walk = Walk::start_with(env, GARDELEGEN, CROUP_5, &["place:ambulance", "nearest:gardelegen"])?;
    let bar = walk.finish()?;
    if bar.disposition != "transfer" || bar.destination != "salzwedel" {
        return Err(format!("expected the way to Salzwedel; the screen says {bar:?}"));
    }
    walk.page.holds("document.querySelector('.panel').textContent.includes('45 min weiter als Gardelegen')")?;
    walk.page.picture("recommendation-ambulance")?;
    walk.show("tonight")?;
    walk.page.tap("board:salzwedel")?;
    walk.page.tap("duty:paediatrician")?;
    let bar = walk.bar()?;
    if !bar.destination.starts_with("magdeburg") {
        return Err(format!(
            "without a paediatrician in Salzwedel the way leads to Magdeburg; the screen says {bar:?}"
        ));
    }
    walk.page.is_clean()
}

/// The centre advises to keep a blue child: that takes a decision with a reason; a transfer is simply recorded.
fn agreed(env: &Env) -> Outcome<()> {
    let mut walk = Walk::start(env, SOEST, BLUE)?;
    walk.page.tap("open-group:danger_breathing")?;
    walk.answer("answer:central_cyanosis:yes")?;
    walk.recommendation()?;
    for act in ["consult", "consult-with:lippstadt", "plan:transfer", "consult-role:0", "consult-send"] {
        walk.page.tap(act)?;
    }
    walk.page.holds("document.querySelector('[data-consult=current]') !== null")?;
    for act in ["consult", "consult-with:lippstadt", "plan:treat_locally", "consult-role:0"] {
        walk.page.tap(act)?;
    }
    walk.page.picture("consult-milder")?;
    walk.page.tap("consult-send")?;
    walk.page.holds("document.querySelector('[data-act=overrule-send]') !== null")?;
    walk.page.is_clean()
}
