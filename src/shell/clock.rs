//! Reads the device's clock, once per message.

use crate::app::time::Now;
use paedlotse_core::case::Timestamp;

/// The moment, and how far local time is ahead of UTC.
#[must_use]
pub fn now() -> Now {
    let date = js_sys::Date::new_0();
    Now { at: Timestamp(whole(date.get_time())), ahead: -whole_minutes(date.get_timezone_offset()) }
}

#[expect(clippy::as_conversions, reason = "dates are whole numbers of milliseconds far inside i64; `as` saturates")]
const fn whole(ms: f64) -> i64 {
    ms as i64
}

#[expect(clippy::as_conversions, reason = "an offset is at most 14 hours of minutes; `as` saturates")]
const fn whole_minutes(minutes: f64) -> i32 {
    minutes as i32
}
