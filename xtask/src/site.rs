//! Turns the built app into the folder that a web server serves: hashed names, relative addresses, a list of all files.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256, Sha384};

use crate::wasm::Built;
use crate::{bill, project};
use xtask::check;

/// Files by their path inside the folder.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The list of a release's files; it does not list itself.
pub const RELEASE: &str = "release.json";

/// What the operator of an installation decides.
pub const CONFIG: &str = "config.json";

/// What was shown for the rules of the release, to be read beside it; the app has its words inside.
pub const CERTIFICATE: &str = "certificate.toml";

/// Puts `index.html`, what it refers to, and the built app together.
///
/// A file's name carries a hash of its content, so that a browser never mixes two releases. Names are filled in from the
/// inside out: the wasm first, then what refers to it.
pub fn compose(built: Built) -> Result<Files, String> {
    let mut files = Files::new();
    let mut keep = |name: &str, content: Vec<u8>| {
        let hashed = hashed_name(name, &content);
        let integrity = integrity(&content);
        files.insert(hashed.clone(), content);
        (hashed, integrity)
    };

    let (wasm, wasm_integrity) = keep("paedlotse.wasm", built.wasm);
    let build = wasm.split(['-', '.']).nth(1).and_then(|hash| hash.get(..8)).unwrap_or_default().to_owned();
    // The app was built from the same content.
    let words = check::compile(&project::root().join(check::ASSETS))?.words;
    let (de, de_integrity) = keep("words-de.txt", words.de.into_bytes());
    let (en, en_integrity) = keep("words-en.txt", words.en.into_bytes());
    let (glue, glue_integrity) = keep("paedlotse.js", small("paedlotse.js", &built.glue)?.into_bytes());

    let store = fill(&asset("store.js")?, "assets/store.js", &[("build-of-this-release", &build)])?;
    let (store, _) = keep("store.js", small("store.js", &store)?.into_bytes());

    let start = fill(
        &asset("start.js")?,
        "assets/start.js",
        &[
            ("./paedlotse.js", &format!("./{glue}")),
            ("./store.js", &format!("./{store}")),
            ("./paedlotse.wasm", &format!("./{wasm}")),
            ("sha384-of-the-wasm", &wasm_integrity),
            ("./words-de.txt", &format!("./{de}")),
            ("sha384-of-the-german-words", &de_integrity),
            ("./words-en.txt", &format!("./{en}")),
            ("sha384-of-the-english-words", &en_integrity),
        ],
    )?;
    let (start, start_integrity) = keep("start.js", small("start.js", &start)?.into_bytes());

    let mut page = project::read(&project::root().join("index.html"))?;
    page = fill(
        &page,
        "index.html",
        &[
            ("{version}", env!("CARGO_PKG_VERSION")),
            ("{build}", &build),
            ("<!-- icons -->", &asset("icons.svg")?),
            ("\"paedlotse.js\"", &format!("\"./{glue}\" integrity=\"{glue_integrity}\"")),
            ("\"assets/start.js\"", &format!("\"./{start}\" integrity=\"{start_integrity}\"")),
        ],
    )?;
    for name in ["boot.js", "boot.css", "style.css", "icon.svg"] {
        let (hashed, integrity) = keep(name, small(name, &asset(name)?)?.into_bytes());
        // The icon is no script and no style; browsers do not check it.
        let with = if name == "icon.svg" { String::new() } else { format!(" integrity=\"{integrity}\"") };
        page = fill(&page, "index.html", &[(&format!("\"assets/{name}\""), &format!("\"./{hashed}\"{with}"))])?;
    }
    files.insert("index.html".into(), without_comments(&page).into_bytes());
    files.insert(CERTIFICATE.into(), asset(CERTIFICATE)?.into_bytes());
    files.extend(bill::files()?);
    let release = release(&files)?;
    // The operator may change it: no part of the release, and not in its list.
    files.insert(CONFIG.into(), asset(CONFIG)?.into_bytes());
    files.insert(RELEASE.into(), release);
    Ok(files)
}

/// A script without what only its authors need. Styles go as they are written: a minifier that takes a space too much
/// makes a browser pass over a whole rule without a word, and blanks cost little once compressed.
fn small(name: &str, text: &str) -> Result<String, String> {
    if name.ends_with(".js") {
        let small = minifier::js::minify(text).map_err(|error| format!("{name}: {error}"))?;
        Ok(small.to_string())
    } else {
        Ok(text.to_owned())
    }
}

/// A page without its comments.
fn without_comments(page: &str) -> String {
    let mut parts = page.split("<!--");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once("-->").map_or(part, |(_, rest)| rest.trim_start()))
}

