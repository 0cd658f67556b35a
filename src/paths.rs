//! Where the program keeps what is the user's. It must not know what is kept there.

use etcetera::BaseStrategy;
use etcetera::base_strategy::Xdg;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Names the data folder, where `--data-dir` does not.
pub const DATA_DIR_VARIABLE: &str = "QBANK_DATA_DIR";

/// Names the file of settings.
pub const CONFIG_VARIABLE: &str = "QBANK_CONFIG";

/// The file of settings: the one that `QBANK_CONFIG` names, else `config.toml` in `qbank` in the XDG config folder. `None`
/// where there is no home to have one in.
pub fn config_file() -> Option<PathBuf> {
    if let Some(file) = env::var_os(CONFIG_VARIABLE).filter(|file| !file.is_empty()) {
        return Some(PathBuf::from(file));
    }
    Some(xdg()?.config_dir().join("qbank").join("config.toml"))
}

/// The data folder: the one named on the command line, else in `QBANK_DATA_DIR`, else `qbank` in the XDG data folder.
/// `None` where there is no home to keep anything in.
pub fn data_dir(named: Option<&Path>) -> Option<PathBuf> {
    choose(named, env::var_os(DATA_DIR_VARIABLE), || Some(xdg()?.data_dir()))
}

/// Without HOME the account's own folder would be guessed; services and containers have none that is theirs to fill.
fn xdg() -> Option<Xdg> {
    env::var_os("HOME").filter(|home| !home.is_empty())?;
    Xdg::new().ok()
}

fn choose(
    named: Option<&Path>,
    variable: Option<OsString>,
    shared: impl FnOnce() -> Option<PathBuf>,
) -> Option<PathBuf> {
    named
        .map(Path::to_owned)
        .or_else(|| variable.filter(|folder| !folder.is_empty()).map(PathBuf::from))
        .or_else(|| Some(shared()?.join("qbank")))
}

#[cfg(test)]
mod tests {
    use super::choose;
    use std::path::{Path, PathBuf};

    #[track_caller]
    fn check(named: Option<&str>, variable: Option<&str>, shared: Option<&str>, expected: Option<&str>) {
        let chosen = choose(named.map(Path::new), variable.map(Into::into), || shared.map(PathBuf::from));
        assert_eq!(chosen, expected.map(PathBuf::from));
    }

    #[test]
    fn the_command_line_wins_over_the_variable_and_that_over_the_home() {
        check(Some("/a"), Some("/b"), Some("/home/u/.local/share"), Some("/a"));
        check(None, Some("/b"), Some("/home/u/.local/share"), Some("/b"));
        check(None, Some(""), Some("/home/u/.local/share"), Some("/home/u/.local/share/qbank"));
        check(None, None, None, None);
    }
}
