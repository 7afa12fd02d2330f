//! Hosts around the app: at a deeper address, in a frame of another origin, in the custom element; what is said between
//! them, and what a host that nobody listed gets to hear.

use serde_json::{Value, json};
use xtask::engine::Engine;

use crate::page::Page;
use crate::portal::{ELEMENT, FRAME, IN_ELEMENT, NOBODY, Portal};
use crate::stories::{self, ends_within};
use crate::walk::Walk;
use crate::{Env, Outcome, Test};

/// The tests of this file.
pub const TESTS: &[Test] = &[
    ("embed: a walk in a folder, German", |env| {
        let page = Page::new(env)?;
        page.start("/a/b/c/")?;
        ends_within(env, page, stories::GARDELEGEN, stories::FOREARM_4, ("transfer", "urgent", "*"))
    }),
    ("embed: a walk in a frame of another origin, English", |env| {
        let portal = Portal::start(env, FRAME, &[])?;
        portal.page.session.script(&format!("{};", portal.frame("", "")), &Value::Null)?;
        let page = portal.app("document.querySelector('iframe')")?;
        ends_within(env, page, stories::SOEST_EN, stories::FEVER, ("treat_locally", "routine", ""))
    }),
    ("embed: a walk in the element, German", |env| {
        let portal = Portal::start(env, ELEMENT, &[])?;
        let page = portal.app(IN_ELEMENT)?;
        ends_within(env, page, stories::GARDELEGEN, stories::CROUP_5, ("transfer", "emergent", "*"))
    }),
    ("embed: two elements on one page", two_elements),
    ("embed: a prefill that has waited too long is not sent any more", late_prefill),
    ("embed: the whole conversation with a listed host", conversation),
    ("embed: the harness finds nothing wrong", harness),
    ("embed: a host that is not listed gets no answer, and no case is opened", unlisted),
    ("embed: hostile messages of a listed host change nothing", hostile),
    ("embed: in a sandbox it is said what has to change", sandboxed),
    ("embed: a small frame holds every screen", small),
    ("embed: the height is told with measure", measured),
    ("embed: without any permission it is said what cannot be done", denied),
    ("embed: offline in a portal", offline),
    ("embed: links to places", links),
    ("timing: a prefill of sixty values at a quarter of the speed", sixty),
    ("embed: a dropped file lies beside the case", dropped),
];

/// A child as a hospital's system tells of it: values of now.
const BUNDLE: &str = "({
    resourceType: 'Bundle', type: 'collection', entry: [
        { resource: { resourceType: 'Patient', gender: 'female', birthDate: new Date(Date.now() - 800 * 864e5).toISOString().slice(0, 10) } },
        ...[['29463-7', 12.4, 'kg'], ['8867-4', 128, '/min'], ['8310-5', 38.6, 'Cel'], ['9279-1', 30, '{breaths}/min']].map(([code, value, unit]) => ({
            resource: {
                resourceType: 'Observation', status: 'final', code: { coding: [{ system: 'http://loinc.org', code }] },
                effectiveDateTime: new Date(Date.now() - 6e5).toISOString(),
                valueQuantity: { value, system: 'http://unitsofmeasure.org', code: unit, unit },
            },
        })),
        { resource: { resourceType: 'Observation', status: 'final', code: { text: 'Lieblingsfarbe' }, valueString: 'blau' } },
    ],
})";

