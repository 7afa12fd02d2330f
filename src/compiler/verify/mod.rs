//! Shows that the compiled content keeps its laws, and that its examples would notice if it changed.

pub mod mutants;
