//! What the worker calls.

use crate::Effort;
use wasm_bindgen::prelude::wasm_bindgen;

/// A third of the code of the standard one, and as quick.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The text of a code in a picture; none when none can be read.
#[wasm_bindgen]
#[must_use]
pub fn read(luma: &[u8], width: u32, height: u32, thorough: bool) -> Option<String> {
    crate::read(luma, width, height, if thorough { Effort::Thorough } else { Effort::Quick })
}
