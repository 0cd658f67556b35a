//! What a single line looks like: a heading, an item of a list, furniture. It must not know the lines around it.

/// Longer lines are text.
const HEADING_WORDS: usize = 16;

/// A heading's words, without the signs that some pages put before them.
pub fn heading(line: &str) -> &str {
    line.trim_start_matches('#').trim_start()
}

/// A few words that begin like a sentence and do not end like one.
pub fn is_heading(line: &str) -> bool {
    if line.starts_with('#') {
        let level = line.len() - heading(line).len();
        return line.starts_with("# ") || (2..=7).contains(&level) && !heading(line).is_empty();
    }
    let begins = line.trim_start_matches(['"', '“', '\'', '‘', '¿', '(']);
    let starts_anew = begins.starts_with(|first: char| first.is_alphanumeric() && !first.is_lowercase());
    let is_open = !line.ends_with(['.', '!', ';', ':', ',', '…', '”', '"']);
    let is_one_sentence = !line.contains(". ") && !line.contains("! ");
    let words = line.split_whitespace().take(HEADING_WORDS + 1).count();
    starts_anew && is_open && is_one_sentence && words <= HEADING_WORDS && line.len() <= 160
}

/// What every site puts around its texts: dates, alternative texts of images, names of links.
pub fn is_furniture(line: &str) -> bool {
    const LINES: [&str; 18] = [
        "advertisement",
        "author",
        "avatar",
        "comments",
        "contents",
        "home",
        "log in",
        "menu",
        "read more",
        "related posts",
        "share",
        "sign up",
        "skip to content",
        "skip to main content",
        "source",
        "source link",
        "subscribe",
        "table of contents",
    ];
    const STARTS: [&str; 8] =
        ["updated", "last updated", "published", "posted", "written by", "reviewed by", "by ", "©"];
    if line.len() > 60 {
        return false;
    }
    let line = line.to_lowercase();
    let words = line.split_whitespace().count();
    LINES.contains(&line.as_str())
        || words <= 6 && STARTS.iter().any(|start| line.starts_with(start))
        || words <= 4 && (line.ends_with("min read") || line.ends_with("minutes read"))
}

/// The number of an item, and its text.
pub fn item(line: &str) -> Option<(Option<usize>, &str)> {
    const BULLETS: [char; 9] = ['•', '◦', '‣', '▪', '●', '·', '-', '*', '–'];
    let (mark, text) = line.split_once(' ')?;
    let text = text.trim_start();
    let mut characters = mark.chars();
    if let (Some(bullet), None) = (characters.next(), characters.next())
        && BULLETS.contains(&bullet)
    {
        return Some((None, text));
    }
    let digits = mark.strip_suffix(['.', ')'])?;
    let is_number = (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| (digits.parse().ok(), text))
}

/// Words in quotation marks from the first to the last, or a quoted line of another page.
pub fn is_quote(line: &str) -> bool {
    if line.starts_with("> ") {
        return true;
    }
    [('“', '”'), ('"', '"'), ('«', '»')].into_iter().any(|(open, close)| {
        line.strip_prefix(open)
            .is_some_and(|inside| inside.find(close).is_some_and(|end| end + close.len_utf8() == inside.len()))
    })
}

/// A row of a table that lost its columns: it ends no sentence, and begins like a cell.
pub fn is_row(line: &str) -> bool {
    const ROW_WORDS: usize = 30;
    !line.ends_with(['.', '!', '?', ':', ';', ','])
        && !line.starts_with(char::is_lowercase)
        && (2..=ROW_WORDS).contains(&line.split_whitespace().take(ROW_WORDS + 1).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(is: fn(&str) -> bool, yes: &[&str], no: &[&str]) {
        for line in yes {
            assert!(is(line), "{line:?}");
        }
        for line in no {
            assert!(!is(line), "{line:?}");
        }
    }

    #[test]
    fn lines_are_told_by_their_shape() {
        let text = "Roses need sun and a soil that drains well and somebody who cuts them back every year in March";
        check(
            is_heading,
            &["Pruning in Winter", "Roses: Are They Hard?", "## Soil", "10 Questions (and More)"],
            &["Roses need sun.", "Dear Ann,", "these are not", text, "Roses. And more", "Try this:", "#", "#!/bin/sh"],
        );
        check(
            is_furniture,
            &["Updated", "Updated on 5 May", "Source link", "By Ann Field", "5 min read"],
            &["Bylaws of a Garden Club", "Sources of Water"],
        );
        check(is_quote, &["“A rose is a rose.”", "\"Dig.\"", "> Dig."], &["“Dig” is a word.", "\"Dig\" and \"sow\""]);
        check(is_row, &["Rose Sun Yes", "Ivy Shade No (never)"], &["Rose", "Ivy likes shade.", "and so on it goes"]);
    }

    #[test]
    fn an_item_is_a_mark_and_a_text() {
        assert_eq!(item("• Dig a bed"), Some((None, "Dig a bed")));
        assert_eq!(item("10. Dig a bed"), Some((Some(10), "Dig a bed")));
        assert_eq!(item("*args are peas"), None);
        assert_eq!(item("1990. A good year"), None);
        assert_eq!(item("3.5 metres"), None);
    }
}
