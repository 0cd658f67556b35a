//! The editor, the clipboard, the mouse and the settings, with the real program.

use crate::home::{Home, TAGGED_PAGE};
use crate::runner::{CONTROL_Z, ENTER, Runner};
use crate::setup;
use rustix::process::Signal;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

const MULCH: [&str; 2] = ["browse", "mulch source:tagged-page"];

/// An editor that does what `commands` say with the file in `$1`.
fn editor(home: &Home, commands: &str) -> PathBuf {
    let path = home.file("editor", format!("#!/bin/sh\n{commands}\n"));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("the file is ours");
    path
}

fn open(home: &Home, commands: &str, arguments: &[&str]) -> Runner {
    let editor = editor(home, commands);
    // What the editor leaves behind goes with the folder.
    let setup = setup(home, arguments).env("TMPDIR", &home.data_dir().to_string_lossy());
    setup.env("EDITOR", &editor.to_string_lossy()).start()
}

#[test]
fn a_card_is_edited_from_the_screen_and_read_on() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let commands = "echo 'in the editor'; read line; sed 's/A layer on top/A cover of straw/' \"$1\" > \"$1.new\"; mv \"$1.new\" \"$1\"";
    let mut runner = open(&home, commands, &MULCH);
    runner.wait_for("What is mulch").press(ENTER).wait_for("A layer on top").press("E").wait_for("in the editor");
    runner.is_given_back().send("\n").wait_until_taken().wait_for("A cover of straw").press("q").ends(0);
    assert_eq!(home.json(["list", "is:edited", "--json"]).as_array().map(Vec::len), Some(1));
}

#[test]
fn what_cannot_be_taken_is_shown_and_edited_again() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let commands = "if [ -e \"$0.once\" ]; then sed -i 's/broken/A cover of straw/' \"$1\"; else touch \"$0.once\"; sed -i 's/^\\([^ ]*\\) What is mulch/OTHER-001 What is mulch/; s/A layer on top/broken/' \"$1\"; fi";
    let mut runner = open(&home, commands, &MULCH);
    runner.wait_for("What is mulch").press(ENTER).wait_for("A layer on top").press("E");
    runner.wait_for("the id must stay").wait_for("edit it again?").send("n\n").wait_until_taken();
    runner.wait_for("is unchanged").wait_for("E opens it").press("q").ends(0);
    assert_eq!(home.json(["list", "is:edited", "--json"]).as_array().map(Vec::len), Some(0));
}

#[test]
fn an_editor_that_fails_changes_nothing_and_says_so() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let mut runner = open(&home, "exit 3", &MULCH);
    runner
        .wait_for("What is mulch")
        .press(ENTER)
        .wait_for("A layer on top")
        .press("E")
        .wait_for("failed (exit status: 3)");
    runner.wait_until_taken().press("q").ends(0);
    let mut runner = setup(&home, &MULCH).env("EDITOR", "/nowhere/editor").start();
    runner
        .wait_for("What is mulch")
        .press(ENTER)
        .wait_for("A layer on top")
        .press("E")
        .wait_for("cannot run the editor");
    runner.press("q").ends(0);
}

#[test]
fn an_editor_has_its_arguments_and_no_shell_reads_them() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let commands = "echo \"<$1> <$2>\"; read line; sed 's/A layer on top/A cover of straw/' \"$3\" > \"$3.new\"; mv \"$3.new\" \"$3\"";
    let folder = home.folder("my editors");
    fs::rename(editor(&home, commands), folder.join("editor")).expect("the folder is there");
    let named = format!("'{}' --wait \"$HOME; *\"", folder.join("editor").display());
    let mut runner = setup(&home, &MULCH).env("EDITOR", &named).start();
    runner.wait_for("What is mulch").press(ENTER).wait_for("A layer on top").press("E").wait_for("<--wait> <$HOME; *>");
    // What is drawn when the editor ends fits the terminal as it is then.
    runner.is_given_back().resize((120, 40)).send("\n").wait_until_taken().wait_for("A cover of straw");
    runner.wait_for("Technology").press("q").ends(0);
}

