# needs: nothing beyond the standard library; POSIX with fork, spawn and forkserver
# shows: what a worker inherits by start method, that a lambda fails, that a dead worker breaks the pool, that 3.12 warns of fork with threads
import multiprocessing
import os
import pickle
import sys
import threading
import warnings
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

table = None


def read(_):
    return table


def write(value):
    global table
    table = value
    return table


def fill():
    write("filled")


def die():
    os._exit(3)


def nothing():
    pass


def main():
    for method in ("fork", "spawn", "forkserver"):
        context = multiprocessing.get_context(method)
        with ProcessPoolExecutor(1, mp_context=context) as pool:
            assert pool.submit(read, 0).result() == ("parent" if method == "fork" else None)
            assert pool.submit(write, "worker").result() == "worker"
            assert table == "parent"
            try:
                pool.submit(lambda: 1).result()
            except (pickle.PicklingError, AttributeError):
                pass
            else:
                raise AssertionError("a lambda crossed")
        with ProcessPoolExecutor(1, mp_context=context, initializer=fill) as pool:
            assert pool.submit(read, 0).result() == "filled"
        with ProcessPoolExecutor(1, mp_context=context) as pool:
            for call in (lambda: pool.submit(die).result(), lambda: pool.submit(read, 0)):
                try:
                    call()
                except BrokenProcessPool:
                    pass
                else:
                    raise AssertionError("the pool survived")
    if sys.version_info >= (3, 12):
        stop = threading.Event()
        thread = threading.Thread(target=stop.wait)
        thread.start()
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            child = multiprocessing.get_context("fork").Process(target=nothing)
            child.start()
            child.join()
        stop.set()
        thread.join()
        assert any("multi-threaded" in str(w.message) for w in caught)
    print("ok")


if __name__ == "__main__":
    table = "parent"
    main()
