//! The conversation with the page around the app: SMART Web Messaging with the part of "SDC SMART Web Messaging" that fits
//! an app with questions of its own. What is said in it is foreign data from a page that the operator has listed.
//!
//! No message answers a question, changes or hides a result, opens or ends a case. What is told about a child lies beside
//! the case until a clinician takes it over ([`told`]).

mod envelope;
pub mod link;
mod look;
mod origins;
pub mod told;

use crate::app::effect::Effect;
use crate::app::frame::{Around, FrameMsg, Talk};
use crate::app::model::{Form, Model};
use crate::app::msg::Msg;
use crate::app::route::Screen;
use crate::app::time::Now;
pub use envelope::is_deeper;
use envelope::{Request, issue, outcome};
use look::Look;
use paedlotse_core::case::Timestamp;
use paedlotse_core::text::Language;
use paedlotse_core::wire::Value;

/// A change is told so many milliseconds after it, together with all that changed since.
const SETTLED: i64 = 1_000;

/// The version of the conversation.
const PROTOCOL: &str = "1.0";
const FHIR: &str = "4.0.1";

const HANDSHAKE: &str = "status.handshake";
const CHANGED: &str = "sdc.ui.changedQuestionnaireResponse";
const DONE: &str = "ui.done";
const RESPONSE: &str = "sdc.requestCurrentQuestionnaireResponse";
const EXTRACT: &str = "sdc.requestExtract";
/// What is heard after the greeting.
const HEARD: [&str; 5] =
    ["sdc.configure", "sdc.configureContext", "sdc.displayQuestionnaireResponse", RESPONSE, EXTRACT];
const RESIZE: &str = "ui.resize";
/// The token of a look that depends on the theme.
const ACCENT: &str = "accent";

/// Something about the page around the app. What it wants of the app itself comes back as messages.
pub fn hear(model: &mut Model, effects: &mut Vec<Effect>, now: Now, msg: &FrameMsg) -> Vec<Msg> {
    match msg {
        FrameMsg::Around(said) => {
            let (around, talk) = origins::around(said);
            model.frame.around = around;
            model.frame.origin = said.around.first().cloned().unwrap_or_default();
            model.frame.talk = talk;
            begin(model, effects);
        }
        FrameMsg::Said(said) => return said.as_ref().map(|said| answer(model, effects, now, said)).unwrap_or_default(),
        FrameMsg::TakeAge(age) => told::take_age(model, now, *age),
        FrameMsg::TakeSex(sex) => told::take_sex(model, now, *sex),
        FrameMsg::Take(value) => told::take(model, now, *value),
        FrameMsg::TakeAll(came) => told::take_all(model, now, *came),
        FrameMsg::PutAway => model.frame.told = None,
        FrameMsg::Look => {
            model.frame.looking = model.frame.around == Around::Foreign;
            return vec![Msg::Go(Screen::Library)];
        }
    }
    Vec::new()
}

/// A file came in that is no case: perhaps it is what a hospital's system knows. Whether it was.
pub fn file(model: &mut Model, now: Now, file: &Value) -> bool {
    // What is left out of it is shown beside what is offered.
    file.field("resourceType").is_some() && (told::hear(model, now, &[file]).is_ok() || model.frame.told.is_some())
}

/// Whether this kind of message is allowed.
fn allows(talk: &Talk, kind: &str) -> bool {
    kind == HANDSHAKE || talk.allow.iter().any(|allowed| allowed == kind)
}

/// Whether the page around gets the answers of the case, unasked or when it asks.
#[must_use]
pub fn tells_answers(talk: &Talk) -> bool {
    [CHANGED, RESPONSE, EXTRACT].iter().any(|kind| allows(talk, kind))
}

/// From now on messages are heard, and the page around is greeted.
fn begin(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(talk) = &model.frame.talk else { return };
    let said = Value::map([
        ("origin", Value::said(&model.frame.origin)),
        ("handle", Value::said(&talk.handle)),
        ("resize", Value::Bool(allows(talk, RESIZE))),
    ]);
    effects.push(Effect::Frame("listen", said.json()));
    let greeting = Value::map([("protocolVersion", Value::said(PROTOCOL)), ("fhirVersion", Value::said(FHIR))]);
    post(model, effects, HANDSHAKE, greeting);
}