/// A text file of `assets/`.
fn asset(name: &str) -> Result<String, String> {
    project::read(&project::root().join("assets").join(name))
}

/// Replaces placeholders; each must stand in the text, or the page and this file have grown apart.
fn fill(text: &str, name: &str, values: &[(&str, &str)]) -> Result<String, String> {
    values.iter().try_fold(text.to_owned(), |text, (placeholder, value)| {
        if text.contains(placeholder) {
            Ok(text.replace(placeholder, value))
        } else {
            Err(format!("{name} no longer contains {placeholder}, which xtask/src/site.rs fills in."))
        }
    })
}

/// `start.js` becomes `start-0123456789abcdef.js`.
fn hashed_name(name: &str, content: &[u8]) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let hash = hex(&Sha256::digest(content));
    format!("{stem}-{}.{ending}", hash.get(..16).unwrap_or(&hash))
}

/// The hash as the browser's `integrity` attribute wants it.
fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", BASE64.encode(Sha384::digest(content)))
}

/// Lower-case hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The release's own description: version, one digest over everything, and every file with its hash.
fn release(files: &Files) -> Result<Vec<u8>, String> {
    let mut all = Sha256::new();
    let list: Vec<_> = files
        .iter()
        .map(|(path, content)| {
            let sha384 = hex(&Sha384::digest(content));
            all.update(format!("{path} {sha384}\n"));
            serde_json::json!({ "path": path, "bytes": content.len(), "sha384": sha384 })
        })
        .collect();
    let release =
        serde_json::json!({ "version": env!("CARGO_PKG_VERSION"), "digest": hex(&all.finalize()), "files": list });
    let mut text = serde_json::to_vec_pretty(&release).map_err(|error| error.to_string())?;
    text.push(b'\n');
    Ok(text)
}

/// The digest over all files, as `release.json` has it.
pub fn digest(files: &Files) -> String {
    files
        .get(RELEASE)
        .and_then(|text| serde_json::from_slice::<serde_json::Value>(text).ok())
        .and_then(|release| release.get("digest")?.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// Brotli at its strongest, as a web server would send it.
pub fn compressed(content: &[u8]) -> Result<Vec<u8>, String> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
    writer.write_all(content).and_then(|()| writer.flush()).map_err(|error| format!("Compressing failed: {error}."))?;
    Ok(writer.into_inner())
}

/// Adds a compressed `.br` beside each file.
pub fn precompress(files: &mut Files) -> Result<(), String> {
    let compressed: Result<Files, String> =
        files.iter().map(|(path, content)| Ok((format!("{path}.br"), compressed(content)?))).collect();
    files.extend(compressed?);
    Ok(())
}

/// Writes the files into `folder`, which is replaced as a whole.
pub fn write(files: &Files, folder: &Path) -> Result<(), String> {
    let problem = |error: std::io::Error| format!("{} cannot be written: {error}.", folder.display());
    let fresh = folder.with_extension("new");
    if fresh.exists() {
        std::fs::remove_dir_all(&fresh).map_err(problem)?;
    }
    std::fs::create_dir_all(&fresh).map_err(problem)?;
    for (path, content) in files {
        std::fs::write(fresh.join(path), content).map_err(problem)?;
    }
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(problem)?;
    }
    std::fs::rename(&fresh, folder).map_err(problem)
}

/// Reads a folder that [`write`] wrote.
pub fn read(folder: &Path) -> Result<Files, String> {
    let missing =
        |error: std::io::Error| format!("{} cannot be read ({error}). Run `cargo xtask dist` first.", folder.display());
    std::fs::read_dir(folder)
        .map_err(missing)?
        .map(|entry| {
            let path = entry.map_err(missing)?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Ok((name, std::fs::read(&path).map_err(missing)?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_that_is_gone_is_an_error() {
        assert_eq!(fill("a {b} c", "page", &[("{b}", "x")]), Ok("a x c".into()));
        assert!(fill("a c", "page", &[("{b}", "x")]).is_err_and(|message| message.contains("{b}")));
    }

    #[test]
    fn names_follow_content() {
        let (one, two) = (hashed_name("boot.js", b"1"), hashed_name("boot.js", b"2"));
        assert_ne!(one, two);
        assert_eq!(one, hashed_name("boot.js", b"1"));
        assert_eq!(one, "boot-6b86b273ff34fce1.js");
    }

    #[test]
    fn what_is_compressed_can_be_read_again() {
        let text = b"Danger signs on paper. Danger signs on paper.".repeat(50);
        let small = compressed(&text).unwrap();
        assert!(small.len() < text.len());
        let mut again = Vec::new();
        brotli::BrotliDecompress(&mut small.as_slice(), &mut again).unwrap();
        assert_eq!(again, text);
    }
}
