//! Reads the built page and the view's source for what the content security policy forbids or a sub-path would break.

use std::path::Path;

use crate::project;
use crate::site::compressed;
use xtask::release::{ELEMENT, ELEMENT_LIMIT, Files, WORKER, WORKER_LIMIT, integrity, policy};

/// Every complaint about the built files; none means they are fit to serve.
pub fn site(files: &Files) -> Vec<String> {
    let mut complaints = Vec::new();
    for (path, content) in files {
        let text = String::from_utf8_lossy(content);
        match path.rsplit('.').next() {
            Some("html") => complaints.extend(html(&text).into_iter().map(|what| format!("{path}: {what}"))),
            Some("css") => complaints.extend(css(&text).into_iter().map(|what| format!("{path}: {what}"))),
            Some("js" | "wasm") => complaints.extend(code(path, content, &text)),
            _ => {}
        }
    }
    complaints
        .extend(files.get(WORKER).map(|worker| self::worker(&String::from_utf8_lossy(worker))).unwrap_or_default());
    complaints
        .extend(files.get(ELEMENT).and_then(|element| compressed(element).ok()).and_then(|small| element(small.len())));
    complaints
}

/// The worker can be read by a person in one sitting, and is all of itself.
fn worker(text: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    let list = text.split_once("FILES=[[").and_then(|(_, rest)| rest.split_once("]]")).map_or("", |(list, _)| list);
    let size = text.len() - list.len();
    if size > WORKER_LIMIT {
        complaints.push(format!("{WORKER}: {size} bytes without the list of files; the limit is {WORKER_LIMIT}"));
    }
    if text.contains("importScripts") {
        complaints.push(format!("{WORKER}: loads a second script"));
    }
    complaints
}

/// What a portal loads beside its own scripts is small.
fn element(size: usize) -> Option<String> {
    (size > ELEMENT_LIMIT).then(|| format!("{ELEMENT}: {size} bytes compressed; the limit is {ELEMENT_LIMIT}"))
}

/// Every place in `src/view` and `src/shell` that would write markup or styles past the policy.
pub fn source() -> Result<Vec<String>, String> {
    let mut complaints = Vec::new();
    for folder in ["src/view", "src/shell", "src/app"] {
        walk(&project::root().join(folder), &mut |path, text| {
            for (number, line) in text.lines().enumerate() {
                for forbidden in
                    ["style=", "inner_html", "from_html_unchecked", "insert_adjacent_html", "document.write", "eval("]
                {
                    if line.contains(forbidden) {
                        complaints.push(format!(
                            "{}:{}: `{forbidden}` is not used in this app",
                            path.display(),
                            number + 1
                        ));
                    }
                }
            }
        })?;
    }
    Ok(complaints)
}

/// Shows `visit` every Rust file below a folder.
fn walk(folder: &Path, visit: &mut dyn FnMut(&Path, &str)) -> Result<(), String> {
    let entries =
        std::fs::read_dir(folder).map_err(|error| format!("{} cannot be read: {error}.", folder.display()))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            walk(&path, visit)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            visit(&path, &project::read(&path)?);
        }
    }
    Ok(())
}

/// What is wrong with a page.
fn html(text: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('<') {
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
            continue;
        }
        let (tag, behind) = end_of_tag(after);
        let name = tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default().to_ascii_lowercase();
        match name.as_str() {
            "base" => complaints.push("a <base> would change every address".into()),
            "style" => complaints.push("an inline <style>; styles belong into assets/".into()),
            "script" if !behind.starts_with("</script>") => {
                complaints.push("an inline script; scripts belong into assets/".into())
            }
            _ => {}
        }
        for (attribute, value) in attributes(tag) {
            match attribute.as_str() {
                "style" => complaints.push(format!("<{name} style>; styles belong into assets/")),
                "href" | "src" | "srcset" | "action" | "poster" | "data" if !is_relative(&value) => {
                    complaints.push(format!("<{name} {attribute}=\"{value}\"> is not relative"));
                }
                event if event.starts_with("on") => {
                    complaints.push(format!("<{name} {event}>; listeners belong into scripts"))
                }
                _ => {}
            }
        }
        rest = behind;
    }
    complaints
}