/// Begins a message.
fn post(model: &mut Model, effects: &mut Vec<Effect>, kind: &str, payload: Value) {
    if let Some(talk) = model.frame.talk.as_mut().filter(|talk| allows(talk, kind)) {
        talk.sent = talk.sent.saturating_add(1);
        effects.push(Effect::Frame("post", envelope::request(&talk.handle, talk.sent, kind, payload).json()));
    }
}

/// Hears a message and answers it.
fn answer(model: &mut Model, effects: &mut Vec<Effect>, now: Now, said: &Value) -> Vec<Msg> {
    let Some(talk) = &mut model.frame.talk else { return Vec::new() };
    let Some(request) = envelope::read(said, &talk.handle) else {
        // Its answer to the greeting is a greeting.
        talk.greeted |= said.field("responseToMessageId").is_some();
        return Vec::new();
    };
    let (payload, wanted) = if request.kind == "sdc.displayQuestionnaire" {
        (refused("not-supported", "this app has questions of its own"), Vec::new())
    } else if request.kind != HANDSHAKE && !HEARD.contains(&request.kind) {
        (refused("not-supported", "this kind is not known here"), Vec::new())
    } else if !allows(talk, request.kind) {
        (refused("forbidden", "the operator's embed.json does not allow this kind"), Vec::new())
    } else if request.kind == HANDSHAKE {
        talk.greeted = true;
        (greeting(model), Vec::new())
    } else if talk.greeted {
        talked(model, effects, now, &request)
    } else {
        (refused("invalid", "first comes status.handshake"), Vec::new())
    };
    if let Some(talk) = &mut model.frame.talk {
        talk.sent = talk.sent.saturating_add(1);
        effects.push(Effect::Frame("post", envelope::response(talk.sent, request.id, payload).json()));
    }
    wanted
}

fn refused(code: &str, words: &str) -> Value {
    Value::map([("status", Value::said("error")), ("outcome", outcome(vec![issue("error", code, words)]))])
}

fn status(came: Result<Vec<Value>, Vec<Value>>) -> Value {
    let (word, issues) = match came {
        Ok(issues) => ("success", issues),
        Err(issues) => ("error", issues),
    };
    Value::map([("status", Value::said(word)), ("outcome", outcome(issues))])
}

fn greeting(model: &Model) -> Value {
    let application = [
        ("name", Value::said("PädLotse")),
        ("version", Value::said(&model.content.version)),
        ("publisher", Value::said("PädLotse")),
    ];
    let capabilities = [("extraction", Value::Bool(true)), ("focusChangeNotifications", Value::Bool(false))];
    Value::map([("application", Value::map(application)), ("capabilities", Value::map(capabilities))])
}

/// The messages after the greeting.
fn talked(model: &mut Model, effects: &mut Vec<Effect>, now: Now, request: &Request<'_>) -> (Value, Vec<Msg>) {
    let payload = request.payload;
    let answer = match request.kind {
        "sdc.configure" => return configure(model, effects, payload),
        "sdc.configureContext" => {
            let context = payload.field("context").and_then(|context| context.field("launchContext"));
            let resources: Vec<&Value> = context
                .map(Value::items)
                .unwrap_or_default()
                .iter()
                .filter_map(|one| one.field("contentResource"))
                .collect();
            // The context is replaced by this one; without a resource in it nothing is known of a child.
            if resources.is_empty() {
                model.frame.told = None;
                status(Ok(Vec::new()))
            } else {
                status(told::hear(model, now, &resources))
            }
        }
        "sdc.displayQuestionnaireResponse" => match payload.field("questionnaireResponse") {
            Some(response) => status(told::hear(model, now, &[response])),
            None => refused("required", "payload.questionnaireResponse is missing"),
        },
        RESPONSE => match document(model, now, Form::Response) {
            Some(response) => Value::map([("questionnaireResponse", response)]),
            None => no_case(),
        },
        EXTRACT => match document(model, now, Form::Bundle) {
            Some(bundle) => {
                Value::map([("outcome", outcome(Vec::new())), ("extractedResources", Value::List(vec![bundle]))])
            }
            None => no_case(),
        },
        _ => refused("not-supported", "this kind is not known here"),
    };
    (answer, Vec::new())
}

