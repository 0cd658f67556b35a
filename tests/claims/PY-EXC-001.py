# needs: nothing beyond the standard library
# shows: First matching except wins; else and finally; a return in finally; the as name is deleted; os._exit skips finally.
import subprocess
import sys


def which(error):
    try:
        raise error
    except IndexError:
        return "index"
    except LookupError:
        return "lookup"
    except KeyError:
        return "key"


assert which(KeyError()) == "lookup"


def else_is_unprotected():
    try:
        pass
    except ValueError:
        return "caught"
    else:
        raise ValueError


try:
    else_is_unprotected()
except ValueError:
    pass
else:
    raise AssertionError("the handlers do not guard else")

try:
    1 / 0
except ZeroDivisionError as error:
    pass
assert "error" not in globals()

names = {}
swallow = "def swallow():\n    try:\n        raise OSError\n    finally:\n        return 0\n"
import warnings

with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    exec(compile(swallow, "demo.py", "exec"), names)
assert bool(seen) is (sys.version_info >= (3, 14))  # PEP 765
assert names["swallow"]() == 0

hard = "import os\ntry:\n    os._exit(3)\nfinally:\n    print('never')\n"
run = subprocess.run([sys.executable, "-c", hard], stdout=subprocess.PIPE)
assert (run.returncode, run.stdout) == (3, b"")
soft = "import sys\ntry:\n    sys.exit(3)\nfinally:\n    print('clean')\n"
run = subprocess.run([sys.executable, "-c", soft], stdout=subprocess.PIPE)
assert (run.returncode, run.stdout.strip()) == (3, b"clean")
for quiet in (KeyboardInterrupt, SystemExit):
    assert not issubclass(quiet, Exception)


def kept():
    value = 1
    try:
        return value
    finally:
        value = 2


assert kept() == 1


def hidden():
    try:
        link = open("/nowhere/at/all")
    finally:
        link.close()


try:
    hidden()
except UnboundLocalError as error:
    assert isinstance(error.__context__, FileNotFoundError)
print("ok")
