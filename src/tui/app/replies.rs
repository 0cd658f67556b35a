//! What the screens make of the replies of the world. It must not know how a reply came about.

use super::{App, Screen};
use crate::study::event::{CardKey, Day, EventId};
use crate::study::session::Question;
use crate::tui::message::{Begun, Choice, Effect, Mark, Reply};
use crate::tui::screen::Notice;
use crate::tui::screen::browse::{Browse, Found};
use crate::tui::screen::ending::LookedBack;
use crate::tui::screen::home::{Home, Overview, Waiting};
use crate::tui::screen::plan::{PlanPage, Planned};
use crate::tui::screen::progress::{Figures, Progress};
use crate::tui::screen::quiz::Quiz;

impl App {
    pub(super) fn take(&mut self, reply: Reply) -> Effect {
        match reply {
            Reply::Overview(overview) => self.show_home(*overview),
            Reply::Waiting(waiting) => self.show_waiting(waiting),
            Reply::Planned(planned) => self.show_plan(*planned),
            Reply::Begun(begun) => self.show_quiz(*begun),
            Reply::Rest(rest) => self.complete_quiz(rest),
            Reply::Noted(noted) => self.noted(noted),
            Reply::LookedBack(looked_back) => self.looked_back(looked_back),
            Reply::TargetSet(set) => self.target_set(set),
            Reply::Progress(figures) => self.show_progress(*figures),
            Reply::Recorded { event, today } => self.recorded(event, today),
            Reply::TakenBack(Ok(())) => self.return_to_last_answer(),
            Reply::TakenBack(Err(why)) => self.trouble(why),
            Reply::Marked(key, mark, outcome) => self.marked(key, mark, outcome),
            Reply::Found(found) => self.show_found(found),
            Reply::Card(question) => self.show_card(*question),
            Reply::Edited(question) => self.edited(*question),
            Reply::Copied(Ok(())) => self.say("question and answer are copied, where the terminal allows it"),
            Reply::Copied(Err(why)) => self.trouble(why),
            Reply::Seen(seen) => self.on_stage(|screen, stage, notice| match screen {
                Screen::Browse(browse) => browse.seen(seen, stage, notice),
                _ => Effect::None,
            }),
        }
    }

    fn show_home(&mut self, overview: Result<Overview, String>) -> Effect {
        match overview {
            Ok(overview) => {
                let begins = self.screens.is_empty() && overview.is_new && overview.cards > 0;
                let home = Screen::Home(Box::new(Home::new(overview)));
                match self.screens.last_mut() {
                    Some(screen @ Screen::Home(_)) => *screen = home,
                    _ => self.screens.push(home),
                }
                if begins { self.ask_for_target(true) } else { Effect::None }
            }
            Err(why) => self.trouble(why),
        }
    }

    fn show_waiting(&mut self, waiting: Result<Waiting, String>) -> Effect {
        let Some(Screen::Home(home)) = self.screens.last_mut() else { return Effect::None };
        match waiting {
            Ok(waiting) => home.overview.waiting = Some(waiting),
            Err(why) => {
                home.count_failed = true;
                return self.trouble(why);
            }
        }
        Effect::None
    }

    fn show_plan(&mut self, planned: Result<Planned, String>) -> Effect {
        match planned {
            Ok(planned) => self.screens.push(Screen::Plan(Box::new(PlanPage::new(planned)))),
            Err(why) => return self.trouble(why),
        }
        Effect::None
    }

    fn show_quiz(&mut self, begun: Result<Begun, String>) -> Effect {
        match begun {
            Ok(begun) => {
                if matches!(self.screens.last(), Some(Screen::Ending(_) | Screen::Plan(_))) {
                    self.screens.pop();
                }
                self.screens.push(Screen::Quiz(Box::new(Quiz::new(begun))));
                self.on_stage(|screen, stage, _| {
                    if let Screen::Quiz(quiz) = screen {
                        quiz.show_question(stage);
                    }
                    Effect::None
                })
            }
            Err(why) => self.trouble(why),
        }
    }

    /// The other cards of the run are here, and its beginning can be kept; without them it ends before it began.
    fn complete_quiz(&mut self, rest: Result<Vec<Question>, String>) -> Effect {
        let Some(Screen::Quiz(quiz)) = self.screens.last_mut() else { return Effect::None };
        match rest {
            Ok(questions) => {
                quiz.session.complete(questions);
                quiz.after_drawing()
            }
            Err(why) => {
                self.screens.pop();
                self.trouble(why)
            }
        }
    }

    /// The run goes on whether or not it could be noted; the person is told.
    fn noted(&mut self, noted: Result<(), String>) -> Effect {
        if let Some(Screen::Quiz(quiz)) = self.screens.last_mut() {
            quiz.kept = true;
        }
        match noted {
            Ok(()) => Effect::None,
            Err(why) => self.trouble(why),
        }
    }