/// What is wrong with a page that is all there is: nothing may be loaded, and what runs must be what the policy names.
pub fn single(text: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    let policy = policy(text).unwrap_or_default();
    if policy.contains("'self'") || !policy.contains("default-src 'none'") || !policy.contains("connect-src 'none'") {
        complaints.push(format!("its policy allows a network: {policy}"));
    }
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, mut behind) = end_of_tag(after);
        let name = tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
        let found = attributes(tag);
        for (attribute, value) in &found {
            let inside = value.starts_with('#') || value.starts_with("data:");
            match attribute.as_str() {
                "href" | "src" | "srcset" | "action" | "poster" | "data" if !inside => {
                    complaints.push(format!("<{name} {attribute}=\"{value}\"> leads out of the file"));
                }
                "style" => complaints.push(format!("<{name} style>; styles belong into assets/")),
                event if event.starts_with("on") => {
                    complaints.push(format!("<{name} {event}>; listeners belong into scripts"))
                }
                _ => {}
            }
        }
        if name == "script" || name == "style" {
            let (inner, outer) = behind.split_once(&format!("</{name}>")).unwrap_or((behind, ""));
            let kind = found.iter().find(|(attribute, _)| attribute == "type").map_or("", |(_, kind)| kind.as_str());
            let runs = kind.is_empty() || kind == "module";
            if runs && !policy.contains(&format!("'{}'", integrity(inner.as_bytes()))) {
                complaints.push(format!("<{name}> is not what the policy names"));
            }
            let foreign = ["http://", "https://", "eval(", "document.write", "@import"];
            complaints.extend(
                foreign
                    .iter()
                    .filter(|word| runs && inner.contains(**word))
                    .map(|word| format!("<{name}> contains `{word}`")),
            );
            behind = outer;
        }
        rest = behind;
    }
    complaints
}

/// Splits at the `>` that ends a tag; one inside quotes does not.
fn end_of_tag(text: &str) -> (&str, &str) {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default()),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    (text, "")
}

/// The attributes of a tag, names in lower case.
fn attributes(tag: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = tag.split_once(char::is_whitespace).map_or("", |(_, rest)| rest).trim_start();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let after = after.trim_start();
        let (value, behind) = match after.strip_prefix('=').map(str::trim_start) {
            None => ("", after),
            Some(value) => match value.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    value.get(1..).and_then(|inner| inner.split_once(quote)).unwrap_or((value, ""))
                }
                _ => value.split_once(char::is_whitespace).unwrap_or((value, "")),
            },
        };
        if !name.is_empty() {
            found.push((name.to_ascii_lowercase(), value.to_owned()));
        }
        let behind = behind.trim_start();
        // A stray sign must not hold the loop up.
        rest = if behind.len() < rest.len() { behind } else { "" };
    }
    found
}

/// An address inside the page's own folder, or a fragment, or data in the page itself.
fn is_relative(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().is_some_and(|head| head.contains(':'));
    address.starts_with("data:") || !(scheme || address.starts_with('/') || address.starts_with('\\'))
}

/// What is wrong with a style sheet.
fn css(text: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    if text.contains("@import") {
        complaints.push("@import loads a second file late".into());
    }
    for address in text.split("url(").skip(1).filter_map(|rest| rest.split(')').next()) {
        let address = address.trim_matches(['"', '\'', ' ']);
        // Only data and fragments: a file would need a hashed name, which xtask/src/site.rs does not fill in here.
        if !address.starts_with("data:") && !address.starts_with('#') {
            complaints.push(format!("url({address}) is not part of the sheet"));
        }
    }
    complaints
}

/// What FHIR calls the systems of its codes.
const CODE_SYSTEMS: [&str; 2] = ["'http://loinc.org'", "'http://unitsofmeasure.org'"];

