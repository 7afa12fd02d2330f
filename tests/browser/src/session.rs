//! One browser under test: WebDriver's commands, and under one name what each engine does in its own way.

use std::cell::{Cell, RefCell};
use std::path::Path;
use std::time::{Duration, Instant};

use base64::Engine as _;
use serde_json::{Value, json};
use xtask::engine::Engine;

use crate::bidi::Bidi;
use crate::driver::{Driver, Profile, WATCH, Without};
use crate::service::Service;
use crate::{Outcome, processes};

/// The key under which WebDriver hands out elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// One browser window; it closes with this value.
#[derive(Debug)]
pub struct Session<'d> {
    driver: &'d Driver,
    service: Service,
    id: String,
    /// Taken when the browser was killed and its profile lives on.
    profile: Option<Profile>,
    without: Without,
    /// Firefox only, with the name of the window.
    bidi: Option<(RefCell<Bidi>, String)>,
    asked: Cell<u32>,
}

/// What a page has said and asked for.
#[derive(Debug, Default)]
pub struct Noticed {
    /// Errors and warnings of the console.
    pub console: Vec<String>,
    /// Addresses that were asked for.
    pub requests: Vec<String>,
}

impl<'d> Session<'d> {
    /// Takes over the browser that the driver has just started.
    pub fn begin(
        driver: &'d Driver,
        service: Service,
        answer: &Value,
        profile: Profile,
        without: Without,
    ) -> Outcome<Self> {
        let id = answer.get("sessionId").and_then(Value::as_str).ok_or("the browser did not start")?.to_owned();
        let mut session =
            Self { driver, service, id, profile: Some(profile), without, bidi: None, asked: Cell::new(0) };
        match driver.engine {
            Engine::Chromium => {
                session.before_each_page(WATCH)?;
                if without == Without::Scripts {
                    session.chromium("Emulation.setScriptExecutionDisabled", &json!({ "value": true }))?;
                }
            }
            Engine::Firefox => {
                let address = answer.pointer("/capabilities/webSocketUrl").and_then(Value::as_str);
                let mut bidi = Bidi::connect(address.ok_or("Firefox named no address for BiDi")?)?;
                let events = ["log.entryAdded", "network.beforeRequestSent"];
                bidi.call("session.subscribe", &json!({ "events": events }))?;
                let tree = bidi.call("browsingContext.getTree", &json!({}))?;
                let window = tree.pointer("/contexts/0/context").and_then(Value::as_str);
                let window = window.ok_or("Firefox has no window")?.to_owned();
                session.bidi = Some((RefCell::new(bidi), window));
                session.before_each_page(WATCH)?;
            }
            // Its window has the script from the start.
            Engine::WebKit => {}
        }
        Ok(session)
    }

    fn post(&self, path: &str, body: &Value) -> Outcome<Value> {
        self.service.call("POST", &format!("/session/{}{path}", self.id), body)
    }

    /// A command of Chromium's own protocol; the other engines cannot do what it does.
    pub fn chromium(&self, command: &str, parameters: &Value) -> Outcome<Value> {
        match self.driver.engine {
            Engine::Chromium => self.post("/goog/cdp/execute", &json!({ "cmd": command, "params": parameters })),
            engine => Err(format!("{} cannot do this: {command}", engine.name())),
        }
    }

    /// A command of BiDi, which the tests speak only with Firefox.
    fn firefox(&self, command: &str, parameters: &Value) -> Outcome<Value> {
        let (bidi, _) = self.bidi.as_ref().ok_or_else(|| format!("only Firefox can do this: {command}"))?;
        bidi.borrow_mut().call(command, parameters)
    }

