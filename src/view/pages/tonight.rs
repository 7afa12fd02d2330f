//! The board of tonight: every house of the network with what it has now; what is tapped counts at once.

use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::route::Screen;
use crate::app::sight::Sight;
use crate::texts as t;
use crate::view::element::{Element, Name, el, text};
use crate::view::parts::bar::{self, going};
use crate::view::parts::control::{answers, button, radio, screen, sheet, word};
use crate::view::parts::{card, house};
use crate::view::ui::Ui;
use paedlotse_core::network::{Network, Site, SiteIx};
use yew::prelude::*;

/// The board. With a case open its advice stands beside it and follows every tap.
pub fn tonight(ui: &Ui, model: &Model, sight: Option<&Sight>, raised: bool) -> Html {
    let l = ui.language;
    let Some(card) = model.card() else { return screen("work", "tonight").into() };
    let shown = model.tonight.site.filter(|site| card.site(*site).is_some()).unwrap_or(model.place.here());
    let body = card.site(shown).map(|site| board(ui, model, site, shown));
    let flow = el("section", "flow stack")
        .set(Name::AriaLabelledBy, "tonight-h")
        .child(el("h1", "page-title").id("tonight-h").text(t::tonight_title(l)))
        .child(text("p", "muted", t::tonight_note(l)))
        .child(houses(ui, model, card, shown))
        .each(body.unwrap_or_default())
        .child(card::card(ui, model, card));
    screen("work work-case", "tonight").child(rail(ui, model, sight, raised)).child(flow).into()
}

fn rail(ui: &Ui, model: &Model, sight: Option<&Sight>, raised: bool) -> Element {
    let l = ui.language;
    let to = |said: &str, screen: Screen| bar::go_on(ui, said, None, screen, "go");
    match sight {
        Some(sight) => bar::rail(ui, model, sight)
            .child(bar::verdict(ui, model, sight, raised))
            .child(el("div", "rail-end").child(to(t::tonight_back(l), Screen::Recommendation))),
        None => el("aside", "rail")
            .set(Name::AriaLabel, t::step_start_label(l))
            .child(text("p", "muted", t::tonight_no_case(l)))
            .child(el("div", "rail-end").child(to(t::tonight_start(l), Screen::Start))),
    }
}

fn houses(ui: &Ui, model: &Model, card: &Network, shown: SiteIx) -> Html {
    let l = ui.language;
    let here = model.place.here();
    let house = |(site, spec): (SiteIx, &Site)| {
        let minutes = card.travel(here, site).map(|way| t::way_minutes(l, &way.minutes.to_string()));
        let note = if site == here { Some(t::head_here(l).to_owned()) } else { minutes };
        let name = el("span", "").text(spec.place).child_some(note.map(|note| text("small", "", &note)));
        radio(ui, "opt", format!("board:{}", spec.id), site == shown, Msg::Board(site), name.into())
    };
    let order = std::iter::once(here).chain(card.by_distance(here));
    let each = order.filter_map(|site| card.site(site).map(|spec| (site, spec))).map(house);
    answers("answers answers-wrap", Name::AriaLabel, t::tonight_houses(l)).each(each).into()
}

/// Whom to ring there. Numbers are not shipped: a line without one says so.
fn numbers(ui: &Ui, site: &Site) -> Html {
    let l = ui.language;
    let line = |purpose: &str, phone: &'static str| {
        let phone = if phone.is_empty() { t::tonight_no_number(l) } else { phone };
        el("li", "").child(text("span", "", purpose)).child(text("small", "", phone))
    };
    let further = site.contacts.iter().map(|contact| line(contact.purpose.get(l), contact.phone));
    let lines = std::iter::once(line(t::tonight_consult_number(l), site.phone)).chain(further);
    let list = el("ul", "read-list").each(lines);
    sheet("numbers-h", t::tonight_numbers(l), "", el("div", "pad").child(list).into())
}

fn board(ui: &Ui, model: &Model, site: &Site, ix: SiteIx) -> Vec<Html> {
    let l = ui.language;
    let form = el("div", "pad form").child(house::intake(ui, model, ix)).child(house::lasts(ui, model));
    let reports = u32::try_from(model.board.of(ix).count()).unwrap_or(u32::MAX);
    let back = (reports > 0).then(|| {
        let note = Some(t::tonight_reports(l, reports));
        button(ui, "go go-quiet", "as-on-card", Msg::AsOnCard(ix), going(t::tonight_as_on_card(l), note))
    });
    let form = form.child_some(back);
    let listed = el("div", "pad").child(house::on_card(ui, model, site, ix));
    let besides = el("details", "sheet")
        .child(el("summary", "pad").child(word(t::tonight_besides(l))))
        .child(el("div", "pad").child(house::besides(ui, model, site, ix)));
    vec![
        sheet("intake-h", site.name, t::intake_label(l), form.into()),
        numbers(ui, site),
        sheet("listed-h", t::tonight_listed(l), t::tonight_tap(l), listed.into()),
        besides.into(),
    ]
}
