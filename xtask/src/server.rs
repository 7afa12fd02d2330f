//! A small web server for this machine only: it shows the built app to a developer and to the browser tests.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// What a browser asked for.
#[derive(Debug)]
pub struct Request {
    /// `GET`, `HEAD`, …
    pub method: String,
    /// The path as sent, with its leading slash, without query.
    pub path: String,
}

/// What is sent back.
#[derive(Debug, Clone)]
pub struct Response {
    /// The HTTP status, for example 200.
    pub status: u16,
    /// The value of `Content-Type`.
    pub content_type: String,
    /// Further header lines: name and value.
    pub headers: Vec<(&'static str, String)>,
    /// The bytes themselves.
    pub body: Vec<u8>,
    /// So many bytes are promised and do not come: the connection is cut before them.
    pub missing: usize,
}

impl Response {
    /// A short text with a status: errors and redirects.
    #[must_use]
    pub fn text(status: u16, text: &str) -> Self {
        Self {
            status,
            content_type: "text/plain; charset=utf-8".into(),
            headers: Vec::new(),
            body: text.into(),
            missing: 0,
        }
    }

    /// Sends the browser to another path.
    #[must_use]
    pub fn redirect(location: &str) -> Self {
        Self { headers: vec![("Location", location.into())], ..Self::text(308, "moved") }
    }
}

/// A running server; it stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    stopped: Arc<AtomicBool>,
}

impl Server {
    /// Listens on the first free port of `ports` (0 lets the system choose) and answers every request with `answer`.
    ///
    /// # Errors
    /// When none of the ports is free.
    pub fn start(
        ports: impl IntoIterator<Item = u16>,
        answer: impl Fn(&Request) -> Response + Send + Sync + 'static,
    ) -> Result<Self, String> {
        let listener = ports
            .into_iter()
            .find_map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok())
            .ok_or("No free port was found on this machine. Stop another server and try again.")?;
        let address = listener.local_addr().map_err(|error| format!("The server has no address: {error}."))?;
        let stopped = Arc::new(AtomicBool::new(false));
        let (answer, stop) = (Arc::new(answer), Arc::clone(&stopped));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if stop.load(Ordering::Relaxed) {
                    break;
                }
                let (answer, stop) = (Arc::clone(&answer), Arc::clone(&stop));
                // A browser that goes away in the middle is no failure of the server.
                if let Ok(stream) = stream {
                    std::thread::spawn(move || converse(stream, answer.as_ref(), &stop).ok());
                }
            }
        });
        Ok(Self { address, stopped })
    }

    /// The address to open, for example `http://127.0.0.1:8080`.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
        // Wakes the waiting thread, so that it sees the flag and lets the port go.
        TcpStream::connect(self.address).ok();
    }
}

/// Reads one request and answers it; the connection is closed afterwards, which keeps the server simple.
fn converse(mut stream: TcpStream, answer: &dyn Fn(&Request) -> Response, stop: &AtomicBool) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut lines = BufReader::new(&stream).lines();
    let Some(first) = lines.next().transpose()? else { return Ok(()) };
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    // Browsers connect ahead of their requests; a stopped server answers none of them.
    if stop.load(Ordering::Relaxed) {
        return Ok(());
    }
    let mut words = first.split(' ');
    let method = words.next().unwrap_or_default().to_owned();
    let target = words.next().unwrap_or_default();
    let path = target.split(['?', '#']).next().unwrap_or_default().to_owned();
    let request = Request { method, path };
    let response = match request.method.as_str() {
        "GET" | "HEAD" => answer(&request),
        _ => Response::text(405, "only GET and HEAD"),
    };
    let headers: String = response.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    write!(
        stream,
        "HTTP/1.1 {} -\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n\
         X-Content-Type-Options: nosniff\r\n{headers}Connection: close\r\n\r\n",
        response.status,
        response.content_type,
        response.body.len() + response.missing,
    )?;
    if request.method != "HEAD" {
        stream.write_all(&response.body)?;
    }
    stream.flush()
}

/// The file below `root` that `path` names; a folder answers with its `index.html`.
#[must_use]
pub fn file(root: &Path, path: &str) -> Response {
    let name = path.strip_prefix('/').unwrap_or(path);
    let name = if name.is_empty() || name.ends_with('/') { format!("{name}index.html") } else { name.to_owned() };
    // The app's own file names are plain; anything else is either a mistake or an attempt to leave the folder.
    let plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
    };
    if !name.split('/').all(plain) {
        return Response::text(404, "not found");
    }
    match std::fs::read(root.join(&name)) {
        Ok(body) => {
            Response { status: 200, content_type: content_type(&name).into(), headers: Vec::new(), body, missing: 0 }
        }
        Err(_) => Response::text(404, "not found"),
    }
}

/// The media type that a file's name promises.
fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" => "application/json",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leaves_the_folder() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(file(here, "/Cargo.toml").status, 200);
        for path in [
            "/../Cargo.toml",
            "/src/../../Cargo.toml",
            "//Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/.cargo/config.toml",
            "/src",
        ] {
            assert_eq!(file(here, path).status, 404, "{path}");
        }
    }
}