    fn looked_back(&mut self, looked_back: Result<LookedBack, String>) -> Effect {
        let Some(Screen::Ending(ending)) = self.screens.last_mut() else { return Effect::None };
        match looked_back {
            Ok(looked_back) => ending.looked_back(Some(looked_back)),
            Err(why) => {
                ending.looked_back(None);
                return self.trouble(why);
            }
        }
        Effect::None
    }

    /// The first run goes on with a first picture; later, home shows what has changed.
    fn target_set(&mut self, set: Result<(), String>) -> Effect {
        if let Err(why) = set {
            return self.trouble(why);
        }
        match self.screens.pop() {
            Some(Screen::First(first)) if first.is_first_run => Effect::Begin(Choice::Picture),
            _ => Effect::LoadOverview,
        }
    }

    fn recorded(&mut self, event: Result<EventId, String>, today: Day) -> Effect {
        let mut said = None;
        self.on_stage(|screen, stage, _| {
            if let Screen::Quiz(quiz) = screen {
                said = quiz.recorded(event, today, stage);
            }
            Effect::None
        });
        self.notice = said;
        Effect::None
    }

    fn return_to_last_answer(&mut self) -> Effect {
        match self.screens.pop() {
            Some(Screen::Ending(ending)) => self.screens.push(Screen::Quiz(Box::new(ending.quiz))),
            Some(screen) => self.screens.push(screen),
            None => {}
        }
        self.notice = Some(Notice { text: "taken back: judge it again".to_owned(), trouble: false });
        self.on_stage(|screen, stage, _| {
            if let Screen::Quiz(quiz) = screen {
                quiz.taken_back(stage);
            }
            Effect::None
        })
    }

    fn marked(&mut self, key: CardKey, mark: Mark, outcome: Result<(), String>) -> Effect {
        if let Err(why) = outcome {
            return self.trouble(why);
        }
        self.notice = Some(Notice { text: mark.said().to_owned(), trouble: false });
        match self.screens.last_mut() {
            Some(Screen::Quiz(quiz)) => quiz.marked(key, mark),
            Some(Screen::Browse(browse)) => browse.marked(&key, mark),
            _ => {}
        }
        Effect::None
    }

    /// Over the screen that is seen, or anew where progress is seen already.
    fn show_progress(&mut self, figures: Result<Figures, String>) -> Effect {
        match (figures, self.screens.last_mut()) {
            (Ok(figures), Some(Screen::Progress(progress))) => progress.renew(figures),
            (Ok(figures), _) => self.screens.push(Screen::Progress(Box::new(Progress::new(figures)))),
            (Err(why), _) => return self.trouble(why),
        }
        Effect::None
    }

    fn show_found(&mut self, found: Result<Found, String>) -> Effect {
        if let Some(Screen::Browse(_)) = self.screens.last() {
            return self.on_stage(|screen, stage, notice| match screen {
                Screen::Browse(browse) => browse.found(found, stage, notice),
                _ => Effect::None,
            });
        }
        let at = self.opening_at.take();
        match found {
            Ok(found) => {
                let query = std::mem::take(&mut self.opening);
                let mut browse = Browse::new(query, found);
                at.iter().for_each(|key| browse.open(key));
                self.screens.push(Screen::Browse(Box::new(browse)));
                self.on_stage(|screen, stage, _| match screen {
                    Screen::Browse(browse) => browse.load_if_seen(stage),
                    _ => Effect::None,
                })
            }
            Err(why) => self.trouble(why),
        }
    }

    fn edited(&mut self, question: Result<Question, String>) -> Effect {
        let question = match question {
            Ok(question) => question,
            Err(why) => return self.trouble(format!("{why}; E opens it again")),
        };
        match self.screens.last_mut() {
            Some(Screen::Browse(browse)) => browse.edited(question),
            Some(Screen::Quiz(quiz)) => {
                let before = quiz.session.current().map(|held| held.card.clone());
                if before.as_ref() != Some(&question.card) && !quiz.session.amend(&question) {
                    return self.say("kept; this run goes on with the card as it was");
                }
            }
            _ => {}
        }
        Effect::None
    }

    fn say(&mut self, text: &str) -> Effect {
        self.notice = Some(Notice { text: text.to_owned(), trouble: false });
        Effect::None
    }

    fn show_card(&mut self, question: Result<Question, String>) -> Effect {
        match question {
            Ok(question) => self.on_stage(|screen, stage, _| match screen {
                Screen::Browse(browse) => browse.loaded(question, stage),
                _ => Effect::None,
            }),
            Err(why) => {
                if let Some(Screen::Browse(browse)) = self.screens.last_mut() {
                    browse.not_loaded();
                }
                self.trouble(why)
            }
        }
    }

    /// Says what went wrong; a program that has no screen yet ends with it.
    fn trouble(&mut self, why: String) -> Effect {
        if self.screens.is_empty() {
            self.failure = Some(why);
            return Effect::Quit;
        }
        self.notice = Some(Notice { text: why, trouble: true });
        Effect::None
    }
}
