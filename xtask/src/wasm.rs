//! Builds the app for the browser: cargo makes the wasm, which is cut in two, and `wasm-bindgen` (as a library) the
//! JavaScript beside it.

use std::path::PathBuf;

use wasm_bindgen_cli_support::Bindgen;

use crate::split;
use crate::{names, project};

/// The compilation target of the app.
const TARGET: &str = "wasm32-unknown-unknown";

/// How the app is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// As it is shipped: small, optimised, stripped.
    Web,
    /// Quick to build, for working on the app.
    Debug,
}

/// What becomes a wasm of its own.
#[derive(Debug)]
pub struct Part {
    /// Its package.
    pub package: &'static str,
    /// What of the package.
    kind: &'static [&'static str],
    /// What cargo calls the file.
    file: &'static str,
    /// What it is called in the release.
    name: &'static str,
}

/// The app.
pub const APP: Part =
    Part { package: "paedlotse", kind: &["--bin", "paedlotse"], file: "paedlotse.wasm", name: "paedlotse" };

/// What reads a code in a picture; loaded when it is wanted.
pub const SCANNER: Part =
    Part { package: "paedlotse-scanner", kind: &["--lib"], file: "paedlotse_scanner.wasm", name: "scanner" };

/// The two files that come out of a part.
#[derive(Debug)]
pub struct Built {
    /// JavaScript that loads the wasm and gives it the browser.
    pub glue: String,
    /// The wasm.
    pub wasm: Vec<u8>,
}

/// Everything that is built.
#[derive(Debug)]
pub struct Parts {
    /// The app, as far as the first screens need it.
    pub app: Built,
    /// The rest of it.
    pub rest: Vec<u8>,
    /// Its scanner.
    pub scanner: Built,
}

/// Builds the app and its scanner.
pub fn build(profile: Profile) -> Result<Parts, String> {
    ensure_target()?;
    let input = compiled(&APP, profile)?;
    let cut = split::cut(&input).map_err(|error| format!("{} could not be cut in two: {error}", input.display()))?;
    let app = bind(&APP, &cut.first, profile)?;
    let input = compiled(&SCANNER, profile)?;
    let scanner = std::fs::read(&input).map_err(|error| format!("{}: {error}", input.display()))?;
    Ok(Parts { app, rest: cut.rest, scanner: bind(&SCANNER, &scanner, profile)? })
}

/// Has cargo build a part; where it lies.
fn compiled(part: &Part, profile: Profile) -> Result<PathBuf, String> {
    let name = match profile {
        Profile::Web => "web",
        Profile::Debug => "dev",
    };
    project::say(&format!("building {} for the browser (profile `{name}`)", part.package));
    let mut cargo = project::cargo(&["build", "--profile", name, "--target", TARGET, "--package", part.package]);
    cargo.args(part.kind);
    if profile == Profile::Web {
        cargo.env("CARGO_ENCODED_RUSTFLAGS", neutral_paths());
    }
    project::run(&mut cargo, &format!("{} does not build. The messages above say where.", part.package))?;
    let folder = if profile == Profile::Web { "web" } else { "debug" };
    Ok(project::target().join(TARGET).join(folder).join(part.file))
}

/// Runs `wasm-bindgen` over a part. The rest of the app reaches the browser through its first part.
fn bind(part: &Part, wasm: &[u8], profile: Profile) -> Result<Built, String> {
    project::say("writing the JavaScript that belongs to it");
    let shipped = profile == Profile::Web;
    let mut output = Bindgen::new()
        .input_bytes(part.name, wasm.to_vec())
        .out_name(part.name)
        .web(true)
        .and_then(|bindgen| {
            bindgen
                .typescript(false)
                .omit_default_module_path(true)
                // The rest of the program takes hold of these.
                .keep_lld_exports(part.name == APP.name)
                .keep_debug(!shipped)
                .remove_name_section(shipped)
                .remove_producers_section(shipped)
                .generate_output()
        })
        .map_err(|error| format!("The JavaScript for {} could not be made: {error:#}", part.name))?;
    if output.snippets().values().any(|scripts| !scripts.is_empty()) || !output.local_modules().is_empty() {
        return Err("a dependency brings scripts of its own, which dist/ has no place for.".into());
    }
    let long = output.js().to_owned();
    let module = output.wasm_mut();
    let glue = names::shorten(&long, module.imports.iter_mut().map(|import| &mut import.name));
    Ok(Built { glue, wasm: module.emit_wasm() })
}

/// Makes sure that Rust can compile for the browser, and asks rustup for it when it cannot.
fn ensure_target() -> Result<(), String> {
    let command = format!("rustup target add {TARGET}");
    let output = project::program("rustc", &["--print", "sysroot"])
        .output()
        .map_err(|error| format!("`rustc` cannot be started ({error}). Install Rust with rustup and try again."))?;
    let sysroot = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    if sysroot.join("lib/rustlib").join(TARGET).is_dir() {
        return Ok(());
    }
    project::say(&format!("Rust cannot compile for the browser yet, so this runs now: {command}"));
    project::run(
        &mut project::program("rustup", &["target", "add", TARGET]),
        &format!(
            "The target {TARGET} is missing and could not be added. Run `{command}` where there is a network, then try again."
        ),
    )
}

/// Compiler flags that keep the build machine's folders out of the wasm, so that every machine builds the same bytes.
fn neutral_paths() -> String {
    let mut flags = vec![format!("--remap-path-prefix={}=.", project::root().display())];
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    if let Some(home) = home {
        flags.push(format!("--remap-path-prefix={}=cargo", home.display()));
        let registries = std::fs::read_dir(home.join("registry/src")).into_iter().flatten().flatten();
        let mut folders: Vec<PathBuf> = registries.map(|entry| entry.path()).collect();
        folders.sort();
        // The later flag wins, and the folder's own name differs between registries.
        flags.extend(folders.iter().map(|folder| format!("--remap-path-prefix={}=crates", folder.display())));
    }
    flags.join("\x1f")
}
