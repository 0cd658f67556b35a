# needs: nothing beyond the standard library
# shows: A generator's size does not depend on its length; calling runs no body; one pass; no len, no index.
import heapq
import sys
from itertools import count, islice


def numbers(n):
    ran.append(n)
    for i in range(n):
        yield i


ran = []
small, large = numbers(3), numbers(10**9)
assert ran == []
assert sys.getsizeof(small) == sys.getsizeof(large) < sys.getsizeof(list(range(1000)))
assert iter(small) is small
assert list(small) == [0, 1, 2] and list(small) == []
for use in (len, lambda g: g[0], lambda g: g + g):
    try:
        use(large)
    except TypeError:
        pass
    else:
        raise AssertionError(use)
prices = (p for p in [1, 2, 3])
assert min(prices) == 1
try:
    max(prices)
except ValueError:
    pass
else:
    raise AssertionError("max of an empty generator")
assert list(islice((n * n for n in count(1)), 5)) == [1, 4, 9, 16, 25]
assert heapq.nlargest(2, numbers(5)) == [4, 3]
print("ok")
