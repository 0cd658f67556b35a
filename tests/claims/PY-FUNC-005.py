# needs: flask==3.1.3 fastapi==0.165.0 httpx==0.28.1 httpx2==2.16.2
# shows: without wraps Flask refuses the second view, and FastAPI registers both and asks for args and kwargs; with wraps both work; app.get returns the function as it was
import functools

import flask
from fastapi import FastAPI
from fastapi.testclient import TestClient


def bare(function):
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)
    return wrapper


def kept(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)
    return wrapper


def views(app, decorate):
    @app.get("/one")
    @decorate
    def one():
        return "1"

    @app.get("/two")
    @decorate
    def two():
        return "2"


try:
    views(flask.Flask("a"), bare)
    raise SystemExit("accepted")
except AssertionError as error:
    assert "View function mapping is overwriting an existing endpoint function: wrapper" in str(error)
site = flask.Flask("b")
views(site, kept)
assert site.test_client().get("/two").text == "2"
for decorate, status in ((bare, 422), (kept, 200)):
    api = FastAPI()
    views(api, decorate)
    answers = [TestClient(api).get(path) for path in ("/one", "/two")]
    assert [answer.status_code for answer in answers] == [status, status]
    if status == 422:
        assert {tuple(item["loc"]) for item in answers[0].json()["detail"]} == {("query", "args"), ("query", "kwargs")}


def plain():
    return 1


assert FastAPI().get("/")(plain) is plain
print("ok")
