//! Runs the tests two at a time, each worker with a browser, a server and folders of its own; what needs quiet comes after
//! the others, alone.
//!
//! Most of a test is waiting: for timers, for the driver, for what the page does a moment later.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use crate::site::Fault;
use crate::{Env, Test, service, suite};

/// So many at a time.
const WORKERS: usize = 2;

/// How many workers these tests need.
pub fn wanted(tests: &[&Test]) -> usize {
    tests.iter().filter(|(name, _)| !suite::needs_quiet(name)).count().clamp(1, WORKERS)
}

/// Runs the tests and prints what each has come to, in the order in which they end; says how many have failed.
pub fn run(workers: &mut [Env], tests: &[&Test]) -> usize {
    let (alone, beside): (Vec<&Test>, Vec<&Test>) = tests.iter().partition(|(name, _)| suite::needs_quiet(name));
    let (next, failed) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let take = |env: &mut Env, from: &[&Test]| {
        while let Some(test) = from.get(next.fetch_add(1, Ordering::Relaxed)) {
            if !passes(env, test) {
                failed.fetch_add(1, Ordering::Relaxed);
            }
        }
    };
    std::thread::scope(|scope| {
        for env in workers.iter_mut() {
            scope.spawn(|| take(env, &beside));
        }
    });
    next.store(0, Ordering::Relaxed);
    if let Some(env) = workers.first_mut() {
        take(env, &alone);
    }
    failed.into_inner()
}

/// One test from a clean start, and everything it has to say in one piece.
fn passes(env: &Env, (name, test): &Test) -> bool {
    let start = Instant::now();
    // Whatever the test before has left behind.
    let ready = env.site.go_on().and_then(|()| env.site.serve(&env.dist));
    env.site.set(Fault::None);
    env.site.asked();
    let mut outcome = ready.and_then(|()| test(env));
    // A driver that hangs says nothing about the app. Only that is tried again, once, and it is told.
    if outcome.as_ref().is_err_and(|error| error.starts_with(service::SILENT)) {
        env.tell(&format!("again: the driver of {} did not answer", env.driver.engine.name()));
        outcome = test(env);
    }
    let time = start.elapsed().as_millis();
    let told = env.told();
    match &outcome {
        Ok(()) => println!("  ok      {name} ({time} ms){told}"),
        Err(error) => println!("  FAILED  {name} ({time} ms){told}{}\n", indented(error)),
    }
    outcome.is_ok()
}

/// Each line below the name of its test.
pub fn indented(text: &str) -> String {
    text.lines().map(|line| format!("\n          {line}")).collect()
}
