//! What is shown of the whole content, beyond what each file says: laws, and how much has to be asked.

pub mod settling;
