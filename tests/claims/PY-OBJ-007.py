# needs: Django==6.1.3
# shows: django.conf.settings is one lazy object; override_settings changes it and puts it back. A script imported by name exists twice.
import pathlib
import subprocess
import sys
import tempfile

from django.conf import LazySettings, settings

settings.configure(USE_TZ=True)
from django.conf import settings as again
from django.test import override_settings

assert settings is again and isinstance(settings, LazySettings)
with override_settings(USE_TZ=False):
    assert again.USE_TZ is False
assert again.USE_TZ is True

with tempfile.TemporaryDirectory() as folder:
    script = pathlib.Path(folder, "twice.py")
    script.write_text("box = []\nif __name__ == '__main__':\n    import twice\n    print(twice.box is box)\n")
    run = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
print("ok")
