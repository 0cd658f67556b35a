# needs: nothing beyond the standard library
# shows: Floats are binary with 53 bits; isclose; Decimal from str and float; ties to even; sum() compensates since 3.12.
import math
import sys
from decimal import Decimal, FloatOperation, localcontext
from fractions import Fraction

assert sys.float_info.mant_dig == 53
assert repr(0.1 + 0.2) == "0.30000000000000004"
assert Decimal(0.1) > Decimal("0.1") and Decimal(0.2) > Decimal("0.2") and Decimal(0.3) < Decimal("0.3")
assert str(Decimal(0.1)).startswith("0.1000000000000000055511151231257827")
assert Fraction(0.5) == Fraction(1, 2) and Fraction(0.1).denominator == 2 ** 55
assert Decimal(2.675) < Decimal("2.675") and round(2.675, 2) == 2.67
assert [round(x) for x in (0.5, 1.5, 2.5, 3.5)] == [0, 2, 2, 4]
assert round(Decimal("2.5")) == 2 and round(Decimal("2.665"), 2) == Decimal("2.66")
assert (sum([0.1] * 10) == 1.0) is (sys.version_info >= (3, 12))
assert math.fsum([0.1] * 10) == 1.0
assert 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 != 1.0
assert not math.isclose(1e-10, 0) and math.isclose(1e-10, 0, abs_tol=1e-9)
assert math.isclose(1, 1 + 0.9e-9) and not math.isclose(1, 1 + 2e-9)
assert str(Decimal(1) / Decimal(3)) == "0." + "3" * 28
try:
    Decimal("0.1") + 0.1
except TypeError:
    pass
else:
    raise AssertionError("Decimal and float do not add")
with localcontext() as context:
    context.traps[FloatOperation] = True
    try:
        Decimal(0.1)
    except FloatOperation:
        pass
    else:
        raise AssertionError("the trap")
assert 2.0 ** 53 == 2.0 ** 53 + 1
assert f"{0.1 + 0.2:.2f}" == "0.30"
assert 19.99 * 100 != 1999 and int(19.99 * 100) == 1998
assert int(Decimal("19.99") * 100) == 1999
print("ok")
