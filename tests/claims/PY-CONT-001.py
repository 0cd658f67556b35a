# needs: Django==6.1.3
# shows: the settings that a new Django project gets, and the defaults, are lists
import importlib.util
import subprocess
import sys

from django.conf import global_settings

subprocess.run([sys.executable, "-m", "django", "startproject", "site1", "."], check=True)
spec = importlib.util.spec_from_file_location("settings", "site1/settings.py")
settings = importlib.util.module_from_spec(spec)
spec.loader.exec_module(settings)
assert type(settings.INSTALLED_APPS) is list and type(settings.ALLOWED_HOSTS) is list
assert type(global_settings.INSTALLED_APPS) is list and type(global_settings.ALLOWED_HOSTS) is list
print("ok")
