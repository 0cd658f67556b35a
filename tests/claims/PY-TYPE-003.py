# needs: mypy==2.4.1
# shows: What mypy makes of Protocol, TypedDict, Literal and NewType, and what is left of them at run time.
import re
import subprocess
import sys
import tempfile
from typing import Literal, NewType, Protocol, TypedDict, runtime_checkable

SOURCE = '''\
from abc import ABC, abstractmethod
from typing import Literal, NewType, NotRequired, Protocol, TypedDict

class Reader(Protocol):
    def read(self) -> str: ...
class File:
    def read(self) -> str: return ""
class Wrong:
    def read(self, size: int) -> str: return ""
def load(source: Reader) -> str: return source.read()
load(File())
load(Wrong())  # bad: arg-type

class Base(ABC):
    @abstractmethod
    def read(self) -> str: ...
Base.register(File)
def strict(source: Base) -> str: return source.read()
strict(File())  # bad: arg-type

class Point(TypedDict):
    x: int
    y: int
    label: NotRequired[str]
a: Point = {"x": 1, "y": 2}
b: Point = {"x": 1}  # bad: typeddict-item
c: Point = {"x": 1, "y": "2"}  # bad: typeddict-item
d: Point = {"x": 1, "y": 2, "z": 3}  # bad: typeddict-unknown-key
a["xx"]  # bad: typeddict-item

Status = Literal["paid", "failed"]
def note(status: Status) -> None: ...
note("paid")
note("payed")  # bad: arg-type
text: str = "paid"
note(text)  # bad: arg-type

UserId = NewType("UserId", int)
OrderId = NewType("OrderId", int)
def refund(order: OrderId, user: UserId) -> None: ...
user, order = UserId(7), OrderId(9)
refund(order, user)
refund(user, order)  # bad: arg-type
refund(9, user)  # bad: arg-type
total: int = user + 1
'''
with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
    file.write(SOURCE)
    file.flush()
    done = subprocess.run([sys.executable, "-m", "mypy", "--python-version", "3.12", "--cache-dir", "/dev/null",
                           "--no-error-summary", file.name], stdout=subprocess.PIPE, universal_newlines=True)
want = {n: line.split("  # bad: ")[1] for n, line in enumerate(SOURCE.splitlines(), 1) if "  # bad: " in line}
got = {}
for line in done.stdout.splitlines():
    number, kind, text = re.match(r".*?:(\d+): (\w+): (.*)", line).groups()
    if kind == "error":
        got[int(number)] = re.search(r"\[([\w-]+)\]$", text).group(1)
assert got == want, (got, want)


class Plain(Protocol):
    def close(self) -> None: ...


@runtime_checkable
class Checked(Protocol):
    def close(self) -> None: ...


class Point(TypedDict):
    x: int


class Door:
    def close(self, key): ...


UserId = NewType("UserId", int)
for kind in (Plain, Point, UserId, Literal["a"]):
    try:
        isinstance(Door(), kind)
    except TypeError:
        pass
    else:
        raise AssertionError(kind)
assert isinstance(Door(), Checked)
assert type(Point(x="wrong")) is dict
number = 700
assert UserId(number) is number
print("ok")
