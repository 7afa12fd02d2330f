//! Finds a complaint by what somebody types: its name, other words for it in both languages, or a symptom on its page.

use paedlotse_core::assess::members;
use paedlotse_core::finding::FindingIx;
use paedlotse_core::protocol::{Protocol, ProtocolIx, ProtocolSet};
use paedlotse_core::text::{Language, Text};

/// A protocol that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The protocol.
    pub protocol: ProtocolIx,
    /// The symptom on its page that was meant; none: the protocol itself is called so.
    pub by: Option<FindingIx>,
}

/// What fits, those by name before those by symptom, each once. Every typed word must stand in the same name.
#[must_use]
pub fn search(set: &ProtocolSet, typed: &str) -> Vec<Found> {
    let typed = folded(typed);
    let words: Vec<&str> = typed.split_whitespace().collect();
    if words.is_empty() {
        return Vec::new();
    }
    let fits = |said: &str| words.iter().all(|word| said.contains(word));
    let fits_text = |text: &Text| [Language::De, Language::En].into_iter().any(|l| fits(&folded(text.get(l))));
    let named = |p: &Protocol| [p.title, p.subtitle, p.synonyms].iter().any(&fits_text);
    // Many pages ask for the same symptoms: each is compared once.
    let symptoms: Vec<bool> = set.findings.iter().map(|finding| fits_text(&finding.label)).collect();
    let fitting = |ix: &FindingIx| symptoms.get(usize::from(ix.0)).copied().unwrap_or(false);
    let symptom = |p: &Protocol| {
        let questions = p.sections.iter().flat_map(|section| &section.questions);
        questions.flat_map(|question| members(set, *question)).find(fitting)
    };
    let all = || (0_u16..).map(ProtocolIx).zip(&set.protocols);
    let by_name = all().filter(|(_, p)| named(p)).map(|(protocol, _)| Found { protocol, by: None });
    let others = all().filter(|(_, p)| !named(p));
    let by_symptom = others.filter_map(|(protocol, p)| Some(Found { protocol, by: Some(symptom(p)?) }));
    by_name.chain(by_symptom).collect()
}

/// Small letters without marks, so that "Saeugling", "SÄUGLING" and "Säugling" are the same.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' | 'à' | 'á' | 'â' => folded.push('a'),
            'ö' | 'ó' | 'ô' => folded.push('o'),
            'ü' | 'ú' | 'û' => folded.push('u'),
            'é' | 'è' | 'ê' | 'ë' => folded.push('e'),
            'ß' => folded.push_str("ss"),
            // "ae" for "ä", and "oedema" as "ödem".
            'e' if folded.ends_with(['a', 'o', 'u']) => {}
            '-' | '\u{2010}' | '\u{2011}' => {}
            _ => folded.push(letter),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_the_same_word_are_the_same() {
        for (one, other) in [("SÄUGLING", "Saeugling"), ("Pseudo-Krupp", "pseudokrupp"), ("Stoß", "stoss")] {
            assert_eq!(folded(one), folded(other));
        }
        assert_ne!(folded("Krupp"), folded("Krampf"));
    }
}
