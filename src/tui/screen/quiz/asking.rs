//! The question as it is drawn, before the reveal. It must not change anything.

use super::view::NARROW;
use super::{Marks, Quiz};
use crate::study::progress::Progress;
use crate::study::session::{Asking, Clocks, Offer, Phase, Question};
use crate::tui::canvas::Canvas;
use crate::tui::keys::POINT_LETTERS;
use crate::tui::screen::card::{code_block, facts_within, place, standing};
use crate::tui::screen::{Stage, draw_line, split};
use crate::tui::theme::Theme;
use crate::tui::widget::clock;
use crate::tui::widget::key_bar::{self, Item};
use crate::tui::widget::scroll::{draw, left_over};
use crate::tui::widget::text::{self, both_ends, prose, wrap};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// The question above code whose output is to be predicted.
pub const PREDICT: &str = "What does this print?";

/// From this share of the target on, in quarters, the clock warns.
const WARNS_AT_QUARTERS: u64 = 3;

/// Rows of text that have to stay in sight above options, or the options scroll with it.
const TEXT_ABOVE_OPTIONS: u16 = 3;

/// From so many rows on, one of them parts code from the question, and options from what stands below them.
const TALL: u16 = 30;

/// Rows of the text field: enough to see what was just written, and no more than an answer takes.
const FIELD: (u16, u16) = (3, 12);

/// Where the parts of a question stand.
pub(super) struct Places {
    head: Rect,
    pub(super) body: Rect,
    /// Where the options stand while the text above them scrolls; empty where they scroll with it.
    options: Rect,
    /// Empty while nothing is written.
    field: Rect,
    pub(super) prompt: Rect,
}

impl Quiz {
    pub(super) fn view_asking(&self, question: &Question, asking: &Asking, stage: &Stage, canvas: &mut Canvas) {
        let theme = stage.theme;
        let page = stage.page(self.bars(stage));
        let (places, lines, options) = self.asking_layout(question, asking, stage);
        let overflows = lines.len() > usize::from(places.body.height);
        self.frame(&page, stage, canvas, &page.keys(&self.items(overflows, stage), theme));
        let columns = usize::from(places.head.width);
        let room = columns.saturating_sub(text::width(&place(&question.card, theme)).min(columns / 2) + 2);
        let head = self.head(question, self.standing(question, room, theme), theme.quiet, stage);
        draw(&head, 0, places.head, canvas);
        draw(&lines, self.reading.top, places.body, canvas);
        draw(&options, 0, places.options, canvas);
        draw(&self.prompt(asking, columns, stage), 0, places.prompt, canvas);
        let more = left_over(lines.len(), self.reading.top, places.body.height, theme);
        let row = Rect { y: places.body.bottom(), height: 1, ..places.body };
        draw_line(&both_ends("", theme.quiet, &more, theme.quiet, row.width.into(), theme), row, canvas);
        if let Some(field) = &self.field {
            let edge = Line::from(Span::styled(theme.glyphs.upright, theme.accent));
            places.field.rows().for_each(|row| draw_line(&edge, row, canvas));
            let inner = Rect { x: places.field.x + 2, width: places.field.width.saturating_sub(2), ..places.field };
            field.draw(inner, canvas);
        }
    }

