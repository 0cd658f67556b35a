//! The build script: what it makes of `data/`, of pages that are added, and of cards that are wrong.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A project folder with `data/` as it is shipped, to be changed at will.
struct Project {
    folder: TempDir,
}

struct Outcome {
    said: String,
    bank: Option<Vec<u8>>,
}

impl Project {
    fn new() -> Project {
        let project = Project { folder: TempDir::new().expect("a temporary folder") };
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data"), &project.path("data"));
        fs::create_dir(project.path("out")).expect("a folder is made");
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder is made");
        fs::write(path, content).expect("a file is written");
    }

    /// Changes one place of a shipped file.
    #[track_caller]
    fn change(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(name)).expect("a shipped file is text");
        assert!(text.contains(from), "{name} holds {from:?}");
        self.write(name, text.replacen(from, to, 1));
    }

    fn build(&self, seeds: Option<&str>) -> Outcome {
        let mut command = Command::new(build_script());
        command
            .env("CARGO_MANIFEST_DIR", self.folder.path())
            .env("OUT_DIR", self.path("out"))
            .env_remove("QBANK_SEEDS");
        if let Some(seeds) = seeds {
            command.env("QBANK_SEEDS", seeds);
        }
        let output = command.output().expect("the build script runs");
        let said = String::from_utf8(output.stdout).expect("what it says is text");
        Outcome { said, bank: fs::read(self.path("out/bank.json")).ok() }
    }
}

/// The build script as cargo compiled it for this very build: the newest one beside the program.
fn build_script() -> PathBuf {
    let programs = Path::new(env!("CARGO_BIN_EXE_qbank")).parent().expect("programs lie in a folder");
    let folders = fs::read_dir(programs.join("build")).expect("cargo keeps build scripts in build/");
    let ours = |path: &PathBuf| path.to_string_lossy().contains("qbank-");
    let scripts = folders.filter_map(|entry| Some(entry.ok()?.path())).filter(ours);
    let scripts = scripts.map(|folder| folder.join("build-script-build")).filter(|script| script.is_file());
    let age = |script: &PathBuf| fs::metadata(script).and_then(|data| data.modified()).expect("files have ages");
    scripts.max_by_key(age).expect("cargo compiled the build script")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder is made");
    for entry in fs::read_dir(from).expect("the folder is readable") {
        let entry = entry.expect("the folder is readable");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file is copied");
        }
    }
}

fn cards(bank: &[u8]) -> Vec<Value> {
    let bank: Value = serde_json::from_slice(bank).expect("the bank is JSON");
    bank["cards"].as_array().expect("a bank has cards").clone()
}

#[test]
fn the_bank_is_the_same_bytes_wherever_it_is_built() {
    let (one, other) = (Project::new().build(None), Project::new().build(None));
    assert!(one.bank.is_some() && !one.said.contains("cargo::error"), "{}", one.said);
    assert_eq!(one.bank, other.bank);
    assert_eq!(one.said, other.said);
    assert!(one.said.contains("cargo::rerun-if-changed=data\n"));
    let cards = cards(&one.bank.expect("a bank"));
    assert!(cards.len() >= 36);
    let names_no_machine = |card: &Value| card["origin"]["file"].as_str().is_some_and(|file| !file.starts_with('/'));
    assert!(cards.iter().all(names_no_machine), "origins are below data/");
}

#[track_caller]
fn check_refused(file: &str, from: &str, to: &str, expected: &str) {
    let project = Project::new();
    project.change(file, from, to);
    let said = project.build(None).said;
    let errors: Vec<&str> = said.lines().filter_map(|line| line.strip_prefix("cargo::error=")).collect();
    assert!(errors.iter().any(|error| error.contains(expected)), "{errors:#?}");
}

#[test]
fn a_bad_card_fails_the_build_at_its_place() {
    let names = "data/python/names.txt";
    check_refused(names, "2/10\n", "9/10\n", "data/python/names.txt:");
    check_refused(names, "\nAnswer\n", "\nAnwser\n", ":1: \"Anwser\" is no known label");
    check_refused(names, "```output", "``output", "this code block never closes");
    check_refused(names, "Tags: ", "Tags: no-such-tag, ", "no-such-tag");
    check_refused(
        names,
        "ID: PY-NAME-001",
        "ID: PY-NAME-002",
        "the footer says PY-NAME-002, the head says PY-NAME-001",
    );
    check_refused(names, "PY-NAME-003 How", "PY-NAME-001 How", "PY-NAME-001");
    check_refused("data/tags.tsv", "\nthreads\t", "\nthreads ", "tags.tsv:");
}

#[test]
fn an_id_that_two_files_have_fails_the_build() {
    let project = Project::new();
    let card = fs::read(project.path("data/python/memory.txt")).expect("a shipped file");
    project.write("data/python/memory-again.txt", card);
    assert!(project.build(None).said.contains("cargo::error=data/python/memory"), "the clash has its place");
}

#[test]
fn pages_are_added_as_sources_of_their_own() {
    let project = Project::new();
    project.write("pages/garden.txt", include_str!("fixtures/labelled-page.txt"));
    project.write("pages/practice.txt", include_str!("fixtures/tagged-page.txt"));
    project.write("pages/letter.txt", "A letter that asks nothing.");
    project.write("pages/picture.txt", b"\x89PNG\0\0");
    let without = cards(&project.build(None).bank.expect("a bank")).len();
    let Outcome { said, bank } = project.build(Some("pages"));
    let cards = cards(&bank.expect("a bank"));
    let of = |source: &str| cards.iter().filter(|card| card["source"] == source).count();
    assert_eq!((of("garden"), of("practice"), cards.len()), (2, 3, without + 5));
    assert!(!said.contains("cargo::error"), "{said}");
    assert!(
        said.contains("cargo::warning=letter.txt: ") && said.contains("cargo::warning=picture.txt:1:5: "),
        "{said}"
    );
}

#[test]
#[ignore = "needs QBANK_SHARED"]
fn the_shared_pages_are_added() {
    let folder = PathBuf::from(std::env::var_os("QBANK_SHARED").expect("QBANK_SHARED names the shared pages"));
    let project = Project::new();
    let Outcome { said, bank } = project.build(folder.join("seeds").to_str());
    let cards = cards(&bank.expect("a bank"));
    let of = |source: &str| {
        let named = |card: &&Value| card["source"].as_str().is_some_and(|name| name.starts_with(source));
        cards.iter().filter(named).collect::<Vec<_>>()
    };
    assert_eq!((of("002_").len(), of("003_").len()), (9, 32), "{said}");
    let follow_ups: usize = of("002_").iter().map(|card| card["follow_ups"].as_array().map_or(0, Vec::len)).sum();
    assert_eq!(follow_ups, 27);
}
