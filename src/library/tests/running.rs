//! Runs, targets and claims, as they are read from the log.

use super::{TODAY, attempt, bank, cards, install, key, library, noon};
use crate::library::{Arrival, Library};
use crate::study::event::{Day, EventId, Moment, Verdict, What};
use crate::study::filter::{Filter, parse};
use crate::study::run::{Kind, Passed, Run, Step};
use crate::study::session::Settings;
use crate::study::target::Target;
use crate::study::ways::Ways;

const IDS: [&str; 4] = ["A-1", "A-2", "A-3", "A-4"];

fn with_cards() -> Library {
    let mut library = library();
    install(&mut library, &bank("pages", cards(&IDS)), Arrival::Page);
    library
}

fn run(session: &str, query: &str) -> Run {
    let settings = Settings {
        session: session.to_owned(),
        limit_ms: None,
        per_card_ms: 60_000,
        strict: false,
        ways: Ways::Mixed,
        seed: 7,
    };
    Run {
        kind: Kind::Quiz,
        title: format!("quiz · {query}"),
        query: query.to_owned(),
        order: "mixed".to_owned(),
        count: 20,
        settings,
        cards: IDS.iter().map(|id| key("pages", id)).collect(),
        mixed: true,
        loose: false,
        file: None,
    }
}

fn begin(library: &mut Library, session: &str, query: &str) {
    library.append_apart(&What::Run(Box::new(run(session, query))), noon(TODAY)).expect("a run");
}

fn answer(library: &mut Library, session: &str, id: &str, verdict: Verdict) -> EventId {
    let What::Attempt(attempt) = attempt(verdict) else { unreachable!("it is an attempt") };
    let attempt = crate::study::event::Attempt { session: session.to_owned(), ..attempt };
    library.append(&key("pages", id), What::Attempt(attempt), noon(TODAY)).expect("an answer")
}

fn passed(session: &str) -> Passed {
    Passed { session: session.to_owned(), answer_ms: 500 }
}

/// The runs in few words: name, right of all, passed, unfinished.
fn told(library: &Library, limit: usize, like: Option<&Run>) -> Vec<String> {
    let runs = library.recent_runs(limit, like).expect("runs");
    let said = |past: &crate::study::run::Past| {
        let score = past.score().free;
        let unfinished = if past.is_unfinished() { " unfinished" } else { "" };
        format!("{} {}/{} {}{unfinished}", past.run.settings.session, score.right, score.total(), past.passed())
    };
    runs.iter().map(said).collect()
}

#[test]
fn a_run_is_what_the_log_says_of_it() {
    let mut library = with_cards();
    begin(&mut library, "one", "a");
    begin(&mut library, "none", "a");
    answer(&mut library, "one", "A-1", Verdict::Right);
    begin(&mut library, "two", "b");
    // Two terminals at once: their answers lie between each other.
    let wrong = answer(&mut library, "two", "A-1", Verdict::Wrong);
    answer(&mut library, "one", "A-2", Verdict::Wrong);
    library.append(&key("pages", "A-3"), What::Skip(passed("two")), noon(TODAY)).expect("a skip");
    answer(&mut library, "elsewhere", "A-4", Verdict::Right);
    assert_eq!(told(&library, 9, None), ["two 0/1 2 unfinished", "one 1/2 2 unfinished"]);
    assert_eq!(told(&library, 1, None), ["two 0/1 2 unfinished"]);
    assert_eq!(told(&library, 9, Some(&run("other", "a"))), ["one 1/2 2 unfinished"]);
    library.append_apart(&What::End { session: "one".to_owned() }, noon(TODAY)).expect("an end");
    let undo = library.undo(&wrong, noon(TODAY)).expect("an undo").expect("it stood until now");
    assert_eq!(told(&library, 9, None), ["one 1/2 2"], "where nothing stands there is no run");
    let steps = library.past_run("two").expect("a readable library").expect("the run").steps;
    assert!(
        matches!(&steps[..], [Step::Answered(..), Step::Skipped(_, 500), Step::TakenBack(event)] if *event == wrong)
    );
    assert_eq!(undo.number, wrong.number + 5);
    assert_eq!(library.past_run("three").expect("a readable library"), None);
}

#[test]
fn taking_an_answer_back_after_the_end_goes_on() {
    let mut library = with_cards();
    begin(&mut library, "one", "");
    answer(&mut library, "one", "A-1", Verdict::Right);
    let last = answer(&mut library, "one", "A-2", Verdict::Right);
    library.append_apart(&What::End { session: "one".to_owned() }, noon(TODAY)).expect("an end");
    assert_eq!(told(&library, 9, None), ["one 2/2 2"]);
    library.undo(&last, noon(TODAY)).expect("an undo");
    assert_eq!(told(&library, 9, None), ["one 1/1 1 unfinished"]);
}

