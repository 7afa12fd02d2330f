//! `[[alone]]`: each finding is enough. `[[together]]`: none of the findings can be missing.

use super::child::{Children, Statement, statements};
use super::limits::{Sides, Target, Try, of_escort, target};
use crate::check::Checked;
use crate::diagnostics::Reports;
use crate::syntax::Content;
use crate::syntax::protocols::{Terms, TermsDef};
use paedlotse_core::protocol::ProtocolIx;

/// Reads all of both kinds: for every finding one child with it and one without. What is wrong with their form is
/// reported.
pub(crate) fn tries<'a>(checked: &Checked<'a>, content: &'a Content, reports: &Reports) -> Vec<Try<'a>> {
    let parts = checked.order.parts.iter().flat_map(|(protocol, part)| part.terms.iter().map(|def| (*protocol, def)));
    let of_protocols = parts.map(|(protocol, def)| {
        let children = Children { checked, reports, transfer: false };
        of_one(&children, protocol, def, target(checked, def.tried, &def.name, reports))
    });
    let of_transfer = content.transport.iter().flat_map(|file| &file.terms).map(|def| {
        let children = Children { checked, reports, transfer: true };
        of_one(&children, ProtocolIx(0), def, of_escort(checked, &def.name, reports))
    });
    of_protocols.chain(of_transfer).flatten().flatten().collect()
}

fn of_one<'a>(
    children: &Children<'_>,
    protocol: ProtocolIx,
    def: &'a TermsDef,
    target: Option<Target>,
) -> Option<Vec<Try<'a>>> {
    let target = target?;
    let each: Vec<Vec<Statement>> = def.each.iter().map(statements).collect();
    let mut all = Vec::new();
    for (at, (said, literal)) in each.iter().zip(&def.each).enumerate() {
        let others: Vec<Statement> =
            each.iter().enumerate().filter(|(other, _)| *other != at).flat_map(|(_, said)| said.clone()).collect();
        let here = literal.locate(0, literal.text.len());
        let (with, without, at_holds, at_fails) = match def.terms {
            Terms::Alone => (said.clone(), Vec::new(), here, def.name.at),
            Terms::Together => (each.concat(), others, def.name.at, here),
        };
        let holds = (children.read(protocol, &def.child, &with)?, at_holds);
        let fails = (children.read(protocol, &def.child, &without)?, at_fails);
        all.push(Try { target, sides: Sides::Terms, protocol, name: &def.name.value, holds, fails });
    }
    Some(all)
}
