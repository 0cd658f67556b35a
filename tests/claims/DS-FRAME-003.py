# needs: pandas==3.1.1
# shows: guessed dtypes and lost zeros, coerce against raise, astype cannot coerce, complete rows and keys, missing keys count as equal, text as bool, integers with gaps
import io

import pandas as pd

csv = 'name,zip,price,day,changed\n"Ida ",08001,12.5,2026-01-05,1\nida,08001,13,2026-01-05,3\nBo,03012,n.a.,2026-02-30,2\nCem,03012,"1,200",2026-03-01,2\n'
guessed = pd.read_csv(io.StringIO(csv))
assert guessed["zip"].tolist() == [8001, 8001, 3012, 3012] and str(guessed["price"].dtype) == "str"
df = pd.read_csv(io.StringIO(csv), dtype={"zip": "str"})
assert df["zip"][0] == "08001"


def refused(call):
    try:
        call()
    except ValueError as error:
        return str(error)
    raise AssertionError("accepted")


assert "position 2" in refused(lambda: pd.to_numeric(df["price"]))
refused(lambda: df["price"].astype(float))
assert "coerce" in refused(lambda: df["price"].astype(float, errors="coerce"))
assert df["price"].astype(float, errors="ignore").tolist() == df["price"].tolist()
refused(lambda: pd.to_datetime(df["day"]))
price = pd.to_numeric(df["price"], errors="coerce")
assert df.loc[price.isna() & df["price"].notna(), "price"].tolist() == ["n.a.", "1,200"]
assert pd.to_datetime(df["day"], errors="coerce").isna().tolist() == [False, False, True, False]
assert df.duplicated().sum() == 0
df["key"] = df["name"].str.strip().str.casefold()
assert df.duplicated(["key", "zip"], keep=False).tolist() == [True, True, False, False]
kept = df.sort_values("changed").drop_duplicates(["key", "zip"], keep="last")
assert sorted(kept["price"]) == ["1,200", "13", "n.a."] and not kept.duplicated(["key", "zip"]).any()
assert pd.Series([None, None], dtype="str").duplicated().tolist() == [False, True]
assert pd.Series(["False", "no"]).astype(bool).all()
assert pd.Series([1, None]).dtype == "float64" and pd.Series([1, None], dtype="Int64").dtype == "Int64"
print("ok")
