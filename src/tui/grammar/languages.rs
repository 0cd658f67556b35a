//! The languages that cards are written in: their words, quotes and comments. It must not hold any rule.

/// What the words of a language look like.
#[derive(Debug)]
pub struct Language {
    /// As fences call it, in lower case.
    names: &'static [&'static str],
    /// With blanks between them, as all lists of words here.
    pub keywords: &'static str,
    /// Keywords only where they begin a statement.
    pub openers: &'static str,
    /// Values that the language names.
    pub constants: &'static str,
    /// Keywords that a name of its own follows.
    pub defining: &'static str,
    pub line_comments: &'static [&'static str],
    pub block_comment: Option<(&'static str, &'static str)>,
    /// A comment begins a line or follows a blank.
    pub comments_stand_apart: bool,
    /// The longer ones first.
    pub quotes: &'static [Quote],
    /// Letters that may stand before a quote.
    pub prefixes: &'static [&'static str],
    /// Signs that make the word after them a name.
    pub sigils: &'static str,
    /// Keywords are the same in capitals.
    pub any_case: bool,
    /// Words that begin with a capital are types.
    pub has_types: bool,
    /// A string before a colon is a key.
    pub has_keys: bool,
    /// Words before a colon are a key.
    pub has_bare_keys: bool,
}

/// How strings begin and end.
#[derive(Debug)]
pub struct Quote {
    pub open: &'static str,
    pub close: &'static str,
    /// A backslash takes the next character as it is.
    pub escapes: bool,
    pub many_lines: bool,
    /// Without an end on its line it is no string, and it holds one character.
    pub must_close: bool,
}

const fn quote(both: &'static str) -> Quote {
    Quote { open: both, close: both, escapes: true, many_lines: false, must_close: false }
}

const fn block(both: &'static str) -> Quote {
    Quote { many_lines: true, ..quote(both) }
}

const fn raw(open: &'static str, close: &'static str) -> Quote {
    Quote { open, close, escapes: false, many_lines: true, must_close: false }
}

const DOUBLE: Quote = quote("\"");
const SINGLE: Quote = quote("'");
const CHARACTER: Quote = Quote { must_close: true, ..SINGLE };

const NONE: Language = Language {
    names: &[],
    keywords: "",
    openers: "",
    constants: "",
    defining: "",
    line_comments: &[],
    block_comment: None,
    comments_stand_apart: false,
    quotes: &[],
    prefixes: &[],
    sigils: "",
    any_case: false,
    has_types: false,
    has_keys: false,
    has_bare_keys: false,
};

/// Languages that look like C: `//`, `/* */`, double quotes and characters.
const LIKE_C: Language = Language {
    constants: "true false null",
    line_comments: &["//"],
    block_comment: Some(("/*", "*/")),
    quotes: &[DOUBLE, CHARACTER],
    has_types: true,
    ..NONE
};

const PYTHON: Language = Language {
    names: &["python", "py", "python3", "pycon", "ipython"],
    keywords: "and as assert async await break class continue def del elif else except finally for from global if \
        import in is lambda nonlocal not or pass raise return try while with yield",
    openers: "match case type",
    constants: "True False None NotImplemented Ellipsis",
    defining: "def class",
    line_comments: &["#"],
    quotes: &[block("\"\"\""), block("'''"), DOUBLE, SINGLE],
    prefixes: &["rb", "br", "fr", "rf", "r", "b", "f", "u", "t"],
    sigils: "@",
    has_types: true,
    ..NONE
};

const RUST: Language = Language {
    names: &["rust", "rs"],
    keywords: "as async await break const continue crate dyn else enum extern fn for if impl in let loop match mod \
        move mut pub ref return self Self static struct super trait type unsafe use where while bool char \
        str u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64",
    constants: "true false",
    defining: "fn struct enum trait mod type macro_rules",
    quotes: &[raw("r#\"", "\"#"), raw("r\"", "\""), block("\""), CHARACTER],
    prefixes: &["br", "b", "c"],
    ..LIKE_C
};

const SQL: Language = Language {
    names: &["sql", "postgresql", "postgres", "mysql", "sqlite", "plpgsql", "tsql"],
    keywords: "add all alter analyze and any as asc begin between by case check commit concurrently conflict \
        constraint create cross current database default delete desc distinct do drop else end except exists \
        explain fetch filter first for foreign from full grant group having if in index inner insert \
        intersect into is isolation join key last lateral left level like limit lock materialized natural \
        not nothing nulls offset on only or order outer over partition primary recursive references \
        returning right rollback row rows savepoint select set share skip table then to transaction truncate \
        trigger union unique update using values view when where window with int integer bigint text varchar \
        boolean date timestamp numeric serial uuid jsonb",
    constants: "true false null",
    line_comments: &["--"],
    block_comment: Some(("/*", "*/")),
    quotes: &[raw("'", "'"), raw("\"", "\""), raw("`", "`")],
    any_case: true,
    ..NONE
};

