//! A walk through the app as a clinician makes it: the child on the first screens, then whatever the app asks next.

use serde_json::{Value, json};

use crate::page::Page;
use crate::{Env, Outcome};

/// Where the clinician stands and what language they read.
#[derive(Debug, Clone, Copy)]
pub struct Here {
    /// The network's id.
    pub network: &'static str,
    /// `de` or `en`.
    pub language: &'static str,
}

/// What is the matter with the child. Whatever is not said here is denied when the app asks.
#[derive(Debug, Clone, Copy)]
pub struct Child {
    /// Number and unit, for example `"7 weeks"`.
    pub age: &'static str,
    /// The complaint's id.
    pub complaint: &'static str,
    /// Groups in which something is found, and what is tapped inside, for example `answer:grunting:yes`.
    pub groups: &'static [(&'static str, &'static [&'static str])],
    /// Single questions: `yes`, the option's id, or the number as it is typed.
    pub answers: &'static [(&'static str, &'static str)],
}

/// What the bar says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// One of the five states.
    pub state: String,
    /// `treat_locally`, `teleconsult`, `transfer`; empty before the danger screen is done.
    pub disposition: String,
    /// `routine` to `immediate`.
    pub urgency: String,
    /// The site's id, or empty.
    pub destination: String,
}

/// A walk under way.
#[derive(Debug)]
pub struct Walk<'e> {
    /// The window.
    pub page: Page<'e>,
    child: Child,
    /// Answers given since the child page: a group or a number is one.
    pub answers: u32,
}

impl<'e> Walk<'e> {
    /// Chooses language and network, opens a case, enters the age, and stands before the danger screen.
    pub fn start(env: &'e Env, here: Here, child: Child) -> Outcome<Self> {
        Self::start_with(env, here, child, &[])
    }

    /// The same, with more taps on the first screen once the network is chosen.
    pub fn start_with(env: &'e Env, here: Here, child: Child, taps: &[&str]) -> Outcome<Self> {
        Self::begin(Page::new(env)?, here, child, taps)
    }

    /// The same in a window that is there already.
    pub fn begin(page: Page<'e>, here: Here, child: Child, taps: &[&str]) -> Outcome<Self> {
        page.start("/")?;
        Self::within(page, here, child, taps)
    }

    /// The same where the app stands already.
    pub fn within(page: Page<'e>, here: Here, child: Child, taps: &[&str]) -> Outcome<Self> {
        if page.text("document.documentElement.lang")? != here.language {
            page.tap(&format!("lang:{}", here.language))?;
            page.wait("the language changes", &format!("document.documentElement.lang === '{}'", here.language))?;
        }
        page.tap(&format!("network:{}", here.network))?;
        taps.iter().try_for_each(|act| page.tap(act))?;
        let walk = Self { page, child, answers: 0 };
        walk.step("new-case", "child")?;
        let (number, unit) = child.age.split_once(' ').ok_or("an age is a number and a unit")?;
        for digit in number.chars() {
            walk.page.tap(&format!("age-key:{digit}"))?;
        }
        walk.page.tap(&format!("age-unit:{unit}"))?;
        walk.step("go", "danger")?;
        Ok(walk)
    }

    /// Taps something that leads to a screen.
    pub fn step(&self, act: &str, screen: &str) -> Outcome<()> {
        self.page.tap(act)?;
        self.page.wait(
            &format!("“{act}” leads to the screen {screen}"),
            &format!("document.querySelector('main[data-screen]')?.dataset.screen === '{screen}'"),
        )
    }

    /// What the bar says now.
    pub fn bar(&self) -> Outcome<Bar> {
        let read = "const bar = document.querySelector('[data-state]')?.dataset ?? {};
            return ['state', 'disposition', 'urgency', 'destination'].map(name => bar[name] ?? '');";
        let found = self.page.session.script(read, &Value::Null)?;
        let part = |at: usize| found.get(at).and_then(Value::as_str).unwrap_or_default().to_owned();
        Ok(Bar { state: part(0), disposition: part(1), urgency: part(2), destination: part(3) })
    }

