# needs: pandas==3.1.1
# shows: what read_csv takes for missing, what the sums skip, what dropna and fillna do
import io
import warnings

import numpy as np
import pandas as pd

text = "id,age,country\n007,34,NA\n008,,DE\n009,-,None\n010,26,null\n"
plain = pd.read_csv(io.StringIO(text))
assert plain["id"].tolist() == [7, 8, 9, 10]
assert plain["country"].isna().tolist() == [True, False, True, True]
assert plain["age"].dtype == "str"
df = pd.read_csv(io.StringIO(text), dtype={"id": "str"},
                 na_values={"age": ["", "-"]}, keep_default_na=False)
assert df["id"].tolist() == ["007", "008", "009", "010"]
assert df["country"].tolist() == ["NA", "DE", "None", "null"]
assert df.isna().sum().tolist() == [0, 2, 0]
df = df.dropna(subset=["id"])
df["age_missing"] = df["age"].isna()
df["age"] = df["age"].fillna(df["age"].median())
assert df["age"].tolist() == [34, 30, 30, 26] and df["age"].dtype == "float64"
assert df["age_missing"].tolist() == [False, True, True, False]
for text in ("NA", "N/A", "None", "null", "nan", "NaN", ""):
    assert pd.read_csv(io.StringIO("a,b\n%s,1\n" % text))["a"].isna().all()

s = pd.Series([1.0, np.nan, 3.0])
assert (s.mean(), s.sum(), s.count()) == (2.0, 4.0, 2)
assert pd.Series([np.nan]).sum() == 0 and np.isnan(pd.Series([np.nan]).sum(min_count=1))
assert not (s == np.nan).any()
assert pd.Series([1, None]).dtype == "float64"
assert pd.Series([1, None], dtype="Int64").dtype == "Int64"

d = pd.DataFrame({"a": [1, None, None], "b": [1, 2, None]})
assert len(d.dropna()) == 1 and len(d.dropna(how="all")) == 2 and len(d.dropna(subset=["b"])) == 2
assert d.dropna(axis="columns").shape == (3, 0)
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    d["a"].fillna(0, inplace=True)
assert d["a"].isna().sum() == 2 and seen[0].category.__name__ == "ChainedAssignmentError"
print("ok")
