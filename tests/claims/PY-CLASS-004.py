# needs: Django==6.1.3
# shows: LoginRequiredMixin has one small mixin as its base, and reaches the view's dispatch through the MRO; behind the view it is skipped
import inspect

import django
from django.conf import settings

settings.configure(INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"])
django.setup()

from django.contrib.auth.mixins import AccessMixin, LoginRequiredMixin
from django.views.generic import ListView, View

assert LoginRequiredMixin.__bases__ == (AccessMixin,) and AccessMixin.__bases__ == (object,)
assert "super().dispatch" in inspect.getsource(LoginRequiredMixin.dispatch)
assert "super()" not in inspect.getsource(View.dispatch)


class Right(LoginRequiredMixin, ListView):
    pass


class Wrong(ListView, LoginRequiredMixin):
    pass


assert Right.dispatch is LoginRequiredMixin.dispatch and Wrong.dispatch is View.dispatch
order = Right.__mro__
assert order.index(LoginRequiredMixin) < order.index(AccessMixin) < order.index(View)
print("ok")
