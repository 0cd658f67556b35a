# needs: nothing beyond the standard library
# shows: Regular and namespace packages, submodules as attributes, __all__, relative imports of a file run by path.
import importlib
import importlib.util
import os
import subprocess
import sys
import tempfile

with tempfile.TemporaryDirectory() as top:
    def write(name, text=""):
        path = os.path.join(top, *name.split("/"))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    write("one/bare/a.py", "x = 1\n")
    write("two/bare/b.py", "x = 2\n")
    write("one/shop/__init__.py", "from .tax import rate\n__all__ = ['rate']\nother = 1\n")
    write("one/shop/tax.py", "rate = 3\n")
    write("one/shop/orders.py", "from .tax import rate\nprint(rate)\n")
    write("one/plain/__init__.py", "seen = 1\n_hidden = 2\n")
    write("one/plain/sub.py")
    write("one/both/first.py")
    write("two/both/__init__.py")
    write("two/both/second.py")
    sys.path[:0] = [os.path.join(top, "one"), os.path.join(top, "two")]
    importlib.invalidate_caches()

    import bare.a
    import bare.b
    assert (bare.a.x, bare.b.x, len(bare.__path__)) == (1, 2, 2)
    assert getattr(bare, "__file__", None) is None

    import shop
    assert shop.rate == 3 and shop.tax.rate == 3  # binding a submodule: a side effect of from .tax
    assert not hasattr(shop, "orders")
    names = {}
    exec("from shop import *", names)
    assert "rate" in names and "other" not in names and "tax" not in names
    names = {}
    exec("from plain import *", names)
    assert "seen" in names and "_hidden" not in names and "sub" not in names

    import both  # the regular package wins, although the bare directory stands first on the path
    assert both.__file__.startswith(os.path.join(top, "two"))
    assert importlib.util.find_spec("both.first") is None

    def run(*args):
        done = subprocess.run([sys.executable, *args], cwd=os.path.join(top, "one"),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        return done.returncode, done.stdout.split(), done.stderr

    code, out, err = run("shop/orders.py")
    assert code == 1 and b"attempted relative import with no known parent package" in err
    assert run("-m", "shop.orders")[:2] == (0, [b"3"])
    del sys.path[:2]
print("ok")
