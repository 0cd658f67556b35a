//! What the five pages got wrong: each of the 56 points has a card that gets it right, part by part.

#[path = "support/bank.rs"]
mod bank;

use qbank::parse::print::print;
use std::collections::BTreeSet;

/// A point of the list of errors, a card that was read and found right about it, and words of that card which say so.
const RIGHT: &[(usize, &str, &str)] = &[
    (1, "PY-FUNC-005", "View function mapping is overwriting an existing endpoint function: wrapper"),
    (1, "PY-FUNC-005", "A 422 response that asks for two query parameters"),
    (2, "BE-API-004", "removed in httpx 0.28; pass transport=ASGITransport(app=app)"),
    (2, "BE-API-004", "TestClient itself asks for the package httpx2 by now"),
    (3, "PY-CONC-002", "officially supported, though not the default, since 3.14 (PEP 779)"),
    (3, "PY-CONC-002", "each subinterpreter can have its own GIL (PEP 684)"),
    (3, "PY-CONC-005", "Since 3.15 abi3t (PEP 803) offers a stable ABI"),
    (3, "PY-VM-004", "concurrent.interpreters"),
    (3, "PY-CONC-002", "The free-threaded build (PEP 703) was experimental in 3.13"),
    (4, "PY-CONC-002", "the imaging library releases the GIL inside its C code"),
    (5, "PY-PKG-003", "PathFinder, the only one that reads sys.path"),
    (
        5,
        "PY-PKG-003",
        "\"coverage.py measures lines through import hooks\" -- it uses a trace function or sys.monitoring",
    ),
    (
        5,
        "PY-PKG-003",
        "That list names the script's directory, PYTHONPATH, the standard library and site-packages, in this order",
    ),
    (6, "PY-CONT-004", "Iteration follows insertion order, guaranteed since 3.7"),
    (7, "ML-MODEL-005", "DBSCAN has no predict for new rows; KMeans has"),
    (7, "ML-MODEL-003", "LabelEncoder is for the target as well; features take OrdinalEncoder or OneHotEncoder"),
    (7, "ML-MODEL-002", "RandomForestRegressor all features by default; no class is called RandomForest"),
    (8, "ML-OPS-003", "TorchScript is deprecated in favour of torch.export"),
    (9, "BE-DB-006", "PyMongo with AsyncMongoClient, not Motor"),
    (9, "BE-DB-006", "MongoDB has had multi-document ACID transactions since 4.0"),
    (9, "BE-DB-006", "SQLAlchemy with psycopg 3 or asyncpg serves SQL"),
    (10, "PY-ASYNC-001", "An await gives way only if the awaited thing is not ready"),
    (10, "PY-ASYNC-002", "asyncio has no file I/O of its own"),
    (10, "PY-ASYNC-006", "One thread removes parallel execution, not interleaving"),
    (10, "PY-CONC-001", "tens of thousands of open connections"),
    (11, "PY-CONT-001", "Django's INSTALLED_APPS and ALLOWED_HOSTS have been lists since 1.9"),
    (12, "BE-API-005", "app(scope, receive, send)"),
    (12, "BE-API-005", "dispatch(request, call_next)"),
    (13, "PY-FUNC-005", "Some decorators register or mark the function and return it unchanged"),
    (13, "PY-FUNC-005", "a dataclass decorator takes a class"),
    (13, "PY-FUNC-005", "a marker such as pytest.mark.parametrize sets an attribute"),
    (14, "PY-CONT-001", "A tuple is hashable, and so a dict key, only if its items are"),
    (14, "PY-NAME-005", "they must be hashable; plain instances are mutable and qualify, by identity"),
    (15, "PY-VM-001", "Imported modules are cached as .pyc files in __pycache__, the script itself is not"),
    (15, "PY-VM-005", "experimental and off by default up to 3.15"),
    (
        15,
        "PY-VM-001",
        "Since 3.11 the loop replaces instructions that it sees often by versions specialised for the types at hand",
    ),
    (16, "PY-FLOW-001", "A for loop has no condition"),
    (16, "PY-FLOW-001", "except: pass swallows the error, whichever word follows it"),
    (16, "PY-FLOW-001", "In an except block at the end of a loop body, pass and continue come to the same result"),
    (16, "PY-FLOW-001", "break leaves the innermost loop at once, and the loop's else block is not run either"),
    (17, "PY-FLOW-002", "By how much depends on the values and the version"),
    (17, "PY-FLOW-002", "= log.debug(\"state %s\", state)"),
    (17, "PY-FLOW-009", "A t-string gives a Template object, not a finished str"),
    (18, "PY-PKG-001", "from pkg import * takes __all__, or else the public names of __init__.py"),
    (18, "PY-PKG-001", "A directory without __init__.py can be imported as a namespace package"),
    (19, "PY-ITER-005", "A return statement inside a generator ends it"),
    (19, "PY-ITER-001", "a single paused frame, some 200 bytes since 3.11"),
    (19, "PY-IO-001", "usually larger than on disk, because each Python object has its own header"),
    (
        20,
        "PY-EXC-001",
        "finally is not run when the process is killed, when os._exit is called, or when the power fails",
    ),
    (20, "PY-EXC-001", "A return in finally throws the exception away; a SyntaxWarning since 3.14"),
    (20, "PY-EXC-001", "Since 3.11 there is also except*, which handles the parts of an exception group"),
    (21, "PY-NAME-001", "Since 3.8 the compiler warns about is with a literal"),
    (21, "PY-NAME-001", "Which values are reused is an implementation detail that differs between versions"),
    (21, "PY-NAME-007", "Its range was -5 to 256 for many years, and in 3.15 it ends at 1024"),
    (21, "PY-NAME-007", "It compares two references in a single step, and calls neither id() nor any method"),
    (22, "PY-FLOW-006", "A comprehension is bytecode like any other code, not a C loop"),
    (22, "PY-FLOW-006", "since 3.12 it also runs inline without a hidden function"),
    (23, "PY-IO-001", "the default depended on the platform before 3.15"),
    (24, "PY-TEST-001", "files called test_*.py or *_test.py"),
    (24, "BE-API-004", "Replace dependencies through app.dependency_overrides"),
    (24, "BE-API-004", "a real test database in a transaction that is rolled back"),
    (24, "BE-API-004", "Call the application in-process through TestClient"),
    (25, "PY-EXC-003", "it cleans up and lets them go on, and that is the right default"),
    (26, "DS-FRAME-004", "String methods on an object column loop in Python too"),
    (26, "DS-FRAME-004", "In pandas 3 the default str dtype can run many of them in Arrow"),
    (26, "DS-FRAME-004", "Calling applymap in pandas 3 -- it was deprecated in 2.1 and is gone"),
    (27, "PY-ALGO-008", "for a million items log n is about twenty, and constants decide"),
    (28, "PY-CONC-004", "Linux: forkserver is the default since 3.14"),
    (29, "BE-API-002", "A def endpoint runs in a thread pool"),
    (30, "PY-VM-001", "C, C++, Rust or Fortran code underneath does the heavy arithmetic"),
    (30, "PY-VM-001", "Whether a program is interpreted depends on the implementation, not on the language"),
    (31, "PY-NAME-003", "Numbers, strings, functions and classes come back as they are"),
    (31, "PY-NAME-003", "Locks, files and sockets cannot be deep-copied"),
    (32, "PY-PKG-002", "It reuses an installed interpreter and that interpreter's standard library"),
    (32, "PY-PKG-002", ".venv\\Scripts\\python.exe on Windows"),
    (32, "PY-PKG-002", "3.2 has had no security fixes since April 2024 and 4.2 none since April 2026"),
    (32, "PY-PKG-002", "uv venv makes one of the same kind"),
    (
        33,
        "PY-MEM-002",
        "Releases 3.14.0 to 3.14.4 used an incremental collector; 3.14.5 and 3.15 returned to generations",
    ),
    (33, "PY-MEM-002", "Since 3.12 some objects, None and small integers among them, are immortal"),
    (33, "PY-CONC-005", "uses biased counting"),
    (34, "PY-MEM-004", "Building an object pool as a cure -- a pool holds on to objects by design"),
    (34, "PY-MEM-004", "it is no longer maintained; use tracemalloc or memray"),
    (35, "PY-OBJ-004", "A data descriptor, having __set__ or __delete__, beats the instance dict"),
    (35, "PY-OBJ-004", "In SQLAlchemy, User.name is an InstrumentedAttribute"),
    (35, "PY-OBJ-004", "For obj.name, object.__getattribute__ first searches the MRO of type(obj)"),
    (36, "PY-PERF-001", "It is no call tree"),
    (36, "PY-PERF-001", "from 3.15 the module is profiling.tracing"),
    (36, "PY-VM-004", "a sampling profiler comes with the library"),
    (36, "PY-PERF-002", "From 3.15 the library has one: profiling.sampling, called Tachyon"),
    (36, "PY-OBJ-005", "It saves memory where many instances exist"),
    (37, "BE-SVC-004", "each service validates the token and its audience again"),
    (38, "PY-OBJ-005", "A base class without __slots__ brings the __dict__ back"),
    (38, "PY-OBJ-005", "The gain depends on the version"),
    (38, "PY-OBJ-005", "dataclass(slots=True) writes them for you, from 3.10"),
    (39, "PY-VM-001", "nobody can source the share, and NASA is an agency"),
    (39, "IV-CRAFT-001", "tables that give each topic a percentage are guesses"),
    (40, "PY-FLOW-004", "xrange was the lazy one of Python 2 and is gone in Python 3"),
    (40, "PY-CONT-008", "insert(0, x) and pop(0) have no such luck, since they shift everything"),
    (40, "PY-CONT-008", "Amortised: an append may cost O(n), but n appends cost O(n) together"),
    (40, "PY-ALGO-008", "Quicksort: in place and fast on average, O(n²) with bad pivots"),
    (41, "PY-EXC-004", "for loops end by StopIteration; rare and expected outcomes are a fair use"),
    (
        42,
        "PY-MEM-004",
        "Measuring with sys.getsizeof(cache) -- it counts the container itself and none of what is inside",
    ),
    (42, "PY-CONC-001", "It is released while a thread waits for a socket or a file"),
    (42, "PY-ASYNC-002", "A blocking wait goes to an async library or to asyncio.to_thread"),
    (43, "PY-VM-004", "3.14: deferred annotations, t-strings, free threading supported"),
    (43, "PY-VM-004", "3.15: lazy imports, frozendict, UTF-8 as default encoding"),
    (43, "PY-VM-004", "new syntax for generic functions"),
    (43, "PY-TYPE-001", "3.14 evaluates lazily, when somebody asks (PEP 649)"),
    (44, "PY-TYPE-001", "Python does not enforce them: wrong types run until something breaks"),
    (44, "PY-VM-001", "Guido van Rossum began it in December 1989 and published it in February 1991"),
    (45, "ML-BASE-001", "pretrained tabular networks have beaten them on smaller tables since 2025"),
    (45, "ML-MODEL-002", "Compare with a linear baseline, and on small tables with TabPFN"),
    (46, "ML-MODEL-005", "closer to self-supervised learning than to clustering"),
    (47, "ML-BASE-003", "Logistic regression models a probability, in spite of its name"),
    (47, "ML-BASE-003", "it predicts a probability, and a threshold makes a class of it"),
    (48, "LLM-BASE-001", "trillions of tokens for large models"),
    (48, "LLM-BASE-001", "Sampling varies; greedy decoding can repeat the same answer"),
    (48, "LLM-BASE-001", "Nor is traditional software free of it"),
    (48, "LLM-BASE-001", "unless retrieval or tools supply the present"),
    (48, "LLM-BASE-001", "search has matched meaning for years"),
    (49, "ML-BASE-005", "\"Cross-validation prevents overfitting\" -- it reveals it"),
    (49, "ML-BASE-004", "Whatever you choose on scores too well, because the winner was partly lucky there"),
    (50, "LLM-BASE-003", "Chain-of-thought can help with steps, but may not show the real reason"),
    (50, "LLM-BASE-003", "Training and tests that reward a guess over \"I don't know\" keep it going"),
    (51, "LLM-PROMPT-001", "Reasoning models need no \"think step by step\""),
    (51, "LLM-BASE-003", "stated confidence is badly calibrated; compare samples or verify"),
    (51, "LLM-PROMPT-001", "use the provider's structured output, and validate what comes back"),
    (52, "ML-DEEP-001", "Computing gradients is one thing, updating another"),
    (52, "ML-DEEP-001", "One batch is one iteration; one pass over the data is an epoch"),
    (53, "ML-BASE-004", "Studies of Kaggle contests found little damage from repeated looks at a shared test set"),
    (53, "ML-BASE-004", "points to leakage, to rows that are not independent, or to a world that has changed"),
    (54, "ML-BASE-006", "no unbiased estimate of the variance exists for k-fold"),
    (54, "ML-BASE-006", "The training sets overlap, so the scores are correlated"),
    (55, "ML-BASE-007", "Target leakage: a feature made from or after the outcome"),
    (55, "ML-MODEL-003", "split first, fit inside the pipeline"),
    (55, "ML-BASE-007", "\"I have a test set, so there is no leakage\""),
    (55, "ML-BASE-006", "that score was chosen; use an outer loop or a test set"),
    (55, "ML-MODEL-003", "cross-validation to choose and tune, one test at the end"),
    (56, "ML-OPS-001", "whylogs, often named beside it, lost its company in 2025"),
];

#[test]
fn what_the_pages_got_wrong_is_right_in_the_card_that_is_named() {
    let cards = bank::cards();
    for (point, id, words) in RIGHT {
        let card = cards.iter().find(|card| card.id == *id).unwrap_or_else(|| panic!("point {point}: no card {id}"));
        assert!(print([card]).contains(words), "point {point}: {id} does not say: {words}");
    }
}

#[test]
fn every_point_stands_in_the_table() {
    let points: BTreeSet<usize> = RIGHT.iter().map(|(point, _, _)| *point).collect();
    assert_eq!(points, (1..=56).collect());
}

#[test]
#[ignore = "needs QBANK_SHARED"]
fn the_list_of_errors_has_as_many_points() {
    let list = std::fs::read_to_string(bank::shared("bank/ERRATA.md")).expect("the list is there");
    let numbered = list.lines().filter_map(|line| line.split_once(". ")).filter_map(|(number, _)| number.parse().ok());
    assert_eq!(numbered.collect::<Vec<usize>>(), (1..=56).collect::<Vec<_>>());
}
