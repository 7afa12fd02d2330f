//! The scanner: a film stands in for the camera. It is read, also without a network; every way out switches the camera
//! off; every failure is said in words.

use std::path::PathBuf;

use paedlotse_pictures::{FRAME, LINK, Picture, Shot, code, record, shoot};
use serde_json::{Value, json};

use crate::page::{Findings, Page, nothing_wrong};
use crate::site::Fault;
use crate::{Env, Outcome, Test};

/// The tests of this file.
pub const TESTS: &[Test] = &[
    ("scan: a code is read from the camera, without a network", read_offline),
    ("scan: every way out switches the camera off", off),
    ("scan: the browser's own reader comes first", own_reader),
    ("scan: why there is no camera is said", refused),
    ("scan: a page around this one that allows no camera", framed),
    ("scan: a reader that does not come is said", no_reader),
    ("picture: a code is read from a file", pictures),
    ("picture: a text is pasted", pasted),
];

/// Notes what the scanner says, and every track that a camera gave.
const SPY: &str = "window.said = []; window.tracks = [];
    addEventListener('paedlotse-scan', event => said.push(event.detail));
    if (navigator.mediaDevices) {
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = async wanted => {
        window.wanted = wanted;
        const stream = await ask(wanted);
        tracks.push(...stream.getTracks());
        return stream;
      };
    }";

/// A camera was on, and none is.
const OFF: &str = "tracks.length && tracks.every(track => track.readyState === 'ended')";

fn state(wanted: &str) -> String {
    format!("document.querySelector('.scan')?.dataset.state === {wanted:?}")
}

/// A code as a camera sees it, and its text.
fn seen() -> Outcome<(Picture, String)> {
    let sent = record(7, 420);
    let shot = Shot { scale: 430, turn: 6, skew: (5, 3), blur: 1, noise: 4, light: 70 };
    Ok((shoot(&code(&sent, 15)?, shot, 7), format!("{LINK}{sent}")))
}

fn blank() -> Picture {
    let (width, height) = FRAME;
    Picture { width, height, luma: (0..width * height).map(|at| u8::try_from(at % 200).unwrap_or(0)).collect() }
}

fn file(env: &Env, name: &str, content: &[u8]) -> Outcome<PathBuf> {
    let path = env.output.join(name);
    std::fs::write(&path, content).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(path)
}

/// A page at the screen for receiving, in a browser whose camera shows this picture.
fn filmed<'e>(env: &'e Env, picture: &Picture) -> Outcome<Page<'e>> {
    let film = file(env, "camera.y4m", &picture.film(2))?;
    let film = format!("--use-file-for-fake-video-capture={}", film.display());
    let page =
        Page::in_chromium(env, &["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", &film])?;
    at_receive(&page, "")?;
    Ok(page)
}

/// Opens the screen for receiving, after a script of the test.
fn at_receive(page: &Page<'_>, script: &str) -> Outcome<()> {
    page.session.before_each_page(&format!("{SPY}\n{script}"))?;
    page.start("/")?;
    page.tap("step:receive")?;
    page.holds(&state("closed"))?;
    page.holds("!tracks.length").map_err(|_| "the camera started without a tap".into())
}

fn read(page: &Page<'_>, wanted: &str) -> Outcome<()> {
    page.wait("a text was read", "said.some(one => one.kind === 'read')")?;
    let text = page.text("said.find(one => one.kind === 'read').text")?;
    if text != wanted {
        return Err(format!("expected {wanted}, read {text}"));
    }
    page.wait("it is said", "document.querySelector('#arrival') !== null")
}

