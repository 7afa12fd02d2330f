//! What a release is made of: the bill of materials (`sbom.json`, CycloneDX) and the licences (`licences.txt`).
//!
//! Both come from cargo's own tree of the app for the browser, and are the same bytes wherever they are made.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::{project, wasm};
use xtask::release::Files;

/// The bill of materials.
pub const SBOM: &str = "sbom.json";

/// Every licence with its text.
pub const LICENCES: &str = "licences.txt";

/// A crate by name and version.
pub type Id = (String, String);

/// The crates of the app for the browser and of its scanner, and what each is built from.
#[derive(Debug, Default)]
pub struct Graph {
    /// The app itself.
    root: Id,
    /// The crates that each one uses.
    uses: BTreeMap<Id, BTreeSet<Id>>,
    /// Those that run in the compiler and only write code.
    macros: BTreeSet<Id>,
}

impl Graph {
    /// As cargo resolves it, without what only tests and build scripts use.
    pub fn of_the_app() -> Result<Self, String> {
        let target = ["--target", "wasm32-unknown-unknown", "--edges", "normal"];
        let form = ["--prefix", "depth", "--format", " {p}"];
        let packages = ["--package", wasm::APP.package, "--package", wasm::SCANNER.package];
        let mut command = project::cargo(&[&["tree", "--locked", "--quiet"][..], &packages].concat());
        Self::read(&output(command.args(target).args(form))?)
    }

    /// Reads lines like `2 serde_derive v1.0.229 (proc-macro)`; what a crate uses stands below it, one deeper, once.
    fn read(tree: &str) -> Result<Self, String> {
        let mut graph = Self::default();
        let mut above: Vec<Id> = Vec::new();
        for line in tree.lines().filter(|line| !line.is_empty()) {
            let odd = || format!("`cargo tree` says something that xtask/src/bill.rs does not understand: {line}");
            let mut words = line.split(' ');
            let depth: usize = words.next().and_then(|depth| depth.parse().ok()).ok_or_else(odd)?;
            let name = words.next().ok_or_else(odd)?.to_owned();
            let version = words.next().and_then(|version| version.strip_prefix('v')).ok_or_else(odd)?.to_owned();
            let id = (name, version);
            above.truncate(depth);
            match above.last() {
                Some(user) => drop(graph.uses.entry(user.clone()).or_default().insert(id.clone())),
                None if graph.root.0.is_empty() => graph.root = id.clone(),
                // The app loads it when it is wanted.
                None => drop(graph.uses.entry(graph.root.clone()).or_default().insert(id.clone())),
            }
            if line.contains("(proc-macro)") {
                graph.macros.insert(id.clone());
            }
            graph.uses.entry(id.clone()).or_default();
            above.push(id);
        }
        if graph.uses.len() < 2 { Err("`cargo tree` lists nothing.".into()) } else { Ok(graph) }
    }

    /// Every crate, the project's own among them.
    pub fn all(&self) -> impl Iterator<Item = &Id> {
        self.uses.keys()
    }

    /// Those whose code is compiled into the wasm.
    pub fn inside(&self) -> BTreeSet<&Id> {
        let mut found = BTreeSet::new();
        let mut open = vec![&self.root];
        while let Some(id) = open.pop() {
            if !self.macros.contains(id) && found.insert(id) {
                open.extend(self.uses.get(id).into_iter().flatten());
            }
        }
        found
    }
}

/// What cargo knows about a crate.
#[derive(Debug)]
struct Package {
    licence: String,
    authors: String,
    repository: Option<String>,
    folder: PathBuf,
    /// Comes from the registry.
    foreign: bool,
}

/// Both files.
pub fn files() -> Result<Files, String> {
    let graph = Graph::of_the_app()?;
    let packages = packages()?;
    let rust = output(&mut project::program("rustc", &["--version"]))?;
    let rust = rust.split(' ').nth(1).unwrap_or_default().to_owned();
    let sums = checksums(&project::read(&project::root().join("Cargo.lock"))?);
    let mut text = serde_json::to_vec_pretty(&sbom(&graph, &packages, &sums, &rust)?).map_err(|e| e.to_string())?;
    text.push(b'\n');
    let licences = licences(&graph, &packages, &rust)?;
    Ok(Files::from([(SBOM.to_owned(), text), (LICENCES.to_owned(), licences.into_bytes())]))
}

