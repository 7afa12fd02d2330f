//! Makes one HTML file of a release, to be opened from a folder where there is no server: `dist-single/app.html`.
//!
//! It holds what `dist/` holds, byte for byte: scripts and styles inline, bound to the page by their hashes; wasm and words
//! packed, in blocks that no browser runs. The scripts are joined here, because files cannot import one another.

use std::collections::BTreeSet;
use std::io::Write;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::bill::LICENCES;
use crate::{lint, site};
use xtask::release::{Files, RELEASE, fill, integrity, policy, small};

/// Its name.
pub const FILE: &str = "app.html";

/// More bytes are refused: it must pass through a hospital's mail.
const LIMIT: usize = 1_200_000;

/// What stands in the place of an address that belongs to a web server: wherever the file lies, it counts as a file, keeps
/// nothing and has no worker.
const AS_A_FILE: [(&str, &str); 1] = [("location.protocol", "'file:'")];

/// The scripts that ask where they are.
const ASKING: [&str; 2] = ["store", "offline"];

/// Scripts that come from a server when they are wanted: the scanner, which nothing offers here, and the conversation with a
/// page around, without which that page is nobody we know.
const LEFT_OUT: [&str; 2] = ["scan-", "frame-"];

/// The folder with the one file, from the files of `dist/`.
pub fn compose(files: &Files) -> Result<Files, String> {
    let page = composed(files, &site::asset("single.js")?, &site::asset("single.html")?)?;
    let complaints = lint::single(&page);
    if !complaints.is_empty() {
        return Err(format!("{FILE} breaks the rules for it:\n{}", complaints.join("\n")));
    }
    within_limit(page.len())?;
    Ok(Files::from([(FILE.to_owned(), page.into_bytes())]))
}

fn within_limit(size: usize) -> Result<(), String> {
    if size > LIMIT {
        return Err(format!("{FILE} has {size} bytes; the limit is {LIMIT} (xtask/src/single.rs)."));
    }
    Ok(())
}

/// The page; `loader` brings what is packed, `causes` say why it did not start.
fn composed(files: &Files, loader: &str, causes: &str) -> Result<String, String> {
    let index = text(files, "index.html")?;
    let mut page = Page::default();
    let mut lines = index.lines();
    while let Some(line) = lines.next() {
        let tag = line.trim_start();
        if tag.starts_with("<link rel=\"stylesheet\"") {
            page.style(text(files, address(tag)?)?)?;
        } else if tag.starts_with("<link rel=\"icon\"") {
            let icon = BASE64.encode(text(files, address(tag)?)?);
            page.push(&format!("<link rel=\"icon\" type=\"image/svg+xml\" href=\"data:image/svg+xml;base64,{icon}\">"));
        } else if tag.starts_with("<script type=\"module\"") {
            let script = joined(files, address(tag)?, loader)?;
            page.script(" type=\"module\"", &script)?;
            page.packed = packed(files, &script)?;
        } else if tag.starts_with("<script src=") {
            page.script("", text(files, address(tag)?)?)?;
        } else if ["manifest", "apple-touch-icon", "modulepreload"]
            .iter()
            .any(|rel| tag.starts_with(&format!("<link rel=\"{rel}\"")))
            || tag.contains("href=\"./reset.html\"")
        {
            // A single file has no neighbours.
        } else if tag.starts_with("<link") || tag.starts_with("<script") {
            return Err(format!("index.html has a line that xtask/src/single.rs does not know: {tag}"));
        } else if tag.starts_with("<div data-cause=\"load\"") || tag.starts_with("<div data-cause=\"slow\"") {
            lines.by_ref().find(|line| line.trim() == "</div>").ok_or("a cause in index.html does not end")?;
            if tag.contains("load") {
                page.push(&site::without_comments(causes));
            }
        } else if tag == "</body>" {
            let blocks = std::mem::take(&mut page.packed);
            page.push(&blocks);
            page.push(&format!(
                "<script type=\"application/json\" id=\"{RELEASE}\">\n{}</script>\n{tag}",
                text(files, RELEASE)?
            ));
        } else {
            page.push(line);
        }
    }
    let old = policy(&page.text)?;
    fill(&page.text, FILE, &[(&old, &page.policy())])
}

/// The page as far as it is written.
#[derive(Debug, Default)]
struct Page {
    text: String,
    scripts: Vec<String>,
    styles: Vec<String>,
    packed: String,
}

