//! The command line as clap reads it. It must not know what is done with it.

use super::completing;
use super::later::Later;
use crate::config::{Config, MOST_CARDS, MOST_MINUTES};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::engine::ArgValueCandidates;
use std::path::PathBuf;

/// Interview questions in the terminal: a question bank, timed quizzes, scores that stay yours.
#[derive(Debug, Parser)]
#[command(name = "qbank", version, max_term_width = 100)]
pub struct Arguments {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Debug, Args)]
pub struct Global {
    /// Keep the library in this folder [default: qbank in the XDG data folder; QBANK_DATA_DIR names another]
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// Draw with plain ASCII characters
    #[arg(long, global = true)]
    pub ascii: bool,
    /// Take clicks and the wheel on the screens; Shift then selects text
    #[arg(long, global = true)]
    pub mouse: bool,
    /// Fix the shuffle: the same number gives the same order
    #[arg(long, global = true, value_name = "N")]
    pub seed: Option<u64>,
    /// What the settings say, where the command line says nothing.
    #[arg(skip)]
    pub config: Config,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Ask questions, judge the answers, keep the score
    Quiz(Later<Quiz>),
    /// Ask what is due today, and some new cards
    Review(Later<Review>),
    /// Look through questions and answers
    Browse(Later<Browse>),
    /// List cards
    List(Later<List>),
    /// Print cards whole
    Show(Later<Show>),
    /// Show what cards can be chosen by, with counts
    Tags(Later<List>),
    /// Find cards and notes by their words
    Search(Later<Search>),
    /// Show scores
    Stats(Later<List>),
    /// Show how ready you are, and what belongs to each day until the interview
    Plan(Later<Plan>),
    /// Take pages of questions, or banks, into the library
    Import(Later<Import>),
    /// Write cards as a bank
    Export(Later<Export>),
    /// Report on pages of questions: what is found, what is wrong, what to do
    Check(Later<Check>),
    /// Bring files of labelled cards into canonical form
    Fmt(Later<Fmt>),
    /// Write an empty card for the next free slot of a topic
    New(Later<New>),
    /// Change a card of the library in your editor; what its page says stays beside it
    Edit(Later<Edit>),
    /// Print the script that lets a shell complete commands, options and names of your library
    Completions(Later<Completions>),
    /// Write the manual pages
    Man(Later<Man>),
    /// Take back the last answer, and say which it was
    Undo(Later<Undo>),
}

/// Which cards. The flags are shorthand for parts of the query.
#[derive(Debug, Args)]
pub struct Selection {
    /// Which cards: words, "phrases", key:value (tag technology topic level difficulty source id is has), -not, or
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// beginner, intermediate, advanced; >=intermediate; several with commas
    #[arg(long, value_name = "LEVEL", help_heading = "Which cards", add = ArgValueCandidates::new(completing::levels))]
    pub level: Vec<String>,
    #[arg(long, value_name = "NAME", help_heading = "Which cards", add = ArgValueCandidates::new(completing::technologies))]
    pub technology: Vec<String>,
    #[arg(long, value_name = "NAME", help_heading = "Which cards", add = ArgValueCandidates::new(completing::topics))]
    pub topic: Vec<String>,
    /// Given again, all tags must hold
    #[arg(long, value_name = "TAG", help_heading = "Which cards", add = ArgValueCandidates::new(completing::tags))]
    pub tag: Vec<String>,
    /// qbank, or the name of an imported page
    #[arg(long, value_name = "NAME", help_heading = "Which cards", add = ArgValueCandidates::new(completing::sources))]
    pub source: Vec<String>,
    /// 1 to 10; 4..7; >=6
    #[arg(long, value_name = "N", help_heading = "Which cards")]
    pub difficulty: Vec<String>,
    /// Seen before and due today
    #[arg(long, help_heading = "Which cards")]
    pub due: bool,
    /// Not answered yet
    #[arg(long, help_heading = "Which cards")]
    pub new: bool,
    /// Missed, and not right since
    #[arg(long, help_heading = "Which cards")]
    pub missed: bool,
    /// Flagged by you
    #[arg(long, help_heading = "Which cards")]
    pub flagged: bool,
}

