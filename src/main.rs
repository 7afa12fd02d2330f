//! Starts the app in the page that loaded it.

/// A third of the code of the standard one, and as quick.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    paedlotse::shell::start();
}
