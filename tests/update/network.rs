//! What belongs to the network: place and duty, reports that expire, agreements, cards from files, releases.

use super::{START, play, says, shipped, sight};
use paedlotse::app::effect::Effect;
use paedlotse::app::model::{CardNews, Unreadable};
use paedlotse::app::msg::{Answer, ConsultEdit, Msg};
use paedlotse::app::route::Screen;
use paedlotse::app::time::Now;
use paedlotse::app::turn::Event;
use paedlotse_core::case::{OverruleReason, Role, Timestamp};
use paedlotse_core::disposition::Urgency;
use paedlotse_core::network::{Intake, SiteIx};
use paedlotse_core::recommend::{Disposition, Duty, Place, SiteDuty};
use paedlotse_core::wire::Value as Foreign;
use paedlotse_core::wire::card::write;
use paedlotse_core::wire::release::Release;

#[test]
fn place_and_duty_belong_to_the_network() {
    let content = shipped();
    let home = content.set.networks[0].home;
    let resus = content.set.capability_named("ed_resus").unwrap();
    let (turn, _) = play(&[Msg::Duty(SiteIx(0), resus), Msg::Intake(SiteIx(0), Intake::Full)]);
    let duty = turn.model.duty.of(home);
    assert!(duty.off.contains(resus));
    assert_eq!(duty.intake, Intake::Full);
    let (turn, _) = play(&[Msg::Duty(SiteIx(0), resus), Msg::Duty(SiteIx(0), resus)]);
    assert_eq!(turn.model.duty, Duty::default(), "as on the card again");
    let (turn, _) = play(&[Msg::Ambulance, Msg::Nearest(SiteIx(1)), Msg::Duty(SiteIx(0), resus), Msg::Network(1)]);
    assert_eq!(turn.model.place, Place::Hospital(content.set.networks[1].home));
    assert_eq!(turn.model.duty, Duty::default(), "a report belongs to the house it was made for");
    let (turn, _) = play(&[Msg::Ambulance, Msg::Nearest(SiteIx(200))]);
    assert_eq!(turn.model.place, Place::Ambulance { nearest: home }, "no such house");
}

/// What was agreed stands in the log beside the advice; what would be milder than an immediate rule takes an overrule.
#[test]
fn an_agreement_is_kept_and_never_milder_than_an_immediate_rule() {
    let agree = |plan: Disposition| {
        let edits = [
            ConsultEdit::With(SiteIx(2)),
            ConsultEdit::Plan(plan),
            ConsultEdit::Words("Kühlen, Rückruf in 20 min".to_owned()),
            ConsultEdit::Role(Role::Physician),
        ];
        let edits = edits.into_iter().map(Msg::ConsultEdit);
        std::iter::once(Msg::ConsultForm(true)).chain(edits).chain([Msg::ConsultSend]).collect::<Vec<_>>()
    };
    let start = vec![Msg::NewCase(Screen::Danger), says("convulsing_now", Answer::YesNo(true))];
    let (turn, _) = play(&[start.clone(), agree(Disposition::Transfer)].concat());
    let case = turn.model.case.as_ref().expect("a case is open");
    let (_, agreed, current) = case.consult(sight(&turn).advice()).expect("it is in the log");
    assert_eq!((agreed.plan, agreed.with, current), (Disposition::Transfer, SiteIx(2), true));
    assert_eq!(turn.model.desk.consult, None);
    assert_eq!(sight(&turn).judgement.floor.urgency, Urgency::Immediate, "the advice does not follow the agreement");

    let (turn, _) = play(&[start, agree(Disposition::TreatLocally)].concat());
    let case = turn.model.case.as_ref().expect("a case is open");
    assert!(case.consult(sight(&turn).advice()).is_none(), "no agreement");
    let draft = turn.model.desk.overrule.as_ref().expect("the form for deciding otherwise is open");
    assert_eq!((draft.chosen, draft.reason), (Some(Disposition::TreatLocally), Some(OverruleReason::CentreAdvised)));
    assert_eq!(draft.role, None, "who decides is asked");

    let (turn, _) = play(&[Msg::ConsultForm(true), Msg::ConsultSend]);
    assert_eq!(turn.model.desk.consult, None, "there is no case");
}

