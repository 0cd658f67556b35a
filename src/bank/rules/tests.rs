//! Every rule passes the model card and fails a card that breaks it. It must not know a card that is not the model's.

use super::*;
use crate::bank::{FollowUp, Level};

mod bank;

fn model() -> Card {
    let bank = crate::bank::json::read(include_bytes!("../../../tests/fixtures/model-card.json"));
    bank.expect("the model is a bank").cards.remove(0)
}

fn vocabulary() -> Vocabulary {
    Vocabulary::parse(include_str!("../../../data/blueprint.tsv"), include_str!("../../../data/tags.tsv"))
        .expect("the lists are well formed")
}

/// What one rule finds: places and messages.
fn found(rule: &str, card: &Card, comments: &[&str]) -> Vec<(Place, String)> {
    let comments: Vec<String> = comments.iter().map(|&comment| comment.to_owned()).collect();
    let place = |scope| match scope {
        Scope::Card { place, .. } => place,
        Scope::Bank => panic!("a rule about one card speaks of the bank"),
    };
    check_card(card, &comments, &vocabulary())
        .into_iter()
        .filter(|finding| finding.rule == rule)
        .map(|finding| (place(finding.scope), finding.message))
        .collect()
}

fn words(count: usize) -> String {
    vec!["word"; count].join(" ")
}

fn set(field: &mut Option<String>, text: impl Into<String>) {
    *field = Some(text.into());
}

fn options(card: &mut Card) -> &mut crate::bank::Options {
    card.options.as_mut().expect("the model has options")
}

/// A rule, what breaks it in the model card, and what the rule then says where.
type Failure = (&'static str, fn(&mut Card), Place, &'static str);

const ANSWER: Place = Place::Section(Section::Answer);
const POINTS: Place = Place::Section(Section::KeyPoints);
const WHY: Place = Place::Section(Section::Explanation);
const OPTIONS: Place = Place::Section(Section::Options);
const KEY: Place = Place::Item(Section::Options, 0);
const ASK: Place = Place::Line(Section::Options, "Ask");
const CODE: Place = Place::Item(Section::Code, 0);
const PREDICT: Place = Place::Item(Section::Predict, 0);
const CASE: Place = Place::Section(Section::Scenario);
const NEEDS: Place = Place::Line(Section::Links, "Needs");
const TAGS: Place = Place::Line(Section::Links, "Tags");
const CHECKED: Place = Place::Line(Section::Facts, "Checked");
const SOURCE: Place = Place::Line(Section::Facts, "Source");
const EXAMPLE: Place = Place::Section(Section::Example);

const fn follow_up(index: usize) -> Place {
    Place::Item(Section::FollowUps, index)
}

const fn mistake(index: usize) -> Place {
    Place::Item(Section::Mistakes, index)
}

