# needs: sqlalchemy==2.1.9
# shows: Engine.execute is gone; a new environment has its own site-packages, the base's standard library, and runs without being activated
import os
import subprocess
import sys

from sqlalchemy import create_engine

assert not hasattr(create_engine("sqlite://"), "execute")  # SQLAlchemy 1.4.54 has it: run by hand
subprocess.run([sys.executable, "-m", "venv", "--without-pip", "env"], check=True)
python = os.path.join("env", "Scripts" if os.name == "nt" else "bin", "python")
ask = "import sys, sysconfig, json; print(sys.prefix != sys.base_prefix); print(sysconfig.get_path('stdlib')); print(json.__file__)"
inside = subprocess.run([python, "-I", "-c", ask], capture_output=True, text=True, check=True).stdout.split("\n")
assert inside[0] == "True" and "env" not in inside[1].split(os.sep)[-3:] and inside[2].startswith(inside[1])
assert subprocess.run([python, "-I", "-c", "import sqlalchemy"], capture_output=True).returncode == 1
assert os.path.exists("env/pyvenv.cfg")
print("ok")