/// A card from a file counts at once; what is wrong with a file is kept to be said, and the card in use stays.
#[test]
fn a_card_comes_from_a_file_or_is_refused_and_the_old_one_stays() {
    let content = shipped();
    let written = || write(&content.set, &content.set.networks[0]);
    let changed = |field: &str, value: Foreign| {
        let Foreign::Map(mut envelope) = written() else { panic!("a card is a map") };
        for (name, inner) in &mut envelope {
            if let (true, Foreign::Map(card)) = (name == "card", inner) {
                card.retain(|(known, _)| known != field);
                card.push((field.to_owned(), value.clone()));
            }
        }
        Foreign::Map(envelope)
    };
    let (turn, _) = play(&[Msg::Ambulance, Msg::CardCame(Ok(changed("version", Foreign::Text("2027-01".to_owned()))))]);
    assert_eq!(turn.model.card_news, Some(CardNews::Taken));
    assert_eq!(turn.model.card().map(|card| (card.id, card.version)), Some(("gardelegen-magdeburg", "2027-01")));
    assert_eq!(turn.model.cards().count(), content.set.networks.len(), "it stands in the place of its namesake");
    assert!(matches!(turn.model.place, Place::Ambulance { .. }), "a crew stays in its ambulance");
    let resus = content.set.capability_named("ed_resus").unwrap();
    let (kept, _) = play(&[Msg::Duty(SiteIx(0), resus), Msg::CardCame(Ok(written()))]);
    assert!(kept.model.duty.of(SiteIx(0)).off.contains(resus), "a report stays where the houses are the same");
    let (turn, _) = play(&[
        Msg::CardCame(Ok(changed("version", Foreign::Text("2027-01".to_owned())))),
        Msg::CardCame(Ok(changed("home", Foreign::Text("nowhere".to_owned())))),
    ]);
    assert!(matches!(&turn.model.card_news, Some(CardNews::Refused(troubles)) if !troubles.is_empty()));
    assert_eq!(turn.model.card().map(|card| card.version), Some("2027-01"), "the card in use stays");
    let back = turn.next(&Event { now: START, msg: Msg::DropCard }).expect("the shipped card again");
    assert_eq!(back.model.card().map(|card| card.version), Some(content.set.networks[0].version));
    for why in [Unreadable::TooLarge, Unreadable::NotAText, Unreadable::NotJson] {
        let (turn, _) = play(&[Msg::CardCame(Err(why))]);
        assert_eq!(turn.model.card_news, Some(CardNews::Unreadable(why)));
        assert_eq!(turn.model.card().map(|card| card.id), Some(content.set.networks[0].id));
    }
    let (turn, _) = play(&[Msg::CardCame(Ok(changed("network", Foreign::Text("another".to_owned()))))]);
    assert_eq!(
        turn.model.cards().count(),
        content.set.networks.len() + 1,
        "a card of its own stands behind the others"
    );
}

/// The banner "not released" goes only for this card together with these rules, and comes back with any other.
#[test]
fn a_release_counts_for_its_card_and_its_rules() {
    let content = shipped();
    let release = [
        Msg::ReleaseForm(true),
        Msg::ReleaseName("Dr. Muster".to_owned()),
        Msg::ReleaseRole("Chefärztin".to_owned()),
        Msg::ReleaseSend,
    ];
    let (turn, _) = play(&release);
    let released = turn.model.released.clone().expect("released");
    assert_eq!((released.name.as_str(), released.date.as_str()), ("Dr. Muster", "2026-11-22"));
    let other = turn.next(&Event { now: START, msg: Msg::Network(1) }).expect("another card");
    assert_eq!(other.model.released, None, "another card");
    let again = other.next(&Event { now: START, msg: Msg::Network(0) }).expect("the released card");
    assert_eq!(again.model.released, Some(released.clone()));

    let saved = again.next(&Event { now: START, msg: Msg::SaveCard }).expect("an effect");
    let Some((_, Effect::SaveFile(_, file))) = saved.outbox.last() else { panic!("a file is kept") };
    let (elsewhere, _) = play(&[Msg::CardCame(Ok(file.clone()))]);
    assert_eq!(elsewhere.model.released, Some(released.clone()), "it is part of the file");
    let forged = Release { ruleset: "0".repeat(64), ..released };
    let file = forged.within(write(&content.set, &content.set.networks[0]));
    let (elsewhere, _) = play(&[Msg::CardCame(Ok(file))]);
    assert_eq!(elsewhere.model.released, None, "released with other rules");
    let (nobody, _) = play(&[Msg::ReleaseForm(true), Msg::ReleaseRole("Chefarzt".to_owned()), Msg::ReleaseSend]);
    assert_eq!(nobody.model.released, None, "nobody is no one");
}

/// Half a day after the reports: here nothing of them is relied on, at the partner the card counts again.
#[test]
fn reports_expire_with_time_and_each_side_in_its_way() {
    let content = shipped();
    let (home, partner) = (SiteIx(0), SiteIx(2));
    let [neurosurgery, picu] = ["neurosurgery", "picu"].map(|id| content.set.capability_named(id).unwrap());
    let reports = [Msg::Lasts(120), Msg::Duty(home, neurosurgery), Msg::Duty(partner, picu)];
    let (turn, _) = play(&reports);
    assert!(turn.model.duty.of(home).on.contains(neurosurgery), "not on the card: the tap says it is there");
    assert!(turn.model.duty.of(partner).off.contains(picu), "on the card: the tap says it is missing");
    let later = Now { at: Timestamp(START.at.0 + 121 * 60_000), ..START };
    let turn = turn.next(&Event { now: later, msg: Msg::Tick }).expect("the board has changed");
    assert!(turn.model.duty.of(home).off.contains(neurosurgery));
    assert_eq!(turn.model.duty.of(partner), SiteDuty::default());
    assert!(turn.model.board.ring_first(partner, later.at).is_some(), "last heard two hours ago");
    let renewed = turn.next(&Event { now: later, msg: Msg::Duty(home, neurosurgery) }).expect("renewed");
    assert!(renewed.model.duty.of(home).on.contains(neurosurgery), "a tap on an expired report makes it again");
    let back = renewed.next(&Event { now: later, msg: Msg::AsOnCard(home) }).expect("as on the card");
    assert_eq!(back.model.duty.of(home), SiteDuty::default());
}
