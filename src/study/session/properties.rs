//! Whole sessions under random keys at random times, held to what must be true at every moment.

use super::tests::{event, question, settings};
use super::{Answer, Asking, Judged, Phase, Position, Question, Session, Settings, Timestamp};
use crate::bank::{Card, KeyPoint};
use crate::study::event::{Attempt, CardKey, Confidence, DayTurn, Event, EventId, Mode, Moment, Rating, Verdict, What};
use crate::study::progress::Progress;
use crate::study::statistics::Report;
use crate::study::ways::Ways;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use proptest::sample::select;
use proptest::test_runner::Config;
use std::collections::BTreeSet;

/// A key that somebody presses, a tick of the clock, or a forged call.
#[derive(Debug, Clone)]
enum Operation {
    Wait(u64),
    Reveal(Option<Confidence>),
    Tick(usize),
    Hint,
    BeginTyping,
    Write(String),
    Choose(usize),
    ShowOptions,
    Judge(Option<Rating>),
    /// Judges and, as the front ends do, accepts what comes of it.
    Rate(Option<Rating>),
    /// Accepts once more what was accepted last.
    AcceptAgain,
    TakeBack,
    Skip,
    Pause,
    Resume,
    End,
}

fn rating() -> impl Strategy<Value = Rating> {
    select(&[Rating::Again, Rating::Hard, Rating::Good, Rating::Easy][..])
}

fn confidence() -> impl Strategy<Value = Confidence> {
    select(&[Confidence::DoNotKnow, Confidence::Guess, Confidence::ThinkSo, Confidence::Sure][..])
}

fn operation() -> impl Strategy<Value = Operation> {
    prop_oneof![
        6 => (0..1500_u64).prop_map(Operation::Wait),
        6 => option::of(confidence()).prop_map(Operation::Reveal),
        5 => (0..6_usize).prop_map(Operation::Tick),
        1 => Just(Operation::Tick(usize::MAX)),
        2 => Just(Operation::Hint),
        2 => Just(Operation::BeginTyping),
        3 => said().prop_map(Operation::Write),
        4 => (0..5_usize).prop_map(Operation::Choose),
        1 => Just(Operation::ShowOptions),
        2 => option::of(rating()).prop_map(Operation::Judge),
        9 => option::of(rating()).prop_map(Operation::Rate),
        2 => Just(Operation::AcceptAgain),
        2 => Just(Operation::TakeBack),
        1 => Just(Operation::Skip),
        1 => Just(Operation::Pause),
        1 => Just(Operation::Resume),
    ]
}

/// Now and then somebody leaves early.
fn operations() -> impl Strategy<Value = Vec<Operation>> {
    (vec(operation(), 0..120), option::weighted(0.3, 0..120_usize)).prop_map(|(mut operations, end)| {
        if let Some(end) = end {
            operations.insert(end.min(operations.len()), Operation::End);
        }
        operations
    })
}

/// Words that tick points, with and without a negation before them.
fn said() -> impl Strategy<Value = String> {
    vec(select(&["word0", "word1", "not", "word2", "\n", "é"][..]), 0..6).prop_map(|words| words.join(" "))
}

/// A card with some of what a card can have; its options and outputs say whether they are right.
fn with_parts(mut question: Question, musts: Vec<bool>, [options, predict, cues]: [bool; 3]) -> Question {
    let card = &mut question.card;
    let point = card.key_points.swap_remove(0);
    let cues_of = |number: usize| if cues { vec![vec![format!("word{number}")]] } else { Vec::new() };
    let points = musts.into_iter().enumerate();
    card.key_points = points.map(|(number, must)| KeyPoint { must, cues: cues_of(number), ..point.clone() }).collect();
    let parts = serde_json::json!({
        "id": "", "question": "",
        "options": {"key": "right", "distractors": [{"text": "wrong 1", "why": "1"}, {"text": "wrong 2", "why": "2"}]},
        "code": [{"name": "demo", "source": "print()", "output": "right\n"}],
        "predict": [{"code": "demo", "wrong": [{"output": "wrong 1\n", "why": "1"}]}],
        "mistakes": [{"claim": "a mistake"}, {"claim": "another"}],
    });
    let parts: Card = serde_json::from_value(parts).expect("a card");
    card.options = parts.options.filter(|_| options);
    card.mistakes = parts.mistakes;
    if predict {
        (card.code, card.predict) = (parts.code, parts.predict);
    }
    question
}

