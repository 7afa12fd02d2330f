//! The sample server configurations of `assets/servers/`, tried with the servers that this machine has.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use xtask::release;

use super::{READY, copied, shipped};
use crate::page::Page;
use crate::{Env, Outcome};

/// A server that ends with this value.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Asked, not killed: it ends its own children.
        Command::new("kill").arg(self.0.id().to_string()).status().ok();
        self.0.wait().ok();
    }
}

/// What only a header can say, and what the sample pages for hosts need.
const FRAMES: &str = "frame-src 'self'; frame-ancestors 'self'";

/// How a server is started with a configuration from a folder, on a port.
type Start = fn(&Path, &str, u16) -> Command;

/// Tries what is there; names what is not.
pub fn run(env: &Env) -> Outcome<()> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/servers");
    same_policy(&samples)?;
    let mut missing = Vec::new();
    let servers: [(&str, &str, Start); 2] =
        [("nginx.conf", "/usr/sbin/nginx", nginx), ("apache.conf", "/usr/sbin/apache2", apache)];
    for (name, program, make) in servers {
        if !Path::new(program).exists() {
            missing.push(program);
            continue;
        }
        let port = free_port()?;
        let folder = env.output.join("servers").join(name);
        std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let sample = std::fs::read_to_string(samples.join(name)).map_err(|error| error.to_string())?;
        let site = folder.join("site");
        release::write(&shipped(env)?, &site)?;
        let tried = for_this_machine(&sample, port, &site);
        let running = make(&folder, &tried, port).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let running = Running(running.map_err(|error| format!("{program}: {error}"))?);
        tried_with(env, port).map_err(|error| format!("{name}: {error}"))?;
        drop(running);
        env.tell(&format!("{name}: headers, compression and the app itself, as promised"));
    }
    if !missing.is_empty() {
        env.tell(&format!("not tried, because they are not installed: {missing:?}"));
    }
    Ok(())
}

/// Every sample sends the policy of the page.
fn same_policy(samples: &Path) -> Outcome<()> {
    let page = samples.join("../../index.html");
    let page = std::fs::read_to_string(&page).map_err(|error| format!("{}: {error}", page.display()))?;
    let wanted = format!("{}; {FRAMES}", release::policy(&page)?);
    for name in ["nginx.conf", "apache.conf", "web.config", "Caddyfile"] {
        let sample = std::fs::read_to_string(samples.join(name)).map_err(|error| format!("{name}: {error}"))?;
        if !sample.contains(&wanted) {
            return Err(format!("{name} does not send the policy of index.html: {wanted}"));
        }
    }
    Ok(())
}

/// Without a certificate, on a port of its own.
fn for_this_machine(sample: &str, port: u16, site: &Path) -> String {
    let kept = sample.lines().filter(|line| !line.contains("ssl_certificate") && !line.trim_start().starts_with("SSL"));
    let kept: Vec<&str> = kept.collect();
    let site = site.display().to_string();
    kept.join("\n")
        .replace("listen 443 ssl", &format!("listen 127.0.0.1:{port}"))
        .replace("*:443", &format!("127.0.0.1:{port}"))
        .replace("include mime.types", "include /etc/nginx/mime.types")
        .replace("/srv/paedlotse", &site)
}

fn nginx(folder: &Path, sample: &str, _port: u16) -> Command {
    let at = folder.display();
    let whole = format!(
        "daemon off; pid {at}/pid; error_log {at}/error.log; events {{}} http {{ access_log off;
         client_body_temp_path {at}/body; proxy_temp_path {at}/proxy; fastcgi_temp_path {at}/f; uwsgi_temp_path {at}/u;
         scgi_temp_path {at}/s;\n{sample}\n}}"
    );
    let mut command = Command::new("/usr/sbin/nginx");
    command.arg("-c").arg(written(folder, &whole));
    command
}

fn apache(folder: &Path, sample: &str, port: u16) -> Command {
    let at = folder.display();
    let modules = ["mpm_event", "authz_core", "headers", "mime", "rewrite", "dir"];
    let modules: String = modules
        .iter()
        .map(|name| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"))
        .collect();
    let whole = format!(
        "ServerRoot {at}\nPidFile {at}/pid\nErrorLog {at}/error.log\nServerName localhost\nListen 127.0.0.1:{port}\n\
         DefaultRuntimeDir {at}\n{modules}TypesConfig /etc/mime.types\n{sample}\n"
    );
    let mut command = Command::new("/usr/sbin/apache2");
    command.arg("-D").arg("FOREGROUND").arg("-f").arg(written(folder, &whole));
    command
}

fn written(folder: &Path, text: &str) -> PathBuf {
    let file = folder.join("tried.conf");
    // A file that cannot be written shows as a server that does not answer.
    std::fs::write(&file, text).ok();
    file
}

fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(|error| error.to_string())?;
    listener.local_addr().map(|address| address.port()).map_err(|error| error.to_string())
}

