# needs: mypy==2.4.1 pydantic==2.14.4
# shows: hints are not enforced, mypy reports the call and skips untyped bodies, Pydantic converts, when hints are evaluated
import sys
import typing

from mypy import api
from pydantic import BaseModel


def check(source):
    return api.run(["--no-incremental", "--cache-dir=/dev/null", "-c", source])


out, _, code = check("def f(n: int) -> int:\n    return n * 2\nf('ab')\n")
assert code == 1 and "[arg-type]" in out
body = "    return 1 + 'a'\n"
assert check("def g():\n" + body)[2] == 0                     # no hints: not looked into
assert check("def g() -> int:\n" + body)[2] == 1


class Parcel(BaseModel):
    weight: float


assert Parcel(weight="12").weight == 12.0


def local():
    size: NoSuchName = 1        # noqa: F821  annotations of locals are not evaluated
    return size


assert local() == 1 and local.__annotations__ == {}
if sys.version_info < (3, 14):
    try:
        exec("def h(x: Later): pass")
    except NameError:
        pass
    else:
        raise AssertionError
space = {}
exec("from __future__ import annotations\ndef h(x: Later): pass", space)
assert space["h"].__annotations__ == {"x": "Later"}


class A:
    x: "int"


class B(A):
    y: int


assert typing.get_type_hints(B) == {"x": int, "y": int}
print("ok")
