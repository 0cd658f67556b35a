# needs: nothing beyond the standard library
# shows: send, throw, close and return values pass through yield from; a raised StopIteration becomes RuntimeError.
def inner(log):
    try:
        while True:
            try:
                log.append((yield "in"))
            except KeyError:
                log.append("caught")
    finally:
        log.append("closed")


def outer(log):
    yield from inner(log)


log = []
gen = outer(log)
try:
    gen.send("x")
except TypeError:
    pass
else:
    raise AssertionError("send to a fresh generator")
assert gen.send(None) == "in"
gen.send(1)
next(gen)
gen.throw(KeyError())
gen.close()
assert log == [1, None, "caught", "closed"], log


def five():
    yield 1
    return 5


assert list(five()) == [1]
gen = five()
next(gen)
try:
    next(gen)
except StopIteration as stop:
    assert stop.value == 5


def by_hand():
    yield 1
    raise StopIteration


try:
    list(by_hand())
except RuntimeError:
    pass
else:
    raise AssertionError("PEP 479")


def wrong():
    yield five()


assert next(wrong()) != 1
print("ok")