fn progress() -> impl Strategy<Value = Progress> {
    let last = option::of(select(&[Verdict::Wrong, Verdict::Partly, Verdict::Right][..]));
    (last, any::<bool>()).prop_map(|(last, ready)| Progress {
        attempts: u32::from(last.is_some()),
        ready: ready && last == Some(Verdict::Right),
        last,
        ..Progress::default()
    })
}

fn questions() -> impl Strategy<Value = Vec<Question>> {
    let contrast = vec(0..20_usize, 0..2);
    let card = (vec(any::<bool>(), 0..5), option::of(0..3_usize), contrast, any::<[bool; 3]>(), progress());
    vec(card, 1..14).prop_map(|cards| {
        let numbered = cards.into_iter().enumerate();
        numbered
            .map(|(number, (musts, topic, contrast, parts, progress))| {
                let mut question = with_parts(question(&format!("C-{number}")), musts, parts);
                question.progress = progress;
                question.card.topic = topic.map(|topic| format!("topic {topic}"));
                question.card.contrast = contrast.into_iter().map(|other| format!("C-{other}")).collect();
                question
            })
            .collect()
    })
}

fn ways() -> impl Strategy<Value = Ways> {
    let all = vec![Mode::Recall, Mode::Choice, Mode::Predict, Mode::Typed];
    prop_oneof![3 => Just(Ways::Mixed), 2 => select(all).prop_map(Ways::All)]
}

fn any_settings() -> impl Strategy<Value = Settings> {
    (option::weighted(0.3, 0..20_000_u64), 0..3000_u64, any::<bool>(), ways(), any::<u64>()).prop_map(
        |(limit_ms, per_card_ms, strict, ways, seed)| Settings {
            limit_ms,
            per_card_ms,
            strict,
            ways,
            seed,
            ..settings()
        },
    )
}

/// All that a person sees of a session.
#[derive(Debug, Clone, PartialEq)]
struct Figures {
    position: Position,
    card: Option<CardKey>,
    phase: Phase,
    hints: Vec<String>,
    proposal: Option<Rating>,
    results: Vec<Answer>,
    skipped: Vec<CardKey>,
    last_answer: Option<EventId>,
    question_ms: u64,
    session_ms: u64,
}

/// A session driven by operations, with a record beside it of what should be true.
struct Drive {
    session: Session,
    settings: Settings,
    now: u64,
    last_judged: Option<Attempt>,
    /// Nothing was judged since it was accepted.
    last_accepted: Option<Attempt>,
    /// The figures before each attempt that stands.
    before: Vec<Figures>,
    next_event: u64,
}

impl Drive {
    fn new(settings: Settings, questions: Vec<Question>) -> Drive {
        let session = Session::new(settings.clone(), questions, Timestamp(0));
        Drive { session, settings, now: 0, last_judged: None, last_accepted: None, before: Vec::new(), next_event: 1 }
    }

    fn at(&self) -> Timestamp {
        Timestamp(self.now)
    }

    fn figures(&self) -> Figures {
        let clocks = self.session.clocks(self.at());
        Figures {
            position: self.session.position(),
            card: self.session.current().map(|question| question.key.clone()),
            phase: self.session.phase().clone(),
            hints: self.session.hints().0.into_iter().map(str::to_owned).collect(),
            proposal: self.session.proposal(),
            results: self.session.results().to_vec(),
            skipped: self.session.skipped().map(|question| question.key.clone()).collect(),
            last_answer: self.session.last_answer().cloned(),
            question_ms: clocks.question_ms,
            session_ms: clocks.session_ms,
        }
    }

    fn step(&mut self, operation: &Operation) {
        let at = self.at();
        match operation {
            Operation::Wait(ms) => self.wait(*ms),
            Operation::Reveal(confidence) => self.reveal(*confidence),
            Operation::Tick(place) => self.session.tick(*place),
            Operation::Hint => self.hint(),
            Operation::BeginTyping => self.session.begin_typing(),
            Operation::Write(text) => self.session.write(text),
            Operation::Choose(place) => self.session.choose(*place),
            Operation::ShowOptions => self.session.show_options(),
            Operation::Judge(rating) => self.judge(*rating),
            Operation::Rate(rating) => {
                self.judge(*rating);
                self.accept();
            }
            Operation::AcceptAgain => self.accept_again(),
            Operation::TakeBack => self.take_back(),
            Operation::Skip => self.skip(),
            Operation::Pause => self.stay(|session| session.pause(at)),
            Operation::Resume => self.stay(|session| session.resume(at)),
            Operation::End => self.session.end(at),
        }
        self.check_standing();
    }

