//! The person's own editor, run on a text. It must not know what the text says.

use anyhow::{Context, Result, bail};
use std::env;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

/// A text on its way through an editor. The file goes with it, unless it is kept.
#[derive(Debug)]
pub struct Draft {
    file: tempfile::NamedTempFile,
}

impl Draft {
    /// A file of this text, whose name ends with `name`.
    ///
    /// # Errors
    /// When no file can be written in the folder for temporary files.
    pub fn new(name: &str, text: &str) -> Result<Draft> {
        let plain: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        let mut file = tempfile::Builder::new()
            .prefix("qbank-")
            .suffix(&format!("-{plain}.txt"))
            .tempfile()
            .context("cannot write a file for the editor")?;
        file.write_all(text.as_bytes()).and_then(|()| file.flush()).context("cannot write a file for the editor")?;
        Ok(Draft { file })
    }

    /// Waits for the editor, and gives the text as it is then. The editor is `$VISUAL`, else `$EDITOR`, else `vi`; words after
    /// its name are its arguments. No shell reads them: quotes hold words with blanks together, and nothing else has a meaning.
    ///
    /// # Errors
    /// When the editor cannot be run or fails, or what it left is no text.
    pub fn edit(&self) -> Result<String> {
        let named = |name: &str| env::var(name).ok().filter(|value| !value.trim().is_empty());
        let editor = named("VISUAL").or_else(|| named("EDITOR")).unwrap_or_else(|| "vi".to_owned());
        let words = words(&editor);
        let Some((program, arguments)) = words.split_first() else { bail!("EDITOR names no editor") };
        let status = Command::new(program)
            .args(arguments)
            .arg(self.file.path())
            .status()
            .with_context(|| format!("cannot run the editor {program}; EDITOR names another"))?;
        if !status.success() {
            bail!("the editor {program} failed ({status}); nothing was changed");
        }
        self.text()
    }

    /// # Errors
    /// When the editor took the file away, or left what is no text.
    pub fn text(&self) -> Result<String> {
        // Many editors write a new file over the old name, so that the open one is not what they left.
        fs::read_to_string(self.file.path()).context("the editor left no text; nothing was changed")
    }

    /// Leaves the file where it is, for nothing that was written may be lost.
    ///
    /// # Errors
    /// When the file has gone.
    pub fn keep(self) -> Result<PathBuf> {
        let (_, path) = self.file.keep().context("the text is lost: its file has gone")?;
        Ok(path)
    }
}

/// The words of a command: blanks part them, except within single or double quotes.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let (mut word, mut quote) = (None::<String>, None);
    for character in command.chars() {
        match quote {
            Some(open) if character == open => quote = None,
            None if ['"', '\''].contains(&character) => {
                quote = Some(character);
                // Quotes with nothing between them are a word too.
                word.get_or_insert_default();
            }
            None if character.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(character),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::words;

    #[track_caller]
    fn check(command: &str, expected: &[&str]) {
        assert_eq!(words(command), expected, "{command}");
    }

    #[test]
    fn blanks_part_words_and_quotes_hold_them_together() {
        check("vi", &["vi"]);
        check(" code  --wait\t-n ", &["code", "--wait", "-n"]);
        check("'/opt/my editor/ed' -x", &["/opt/my editor/ed", "-x"]);
        check("emacs --eval \"(say 'hi')\"", &["emacs", "--eval", "(say 'hi')"]);
        check("ed --name='a b'c ''", &["ed", "--name=a bc", ""]);
        check("ed 'open to the end ", &["ed", "open to the end "]);
        check("ed $HOME; rm *", &["ed", "$HOME;", "rm", "*"]);
        check("", &[]);
    }
}
