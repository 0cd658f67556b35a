//! The ways of asking, told key by key.

use super::{Run, event, question, settings};
use crate::bank::Card;
use crate::study::event::{Attempt, Confidence, Mode, Rating, Verdict};
use crate::study::progress::Progress;
use crate::study::run::Step;
use crate::study::session::{Asking, Judged, Phase, Question, RATING_DEAD_MS, Reply, Session, Settings, Timestamp};
use crate::study::statistics::Report;
use crate::study::ways::Ways;
use serde_json::json;
use std::collections::BTreeSet;

/// A card that can be asked in every way.
fn full(id: &str) -> Question {
    let card = json!({
        "id": id, "question": "Why?", "topic": id, "answer": "Because.",
        "key_points": [
            {"must": true, "text": "It switches at an await", "cues": [["at an await"]]},
            {"must": true, "text": "One thread is no lock", "cues": [["one thread"]]},
            {"must": false, "text": "A bonus", "cues": [["bonus"]]}],
        "options": {"ask": "Where?", "key": "here", "distractors": [
            {"text": "there", "why": "too far"}, {"text": "nowhere", "why": "it is somewhere"}]},
        "code": [{"name": "demo", "language": "python", "source": "print(1)\nprint(2)", "output": "1\n2\n"}],
        "predict": [{"code": "demo", "wrong": [{"output": "2\n1\n", "why": "it runs downward"}]}],
        "mistakes": [{"claim": "locks are never needed"}, {"claim": "threads switch it"}]
    });
    let card: Card = serde_json::from_value(card).expect("a card");
    Question { card, ..question(id) }
}

fn run(ways: Ways, cards: usize) -> Run {
    let questions = (0..cards).map(|number| full(&format!("F-{number}"))).collect();
    Run { session: Session::new(Settings { ways, ..settings() }, questions, Timestamp(1000)), now: 1000 }
}

fn all(mode: Mode) -> Run {
    run(Ways::All(mode), 1)
}

#[track_caller]
fn asking(run: &Run) -> &Asking {
    match run.session.phase() {
        Phase::Asking(asking) => asking,
        other => panic!("nothing is asked: {other:?}"),
    }
}

fn options(run: &Run) -> Vec<String> {
    asking(run).offer().map(|offer| offer.texts().map(str::to_owned).collect()).unwrap_or_default()
}

/// Chooses the option that reads so.
#[track_caller]
fn choose(run: &mut Run, text: &str) {
    let place = options(run).iter().position(|option| option.trim_end() == text).expect("it is offered");
    run.session.choose(place);
}

/// Reveals and takes what Enter takes.
#[track_caller]
fn finish(run: &mut Run, confidence: Option<Confidence>) -> Attempt {
    run.reveal(confidence).judge(None)
}

#[test]
fn a_choice_is_checked_against_the_key() {
    for (text, verdict, rating) in [
        ("here", Verdict::Right, Rating::Good),
        ("there", Verdict::Wrong, Rating::Again),
        ("nowhere", Verdict::Wrong, Rating::Again),
    ] {
        let mut run = all(Mode::Choice);
        choose(&mut run, text);
        let attempt = finish(&mut run, Some(Confidence::Sure));
        assert_eq!((attempt.mode, attempt.verdict, attempt.rating), (Mode::Choice, verdict, rating), "{text}");
        assert_eq!((attempt.chosen.as_deref(), attempt.must, attempt.proposed), (Some(text), None, Some(rating)));
    }
}

#[test]
fn a_rating_does_not_overrule_a_choice() {
    let mut run = all(Mode::Choice);
    choose(&mut run, "there");
    let attempt = run.reveal(None).judge(Some(Rating::Easy));
    assert_eq!((attempt.verdict, attempt.rating), (Verdict::Wrong, Rating::Again));
}

#[test]
fn the_last_choice_counts() {
    let mut run = all(Mode::Choice);
    choose(&mut run, "there");
    choose(&mut run, "here");
    run.session.choose(99);
    assert_eq!(finish(&mut run, None).verdict, Verdict::Right);
}

#[test]
fn without_a_choice_nothing_is_checked_unless_one_does_not_know() {
    for mode in [Mode::Choice, Mode::Predict] {
        let mut run = all(mode);
        assert!(!run.session.reveal(Some(Confidence::Sure), run.at()));
        assert!(!run.session.reveal(None, run.at()));
        assert!(run.session.phase().is_asking());
        let attempt = finish(&mut run, Some(Confidence::DoNotKnow));
        assert_eq!((attempt.verdict, attempt.chosen), (Verdict::Wrong, None));
    }
}

