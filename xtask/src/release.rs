//! What makes a release of a folder of files: its id, the worker that knows every file, and `release.json`.
//!
//! The id is a hash over all files. Pages carry it, so it is taken with a placeholder in its place; then it is filled in.
//! Every other file is bound to the page by the hash in its name and by its integrity.

use std::collections::BTreeMap;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::json;
use sha2::{Digest, Sha256, Sha384};

/// Files by their path inside the folder.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The description of a release.
pub const RELEASE: &str = "release.json";

/// The worker; its name never changes.
pub const WORKER: &str = "sw.js";

/// What is put in its place to end it.
pub const KILL: &str = "sw-kill.js";

/// What the operator of an installation decides: it may be changed, so it is no part of the release.
pub const CONFIG: &str = "config.json";

/// Which pages may talk to the app around which they stand: the operator's as well.
pub const EMBED: &str = "embed.json";

/// What a hospital's page takes from this installation; it is for the page around the app, and no device keeps it.
pub const FOR_HOSTS: &str = "embed/";

/// The custom element, whose name never changes: portals load it.
pub const ELEMENT: &str = "embed/paed-lotse.js";

/// The custom element may be no larger on its way.
pub const ELEMENT_LIMIT: usize = 2_000;

/// The pages, which carry the id.
const PAGES: [&str; 2] = ["index.html", "reset.html"];

/// Files of the folder that a device does not keep: the worker keeps itself, and what describes a release is for people.
const NOT_KEPT: [&str; 7] = [WORKER, KILL, RELEASE, CONFIG, EMBED, "sbom.json", "licences.txt"];

/// Whether a device keeps this file of a release.
#[must_use]
pub fn is_kept(path: &str) -> bool {
    !NOT_KEPT.contains(&path) && !path.starts_with(FOR_HOSTS)
}

/// Whether somebody changes this file where it is installed: the operator, or who writes a page after the samples.
#[must_use]
pub fn is_changed_in_place(path: &str) -> bool {
    [CONFIG, EMBED].contains(&path) || (path.starts_with(FOR_HOSTS) && path != ELEMENT)
}

/// The worker may be no larger than can be read; its list of files is not counted, which nobody reads.
pub const WORKER_LIMIT: usize = 8_000;

/// What a release says about itself besides its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// For people.
    pub version: String,
    /// Digest of the rules.
    pub rules: String,
    /// The moment of the commit it was built from; empty without one.
    pub built: String,
    /// From the day after this one its content is due for review.
    pub review: String,
}

/// Makes a release: `files` hold everything but worker and description, the pages with [`Facts`] and placeholders in
/// them; `worker` is the text of `assets/sw.js`.
///
/// # Errors
/// When a page or the worker no longer has its placeholders.
pub fn stamp(mut files: Files, worker: &str, facts: &Facts) -> Result<Files, String> {
    let decided = [CONFIG, EMBED].map(|name| files.remove_entry(name));
    let id = id(&files, worker, facts);
    let short = id.get(..8).unwrap_or_default().to_owned();
    for page in PAGES {
        let text = files.get_mut(page).ok_or_else(|| format!("{page} is missing"))?;
        let filled = fill(&String::from_utf8_lossy(text), page, &[("{release}", &id), ("{version}", &facts.version)])?;
        // The start page names the build where a failure is read aloud on the telephone; the other one has the whole id.
        *text = filled.replace("{build}", &short).into_bytes();
    }
    let list: Vec<_> = files
        .iter()
        .filter(|(path, _)| is_kept(path))
        .map(|(path, content)| json!([path, integrity(content), i32::from(starts(path))]))
        .collect();
    let list = serde_json::to_string(&list).map_err(|error| error.to_string())?;
    let worker = fill(
        worker,
        WORKER,
        &[
            ("'{release}'", &format!("'{id}'")),
            ("'{version}'", &format!("'{}'", facts.version)),
            ("['{files}']", &list),
        ],
    )?;
    files.insert(WORKER.into(), small(WORKER, &worker)?.into_bytes());
    let described = describe(&files, &id, facts)?;
    files.insert(RELEASE.into(), described);
    files.extend(decided.into_iter().flatten());
    Ok(files)
}

/// Whether this file belongs to the scanner, which is loaded when it is wanted.
#[must_use]
pub fn scans(path: &str) -> bool {
    path.starts_with("scan")
}

/// Whether this file speaks with a page around the app; loaded only where there is one.
#[must_use]
pub fn speaks(path: &str) -> bool {
    path.starts_with("frame-")
}

