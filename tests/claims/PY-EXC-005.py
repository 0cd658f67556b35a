# needs: python>=3.8
# shows: last resort, disable_existing_loggers, doubled lines, implicit basicConfig, isEnabledFor, KeyError's bare text
import contextlib
import io
import logging
import logging.config

err = io.StringIO()
with contextlib.redirect_stderr(err):
    bare = logging.getLogger("bare")
    bare.info("hidden")
    bare.warning("seen")
assert err.getvalue() == "seen\n", err.getvalue()
assert not logging.root.handlers

with contextlib.redirect_stderr(io.StringIO()):
    logging.warning("module level")
assert len(logging.root.handlers) == 1          # it called basicConfig
logging.basicConfig(level=logging.DEBUG)
assert logging.root.level == logging.WARNING    # the later call does nothing

early = logging.getLogger("early.lib")
logging.config.dictConfig({"version": 1})
assert early.disabled
early2 = logging.getLogger("early2.lib")
logging.config.dictConfig({"version": 1, "disable_existing_loggers": False})
assert not early2.disabled

out = io.StringIO()
root, child = logging.getLogger("a"), logging.getLogger("a.b")
for each in (root, child):
    each.addHandler(logging.StreamHandler(out))
child.error("twice")
assert out.getvalue() == "twice\ntwice\n"

ran = []
child.setLevel(logging.INFO)
child.debug("cart: %s", ran.append(1))
assert ran == [1] and not child.isEnabledFor(10)
assert str(KeyError("price")) == "'price'"
print("ok")
