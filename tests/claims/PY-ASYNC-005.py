# needs: nothing beyond the standard library; shutdown is checked from 3.13 on
# shows: put() waits on a full queue, join() counts task_done(), shutdown() ends get(), BoundedSemaphore refuses an extra release
import asyncio
import sys


async def main():
    queue = asyncio.Queue(1)
    await queue.put(1)
    put = asyncio.ensure_future(queue.put(2))
    await asyncio.sleep(0)
    assert not put.done() and queue.full()
    await queue.get()
    await put
    await queue.get()
    join = asyncio.ensure_future(queue.join())
    await asyncio.sleep(0)
    queue.task_done()
    await asyncio.sleep(0)
    assert not join.done()
    queue.task_done()
    await join

    assert not asyncio.Queue().full() and asyncio.Queue().maxsize == 0

    bounded = asyncio.BoundedSemaphore(1)
    try:
        bounded.release()
    except ValueError:
        pass
    else:
        raise AssertionError("no ValueError")
    plain = asyncio.Semaphore(1)
    plain.release()
    await plain.acquire()
    await plain.acquire()
    assert plain.locked()

    if sys.version_info >= (3, 13):
        queue = asyncio.Queue()
        await queue.put("last")
        queue.shutdown()
        assert await queue.get() == "last"
        try:
            await queue.get()
        except asyncio.QueueShutDown:
            pass
        else:
            raise AssertionError("no QueueShutDown")


asyncio.run(main())
print("ok")
