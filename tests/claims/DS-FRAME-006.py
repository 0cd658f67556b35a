# needs: pandas==3.1.1
# shows: duplicates multiply rows, validate checks repeated keys only, indicator, missing keys match, dtypes are compared, shared names are joined on
import pandas as pd
from pandas.errors import MergeError

orders = pd.DataFrame({"customer": [10, 10, 11, 12], "amount": [100, 50, 70, 30]})
address = pd.DataFrame({"customer": [10, 10, 11], "city": ["Bern", "Basel", "Chur"]})
both = orders.merge(address, on="customer", how="left")
assert (len(both), both["amount"].sum()) == (6, 400)
try:
    orders.merge(address, on="customer", how="left", validate="many_to_one")
    raise AssertionError
except MergeError:
    pass
once = address.drop_duplicates("customer")
checked = orders.merge(once, on="customer", how="left", validate="many_to_one", indicator=True)
assert len(checked) == 4 and (checked["_merge"] == "left_only").sum() == 1  # no partner, and no error
orders.merge(address, on="customer", validate="many_to_many")
assert set(orders.merge(once, on="customer", how="outer", indicator=True)["_merge"]) == {"both", "left_only"}
left, right = pd.DataFrame({"k": [1, None], "a": [1, 2]}), pd.DataFrame({"k": [None, 1.0], "b": [3, 4]})
assert len(left.merge(right, on="k")) == 2
assert orders.merge(pd.DataFrame({"customer": [10], "n": [7]}), on="customer", how="left")["n"].dtype == "float64"
try:
    orders.merge(pd.DataFrame({"customer": ["10"], "x": [1]}), on="customer")
    raise AssertionError
except ValueError:
    pass
a = pd.DataFrame({"id": [1], "updated_at": [1]})
assert len(a.merge(pd.DataFrame({"id": [1], "updated_at": [2]}))) == 0
print("ok")
