# needs: pandas==3.1.1 numpy==2.4.6
# shows: apply with axis=1 calls once per row on a Series of one dtype; np.vectorize is a Python loop; object and str columns; applymap is gone
import numpy as np
import pandas as pd

df = pd.DataFrame({"id": [2**53 + 1, 2], "price": [1.5, 2.5]})
calls = []
seen = df.apply(lambda row: calls.append(row.dtype) or row["id"], axis=1)
assert calls == [np.dtype("float64")] * 2 and int(seen[0]) == 2**53  # the last digit is lost
columns = []
df.apply(lambda column: columns.append(column.name))
assert columns == ["id", "price"]
calls.clear()
pd.Series([1, 2, 3]).apply(lambda value: calls.append(value))
assert calls == [1, 2, 3]
calls.clear()
np.vectorize(lambda value: calls.append(value) or 0, otypes=[int])(np.arange(4))
assert len(calls) == 4
assert pd.Series(["a", "b"]).map({"a": 1, "b": 2}).tolist() == [1, 2]
assert str(pd.Series(["a", "b"]).dtype) == "str"
assert not hasattr(df, "applymap") and df.map(lambda value: 0).to_numpy().sum() == 0
x = pd.Series([1, 5, 9])
assert x.case_when([(x < 3, 0), (x > 7, 10)]).tolist() == [0, 5, 10]
assert np.select([x < 3, x > 7], [0, 10], 5).tolist() == [0, 5, 10]
print("ok")
