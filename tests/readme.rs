//! What the README says is so: its commands exist, its counts are those of the bank, and its example of a page is one.

#[path = "support/bank.rs"]
mod bank;

use qbank::bank::{Card, Level};
use qbank::parse::{Expectation, parse};
use std::process::Command;

const README: &str = include_str!("../README.md");
const CONTRIBUTING: &str = include_str!("../CONTRIBUTING.md");

fn help(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_qbank")).args(arguments).output().expect("qbank runs");
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).expect("help is text")
}

/// The subcommands that `--help` lists.
fn commands() -> Vec<String> {
    let help = help(&["--help"]);
    let list = help.split("Commands:").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap_or_default();
    let names = list.lines().filter_map(|line| line.strip_prefix("  ")).filter(|line| !line.starts_with(' '));
    names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").map(str::to_owned).collect()
}

#[test]
fn every_command_and_every_option_is_in_the_readme() {
    let commands = commands();
    assert!(commands.len() >= 10, "{commands:?}");
    for command in &commands {
        assert!(README.contains(&format!("| `qbank {command} ")), "the table of commands lacks {command}");
        let help = help(&[command, "--help"]);
        for word in help.split_whitespace().filter(|word| word.starts_with("--") && word.len() > 2) {
            let option = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-');
            if !["--help", "--version"].contains(&option) {
                assert!(README.contains(option), "the README lacks {option} of {command}");
            }
        }
    }
}

#[test]
fn the_readme_names_no_command_that_does_not_exist() {
    let commands = commands();
    let blocks = [README, CONTRIBUTING].into_iter().flat_map(|page| page.split("```sh\n").skip(1));
    let examples = blocks.filter_map(|block| block.split("```").next()).flat_map(str::lines);
    let rows = README.lines().filter_map(|line| line.strip_prefix("| `"));
    let named: Vec<&str> = examples.chain(rows).filter_map(|line| line.strip_prefix("qbank ")).collect();
    assert!(named.len() > 10);
    for line in named.into_iter().filter(|line| line.starts_with(char::is_alphabetic)) {
        let word: String = line.chars().take_while(|character| character.is_alphanumeric()).collect();
        assert!(commands.contains(&word), "qbank {line}");
    }
}

#[test]
fn the_example_of_a_page_is_a_page() {
    let example =
        README.split("```text\n").find(|block| block.starts_with("GA-SOIL-001")).expect("the example is there");
    let page = example.split("```").next().unwrap_or_default();
    let expectation = Expectation { source: "readme", ..Expectation::default() };
    let page = parse("README.md", page.as_bytes(), &expectation).expect("the example is read");
    assert_eq!(page.report.diagnostics, []);
    let card = &page.cards[0].card;
    assert_eq!((card.key_points.len(), card.mistakes.len(), card.follow_ups.len()), (2, 1, 2));
    assert!(card.answer.is_some() && card.follow_ups[1].card.is_some());
}

#[test]
fn the_example_of_settings_is_taken() {
    let example = README.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("it is there");
    let file = tempfile::NamedTempFile::new().expect("a file can be made");
    std::fs::write(file.path(), example).expect("the file can be written");
    let data = tempfile::tempdir().expect("a folder can be made");
    let mut list = Command::new(env!("CARGO_BIN_EXE_qbank"));
    let output = list.arg("list").env("QBANK_CONFIG", file.path()).env("QBANK_DATA_DIR", data.path()).output();
    assert!(output.expect("qbank runs").status.success());
}

/// A row of the table: how many of these cards there are by level, and by what they have.
fn row(name: &str, cards: &[&Card]) -> String {
    let count = |has: &dyn Fn(&Card) -> bool| cards.iter().filter(|card| has(card)).count();
    let counts = [
        cards.len(),
        count(&|card| card.level == Some(Level::Beginner)),
        count(&|card| card.level == Some(Level::Intermediate)),
        count(&|card| card.level == Some(Level::Advanced)),
        count(&Card::is_answered),
        count(&|card| card.options.is_some()),
        count(&|card| !card.predict.is_empty()),
        count(&bank::runs_code),
    ];
    counts.iter().fold(format!("| {name} |"), |row, count| format!("{row} {count} |"))
}

#[test]
fn the_table_of_counts_is_that_of_the_bank() {
    let cards = bank::cards();
    let mut technologies: Vec<String> = bank::slots().into_iter().map(|slot| slot[1].clone()).collect();
    technologies.dedup();
    let of = |technology: &String| -> Vec<&Card> {
        cards.iter().filter(|card| card.technology.as_ref() == Some(technology)).collect()
    };
    let mut rows: Vec<String> = technologies.iter().map(|technology| row(technology, &of(technology))).collect();
    rows.push(row("all", &cards.iter().collect::<Vec<_>>()));
    let table = rows.join("\n");
    assert!(README.contains(&format!("|---:|\n{table}\n\n")), "the table of counts has to be\n{table}");
}

#[test]
fn every_picture_is_shown_and_every_picture_shown_is_there() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let files = std::fs::read_dir(folder).expect("the folder is there").map(|file| file.expect("it can be listed"));
    let mut kept: Vec<String> = files.map(|file| format!("docs/{}", file.file_name().to_string_lossy())).collect();
    let shown = README.lines().filter(|line| line.starts_with("!["));
    let mut shown: Vec<&str> = shown.filter_map(|line| line.split("](").nth(1)?.strip_suffix(')')).collect();
    kept.sort();
    shown.sort_unstable();
    assert_eq!(shown, kept);
}

#[test]
fn every_part_from_outside_is_named() {
    let manifest = include_str!("../Cargo.toml");
    let table = README.split("| part | for |").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap_or_default();
    let named: Vec<&str> = table.split([' ', ',', '|', '\n']).collect();
    let sections = ["\n[dependencies]\n", "\n[build-dependencies]\n", "\n[dev-dependencies]\n"]
        .map(|head| manifest.split(head).nth(1).and_then(|rest| rest.split("\n[").next()).unwrap_or_default());
    let parts: Vec<&str> =
        sections.iter().flat_map(|section| section.lines()).filter_map(|line| line.split(" = ").next()).collect();
    assert!(parts.len() > 20, "{parts:?}");
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        assert!(named.contains(&part), "the README does not say what {part} is for");
    }
}

#[test]
fn whatever_file_contributing_names_is_there() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let names = |name: &&str| ["src/", "tests/", "data/", ".ci/"].iter().any(|folder| name.starts_with(folder));
    let named: Vec<&str> = CONTRIBUTING.split(['`', ' ', '\n']).filter(names).collect();
    assert!(named.len() > 20, "{named:?}");
    for name in named.into_iter().filter(|name| *name != "tests/claims/ID.py") {
        assert!(root.join(name).exists(), "{name}");
    }
}
