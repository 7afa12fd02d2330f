//! Who travels with the child: the class of the escort with its bounds, and the questions that decide it.

use crate::app::model::Model;
use crate::app::page::Standing;
use crate::app::sight::Sight;
use crate::texts as t;
use crate::view::element::{all, el, text};
use crate::view::parts::control::{chip, sheet};
use crate::view::parts::group::{Group, GroupProps};
use crate::view::parts::row::{Row, RowProps, row_props};
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::assess::members;
use paedlotse_core::escort::{Escort, EscortClass, asked};
use paedlotse_core::finding::FindingIx;
use paedlotse_core::protocol::{Question, Status};
use paedlotse_core::text::Language;
use yew::prelude::*;

fn class(l: Language, class: EscortClass) -> &'static str {
    match class {
        EscortClass::Routine => t::escort_routine(l),
        EscortClass::Urgent => t::escort_urgent(l),
        EscortClass::Emergent => t::escort_emergent(l),
        EscortClass::Immediate => t::escort_immediate(l),
    }
}

/// The sheet of the escort.
pub fn sheet_of(ui: &Ui, model: &Model, sight: &Sight, escort: &Escort) -> Html {
    let l = ui.language;
    let set = ui.set();
    let said = if escort.is_settled() {
        class(l, escort.floor).to_owned()
    } else {
        t::escort_between(l, class(l, escort.floor), class(l, escort.ceiling))
    };
    let needs = if escort.is_settled() { &escort.needs_so_far } else { &escort.needs_at_most };
    let departure = if escort.load_and_go.is_false() {
        Some(&set.transport.stabilise_first)
    } else {
        escort.load_and_go.is_true().then_some(&set.transport.load_and_go)
    };
    let departure = departure.map(|departure| {
        let unchecked = departure.status != Status::Verified;
        let chip = unchecked.then(|| chip(true, words::status_short(l, departure.status)));
        el("p", "").text(departure.text.get(l)).child_some(chip)
    });
    let reasons = escort.rules.iter().filter(|(_, holds)| holds.is_true());
    let reasons = reasons.filter_map(|(at, _)| set.transport.escort.get(*at)).map(|rule| {
        let status = (rule.status != Status::Verified).then(|| chip(true, words::status_short(l, rule.status)));
        el("li", "").text(rule.why.get(l)).text(" · ").text(rule.row).child_some(status)
    });
    let head = el("div", "pad")
        .child(el("p", "").child(text("b", "", &said)))
        .child(text("p", "", &t::escort_needs(l, &words::needs(set, l, needs))))
        .child_some(departure)
        .child(el("ul", "read-list").each(reasons))
        .child(text("p", "muted", t::escort_apart(l)));
    let asked = asked(set, &sight.findings);
    let due = |finding: FindingIx| asked.iter().any(|(known, due)| *known == finding && !due.is_false());
    let row = |finding: FindingIx| RowProps {
        standing: Standing::Due,
        live: escort.open.contains(&finding),
        next: None,
        elsewhere: None,
        raises: None,
        ..row_props(ui, model, sight, sight, finding)
    };
    let questions = set.transport.questions.iter().filter_map(|question| match question {
        Question::Finding(finding) => {
            due(*finding).then(|| html! { <Row key={format!("q{}", finding.0)} ..row(*finding) /> })
        }
        Question::Group(group) => {
            let members: Vec<RowProps> = members(set, *question).filter(|f| due(*f)).map(row).collect();
            let open = model.desk.open_groups.contains(group);
            let props = GroupProps { ui: ui.clone(), group: *group, members, open, next: None };
            Some(html! { <Group key={format!("g{}", group.0)} ..props /> })
        }
    });
    let questions = el("div", "").each(questions);
    sheet("escort-h", t::escort_title(l), t::escort_note(l), all([head.into(), questions.into()]))
}
