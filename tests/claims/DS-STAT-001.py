# needs: pandas==3.1.1 numpy==2.4.6 scipy==1.17.1
# shows: describe, ddof in pandas and NumPy, Pearson against Spearman, corr with text columns
import numpy as np
import pandas as pd

x = pd.Series([3, 4, 4, 5, 6, 6, 7, 93])
d = x.describe()
assert list(d.index) == ["count", "mean", "std", "min", "25%", "50%", "75%", "max"]
assert (d["mean"], d["50%"], d["75%"] - d["25%"]) == (16, 5.5, 2.25)
assert abs(x.std() - np.std(x.to_numpy(), ddof=1)) < 1e-9 and x.std() > np.std(x.to_numpy())
# one outlier creates a Pearson correlation that ranks do not see
a = pd.Series([1, 2, 3, 4, 100])
b = pd.Series([3, 1, 4, 2, 90])
assert a.corr(b) > 0.99 and a.corr(b, method="spearman") < 0.6
# a monotone curve: perfect for ranks, less than perfect for a line
c = pd.Series(range(1, 8))
assert c.corr(c ** 4) < 0.95 and abs(c.corr(c ** 4, method="spearman") - 1) < 1e-9
df = pd.DataFrame({"a": [1, 2, 3], "b": ["x", "y", "z"]})
try:
    df.corr()
except ValueError:
    pass
else:
    raise AssertionError
assert df.corr(numeric_only=True).shape == (1, 1)
# an outlier can hide inside three of the standard deviations it has inflated
y = pd.Series([3, 4, 4, 5, 6, 6, 7, 93])
assert ((y - y.mean()).abs() < 3 * y.std()).all()
print("ok")
