# needs: pandas==3.1.1 polars==2.1.0 duckdb==2.0.1 pyarrow==26.0.1
# shows: chunks merge exactly for sums, plans push filter and columns into the scan, DuckDB spills
import io
import os
import tempfile
from functools import reduce

import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq

n = 100_000
df = pd.DataFrame({"country": ["DE" if i % 3 == 0 else "CH" for i in range(n)], "product": [i % 7 for i in range(n)],
                   "amount": range(n), "note": "x" * 20})
text = df.to_csv(index=False)
parts = (c.groupby("country")["amount"].sum() for c in
         pd.read_csv(io.StringIO(text), chunksize=30_000, usecols=["country", "amount"]))
assert reduce(lambda a, b: a.add(b, fill_value=0), parts).to_dict() == df.groupby("country")["amount"].sum().to_dict()

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "s.parquet")
    df.to_parquet(path, row_group_size=25_000)
    stats = pq.ParquetFile(path).metadata.row_group(1).column(2).statistics
    assert (stats.min, stats.max) == (25_000, 49_999)
    assert pd.read_parquet(path, columns=["amount"], filters=[("country", "==", "DE")]).shape == (33_334, 1)

    lazy = (pl.scan_parquet(path).filter(pl.col("country") == "DE")
            .group_by("product").agg(pl.col("amount").sum()))
    plan = lazy.explain()
    assert "PROJECT 3/4 COLUMNS" in plan and 'SELECTION: col("country") == "DE"' in plan
    eager = pl.read_parquet(path).lazy().filter(pl.col("country") == "DE").group_by("product").agg(pl.col("amount").sum())
    assert "Parquet SCAN" not in eager.explain()
    opaque = pl.scan_parquet(path).map_batches(lambda f: f).filter(pl.col("country") == "DE").explain()
    assert "SELECTION" not in opaque
    want = df[df.country == "DE"].groupby("product")["amount"].sum().sum()
    assert lazy.collect()["amount"].sum() == want == lazy.collect(engine="streaming")["amount"].sum()
    rows = duckdb.sql(f"SELECT product, sum(amount) FROM '{path}' WHERE country = 'DE' GROUP BY product").fetchall()
    assert sum(v for _, v in rows) == want
    assert "defaults to the streaming engine" in " ".join(pl.LazyFrame.collect.__doc__.split())
    lazy.sink_parquet(os.path.join(folder, "out.parquet"))
    assert os.path.exists(os.path.join(folder, "out.parquet"))

    # the same grouping: refused without a place to spill, done with one
    big = os.path.join(folder, "big.parquet")
    rows = 6_000_000
    duckdb.sql(f"COPY (SELECT (i * 7919) % {rows} AS k, i AS v FROM range({rows}) t(i)) TO '{big}'")
    query = f"SELECT count(*) FROM (SELECT k, sum(v) AS s FROM '{big}' GROUP BY k)"
    tight = duckdb.connect()
    tight.sql("SET memory_limit = '150MB'; SET threads = 2; SET temp_directory = ''")
    try:
        tight.sql(query).fetchall()
    except duckdb.OutOfMemoryException:
        pass
    else:
        raise AssertionError("no need to spill")
    spills = duckdb.connect()
    spills.sql(f"SET memory_limit = '150MB'; SET threads = 2; SET temp_directory = '{folder}/tmp'")
    assert spills.sql(query).fetchall() == [(rows,)]
print("ok")
