//! The board of tonight: each tap is a report with its time and its end.

use crate::app::model::Model;
use crate::app::time::Now;
use paedlotse_core::age::Age;
use paedlotse_core::capability::CapabilityIx;
use paedlotse_core::network::{Intake, SiteIx};
use paedlotse_core::recommend::board::{Report, Says, Subject};
use paedlotse_core::recommend::{Duty, Situation};

/// A tap on a capability. Without a report it says the opposite of the card; a report that holds is taken back; one that
/// has expired is made again where it said "there", and taken back where it said "not there".
pub(super) fn switch(model: &mut Model, now: Now, site: SiteIx, capability: CapabilityIx) {
    if model.card().is_none_or(|card| card.site(site).is_none()) {
        return;
    }
    let subject = Subject::Capability(capability);
    let says = match model.board.on(site, subject).map(|report| (report.says, report.holds(now.at))) {
        Some((Says::There(_), false)) => Says::There(capability),
        Some(_) => return model.board.withdraw(site, subject),
        None if on_card(model, site, capability) => Says::NotThere(capability),
        None => Says::There(capability),
    };
    model.board.report(Report::lasting(site, says, now.at, model.tonight.lasts));
}

/// Whether the card has it at this hour, for at least some children.
#[must_use]
fn on_card(model: &Model, site: SiteIx, capability: CapabilityIx) -> bool {
    let as_on_card = Duty::default();
    let situation = model.situation().map(|situation| Situation { duty: &as_on_card, ..situation });
    situation.is_some_and(|situation| for_some_child(model, &situation, site, capability))
}

/// Whether the house has it now, for at least some children, if it takes patients.
#[must_use]
pub fn is_there(model: &Model, site: SiteIx, capability: CapabilityIx) -> bool {
    model.situation().is_some_and(|situation| for_some_child(model, &situation, site, capability))
}

fn for_some_child(model: &Model, situation: &Situation<'_>, site: SiteIx, capability: CapabilityIx) -> bool {
    let mut ages = (0_u32..18).filter_map(|year| Age::years(year).ok());
    ages.any(|age| situation.availability(&model.content.set, site, age).if_open.contains(capability))
}

/// A tap on "takes patients".
pub(super) fn intake(model: &mut Model, now: Now, site: SiteIx, intake: Intake) {
    if model.card().is_some_and(|card| card.site(site).is_some()) {
        model.board.report(Report::lasting(site, Says::Takes(intake), now.at, model.tonight.lasts));
    }
}