/// The output of a program.
fn output(command: &mut std::process::Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("`{name}` could not be started: {error}."))?;
    if output.status.success() {
        String::from_utf8(output.stdout).map_err(|error| error.to_string())
    } else {
        Err(format!("`{name}` failed:\n{}", String::from_utf8_lossy(&output.stderr)))
    }
}

/// All packages of the workspace's lock file.
fn packages() -> Result<BTreeMap<Id, Package>, String> {
    let text = output(&mut project::cargo(&["metadata", "--locked", "--quiet", "--format-version", "1"]))?;
    let metadata: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let list = metadata.get("packages").and_then(Value::as_array).ok_or("`cargo metadata` lists no packages.")?;
    let read = |package: &Value| {
        let text = |field: &str| package.get(field).and_then(Value::as_str).map(str::to_owned);
        let authors = package.get("authors").and_then(Value::as_array).into_iter().flatten();
        // Names are enough; addresses are nobody's business here.
        let names = authors.filter_map(Value::as_str).map(|author| author.split(" <").next().unwrap_or(author));
        let authors: Vec<&str> = names.collect();
        let manifest = PathBuf::from(text("manifest_path")?);
        let package = Package {
            licence: expression(&text("license").unwrap_or_default()),
            authors: authors.join(", "),
            repository: text("repository"),
            folder: manifest.parent()?.to_path_buf(),
            foreign: text("source").is_some(),
        };
        Some(((text("name")?, text("version")?), package))
    };
    Ok(list.iter().filter_map(read).collect())
}

/// A licence in today's spelling: old crates write `MIT/Apache-2.0`.
fn expression(written: &str) -> String {
    let parts: Vec<&str> = written.split('/').map(str::trim).collect();
    parts.join(" OR ")
}

/// The checksums of the lock file.
fn checksums(lock: &str) -> BTreeMap<Id, String> {
    let field = |block: &str, name: &str| {
        let line = block.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = \"")?.strip_suffix('"'));
        line.map(str::to_owned)
    };
    let read = |block: &str| Some(((field(block, "name")?, field(block, "version")?), field(block, "checksum")?));
    lock.split("[[package]]").filter_map(read).collect()
}

/// How others name this crate.
fn address((name, version): &Id) -> String {
    format!("pkg:cargo/{name}@{version}")
}

/// A bill of materials as CycloneDX 1.6 wants it; without a moment or a serial number, which would differ each time.
fn sbom(
    graph: &Graph,
    packages: &BTreeMap<Id, Package>,
    sums: &BTreeMap<Id, String>,
    rust: &str,
) -> Result<Value, String> {
    let inside = graph.inside();
    let component = |id: &Id| -> Result<Value, String> {
        let package = known(packages, id)?;
        let mut component = json!({
            "type": if *id == graph.root { "application" } else { "library" },
            "bom-ref": address(id),
            "name": id.0,
            "version": id.1,
            "licenses": [{ "expression": package.licence }],
            "purl": address(id),
            // A macro runs in the compiler; what it wrote is in the wasm, it is not.
            "scope": if inside.contains(id) { "required" } else { "excluded" },
        });
        if let Some(fields) = component.as_object_mut() {
            if let Some(sum) = sums.get(id) {
                fields.insert("hashes".into(), json!([{ "alg": "SHA-256", "content": sum }]));
            }
            if let Some(repository) = &package.repository {
                fields.insert("externalReferences".into(), json!([{ "type": "vcs", "url": repository }]));
            }
        }
        Ok(component)
    };
    let standard = format!("pkg:generic/rust-std@{rust}");
    let mut components = graph.all().filter(|id| **id != graph.root).map(component).collect::<Result<Vec<_>, _>>()?;
    components.push(json!({
        "type": "library", "bom-ref": standard, "name": "rust-std", "version": rust, "purl": standard,
        "description": "core, alloc and std of the Rust compiler that built this, with the crates they contain",
        "licenses": [{ "expression": "MIT OR Apache-2.0" }], "scope": "required",
    }));
    let dependency = |(id, uses): (&Id, &BTreeSet<Id>)| {
        let mut uses: Vec<String> = uses.iter().map(address).collect();
        if *id == graph.root {
            uses.push(standard.clone());
        }
        json!({ "ref": address(id), "dependsOn": uses })
    };
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": component(&graph.root)? },
        "components": components,
        "dependencies": graph.uses.iter().map(dependency).collect::<Vec<_>>(),
    }))
}

