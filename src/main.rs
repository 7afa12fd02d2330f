//! Starts the app in the page that loaded it, and says where the program is cut in two.

use paedlotse::rest::{REST, Rest};
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// A third of the code of the standard one, and as quick.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// It did not come, or came altered; `assets/program.js` says why in the console.
struct Missing;

impl From<SplitLoaderError> for Missing {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// Here the program is cut: what only this function reaches is a file of its own (`xtask/src/split.rs`), which comes when
/// it is called.
#[wasm_split(rest, fallible)]
fn rest() -> Result<&'static Rest, Missing> {
    Ok(&REST)
}

fn main() {
    paedlotse::shell::start(|| Box::pin(async { rest().await.ok() }));
}
