# needs: fastapi==0.165.0 uvicorn==0.54.0
# shows: the lifespan runs once in each worker, before the first request; workers are processes that import the module anew
import pathlib
import socket
import subprocess
import sys
import time
import urllib.request

pathlib.Path("service.py").write_text("""
import os
from contextlib import asynccontextmanager
from fastapi import FastAPI

def note(what):
    with open("log", "a") as log:
        log.write(f"{what} {os.getpid()}\\n")

note("import")

@asynccontextmanager
async def lifespan(app):
    note("startup")
    yield
    note("shutdown")

app = FastAPI(lifespan=lifespan)

@app.get("/")
def pid():
    return os.getpid()
""")
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
server = subprocess.Popen([sys.executable, "-c", f"import uvicorn; uvicorn.run('service:app', port={port}, workers=2, app_dir='.')"],
                          stderr=subprocess.DEVNULL)
try:
    for _ in range(100):
        time.sleep(0.2)
        log = pathlib.Path("log").read_text().split() if pathlib.Path("log").exists() else []
        if log.count("startup") == 2:
            break
    body = urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).read().decode()
finally:
    server.terminate()
    server.wait(30)
events = [line.split() for line in pathlib.Path("log").read_text().splitlines()]
started = [pid for what, pid in events if what == "startup"]
assert len(started) == len(set(started)) == 2 and body in started
assert set(started) <= {pid for what, pid in events if what == "import"}
assert sorted(pid for what, pid in events if what == "shutdown") == sorted(started)
print("ok")
