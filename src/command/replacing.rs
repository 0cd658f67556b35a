//! A file's text replaced by another, whole or not at all. It must not know what the text says.

use anyhow::{Context, Result};
use std::fs;
use std::io::Write;
use std::path::Path;

/// Writes a text beside the file and then puts it in the file's place, with the file's rights; a link stays one. A file that
/// is not there is made, with its folder.
///
/// # Errors
/// When the text cannot be written; the file is then as it was.
pub fn replace(path: &Path, text: &str) -> Result<()> {
    let context = || format!("cannot write {}", path.display());
    let target = if path.exists() { path.canonicalize().with_context(context)? } else { path.to_owned() };
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).with_context(context)?;
    let mut builder = tempfile::Builder::new();
    let old = fs::metadata(&target).ok();
    // What no file says yet is up to the person's own mask, as for any new file.
    let rights = old.map(|old| old.permissions()).or_else(new_file_rights);
    if let Some(rights) = rights.clone() {
        builder.permissions(rights);
    }
    let mut file = builder.prefix(".qbank-").tempfile_in(folder).with_context(context)?;
    file.write_all(text.as_bytes()).and_then(|()| file.as_file().sync_all()).with_context(context)?;
    if let Some(rights) = rights.filter(|_| target.exists()) {
        file.as_file().set_permissions(rights).with_context(context)?;
    }
    file.persist(&target).with_context(context)?;
    Ok(())
}

#[cfg(unix)]
fn new_file_rights() -> Option<fs::Permissions> {
    Some(std::os::unix::fs::PermissionsExt::from_mode(0o666))
}

#[cfg(not(unix))]
fn new_file_rights() -> Option<fs::Permissions> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_replaced_file_keeps_its_rights_and_its_links() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().expect("a folder can be made");
        let (file, link) = (folder.path().join("page.txt"), folder.path().join("link.txt"));
        fs::write(&file, "old").expect("the file can be written");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("the rights can be set");
        symlink(&file, &link).expect("a link can be made");
        replace(&link, "new").expect("the file is replaced");
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&file).expect("the file is there"), "new");
        assert_eq!(fs::metadata(&file).expect("the file is there").permissions().mode() & 0o777, 0o640);
        let names = fs::read_dir(folder.path()).expect("the folder is readable").count();
        assert_eq!(names, 2, "nothing is left beside them");
    }

    #[test]
    fn a_file_that_is_not_there_is_made_with_its_folder() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let file = folder.path().join("area").join("page.txt");
        replace(&file, "new").expect("the file is made");
        assert_eq!(fs::read_to_string(&file).expect("the file is there"), "new");
    }
}
