//! Compiles the clinical content and the texts of the screen; a mistake in either stops the build.
//!
//! `PAEDLOTSE_ASSETS` may point at another folder with the same layout, to build the app with other content.

use paedlotse_compiler::Compiled;
use paedlotse_compiler::verify::certificate::{Certificate, read};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-env-changed=PAEDLOTSE_ASSETS");
    let assets = env::var_os("PAEDLOTSE_ASSETS").map_or_else(|| root.join("assets"), PathBuf::from);
    for part in ["findings", "capabilities.toml", "coverage.toml", "evidence", "scores", "protocols", "networks"] {
        println!("cargo::rerun-if-changed={}", assets.join(part).display());
    }
    let compiled = paedlotse_compiler::compile(&assets).unwrap_or_else(|mistakes| stop(&mistakes.to_string()));
    fs::write(out.join("content.bin"), &compiled.bytes)?;
    // The app for the browser fetches them; everywhere else they are inside.
    fs::write(out.join("words-de.txt"), &compiled.words.de)?;
    fs::write(out.join("words-en.txt"), &compiled.words.en)?;
    // These come with the rest of the program.
    fs::write(out.join("rest-de.txt"), &compiled.rest.de)?;
    fs::write(out.join("rest-en.txt"), &compiled.rest.en)?;
    // What belongs to which part of the program is read from the relocations.
    if env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
    println!("cargo::rustc-env=PAEDLOTSE_DIGEST={}", compiled.digest);
    certificate(&assets.join("certificate.toml"), &compiled, &out)?;
    texts(&root.join("assets/locales"), &out)
}

/// What was shown for these rules and cards; nothing when the certificate is of others or there is none.
fn certificate(file: &Path, compiled: &Compiled, out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", file.display());
    let certificate = match fs::read_to_string(file) {
        Ok(text) => read(&text)?,
        Err(_) => Certificate::default(),
    };
    let fits = certificate.ruleset == compiled.digest && certificate.cards == compiled.card_digests;
    let laws = if fits { certificate.laws } else { Vec::new() };
    fs::write(out.join("certificate.rs"), format!("&{laws:?}"))?;
    Ok(())
}

/// The words of the screen, as Rust functions.
fn texts(locales: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", locales.display());
    let de = fs::read_to_string(locales.join("de.ftl"))?;
    let en = fs::read_to_string(locales.join("en.ftl"))?;
    let source = paedlotse_compiler::texts::generate(&de, &en).unwrap_or_else(|errors| {
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        stop(&lines.join("\n"))
    });
    fs::write(out.join("texts.rs"), source)?;
    Ok(())
}

/// Says what is wrong, readably, and ends the build.
fn stop(message: &str) -> ! {
    eprintln!("\n{message}\n");
    std::process::exit(1)
}
