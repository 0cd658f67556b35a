# needs: numpy==2.4.6
# shows: slices share memory, fancy indexing copies, and which functions decide by layout.
import numpy as np

x = np.arange(6)
x[1:4][0] = 90
assert x.tolist() == [0, 90, 2, 3, 4, 5]
x[[2, 3]][0] = -1
assert x.tolist() == [0, 90, 2, 3, 4, 5]
x[x > 80] = 0
assert x.tolist() == [0, 0, 2, 3, 4, 5]
assert np.shares_memory(x, x[::2]) and not np.shares_memory(x, x[[0, 2]])

a = np.arange(12).reshape(3, 4)
for shared in (a[1:], a.T, a[::-1], a[None], a[..., 1], a[2], a.reshape(4, 3), a.ravel()):
    assert np.shares_memory(a, shared)
for copied in (a[[1, 2]], a[a > 3], a[:, [0]], a[[0], 1:], a.T.reshape(-1), a.flatten(), a.astype(a.dtype)):
    assert not np.shares_memory(a, copied)

# base is no proof: a mixed index copies, and still has a base
b = np.arange(12).reshape(2, 3, 2)
mixed = b[0:2, [0, 1], 0:2]
assert mixed.base is not None and not np.shares_memory(b, mixed)

counts = np.zeros(2, int)
counts[[0, 0, 1]] += 1
assert counts.tolist() == [1, 1]
np.add.at(counts, [0, 0, 1], 1)
assert counts.tolist() == [3, 2]

for refuse in (lambda: np.array([1, 2], copy=False), lambda: a.T.reshape(-1, copy=False)):
    try:
        refuse()
    except ValueError:
        pass
    else:
        raise AssertionError("a copy was made")

for line, zero in (("x[[0, 2]][:] = 1", True), ("x[::2][:] = 1", False), ("x[[0, 2]] = 1", False),
                   ("x.reshape(4)[0] = 1", False)):
    x = np.zeros(4)
    exec(line)
    assert (not x.any()) is zero, line

frozen = np.arange(4.0)
frozen.setflags(write=False)
try:
    frozen[-2:] -= 1
except ValueError:
    pass
else:
    raise AssertionError("a read-only array was written")
print("ok")
