//! What the person prepares for: the day of the interview and the field, in a line each; either may stay empty. It must not
//! know where it is kept.

use super::{Notice, Stage};
use crate::study::event::Day;
use crate::study::target::{Target, read, written};
use crate::tui::canvas::Canvas;
use crate::tui::keys::{Command, FIRST};
use crate::tui::message::Effect;
use crate::tui::theme::Theme;
use crate::tui::widget::key_bar::{self, Item};
use crate::tui::widget::scroll::draw;
use crate::tui::widget::text::{NO_BREAK, wrap};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

/// Digits of a date.
const DIGITS: usize = 8;

/// So many fields are offered, the largest.
const FIELDS: usize = 8;

/// What is said where no field is chosen.
const ANY: &str = "any";

/// What is said of a text that was pasted.
const NO_DATE: &str = "what was pasted is no date: year, month, day, as in 2026-12-31";

#[derive(Debug)]
pub struct First {
    /// The digits of the date so far.
    digits: String,
    /// Technologies, which fields are.
    fields: Vec<String>,
    /// A place in `fields`.
    field: Option<usize>,
    today: Day,
    /// Nothing was asked yet: a first picture follows. Else home is below.
    pub is_first_run: bool,
}

impl First {
    pub fn new(target: &Target, fields: &[String], today: Day, is_first_run: bool) -> First {
        let digits = target.ahead(today).map(|day| written(day).replace('-', "")).unwrap_or_default();
        let mut fields: Vec<String> = fields.iter().take(FIELDS).cloned().collect();
        // A field that no card has any more is still the person's.
        fields.extend(target.field.iter().filter(|field| !fields.contains(field)).cloned().collect::<Vec<String>>());
        let field = fields.iter().position(|field| Some(field) == target.field.as_ref());
        First { digits, fields, field, today, is_first_run }
    }

    pub fn update(&mut self, command: Command, notice: &mut Option<Notice>) -> Effect {
        match command {
            Command::Type(digit) if self.digits.len() < DIGITS => {
                self.digits.extend(Some(digit).filter(char::is_ascii_digit))
            }
            Command::Erase => drop(self.digits.pop()),
            Command::Turn { forward } => self.turn(forward),
            Command::Browse if self.is_first_run => return Effect::Find(String::new()),
            Command::Submit => match self.target() {
                Ok(target) => return Effect::SetTarget(target),
                Err(text) => *notice = Some(Notice { text: text.to_owned(), trouble: false }),
            },
            _ => {}
        }
        Effect::None
    }

    /// Takes a date that was pasted, in the form in which it is shown or without its dashes.
    pub fn paste(&mut self, text: &str, notice: &mut Option<Notice>) {
        let digits: String = text.trim().chars().filter(|sign| *sign != '-').collect();
        match read(&dashed(&digits)) {
            Some(_) if digits.len() == DIGITS => self.digits = digits,
            _ => *notice = Some(Notice { text: NO_DATE.to_owned(), trouble: false }),
        }
    }

    /// Goes round through all fields and none.
    fn turn(&mut self, forward: bool) {
        let places = self.fields.len() + 1;
        let place = self.field.map_or(0, |field| field + 1);
        let next = (place + if forward { 1 } else { places - 1 }) % places;
        self.field = next.checked_sub(1);
    }