    fn wait(&mut self, ms: u64) {
        let before = self.figures();
        self.now += ms;
        let after = self.figures();
        // Time on screen moves the clocks together, by all of it or by nothing, and touches nothing else.
        let passed = after.question_ms - before.question_ms;
        assert!(passed == 0 || (passed == ms && before.phase.is_asking()));
        assert_eq!(after.session_ms - before.session_ms, passed);
        assert_eq!(Figures { question_ms: before.question_ms, session_ms: before.session_ms, ..after }, before);
    }

    fn reveal(&mut self, confidence: Option<Confidence>) {
        let before = self.figures();
        let due = self.session.reveal_due(self.at());
        let revealed = self.session.reveal(confidence, self.at());
        let after = self.figures();
        if !revealed {
            assert_eq!(after, before);
            let knows = confidence != Some(Confidence::DoNotKnow);
            assert!(!before.phase.is_asking() || (knows && !due), "the answer can always be had");
            return;
        }
        let (Phase::Asking(asking), Phase::Answered(answered)) = (&before.phase, &after.phase) else {
            panic!("{before:?} was revealed as {after:?}");
        };
        assert_eq!(answered.confidence, confidence);
        assert_eq!(answered.reply.said().is_some_and(|said| said.hinted), !before.hints.is_empty());
        // What was offered stands where it stood.
        if let (Some(offer), Some(solution)) = (asking.offer(), answered.reply.solution()) {
            let texts: Vec<&str> = solution.options.iter().map(|option| option.text.as_str()).collect();
            assert_eq!(offer.texts().collect::<Vec<&str>>(), texts);
        }
        if let Some(solution) = answered.reply.solution() {
            let right = solution.chosen().is_some_and(|option| option.text.trim_end() == "right");
            assert_eq!(solution.is_right(), right);
        }
    }

    fn hint(&mut self) {
        let before = self.figures();
        let is_shown = self.session.hint();
        let after = self.figures();
        assert_eq!(after.hints.len(), before.hints.len() + usize::from(is_shown));
    }

    fn judge(&mut self, rating: Option<Rating>) {
        let before = self.figures();
        let judged = self.session.judge(rating, self.at());
        assert_eq!(self.figures(), before, "a judgement moves nothing");
        let too_soon = match self.session.phase() {
            Phase::Answered(answered) => self.at().since(answered.revealed_at) < super::RATING_DEAD_MS,
            Phase::Asking(_) | Phase::Over => false,
        };
        self.last_judged = None;
        match judged {
            Judged::NothingToRate => assert!(!matches!(before.phase, Phase::Answered(_))),
            Judged::TooSoon => assert!(too_soon),
            Judged::AskForRating => assert!(rating.is_none() && before.proposal.is_none()),
            Judged::Attempt(attempt) => {
                assert!(
                    matches!(before.phase, Phase::Answered(_)) && !too_soon,
                    "an attempt without a reveal, or too soon after it"
                );
                self.check_attempt(&attempt, rating, &before);
                self.last_judged = Some(attempt);
                self.last_accepted = None;
            }
        }
    }

    fn check_attempt(&self, attempt: &Attempt, rating: Option<Rating>, before: &Figures) {
        assert_eq!(attempt.proposed, before.proposal);
        assert_eq!(attempt.slow, before.question_ms >= self.settings.per_card_ms);
        assert_eq!(attempt.answer_ms, before.question_ms);
        assert_eq!(attempt.first, before.results.iter().all(|answer| Some(&answer.key) != before.card.as_ref()));
        let capped = self.settings.strict && attempt.slow;
        assert!(!capped || attempt.rating <= Rating::Hard);
        let chosen = if attempt.mode.is_free() { rating.or(before.proposal) } else { before.proposal };
        if let Some(rating) = chosen {
            assert!(attempt.rating == rating || (self.settings.strict && attempt.rating == rating.min(Rating::Hard)));
        }
        if attempt.must.is_none() {
            assert_eq!(attempt.verdict == Verdict::Wrong, attempt.rating == Rating::Again);
        }
        assert!(attempt.mistakes.is_empty() || attempt.verdict != Verdict::Right);
        match attempt.mode {
            Mode::Recall => assert_eq!((&attempt.typed, &attempt.chosen), (&None, &None)),
            Mode::Typed => assert!(attempt.typed.as_ref().is_some_and(|text| !text.trim().is_empty())),
            Mode::Choice | Mode::Predict => {
                let right = attempt.chosen.as_ref().is_some_and(|text| text.trim_end() == "right");
                assert_eq!(attempt.verdict, if right { Verdict::Right } else { Verdict::Wrong });
                assert!(attempt.ticked.is_empty() && !attempt.hinted);
            }
        }
    }