fn known<'a>(packages: &'a BTreeMap<Id, Package>, id: &Id) -> Result<&'a Package, String> {
    packages.get(id).ok_or_else(|| format!("`cargo metadata` does not know {} {}.", id.0, id.1))
}

/// The licences of everything whose code, or code it wrote, is in the release; each text once.
fn licences(graph: &Graph, packages: &BTreeMap<Id, Package>, rust: &str) -> Result<String, String> {
    let mut list = String::new();
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let terms = terms(&project::read(&project::root().join("LICENSE-MIT"))?);
    let mut keep = |text: String, name: &str| texts.entry(text).or_default().push(name.to_owned());
    for id in graph.all() {
        let package = known(packages, id)?;
        if !package.foreign {
            continue;
        }
        let name = format!("{} {}", id.0, id.1);
        list += &format!("{name}: {}\n", package.licence);
        for text in own_texts(package, &name, &terms)? {
            keep(text, &name);
        }
    }
    let standard = format!("Rust standard library {rust}");
    list += &format!("{standard}: MIT OR Apache-2.0\n");
    keep(mit("The Rust Project Contributors", &terms), &standard);

    let rule = "-".repeat(100);
    let mut page = format!(
        "PädLotse is licensed under MIT OR Apache-2.0.\n\n\
         These parts are in it, or wrote code that is in it. Where a part offers a choice, its MIT licence is the one used \
         here.\nDiese Bestandteile sind darin enthalten oder haben Programmteile erzeugt.\n\n{list}"
    );
    let mut texts: Vec<(Vec<String>, String)> = texts.into_iter().map(|(text, names)| (names, text)).collect();
    texts.sort();
    for (names, text) in texts {
        page += &format!("\n{rule}\n{}\n\n{text}\n", names.join("\n"));
    }
    Ok(page)
}

/// The licence texts of a crate that apply; one that brings no MIT text gets the terms with its authors.
fn own_texts(package: &Package, name: &str, terms: &str) -> Result<Vec<String>, String> {
    // Every licence that is in the release was looked at by a person.
    let wanted: &[&str] = match package.licence.as_str() {
        "MIT" | "MIT OR Apache-2.0" | "Apache-2.0 OR MIT" | "Unlicense OR MIT" => &["MIT"],
        "(MIT OR Apache-2.0) AND Unicode-3.0" => &["MIT", "UNICODE"],
        "Apache-2.0" | "Apache-2.0 OR BSL-1.0" => &["APACHE"],
        // Given to everybody; only macros use it.
        "CC0-1.0" => &["CC0"],
        unknown => {
            return Err(format!("{name} has the licence `{unknown}`, which nobody has looked at (xtask/src/bill.rs)."));
        }
    };
    let found = files_of_licences(&package.folder)?;
    let mut texts = Vec::new();
    for part in wanted {
        let own = found.iter().find(|(file, _)| file.contains(part)).map(|(_, text)| text.clone());
        // Some have just one file, with the text of the licence.
        let words = if *part == "MIT" { "Permission is hereby granted" } else { "Apache License" };
        let only = found.values().find(|text| *part != "UNICODE" && text.contains(words)).cloned();
        texts.push(match own.or(only) {
            Some(text) => text,
            None if *part == "MIT" => mit(&package.authors, terms),
            None => return Err(format!("{name} brings no text of its licence ({part}).")),
        });
    }
    texts.extend(found.into_iter().filter(|(file, _)| file.contains("NOTICE")).map(|(_, text)| text));
    Ok(texts)
}

