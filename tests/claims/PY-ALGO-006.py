# needs: pandas==3.1.1
# shows: sort_values takes one direction per column, and na_position places missing values
import pandas as pd

df = pd.DataFrame({"city": ["Oslo", "Rome", "Oslo", None], "name": ["b", "a", "a", "z"]})
order = df.sort_values(["city", "name"], ascending=[False, True], na_position="first")
assert list(order.index) == [3, 1, 2, 0]
assert list(df.sort_values("city").index)[-1] == 3
print("ok")
