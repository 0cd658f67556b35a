# needs: numpy==2.5.5
# shows: shapes align from the right, a stretched axis has stride zero, keepdims, the square and the (n,) against (n, 1) surprises, in-place output is not stretched
import numpy as np


def fails(call):
    try:
        call()
    except ValueError:
        return True
    return False


table = np.arange(12).reshape(4, 3)
assert (table + np.ones(3)).shape == (4, 3) and fails(lambda: table + np.ones(4)) and fails(lambda: np.ones(6) + np.ones(3))
assert (table + np.ones((4, 1))).shape == (4, 3)
assert (np.ones(3) - np.ones((3, 1))).shape == (3, 3)
wide = np.broadcast_to(np.arange(3), (1000, 3))
assert wide.strides[0] == 0 and np.shares_memory(wide[0], wide[999])
assert np.allclose((table - table.mean(axis=1, keepdims=True)).mean(axis=1), 0) and fails(lambda: table - table.mean(axis=1))
square = np.ones((3, 3)) * np.arange(3)
assert (square[0] == np.arange(3)).all()
row = np.ones(3)


def grow():
    global row
    row += table


assert fails(grow)
print("ok")
