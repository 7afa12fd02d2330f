//! Throws mutated data at every door for foreign data, in processes that may die: a panic, an overflow of a number or of
//! the stack, a hang, or a broken promise is found with the number of its input.

#[expect(dead_code, reason = "the app's pure part as source: as a crate it would bring the whole framework with it")]
#[path = "../../../src/app/mod.rs"]
mod app;
mod charts;
mod dice;
mod doors;
mod mutate;
mod stock;

use dice::Dice;
use doors::{DOORS, Door};
use std::collections::VecDeque;
use std::io::Write as _;
use std::process::{Command, ExitCode, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use stock::Stock;

const USAGE: &str = "\
usage: cargo xtask fuzz [--inputs N] [--door NAME] [--seed N]
       cargo xtask fuzz --door NAME --input NUMBER [--seed N]   (one input again, shown)";

/// An input may take this long on a busy machine; more is a hang.
const LONGEST: Duration = Duration::from_secs(20);

fn main() -> ExitCode {
    let result = Wanted::read(std::env::args().skip(1)).and_then(|wanted| match (wanted.from, wanted.input) {
        (Some(from), _) => portion(&wanted, from),
        (None, Some(number)) => once(&wanted, number),
        (None, None) => everything(&wanted),
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// What was asked for.
struct Wanted {
    inputs: u64,
    seed: u64,
    door: Option<&'static Door>,
    /// Just this input.
    input: Option<u64>,
    /// A process of its own: from this input on.
    from: Option<u64>,
}

impl Wanted {
    fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut wanted = Self { inputs: 100_000, seed: 1, door: None, input: None, from: None };
        while let Some(name) = arguments.next() {
            let value = arguments.next().ok_or(USAGE)?;
            let number = || value.parse::<u64>().map_err(|_| format!("{name} takes a number.\n{USAGE}"));
            match name.as_str() {
                "--inputs" => wanted.inputs = number()?,
                "--seed" => wanted.seed = number()?,
                "--input" => wanted.input = Some(number()?),
                "--from" => wanted.from = Some(number()?),
                "--door" => {
                    let names: Vec<&str> = DOORS.iter().map(|door| door.name).collect();
                    let unknown = || format!("There is no door `{value}`. The doors are: {}.", names.join(", "));
                    wanted.door = Some(DOORS.iter().find(|door| door.name == value).ok_or_else(unknown)?);
                }
                _ => return Err(USAGE.to_owned()),
            }
        }
        Ok(wanted)
    }

    fn one_door(&self) -> Result<&'static Door, String> {
        self.door.ok_or_else(|| USAGE.to_owned())
    }
}

/// What came of many inputs.
#[derive(Default)]
struct Tally {
    inputs: u64,
    taken: u64,
    slowest: Duration,
    slowest_input: u64,
    /// How long the processes ran, one after the other.
    lasted: Duration,
}

/// All inputs of one process, in this process; the tally goes to standard output.
fn portion(wanted: &Wanted, from: u64) -> Result<(), String> {
    // The number of the input that is inside, for whoever reports a death.
    static INSIDE: AtomicU64 = AtomicU64::new(0);
    let door = wanted.one_door()?;
    let again = format!("cargo xtask fuzz --door {} --seed {} --input", door.name, wanted.seed);
    let stock = Stock::new()?;
    INSIDE.store(from, Ordering::Relaxed);
    std::thread::spawn({
        let again = again.clone();
        move || {
            let mut seen = (u64::MAX, Instant::now());
            loop {
                std::thread::sleep(Duration::from_secs(1));
                let inside = INSIDE.load(Ordering::Relaxed);
                if inside != seen.0 {
                    seen = (inside, Instant::now());
                } else if seen.1.elapsed() > LONGEST {
                    eprintln!("An input does not come to an end. Again with: {again} {inside}");
                    std::process::exit(1);
                }
            }
        }
    });
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new({
        let again = again.clone();
        move |panic| {
            told(panic);
            eprintln!("Again with: {again} {}", INSIDE.load(Ordering::Relaxed));
        }
    }));
    let (mut taken, mut slowest, mut slowest_input) = (0_u64, Duration::ZERO, from);
    for number in from..from.saturating_add(wanted.inputs) {
        INSIDE.store(number, Ordering::Relaxed);
        let input = (door.make)(&stock, &mut Dice::of(wanted.seed, door.name, number));
        let begin = Instant::now();
        let outcome = (door.enter)(&stock, &input);
        let lasted = begin.elapsed();
        match outcome {
            Ok(was_taken) => taken = taken.saturating_add(u64::from(was_taken)),
            Err(message) => return Err(format!("{message}. Again with: {again} {number}")),
        }
        if lasted > slowest {
            (slowest, slowest_input) = (lasted, number);
        }
    }
    println!("{taken} {} {slowest_input}", slowest.as_micros());
    Ok(())
}

/// One input again: it is shown, and let in.
fn once(wanted: &Wanted, number: u64) -> Result<(), String> {
    let door = wanted.one_door()?;
    let stock = Stock::new()?;
    let input = (door.make)(&stock, &mut Dice::of(wanted.seed, door.name, number));
    let mut out = std::io::stdout().lock();
    out.write_all(&input).and_then(|()| writeln!(out)).map_err(|error| error.to_string())?;
    let taken = (door.enter)(&stock, &input)?;
    println!("{}", if taken { "(taken)" } else { "(refused)" });
    Ok(())
}

/// Every door, in as many processes at a time as there are cores.
fn everything(wanted: &Wanted) -> Result<(), String> {
    let doors: Vec<&'static Door> =
        DOORS.iter().filter(|door| wanted.door.is_none_or(|one| one.name == door.name)).collect();
    println!("  {} inputs for each of {} doors, seed {}", wanted.inputs, doors.len(), wanted.seed);
    let portions = Mutex::new(doors.iter().flat_map(|door| portions(door, wanted.inputs)).collect::<VecDeque<_>>());
    let results = Mutex::new(Vec::new());
    let work = || {
        loop {
            let next = portions.lock().ok().and_then(|mut rest| rest.pop_front());
            let Some((door, from, inputs)) = next else { return };
            let result = process(door, wanted.seed, from, inputs);
            if let Ok(mut results) = results.lock() {
                results.push((door.name, result));
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    let results = results.into_inner().map_err(|_| "a thread died")?;
    for door in &doors {
        let mut all = Tally::default();
        let of_door = results.iter().filter(|(name, _)| *name == door.name);
        of_door.filter_map(|(_, result)| result.as_ref().ok()).for_each(|one| all.add(one));
        println!(
            "  {:<9} {:>9} inputs, {:>9} taken, {:>6.0} s, slowest {:>5} ms (input {})",
            door.name,
            all.inputs,
            all.taken,
            all.lasted.as_secs_f32(),
            all.slowest.as_millis(),
            all.slowest_input
        );
    }
    let troubles: Vec<&str> =
        results.iter().filter_map(|(_, result)| result.as_ref().err()).map(String::as_str).collect();
    if troubles.is_empty() { Ok(()) } else { Err(troubles.join("\n")) }
}

/// The inputs of a door in pieces, each for a process of its own.
fn portions(door: &'static Door, inputs: u64) -> impl Iterator<Item = (&'static Door, u64, u64)> {
    let pieces = inputs.div_ceil(door.portion.max(1));
    (0..pieces).map(move |piece| {
        let from = piece.saturating_mul(door.portion);
        (door, from, door.portion.min(inputs.saturating_sub(from)))
    })
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.inputs = self.inputs.saturating_add(other.inputs);
        self.taken = self.taken.saturating_add(other.taken);
        self.lasted = self.lasted.saturating_add(other.lasted);
        if other.slowest > self.slowest {
            (self.slowest, self.slowest_input) = (other.slowest, other.slowest_input);
        }
    }
}

/// One process and what it reports.
fn process(door: &Door, seed: u64, from: u64, inputs: u64) -> Result<Tally, String> {
    let begin = Instant::now();
    let problem = |error: std::io::Error| format!("{}: could not be started: {error}", door.name);
    let numbers = [("--from", from), ("--inputs", inputs), ("--seed", seed)];
    let numbers = numbers.iter().flat_map(|(name, number)| [(*name).to_owned(), number.to_string()]);
    let output = Command::new(std::env::current_exe().map_err(problem)?)
        .args(["--door", door.name])
        .args(numbers)
        .stderr(Stdio::inherit())
        .output()
        .map_err(problem)?;
    let died = || {
        let last = from.saturating_add(inputs).saturating_sub(1);
        format!("{}: died ({}) in the inputs {from} to {last} of seed {seed}.", door.name, output.status)
    };
    let text = String::from_utf8_lossy(&output.stdout);
    let mut numbers = text.split_whitespace().map(str::parse::<u64>);
    match (output.status.success(), numbers.next(), numbers.next(), numbers.next()) {
        (true, Some(Ok(taken)), Some(Ok(slowest)), Some(Ok(slowest_input))) => {
            Ok(Tally { inputs, taken, slowest: Duration::from_micros(slowest), slowest_input, lasted: begin.elapsed() })
        }
        _ => Err(died()),
    }
}
