//! Which lists ask: questions, and tasks that are set; not the steps of a process, advice, topics or facts. It must not know
//! where a list stands but for its heading and the sentence that leads to it.

use super::blocks::Item;

/// Verbs that ask for words.
const TELL: &str = "compare contrast define describe differentiate discuss distinguish elaborate explain justify name outline \
    summarize tell";

/// Verbs that ask for something to be made or shown.
const DO: &str = "add apply build calculate check clean code compute construct convert count create debug decode delete \
    demonstrate deploy derive design detect determine develop draw encode estimate evaluate extend extract fetch \
    filter find fix flatten format generate given group handle identify implement insert join list load merge \
    model modify move normalize parse perform plot predict print prove query read refactor remove replace return \
    reverse rotate search show simulate solve sort split test transform write";

/// Verbs that advise.
const ADVISE: &str = "allow always ask avoid be begin cache choose consider do don't ensure expect focus follow keep know learn \
    limit listen make never plan practice prefer prepare profile remember review start stay try understand use";

/// Words of headings under which something is asked.
const ASKED: &str = "ask asked assignment assignments candidate candidates challenge challenges exam exercise exercises interview \
    interviews problem problems question questions quiz test tests";

/// Words of headings under which even a numbered list sets tasks, each on its own.
const SET: &str = "assignment assignments challenge challenges exercise exercises problem problems task tasks";

/// Words of headings under which a list goes through the steps of one process.
const STEPS: &str = "checklist how phases pipeline plan procedure process roadmap stages steps tips workflow";

/// Whether the items of a list are questions or tasks.
pub fn asks(items: &[Item], heading: &str, lead_in: &str) -> bool {
    let all = items.len();
    let count = |is: fn(&Item) -> bool| items.iter().filter(|item| is(item)).count();
    let questions = count(|item| item.text.ends_with('?'));
    let telling = count(|item| item.text.ends_with('?') || stands_in(TELL, &verb(item)));
    let doing = telling + count(|item| !item.text.ends_with('?') && stands_in(DO, &verb(item)));
    let advising = count(|item| stands_in(ADVISE, &verb(item)));
    let labelled = count(is_labelled);
    let speaks_of = |words: &str| contains(heading, words) || contains(lead_in, words);

    if 5 * telling >= 4 * all && (2 * questions >= all || speaks_of(ASKED)) {
        return true;
    }
    // Advice is given in the same form as tasks, but its verbs give it away; steps have numbers and one goal.
    let is_numbered = items.iter().all(|item| item.number.is_some());
    let is_set = if is_numbered { speaks_of(SET) && !speaks_of(STEPS) && !is_process(items) } else { speaks_of(ASKED) };
    is_set && 4 * doing >= 3 * all && 5 * advising < all && 2 * labelled < all
}

/// The steps of a process work on one thing, which they name as known: `the bed`, `the data`.
fn is_process(items: &[Item]) -> bool {
    let known = items.iter().filter(|item| item.text.split(' ').nth(1) == Some("the")).count();
    2 * known >= items.len()
}

/// Whether a word is one of those in a line of words.
fn stands_in(words: &str, word: &str) -> bool {
    words.split(' ').any(|known| known == word)
}

/// The first word of an item, as the lists above have it.
fn verb(item: &Item) -> String {
    let word = item.text.split([' ', '/', ',', ':']).next().unwrap_or_default();
    word.to_lowercase().replace('’', "'")
}

/// `Label: what it stands for` is a claim.
fn is_labelled(item: &Item) -> bool {
    item.text.split_once(": ").is_some_and(|(label, _)| label.split(' ').count() <= 5)
}

/// Whether a heading speaks of interviews or of questions for them.
pub fn speaks_of_interviews(heading: &str) -> bool {
    const WORDS: &str =
        "exam exercises interview interviewer interviewers interviewing interviews questions quiz quizzes";
    contains(heading, WORDS)
}

/// Whether a heading stands above answers to questions that readers asked.
pub fn opens_answers(heading: &str) -> bool {
    const HEADINGS: [&str; 7] = [
        "common questions",
        "faq",
        "faqs",
        "frequently asked questions",
        "q&a",
        "questions and answers",
        "questions & answers",
    ];
    heading.len() <= 80 && {
        let heading = heading.to_lowercase();
        let heading = heading.trim_end_matches([':', ' ']);
        HEADINGS.iter().any(|known| {
            heading.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ':', '(']))
                || heading.ends_with("faq") && heading.split(' ').count() <= 6
        })
    }
}

fn contains(text: &str, words: &str) -> bool {
    text.split(|character: char| !character.is_alphanumeric()).any(|word| {
        // Only words of known length need to be folded.
        word.len() <= 16 && stands_in(words, &word.to_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(heading: &str, numbered: bool, items: &[&str], expected: bool) {
        let items: Vec<Item> = items
            .iter()
            .enumerate()
            .map(|(at, text)| Item { line: at, number: numbered.then_some(at + 1), text: (*text).to_owned() })
            .collect();
        assert_eq!(asks(&items, heading, ""), expected, "{heading}: {items:?}");
    }

    #[test]
    fn a_list_asks_by_its_heading_and_by_the_form_of_its_items() {
        let tasks = ["Build a fence of willow", "Find the driest bed", "Explain how to graft a pear"];
        check("Soil", true, &["What is clay?", "Explain how sand drains", "Why lime?"], true);
        check("Questions on Soil", false, &["Explain sand", "Describe clay"], true);
        check("Soil", false, &["Explain sand to your neighbours", "Describe clay"], false);
        check("Interview Exercises", false, &tasks, true);
        check("Our Garden", false, &tasks, false);
        check("Exercises", true, &tasks, true);
        check("Interview Questions", true, &tasks, false);
        check("Challenges", true, &["Dig the bed", "Water the bed", "Check the bed", "Add compost"], false);
        check("Interview Questions", false, &["Use a sharp spade", "Find help", "Keep tools dry", "Add lime"], false);
        check("Interview Questions", false, &["Spades of steel", "Rakes", "Clear paths between beds"], false);
        check("Interview Questions", false, &["Find Work Fast: dig.", "Solve Things: ask."], false);
    }

    #[test]
    fn headings_tell_what_stands_below_them() {
        for heading in ["FAQ", "Frequently Asked Questions:", "Gardening FAQ", "FAQs about Soil"] {
            assert!(opens_answers(heading), "{heading}");
        }
        assert!(!opens_answers("Questions about Soil") && !opens_answers("Faqir"));
        assert!(speaks_of_interviews("12 Interview Questions") && !speaks_of_interviews("Interviewed"));
    }
}
