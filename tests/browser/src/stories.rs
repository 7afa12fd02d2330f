//! Invented children, and what the app must advise for them in each network.

use crate::page::Page;
use crate::walk::{Bar, Child, Here, Walk};
use crate::{Env, Outcome, Test};

/// The tests of this file.
pub const TESTS: &[Test] = &[
    ("walk: forearm, 7 years, Soest, German", |env| ends(env, SOEST, FOREARM_7, ("treat_locally", "urgent", ""))),
    ("walk: forearm, 7 years, Gardelegen, English", |env| {
        ends(env, GARDELEGEN_EN, FOREARM_7, ("treat_locally", "urgent", ""))
    }),
    ("walk: forearm, 4 years, Soest, English", |env| ends(env, SOEST_EN, FOREARM_4, ("treat_locally", "urgent", ""))),
    ("walk: forearm, 4 years, Gardelegen, German", |env| ends(env, GARDELEGEN, FOREARM_4, ("transfer", "urgent", "*"))),
    ("walk: apnoea at home, 5 weeks, Soest, German", |env| {
        ends(env, SOEST, APNOEA_AT_HOME, ("teleconsult", "immediate", ""))
    }),
    ("walk: apnoea at home, 5 weeks, Gardelegen, German", |env| {
        ends(env, GARDELEGEN, APNOEA_AT_HOME, ("transfer", "immediate", "*"))
    }),
    ("walk: apnoea seen, 5 weeks, Soest, English", apnoea_seen),
    ("walk: fever and well, 2 years, Soest, German", fever_and_well),
    ("walk: fever and well, 2 years, Gardelegen, English", |env| {
        ends(env, GARDELEGEN_EN, FEVER, ("treat_locally", "routine", ""))
    }),
    ("walk: croup, Westley 2, Soest, German", |env| ends(env, SOEST, CROUP_2, ("treat_locally", "*", ""))),
    ("walk: croup, Westley 2, Gardelegen, German", |env| ends(env, GARDELEGEN, CROUP_2, ("teleconsult", "*", ""))),
    ("walk: croup, Westley 5, Soest, German", |env| ends(env, SOEST, CROUP_5, ("treat_locally", "emergent", ""))),
    ("walk: croup, Westley 5, Gardelegen, English", |env| {
        ends(env, GARDELEGEN_EN, CROUP_5, ("transfer", "emergent", "*"))
    }),
    ("walk: blue, 2 years, at most 3 answers", blue),
];

/// So many answers a well child with fever takes at most.
const WELL: u32 = 30;

/// Soest, read in German.
pub const SOEST: Here = Here { network: "soest-lippstadt", language: "de" };
/// Soest, read in English.
pub const SOEST_EN: Here = Here { language: "en", ..SOEST };
/// Gardelegen, read in German.
pub const GARDELEGEN: Here = Here { network: "gardelegen-magdeburg", language: "de" };
/// Gardelegen, read in English.
pub const GARDELEGEN_EN: Here = Here { language: "en", ..GARDELEGEN };

/// Fell off the garden wall; the forearm is swollen and tender, the hand is warm and moves.
const FOREARM_7: Child = Child {
    age: "7 years",
    complaint: "limb_injury",
    groups: &[("limb_lead", &["answer:limb_injury:yes"]), ("limb_fracture", &["answer:limb_swelling_tender:yes"])],
    answers: &[("avpu", "alert")],
};

/// The little brother, who climbed after.
pub const FOREARM_4: Child = Child { age: "4 years", ..FOREARM_7 };

/// Stopped breathing in the cot, pink and well on arrival.
const APNOEA_AT_HOME: Child = Child {
    age: "5 weeks",
    complaint: "breathing",
    groups: &[("infant_event", &["answer:apnoea_reported:yes"])],
    answers: &[
        ("avpu", "alert"),
        ("temperature", "36,9"),
        ("temperature_site", "rectal"),
        ("heart_rate", "145"),
        ("respiratory_rate", "42"),
        ("spo2", "98"),
        ("oxygen", "air"),
        ("work_of_breathing", "none"),
        ("capillary_refill", "1"),
        ("blood_pressure_status", "not_measured_no_concern"),
        ("exam_normal", "yes"),
        ("home_reliable", "yes"),
    ],
};

/// The same child, and it happens again before our eyes.
const APNOEA_SEEN: Child = Child { groups: &[("danger_airway", &["answer:apnoea_seen:yes"])], ..APNOEA_AT_HOME };

/// Hot since yesterday, runs around, drinks.
pub const FEVER: Child = Child {
    age: "2 years",
    complaint: "fever",
    groups: &[],
    answers: &[
        ("avpu", "alert"),
        ("temperature", "39,2"),
        ("temperature_site", "ear"),
        ("heart_rate", "115"),
        ("respiratory_rate", "26"),
        ("spo2", "98"),
        ("oxygen", "air"),
        ("work_of_breathing", "none"),
        ("capillary_refill", "1"),
        ("blood_pressure_status", "not_measured_no_concern"),
        ("skin_colour", "normal"),
        ("source_found", "viral_uri"),
        ("home_reliable", "yes"),
        ("vaccinated", "complete"),
    ],
};

