//! The three browser engines in which the app is tested, by name.

/// A browser engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Chrome, Edge, Android.
    Chromium,
    /// Firefox.
    Firefox,
    /// Safari, iPad, iPhone; here as WebKitGTK.
    WebKit,
}

impl Engine {
    /// All of them; the one in which everything runs comes first.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// Its name on the command line and in the names of folders.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The engine of this name.
    ///
    /// # Errors
    /// When there is none; the sentence says which there are.
    pub fn named(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|engine| engine.name() == name);
        found
            .ok_or_else(|| format!("`{name}` is no engine. The engines are: {}.", Self::ALL.map(Self::name).join(", ")))
    }
}
