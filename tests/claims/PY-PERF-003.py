# needs: nothing beyond the standard library
# shows: what lru_cache stores: equal keys (an int alone is a key of its own), None and not exceptions, one shared object, eviction of the least recently used
from functools import lru_cache

calls = []


@lru_cache(maxsize=2)
def f(x):
    calls.append(x)
    if x == "bad":
        raise ValueError
    return None if x == "none" else [x]


assert f(1) is f(1) and calls == [1]
assert f(1.0) is not f(1)       # a lone int is cached apart from a float
pair = lru_cache()(lambda a, b: object())
assert pair(1, 2) is pair(1.0, 2.0)
assert pair(1, 2) is not pair(1, b=2)
f("none"), f("none")
assert calls.count("none") == 1
for _ in range(2):
    try:
        f("bad")
    except ValueError:
        pass
assert calls.count("bad") == 2
f.cache_clear()
calls.clear()
f(2), f("none"), f(2), f(3)     # "none" is the older of two
f(2)
assert calls.count(2) == 1
f("none")
assert calls.count("none") == 2
assert lru_cache()(len).cache_info().maxsize == 128

typed = lru_cache(typed=True)(lambda a, b: a)
typed(1, 2), typed(1.0, 2.0)
assert typed.cache_info().misses == 2
print("ok")
