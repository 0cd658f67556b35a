//! The floors of the house: imports run strictly downward, the two front ends do not know each other, and a few crates and
//! words are at home in one place only.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Every module below `src/` with its floor. A module that is not listed fails the test: a new one needs a floor.
const FLOORS: [(&str, u8); 16] = [
    ("bank", 0),
    ("parse", 0),
    ("study", 1),
    ("clock", 2),
    ("config", 2),
    ("duration", 2),
    ("editor", 2),
    ("library", 2),
    ("paths", 2),
    ("practice", 2),
    ("python", 2),
    ("shipped", 2),
    ("command", 3),
    ("tui", 3),
    ("cli", 4),
    ("main", 5),
];

/// A word that may stand only in modules whose path begins with one of these.
const AT_HOME: [(&str, &[&str]); 11] = [
    ("clap", &["cli"]),
    ("rusqlite", &["library"]),
    ("fsrs", &["study/schedule"]),
    ("ratatui", &["tui"]),
    ("crossterm", &["tui"]),
    ("annotate_snippets", &["command/report"]),
    ("Color::", &["tui/theme", "cli"]),
    ("Instant::now", &["clock"]),
    ("Timestamp::now", &["clock"]),
    ("SystemTime", &["clock"]),
    // The seed of all runs, and the name of a library, which no seed may repeat.
    ("SysRng", &["cli", "library/log"]),
];

struct Module {
    /// Below `src/`, without the extension: `parse/labelled/header`.
    path: String,
    /// Without comments, strings left as they are, and without its tests.
    code: String,
}

impl Module {
    fn name(&self) -> &str {
        self.path.split('/').next().unwrap_or_default()
    }

    fn is_test(&self) -> bool {
        self.path.split('/').any(|part| ["tests", "properties", "samples"].contains(&part))
    }

    /// The modules at the root that this one names after `crate::`.
    fn imports(&self) -> impl Iterator<Item = &str> {
        self.code.split("crate::").skip(1).map(|rest| {
            rest.split(|character: char| !(character.is_alphanumeric() || character == '_')).next().unwrap_or_default()
        })
    }
}

fn modules() -> Vec<Module> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut modules = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("src is readable") {
            let path: PathBuf = entry.expect("src is readable").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            // What the linker reads is no module.
            if path.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let relative = path.strip_prefix(&root).expect("below src").with_extension("");
            let name = relative.to_string_lossy().replace('\\', "/");
            if name == "lib" || name == "build" {
                continue;
            }
            let text = fs::read_to_string(&path).expect("source is text");
            modules.push(Module { path: name, code: code_of(&text) });
        }
    }
    assert!(modules.len() > 40, "the walk finds the modules");
    modules
}

fn code_of(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    before_tests.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

fn floor(name: &str) -> Option<u8> {
    BTreeMap::from(FLOORS).get(name).copied()
}

#[test]
fn every_module_has_a_floor_and_imports_run_downward() {
    for module in modules() {
        let own = floor(module.name()).unwrap_or_else(|| panic!("{} has no floor in this test", module.path));
        for import in module.imports() {
            let Some(other) = floor(import) else {
                panic!("{} imports crate::{import}, which has no floor", module.path)
            };
            let is_within = import == module.name();
            // Within a floor modules may know each other, except for the front ends.
            let allowed = is_within || other < own || (other == own && own < 3);
            assert!(allowed, "{} (floor {own}) imports crate::{import} (floor {other})", module.path);
        }
    }
}

/// `crate::` names whatever is imported from another module at the root, so that the floors can be read.
#[test]
fn no_import_climbs_to_the_root() {
    for module in modules() {
        let depth = module.path.split('/').count();
        let climb = "super::".repeat(depth);
        assert!(!module.code.contains(&climb), "{} reaches the root by {climb}", module.path);
    }
}

#[test]
fn nothing_outside_tests_unwraps() {
    for module in modules().iter().filter(|module| !module.is_test()) {
        for call in [".unwrap()", ".expect(\""] {
            assert!(!module.code.contains(call), "{} has {call}", module.path);
        }
    }
}

#[test]
fn the_bottom_floor_needs_serde_alone() {
    for module in modules().iter().filter(|module| floor(module.name()) == Some(0)) {
        for line in module.code.lines().filter_map(|line| line.trim().strip_prefix("use ")) {
            let root = line.split(|character: char| !(character.is_alphanumeric() || character == '_')).next();
            let root = root.unwrap_or_default();
            let is_ours = ["crate", "super", "self"].contains(&root) || line.starts_with(char::is_uppercase);
            let is_sibling = root.chars().next().is_some_and(char::is_lowercase) && module_exists(&module.path, root);
            let is_allowed = ["std", "serde", "serde_json"].contains(&root);
            assert!(is_ours || is_sibling || is_allowed, "{}: use {line}", module.path);
        }
    }
}

/// Whether `name` is a module beside or below the one at `path`.
fn module_exists(path: &str, name: &str) -> bool {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let parent = Path::new(path).parent().unwrap_or(Path::new(""));
    [source.join(path).join(name), source.join(parent).join(name)].iter().any(|path| path.with_extension("rs").exists())
}

#[test]
fn study_is_pure() {
    for module in modules().iter().filter(|module| floor(module.name()) == Some(1) && !module.is_test()) {
        for word in ["std::fs", "std::io", "std::env", "std::time", "std::thread", "println!", "rand::rng()"] {
            assert!(!module.code.contains(word), "{} uses {word}", module.path);
        }
    }
}

#[test]
fn what_is_at_home_in_one_place_stays_there() {
    for module in modules().iter().filter(|module| !module.is_test()) {
        for (word, homes) in AT_HOME {
            let at_home = homes.iter().any(|home| module.path.starts_with(home));
            assert!(at_home || !module.code.contains(word), "{} uses {word}, at home in {homes:?}", module.path);
        }
    }
}

#[test]
fn main_is_short_and_every_module_says_what_it_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let main = fs::read_to_string(root.join("main.rs")).expect("main.rs is there");
    assert!(main.lines().count() <= 15);
    for module in modules().into_iter().filter(|module| !module.is_test()) {
        let text = fs::read_to_string(root.join(&module.path).with_extension("rs")).expect("source is text");
        assert!(text.starts_with("//! "), "{} does not say what it is", module.path);
        for name in ["utils", "common", "helpers", "prelude"] {
            assert!(!module.path.split('/').any(|part| part == name), "{} is named for nothing", module.path);
        }
        assert!(!module.code.contains("::*;"), "{} imports a glob", module.path);
    }
}
