//! The envelope of a message: SMART Web Messaging (HL7, STU 1). A request names its kind and carries what the conversation
//! agreed on; a response names the request.

use paedlotse_core::wire::Value;

/// Characters of an id or a kind.
const WORD: usize = 200;

/// A message that wants an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request<'a> {
    /// By this it is answered.
    pub id: &'a str,
    /// What kind it is.
    pub kind: &'a str,
    /// What it says.
    pub payload: &'a Value,
}

/// Reads a message of the conversation with this handle; none: it is not one, or it is an answer.
#[must_use]
pub fn read<'a>(message: &'a Value, handle: &str) -> Option<Request<'a>> {
    let word =
        |name: &str| message.field(name).and_then(Value::text).filter(|word| !word.is_empty() && word.len() <= WORD);
    let ours = word("messagingHandle") == Some(handle) && message.field("responseToMessageId").is_none();
    let request = Request { id: word("messageId")?, kind: word("messageType")?, payload: message.field("payload")? };
    (ours && matches!(request.payload, Value::Map(_))).then_some(request)
}

/// Whether lists and maps lie deeper in each other than this in a text that is JSON.
#[must_use]
pub fn is_deeper(text: &str, most: usize) -> bool {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => depth = depth.saturating_add(1),
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > most {
            return true;
        }
    }
    false
}

/// A message of this app's own, its `number`th.
#[must_use]
pub fn request(handle: &str, number: u32, kind: &str, payload: Value) -> Value {
    Value::map([
        ("messagingHandle", Value::said(handle)),
        ("messageId", Value::said(&format!("paedlotse-{number}"))),
        ("messageType", Value::said(kind)),
        ("payload", payload),
    ])
}

/// The answer to the message with this id.
#[must_use]
pub fn response(number: u32, to: &str, payload: Value) -> Value {
    Value::map([
        ("messageId", Value::said(&format!("paedlotse-{number}"))),
        ("responseToMessageId", Value::said(to)),
        ("payload", payload),
    ])
}

/// One thing about a message, as FHIR says it: how bad, a code of its list, and words for whoever builds the page around.
#[must_use]
pub fn issue(severity: &str, code: &str, words: &str) -> Value {
    Value::map([("severity", Value::said(severity)), ("code", Value::said(code)), ("diagnostics", Value::said(words))])
}

/// What came of a message. FHIR knows no outcome without an issue.
#[must_use]
pub fn outcome(issues: Vec<Value>) -> Value {
    let fine = || vec![issue("information", "informational", "done")];
    let issues = if issues.is_empty() { fine() } else { issues };
    Value::map([("resourceType", Value::said("OperationOutcome")), ("issue", Value::List(issues))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_counted_outside_of_texts() {
        for (text, deeper) in [
            ("[[]]", false),
            ("[[[]]]", true),
            (r#"["[[[[", {}]"#, false),
            (r#"["\"[[[", []]"#, false),
            (r#"{"a": [["\\", []]]}"#, true),
        ] {
            assert_eq!(is_deeper(text, 2), deeper, "{text}");
        }
    }
}
