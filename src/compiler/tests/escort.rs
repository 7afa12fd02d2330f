//! The escort of the shipped content: bounds and directions against a second transcription of the table, and that nothing
//! asked at a transfer touches the assessment.

#![cfg(test)]

use paedlotse_compiler::Compiled;
use paedlotse_core::age::Age;
use paedlotse_core::assess::{assess, next_question};
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::escort::{Escort, EscortClass, asked, escort};
use paedlotse_core::finding::{FindingIx, FindingType};
use paedlotse_core::observation::{Findings, Value};
use paedlotse_core::protocol::ProtocolSet;
use paedlotse_core::quantity::Span;
use paedlotse_core::truth::Truth;
use std::path::Path;
use std::sync::OnceLock;

fn set() -> &'static ProtocolSet {
    static COMPILED: OnceLock<Compiled> = OnceLock::new();
    let compiled = COMPILED.get_or_init(|| {
        let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets");
        paedlotse_compiler::compile(&assets).unwrap_or_else(|mistakes| panic!("{mistakes}"))
    });
    &compiled.set
}

fn named(id: &str) -> FindingIx {
    set().finding_named(id).unwrap_or_else(|| panic!("no finding {id}"))
}

/// A repeatable sequence of numbers.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % count
    }

    fn place(&mut self, count: usize) -> usize {
        usize::try_from(self.below(u64::try_from(count).unwrap())).unwrap()
    }

    fn one_of<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.place(items.len())]
    }
}

/// Asked for nowhere but at a transfer.
const NEW: [&str; 8] = [
    "time_critical_operation",
    "airway_threatened",
    "vasoactive_infusion",
    "consciousness_worsening",
    "danger_to_self_or_others",
    "titrated_infusion",
    "monitoring_needed",
    "venous_access",
];

/// All that the rules of the escort read.
const READ: [&str; 9] = [
    "avpu",
    "gcs",
    "hours_since_seizure",
    "oxygen",
    "oxygen_fraction",
    "weight",
    "convulsing_now",
    "gcs_falling",
    "hi_worsening",
];

fn answer(dice: &mut Dice, ix: FindingIx) -> Value {
    let finding = set().finding(ix).unwrap();
    match finding.answer {
        FindingType::YesNo => Value::YesNo(dice.below(3) == 0),
        FindingType::Choice { options } => {
            // Half of them reassure, or hardly anything would stay open.
            let options = if dice.below(2) == 0 { 1 } else { options.len() };
            Value::Choice(u8::try_from(dice.place(options)).unwrap())
        }
        FindingType::Number { plausible, .. } => {
            let edges: &[i32] = match finding.id {
                "oxygen_fraction" => &[21, 22, 39, 40, 59, 60, 100],
                "gcs" => &[3, 8, 9, 14, 15, 15],
                "weight" => &[320, 499, 500, 3000],
                "hours_since_seizure" => &[0, 60, 61, 720],
                _ => &[plausible.low(), plausible.high()],
            };
            Value::Number(Span::exactly(dice.one_of(edges)))
        }
    }
}

fn child(dice: &mut Dice) -> Findings {
    let ages = ["0 days", "28 days", "29 days", "60 days", "9 months", "3 years", "9 years", "15 years"];
    let mut child = Findings::at_age(Age::parse(dice.one_of(&ages)).unwrap());
    for complaint in ["limb_injury", "fever", "head_injury", "gastro"] {
        if dice.below(3) == 0 {
            child.choose(set().protocol_named(complaint).unwrap());
        }
    }
    for id in NEW.iter().chain(&READ) {
        if dice.below(3) == 0 {
            let (ix, value) = (named(id), answer(dice, named(id)));
            child.set(set(), ix, value).unwrap();
        }
    }
    child
}