impl Page {
    fn push(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn script(&mut self, attributes: &str, script: &str) -> Result<(), String> {
        // Any of these would end it early, or keep its end from being seen.
        if ["</script", "<script", "<!--"].iter().any(|sign| script.contains(sign)) {
            return Err("a script holds what HTML takes for a tag".into());
        }
        self.scripts.push(integrity(script.as_bytes()));
        self.push(&format!("<script{attributes}>{script}</script>"));
        Ok(())
    }

    fn style(&mut self, style: &str) -> Result<(), String> {
        if style.contains("</style") {
            return Err("a style holds what HTML takes for its end".into());
        }
        self.styles.push(integrity(style.as_bytes()));
        self.push(&format!("<style>{style}</style>"));
        Ok(())
    }

    /// Nothing may be loaded from anywhere; what runs is what was written here. The one policy for worker names stays, and
    /// no worker may be started.
    fn policy(&self) -> String {
        let quoted = |hashes: &[String]| hashes.iter().map(|hash| format!("'{hash}'")).collect::<Vec<_>>().join(" ");
        format!(
            "default-src 'none'; script-src 'wasm-unsafe-eval' {}; style-src {}; img-src data:; connect-src 'none'; \
             worker-src 'none'; base-uri 'none'; form-action 'none'; object-src 'none'; \
             require-trusted-types-for 'script'; trusted-types app",
            quoted(&self.scripts),
            quoted(&self.styles)
        )
    }
}

fn text<'f>(files: &'f Files, path: &str) -> Result<&'f str, String> {
    let content = files.get(path).ok_or_else(|| format!("{path} is no file of the release"))?;
    std::str::from_utf8(content).map_err(|error| format!("{path}: {error}"))
}

/// The file that a tag of `index.html` names.
fn address(tag: &str) -> Result<&str, String> {
    let named = tag.split_once("=\"./").and_then(|(_, rest)| rest.split_once('"'));
    named.map(|(path, _)| path).ok_or_else(|| format!("this names no file of the release: {tag}"))
}

/// Blocks with the files that a script asks for by name, and the licences of all of it.
fn packed(files: &Files, script: &str) -> Result<String, String> {
    let data = |path: &&String| path.ends_with(".wasm") || path.ends_with(".txt");
    let wanted = |path: &&String| *path == LICENCES || script.contains(&format!("'./{path}'"));
    let mut blocks = String::new();
    for path in files.keys().filter(data).filter(wanted) {
        let content = files.get(path).map(Vec::as_slice).unwrap_or_default();
        let problem = |error: std::io::Error| format!("{path} cannot be packed: {error}");
        let mut writer = GzEncoder::new(Vec::new(), Compression::best());
        writer.write_all(content).map_err(problem)?;
        let text = BASE64.encode(writer.finish().map_err(problem)?);
        blocks.push_str(&format!("<script type=\"application/octet-stream\" id=\"{path}\">{text}</script>\n"));
    }
    Ok(blocks)
}

/// One script of the loader, this one, and all that it imports: each stands in a function of its own, as in a module.
fn joined(files: &Files, start: &str, loader: &str) -> Result<String, String> {
    let mut script = small("single.js", loader)?;
    script.push('\n');
    join(files, start, &mut BTreeSet::new(), &mut script)?;
    Ok(script)
}

fn join(files: &Files, path: &str, joined: &mut BTreeSet<String>, script: &mut String) -> Result<(), String> {
    if !joined.insert(path.to_owned()) {
        return Ok(());
    }
    let source = text(files, path)?;
    let source = if ASKING.contains(&stem(path)) { fill(source, path, &AS_A_FILE)? } else { source.to_owned() };
    let mut taken = String::new();
    let mut rest = source.as_str();
    // All imports stand on top. `import(` and `import.meta` are none.
    while let Some(line) = rest.strip_prefix("import").filter(|line| !line.starts_with(['(', '.'])) {
        let (line, after) = line.split_once(';').ok_or_else(|| format!("{path}: an import does not end"))?;
        let (what, from) = line.rsplit_once("from").unwrap_or(("", line));
        let from = from.trim().trim_matches(['\'', '"']);
        let from = from.strip_prefix("./").ok_or_else(|| unknown(path, line))?;
        join(files, from, joined, script)?;
        taken.push_str(&import(what.trim(), from).ok_or_else(|| unknown(path, line))?);
        rest = after.trim_start();
    }
    let (body, given) = offered(path, rest)?;
    let body = without_imports(path, &body)?;
    script.push_str(&format!("const {}=(()=>{{{taken}{body}\nreturn{{{given}}};}})();\n", constant(path)));
    Ok(())
}

fn unknown(path: &str, line: &str) -> String {
    let line: String = line.chars().take(80).collect();
    format!("{path} has a line that xtask/src/single.rs does not know: {line}")
}

/// `store-0123456789abcdef.js` is `store`.
fn stem(path: &str) -> &str {
    path.split(['-', '.']).next().unwrap_or(path)
}

/// What holds all that a script offers.
fn constant(path: &str) -> String {
    format!("{}_js", stem(path))
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$')
}

