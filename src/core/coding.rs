//! The codes of other systems for what we write in our own way: UCUM for units, LOINC for findings.
//!
//! Sources. UCUM: each code was parsed by the National Library of Medicine's `@lhncbc/ucum-lhc` 7.1.10. LOINC: each code
//! was found in a LOINC table core of 2020 (93 600 terms: code and component) and in the NLM's table of codes and example
//! units for LOINC 2.67; the names were read in LOINC's Top 2000+ (SI and US, 1.6), the German MII Top 300 and HL7's US
//! Core. What differs is said beside the code in `assets/findings/`. Further codes (`loinc_also`, `loinc_panels`): 2708-6
//! and 85354-9 are those of the vital sign profiles of FHIR R4, 55284-4 that of their older form; 3141-9 stands in HL7's
//! value set of vital signs; 8329-5 in the German MII's ICU module, beside 8310-5; 8332-9, 76534-7 and 76535-4 were read
//! with these names in two independent mappings each.

/// The name of LOINC as a system of codes in FHIR.
pub const LOINC: &str = "http://loinc.org";
/// The name of UCUM.
pub const UCUM: &str = "http://unitsofmeasure.org";
/// The name of our own findings; their codes are [`crate::finding::Finding::no`].
pub const FINDING: &str = "urn:paedlotse:finding";

/// Units as they are written in findings, and their UCUM codes. The value is the same in both.
const UNITS: [(&str, &str); 37] = [
    ("%", "%"),
    ("/d", "/d"),
    ("/hpf", "/[HPF]"),
    ("/min", "/min"),
    ("/min/mmHg", "/min/mm[Hg]"),
    // A nanolitre is 10⁻⁹ litres: so many in it are as many times 10⁹ in a litre, and that is how laboratories code it.
    ("/nL", "10*9/L"),
    ("/µL", "/uL"),
    ("L/min", "L/min"),
    // What is counted or scored has no unit in UCUM; the braces hold a note.
    ("centile", "{percentile}"),
    ("cm", "cm"),
    ("d", "d"),
    ("fetuses", "{fetuses}"),
    ("g", "g"),
    ("g/L", "g/L"),
    ("h", "h"),
    ("infections", "{infections}"),
    ("kg", "kg"),
    ("kg/m²", "kg/m2"),
    ("mL/kg", "mL/kg"),
    ("mg/L", "mg/L"),
    ("mg/mmol", "mg/mmol"),
    ("min", "min"),
    ("mm", "mm"),
    ("mm/h", "mm/h"),
    ("mmHg", "mm[Hg]"),
    ("mmol/L", "mmol/L"),
    ("mosmol/kg", "mosm/kg"),
    ("ms", "ms"),
    ("ng/mL", "ng/mL"),
    ("pH", "[pH]"),
    ("points", "{score}"),
    ("s", "s"),
    ("stings", "{stings}"),
    ("weeks", "wk"),
    ("°C", "Cel"),
    ("µmol/L", "umol/L"),
    ("µmol/L/h", "umol/L/h"),
];

/// The UCUM code of a unit; none for one that nobody has looked up.
#[must_use]
pub fn ucum(unit: &str) -> Option<&'static str> {
    UNITS.iter().find(|(written, _)| *written == unit).map(|(_, code)| *code)
}

/// Whether this has the form of a LOINC code, with its check digit: a wrong digit does not name another finding.
#[must_use]
pub fn is_loinc(code: &str) -> bool {
    let Some((number, check)) = code.split_once('-') else { return false };
    let digits: Option<Vec<u32>> = number.chars().map(|c| c.to_digit(10)).collect();
    let Some(digits) = digits.filter(|digits| (1..=7).contains(&digits.len())) else { return false };
    // Every second digit from the last is doubled, and its own digits are added (Luhn).
    let weighed = digits.iter().rev().enumerate().map(|(place, digit)| match place % 2 {
        0 => (digit * 2) / 10 + (digit * 2) % 10,
        _ => *digit,
    });
    let wanted = (10 - weighed.sum::<u32>() % 10) % 10;
    check.len() == 1 && check.parse() == Ok(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_digit_is_no_loinc_code() {
        for right in ["8310-5", "8867-4", "3150-0", "104816-4", "30525-0", "718-7"] {
            assert!(is_loinc(right), "{right}");
        }
        for wrong in ["3150-6", "8867-5", "8876-4", "8867", "8867-", "-4", "8867-44", "x867-4", "8867 -4", ""] {
            assert!(!is_loinc(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_unit_has_one_code() {
        assert_eq!(ucum("/nL"), Some("10*9/L"));
        assert_eq!(ucum("mg/dL"), None);
        assert!(UNITS.is_sorted_by(|(a, _), (b, _)| a < b), "in order, each once");
    }
}
