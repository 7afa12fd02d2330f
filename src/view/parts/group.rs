//! A screening group: all members at a glance, one tap for "none of these".

use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::page::exists;
use crate::app::sight::Sight;
use crate::texts as t;
use crate::view::parts::row::{Row, RowProps, flag, next_word, row_props};
use crate::view::ui::{Ui, use_ui};
use crate::view::words;
use paedlotse_core::assess::members;
use paedlotse_core::finding::GroupIx;
use paedlotse_core::observation::{Findings, Observed};
use paedlotse_core::protocol::{ProtocolSet, Question};
use yew::prelude::*;

/// Everything a group shows.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct GroupProps {
    /// Which group.
    pub group: GroupIx,
    /// The members that exist for this child.
    pub members: Vec<RowProps>,
    /// The members are shown one by one.
    pub open: bool,
    /// It comes next, and why.
    pub next: Option<&'static str>,
}

/// The group as it is now.
#[must_use]
pub fn group_props(model: &Model, sight: &Sight, group: GroupIx) -> GroupProps {
    let set = &model.content.set;
    let question = Question::Group(group);
    GroupProps {
        group,
        members: members(set, question)
            .filter(|f| exists(set, &sight.findings, *f))
            .map(|f| row_props(model, sight, f))
            .collect(),
        open: model.desk.open_groups.contains(&group),
        next: next_word(model, sight, question),
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
    let ui = use_ui();
    let l = ui.language;
    let Some(group) = ui.set().group(props.group) else {
        return Html::default();
    };
    let answers: Vec<Said> = props.members.iter().map(|row| said(ui.set(), row)).collect();
    let something = answers.contains(&Said::Something);
    let pending = answers.contains(&Said::Open);
    let denied = !something && !pending;
    let open = props.open || something;
    let live = props.members.iter().any(|m| m.live);
    let id = format!("g-{}", group.id);
    let label_id = format!("{id}-l");
    let class = classes!(
        "group",
        props.next.map(|_| "is-next"),
        open.then_some("is-open"),
        (pending && !live).then_some("is-faded"),
    );
    let none = if something { t::group_no_others(l) } else { t::group_none(l) };
    let deny = |class: &'static str| {
        html! {
            <button class={classes!("opt", class)} type="button" aria-pressed={if denied { "true" } else { "false" }}
                data-act={format!("deny-group:{}", group.id)} data-key="no" disabled={something && !pending}
                onclick={ui.on(Msg::DenyGroup(props.group))}>
                <span>{ none }</span>
            </button>
        }
    };
    html! {
        <div {class} {id} tabindex="-1">
            if let Some(word) = props.next { { flag(word) } }
            <div class={classes!("row", "group-head", pending.then_some("is-pending"))} role="group"
                aria-labelledby={label_id.clone()}>
                <div class="row-text">
                    <p class="row-label" id={label_id}>{ group.label.get(l) }</p>
                    <p class="members">{ for props.members.iter().zip(&answers).map(|(row, said)| member(&ui, row, *said)) }</p>
                </div>
                <div class="answers answers-two">
                    { deny("") }
                    <button class="opt" type="button" aria-expanded={if open { "true" } else { "false" }}
                        aria-pressed={if something { "true" } else { "false" }} data-key="yes"
                        data-act={format!("open-group:{}", group.id)} onclick={ui.on(Msg::OpenGroup(props.group))}>
                        <span>{ t::group_some(l) }</span>
                    </button>
                </div>
            </div>
            if open {
                <div class="group-rows">
                    { for props.members.iter().map(|row| html! { <Row key={row.finding.0} ..row.clone() /> }) }
                    if pending {
                        <div class="row group-rest">
                            <p class="row-hint">{ t::group_rest(l) }</p>
                            <div class="answers answers-one">{ deny("opt-rest") }</div>
                        </div>
                    }
                </div>
            }
        </div>
    }
}

fn member(ui: &Ui, row: &RowProps, said: Said) -> Html {
    let label = words::label(ui.set(), ui.language, row.finding);
    match said {
        Said::Something => html! { <b class="member">{ label }</b> },
        _ => html! { <span class="member">{ label }</span> },
    }
}