const FAILURES: &[Failure] = &[
    (
        "placeholder",
        |card| set(&mut card.answer, "FILL IN the claim first, in 25 words."),
        ANSWER,
        "still to be written: the claim first, in 25 words",
    ),
    ("placeholder", |card| card.code[0].source = "print('FILL IN')".into(), CODE, "still to be written"),
    ("placeholder", |card| card.mistakes[1].correction = Some("FILL IN this".into()), mistake(1), "written: this"),
    ("placeholder", |card| card.tags[0] = "FILL IN tags".into(), TAGS, "still to be written: tags"),
    ("id", |card| card.id = "py-async-006".into(), Place::Id, "has not the form PY-ASYNC-006"),
    ("id", |card| card.id = "PY-ASYNC-06".into(), Place::Id, "has not the form"),
    ("id", |card| card.id = "PY-ASYNCIO-006".into(), Place::Id, "has not the form"),
    ("id", |card| card.id = "9Y-006".into(), Place::Id, "has not the form"),
    ("id", |card| card.id = "PY-ADV-006".into(), Place::Id, "speaks of the level with \"ADV\""),
    ("question", |card| card.question = "Is that enough?".into(), Place::Question, "15 are fewer than 20"),
    ("question", |card| card.question = words(40) + "?", Place::Question, "200 are more than 160"),
    ("question", |card| card.question.push('?'), Place::Question, "one question mark only"),
    ("question", |card| card.question.push_str(" Say why."), Place::Question, "let its question mark be its end"),
    ("question", |card| card.question = card.question.replace('?', "."), Place::Question, "end it with a question"),
    ("header", |card| card.topic = None, Place::Header, "write a line with technology, topic and level"),
    ("header", |card| set(&mut card.technology, "Cobol"), Place::Header, "no technology \"Cobol\"; the bank has Back"),
    ("header", |card| set(&mut card.topic, "Databases"), Place::Header, "Python has no topic \"Databases\""),
    ("difficulty", |card| card.difficulty = None, Place::Difficulty, "a line of its own"),
    ("difficulty", |card| card.difficulty = Some(5), Place::Difficulty, "difficulty 5 does not fit Advanced: 6 to 10"),
    ("difficulty", |card| card.difficulty = Some(11), Place::Difficulty, "difficulty 11 does not fit"),
    ("slot", |card| card.id = "PY-ASYNC-999".into(), Place::Id, "no slot PY-ASYNC-999"),
    ("slot", |card| card.level = Some(Level::Beginner), Place::Header, "level \"Beginner\": the slot of PY-ASYNC-006"),
    (
        "slot",
        |card| card.origin.as_mut().expect("an origin").file = "data/python/names.txt".into(),
        Place::Id,
        "belongs into data/python/asyncio.txt, not into data/python/names.txt",
    ),
    ("answer", |card| card.answer = None, ANSWER, "write the section Answer"),
    ("answer", |card| set(&mut card.answer, words(24)), ANSWER, "24 are fewer than 25"),
    ("answer", |card| set(&mut card.answer, words(76)), ANSWER, "76 are more than 75"),
    ("answer", |card| set(&mut card.answer, "It depends on ".to_owned() + &words(30)), ANSWER, "begin the answer with"),
    ("key-points", |card| card.key_points.truncate(2), POINTS, "2 key points; a card has 3 to 7"),
    ("key-points", |card| card.key_points.iter_mut().for_each(|one| one.must = false), POINTS, "0 must points"),
    ("key-points", |card| card.key_points.iter_mut().for_each(|one| one.must = true), POINTS, "6 must points"),
    ("key-points", |card| card.key_points[1].text = "x".repeat(111), Place::Item(Section::KeyPoints, 1), "111 char"),
    ("key-points", |card| card.key_points[5].cues.clear(), Place::Item(Section::KeyPoints, 5), "a cue"),
    (
        "cues",
        |card| card.key_points[0].cues.push(vec!["one".into(), "…".into()]),
        Place::Item(Section::KeyPoints, 0),
        "the cue \"one + …\" has a part without a word",
    ),
    (
        "own-words",
        |card| card.key_points[2].cues = vec![vec!["elsewhere".into()]],
        Place::Item(Section::KeyPoints, 2),
        "holds none of its cues",
    ),
    (
        "own-words",
        |card| card.key_points[0].cues = vec![vec!["interleaving".into()]],
        Place::Item(Section::KeyPoints, 0),
        "says it only after a negation",
    ),
    (
        "giveaway",
        |card| card.key_points[3].cues.push(vec!["share a counter".into()]),
        Place::Question,
        "ticks the must point \"Fix: no await between read and write, or hold asyncio.Lock\" with \"share a counter\"",
    ),
    ("said", |card| card.said = None, Place::Section(Section::Said), "give a right answer in other words"),
    (
        "said",
        |card| card.key_points[2].cues = vec![vec!["stale result".into()]],
        Place::Item(Section::Said, 0),
        "the right answer (=) does not tick the must point \"Read, await, write",
    ),
    (
        "said",
        |card| card.key_points[2].cues.push(vec!["single step".into()]),
        Place::Item(Section::Said, 1),
        "the wrong answer (x) ticks the must point \"Read, await, write on shared state loses updates\" with \"single step\"",
    ),
    (
        "near-miss",
        |card| options(card).distractors[1].text = "Read, await, write under an asyncio lock".into(),
        Place::Item(Section::Options, 2),
        "the distractor ticks 2 must points",
    ),
    (
        "near-miss",
        |card| card.mistakes[3].claim = "Read, await, write under an asyncio lock".into(),
        mistake(3),
        "the mistake ticks 2 must points",
    ),
    ("explanation", |card| card.explanation = None, WHY, "write the section Deep Explanation"),
    ("explanation", |card| set(&mut card.explanation, words(50) + "\n\n" + &words(50)), WHY, "100 are fewer than 110"),
    ("explanation", |card| set(&mut card.explanation, words(301)), WHY, "301 are more than 300"),
    ("explanation", |card| set(&mut card.explanation, words(150)), WHY, "paragraphs of the explanation: 1"),
    ("code", |card| card.code[0].source = "x\n".repeat(31), CODE, "demo has 31 lines; a block has 1 to 30"),
    ("code", |card| card.code[0].source = "x".repeat(81), CODE, "line 1 of the block has 81 columns, at most 80"),
    ("code", |card| card.code[0].language = None, CODE, "name the language"),
    ("code", |card| set(&mut card.code[0].language, "sql"), CODE, "only python blocks can run"),
    ("code", |card| card.code.push(card.code[0].clone()), Place::Item(Section::Code, 1), "two blocks are called"),
    ("code", |card| run(card).min = Some("3,8".into()), CODE, "write min as a version"),
    ("code", |card| run(card).max = Some("3.7".into()), CODE, "min is newer than max"),
    ("steady", |card| source(card, "import random"), CODE, "depends on randomness (random)"),
    ("steady", |card| source(card, "print(time.time())"), CODE, "line 1 depends on the clock (time.time)"),
    ("steady", |card| source(card, "x = 1\nprint(id(x))"), CODE, "line 2 depends on an address (id()"),
    ("steady", |card| source(card, "t = threading.Thread(target=f)"), CODE, "depends on threads (Thread()"),
    ("steady", |card| source(card, "with open('x') as f:"), CODE, "depends on files (open()"),
    ("steady", |card| source(card, "import socket"), CODE, "depends on the network (socket)"),
    ("steady", |card| source(card, "print({1, 2})"), CODE, "prints a set"),
    ("steady", |card| source(card, "print(set(x))"), CODE, "prints a set"),
    ("output", |card| card.code[0].output = None, CODE, "give what the block demo prints: ```output demo"),
    ("output", |card| card.code[0].name = None, CODE, "name the block that runs"),
    ("unrun", |card| card.code[0].run = None, CODE, "the block demo has an output but is not run"),
    ("predict", |card| card.predict[0].code = "other".into(), PREDICT, "no block \"other\" with an output"),
    ("predict", |card| card.predict[0].wrong.truncate(1), PREDICT, "1 wrong outputs; give 2 or 3"),
    ("predict", |card| card.predict[0].wrong[2].output = "1 100\n".into(), PREDICT, "is what the block prints"),
    ("predict", |card| card.predict[0].wrong[2].output = "0 100\n".into(), PREDICT, "stands twice"),
    ("predict", |card| card.predict[0].wrong[2].why.clear(), PREDICT, "say which misconception leads to \"99 100\""),
    ("options", |card| options(card).ask = None, ASK, "give the options a stem of their own"),
    ("options", |card| set(&mut options(card).ask, "Where may another task run"), ASK, "end it with a question mark"),
    ("options", |card| set(&mut options(card).ask, "Which of the following?"), ASK, "with the options covered"),
    ("options", |card| options(card).distractors.truncate(1), OPTIONS, "1 distractors; give 2 or 3"),
    ("options", |card| options(card).key = options(card).distractors[0].text.clone(), option(1), "stands twice"),
    ("options", |card| options(card).distractors[2].why.clear(), option(3), "say why the distractor is wrong"),
    (
        "options-length",
        |card| options(card).distractors[1].text = "x".repeat(33),
        OPTIONS,
        "the longest option has 54 characters, the shortest 33: at most 1.6 times as many",
    ),
    ("options-length", |card| options(card).key = "x".repeat(73), KEY, "the key has 73 characters, the mean is 57"),
    ("options-form", |card| options(card).key.push('.'), OPTIONS, "end all options with a full stop, or none"),
    ("options-form", |card| options(card).key = "Awaiting something that waits".into(), KEY, "the key alone begins"),
    ("options-form", |card| options(card).key = "Yes, whenever it has to wait".into(), KEY, "the key alone begins"),
    ("options-trick", |card| set(&mut options(card).ask, "Where may NO or NOT run?"), ASK, "the stem says \"NOT\""),
    ("options-trick", |card| set(&mut options(card).ask, "Which of these isn't safe?"), ASK, "the stem says \"isn't\""),
    ("options-trick", |card| options(card).key = "All of the above".into(), KEY, "refers to the others"),
    ("options-trick", |card| options(card).key = "None of these".into(), KEY, "refers to the others"),
    ("options-trick", |card| options(card).key = "Both A and B".into(), KEY, "refers to the others"),
    ("options-trick", |card| options(card).key = "A and C".into(), KEY, "refers to the others"),
    ("options-trick", |card| options(card).distractors[0].text = "It never runs".into(), option(1), "\"never\" marks"),
    ("example", |card| set(&mut card.example, words(39)), EXAMPLE, "39 are fewer than 40"),
    ("example", |card| set(&mut card.example, words(111)), EXAMPLE, "111 are more than 110"),
    ("mistakes", |card| card.mistakes.truncate(2), Place::Section(Section::Mistakes), "2 are fewer than 3"),
    ("mistakes", |card| card.mistakes[1].correction = None, mistake(1), "say what is right after the claim"),
    ("scenario", |card| set(&mut card.scenario, words(59)), CASE, "59 are fewer than 60"),
    ("scenario", |card| set(&mut card.scenario, words(151)), CASE, "151 are more than 150"),
    (
        "scenario",
        |card| card.scenario = card.scenario.as_ref().map(|text| text.replace("Find:", "Search:")),
        CASE,
        "tell the case in four lines, in this order: Symptom: … Find: … Fix: … Prevent:",
    ),
    ("follow-ups", |card| card.follow_ups.truncate(1), Place::Section(Section::FollowUps), "1 are fewer than 2"),
    ("follow-ups", |card| core(card).follow_ups.clear(), Place::Section(Section::FollowUps), "0 are fewer than 1"),
    ("follow-ups", |card| card.follow_ups.push(bare()), Place::Section(Section::FollowUps), "5 are more than 4"),
    ("follow-ups", |card| card.follow_ups[1] = bare(), follow_up(1), "link the follow-up to a card"),
    ("follow-ups", |card| set(&mut card.follow_ups[2].answer, words(41)), follow_up(2), "41 are more than 40"),
    ("follow-ups", |card| card.follow_ups[0].question = "Why".into(), follow_up(0), "end it with a question mark"),
    ("links", |card| card.needs.push("PY-NONE-001".into()), NEEDS, "no slot PY-NONE-001"),
    ("links", |card| card.contrast.push(card.id.clone()), Place::Line(Section::Links, "Contrast"), "links to itself"),
    ("links", |card| set(&mut card.follow_ups[0].card, "PY-NONE-001"), follow_up(0), "no slot PY-NONE-001"),
    ("links", |card| card.level = Some(Level::Beginner), NEEDS, "PY-ASYNC-002 is harder (intermediate)"),
    ("tags", |card| card.tags.truncate(1), TAGS, "1 tags; a card has 2 to 6"),
    ("tags", |card| card.tags.push("lock".into()), TAGS, "no tag \"lock\" in data/tags.tsv"),
    ("tags", |card| card.tags.push("locks".into()), TAGS, "the tag \"locks\" stands twice"),
    ("facts", |card| card.applies.clear(), Place::Line(Section::Facts, "Applies"), "say what the card applies to"),
    ("facts", |card| card.checked = None, CHECKED, "say when and on what"),
    ("facts", |card| set(&mut card.checked, "yesterday on 3.12.1"), CHECKED, "write a date"),
    ("facts", |card| set(&mut card.checked, "2026-13-20 on 3.12.1"), CHECKED, "write a date"),
    ("facts", |card| set(&mut card.checked, "2026-11-20"), CHECKED, "write a date"),
    ("facts", |card| card.sources.clear(), SOURCE, "sources: 0 are fewer than 1"),
    ("facts", |card| card.sources = vec!["Python docs".into()], SOURCE, "name document and section"),
    ("figures", |card| example(card, "It fell by 40%."), EXAMPLE, "\"40%\" needs a source line"),
    ("figures", |card| example(card, "It is 3 times faster."), EXAMPLE, "\"3 times\" needs"),
    ("figures", |card| example(card, "It is ten times faster."), EXAMPLE, "\"ten times\" needs"),
    ("figures", |card| example(card, "It is 10x faster."), EXAMPLE, "\"10x\" needs"),
    ("figures", |card| example(card, "It cost ($5000)."), EXAMPLE, "\"$5000\" needs"),
    ("figures", |card| example(card, "It cost 5 dollars."), EXAMPLE, "\"5 dollars\" needs"),
    ("figures", |card| example(card, "Studies show it."), EXAMPLE, "\"studies show\" needs"),
    ("wording", |card| example(card, "It is Simply so."), EXAMPLE, "\"simply\" ages or talks down"),
    ("wording", |card| set(&mut card.mistakes[0].correction, "just no"), mistake(0), "\"just\" ages or talks down"),
    ("sentences", |card| example(card, &(words(41) + ", so.")), EXAMPLE, "has 42 words, at most 40; split it"),
    ("sentences", |card| set(&mut card.explanation, (words(39) + ", so.\n\n").repeat(5)), WHY, "words on average"),
    ("sentences", |card| commas(card), WHY, "commas in 100 words, at least 2"),
];

