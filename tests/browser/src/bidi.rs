//! WebDriver BiDi: what Firefox tells while a page runs, over a WebSocket of the smallest kind.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

use serde_json::{Value, json};

use crate::Outcome;

/// An open connection; what arrives between two commands is kept until it is taken.
#[derive(Debug)]
pub struct Bidi {
    stream: BufReader<TcpStream>,
    last: u64,
    events: Vec<Value>,
}

/// Firefox refuses messages that are not masked, and a mask of zeros.
const MASK: [u8; 4] = [1, 2, 3, 4];

impl Bidi {
    /// Connects to the address that the driver has named, on this machine.
    pub fn connect(address: &str) -> Outcome<Self> {
        let rest = address.strip_prefix("ws://").ok_or("the address of BiDi is not plain")?;
        let (host, path) = rest.split_once('/').ok_or("the address of BiDi has no path")?;
        let port = host.rsplit_once(':').and_then(|(_, port)| port.parse::<u16>().ok());
        let port = port.ok_or("the address of BiDi has no port")?;
        let opened = || -> std::io::Result<BufReader<TcpStream>> {
            let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
            stream.set_read_timeout(Some(Duration::from_secs(60)))?;
            write!(
                stream,
                "GET /{path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
                 Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: cGFlZGxvdHNlLXRlc3RzLg==\r\n\r\n"
            )?;
            let mut stream = BufReader::new(stream);
            let mut line = String::new();
            while stream.read_line(&mut line)? > 2 {
                line.clear();
            }
            Ok(stream)
        };
        let stream = opened().map_err(|error| format!("BiDi: {error}"))?;
        Ok(Self { stream, last: 0, events: Vec::new() })
    }

    /// One command and its answer.
    pub fn call(&mut self, method: &str, parameters: &Value) -> Outcome<Value> {
        self.last += 1;
        let command = json!({ "id": self.last, "method": method, "params": parameters }).to_string();
        self.send(1, command.as_bytes()).map_err(|error| format!("BiDi: {error}"))?;
        loop {
            let message = self.receive().map_err(|error| format!("BiDi, {method}: {error}"))?;
            if message.get("id").and_then(Value::as_u64) != Some(self.last) {
                self.events.push(message);
            } else if let Some(error) = message.get("error") {
                return Err(format!("BiDi, {method}: {error}"));
            } else {
                return Ok(message.get("result").cloned().unwrap_or(Value::Null));
            }
        }
    }

    /// What was told since the last call. Whatever happened before this moment is in it.
    pub fn events(&mut self) -> Outcome<Vec<Value>> {
        self.call("session.status", &json!({}))?;
        Ok(std::mem::take(&mut self.events))
    }

    fn send(&mut self, kind: u8, text: &[u8]) -> std::io::Result<()> {
        let mut frame = vec![0x80 | kind];
        match (u8::try_from(text.len()), u16::try_from(text.len())) {
            (Ok(length), _) if length < 126 => frame.push(0x80 | length),
            (_, Ok(length)) => {
                frame.push(0x80 | 126);
                frame.extend(length.to_be_bytes());
            }
            _ => return Err(std::io::Error::other("a command of more than 64 kB")),
        }
        frame.extend(MASK);
        frame.extend(text.iter().zip(MASK.iter().cycle()).map(|(byte, mask)| byte ^ mask));
        self.stream.get_mut().write_all(&frame)
    }

    /// The next message; one that comes in several frames is put together.
    fn receive(&mut self) -> std::io::Result<Value> {
        let mut text = Vec::new();
        loop {
            let [first] = self.bytes()?;
            let [length] = self.bytes()?;
            let length = match length {
                126 => u64::from(u16::from_be_bytes(self.bytes()?)),
                127 => u64::from_be_bytes(self.bytes()?),
                short => u64::from(short),
            };
            let mut part = Vec::new();
            Read::by_ref(&mut self.stream).take(length).read_to_end(&mut part)?;
            match first & 0x0f {
                8 => return Err(std::io::Error::other("the browser has closed the connection")),
                9 => self.send(10, &part)?,
                10 => {}
                _ => {
                    text.extend(part);
                    if first & 0x80 != 0 {
                        return serde_json::from_slice(&text).map_err(std::io::Error::other);
                    }
                }
            }
        }
    }

    fn bytes<const N: usize>(&mut self) -> std::io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.stream.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}