/// What is wrong with a script or the wasm: foreign hosts in scripts, folders of the build machine in either.
fn code(path: &str, content: &[u8], text: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    if path.ends_with(".js") {
        // The framework binds innerHTML, which the policy forbids at run time; the project's own scripts do not know it.
        let generated = path.starts_with("paedlotse-");
        let forbidden = ["http://", "https://", "eval(", "document.write", "innerHTML"];
        // Names of code systems look like addresses; nobody asks there.
        let text = CODE_SYSTEMS.iter().fold(text.to_owned(), |text, name| text.replace(name, ""));
        for word in forbidden.iter().filter(|word| !(generated && **word == "innerHTML")) {
            if text.lines().any(|line| line.contains(word) && !line.trim_start().starts_with("//")) {
                complaints.push(format!("{path}: contains `{word}`"));
            }
        }
    }
    let home = std::env::home_dir().unwrap_or_default();
    for folder in [project::root(), &home.join(".cargo")] {
        let folder = folder.display().to_string();
        if content.windows(folder.len()).any(|window| window == folder.as_bytes()) {
            complaints.push(format!("{path}: contains a folder of this machine ({folder})"));
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clean_page_passes() {
        let page = r##"<!doctype html><html lang="de"><head><link rel="icon" href="data:,"><link rel="stylesheet" href="./a.css">
            <script src="./boot.js" defer></script><!-- <style> --></head><body><a href="#list" title="1 > 0">x</a></body></html>"##;
        assert_eq!(html(page), Vec::<String>::new());
    }

    #[test]
    fn a_single_file_leads_nowhere() {
        let page = |inside: &str| {
            format!(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; connect-src 'none'; script-src '{}'\">{inside}",
                integrity(b"1")
            )
        };
        assert_eq!(
            single(&page("<script>1</script><a href=\"#list\"><script type=\"a/b\">x</script>")),
            Vec::<String>::new()
        );
        for inside in [
            "<script>2</script>",
            "<script src='./boot.js'>1</script>",
            "<link href=style.css>",
            "<a href='https://host/'>",
            "<p style='color:red'>",
            "<button onclick='x()'>",
            "<style>a {}</style>",
        ] {
            assert_eq!(single(&page(inside)).len(), 1, "{inside}: {:?}", single(&page(inside)));
        }
        assert_eq!(single("<p>").len(), 1);
        assert_eq!(single(&page("").replace("connect-src 'none'", "connect-src 'self'")).len(), 1);
    }

    #[test]
    fn every_forbidden_thing_is_found() {
        for page in [
            "<base href='./'>",
            "<style>a{}</style>",
            "<script>1</script>",
            "<script type=module>1</script>",
            "<p style='color:red'>",
            "<p STYLE=x>",
            "<button onclick='x()'>",
            "<img src='/logo.png'>",
            "<img src=//host/logo.png>",
            "<a href='https://host/'>",
            "<a href = \"javascript:x\">",
        ] {
            assert_eq!(html(page).len(), 1, "{page}: {:?}", html(page));
        }
        assert_eq!(css("@import 'x'; a { background: url(\"https://host/x.png\") }").len(), 2);
        assert_eq!(worker(&"x".repeat(WORKER_LIMIT)), Vec::<String>::new());
        let long = |with: &str| format!("{with}{}", "x".repeat(WORKER_LIMIT - 15));
        assert_eq!(worker(&long("FILES=[[\"a-0.js\",1]];")), Vec::<String>::new());
        assert_eq!(worker(&long("FILES = what.is.no.list;")).len(), 1);
        assert_eq!(worker(&format!("importScripts('a');{}", "x".repeat(WORKER_LIMIT))).len(), 2);
        let script = |text: &str| code("a.js", text.as_bytes(), text).len();
        assert_eq!(script("const s = 'http://loinc.org';"), 0);
        assert_eq!(script("fetch('http://loinc.org/x'); const s = 'http://loinc.org';"), 1);
        assert_eq!((element(ELEMENT_LIMIT), element(ELEMENT_LIMIT + 1).is_some()), (None, true));
        assert_eq!(css("a { background: url(data:image/png;base64,AA) }").len(), 0);
    }
}