const fn option(index: usize) -> Place {
    Place::Item(Section::Options, index)
}

fn run(card: &mut Card) -> &mut crate::bank::Run {
    card.code[0].run.as_mut().expect("the model's block runs")
}

fn source(card: &mut Card, source: &str) {
    card.code[0].source = source.to_owned();
}

fn example(card: &mut Card, text: &str) {
    card.example = Some(text.to_owned());
}

fn bare() -> FollowUp {
    FollowUp { question: "Why?".into(), card: None, answer: None, unknown: Default::default() }
}

/// The card without what a core card may lack.
fn core(card: &mut Card) -> &mut Card {
    card.code.clear();
    card.predict.clear();
    card.options = None;
    card.example = None;
    card.scenario = None;
    card.follow_ups.truncate(1);
    card
}

fn commas(card: &mut Card) {
    for text in [&mut card.answer, &mut card.explanation, &mut card.example, &mut card.scenario] {
        *text = text.as_ref().map(|text| text.replace(',', ""));
    }
}

#[test]
fn the_model_card_keeps_every_rule() {
    assert_eq!(check_card(&model(), &[], &vocabulary()), []);
}

#[test]
fn a_core_card_keeps_every_rule() {
    let mut card = model();
    core(&mut card);
    assert_eq!(check_card(&card, &[], &vocabulary()), []);
}

