//! Blocks under a real interpreter. Without one at hand nothing can be asked, and the tests that need it say so.

use super::interpreters::{among, candidates};
use super::*;
use crate::bank::Run;
use std::sync::OnceLock;

fn block(source: &str, output: Option<&str>, run: Option<Run>) -> Code {
    Code {
        name: Some("demo".into()),
        language: Some("python".into()),
        source: source.into(),
        run,
        output: output.map(str::to_owned),
        unknown: Default::default(),
    }
}

fn raises(name: &str) -> Option<Run> {
    Some(Run { raises: Some(name.into()), ..Run::default() })
}

fn bounds(min: Option<&str>, max: Option<&str>) -> Option<Run> {
    Some(Run { min: min.map(str::to_owned), max: max.map(str::to_owned), ..Run::default() })
}

/// Asking the shims of the search path takes a second: once is enough.
fn all() -> &'static [Interpreter] {
    static ALL: OnceLock<Vec<Interpreter>> = OnceLock::new();
    ALL.get_or_init(|| at_hand().expect("a temporary folder"))
}

/// The messages about one block under one interpreter, without the version in front.
#[track_caller]
fn check_block(code: &Code, expected: &[&str]) {
    // The newest; the others would say the same of these blocks.
    let [.., newest] = all() else {
        eprintln!("skipped: no python at hand");
        return;
    };
    let findings = check(&[code], std::slice::from_ref(newest)).expect("a temporary folder");
    let messages: Vec<String> = findings.list.iter().map(Finding::to_string).collect();
    let told = messages.len() == expected.len() && messages.iter().zip(expected).all(|(one, part)| one.contains(part));
    assert!(told, "{messages:#?} is not {expected:#?}");
}

#[test]
fn a_block_that_prints_its_output_passes() {
    check_block(&block("print(1)\nprint('ä')", Some("1\nä\n"), Some(Run::default())), &[]);
    check_block(&block("pass", Some(""), Some(Run::default())), &[]);
}

#[test]
fn another_output_is_told() {
    let message = ": the block prints \"1\\n\", its output says \"1\"; correct";
    check_block(&block("print(1)", Some("1"), Some(Run::default())), &[message]);
    check_block(&block("print(id(object()))", Some("1"), Some(Run::default())), &["the block prints"]);
}

#[test]
fn a_block_that_fails_is_told() {
    let message = "ends with status 1 (ZeroDivisionError: division by zero); mend it";
    check_block(&block("1 / 0", Some(""), Some(Run::default())), &[message]);
    check_block(&block("import sys\nsys.exit(3)", Some(""), Some(Run::default())), &["status 3 (it says nothing)"]);
    // A warning is an error.
    let warns = "import warnings\nwarnings.warn('old', DeprecationWarning)";
    check_block(&block(warns, Some(""), Some(Run::default())), &["(DeprecationWarning: old)"]);
}

#[test]
fn a_block_raises_what_it_names() {
    check_block(&block("print(1)\n1 / 0", Some("1\n"), raises("ZeroDivisionError")), &[]);
    check_block(&block("1 / 0", None, raises("ZeroDivisionError")), &[]);
    check_block(&block("import json\njson.loads('')", None, raises("JSONDecodeError")), &[]);
    check_block(&block("try:\n    1 / 0\nexcept Exception:\n    raise KeyError", None, raises("KeyError")), &[]);
    check_block(&block("print(2)\n1 / 0", Some("1\n"), raises("ZeroDivisionError")), &["the block prints \"2\\n\""]);
    check_block(&block("1 / 0", None, raises("KeyError")), &["status 1 (ZeroDivisionError"]);
    check_block(&block("pass", None, raises("KeyError")), &["does not raise KeyError"]);
}

#[test]
fn the_exception_is_found_among_notes_and_in_a_group() {
    let note = "Traceback (most recent call last):\n  File \"x\"\nValueError: bad\na note\n";
    let group = "  + Exception Group Traceback (most recent call last):\n  |   File\n  | ExceptionGroup: two (2 sub-exceptions)\n  +-+--- 1 ---\n    | ValueError: a\n    +---\n";
    let chain = "Traceback (most recent call last):\nKeyError: 1\n\nTraceback (most recent call last):\nmod.Own: x\n";
    for (stderr, exception, expected) in [
        (note, "ValueError", true),
        (note, "Value", false),
        (group, "ExceptionGroup", true),
        (group, "ValueError", false),
        (chain, "Own", true),
        (chain, "KeyError", false),
        ("  File \"x\", line 1\nSyntaxError: bad\n", "SyntaxError", true),
        ("", "KeyError", false),
    ] {
        assert_eq!(names(stderr, exception), expected, "{exception} in {stderr:?}");
    }
}

