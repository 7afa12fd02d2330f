//! One turn of the loop: a message with its time comes in, the next model and its effects come out.

use crate::app::drawn::Drawn;
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::route::Screen;
use crate::app::sight::Sight;
use crate::app::time::Now;
use crate::app::update::keep::hand_over;
use crate::app::update::update;
use paedlotse_core::case::Advice;
use paedlotse_core::derivation::Derivation;
use paedlotse_core::disposition::Urgency;
use std::cell::OnceCell;
use std::fmt;
use std::rc::Rc;

/// Effects are kept for so many turns, in case several turns pass before the browser runs them.
const OUTBOX: usize = 64;

/// A message and when it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub now: Now,
    /// What.
    pub msg: Msg,
}

/// What is derived from one advice: found when it is asked for first, and kept as long as the advice is.
#[derive(Clone, Default)]
pub struct Derived(Rc<OnceCell<Derivation>>);

impl Derived {
    /// What was found, or what `find` finds now.
    pub fn or_find(&self, find: impl FnOnce() -> Derivation) -> &Derivation {
        self.0.get_or_init(find)
    }
}

impl fmt::Debug for Derived {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Derived")
    }
}

impl PartialEq for Derived {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The model, what is seen of it, and what the browser is to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// The state.
    pub model: Rc<Model>,
    /// What follows from the open case.
    pub sight: Option<Rc<Sight>>,
    /// What the questions are drawn from: one frame behind after an answer, so that the advice is painted first.
    pub page: Option<Rc<Sight>>,
    /// What stands around the questions is drawn from: after an answer one frame behind them.
    pub around: Option<Rc<Sight>>,
    /// What is derived from the advice in [`Self::sight`], from when it was asked for first.
    pub derived: Derived,
    /// How much of the screen stands.
    pub drawn: Drawn,
    /// Numbered effects, oldest first.
    pub outbox: Vec<(u64, Effect)>,
    /// The urgency just rose: said at once by screen readers.
    pub raised: bool,
}

impl Turn {
    /// The first turn.
    #[must_use]
    pub fn first(model: Model) -> Self {
        let begin = [Effect::Language(model.language), Effect::Theme(model.theme), Effect::Ready];
        let rest = (!model.content.whole).then_some(Effect::Rest);
        let sight = Sight::of(&model).map(Rc::new);
        Self {
            page: sight.clone(),
            around: sight.clone(),
            derived: Derived::default(),
            drawn: Drawn::WHOLE,
            sight,
            model: Rc::new(model),
            outbox: (1_u64..).zip(begin.into_iter().chain(rest)).collect(),
            raised: false,
        }
    }

    /// Whether the whole screen stands and shows all that is known.
    #[must_use]
    pub fn is_drawn(&self) -> bool {
        self.drawn.is_whole() && is_same(&self.page, &self.sight) && is_same(&self.around, &self.sight)
    }

    /// How much of the screen stands next. Whoever is led to a place on it finds all of it.
    fn stands(&self, msg: &Msg, screen: Screen, effects: &[Effect]) -> Drawn {
        if effects.iter().any(Effect::leads_to_a_place) {
            return Drawn::WHOLE;
        }
        match (screen == self.model.screen, msg) {
            (false, _) if screen.is_long() => Drawn::FIRST,
            (false, _) => Drawn::WHOLE,
            (true, Msg::Painted) => self.drawn.more(),
            (true, _) => self.drawn,
        }
    }

    /// The next turn; none when nothing changed.
    #[must_use]
    pub fn next(&self, event: &Event) -> Option<Self> {
        let (mut model, mut effects) = update(&self.model, event.now, &event.msg);
        if model == *self.model && effects.is_empty() && self.is_drawn() && !model.storage.is_due() {
            return None;
        }
        let (sight, derived) = if same_question(&self.model, &model) {
            (self.sight.clone(), self.derived.clone())
        } else {
            (Sight::of(&model).map(Rc::new), Derived::default())
        };
        let same_case =
            |a: &Model, b: &Model| a.case.as_ref().map(|c| c.started()) == b.case.as_ref().map(|c| c.started());
        let before = if same_case(&self.model, &model) { urgency(self.sight.as_deref()) } else { Urgency::Routine };
        let raised = urgency(sight.as_deref()) > before || (event.msg == Msg::Painted && self.raised);
        // A frame each after an answer: first the advice, then the questions, then what stands around them; no other
        // screen has that.
        let held = |drawn: &Option<Rc<Sight>>, waits: bool| match (drawn, &sight) {
            (Some(drawn), Some(_)) if waits => Some(Rc::clone(drawn)),
            _ => sight.clone(),
        };
        let page = held(&self.page, event.msg.answers());
        let follows = event.msg == Msg::Painted && !is_same(&page, &self.page) && model.screen == Screen::Questions;
        let around = held(&self.around, event.msg.answers() || follows);
        let drawn = self.stands(&event.msg, model.screen, &effects);
        let goes_on = !drawn.is_whole() && drawn != self.drawn;
        let said = sight.as_ref().map(|sight| Advice::from(&sight.judgement.so_far));
        // After an answer the advice is painted first; then the rest of the page is drawn and the answer stored.
        if !event.msg.answers() {
            effects.extend(hand_over(&mut model, event.now, said));
        }
        if event.msg.answers() || follows || goes_on {
            effects.push(Effect::AfterPaint);
        }
        let mut outbox = self.outbox.clone();
        let last = outbox.last().map_or(0, |(number, _)| *number);
        outbox.extend((last.saturating_add(1)..).zip(effects));
        let superfluous = outbox.len().saturating_sub(OUTBOX);
        outbox.drain(..superfluous);
        Some(Self { model: Rc::new(model), sight, page, around, derived, drawn, outbox, raised })
    }
}

/// Whether the advice cannot have changed.
fn same_question(before: &Model, after: &Model) -> bool {
    before.case == after.case
        && before.content == after.content
        && before.network == after.network
        && before.imported == after.imported
        && before.place == after.place
        && before.duty == after.duty
        && before.now.week_time() == after.now.week_time()
}

fn is_same(a: &Option<Rc<Sight>>, b: &Option<Rc<Sight>>) -> bool {
    a.as_ref().map(Rc::as_ptr) == b.as_ref().map(Rc::as_ptr)
}

fn urgency(sight: Option<&Sight>) -> Urgency {
    sight.map_or(Urgency::Routine, |s| s.assessment.so_far.urgency)
}
