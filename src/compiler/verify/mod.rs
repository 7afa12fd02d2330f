//! What is shown of the content as a whole, and not of single children.

pub mod oracle;
