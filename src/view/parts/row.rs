//! One question, one row: three states, or the options of a choice, or a number.

use crate::app::model::{Draft, Model};
use crate::app::msg::{Answer, Msg};
use crate::app::page::{Standing, standing};
use crate::app::sight::Sight;
use crate::texts as t;
use crate::view::element::{Name, all, el, text};
use crate::view::icons::{icon, sign};
use crate::view::parts::band::norm;
use crate::view::parts::control::{answers, bare, only_read, word};
use crate::view::parts::number::NumberField;
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::age::Age;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::finding::{Finding, FindingIx, FindingType};
use paedlotse_core::observation::{Observed, Value};
use paedlotse_core::protocol::Question;
use yew::prelude::*;

/// Everything a row shows. Rows whose properties are equal are not drawn again.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct RowProps {
    /// Content, language, sender.
    pub ui: Ui,
    /// Which question.
    pub finding: FindingIx,
    /// Its answer.
    pub observed: Option<Observed>,
    /// "Not assessed" was said.
    pub passed: bool,
    /// Asked for, perhaps later, or set aside.
    pub standing: Standing,
    /// Its row was opened although it is not needed now.
    pub shown: bool,
    /// It can still raise the answer.
    pub live: bool,
    /// It comes next, and why.
    pub next: Option<&'static str>,
    /// The most urgent rule this answer takes part in.
    pub raises: Option<Urgency>,
    /// A typed number that waits.
    pub draft: Option<Draft>,
    /// This house cannot obtain it now.
    pub lacking: bool,
    /// It would decide and cannot be had here; the place that has it, or nothing when none does.
    pub elsewhere: Option<Option<&'static str>>,
    /// For the normal band.
    pub age: Option<Age>,
}

/// The row of `finding`: its answer as it is `now`, everything else as on the `page` that is drawn.
#[must_use]
pub fn row_props(ui: &Ui, model: &Model, now: &Sight, page: &Sight, finding: FindingIx) -> RowProps {
    let obtained_by = model.content.set.finding(finding).and_then(|f| f.obtained_by);
    RowProps {
        ui: ui.clone(),
        finding,
        observed: now.findings.get(finding),
        passed: now.passed_over.contains(&finding),
        standing: standing(&page.assessment, &now.findings, finding),
        shown: model.desk.shown.contains(&finding),
        live: page.assessment.live.contains(&finding) || page.assessment.unobtainable.contains(&finding),
        next: next_word(model, page, Question::Finding(finding)),
        raises: page.raises(finding),
        draft: model.desk.draft(finding).cloned().or_else(|| told(model, now, finding)),
        elsewhere: elsewhere(model, page, finding),
        lacking: obtained_by.is_some_and(|c| page.lacking.contains(c)),
        age: now.findings.age,
    }
}

/// What a hospital's system told waits only where nobody has answered.
fn told(model: &Model, now: &Sight, finding: FindingIx) -> Option<Draft> {
    model.frame.told.as_ref().filter(|_| now.findings.get(finding).is_none()).and_then(|_| model.told(finding))
}

/// Whether this would decide and cannot be had here, and where it can.
fn elsewhere(model: &Model, page: &Sight, finding: FindingIx) -> Option<Option<&'static str>> {
    let (_, site) = page.elsewhere.iter().find(|(decides, _)| *decides == finding)?;
    Some(site.and_then(|site| model.card()?.site(site)).map(|site| site.place))
}