fn conversation(env: &Env) -> Outcome<()> {
    let portal = Portal::start(env, FRAME, &[])?;
    let page = &portal.page;
    portal.listen()?;
    page.session.script(
        &format!(
            "const made = {}; made.addEventListener('load', () => {{ window.began = performance.now(); }});",
            portal.frame("", "")
        ),
        &Value::Null,
    )?;
    page.wait("the app greets", "got.some(one => one.messageType === 'status.handshake')")?;
    let after = page.value("Math.round(got.find(one => one.messageType === 'status.handshake').at)")?;
    env.tell(&format!("the app greets {after} ms after the frame has loaded"));
    let answer = portal.ask("status.handshake", &json!({ "protocolVersion": "1.0" }))?;
    expect("the greeting", &answer, "/application/name", &json!("PädLotse"))?;
    let answer = portal.ask(
        "sdc.configure",
        &json!({ "configuration": { "language": "en", "theme": { "accent": "#00563f", "radius": "large" } } }),
    )?;
    expect("looks", &answer, "/status", &json!("success"))?;
    let answer = portal.ask("sdc.configure", &json!({ "configuration": { "theme": { "accent": "#ffff00" } } }))?;
    expect("a colour that cannot be read", &answer, "/status", &json!("error"))?;
    let answer = portal.ask("sdc.requestExtract", &json!({}))?;
    expect("no case", &answer, "/outcome/issue/0/code", &json!("not-found"))?;
    // What is told comes before the case is opened, and is offered in it.
    let told = format!(
        "ask('sdc.configureContext', {{ context: {{ launchContext: [{{ name: 'all', contentResource: {BUNDLE} }}] }} }}).then(done);"
    );
    let answer = page.session.script_later(&told, &Value::Null)?;
    expect("what is told", &answer, "/status", &json!("success"))?;
    page.session.enter("document.querySelector('iframe')")?;
    page.wait("in English", "document.documentElement.lang === 'en'")?;
    page.holds("getComputedStyle(document.documentElement).getPropertyValue('--act') === '#00563f'")?;
    page.holds("!document.querySelector('.told')")?;
    page.tap("new-case")?;
    page.wait("it is offered", "document.querySelectorAll('.told-list [data-act^=\"told:\"]').length >= 8")?;
    page.picture("embed-told")?;
    // Nothing of it counts until somebody taps.
    page.holds("!document.querySelector('.field-sex [aria-checked=true]')")?;
    page.tap("told:age")?;
    page.tap("told:sex")?;
    page.holds("document.querySelector('.field-sex [aria-checked=true]').dataset.act === 'sex:female'")?;
    // The weight waits in its field, and is right by a tap there.
    page.holds("document.querySelector('#n-weight').value === '12.40'")?;
    page.tap("sure:weight")?;
    // Some may lie outside the row on a telephone: it is said how many are meant.
    page.holds("document.querySelector('[data-act=\"told:all\"]').textContent.includes('All 3 checked')")?;
    page.tap("told:all")?;
    page.wait("all is taken over", "!document.querySelector('.told-list .is-open')")?;
    page.session.leave()?;
    page.wait("the host is told", "got.some(one => one.messageType === 'sdc.ui.changedQuestionnaireResponse')")?;
    let answer = portal.ask("sdc.requestExtract", &json!({}))?;
    expect("the document", &answer, "/extractedResources/0/type", &json!("document"))?;
    let weighs = answer.to_string().contains("12.4");
    expect("the weight is in it", &json!(weighs), "", &json!(true))?;
    let answer = portal.ask("sdc.requestCurrentQuestionnaireResponse", &json!({}))?;
    expect("the answers", &answer, "/questionnaireResponse/status", &json!("in-progress"))?;
    page.holds("got.some(one => one.messageType === 'ui.resize' && one.payload.height >= 480)")?;
    page.session.enter("document.querySelector('iframe')")?;
    for act in ["step:start", "close-case", "close-case"] {
        page.tap(act)?;
    }
    page.session.leave()?;
    page.wait("the end is told", "got.some(one => one.messageType === 'ui.done')")?;
    page.is_clean()
}

/// What stands in an answer under this path.
fn expect(what: &str, answer: &Value, path: &str, wanted: &Value) -> Outcome<()> {
    let found = answer.pointer(path).unwrap_or(&Value::Null);
    if found == wanted { Ok(()) } else { Err(format!("{what}: expected {wanted}, found {found}")) }
}

