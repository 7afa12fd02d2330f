//! The built app on a server of its own, which can go wrong on demand and remembers what was asked of it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use xtask::release::{Files, RELEASE};
use xtask::server::{Request, Response, Server, file};

use crate::Outcome;

/// What goes wrong. A text is part of the path of the files that it happens to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    None,
    /// A file is not there.
    Missing(&'static str),
    /// The server fails.
    Error(&'static str),
    /// A file arrives with another byte in it.
    Altered(&'static str),
    /// Half of a file arrives, as if it were all.
    Truncated(&'static str),
    /// The connection breaks in the middle of a file.
    Cut(&'static str),
    /// A portal answers with its own page.
    Portal(&'static str),
    /// A file comes under a media type that is not its own.
    Type(&'static str),
    /// A file comes only after a second.
    Late(&'static str),
    /// The wasm comes under a media type that is not its own.
    WrongType,
    /// A file does not come until the fault is taken away.
    Held(&'static str),
    /// A portal adds a policy of its own, which forbids wasm.
    ForeignPolicy,
    /// A portal adds a policy of its own, which forbids workers.
    NoWorkers,
    /// The page of one release comes with the program of another: it names other rules.
    OtherRules,
    /// The kill switch was put in the place of the worker.
    Killed,
}

/// What a portal says to everything.
const PORTAL: &str = "<!doctype html><title>Anmeldung</title><p>Bitte melden Sie sich am Gastnetz an.</p>";

/// The running server.
#[derive(Debug)]
pub struct Site {
    server: Mutex<Option<Server>>,
    origin: String,
    state: Arc<State>,
}

#[derive(Debug)]
struct State {
    dist: Mutex<PathBuf>,
    fault: Mutex<Fault>,
    changed: Condvar,
    asked: Mutex<Vec<String>>,
    ever: Mutex<BTreeSet<String>>,
    own: Mutex<BTreeSet<String>>,
    listed: Mutex<Option<String>>,
    compressed: AtomicBool,
}

/// A test that failed while it held a lock has been reported already.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Site {
    /// Serves the folder at `/` and at `/a/b/c/`.
    pub fn start(dist: PathBuf) -> Outcome<Self> {
        let state = Arc::new(State {
            dist: Mutex::new(dist.clone()),
            fault: Mutex::new(Fault::None),
            changed: Condvar::new(),
            asked: Mutex::default(),
            ever: Mutex::default(),
            own: Mutex::default(),
            listed: Mutex::default(),
            compressed: AtomicBool::new(false),
        });
        let server = listen(&state, 0)?;
        let site = Self { origin: server.origin(), server: Mutex::new(Some(server)), state };
        site.serve(&dist)?;
        Ok(site)
    }

    /// The address of a path.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// From now on this goes wrong.
    pub fn set(&self, fault: Fault) {
        *locked(&self.state.fault) = fault;
        self.state.changed.notify_all();
    }

    /// From now on another release is served, all of it at once, with the operator's file as shipped.
    pub fn serve(&self, dist: &Path) -> Outcome<()> {
        let release = xtask::release::read(dist)?;
        locked(&self.state.own).extend(listed(&release));
        *locked(&self.state.dist) = dist.to_owned();
        *locked(&self.state.listed) = None;
        Ok(())
    }

    /// From now on the operator's file lists these pages.
    pub fn list(&self, origins: &[&str]) {
        let shipped = file(&locked(&self.state.dist), "/embed.json").body;
        let mut embed: serde_json::Map<_, _> = serde_json::from_slice(&shipped).unwrap_or_default();
        embed.insert("origins".into(), serde_json::json!(origins));
        *locked(&self.state.listed) = Some(serde_json::Value::Object(embed).to_string());
    }

    /// From now on files come as a web server sends them to most browsers: small, with brotli.
    pub fn compress(&self) {
        self.state.compressed.store(true, Ordering::Relaxed);
    }

    /// The server is gone; its port refuses.
    pub fn stop(&self) {
        *locked(&self.server) = None;
    }

    /// The server is there again, at the same address.
    pub fn go_on(&self) -> Outcome<()> {
        let mut server = locked(&self.server);
        if server.is_none() {
            let port = self.origin.rsplit(':').next().and_then(|port| port.parse().ok()).ok_or("no port")?;
            *server = Some(listen(&self.state, port)?);
        }
        Ok(())
    }

    /// The paths that were asked for since the last call.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut locked(&self.state.asked))
    }

    /// Whatever was asked for since the start and is no file of a release that was served.
    pub fn beyond_the_release(&self) -> Vec<String> {
        let own = locked(&self.state.own);
        let name = |path: &str| path.strip_prefix("/a/b/c").unwrap_or(path).trim_start_matches('/').to_owned();
        locked(&self.state.ever).iter().filter(|path| !own.contains(&name(path))).cloned().collect()
    }
}

/// What may be asked for: the folder, its files, their list, and the operator's own settings.
fn listed(release: &Files) -> impl Iterator<Item = String> {
    release.keys().cloned().chain(["", RELEASE, "config.json", "embed.json"].map(str::to_owned))
}

fn listen(state: &Arc<State>, port: u16) -> Outcome<Server> {
    let answering = Arc::clone(state);
    Server::start([port], move |request| answering.answer(request))
}

impl State {
    fn answer(&self, request: &Request) -> Response {
        let path = request.path.as_str();
        locked(&self.asked).push(path.to_owned());
        locked(&self.ever).insert(path.to_owned());
        if path == "/a/b/c" {
            return Response::redirect("/a/b/c/");
        }
        let inside = path.strip_prefix("/a/b/c").unwrap_or(path);
        let mut fault = locked(&self.fault);
        while matches!(*fault, Fault::Held(part) if path.contains(part)) {
            fault = self.changed.wait(fault).unwrap_or_else(PoisonError::into_inner);
        }
        let fault = *fault;
        let folder = locked(&self.dist).clone();
        if fault == Fault::Killed && path.ends_with("/sw.js") {
            return file(&folder, "/sw-kill.js");
        }
        if let Some(listed) = locked(&self.listed).as_ref().filter(|_| inside == "/embed.json") {
            return Response { content_type: "application/json".into(), ..Response::text(200, listed) };
        }
        let mut response = file(&folder, inside);
        if inside.starts_with("/embed/") {
            // A module of another origin is taken only so; the sample configurations say it too.
            response.headers.push(("Access-Control-Allow-Origin", "*".into()));
        }
        if self.compressed.load(Ordering::Relaxed) {
            let name = if inside.ends_with('/') { format!("{inside}index.html") } else { inside.to_owned() };
            let small = file(&folder, &format!("{name}.br"));
            if small.status == 200 {
                response.body = small.body;
                response.headers.push(("Content-Encoding", "br".into()));
            }
        }
        wrong(fault, path, response)
    }
}

/// The answer with the fault in it.
fn wrong(fault: Fault, path: &str, mut response: Response) -> Response {
    let half = response.body.len() / 2;
    match fault {
        Fault::Missing(part) if path.contains(part) => Response::text(404, "not found"),
        Fault::Error(part) if path.contains(part) => Response::text(500, "out of order"),
        Fault::Portal(part) if path.contains(part) => {
            Response { content_type: "text/html; charset=utf-8".into(), ..Response::text(200, PORTAL) }
        }
        Fault::Altered(part) if path.contains(part) => {
            if let Some(last) = response.body.last_mut() {
                *last ^= 1;
            }
            response
        }
        Fault::Truncated(part) if path.contains(part) => {
            response.body.truncate(half);
            response
        }
        Fault::Cut(part) if path.contains(part) => {
            response.missing = response.body.len() - half;
            response.body.truncate(half);
            response
        }
        Fault::Type(part) if path.contains(part) => Response { content_type: "text/plain".into(), ..response },
        Fault::Late(part) if path.contains(part) => {
            std::thread::sleep(Duration::from_secs(1));
            response
        }
        Fault::WrongType if path.ends_with(".wasm") => Response { content_type: "text/plain".into(), ..response },
        Fault::ForeignPolicy => {
            response.headers.push(("Content-Security-Policy", "script-src 'self'".into()));
            response
        }
        Fault::NoWorkers => {
            response.headers.push(("Content-Security-Policy", "worker-src 'none'".into()));
            response
        }
        Fault::OtherRules => {
            let page = String::from_utf8_lossy(&response.body);
            if let Some((before, rest)) = page.split_once("data-rules=\"") {
                let rules = rest.get(1..).unwrap_or_default();
                response.body = format!("{before}data-rules=\"x{rules}").into_bytes();
            }
            response
        }
        _ => response,
    }
}
