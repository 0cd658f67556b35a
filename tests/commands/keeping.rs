//! The library file: no place for it, damage, and the versions to come.

use crate::home::{Home, Ran, TAGGED_PAGE};
use rusqlite::Connection;
use std::fs;

/// Asks one card, answers it, and hands the run over.
#[track_caller]
fn is_asked_and_not_kept(ran: Ran) {
    let ran = ran.ends(0).says("1 of 1").says("1 right (0 slow) · 0 partly · 0 wrong");
    ran.says("answers are not kept: ").warns("note: scores of this run are not kept: ");
}

const ONE: [&str; 6] = ["quiz", "--plain", "--count", "1", "--seed", "1"];

#[test]
fn without_a_home_the_program_asks_and_says_that_scores_are_not_kept() {
    let home = Home::new();
    let call = || home.qbank(ONE).input("3\n3\n").without_env("QBANK_DATA_DIR");
    is_asked_and_not_kept(call().run());
    is_asked_and_not_kept(call().env("HOME", "").run());
    home.qbank(["list"]).without_env("QBANK_DATA_DIR").run().ends(0).says("PY-ASYNC-006").warns("note: scores");
}

#[test]
fn the_library_lies_in_the_data_folder_of_the_home() {
    let home = Home::new();
    let (user, shared) = (home.folder("user"), home.folder("shared"));
    let list = || home.qbank(["list"]).without_env("QBANK_DATA_DIR").env("HOME", &user);
    list().run().ends(0).warns_of_nothing();
    assert!(user.join(".local/share/qbank/library.db").is_file());
    list().env("XDG_DATA_HOME", &shared).run().ends(0).warns_of_nothing();
    assert!(shared.join("qbank/library.db").is_file());
    let named = home.data_dir().join("named");
    list().env("XDG_DATA_HOME", &shared).args(["--data-dir"]).args([&named]).run().ends(0);
    assert!(named.join("library.db").is_file());
}

#[test]
fn where_nothing_can_be_written_the_program_asks_all_the_same() {
    let home = Home::new();
    is_asked_and_not_kept(home.qbank(ONE).input("3\n3\n").env("QBANK_DATA_DIR", "/dev/null/x").run());
    let file = home.file("file", "in the way");
    is_asked_and_not_kept(home.qbank(ONE).input("3\n3\n").env("QBANK_DATA_DIR", file).run());
}

#[test]
fn a_read_only_folder_keeps_no_scores() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let set =
        |mode| fs::set_permissions(home.data_dir(), fs::Permissions::from_mode(mode)).expect("the folder is ours");
    fs::set_permissions(home.library(), fs::Permissions::from_mode(0o444)).expect("the file is ours");
    set(0o555);
    // Permissions do not bind everyone: who can write here in spite of them has nothing to see.
    let bound = fs::write(home.data_dir().join("probe"), "").is_err();
    if bound {
        is_asked_and_not_kept(home.qbank(ONE).input("3\n3\n").run());
    }
    set(0o755);
}

#[test]
fn nothing_is_imported_into_nowhere() {
    let home = Home::new();
    let import = |arguments: &[&str]| {
        home.qbank(["import"]).args(arguments).env("QBANK_DATA_DIR", "/dev/null/x").run().warns("note: scores")
    };
    import(&[TAGGED_PAGE]).ends(1).says_nothing().warns("nothing was imported").warns("--data-dir");
    import(&["--dry-run", TAGGED_PAGE]).ends(0).says("would be added: 3");
}

/// The files in the data folder that a damaged library was kept as.
fn set_aside(home: &Home) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(home.data_dir()).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    let kept = paths.filter(|path| path.to_string_lossy().contains("library.db.damaged-"));
    kept.map(|path| fs::read(path).expect("the file can be read")).collect()
}

#[test]
fn a_damaged_library_is_kept_aside_and_said() {
    for arguments in [&["stats"][..], &["list", "--json"], &ONE, &["import", TAGGED_PAGE]] {
        let home = Home::new();
        fs::create_dir(home.data_dir()).expect("the folder can be made");
        let damaged = b"this was a library once, and is none now".repeat(100);
        fs::write(home.library(), &damaged).expect("the file can be written");
        let ran = home.qbank(arguments).input("3\n3\n").run().ends(0);
        ran.warns("note: the library was damaged and is kept as ").warns("library.db.damaged-");
        assert_eq!(set_aside(&home), [damaged]);
        home.qbank(["stats"]).run().ends(0).warns_of_nothing();
    }
}

#[test]
fn pages_of_rubbish_in_the_middle_are_damage_too() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let mut bytes = fs::read(home.library()).expect("the library is there");
    for companion in ["library.db-wal", "library.db-shm"] {
        assert!(!home.data_dir().join(companion).exists(), "who closes last leaves one file");
    }
    let pages = 4096..bytes.len();
    bytes[pages].fill(0xA5);
    fs::write(home.library(), &bytes).expect("the library can be written");
    home.qbank(["list"]).run().ends(0).says("PY-ASYNC-006").warns("the library was damaged and is kept as");
    assert_eq!(set_aside(&home), [bytes]);
}

#[test]
fn a_library_of_a_newer_version_is_refused_and_left_alone() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    let connection = Connection::open(home.library()).expect("the library is a database");
    connection.pragma_update(None, "user_version", 99).expect("the version can be set");
    connection.close().expect("the library can be closed");
    let before = fs::read(home.library()).expect("the library is there");
    for arguments in [&["stats"][..], &["list", "--json"], &ONE, &["import", TAGGED_PAGE], &["export"]] {
        home.qbank(arguments).input("3\n3\n").run().ends(1).says_nothing().warns("version 99").warns("update qbank");
    }
    assert_eq!(fs::read(home.library()).expect("the library is there"), before);
    assert_eq!(fs::read_dir(home.data_dir()).expect("the folder is there").count(), 1, "nothing beside it");
}

#[test]
fn a_database_of_another_program_is_refused_and_left_alone() {
    let home = Home::new();
    fs::create_dir(home.data_dir()).expect("the folder can be made");
    let connection = Connection::open(home.library()).expect("a database can be made");
    connection.execute_batch("CREATE TABLE recipe (name TEXT)").expect("a table can be made");
    connection.close().expect("it can be closed");
    let before = fs::read(home.library()).expect("the file is there");
    home.qbank(["list"]).run().ends(1).says_nothing().warns("another program");
    assert_eq!(fs::read(home.library()).expect("the file is there"), before);
}

#[test]
fn the_log_is_the_table_of_the_design() {
    let home = Home::with_pages(&[TAGGED_PAGE]);
    home.qbank(["quiz", "--plain", "source:tagged-page", "--seed", "1"]).input("3\n3\nu\n1\nq\n").run().ends(0);
    let connection = Connection::open(home.library()).expect("the library is a database");
    let mut statement = connection
        .prepare("SELECT device, number, utc, offset, kind, source, id, data FROM event ORDER BY number")
        .expect("the log is there");
    let kinds = statement.query_map([], |row| {
        let data: String = row.get("data")?;
        assert!(serde_json::from_str::<serde_json::Value>(&data).is_ok(), "{data}");
        let kind: String = row.get("kind")?;
        // A run is about no card.
        let source = (kind != "run").then(|| "tagged-page".to_owned());
        assert_eq!(row.get::<_, Option<String>>("source")?, source);
        Ok(kind)
    });
    let kinds: Vec<String> = kinds.expect("the log can be read").map(|kind| kind.expect("a kind is text")).collect();
    assert_eq!(kinds, ["run", "attempt", "undo", "attempt", "leave"]);
}
