//! Beginning a run with its first question alone: a long run is on the screen before its other cards are read. It must not know
//! where cards are read from.

use super::{Course, Question, Session, Settings, Timestamp};
use crate::bank::Card;
use crate::study::alike::Alike;
use crate::study::event::CardKey;
use crate::study::progress::Progress;
use crate::study::queue::Queue;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// A card of a run before its text is read: all that the order of the run depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    pub key: CardKey,
    pub topic: Option<String>,
    /// Cards of one number ask the same.
    pub siblings: Option<i64>,
}

impl From<&Question> for Outline {
    fn from(question: &Question) -> Outline {
        let Question { key, card, alike, .. } = question;
        Outline { key: key.clone(), topic: card.topic.clone(), siblings: alike.siblings }
    }
}

impl From<Outline> for Question {
    fn from(outline: Outline) -> Question {
        let Outline { key, topic, siblings } = outline;
        let card = Card { id: key.id.clone(), topic, ..Card::default() };
        let alike = Alike { siblings, ..Alike::default() };
        Question { key, card, progress: Progress::default(), alike }
    }
}

/// Of a card given twice, or of siblings, the first is asked: who answered one of them has read the answer to the others.
pub(super) fn asked_once(outlines: &mut Vec<Outline>) {
    let (mut keys, mut siblings) = (BTreeSet::new(), BTreeSet::new());
    outlines.retain(|outline| {
        keys.insert(outline.key.clone()) && outline.siblings.is_none_or(|number| siblings.insert(number))
    });
}

impl Session {
    /// Begins a run over these cards, in their order or with their topics mixed, and reads the one that is asked first; without
    /// a card it is over at once. Before the session is taken further, [`Session::complete`] has to bring the others.
    ///
    /// # Errors
    /// Those of `read`.
    pub fn opening<E>(
        settings: Settings,
        mut outlines: Vec<Outline>,
        mixes: bool,
        now: Timestamp,
        read: impl FnOnce(&CardKey) -> Result<Question, E>,
    ) -> Result<Session, E> {
        asked_once(&mut outlines);
        let topics: Vec<Option<&str>> = outlines.iter().map(|outline| outline.topic.as_deref()).collect();
        let queue = if mixes { Queue::mixed(&topics, settings.seed) } else { Queue::in_order(&topics, settings.seed) };
        let first = queue.upcoming().next().map(|turn| turn.card);
        let mut questions: Vec<Question> = outlines.into_iter().map(Question::from).collect();
        if let Some(first) = first.and_then(|first| questions.get_mut(first)) {
            *first = read(&first.key)?;
        }
        let unread = (0..questions.len()).filter(|place| Some(*place) != first).collect();
        Ok(Session::begun(settings, questions, unread, queue, now))
    }

    pub(super) fn begun(
        settings: Settings,
        questions: Vec<Question>,
        unread: BTreeSet<usize>,
        queue: Queue,
        now: Timestamp,
    ) -> Session {
        let covered = vec![OnceCell::new(); questions.len()];
        let course = Course { queue, on_screen: None, asked: 0, chosen: 0, skipped: Vec::new(), spent_ms: 0 };
        let (results, before, earlier, left, aside) = (Vec::new(), Vec::new(), BTreeMap::new(), false, BTreeMap::new());
        let mut session =
            Session { settings, questions, unread, covered, course, results, before, earlier, left, aside };
        session.show_next(now);
        session
    }

    /// The cards that [`Session::complete`] has to bring.
    pub fn unread(&self) -> impl ExactSizeIterator<Item = &CardKey> {
        self.unread.iter().map(|&place| &self.questions[place].key)
    }

    /// Takes the cards that were not read at the beginning.
    pub fn complete(&mut self, questions: Vec<Question>) {
        for question in questions {
            let is_it = |place: &&usize| self.questions[**place].key == question.key;
            if let Some(place) = self.unread.iter().find(is_it).copied() {
                self.unread.remove(&place);
                self.questions[place] = question;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::ways::Ways;
    use std::convert::Infallible;

    fn question(id: &str, topic: &str, siblings: Option<i64>) -> Question {
        let key = CardKey { source: "s".to_owned(), id: id.to_owned() };
        let card = Card {
            id: id.to_owned(),
            question: format!("What is {id}?"),
            answer: Some(format!("It is {id}.")),
            topic: Some(topic.to_owned()),
            ..Card::default()
        };
        Question { key, card, progress: Progress::default(), alike: Alike { siblings, ..Alike::default() } }
    }

    fn questions() -> Vec<Question> {
        let topics = ["a", "b", "a", "c", "b", "a", "d"];
        let mut all: Vec<Question> =
            topics.iter().enumerate().map(|(number, topic)| question(&format!("C-{number}"), topic, None)).collect();
        all.push(question("C-0", "a", None));
        all.push(question("S-1", "a", Some(4)));
        all.push(question("S-2", "b", Some(4)));
        all
    }

    fn settings(seed: u64) -> Settings {
        Settings {
            session: "s-1".to_owned(),
            limit_ms: None,
            per_card_ms: 60_000,
            strict: false,
            ways: Ways::default(),
            seed,
        }
    }

    /// Every card of the run in the order in which it is asked, as the screen has it.
    fn course(mut session: Session) -> Vec<Question> {
        let mut seen = Vec::new();
        while let Some(question) = session.current().cloned() {
            seen.push(question);
            session.skip(Timestamp(0));
        }
        seen
    }

    #[test]
    fn a_run_that_was_opened_with_one_card_goes_as_one_that_had_all() {
        for seed in 0..30 {
            for mixes in [true, false] {
                let all = questions();
                let whole = if mixes { Session::new } else { Session::in_order };
                let whole = whole(settings(seed), all.clone(), Timestamp(0));
                let of = |key: &CardKey| all.iter().find(|question| question.key == *key).cloned();
                let read = |key: &CardKey| Ok::<_, Infallible>(of(key).expect("a card of the run"));
                let outlines = all.iter().map(Outline::from).collect();
                let Ok(mut opened) = Session::opening(settings(seed), outlines, mixes, Timestamp(0), read);
                assert_eq!(opened.current(), whole.current(), "seed {seed}");
                assert_eq!(opened.keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>());
                assert_eq!((opened.position(), opened.unread().len()), (whole.position(), 7));
                let rest = opened.unread().filter_map(of).collect();
                opened.complete(rest);
                assert_eq!(opened.unread().len(), 0);
                assert_eq!(course(opened), course(whole), "seed {seed}");
            }
        }
    }

    #[test]
    fn a_card_that_cannot_be_read_begins_no_run() {
        let outlines = vec![Outline::from(&question("C-1", "a", None))];
        let opened = Session::opening(settings(1), outlines, true, Timestamp(0), |_| Err("gone"));
        assert_eq!(opened.err(), Some("gone"));
        let none = Session::opening(settings(1), Vec::new(), true, Timestamp(0), |_| Err("not asked for"));
        assert!(none.is_ok_and(|session| session.is_finished()));
    }
}
