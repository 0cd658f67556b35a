# needs: pandas==3.1.1
# shows: the shapes of agg, transform and filter, missing keys, size against count, observed
import pandas as pd

df = pd.DataFrame({"shop": ["A", "B", "A", None], "amount": [10, 5, 30, 7]})
assert df.groupby("shop")["amount"].sum().to_dict() == {"A": 40, "B": 5}
assert df.groupby("shop")["amount"].transform("sum").isna().tolist() == [False, False, False, True]
by_shop = df.groupby("shop", dropna=False)
report = by_shop.agg(total=("amount", "sum"), orders=("amount", "size"))
assert report["total"].sum() == 52 and list(report.columns) == ["total", "orders"]
df["share"] = df["amount"] / by_shop["amount"].transform("sum")
assert df["share"].tolist() == [0.25, 1.0, 0.75, 1.0]
df["total"] = df.groupby("shop")["amount"].sum()
assert df["total"].isna().all()

g = pd.DataFrame({"g": [1, 1, 2], "v": [1, None, 3]}).groupby("g")["v"]
assert g.size().tolist() == [2, 1] and g.count().tolist() == [1, 1]
c = pd.DataFrame({"c": pd.Categorical(["A", "B"], categories=["A", "B", "C"]), "v": [1, 2]})
assert c.groupby("c")["v"].sum().index.tolist() == ["A", "B"]
assert c.groupby("c", observed=False)["v"].sum().tolist() == [1, 2, 0]
assert df[["shop", "amount"]].groupby("shop").apply(lambda x: list(x.columns)).tolist() == [["amount"]] * 2
assert "shop" in df.groupby("shop", as_index=False)["amount"].sum().columns

k = pd.DataFrame({"k": ["a"] * 3 + ["b"], "v": range(4)})
assert k[k.groupby("k")["k"].transform("size") >= 3].equals(k.groupby("k").filter(lambda x: len(x) >= 3))
# the average of group averages is not the overall average
assert k.groupby("k")["v"].mean().mean() != k["v"].mean()
# a lambda is called once for each group, "sum" never enters Python
calls = []
k.groupby("k")["v"].agg(lambda s: calls.append(1) or s.sum())
assert len(calls) == 2
print("ok")