fn read_offline(env: &Env) -> Outcome<()> {
    let (picture, sent) = seen()?;
    let page = filmed(env, &picture)?;
    page.wait("the copy on the device", "paedlotseOffline.state().kind === 'ready'")?;
    let loaded = "performance.getEntriesByType('resource').some(entry => entry.name.includes('/scan'))";
    page.holds(&format!("!{loaded}")).map_err(|_| "the scanner was loaded before anybody wanted it")?;
    env.site.stop();
    page.tap("scan-start")?;
    read(&page, &sent)?;
    page.holds(loaded)?;
    page.holds(OFF).map_err(|_| "the camera runs on after a code was read")?;
    page.holds(&state("closed"))?;
    page.holds("wanted.video.facingMode === 'environment' && wanted.video.width.ideal === 1280 && !wanted.audio")?;
    page.picture("scan-read")?;
    env.site.go_on()?;
    page.is_clean()
}

fn off(env: &Env) -> Outcome<()> {
    let page = filmed(env, &blank())?;
    let mut findings = Findings::new();
    page.inspect("receive", &mut findings)?;
    let on = || {
        page.session.script("tracks.length = 0;", &Value::Null)?;
        page.tap("scan-start")?;
        page.wait("the camera runs", &state("running"))?;
        page.holds("tracks.some(track => track.readyState === 'live')")
    };
    on()?;
    page.inspect("receive-running", &mut findings)?;
    page.tap("scan-stop")?;
    page.wait("the camera is off when it is closed", &format!("{OFF} && {}", state("closed")))?;
    on()?;
    page.session.script("history.back();", &Value::Null)?;
    page.wait("the camera is off on another screen", OFF)?;
    page.tap("step:receive")?;
    on()?;
    let hide = "Object.defineProperty(document, 'hidden', { configurable: true, get: () => arguments[0] });
        document.dispatchEvent(new Event('visibilitychange'));";
    page.session.script(hide, &json!(true))?;
    page.wait("the camera is off when the page is hidden", OFF)?;
    page.session.script(&hide.replace("arguments[0]", "false"), &Value::Null)?;
    page.wait("it is said", "document.querySelector('.scan-line').textContent.includes('verdeckt')")?;
    page.inspect("receive-failed", &mut findings)?;
    // Closed while the browser still asks: what comes late is switched off at once.
    let late = "const ask = navigator.mediaDevices.getUserMedia; tracks.length = 0;
        navigator.mediaDevices.getUserMedia = wanted =>
          new Promise(resolve => { window.allow = () => resolve(ask(wanted)); });";
    page.session.script(late, &Value::Null)?;
    page.tap("scan-start")?;
    page.wait("the browser is asked", "window.allow")?;
    page.tap("scan-stop")?;
    page.session.script("allow();", &Value::Null)?;
    page.wait("the late camera is off", OFF)?;
    page.holds(&state("closed"))?;
    page.is_clean()?;
    nothing_wrong(&findings)
}

fn own_reader(env: &Env) -> Outcome<()> {
    let film = file(env, "camera.y4m", &blank().film(2))?;
    let film = format!("--use-file-for-fake-video-capture={}", film.display());
    let page =
        Page::in_chromium(env, &["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", &film])?;
    let browser = "window.BarcodeDetector = class {
          static async getSupportedFormats() { return ['ean_13', 'qr_code']; }
          async detect(video) { return video.videoWidth ? [{ rawValue: 'from the browser' }] : []; }
        };";
    at_receive(&page, browser)?;
    page.tap("scan-start")?;
    read(&page, "from the browser")?;
    page.holds("!performance.getEntriesByType('resource').some(entry => entry.name.includes('/scanner-'))")?;
    page.is_clean()
}