fn harness(env: &Env) -> Outcome<()> {
    let portal = Portal::start(env, FRAME, &[])?;
    portal.page.session.go(&format!("{}/harness.html", portal.origin))?;
    portal.page.wait("the harness is done", "document.querySelector('#summary').dataset.done === 'yes'")?;
    portal.page.picture("embed-harness")?;
    let failed = portal.page.text(
        "[...document.querySelectorAll('#checks [data-state=failed]')].map(line => line.textContent).join('; ')",
    )?;
    if portal.page.text("document.querySelector('#summary').dataset.failed")? == "0" {
        portal.page.is_clean()
    } else {
        Err(failed)
    }
}

fn two_elements(env: &Env) -> Outcome<()> {
    let portal = Portal::start(env, ELEMENT, &[])?;
    let page = &portal.page;
    for (number, language, title) in [(0, "de", "Neuer Fall"), (1, "en", "New case")] {
        let frame = format!("document.querySelectorAll('paed-lotse')[{number}].shadowRoot.querySelector('iframe')");
        portal.enter(&frame)?;
        page.wait(language, &format!("document.documentElement.lang === '{language}'"))?;
        page.wait(title, &format!("document.querySelector('[data-act=new-case]')?.textContent.includes('{title}')"))?;
        if number == 0 {
            page.tap("new-case")?;
        }
        page.session.leave()?;
    }
    let second = "document.querySelectorAll('paed-lotse')[1].shadowRoot.querySelector('iframe')";
    page.session.enter(second)?;
    page.holds("document.querySelector('main').dataset.screen === 'start'")?;
    page.session.leave()?;
    // What the host can do with the element.
    let result = "document.querySelector('paed-lotse').result().then(({ bundle }) => done(bundle.type), error => done(String(error)));";
    expect("the result", &page.session.script_later(result, &Value::Null)?, "", &json!("document"))?;
    page.holds("document.querySelectorAll('paed-lotse')[0].offsetHeight === 640")?;
    page.wait("the second is as high as the app", "document.querySelectorAll('paed-lotse')[1].offsetHeight !== 640")?;
    let none =
        "document.querySelectorAll('paed-lotse')[1].result().then(() => done('a result'), () => done('refused'));";
    expect("without a case", &page.session.script_later(none, &Value::Null)?, "", &json!("refused"))?;
    page.holds("[...document.querySelectorAll('paed-lotse')].every(one => one.shadowRoot.mode === 'open')")?;
    page.is_clean()
}

/// An app that comes eleven seconds late: by then another child may be before the clinician.
fn late_prefill(env: &Env) -> Outcome<()> {
    let portal = Portal::start(env, ELEMENT, &[])?;
    let page = &portal.page;
    // In place of the app a page that does nothing by itself.
    let make = "document.querySelectorAll('paed-lotse').forEach(one => one.remove());
        const late = document.createElement('paed-lotse');
        late.setAttribute('src', arguments[0]);
        document.body.append(late);
        window.told = [];
        const prefill = id => late.prefill({ resourceType: 'Patient', id }).catch(() => told.push(id));
        prefill('first');
        setTimeout(prefill, 8000, 'second');";
    page.session.script(make, &json!(format!("{}/reset.html", portal.app)))?;
    page.wait("the frame is there", IN_ELEMENT)?;
    page.session.enter(IN_ELEMENT)?;
    page.wait("the other page is there", "location.pathname === '/reset.html' && document.readyState === 'complete'")?;
    let greet = "window.heard = [];
        addEventListener('message', ({ data }) => {
            heard.push(JSON.stringify(data));
            parent.postMessage({ messageId: `a${heard.length}`, responseToMessageId: data.messageId, payload: { application: {} } }, '*');
        });
        const messagingHandle = new URLSearchParams(location.search).get('messaging_handle');
        setTimeout(() => parent.postMessage({ messagingHandle, messageId: 'g', messageType: 'status.handshake', payload: {} }, '*'), 11000);";
    page.session.script(greet, &Value::Null)?;
    if !page.session.holds_within("window.heard?.some(one => one.includes('second'))", 20_000)? {
        return Err("what had waited for a short time did not come".into());
    }
    page.holds("!heard.some(one => one.includes('first'))")?;
    page.session.leave()?;
    page.holds("told.join() === 'first'")
}

