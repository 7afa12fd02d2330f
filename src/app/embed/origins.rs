//! Which pages may show the app and talk to it: the operator's file `embed.json`,
//! `{ "paedlotse": "embed", "version": 1, "origins": [...], "allow": [...] }`. Without it nobody may.
//!
//! Origins are compared letter by letter with what the browser says. There is no pattern, no suffix, no `*`, and `null`,
//! which many pages share, is nobody.

use crate::app::frame::{Around, Surroundings, Talk};
use paedlotse_core::wire::Value;

/// So many origins and kinds are read.
const MOST: usize = 64;

/// The longest handle that is taken.
const HANDLE: usize = 200;

/// What the operator decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Embed {
    /// Pages of these origins may show the app and talk to it.
    pub origins: Vec<String>,
    /// About this.
    pub allow: Vec<String>,
}

impl Embed {
    /// Reads the file. What is not understood allows nothing.
    #[must_use]
    pub fn read(file: &Value) -> Self {
        let known = file.field("paedlotse").and_then(Value::text) == Some("embed")
            && file.field("version").and_then(Value::number) == Some(1);
        if !known {
            return Self::default();
        }
        let texts = |name: &str| {
            let items = file.field(name).map(Value::items).unwrap_or_default();
            items.iter().take(MOST).filter_map(Value::text).map(str::to_owned)
        };
        Self { origins: texts("origins").filter(|origin| is_origin(origin)).collect(), allow: texts("allow").collect() }
    }

    /// Whether this origin is listed.
    #[must_use]
    pub fn lists(&self, origin: &str) -> bool {
        is_origin(origin) && self.origins.iter().any(|listed| listed == origin)
    }
}

/// Whether this is an origin as browsers write it: scheme, host and, unless it is the usual one, port.
#[must_use]
pub fn is_origin(text: &str) -> bool {
    let Some((scheme, authority)) = text.split_once("://") else { return false };
    let usual = match scheme {
        "https" => "443",
        "http" => "80",
        _ => return false,
    };
    let (host, port) = match authority.rsplit_once(':') {
        // The colons of an address in brackets are its own.
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let of_name = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, b'-' | b'.' | b'_');
    let of_number = |c: u8| c.is_ascii_hexdigit() && !c.is_ascii_uppercase() || c == b':';
    let host_is_right = match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(number) => !number.is_empty() && number.bytes().all(of_number),
        None => host.split('.').all(|label| !label.is_empty()) && host.bytes().all(of_name),
    };
    let port_is_right = port.is_none_or(|port| {
        port != usual
            && !port.starts_with('0')
            && port.parse::<u16>().is_ok_and(|number| number > 0 && port.bytes().all(|c| c.is_ascii_digit()))
    });
    host_is_right && port_is_right
}

/// Who is around, and whether there is somebody to talk to.
#[must_use]
pub fn around(said: &Surroundings) -> (Around, Option<Talk>) {
    let embed = said.file.as_ref().map(Embed::read).unwrap_or_default();
    let own = |origin: &String| is_origin(&said.own) && *origin == said.own;
    let known = |origin: &String| own(origin) || embed.lists(origin);
    if said.around.is_empty() || !said.around.iter().all(known) {
        return (Around::Foreign, None);
    }
    let nearest = said.around.first().is_some_and(|nearest| *nearest == said.wanted);
    let talks = nearest && embed.lists(&said.wanted) && !said.handle.is_empty() && said.handle.len() <= HANDLE;
    let talk = Talk { handle: said.handle.clone(), allow: embed.allow, greeted: false, sent: 0, due: None };
    (Around::Known, talks.then_some(talk))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_what_a_browser_writes() {
        for right in [
            "https://portal.example.org",
            "http://intranet",
            "http://127.0.0.1:8080",
            "https://[2001:db8::1]:8443",
            "https://xn--klinik-bd-v2a.example",
        ] {
            assert!(is_origin(right), "{right}");
        }
        for wrong in [
            "",
            "*",
            "null",
            "https://",
            "https://*",
            "https://*.example.org",
            "https://Portal.example.org",
            "https://portal.example.org/",
            "https://portal.example.org.",
            "https://portal..org",
            "https://portal.example.org:443",
            "http://portal.example.org:80",
            "https://portal.example.org:",
            "https://portal.example.org:0",
            "https://portal.example.org:080",
            "https://portal.example.org:+8",
            "https://portal.example.org:70000",
            "https://user@portal.example.org",
            "https://klinik-süd.example",
            "file://",
            "https://a b",
            "HTTPS://portal.example.org",
            "https://[::1",
            "https://[]",
        ] {
            assert!(!is_origin(wrong), "{wrong}");
        }
    }
}