fn refused(env: &Env) -> Outcome<()> {
    let page = Page::in_chromium(env, &["--deny-permission-prompts"])?;
    at_receive(&page, "")?;
    let tap = |wanted: &str| {
        page.tap("scan-start")?;
        let said = format!("document.querySelector('.scan-line').textContent.includes({wanted:?})");
        page.wait(&format!("“{wanted}” is said"), &format!("{} && {said}", state("failed")))
    };
    // A real one: this machine has no camera, and who has none is not asked.
    page.tap("scan-start")?;
    page.wait("it is said", &state("failed"))?;
    for (name, wanted) in [
        ("NotAllowedError", "nicht erlaubt"),
        ("NotFoundError", "keine Kamera, die der Browser findet"),
        ("OverconstrainedError", "keine Kamera, die der Browser findet"),
        ("NotReadableError", "liefert kein Bild"),
        ("TypeError", "ein Fehler aufgetreten"),
    ] {
        let refuse = "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', arguments[0]); };";
        page.session.script(&refuse.replace("arguments[0]", &format!("{name:?}")), &Value::Null)?;
        tap(wanted)?;
    }
    page.picture("scan-refused")?;
    page.session.script("Object.defineProperty(navigator, 'mediaDevices', { value: undefined });", &Value::Null)?;
    tap("gibt Webseiten keine Kamera")?;
    page.session.script("Object.defineProperty(window, 'isSecureContext', { value: false });", &Value::Null)?;
    tap("Ohne https")?;
    page.is_clean()
}

/// The page is in a frame that was given no camera.
fn framed(env: &Env) -> Outcome<()> {
    let page = Page::in_chromium(env, &["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"])?;
    // The pages of the release allow no frames in themselves.
    page.session.chromium("Page.setBypassCSP", &json!({ "enabled": true }))?;
    page.open("/reset.html")?;
    let frame = "const frame = document.createElement('iframe'); frame.allow = \"camera 'none'\"; frame.src = './';
        document.body.replaceChildren(frame);";
    page.session.script(frame, &Value::Null)?;
    let inside = "document.querySelector('iframe').contentDocument";
    page.wait("the app is ready", &format!("{inside}.documentElement.dataset.ready === 'yes'"))?;
    for act in ["step:receive", "scan-start"] {
        page.wait(act, &format!("{inside}.querySelector('[data-act=\"{act}\"]')"))?;
        page.session.script(&format!("{inside}.querySelector('[data-act=\"{act}\"]').click();"), &Value::Null)?;
    }
    page.wait("it is said", &format!("{inside}.querySelector('.scan-line').textContent.includes('gesperrt')"))
}

fn no_reader(env: &Env) -> Outcome<()> {
    let (picture, sent) = seen()?;
    // Nor does it come onto the device: the copy there is whole or is not.
    env.site.set(Fault::Missing("scanner-"));
    let page = filmed(env, &picture)?;
    page.tap("scan-start")?;
    page.wait("it is said", "document.querySelector('.scan-line').textContent.includes('Leseprogramm')")?;
    page.holds(OFF)?;
    env.site.set(Fault::None);
    page.tap("scan-start")?;
    read(&page, &sent)
}

fn pictures(env: &Env) -> Outcome<()> {
    let (picture, sent) = seen()?;
    let page = Page::new(env)?;
    at_receive(&page, "")?;
    let choose = |act: &str, field: &str, name: &str, content: &[u8]| -> Outcome<()> {
        page.tap(act)?;
        let path = file(env, name, content)?;
        page.session.element(field)?.fill(&path.display().to_string())
    };
    let says = |wanted: &str| {
        page.wait(wanted, &format!("document.querySelector('.scan-line').textContent.includes({wanted:?})"))
    };
    choose("scan-pick", "#scan-picture", "scan-text.bmp", b"no picture at all")?;
    says("kein Bild, das der Browser lesen kann")?;
    choose("scan-pick", "#scan-picture", "scan-blank.bmp", &blank().bitmap())?;
    says("kein Code gefunden")?;
    choose("scan-photo", "#scan-photo", "scan-code.bmp", &picture.bitmap())?;
    read(&page, &sent)?;
    page.holds("document.querySelector('#scan-photo').getAttribute('capture') === 'environment'")?;
    page.is_clean()
}

fn pasted(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    at_receive(&page, "")?;
    page.holds("document.querySelector('[data-act=paste-open]').disabled")?;
    page.session.element("#paste")?.fill("  https://kinder.example.org/#d=ABC ")?;
    page.tap("paste-open")?;
    page.wait("it is taken", "document.querySelector('#arrival[role=alert]') !== null")?;
    page.is_clean()
}