#[test]
fn runs_are_alike_when_all_was_wished_for_in_the_same_way() {
    let one = run("one", "level:advanced");
    let limited = Settings { limit_ms: Some(1), ..one.settings.clone() };
    for (other, alike) in [
        (run("two", "level:advanced"), true),
        (run("two", ""), false),
        (Run { kind: Kind::Review, ..one.clone() }, false),
        (Run { count: 10, ..one.clone() }, false),
        (Run { settings: limited, ..one.clone() }, false),
        (Run { cards: Vec::new(), ..one.clone() }, true),
    ] {
        assert_eq!(one.is_like(&other), alike, "{other:?}");
    }
}

#[test]
fn the_newest_target_counts() {
    let mut library = with_cards();
    assert_eq!((library.target().expect("a target"), library.is_untouched().expect("a log")), (None, true));
    let target = |day: i32, field: Option<&str>| Target { day: Some(Day(day)), field: field.map(str::to_owned) };
    for (minute, target) in [target(20_010, Some("Python")), target(20_005, None)].into_iter().enumerate() {
        let when = Moment { utc: noon(TODAY).utc + minute as i64 * 60_000, offset: 0 };
        library.set_target(target, when).expect("a target");
    }
    assert_eq!(library.target().expect("a target"), Some(target(20_005, None)));
    for (today, interview) in [(20_000, Some(Day(20_005))), (20_005, Some(Day(20_005))), (20_006, None)] {
        assert_eq!(library.interview(Day(today)).expect("a target"), interview, "on day {today}");
    }
    assert!(!library.is_untouched().expect("a log"));
}

/// On the day of the interview, every card that was seen before it is due; until then the schedule decides, and afterwards.
#[test]
fn with_an_interview_no_card_falls_due_after_it() {
    let mut library = with_cards();
    answer(&mut library, "one", "A-1", Verdict::Right);
    let far = noon(Day(TODAY.0 + 2));
    let What::Attempt(right) = attempt(Verdict::Right) else { unreachable!("it is an attempt") };
    library.append(&key("pages", "A-1"), What::Attempt(right), far).expect("an answer");
    let interview = TODAY.0 + 5;
    let due =
        |library: &Library, day: i32| library.count(&parse("is:due").expect("a query"), Day(day)).expect("a count");
    assert_eq!([2, 4, 5, 6, 13].map(|days| due(&library, TODAY.0 + days)), [0, 0, 0, 0, 1]);
    library.set_target(Target { day: Some(Day(interview)), field: None }, noon(TODAY)).expect("a target");
    assert_eq!([2, 4, 5, 6, 13].map(|days| due(&library, TODAY.0 + days)), [0, 0, 1, 0, 1]);
    let everything = Filter::default();
    let next = |day: i32| library.next_due(&everything, Day(day)).expect("days");
    assert_eq!(next(TODAY.0 + 2), Some((Day(interview), 1)));
    assert_eq!(next(interview + 1), Some((Day(TODAY.0 + 13), 1)));
    // What is answered on the day itself comes back after it, and not once more on it.
    assert_eq!(next(interview), None);
    let What::Attempt(right) = attempt(Verdict::Right) else { unreachable!("it is an attempt") };
    library.append(&key("pages", "A-1"), What::Attempt(right), noon(Day(interview))).expect("an answer");
    let next = library.next_due(&everything, Day(interview)).expect("days");
    assert!(next.is_some_and(|(day, cards)| day > Day(interview) && cards == 1), "{next:?}");
}

#[test]
fn the_newest_answers_are_those_that_stand() {
    let mut library = with_cards();
    let events: Vec<EventId> = IDS.iter().map(|id| answer(&mut library, "one", id, Verdict::Right)).collect();
    library.undo(&events[3], noon(TODAY)).expect("an undo");
    library.append(&key("pages", "A-1"), What::Flag(true), noon(TODAY)).expect("a flag");
    let newest: Vec<EventId> = library.last_answers(2).expect("answers").into_iter().map(|event| event.id).collect();
    assert_eq!(newest, [events[2].clone(), events[1].clone()]);
}

#[test]
fn cards_begun_on_a_day_are_those_answered_for_the_first_time() {
    let mut library = with_cards();
    answer(&mut library, "one", "A-1", Verdict::Right);
    let second = answer(&mut library, "one", "A-2", Verdict::Wrong);
    let What::Attempt(later) = attempt(Verdict::Right) else { unreachable!("it is an attempt") };
    library.append(&key("pages", "A-1"), What::Attempt(later), noon(Day(TODAY.0 + 1))).expect("an answer");
    let begun = |library: &Library, day| library.begun_on(Day(day)).expect("a count");
    assert_eq!((begun(&library, TODAY.0), begun(&library, TODAY.0 + 1)), (2, 0));
    library.undo(&second, noon(TODAY)).expect("an undo");
    assert_eq!(begun(&library, TODAY.0), 1);
}