#[test]
fn a_broken_rule_says_so_at_its_place() {
    for &(rule, breaks, place, message) in FAILURES {
        let mut card = model();
        breaks(&mut card);
        let found = found(rule, &card, &[]);
        assert!(
            found.iter().any(|one| one.0 == place && one.1.contains(message)),
            "{rule} should say {message:?} at {place:?}, but says {found:#?}"
        );
    }
}

#[test]
fn every_rule_is_seen_to_fail() {
    for rule in CARD_RULES {
        assert!(FAILURES.iter().any(|failure| failure.0 == rule.name), "no card breaks the rule {}", rule.name);
    }
}

/// Of an empty card every line but the head's is named, and no rule complains of a line that nobody has written.
#[test]
fn an_empty_card_is_named_line_by_line_and_not_otherwise_blamed() {
    let vocabulary = vocabulary();
    let (id, slot) = vocabulary.slots().next().expect("the bank has slots");
    let findings = check_card(&empty(id, slot), &[], &vocabulary);
    let (waiting, others): (Vec<_>, Vec<_>) = findings.iter().partition(|finding| finding.rule == UNWRITTEN);
    let others: Vec<&str> = others.iter().map(|finding| finding.rule).collect();
    assert_eq!(others, ["difficulty"]);
    // Question, answer, 3 points, 2 said, explanation, code, predict, 4 of options, example, 3 mistakes, 4 steps of the case,
    // 2 follow-ups, 3 links, 3 facts.
    assert_eq!(waiting.len(), 1 + 1 + 3 + 2 + 1 + 1 + 1 + 4 + 1 + 3 + 4 + 2 + 3 + 3);
}

