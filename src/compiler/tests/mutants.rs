//! The mutants of the small content in `tests/protocols/good/base`: what is made, what notices it, what is listed.

#![cfg(test)]

use paedlotse_compiler::verify::mutants::{Kind, Outcome, mutants};
use paedlotse_core::protocol::ProtocolSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

fn base() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/protocols/good/base")
}

fn tried(assets: &Path, laws: &(dyn Fn(&ProtocolSet) -> bool + Sync)) -> Outcome {
    mutants(assets, "", laws, &|_, _| {}).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

fn survives(outcome: &Outcome, id: &str) -> bool {
    outcome.survivors.iter().any(|survivor| survivor.id == id)
}

/// The base with a list of equivalent mutants.
fn with_list(name: &str, list: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mutants").join(name);
    for part in ["", "protocols", "scores", "networks"] {
        let target = folder.join(part);
        fs::create_dir_all(&target).unwrap();
        for entry in fs::read_dir(base().join(part)).unwrap().map(Result::unwrap) {
            if entry.path().is_file() {
                fs::copy(entry.path(), target.join(entry.file_name())).unwrap();
            }
        }
    }
    fs::write(folder.join("equivalent.toml"), list).unwrap();
    folder
}

#[test]
fn a_limit_that_both_sides_show_cannot_move() {
    let outcome = tried(&base(), &|_| true);
    let all = outcome.total();
    assert_eq!(all.total, all.examples + all.limits + all.laws + all.equivalent + all.survivors);
    assert!(all.examples > 0 && all.limits > 0 && all.survivors > 0, "{all:?}");
    for id in ["fever_present: temperature >= 38.0 °C → temperature >= 37.9 °C", "ill-with-fever: dropped"] {
        assert!(!survives(&outcome, id), "{id} is noticed");
    }
    // No example of the base says what is needed.
    assert!(survives(&outcome, "ill-with-fever/needs: without paediatrician"));
    let survivor = outcome.survivors.iter().find(|one| one.kind == Kind::Need).unwrap();
    assert!(survivor.place.starts_with("protocols/"), "{survivor:?}");
}

#[test]
fn the_same_content_gives_the_same_mutants() {
    assert_eq!(tried(&base(), &|_| true), tried(&base(), &|_| true));
}

#[test]
fn a_law_notices_what_no_example_does() {
    let content = paedlotse_compiler::compile(&base()).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let needs = |set: &ProtocolSet| set.rules.iter().map(|rule| rule.needs.iter().count()).sum::<usize>();
    let wanted = needs(&content.set);
    let outcome = tried(&base(), &|set| needs(set) == wanted);
    assert!(!outcome.laws_broken);
    assert!(outcome.counts[&Kind::Need].laws > 0);
    assert_eq!(outcome.counts[&Kind::Need].survivors, 0);
    let broken = tried(&base(), &|_| false);
    assert!(broken.laws_broken && broken.total().laws == 0, "laws that never hold notice nothing");
}

#[test]
fn only_a_mutant_that_nothing_notices_may_be_listed() {
    let list = r#"
        [[equivalent]]
        mutants = ["ill-with-fever/needs: without paediatrician", "ill-with-fever: dropped", "no-such-rule: dropped"]
        reason = "for this test"
    "#;
    let outcome = tried(&with_list("listed", list), &|_| true);
    assert_eq!(outcome.total().equivalent, 1);
    assert_eq!(
        outcome.equivalent,
        [("ill-with-fever/needs: without paediatrician".to_owned(), "for this test".to_owned())]
    );
    assert!(!survives(&outcome, "ill-with-fever/needs: without paediatrician"));
    let [noticed, unknown] = outcome.stale.as_slice() else { panic!("{:?}", outcome.stale) };
    assert!(noticed.starts_with("equivalent.toml:3: noticed, so not equivalent: ill-with-fever: dropped"), "{noticed}");
    assert!(unknown.ends_with("there is no such mutant: no-such-rule: dropped"), "{unknown}");
}

#[test]
fn progress_counts_every_mutant_once() {
    let (calls, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let hear = |done: usize, total: usize| {
        calls.fetch_add(1, Ordering::Relaxed);
        most.fetch_max(done, Ordering::Relaxed);
        assert!(done <= total);
    };
    let outcome = mutants(&base(), "", &|_| true, &hear).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    assert_eq!(calls.into_inner(), outcome.total().total);
    assert_eq!(most.into_inner(), outcome.total().total);
}
