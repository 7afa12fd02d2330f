//! Turns the built app into the folder that a web server serves: hashed names, relative addresses, a list of all files.

use std::io::Write;

use toml_edit::DocumentMut;

use crate::icon::{self, ICONS};
use crate::wasm::Parts;
use crate::{bill, project, split};
use xtask::release::{
    CONFIG, ELEMENT, EMBED, FOR_HOSTS, Facts, Files, KILL, WORKER, fill, hashed_name, integrity, is_changed_in_place,
    policy, small, stamp,
};
use xtask::{check, release};

/// What was shown for the rules of the release, to be read beside it; the app has its words inside.
pub const CERTIFICATE: &str = "certificate.toml";

/// Where the scanner's worker takes in the script that belongs to its wasm.
const SCANNER_IMPORT: &str = "import init, { read } from './scanner.js';";

/// Puts `index.html`, what it refers to, and the built app together.
///
/// A file's name carries a hash of its content, so that a browser never mixes two releases. Names are filled in from the
/// inside out: the wasm first, then what refers to it.
pub fn compose(Parts { app: built, rest, scanner }: Parts) -> Result<Files, String> {
    let mut files = Files::new();
    let mut keep = |name: &str, content: Vec<u8>| {
        let hashed = hashed_name(name, &content);
        let integrity = integrity(&content);
        files.insert(hashed.clone(), content);
        (hashed, integrity)
    };

    let (wasm, wasm_integrity) = keep("paedlotse.wasm", built.wasm);
    let (rest, rest_integrity) = keep("rest.wasm", rest);
    let program = fill(
        &asset("program.js")?,
        "assets/program.js",
        &[("./rest.wasm", &format!("./{rest}")), ("sha384-of-the-rest", &rest_integrity)],
    )?;
    let (program, _) = keep("program.js", small("program.js", &program)?.into_bytes());
    // The app was built from the same content.
    let compiled = check::compile(&project::root().join(check::ASSETS))?;
    let facts = facts(compiled.digest)?;
    let words = compiled.words;
    let (de, de_integrity) = keep("words-de.txt", words.de.into_bytes());
    let (en, en_integrity) = keep("words-en.txt", words.en.into_bytes());
    // Only the address: the wasm itself knows the plain name. `wasm-bindgen` ends the line without a semicolon.
    let (plain, hashed) = (format!("from \"{}\"", split::LINK), format!("from \"./{program}\";"));
    let glue = fill(&built.glue, "paedlotse.js", &[(&plain, &hashed)])?;
    let (glue, glue_integrity) = keep("paedlotse.js", small("paedlotse.js", &glue)?.into_bytes());

    let (read_wasm, read_integrity) = keep("scanner.wasm", scanner.wasm);
    let worker = fill(
        &asset("scan-worker.js")?,
        "assets/scan-worker.js",
        &[
            (SCANNER_IMPORT, &format!("{}\nconst init = __wbg_init;", scanner.glue)),
            ("./scanner.wasm", &format!("./{read_wasm}")),
            ("sha384-of-the-scanner", &read_integrity),
        ],
    )?;
    let (worker, _) = keep("scan-worker.js", small("scan-worker.js", &worker)?.into_bytes());
    let offline = fill(&asset("offline.js")?, "assets/offline.js", &[("./scan-worker.js", &format!("./{worker}"))])?;
    let (offline, offline_integrity) = keep("offline.js", small("offline.js", &offline)?.into_bytes());
    let scan = fill(&asset("scan.js")?, "assets/scan.js", &[("./offline.js", &format!("./{offline}"))])?;
    let (scan, _) = keep("scan.js", small("scan.js", &scan)?.into_bytes());
    let (frame, _) = keep("frame.js", small("frame.js", &asset("frame.js")?)?.into_bytes());
    let (store, _) = keep("store.js", small("store.js", &asset("store.js")?)?.into_bytes());

    let start = fill(
        &asset("start.js")?,
        "assets/start.js",
        &[
            ("./paedlotse.js", &format!("./{glue}")),
            ("./program.js", &format!("./{program}")),
            ("./store.js", &format!("./{store}")),
            ("./offline.js", &format!("./{offline}")),
            ("./scan.js", &format!("./{scan}")),
            ("./frame.js", &format!("./{frame}")),
            ("./paedlotse.wasm", &format!("./{wasm}")),
            ("sha384-of-the-wasm", &wasm_integrity),
            ("./words-de.txt", &format!("./{de}")),
            ("sha384-of-the-german-words", &de_integrity),
            ("./words-en.txt", &format!("./{en}")),
            ("sha384-of-the-english-words", &en_integrity),
        ],
    )?;
    let (start, start_integrity) = keep("start.js", small("start.js", &start)?.into_bytes());

    let mut page = fill(
        &project::read(&project::root().join("index.html"))?,
        "index.html",
        &[
            ("{rules}", &facts.rules),
            ("{built}", &facts.built),
            ("{review}", &facts.review),
            ("<!-- icons -->", &asset("icons.svg")?),
            ("\"paedlotse.js\"", &format!("\"./{glue}\" integrity=\"{glue_integrity}\"")),
            ("\"assets/offline.js\"", &format!("\"./{offline}\" integrity=\"{offline_integrity}\"")),
            ("\"assets/start.js\"", &format!("\"./{start}\" integrity=\"{start_integrity}\"")),
        ],
    )?;
    let reset = project::read(&project::root().join("reset.html"))?;
    let mut reset = fill(&reset, "reset.html", &[("{policy}", &policy(&page)?)])?;
    for name in ["boot.js", "boot.css", "style.css", "reset.js", "icon.svg"] {
        let (hashed, integrity) = keep(name, small(name, &asset(name)?)?.into_bytes());
        // The icon is no script and no style; browsers do not check it.
        let with = if name == "icon.svg" { String::new() } else { format!(" integrity=\"{integrity}\"") };
        for text in [&mut page, &mut reset] {
            *text = text.replace(&format!("\"assets/{name}\""), &format!("\"./{hashed}\"{with}"));
        }
    }
    let mut manifest = asset("manifest.json")?;
    for (name, width, maskable) in ICONS {
        let (hashed, _) = keep(name, icon::draw(&asset("icon.svg")?, width, maskable)?);
        for text in [&mut page, &mut manifest] {
            *text = text.replace(&format!("\"{name}\""), &format!("\"./{hashed}\""));
        }
    }
    // Only files that the page or the manifest names are of use.
    for (name, text) in [("index.html", &page), ("reset.html", &reset), ("manifest.json", &manifest)] {
        if text.contains("\"assets/") || text.contains("\"icon-") {
            return Err(format!("{name} names a file that xtask/src/site.rs does not know."));
        }
    }
    files.insert("manifest.json".into(), manifest.into_bytes());
    files.insert("index.html".into(), without_comments(&page).into_bytes());
    files.insert("reset.html".into(), without_comments(&reset).into_bytes());
    files.insert(CERTIFICATE.into(), asset(CERTIFICATE)?.into_bytes());
    files.extend(bill::files()?);
    for decided in [CONFIG, EMBED] {
        files.insert(decided.into(), asset(decided)?.into_bytes());
    }
    files.extend(for_hosts()?);
    files.insert(KILL.into(), small(KILL, &asset(KILL)?)?.into_bytes());
    stamp(files, &asset(WORKER)?, &facts)
}

