//! A driver program that runs for one browser: starts it and speaks WebDriver with it over plain HTTP.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::Outcome;

/// How the error begins when the driver itself does not answer.
pub const SILENT: &str = "the driver: ";

/// A running driver program; it ends with this value.
#[derive(Debug)]
pub struct Service {
    process: Child,
    port: u16,
    said: Arc<Mutex<Vec<String>>>,
}

impl Service {
    /// Starts the program on a port that is free, and waits until it answers.
    pub fn start(mut command: Command) -> Outcome<Self> {
        let failed = |error: std::io::Error| format!("a driver cannot be started: {error}");
        // Free again at once; that somebody else takes it in between shows as an error.
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
        let port = port.map_err(failed)?.port();
        command.arg(format!("--port={port}")).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = command.spawn().map_err(|error| format!("{} : {error}", command.get_program().display()))?;
        let said = Arc::new(Mutex::new(Vec::new()));
        listen(process.stdout.take(), &said);
        listen(process.stderr.take(), &said);
        let service = Self { process, port, said };
        let end = Instant::now() + Duration::from_secs(20);
        while service.call("GET", "/status", &Value::Null).is_err() {
            if Instant::now() > end {
                return Err(format!("{} does not answer", command.get_program().display()));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(service)
    }

    /// The lines that the program, and the browser through it, has printed since they were last taken.
    pub fn take_said(&self) -> Vec<String> {
        std::mem::take(&mut self.said.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether a line with this text waits to be taken.
    pub fn has_said(&self, text: &str) -> bool {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).iter().any(|line| line.contains(text))
    }

    /// One WebDriver command; an error of the driver becomes its message.
    pub fn call(&self, method: &str, path: &str, body: &Value) -> Outcome<Value> {
        let answer = self.exchange(method, path, body).map_err(|error| format!("{SILENT}{error}"))?;
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
        stream.set_read_timeout(Some(Duration::from_secs(90)))?;
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

/// Keeps the lines of an output in the background, so that nobody waits for a reader.
fn listen(output: Option<impl Read + Send + 'static>, said: &Arc<Mutex<Vec<String>>>) {
    let said = Arc::clone(said);
    std::thread::spawn(move || {
        for line in output.into_iter().flat_map(|output| BufReader::new(output).split(b'\n')).map_while(Result::ok) {
            said.lock().unwrap_or_else(PoisonError::into_inner).push(String::from_utf8_lossy(&line).into_owned());
        }
    });
}

impl Drop for Service {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
