//! The pieces that screens are put together from. They must not know any screen's state.

pub mod clock;
pub mod header;
pub mod key_bar;
pub mod progress_bar;
pub mod scroll;
pub mod text;
pub mod text_field;
