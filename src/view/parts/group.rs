//! A screening group: all members at a glance, one tap for "none of these".

use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::page::{Standing, standing};
use crate::app::sight::Sight;
use crate::texts as t;
use crate::view::element::{Name, el, text};
use crate::view::parts::control::{bare, word};
use crate::view::parts::row::{Row, RowProps, flag, next_word, row_props};
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::finding::{FindingIx, GroupIx};
use paedlotse_core::observation::{Findings, Observed};
use paedlotse_core::page::exists;
use paedlotse_core::protocol::{ProtocolSet, Question};
use yew::prelude::*;

/// Everything a group shows.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct GroupProps {
    /// Content, language, sender.
    pub ui: Ui,
    /// Which group.
    pub group: GroupIx,
    /// The members that exist for this child.
    pub members: Vec<RowProps>,
    /// The members are shown one by one.
    pub open: bool,
    /// It comes next, and why.
    pub next: Option<&'static str>,
}

/// The group as it is now; `asked`: what it asks on this page.
#[must_use]
pub fn group_props(
    ui: &Ui,
    model: &Model,
    now: &Sight,
    page: &Sight,
    group: GroupIx,
    asked: &[FindingIx],
) -> GroupProps {
    let set = &model.content.set;
    let question = Question::Group(group);
    GroupProps {
        ui: ui.clone(),
        group,
        members: asked
            .iter()
            .filter(|f| exists(set, &now.findings, **f))
            // What is not needed now stands with everything else that is set aside, until somebody goes there.
            .filter(|f| {
                model.desk.shown.contains(f) || standing(&page.assessment, &now.findings, **f) != Standing::Aside
            })
            .map(|f| row_props(ui, model, now, page, *f))
            .collect(),
        open: model.desk.open_groups.contains(&group),
        next: next_word(model, page, question),
    }
}

/// How the members of a group were answered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Denied,
    Something,
    Open,
}

fn said(set: &ProtocolSet, row: &RowProps) -> Said {
    match row.observed {
        None => Said::Open,
        Some(Observed::Unobtainable) => Said::Something,
        Some(Observed::Known(value)) => {
            if set.finding(row.finding).and_then(Findings::denial) == Some(value) {
                Said::Denied
            } else {
                Said::Something
            }
        }
    }
}

/// One group with its two buttons and, once opened, its rows.
#[component]
pub fn Group(props: &GroupProps) -> Html {
    let ui = &props.ui;
    let l = ui.language;
    let Some(group) = ui.set().group(props.group) else {
        return Html::default();
    };
    if props.members.is_empty() {
        return Html::default();
    }
    let answers: Vec<Said> = props.members.iter().map(|row| said(ui.set(), row)).collect();
    let something = answers.contains(&Said::Something);
    let pending = answers.contains(&Said::Open);
    let denied = !something && !pending;
    let open = props.open || something;
    let live = props.members.iter().any(|m| m.live);
    let id = format!("g-{}", group.id);
    let label_id = format!("{id}-l");
    let none = if something { t::group_no_others(l) } else { t::group_none(l) };
    let deny = |class: &'static str| {
        bare(ui, class, format!("deny-group:{}", group.id), Msg::DenyGroup(props.group))
            .truth(Name::AriaPressed, denied)
            .set(Name::DataKey, "no")
            .disabled(something && !pending)
            .child(word(none))
    };
    let some = bare(ui, "opt", format!("open-group:{}", group.id), Msg::OpenGroup(props.group))
        .truth(Name::AriaExpanded, open)
        .truth(Name::AriaPressed, something)
        .set(Name::DataKey, "yes")
        .child(word(t::group_some(l)));
    let members = props.members.iter().zip(&answers).map(|(row, said)| member(ui, row, *said));
    let label = el("div", "row-text")
        .child(el("p", "row-label").id(label_id.clone()).text(group.label.get(l)))
        .child(el("p", "members").each(members));
    let head = el("div", "row group-head")
        .class_if(pending, "is-pending")
        .set(Name::Role, "group")
        .set(Name::AriaLabelledBy, label_id)
        .child(label)
        .child(el("div", "answers answers-two").child(deny("opt")).child(some));
    let rest = pending.then(|| {
        let others = el("div", "answers answers-one").child(deny("opt opt-rest"));
        el("div", "row group-rest").child(text("p", "row-hint", t::group_rest(l))).child(others)
    });
    let rows = open.then(|| {
        let rows = props.members.iter().map(|row| html! { <Row key={row.finding.0} ..row.clone() /> });
        el("div", "group-rows").each(rows).child_some(rest)
    });
    el("div", "group")
        .class_if(props.next.is_some(), "is-next")
        .class_if(open, "is-open")
        .class_if(pending && !live, "is-faded")
        .id(id)
        .set(Name::TabIndex, "-1")
        .child_some(props.next.map(flag))
        .child(head)
        .child_some(rows)
        .into()
}

fn member(ui: &Ui, row: &RowProps, said: Said) -> Html {
    let tag = if said == Said::Something { "b" } else { "span" };
    text(tag, "member", words::label(ui.set(), ui.language, row.finding))
}