/// The table T3.4 once more, over what is known; what has no value does not count.
fn by_hand(child: &Findings) -> EscortClass {
    let yes = |id: &str| child.value(named(id)) == Some(Value::YesNo(true));
    let number = |id: &str| match child.value(named(id)) {
        Some(Value::Number(span)) => span.single(),
        _ => None,
    };
    let option = |id: &str| match (child.value(named(id)), set().finding(named(id)).unwrap().answer) {
        (Some(Value::Choice(at)), FindingType::Choice { options }) => options[usize::from(at)].id,
        _ => "",
    };
    let ventilated = ["high_flow", "cpap", "bipap", "intubated"].contains(&option("oxygen"));
    let fraction = number("oxygen_fraction").unwrap_or(21);
    let oxygen = fraction > 21 || !["", "air"].contains(&option("oxygen"));
    let gcs = match option("avpu") {
        "pain" | "unresponsive" => 8,
        "voice" => number("gcs").unwrap_or(14).min(14),
        _ => number("gcs").unwrap_or(15),
    };
    let gcs = gcs.min(number("gcs").unwrap_or(15));
    let small = number("weight").is_some_and(|weight| weight < 500);
    let monitored = yes("monitoring_needed") || yes("venous_access") || oxygen;
    let newborn = child.age.unwrap().completed(paedlotse_core::age::AgeUnit::Days).1 <= 28;
    if yes("time_critical_operation")
        || yes("airway_threatened")
        || yes("vasoactive_infusion")
        || yes("consciousness_worsening")
        || yes("gcs_falling")
        || yes("hi_worsening")
        || ventilated
        || gcs <= 8
        || fraction >= 60
    {
        EscortClass::Immediate
    } else if newborn
        || (small && monitored)
        || gcs <= 14
        || yes("convulsing_now")
        || number("hours_since_seizure").is_some_and(|tenths| tenths <= 60)
        || yes("titrated_infusion")
        || yes("danger_to_self_or_others")
        || fraction >= 40
    {
        EscortClass::Emergent
    } else if monitored || small {
        EscortClass::Urgent
    } else {
        EscortClass::Routine
    }
}

fn covers(more: &[CapabilitySet], less: &[CapabilitySet]) -> bool {
    less.iter().all(|need| more.iter().any(|own| set().implies(*own, *need)))
}

fn narrows(before: &Escort, after: &Escort) -> bool {
    before.floor <= after.floor
        && after.floor <= after.ceiling
        && after.ceiling <= before.ceiling
        && covers(&after.needs_so_far, &before.needs_so_far)
        && covers(&after.needs_at_most, &after.needs_so_far)
        && covers(&before.needs_at_most, &after.needs_at_most)
}

/// Asks what is open, in any order, until nothing is.
fn asked_through(dice: &mut Dice, mut child: Findings) -> Findings {
    let mut now = escort(set(), &child);
    for _ in 0..60 {
        if now.open.is_empty() {
            assert!(now.is_settled(), "nothing is open, but {now:?}");
            return child;
        }
        let ix = dice.one_of(&now.open);
        assert!(child.get(ix).is_none(), "asks again for {}", set().finding(ix).unwrap().id);
        child.set(set(), ix, answer(dice, ix)).unwrap();
        let after = escort(set(), &child);
        assert!(narrows(&now, &after), "{} made {now:?}\nto {after:?}", set().finding(ix).unwrap().id);
        now = after;
    }
    panic!("asks for ever: {now:?}");
}

#[test]
fn answers_only_narrow_and_end_at_the_table() {
    let mut dice = Dice(20_261_126);
    for _ in 0..600 {
        let start = child(&mut dice);
        let bounds = escort(set(), &start);
        let end = asked_through(&mut dice, start);
        let truth = escort(set(), &end);
        assert_eq!(truth.floor, by_hand(&end), "{:?}", truth.rules);
        assert!(bounds.floor <= truth.floor && truth.floor <= bounds.ceiling);
    }
}

#[test]
fn worse_is_never_less_escort() {
    let mut dice = Dice(4_711);
    let worse: [(&str, &[Value]); 5] = [
        ("oxygen_fraction", &[Value::Number(Span::exactly(22)), Value::Number(Span::exactly(60))]),
        ("gcs", &[Value::Number(Span::exactly(14)), Value::Number(Span::exactly(3))]),
        ("weight", &[Value::Number(Span::exactly(499))]),
        ("hours_since_seizure", &[Value::Number(Span::exactly(60))]),
        ("avpu", &[Value::Choice(2), Value::Choice(4)]),
    ];
    let number = |value: Value| match value {
        Value::Number(span) => span.low(),
        Value::Choice(at) => i32::from(at),
        Value::YesNo(yes) => i32::from(yes),
    };
    for _ in 0..200 {
        let start = child(&mut dice);
        let child = asked_through(&mut dice, start);
        let before = escort(set(), &child);
        let not_less = |ix: FindingIx, value: Value| {
            let mut sicker = child.clone();
            sicker.set(set(), ix, value).unwrap();
            let after = escort(set(), &sicker);
            assert!(after.floor >= before.floor, "{} = {value:?}", set().finding(ix).unwrap().id);
            assert!(covers(&after.needs_so_far, &before.needs_so_far));
        };
        for id in NEW.iter().chain(&["convulsing_now", "hi_worsening", "gcs_falling"]) {
            not_less(named(id), Value::YesNo(true));
        }
        for (id, values) in worse {
            let up = matches!(id, "oxygen_fraction" | "avpu");
            for value in values {
                let now = child.value(named(id)).map(number);
                if now.is_none_or(|now| if up { number(*value) >= now } else { number(*value) <= now }) {
                    not_less(named(id), *value);
                }
            }
        }
    }
}

