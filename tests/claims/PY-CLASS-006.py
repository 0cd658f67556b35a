# needs: python>=3.8
# shows: Who is asked first, and when the reflected method is not asked at all.


class Left:
    def __add__(self, other):
        return "left"

    def __radd__(self, other):
        return "right"


class Silent(Left):
    pass


class Loud(Left):
    def __radd__(self, other):
        return "subclass"


assert Left() + Silent() == "left" and Left() + Loud() == "subclass"


class Declines:
    def __add__(self, other):
        return NotImplemented

    def __radd__(self, other):
        return "asked"


try:
    Declines() + Declines()
except TypeError:
    pass
else:
    raise AssertionError("one type was asked twice")
assert 1 + Declines() == "asked"

one = Declines()
one.__len__ = lambda: 3
try:
    len(one)
except TypeError:
    pass
else:
    raise AssertionError("len looked at the instance")


class Catch:
    def __getattr__(self, name):
        return lambda *args: 3


try:
    len(Catch())
except TypeError:
    pass
else:
    raise AssertionError("__getattr__ supplied a special method")


class Equal:
    def __eq__(self, other):
        return NotImplemented


assert Equal.__hash__ is None and (Equal() == Equal()) is False
try:
    sum([type("Price", (), {"__add__": lambda a, b: a})()])
except TypeError as error:
    assert str(error) == "unsupported operand type(s) for +: 'int' and 'Price'"
print("ok")
