# needs: ruff==0.17.6 mypy==2.4.1 pyflakes==4.1.0
# shows: what a linter reports and a formatter changes, and that only the type checker sees a wrong argument type
import pathlib
import subprocess
import sys
import tempfile

SOURCE = '''import os


def total(list=[]):
    if list == None:
        return 0
    for x in list: x + 1
    return len(list)


def half(n: int) -> float:
    return n / 2


half("four")
'''


def run(*words):
    return subprocess.run([sys.executable, "-m", *words], capture_output=True, text=True).stdout


with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder, "change.py")
    path.write_text(SOURCE)
    found = run("ruff", "check", "--isolated", "--no-cache", "--select", "F,E,B,A,D", "--output-format", "concise", str(path))
    for rule in ("F401", "B006", "E711", "A002", "D103"):
        assert rule in found, (rule, found)
    assert "four" not in found and ":15:" not in found
    flakes = run("pyflakes", str(path))
    assert "'os' imported but unused" in flakes and len(flakes.splitlines()) == 1, flakes
    run("ruff", "format", "--isolated", "--no-cache", str(path))
    layout = path.read_text()
    assert "for x in list:\n        x + 1" in layout and "import os" in layout and "list=[]" in layout
    typed = run("mypy", "--no-incremental", "--cache-dir", folder, str(path))
    assert '"half" has incompatible type "str"; expected "int"' in typed, typed
print("ok")
