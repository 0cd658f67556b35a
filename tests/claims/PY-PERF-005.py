# needs: numpy==2.4.6 numba==0.68.1 cython==3.3.1 setuptools==84.2.1; a C compiler
# shows: np.vectorize calls Python per element; njit compiles per type, wraps int64, refuses what it does not know; whole arrays make temporaries; Cython wraps C ints
import importlib.util
import pathlib
import subprocess
import sys
import tempfile
import tracemalloc

import numba
import numpy as np

calls = []
double = np.vectorize(lambda x: calls.append(x) or 2 * x, otypes=[float])
assert double(np.arange(1000.0)).sum() == 999000 and len(calls) == 1000


@numba.njit
def smooth(values, weight):
    out = np.empty_like(values)
    last = values[0]
    for i in range(values.size):
        last = weight * values[i] + (1 - weight) * last
        out[i] = last
    return out


data = np.arange(10.0)
assert not smooth.signatures
smooth(data, 0.5)
assert len(smooth.signatures) == 1
smooth(data, 0.5)
assert len(smooth.signatures) == 1
smooth(data.astype(np.float32), 0.5)
assert len(smooth.signatures) == 2
assert np.allclose(smooth(data, 0.5), smooth.py_func(data, 0.5))


@numba.njit
def factorial(n):
    result = 1
    for k in range(2, n + 1):
        result *= k
    return result


assert factorial(20) == factorial.py_func(20)
assert factorial(21) == -4249290049419214848 != factorial.py_func(21)


@numba.njit
def unknown(text):
    return __import__("json").loads(text)


try:
    unknown("1")
except numba.core.errors.NumbaError:
    pass
else:
    raise AssertionError("numba compiled json.loads")

big = np.ones(1_000_000)
tracemalloc.start()
result = big * 2 + big * 3      # two products exist before their sum
peak = tracemalloc.get_traced_memory()[1]
assert peak >= 2 * big.nbytes, peak
tracemalloc.stop()

with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    (folder / "fast.pyx").write_text(
        "def factorial(int n):\n"
        "    cdef long long result = 1\n"
        "    cdef int k\n"
        "    for k in range(2, n + 1):\n"
        "        result *= k\n"
        "    return result\n"
    )
    (folder / "setup.py").write_text(
        "from setuptools import setup\nfrom Cython.Build import cythonize\nsetup(ext_modules=cythonize('fast.pyx'))\n"
    )
    subprocess.run([sys.executable, "setup.py", "-q", "build_ext", "--inplace"], cwd=folder, check=True, capture_output=True)
    (path,) = folder.glob("fast.*.so")
    spec = importlib.util.spec_from_file_location("fast", path)
    fast = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fast)
    assert fast.factorial(20) == factorial.py_func(20)
    assert fast.factorial(21) == -4249290049419214848
print("ok")
