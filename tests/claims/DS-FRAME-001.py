# needs: pandas==3.1.1
# shows: masks, loc and iloc slices, chained assignment, alignment and missing values in comparisons
import warnings

import numpy as np
import pandas as pd


def frame():
    return pd.DataFrame({"city": ["Bern", "Basel", "Chur"], "n": [3, 5, 9]}, index=[10, 11, 12])


df = frame()
assert df.loc[(df["n"] > 3) & (df["n"] < 8), ["city"]].index.tolist() == [11]
assert df.loc[10:11].index.tolist() == [10, 11] and df.iloc[0:1].index.tolist() == [10]
ten = pd.DataFrame({"v": range(10)})
assert (len(ten.loc[2:5]), len(ten.iloc[2:5]), len(ten[2:5])) == (4, 3, 3)

for wrong in (lambda: df[(df.n > 3) and (df.n < 8)], lambda: df[df.n > 3 & df.n < 8]):
    try:
        wrong()
    except ValueError as error:
        assert "truth value of a Series is ambiguous" in str(error)
    else:
        raise AssertionError

with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    df[df["n"] > 3]["n"] = 0
assert df["n"].tolist() == [3, 5, 9]
assert [w.category.__name__ for w in seen] == ["ChainedAssignmentError"]
df.loc[df["city"].isin(["Bern", "Chur"]), "n"] = 0
assert df["n"].tolist() == [0, 5, 0]

df = frame()
turned = pd.Series([True, False, True], index=[12, 11, 10])
assert df.loc[turned].index.tolist() == [10, 12]
try:
    df.loc[pd.Series([True, False, True])]
except pd.errors.IndexingError:
    pass
else:
    raise AssertionError

s = pd.Series([1.0, np.nan, 3.0])
assert ((s > 2) | (s <= 2)).tolist() == [True, False, True]
assert (s != 1).tolist() == [False, True, True]
# a plain slice: positions for integers, labels for dates and strings
assert df[0:1].index.tolist() == [10]
dates = pd.Series(range(3), index=pd.date_range("2026-01-01", periods=3))
assert len(dates["2026-01-01":"2026-01-02"]) == 2
assert frame().set_index("city")["Bern":"Basel"].index.tolist() == ["Bern", "Basel"]
print("ok")
