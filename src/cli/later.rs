//! Arguments that clap hears of only when their command is given: telling it those of all commands is a good part of a start.
//! It must not know which arguments they are.

use clap::builder::Resettable;
use clap::{ArgMatches, Args, Command, Error, FromArgMatches, Id};
use std::ops::Deref;

/// The arguments of one command among many.
#[derive(Debug)]
pub struct Later<T>(pub T);

impl<T> Deref for Later<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Args> Args for Later<T> {
    fn group_id() -> Option<Id> {
        T::group_id()
    }

    fn augment_args(command: Command) -> Command {
        command.defer(|command| as_described(command, T::augment_args))
    }

    fn augment_args_for_update(command: Command) -> Command {
        command.defer(|command| as_described(command, T::augment_args_for_update))
    }
}

impl<T: FromArgMatches> FromArgMatches for Later<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Later<T>, Error> {
        T::from_arg_matches(matches).map(Later)
    }

    fn from_arg_matches_mut(matches: &mut ArgMatches) -> Result<Later<T>, Error> {
        T::from_arg_matches_mut(matches).map(Later)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches(matches)
    }
}

/// The words about a command are those of its list, whatever its arguments say about themselves.
fn as_described(command: Command, augment: fn(Command) -> Command) -> Command {
    let (about, long_about) = (command.get_about().cloned(), command.get_long_about().cloned());
    augment(command).about(Resettable::from(about)).long_about(Resettable::from(long_about))
}

#[cfg(test)]
mod tests {
    use crate::cli::arguments::Arguments;
    use clap::{Command, CommandFactory};

    #[test]
    fn a_command_keeps_its_words_when_its_arguments_are_told() {
        let said = |command: &Command| {
            let words = |one: &Command| (one.get_name().to_owned(), one.get_about().map(ToString::to_string));
            command.get_subcommands().map(words).filter(|(name, _)| name != "help").collect::<Vec<_>>()
        };
        let before = Arguments::command();
        let mut told = Arguments::command();
        told.build();
        assert_eq!(said(&told), said(&before));
        let quiz = told.find_subcommand("quiz").expect("a command");
        assert!(quiz.get_arguments().any(|argument| argument.get_id() == "resume"));
    }
}
