//! The command on the shipped bank, and on pages that break a rule each. It must not know how findings are made.

use super::*;

fn run(paths: &[&Path], against: &[&Path], run: bool) -> (Outcome, String) {
    let owned = |paths: &[&Path]| paths.iter().map(|path| path.to_path_buf()).collect();
    let arguments = Arguments { paths: owned(paths), against: owned(against), run };
    let mut out = Vec::new();
    let outcome = check(&arguments, &mut out).expect("readable pages");
    (outcome, String::from_utf8(out).expect("text"))
}

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The model card as a page of its own, changed.
#[track_caller]
fn check_model(change: impl Fn(String) -> String, expected: &[&str]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("model.txt");
    let text = fs::read_to_string(repository("tests/fixtures/model-card.txt")).expect("the model card");
    fs::write(&file, change(text)).expect("a writable folder");
    let (outcome, text) = run(&[&file], &[], true);
    let text = text.replace(&format!("{}:", file.display()), "");
    let found: Vec<&str> = text.lines().filter(|line| line.contains("error:") || line.contains("warning:")).collect();
    assert!(
        found.len() == expected.len() && found.iter().zip(expected).all(|(line, part)| line.contains(part)),
        "{found:#?} is not {expected:#?}"
    );
    assert_eq!(outcome.errors + outcome.warnings, expected.len());
}

#[test]
fn the_shipped_bank_keeps_every_rule_and_its_code_runs() {
    let (outcome, text) = run(&[&repository("data")], &[], false);
    assert_eq!(outcome.errors, 0, "{text}");
    assert!(outcome.cards >= 36, "{text}");
    if !text.contains("no Python at hand") {
        assert!(outcome.ran > 0, "{text}");
    }
}

#[test]
fn the_model_card_passes() {
    check_model(|text| text, &[]);
}

#[test]
fn a_finding_stands_at_its_line() {
    let question = |text: String| text.replacen("Can an update still be lost?", "Can an update still be lost", 1);
    check_model(question, &["1:1: error: question (PY-ASYNC-006): the question: end it with a question mark"]);
    let tags = |text: String| text.replace("Tags: asyncio, race-condition, locks, shared-state", "Tags: asyncio");
    check_model(tags, &["103:1: error: tags (PY-ASYNC-006): 1 tags; a card has 2 to 6"]);
    let difficulty = |text: String| text.replace("7/10", "2/10");
    check_model(difficulty, &["3:1: error: difficulty (PY-ASYNC-006): difficulty 2 does not fit Advanced: 6 to 10"]);
}

#[test]
fn code_that_does_not_print_its_output_is_told_at_its_block() {
    if python::at_hand().expect("a temporary folder").is_empty() {
        eprintln!("skipped: no python at hand");
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("model.txt");
    let text = fs::read_to_string(repository("tests/fixtures/model-card.txt")).expect("the model card");
    fs::write(&file, text.replace("\n1 100\n", "\n2 100\n")).expect("a writable folder");
    let (outcome, told) = run(&[&file], &[], true);
    assert_eq!(outcome.errors, outcome.ran, "{told}");
    assert!(told.contains(":35:1: error: runs (PY-ASYNC-006): python 3."), "{told}");
    let (outcome, told) = run(&[&file], &[], false);
    assert_eq!((outcome.errors, outcome.ran), (0, 0), "{told}");
    assert!(told.contains("--run runs it"), "{told}");
}

#[test]
fn a_run_of_words_from_another_page_is_told() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let other = folder.path().join("other.txt");
    fs::write(&other, "The event loop runs one task at a time, they say.").expect("a writable folder");
    let model = repository("tests/fixtures/model-card.txt");
    let (outcome, told) = run(&[&model], &[folder.path()], false);
    assert_eq!(outcome.errors, 1, "{told}");
    assert!(told.contains("error: copied (PY-ASYNC-006): 9 words"), "{told}");
}

#[test]
fn a_page_of_a_bank_is_held_to_its_lists_alone() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a writable folder");
    let text = fs::read_to_string(repository("tests/fixtures/model-card.txt")).expect("the model card");
    put("asyncio.txt", &text);
    put(
        "blueprint.tsv",
        "id\ttechnology\ttopic\tlevel\tsubject\tfile\nA-001\tPython\tasyncio\tAdvanced\tx\tdata/a.txt\n",
    );
    put("tags.tsv", "tag\tmeaning\nlocks\tx\n");
    let (_, of_file) = run(&[&folder.path().join("asyncio.txt")], &[], false);
    assert!(of_file.contains("asyncio.txt:1:1: error: slot (PY-ASYNC-006): no slot PY-ASYNC-006"), "{of_file}");
    assert!(!of_file.contains("linked:"), "{of_file}");
    let (_, of_folder) = run(&[folder.path()], &[], false);
    assert!(of_folder.contains("error: linked: 2 of 4 follow-ups link to a card"), "{of_folder}");
    put("tags.tsv", "tag\n");
    let arguments = Arguments { paths: vec![folder.path().to_owned()], against: Vec::new(), run: false };
    let error = check(&arguments, &mut Vec::new()).expect_err("a malformed list");
    assert!(format!("{error:#}").contains("tags.tsv:1: begin with the columns"), "{error:#}");
}