/// Whether the app cannot start without this file.
fn starts(path: &str) -> bool {
    let scripts = [".js", ".css", ".wasm", ".txt"].iter().any(|ending| path.ends_with(ending));
    path == "index.html" || (scripts && !path.starts_with("reset-") && !scans(path) && !speaks(path) && !is_rest(path))
}

/// Whether this is the rest of the program, which comes once the app stands.
#[must_use]
pub fn is_rest(path: &str) -> bool {
    path.starts_with("rest-") && path.ends_with(".wasm")
}

/// The hash over everything, before the pages carry it.
fn id(files: &Files, worker: &str, facts: &Facts) -> String {
    let mut all = Sha256::new();
    for fact in [&facts.version, &facts.rules, &facts.built, &facts.review] {
        all.update(format!("{fact}\n"));
    }
    for (path, content) in files {
        all.update(format!("{path} {}\n", hex(&Sha384::digest(content))));
    }
    all.update(worker);
    hex(&all.finalize())
}

fn describe(files: &Files, id: &str, facts: &Facts) -> Result<Vec<u8>, String> {
    let list: Vec<_> = files
        .iter()
        .map(|(path, content)| json!({ "path": path, "bytes": content.len(), "sha384": hex(&Sha384::digest(content)) }))
        .collect();
    let built = if facts.built.is_empty() { json!(null) } else { json!(facts.built) };
    let release = json!({
        "version": facts.version, "releaseId": id, "rulesetId": facts.rules,
        "builtAt": built, "reviewBy": facts.review, "files": list,
    });
    let mut text = serde_json::to_vec_pretty(&release).map_err(|error| error.to_string())?;
    text.push(b'\n');
    Ok(text)
}

