//! The page as a test sees it: taps by name, waits for conditions, and keeps an eye on everything that must not happen.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use crate::driver::{Profile, Without};
use crate::session::Session;
use crate::site::Site;
use crate::{Env, Outcome};

/// A window's size in CSS pixels and its scheme of colours.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// Dark, as the device asks for it.
    pub dark: bool,
}

/// The look of most tests.
const TABLET: Look = Look { width: 1024, height: 768, dark: false };

/// The looks at which every screen is checked and pictured.
pub const LOOKS: [Look; 6] = [
    TABLET,
    Look { width: 768, height: 1024, dark: false },
    Look { width: 390, height: 844, dark: false },
    Look { width: 1024, height: 768, dark: true },
    Look { width: 768, height: 1024, dark: true },
    Look { width: 390, height: 844, dark: true },
];

/// Holds while the screen that has come is drawn part by part.
const IN_PARTS: &str = "document.querySelector('[data-drawn=part]')";

/// What is wrong on the screens, and where.
pub type Findings = BTreeMap<String, Vec<String>>;

/// Fails when something is wrong; says it once, however many screens have it.
pub fn nothing_wrong(findings: &Findings) -> Outcome<()> {
    let line = |(what, places): (&String, &Vec<String>)| {
        format!("{what}\n    on {} pictures, first {}", places.len(), places.first().map_or("", String::as_str))
    };
    if findings.is_empty() { Ok(()) } else { Err(findings.iter().map(line).collect::<Vec<_>>().join("\n")) }
}

/// A browser window with the app's site in it.
#[derive(Debug)]
pub struct Page<'e> {
    /// The window, for what has no word of its own here.
    pub session: Session<'e>,
    site: &'e Site,
    /// Opened instead of the site.
    file: Option<String>,
    axe: &'e str,
    screens: &'e Path,
    /// Other hosts that belong to the test, and what browsers say about frames of theirs.
    beside: RefCell<Vec<String>>,
}

impl<'e> Page<'e> {
    /// A fresh browser in German on a tablet lying on its side, nothing opened yet.
    pub fn new(env: &'e Env) -> Outcome<Self> {
        Self::without(env, Without::Nothing)
    }

    /// The same with further arguments for Chromium; the other engines have no such arguments.
    pub fn in_chromium(env: &'e Env, arguments: &[&str]) -> Outcome<Self> {
        Self::around(env, env.driver.open_chromium(arguments)?)
    }

    /// The same for a page that is a file; `/` is the file itself.
    pub fn of_file(env: &'e Env, file: &Path) -> Outcome<Self> {
        let page = Self::new(env)?;
        Ok(Self { file: Some(format!("file://{}", file.display())), ..page })
    }

    /// The same in a browser that lacks something.
    pub fn without(env: &'e Env, without: Without) -> Outcome<Self> {
        Self::around(env, env.driver.open(without)?)
    }

    /// The same with what an earlier browser has kept.
    pub fn reopen(env: &'e Env, profile: Profile) -> Outcome<Self> {
        Self::around(env, env.driver.reopen(profile)?)
    }

    fn around(env: &'e Env, session: Session<'e>) -> Outcome<Self> {
        let beside = RefCell::default();
        let page = Self { session, site: &env.site, file: None, axe: &env.axe, screens: &env.screens, beside };
        page.look(TABLET)?;
        // What the browser's own first page asked for is no business of the app.
        page.session.go("about:blank")?;
        page.session.noticed()?;
        Ok(page)
    }

    /// Opens a path of the site.
    pub fn open(&self, path: &str) -> Outcome<()> {
        match &self.file {
            Some(file) => self.session.go(&format!("{file}{}", path.trim_start_matches('/'))),
            None => self.session.go(&self.site.address(path)),
        }
    }

    /// Opens a path and waits until the app has drawn.
    pub fn start(&self, path: &str) -> Outcome<()> {
        self.open(path)?;
        self.wait("the app is ready", "document.documentElement?.dataset.ready === 'yes'")
    }

    /// Sets size and colours.
    pub fn look(&self, look: Look) -> Outcome<()> {
        self.session.look(look.width, look.height, look.dark)
    }

    /// Waits until a JavaScript condition holds and no part of the screen is still to be drawn, looking again at each
    /// frame; fails after 15 seconds.
    pub fn wait(&self, what: &str, condition: &str) -> Outcome<()> {
        let condition = format!("({condition}) && !{IN_PARTS}");
        if self.session.holds_within(&condition, 15_000)? {
            return Ok(());
        }
        self.picture("waited-in-vain")?;
        let problems = self.problems()?.join("\n");
        Err(format!("waited in vain until {what} (picture: waited-in-vain.png)\n{problems}"))
    }

