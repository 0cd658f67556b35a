# needs: Django==6.1.3
# shows: Django's Model has the metaclass ModelBase; fields arrive through contribute_to_class, and _meta is filled at class creation.
import inspect

from django.conf import settings

settings.configure()

import django
from django.db import models
from django.db.models.base import ModelBase

django.setup()
assert type(models.Model) is ModelBase and issubclass(ModelBase, type)
assert "contribute_to_class" in inspect.getsource(ModelBase)
assert not hasattr(models.Field, "__set_name__")


class Book(models.Model):
    title = models.CharField(max_length=9)

    class Meta:
        app_label = "shop"


assert type(Book) is ModelBase
assert [field.name for field in Book._meta.fields] == ["id", "title"]


class OtherMeta(type):
    pass


class Mixin(metaclass=OtherMeta):
    pass


try:
    type("Broken", (Mixin, models.Model), {"__module__": __name__})
except TypeError as error:
    assert "metaclass conflict" in str(error)
else:
    raise AssertionError("no conflict")


class Lighter:
    seen = []

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        Lighter.seen.append(cls.__name__)


class Fine(Lighter, models.Model):
    class Meta:
        app_label = "shop"


assert Lighter.seen == ["Fine"]
print("ok")
