//! The project's own commands: `cargo xtask <command>`.

mod bill;
mod browsers;
mod fuzz;
mod icon;
mod lint;
mod names;
mod project;
mod reproduce;
mod single;
mod site;
mod size;
mod split;
mod supply;
mod test;
mod tools;
mod wasm;

use std::process::ExitCode;

use project::say;
use wasm::Profile;
use xtask::release::{self, WORKER};
use xtask::server::{self, Server};
use xtask::{assess, check, diff, verify};

/// What `cargo xtask` says when it does not know what to do.
const USAGE: &str = "\
usage: cargo xtask <command>

  serve [--debug | --offline]
                        build the app and show it at http://127.0.0.1:8080
                        (--debug: quicker to build, slower to run; --offline: with the worker that keeps
                        the app on the device, as it is shipped; without it, nothing old is ever shown)
  check [--assets DIR] [--coverage | --recheck] [FILE ...]
                        read and check the clinical content in assets/, and show what is wrong
                        (FILE: only messages about files with this in their path; --coverage: also which
                        share of children is answered; --recheck: every row that is from memory)
  assess FILE.jsonl     decide the cases of a file, one a line (`-`: standard input)
  verify [--assets DIR | --certificate | --answers | --mutants]
                        show that the laws of the rule set hold for every possible child
                        (--certificate: and write assets/certificate.toml; --answers: instead, how many
                        answers each worked case takes until it is settled; --mutants: instead, make small
                        mistakes in the content, and see that something notices each;
                        --mutants --only PART: only in files with this in their path)
  diff OLD NEW [--star CHANGELOG]
                        which children two versions of assets/ (folders or commits) answer differently
                        (--star: fails when an advice changes and the changelog gained no line with a ★)
  test [PART | --all-engines]
                        everything that must hold; parts: format, clippy, tests, check,
                        verify, diff, deny, fhir, fuzz, dist, browser, engines
                        (--all-engines: the browser tests in Chromium, Firefox and WebKit, not only a part)
  test browser [--engine NAME] [FILTER]
                        the browser tests with FILTER in their names; engines: chromium, firefox, webkit
  test fhir [--all]     the FHIR documents of every twentieth worked case, or all, read by another implementation
                        (all: minutes)
  test torture [--cycles N] [--seed N]
                        updates, dead servers, killed browsers, broken caches and answers at random
  test kills [--answers N] [--seed N]
                        the browser is killed after each saved answer, in all engines
  fuzz [--inputs N] [--door NAME] [--seed N]
                        throw mutated data at every door for foreign data
                        (--door NAME --input NUMBER: one input again, shown)
  reproduce             build dist/ twice, in two places, and compare every byte (10 minutes)
  dist                  build the folder dist/ for a web server
  size                  how large that folder is, compressed
";

/// Where the server finds the kill switch.
const KILL_PATH: &str = "/sw-kill.js";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.split_first() {
        None => Err(USAGE.to_owned()),
        Some((command, rest)) => match (command.as_str(), rest) {
            ("help" | "--help" | "-h", _) => {
                print!("{USAGE}");
                Ok(())
            }
            ("serve", rest) => serve(rest),
            ("check", rest) => check::run(rest),
            ("assess", rest) => assess::run(rest),
            ("diff", rest) => diff::run(rest),
            ("verify", rest) => verify::run(rest),
            ("test", rest) => test::run(rest),
            ("fuzz", rest) => fuzz::run(rest),
            ("reproduce", []) => reproduce::run(),
            ("dist", []) => dist(),
            ("size", []) => release::read(&project::dist()).and_then(|files| size::report(&files)).map(drop),
            ("dist" | "size" | "reproduce", _) => Err(format!("`cargo xtask {command}` takes no arguments.")),
            (unknown, _) => Err(format!("`{unknown}` is no command.\n\n{USAGE}")),
        },
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Builds the app and shows it on this machine until it is stopped.
fn serve(arguments: &[String]) -> Result<(), String> {
    let (profile, folder, offline) = match arguments {
        [] => (Profile::Web, project::dist(), false),
        [flag] if flag == "--offline" => (Profile::Web, project::dist(), true),
        // Never into dist/: a slow, unstripped build must not be shipped by mistake.
        [flag] if flag == "--debug" => (Profile::Debug, project::target().join("debug-site"), false),
        _ => return Err("`cargo xtask serve` takes only `--debug` or `--offline`.".into()),
    };
    let files = site::compose(wasm::build(profile)?)?;
    release::write(&files, &folder)?;
    say(&format!("written: {}", folder.display()));
    // A developer who reloads wants what was just built: the kill switch in the worker's place also takes away what an
    // earlier worker left at this address.
    let server = Server::start(8080..8180, move |request| {
        let worker = !offline && request.path.rsplit('/').next() == Some(WORKER);
        server::file(&folder, if worker { KILL_PATH } else { &request.path })
    })?;
    println!("\nPädLotse runs at {} (stop with Ctrl-C).", server.origin());
    println!(
        "Only this machine can open it. Other devices need a web server with https: serve the folder dist/ there."
    );
    loop {
        std::thread::park();
    }
}

/// Builds the folder for a web server.
fn dist() -> Result<(), String> {
    let mut files = site::compose(wasm::build(Profile::Web)?)?;
    size::report(&files)?;
    alone(&files)?;
    site::precompress(&mut files)?;
    release::write(&files, &project::dist())?;
    say(&format!("written: {}", project::dist().display()));
    say(&format!("release {}, id {}", release::fact(&files, "version"), release::fact(&files, "releaseId")));
    Ok(())
}

/// The same as a single file, in a folder of its own.
fn alone(files: &release::Files) -> Result<(), String> {
    let single = single::compose(files)?;
    let size: usize = single.values().map(Vec::len).sum();
    release::write(&single, &project::dist_single())?;
    say(&format!("written: {}/{}, {size} bytes", project::dist_single().display(), single::FILE));
    Ok(())
}
