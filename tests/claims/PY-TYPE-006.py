# needs: mypy==2.4.1
# shows: list, dict and set are invariant, Sequence and Iterable covariant, Callable contravariant in its argument; inferred variance of class Box[T]; a covariant variable as input
import pathlib
import subprocess
import sys

HEAD = """
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

class Animal: ...
class Dog(Animal): ...

dogs: list[Dog] = []
by_name: dict[str, Dog] = {}
pack: set[Dog] = set()
def feed(animal: Animal) -> None: ...
def train(dog: Dog) -> None: ...

class Box[T]:
    def __init__(self, item: T) -> None:
        self._item = item
    def get(self) -> T:
        return self._item

class Slot[T]:
    def __init__(self, item: T) -> None:
        self.item = item
"""
ACCEPTED = ["a: Sequence[Animal] = dogs", "b: Iterable[Animal] = dogs", "c: Callable[[Dog], None] = feed", "d: Box[Animal] = Box[Dog](Dog())"]
REJECTED = ["a: list[Animal] = dogs", "b: dict[str, Animal] = by_name", "c: set[Animal] = pack", "d: Callable[[Animal], None] = train",
            "e: Slot[Animal] = Slot[Dog](Dog())",
            "T_co = TypeVar('T_co', covariant=True)\nclass In(Generic[T_co]):\n    def put(self, item: T_co) -> None: ..."]


def errors(code):
    pathlib.Path("code.py").write_text(HEAD + code + "\n")
    command = [sys.executable, "-m", "mypy", "--python-version", "3.12", "--no-incremental", "code.py"]
    return subprocess.run(command, capture_output=True, text=True).stdout.count(" error: ")


assert errors("\n".join(ACCEPTED)) == 0
for code in REJECTED:
    assert errors(code) == 1, code
print("ok")