#[test]
fn nothing_of_a_transfer_changes_an_assessment() {
    let mut dice = Dice(112);
    for _ in 0..150 {
        let mut with = child(&mut dice);
        let mut bare = with.clone();
        for id in NEW {
            bare.clear(named(id));
            let value = Value::YesNo(dice.below(2) == 0);
            with.set(set(), named(id), value).unwrap();
        }
        let (one, other) = (assess(set(), &bare, CapabilitySet::EMPTY), assess(set(), &with, CapabilitySet::EMPTY));
        assert_eq!(one, other);
        assert_eq!(next_question(set(), &bare, &one), next_question(set(), &with, &other));
        for ix in NEW.map(named) {
            assert_eq!(one.due(ix), Truth::False, "no page asks for it");
            assert!(!one.live.contains(&ix) && !one.set_aside.contains(&ix) && !one.unobtainable.contains(&ix));
        }
        // Asked here, whatever the complaint.
        let here = asked(set(), &bare);
        assert!(NEW.iter().all(|id| here.contains(&(named(id), Truth::True))));
    }
}

#[test]
fn a_count_of_the_scale_is_due_only_where_consciousness_is_in_doubt() {
    let mut child = Findings::at_age(Age::parse("9 years").unwrap());
    child.choose(set().protocol_named("limb_injury").unwrap());
    paedlotse_compiler::value::deny_rest(set(), &mut child);
    let due = |child: &Findings| asked(set(), child).into_iter().find(|(ix, _)| *ix == named("gcs")).unwrap().1;
    assert_eq!(due(&child), Truth::False);
    assert!(!escort(set(), &child).open.contains(&named("gcs")));
    child.clear(named("avpu"));
    assert_eq!(due(&child), Truth::Unknown);
    child.set(set(), named("avpu"), Value::Choice(2)).unwrap();
    assert_eq!(due(&child), Truth::True);
    assert!(escort(set(), &child).open.contains(&named("gcs")));
}

#[test]
fn oxygen_is_asked_for_before_every_journey_and_its_fraction_with_any_device() {
    let mut child = Findings::at_age(Age::parse("9 years").unwrap());
    child.choose(set().protocol_named("limb_injury").unwrap());
    paedlotse_compiler::value::deny_rest(set(), &mut child);
    let due = |child: &Findings, id: &str| asked(set(), child).into_iter().find(|(ix, _)| *ix == named(id)).unwrap().1;
    child.clear(named("oxygen"));
    assert_eq!(
        assess(set(), &child, CapabilitySet::EMPTY).due(named("oxygen")),
        Truth::False,
        "no vital signs are due"
    );
    assert_eq!((due(&child, "oxygen"), due(&child, "oxygen_fraction")), (Truth::True, Truth::Unknown));
    assert!(escort(set(), &child).open.contains(&named("oxygen")));
    for (option, fraction) in [(0, Truth::False), (1, Truth::True), (4, Truth::True), (8, Truth::True)] {
        child.set(set(), named("oxygen"), Value::Choice(option)).unwrap();
        assert_eq!(due(&child, "oxygen_fraction"), fraction);
    }
}

#[test]
fn only_a_time_critical_operation_leaves_at_once() {
    let mut dice = Dice(9);
    for _ in 0..50 {
        let start = child(&mut dice);
        let child = asked_through(&mut dice, start);
        let critical = child.value(named("time_critical_operation")) == Some(Value::YesNo(true));
        assert_eq!(escort(set(), &child).load_and_go, Truth::known(critical));
    }
}

#[test]
fn every_rule_asks_for_at_least_what_the_bottom_asks_for() {
    let (bottom, rules) = set().transport.escort.split_last().unwrap();
    assert!(bottom.when.is_none() && bottom.class == EscortClass::Routine);
    for rule in rules {
        assert!(rule.class > EscortClass::Routine && covers(&rule.needs, &bottom.needs), "{}", rule.id);
    }
}
