# needs: python>=3.8
# shows: What lru_cache on a method keeps, refuses and breaks.
import asyncio
import functools
import gc


class Document:
    @functools.lru_cache(maxsize=None)
    def section(self, number):
        return number

    @functools.lru_cache(maxsize=None)
    async def fetch(self):
        return 1


first = Document()
first.section(1)
assert tuple in [type(owner) for owner in gc.get_referrers(first)]
assert Document.section.cache_info().currsize == 1


async def twice():
    await first.fetch()
    try:
        await first.fetch()
    except RuntimeError:
        return
    raise AssertionError("a coroutine was awaited twice")


asyncio.run(twice())


class Unhashable:
    def __eq__(self, other):
        return True

    section = Document.section


try:
    Unhashable().section(1)
except TypeError as error:
    assert "unhashable" in str(error)
else:
    raise AssertionError("an unhashable self was accepted")


class Slotted:
    __slots__ = ()

    @functools.cached_property
    def total(self):
        return 1


try:
    Slotted().total
except TypeError:
    pass
else:
    raise AssertionError("cached_property worked without a __dict__")
print("ok")