    /// The value of a JavaScript expression.
    pub fn value(&self, expression: &str) -> Outcome<Value> {
        self.session.script(&format!("return {expression};"), &Value::Null)
    }

    /// A JavaScript expression as text; anything but text is an error.
    pub fn text(&self, expression: &str) -> Outcome<String> {
        let value = self.value(expression)?;
        value.as_str().map(str::to_owned).ok_or_else(|| format!("`{expression}` is {value}"))
    }

    /// Fails unless a JavaScript condition holds now.
    pub fn holds(&self, condition: &str) -> Outcome<()> {
        match self.value(&format!("Boolean({condition})"))? {
            Value::Bool(true) => Ok(()),
            _ => Err(format!("this does not hold: {condition}")),
        }
    }

    /// Scrolls what carries this `data-act` to the middle, so that neither the header nor the bar lies over it.
    ///
    /// Only what a hand can scroll back may scroll: a box with hidden overflow that moves takes the header away for good.
    pub fn bring_into_view(&self, act: &str) -> Outcome<()> {
        let scroll = "const act = document.querySelector(`[data-act='${arguments[0]}']`);
            act?.scrollIntoView({ block: 'center', behavior: 'instant' });
            for (let box = act; box; box = box.parentElement)
                if (box.scrollTop > 0 && getComputedStyle(box).overflowY === 'hidden') return `.${box.className}: ${box.scrollTop}`;
            return '';";
        let stuck = self.session.script(scroll, &json!(act))?;
        match stuck.as_str() {
            Some("") | None => Ok(()),
            Some(stuck) => Err(format!("on the way to {act} a box without a scroll bar was scrolled: {stuck} pixels")),
        }
    }

    /// Taps what carries this `data-act`, and waits for the page that follows: the questions are drawn a frame after the
    /// advice. It must be there, visible and not covered.
    pub fn tap(&self, act: &str) -> Outcome<()> {
        self.bring_into_view(act)?;
        let element = self.session.element(&format!("[data-act='{act}']"));
        let element = element.map_err(|_| format!("there is nothing to tap: {act}"))?;
        element.click().map_err(|error| format!("cannot tap {act}: {error}"))?;
        self.painted()
    }

    /// Waits until what was changed has been painted, and the whole screen stands.
    pub fn painted(&self) -> Outcome<()> {
        let frames = format!(
            "const look = () => {IN_PARTS} ? requestAnimationFrame(look) : done(true);
            requestAnimationFrame(() => requestAnimationFrame(look));"
        );
        self.session.script_later(&frames, &Value::Null).map(drop)
    }