    fn accept(&mut self) {
        let Some(attempt) = self.last_judged.take() else { return };
        self.last_accepted = Some(attempt.clone());
        let before = self.figures();
        let event = event(self.next_event);
        self.next_event += 1;
        assert!(self.session.accept(attempt.clone(), event.clone(), self.at()));
        let after = self.figures();
        assert_eq!(after.results.len(), before.results.len() + 1);
        assert_eq!(after.results.last().map(|answer| &answer.attempt), Some(&attempt));
        assert_eq!(after.last_answer, Some(event));
        assert_eq!(after.session_ms - after.question_ms, before.session_ms);
        let in_time = self.settings.limit_ms.is_none_or(|limit| before.session_ms < limit);
        assert!(in_time || after.card.is_none(), "a card was asked after the limit");
        self.before.push(before);
    }

    fn accept_again(&mut self) {
        let Some(attempt) = self.last_accepted.clone() else { return };
        let before = self.figures();
        assert!(!self.session.accept(attempt, event(self.next_event), self.at()), "two attempts for one showing");
        assert_eq!(self.figures(), before);
    }

    fn take_back(&mut self) {
        self.session.take_back(self.at());
        match self.before.pop() {
            Some(before) => assert_eq!(self.figures(), before),
            None => assert_eq!(self.session.results().len(), 0),
        }
        self.last_judged = None;
    }

    /// Does what moves nothing by itself.
    fn stay(&mut self, act: impl FnOnce(&mut Session)) {
        let before = self.figures();
        act(&mut self.session);
        assert_eq!(self.figures(), before);
    }

    fn skip(&mut self) {
        let before = self.figures();
        self.session.skip(self.at());
        let after = self.figures();
        assert_eq!(after.results, before.results, "a skip is no attempt");
        if matches!(before.phase, Phase::Answered(_)) {
            assert_eq!(after, before);
        }
    }

    /// What holds at every moment.
    fn check_standing(&self) {
        let figures = self.figures();
        let Position { number, of, coming_again, again } = figures.position;
        if let Some(question) = self.session.current() {
            let hidden = question.card.answer.is_none()
                && question.card.key_points.is_empty()
                && question.card.explanation.is_none();
            assert_eq!(hidden, figures.phase.is_asking(), "the answer shows exactly after the reveal");
            assert!(!figures.phase.is_asking() || question.card.options.is_none() && question.card.predict.is_empty());
        }
        match (&figures.phase, self.session.current()) {
            (Phase::Answered(answered), Some(question)) => {
                let ticked = answered.reply.said().into_iter().flat_map(|said| &said.ticked);
                assert!(ticked.clone().all(|&point| point < question.card.key_points.len()), "{ticked:?}");
                assert!(figures.hints.is_empty());
            }
            (Phase::Asking(Asking::Predict { code, .. }), _) => {
                assert_eq!((&code.output, figures.proposal), (&None, None), "the output is the answer");
            }
            _ => assert_eq!(figures.proposal, None),
        }
        assert_eq!(figures.card.is_none(), self.session.phase().is_over());
        // First answers, skipped cards and the one on screen are the cards asked so far.
        let first = figures.results.iter().filter(|answer| answer.attempt.first).count();
        let on_screen = usize::from(figures.card.is_some() && !again);
        let gone = first + figures.skipped.len() + on_screen;
        assert!(gone == number || (figures.card.is_none() && gone + 1 == number), "{gone} of {number}");
        assert!(number <= of);
        let report = Report::of(&figures.results);
        assert_eq!(report.score.total() + report.chosen.total(), first);
        let topics: usize = report.by_topic.values().map(|tally| tally.total()).sum();
        assert_eq!(topics, report.score.total());
        assert_eq!(report.score.right + report.chosen.right + report.missed.len(), first);
        let answering: u64 = figures.results.iter().map(|answer| answer.attempt.answer_ms).sum();
        assert!(answering <= figures.session_ms, "answers took longer than the session");
        assert!(coming_again <= owed(&figures.results).len());
    }
}