const JAVASCRIPT: Language = Language {
    names: &["javascript", "js", "jsx", "mjs", "node"],
    keywords: "async await break case catch class const continue debugger default delete do else export extends \
        finally for from function if import in instanceof let new of return static super switch this throw \
        try typeof var void while with yield",
    constants: "true false null undefined NaN Infinity",
    defining: "function class",
    quotes: &[DOUBLE, SINGLE, block("`")],
    sigils: "@",
    ..LIKE_C
};

const TYPESCRIPT: Language = Language {
    names: &["typescript", "ts", "tsx"],
    keywords: "abstract any as async await boolean break case catch class const continue declare default delete do \
        else enum export extends finally for from function if implements import in infer instanceof \
        interface is keyof let namespace never new number of private protected public readonly return \
        satisfies static string super switch this throw try type typeof unknown var void while yield",
    defining: "function class interface type enum namespace",
    ..JAVASCRIPT
};

const JAVA: Language = Language {
    names: &["java", "kotlin", "kt"],
    keywords: "abstract assert boolean break byte case catch char class continue default do double else enum \
        extends final finally float for fun if implements import in instanceof int interface is long native \
        new object override package permits private protected public record return sealed short static super \
        switch synchronized this throw throws transient try val var void volatile when while yield",
    defining: "class interface enum record fun",
    quotes: &[block("\"\"\""), DOUBLE, CHARACTER],
    sigils: "@",
    ..LIKE_C
};

const GO: Language = Language {
    names: &["go", "golang"],
    keywords: "any bool break byte case chan const continue default defer else error fallthrough float64 for func \
        go goto if import int int64 interface map package range return rune select string struct switch type \
        uint uint64 var",
    constants: "true false nil iota",
    defining: "func type",
    quotes: &[DOUBLE, raw("`", "`"), CHARACTER],
    ..LIKE_C
};

const C: Language = Language {
    names: &["c", "h", "cpp", "c++", "cc", "hpp", "cs", "c#", "csharp"],
    keywords: "auto bool break case catch char class const constexpr continue default delete do double else enum \
        extern float for foreach friend goto if inline int long namespace new noexcept operator override \
        private protected public return short signed sizeof static struct switch template this throw try \
        typedef typename union unsigned using var virtual void volatile while async await",
    constants: "true false null nullptr NULL",
    defining: "class struct enum namespace",
    sigils: "#",
    ..LIKE_C
};

const SHELL: Language = Language {
    names: &["shell", "bash", "sh", "zsh", "console", "dockerfile", "docker", "makefile"],
    keywords: "case do done elif else esac export fi for function if in local readonly return select set then until \
        while FROM RUN COPY CMD ENTRYPOINT ENV WORKDIR ARG EXPOSE USER",
    constants: "true false",
    defining: "function",
    line_comments: &["#"],
    comments_stand_apart: true,
    quotes: &[block("\""), raw("'", "'")],
    sigils: "$",
    ..NONE
};

const JSON: Language = Language {
    names: &["json", "jsonc", "json5"],
    constants: "true false null",
    line_comments: &["//"],
    block_comment: Some(("/*", "*/")),
    quotes: &[DOUBLE],
    has_keys: true,
    ..NONE
};

const YAML: Language = Language {
    names: &["yaml", "yml"],
    constants: "true false null yes no on off",
    line_comments: &["#"],
    comments_stand_apart: true,
    quotes: &[DOUBLE, Quote { escapes: false, ..SINGLE }],
    sigils: "&*!",
    has_keys: true,
    has_bare_keys: true,
    ..NONE
};

const TOML: Language = Language {
    names: &["toml", "ini", "cfg", "conf"],
    constants: "true false",
    line_comments: &["#", ";"],
    comments_stand_apart: true,
    quotes: &[block("\"\"\""), DOUBLE, Quote { escapes: false, ..SINGLE }],
    ..NONE
};

static LANGUAGES: [Language; 12] = [PYTHON, RUST, SQL, JAVASCRIPT, TYPESCRIPT, JAVA, GO, C, SHELL, JSON, YAML, TOML];

/// The language that a fence calls by this name, in any case.
pub fn language(name: &str) -> Option<&'static Language> {
    let name = name.to_lowercase();
    LANGUAGES.iter().find(|language| language.names.contains(&name.as_str()))
}
