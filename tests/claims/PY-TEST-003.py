# needs: pytest==9.2.0
# shows: one value per scope, set-up and teardown order, a failed set-up, ScopeMismatch, no direct call, overriding in a folder, wider scopes and autouse first
import pathlib
import subprocess
import sys

pathlib.Path("conftest.py").write_text("import pytest\n@pytest.fixture\ndef where():\n    return 'top'\n")
pathlib.Path("deep").mkdir()
pathlib.Path("deep/conftest.py").write_text("import pytest\n@pytest.fixture\ndef where():\n    return 'deep'\n")
pathlib.Path("deep/test_deep.py").write_text("def test_nearest(where):\n    assert where == 'deep'\n")
pathlib.Path("test_it.py").write_text("""
import pytest

log = []

@pytest.fixture(scope="module")
def server():
    log.append("server")
    yield []
    log.append("stop")

@pytest.fixture(autouse=True)
def guard():
    log.append("guard")

@pytest.fixture
def first(server):
    log.append("first")
    yield object()
    log.append("end first")

@pytest.fixture
def second(first):
    log.append("second")
    yield first
    log.append("end second")

def test_order(second, first):
    assert second is first
    assert log == ["server", "guard", "first", "second"]

def test_teardown(server):
    assert log[4:6] == ["end second", "end first"]
    assert log.count("server") == 1

@pytest.fixture
def broken(first):
    raise RuntimeError

@pytest.mark.xfail(raises=RuntimeError, strict=True)
def test_broken(broken):
    pass

def test_after_broken():
    assert log[-2:] == ["end first", "guard"]

@pytest.fixture(scope="module")
def wide(first):
    pass

def test_mismatch(wide):
    pass

def test_call():
    first()

@pytest.fixture
def survivor():
    yield
    log.append("survived")

def test_fails(survivor):
    assert 0

def test_resumed():
    assert "survived" in log
""")
done = subprocess.run([sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-v"], capture_output=True, text=True)
for name, result in {"order": "PASSED", "teardown": "PASSED", "broken": "XFAIL", "after_broken": "PASSED", "mismatch": "ERROR",
                     "call": "FAILED", "fails": "FAILED", "resumed": "PASSED", "nearest": "PASSED"}.items():
    assert f"test_{name} {result}" in done.stdout, (name, done.stdout)
assert "ScopeMismatch" in done.stdout and "called directly" in done.stdout
print("ok")
