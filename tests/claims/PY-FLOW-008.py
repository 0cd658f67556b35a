# needs: python>=3.9
# shows: the traps of strip, split, find and case; += on an attribute copies, on a lone local CPython extends in place
import timeit

assert "basics.csv".rstrip(".csv") == "basi" and "basics.csv".removesuffix(".csv") == "basics"
assert "a.csv.bak".replace(".csv", "") == "a.bak" and "a.csv.old.csv".split(".csv")[0] == "a"
assert "a.csv.old.csv".removesuffix(".csv") == "a.csv.old"
assert "ß".upper() == "SS" and "Groß".casefold() == "gross" and "Groß".lower() == "groß"
assert "abc".partition("=") == ("abc", "", "") and "a\fb".splitlines() == ["a", "b"]
assert bool("abc".find("a")) is False and bool("abc".find("z")) is True
try:
    ",".join(["a", 1])
except TypeError:
    pass
else:
    raise AssertionError


class Holder:
    pass


def local(n):
    text = ""
    for _ in range(n):
        text += "0123456789"


def attribute(n):
    holder = Holder()
    holder.text = ""
    for _ in range(n):
        holder.text += "0123456789"


def best(function, n):
    return min(timeit.repeat(lambda: function(n), number=1, repeat=3))


assert best(attribute, 20_000) > 3 * best(local, 20_000)
print("ok")