fn no_case() -> Value {
    Value::map([("outcome", outcome(vec![issue("error", "not-found", "no case is open")]))])
}

/// The open case in a form for other systems.
fn document(model: &Model, now: Now, form: Form) -> Option<Value> {
    model.content.late.and_then(|late| (late.document)(model, now, form))
}

/// Language and looks.
fn configure(model: &mut Model, effects: &mut Vec<Effect>, payload: &Value) -> (Value, Vec<Msg>) {
    let Some(chosen) = payload.field("configuration") else { return (status(Ok(Vec::new())), Vec::new()) };
    let look = Look::read(chosen.field("theme").unwrap_or(&Value::Null), model.theme);
    let mut wanted = Vec::new();
    let mut refused = look.refused;
    match chosen.field("language").and_then(Value::text) {
        Some("de") => wanted.push(Msg::Language(Language::De)),
        Some("en") => wanted.push(Msg::Language(Language::En)),
        _ if chosen.field("language").is_some() => refused.push(issue("error", "value", "language is `de` or `en`")),
        _ => {}
    }
    wanted.extend(look.mode.map(Msg::Theme));
    if let Some((_, accent)) = look.tokens.iter().find(|(name, _)| name == ACCENT) {
        model.frame.accent = Some(accent.clone());
    }
    if !look.tokens.is_empty() {
        let tokens = look.tokens.into_iter().map(|(name, word)| (name, Value::Text(word))).collect();
        effects.push(Effect::Frame("look", Value::Map(tokens).json()));
    }
    let came = if refused.is_empty() { Ok(refused) } else { Err(refused) };
    (status(came), wanted)
}

/// Tells the page around what changed between two turns, where it wants to know.
pub fn follow(before: &Model, model: &mut Model, effects: &mut Vec<Effect>, now: Now) {
    told::settle(model, now.at);
    if before.theme != model.theme {
        recolour(model, effects);
    }
    if model.frame.talk.as_ref().is_none_or(|talk| !talk.greeted) {
        return;
    }
    let started = |model: &Model| model.case.as_ref().map(|case| case.started());
    let entries = |model: &Model| model.case.as_ref().map(|case| (case.started(), case.entries().len()));
    // What comes now is about another child, even where one case follows the other at once.
    if let Some(left) = started(before).filter(|left| started(model) != Some(*left)) {
        set_due(model, None);
        let aside = model.storage.held.iter().any(|held| held.started == left);
        let done =
            [("case", Value::Number(left.0)), ("reason", Value::said(if aside { "put-aside" } else { "ended" }))];
        post(model, effects, DONE, Value::map(done));
    }
    if model.case.is_some() && entries(before) != entries(model) && due(model).is_none() {
        set_due(model, Some(Timestamp(now.at.0.saturating_add(SETTLED))));
        effects.push(Effect::Later(SETTLED));
    } else if due(model).is_some_and(|due| due <= now.at) {
        set_due(model, None);
        if let Some(response) = document(model, now, Form::Response) {
            post(model, effects, CHANGED, Value::map([("questionnaireResponse", response)]));
        }
    }
}

/// In another theme the colour that the page around chose may be one that cannot be read.
fn recolour(model: &Model, effects: &mut Vec<Effect>) {
    if let Some(accent) = &model.frame.accent {
        let accent = if look::can_be_read(accent, model.theme) { accent } else { "" };
        effects.push(Effect::Frame("look", Value::map([(ACCENT, Value::said(accent))]).json()));
    }
}

fn due(model: &Model) -> Option<Timestamp> {
    model.frame.talk.as_ref().and_then(|talk| talk.due)
}

fn set_due(model: &mut Model, due: Option<Timestamp>) {
    if let Some(talk) = &mut model.frame.talk {
        talk.due = due;
    }
}
