//! All tests, and in which engines each of them runs.

use xtask::engine::Engine;

use crate::{
    Test, canary, card, embed, handover, keep, kept, offline, rest, scan, screens, single, soak, startup, stories,
    timing, tonight, torture, visit, watch,
};

/// The tests by file.
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
    embed::TESTS,
    single::TESTS,
    screens::TESTS,
    timing::TESTS,
    soak::TESTS,
    torture::TESTS,
    visit::TESTS,
];

/// Tests that only Chromium can run, by the beginning of their names, and why.
const CHROMIUM_ONLY: &[(&str, &str)] = &[
    ("visit: ", "no other engine can be slowed down, nor its network"),
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
/// the pages around it, keyboard and colours.
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
    "embed: a walk",
    "embed: two elements",
    "embed: the whole conversation",
    "embed: a host that is not listed",
    "embed: in a sandbox",
    "single: ",
    "hand: the keyboard is enough",
    "hand: the device chooses the colours, the button changes them",
];

/// What is measured by hand only, and runs when a part of its name is asked for.
const BY_HAND: &str = "visit: ";

/// What is measured in time, or has to be quick, on an otherwise quiet machine: these run alone, after the others.
const ALONE: &[&str] = &[
    BY_HAND,
    "timing: ",
    "soak: no long task",
    "offline: starts with the server stopped, quickly",
    "stop: a panic covers everything at once",
    "pulse: a death that nobody reports",
];

/// The longest of the others, the longest first: then no worker is left with one of them while all others are done.
const FIRST: &[&str] = &[
    "soak: 100 cases",
    "screens: all",
    "torture: ",
    "offline: each file of the start may vanish",
    "device: why there is no copy is said",
    "kept: every saved answer",
    "paper: one page",
];

/// Whether a test runs alone.
pub fn needs_quiet(name: &str) -> bool {
    begins_with_one(name, ALONE)
}

fn begins_with_one(name: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|beginning| name.starts_with(beginning))
}

/// The tests for an engine whose names contain `filter`; with `named`, in the engines that follow Chromium, only those
/// that every run has. Says which tests the engine cannot run.
pub fn tests(engine: Engine, named: bool, filter: &str) -> Vec<&'static Test> {
    let others = engine != Engine::Chromium;
    let mut tests: Vec<&Test> = ALL.iter().copied().flatten().filter(|(name, _)| name.contains(filter)).collect();
    if filter.is_empty() {
        tests.retain(|(name, _)| !name.starts_with(BY_HAND));
    }
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
    let place = |name: &str| FIRST.iter().position(|beginning| name.starts_with(beginning)).unwrap_or(FIRST.len());
    tests.sort_by_key(|(name, _)| place(name));
    tests
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_in_the_tables_is_the_beginning_of_a_test() {
        let beginnings =
            CHROMIUM_ONLY.iter().map(|(beginning, _)| beginning).chain(IN_EVERY_ENGINE).chain(ALONE).chain(FIRST);
        for beginning in beginnings {
            assert!(ALL.iter().copied().flatten().any(|(name, _)| name.starts_with(beginning)), "{beginning}");
        }
    }
}