#[test]
fn who_does_not_know_has_not_chosen() {
    let mut run = all(Mode::Choice);
    choose(&mut run, "here");
    let attempt = finish(&mut run, Some(Confidence::DoNotKnow));
    assert_eq!((attempt.verdict, attempt.chosen), (Verdict::Wrong, None));
}

#[test]
fn when_a_strict_clock_runs_out_what_was_given_counts() {
    let strict = |mode| {
        let settings = Settings { ways: Ways::All(mode), strict: true, ..settings() };
        let mut run = Run { session: Session::new(settings, vec![full("F-1")], Timestamp(1000)), now: 1000 };
        match mode {
            Mode::Choice => choose(&mut run, "here"),
            Mode::Typed => run.session.write("It switches at an await, on one thread."),
            Mode::Recall | Mode::Predict => {}
        }
        run.wait(60_000);
        assert!(run.reveal_due());
        run.reveal(None).judge(Some(Rating::Easy))
    };
    let chosen = strict(Mode::Choice);
    assert_eq!((chosen.verdict, chosen.slow, chosen.rating), (Verdict::Right, true, Rating::Hard));
    let typed = strict(Mode::Typed);
    assert_eq!((typed.verdict, typed.rating, typed.must), (Verdict::Right, Rating::Hard, Some((2, 2))));
    assert_eq!(typed.typed.as_deref(), Some("It switches at an await, on one thread."));
    let nothing = strict(Mode::Predict);
    assert_eq!((nothing.verdict, nothing.chosen, nothing.rating), (Verdict::Wrong, None, Rating::Again));
}

#[test]
fn an_output_is_chosen_or_typed_exactly() {
    let mut run = all(Mode::Predict);
    choose(&mut run, "1\n2");
    let chosen = finish(&mut run, None);
    assert_eq!((chosen.mode, chosen.verdict, chosen.typed), (Mode::Predict, Verdict::Right, None));
    for (typed, verdict, chosen) in [
        ("1\n2", Verdict::Right, Some("1\n2\n")),
        ("2\n1", Verdict::Wrong, Some("2\n1\n")),
        ("1 2", Verdict::Wrong, None),
    ] {
        let mut run = all(Mode::Predict);
        run.session.begin_typing();
        assert_eq!(options(&run), Vec::<String>::new(), "who types does not read them off");
        run.session.choose(0);
        run.session.write(typed);
        let attempt = finish(&mut run, None);
        assert_eq!((attempt.verdict, attempt.chosen.as_deref()), (verdict, chosen), "{typed:?}");
        assert_eq!(attempt.typed.as_deref(), Some(typed));
    }
}

#[test]
fn from_typing_an_output_one_can_go_back_to_the_options() {
    let mut run = all(Mode::Predict);
    let before = options(&run);
    run.session.begin_typing();
    run.session.write("3");
    run.session.show_options();
    assert_eq!(options(&run), before);
    choose(&mut run, "1\n2");
    assert_eq!(finish(&mut run, None).verdict, Verdict::Right);
}

#[test]
fn the_code_is_asked_about_without_its_output() {
    let run = all(Mode::Predict);
    let Asking::Predict { code, .. } = asking(&run) else { panic!("it predicts") };
    assert_eq!((code.source.as_str(), &code.output, &code.run), ("print(1)\nprint(2)", &None, &None));
}

/// Types `text`, reveals, ticks, and gives must points, verdict and the rating that Enter takes.
#[track_caller]
fn check_typed(text: &str, ticks: &[usize], expected: Option<((usize, usize), Verdict, Rating)>) {
    let mut run = all(Mode::Typed);
    run.session.write(text);
    run.reveal(None).tick(ticks);
    let attempt = match run.session.judge(None, run.at()) {
        Judged::Attempt(attempt) => Some((attempt.must.expect("points"), attempt.verdict, attempt.rating)),
        Judged::AskForRating => None,
        other => panic!("{other:?}"),
    };
    assert_eq!(attempt, expected, "{text:?}, {ticks:?}");
}

#[test]
fn what_was_typed_ticks_points_by_their_cues() {
    check_typed("It can switch at an await.", &[], Some(((1, 2), Verdict::Wrong, Rating::Again)));
    check_typed("One thread, and it switches at an await", &[], Some(((2, 2), Verdict::Right, Rating::Good)));
    check_typed("One thread, and it switches at an await", &[1], Some(((1, 2), Verdict::Wrong, Rating::Again)));
    check_typed("something else", &[], Some(((0, 2), Verdict::Wrong, Rating::Again)));
    check_typed("something else", &[0, 1], Some(((2, 2), Verdict::Right, Rating::Good)));
}

