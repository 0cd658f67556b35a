# needs: ijson==3.6.0
# shows: json.load reads everything and builds it; ijson does not; csv.reader is lazy; JSON Lines; newline="".
import csv
import io
import json
import os
import tempfile
import tracemalloc
from decimal import Decimal

import ijson


class Watched(io.StringIO):
    calls = ()

    def read(self, size=-1):
        self.calls += (size,)
        return super().read(size)


whole = Watched('[1, 2]')
assert json.load(whole) == [1, 2] and whole.calls == (-1,)


def peak(work):
    tracemalloc.start()
    work()
    high = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return high


with tempfile.TemporaryDirectory() as top:
    name = os.path.join(top, "orders.json")
    with open(name, "w", encoding="utf-8") as file:
        json.dump({"orders": [{"id": i, "note": "n" * 10} for i in range(50_000)]}, file)
    size = os.path.getsize(name)

    def at_once():
        with open(name, encoding="utf-8") as file:
            assert len(json.load(file)["orders"]) == 50_000

    def stream():
        with open(name, "rb") as file:
            assert sum(1 for _ in ijson.items(file, "orders.item")) == 50_000

    assert peak(at_once) > 2 * size
    low = peak(stream)
    with open(name, encoding="utf-8") as file:
        orders = json.load(file)["orders"]
    with open(name, "w", encoding="utf-8") as file:
        json.dump({"orders": orders[:10_000]}, file)
    small = sum(1 for _ in ijson.items(open(name, "rb"), "orders.item"))
    assert small == 10_000
    fifth = peak(lambda: sum(1 for _ in ijson.items(open(name, "rb"), "orders.item")))
    assert low < 1.3 * fifth  # five times the items, the same memory
    with open(name, "w", encoding="utf-8") as file:
        json.dump({"orders": orders}, file)

    # a document cut off in the middle: items come first, the error late
    with open(name, "rb") as file:
        half = file.read(size // 2)
    seen = 0
    try:
        for _ in ijson.items(io.BytesIO(half), "orders.item"):
            seen += 1
    except ijson.IncompleteJSONError:
        pass
    else:
        raise AssertionError("cut off")
    assert seen > 10_000

assert list(ijson.items(io.BytesIO(b"[1.5]"), "item")) == [Decimal("1.5")]
assert type(next(ijson.items(io.BytesIO(b"[1.5]"), "item", use_float=True))) is float
events = [event for _, event, _ in ijson.parse(io.BytesIO(b'{"a": [1]}'))]
assert events == ["start_map", "map_key", "start_array", "number", "end_array", "end_map"]
pairs = list(ijson.kvitems(io.BytesIO(b'{"a": 1, "b": 2}'), ""))
assert pairs == [("a", 1), ("b", 2)]

rows = list(csv.reader(io.StringIO('1,"two\nlines"\n', newline="")))
assert rows == [["1", "two\nlines"]]
text = "a\r\nb"
with tempfile.TemporaryDirectory() as top:
    name = os.path.join(top, "t.csv")
    with open(name, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerow([text, 1])
    with open(name, newline="", encoding="utf-8") as file:
        assert next(csv.reader(file)) == [text, "1"]
    with open(name, encoding="utf-8") as file:  # without newline="" the field changes
        assert next(csv.reader(file)) == ["a\nb", "1"]
assert csv.field_size_limit() == 131072
line = json.dumps({"note": "two\nlines"})
assert "\n" not in line and json.loads(line)["note"] == "two\nlines"
print("ok")