    /// Runs a script in every page that is opened from now on, before the page's own.
    pub fn before_each_page(&self, script: &str) -> Outcome<()> {
        match self.driver.engine {
            Engine::Chromium => {
                self.chromium("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script })).map(drop)
            }
            Engine::Firefox => {
                let function = json!({ "functionDeclaration": format!("() => {{ {script} }}") });
                self.firefox("script.addPreloadScript", &function).map(drop)
            }
            Engine::WebKit => {
                let file = self.profile()?.join("script.js");
                std::fs::write(&file, script).map_err(|error| format!("{}: {error}", file.display()))?;
                processes::signal("HUP", &processes::with_argument(self.profile()?))?;
                wait_for("the window of WebKit takes the script", || !file.exists())
            }
        }
    }

    /// Where the browser keeps everything.
    pub fn profile(&self) -> Outcome<&Path> {
        Ok(self.profile.as_ref().ok_or("the browser is dead already")?.path())
    }

    /// Kills the browser with everything that belongs to it, as a dead battery does; its profile remains.
    pub fn kill(mut self) -> Outcome<Profile> {
        let profile = self.profile.take().ok_or("the browser is dead already")?;
        processes::kill(profile.path())?;
        Ok(profile)
    }

    /// The same for a browser that has ended by itself: whatever is left of it goes as well.
    pub fn bury(mut self) -> Outcome<Profile> {
        let profile = self.profile.take().ok_or("the browser is dead already")?;
        if !processes::with_argument(profile.path()).is_empty() {
            processes::kill(profile.path())?;
        }
        Ok(profile)
    }

    /// Goes to an address and waits for the page's load event.
    pub fn go(&self, address: &str) -> Outcome<()> {
        self.post("/url", &json!({ "url": address })).map(drop)
    }

    /// Size of the page in CSS pixels, and whether the device is dark.
    pub fn look(&self, width: u32, height: u32, dark: bool) -> Outcome<()> {
        match self.driver.engine {
            Engine::Chromium => {
                let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
                self.chromium("Emulation.setDeviceMetricsOverride", &size)?;
                let scheme = if dark { "dark" } else { "light" };
                let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
                self.chromium("Emulation.setEmulatedMedia", &features)?;
            }
            Engine::Firefox => {
                let window = self.bidi.as_ref().map(|(_, window)| window);
                let size = json!({ "width": width, "height": height });
                let wanted = json!({ "context": window, "viewport": size, "devicePixelRatio": 1 });
                self.firefox("browsingContext.setViewport", &wanted)?;
                let colours = if dark { 0 } else { 1 };
                self.in_firefox_itself(&format!(
                    "Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', {colours});"
                ))?;
            }
            Engine::WebKit => {
                self.post("/window/rect", &json!({ "x": 0, "y": 0, "width": width, "height": height }))?;
                let browser = processes::with_argument(self.profile()?);
                processes::signal(if dark { "USR1" } else { "USR2" }, &browser)?;
            }
        }
        // Windows and themes change in their own time.
        let reached = format!(
            "innerWidth === {width} && innerHeight === {height} && matchMedia('(prefers-color-scheme: dark)').matches === {dark}"
        );
        if self.without == Without::Scripts || self.holds_within(&reached, 5000)? {
            return Ok(());
        }
        let found = "return [innerWidth, innerHeight, matchMedia('(prefers-color-scheme: dark)').matches]";
        let found = self.script(found, &Value::Null)?;
        Err(format!("the window does not become {width}x{height}, dark {dark}: {found}"))
    }

    /// Whether a JavaScript condition comes to hold, looking again every few milliseconds.
    pub fn holds_within(&self, condition: &str, milliseconds: u64) -> Outcome<bool> {
        let end = Instant::now() + Duration::from_millis(milliseconds);
        loop {
            let left = end.saturating_duration_since(Instant::now()).as_millis();
            let body = format!(
                "const end = performance.now() + {left};
                 const look = () => {{ if ({condition}) done(true); else if (performance.now() > end) done(false); else setTimeout(look, 8); }};
                 look();"
            );
            match self.script_later(&body, &Value::Null) {
                // The page went away while it was looked at, as after a tap on "reload": the next one counts. A frame's
                // first, empty page may go without saying so, and its clock with it: the end is told by the clock here.
                Err(error) if error.contains("unload") && left > 0 => {}
                Ok(held) if held != Value::Bool(true) && left > 0 => {}
                outcome => return Ok(outcome? == Value::Bool(true)),
            }
        }
    }

    /// Runs a script with the rights of Firefox's own windows.
    fn in_firefox_itself(&self, body: &str) -> Outcome<()> {
        self.post("/moz/context", &json!({ "context": "chrome" }))?;
        let outcome = self.post("/execute/sync", &json!({ "script": body, "args": [] }));
        self.post("/moz/context", &json!({ "context": "content" }))?;
        outcome.map(drop)
    }

    /// Runs the body of a function in the page; `return` gives its value.
    pub fn script(&self, body: &str, arguments: &Value) -> Outcome<Value> {
        self.post("/execute/sync", &json!({ "script": body, "args": [arguments] }))
    }

    /// Runs the body of a function that answers by calling `done`; `input` is its argument.
    pub fn script_later(&self, body: &str, input: &Value) -> Outcome<Value> {
        let body = format!("const [input, done] = arguments; {body}");
        self.post("/execute/async", &json!({ "script": body, "args": [input] }))
    }

    /// From now on everything happens in the frame that this JavaScript finds.
    pub fn enter(&self, frame: &str) -> Outcome<()> {
        let found = self.script(&format!("return {frame};"), &Value::Null)?;
        self.post("/frame", &json!({ "id": found })).map(drop)
    }

    /// Back to the page around all frames.
    pub fn leave(&self) -> Outcome<()> {
        self.post("/frame", &json!({ "id": null })).map(drop)
    }

    /// The one element that a CSS selector finds first.
    pub fn element(&self, selector: &str) -> Outcome<Element<'_>> {
        let found = self.post("/element", &json!({ "using": "css selector", "value": selector }))?;
        let id = found.get(ELEMENT).and_then(Value::as_str).ok_or("the driver returned no element")?;
        Ok(Element { session: self, id: id.to_owned() })
    }

