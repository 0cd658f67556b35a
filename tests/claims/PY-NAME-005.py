# needs: python>=3.8
# shows: when __hash__ is None, what dataclass options generate, discard of a changed key, one key for 1, 1.0 and True
from dataclasses import dataclass

@dataclass
class Plain:
    a: int

@dataclass(frozen=True)
class Frozen:
    a: int

@dataclass(unsafe_hash=True)
class Forced:
    a: int

class Eq:
    def __eq__(self, other):
        return True

class Base:
    def __hash__(self):
        return 7

class Sub(Base):
    def __eq__(self, other):
        return self is other

assert Plain.__hash__ is None and Eq.__hash__ is None and Sub.__hash__ is None
assert hash(Frozen(1)) == hash(Frozen(1)) and Frozen(1) == Frozen(1)

key = Forced(1)
box = {key}
key.a = 2
box.discard(key)                    # does nothing, without an error
assert len(box) == 1 and list(box)[0] is key and key not in box

class Customer:
    def __init__(self, email):
        self.email = email
    def __eq__(self, other):
        return self.email.lower() == other.email.lower()
    def __hash__(self):
        return hash(self.email)

a, b = Customer("Ann@example.org"), Customer("ann@example.org")
assert a == b and len({a, b}) == 2
assert {1: "a", 1.0: "b", True: "c"} == {1: "c"}
class Any:
    pass
assert len({Any(), Any()}) == 2
try:
    hash((1, [2]))
except TypeError:
    print("ok")
