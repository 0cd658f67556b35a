# needs: pyyaml==6.0.4
# shows: an unsafe YAML loader calls what the text names, safe_load refuses, and find_class can refuse a pickle's import
import io
import pickle

import yaml

text = "!!python/object/apply:builtins.sum [[1, 2]]"
assert yaml.load(text, Loader=yaml.UnsafeLoader) == 3
try:
    yaml.safe_load(text)
except yaml.YAMLError:
    pass
else:
    raise AssertionError("safe_load built a Python object")


class Strict(pickle.Unpickler):
    def find_class(self, module, name):
        raise pickle.UnpicklingError(name)


class Order:
    def __reduce__(self):
        return print, ("ran",)


try:
    Strict(io.BytesIO(pickle.dumps(Order()))).load()
except pickle.UnpicklingError:
    pass
else:
    raise AssertionError("the import was allowed")
print("ok")
