# needs: python>=3.8; the facts on Python 2 were run by hand on 2.7.18
# shows: range is a sequence with arithmetic membership; zip(strict=True) raises only after the equal part was handed out
import sys

huge = range(10**12)
assert sys.getsizeof(huge) == sys.getsizeof(range(10))
assert 999_999_999_999 in huge and huge[-1] == 10**12 - 1
assert range(0, 10, 3) == range(0, 12, 3) and range(10)[2:5] == range(2, 5)
assert iter(range(3)) is not iter(range(3))
for lazy in (enumerate("ab"), zip("ab", "cd")):
    assert iter(lazy) is lazy and len(list(lazy)) == 2 and list(lazy) == []
if sys.version_info >= (3, 10):
    seen = []
    try:
        for pair in zip("ab", [1, 2, 3], strict=True):
            seen.append(pair)
    except ValueError:
        pass
    else:
        raise AssertionError
    assert len(seen) == 2
print("ok")
