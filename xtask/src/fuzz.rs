//! Runs the fuzzing of every door for foreign data, which is a program of its own (`tests/fuzz`).

use crate::project;

/// `cargo xtask fuzz [--inputs N] [--door NAME] [--seed N]`, and the part `fuzz` of the tests with 10⁵ inputs a door.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let mut command = project::cargo(&["run", "--quiet", "--release", "--package", "paedlotse-fuzz", "--"]);
    project::run(command.args(arguments), "Foreign data was not handled; see above.")
}
