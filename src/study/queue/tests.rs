//! The queue, held to the mix of topics and to the distances after a miss.

use super::{FARTHEST, NEAREST, PARTNER_WITHIN, Queue};
use proptest::prelude::{Strategy, any, prop, prop_assert, prop_assert_eq, prop_assert_ne, proptest};
use proptest::test_runner::Config;

/// One letter is one card's topic; `-` is a card of no known topic.
fn queue(topics: &str, seed: u64) -> Queue {
    let names: Vec<String> = topics.chars().map(String::from).collect();
    let topics: Vec<Option<&str>> = names.iter().map(|name| (name != "-").then_some(name.as_str())).collect();
    Queue::mixed(&topics, seed)
}

fn cards(queue: &Queue) -> Vec<usize> {
    queue.upcoming().map(|turn| turn.card).collect()
}

/// How often two cards of one topic follow each other, for the best order there is: none, or what one topic forces.
fn fewest_clashes(topics: &str) -> usize {
    let known = topics.chars().filter(|&topic| topic != '-');
    let most = known.map(|topic| topics.matches(topic).count()).max().unwrap_or(0);
    most.saturating_sub(topics.chars().count() - most + 1)
}

#[track_caller]
fn check_mix(topics: &str) {
    let letters: Vec<char> = topics.chars().collect();
    for seed in 0..40 {
        let order = cards(&queue(topics, seed));
        let clashes = order.windows(2).filter(|pair| letters[pair[0]] != '-' && letters[pair[0]] == letters[pair[1]]);
        assert_eq!(clashes.count(), fewest_clashes(topics), "{topics} with seed {seed}: {order:?}");
    }
}

#[test]
fn no_two_neighbours_share_a_topic_where_it_can_be_avoided() {
    check_mix("");
    check_mix("a");
    check_mix("ab");
    check_mix("aab");
    check_mix("aaab");
    check_mix("aaaabbc");
    check_mix("aabbccdd");
    check_mix("aaaaaaaa");
    check_mix("aaaaaabb");
    check_mix("aaa--");
    check_mix("--------");
    check_mix("aaabbbcccddddddddd");
}

#[test]
fn the_seed_decides_the_order() {
    let order = |seed| cards(&queue("aabbccddee", seed));
    assert_eq!(order(7), order(7));
    assert!((0..20).any(|seed| order(seed) != order(7)), "twenty seeds give one order");
    assert_eq!(order(1), [4, 9, 1, 8, 6, 0, 3, 7, 5, 2], "another machine or version asks in another order");
}

/// Takes one card, brings it back, and tells after how many others it comes, for each of many seeds.
#[track_caller]
fn check_distance(topics: &str, expected: &[usize]) {
    let mut seen = std::collections::BTreeSet::new();
    for seed in 0..200 {
        let mut queue = queue(topics, seed);
        let missed = queue.take_next().expect("a card").card;
        queue.bring_back(missed);
        let place = queue.upcoming().position(|turn| turn.card == missed && turn.again);
        seen.insert(place.expect("the missed card comes back"));
        assert_eq!(queue.coming_again(), 1);
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), expected, "{topics}");
}

#[test]
fn a_missed_card_comes_back_after_four_to_eight_others() {
    check_distance("--------------------", &[4, 5, 6, 7, 8]);
    check_distance("---------", &[4, 5, 6, 7, 8]);
    check_distance("-------", &[4, 5, 6]);
}

#[test]
fn where_few_are_left_a_missed_card_comes_back_behind_them() {
    check_distance("-----", &[4]);
    check_distance("---", &[2]);
    check_distance("--", &[1]);
    check_distance("-", &[0]);
}

#[test]
fn a_missed_card_avoids_its_topic_on_its_return() {
    let mut returned = 0;
    for seed in 0..1000 {
        // The two others of its topic can take four of the five places, and never all.
        let mut queue = queue("aaa-----------------", seed);
        let missed = queue.take_next().expect("a card").card;
        queue.bring_back(missed);
        let place = queue.upcoming().position(|turn| turn.again).expect("it comes back");
        returned += usize::from(missed < 3);
        assert!(!queue.same_topic(missed, place - 1) && !queue.same_topic(missed, place + 1), "seed {seed}");
    }
    assert!(returned > 0, "no seed begins with a card of the topic");
}

#[derive(Debug, Clone)]
enum Step {
    Right,
    Miss { partners: Vec<usize> },
}

fn step() -> impl Strategy<Value = Step> {
    let partners = prop::collection::vec(0..30_usize, 0..3);
    (any::<bool>(), partners).prop_map(|(right, partners)| if right { Step::Right } else { Step::Miss { partners } })
}

proptest! {
    #![proptest_config(Config { cases: 200, failure_persistence: None, ..Config::default() })]

    #[test]
    fn misses_keep_their_distance_and_partners_follow(
        topics in "[abc-]{1,30}", seed in any::<u64>(), steps in prop::collection::vec(step(), 0..80),
    ) {
        let mut queue = queue(&topics, seed);
        let mut asked: Vec<usize> = Vec::new();
        // (card, position of the miss, how many cards stood in the queue then)
        let mut missed: Vec<(usize, usize, usize)> = Vec::new();
        let mut promised: Vec<(usize, usize)> = Vec::new();
        for step in steps {
            let Some(turn) = queue.take_next() else { break };
            let now = asked.len();
            asked.push(turn.card);
            let before = missed.iter().position(|&(card, ..)| card == turn.card);
            prop_assert_eq!(turn.again, before.is_some(), "only a missed card comes again");
            if let Some(place) = before {
                let (_, since, left) = missed.remove(place);
                let others = now - since - 1;
                prop_assert!(others <= FARTHEST && others >= NEAREST.min(left), "{} others, {} were left", others, left);
            }
            if let Some(place) = promised.iter().position(|&(card, _)| card == turn.card) {
                let (_, since) = promised.remove(place);
                prop_assert!(now - since <= PARTNER_WITHIN, "the partner came {} cards later", now - since);
            }
            if let Step::Miss { partners } = step {
                missed.push((turn.card, now, queue.upcoming().len()));
                queue.bring_back(turn.card);
                let fresh = |queue: &Queue, card| queue.upcoming().any(|turn| turn.card == card && !turn.again);
                let to_come: Vec<usize> = partners.into_iter().filter(|&card| fresh(&queue, card)).collect();
                let near = |queue: &Queue, card| queue.upcoming().take(PARTNER_WITHIN).any(|turn| turn.card == card);
                queue.pull_forward(&to_come);
                for card in to_come {
                    if near(&queue, card) {
                        if promised.iter().all(|&(other, _)| other != card) {
                            promised.push((card, now));
                        }
                    } else {
                        // Only cards that may not be moved keep a partner away.
                        let mut first = queue.upcoming().take(PARTNER_WITHIN);
                        prop_assert!(first.all(|turn| turn.again || turn.held));
                    }
                }
            }
        }
        // Nothing is lost on the way, and nothing is doubled.
        let mut left = cards(&queue);
        left.sort_unstable();
        for pair in left.windows(2) {
            prop_assert_ne!(pair[0], pair[1]);
        }
        prop_assert!((0..topics.len()).all(|card| asked.contains(&card) || left.contains(&card)));
        prop_assert!(missed.iter().all(|(card, ..)| left.contains(card)));
    }
}