#[test]
fn the_names_of_rules_are_all_different() {
    let cards = CARD_RULES.iter().map(|rule| rule.name);
    let mut names: Vec<&str> = cards.chain(BANK_RULES.iter().map(|rule| rule.0)).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
}

#[test]
fn a_comment_explains_the_warning_it_names_and_no_error() {
    let mut card = model();
    example(&mut card, "It fell by 40%.");
    assert_eq!(found("figures", &card, &["wording: so the firm says", "the figures: mine"]).len(), 1);
    assert_eq!(found("figures", &card, &["figures: told by the firm itself"]), []);
    assert_eq!(found("example", &card, &["example: short on purpose"]).len(), 1);
}

#[test]
fn a_figure_stands_with_a_source_or_an_output_that_holds_it() {
    let mut card = model();
    example(&mut card, "It fell by 40%, to a 100th of it, 100 times less.");
    assert_eq!(found("figures", &card, &[]).len(), 1, "the block prints 100");
    card.sources.push("The paper, \"A share of 40%\"".into());
    assert_eq!(found("figures", &card, &[]), []);
}

#[test]
fn code_in_prose_is_neither_a_figure_nor_a_word() {
    let mut card = model();
    example(&mut card, "`just 5%` and 7 % 2, {x:.1%}, just-in-time and many times, called three times in all.");
    assert_eq!(found("figures", &card, &[]), []);
    assert_eq!(found("wording", &card, &[]), []);
}

