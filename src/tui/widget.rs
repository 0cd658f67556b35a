//! The pieces that screens are put together from. They must not know any screen's state.

pub mod chart;
pub mod clock;
pub mod code;
pub mod header;
mod inline;
pub mod key_bar;
pub mod markdown;
pub mod progress_bar;
pub mod scroll;
mod table;
pub mod tally;
pub mod text;
pub mod text_field;
pub mod trend;
