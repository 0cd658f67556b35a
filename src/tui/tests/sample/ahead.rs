//! What lies ahead in the sample world.

use super::TODAY;
use crate::practice::Ahead;
use crate::study::event::{Day, Rating, Verdict};
use crate::study::plan::{Pace, Part, calendar, enough_minutes};
use crate::study::progress::Progress;
use crate::study::readiness::{Seen, Unseen, readiness};
use crate::study::schedule;
use crate::tui::screen::home::Waiting;
use crate::tui::screen::plan::Planned;

/// What waits today, before the first run.
pub fn waiting(due: usize, new: usize, new_today: usize, minutes: usize) -> Waiting {
    let today = Part { day: TODAY, again: due, weakest: false, new: new_today, minutes };
    Waiting { due, missed: 0, new, today, readiness: None, unfinished: None, runs: Vec::new(), weakest: Vec::new() }
}

/// Two weeks before an interview, as it may stand after some days of practice.
pub fn planned() -> Planned {
    let interview = Day(TODAY.0 + 15);
    let seen: Vec<Seen> = (0..55).map(seen).collect();
    let unseen = [Unseen { topic: Some(1), cards: 120 }, Unseen { topic: Some(3), cards: 72 }];
    let pace = Pace { card_ms: 45_000, minutes: Some(20), usual: 10, new: usize::MAX, begun_today: 0 };
    let count = |is: &dyn Fn(&Progress) -> bool| seen.iter().filter(|card| is(&card.progress)).count();
    let ahead = Ahead {
        today: TODAY,
        interview: Some(interview),
        over: None,
        seen: 55,
        unseen: 192,
        due: count(&|progress| progress.due.is_some_and(|due| due <= TODAY)),
        missed: count(&|progress| progress.missed),
        ready: 12,
        readiness: readiness(&seen, &unseen, interview),
        calendar: calendar(&seen, 192, TODAY, Some(interview), &pace),
        enough_minutes: enough_minutes(&seen, 192, TODAY, interview, &pace),
        pace,
    };
    Planned { field: "Python".to_owned(), ahead }
}

fn seen(number: i32) -> Seen {
    let last_day = Day(TODAY.0 - 1 - number % 6);
    let right = number % 4 != 0;
    let rating = if right { Rating::Good } else { Rating::Again };
    let (memory, due) = schedule::after(None, None, rating, last_day);
    let last = Some(if right { Verdict::Right } else { Verdict::Wrong });
    let (memory, last_day, due, first_right) = (Some(memory), Some(last_day), Some(due), Some(right));
    let progress =
        Progress { attempts: 1, last, missed: !right, memory, last_day, due, first_right, ..Progress::default() };
    Seen { topic: Some(i64::from(number % 3)), progress }
}
