//! What is wrong with a file, in plain words: where, and what to do about it.

use crate::app::model::Unreadable;
use crate::texts as t;
use paedlotse_core::network::{Basis, Means};
use paedlotse_core::text::Language;
use paedlotse_core::vehicle::VehicleKind;
use paedlotse_core::wire::{Form, Kind, Part, Trouble};

/// Why a file was not read.
#[must_use]
pub fn unreadable(l: Language, why: Unreadable) -> &'static str {
    match why {
        Unreadable::TooLarge => t::file_too_large(l),
        Unreadable::NotAText => t::file_not_a_text(l),
        Unreadable::NotJson => t::file_not_json(l),
    }
}

/// One trouble as a sentence: "site 2 (lippstadt) › offer 5 › from_age: …".
#[must_use]
pub fn trouble(l: Language, trouble: &Trouble) -> String {
    let parts: Vec<String> = trouble.at.iter().map(|part| place(l, part)).collect();
    let said = what(l, &trouble.kind);
    if parts.is_empty() { said } else { format!("{}: {said}", parts.join(" › ")) }
}

fn place(l: Language, part: &Part) -> String {
    match part {
        // As the file calls it.
        Part::Field(field) => (*field).to_owned(),
        Part::Entry { of, position, id } => {
            let name = match *of {
                "site" => t::file_part_site(l),
                "offer" => t::file_part_offer(l),
                "contact" => t::file_part_contact(l),
                "clinic" => t::file_part_clinic(l),
                "transport" => t::file_part_transport(l),
                "travel" => t::file_part_travel(l),
                other => other,
            };
            if id.is_empty() { format!("{name} {position}") } else { format!("{name} {position} ({id})") }
        }
    }
}

fn what(l: Language, kind: &Kind) -> String {
    match kind {
        Kind::NotACard => t::file_not_a_card(l).to_owned(),
        Kind::NewerVersion(version) => t::file_newer(l, &version.to_string()),
        Kind::Missing(field) => t::file_missing(l, field),
        Kind::Unknown(field) => t::file_unknown(l, field),
        Kind::WrongForm(form) => t::file_wrong_form(l, &expected(l, *form)),
        Kind::UnknownCapability(id) => t::file_unknown_capability(l, id),
        Kind::UnknownSite(id) => t::file_unknown_site(l, id),
        Kind::Twice(what) => t::file_twice(l, what),
        Kind::OutOfRange { low, high } => t::file_out_of_range(l, &high.to_string(), &low.to_string()),
        Kind::TooLong { limit } => t::file_too_long(l, &limit.to_string()),
        Kind::TooMany { limit } => t::file_too_many(l, &limit.to_string()),
        Kind::BadCharacters => t::file_bad_characters(l).to_owned(),
        Kind::NoHome => t::file_no_home(l).to_owned(),
        Kind::NoSites => t::file_no_sites(l).to_owned(),
        Kind::NoWay(site) => t::file_no_way(l, site),
        Kind::ToItself => t::file_to_itself(l).to_owned(),
        Kind::NotAdvice(id) => t::file_not_advice(l, id),
        Kind::NotTransport(id) => t::file_not_transport(l, id),
        Kind::NotAnAddress => t::file_not_an_address(l).to_owned(),
        Kind::ForNobody => t::file_for_nobody(l).to_owned(),
    }
}

/// The expected form, with an example or the words that are allowed.
fn expected(l: Language, form: Form) -> String {
    match form {
        Form::Text => t::form_text(l).to_owned(),
        Form::Texts => t::form_texts(l).to_owned(),
        Form::WholeNumber => t::form_number(l).to_owned(),
        Form::List => t::form_list(l).to_owned(),
        Form::Fields => t::form_fields(l).to_owned(),
        Form::Age => "6 years, 29 days".to_owned(),
        Form::Hours => "Mon-Fri 08:00-16:00".to_owned(),
        Form::Id => t::form_id(l).to_owned(),
        Form::HyphenId => t::form_hyphen_id(l).to_owned(),
        Form::Basis => words(&Basis::WORDS),
        Form::Means => words(&Means::WORDS),
        Form::Address => "https://…/".to_owned(),
        Form::VehicleKind => words(&VehicleKind::WORDS),
    }
}

/// The words that are allowed.
fn words<T>(allowed: &[(&str, T)]) -> String {
    allowed.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ")
}
