//! Loads the content folder and keeps every text, so that a message can point at the word that is wrong.

use crate::diagnostics::Diagnostic;
use crate::diagnostics::e105_not_toml::{no_content, unreadable};
use std::path::Path;

/// Position of a file in [`Sources`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileIx(pub u16);

/// A stretch of bytes in one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file.
    pub file: FileIx,
    /// First byte.
    pub start: usize,
    /// First byte that no longer belongs to it.
    pub end: usize,
}

impl Location {
    /// From the start of this one to the end of `other`.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { end: other.end.max(self.end), ..self }
    }
}

/// Something an author wrote, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Located<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub at: Location,
}

/// What a file holds, from the folder it lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FileKind {
    Capabilities,
    Findings,
    Evidence,
    Equivalent,
    Scores,
    Protocol,
    Network,
}

/// One file of the content.
#[derive(Clone, Debug)]
pub struct SourceFile {
    pub(crate) kind: FileKind,
    /// Path below the content folder, with `/`.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// All files of the content, in a fixed order.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

const SINGLE: [(&str, FileKind); 4] = [
    ("capabilities.toml", FileKind::Capabilities),
    ("findings.toml", FileKind::Findings),
    ("evidence.toml", FileKind::Evidence),
    ("equivalent.toml", FileKind::Equivalent),
];
const FOLDERS: [(&str, FileKind); 3] =
    [("scores", FileKind::Scores), ("protocols", FileKind::Protocol), ("networks", FileKind::Network)];

impl Sources {
    /// Reads every content file below `assets`; what cannot be read is a diagnostic.
    pub fn load(assets: &Path) -> (Self, Vec<Diagnostic>) {
        let mut sources = Self::default();
        let mut problems = Vec::new();
        for (name, kind) in SINGLE {
            let path = assets.join(name);
            if path.is_file() {
                sources.add(&path, name.to_owned(), kind, &mut problems);
            }
        }
        for (folder, kind) in FOLDERS {
            for name in toml_files(&assets.join(folder)) {
                let path = assets.join(folder).join(&name);
                sources.add(&path, format!("{folder}/{name}"), kind, &mut problems);
            }
        }
        if sources.files.is_empty() && problems.is_empty() {
            problems.push(no_content(assets));
        }
        (sources, problems)
    }

    fn add(&mut self, path: &Path, name: String, kind: FileKind, problems: &mut Vec<Diagnostic>) {
        match std::fs::read_to_string(path) {
            Ok(text) => self.files.push(SourceFile { kind, path: name, text }),
            Err(error) => problems.push(unreadable(&name, &error)),
        }
    }

    /// The file at `ix`.
    #[must_use]
    pub fn file(&self, ix: FileIx) -> Option<&SourceFile> {
        self.files.get(usize::from(ix.0))
    }

    /// The words an author wrote there.
    #[must_use]
    pub fn words(&self, at: Location) -> &str {
        self.file(at.file).and_then(|file| file.text.get(at.start..at.end)).unwrap_or("")
    }

    /// All files with their positions.
    pub fn iter(&self) -> impl Iterator<Item = (FileIx, &SourceFile)> {
        (0_u16..).map(FileIx).zip(&self.files)
    }
}

fn toml_files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.ends_with(".toml") && !name.starts_with('.'))
        .collect();
    names.sort();
    names
}