/// Status line and headers, in lower case.
fn headers(port: u16, path: &str, encoding: &str) -> Outcome<String> {
    let end = Instant::now() + Duration::from_secs(10);
    let mut stream = loop {
        match TcpStream::connect((Ipv4Addr::LOCALHOST, port)) {
            Ok(stream) => break stream,
            Err(error) if Instant::now() > end => return Err(format!("it does not answer: {error}")),
            Err(_) => std::thread::sleep(Duration::from_millis(50)),
        }
    };
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: paedlotse.example\r\nAccept-Encoding: {encoding}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).map_err(|error| error.to_string())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).map_err(|error| error.to_string())?;
    let answer = String::from_utf8_lossy(&answer);
    Ok(answer.split("\r\n\r\n").next().unwrap_or_default().to_lowercase())
}

fn tried_with(env: &Env, port: u16) -> Outcome<()> {
    let files = shipped(env)?;
    let page = files.get("index.html").map(|page| String::from_utf8_lossy(page).into_owned()).unwrap_or_default();
    let policy = format!("content-security-policy: {}; {FRAMES}", release::policy(&page)?).to_lowercase();
    let always = [
        policy.as_str(),
        "x-content-type-options: nosniff",
        "referrer-policy: no-referrer",
        "permissions-policy: camera=(self)",
        "strict-transport-security: max-age=31536000",
        "cross-origin-resource-policy: same-origin",
        "cross-origin-opener-policy: same-origin-allow-popups",
    ];
    let named =
        |end: &str| files.keys().find(|path| path.ends_with(end) && path.contains('-')).cloned().unwrap_or_default();
    let (wasm, script, style) = (named(".wasm"), named(".js"), named(".css"));
    let (asked, kept) = ("cache-control: no-cache", "cache-control: public, max-age=31536000, immutable");
    for (path, cache, media) in [
        ("", asked, "text/html"),
        ("index.html", asked, "text/html"),
        ("reset.html", asked, "text/html"),
        ("sw.js", asked, "javascript"),
        ("release.json", asked, "application/json"),
        ("manifest.json", asked, "application/json"),
        (wasm.as_str(), kept, "application/wasm"),
        (script.as_str(), kept, "javascript"),
        (style.as_str(), kept, "text/css"),
    ] {
        for encoding in ["identity", "gzip"] {
            let sent = headers(port, &format!("/{path}"), encoding)?;
            let compressed = if encoding == "gzip" { "content-encoding: gzip" } else { "200" };
            for wanted in always.iter().chain(&[cache, compressed]) {
                if !sent.contains(wanted) {
                    return Err(format!("/{path} ({encoding}) comes without “{wanted}”:\n{sent}"));
                }
            }
            if !sent.lines().any(|line| line.starts_with("content-type:") && line.contains(media)) {
                return Err(format!("/{path} ({encoding}) comes under another type than {media}:\n{sent}"));
            }
        }
    }
    // What is changed in place comes as it lies there, and is asked for each time.
    for path in ["config.json", "embed.json", "embed/frame.html"] {
        let sent = headers(port, &format!("/{path}"), "gzip")?;
        if !sent.contains(asked) || sent.contains("content-encoding") || sent.contains("access-control") {
            return Err(format!("/{path} comes with:\n{sent}"));
        }
    }
    let element = headers(port, "/embed/paed-lotse.js", "gzip")?;
    if !element.contains(asked) || !element.contains("access-control-allow-origin: *") {
        return Err(format!("a portal cannot take the element; it comes with:\n{element}"));
    }
    let gone = headers(port, "/start-0000000000000000.js", "identity")?;
    if !gone.contains(" 404 ") {
        return Err(format!("a file that is not there is answered with:\n{gone}"));
    }
    let page = Page::new(env)?;
    page.session.go(&format!("http://127.0.0.1:{port}/"))?;
    page.wait("the app is ready", READY)?;
    copied(&page)
}
