//! Finds a browser's processes by the folder of its profile, and ends them as a dead battery does.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::Outcome;

/// Sends a signal to processes.
pub fn signal(name: &str, processes: &BTreeSet<u32>) -> Outcome<()> {
    // The shell's own `kill`: the program of this name is not installed everywhere.
    let mut command = Command::new("sh");
    command.args(["-c", "kill -s \"$0\" \"$@\"", name]).args(processes.iter().map(u32::to_string));
    // One that has ended meanwhile is no failure.
    command.stderr(Stdio::null()).status().map(drop).map_err(|error| format!("sh: {error}"))
}

/// The processes that carry this folder among their arguments.
pub fn with_argument(folder: &Path) -> BTreeSet<u32> {
    let folder = folder.display().to_string();
    let names = |process: &u32| {
        let arguments = std::fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&arguments).split('\0').any(|argument| argument.contains(&folder))
    };
    all().into_iter().filter(names).collect()
}

/// Kills the browser that has this profile, with all that it has started, and waits until nothing of it is left.
pub fn kill(profile: &Path) -> Outcome<()> {
    let end = Instant::now() + Duration::from_secs(10);
    let mut doomed = with_descendants(with_argument(profile));
    if doomed.is_empty() {
        return Err(format!("no browser has the profile {}", profile.display()));
    }
    while !doomed.is_empty() {
        if Instant::now() > end {
            return Err(format!("these processes do not end: {doomed:?}"));
        }
        signal("KILL", &doomed)?;
        std::thread::sleep(Duration::from_millis(20));
        // Who was started in the meantime counts too; who lost its parent is still known.
        doomed.extend(with_argument(profile));
        doomed = with_descendants(doomed).into_iter().filter(|process| is_alive(*process)).collect();
    }
    Ok(())
}

fn all() -> Vec<u32> {
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
}

/// State and parent of a process. The name before them stands in brackets and may contain anything.
fn stat(process: u32) -> Option<(String, u32)> {
    let text = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, rest) = text.rsplit_once(") ")?;
    let mut words = rest.split(' ');
    Some((words.next()?.to_owned(), words.next()?.parse().ok()?))
}

/// A zombie only waits for its parent to take notice.
fn is_alive(process: u32) -> bool {
    stat(process).is_some_and(|(state, _)| state != "Z" && state != "X")
}

fn with_descendants(mut family: BTreeSet<u32>) -> BTreeSet<u32> {
    let parents: Vec<(u32, u32)> = all().into_iter().filter_map(|process| Some((process, stat(process)?.1))).collect();
    loop {
        let before = family.len();
        let children = parents.iter().filter(|(_, parent)| family.contains(parent)).map(|(process, _)| *process);
        family.extend(children.collect::<Vec<_>>());
        if family.len() == before {
            return family;
        }
    }
}
