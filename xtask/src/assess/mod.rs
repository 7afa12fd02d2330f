//! `cargo xtask assess FILE.jsonl`: one child a line in, one answer a line out, the same bytes every time.

mod input;
mod output;
mod written;

use input::{Complaint, Request, wrong};
use paedlotse_compiler::Compiled;
use paedlotse_core::answer::answer;
use paedlotse_core::recommend::Situation;
use std::fs;
use std::io::{self, BufWriter, Read as _, Write as _};
use std::path::Path;

/// Reads the file (or standard input for `-`), writes answers to standard output.
///
/// # Errors
/// When the arguments, the file or the content cannot be used; a bad line is answered on its own line.
pub fn run(args: &[String]) -> Result<(), String> {
    let [file] = args else {
        return Err("usage: cargo xtask assess FILE.jsonl (or - for standard input)".to_owned());
    };
    let text = if file == "-" {
        let mut text = Vec::new();
        io::stdin().read_to_end(&mut text).map_err(|e| format!("standard input cannot be read: {e}"))?;
        text
    } else {
        fs::read(file).map_err(|e| format!("`{file}` cannot be read: {e}"))?
    };
    let compiled = crate::check::compile(Path::new(crate::check::ASSETS))?;
    let mut out = BufWriter::new(io::stdout().lock());
    for answer in answers(&compiled, &text) {
        writeln!(out, "{answer}").map_err(|e| format!("the answer cannot be written: {e}"))?;
    }
    out.flush().map_err(|e| format!("the answer cannot be written: {e}"))
}

/// What some editors write before the first line.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The answer lines for a whole file; empty lines are passed over.
pub fn answers<'a>(compiled: &'a Compiled, text: &'a (impl AsRef<[u8]> + ?Sized)) -> impl Iterator<Item = String> + 'a {
    let bytes = text.as_ref();
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    (1_usize..)
        .zip(bytes.split(|byte| *byte == b'\n'))
        .filter(|(_, line)| !line.trim_ascii().is_empty())
        .map(|(number, bytes)| line(compiled, number, bytes))
}

fn line(compiled: &Compiled, number: usize, line: &[u8]) -> String {
    // Line by line: a byte that is wrong in one child must not take the answers from the others.
    let request = match str::from_utf8(line) {
        Ok(line) => Request::read(compiled, line),
        Err(error) => {
            let at = format!("byte {}", error.valid_up_to().saturating_add(1));
            wrong("not_utf8", at, "the line is not valid UTF-8")
        }
    };
    match request {
        Ok(request) => assessed(compiled, &request),
        Err(complaint) => refused(number, complaint),
    }
}

fn assessed(compiled: &Compiled, request: &Request<'_>) -> String {
    let situation = Situation { network: request.network, place: request.place, at: request.at, duty: &request.duty };
    output::write(compiled, request, &answer(&compiled.set, &request.findings, &situation))
}

fn refused(number: usize, complaint: Complaint) -> String {
    let error = serde_json::json!({
        "code": complaint.code, "message": complaint.message, "at": complaint.at,
    });
    let mut line = serde_json::Map::new();
    line.insert("line".to_owned(), number.into());
    if let Some(id) = complaint.id {
        line.insert("id".to_owned(), id.into());
    }
    line.insert("error".to_owned(), error);
    serde_json::Value::Object(line).to_string()
}