/// Files like `LICENSE-MIT`, by their names in capitals, with their texts.
fn files_of_licences(folder: &Path) -> Result<BTreeMap<String, String>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}.", folder.display()))?;
    let names = ["LICEN", "COPYING", "NOTICE", "UNLICENSE"];
    let read = |path: PathBuf| {
        let name = path.file_name()?.to_string_lossy().to_ascii_uppercase();
        let fits = path.is_file() && names.iter().any(|start| name.starts_with(start));
        fits.then(|| project::read(&path).map(|text| (name, text.replace("\r\n", "\n").trim().to_owned())))
    };
    entries.flatten().filter_map(|entry| read(entry.path())).collect()
}

/// The terms of the MIT licence, below the line with the names.
fn terms(licence: &str) -> String {
    licence.split_once("Permission is hereby").map_or("", |(_, rest)| rest).trim().to_owned()
}

fn mit(holders: &str, terms: &str) -> String {
    format!("MIT License\n\nCopyright (c) {holders}\n\nPermission is hereby {terms}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = "\
0 app v0.1.0 (/somewhere)
1 macro v1.0.0 (proc-macro)
2 parser v2.0.0
1 plain v1.2.3
2 deep v0.3.0
1 deep v0.3.0 (*)
";

    fn id(name: &str, version: &str) -> Id {
        (name.to_owned(), version.to_owned())
    }

    #[test]
    fn a_macro_and_what_it_uses_are_not_inside() {
        let graph = Graph::read(TREE).unwrap();
        let inside: Vec<&str> = graph.inside().iter().map(|id| id.0.as_str()).collect();
        assert_eq!(inside, ["app", "deep", "plain"]);
        assert_eq!(graph.all().count(), 5);
        assert!(Graph::read("error: no such package").is_err());
    }

    #[test]
    fn old_spellings_and_the_lock_file_are_read() {
        assert_eq!(expression("MIT/Apache-2.0"), "MIT OR Apache-2.0");
        assert_eq!(expression("Apache-2.0 / MIT"), "Apache-2.0 OR MIT");
        let lock = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nchecksum = \"00ff\"\n\n[[package]]\nname = \"own\"\nversion = \"0.1.0\"\n";
        assert_eq!(checksums(lock), BTreeMap::from([(id("a", "1.0.0"), "00ff".to_owned())]));
    }

    #[test]
    fn every_crate_of_the_app_has_its_line_and_its_licence() {
        let files = files().unwrap();
        let sbom: Value = serde_json::from_slice(&files[SBOM]).unwrap();
        let refs = |list: &str, field: &str| -> BTreeSet<String> {
            sbom[list].as_array().unwrap().iter().map(|one| one[field].as_str().unwrap().to_owned()).collect()
        };
        let mut components = refs("components", "bom-ref");
        assert!(components.contains("pkg:cargo/yew@0.23.0") && components.len() > 50, "{components:?}");
        components.insert(sbom["metadata"]["component"]["bom-ref"].as_str().unwrap().to_owned());
        let dependencies = refs("dependencies", "ref");
        assert!(dependencies.is_subset(&components));
        let text = String::from_utf8(files[LICENCES].clone()).unwrap();
        for address in
            components.iter().filter(|address| !address.contains("paedlotse") && !address.contains("rust-std"))
        {
            let name = address.trim_start_matches("pkg:cargo/").replace('@', " ");
            assert!(text.contains(&format!("\n{name}: ")), "{name} has no line");
            assert!(text.matches(&name).count() > 1, "{name} has no text");
        }
        assert_eq!(files, super::files().unwrap(), "the same bytes every time");
    }

    #[test]
    fn a_licence_that_nobody_looked_at_is_refused() {
        let folder = std::env::temp_dir();
        let package = |licence: &str| Package {
            licence: licence.to_owned(),
            authors: "A. Uthor".to_owned(),
            repository: None,
            folder: folder.join("no-such-folder"),
            foreign: true,
        };
        for licence in ["GPL-3.0-only", "MIT AND GPL-3.0-only", ""] {
            assert!(own_texts(&package(licence), "x", "").is_err_and(|why| why.contains(licence)));
        }
    }
}