#[test]
fn a_block_that_does_not_end_is_stopped() {
    check_block(&block("while True: pass", Some(""), Some(Run::default())), &["runs for more than 2 s"]);
}

#[test]
fn what_differs_from_run_to_run_is_seen() {
    // One of 2^64 runs prints what the card says, and three of them have to.
    check_block(&block("print(hash('a'))", Some("1\n"), Some(Run::default())), &["the block prints"]);
}

#[test]
fn a_block_is_cut_off_from_the_user() {
    let source = "import sys\nprint(sys.stdin.read() == '', sys.flags.isolated, sys.dont_write_bytecode)";
    check_block(&block(source, Some("True 1 True\n"), Some(Run::default())), &[]);
}

#[test]
fn a_range_without_an_interpreter_is_not_wrong_but_told() {
    let code = block("print(1)", Some("1\n"), bounds(Some("3.99"), None));
    let message = "the block was not run: no interpreter at hand is Python 3.99 or newer";
    check_block(&code, &[message]);
    let findings = check(&[&code], &[]).expect("a temporary folder");
    assert!(!findings.list[0].problem.is_error());
    assert_eq!(findings.ran, 0);
    check_block(&block("print(1)", Some("1\n"), bounds(None, Some("3.2"))), &["Python 3.2 or older"]);
}

#[test]
fn a_block_runs_under_the_interpreters_of_its_range() {
    let interpreters = all();
    let Some(oldest) = interpreters.first() else {
        eprintln!("skipped: no python at hand");
        return;
    };
    let only = format!("3.{}", oldest.minor);
    let printed = format!("{}\n", oldest.minor);
    let source = "import sys\nprint(sys.version_info[1])";
    let own = block(source, Some(&printed), bounds(Some(&only), Some(&only)));
    let findings = check(&[&own], interpreters).expect("a temporary folder");
    assert_eq!((findings.list, findings.ran), (Vec::new(), 1));
    let all = block(source, Some("none"), Some(Run::default()));
    let findings = check(&[&all], interpreters).expect("a temporary folder");
    let versions: Vec<Option<String>> = findings.list.into_iter().map(|finding| finding.version).collect();
    let expected: Vec<Option<String>> = interpreters.iter().map(|one| Some(one.version.clone())).collect();
    assert_eq!(versions, expected);
}

#[test]
fn a_block_that_is_not_run_is_read() {
    check_block(&block("import missing\nawait missing.run(", None, None), &["line 2 of the block is not python"]);
    check_block(&block("import missing\nawait missing.run()\n1 / 0", None, None), &[]);
    let mut other = block("SELECT 1", None, None);
    other.language = Some("sql".into());
    check_block(&other, &[]);
}

#[cfg(unix)]
#[test]
fn a_program_that_does_not_answer_is_no_interpreter() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let program = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, format!("#!/bin/sh\n{text}\n")).expect("a writable folder");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("a file of ours");
        path
    };
    program("python3", "echo 3.9.1 /opt/first");
    program("python3.8", "echo no such version >&2; exit 127");
    program("python3.9", "echo 3.9.2 /opt/second");
    program("python3.10", "echo 2.7.18 /opt/old");
    program("python3.11", "echo 3.11.4 /opt/third");
    let named = program("mine", "echo 3.11.7 /opt/named");
    let more = std::env::join_paths([named, folder.path().join("none")]).expect("paths without colons");
    let found = among(&candidates(folder.path().as_os_str(), &more)).expect("a temporary folder");
    let found: Vec<(u32, &str, &Path)> = found.iter().map(|one| (one.minor, &*one.version, &*one.program)).collect();
    assert_eq!(found, [(9, "3.9.1", Path::new("/opt/first")), (11, "3.11.7", Path::new("/opt/named"))]);
    assert_eq!(candidates("".as_ref(), folder.path().as_os_str()).len(), 5);
}