#[test]
fn the_weakest_topics_come_first() {
    let mut library = library();
    let card = |id: &str, topic: &str| serde_json::json!({"id": id, "question": format!("{id}?"), "answer": "A.", "topic": topic});
    let page = [card("A-1", "sets"), card("A-2", "sets"), card("A-3", "locks"), card("A-4", "dicts")];
    install(&mut library, &bank("pages", page.to_vec().into()), Arrival::Page);
    for (id, verdict) in
        [("A-1", Verdict::Right), ("A-2", Verdict::Partly), ("A-3", Verdict::Wrong), ("A-4", Verdict::Right)]
    {
        answer(&mut library, "one", id, verdict);
    }
    let topics = library.weakest_topics(&Filter::default(), TODAY, 3).expect("topics");
    let told: Vec<String> = topics.iter().map(|one| format!("{} {}/{}", one.topic, one.right, one.of)).collect();
    assert_eq!(told, ["locks 0/1", "sets 1/2"], "a topic that is known is not weak");
}

#[test]
fn a_run_is_claimed_by_one_process_until_it_lets_go() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = || Library::open(Some(folder.path()), noon(TODAY)).expect("a library").library;
    let (one, other) = (open(), open());
    let claim = one.claim("1a2-ff").expect("a claim");
    assert!(claim.is_some() && other.is_claimed("1a2-ff") && other.claim("1a2-ff").is_err());
    assert!(!other.is_claimed("1a2-fe"));
    drop(claim);
    assert!(!other.is_claimed("1a2-ff"));
    // What a killed process leaves behind is no claim, and goes.
    let left = folder.path().join("run-1a2-ff.lock");
    std::fs::write(&left, "").expect("a file");
    assert!(!other.is_claimed("1a2-ff") && !left.exists());
    assert!(one.claim("../1a2").is_ok_and(|claim| claim.is_none()), "a name leads nowhere else");
    assert!(library().claim("1a2-ff").is_ok_and(|claim| claim.is_none()), "without a folder nobody can be told");
}

#[test]
fn of_those_who_claim_a_run_at_once_one_gets_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = || Library::open(Some(folder.path()), noon(TODAY)).expect("a library").library;
    let (mut libraries, mut onlooker) = ([open(), open(), open()], open());
    for round in 0..200 {
        let claims = std::thread::scope(|scope| {
            // Who only looks stands in nobody's way.
            let onlooker = &mut onlooker;
            let looking = scope.spawn(move || onlooker.is_claimed("1a2-ff"));
            let claiming = libraries.each_mut();
            let claiming = claiming.map(|library| scope.spawn(move || library.claim("1a2-ff").ok().flatten()));
            looking.join().expect("a look");
            claiming.map(|claim| claim.join().expect("an answer"))
        });
        assert_eq!(claims.iter().flatten().count(), 1, "round {round}");
    }
}

#[test]
fn a_claim_that_is_let_go_goes_to_one_of_those_who_wait() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = || Library::open(Some(folder.path()), noon(TODAY)).expect("a library").library;
    let (mut libraries, holder) = ([open(), open(), open()], open());
    for round in 0..400 {
        let held = holder.claim("1a2-ff").expect("nobody else asks it");
        let claims = std::thread::scope(|scope| {
            let claiming = libraries.each_mut();
            let claiming = claiming.map(|library| scope.spawn(move || library.claim("1a2-ff").ok().flatten()));
            drop(held);
            claiming.map(|claim| claim.join().expect("an answer"))
        });
        // Where nobody waited long enough, nobody has it.
        assert!(claims.iter().flatten().count() <= 1, "round {round}");
    }
}

#[test]
fn who_looks_at_a_run_is_not_taken_for_one_who_asks_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let library = Library::open(Some(folder.path()), noon(TODAY)).expect("a library").library;
    let path = folder.path().join("run-1a2-ff.lock");
    let is_claimed_while_one_looks = || {
        let look = std::fs::File::create(&path).expect("what a killed process left");
        look.lock().expect("a look");
        std::thread::scope(|scope| {
            scope.spawn(move || {
                std::thread::sleep(std::time::Duration::from_millis(1));
                drop(look);
            });
            library.is_claimed("1a2-ff")
        })
    };
    // On a busy machine a look can last longer than anybody waits.
    assert!((0..50).any(|_| !is_claimed_while_one_looks()));
}