    /// Answers what the app flags as the next question on this screen; false when it flags nothing here.
    pub fn answer_next(&mut self) -> Outcome<bool> {
        let flagged = self.page.value("document.querySelector('[data-screen] .is-next')?.id ?? ''")?;
        let flagged = flagged.as_str().unwrap_or_default().to_owned();
        if let Some(group) = flagged.strip_prefix("g-") {
            self.answer_group(group)?;
        } else if let Some(question) = flagged.strip_prefix("q-") {
            self.answer_question(question)?;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    /// Says what was found in a group, and that there is nothing else.
    pub fn answer_group(&mut self, group: &str) -> Outcome<()> {
        let found = self.child.groups.iter().find(|(name, _)| *name == group).map_or(&[][..], |(_, acts)| *acts);
        if !found.is_empty() {
            self.page.tap(&format!("open-group:{group}"))?;
            for act in found {
                self.answer(act)?;
            }
        }
        // After the last member the button has nothing left to deny.
        let rest = format!("deny-group:{group}");
        let pending = format!("!document.querySelector(\"[data-act='{rest}']\").disabled");
        if found.is_empty() || self.page.holds(&pending).is_ok() {
            self.answer(&rest)?;
        }
        Ok(())
    }

    /// Answers one question: what the child's story says, or no.
    fn answer_question(&mut self, question: &str) -> Outcome<()> {
        let said = self.child.answers.iter().find(|(name, _)| *name == question).map(|(_, said)| *said);
        let has = |act: &str| {
            self.page.holds(&format!("document.querySelector(\"[data-screen] [data-act='{act}']\")")).is_ok()
        };
        let (number, no) = (format!("number:{question}"), format!("answer:{question}:no"));
        match said {
            Some(text) if has(&number) => self.type_number(question, text),
            Some("yes") => self.answer(&format!("answer:{question}:yes")),
            Some("unobtainable") => self.answer(&format!("answer:{question}:unobtainable")),
            Some(option) => self.answer(&format!("choose:{question}:{option}")),
            None if has(&no) => self.answer(&no),
            None => Err(format!("the app asks for “{question}”, and the story of this child has no answer")),
        }
    }

    /// Types a number and leaves the field by Enter.
    pub fn type_number(&mut self, question: &str, text: &str) -> Outcome<()> {
        self.answers += 1;
        let field = format!("[data-act='number:{question}']");
        self.page.session.element(&field)?.fill(&format!("{text}\u{E007}"))?;
        self.page.painted()
    }

    /// Gives one answer. What was tapped must not move under the finger.
    pub fn answer(&mut self, act: &str) -> Outcome<()> {
        self.answers += 1;
        let place = "const tapped = document.querySelector(`[data-act='${arguments[0]}']`);
            return tapped && Math.round(tapped.getBoundingClientRect().top);";
        self.page.painted()?;
        self.page.bring_into_view(act)?;
        let before = self.page.session.script(place, &json!(act))?;
        self.page.tap(act)?;
        self.page.painted()?;
        let after = self.page.session.script(place, &json!(act))?;
        match (before.as_i64(), after.as_i64()) {
            (Some(before), Some(after)) if before.abs_diff(after) > 1 => {
                Err(format!("{act} moved under the finger by {} pixels", before.abs_diff(after)))
            }
            _ => Ok(()),
        }
    }

    /// Finishes the danger screen, names the complaint, and answers until nothing that is open can change the advice.
    pub fn finish(&mut self) -> Outcome<Bar> {
        self.through_danger()?;
        if self.bar()?.urgency == "immediate" {
            return self.recommendation();
        }
        self.reach_questions()?;
        loop {
            let bar = self.bar()?;
            if matches!(bar.state.as_str(), "settled" | "immediate") {
                return self.recommendation();
            }
            if self.answers > 80 {
                return Err(format!("still {bar:?} after {} answers", self.answers));
            }
            if !self.answer_next()? {
                return Err(format!("the bar says {bar:?}, but no question is flagged as the next"));
            }
        }
    }

    /// Answers the danger screen until nothing is asked there any more, or until it is `immediate`.
    pub fn through_danger(&mut self) -> Outcome<()> {
        while self.bar()?.state == "danger_screen" {
            if !self.answer_next()? {
                return Err("the danger screen is not done, but flags no question".into());
            }
        }
        Ok(())
    }

    /// From the danger screen over the complaints to the questions.
    pub fn reach_questions(&mut self) -> Outcome<()> {
        self.step("go", "complaints")?;
        self.answers += 1;
        self.page.tap(&format!("complaint:{}", self.child.complaint))?;
        self.step("go", "questions")
    }

    /// Opens the recommendation and reads it.
    pub fn recommendation(&self) -> Outcome<Bar> {
        self.step("go", "recommendation")?;
        self.bar()
    }

    /// Goes to a screen through the header.
    pub fn show(&self, screen: &str) -> Outcome<()> {
        self.step(&format!("step:{screen}"), screen)
    }

    /// Goes to a screen by its address, as the browser's own buttons do: the header does not show every step everywhere.
    pub fn visit(&self, screen: &str) -> Outcome<()> {
        self.page.session.script("location.hash = arguments[0];", &json!(screen))?;
        self.page.wait(
            &format!("the address leads to the screen {screen}"),
            &format!("document.querySelector('main[data-screen]')?.dataset.screen === '{screen}'"),
        )
    }
}