fn unlisted(env: &Env) -> Outcome<()> {
    for (listed, shown) in [(NOBODY, true), (&["https://portal.example.org"][..], false)] {
        // The second time the host is listed for showing the app, and a message says another handle.
        let portal = Portal::start(env, FRAME, listed)?;
        let page = &portal.page;
        portal.listen()?;
        page.session.script(&format!("{};", portal.frame("", "")), &Value::Null)?;
        page.session.enter("document.querySelector('iframe')")?;
        page.wait("the app is ready", "document.documentElement?.dataset.ready === 'yes'")?;
        if shown {
            page.wait("the notice", "document.querySelector('[data-screen=frame] [role=alert]')")?;
            page.holds(&format!("document.querySelector('main').textContent.includes('{}')", portal.origin))?;
            page.picture("embed-foreign")?;
            page.tap("only-look")?;
            page.wait("the library", "document.querySelector('main').dataset.screen === 'library'")?;
            page.tap("step:start")?;
            page.tap("new-case")?;
            page.wait("the notice again", "document.querySelector('[data-screen=frame] [role=alert]')")?;
        } else {
            page.wait("the start", "document.querySelector('[data-act=new-case]')")?;
        }
        page.session.leave()?;
        page.session.script("got.length = 0;", &Value::Null)?;
        let tries = "let left = 100000;
            const some = () => {
                for (let i = 0; i < 1000 && left > 0; i += 1, left -= 1) {
                    frames[0].postMessage({ messagingHandle: input, messageId: `m${left}`, messageType: ['status.handshake', 'sdc.requestExtract', 'sdc.configure'][left % 3], payload: {} }, '*');
                }
                if (left > 0) setTimeout(some); else setTimeout(done, 1000, got.filter(one => one.responseToMessageId).length);
            };
            some();";
        // Nobody is listed: also who knows the handle gets no answer.
        let handle = if shown { "h1" } else { "h2" };
        expect("answers", &page.session.script_later(tries, &json!(handle))?, "", &json!(0))?;
        env.tell("100000 messages, 0 answers");
        if !shown {
            beside_the_listed_one(&portal)?;
        }
        page.is_clean()?;
    }
    Ok(())
}

/// In a portal that is listed, a frame of another origin that knows the handle, and is not the page around.
fn beside_the_listed_one(portal: &Portal<'_>) -> Outcome<()> {
    let page = &portal.page;
    let make = "const made = document.createElement('iframe'); made.src = input; made.id = 'beside'; made.onload = () => done(true); document.body.append(made);";
    page.session.script_later(make, &json!(format!("{}/reset.html", portal.app)))?;
    page.session.enter("document.querySelector('#beside')")?;
    page.wait("the other frame is there", "location.pathname === '/reset.html' && document.readyState === 'complete'")?;
    let tries = "let answers = 0;
        addEventListener('message', () => { answers += 1; });
        for (let i = 0; i < 1000; i += 1) {
            parent.frames[0].postMessage({ messagingHandle: 'h1', messageId: `b${i}`, messageType: 'status.handshake', payload: {} }, '*');
        }
        setTimeout(() => done(answers), 1000);";
    expect("answers beside", &page.session.script_later(tries, &Value::Null)?, "", &json!(0))?;
    page.session.leave()?;
    page.holds("!got.some(one => one.responseToMessageId)")
}

