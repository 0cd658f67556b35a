//! Words of every language, and that no byte is lost whatever the code.

use super::{Kind, Word, tell_apart};
use Kind::{Comment, Keyword, Name, Number, Plain, Text};
use proptest::prelude::*;

/// Every word with its kind, line after line; that they cover the code is checked here.
#[track_caller]
fn words<'a>(language: &str, source: &'a str) -> Vec<(Kind, &'a str)> {
    let mut told = Vec::new();
    let lines = tell_apart(language, source);
    assert_eq!(lines.len(), source.split('\n').count(), "{language}");
    for (line, words) in source.split('\n').zip(lines) {
        let mut at = 0;
        for Word { bytes, kind } in words {
            told.push((kind, line[at..at + bytes].trim()));
            at += bytes;
        }
        assert_eq!(at, line.len(), "every byte of {line:?} is in a word");
    }
    told
}

#[track_caller]
fn check(language: &str, source: &str, expected: &[(Kind, &str)]) {
    let told = words(language, source);
    for word in expected {
        assert!(told.contains(word), "{language}: no {word:?} among {told:?}");
    }
}

#[test]
fn the_words_of_each_language_are_told_apart() {
    check(
        "python",
        "@cache\ndef add(x):  # sum\n    return x + 12 if x is not None else f'no {x}'",
        &[
            (Name, "@cache"),
            (Keyword, "def"),
            (Name, "add"),
            (Comment, "# sum"),
            (Keyword, "return"),
            (Number, "12"),
            (Number, "None"),
            (Text, "f'no {x}'"),
        ],
    );
    check(
        "rust",
        "fn main<'a>() { let x: u8 = 1_0; // one\n println!(\"a\\\"\"); 'b'; r#\"c\"d\"#; HashMap::new() }",
        &[
            (Keyword, "fn"),
            (Name, "main"),
            (Keyword, "let"),
            (Number, "1_0"),
            (Comment, "// one"),
            (Name, "println"),
            (Text, "\"a\\\"\""),
            (Text, "'b'"),
            (Text, "r#\"c\"d\"#"),
            (Name, "HashMap"),
        ],
    );
    check(
        "sql",
        "SELECT count(*) from card WHERE id = 7 -- one\n AND x = 'it''s' /* b\nc */",
        &[
            (Keyword, "SELECT"),
            (Name, "count"),
            (Keyword, "from"),
            (Number, "7"),
            (Comment, "-- one"),
            (Text, "'it''s'"),
            (Comment, "/* b"),
            (Comment, "c */"),
        ],
    );
    check(
        "javascript",
        "const f = async () => { return `a\n${1}` } // x",
        &[(Keyword, "const"), (Keyword, "async"), (Text, "`a"), (Text, "${1}`"), (Comment, "// x")],
    );
    check("typescript", "interface A { b: string }", &[(Keyword, "interface"), (Name, "A"), (Keyword, "string")]);
    check(
        "java",
        "public class Bed { int b = 1; /* c */ }",
        &[(Keyword, "class"), (Name, "Bed"), (Comment, "/* c */")],
    );
    check(
        "go",
        "func main() { x := \"a\"; y := nil }",
        &[(Keyword, "func"), (Name, "main"), (Text, "\"a\""), (Number, "nil")],
    );
    check(
        "bash",
        "for x in $# \"b $x\"; do echo ${a}; done # c",
        &[(Keyword, "for"), (Text, "\"b $x\""), (Keyword, "done"), (Comment, "# c")],
    );
    check(
        "json",
        "{\"key\": [1, \"text\", true]}",
        &[(Name, "\"key\""), (Number, "1"), (Text, "\"text\""), (Number, "true")],
    );
    check(
        "yaml",
        "key: 1 # a\n- other-key: 'b'\n  url: http://c#d",
        &[(Name, "key"), (Number, "1"), (Comment, "# a"), (Name, "other-key"), (Text, "'b'"), (Name, "url")],
    );
    check("toml", "[a]\nb = \"c\" # d", &[(Text, "\"c\""), (Comment, "# d")]);
    check(
        "c++",
        "#include <x>\nint f() { return nullptr; }",
        &[(Name, "#include"), (Keyword, "int"), (Number, "nullptr")],
    );
}

#[test]
fn keywords_of_one_place_are_names_elsewhere() {
    check("python", "match = re.match(x)\nmatch x:\n    case 1: pass", &[(Keyword, "match"), (Keyword, "case")]);
    assert!(words("python", "type = a.in_, b.class").iter().all(|(kind, _)| *kind == Plain));
    assert!(!words("rust", "it's a 'lifetime").iter().any(|(kind, _)| *kind == Text));
}

#[test]
fn a_string_may_run_over_lines_or_end_with_its_own() {
    check("python", "x = \"\"\"a\n# b\n\"\"\"\ny = 1", &[(Text, "# b"), (Number, "1")]);
    check("python", "x = 'never closed\ny = 1", &[(Text, "'never closed"), (Number, "1")]);
    check("python", "'a\\'b' # c", &[(Text, "'a\\'b'"), (Comment, "# c")]);
}

#[test]
fn numbers_end_where_they_end() {
    check("rust", "1..9", &[(Number, "1"), (Plain, ".."), (Number, "9")]);
    check("python", "1.5e-3+x2", &[(Number, "1.5e-3"), (Plain, "+x2")]);
    check("c", "0xFFe-1", &[(Number, "0xFFe")]);
}

#[test]
fn a_language_has_several_names_and_none_is_plain() {
    for name in ["py", "Python", "rs", "js", "ts", "sh", "shell", "yml", "golang", "postgresql", "C++"] {
        assert_eq!(tell_apart(name, "x").len(), 1, "{name}");
    }
    for name in ["", "text", "no such language"] {
        assert_eq!(tell_apart(name, "x"), Vec::<Vec<Word>>::new(), "{name}");
    }
    assert!(tell_apart("python", &"x\n".repeat(100_000)).is_empty(), "too much to read");
}

proptest! {
    #[test]
    fn any_text_is_covered_in_any_language(
        language in prop::sample::select(vec!["python", "rust", "sql", "js", "ts", "java", "go", "c", "sh", "json", "yaml", "toml"]),
        source in "([a-z_]{0,3}|[0-9.eE+-]{1,3}|[\"'`\\\\#/*:@$!-]|r#\"|\"#|def |\\PC|\n| ){0,60}",
    ) {
        words(language, &source);
    }
}
