# needs: nothing beyond the standard library
# shows: Order of the finders and of sys.path; what a file beside the script can and cannot shadow; None in sys.modules.
import os
import subprocess
import sys
import tempfile

names = [getattr(finder, "__name__", type(finder).__name__) for finder in sys.meta_path]
order = [names.index(n) for n in ("BuiltinImporter", "FrozenImporter", "PathFinder")]
assert order == sorted(order), names
assert "time" in sys.builtin_module_names and "sys" in sys.builtin_module_names

with tempfile.TemporaryDirectory() as top:
    top = os.path.realpath(top)
    extra = os.path.join(top, "extra")
    os.makedirs(os.path.join(top, "app", "pkg"))
    os.makedirs(extra)

    def write(name, text):
        with open(os.path.join(top, *name.split("/")), "w", encoding="utf-8") as file:
            file.write(text)

    def run(*args, **env):
        done = subprocess.run([sys.executable, *args], cwd=os.path.join(top, "app"), stdout=subprocess.PIPE,
                              env={**os.environ, **env}, universal_newlines=True)
        return done.stdout.splitlines()

    write("app/time.py", "mine = True\n")
    write("app/colorsys.py", "mine = True\n")
    write("app/main.py", "import time, colorsys\nprint(hasattr(time, 'mine'), hasattr(colorsys, 'mine'))\n")
    assert run("main.py") == ["False True"]
    if sys.version_info >= (3, 11):
        assert run("-P", "main.py") == ["False False"]
    assert run("-I", "main.py") == ["False False"]

    write("app/path.py", "import sys\nprint(*sys.path, sep='\\n')\n")
    path = run("path.py", PYTHONPATH=extra)
    stdlib = os.path.dirname(os.__file__)
    site = next(i for i, p in enumerate(path) if p.endswith("site-packages"))
    assert path[:2] == [os.path.join(top, "app"), extra], path
    assert 1 < path.index(stdlib) < site, path

    # submodules are searched on the package's __path__, not on sys.path
    write("app/pkg/__init__.py", "")
    write("app/half.py", "import sys\nstate = 'half'\nprint('half' in sys.modules)\n1 / 0\n")
    code = ("import sys\n"
            "try:\n import half\nexcept ZeroDivisionError:\n pass\n"
            "print('half' in sys.modules)\n"
            "import pkg\n"
            "pkg.__path__.append(%r)\n"
            "import pkg.late\n"
            "print(pkg.late.x)\n"
            "sys.modules['json'] = None\n"
            "try:\n import json\nexcept ModuleNotFoundError:\n print('blocked')\n") % extra
    write("extra/late.py", "x = 5\n")
    assert run("-c", code) == ["True", "False", "5", "blocked"]
    assert run("-c", "import sys; print(repr(sys.path[0]))") == ["''"]
    assert run("-m", "path")[0] == os.path.join(top, "app")
print("ok")
