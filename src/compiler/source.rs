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
    Coverage,
    Findings,
    Evidence,
    Equivalent,
    Scores,
    Protocol,
    Transport,
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

/// Each kind stands in one file, `findings.toml`, or in the files of a folder, `findings/…/*.toml`.
const PLACES: [(&str, FileKind); 9] = [
    ("capabilities", FileKind::Capabilities),
    ("coverage", FileKind::Coverage),
    ("findings", FileKind::Findings),
    ("evidence", FileKind::Evidence),
    ("equivalent", FileKind::Equivalent),
    ("scores", FileKind::Scores),
    ("protocols", FileKind::Protocol),
    ("transport", FileKind::Transport),
    ("networks", FileKind::Network),
];

impl Sources {
    /// Reads every content file below `assets`; what cannot be read is a diagnostic.
    pub fn load(assets: &Path) -> (Self, Vec<Diagnostic>) {
        let mut sources = Self::default();
        let mut problems = Vec::new();
        for (place, kind) in PLACES {
            let single = format!("{place}.toml");
            if assets.join(&single).is_file() {
                sources.add(assets, single, kind, &mut problems);
            }
            for name in toml_files(&assets.join(place), place) {
                // The empty card is a form to fill in.
                if !name.starts_with("networks/template/") {
                    sources.add(assets, name, kind, &mut problems);
                }
            }
        }
        if sources.files.is_empty() && problems.is_empty() {
            problems.push(no_content(assets));
        }
        (sources, problems)
    }

    fn add(&mut self, assets: &Path, name: String, kind: FileKind, problems: &mut Vec<Diagnostic>) {
        match std::fs::read_to_string(assets.join(&name)) {
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

/// The content files of a folder and of the folders in it, with their paths below `assets`, in a fixed order.
fn toml_files(folder: &Path, name: &str) -> Vec<String> {
    let mut entries: Vec<(String, bool)> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().into_string().ok()?, entry.path().is_dir())))
        .filter(|(name, _)| !name.starts_with('.'))
        .collect();
    entries.sort();
    let files = entries.into_iter().flat_map(|(entry, is_folder)| {
        let path = format!("{name}/{entry}");
        if is_folder {
            toml_files(&folder.join(&entry), &path)
        } else if entry.ends_with(".toml") {
            vec![path]
        } else {
            Vec::new()
        }
    });
    files.collect()
}
