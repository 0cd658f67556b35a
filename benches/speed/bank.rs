//! A bank of any size, the same for the same number: sentences of made-up answers out of a fixed list of words. It must not know
//! what it is made for.

use serde_json::{Value, json};

/// The source that the cards come from: the stem of the file that they are written to.
pub const SOURCE: &str = "speed";

/// The first twenty cards have this tag.
pub const RARE_TAG: &str = "chosen";

const RARE: usize = 20;

/// The first words are the commonest, as in any language.
const WORDS: [&str; 96] = [
    "the",
    "of",
    "a",
    "cache",
    "to",
    "in",
    "is",
    "and",
    "that",
    "it",
    "for",
    "with",
    "on",
    "by",
    "from",
    "when",
    "each",
    "one",
    "index",
    "thread",
    "lock",
    "queue",
    "buffer",
    "page",
    "table",
    "node",
    "key",
    "value",
    "hash",
    "tree",
    "graph",
    "heap",
    "stack",
    "pointer",
    "closure",
    "iterator",
    "future",
    "executor",
    "scheduler",
    "latency",
    "throughput",
    "packet",
    "socket",
    "stream",
    "kernel",
    "process",
    "memory",
    "collector",
    "reference",
    "counter",
    "ordering",
    "barrier",
    "channel",
    "message",
    "broker",
    "partition",
    "replica",
    "leader",
    "follower",
    "consensus",
    "snapshot",
    "commit",
    "rollback",
    "transaction",
    "isolation",
    "deadlock",
    "priority",
    "planner",
    "join",
    "cursor",
    "shard",
    "cluster",
    "vector",
    "filter",
    "trie",
    "sort",
    "merge",
    "recursion",
    "parser",
    "grammar",
    "register",
    "pipeline",
    "branch",
    "inode",
    "journal",
    "container",
    "balancer",
    "gateway",
    "cipher",
    "digest",
    "naïve",
    "größe",
    "日本語",
    "reads",
    "writes",
    "waits",
];
const TECHNOLOGIES: [&str; 8] =
    ["Rust", "Algorithms", "Databases", "Networking", "Systems", "Security", "Compilers", "Frontend"];
const LEVELS: [&str; 3] = ["beginner", "intermediate", "advanced"];

/// A bank as JSON.
pub fn of(cards: usize) -> String {
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let cards: Vec<Value> = (0..cards).map(|number| card(number, number < RARE, &mut chance)).collect();
    json!({ "schema": 1, "name": SOURCE, "cards": cards }).to_string()
}

fn card(number: usize, is_rare: bool, chance: &mut Chance) -> Value {
    let topic = WORDS[18 + chance.below(60)];
    let mut tags = vec![topic, WORDS[18 + chance.below(60)]];
    tags.extend(is_rare.then_some(RARE_TAG));
    tags.sort_unstable();
    tags.dedup();
    let question = format!("What does {} {number}?", sentence(10, chance));
    let paragraph = |sentences: usize, chance: &mut Chance| -> String {
        let said: Vec<String> = (0..sentences).map(|_| format!("It {}.", sentence(14, chance))).collect();
        said.join(" ")
    };
    json!({
        "id": format!("SP-{number:06}"),
        "question": question,
        "technology": TECHNOLOGIES[number % TECHNOLOGIES.len()],
        "topic": topic,
        "level": LEVELS[chance.below(LEVELS.len())],
        "difficulty": 1 + chance.below(10),
        "tags": tags,
        "answer": paragraph(4, chance),
        "explanation": paragraph(8, chance),
    })
}

fn sentence(words: usize, chance: &mut Chance) -> String {
    let words: Vec<&str> = (0..words).map(|_| WORDS[chance.early(WORDS.len())]).collect();
    words.join(" ")
}

/// Numbers without a pattern that would show (xorshift), the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 32) as usize % end
    }

    /// Small ones more often than large ones.
    fn early(&mut self, end: usize) -> usize {
        self.below(end).min(self.below(end))
    }
}
