//! Writes one answer: ids sorted, the same bytes for the same child.

use super::input::Request;
use paedlotse_compiler::Compiled;
use paedlotse_core::answer::Answer;
use paedlotse_core::assess::{Assessment, Next, RuleState, members};
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::disposition::Need;
use paedlotse_core::finding::FindingIx;
use paedlotse_core::network::SiteIx;
use paedlotse_core::protocol::{Question, Scope};
use paedlotse_core::recommend::Recommendation;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    state: &'static str,
    settled: bool,
    destination_settled: bool,
    disposition: &'static str,
    destination: Option<&'a str>,
    then_to: Option<&'a str>,
    second_choice: Option<&'a str>,
    passed_over: Vec<&'a str>,
    adviser: Option<&'a str>,
    urgency: &'static str,
    needs: Vec<Value>,
    missing_here: Vec<Value>,
    still_missing: Vec<Value>,
    first_here: Vec<&'a str>,
    floor: Bound<'a>,
    so_far: Bound<'a>,
    ceiling: Bound<'a>,
    because: Vec<&'a str>,
    presumed: Vec<&'a str>,
    open_rules: Vec<&'a str>,
    open: Vec<&'a str>,
    next: Value,
    set_aside: Vec<&'a str>,
    scores: BTreeMap<&'a str, Total>,
    assumed: Vec<&'a str>,
    ruleset: &'a str,
    card: &'a str,
    engine: &'static str,
}

#[derive(Serialize)]
struct Bound<'a> {
    disposition: &'static str,
    destination: Option<&'a str>,
    urgency: &'static str,
    needs: Vec<Value>,
}

#[derive(Serialize)]
struct Total {
    low: i32,
    high: i32,
}

/// The answer as one line of JSON. The fields above the bounds are those of the cautious one.
pub fn write(
    compiled: &Compiled,
    request: &Request<'_>,
    Answer { assessment, judgement, next, .. }: &Answer,
) -> String {
    let words = Words { compiled, request };
    let cautious = &judgement.ceiling;
    let open = assessment.live.iter().chain(&assessment.unobtainable).copied();
    let mut open: Vec<&str> = open.filter_map(|f| words.finding(f)).collect();
    if assessment.age_open {
        open.push("age");
    }
    open.sort_unstable();
    let line = Line {
        id: &request.id,
        state: judgement.state.id(),
        settled: judgement.settled,
        destination_settled: judgement.destination_settled,
        disposition: cautious.disposition.id(),
        destination: words.site(cautious.destination),
        then_to: words.site(cautious.then_to),
        second_choice: words.site(cautious.second_choice),
        passed_over: cautious.passed_over.iter().filter_map(|(site, _)| words.site(Some(*site))).collect(),
        adviser: words.site(cautious.adviser),
        urgency: cautious.urgency.id(),
        needs: words.needs(assessment.ceiling.needs.iter()),
        missing_here: words.needs(cautious.missing_here.iter()),
        still_missing: words.needs(cautious.still_missing.iter()),
        first_here: words.capabilities(cautious.first_here),
        floor: words.bound(&judgement.floor, &assessment.floor.needs),
        so_far: words.bound(&judgement.so_far, &assessment.so_far.needs),
        ceiling: words.bound(&judgement.ceiling, &assessment.ceiling.needs),
        because: words.rules(assessment, RuleState::True),
        presumed: words.rules(assessment, RuleState::Presumed),
        open_rules: words.rules(assessment, RuleState::Open),
        open,
        next: words.next(*next),
        set_aside: words.findings(&assessment.set_aside),
        scores: words.scores(assessment),
        assumed: words.capabilities(cautious.assumed),
        ruleset: &compiled.digest,
        card: compiled.card_digests.get(request.network.id).map_or("", String::as_str),
        engine: env!("CARGO_PKG_VERSION"),
    };
    // Only strings, numbers and lists of them: writing cannot fail; if it did, the line would say so.
    serde_json::to_string(&line)
        .unwrap_or_else(|error| format!("{{\"error\":{{\"code\":\"not_written\",\"message\":\"{error}\"}}}}"))
}

/// Turns positions into ids.
struct Words<'a> {
    compiled: &'a Compiled,
    request: &'a Request<'a>,
}

impl<'a> Words<'a> {
    fn finding(&self, ix: FindingIx) -> Option<&'a str> {
        self.compiled.set.finding(ix).map(|f| f.id)
    }

    fn findings(&self, list: &[FindingIx]) -> Vec<&'a str> {
        let mut ids: Vec<&str> = list.iter().filter_map(|f| self.finding(*f)).collect();
        ids.sort_unstable();
        ids
    }

    fn site(&self, ix: Option<SiteIx>) -> Option<&'a str> {
        ix.and_then(|ix| self.request.network.site(ix)).map(|s| s.id)
    }

    fn capabilities(&self, set: CapabilitySet) -> Vec<&'a str> {
        let known = set.iter().filter_map(|c| self.compiled.set.capability(c));
        let mut ids: Vec<&str> = known.map(|c| c.id).collect();
        ids.sort_unstable();
        ids
    }

    /// A single capability as text, alternatives as a list.
    fn needs<'n>(&self, needs: impl Iterator<Item = &'n Need>) -> Vec<Value> {
        let mut lists: Vec<Vec<&str>> = needs.map(|need| self.capabilities(need.any_of)).collect();
        lists.sort_unstable();
        lists.dedup();
        lists
            .into_iter()
            .map(|ids| match ids.as_slice() {
                [one] => Value::from(*one),
                _ => Value::from(ids),
            })
            .collect()
    }

    fn bound(&self, recommendation: &Recommendation, needs: &[Need]) -> Bound<'a> {
        Bound {
            disposition: recommendation.disposition.id(),
            destination: self.site(recommendation.destination),
            urgency: recommendation.urgency.id(),
            needs: self.needs(needs.iter()),
        }
    }

    fn rules(&self, assessment: &Assessment, state: RuleState) -> Vec<&'a str> {
        let rules = assessment.rules_in(state).filter_map(|ix| self.compiled.set.rule(ix));
        let mut ids: Vec<&str> = rules.map(|r| r.id).collect();
        ids.sort_unstable();
        ids
    }

    fn scores(&self, assessment: &Assessment) -> BTreeMap<&'a str, Total> {
        let scores = self.compiled.set.scores.iter().zip(&assessment.scores);
        let needed = scores.filter_map(|(score, total)| Some((score.id, (*total)?)));
        needed.map(|(id, total)| (id, Total { low: total.low(), high: total.high() })).collect()
    }

    fn next(&self, next: Option<Next>) -> Value {
        let set = &self.compiled.set;
        match next {
            None => Value::Null,
            Some(Next::Age) => serde_json::json!({ "screen": "child", "kind": "age", "id": "age" }),
            Some(Next::Complaint) => {
                serde_json::json!({ "screen": "complaints", "kind": "complaint", "id": "complaint" })
            }
            Some(Next::Question(question)) => {
                let danger = set.protocols.iter().filter(|p| p.scope == Scope::Danger);
                let on_danger = danger.flat_map(|p| &p.sections).any(|s| s.questions.contains(&question));
                let screen = if on_danger { "danger_screen" } else { "questions" };
                let (kind, id) = match question {
                    Question::Group(ix) => ("group", set.group(ix).map(|g| g.id)),
                    Question::Finding(ix) => ("finding", self.finding(ix)),
                };
                let members: Vec<&str> = members(set, question).filter_map(|f| self.finding(f)).collect();
                serde_json::json!({ "screen": screen, "kind": kind, "id": id, "members": members })
            }
        }
    }
}