#[test]
fn a_negated_cue_asks_and_does_not_tick() {
    let mut run = all(Mode::Typed);
    run.session.write("never at an await; one thread");
    run.reveal(None);
    let Phase::Answered(answered) = run.session.phase() else { panic!("an answer") };
    let Reply::Typed { marks, said, .. } = &answered.reply else { panic!("it was typed") };
    assert!(marks[0].asks() && marks[1].ticks());
    assert_eq!(said.ticked, BTreeSet::from([1]));
    assert_eq!(run.tick(&[0]).judge(None).verdict, Verdict::Right);
}

#[test]
fn a_listed_mistake_that_was_said_keeps_the_verdict_from_being_right() {
    let text = "One thread, and it switches at an await";
    check_typed(text, &[3], Some(((2, 2), Verdict::Partly, Rating::Hard)));
    check_typed(text, &[4], Some(((2, 2), Verdict::Partly, Rating::Hard)));
    check_typed(text, &[3, 3], Some(((2, 2), Verdict::Right, Rating::Good)));
    check_typed(text, &[5, 99, usize::MAX], Some(((2, 2), Verdict::Right, Rating::Good)));
    let mut run = all(Mode::Typed);
    run.session.write(text);
    assert_eq!(run.reveal(None).tick(&[4]).judge(Some(Rating::Good)).mistakes, [1]);
}

#[test]
fn mistakes_are_offered_for_what_was_typed_only() {
    let mut run = all(Mode::Recall);
    let attempt = run.reveal(None).tick(&[0, 1, 3]).judge(None);
    assert_eq!((attempt.verdict, attempt.mistakes), (Verdict::Right, vec![]));
}

#[test]
fn where_nothing_was_typed_the_answer_was_said_aloud() {
    let mut run = all(Mode::Typed);
    run.session.write(" \n ");
    let attempt = run.reveal(None).judge(Some(Rating::Good));
    assert_eq!((attempt.mode, attempt.typed, attempt.must), (Mode::Recall, None, None));
}

#[test]
fn a_recalled_card_can_be_typed_and_keeps_its_hints() {
    let mut run = all(Mode::Recall);
    run.session.write("too early");
    assert!(run.session.hint());
    run.session.begin_typing();
    run.session.write("one thread at an await");
    run.session.begin_typing();
    assert_eq!(asking(&run).text(), Some("one thread at an await"));
    let attempt = finish(&mut run, Some(Confidence::Sure));
    assert_eq!((attempt.mode, attempt.hinted, attempt.rating), (Mode::Typed, true, Rating::Hard));
    assert_eq!(attempt.verdict, Verdict::Right);
}

#[test]
fn a_hint_is_the_next_must_point_and_no_bonus_point() {
    let mut run = all(Mode::Recall);
    assert_eq!(run.session.hints(), (vec![], 2));
    assert!(run.session.hint());
    assert_eq!(run.session.hints(), (vec!["It switches at an await"], 2));
    assert!(run.session.hint());
    assert!(!run.session.hint(), "a bonus point is no hint");
    assert_eq!(run.session.hints().0.len(), 2);
    let attempt = run.reveal(None).tick(&[0, 1]).judge(None);
    assert_eq!((attempt.hinted, attempt.verdict, attempt.rating), (true, Verdict::Right, Rating::Hard));
    assert!(!run.session.hint(), "after the reveal there is nothing to hint at");
    assert!(!all(Mode::Choice).session.hint());
}

#[test]
fn a_new_card_of_a_mixed_run_can_show_its_options_instead() {
    let mut run = run(Ways::Mixed, 1);
    assert!(run.session.has_options_instead());
    run.session.show_options();
    assert!(!run.session.has_options_instead());
    choose(&mut run, "here");
    assert_eq!(finish(&mut run, None).mode, Mode::Choice);
    let mut recalled = all(Mode::Recall);
    assert!(!recalled.session.has_options_instead(), "a run of one way asks in that way");
    recalled.session.show_options();
    assert_eq!(options(&recalled), Vec::<String>::new());
    let mut written = super::modes::run(Ways::Mixed, 1);
    written.session.begin_typing();
    written.session.write("something");
    assert!(!written.session.has_options_instead(), "what was written is not thrown away");
}

#[test]
fn options_are_shuffled_at_every_showing() {
    let mut orders = BTreeSet::new();
    let mut run = all(Mode::Choice);
    for _ in 0..12 {
        orders.insert(options(&run));
        choose(&mut run, "there");
        run.reveal(None).rate(Rating::Again);
    }
    assert!(orders.len() > 2, "{orders:?}");
}

