# needs: hypothesis==6.170.17
# shows: given tries 100 examples by default, shrinks a failure to the smallest, runs @example first, and refuses too narrow filters
import os
import re
import tempfile
from itertools import groupby

folder = tempfile.TemporaryDirectory()
os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = folder.name

from hypothesis import HealthCheck, assume, example, given, settings, strategies as st  # noqa: E402
from hypothesis.errors import FailedHealthCheck, Unsatisfiable  # noqa: E402


def encode(text):
    return "".join(f"{len(list(run))}{char}" for char, run in groupby(text))


def decode(code):
    return "".join(int(n) * char for n, char in re.findall(r"(\d+)(\D)", code))


tried = []


@settings(database=None, derandomize=True)
@given(st.text())
def round_trip(text):
    tried.append(text)
    assert decode(encode(text)) == text


try:
    round_trip()
except AssertionError as error:
    notes = "".join(getattr(error, "__notes__", []))
    assert "text='0'" in notes, notes
else:
    raise AssertionError("not found")
assert any(t == "0" for t in tried)

count = []


@settings(database=None)
@given(st.integers())
def always(n):
    count.append(n)


always()
assert len(count) == 100, len(count)

first = []


@settings(database=None)
@given(st.integers())
@example(12345)
def with_example(n):
    first.append(n)


with_example()
assert first[0] == 12345


@settings(database=None)
@given(st.integers())
def narrow(n):
    assume(n == 123456789)


try:
    narrow()
except (FailedHealthCheck, Unsatisfiable):
    pass
else:
    raise AssertionError("not refused")
assert settings().deadline.total_seconds() == 0.2
assert HealthCheck.filter_too_much
folder.cleanup()
print("ok")
