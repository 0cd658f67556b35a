# needs: nothing beyond the standard library
# shows: Syntax that each release accepts, modules it lacks, and what forkserver makes of settings filled by the main program.
import importlib.util
import subprocess
import sys
import tempfile

since = {
    (3, 10): "match 1:\n case 1: pass\n",
    (3, 11): "try: pass\nexcept* ValueError: pass\n",
    (3, 12): "def first[T](items: list[T]) -> T: return items[0]\n",
    (3, 14): 't"{1}"\n',
    (3, 15): "lazy import json\n",
}
for version, source in since.items():
    try:
        compile(source, "demo.py", "exec")
        accepted = True
    except SyntaxError:
        accepted = False
    assert accepted is (sys.version_info >= version), (version, sys.version)
try:
    compile('f"{", ".join(x)}"', "demo.py", "eval")
    accepted = True
except SyntaxError:
    accepted = False
assert accepted is (sys.version_info >= (3, 12))

for name, gone in (("distutils", (3, 12)), ("cgi", (3, 13)), ("telnetlib", (3, 13))):
    run = subprocess.run([sys.executable, "-I", "-S", "-W", "ignore", "-c", "import " + name], stderr=subprocess.PIPE)
    assert (run.returncode != 0) is (sys.version_info >= gone), name
assert (importlib.util.find_spec("tomllib") is not None) is (sys.version_info >= (3, 11))

SOURCE = '''
import multiprocessing, sys
from concurrent.futures import ProcessPoolExecutor
settings = {}
def size(_):
    return len(settings)
def fill(values):
    settings.update(values)
if __name__ == "__main__":
    settings["rate"] = 5
    for method in "fork", "forkserver":
        context = multiprocessing.get_context(method)
        with ProcessPoolExecutor(1, context) as pool:
            print(method, *pool.map(size, [0]))
        with ProcessPoolExecutor(1, context, fill, (settings,)) as pool:
            print("initializer", *pool.map(size, [0]))
'''
if sys.platform == "linux":
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(SOURCE)
        file.flush()
        run = subprocess.run([sys.executable, file.name], stdout=subprocess.PIPE, timeout=60, universal_newlines=True)
    assert run.stdout.split() == "fork 1 initializer 1 forkserver 0 initializer 1".split(), run.stdout
print("ok")