    /// The prompt stands below the text, which scrolls where it is longer than the room; so do the options, where they leave
    /// enough of it. Gives the lines of the text, and those of the options that stand apart from it.
    pub(super) fn asking_layout(
        &self,
        question: &Question,
        asking: &Asking,
        stage: &Stage,
    ) -> (Places, Vec<Line<'static>>, Vec<Line<'static>>) {
        let column = self.column(&stage.page(self.bars(stage)), stage);
        let columns = usize::from(column.width);
        let mut lines = self.asked_lines(question, asking, columns, stage);
        let mut options = match asking.offer() {
            Some(offer) => option_lines(offer, asking, columns, stage.theme),
            None => Vec::new(),
        };
        let rows = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        let [head, rest] = split(column, if stage.is_roomy() { 2 } else { 1 });
        let below_field = u16::from(stage.is_roomy() && self.is_writing());
        let prompt = rows(self.prompt(asking, columns, stage).len());
        let (least, most) = if self.is_writing() { FIELD } else { (0, 0) };
        // One row below the text says how much of it is left; a roomy page that holds all of it leaves more.
        let left = rest.height.saturating_sub(prompt + below_field);
        let all = rows(lines.len() + options.len() + 1);
        let space = if stage.is_roomy() && !self.is_writing() && all + 3 <= left { 3 } else { 1 };
        let room = left.saturating_sub(space);
        let apart = rows(options.len());
        if apart > 0 && (all <= room || apart + TEXT_ABOVE_OPTIONS > room) {
            lines.push(Line::default());
            lines.append(&mut options);
        }
        let apart = rows(options.len());
        let below_options = u16::from(apart > 0 && stage.area.height >= TALL);
        let [body, rest] = split(rest, rows(lines.len()).min(room.saturating_sub(least + apart + below_options)));
        let [_, rest] = split(rest, if apart > 0 { 1 } else { 0 });
        let [options_area, rest] = split(rest, apart);
        let [_, rest] = split(rest, if apart > 0 { space - 1 + below_options } else { space });
        let [field, rest] = split(rest, (room - body.height).min(most));
        let [_, prompt] = split(rest, below_field);
        (Places { head, body, options: options_area, field, prompt }, lines, options)
    }

    /// All that may be seen of the card before its answer.
    fn asked_lines(&self, question: &Question, asking: &Asking, columns: usize, stage: &Stage) -> Vec<Line<'static>> {
        let theme = stage.theme;
        let mut lines = match asking {
            Asking::Recall { .. } | Asking::Typed { .. } => {
                prose(&question.card.question, columns, theme.strong, theme)
            }
            Asking::Choice(offer) => {
                prose(offer.ask.as_ref().unwrap_or(&question.card.question), columns, theme.strong, theme)
            }
            Asking::Predict { code, .. } => {
                let mut lines = vec![Line::from(Span::styled(PREDICT, theme.strong))];
                // Where room is short it is better spent on the code.
                lines.extend((stage.area.height >= TALL).then(Line::default));
                lines.extend(code_block(code, columns, None, theme));
                lines
            }
        };
        let (hints, points) = self.session.hints();
        for (number, hint) in hints.into_iter().enumerate() {
            if number == 0 {
                lines.push(Line::default());
            }
            let mut runs = vec![(format!("hint {} of {points}", number + 1), theme.attention)];
            runs.push(("  ".to_owned(), theme.plain));
            runs.extend(text::runs(hint, theme.plain, theme));
            let hang = if columns < NARROW { 2 } else { text::width(&runs[0].0) + 2 };
            lines.extend(wrap(&runs, columns, hang));
        }
        // In the field it is seen anyway.
        if let Some(text) = asking.text().filter(|text| !self.is_writing() && !text.trim().is_empty()) {
            lines.extend([Line::default(), Line::from(Span::styled("You wrote so far", theme.strong))]);
            lines.extend(text.lines().flat_map(|line| wrap(&[(theme.say(line), theme.plain)], columns, 0)));
        }
        lines
    }

    fn standing(&self, question: &Question, columns: usize, theme: &Theme) -> String {
        let Marks { flagged, suspended } = self.marks_of(question);
        let Progress { attempts, missed, .. } = question.progress;
        // What comes back was missed in this run, of which the progress of its beginning does not know.
        let again = self.session.position().again;
        let (attempts, missed) = (attempts + u32::from(again), missed || again);
        let progress = Progress { attempts, missed, flagged, suspended, ..question.progress.clone() };
        facts_within(&standing(&question.card, &question.alike, &progress), columns, theme)
    }

    /// What is to be done, how much time is left for it, and how sure one is.
    pub(super) fn prompt(&self, asking: &Asking, columns: usize, stage: &Stage) -> Vec<Line<'static>> {
        let theme = stage.theme;
        let (time, style) = time(&self.session.clocks(stage.now), theme);
        let narrow = columns < NARROW;
        let chosen = asking.offer().and_then(Offer::chosen).and_then(|place| POINT_LETTERS.get(place));
        let say = match (asking, chosen) {
            (_, Some(letter)) => format!("You chose {letter}."),
            (Asking::Choice(_) | Asking::Predict { text: None, .. }, None) => "Choose one.".to_owned(),
            (Asking::Recall { .. }, None) if narrow => "Say it aloud.".to_owned(),
            (Asking::Recall { .. }, None) => "Say it aloud, then reveal.".to_owned(),
            (Asking::Typed { .. } | Asking::Predict { .. }, None) if self.is_writing() => "Write it.".to_owned(),
            (Asking::Typed { .. } | Asking::Predict { .. }, None) => "Your text is kept.".to_owned(),
        };
        let mut lines = vec![both_ends(say, theme.plain, time, style, columns, theme)];
        if self.is_writing() {
            return lines;
        }
        let ask = "How sure are you?";
        let choices = [("1", "guess"), ("2", "think so"), ("3", "sure")].map(|(key, label)| Item::new(key, label, 0));
        let choices = key_bar::line(&choices, columns, theme);
        // Where room is short it is better spent on the options.
        if !stage.is_roomy() && asking.offer().is_some() {
            lines.push(choices);
        } else if text::width(ask) + 3 + choices.width() <= columns {
            let mut spans = vec![Span::styled(ask, theme.plain), Span::raw("   ")];
            spans.extend(choices.spans);
            lines.push(Line::from(spans));
        } else {
            lines.push(Line::from(Span::styled(ask, theme.plain)));
            lines.push(choices);
        }
        lines
    }

    /// Whether there are options that scroll with the text above them.
    pub(super) fn scrolls_options(&self, stage: &Stage) -> bool {
        let (Some(question), Phase::Asking(asking)) = (self.session.current(), self.session.phase()) else {
            return false;
        };
        asking.offer().is_some() && self.asking_layout(question, asking, stage).2.is_empty()
    }

    /// Lines and height of what the arrows scroll before the reveal.
    pub(super) fn asked_scrolled(&self, question: &Question, stage: &Stage) -> (usize, u16) {
        let Phase::Asking(asking) = self.session.phase() else { return (0, 0) };
        let (places, lines, _) = self.asking_layout(question, asking, stage);
        (lines.len(), places.body.height)
    }
}

