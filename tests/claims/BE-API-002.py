# needs: fastapi==0.165.0 httpx==0.28.1 httpx2==2.16.2
# shows: def endpoints and dependencies run in a pool of 40 threads, async def on the loop; a bare wrapper around async def goes to a thread
import asyncio
import functools
import threading

import anyio.to_thread
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
loops = []


def here():
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return f"thread {threading.current_thread().name}"
    return "loop"


@app.get("/plain")
def plain():
    return here()


@app.get("/async")
async def on_loop(where: str = Depends(here)):
    return [here(), where, anyio.to_thread.current_default_thread_limiter().total_tokens]


def bare(function):
    def wrapper():
        return function()
    return wrapper


def kept(function):
    @functools.wraps(function)
    def wrapper():
        return function()
    return wrapper


async def fetch():
    return here()


seen = []


def spy(function):
    def wrapper():
        seen.append(here())
        return function()
    return wrapper


app.get("/bare")(spy(bare(fetch)))
with TestClient(app, raise_server_exceptions=False) as client:
    assert client.get("/plain").json().startswith("thread")
    loop, dependency, limit = client.get("/async").json()
    assert (loop, limit) == ("loop", 40) and dependency.startswith("thread")
    response = client.get("/bare")
    assert seen and seen[0].startswith("thread")
    assert response.status_code == 500 or response.json() != "loop", response.text
print("ok")
