//! A place of its own for each test: a data folder, pages of questions, and the real program run without a terminal.

// Each test program uses a part of this.
#![allow(dead_code)]

use serde_json::Value;
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_qbank");

/// Three cards without key points: one of each level.
pub const TAGGED_PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/tagged-page.txt");
/// Two cards, four follow-ups.
pub const LABELLED_PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/labelled-page.txt");
/// One card with every section; four of its key points are must points, lettered a to d.
pub const MODEL_CARD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/model-card.txt");

/// A folder that is gone after the test. The program sees of the environment only what is set here.
pub struct Home {
    folder: TempDir,
}

impl Home {
    pub fn new() -> Home {
        Home { folder: tempfile::tempdir().expect("a temporary folder can be made") }
    }

    /// With these pages imported.
    #[track_caller]
    pub fn with_pages(pages: &[&str]) -> Home {
        let home = Home::new();
        home.qbank(["import"]).args(pages).run().ends(0);
        home
    }

    pub fn data_dir(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub fn library(&self) -> PathBuf {
        self.data_dir().join("library.db")
    }

    /// Writes a file beside the data folder.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, content).expect("the file can be written");
        path
    }

    pub fn folder(&self, name: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::create_dir(&path).expect("the folder can be made");
        path
    }

    pub fn variables(&self) -> BTreeMap<OsString, OsString> {
        let own = [("QBANK_DATA_DIR", self.data_dir().into_os_string()), ("TERM", "xterm-256color".into())];
        let mut variables: BTreeMap<_, _> = own.into_iter().map(|(name, value)| (name.into(), value)).collect();
        variables.extend(std::env::var_os("PATH").map(|path| ("PATH".into(), path)));
        variables
    }

    pub fn qbank<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Call {
        let arguments = arguments.into_iter().map(|argument| argument.as_ref().to_owned()).collect();
        Call { arguments, variables: self.variables(), input: Vec::new() }
    }

    /// What a command prints as JSON.
    #[track_caller]
    pub fn json<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Value {
        self.qbank(arguments).run().ends(0).json()
    }

    /// The number of answers that count.
    #[track_caller]
    pub fn attempts(&self) -> u64 {
        self.json(["stats", "--json"])["attempts"].as_u64().expect("attempts is a number")
    }
}

/// One call of the program, about to be made.
pub struct Call {
    arguments: Vec<OsString>,
    variables: BTreeMap<OsString, OsString>,
    input: Vec<u8>,
}

impl Call {
    pub fn args<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Call {
        self.arguments.extend(arguments.into_iter().map(|argument| argument.as_ref().to_owned()));
        self
    }

    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Call {
        self.variables.insert(name.into(), value.as_ref().to_owned());
        self
    }

    pub fn without_env(mut self, name: &str) -> Call {
        self.variables.remove(OsStr::new(name));
        self
    }

    pub fn input(mut self, input: impl AsRef<[u8]>) -> Call {
        self.input = input.as_ref().to_owned();
        self
    }

    fn command(&self) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(&self.arguments).env_clear().envs(&self.variables);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub fn start(self) -> Started {
        let mut child = self.command().spawn().expect("the program starts");
        let mut stdin = child.stdin.take().expect("stdin is a pipe");
        // Who does not read its input may be gone already. All input of these tests fits into the pipe.
        let _ = stdin.write_all(&self.input);
        Started { child, call: format!("qbank {:?}", self.arguments) }
    }

    pub fn run(self) -> Ran {
        self.start().wait()
    }

    /// Runs it with a stdout that nobody reads.
    pub fn run_unread(self) -> Ran {
        let (reader, writer) = std::io::pipe().expect("there is a pipe left");
        drop(reader);
        let mut child = self.command().stdout(writer).spawn().expect("the program starts");
        let _ = child.stdin.take().expect("stdin is a pipe").write_all(&self.input);
        Started { child, call: format!("qbank {:?} | true", self.arguments) }.wait()
    }
}

/// A call on its way.
pub struct Started {
    child: Child,
    call: String,
}

impl Started {
    pub fn wait(self) -> Ran {
        let output = self.child.wait_with_output().expect("the program ends");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the output is UTF-8");
        let (stdout, stderr) = (text(output.stdout), text(output.stderr));
        Ran { call: self.call, code: output.status.code(), stdout, stderr }
    }
}

/// A call that ended.
pub struct Ran {
    call: String,
    code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    #[track_caller]
    fn hold(&self, fact: bool, claim: &str) {
        let Ran { call, code, stdout, stderr } = self;
        assert!(fact, "{claim}\n{call}\nexit code {code:?}\nstdout: {stdout}\nstderr: {stderr}");
    }

    #[track_caller]
    pub fn ends(self, code: i32) -> Ran {
        self.hold(self.code == Some(code), &format!("the exit code is {code}"));
        self
    }

    /// Stdout holds this.
    #[track_caller]
    pub fn says(self, text: &str) -> Ran {
        self.hold(self.stdout.contains(text), &format!("stdout holds {text:?}"));
        self
    }

    /// Stderr holds this.
    #[track_caller]
    pub fn warns(self, text: &str) -> Ran {
        self.hold(self.stderr.contains(text), &format!("stderr holds {text:?}"));
        self
    }

    /// Nothing is on stdout.
    #[track_caller]
    pub fn says_nothing(self) -> Ran {
        self.hold(self.stdout.is_empty(), "stdout is empty");
        self
    }

    /// Nothing is on stderr.
    #[track_caller]
    pub fn warns_of_nothing(self) -> Ran {
        self.hold(self.stderr.is_empty(), "stderr is empty");
        self
    }

    /// Neither stream holds a character that a terminal would obey, line breaks aside.
    #[track_caller]
    pub fn stays_harmless(self) -> Ran {
        let obeyed = |character: &char| {
            let turns = ['\u{200E}', '\u{200F}', '\u{061C}'].contains(character)
                || ('\u{202A}'..='\u{202E}').contains(character)
                || ('\u{2066}'..='\u{2069}').contains(character);
            turns || character.is_control() && *character != '\n'
        };
        let found: Vec<char> = self.stdout.chars().chain(self.stderr.chars()).filter(obeyed).collect();
        self.hold(found.is_empty(), &format!("no character is obeyed: {found:?}"));
        self
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        let read = serde_json::from_str(&self.stdout);
        self.hold(read.is_ok(), "stdout is JSON");
        read.unwrap_or_default()
    }
}
