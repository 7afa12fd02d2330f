//! All tests, and in which engines each of them runs.

use xtask::engine::Engine;

use crate::{
    Test, canary, card, handover, keep, kept, offline, rest, scan, screens, single, soak, startup, stories, timing,
    tonight, torture, watch,
};

/// The tests in the order in which they run.
const ALL: &[&[Test]] = &[
    startup::TESTS,
    rest::TESTS,
    offline::TESTS,
    watch::TESTS,
    canary::TESTS,
    stories::TESTS,
    tonight::TESTS,
    card::TESTS,
    keep::TESTS,
    kept::TESTS,
    scan::TESTS,
    handover::TESTS,
    single::TESTS,
    screens::TESTS,
    timing::TESTS,
    soak::TESTS,
    torture::TESTS,
];

/// Tests that only Chromium can run, by the beginning of their names, and why.
const CHROMIUM_ONLY: &[(&str, &str)] = &[
    ("timing: ", "no other engine can be slowed down, or says how long it worked on what"),
    ("soak: ", "no other engine can be slowed down, or tells long tasks"),
    ("torture: ", "chance is no comparison of engines, and it takes minutes"),
    ("canary: ", "no other engine lets a test read the clipboard, or is ended as by a person"),
    ("paper: ", "no other driver is asked for paper here"),
    ("scan: ", "no other driver gives a page a camera that shows what a test wants"),
    ("cover: the way back by key", "no other driver repeats a key that is held"),
    ("device: why there is no copy is said", "no other engine takes another name for this machine"),
    ("device: home screen, hint and icons", "no other engine can pretend to be an iPad"),
];

/// What runs in the other engines in every `cargo xtask test`, by the beginning of the names: how the app starts and
/// fails, its copy on the device, complete walks in both networks and languages, cards and codes from files, kept cases,
/// keyboard and colours.
const IN_EVERY_ENGINE: &[&str] = &[
    "start: ",
    "fail: ",
    "stop: a panic",
    "stop: an error",
    "offline: starts with the server stopped",
    "update: used at a cold start",
    "walk: forearm, 4 years, Gardelegen, German",
    "walk: fever and well, 2 years, Soest, German",
    "card: ",
    "keep: after every answer",
    "keep: in an ambulance",
    "kept: every saved answer",
    "handover: a link",
    "single: ",
    "hand: the keyboard is enough",
    "hand: the device chooses the colours, the button changes them",
];

fn begins_with_one(name: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|beginning| name.starts_with(beginning))
}

/// The tests for an engine whose names contain `filter`; with `named`, in the engines that follow Chromium, only those
/// that every run has. Says which tests the engine cannot run.
pub fn tests(engine: Engine, named: bool, filter: &str) -> Vec<&'static Test> {
    let others = engine != Engine::Chromium;
    let mut tests: Vec<&Test> = ALL.iter().copied().flatten().filter(|(name, _)| name.contains(filter)).collect();
    if others && named {
        tests.retain(|(name, _)| begins_with_one(name, IN_EVERY_ENGINE));
    }
    if others {
        tests.retain(|(name, _)| {
            let refused = CHROMIUM_ONLY.iter().find(|(beginning, _)| name.starts_with(beginning));
            if let Some((_, reason)) = refused {
                println!("  not in {}: {name}: {reason}", engine.name());
            }
            refused.is_none()
        });
    }
    tests
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_in_the_tables_is_the_beginning_of_a_test() {
        let beginnings = CHROMIUM_ONLY.iter().map(|(beginning, _)| beginning).chain(IN_EVERY_ENGINE);
        for beginning in beginnings {
            assert!(ALL.iter().copied().flatten().any(|(name, _)| name.starts_with(beginning)), "{beginning}");
        }
    }
}
