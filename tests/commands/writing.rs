//! The writer's tools: files brought into canonical form, and empty cards for free slots.

use crate::home::{Home, MODEL_CARD};
use std::fs;

const UNTIDY: &str = "PY-A-001 What is it?\nPython · Names · Beginner\n2/10\nANSWER\n\nA thing.\n\n\n% kept\nWith a name.\n\
                      \nID: PY-A-001 · Difficulty: 2/10 · Level: Beginner\n";
const TIDY: &str = "PY-A-001 What is it?\nPython · Names · Beginner\n2/10\n\nAnswer\n\nA thing.\n\n% kept\nWith a name.\n\
                    \nID: PY-A-001 · Difficulty: 2/10 · Level: Beginner\n";

#[test]
fn fmt_writes_what_is_untidy_and_leaves_what_is_wrong() {
    let home = Home::new();
    let folder = home.folder("pages");
    let wrong = "PY-A-002 What is it?\nPython · Names · Beginner\n2/10\n\nAnswer\n\nA.\n\nAnwser\n\nB.\n";
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).expect("the file can be written");
    let read = |name: &str| fs::read_to_string(folder.join(name)).expect("the file is there");
    write("a.txt", UNTIDY);
    write("b.txt", wrong);
    write("c.txt", &fs::read_to_string(MODEL_CARD).expect("the fixture is there"));

    let counts = "1 in canonical form · 1 to be written anew · 1 left as they are";
    let checked = home.qbank(["fmt", "--check"]).args([&folder]).run().ends(1).says(counts);
    checked.says("a.txt:4: not in canonical form from here").warns_of_nothing();
    assert_eq!((read("a.txt").as_str(), read("b.txt").as_str()), (UNTIDY, wrong));

    let written = home.qbank(["fmt"]).args([&folder]).run().ends(1).says("a.txt: written anew from line 4");
    written.says("b.txt:9:1").says("\"Anwser\" is no known label").says("b.txt: left as it is; mend it first");
    assert_eq!((read("a.txt").as_str(), read("b.txt").as_str()), (TIDY, wrong));

    fs::remove_file(folder.join("b.txt")).expect("the file can be removed");
    let counts = "2 in canonical form · 0 to be written anew · 0 left as they are";
    home.qbank(["fmt", "--check"]).args([&folder]).run().ends(0).says(counts);
    home.qbank(["fmt", "-"]).run().ends(2).says_nothing().warns("name a file or a folder");
}
