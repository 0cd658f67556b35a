//! A full-screen program that does nothing: it draws one line in a box and counts the keys; `q` ends it. It is what ratatui and
//! the terminal take of any time that is measured. It must not do more.

use ratatui::crossterm::event::{self, Event, KeyCode};
use ratatui::widgets::{Block, Paragraph};

fn main() -> std::io::Result<()> {
    let mut terminal = ratatui::try_init()?;
    let mut keys = 0_u64;
    let mut drawn = Ok(());
    while drawn.is_ok() {
        let counted = Paragraph::new(format!("ready, {keys} keys")).block(Block::bordered());
        drawn = terminal.draw(|frame| frame.render_widget(counted, frame.area())).map(|_| ());
        match event::read() {
            Ok(Event::Key(key)) if key.code == KeyCode::Char('q') => break,
            Ok(Event::Key(_)) => keys += 1,
            Ok(_) => {}
            Err(error) => drawn = Err(error),
        }
    }
    ratatui::try_restore()?;
    drawn
}
