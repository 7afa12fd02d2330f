//! The network card as a thing: what identifies it, who released it, and the way of it into a file and out of one.

use crate::app::keep::Store;
use crate::app::model::{CardNews, Model, ReleaseDraft};
use crate::app::msg::Msg;
use crate::texts as t;
use crate::view::element::{Name, all, el, text};
use crate::view::icons::icon;
use crate::view::parts::bar::going;
use crate::view::parts::control::{bare, button, sheet, word, words_field};
use crate::view::parts::trouble::{trouble, unreadable};
use crate::view::ui::Ui;
use paedlotse_core::network::{Basis, Network};
use paedlotse_core::text::Language;
use yew::prelude::*;

/// The sheet of the card in use.
pub fn card(ui: &Ui, model: &Model, card: &Network) -> Html {
    let l = ui.language;
    let lines = |basis| card.lines(basis).to_string();
    let (assumed, confirmed, public) = (lines(Basis::Assumed), lines(Basis::Confirmed), lines(Basis::Public));
    let imported = model.imported.iter().any(|own| own.id == card.id);
    let back = imported.then(|| {
        button(
            ui,
            "go go-quiet",
            "drop-card",
            Msg::DropCard,
            going(t::card_drop(l), Some(t::card_drop_note(l).to_owned())),
        )
    });
    let load = going(t::card_load(l), Some(t::card_load_note(l).to_owned()));
    let save = going(t::card_save(l), Some(t::card_save_note(l).to_owned()));
    let body = el("div", "pad form")
        .child(text("p", "", &t::sources_card_basis(l, &assumed, &confirmed, &public)))
        .child_some(imported.then(|| text("p", "muted", stays(l, model.storage.store))))
        .child_some(news(ui, model))
        .child(button(ui, "go go-quiet", "pick-card", Msg::PickCard, load))
        .child(button(ui, "go go-quiet", "save-card", Msg::SaveCard, save))
        .child_some(back)
        .child(released(ui, model));
    sheet("the-card-h", &t::sources_card(l, card.title.get(l)), card.version, body.into())
}

/// How long a card from a file is there.
fn stays(l: Language, store: Store) -> &'static str {
    if store == Store::There { t::card_kept(l) } else { t::card_memory(l) }
}

/// What came of the last file.
fn news(ui: &Ui, model: &Model) -> Option<Html> {
    let l = ui.language;
    let note = |open: bool| el("div", "note").class_if(open, "note-open").set(Name::Role, "alert");
    let bold = |said: &str| el("p", "").child(text("b", "", said));
    Some(match model.card_news.as_ref()? {
        CardNews::Taken => note(false).child(bold(t::card_taken(l))).into(),
        CardNews::Unreadable(why) => {
            note(true).child(bold(t::card_refused(l))).child(text("p", "", unreadable(l, *why))).into()
        }
        CardNews::Refused(troubles) => {
            let lines = troubles.iter().map(|one| text("li", "", &trouble(l, one)));
            note(true).child(bold(t::card_refused(l))).child(el("ul", "bullets").each(lines)).into()
        }
    })
}

fn released(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    match (&model.desk.release, &model.released) {
        (Some(draft), _) => form(ui, draft),
        (None, Some(release)) => {
            text("p", "note", &t::card_released(l, &release.date, &release.name, &release.role, &release.version))
        }
        (None, None) => {
            let go = going(t::card_release(l), Some(t::card_release_note(l).to_owned()));
            let way = button(ui, "go go-quiet", "release", Msg::ReleaseForm(true), go);
            all([text("p", "muted", t::card_unreleased(l)), way])
        }
    }
}

fn form(ui: &Ui, draft: &ReleaseDraft) -> Html {
    let l = ui.language;
    let ready = !draft.name.trim().is_empty() && !draft.role.trim().is_empty();
    let send = bare(ui, "go", "release-send", Msg::ReleaseSend)
        .class_if(!ready, "is-off")
        .disabled(!ready)
        .child(word(t::card_release_send(l)))
        .child(icon("check", ""));
    let cancel = button(ui, "go go-quiet", "release-cancel", Msg::ReleaseForm(false), word(t::overrule_cancel(l)));
    el("div", "form")
        .child(text("p", "", t::card_release_means(l)))
        .child(words_field(ui, "release-name", t::card_release_name(l), &draft.name, Msg::ReleaseName))
        .child(words_field(ui, "release-role", t::card_release_role(l), &draft.role, Msg::ReleaseRole))
        .child(el("div", "two-go").child(cancel).child(send))
        .into()
}