#[test]
fn an_undo_restores_every_way_as_it_was() {
    for mode in [Mode::Choice, Mode::Predict, Mode::Typed] {
        let mut run = run(Ways::All(mode), 2);
        match mode {
            Mode::Choice => choose(&mut run, "there"),
            Mode::Predict => choose(&mut run, "2\n1"),
            Mode::Recall | Mode::Typed => run.session.write("one thread"),
        }
        run.reveal(Some(Confidence::ThinkSo)).tick(&[0, 4]);
        let before = run.session.phase().clone();
        let first = run.rate(Rating::Good);
        run.wait(5000).take_back();
        assert_eq!(run.session.phase(), &before, "{mode:?}");
        let again = run.judge(Some(Rating::Good));
        assert_eq!((again.verdict, again.chosen, again.typed), (first.verdict, first.chosen, first.typed));
    }
}

#[test]
fn a_run_that_is_gone_on_with_asks_and_shows_as_it_did() {
    for mode in [Mode::Choice, Mode::Predict, Mode::Typed, Mode::Recall] {
        let mut before = run(Ways::All(mode), 4);
        let mut steps = Vec::new();
        for (number, text) in [(1, "there"), (2, "here"), (3, "nowhere")] {
            match mode {
                Mode::Choice => choose(&mut before, text),
                Mode::Predict => {
                    before.session.begin_typing();
                    before.session.write("2\n1");
                }
                Mode::Typed => before.session.write("one thread at an await"),
                Mode::Recall => assert!(before.session.hint()),
            }
            before.wait(1000).reveal(Some(Confidence::Guess)).tick(&[0, 3]);
            let key = before.session.current().expect("a card").key.clone();
            let attempt = before.rate(Rating::Good);
            steps.push(Step::Answered(key, event(number), Box::new(attempt)));
        }
        let mut after = run(Ways::All(mode), 4);
        after.session.replay(&steps, Default::default(), after.at());
        assert_eq!(after.session.phase(), before.session.phase(), "{mode:?}");
        assert_eq!(after.session.results(), before.session.results(), "{mode:?}");
        before.take_back();
        after.take_back();
        let reply = |run: &Run| match run.session.phase() {
            Phase::Answered(answered) => (answered.confidence, answered.reply.clone()),
            other => panic!("no answer: {other:?}"),
        };
        assert_eq!(reply(&after), reply(&before), "{mode:?}");
    }
}

#[test]
fn a_card_that_was_missed_in_a_mixed_run_is_recalled_when_it_comes_back() {
    let mut questions: Vec<Question> = (0..3).map(|number| full(&format!("F-{number}"))).collect();
    for question in &mut questions {
        question.progress = Progress { attempts: 1, last: Some(Verdict::Wrong), missed: true, ..Progress::default() };
    }
    let mut run = Run { session: Session::new(settings(), questions, Timestamp(1000)), now: 1000 };
    run.answer(Rating::Good);
    run.answer(Rating::Good);
    assert_eq!(asking(&run).mode(), Mode::Choice, "the third may be a choice");
    choose(&mut run, "there");
    let missed = run.reveal(None).rate(Rating::Again);
    assert_eq!((missed.mode, missed.first), (Mode::Choice, true));
    assert_eq!(asking(&run).mode(), Mode::Recall);
}

/// Five cards with fixed outcomes, and an answer that takes a minute and a half to read after each.
#[test]
fn five_fixed_outcomes_are_scored_as_they_were() {
    const READING: u64 = 90_000;
    let mut run = Run::new(5);
    let read = |run: &mut Run| {
        run.wait(READING - RATING_DEAD_MS);
    };
    // Right in time, right but slow, partly, not known, and a reveal that said nothing.
    run.wait(10_000).reveal(Some(Confidence::Sure)).tick(&[0, 1, 2]);
    read(&mut run);
    let right = run.judge(None);
    run.rate(Rating::Easy);
    run.wait(75_000).reveal(Some(Confidence::Sure)).tick(&[0, 1, 2]);
    read(&mut run);
    let slow = run.judge(None);
    run.rate(Rating::Good);
    run.wait(20_000).reveal(Some(Confidence::ThinkSo)).tick(&[0, 2]);
    read(&mut run);
    let partly = run.judge(None);
    run.rate(Rating::Hard);
    run.wait(5_000).reveal(Some(Confidence::DoNotKnow));
    read(&mut run);
    let unknown = run.judge(None);
    run.rate(Rating::Again);
    run.wait(15_000).reveal(None);
    read(&mut run);
    assert_eq!(run.session.judge(None, run.at()), Judged::AskForRating);
    assert_eq!(run.session.results().len(), 4, "who was asked has not failed");
    run.rate(Rating::Again);

    let ratings = [right, slow, partly, unknown].map(|attempt| attempt.rating);
    assert_eq!(ratings, [Rating::Easy, Rating::Good, Rating::Hard, Rating::Again]);
    let report = Report::of(run.session.results());
    assert_eq!(report.score.to_string(), "2 right (1 slow) · 1 partly · 2 wrong");
    assert_eq!(report.average_reading_ms, Some(READING));
    run.check_clocks(0, 125_000);
}
