//! From screen to camera: worked cases become codes, are seen as a camera sees another screen, read by the app's own scanner,
//! and answered the same on the other side. `ZBAR=1` gives every picture to `zbarimg` as well, a reader that is not ours.

#![cfg(test)]

use paedlotse::app::arrival::{Arrival, arrive};
use paedlotse::app::effect::Theme;
use paedlotse::app::model::Model;
use paedlotse::app::sight::Sight;
use paedlotse::app::time::Now;
use paedlotse::content;
use paedlotse::handover::code;
use paedlotse_compiler::worked::{as_entered, worked};
use paedlotse_core::case::Timestamp;
use paedlotse_core::text::Language;
use paedlotse_core::wire::record::link;
use paedlotse_pictures::{matrix, shoot};
use paedlotse_scanner::{Effort, read};
use std::path::Path;
use std::process::Command;
use std::rc::Rc;

const NOW: Now = Now { at: Timestamp(1_795_314_360_000), ahead: 60 };

/// Of the worked cases every so manieth.
const EVERY: usize = 9;

/// Of a thousand pictures at least so many.
const FLOOR: usize = 990;

#[test]
fn what_the_camera_reads_is_answered_the_same() {
    let content = Rc::new(content::shipped().expect("the shipped content can be read"));
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    let cases = worked(&assets).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let receiver = Model::new(Rc::clone(&content), Language::En, Theme::Day, NOW);
    let zbar = std::env::var_os("ZBAR").is_some();
    let shots: Vec<_> = matrix().map(|(_, _, shot)| shot).collect();
    let (mut all, mut ours, mut theirs) = (0, 0, 0);
    for (number, case) in (0_u64..).zip(cases.iter().step_by(EVERY)) {
        let mut sender = Model::new(Rc::clone(&content), Language::De, Theme::Day, NOW);
        sender.case = Some(as_entered(&content.set, &case.child, Timestamp(NOW.at.0 - 20 * 60_000)));
        let sight = Sight::of(&sender).unwrap();
        let record = code::record(&sender, &sight).unwrap();
        // With and without an address.
        let text = if number % 2 == 0 {
            code::text(&sender, &record)
        } else {
            link("https://kinder.klinikum-beispiel.de/lotse/", &record)
        };
        let shot = shots[usize::try_from(number).unwrap() * 7 % shots.len()];
        let picture = shoot(&code::of_text(&text).unwrap(), shot, number);
        all += 1;
        let seen = read(&picture.luma, picture.width, picture.height, Effort::Thorough);
        if let Some(seen) = &seen {
            assert_eq!(*seen, text, "{}: another text than was sent", case.name);
            let Arrival::Read(incoming) = arrive(&receiver, NOW, seen) else { panic!("{}", case.name) };
            let comparison = incoming.compare(&receiver).unwrap();
            assert!(comparison.same, "{}", case.name);
            assert_eq!(comparison.sight.judgement, sight.judgement, "{}", case.name);
            ours += 1;
        }
        if zbar {
            let file = std::env::temp_dir().join(format!("paedlotse-{}-{number}.pgm", std::process::id()));
            std::fs::write(&file, picture.pgm()).unwrap();
            let said = Command::new("zbarimg").args(["--raw", "--quiet"]).arg(&file).output().unwrap();
            std::fs::remove_file(&file).unwrap();
            let said = String::from_utf8_lossy(&said.stdout).trim_end().to_owned();
            assert!(said.is_empty() || said == text, "{}: zbar reads {said}", case.name);
            theirs += usize::from(said == text);
        }
    }
    println!(
        "{all} pictures: {ours} read by the scanner{}",
        if zbar { format!(", {theirs} by zbar") } else { String::new() }
    );
    assert!(all >= 200);
    assert!(ours * 1000 >= all * FLOOR, "{ours} of {all} were read");
}
