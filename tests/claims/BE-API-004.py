# needs: fastapi==0.165.0 httpx==0.28.1 httpx2==2.16.2
# shows: overrides are keyed by the function object and resolved per request, when lifespan runs, what TestClient does with errors
import asyncio
from contextlib import asynccontextmanager

import httpx
from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient

state = {}


@asynccontextmanager
async def lifespan(app):
    state["pool"] = "open"
    yield
    state["pool"] = "closed"


app = FastAPI(lifespan=lifespan)


def get_db():
    raise RuntimeError("production")


@app.post("/users", status_code=201)
def create(body: dict, db: list = Depends(get_db)):
    if body["name"] in db:
        raise HTTPException(409)
    db.append(body["name"])
    return body


@app.get("/boom")
def boom():
    raise ValueError("boom")


original = get_db

# patching the name does not reach a registered route
get_db = lambda: []
try:
    TestClient(app).post("/users", json={"name": "a"})
except RuntimeError as error:
    assert str(error) == "production"
else:
    raise AssertionError("the patched name was used")

# an override under the original function does
db = []
app.dependency_overrides[original] = lambda: db
assert TestClient(app).post("/users", json={"name": "a"}).status_code == 201
assert TestClient(app).post("/users", json={"name": "a"}).status_code == 409
assert state == {}, "lifespan must not run without with"
with TestClient(app) as client:
    assert state == {"pool": "open"}
assert state == {"pool": "closed"}
state.clear()

# parameters of the stand-in are request parameters
def with_parameter(q: int):
    return []


app.dependency_overrides[original] = with_parameter
assert TestClient(app).post("/users", json={"name": "b"}).status_code == 422
assert TestClient(app).post("/users?q=1", json={"name": "b"}).status_code == 201

# server errors are raised in the test unless asked otherwise
try:
    TestClient(app).get("/boom")
except ValueError:
    pass
else:
    raise AssertionError("the error did not come through")
assert TestClient(app, raise_server_exceptions=False).get("/boom").status_code == 500


async def main():
    app.dependency_overrides[original] = lambda: []
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        assert (await client.post("/users", json={"name": "c"})).status_code == 201
    assert state == {}, "AsyncClient must not run the lifespan"
    try:
        httpx.AsyncClient(app=app, base_url="http://test")
    except TypeError:
        pass
    else:
        raise AssertionError("app= was accepted")


asyncio.run(main())
print("ok")
