//! The case as a code on the screen: a link that any camera opens, or the record alone where the network has no address; and
//! a second code of plain words that every telephone can read.

use super::spoken::Script;
use crate::app::model::Model;
use crate::app::sight::{BarState, Sight};
use data_encoding::HEXLOWER_PERMISSIVE;
use paedlotse_core::network::SiteIx;
use paedlotse_core::recommend::Place;
use paedlotse_core::wire::record::{Bound, Said, Sender, link, plain, write};
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

/// The largest code that a camera still reads from a screen at arm's length.
const LARGEST: u8 = 22;

/// A square of dark and light modules, without the quiet zone around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Modules on a side.
    pub side: u16,
    /// The dark modules as a path, one module a unit, with the quiet zone: the first module is at 4, 4.
    pub path: String,
}

/// Light modules on every side.
pub const QUIET: u16 = 4;

/// The record of the open case; none without one.
#[must_use]
pub fn record(model: &Model, sight: &Sight) -> Option<Vec<u8>> {
    let (case, card) = (model.case.as_ref()?, model.card()?);
    let here = card.site(model.place.here())?;
    let no = |site: SiteIx| card.site(site).map(|site| site.no);
    let judgement = &sight.judgement;
    let end = sight.shown().then_to.or(sight.shown().destination).and_then(|site| card.site(site));
    let said = Said {
        floor: Bound::of(&judgement.floor, no),
        so_far: Bound::of(&judgement.so_far, no),
        ceiling: Bound::of(&judgement.ceiling, no),
        danger_open: sight.bar == BarState::DangerScreen,
        destination: end.map(|site| site.place.to_owned()).unwrap_or_default(),
    };
    let sender = Sender {
        release: first(&model.edition.id),
        ruleset: first(&model.content.digest),
        network: card.id.to_owned(),
        card: model.card_print,
        house: here.no,
        place: here.place.to_owned(),
        ambulance: matches!(model.place, Place::Ambulance { .. }),
        sent: model.now.at,
        ahead: model.now.ahead,
        duty: model.duty.clone(),
    };
    Some(write(&model.content.set, card, &sender, &said, case))
}

/// The first bytes of what is written in hexadecimal; zero where it is shorter.
#[must_use]
pub fn first<const N: usize>(digest: &str) -> [u8; N] {
    let digits = digest.get(..N.saturating_mul(2)).unwrap_or_default();
    let bytes = HEXLOWER_PERMISSIVE.decode(digits.as_bytes()).unwrap_or_default();
    bytes.first_chunk::<N>().copied().unwrap_or([0; N])
}

/// The record as text: behind the address of the network, or alone.
#[must_use]
pub fn text(model: &Model, record: &[u8]) -> String {
    match model.card().map(|card| card.address).filter(|address| !address.is_empty()) {
        Some(address) => link(address, record),
        None => plain(record),
    }
}

/// The code of such a text, drawn; none when it is too long for one.
#[must_use]
pub fn code(text: &str) -> Option<Code> {
    drawn(&of_text(text)?)
}

/// The code of such a text.
#[must_use]
pub fn of_text(text: &str) -> Option<QrCode> {
    // What a code holds in less room stands behind the address.
    let start = text.find("#d=").map_or(0, |at| at.saturating_add(3));
    let (address, record) = text.split_at_checked(start)?;
    let mut segments = Vec::new();
    if !address.is_empty() {
        segments.push(QrSegment::make_bytes(address.as_bytes()));
    }
    if QrSegment::is_alphanumeric(record) {
        segments.push(QrSegment::make_alphanumeric(record));
    } else {
        segments.push(QrSegment::make_bytes(record.as_bytes()));
    }
    of(&segments)
}

/// The script as a code of words; cut where it is too long, and none when nothing is left.
#[must_use]
pub fn words(mark: &str, script: &Script) -> Option<Code> {
    let mut text = format!("PädLotse {mark}");
    for sentence in script.sentences.iter().chain(&script.read_back) {
        let longer = format!("{text}\n{sentence}");
        if of(&[QrSegment::make_bytes(longer.as_bytes())]).is_none() {
            break;
        }
        text = longer;
    }
    drawn(&of(&[QrSegment::make_bytes(text.as_bytes())])?)
}

fn of(segments: &[QrSegment]) -> Option<QrCode> {
    let (least, most) = (Version::new(1), Version::new(LARGEST));
    QrCode::encode_segments_advanced(segments, QrCodeEcc::Medium, least, most, None, false).ok()
}

/// Each run of dark modules in a row is one rectangle.
fn drawn(code: &QrCode) -> Option<Code> {
    let side = code.size();
    let mut path = String::new();
    for y in 0..side {
        let mut x = 0;
        while x < side {
            let from = x;
            while x < side && code.get_module(x, y) {
                x = x.saturating_add(1);
            }
            if x > from {
                let quiet = i32::from(QUIET);
                let width = x.saturating_sub(from);
                path.push_str(&format!(
                    "M{} {}h{width}v1h-{width}z",
                    from.saturating_add(quiet),
                    y.saturating_add(quiet)
                ));
            } else {
                x = x.saturating_add(1);
            }
        }
    }
    Some(Code { side: u16::try_from(side).ok()?, path })
}
