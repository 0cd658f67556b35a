# needs: memray==1.20.0
# shows: tracemalloc misses memory that C takes by itself and memray sees it; a stored exception keeps frame locals; an lru_cache on a method holds its values and self, in a dict that get_referrers finds
import functools
import gc
import os
import sqlite3
import subprocess
import sys
import tempfile
import tracemalloc
import weakref

FILL = "CREATE TABLE t (b); INSERT INTO t VALUES (zeroblob(50000000));"
tracemalloc.start()
before = tracemalloc.get_traced_memory()[0]
db = sqlite3.connect(":memory:")
db.executescript(FILL)                      # SQLite takes the memory by itself
assert tracemalloc.get_traced_memory()[0] - before < 1_000_000
keep = bytearray(50_000_000)
assert tracemalloc.get_traced_memory()[0] - before > 49_000_000
tracemalloc.stop()

class Big:
    pass

def fail():
    local = Big()
    fail.ref = weakref.ref(local)
    raise ValueError

try:
    fail()
except ValueError as err:
    stored = err
gc.collect()
assert fail.ref() is not None
del stored
gc.collect()
assert fail.ref() is None

class Client:
    @functools.lru_cache(maxsize=None)
    def rates(self, when):
        return [when]

client = Client()
sample = client.rates(1)
ref = weakref.ref(client)
del client
gc.collect()
assert ref() is not None
assert [h for h in gc.get_referrers(sample) if type(h) is dict and h is not globals()]
Client.rates.cache_clear()
gc.collect()
assert ref() is None

cache = ["x" * 10_000] * 1000
assert sys.getsizeof(cache) < 10_000

try:
    import memray
except ImportError:
    memray = None
if memray:
    with tempfile.TemporaryDirectory() as d:
        prog, out = os.path.join(d, "p.py"), os.path.join(d, "o.bin")
        with open(prog, "w") as f:
            f.write("import sqlite3\ndb = sqlite3.connect(':memory:')\n"
                    "db.executescript(%r)\n" % FILL)
        subprocess.run([sys.executable, "-m", "memray", "run", "-q", "-o", out, prog], check=True)
        with memray.FileReader(out) as reader:
            peak = list(reader.get_high_watermark_allocation_records(merge_threads=True))
        assert sum(r.size for r in peak) >= 50_000_000
print("ok")
