//! What cards claim of libraries: each claim has a script, and `tests/claims/run` can read it. The scripts are run apart from
//! this, since they install packages.

#[path = "support/bank.rs"]
mod bank;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Words before a number with a dot in `Checked` that are no package of Python's.
const NO_PACKAGE: [&str; 11] =
    ["on", "and", "in", "of", "to", "the", "with", "Python", "CPython", "SQLite", "PostgreSQL"];

/// The scripts by the card that each is for.
fn scripts() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/claims");
    let paths = fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("it is readable").path());
    let scripts = paths.filter(|path| path.extension().is_some_and(|extension| extension == "py"));
    let read = |path: &Path| fs::read_to_string(path).expect("a script is text");
    scripts.map(|path| (path.file_stem().expect("it has a name").to_string_lossy().into(), read(&path))).collect()
}

/// What stands behind `# NAME:` in the head of a script, without the remark after a semicolon.
fn head<'a>(script: &'a str, name: &str) -> &'a str {
    let line = script.lines().find_map(|line| line.strip_prefix(&format!("# {name}:")));
    line.unwrap_or_default().split(';').next().unwrap_or_default().trim()
}

/// `name==version`, `name[extra]==version` or `python>=3.x`.
fn is_requirement(word: &str) -> bool {
    let is_version = |text: &str| text.starts_with(|first: char| first.is_ascii_digit());
    let pinned = word.split_once("==").is_some_and(|(name, version)| !name.is_empty() && is_version(version));
    let python = ["python>=", "cpython>="].iter().find_map(|name| word.strip_prefix(name));
    pinned || python.is_some_and(is_version)
}

/// The packages of which `Checked` names a release.
fn packages(checked: &str) -> Vec<&str> {
    let words: Vec<&str> = checked.split([' ', ',', ';']).filter(|word| !word.is_empty()).collect();
    let is_release = |word: &str| word.starts_with(|first: char| first.is_ascii_digit()) && word.contains('.');
    let pairs = words.windows(2).filter(|pair| is_release(pair[1]) && !is_release(pair[0]));
    pairs.map(|pair| pair[0]).filter(|word| !NO_PACKAGE.contains(word)).collect()
}

#[test]
fn every_script_is_for_a_card_and_says_what_it_needs_and_shows() {
    let cards = bank::cards();
    let scripts = scripts();
    assert!(scripts.len() > 60, "{} scripts", scripts.len());
    for (id, script) in scripts {
        assert!(cards.iter().any(|card| card.id == id), "no card {id}");
        let needs = head(&script, "needs");
        let is_readable = needs == "nothing beyond the standard library" || needs.split(' ').all(is_requirement);
        assert!(is_readable, "{id} needs {needs:?}: name==version, python>=3.x, a remark after a semicolon");
        assert!(!head(&script, "shows").is_empty(), "{id} does not say what it shows");
        assert!(script.contains("print(\"ok\")"), "{id} does not end with ok");
    }
}

#[test]
fn a_card_that_was_checked_on_a_library_has_a_script() {
    let scripts = scripts();
    for card in bank::cards() {
        let checked = card.checked.clone().unwrap_or_default();
        let named = packages(&checked);
        let has_script = named.is_empty() || scripts.contains_key(&card.id);
        assert!(has_script, "{} was checked on {named:?}, and tests/claims has no {}.py", card.id, card.id);
    }
}

#[test]
fn packages_are_told_from_interpreters_and_databases() {
    #[track_caller]
    fn check(checked: &str, expected: &[&str]) {
        assert_eq!(packages(checked), expected);
    }
    check("2026-11-25 on 3.8.18, 3.13.0; plans on PostgreSQL 15.18", &[]);
    check("2026-11-25 on 3.8.18, pandas 3.1.1, NumPy 2.4.6", &["pandas", "NumPy"]);
    check("2026-11-25 on 3.13.0; Engine.execute on SQLAlchemy 1.4.54 and 2.1.9", &["SQLAlchemy"]);
    check("2026-11-25 on 3.13.0; the 3.14 warning from the documentation, not run", &[]);
}
