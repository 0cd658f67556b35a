# needs: python>=3.8
# shows: What the card says of abc and Protocol beyond its own code block.
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Protocol


def refused(make, text):
    try:
        make()
    except TypeError as error:
        assert text in str(error), error
    else:
        raise AssertionError("was accepted")


class Plain:
    @abstractmethod
    def load(self): ...


Plain()


class Base(ABC):
    @property
    @abstractmethod
    def size(self): ...

    @abstractmethod
    def load(self):
        return "body"


refused(Base, "load")


class Table(dict, Base):
    pass


Table()


class Failure(Exception, Base):
    pass


Failure()


class Other(Base):
    size = 1

    def load(self, extra=0):
        return super().load()


assert Other().load() == "body"


@Base.register
class Foreign:
    pass


assert isinstance(Foreign(), Base) and not hasattr(Foreign, "load")


class Loads(Protocol):
    def load(self): ...


refused(lambda: isinstance(Foreign(), Loads), "runtime_checkable")
assert Mapping.__abstractmethods__ == {"__getitem__", "__iter__", "__len__"}
assert {"get", "items", "keys", "values", "__contains__", "__eq__"} <= set(dir(Mapping))
print("ok")
