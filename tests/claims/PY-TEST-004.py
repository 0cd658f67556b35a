# needs: nothing beyond the standard library
# shows: side_effect, that a bare Mock takes any call and a spec does not, and that called_once_with is refused from 3.12 on
import sys
from unittest import mock


def charge(amount, currency):
    return amount


loose = mock.MagicMock()
loose.charge(1, 2, 3, what="ever")
loose.no_such_method()
strict = mock.create_autospec(charge)
try:
    strict(1, money="CHF")
except TypeError:
    pass
else:
    raise AssertionError("autospec took a wrong name")

stub = mock.Mock(side_effect=[1, ValueError])
assert stub() == 1
try:
    stub()
except ValueError:
    pass
else:
    raise AssertionError("no ValueError")
assert mock.Mock(side_effect=lambda x: 2 * x)(4) == 8

try:
    truthy = bool(mock.Mock().called_once_with(1))
except AttributeError:
    assert sys.version_info >= (3, 12)
else:
    assert truthy and sys.version_info < (3, 12)
print("ok")
