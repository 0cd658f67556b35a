# needs: python>=3.8
# shows: Which doors of dict, UserDict and list pass an override by.
import sys
from collections import UserDict


class Lower(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)


class User(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)


for kind, keys in (Lower, ["A", "B", "c"]), (User, ["a", "b", "c"]):
    made = kind(A=1)
    made.update(B=2)
    made["C"] = 3
    assert list(made) == keys
    if sys.version_info >= (3, 9):
        made |= {"D": 4}
        assert "D" in list(made)


class Counted(list):
    added = 0

    def append(self, item):
        self.added += 1
        super().append(item)


box = Counted()
box.extend("ab")
box += ["c"]
assert box.added == 0 and len(box) == 3
print("ok")
