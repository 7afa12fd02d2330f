//! The scanner: the camera's picture, a line that says what it does, and what can be tapped.

use crate::app::msg::Msg;
use crate::app::scan::{Failure, Picture, Scan, ScanMsg};
use crate::texts as t;
use crate::view::element::{Name, el};
use crate::view::icons::icon;
use crate::view::parts::control::{bare, button, sheet, word};
use crate::view::ui::Ui;
use paedlotse_core::text::Language;
use yew::prelude::*;

/// The scanner as a sheet. The camera starts only by a tap.
pub fn scanner(ui: &Ui, scan: Scan) -> Html {
    let l = ui.language;
    let failed = matches!(scan, Scan::Failed(_) | Scan::Nothing);
    // The line stays in its place: what changes in it is read aloud.
    let line = el("p", "scan-line").class_if(failed, "scan-failed").set(Name::Role, "status").text(line(l, scan));
    // `scan.js` puts the picture in; the element stays as long as the camera is wanted.
    let video = scan.films().then(|| el("video", "scan-video").id("scan-video").set(Name::AriaLabel, t::scan_view(l)));
    let camera = if scan.films() {
        bare(ui, "go go-quiet", "scan-stop", Msg::Scan(ScanMsg::Stop))
            .child(word(t::scan_stop(l)))
            .child(icon("remove", ""))
    } else {
        bare(ui, "go", "scan-start", Msg::Scan(ScanMsg::Start)).child(word(t::scan_start(l))).child(icon("camera", ""))
    };
    let pick = |act: &'static str, from, said| button(ui, "opt", act, Msg::Scan(ScanMsg::Pick(from)), word(said));
    let pictures = el("div", "two-go").child(pick("scan-pick", Picture::Kept, t::scan_pick(l))).child(pick(
        "scan-photo",
        Picture::Taken,
        t::scan_photo(l),
    ));
    let body = el("div", "pad form scan")
        .set(Name::DataState, state(scan))
        .child_some(video)
        .child(line)
        .child(camera)
        .child(pictures);
    sheet("scan-h", t::scan_title(l), "", body.into())
}

/// For tests and styles.
fn state(scan: Scan) -> &'static str {
    match scan {
        Scan::Closed => "closed",
        Scan::Starting => "starting",
        Scan::Running => "running",
        Scan::Reading => "reading",
        Scan::Nothing => "nothing",
        Scan::Failed(_) => "failed",
    }
}

fn line(l: Language, scan: Scan) -> &'static str {
    match scan {
        Scan::Closed => t::scan_closed(l),
        Scan::Starting => t::scan_starting(l),
        Scan::Running => t::scan_running(l),
        Scan::Reading => t::scan_reading(l),
        Scan::Nothing => t::scan_nothing(l),
        Scan::Failed(failure) => why(l, failure),
    }
}

fn why(l: Language, failure: Failure) -> &'static str {
    match failure {
        Failure::Insecure => t::scan_insecure(l),
        Failure::Unsupported => t::scan_unsupported(l),
        Failure::Denied => t::scan_denied(l),
        Failure::Policy => t::scan_policy(l),
        Failure::NoCamera => t::scan_none(l),
        Failure::Busy => t::scan_busy(l),
        Failure::Hidden => t::scan_hidden(l),
        Failure::NoPicture => t::scan_no_picture(l),
        Failure::Reader => t::scan_reader(l),
        Failure::Fault => t::scan_fault(l),
    }
}
