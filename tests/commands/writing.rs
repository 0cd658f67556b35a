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

#[cfg(unix)]
#[test]
fn fmt_writes_plain_lines_into_the_very_file_that_it_read() {
    use std::os::unix::ffi::OsStrExt;
    let home = Home::new();
    let folder = home.folder("pages");
    let file = folder.join(std::ffi::OsStr::from_bytes(b"\xFF.txt"));
    fs::write(&file, format!("\u{FEFF}{}", TIDY.replace('\n', "\r\n"))).expect("the file can be written");
    home.qbank(["fmt"]).args([&folder]).run().ends(0).says(": written anew from line 1");
    assert_eq!(fs::read_to_string(&file).expect("the file is there"), TIDY);
    assert_eq!(fs::read_dir(&folder).expect("the folder is readable").count(), 1);
}

const BLUEPRINT: &str = "id\ttechnology\ttopic\tlevel\tsubject\tfile
GA-SOIL-001\tGarden\tSoil and water\tBeginner\twhat loam is\tdata/garden/soil.txt
GA-SOIL-002\tGarden\tSoil and water\tAdvanced\tdrainage\tdata/garden/soil.txt
GA-SOIL-003\tGarden\tSoil and water\tAdvanced\tlime\tdata/garden/soil.txt
GA-TREE-001\tGarden\tTrees\tBeginner\tgrafting\tdata/garden/trees.txt
";

#[test]
fn new_fills_the_slots_of_a_topic_in_the_order_of_their_ids() {
    let home = Home::new();
    let data = home.folder("bank");
    fs::write(data.join("blueprint.tsv"), BLUEPRINT).expect("the list can be written");
    fs::write(data.join("tags.tsv"), "tag\tmeaning\nsoil\twhat plants stand in\n").expect("the list can be written");
    let new = |topic: &[&str]| home.qbank(["new", "--data"]).args([&data]).args(topic).run();
    let file = data.join("garden/soil.txt");
    let text = || fs::read_to_string(&file).expect("the file is there");
    let heads =
        || text().lines().filter(|line| line.starts_with("GA-SOIL")).map(|l| l[..11].to_owned()).collect::<Vec<_>>();

    // The folder and the file are made; the first line of the file is the card's.
    new(&["soil", "and", "water"])
        .ends(0)
        .says("soil.txt:1: GA-SOIL-001, Beginner: what loam is")
        .says("still: 2 of 3");
    let first = text();
    new(&["Soil and water"]).ends(0).says("GA-SOIL-002, Advanced: drainage");
    // A slot that became free in the middle is the next one, and the cards around it stay as they are.
    let both = text();
    let (_, second) = both.split_at(first.len() + 1);
    fs::write(&file, second.replace("GA-SOIL-002", "GA-SOIL-003")).expect("the file can be written");
    new(&["soil and water"]).ends(0).says("soil.txt:1: GA-SOIL-001");
    new(&["soil and water"]).ends(0).says("GA-SOIL-002").says("still: 0 of 3");
    assert_eq!(heads(), ["GA-SOIL-001", "GA-SOIL-002", "GA-SOIL-003"]);
    let full = text();
    assert!(full.starts_with(&first) && full.ends_with(&second.replace("GA-SOIL-002", "GA-SOIL-003")));

    // What was written is canonical, and every line of it is named until it is written.
    home.qbank(["fmt", "--check"]).args([&file]).run().ends(0).says("1 in canonical form");
    let checked = home.qbank(["check", "--color", "never"]).args([&file]).run().ends(1);
    assert_eq!(checked.stdout.matches("still to be written: ").count(), 3 * 30);
    let key = 1 + full.lines().position(|line| line.starts_with("= FILL IN the right one")).expect("there are options");
    let checked = checked.says(&format!("soil.txt:{key}:1")).says("still to be written: the right one, as long");
    checked.says("write the difficulty as a line of its own");

    new(&["soil and water"]).ends(2).says_nothing().warns("every slot of \"Soil and water\" has its card");
    new(&["soli and water"])
        .ends(2)
        .warns("no topic \"soli and water\" in blueprint.tsv; did you mean \"Soil and water\"?");
    new(&["frost"]).ends(2).warns("the topics are Soil and water, Trees");
    assert_eq!(text(), full);
    home.qbank(["new", "trees", "--data", "/nowhere"]).run().ends(1).warns("--data names the folder of the bank");
}

#[test]
fn new_leaves_a_file_that_it_cannot_read_whole() {
    let home = Home::new();
    let data = home.folder("bank");
    fs::write(data.join("blueprint.tsv"), BLUEPRINT).expect("the list can be written");
    fs::write(data.join("tags.tsv"), "tag\tmeaning\nsoil\twhat plants stand in\n").expect("the list can be written");
    fs::create_dir(data.join("garden")).expect("the folder can be made");
    let file = data.join("garden/trees.txt");
    fs::write(&file, "GA-TREE-001 What?\nGarden · Trees · Beginner\n2/10\n\nAnswer\n\n```\nIt.\n")
        .expect("it can be written");
    home.qbank(["new", "trees", "--data"])
        .args([&data])
        .run()
        .ends(1)
        .warns("trees.txt:1:1: ")
        .warns("mend this first");
}