    /// Taps the button or link that is read out with this name.
    pub fn tap_named(&self, name: &str) -> Outcome<()> {
        let mark = "const named = [...document.querySelectorAll('button, a, [role]')].find(e =>
            e.checkVisibility() && (e.getAttribute('aria-label') ?? e.textContent).replace(/\\s+/g, ' ').trim() === arguments[0]);
            if (named) { named.scrollIntoView({ block: 'center' }); document.querySelector('[data-tap]')?.removeAttribute('data-tap'); named.dataset.tap = ''; }
            return Boolean(named);";
        if self.session.script(mark, &json!(name))? != Value::Bool(true) {
            return Err(format!("nothing visible is called “{name}”"));
        }
        self.session.element("[data-tap]")?.click()
    }

    /// Everything that went wrong on this page since it was opened: errors, policy violations, warnings of the
    /// console, requests to foreign hosts.
    pub fn problems(&self) -> Outcome<Vec<String>> {
        let mut problems: Vec<String> = Vec::new();
        let watched = self.value("window.watched")?;
        problems.extend(watched.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned));
        let noticed = self.session.noticed()?;
        problems.extend(noticed.console.into_iter().map(|said| format!("console: {said}")));
        let site = self.site.address("/");
        // A file asks for itself and for nothing beside it.
        let is_own = |address: &str| match &self.file {
            Some(file) => address.split('#').next() == Some(file),
            None => address.starts_with(&site),
        };
        for address in noticed.requests {
            // What the page has made itself is named after it.
            let origin = address.strip_prefix("blob:").unwrap_or(&address);
            if !is_own(origin) && !address.starts_with("data:") {
                problems.push(format!("foreign request: {address}"));
            }
        }
        Ok(problems)
    }

    /// What holds this is no problem: an address of another host of this test, a browser's remark.
    pub fn expect(&self, part: &str) {
        self.beside.borrow_mut().push(part.to_owned());
    }

    /// Fails when anything went wrong on this page.
    pub fn is_clean(&self) -> Outcome<()> {
        let mut problems = self.problems()?;
        let beside = self.beside.borrow();
        problems.retain(|problem| !beside.iter().any(|part| problem.contains(part)));
        if problems.is_empty() { Ok(()) } else { Err(problems.join("\n")) }
    }

    /// Runs axe over what is visible now; each finding is one line.
    pub fn accessibility(&self) -> Outcome<Vec<String>> {
        self.session
            .script("if (!window.axe) throw new Error('axe');", &Value::Null)
            .or_else(|_| self.session.script(self.axe, &Value::Null))?;
        let run = "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
            .then(result => done(result.violations.flatMap(rule => rule.nodes.map(node =>
                `${rule.id}: ${rule.help}: ${node.target.join(' ')} ${node.any.concat(node.all, node.none).map(check => check.message).join('; ')}`))),
                error => done([String(error)]));";
        let found = self.session.script_later(run, &Value::Null)?;
        let lines = found.as_array().ok_or("axe did not answer")?;
        Ok(lines.iter().filter_map(Value::as_str).map(str::to_owned).collect())
    }

    /// What is too small to be hit with a glove: below 48 by 48 pixels, answers below 88 by 64.
    fn too_small(&self) -> Outcome<Vec<String>> {
        let measure = "return [...document.querySelectorAll('button, input, a[href]')].filter(e => e.checkVisibility())
            .map(e => [e, e.getBoundingClientRect(), e.matches('.answers:not(.answers-wrap) > .opt') ? [88, 64] : [48, 48]])
            .filter(([e, r, [w, h]]) => r.right > 0 && r.bottom > 0 && (r.width < w - .5 || r.height < h - .5))
            .map(([e, r]) => `too small: ${e.dataset.act ?? e.textContent} ${Math.round(r.width)}x${Math.round(r.height)}`);";
        let found = self.session.script(measure, &Value::Null)?;
        Ok(found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect())
    }

    /// Words that are wider than the button they stand on.
    fn cut_off(&self) -> Outcome<Vec<String>> {
        let measure = "return [...document.querySelectorAll('button, a[href]')].filter(e => e.checkVisibility())
            .filter(e => e.scrollWidth > e.clientWidth + 1)
            .map(e => `wider than its button: ${e.dataset.act ?? ''} “${e.innerText.trim()}”`);";
        let found = self.session.script(measure, &Value::Null)?;
        Ok(found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect())
    }

    /// Sets the colours where the app has chosen its own already, as its theme button does.
    fn theme(&self, dark: bool) -> Outcome<()> {
        let set = "const root = document.documentElement; if (root.dataset.theme) root.dataset.theme = arguments[0] ? 'dark' : 'day';";
        self.session.script(set, &json!(dark)).map(drop)
    }

    /// Pictures and checks what is visible now at every size, light and dark: axe, targets, nothing wider than the
    /// window. Adds to `findings` what is wrong, with the places where it is.
    pub fn inspect(&self, name: &str, findings: &mut Findings) -> Outcome<()> {
        for look in LOOKS {
            self.look(look)?;
            self.theme(look.dark)?;
            self.painted()?;
            let place = format!("{name}-{}x{}-{}", look.width, look.height, if look.dark { "dark" } else { "light" });
            self.picture(&place)?;
            // Structure does not change with the colours, nor the colours with the size.
            let mut found = if look.dark && look.width < TABLET.width { Vec::new() } else { self.accessibility()? };
            found.extend(self.too_small()?);
            found.extend(self.cut_off()?);
            if self.holds("document.documentElement.scrollWidth <= innerWidth").is_err() {
                found.push("wider than the window".into());
            }
            let inside =
                "!document.querySelector('main[data-screen]') || document.documentElement.scrollHeight <= innerHeight";
            if self.holds(inside).is_err() {
                found.push("the page around the app scrolls".into());
            }
            for what in found {
                findings.entry(what).or_default().push(place.clone());
            }
        }
        // One picture in which nothing has to be scrolled, for the eye.
        self.look(Look { height: 4000, ..TABLET })?;
        self.theme(false)?;
        self.picture(&format!("{name}-whole"))?;
        self.look(TABLET)
    }

    /// Saves a picture of the window.
    pub fn picture(&self, name: &str) -> Outcome<()> {
        let file = self.screens.join(format!("{name}.png"));
        std::fs::write(&file, self.session.screenshot()?).map_err(|error| format!("{}: {error}", file.display()))
    }
}
