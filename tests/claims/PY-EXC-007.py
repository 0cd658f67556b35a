# needs: nothing beyond the standard library
# shows: ExitStack order, errors on the way out and pop_all; contextmanager with a return in finally; suppress and friends.
import sys
import warnings
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress

log = []
try:
    with ExitStack() as stack:
        stack.callback(log.append, "first")
        stack.callback(lambda: 1 / 0)
        stack.callback(log.append, "last")
        raise KeyError("body")
except ZeroDivisionError as error:
    assert isinstance(error.__context__, KeyError)
assert log == ["last", "first"]

with ExitStack() as stack:
    stack.enter_context(suppress(KeyError))
    stack.callback(log.append, "inner")
    raise KeyError
assert log[-1] == "inner"

swallow = (
    "@contextmanager\ndef quiet():\n    try:\n        yield\n    finally:\n        return\n"
)
names = {"contextmanager": contextmanager}
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    exec(compile(swallow, "demo.py", "exec"), names)
assert bool(seen) is (sys.version_info >= (3, 14))  # PEP 765
reached = False
with names["quiet"]():
    raise OSError
reached = True
assert reached


class Link:
    closed = False

    def close(self):
        self.closed = True


with closing(Link()) as link:
    assert not link.closed
assert link.closed
with nullcontext(5) as five:
    assert five == 5


@contextmanager
def once():
    yield


manager = once()
with manager:
    pass
try:
    with manager:
        pass
except (RuntimeError, AttributeError):
    pass
else:
    raise AssertionError("single use")


@once()
def decorated():
    return 7


assert decorated() == decorated() == 7
with suppress(KeyError):
    with suppress(ValueError):
        raise KeyError

# a with statement of fixed managers also closes the first when the second cannot be entered
with suppress(OSError):
    with closing(Link()) as a, open("/nowhere/at/all") as b:
        pass
assert a.closed

stack = ExitStack()
stack.callback(log.append, "moved")
other = stack.pop_all()
stack.close()
assert log[-1] != "moved"
other.close()
assert log[-1] == "moved"
print("ok")
