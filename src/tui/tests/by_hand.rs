//! The loop on a real terminal, for a look at it: `SCREEN=home cargo test --lib by_hand -- --ignored --nocapture`.

use super::sample::{self, Memory};
use crate::clock::Ticker;
use crate::tui::message::Start;
use crate::tui::theme::Palette;
use crate::tui::{Look, run};
use std::env;

#[test]
#[ignore = "takes the terminal that it runs in"]
fn by_hand() {
    let start = match env::var("SCREEN").as_deref() {
        Ok("quiz") => Start::Quiz,
        Ok("browse") => Start::Browse { query: String::new() },
        Ok(_) => Start::Home,
        // All ignored tests are run where nobody looks.
        Err(_) => return,
    };
    let set = |name: &str| env::var_os(name).is_some();
    let palette = if set("NO_COLOR") { Palette::Mono } else { Palette::Sixteen };
    let ticker = Ticker::start();
    let failing = env::var("FAILING").ok();
    let cards = match env::var("BANK") {
        Ok(path) => {
            let bytes = std::fs::read(path).expect("the bank can be read");
            crate::bank::json::read(&bytes).expect("it is a bank").cards
        }
        Err(_) => sample::cards(),
    };
    let limit_ms = env::var("LIMIT").ok().and_then(|limit| limit.parse().ok());
    let mut world = Memory::new(cards);
    (world.ticker, world.failing, world.limit_ms) = (Some(ticker), failing, limit_ms);
    let code = run(start, Look { palette, ascii: set("ASCII"), mouse: set("MOUSE") }, &[], &mut world, ticker)
        .expect("the terminal is at hand");
    println!("exit code {code}");
}
