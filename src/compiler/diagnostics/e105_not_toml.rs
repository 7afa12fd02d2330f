//! E105: the file cannot be read as TOML; nothing in it has been checked.

use super::Diagnostic;
use crate::source::Location;
use std::path::Path;

pub(crate) fn not_toml(problem: &str, at: Location) -> Diagnostic {
    Diagnostic::new("E105", at, "this file is not valid TOML")
        .label(problem.to_owned())
        .help("a text stands in double quotes on one line; a table starts with [[rule]] or [otherwise]")
}

pub(crate) fn unreadable(path: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic { at: None, ..Diagnostic::new("E105", Location::default(), format!("`{path}` cannot be read: {error}")) }
}

pub(crate) fn no_content(folder: &Path) -> Diagnostic {
    let message = format!("there is no content in `{}`", folder.display());
    Diagnostic { at: None, ..Diagnostic::new("E105", Location::default(), message) }
        .help("it holds findings/, capabilities.toml, evidence/, scores/, protocols/ and networks/")
}