fn hostile(env: &Env) -> Outcome<()> {
    let portal = Portal::with_case(env)?;
    let page = &portal.page;
    for act in ["age-key:4", "age-unit:years", "go"] {
        page.tap(act)?;
    }
    let before = page.text("document.querySelector('main').outerHTML")?;
    page.session.leave()?;
    // What comes before the greeting is refused unread.
    let answer = portal.ask("status.handshake", &json!({ "protocolVersion": "1.0" }))?;
    expect("the greeting", &answer, "/application/name", &json!("PädLotse"))?;
    let spoil = "let left = 100000;
        const kinds = ['status.handshake', 'sdc.configure', 'sdc.configureContext', 'sdc.displayQuestionnaireResponse', 'sdc.requestExtract', 'sdc.displayQuestionnaire', 'x', '__proto__'];
        let deep = {};
        for (let i = 0; i < 2000; i += 1) deep = { context: deep, launchContext: [deep] && [i] };
        const ring = {}; ring.ring = ring;
        const heavy = [deep, ring, { context: { launchContext: new Array(5000).fill({ name: 'x'.repeat(100) }) } }];
        const light = [null, 7, [], 'x', {}, { context: { launchContext: [{ contentResource: { resourceType: 'Bundle', entry: [{}] } }] } },
            { configuration: { theme: { accent: 'url(x)', mode: 7 }, language: 'xx' } }, { questionnaireResponse: { item: [{ linkId: 'temperature', answer: [{ valueInteger: 9e99 }] }] } }];
        const some = () => {
            for (let i = 0; i < 500 && left > 0; i += 1, left -= 1) {
                const payload = left % 997 ? light[Math.floor(left / kinds.length) % light.length] : heavy[left % heavy.length];
                const message = { messagingHandle: 'h1', messageId: `m${left}`, messageType: kinds[left % kinds.length], payload };
                frames[0].postMessage(left % 17 ? message : payload, '*');
            }
            if (left > 0) setTimeout(some); else setTimeout(done, 2500, true);
        };
        some();";
    page.session.script_later(spoil, &Value::Null)?;
    page.session.enter("document.querySelector('iframe')")?;
    let after = page.text("document.querySelector('main').outerHTML")?;
    if before != after {
        return Err("the screen has changed".into());
    }
    page.holds("document.documentElement.dataset.boot === undefined")?;
    page.holds("!document.querySelector('.told-values .chip')")?;
    page.tap("deny-group:danger_airway")?;
    page.session.leave()?;
    page.is_clean()
}

fn sandboxed(env: &Env) -> Outcome<()> {
    let portal = Portal::start(env, FRAME, &[])?;
    let page = &portal.page;
    page.session.script(&format!("{};", portal.frame("", "made.sandbox = 'allow-scripts';")), &Value::Null)?;
    page.session.enter("document.querySelector('iframe')")?;
    page.wait("it is said", "document.querySelector('.boot-locked')?.offsetHeight > 0")?;
    page.holds("document.querySelector('.boot-locked').textContent.includes('allow-same-origin')")?;
    page.holds("document.querySelector('#paper').offsetHeight > 100")
}

fn small(env: &Env) -> Outcome<()> {
    let portal = Portal::start(env, FRAME, &[])?;
    let page = &portal.page;
    page.session.script(&format!("{};", portal.frame("", "made.width = 320; made.height = 480;")), &Value::Null)?;
    portal.enter("document.querySelector('iframe')")?;
    let fits = |name: &str| -> Outcome<()> {
        page.wait(name, "document.querySelector('main')")?;
        page.holds("document.scrollingElement.scrollWidth <= innerWidth + 1")?;
        page.holds(
            "[...document.querySelectorAll('main button')].some(button => button.getBoundingClientRect().height > 0)",
        )?;
        page.picture(&format!("embed-small-{name}"))
    };
    fits("start")?;
    page.tap("new-case")?;
    fits("child")?;
    for act in ["age-key:4", "age-unit:years", "go"] {
        page.tap(act)?;
    }
    fits("danger")
}

