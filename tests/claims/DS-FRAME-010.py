# needs: polars==2.1.0 pandas==3.1.1
# shows: what Polars plans push into the scan, what blocks it, contexts, nulls, no index
import os
import tempfile
import warnings

import pandas as pd
import polars as pl
from polars.exceptions import ColumnNotFoundError


def raises(kind, call):
    try:
        call()
    except kind:
        return
    raise AssertionError("nothing raised")


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "sales.parquet")
    pl.DataFrame({"country": ["DE", "CH"], "product": ["a", "b"], "price": [30, 20], "qty": [2, 10], "note": ["x", "y"]}).write_parquet(path)
    scan = pl.scan_parquet(path)
    q = (scan.with_columns(total=pl.col("price") * pl.col("qty")).filter(pl.col("country") == "DE").select("product", "total"))
    plan = q.explain()
    assert 'SELECTION: col("country") == "DE"' in plan and "PROJECT 4/5 COLUMNS" in plan and "FILTER" not in plan
    assert q.collect()["total"].to_list() == [60]
    computed = scan.with_columns(total=pl.col("price") * pl.col("qty")).filter(pl.col("total") > 100).explain()
    assert computed.startswith("FILTER")
    opaque = scan.map_batches(lambda f: f).filter(pl.col("country") == "DE").explain()
    assert opaque.startswith("FILTER") and "SELECTION" not in opaque
    assert "slice" in scan.sort("price").head(1).explain()
    twice = scan.with_columns(a=pl.col("qty").sum() * 2, b=pl.col("qty").sum() * 3).explain()
    assert "__POLARS_CSE" in twice
    raises(ColumnNotFoundError, lambda: scan.filter(pl.col("contry") == "DE").collect_schema())

d = pl.DataFrame({"g": ["a", "b", "a"], "x": [1, 2, 3]})
raises(ColumnNotFoundError, lambda: pl.DataFrame({"gross": [120.0]}).with_columns(
    net=pl.col("gross") / 1.2, tax=pl.col("gross") - pl.col("net")))
raises(ColumnNotFoundError, lambda: pl.LazyFrame({"gross": [120.0]}).with_columns(
    net=pl.col("gross") / 1.2, tax=pl.col("gross") - pl.col("net")).collect())
assert d.select(pl.col("x").sum().over("g"))["x"].to_list() == [4, 2, 4]
assert not hasattr(d, "index")
n = pl.DataFrame({"x": [1, None]})
assert n.dtypes == [pl.Int64] and n["x"].null_count() == 1
f = pl.DataFrame({"x": [1.0, None, float("nan")]})["x"]
assert f.null_count() == 1 and f.is_nan().sum() == 1
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    d.with_columns(y=pl.col("x").map_elements(lambda v: v + 1, return_dtype=pl.Int64))
assert any("Inefficient" in w.category.__name__ for w in seen)
assert pd.DataFrame({"x": [1, 2]}).assign(y=pd.col("x") * 2)["y"].tolist() == [2, 4]
print("ok")