/// The line that takes what an import took; none when it is of a kind that no script here has.
fn import(what: &str, from: &str) -> Option<String> {
    let from = constant(from);
    let listed = what.strip_prefix('{').and_then(|names| names.strip_suffix('}'));
    if what.is_empty() {
        return Some(String::new());
    }
    if let Some(names) = listed {
        let plain = names.split(',').all(|name| is_name(name.trim()));
        return plain.then(|| format!("const{{{names}}}={from};"));
    }
    let all = what.strip_prefix('*').and_then(|all| all.trim_start().strip_prefix("as "));
    match all {
        Some(name) => is_name(name).then(|| format!("const {name}={from};")),
        None => is_name(what).then(|| format!("const{{default:{what}}}={from};")),
    }
}

/// A script without the word `export`, and what it offered. It must have its value once the script has run.
fn offered(path: &str, script: &str) -> Result<(String, String), String> {
    let (mut body, mut given, mut rest) = (String::new(), Vec::new(), script);
    while let Some((before, after)) = at_word(rest, "export") {
        body.push_str(before);
        if let Some(list) = after.strip_prefix('{') {
            let (names, behind) = list.split_once("};").ok_or_else(|| unknown(path, after))?;
            for name in names.split(',').map(str::trim) {
                let (inside, outside) = name.split_once(" as ").unwrap_or((name, name));
                if !is_name(inside) || !is_name(outside) {
                    return Err(unknown(path, after));
                }
                given.push(format!("{outside}:{inside}"));
            }
            rest = behind;
        } else {
            rest = after.trim_start();
            let forms = ["async function ", "function ", "let ", "const "];
            let named = forms.iter().find_map(|form| rest.strip_prefix(form)).ok_or_else(|| unknown(path, after))?;
            let end = named.find(|letter: char| !is_name(&letter.to_string())).unwrap_or(named.len());
            let name = named.get(..end).filter(|name| is_name(name)).ok_or_else(|| unknown(path, after))?;
            given.push(name.to_owned());
        }
    }
    body.push_str(rest);
    Ok((body, given.join(",")))
}

/// What a script takes in while it runs is left out; whatever else has the word is an error.
fn without_imports(path: &str, script: &str) -> Result<String, String> {
    let (mut body, mut rest) = (String::new(), script);
    while let Some((before, after)) = at_word(rest, "import") {
        body.push_str(before);
        if LEFT_OUT.iter().any(|name| after.starts_with(&format!("('./{name}"))) {
            body.push_str("absent");
        } else if after.starts_with(".meta.url") {
            body.push_str("import");
        } else {
            return Err(unknown(path, after));
        }
        rest = after;
    }
    Ok(body + rest)
}