#[test]
fn what_runs_may_look_like_what_is_unsteady() {
    for line in [
        "valid(x)  # id(x)",
        "# import random",
        "os.path.isdir",
        "reopen(x)",
        "zipped.open(x)",
        "print({1: 2})",
        "print({})",
        "print(f\"{a}, {b}\")",
        "randomly = 1",
        "print({x for x in y} == {1})",
    ] {
        let mut card = model();
        source(&mut card, line);
        assert_eq!(found("steady", &card, &[]), [], "{line}");
    }
}

#[test]
fn options_of_one_form_pass() {
    for [key, other] in
        [["Nothing is lost", "The value is lost"], ["`run`", "Awaiting it"], ["Both tasks run", "One runs"]]
    {
        let mut card = model();
        let options = options(&mut card);
        options.key = key.into();
        options.distractors.iter_mut().for_each(|one| one.text = other.into());
        assert_eq!(found("options-form", &card, &[]), [], "{key}");
        assert_eq!(found("options-trick", &card, &[]), [], "{key}");
    }
}

#[test]
fn without_lists_a_card_may_name_what_it_likes() {
    let mut card = model();
    card.id = "RUST-001".into();
    card.technology = Some("Rust".into());
    card.tags = vec!["borrowing".into(), "lifetimes".into()];
    card.follow_ups[0].card = Some("RUST-002".into());
    assert_eq!(check_card(&card, &[], &Vocabulary::default()), []);
}

