//! What the page says about itself: its release, its copy on this device, and what it loaded.

use crate::app::time::Now;
use paedlotse_core::case::Timestamp;

/// The release this page is of, as the page carries it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// The hash over all its files.
    pub id: String,
    /// The moment of the commit it was built from; empty when it is not known.
    pub built: String,
    /// From the day after this one its content is due for review: "2027-05-31".
    pub review: String,
    /// The address it came from.
    pub origin: String,
}

impl Edition {
    /// Whether the content is due for review. It stays usable; it only says so.
    #[must_use]
    pub fn is_due(&self, now: Now) -> bool {
        !self.review.is_empty() && now.date() > self.review
    }
}

/// The copy on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// So many of all files are there or checked.
    Preparing(u32, u32),
    /// Every file is there, and its content was checked at this moment.
    Ready(Timestamp),
    /// The app is one file, which needs neither a network nor a copy.
    Single,
    /// The app does not start without a network.
    Off(Reason),
}

impl Copied {
    /// By the word with which `offline.js` says why there is no copy. Only the single file starts from a file.
    #[must_use]
    pub fn without(word: &str) -> Self {
        Self::Off(match word {
            "file" => return Self::Single,
            "sandbox" => Reason::Sandbox,
            "insecure" => Reason::Insecure,
            "unsupported" => Reason::Unsupported,
            "blocked" => Reason::Blocked,
            "network" => Reason::Network,
            "quota" => Reason::Quota,
            "holes" => Reason::Holes,
            "silent" => Reason::Silent,
            "switched-off" => Reason::SwitchedOff,
            "other-release" => Reason::OtherRelease,
            _ => Reason::Fault,
        })
    }
}

/// Why there is no copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A portal locks the page in.
    Sandbox,
    /// Not https.
    Insecure,
    /// The browser, or its private window, has nothing of the kind.
    Unsupported,
    /// A policy forbids it.
    Blocked,
    /// Files did not come.
    Network,
    /// No room.
    Quota,
    /// Files are gone, and could not be had again.
    Holes,
    /// The worker does not answer.
    Silent,
    /// The operator ended it.
    SwitchedOff,
    /// The device keeps another release than this page.
    OtherRelease,
    /// Anything else.
    Fault,
}

/// Whether there is another release.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Update {
    /// No.
    #[default]
    None,
    /// A newer one is on the device and waits.
    Waiting,
    /// It was asked for and must wait: a case is open in some window.
    Refused,
    /// The newer one did not start twice; this is the one before.
    Back,
}

/// What the browser promised about keeping files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keeping {
    /// Nobody asked.
    #[default]
    Unasked,
    /// It was asked and has not answered.
    Asked,
    /// It keeps them.
    Yes,
    /// It does not promise it.
    No,
    /// It cannot be asked.
    Unknown,
}

/// A way to the home screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Install {
    /// None, or not here.
    #[default]
    None,
    /// By the browser's own menu (iPad); worth a hint until it is put away.
    HomeScreen,
    /// The browser offers it.
    Offered,
}

/// What `offline.js` knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offline {
    /// The copy.
    pub copied: Copied,
    /// Another release.
    pub update: Update,
    /// Kept or not.
    pub keeping: Keeping,
    /// The home screen.
    pub install: Install,
    /// So many of the app's own files were loaded since the page was opened.
    pub own: u32,
    /// So many other addresses were asked.
    pub other: u32,
    /// What went wrong, in the browser's words.
    pub problem: String,
}

impl Default for Offline {
    fn default() -> Self {
        Self {
            copied: Copied::Preparing(0, 0),
            update: Update::None,
            keeping: Keeping::Unasked,
            install: Install::None,
            own: 0,
            other: 0,
            problem: String::new(),
        }
    }
}

/// What a tap asks of the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    /// Use the newer release now.
    Activate,
    /// Try the release again that did not start.
    Again,
    /// Keep the files.
    Persist,
    /// Install as the browser offers it.
    Install,
    /// Put the hint away.
    Dismiss,
}

impl Device {
    /// The function of `offline.js`, and the name of the button.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Activate => "activate",
            Self::Again => "again",
            Self::Persist => "persist",
            Self::Install => "install",
            Self::Dismiss => "dismiss",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_no_failure() {
        assert_eq!(Copied::without("file"), Copied::Single);
        assert_eq!(Copied::without("insecure"), Copied::Off(Reason::Insecure));
        assert_eq!(Copied::without("anything else"), Copied::Off(Reason::Fault));
    }

    #[test]
    fn due_from_the_day_after() {
        let edition = Edition { review: "2026-11-21".to_owned(), ..Edition::default() };
        // 2026-11-22, 02:06 UTC; in New York it is still the day before.
        let at = Timestamp(1_795_313_160_000);
        assert!(edition.is_due(Now { at, ahead: 0 }));
        assert!(!edition.is_due(Now { at, ahead: -300 }));
        assert!(!Edition::default().is_due(Now { at, ahead: 0 }));
    }
}
