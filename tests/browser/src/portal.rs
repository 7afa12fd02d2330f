//! A hospital's page on an origin of its own, around the app: how tests open it, step into the app, and speak with it.

use std::path::Path;

use serde_json::{Value, json};
use xtask::server::{Response, Server, file};

use crate::page::Page;
use crate::{Env, Outcome};

/// Strict enough for any host.
const POLICY: &str = "default-src 'none'; script-src APP; frame-src APP; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'";

pub const FRAME: &str = "<!doctype html><html lang=\"de\"><meta charset=\"utf-8\"><link rel=\"icon\" href=\"data:,\"><title>Portal</title><p>Portal</p></html>";

pub const ELEMENT: &str = "<!doctype html><html lang=\"de\"><meta charset=\"utf-8\"><link rel=\"icon\" href=\"data:,\"><title>Portal</title>
<script type=\"module\" src=\"APP/embed/paed-lotse.js\"></script><script type=\"module\" src=\"APP/embed/paed-lotse.js?again\"></script>
<paed-lotse language=\"de\"></paed-lotse><paed-lotse language=\"en\" height=\"auto\"></paed-lotse></html>";

pub const IN_ELEMENT: &str = "document.querySelector('paed-lotse').shadowRoot.querySelector('iframe')";

/// A hospital's page on an origin of its own, and the window in which it is open.
pub struct Portal<'e> {
    pub page: Page<'e>,
    pub app: String,
    pub origin: String,
    _server: Server,
}

impl<'e> Portal<'e> {
    /// Opens a portal with this page; the operator lists it and `others`, unless `others` says that nobody is listed.
    pub fn start(env: &'e Env, page: &'static str, others: &[&str]) -> Outcome<Self> {
        let app = env.site.address("");
        let (inner, dist) = (app.clone(), env.dist.clone());
        let server = Server::start([0], move |request| serve(page, &inner, &dist, &request.path))?;
        let origin = server.origin();
        let listed: Vec<&str> = if others == NOBODY { Vec::new() } else { [&[origin.as_str()], others].concat() };
        env.site.list(&listed);
        let page = Page::new(env)?;
        page.expect(&format!("foreign request: {origin}/"));
        // Chromium does not know every word of the list that the browsers' manuals give.
        page.expect("Unrecognized feature: 'web-share'");
        page.session.go(&format!("{origin}/"))?;
        Ok(Self { page, app, origin, _server: server })
    }

    /// A frame of the app, in JavaScript that makes it; with more for its address and more of its own.
    pub fn frame(&self, address: &str, more: &str) -> String {
        format!(
            "(() => {{
                const made = document.createElement('iframe');
                made.width = 1000; made.height = 700; made.allow = 'camera; clipboard-write; fullscreen; web-share; screen-wake-lock'; {more}
                made.src = '{}/?messaging_handle=h1&messaging_origin={}{address}';
                document.body.append(made);
                return made;
            }})()",
            self.app, self.origin
        )
    }

    /// A portal that listens, and a case that was begun in its frame; the test stands in the frame.
    pub fn with_case(env: &'e Env) -> Outcome<Self> {
        let portal = Self::start(env, FRAME, &[])?;
        portal.listen()?;
        portal.page.session.script(&format!("{};", portal.frame("", "")), &Value::Null)?;
        portal.enter("document.querySelector('iframe')")?;
        portal.page.tap("new-case")?;
        Ok(portal)
    }

    /// Steps into the app, in the frame that this JavaScript finds.
    pub fn app(self, frame: &str) -> Outcome<Page<'e>> {
        self.enter(frame)?;
        Ok(self.page)
    }

    pub fn enter(&self, frame: &str) -> Outcome<()> {
        self.page.wait("the frame is there", frame)?;
        self.page.session.enter(frame)?;
        self.page.wait("the app is ready", "document.documentElement?.dataset.ready === 'yes'")?;
        self.page.wait(
            "it is known who is around",
            "document.querySelector('[data-act=new-case], [data-screen=frame] [role=alert]')",
        )
    }

    /// Listens in the portal to whatever comes from its frame, and says things into it.
    pub fn listen(&self) -> Outcome<()> {
        let listen = "window.got = []; window.began = performance.now();
            addEventListener('message', event => got.push({ at: performance.now() - began, ...event.data }));
            window.say = (messageType, payload) => {
                const messageId = `m${got.length}-${Math.random()}`;
                frames[0].postMessage({ messagingHandle: 'h1', messageId, messageType, payload }, '*');
                return messageId;
            };
            window.ask = (type, payload) => new Promise(done => {
                const id = say(type, payload);
                const look = () => {
                    const answer = got.find(one => one.responseToMessageId === id);
                    if (answer) done(answer.payload); else setTimeout(look, 5);
                };
                look();
            });";
        self.page.session.script(listen, &Value::Null).map(drop)
    }

    /// Asks the app something and returns its answer.
    pub fn ask(&self, kind: &str, payload: &Value) -> Outcome<Value> {
        let ask = "ask(input[0], input[1]).then(done); setTimeout(done, 5000, 'no answer');";
        self.page.session.script_later(ask, &json!([kind, payload]))
    }
}

/// Nobody is listed.
pub const NOBODY: &[&str] = &["nobody"];

fn serve(page: &str, app: &str, dist: &Path, path: &str) -> Response {
    let filled = |text: &str| text.replace("APP", app);
    match path {
        "/" => Response {
            content_type: "text/html; charset=utf-8".into(),
            headers: vec![("Content-Security-Policy", filled(POLICY))],
            ..Response::text(200, &filled(page))
        },
        // The harness is the host's own copy, with the address of the app in it.
        "/harness.html" => {
            let text = String::from_utf8_lossy(&file(dist, "/embed/harness.html").body).into_owned();
            let text = text.replace("frame-src 'self'", &format!("frame-src {app}"));
            let text = text.replace("../index.html", &format!("{app}/index.html"));
            Response { content_type: "text/html; charset=utf-8".into(), ..Response::text(200, &text) }
        }
        path => file(dist, &format!("/embed{path}")),
    }
}