/// One fact of `release.json`; empty when it is not there.
#[must_use]
pub fn fact(files: &Files, name: &str) -> String {
    let release = files.get(RELEASE).and_then(|text| serde_json::from_slice::<serde_json::Value>(text).ok());
    release.and_then(|release| release.get(name)?.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Another release of the same app, for tests: with another version, and with `change` made to its files. A changed file
/// gets the name that belongs to its content, and so does every file that names it.
///
/// # Errors
/// When `files` are no release.
pub fn restamp(
    files: &Files,
    worker: &str,
    version: &str,
    change: &dyn Fn(&str, &mut Vec<u8>),
) -> Result<Files, String> {
    let (id, old) = (fact(files, "releaseId"), fact(files, "version"));
    let short = id.get(..8).ok_or("release.json names no release")?;
    let mut fresh: Files = files
        .iter()
        .filter(|(path, _)| {
            ![WORKER, RELEASE].contains(&path.as_str()) && !path.ends_with(".br") && !path.ends_with(".gz")
        })
        .map(|(path, content)| (path.clone(), content.clone()))
        .collect();
    for page in PAGES {
        let text = fresh.get_mut(page).ok_or_else(|| format!("{page} is missing"))?;
        let bare = String::from_utf8_lossy(text).replace(&id, "{release}").replace(short, "{build}");
        let bare = bare.replace(&format!("data-version=\"{old}\""), "data-version=\"{version}\"");
        *text = bare.replace(&format!("Version {old}"), "Version {version}").into_bytes();
    }
    let names: Vec<String> = fresh.keys().cloned().collect();
    for name in names {
        let mut content = fresh.get(&name).cloned().unwrap_or_default();
        change(&name, &mut content);
        replace(&mut fresh, &name, content);
    }
    let facts = Facts {
        version: version.into(),
        rules: fact(files, "rulesetId"),
        built: fact(files, "builtAt"),
        review: fact(files, "reviewBy"),
    };
    stamp(fresh, worker, &facts)
}

/// Puts other content in the place of a file, and renames it and whatever names it.
fn replace(files: &mut Files, path: &str, content: Vec<u8>) {
    let Some(before) = files.get(path).cloned() else { return };
    if before == content {
        return;
    }
    if PAGES.contains(&path) || path == "manifest.json" || is_changed_in_place(path) || path == ELEMENT {
        files.insert(path.into(), content);
        return;
    }
    let plain = path.rsplit_once('-').zip(path.rsplit_once('.'));
    let name =
        plain.map_or_else(|| path.to_owned(), |((stem, _), (_, end))| hashed_name(&format!("{stem}.{end}"), &content));
    let (was, is) = (integrity(&before), integrity(&content));
    files.remove(path);
    files.insert(name.clone(), content);
    // One by one: a file that is replaced may be named by another that names this one too.
    loop {
        let naming = files.iter().find_map(|(other, text)| {
            let named = [".js", ".html", ".json"].iter().any(|end| other.ends_with(end));
            let text = named.then(|| String::from_utf8_lossy(text)).filter(|text| text.contains(path))?;
            Some((other.clone(), text.replace(path, &name).replace(&was, &is)))
        });
        let Some((other, text)) = naming else { break };
        replace(files, &other, text.into_bytes());
    }
}

/// Writes the files into `folder`, which is replaced as a whole.
///
/// # Errors
/// When the folder cannot be written.
pub fn write(files: &Files, folder: &Path) -> Result<(), String> {
    let problem = |error: std::io::Error| format!("{} cannot be written: {error}.", folder.display());
    let fresh = folder.with_extension("new");
    if fresh.exists() {
        std::fs::remove_dir_all(&fresh).map_err(problem)?;
    }
    std::fs::create_dir_all(&fresh).map_err(problem)?;
    for (path, content) in files {
        let file = fresh.join(path);
        std::fs::create_dir_all(file.parent().unwrap_or(&fresh)).map_err(problem)?;
        std::fs::write(file, content).map_err(problem)?;
    }
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(problem)?;
    }
    std::fs::rename(&fresh, folder).map_err(problem)
}

/// Reads a folder that [`write`] wrote.
///
/// # Errors
/// When there is no such folder.
pub fn read(folder: &Path) -> Result<Files, String> {
    let missing =
        |error: std::io::Error| format!("{} cannot be read ({error}). Run `cargo xtask dist` first.", folder.display());
    let mut files = Files::new();
    let mut folders = vec![String::new()];
    while let Some(inside) = folders.pop() {
        for entry in std::fs::read_dir(folder.join(&inside)).map_err(missing)? {
            let path = entry.map_err(missing)?.path();
            let name = format!("{inside}{}", path.file_name().unwrap_or_default().to_string_lossy());
            if path.is_dir() {
                folders.push(format!("{name}/"));
            } else {
                files.insert(name, std::fs::read(&path).map_err(missing)?);
            }
        }
    }
    Ok(files)
}

/// The content security policy that a page carries.
///
/// # Errors
/// When it carries none.
pub fn policy(page: &str) -> Result<String, String> {
    let policy = page.split_once("Content-Security-Policy\" content=\"").and_then(|(_, rest)| rest.split_once('"'));
    policy.map(|(policy, _)| policy.to_owned()).ok_or_else(|| "the page carries no policy".into())
}

/// A script or a style without what only its authors need. Of styles only the comments go: a minifier that takes a space
/// too much makes a browser pass over a whole rule without a word, and blanks cost little once compressed.
///
/// # Errors
/// When it is no script.
pub fn small(name: &str, text: &str) -> Result<String, String> {
    if name.ends_with(".js") {
        let small = minifier::js::minify(text).map_err(|error| format!("{name}: {error}"))?;
        Ok(small.to_string())
    } else if name.ends_with(".css") {
        let mut parts = text.split("/*");
        let first = parts.next().unwrap_or_default().to_owned();
        let rest = parts.map(|part| part.split_once("*/").map(|(_, after)| after));
        let small = rest.collect::<Option<Vec<&str>>>().ok_or_else(|| format!("{name}: a comment does not end"))?;
        Ok(first + &small.concat())
    } else {
        Ok(text.to_owned())
    }
}

/// Replaces placeholders; each must stand in the text, or the page and xtask have grown apart.
///
/// # Errors
/// When a placeholder is gone.
pub fn fill(text: &str, name: &str, values: &[(&str, &str)]) -> Result<String, String> {
    values.iter().try_fold(text.to_owned(), |text, (placeholder, value)| {
        if text.contains(placeholder) {
            Ok(text.replace(placeholder, value))
        } else {
            Err(format!("{name} no longer contains {placeholder}, which xtask fills in."))
        }
    })
}

/// `start.js` becomes `start-0123456789abcdef.js`.
#[must_use]
pub fn hashed_name(name: &str, content: &[u8]) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let hash = hex(&Sha256::digest(content));
    format!("{stem}-{}.{ending}", hash.get(..16).unwrap_or(&hash))
}

/// The hash as the browser's `integrity` attribute wants it.
#[must_use]
pub fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", BASE64.encode(Sha384::digest(content)))
}

