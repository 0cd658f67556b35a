//! The statistics as JSON: every number that the screen shows, and some more. It must not know how anything is counted.

use crate::study::event::CardKey;
use crate::study::statistics::{
    Calendar, CardScore, LEVELS, MONTH, Matrix, ModeScore, Pace, RunScore, Standing, Statistics, Tally, Typical, UP_TO,
};
use crate::study::target::written;
use serde_json::{Value, json};

/// Everything as one object.
pub fn of(statistics: &Statistics) -> Value {
    let Statistics { score, chosen, calendar, .. } = statistics;
    let levels = statistics.by_level.iter().map(|(level, counted)| named(level.map(|level| level.name()), counted));
    let calibration = statistics
        .calibration
        .iter()
        .map(|line| json!({"confidence": line.confidence, "answers": line.answers, "right": line.right}));
    json!({
        "attempts": statistics.attempts,
        "days": calendar.days.len(),
        "score": tally(score),
        "chosen": tally(chosen),
        "share_right": score.share_right(),
        "by_topic": list(&statistics.by_topic, |(topic, counted)| named(topic.as_deref(), counted)),
        "by_level": levels.collect::<Vec<Value>>(),
        "by_mode": list(&statistics.by_mode, by_mode),
        "calibration": calibration.collect::<Vec<Value>>(),
        "average_answer_ms": statistics.average_answer_ms,
        "average_reading_ms": statistics.average_reading_ms,
        "missed": list(&statistics.missed, key),
        "sure_but_wrong": list(&statistics.sure_but_wrong, key),
        "sure_but_wrong_cards": statistics.sure_but_wrong_cards,
        "right_but_slow": list(&statistics.right_but_slow, key),
        "runs": list(&statistics.runs, run),
        "practised": practised(calendar),
        "matrix": matrix(&statistics.matrix),
        "pace": pace(&statistics.pace),
        "hardest": list(&statistics.hardest, card),
    })
}

fn list<T>(items: &[T], value: impl Fn(&T) -> Value) -> Vec<Value> {
    items.iter().map(value).collect()
}

fn tally(tally: &Tally) -> Value {
    json!({"right": tally.right, "slow": tally.slow, "partly": tally.partly, "wrong": tally.wrong})
}

fn named(name: Option<&str>, counted: &Tally) -> Value {
    let mut value = tally(counted);
    value["name"] = json!(name);
    value
}

fn key(key: &CardKey) -> Value {
    json!({"source": key.source, "id": key.id})
}

fn by_mode(score: &ModeScore) -> Value {
    json!({
        "mode": score.mode, "last_7_days": tally(&score.week), "last_30_days": tally(&score.month),
        "ever": tally(&score.ever),
    })
}

fn run(run: &RunScore) -> Value {
    json!({
        "session": run.session, "title": run.title, "day": written(run.day), "score": tally(&run.score.free),
        "chosen": tally(&run.score.chosen), "percent_right": run.score.percent(), "answer_ms": run.answer_ms,
    })
}

fn practised(calendar: &Calendar) -> Value {
    let days = list(
        &calendar.days,
        |day| json!({"day": written(day.day), "answers": day.answers, "right": day.right, "spent_ms": day.spent_ms}),
    );
    json!({
        format!("of_the_last_{MONTH}_days"): calendar.in_month, "in_a_row": calendar.in_a_row,
        "longest_row": calendar.longest_row, "days": days,
    })
}

/// Of the cards that were answered, so many were right the last time; `cards` are all that there are.
fn matrix(matrix: &Matrix) -> Vec<Value> {
    let standing = |standing: &Standing| json!({"right": standing.right, "answered": standing.of});
    list(&matrix.rows, |row| {
        let answered = LEVELS.into_iter().zip(&row.levels).filter(|(_, counted)| counted.of > 0);
        let levels = answered.map(|(level, counted)| {
            let mut value = standing(counted);
            value["level"] = json!(level.map(|level| level.name()));
            value
        });
        let mut value = standing(&row.all);
        value["topic"] = json!(row.topic);
        value["cards"] = json!(row.cards);
        value["levels"] = levels.collect();
        value
    })
}

fn pace(pace: &Pace) -> Value {
    let most = UP_TO.iter().map(|percent| json!(percent)).chain([Value::Null]);
    let shares = most.zip(pace.shares).map(|(most, answers)| json!({"up_to_percent": most, "answers": answers}));
    json!({
        "answers": pace.answers, "slow": pace.slow, "median_answer_ms": pace.median_answer_ms,
        "median_reading_ms": pace.median_reading_ms, "median_percent_of_target": pace.median_percent,
        "by_share_of_target": shares.collect::<Vec<Value>>(),
        "by_mode": list(&pace.by_mode, |of| typical(of, json!({"mode": of.of}))),
        "by_topic": list(&pace.by_topic, |of| typical(of, json!({"name": of.of}))),
    })
}

fn typical<Of>(typical: &Typical<Of>, mut value: Value) -> Value {
    value["answers"] = json!(typical.answers);
    value["slow"] = json!(typical.slow);
    value["median_answer_ms"] = json!(typical.median_answer_ms);
    value["median_percent_of_target"] = json!(typical.median_percent);
    value
}

fn card(card: &CardScore) -> Value {
    let CardScore { key, question, topic, right, answers, sure_but_wrong, last, .. } = card;
    json!({
        "source": key.source, "id": key.id, "question": question, "topic": topic,
        "level": card.level.map(|level| level.name()), "right": right, "answers": answers,
        "sure_but_wrong": sure_but_wrong, "last": last,
    })
}
