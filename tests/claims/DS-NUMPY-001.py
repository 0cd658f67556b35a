# needs: numpy==2.5.5
# shows: one dtype, mixed text, wrap-around in arrays, np.append copies, a Python loop over an array is slower than over a list, whole arrays are faster
import sys
import timeit

import numpy as np

assert np.array([1, "x"]).dtype.kind == "U"
small = np.array([32_767], dtype="int16")
assert (small + small)[0] == -2  # silently
try:
    np.array([40_000], dtype="int16")
    raise SystemExit("accepted")
except OverflowError:
    pass
a = np.arange(5)
b = np.append(a, 5)
assert not np.shares_memory(a, b) and len(a) == 5
assert np.shares_memory(a, a[1:3]) and ([1] + [2] == [1, 2]) and (a + a)[1] == 2
n = 100_000
many, boxes = np.arange(n, dtype="int64"), list(range(n))
assert many.nbytes == 8 * n and sys.getsizeof(boxes) + sum(map(sys.getsizeof, boxes)) > 4 * many.nbytes


def best(call):
    return min(timeit.repeat(call, number=3, repeat=5))


assert best(lambda: sum(many)) > 1.5 * best(lambda: sum(boxes))
assert best(lambda: many + many) * 5 < best(lambda: [x + y for x, y in zip(boxes, boxes)])
few, pair = np.arange(3), [0, 1, 2]
assert best(lambda: [few.sum() for _ in range(1000)]) > best(lambda: [sum(pair) for _ in range(1000)])
assert np.array([1, 2], dtype=object).dtype == object
print("ok")
