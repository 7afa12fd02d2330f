//! Steers Chromium: starts chromedriver and speaks WebDriver with it over plain HTTP.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use base64::Engine as _;
use serde_json::{Value, json};

use crate::Outcome;

/// A running chromedriver; it ends with this value.
#[derive(Debug)]
pub struct Driver {
    process: Child,
    port: u16,
    chromium: PathBuf,
    profiles: PathBuf,
}

/// The key under which WebDriver hands out elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Numbers the browser profiles of this run.
static PROFILE: AtomicU32 = AtomicU32::new(0);

impl Driver {
    /// Starts `chromedriver` on a port that it chooses itself; browsers keep their profiles below `profiles`.
    pub fn start(chromedriver: &PathBuf, chromium: PathBuf, profiles: PathBuf) -> Outcome<Self> {
        let mut process = Command::new(chromedriver)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{} cannot be started: {error}", chromedriver.display()))?;
        let output = process.stdout.take().ok_or("chromedriver says nothing")?;
        let mut lines = BufReader::new(output).lines();
        let port = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok())
            .ok_or("chromedriver ended before it named its port")?;
        // Whatever it says later is read and dropped, or it would wait for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self { process, port, chromium, profiles })
    }

    /// Opens a browser with an empty profile.
    pub fn session(&self, extra_arguments: &[&str]) -> Outcome<Session<'_>> {
        let number = PROFILE.fetch_add(1, Ordering::Relaxed);
        let profile = self.profiles.join(format!("{}-{number}", std::process::id()));
        let mut arguments: Vec<String> = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
        ]
        .iter()
        .chain(extra_arguments)
        .map(|argument| (*argument).to_owned())
        .collect();
        arguments.push(format!("--user-data-dir={}", profile.display()));
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": { "binary": self.chromium, "args": arguments },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        } } });
        let answer = self.call("POST", "/session", &wanted)?;
        let id = answer.get("sessionId").and_then(Value::as_str).ok_or("the browser did not start")?;
        Ok(Session { driver: self, id: id.to_owned(), profile })
    }

    /// One WebDriver command; an error of the driver becomes its message.
    fn call(&self, method: &str, path: &str, body: &Value) -> Outcome<Value> {
        let answer = self.exchange(method, path, body).map_err(|error| format!("chromedriver: {error}"))?;
        let value = answer.get("value").cloned().unwrap_or(Value::Null);
        match value.get("error").and_then(Value::as_str) {
            Some(error) => {
                let message = value.get("message").and_then(Value::as_str).unwrap_or_default();
                Err(format!("{error}: {}", message.lines().next().unwrap_or_default()))
            }
            None => Ok(value),
        }
    }

    /// One HTTP request and its JSON answer.
    fn exchange(&self, method: &str, path: &str, body: &Value) -> std::io::Result<Value> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(120)))?;
        let body = if method == "POST" { body.to_string() } else { String::new() };
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.port,
            body.len(),
        )?;
        let mut reader = BufReader::new(stream);
        let mut length = 0;
        let mut line = String::new();
        while reader.read_line(&mut line)? > 2 {
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().map_err(std::io::Error::other)?;
            }
            line.clear();
        }
        let mut bytes = vec![0; length];
        reader.read_exact(&mut bytes)?;
        serde_json::from_slice(&bytes).map_err(std::io::Error::other)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// One browser window; it closes with this value.
#[derive(Debug)]
pub struct Session<'d> {
    driver: &'d Driver,
    id: String,
    profile: PathBuf,
}

impl Session<'_> {
    fn post(&self, path: &str, body: &Value) -> Outcome<Value> {
        self.driver.call("POST", &format!("/session/{}{path}", self.id), body)
    }

    /// A command of Chromium's own protocol.
    pub fn chromium(&self, command: &str, parameters: &Value) -> Outcome<Value> {
        self.post("/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// Where the browser keeps its profile.
    pub fn profile(&self) -> &Path {
        &self.profile
    }

    /// Goes to an address and waits for the page's load event.
    pub fn go(&self, address: &str) -> Outcome<()> {
        self.post("/url", &json!({ "url": address })).map(drop)
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
        let path = format!("/session/{}/screenshot", self.id);
        let picture = self.driver.call("GET", &path, &Value::Null)?;
        let text = picture.as_str().ok_or("the driver returned no picture")?;
        base64::engine::general_purpose::STANDARD.decode(text).map_err(|error| error.to_string())
    }

    /// New entries of a log: `browser` (console) or `performance` (network).
    pub fn log(&self, kind: &str) -> Outcome<Vec<Value>> {
        let entries = self.post("/se/log", &json!({ "type": kind }))?;
        Ok(entries.as_array().cloned().unwrap_or_default())
    }
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        self.driver.call("DELETE", &format!("/session/{}", self.id), &Value::Null).ok();
        std::fs::remove_dir_all(&self.profile).ok();
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
        let text = self.session.driver.call("GET", &path, &Value::Null)?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }
}