/// What stands before and behind a word that stands alone.
fn at_word<'t>(text: &'t str, word: &str) -> Option<(&'t str, &'t str)> {
    let inner = |letter: char| letter == '.' || is_name(&letter.to_string());
    text.match_indices(word).find_map(|(at, _)| {
        let (before, from) = text.split_at(at);
        let after = from.get(word.len()..)?;
        let alone = !before.ends_with(inner) && !after.starts_with(|letter: char| is_name(&letter.to_string()));
        alone.then_some((before, after))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOADER: &str = "async function fetch(address) { return address; }\nconst absent = name => name;\n";
    const CAUSES: &str = "<!-- why --><div data-cause=\"load\" hidden>damaged</div>";

    fn release() -> Files {
        let page = "<!doctype html>\n<html lang=\"de\" data-release=\"r\" data-rules=\"x\">\n<head>\n  \
            <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'\">\n  \
            <link rel=\"icon\" type=\"image/svg+xml\" href=\"./icon-0.svg\">\n  \
            <link rel=\"manifest\" href=\"./manifest.json\">\n  \
            <link rel=\"stylesheet\" href=\"./style-0.css\" integrity=\"sha384-x\">\n  \
            <script src=\"./boot-0.js\" integrity=\"sha384-x\"></script>\n  \
            <link rel=\"modulepreload\" href=\"./offline-0.js\">\n  \
            <script type=\"module\" src=\"./start-0.js\" integrity=\"sha384-x\"></script>\n</head>\n<body>\n\
            <div data-cause=\"load\" hidden>\n  Check the network.\n</div>\n\
            <p><a href=\"./reset.html\">x</a></p>\n</body>\n</html>\n";
        let files = [
            ("index.html", page),
            ("icon-0.svg", "<svg/>"),
            ("style-0.css", "p { color: red }"),
            ("boot-0.js", "window.a=1;"),
            (
                "start-0.js",
                "import init from'./paedlotse-0.js';import{one,two}from'./program-0.js';import'./store-0.js';import{begin}from'./offline-0.js';\
                 const A=new URL('./paedlotse-0.wasm',import.meta.url);import('./scan-0.js').then(init);",
            ),
            ("paedlotse-0.js", "import*as import1 from\"./program-0.js\";function f(){}export{f,g as default};"),
            ("program-0.js", "export async function one(){}export let two;const rest='./rest-0.wasm';"),
            ("store-0.js", "if(location.protocol)exports.export_it();"),
            ("offline-0.js", "export function begin(){return location.protocol==='file:';}"),
            ("paedlotse-0.wasm", "first"),
            ("rest-0.wasm", "rest"),
            ("scanner-0.wasm", "scanner"),
            ("licences.txt", "licences"),
            ("release.json", "{\"version\":\"1\"}\n"),
        ];
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
    }

    fn with(path: &str, text: &str) -> Files {
        let mut files = release();
        files.insert(path.into(), text.into());
        files
    }

    #[test]
    fn scripts_are_joined_in_the_order_in_which_they_need_each_other() {
        let script = joined(&release(), "start-0.js", LOADER).unwrap();
        let lines: Vec<&str> = script.lines().collect();
        let lines = lines.join(" ");
        let (_, modules) = lines.split_once("const program_js").unwrap();
        assert_eq!(
            modules,
            "=(()=>{async function one(){}let two;const rest='./rest-0.wasm'; return{one,two};})(); \
             const paedlotse_js=(()=>{const import1=program_js;function f(){} return{f:f,default:g};})(); \
             const store_js=(()=>{if('file:')exports.export_it(); return{};})(); \
             const offline_js=(()=>{function begin(){return 'file:'==='file:';} return{begin};})(); \
             const start_js=(()=>{const{default:init}=paedlotse_js;const{one,two}=program_js;const{begin}=offline_js;\
             const A=new URL('./paedlotse-0.wasm',import.meta.url);absent('./scan-0.js').then(init); return{};})();"
        );
    }

    #[test]
    fn a_line_that_is_not_known_is_an_error() {
        for script in [
            "import{one as two}from'./program-0.js';",
            "import one,{two}from'./program-0.js';",
            "import one from'https://host/x.js';",
            "import one from'./not-there.js';",
            "import one from'./program-0.js'",
            "import('./other-0.js');",
            "import.meta.resolve('x');",
            "export default 1;",
            "export class A{}",
            "export*from'./program-0.js';",
            "export{one as 'two words'};",
        ] {
            let outcome = joined(&with("start-0.js", script), "start-0.js", LOADER);
            assert!(outcome.is_err(), "{script}: {outcome:?}");
        }
        assert!(joined(&with("store-0.js", "a();"), "start-0.js", LOADER).is_err(), "it no longer asks where it is");
        let page = String::from_utf8(release()["index.html"].clone()).unwrap();
        let page = page.replace("rel=\"manifest\"", "rel=\"prefetch\"");
        assert!(composed(&with("index.html", &page), LOADER, CAUSES).is_err_and(|error| error.contains("prefetch")));
    }

    #[test]
    fn the_page_holds_all_it_needs_and_no_address() {
        let page = composed(&release(), LOADER, CAUSES).unwrap();
        assert_eq!(lint::single(&page), Vec::<String>::new());
        for wanted in [
            "data-release=\"r\"",
            "data-rules=\"x\"",
            "connect-src 'none'",
            "id=\"paedlotse-0.wasm\"",
            "id=\"rest-0.wasm\"",
            "id=\"licences.txt\"",
            "id=\"release.json\">\n{\"version\":\"1\"}",
            "damaged",
        ] {
            assert!(page.contains(wanted), "{wanted}: {page}");
        }
        for unwanted in ["id=\"scanner-0.wasm\"", "reset.html", "'self'", "Check the network", "why", "manifest"] {
            assert!(!page.contains(unwanted), "{unwanted}: {page}");
        }
    }

    #[test]
    fn every_hash_is_of_what_stands_there() {
        let page = composed(&release(), LOADER, CAUSES).unwrap();
        for (from, to) in
            [("window.a=1;", "window.a=2;"), ("color: red", "color: blue"), ("async function one", "function one")]
        {
            assert!(page.contains(from));
            assert_eq!(lint::single(&page.replace(from, to)).len(), 1, "{from}");
        }
    }

    #[test]
    fn a_script_that_would_end_early_is_refused() {
        for script in ["'</script>'", "'<!--'", "'<script'"] {
            assert!(composed(&with("boot-0.js", script), LOADER, CAUSES).is_err(), "{script}");
        }
        assert!(composed(&with("style-0.css", "</style>"), LOADER, CAUSES).is_err());
    }

    #[test]
    fn what_is_too_large_is_refused() {
        assert!(within_limit(1_200_000).is_ok());
        assert!(within_limit(1_200_001).is_err_and(|error| error.contains("1200001")));
    }
}