/// Lower-case hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SW: &str = "const RELEASE = '{release}'; const VERSION = '{version}'; const FILES = ['{files}'];";

    fn release(boot: &[u8]) -> Files {
        let boot_name = hashed_name("boot.js", boot);
        let page = format!(
            "<html data-release=\"{{release}}\" data-version=\"{{version}}\"><script src=\"./{boot_name}\" integrity=\"{}\">Version {{version}} {{build}}",
            integrity(boot)
        );
        let reset = "<html data-release=\"{release}\" data-version=\"{version}\">".to_owned();
        let files =
            [(boot_name, boot.to_vec()), ("index.html".into(), page.into()), ("reset.html".into(), reset.into())];
        let facts =
            Facts { version: "1.2.3".into(), rules: "r".into(), built: String::new(), review: "2027-01-01".into() };
        stamp(files.into(), SW, &facts).unwrap()
    }

    #[test]
    fn the_list_is_the_folder() {
        let files = release(b"1");
        let described: serde_json::Value = serde_json::from_slice(&files["release.json"]).unwrap();
        let listed: Vec<&str> =
            described["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
        let there: Vec<&str> = files.keys().map(String::as_str).filter(|path| *path != RELEASE).collect();
        assert_eq!(listed, there);
        for file in described["files"].as_array().unwrap() {
            let content = &files[file["path"].as_str().unwrap()];
            assert_eq!(file["sha384"], hex(&Sha384::digest(content)));
        }
        assert_eq!(described["builtAt"], serde_json::Value::Null);
        let worker = String::from_utf8_lossy(&files[WORKER]).into_owned();
        for page in [&worker, &String::from_utf8_lossy(&files["index.html"]).into_owned()] {
            assert!(page.contains(&fact(&files, "releaseId")), "{page}");
        }
        assert!(worker.contains(&integrity(&files["index.html"])));
    }

    #[test]
    fn the_id_follows_every_byte() {
        let id = |files: &Files| fact(files, "releaseId");
        assert_eq!(id(&release(b"1")), id(&release(b"1")));
        assert_ne!(id(&release(b"1")), id(&release(b"2")));
        let other = restamp(&release(b"1"), &format!("{SW}// x"), "1.2.3", &|_, _| {}).unwrap();
        assert_ne!(id(&release(b"1")), id(&other));
    }

    #[test]
    fn a_restamped_release_is_as_if_it_had_been_built_so() {
        let again = restamp(&release(b"1"), SW, "1.2.3", &|_, _| {}).unwrap();
        assert_eq!(again, release(b"1"));
        let changed = restamp(&release(b"1"), SW, "1.2.3", &|path, content| {
            if path.starts_with("boot") {
                *content = b"2".to_vec();
            }
        });
        assert_eq!(changed.unwrap(), release(b"2"));
    }

    #[test]
    fn what_an_operator_may_change_is_no_part_of_what_a_device_keeps() {
        let mut files = release(b"1");
        let before = fact(&files, "releaseId");
        for (path, content) in [(CONFIG, "1"), (EMBED, "2"), ("embed/schema/v1/x.json", "3")] {
            files.insert(path.into(), content.into());
        }
        let files = restamp(&files, SW, "1.2.3", &|_, _| {}).unwrap();
        let worker = String::from_utf8_lossy(&files[WORKER]).into_owned();
        let described = String::from_utf8_lossy(&files[RELEASE]).into_owned();
        for (path, in_release) in [(CONFIG, false), (EMBED, false), ("embed/schema/v1/x.json", true)] {
            assert!(files.contains_key(path) && !worker.contains(path), "{path}");
            assert_eq!(described.contains(path), in_release, "{path}");
        }
        assert_ne!(fact(&files, "releaseId"), before, "the pages for hosts are part of the release");
        let decided = restamp(&files, SW, "1.2.3", &|path, content| {
            if path == EMBED {
                content.push(b'x');
            }
        });
        let decided = decided.unwrap();
        assert_eq!(fact(&decided, "releaseId"), fact(&files, "releaseId"));
        assert_eq!(decided[EMBED], b"2x");
    }

    #[test]
    fn folders_are_written_and_read() {
        let folder = std::env::temp_dir().join(format!("paedlotse-release-{}", std::process::id()));
        let files: Files = ["a.js", "embed/b.html", "embed/schema/v1/c.json"]
            .map(|path| (path.to_owned(), path.as_bytes().to_vec()))
            .into();
        write(&files, &folder).unwrap();
        let again = read(&folder);
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(again.unwrap(), files);
    }

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
}