#[derive(Debug, Args)]
pub struct Quiz {
    #[command(flatten)]
    pub selection: Selection,
    /// How cards are asked: said aloud, chosen from options, code whose output is predicted, typed; or each card in the
    /// hardest way that you are ready for
    #[arg(long, value_name = "MODE", default_value = "mixed")]
    pub mode: Mode,
    /// At most so many cards [default: 20, or what config.toml says]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_CARDS)))]
    pub count: Option<u32>,
    /// End after so much answering: 15m, 90s, 1h (the card on screen is finished)
    #[arg(long, value_name = "TIME", value_parser = crate::duration::milliseconds)]
    pub time: Option<u64>,
    /// The target for one answer: beyond it an answer is slow [default: 60s, or what config.toml says]
    #[arg(long, value_name = "TIME", value_parser = crate::duration::milliseconds)]
    pub per_card: Option<u64>,
    /// Time that runs out ends the question
    #[arg(long)]
    pub strict: bool,
    /// Which cards come first
    #[arg(long, value_name = "ORDER", default_value = "mixed")]
    pub order: Order,
    /// Practise without recording anything
    #[arg(long)]
    pub no_save: bool,
    /// Line by line, for pipes and screen readers
    #[arg(long)]
    pub plain: bool,
    /// Go on with the run that was left last: the same cards, the same clock
    #[arg(long, conflicts_with_all = ["no_save", "query", "level", "technology", "topic", "tag",
        "source", "difficulty", "due", "new", "missed", "flagged"])]
    pub resume: bool,
    /// Ask from this page or bank, without importing it; with --resume, where the page of that run is now
    #[arg(long, value_name = "FILE")]
    pub bank: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Mode {
    Recall,
    Choice,
    Predict,
    Typed,
    Mixed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Order {
    Mixed,
    Due,
    Weak,
    Hard,
    Easy,
    Random,
}

#[derive(Debug, Args)]
pub struct Review {
    #[command(flatten)]
    pub selection: Selection,
    /// At most so many cards, the weakest first
    #[arg(long, default_value_t = 40, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=500))]
    pub count: u32,
    /// At most so many new cards a day [default: 10]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=500))]
    pub new_a_day: Option<u32>,
    /// End after so much answering: 15m, 90s, 1h (the card on screen is finished)
    #[arg(long, value_name = "TIME", value_parser = crate::duration::milliseconds)]
    pub time: Option<u64>,
    /// The target for one answer: beyond it an answer is slow [default: 60s]
    #[arg(long, value_name = "TIME", value_parser = crate::duration::milliseconds)]
    pub per_card: Option<u64>,
    /// Time that runs out ends the question
    #[arg(long)]
    pub strict: bool,
    /// Practise without recording anything
    #[arg(long)]
    pub no_save: bool,
    /// Line by line, for pipes and screen readers
    #[arg(long)]
    pub plain: bool,
}

#[derive(Debug, Args)]
pub struct Browse {
    #[command(flatten)]
    pub selection: Selection,
}

#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    pub selection: Selection,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Show {
    /// Ids, or SOURCE:ID
    #[arg(required = true, value_name = "ID", add = ArgValueCandidates::new(completing::ids))]
    pub ids: Vec<String>,
    /// Print a JSON bank
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Search {
    /// Any text
    #[arg(required = true, value_name = "WORDS")]
    pub words: Vec<String>,
    /// At most so many hits
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub limit: usize,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Import {
    /// Pages (text) and banks (JSON), folders of pages, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub paths: Vec<PathBuf>,
    /// The source of the cards [default: the file's name]
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// Read the pages in this layout, whatever they look like
    #[arg(long, value_name = "NAME")]
    pub layout: Option<Layout>,
    /// Fill in what a page does not say: technology, topic, level, difficulty
    #[arg(long, value_name = "KEY=VALUE")]
    pub set: Vec<String>,
    /// Tag every card
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,
    /// Say what would be done, and do nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print the report as JSON
    #[arg(long)]
    pub json: bool,
}

/// One way in which a page holds questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Layout {
    Labelled,
    Tagged,
    Stripped,
    Article,
}

#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    pub selection: Selection,
    /// The format
    #[arg(long, value_name = "FORMAT", default_value = "json")]
    pub to: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Json,
}

#[derive(Debug, Args)]
pub struct Check {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Read the pages in this layout, whatever they look like
    #[arg(long, value_name = "NAME")]
    pub layout: Option<Layout>,
    /// A folder of pages that no card may copy from
    #[arg(long, value_name = "DIR")]
    pub against: Option<PathBuf>,
    /// Print the report as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Plan {
    #[command(flatten)]
    pub selection: Selection,
    /// Plan with so many minutes a day [default: 30, or what config.toml says]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_MINUTES)))]
    pub minutes: Option<u32>,
    /// Print it as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Fmt {
    /// Files, or folders with all their .txt
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Write nothing: say which files are not in canonical form, and end with 1 if any is not
    #[arg(long)]
    pub check: bool,
}

#[derive(Debug, Args)]
pub struct New {
    /// The topic as blueprint.tsv has it, in any case
    #[arg(required = true, value_name = "TOPIC")]
    pub topic: Vec<String>,
    /// The folder of the bank's files, with blueprint.tsv and tags.tsv
    #[arg(long, value_name = "DIR", default_value = "data")]
    pub data: PathBuf,
}

#[derive(Debug, Args)]
pub struct Edit {
    /// An id, or SOURCE:ID
    #[arg(value_name = "ID", add = ArgValueCandidates::new(completing::ids))]
    pub id: String,
    /// Go back to what the page says
    #[arg(long)]
    pub revert: bool,
}

#[derive(Debug, Args)]
pub struct Completions {
    pub shell: Shell,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
    Powershell,
    Elvish,
}

impl Shell {
    pub fn name(self) -> &'static str {
        match self {
            Shell::Bash => "bash",
            Shell::Zsh => "zsh",
            Shell::Fish => "fish",
            Shell::Powershell => "powershell",
            Shell::Elvish => "elvish",
        }
    }
}

#[derive(Debug, Args)]
pub struct Man {
    /// The folder to write them to
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

#[derive(Debug, Args)]
pub struct Undo {
    /// Take back so many answers, the last one first
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub count: u32,
}
