# needs: python>=3.8
# shows: only d[key] runs the factory; default_factory = None turns it off; the argument of setdefault is built each time; Counter stores nothing on reading
from collections import Counter, OrderedDict, defaultdict

d = defaultdict(list)
assert d.get("a") is None and "a" not in d and d.pop("a", 0) == 0 and len(d) == 0
d["a"]
assert len(d) == 1
d.default_factory = None
try:
    d["b"]
except KeyError:
    pass
else:
    raise AssertionError
try:
    defaultdict([])
except TypeError:
    pass
else:
    raise AssertionError

built = []
def make():
    built.append(1)
    return []
plain = {"k": [1]}
plain.setdefault("k", make())
assert built == [1] and plain == {"k": [1]}
lost = {}
lost.get("k", []).append(1)
assert lost == {}

c = Counter("banana")
assert c["z"] == 0 and "z" not in c
assert {k: v for k, v in [("a", 1), ("a", 2)]} == {"a": 2}
assert OrderedDict(a=1, b=2) != OrderedDict(b=2, a=1) and dict(a=1, b=2) == dict(b=2, a=1)
print("ok")
