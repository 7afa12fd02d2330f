//! The scanner as the app sees it: what it does now, and why it does not. What it reads comes as
//! [`crate::app::msg::Msg::Arrived`].

/// No text that is scanned or pasted is longer, in bytes: three times what a code holds.
pub const LONGEST: usize = 8_000;

/// What the scanner does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scan {
    /// Nothing; the camera is off.
    #[default]
    Closed,
    /// The browser asks for the camera, or it warms up.
    Starting,
    /// The camera looks for a code.
    Running,
    /// A chosen picture is read.
    Reading,
    /// The chosen picture holds no code that can be read.
    Nothing,
    /// It does not work.
    Failed(Failure),
}

impl Scan {
    /// The camera is wanted.
    #[must_use]
    pub const fn films(self) -> bool {
        matches!(self, Self::Starting | Self::Running)
    }

    /// By the words that `scan.js` uses.
    #[must_use]
    pub fn named(kind: &str, reason: &str) -> Self {
        match kind {
            "running" => Self::Running,
            "nothing" => Self::Nothing,
            "stopped" => Self::Closed,
            _ => Self::Failed(Failure::named(reason)),
        }
    }
}

/// Why there is no camera, or no reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Not https.
    Insecure,
    /// The browser gives no page a camera.
    Unsupported,
    /// Somebody refused it, now or once.
    Denied,
    /// The page around this one, or the server, forbids it.
    Policy,
    /// There is none.
    NoCamera,
    /// Another app has it, or it gives no picture.
    Busy,
    /// The page was hidden, and the camera was switched off.
    Hidden,
    /// The file is no picture.
    NoPicture,
    /// What reads codes did not come or does not run.
    Reader,
    /// Anything else.
    Fault,
}

impl Failure {
    /// By the word that `scan.js` uses.
    #[must_use]
    pub fn named(word: &str) -> Self {
        match word {
            "insecure" => Self::Insecure,
            "unsupported" => Self::Unsupported,
            "denied" => Self::Denied,
            "policy" => Self::Policy,
            "none" => Self::NoCamera,
            "busy" => Self::Busy,
            "hidden" => Self::Hidden,
            "picture" => Self::NoPicture,
            "reader" => Self::Reader,
            _ => Self::Fault,
        }
    }
}

/// What happens to the scanner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScanMsg {
    /// The camera is wanted.
    Start,
    /// It is not wanted any more.
    Stop,
    /// A picture is to be chosen, or taken with the camera app.
    Pick(Picture),
    /// A picture was chosen.
    Chosen,
    /// What the scanner says.
    Said(Scan),
    /// The text in the field to paste into.
    Pasted(String),
}

/// Where a picture comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// From the device's pictures and files.
    Kept,
    /// Taken now, by the device's own camera app where it has one.
    Taken,
}

/// What is to be done with the scanner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScanAct {
    /// Start the camera.
    Start,
    /// Stop it.
    Stop,
    /// Let a picture be chosen, and read it.
    Pick(Picture),
}
