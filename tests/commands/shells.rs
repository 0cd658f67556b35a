//! What shells and `man` are given.

use crate::home::{Home, PROGRAM, TAGGED_PAGE};
use std::fs;
use std::path::Path;
use std::process::Command;

const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "elvish"];

#[test]
fn every_shell_has_a_script_that_asks_us() {
    let home = Home::new();
    for shell in SHELLS {
        let ran = home.qbank(["completions", shell]).run().ends(0);
        assert!(ran.stdout.contains("QBANK_COMPLETE"), "{shell}");
    }
    home.qbank(["completions", "tcsh"]).run().ends(2);
    assert!(!home.library().exists(), "a shell that starts makes no library");
}

/// What bash offers for the last of the words.
fn offered(home: &Home, words: &[&str]) -> Vec<String> {
    let script = format!(
        "source <(qbank completions bash); COMP_WORDS=({}); COMP_CWORD={}; \
         _clap_complete_qbank qbank {:?}; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        words.iter().map(|word| format!("'{word}'")).collect::<Vec<String>>().join(" "),
        words.len() - 1,
        words[words.len() - 1],
    );
    let folder = Path::new(PROGRAM).parent().expect("the program lies in a folder");
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
    let mut bash = Command::new("bash");
    let output = bash.args(["-c", &script]).env_clear().envs(home.variables()).env("PATH", path).output();
    let output = output.expect("bash runs");
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn bash_completes_commands_options_and_the_names_of_the_library() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    for (words, expected) in [
        (&["qbank", "comp"][..], &["completions"][..]),
        (&["qbank", "quiz", "--per"], &["--per-card"]),
        (&["qbank", "quiz", "--level", "be"], &["beginner"]),
        (&["qbank", "list", "--technology", "Gar"], &["Gardening"]),
        (&["qbank", "quiz", "--source", "tag"], &["tagged-page"]),
        (&["qbank", "list", "--tag", "asyn"], &["asyncio"]),
        (&["qbank", "completions", "f"], &["fish"]),
        (&["qbank", "list", "--tag", "no such tag"], &[]),
    ] {
        assert_eq!(offered(&home, words), expected, "{words:?}");
    }
    let ids = offered(&home, &["qbank", "show", "tagged-page-"]);
    assert_eq!(ids.len(), 3, "{ids:?}");
    assert_eq!(offered(&Home::new(), &["qbank", "show", "PY"]), Vec::<String>::new(), "without a library no names");
}

#[test]
fn there_is_a_manual_page_for_every_command() {
    let home = Home::new();
    let folder = home.folder("man");
    home.qbank(["man"]).args([folder.join("below")]).run().ends(0);
    let read = |name: &str| fs::read_to_string(folder.join("below").join(name)).expect("the page is there");
    assert!(read("qbank.1").contains(".TH qbank 1"));
    for (page, word) in [("qbank-quiz.1", "per\\-card"), ("qbank-import.1", "dry\\-run"), ("qbank-man.1", "DIR")] {
        assert!(read(page).contains(word), "{page} lacks {word}");
    }
    home.qbank(["man"]).args([home.file("file", "").join("below")]).run().ends(1);
}