#[test]
fn any_card_is_read() {
    let mut card = Card::default();
    assert!(!check_card(&card, &[], &vocabulary()).is_empty());
    card.key_points = model().key_points;
    card.options = model().options;
    options(&mut card).distractors.clear();
    card.predict = model().predict;
    check_card(&card, &[], &vocabulary());
    check_bank(&[&card, &Card::default()], &vocabulary());
}

#[test]
fn a_list_that_cannot_be_read_names_its_line() {
    const HEAD: &str = "id\ttechnology\ttopic\tlevel\tsubject\tfile\n";
    const ROW: &str = "A-001\tPython\tasyncio\tBeginner\tawait\tdata/a.txt\n";
    const TAGS: &str = "tag\tmeaning\nlocks\tmutual exclusion\n";
    for (blueprint, tags, expected) in [
        ("id\tname\n".to_owned(), TAGS, "blueprint.tsv:1: begin with the columns id, technology, topic, level"),
        (HEAD.to_owned() + "A-001\tPython\n", TAGS, "blueprint.tsv:2: give 6 cells with tabs between them: id"),
        (HEAD.to_owned() + &ROW.replace("Beginner", "Easy"), TAGS, "blueprint.tsv:2: no level \"Easy\""),
        (HEAD.to_owned() + ROW + ROW, TAGS, "blueprint.tsv:3: A-001 has a slot already"),
        (HEAD.to_owned() + ROW, "tag\n", "tags.tsv:1: begin with the columns tag, meaning"),
        (HEAD.to_owned() + ROW, "tag\tmeaning\na\tb\na\tc\n", "tags.tsv:3: the tag \"a\" is listed already"),
    ] {
        let error = Vocabulary::parse(&blueprint, tags).expect_err(expected).to_string();
        assert!(error.starts_with(expected), "{error:?} is not {expected:?}");
    }
    let vocabulary = Vocabulary::parse(&(HEAD.to_owned() + ROW), TAGS).expect("well formed");
    assert_eq!(vocabulary.slot("A-001").map(|slot| slot.subject.as_str()), Some("await"));
    assert_eq!(vocabulary.tag("locks"), Some("mutual exclusion"));
}

#[test]
fn runs_of_words_from_other_pages_are_told() {
    let pages = Pages::new(&["Each task copies “the old value”, then it writes.", "Its own stale result over all."]);
    let shared = |text: &str| -> Vec<(Place, Severity, String)> {
        let mut card = Card { id: "A-001".into(), ..Card::default() };
        card.answer = Some(text.into());
        let place = |scope| match scope {
            Scope::Card { place, .. } => place,
            Scope::Bank => panic!("a run stands in a card"),
        };
        let findings = pages.shared_runs(&card);
        findings.into_iter().map(|one| (place(one.scope), one.severity, one.message)).collect()
    };
    for (text, expected) in [
        ("each task copies the new value", None),
        ("task copies the OLD value!", Some((Severity::Warning, "5 words stand on a page that is not ours"))),
        ("Task copies: the old value then", Some((Severity::Warning, "6 words"))),
        (
            "so task copies the old value then it does",
            Some((Severity::Error, "7 words stand on a page that is not ours: \"task copies the old value then it\"")),
        ),
        ("then it writes its own", None),
    ] {
        let found = shared(text);
        match expected {
            None => assert_eq!(found, [], "{text}"),
            Some((severity, message)) => {
                let [one] = &found[..] else { panic!("{text}: {found:?}") };
                assert_eq!((one.0, one.1), (ANSWER, severity), "{text}");
                assert!(one.2.starts_with(message), "{text}: {}", one.2);
            }
        }
    }
    let mut card = model();
    card.mistakes[2].claim = "That each task copies the old value then".into();
    assert_eq!(Pages::new(&["each task copies the old value then it"]).shared_runs(&card).len(), 1 + 1);
}
