# needs: python>=3.8
# shows: a logging call with % arguments formats nothing when the level is off; an f-string does; {} arguments are not merged
import contextlib, io, logging, sys

calls = []
class State:
    def __str__(self):
        calls.append(1)
        return "state"

log = logging.getLogger("claims")
log.propagate = False
log.setLevel(logging.WARNING)
log.debug("s %s", State())
assert calls == []
log.debug(f"s {State()}")
assert len(calls) == 1
log.debug("s %s" % State())
assert len(calls) == 2

log.setLevel(logging.DEBUG)
err = io.StringIO()
with contextlib.redirect_stderr(err):
    log.addHandler(logging.StreamHandler(io.StringIO()))
    log.debug("s {}", State())
assert "not all arguments converted" in err.getvalue()

d = {"k": 1}
src = 'f"{d["k"]}"'
if sys.version_info >= (3, 12):
    assert eval(src) == "1"
    assert eval(r"f'{chr(10).join(['a', 'b'])}{'\n'}'") == "a\nb\n"
else:
    for s in (src, r"f'{'\n'}'", "f\"{'\\n'}\""):
        try:
            eval(s)
        except SyntaxError:
            pass
        else:
            raise AssertionError(s)
print("ok")
