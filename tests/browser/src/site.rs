//! The built app on a server of its own, which can go wrong on demand and remembers what was asked of it.

use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use xtask::server::{Request, Response, Server, file};

use crate::Outcome;

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    None,
    /// A file whose path contains this text is not there.
    Missing(&'static str),
    /// A file whose path contains this text arrives with another byte in it.
    Altered(&'static str),
    /// The wasm comes under a media type that is not its own.
    WrongType,
    /// The wasm does not come until the fault is taken away.
    Held,
    /// A portal adds a policy of its own, which forbids wasm.
    ForeignPolicy,
}

/// The running server.
#[derive(Debug)]
pub struct Site {
    server: Server,
    state: Arc<State>,
}

#[derive(Debug)]
struct State {
    dist: PathBuf,
    fault: Mutex<Fault>,
    changed: Condvar,
    asked: Mutex<Vec<String>>,
}

/// A test that failed while it held a lock has been reported already.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Site {
    /// Serves the folder at `/` and at `/a/b/c/`.
    pub fn start(dist: PathBuf) -> Outcome<Self> {
        let state = Arc::new(State {
            dist,
            fault: Mutex::new(Fault::None),
            changed: Condvar::new(),
            asked: Mutex::new(Vec::new()),
        });
        let answering = Arc::clone(&state);
        let server = Server::start([0], move |request| answering.answer(request))?;
        Ok(Self { server, state })
    }

    /// The address of a path.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.server.origin())
    }

    /// From now on this goes wrong.
    pub fn set(&self, fault: Fault) {
        *locked(&self.state.fault) = fault;
        self.state.changed.notify_all();
    }

    /// The paths that were asked for since the last call.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut locked(&self.state.asked))
    }
}

impl State {
    fn answer(&self, request: &Request) -> Response {
        let path = request.path.as_str();
        locked(&self.asked).push(path.to_owned());
        if path == "/a/b/c" {
            return Response::redirect("/a/b/c/");
        }
        let inside = path.strip_prefix("/a/b/c").unwrap_or(path);
        let is_wasm = path.ends_with(".wasm");
        let mut fault = locked(&self.fault);
        while is_wasm && *fault == Fault::Held {
            fault = self.changed.wait(fault).unwrap_or_else(PoisonError::into_inner);
        }
        let mut response = file(&self.dist, inside);
        match *fault {
            Fault::Missing(part) if path.contains(part) => Response::text(404, "not found"),
            Fault::Altered(part) if path.contains(part) => {
                if let Some(last) = response.body.last_mut() {
                    *last ^= 1;
                }
                response
            }
            Fault::WrongType if is_wasm => Response { content_type: "text/plain".into(), ..response },
            Fault::ForeignPolicy => {
                response.headers.push(("Content-Security-Policy", "script-src 'self'".into()));
                response
            }
            _ => response,
        }
    }
}
