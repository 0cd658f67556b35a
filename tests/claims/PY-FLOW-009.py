# needs: python>=3.8; the t-string part needs 3.14 and was not run
# shows: pasted input changes a query and a bound value does not; on 3.14, what a Template holds and refuses
import sqlite3
import sys

db = sqlite3.connect(":memory:")
db.executescript("CREATE TABLE users (id, name); INSERT INTO users VALUES (1, 'Ada'), (2, 'Bob');")
name = "x' OR '1'='1"
assert len(db.execute(f"SELECT id FROM users WHERE name = '{name}'").fetchall()) == 2
assert db.execute("SELECT id FROM users WHERE name = ?", [name]).fetchall() == []
db.close()

if sys.version_info >= (3, 14):
    ns = {}
    exec('n = 1\nt = t"n is {n:>4}"\nn = 2', ns)
    t = ns["t"]
    assert t.values == (1,) and t.strings == ("n is ", "")
    assert t.interpolations[0].format_spec == ">4"
    assert len(t.strings) == len(t.interpolations) + 1
    try:
        t + "text"
    except TypeError:
        pass
    else:
        raise AssertionError("Template + str")
print("ok")