/// The cards that were wrong and not right since.
fn owed(results: &[Answer]) -> BTreeSet<CardKey> {
    let mut owed = BTreeSet::new();
    for Answer { key, attempt, .. } in results {
        match attempt.verdict {
            Verdict::Wrong => drop(owed.insert(key.clone())),
            Verdict::Right => drop(owed.remove(key)),
            Verdict::Partly => {}
        }
    }
    owed
}

/// How a card is answered: the points ticked, and the rating.
type Reply = (Vec<usize>, Rating);

fn reply() -> impl Strategy<Value = Reply> {
    (vec(0..5_usize, 0..4), rating())
}

/// Gives what the way of asking wants, reveals, ticks, and rates the card on screen. Who would rate Again chooses wrongly.
fn finish_card(drive: &mut Drive, (ticks, rating): &Reply) {
    if let Phase::Asking(asking) = drive.session.phase().clone() {
        let is_wanted = |text: &str| (text.trim_end() == "right") == (*rating != Rating::Again);
        if let Some(place) = asking.offer().and_then(|offer| offer.texts().position(is_wanted)) {
            drive.step(&Operation::Choose(place));
        }
    }
    drive.step(&Operation::Reveal(None));
    drive.step(&Operation::Wait(300));
    for point in ticks {
        drive.step(&Operation::Tick(*point));
    }
    drive.step(&Operation::Rate(Some(*rating)));
}

/// What the log makes of some answers to one card, all of one day.
fn memory<'a>(answers: impl Iterator<Item = &'a Answer>) -> Progress {
    let event = |(number, answer): (usize, &Answer)| Event {
        id: event(number as u64),
        when: Moment { utc: number as i64, offset: 0 },
        card: answer.key.clone(),
        what: What::Attempt(answer.attempt.clone()),
    };
    Progress::of(&answers.enumerate().map(event).collect::<Vec<Event>>(), DayTurn::default())
}