/// Woke up barking; a little stridor at rest while crying, none asleep.
const CROUP_2: Child = Child {
    age: "2 years",
    complaint: "breathing",
    groups: &[
        ("breathing_lead", &["answer:barking_cough:yes", "choose:stridor:when_upset"]),
        ("breathing_effort", &["choose:retractions:mild"]),
    ],
    answers: &[
        ("avpu", "alert"),
        ("temperature", "37,8"),
        ("temperature_site", "ear"),
        ("heart_rate", "115"),
        ("respiratory_rate", "28"),
        ("spo2", "97"),
        ("oxygen", "air"),
        ("work_of_breathing", "mild"),
        ("capillary_refill", "1"),
        ("blood_pressure_status", "not_measured_no_concern"),
        ("skin_colour", "normal"),
        ("air_entry", "normal"),
        ("cyanosis", "none"),
        ("home_reliable", "yes"),
        ("vaccinated", "complete"),
    ],
};

/// The neighbour's child the same night: stridor at rest, the chest draws in.
pub const CROUP_5: Child = Child {
    groups: &[
        ("breathing_lead", &["answer:barking_cough:yes", "choose:stridor:at_rest"]),
        ("breathing_effort", &["choose:retractions:moderate"]),
    ],
    answers: &[
        ("avpu", "alert"),
        ("temperature", "37,8"),
        ("temperature_site", "ear"),
        ("heart_rate", "120"),
        ("respiratory_rate", "32"),
        ("spo2", "96"),
        ("oxygen", "air"),
        ("work_of_breathing", "moderate"),
        ("capillary_refill", "1"),
        ("blood_pressure_status", "not_measured_no_concern"),
        ("skin_colour", "normal"),
        ("air_entry", "reduced_base"),
        ("cyanosis", "none"),
        ("home_reliable", "yes"),
        ("vaccinated", "complete"),
    ],
    ..CROUP_2
};

/// Blue lips, carried in.
pub const BLUE: Child = Child {
    age: "2 years",
    complaint: "breathing",
    groups: &[("danger_breathing", &["answer:central_cyanosis:yes"])],
    answers: &[],
};

/// Disposition, urgency, destination; `*` stands for any word, an empty destination for any or none.
pub type Advice = (&'static str, &'static str, &'static str);

/// Fails unless the bar says this.
pub fn says(bar: &Bar, (disposition, urgency, destination): Advice) -> Outcome<()> {
    let fits = |wanted: &str, found: &str| wanted == found || (wanted == "*" && !found.is_empty());
    let place = destination.is_empty() || fits(destination, &bar.destination);
    if fits(disposition, &bar.disposition) && fits(urgency, &bar.urgency) && place {
        Ok(())
    } else {
        Err(format!("expected {disposition}, {urgency}, “{destination}”; the screen says {bar:?}"))
    }
}

/// Walks to the end, and finds this advice and nothing amiss.
fn ends(env: &Env, here: Here, child: Child, wanted: Advice) -> Outcome<()> {
    arrives(env, Walk::start(env, here, child)?, wanted)
}

/// The same where the app stands already.
pub fn ends_within(env: &Env, page: Page<'_>, here: Here, child: Child, wanted: Advice) -> Outcome<()> {
    arrives(env, Walk::within(page, here, child, &[])?, wanted)
}

fn arrives(env: &Env, mut walk: Walk<'_>, wanted: Advice) -> Outcome<()> {
    let bar = walk.finish()?;
    says(&bar, wanted)?;
    env.tell(&format!("{} answers: {} {}", walk.answers, bar.disposition, bar.urgency));
    walk.page.is_clean()
}

fn apnoea_seen(env: &Env) -> Outcome<()> {
    let mut walk = Walk::start(env, SOEST_EN, APNOEA_SEEN)?;
    says(&walk.finish()?, ("transfer", "immediate", "lippstadt"))?;
    walk.page.is_clean()
}

fn fever_and_well(env: &Env) -> Outcome<()> {
    let mut walk = Walk::start(env, SOEST, FEVER)?;
    let bar = walk.finish()?;
    says(&bar, ("treat_locally", "routine", ""))?;
    env.tell(&format!("{} answers", walk.answers));
    if bar.state != "settled" || walk.answers > WELL {
        return Err(format!("{} after {} answers; at most {WELL} are expected", bar.state, walk.answers));
    }
    walk.page.is_clean()
}

fn blue(env: &Env) -> Outcome<()> {
    let mut walk = Walk::start(env, SOEST, BLUE)?;
    // Nobody goes through the groups in order when a child is blue.
    walk.page.tap("open-group:danger_breathing")?;
    walk.answer("answer:central_cyanosis:yes")?;
    let bar = walk.bar()?;
    says(&bar, ("*", "immediate", ""))?;
    env.tell(&format!("{} answer(s): {}", walk.answers, bar.state));
    if walk.answers > 3 {
        return Err(format!("{} answers until a blue child is seen as one", walk.answers));
    }
    says(&walk.recommendation()?, ("*", "immediate", "*"))?;
    walk.page.is_clean()
}
