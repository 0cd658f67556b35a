# needs: python>=3.8; SQLite>=3.28
# shows: WHERE refuses window functions, last_value's default frame, lag counts rows, ties in the ranking functions
import sqlite3

db = sqlite3.connect(":memory:")
db.executescript("CREATE TABLE t (d INT, x INT); INSERT INTO t VALUES (1, 5), (2, 5), (4, 7);")


def one(sql):
    return [row[0] for row in db.execute(sql)]


try:
    db.execute("SELECT d FROM t WHERE ROW_NUMBER() OVER (ORDER BY d) = 1")
except sqlite3.OperationalError as error:
    assert "window function" in str(error)
else:
    raise AssertionError
assert one("SELECT LAST_VALUE(d) OVER (ORDER BY d) FROM t ORDER BY d") == [1, 2, 4]
assert one("SELECT LAST_VALUE(d) OVER (ORDER BY d ROWS BETWEEN UNBOUNDED PRECEDING"
           " AND UNBOUNDED FOLLOWING) FROM t") == [4, 4, 4]
assert one("SELECT LAG(d) OVER (ORDER BY d) FROM t ORDER BY d") == [None, 1, 2]
assert one("SELECT RANK() OVER (ORDER BY x) FROM t ORDER BY d") == [1, 1, 3]
assert one("SELECT DENSE_RANK() OVER (ORDER BY x) FROM t ORDER BY d") == [1, 1, 2]
assert one("SELECT ROW_NUMBER() OVER (ORDER BY x, d) FROM t ORDER BY d") == [1, 2, 3]
assert one("SELECT SUM(x) OVER () FROM t") == [17, 17, 17]
db.executescript("CREATE INDEX i ON t (x, d);")
plan = " ".join(row[3] for row in db.execute(
    "EXPLAIN QUERY PLAN SELECT ROW_NUMBER() OVER (PARTITION BY x ORDER BY d) FROM t"))
assert "TEMP B-TREE" not in plan, plan
db.close()
print("ok")