/// What pages around the app take from it, under names that never change. All but the element is there to be read.
fn for_hosts() -> Result<Files, String> {
    let mut files = Files::new();
    for (path, content) in release::read(&project::root().join("assets").join(FOR_HOSTS))? {
        let path = format!("{FOR_HOSTS}{path}");
        let content = String::from_utf8(content).map_err(|_| format!("assets/{path} is no text"))?;
        let content = if path == ELEMENT { small(&path, &content)? } else { content };
        files.insert(path, content.into_bytes());
    }
    Ok(files)
}

/// What the release says about itself; the moment is that of the commit, never that of the build.
fn facts(rules: String) -> Result<Facts, String> {
    let said =
        asset("release.toml")?.parse::<DocumentMut>().map_err(|error| format!("assets/release.toml: {error}"))?;
    let review =
        said.get("review_by").and_then(|day| day.as_str()).ok_or("assets/release.toml names no `review_by`")?;
    let format = "--date=format-local:%Y-%m-%dT%H:%M:%SZ";
    let commit = project::program("git", &["log", "-1", format, "--format=%cd"]).env("TZ", "UTC").output();
    let built = commit.ok().filter(|output| output.status.success());
    let built = built.map_or_else(String::new, |output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    Ok(Facts { version: env!("CARGO_PKG_VERSION").into(), rules, built, review: review.into() })
}

/// A page without its comments.
pub fn without_comments(page: &str) -> String {
    let mut parts = page.split("<!--");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once("-->").map_or(part, |(_, rest)| rest.trim_start()))
}

/// A text file of `assets/`.
pub fn asset(name: &str) -> Result<String, String> {
    project::read(&project::root().join("assets").join(name))
}

/// Brotli at its strongest, as a web server would send it.
pub fn compressed(content: &[u8]) -> Result<Vec<u8>, String> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
    writer.write_all(content).and_then(|()| writer.flush()).map_err(|error| format!("Compressing failed: {error}."))?;
    Ok(writer.into_inner())
}

/// Gzip at its strongest, for servers and proxies without brotli.
fn gzipped(content: &[u8]) -> Result<Vec<u8>, String> {
    let mut writer = flate2::GzBuilder::new().write(Vec::new(), flate2::Compression::best());
    writer.write_all(content).and_then(|()| writer.finish()).map_err(|error| format!("Compressing failed: {error}."))
}

/// Adds a compressed `.br` and `.gz` beside each file that gains by it. Not beside what is changed where it is installed: a
/// server would go on sending what stood there before.
pub fn precompress(files: &mut Files) -> Result<(), String> {
    let mut small = Files::new();
    for (path, content) in files.iter().filter(|(path, _)| !path.ends_with(".png") && !is_changed_in_place(path)) {
        small.insert(format!("{path}.br"), compressed(content)?);
        small.insert(format!("{path}.gz"), gzipped(content)?);
    }
    files.extend(small);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_for_hosts_is_fit_to_serve() {
        let files = for_hosts().unwrap();
        assert_eq!(crate::lint::site(&files), Vec::<String>::new());
        assert!(files.contains_key(ELEMENT) && files.contains_key("embed/schema/v1/request.json"));
        // The element has lost its comments; what is there to be read has not.
        assert!(!String::from_utf8_lossy(&files[ELEMENT]).contains("//"));
        assert!(files["embed/frame.js"].starts_with(b"// "));
    }

    #[test]
    fn what_an_operator_changes_has_no_compressed_copy() {
        let names = ["start.js", CONFIG, EMBED, ELEMENT, "embed/frame.html", "icon.png"];
        let mut files: Files = names.map(|path| (path.to_owned(), vec![b' '; 99])).into();
        precompress(&mut files).unwrap();
        let copies: Vec<&String> = files.keys().filter(|path| !names.contains(&path.as_str())).collect();
        assert_eq!(copies, ["embed/paed-lotse.js.br", "embed/paed-lotse.js.gz", "start.js.br", "start.js.gz"]);
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