/// A host that makes the frame higher whenever it is asked to, and a page that wants to be higher than its frame, drive each
/// other: that comes to an end by itself, and the host is not asked more often than ten times a second.
fn measured(env: &Env) -> Outcome<()> {
    const GROWING: u64 = 10;
    const EVERY: u64 = 100;
    let portal = Portal::start(env, FRAME, &[])?;
    let page = &portal.page;
    portal.listen()?;
    page.session.script(&format!("{};", portal.frame("", "")), &Value::Null)?;
    let obey = "addEventListener('message', ({ data }) => {
        if (data?.messageType === 'ui.resize') document.querySelector('iframe').height = data.payload.height;
    });";
    page.session.script(obey, &Value::Null)?;
    portal.enter("document.querySelector('iframe')")?;
    let grow = "const more = document.body.appendChild(document.createElement('div'));
        const higher = () => { more.style.height = `${innerHeight + 50}px`; };
        addEventListener('resize', higher);
        higher();";
    page.session.script(grow, &Value::Null)?;
    page.session.leave()?;
    let resized = "got.filter(one => one.messageType === 'ui.resize')";
    let settled = format!(
        "(() => {{ const last = {resized}.length; if (window.last !== last) window.since = performance.now();
            window.last = last; return last >= {GROWING} && performance.now() - since > 1000; }})()"
    );
    page.wait("the host is not asked any more", &settled)?;
    let told = page.value(&format!("{resized}.map(one => [Math.round(one.at), one.payload.height])"))?;
    let told: Vec<(u64, u64)> = serde_json::from_value(told).map_err(|error| error.to_string())?;
    let pairs = || told.windows(2).filter_map(|pair| Some((pair.first()?, pair.last()?)));
    let grown = pairs().filter(|(before, after)| after.1 > before.1).count();
    if u64::try_from(grown).is_ok_and(|grown| grown > GROWING) {
        return Err(format!("asked to grow {grown} times: {told:?}"));
    }
    // The first and the last may have been on their way for a different time.
    let least = u64::try_from(told.len()).unwrap_or(u64::MAX).saturating_sub(2).saturating_mul(EVERY);
    let took = told.first().zip(told.last()).map_or(0, |(first, last)| last.0.saturating_sub(first.0));
    if took < least {
        return Err(format!("asked too often: {told:?}"));
    }
    // Somebody does something, and the height is told again.
    page.session.enter("document.querySelector('iframe')")?;
    page.tap("new-case")?;
    page.session.leave()?;
    page.wait("the host is asked again", &format!("{resized}.length > {}", told.len()))
}

/// A portal that allows nothing: what fails is said, and the way out stands beside it.
fn denied(env: &Env) -> Outcome<()> {
    let portal = Portal::start(env, FRAME, &[])?;
    let nothing = "made.allow = \"camera 'none'; clipboard-write 'none'; fullscreen 'none'; web-share 'none'; screen-wake-lock 'none'\";";
    portal.page.session.script(&format!("{};", portal.frame("", nothing)), &Value::Null)?;
    let page = portal.app("document.querySelector('iframe')")?;
    // Each engine says in its own words what the host has forbidden.
    page.expect("Permissions policy violation");
    page.expect("Permission policy 'ScreenWakeLock' check failed");
    let mut walk = Walk::within(page, stories::GARDELEGEN, stories::FOREARM_4, &[])?;
    walk.through_danger()?;
    walk.visit("handover")?;
    let page = &walk.page;
    let chromium = env.driver.engine == Engine::Chromium;
    for (way, failed) in [("copy", "Kopieren"), ("share", "teilen")] {
        page.tap(&format!("leave:{way}"))?;
        // The others ask nobody for the clipboard: there something is said.
        let words = if chromium { failed } else { "" };
        let said = format!(
            "(said => said !== '' && said.includes('{words}'))(document.querySelector('.ways-said').textContent)"
        );
        page.wait("it is said what came of it", &said)?;
        let said = page.text("document.querySelector('.ways-said').textContent")?;
        env.tell(&format!("{way}: {said}"));
    }
    page.holds("document.querySelector('.beside-portal a[target=_blank]').checkVisibility()")?;
    walk.page.is_clean()
}

