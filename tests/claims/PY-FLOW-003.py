# needs: pandas==3.1.1
# shows: a Series answers == None per element; the truth rules; a key that places None; None in < raises
import operator

for value in (0, 0.0, 0j, "", b"", [], (), {}, set(), range(0), None, False):
    assert not value
assert float("nan") and [0] and "0" and object()

class Len:
    def __len__(self):
        return 0

class Both(Len):
    def __bool__(self):
        return True

assert not Len() and Both()
for op in (operator.lt, operator.le, operator.gt, operator.ge):
    try:
        op(None, 3)
    except TypeError:
        pass
    else:
        raise AssertionError(op)
try:
    max([1, None])
except TypeError:
    pass
else:
    raise AssertionError
assert sorted([3, None, 0, None], key=lambda v: (v is None, v)) == [0, 3, None, None]
assert (None == 3) is False

try:
    import pandas as pd
except ImportError:
    pd = None
if pd is not None:
    answer = pd.Series([1, None]) == None  # noqa: E711
    assert isinstance(answer, pd.Series) and len(answer) == 2
    assert (pd.Series([1]) is None) is False
print("ok")
