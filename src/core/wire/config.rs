//! What the operator of an installation decides, in `config.json`: `{ "paedlotse": "config", "version": 1, … }`.
//!
//! Modes and parking can only be made stricter than they are without it; hours and seconds lie within fixed limits, which
//! the defaults do not all exhaust. What is not understood is told, and the defaults hold in its place.

use super::Value;
use super::map::meaning;

/// What survives of a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// A: nothing; it lives in memory.
    #[default]
    Memory,
    /// B: reload, a crash of the tab, a discarded tab; not the end of the browser.
    Tab,
    /// C: also the end of the browser and loss of power.
    Device,
}

impl Mode {
    /// As they are called in `config.json`.
    pub const WORDS: [(&str, Self); 3] = [("memory", Self::Memory), ("tab", Self::Tab), ("device", Self::Device)];

    /// The word in `config.json` and in storage.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Memory => "memory",
            Self::Tab => "tab",
            Self::Device => "device",
        }
    }
}

/// The operator's decisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Config {
    /// The most that is kept where the app runs in a tab of a hospital's browser.
    pub hospital: Mode,
    /// The most that is kept in an ambulance, and where the app is installed.
    pub ambulance: Mode,
    /// Whether a case of a tab may be parked on the device by a tap.
    pub parking: bool,
    /// A case of a tab is deleted so many hours after its last change.
    pub tab_hours: u16,
    /// A case of the device is deleted so many hours after its last change.
    pub device_hours: u16,
    /// Seconds without a touch until the screen is covered.
    pub cover_seconds: u16,
    /// Something in the file was not understood.
    pub damaged: bool,
}

/// The longest a case of a tab is kept, in hours.
pub const TAB_HOURS: u16 = 4;
/// The longest a case of the device is kept, in hours.
pub const DEVICE_HOURS: u16 = 24;
/// How soon and how late the screen may be covered, in seconds.
pub const COVER_SECONDS: (u16, u16) = (30, 600);

impl Default for Config {
    fn default() -> Self {
        Self {
            hospital: Mode::Tab,
            ambulance: Mode::Device,
            parking: true,
            tab_hours: TAB_HOURS,
            device_hours: 12,
            cover_seconds: 120,
            damaged: false,
        }
    }
}

impl Config {
    /// Reads the file.
    #[must_use]
    pub fn read(file: &Value) -> Self {
        let mut config = Self::default();
        let known = file.field("paedlotse").and_then(Value::text) == Some("config")
            && file.field("version").and_then(Value::number) == Some(1);
        let Value::Map(fields) = file else { return Self { damaged: true, ..config } };
        if !known {
            return Self { damaged: true, ..config };
        }
        for (name, value) in fields {
            let understood = match name.as_str() {
                "paedlotse" | "version" | "note" => true,
                "hospital" => at_most(&mut config.hospital, value),
                "ambulance" => at_most(&mut config.ambulance, value),
                "parking" => value.truth().map(|truth| config.parking = truth).is_some(),
                "tab_hours" => number(&mut config.tab_hours, value, (1, TAB_HOURS)),
                "device_hours" => number(&mut config.device_hours, value, (1, DEVICE_HOURS)),
                "cover_seconds" => number(&mut config.cover_seconds, value, COVER_SECONDS),
                _ => false,
            };
            config.damaged |= !understood;
        }
        config
    }
}

/// Never more than the default of the place.
fn at_most(mode: &mut Mode, value: &Value) -> bool {
    let Some(wanted) = meaning(&Mode::WORDS, Some(value)) else { return false };
    let most = *mode;
    *mode = wanted.min(most);
    wanted <= most
}

fn number(to: &mut u16, value: &Value, (low, high): (u16, u16)) -> bool {
    let number = value.number().and_then(|n| u16::try_from(n).ok()).filter(|n| low <= *n && *n <= high);
    number.map(|n| *to = n).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(fields: &[(&str, Value)]) -> Value {
        let head = [("paedlotse", Value::Text("config".to_owned())), ("version", Value::Number(1))];
        Value::Map(head.iter().chain(fields).map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
    }

    fn word(word: &str) -> Value {
        Value::Text(word.to_owned())
    }

    #[test]
    fn an_operator_makes_it_stricter_only() {
        assert_eq!(Config::read(&file(&[])), Config::default());
        let strict = Config::read(&file(&[
            ("hospital", word("memory")),
            ("ambulance", word("tab")),
            ("parking", Value::Bool(false)),
            ("tab_hours", Value::Number(1)),
            ("device_hours", Value::Number(6)),
            ("cover_seconds", Value::Number(30)),
        ]));
        let expected = Config {
            hospital: Mode::Memory,
            ambulance: Mode::Tab,
            parking: false,
            tab_hours: 1,
            device_hours: 6,
            cover_seconds: 30,
            damaged: false,
        };
        assert_eq!(strict, expected);
        let looser = Config::read(&file(&[("hospital", word("device")), ("tab_hours", Value::Number(5))]));
        assert_eq!(looser, Config { damaged: true, ..Config::default() });
    }

    #[test]
    fn what_is_not_understood_is_told() {
        let damaged = Config { damaged: true, ..Config::default() };
        for strange in [
            Value::Null,
            Value::List(Vec::new()),
            Value::Map(Vec::new()),
            file(&[("hospital", word("cloud"))]),
            file(&[("cover_seconds", Value::Number(0))]),
            file(&[("parking", word("yes"))]),
            file(&[("hopsital", word("memory"))]),
        ] {
            assert_eq!(Config::read(&strange), damaged, "{strange:?}");
        }
    }
}