    /// Types into whatever has the focus. Special keys are WebDriver's code points, for example `\u{E007}` for Enter.
    pub fn press(&self, keys: &str) -> Outcome<()> {
        let actions: Vec<Value> = keys
            .chars()
            .flat_map(|key| [json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })])
            .collect();
        self.post("/actions", &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] }))
            .map(drop)
    }

    /// Presses a key while another is held.
    pub fn press_held(&self, held: char, key: char) -> Outcome<()> {
        let action = |kind: &str, key: char| json!({ "type": kind, "value": key });
        let actions = [action("keyDown", held), action("keyDown", key), action("keyUp", key), action("keyUp", held)];
        self.post("/actions", &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] }))
            .map(drop)
    }

    /// The window as a PNG file.
    pub fn screenshot(&self) -> Outcome<Vec<u8>> {
        if self.driver.engine == Engine::WebKit && self.without != Without::Scripts {
            // WebKit takes a picture when it draws next, and a page in which nothing moves may not be drawn for minutes.
            let draw = "const end = performance.now() + 5000;
                const next = () => { if (performance.now() < end) requestAnimationFrame(next); };
                next();";
            self.script(draw, &Value::Null)?;
        }
        let path = format!("/session/{}/screenshot", self.id);
        let picture = self.service.call("GET", &path, &Value::Null)?;
        let text = picture.as_str().ok_or("the driver returned no picture")?;
        base64::engine::general_purpose::STANDARD.decode(text).map_err(|error| error.to_string())
    }

    /// What pages have said and asked for since the last call.
    pub fn noticed(&self) -> Outcome<Noticed> {
        match self.driver.engine {
            Engine::Chromium => self.noticed_in_chromium(),
            Engine::Firefox => self.noticed_in_firefox(),
            Engine::WebKit => self.noticed_in_webkit(),
        }
    }

    fn noticed_in_chromium(&self) -> Outcome<Noticed> {
        let log = |kind: &str| -> Outcome<Vec<Value>> {
            let entries = self.post("/se/log", &json!({ "type": kind }))?;
            Ok(entries.as_array().cloned().unwrap_or_default())
        };
        let said = |entry: &Value| {
            let serious = matches!(entry.get("level")?.as_str()?, "SEVERE" | "WARNING");
            serious.then(|| entry.get("message").and_then(Value::as_str).unwrap_or_default().to_owned())
        };
        let sent = |entry: &Value| -> Option<String> {
            let message: Value = serde_json::from_str(entry.get("message")?.as_str()?).ok()?;
            let message = message.get("message")?;
            let is_request = message.get("method")? == "Network.requestWillBeSent";
            let address = message.pointer("/params/request/url")?.as_str()?;
            is_request.then(|| address.to_owned())
        };
        Ok(Noticed {
            console: log("browser")?.iter().filter_map(said).collect(),
            requests: log("performance")?.iter().filter_map(sent).collect(),
        })
    }

    fn noticed_in_firefox(&self) -> Outcome<Noticed> {
        let (bidi, _) = self.bidi.as_ref().ok_or("Firefox without BiDi")?;
        let mut noticed = Noticed::default();
        for event in bidi.borrow_mut().events()? {
            let text = |path: &str| event.pointer(path).and_then(Value::as_str).unwrap_or_default().to_owned();
            match text("/method").as_str() {
                "log.entryAdded" if matches!(text("/params/level").as_str(), "error" | "warn") => {
                    noticed.console.push(text("/params/text"));
                }
                "network.beforeRequestSent" => noticed.requests.push(text("/params/request/url")),
                _ => {}
            }
        }
        Ok(noticed)
    }

    /// Its console is what the browser prints: what comes last marks the end of what was printed before.
    fn noticed_in_webkit(&self) -> Outcome<Noticed> {
        if self.without != Without::Scripts {
            let mark = format!("noticed up to here: {}", self.asked.replace(self.asked.get().saturating_add(1)));
            self.script("console.log(arguments[0]);", &json!(mark))?;
            wait_for("the console of WebKit speaks", || self.service.has_said(&mark))?;
        }
        let mut noticed = Noticed::default();
        for line in self.service.take_said() {
            if let Some(address) = line.strip_prefix("REQUEST ") {
                noticed.requests.push(address.to_owned());
            } else if line.contains("Unrecognized Content-Security-Policy directive 'manifest-src'") {
                // GTK's build knows no manifests; there `default-src` says what this directive would.
            } else if let Some((_, said)) = line.split_once("CONSOLE ")
                // At most one word stands before the level, for example `CONSOLE SECURITY ERROR`.
                && said.split(' ').take(2).any(|word| matches!(word, "ERROR" | "WARN"))
            {
                noticed.console.push(said.to_owned());
            }
        }
        Ok(noticed)
    }
}

