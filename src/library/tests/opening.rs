use super::{TODAY, attempt, bank, cards, install, key, noon};
use crate::library::open::FILE;
use crate::library::{Arrival, Library, Opened};
use crate::study::event::Verdict;
use rusqlite::Connection;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn open(folder: &Path) -> Opened {
    Library::open(Some(folder), noon(TODAY)).expect("a library")
}

fn answers(library: &Library) -> usize {
    library.attempts(&Default::default(), TODAY).expect("a readable log").len()
}

/// A library with one card and one answer.
fn answered(folder: &Path) {
    let mut library = open(folder).library;
    install(&mut library, &bank("pages", cards(&["A-1"])), Arrival::Page);
    library.append(&key("pages", "A-1"), attempt(Verdict::Right), noon(TODAY)).expect("an event");
}

#[test]
fn a_library_is_made_where_there_is_none_and_found_again() {
    let folder = folder();
    let deep = folder.path().join("not/yet/there");
    assert_eq!(open(&deep).notices, Vec::<String>::new());
    answered(&deep);
    let opened = open(&deep);
    assert_eq!((answers(&opened.library), opened.library.keeps_scores(), opened.notices.len()), (1, true, 0));
    assert!(deep.join(FILE).exists());
}

#[test]
fn an_answer_is_on_disk_when_its_writer_is_killed() {
    let folder = folder();
    let mut library = open(folder.path()).library;
    install(&mut library, &bank("pages", cards(&["A-1"])), Arrival::Page);
    library.append(&key("pages", "A-1"), attempt(Verdict::Right), noon(TODAY)).expect("an event");
    // A killed process closes nothing and checkpoints nothing: its files stay as they are at this instant.
    let left = self::folder();
    for file in fs::read_dir(folder.path()).expect("files") {
        let file = file.expect("a file").path();
        fs::copy(&file, left.path().join(file.file_name().expect("a name"))).expect("a copy");
    }
    assert_eq!(answers(&open(left.path()).library), 1);
    drop(library);
}

#[test]
fn a_file_that_is_no_database_is_kept_aside_and_never_overwritten() {
    let folder = folder();
    for (round, suffix) in [("first", ""), ("second", "-2")] {
        let garbage = format!("{round}: {}", "not a database at all. ".repeat(100));
        fs::write(folder.path().join(FILE), &garbage).expect("a file");
        let opened = open(folder.path());
        let aside = folder.path().join(format!("{FILE}.damaged-20241004T120000Z{suffix}"));
        assert_eq!(fs::read_to_string(&aside).expect("the damaged file"), garbage);
        assert!(opened.notices[0].contains(&aside.display().to_string()), "{:?}", opened.notices);
        assert_eq!((answers(&opened.library), opened.library.keeps_scores()), (0, true));
    }
}

#[test]
fn a_file_that_lost_its_end_is_kept_aside() {
    let folder = folder();
    answered(folder.path());
    let path = folder.path().join(FILE);
    let bytes = fs::read(&path).expect("a library");
    fs::write(&path, &bytes[..bytes.len() / 2]).expect("half a library");
    let opened = open(folder.path());
    assert_eq!((answers(&opened.library), opened.notices.len()), (0, 1));
    answered(folder.path());
    assert_eq!(answers(&open(folder.path()).library), 1);
}

#[test]
fn a_newer_library_is_refused_and_left_as_it_is() {
    let folder = folder();
    answered(folder.path());
    let connection = Connection::open(folder.path().join(FILE)).expect("a database");
    connection.pragma_update(None, "user_version", 99).expect("a newer version");
    drop(connection);
    let error = Library::open(Some(folder.path()), noon(TODAY)).expect_err("a newer library");
    assert!(format!("{error:#}").contains("version 99, this qbank reads up to 5; update qbank"), "{error:#}");
    let connection = Connection::open(folder.path().join(FILE)).expect("a database");
    let events: u32 = connection.query_row("SELECT count(*) FROM event", [], |row| row.get(0)).expect("the log");
    assert_eq!(events, 1);
    let files = fs::read_dir(folder.path()).expect("files");
    assert!(!files.flatten().any(|file| file.file_name().to_string_lossy().contains("damaged")));
}

#[test]
fn the_database_of_another_program_is_refused() {
    let folder = folder();
    let connection = Connection::open(folder.path().join(FILE)).expect("a database");
    connection.execute_batch("CREATE TABLE recipe (name TEXT)").expect("a table");
    drop(connection);
    let error = Library::open(Some(folder.path()), noon(TODAY)).expect_err("a foreign database");
    assert!(format!("{error:#}").contains("another program"), "{error:#}");
}

#[test]
fn without_a_place_to_write_the_library_lives_in_memory_and_says_so() {
    let folder = folder();
    fs::write(folder.path().join("file"), "no folder").expect("a file");
    let under_a_file = folder.path().join("file/data");
    for place in [None, Some(under_a_file.as_path())] {
        let Opened { mut library, notices } = Library::open(place, noon(TODAY)).expect("a library");
        assert!(!library.keeps_scores());
        assert!(notices[0].starts_with("scores of this run are not kept: "), "{notices:?}");
        install(&mut library, &bank("pages", cards(&["A-1"])), Arrival::Page);
        library.append(&key("pages", "A-1"), attempt(Verdict::Right), noon(TODAY)).expect("an event");
        assert_eq!(answers(&library), 1);
    }
}

#[cfg(unix)]
#[test]
fn a_library_that_may_only_be_read_is_left_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    answered(folder.path());
    let path = folder.path().join(FILE);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("permissions");
    if fs::OpenOptions::new().write(true).open(&path).is_ok() {
        // The superuser writes everywhere: nothing to see here.
        return;
    }
    let opened = open(folder.path());
    assert!(!opened.library.keeps_scores());
    assert_eq!(opened.notices.len(), 1);
}

#[test]
fn two_at_once_lose_nothing() {
    const EACH: usize = 40;
    let folder = folder();
    let write = |id: &str| {
        let mut library = open(folder.path()).library;
        library.ensure_shipped("h", || br#"{"schema": 1, "name": "qbank", "cards": []}"#).expect("a bank");
        for _ in 0..EACH {
            library.append(&key("pages", id), attempt(Verdict::Right), noon(TODAY)).expect("an event");
        }
    };
    std::thread::scope(|scope| {
        for id in ["A", "B", "C"] {
            scope.spawn(move || write(id));
        }
    });
    let library = open(folder.path()).library;
    for id in ["A", "B", "C"] {
        assert_eq!(library.events(&key("pages", id)).expect("events").len(), EACH, "{id}");
    }
}
