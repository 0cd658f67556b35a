//! The words that say nothing about what a question asks for. It must not know cards.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The small words of English, those that any question is made of ("explain", "difference", "purpose"), and the name of the
/// language that most cards are about.
const SILENT: &str = "
able about above actually always affect affects after again against all alone also an and another any anyone
anything appear appropriate are aren't as at back bad basic basics be because become becomes been before
being below best better between big both but by called can can't cannot certain come comes common commonly
compare could create define definition demonstrate describe design did didn't differ difference
differences different differs do does doesn't doing don't done down during each easy effective efficient
efficiently either else especially essentially etc even ever every everyone everything example examples
explain explained explains feature features few find finds first for found from further get gets give
given gives go goes going good had handle handles happen happens hard has have having he help helps her
here him his hold holds how however i'd i'm i've if implement implication implications importance
important in inside instead into is isn't issue it it's its itself just keep keeps kept kind kinds know
known large last leave leaves left let lets like long look looks made make makes making mandatory many
matter matters may me mean meaning means might more most much multiple must my myself need needed needs
neither never new next no nor not nothing now of off often on once one ones only onto optimal or other
others our out outside over own part particular parts per perform performs place plain popular prevent
problem problems proper properly purpose put puts python rather real really right same say says see seen
several shall she short should show simple simply since small so solve some someone something still such
take taken takes than that that's the their them themselves then there these they thing things think this
those though three through thus to together too turn turns two typical typically under until up upon us use
used uses using usual usually various versus very via vs was wasn't way ways we well went were what
what's whatever when where whether which while who whole whom whose why will with within without won't
work working works would write yes yet you your yourself
";

static SET: LazyLock<BTreeSet<&str>> = LazyLock::new(|| SILENT.split_whitespace().collect());

/// `word` in lower case, with its apostrophe if it has one.
pub fn is_silent(word: &str) -> bool {
    SET.contains(word)
}