/// Looks every few milliseconds whether something has happened outside of the page, for ten seconds.
fn wait_for(what: &str, happened: impl Fn() -> bool) -> Outcome<()> {
    let end = Instant::now() + Duration::from_secs(10);
    while !happened() {
        if Instant::now() > end {
            return Err(format!("waited in vain until {what}"));
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Ok(())
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        if let Some(profile) = &self.profile {
            self.service.call("DELETE", &format!("/session/{}", self.id), &Value::Null).ok();
            // A browser that does not want to go must not stay behind.
            processes::kill(profile.path()).ok();
        }
    }
}

/// An element of the page.
#[derive(Debug)]
pub struct Element<'s> {
    session: &'s Session<'s>,
    id: String,
}

impl Element<'_> {
    /// Clicks in its middle; fails when something else lies over it.
    pub fn click(&self) -> Outcome<()> {
        self.session.post(&format!("/element/{}/click", self.id), &json!({})).map(drop)
    }

    /// Clicks in its middle with a finger that stays down for so many milliseconds, as a hand does.
    pub fn click_for(&self, milliseconds: u32) -> Outcome<()> {
        let middle = json!({ "type": "pointerMove", "x": 0, "y": 0, "origin": { ELEMENT: self.id } });
        let (down, up) = (json!({ "type": "pointerDown", "button": 0 }), json!({ "type": "pointerUp", "button": 0 }));
        let held = json!({ "type": "pause", "duration": milliseconds });
        let hand = json!({ "type": "pointer", "id": "hand", "actions": [middle, down, held, up] });
        self.session.post("/actions", &json!({ "actions": [hand] })).map(drop)
    }

    /// Types into a field.
    pub fn fill(&self, text: &str) -> Outcome<()> {
        self.session.post(&format!("/element/{}/value", self.id), &json!({ "text": text })).map(drop)
    }

    /// Its text as a reader sees it.
    pub fn text(&self) -> Outcome<String> {
        let path = format!("/session/{}/element/{}/text", self.session.id, self.id);
        let text = self.session.service.call("GET", &path, &Value::Null)?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }
}
