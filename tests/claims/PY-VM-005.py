# needs: nothing beyond the standard library
# shows: The specialised form of a + b: chosen at run time, kept after one miss, changed after many; annotations change nothing.
import dis
import sys


def add(a, b):
    return a + b


def hinted(a: int, b: int) -> int:
    return a + b


def form(function):
    names = [i.opname for i in dis.get_instructions(function, adaptive=True)]
    return [name for name in names if name.startswith("BINARY")]


if sys.version_info >= (3, 11):
    assert form(add) == form(hinted) == ["BINARY_OP"]
    assert add.__code__.co_code == hinted.__code__.co_code
    for _ in range(100):
        add(1, 2)
    assert form(add) == ["BINARY_OP_ADD_INT"]
    assert add("x", "y") == "xy" and form(add) == ["BINARY_OP_ADD_INT"]
    for _ in range(1000):
        add("x", "y")
    assert form(add) == ["BINARY_OP_ADD_UNICODE"]
    for _ in range(1000):
        add((), ())
    assert form(add) in (["BINARY_OP"], ["BINARY_OP_ADAPTIVE"])

    class Point:
        def __init__(self):
            self.x = 1

    def get(p):
        return p.x

    p = Point()
    for _ in range(100):
        get(p)
    names = [i.opname for i in dis.get_instructions(get, adaptive=True)]
    assert any(n.startswith("LOAD_ATTR_") for n in names), names
print("ok")