proptest! {
    #![proptest_config(Config { cases: 80, failure_persistence: None, ..Config::default() })]

    #[test]
    fn whatever_is_pressed_the_session_stays_true(
        settings in any_settings(), questions in questions(), operations in operations(),
    ) {
        let mut drive = Drive::new(settings, questions);
        drive.check_standing();
        for operation in &operations {
            drive.step(operation);
        }
    }

    #[test]
    fn taking_everything_back_leads_to_the_start(
        settings in any_settings(), questions in questions(), operations in operations(),
    ) {
        let mut drive = Drive::new(settings.clone(), questions.clone());
        for operation in &operations {
            drive.step(operation);
        }
        let first = drive.before.first().cloned();
        while !drive.before.is_empty() {
            drive.take_back();
        }
        if let Some(first) = first {
            assert_eq!(drive.figures(), first);
            assert_eq!((first.results.len(), first.last_answer, first.position.coming_again), (0, None, 0));
        }
    }

    #[test]
    fn the_same_answers_after_an_undo_lead_to_the_same_place(
        settings in any_settings(), questions in questions(), replies in vec(reply(), 1..30), depth in 1..30_usize,
    ) {
        let mut drive = Drive::new(Settings { limit_ms: None, ..settings }, questions);
        for reply in &replies {
            finish_card(&mut drive, reply);
        }
        let there = drive.figures();
        let depth = depth.min(there.results.len());
        for _ in 0..depth {
            drive.take_back();
        }
        for answer in &there.results[there.results.len() - depth..] {
            // The ticks stand as they were.
            finish_card(&mut drive, &(Vec::new(), answer.attempt.rating));
        }
        let here = drive.figures();
        let verdicts = |figures: &Figures| -> Vec<(CardKey, Verdict)> {
            figures.results.iter().map(|answer| (answer.key.clone(), answer.attempt.verdict)).collect()
        };
        assert_eq!(verdicts(&here), verdicts(&there));
        assert_eq!((here.position, here.card, here.session_ms), (there.position, there.card, there.session_ms));
    }

    #[test]
    fn every_missed_card_returns_until_once_right(
        settings in any_settings(), questions in questions(), replies in vec(reply(), 0..60),
    ) {
        let cards = questions.len();
        let mut drive = Drive::new(Settings { limit_ms: None, ..settings }, questions);
        let mut replies = replies.into_iter();
        while !drive.session.phase().is_over() {
            let reply = replies.next().unwrap_or((Vec::new(), Rating::Good));
            finish_card(&mut drive, &reply);
            let figures = drive.figures();
            let on_screen = usize::from(figures.position.again);
            assert_eq!(figures.position.coming_again + on_screen, owed(&figures.results).len());
        }
        let results = drive.session.results();
        assert_eq!(owed(results), BTreeSet::new());
        let asked: BTreeSet<&CardKey> = results.iter().map(|answer| &answer.key).collect();
        assert_eq!(asked.len(), cards);
        // One answer for every card, and one more for every time that it had to come back.
        let leaves_owed = |place: &usize| owed(&results[..=*place]).contains(&results[*place].key);
        assert_eq!(results.len(), cards + (0..results.len()).filter(leaves_owed).count());
    }

    #[test]
    fn the_seed_and_the_keys_decide_everything(
        settings in any_settings(), questions in questions(), operations in operations(),
    ) {
        let run = || {
            let mut drive = Drive::new(settings.clone(), questions.clone());
            operations.iter().for_each(|operation| drive.step(operation));
            drive.figures()
        };
        assert_eq!(run(), run());
    }

    #[test]
    fn what_is_recognized_never_feeds_the_schedule(
        settings in any_settings(), questions in questions(), replies in vec(reply(), 0..40),
    ) {
        let keys: Vec<CardKey> = questions.iter().map(|question| question.key.clone()).collect();
        let mut drive = Drive::new(Settings { limit_ms: None, ..settings }, questions);
        for reply in &replies {
            finish_card(&mut drive, reply);
        }
        for key in keys {
            let of_card = || drive.session.results().iter().filter(|answer| answer.key == key);
            let recognized = |answer: &&Answer| !answer.attempt.mode.is_free() && answer.attempt.verdict == Verdict::Right;
            let (with, without) = (memory(of_card()), memory(of_card().filter(|answer| !recognized(answer))));
            assert_eq!((with.memory, with.due, with.last_day), (without.memory, without.due, without.last_day));
            let wrong = |answer: &Answer| !answer.attempt.mode.is_free() && answer.attempt.verdict == Verdict::Wrong;
            assert!(of_card().filter(|answer| wrong(answer)).all(|answer| answer.attempt.rating == Rating::Again));
        }
    }

    #[test]
    fn at_least_three_in_five_cards_of_a_mixed_run_are_free_recall(
        seed in any::<u64>(), questions in questions(), replies in vec(reply(), 20..60),
    ) {
        let mut drive = Drive::new(Settings { ways: Ways::Mixed, seed, ..settings() }, questions);
        let (mut free, mut all) = (0, 0);
        for reply in &replies {
            let Phase::Asking(asking) = drive.session.phase() else { break };
            if !drive.session.position().again {
                all += 1;
                free += usize::from(asking.mode().is_free());
                assert!(5 * free >= 3 * all, "{free} of {all}");
            }
            finish_card(&mut drive, reply);
        }
    }

    #[test]
    fn the_options_of_a_showing_keep_their_order(
        settings in any_settings(), questions in questions(), replies in vec(reply(), 1..20), depth in 1..20_usize,
    ) {
        let settings = Settings { ways: Ways::All(Mode::Choice), limit_ms: None, ..settings };
        let orders = |drive: &Drive| {
            let Phase::Asking(asking) = drive.session.phase() else { return Vec::new() };
            asking.offer().map(|offer| offer.texts().map(str::to_owned).collect()).unwrap_or_default()
        };
        let mut drive = Drive::new(settings.clone(), questions.clone());
        let mut seen: Vec<Vec<String>> = Vec::new();
        for reply in &replies {
            seen.push(orders(&drive));
            finish_card(&mut drive, reply);
        }
        // Somebody who comes back to the run, or goes back in it, sees the same.
        let mut again = Drive::new(settings, questions);
        for (number, reply) in replies.iter().enumerate() {
            assert_eq!(orders(&again), seen[number]);
            finish_card(&mut again, reply);
        }
        let (depth, there) = (depth.min(drive.before.len()), drive.before.len());
        for _ in 0..depth {
            drive.take_back();
        }
        if depth > 0 {
            assert_eq!(drive.figures().phase, again.before[there - depth].phase);
        }
    }
}
