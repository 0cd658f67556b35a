# needs: py-spy==0.4.3
# shows: py-spy attaches by pid to a running process, counts samples per stack, leaves idle threads out unless --idle is given, and dumps stacks
import os
import pathlib
import subprocess
import sys
import time

program = pathlib.Path("program.py")
program.write_text("""
import threading
import time

def wait_here():
    time.sleep(60)

def busy_here(until):
    while time.monotonic() < until:
        sum(range(1000))

threading.Thread(target=wait_here, daemon=True).start()
busy_here(time.monotonic() + 20)
""")
spy = str(pathlib.Path(sys.executable).with_name("py-spy"))
target = subprocess.Popen([sys.executable, str(program)])
# Reading another process needs rights; a child may always be read, where the kernel allows that much.
may_attach = os.geteuid() == 0 if hasattr(os, "geteuid") else True


def record(*options):
    subprocess.run([spy, "record", "-d", "2", "-r", "50", "-f", "raw", "-o", "out", *options, "--pid", str(target.pid)],
                   check=True, capture_output=True)
    rows = pathlib.Path("out").read_text().splitlines()
    return {stack: int(count) for stack, count in (row.rsplit(" ", 1) for row in rows)}


def samples(found, name):
    return sum(count for stack, count in found.items() if name in stack)


try:
    if may_attach:
        time.sleep(0.5)
        found = record()  # attaching may wake a sleeping thread for a moment, so a few samples of it slip in
        assert samples(found, "busy_here") > 40 and samples(found, "wait_here") < 20, found
        found = record("--idle")
        assert samples(found, "busy_here") > 40 and samples(found, "wait_here") > 40, found
        dump = subprocess.run([spy, "dump", "--pid", str(target.pid)], check=True, capture_output=True, text=True).stdout
        assert "busy_here" in dump and "wait_here" in dump, dump
finally:
    target.kill()
    target.wait()
print("ok")