/// One question.
#[component]
pub fn Row(props: &RowProps) -> Html {
    let ui = &props.ui;
    let Some(finding) = ui.set().finding(props.finding) else {
        return Html::default();
    };
    if props.standing != Standing::Due && !props.shown {
        return aside(ui, props, finding);
    }
    let id = format!("q-{}", finding.id);
    let label_id = format!("{id}-l");
    let number = matches!(finding.answer, FindingType::Number { .. });
    let choice = matches!(finding.answer, FindingType::Choice { .. });
    let answers = if number {
        html! { <NumberField ..number_props(props) /> }
    } else {
        answers("answers", Name::AriaLabelledBy, label_id.clone()).each(options(ui, props, finding)).into()
    };
    let push = props.raises.map(|urgency| {
        let word = only_read(words::urgency(ui.language, urgency));
        el("span", "push").child(sign(urgency, "sign-s")).child(word)
    });
    let label = el("p", "row-label").id(label_id).text(finding.label.get(ui.language)).child_some(push);
    el("div", "row")
        .class_if(choice, "row-wide")
        .class_if(number && banded(ui, props), "row-band")
        .class_if(is_long(ui, finding), "row-long")
        .class_if(finding.obtained_by.is_some() && !choice, "row-four")
        .class_if(props.next.is_some(), "is-next")
        .class_if(!matches!(props.observed, Some(Observed::Known(_))), "is-pending")
        .class_if(props.observed.is_none() && !props.live, "is-faded")
        .id(id)
        .set(Name::TabIndex, "-1")
        .child_some(props.next.map(flag))
        .child(el("div", "row-text").child(label).child(hint(ui, props, finding)))
        .child(answers)
        .into()
}

/// Whether a normal band stands under the number.
fn banded(ui: &Ui, props: &RowProps) -> bool {
    props.age.is_some_and(|age| norm(ui.set(), props.finding, age).is_some())
}

/// The mark of the most decisive question; it lies over the border, nothing moves.
pub fn flag(word: &'static str) -> Html {
    el("p", "flag").child(icon("mark", "")).text(word).into()
}

/// Why a question comes next, if it does: the danger screen has its order, after it what decides most.
#[must_use]
pub fn next_word(model: &Model, sight: &Sight, question: Question) -> Option<&'static str> {
    let l = model.language;
    let ordered = !sight.assessment.danger_left.is_empty();
    sight.is_next(question).then(|| if ordered { t::next_in_order(l) } else { t::next_flag(l) })
}

fn hint(ui: &Ui, props: &RowProps, finding: &Finding) -> Html {
    let how = finding.how.get(ui.language);
    let note = match (props.standing, props.elsewhere) {
        (Standing::Aside, _) => Some(t::aside_entered(ui.language).to_owned()),
        (_, Some(Some(place))) => Some(t::row_decides_elsewhere(ui.language, place)),
        (_, Some(None)) => Some(t::row_decides_nowhere(ui.language).to_owned()),
        (_, None) if props.lacking && props.observed.is_none() => Some(t::row_lacking(ui.language).to_owned()),
        (_, None) => None,
    };
    let line = |said: &str| text("p", "row-hint", said);
    all([if how.is_empty() { Html::default() } else { line(how) }, note.map_or_else(Html::default, |note| line(&note))])
}

/// Why a question is not needed now.
pub fn why_aside(ui: &Ui, finding: &Finding) -> String {
    match &finding.due {
        Some(due) => t::aside_because(ui.language, &words::condition(ui.set(), ui.language, due)),
        None => t::aside_not_now(ui.language).to_owned(),
    }
}

/// What is not needed now takes one line, says why, and can be entered all the same.
fn aside(ui: &Ui, props: &RowProps, finding: &Finding) -> Html {
    let why = match props.standing {
        Standing::Later => t::aside_later(ui.language).to_owned(),
        _ => why_aside(ui, finding),
    };
    let label = finding.label.get(ui.language);
    let open = bare(ui, "aside-open", format!("show:{}", finding.id), Msg::ShowAside(props.finding))
        .set(Name::AriaLabel, t::aside_enter_label(ui.language, label))
        .text(t::aside_enter(ui.language));
    el("div", "row row-aside")
        .id(format!("q-{}", finding.id))
        .set(Name::TabIndex, "-1")
        .child(el("p", "row-text").child(word(label)).child(text("span", "row-hint", &why)))
        .child(open)
        .into()
}