#[test]
fn what_was_written_is_kept_though_the_editor_fails() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let ids = home.json(["list", "mulch source:tagged-page", "--json"]);
    let id = ids[0]["id"].as_str().expect("an id").to_owned();
    let mut runner = open(&home, "sed -i 's/A layer on top/A cover of straw/' \"$1\"; kill -9 $$", &["edit", &id]);
    runner.ends(1).shows("(signal: 9 (SIGKILL)); nothing was changed; what was written is kept in ");
    let screen = runner.screen().replace('\n', "");
    let path = screen.rsplit("kept in ").next().expect("a path").trim().to_owned();
    assert!(fs::read_to_string(&path).expect("the file is there").contains("A cover of straw"));
    let mut runner = open(&home, "kill -9 $$", &["edit", &id]);
    runner.ends(1).shows("nothing was changed").shows_no("kept in");
}

#[test]
fn time_in_the_editor_is_not_reading_and_control_z_stops_both() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let mut runner = open(&home, "echo 'in the editor'; read line", &["quiz", "mulch source:tagged-page"]);
    runner.wait_for("What is mulch").press("3").wait_for("A layer on top").press("E").wait_for("in the editor");
    runner.is_given_back().press(CONTROL_Z).wait_until_stopped();
    runner.signal_group(Signal::CONT).send("\n").wait_until_taken().wait_for("A layer on top");
    runner.rate("3").wait_for("1 right").press("q").ends(0);
}

#[test]
fn copying_goes_through_the_terminal() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let mut runner = open(&home, "", &MULCH);
    runner.wait_for("What is mulch").press(ENTER).wait_for("A layer on top").press("Y").wait_for("are copied");
    runner.press("q").ends(0);
    let sent = String::from_utf8_lossy(runner.bytes()).into_owned();
    // "What is mulch" in base 64.
    assert!(sent.contains("\u{1b}]52;c;V2hhdCBpcyBtdWxja"), "{sent:?}");
}

/// Presses and lets go at a column and row, counted from one.
fn click(runner: &mut Runner, (column, row): (usize, usize)) {
    runner.send(&format!("\u{1b}[<0;{column};{row}M\u{1b}[<0;{column};{row}m"));
}

#[test]
fn the_mouse_is_taken_only_where_it_is_wanted_and_given_back() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let config = home.file("config.toml", "mouse = true\n");
    let config = config.to_string_lossy();
    for (arguments, variable, wanted) in [
        (&MULCH[..], "", false),
        (&["browse", "mulch source:tagged-page", "--mouse"], "", true),
        (&MULCH, &*config, true),
    ] {
        let mut runner = setup(&home, arguments).env("QBANK_CONFIG", variable).start();
        runner.wait_for("What is mulch");
        let is_on = |runner: &Runner| runner.parser().screen().mouse_protocol_mode() != vt100::MouseProtocolMode::None;
        assert_eq!(is_on(&runner), wanted, "{arguments:?} {variable}");
        if wanted {
            // The key bar has two rows, and its first item begins in the second column.
            click(&mut runner, (2, 23));
            runner.wait_for(" Facts");
            let screen = runner.screen();
            let tabs = |(row, line): (usize, &str)| Some((line[..line.find(" Facts")?].chars().count() + 2, row + 1));
            click(&mut runner, screen.lines().enumerate().find_map(tabs).expect("the card has facts"));
            runner.wait_for("tagged-page-").send("\u{1b}[<65;10;10M");
        }
        runner.press("q").ends(0);
        assert!(!is_on(&runner));
    }
}

#[test]
fn the_settings_have_their_say_and_the_command_line_the_last() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let config = home.file("config.toml", "theme = \"light\"\nascii = true\ncount = 2\nper-card = \"15s\"\n");
    let config = config.to_string_lossy();
    let mut runner = setup(&home, &["quiz", "source:tagged-page"]).env("QBANK_CONFIG", &config).start();
    runner.wait_for("1 of 2").wait_for("of 0:15").press("q").ends(0);
    let sent = String::from_utf8_lossy(runner.bytes()).into_owned();
    assert!(sent.is_ascii() && sent.contains("48;5;231"), "{sent:?}");
    let arguments = ["quiz", "source:tagged-page", "--count", "3", "--per-card", "20s"];
    let mut runner = setup(&home, &arguments).env("QBANK_CONFIG", &config).env("NO_COLOR", "1").start();
    runner.wait_for("1 of 3").wait_for("of 0:20").press("q").ends(0);
    assert!(!String::from_utf8_lossy(runner.bytes()).contains("48;5"), "NO_COLOR is kept");

    let wrong = home.file("wrong.toml", "ascii = true\ncount = 0\n");
    let mut runner = setup(&home, &["browse"]).env("QBANK_CONFIG", &wrong.to_string_lossy()).start();
    runner.ends(1).shows("wrong.toml:2:9: a quiz has 1 to 500 cards");
}