fn offline(env: &Env) -> Outcome<()> {
    let portal = Portal::start(env, FRAME, &[])?;
    let page = &portal.page;
    page.session.script(&format!("{};", portal.frame("", "")), &Value::Null)?;
    portal.enter("document.querySelector('iframe')")?;
    page.wait("the copy stands", "document.querySelector('.offline').dataset.state === 'ready'")?;
    page.holds("document.querySelector('.offline').textContent.includes('in diesem Portal')")?;
    page.holds("document.querySelector('#saved').textContent.length > 0")?;
    page.session.leave()?;
    env.site.stop();
    page.session.script("document.querySelector('iframe').remove();", &Value::Null)?;
    page.session.script(&format!("{};", portal.frame("", "")), &Value::Null)?;
    portal.enter("document.querySelector('iframe')")?;
    page.tap("new-case")?;
    page.wait("a case is opened without the server", "document.querySelector('main').dataset.screen === 'child'")?;
    page.session.leave()
}

fn links(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    page.start("/#/network/gardelegen-magdeburg/complaint/fever")?;
    page.wait("a case is begun", "document.querySelector('main').dataset.screen === 'child'")?;
    page.holds("!location.hash.includes('/')")?;
    page.holds("document.querySelector('.strip').textContent.includes('Gardelegen')")?;
    page.session.script("location.hash = '#/protocol/fever';", &Value::Null)?;
    page.wait("the protocol is read", "document.querySelector('main').dataset.screen === 'protocol'")?;
    page.is_clean()
}

/// How long the app works on a chart with sixty observations; a figure only, as all times here.
fn sixty(env: &Env) -> Outcome<()> {
    let portal = Portal::with_case(env)?;
    let page = &portal.page;
    let measure = "addEventListener('message', () => {
        const begun = performance.now();
        const channel = new MessageChannel();
        channel.port1.onmessage = () => { window.took = Math.round((performance.now() - begun) * 10) / 10; };
        channel.port2.postMessage(0);
    }, true);";
    page.session.script(measure, &Value::Null)?;
    page.session.leave()?;
    portal.ask("status.handshake", &json!({ "protocolVersion": "1.0" }))?;
    page.session.chromium("Emulation.setCPUThrottlingRate", &json!({ "rate": 4 }))?;
    let told = "const codes = [['29463-7', 12.4, 'kg'], ['8867-4', 128, '/min'], ['8310-5', 38.6, 'Cel'], ['9279-1', 30, '/min'], ['59408-5', 96, '%'], ['8480-6', 92, 'mm[Hg]']];
        const entry = Array.from({ length: 60 }, (_, at) => {
            const [code, value, unit] = codes[at % codes.length];
            return { resource: { resourceType: 'Observation', status: 'final', code: { coding: [{ system: 'http://loinc.org', code }] },
                effectiveDateTime: new Date(Date.now() - 6e4 * (at + 1)).toISOString(),
                valueQuantity: { value, system: 'http://unitsofmeasure.org', code: unit, unit } } };
        });
        ask('sdc.configureContext', { context: { launchContext: [{ name: 'all', contentResource: { resourceType: 'Bundle', type: 'collection', entry } }] } }).then(done);";
    expect("what is told", &page.session.script_later(told, &Value::Null)?, "/status", &json!("success"))?;
    page.session.enter("document.querySelector('iframe')")?;
    page.wait("it is offered", "window.took && document.querySelector('[data-act=\"told:weight\"]')")?;
    env.tell(&format!("sixty observations are offered after {} ms", page.text("String(took)")?));
    page.session.leave()
}

fn dropped(env: &Env) -> Outcome<()> {
    let page = Page::new(env)?;
    page.start("/")?;
    page.tap("new-case")?;
    let drop = format!(
        "const data = new DataTransfer();
         data.items.add(new File([JSON.stringify({BUNDLE})], 'kis.json', {{ type: 'application/json' }}));
         document.querySelector('main').dispatchEvent(new DragEvent('drop', {{ dataTransfer: data, bubbles: true, cancelable: true }}));"
    );
    page.wait("files can be dropped", "document.querySelector('main')")?;
    page.session.script(&drop, &Value::Null)?;
    page.wait("it is offered", "document.querySelector('[data-act=\"told:weight\"]')")?;
    page.holds("document.querySelector('.told').textContent.includes('Lieblingsfarbe')")?;
    page.tap("told:all")?;
    page.holds("document.querySelector('#n-weight').value === '12,40'")?;
    page.is_clean()
}
