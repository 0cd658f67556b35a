# needs: mypy==2.4.1
# shows: What mypy accepts and rejects for Optional, unions and narrowing, and what it reveals in each branch.
import re
import subprocess
import sys
import tempfile

SOURCE = '''\
from typing import Literal, Optional, Union, assert_never
from typing_extensions import TypeIs

def find(name: str) -> Optional[int]:
    return {"tea": 3}.get(name)

find("tea") + 1  # bad: operator
def need(x: Optional[int]) -> None: ...
need()  # bad: call-arg
def implicit(x: int = None) -> None: ...  # bad: assignment

def area(size: int | str | None) -> str:
    size.upper()  # bad: union-attr
    if isinstance(size, int):
        reveal_type(size)  # int
        return str(size * size)
    reveal_type(size)  # str | None
    if size is None:
        return "none"
    reveal_type(size)  # str
    return size

def truth(count: int | None) -> None:
    if count:
        reveal_type(count)  # int
    else:
        reveal_type(count)  # Literal[0] | None

def paint(colour: Literal["red", "green"]) -> int:
    if colour == "red":
        return 1
    reveal_type(colour)  # Literal['green']
    return 2

def open_end(colour: Literal["red", "green"]) -> int:
    if colour == "red":
        return 1
    assert_never(colour)  # bad: arg-type

def is_text(x: object) -> TypeIs[str]:
    return isinstance(x, str)

def own(x: int | str) -> None:
    if is_text(x):
        reveal_type(x)  # str
    else:
        reveal_type(x)  # int

class Order:
    coupon: str | None = None

def use(order: Order) -> None:
    if order.coupon is None:
        return
    reveal_type(order.coupon)  # str
    order = Order()
    order.coupon.upper()  # bad: union-attr

def pick(rate: int | None) -> int:
    return rate or 5

same: Union[int, Union[str, None]] = 1
reveal_type(same)  # int | str | None
reveal_type(find("x"))  # int | None
'''
with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
    file.write(SOURCE)
    file.flush()
    done = subprocess.run([sys.executable, "-m", "mypy", "--python-version", "3.12", "--cache-dir", "/dev/null",
                           "--no-error-summary", file.name], stdout=subprocess.PIPE, universal_newlines=True)
want = {}
for number, line in enumerate(SOURCE.splitlines(), 1):
    if "  # " in line:
        want[number] = line.split("  # ")[1]
got = {}
for line in done.stdout.splitlines():
    number, kind, text = re.match(r".*?:(\d+): (\w+): (.*)", line).groups()
    if kind == "error":
        got[int(number)] = "bad: " + re.search(r"\[([\w-]+)\]$", text).group(1)
    elif text.startswith("Revealed"):
        got[int(number)] = text.split('"')[1]
assert got == want, [(n, got.get(n), want.get(n)) for n in sorted(set(got) | set(want)) if got.get(n) != want.get(n)]

# At run time nothing is checked, and an assert goes away under -O.
code = "x = None\nassert x is not None\nprint('reached')"
assert subprocess.run([sys.executable, "-O", "-c", code], stdout=subprocess.PIPE).stdout == b"reached\n"
print("ok")