/// The question's clock: calm, then a warning that says what is left, then slow.
fn time(clocks: &Clocks, theme: &Theme) -> (String, Style) {
    let time = format!("{} of {}", clock::minutes(clocks.question_ms), clock::minutes(clocks.target_ms));
    if clocks.slow {
        return (format!("{time}, slow"), theme.wrong);
    }
    if clocks.question_ms.saturating_mul(4) >= clocks.target_ms.saturating_mul(WARNS_AT_QUARTERS) {
        let left = clock::left(clocks.target_ms, clocks.question_ms);
        return (format!("{time}, {} left", clock::minutes(left)), theme.attention);
    }
    (time, theme.plain)
}

/// The options with their letters, the chosen one marked.
fn option_lines(offer: &Offer, asking: &Asking, columns: usize, theme: &Theme) -> Vec<Line<'static>> {
    let cursor = theme.glyphs.cursor;
    let lines = offer.texts().enumerate().map(|(place, text)| {
        let is_chosen = offer.chosen() == Some(place);
        let (sign, style) = if is_chosen { (cursor, theme.strong) } else { (" ", theme.plain) };
        let is_output = matches!(asking, Asking::Predict { .. });
        option(place, (sign, theme.accent), (text, style), is_output, columns, theme)
    });
    lines.collect::<Vec<_>>().concat()
}

/// One option behind its sign and letter; an output stands as it is printed.
pub(super) fn option(
    place: usize,
    (sign, sign_style): (&str, Style),
    (text, style): (&str, Style),
    is_output: bool,
    columns: usize,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let letter = POINT_LETTERS.get(place).copied().unwrap_or(' ');
    let gap = " ".repeat(text::width(theme.glyphs.cursor).saturating_sub(text::width(sign)) + 1);
    let head = vec![(sign.to_owned(), sign_style), (format!("{gap}{letter}  "), theme.accent)];
    let hang = text::width(theme.glyphs.cursor) + 4;
    if !is_output {
        return wrap(&[head, text::runs(text, style, theme)].concat(), columns, hang);
    }
    let said = theme.say(text.trim_end());
    let mut lines = Vec::new();
    for (number, line) in said.split('\n').enumerate() {
        let begin = if number == 0 { head.clone() } else { vec![(" ".repeat(hang), theme.plain)] };
        lines.extend(wrap(&[begin, vec![(line.to_owned(), style)]].concat(), columns, hang));
    }
    lines
}
