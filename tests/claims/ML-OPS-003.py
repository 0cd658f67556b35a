# needs: fastapi==0.165.0 httpx==0.28.1
# shows: async def endpoints run on the event loop's thread, plain def endpoints in a pool thread; lifespan runs once
import asyncio
import threading
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI

loads = []

@asynccontextmanager
async def lifespan(app):
    loads.append(threading.get_ident())
    yield

app = FastAPI(lifespan=lifespan)

@app.get("/a")
async def on_loop():
    return threading.get_ident()

@app.get("/b")
def in_pool():
    return threading.get_ident()

async def main():
    transport = httpx.ASGITransport(app=app)
    async with app.router.lifespan_context(app):
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            here = threading.get_ident()
            for _ in range(3):
                assert (await client.get("/a")).json() == here
                assert (await client.get("/b")).json() != here
    assert len(loads) == 1

asyncio.run(main())
print("ok")
