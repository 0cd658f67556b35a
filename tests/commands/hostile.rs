//! Text that would act on a terminal: it goes in by a page, a bank, a name or an argument, and never comes out as it was.

use crate::home::Home;
use serde_json::json;

/// Escapes, controls old and new, and marks that turn the text around.
const HOSTILE: &str = "\u{1b}[31m \u{1b}]0;title\u{7} \u{9b}31m \u{90}q\u{9c} \u{202e}turned\u{202c} \u{2066}x\u{2069} \u{200f}\u{61c} \u{8}\u{7f}";

fn page() -> String {
    format!(
        "Py\u{1b}[31m\u{202e}\u{9b}thonBeginner\n\nWhat is {HOSTILE} for?\n\nAnswer\n\nIt is {HOSTILE} for nothing.\n\nPythonBeginner\n\nHas {HOSTILE} no answer?\n"
    )
}

#[test]
fn a_hostile_page_stays_harmless_in_every_command() {
    let home = Home::new();
    let path = home.file("h\u{1b}[31m\u{202e}.txt", page());
    let path = [path.as_os_str()];
    home.qbank(["check"]).args(path).run().ends(0).stays_harmless();
    home.qbank(["check", "--json"]).args(path).run().ends(0).stays_harmless();
    home.qbank(["quiz", "--plain", "--bank"]).args(path).input("0\nm\n1\nq\n").run().ends(0).stays_harmless();
    home.qbank(["import", "--dry-run"]).args(path).run().ends(0).stays_harmless();
    home.qbank(["import", "--json"]).args(path).run().ends(0).stays_harmless();
    home.qbank(["import"]).args(path).run().ends(0).stays_harmless();
    home.qbank(["import", "--source", HOSTILE]).args(path).run().stays_harmless();

    let list = home.json(["list", "--json", "-source:qbank"]);
    assert!(list[0]["question"].as_str().is_some_and(|question| question.contains("\u{9b}31m \u{90}q")), "{list}");
    home.qbank(["quiz", "--plain", "-source:qbank"]).input("3\nm\n1\n3\nm\n1\n").run().ends(0).stays_harmless();
    let id = list[0]["id"].as_str().expect("an id is a string");
    for arguments in [
        &["list"][..],
        &["list", "--json"],
        &["list", "is:unanswered"],
        &["tags"],
        &["tags", "--json"],
        &["search", "nothing"],
        &["search", "--json", "nothing"],
        &["stats"],
        &["stats", "--json"],
        &["show", id],
        &["show", "--json", id],
        &["export"],
    ] {
        home.qbank(arguments).run().ends(0).stays_harmless();
    }
}

#[test]
fn a_hostile_bank_stays_harmless_and_unchanged() {
    let home = Home::new();
    let card = json!({
        "id": HOSTILE, "source": format!("s{HOSTILE}"), "question": HOSTILE, "answer": HOSTILE, "technology": HOSTILE,
        "topic": HOSTILE, "tags": [HOSTILE], "key_points": [{"must": true, "text": HOSTILE}], "explanation": HOSTILE,
        "code": [{"name": "a", "language": HOSTILE, "source": HOSTILE, "output": HOSTILE}],
        "mistakes": [{"claim": HOSTILE, "correction": HOSTILE}], "follow_ups": [{"question": HOSTILE, "answer": HOSTILE}],
        "checked": HOSTILE, "sources": [HOSTILE], "applies": [HOSTILE]
    });
    let bank = json!({"schema": 1, "name": HOSTILE, "cards": [card]}).to_string();
    home.qbank(["import", "-"]).input(&bank).run().ends(0).stays_harmless();
    home.qbank(["show", HOSTILE]).run().ends(0).stays_harmless();
    home.qbank(["list", "-source:qbank"]).run().ends(0).stays_harmless();
    home.qbank(["tags"]).run().ends(0).stays_harmless();
    home.qbank(["quiz", "--plain", "-source:qbank"]).input("0\nm\na\n\nq\n").run().ends(0).stays_harmless();
    home.qbank(["stats"]).run().ends(0).stays_harmless();
    let exported = home.qbank(["export", "-source:qbank"]).run().ends(0).stays_harmless();
    assert_eq!(exported.json()["cards"], json!([card]));
}

#[test]
fn a_hostile_argument_stays_harmless() {
    let home = Home::new();
    let named = |prefix: &str| format!("{prefix}{HOSTILE}");
    for arguments in [
        vec![named("")],
        vec![named("--")],
        vec!["list".to_owned(), named("")],
        vec!["list".to_owned(), named("tag:")],
        vec!["list".to_owned(), named("python level:")],
        vec!["list".to_owned(), named("source:")],
        vec!["list".to_owned(), named("x:")],
        vec!["list".to_owned(), "--color".to_owned(), named("")],
        vec!["list".to_owned(), "--data-dir".to_owned(), named("/dev/null/")],
        vec!["search".to_owned(), named("")],
        vec!["show".to_owned(), named("")],
        vec!["show".to_owned(), named("a:")],
        vec!["import".to_owned(), named("")],
        vec!["import".to_owned(), "--set".to_owned(), named("level="), "x".to_owned()],
        vec!["import".to_owned(), "--set".to_owned(), named(""), "x".to_owned()],
        vec!["check".to_owned(), named("")],
        vec!["quiz".to_owned(), "--plain".to_owned(), named("")],
        vec!["quiz".to_owned(), "--time".to_owned(), named("")],
        vec!["quiz".to_owned(), "--plain".to_owned(), "--bank".to_owned(), named("")],
    ] {
        let ran = home.qbank(&arguments).run().stays_harmless();
        assert!(!ran.stdout.is_empty() || !ran.stderr.is_empty(), "{arguments:?}");
    }
}