    /// What was entered, or what is wrong with it.
    fn target(&self) -> Result<Target, &'static str> {
        let field = self.field.and_then(|field| self.fields.get(field)).cloned();
        if self.digits.is_empty() {
            return Ok(Target { day: None, field });
        }
        match read(&self.date()) {
            None if self.digits.len() < DIGITS => Err("the date is not whole: year, month, day; or take it all away"),
            None => Err("there is no such day: year, month, day; backspace takes digits away"),
            Some(day) if day < self.today => Err("that day is over; backspace takes digits away"),
            Some(day) => Ok(Target { day: Some(day), field }),
        }
    }

    /// `2026-12-__`.
    fn date(&self) -> String {
        dashed(&self.digits)
    }

    pub fn view(&self, stage: &Stage, canvas: &mut Canvas) {
        let theme = stage.theme;
        let page = stage.page(self.bars(stage));
        page.frame(stage, canvas, "", &[], None, &page.keys(&self.items(), theme));
        let area = self.area(stage);
        draw(&self.lines(area.width.into(), stage), 0, area, canvas);
    }

    fn items(&self) -> Vec<Item> {
        key_bar::items(&FIRST, |command, item| match command {
            Command::Submit if !self.is_first_run => Some(item.reading("keep it")),
            Command::Browse if !self.is_first_run => None,
            _ => Some(item),
        })
    }

    /// Lines of keys.
    pub fn bars(&self, stage: &Stage) -> u16 {
        stage.bars(&self.items())
    }

    fn area(&self, stage: &Stage) -> Rect {
        let column = stage.page(self.bars(stage)).column();
        let above = if stage.is_roomy() { column.height / 6 } else { 0 };
        Rect { y: column.y + above, height: column.height - above, ..column }
    }

    /// Chooses the field whose name is under the pointer.
    pub fn click(&mut self, at: Position, stage: &Stage) {
        let area = self.area(stage);
        if !area.contains(at) {
            return;
        }
        let mut column = usize::from(at.x - area.x);
        for span in self.lines(area.width.into(), stage).into_iter().nth((at.y - area.y).into()).unwrap_or_default() {
            if column < span.width() {
                let pointed = span.content.trim_matches(['[', ']']).replace(NO_BREAK, " ");
                let place = self.names().position(|name| stage.theme.say(name) == pointed);
                self.field = place.map_or(self.field, |place| place.checked_sub(1));
                return;
            }
            column -= span.width();
        }
    }

    /// What can be chosen: no field, and the fields.
    fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(ANY).chain(self.fields.iter().map(String::as_str))
    }

    fn lines(&self, columns: usize, stage: &Stage) -> Vec<Line<'static>> {
        let theme = stage.theme;
        let mut lines = Vec::new();
        let gap = |lines: &mut Vec<Line>| lines.extend(stage.is_roomy().then(Line::default));
        let date = vec![(self.date(), theme.accent), (self.hint(), theme.quiet)];
        lines.extend(asked("When is the interview?", date, columns, theme));
        gap(&mut lines);
        lines.extend(asked("For what?", self.choices(theme), columns, theme));
        if self.is_first_run {
            gap(&mut lines);
            gap(&mut lines);
            let offer = "Begin with 12 mixed questions, about ten minutes: you get a first picture by topic. Answer aloud, \
                         then look, and say how it went.";
            lines.extend(wrap(&[(offer.to_owned(), theme.plain)], columns, 0));
        }
        lines
    }

    fn hint(&self) -> String {
        let left = read(&self.date()).map(|day| day.0 - self.today.0);
        match left {
            Some(0) => "   today".to_owned(),
            Some(1) => "   tomorrow".to_owned(),
            Some(days @ 2..) => format!("   in {days} days"),
            Some(_) => "   that day is over".to_owned(),
            None if self.digits.is_empty() => "   year-month-day, or empty".to_owned(),
            None => String::new(),
        }
    }

    fn choices(&self, theme: &Theme) -> Vec<(String, Style)> {
        let mut runs = Vec::new();
        for (place, field) in self.names().enumerate() {
            if place > 0 {
                // The line breaks behind the sign, not before it.
                runs.push((format!("{NO_BREAK}{} ", theme.glyphs.dot.trim()), theme.quiet));
            }
            let is_chosen = self.field.map_or(0, |field| field + 1) == place;
            let name = theme.say(field).replace(' ', NO_BREAK);
            // Colour is not the only sign: brackets stand where reverse is not seen.
            let (name, style) = if is_chosen { (format!("[{name}]"), theme.selected) } else { (name, theme.plain) };
            runs.push((name, style));
        }
        runs
    }
}

/// `2026-12-__`; what goes beyond the digits of a date is left out.
fn dashed(digits: &str) -> String {
    let digits: Vec<char> = digits.chars().chain(std::iter::repeat('_')).take(DIGITS).collect();
    let part = |from: usize, to: usize| digits[from..to].iter().collect::<String>();
    format!("{}-{}-{}", part(0, 4), part(4, 6), part(6, 8))
}

/// A question and its answer: beside it, or on a narrow screen below.
fn asked(question: &str, answer: Vec<(String, Style)>, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    const QUESTION: usize = 25;
    if columns < 60 {
        let mut lines = wrap(&[(question.to_owned(), theme.strong)], columns, 0);
        lines.extend(wrap(&answer, columns, 0));
        return lines;
    }
    let mut runs = vec![(format!("{question:<QUESTION$}"), theme.strong)];
    runs.extend(answer);
    wrap(&runs, columns, QUESTION)
}
