//! What the scanner reads: handover codes as a camera sees them on another screen, in the order of the matrix.

use paedlotse_pictures::{LINK, code, matrix, record, shoot};
use paedlotse_scanner::{Effort, read};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// Of a thousand pictures at least so many.
const FLOOR: usize = 990;

#[test]
fn at_least_99_of_100_pictures_are_read() {
    let shots: Vec<_> = matrix().zip(0_u64..).collect();
    assert!(shots.len() >= 200);
    let (next, quick) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || {
        let mut missed = Vec::new();
        let mut time = [0, 0];
        while let Some(((version, characters, shot), series)) = shots.get(next.fetch_add(1, Ordering::Relaxed)) {
            let sent = record(*series, *characters);
            let picture = shoot(&code(&sent, *version).unwrap(), *shot, *series);
            let began = Instant::now();
            let mut text = read(&picture.luma, picture.width, picture.height, Effort::Quick);
            time[0] += began.elapsed().as_micros();
            if text.is_some() {
                quick.fetch_add(1, Ordering::Relaxed);
            } else {
                text = read(&picture.luma, picture.width, picture.height, Effort::Thorough);
            }
            time[1] += began.elapsed().as_micros();
            match text {
                Some(text) => assert_eq!(text, format!("{LINK}{sent}"), "another text than was sent: {shot:?}"),
                None => missed.push(format!("version {version}, {shot:?}")),
            }
        }
        (missed, time)
    };
    let found: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..2).map(|_| scope.spawn(work)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let missed: Vec<&String> = found.iter().flat_map(|(missed, _)| missed).collect();
    let all = shots.len();
    let mean = |which: usize| found.iter().map(|(_, time)| time[which]).sum::<u128>() / u128::try_from(all).unwrap();
    println!(
        "{all} pictures: {} read at once ({} µs), {} in all ({} µs)",
        quick.into_inner(),
        mean(0),
        all - missed.len(),
        mean(1)
    );
    assert!((all - missed.len()) * 1000 >= all * FLOOR, "not read: {missed:#?}");
}