fn number_props(props: &RowProps) -> crate::view::parts::number::NumberProps {
    crate::view::parts::number::NumberProps {
        ui: props.ui.clone(),
        finding: props.finding,
        observed: props.observed,
        draft: props.draft.clone(),
        age: props.age,
    }
}

/// "mild: nasal flaring, …": the name first, what it means in smaller letters below.
fn spoken(label: &str) -> Html {
    match label.split_once(':') {
        Some((name, meaning)) if meaning.starts_with(' ') => {
            el("span", "").text(name).child(text("small", "", meaning.trim_start())).into()
        }
        _ => word(label),
    }
}

/// So many letters of an option fit into a narrow answer.
const NARROW: usize = 24;

fn is_long(ui: &Ui, finding: &Finding) -> bool {
    match &finding.answer {
        FindingType::Choice { options } => options.iter().any(|o| o.label.get(ui.language).chars().count() > NARROW),
        _ => false,
    }
}

struct Choosable {
    answer: Answer,
    act: String,
    key: &'static str,
    word: String,
    class: &'static str,
    icon: Option<&'static str>,
    chosen: bool,
}

fn options(ui: &Ui, props: &RowProps, finding: &Finding) -> Vec<Html> {
    let l = ui.language;
    let id = &finding.id;
    let known = match props.observed {
        Some(Observed::Known(value)) => Some(value),
        _ => None,
    };
    let mut options: Vec<Choosable> = match &finding.answer {
        FindingType::Choice { options } => (0_u8..)
            .zip(options)
            .map(|(at, option)| Choosable {
                answer: Answer::Option(at),
                act: format!("choose:{id}:{}", option.id),
                key: "",
                word: option.label.get(l).to_owned(),
                class: "",
                icon: None,
                chosen: known == Some(Value::Choice(at)),
            })
            .collect(),
        _ => [(true, "yes", t::answer_yes(l)), (false, "no", t::answer_no(l))]
            .into_iter()
            .map(|(yes, key, word)| Choosable {
                answer: Answer::YesNo(yes),
                act: format!("answer:{id}:{key}"),
                key,
                word: word.to_owned(),
                class: "",
                icon: Some(key),
                chosen: known == Some(Value::YesNo(yes)),
            })
            .collect(),
    };
    options.push(Choosable {
        answer: Answer::Open,
        act: format!("answer:{id}:open"),
        key: "open",
        word: t::answer_open(l).to_owned(),
        class: "opt-unknown",
        icon: None,
        chosen: props.observed.is_none() && props.passed,
    });
    if finding.obtained_by.is_some() {
        options.push(Choosable {
            answer: Answer::Unobtainable,
            act: format!("answer:{id}:unobtainable"),
            key: "",
            word: t::answer_unobtainable(l).to_owned(),
            class: "opt-unknown",
            icon: None,
            chosen: props.observed == Some(Observed::Unobtainable),
        });
    }
    // The way in is always the first: moving it with the answer makes browsers lay out the page in the middle of a tap.
    // Whoever comes in by keyboard is led on to the chosen one (`shell::keys`).
    options.into_iter().enumerate().map(|(at, option)| button(ui, props.finding, option, at == 0)).collect()
}

fn button(ui: &Ui, finding: FindingIx, option: Choosable, entry: bool) -> Html {
    bare(ui, "opt", option.act.clone(), Msg::Answer { finding, answer: option.answer })
        .key(option.act)
        .class_if(true, option.class)
        .set(Name::Role, "radio")
        .truth(Name::AriaChecked, option.chosen)
        .set(Name::TabIndex, if entry { "0" } else { "-1" })
        .set(Name::DataKey, option.key)
        .child_some(option.icon.map(|name| icon(name, "")))
        .child(spoken(&option.word))
        .into()
}
