# needs: pytest==9.2.0
# shows: test_*.py and *_test.py are collected, tests.py is not; functions named test*; an import error; the report of a plain assert
import pathlib
import subprocess
import sys

pathlib.Path("test_one.py").write_text("def test_a():\n    total = 140\n    assert total == 150\ndef check_x():\n    assert 0\n")
pathlib.Path("two_test.py").write_text("def test_b():\n    pass\n")
pathlib.Path("tests.py").write_text("def test_c():\n    pass\n")


def pytest(*options):
    done = subprocess.run([sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options], capture_output=True, text=True)
    return done.returncode, done.stdout


code, out = pytest("-v")
assert code == 1 and "test_one.py::test_a FAILED" in out and "two_test.py::test_b PASSED" in out
assert "test_c" not in out and "check_x" not in out and "assert 140 == 150" in out
pathlib.Path("test_bad.py").write_text("import nothing_of_that_name\n")
code, out = pytest()
assert code == 2 and "Interrupted" in out and "1 error" in out and "passed" not in out
code, out = pytest("--continue-on-collection-errors")
assert "1 passed" in out and "1 failed" in out and "1 error" in out
print("ok")
