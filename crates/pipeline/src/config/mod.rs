//! `workspace.toml`, in three steps: as written ([`options`]), merged over the defaults, resolved and validated
//! ([`settings`]). Work sees only the last.
//!
//! Every key is declared once, in [`catalogue`]: its default, its range and the sentence that explains it. Reading,
//! checking, hints ([`hints`]) and the commented file that `bibliograph init` writes ([`template`]) all come from there.

pub mod catalogue;
pub mod hints;
pub mod options;
pub mod settings;
pub mod template;

pub use options::{ConfigError, Options};
pub use settings::Settings;
