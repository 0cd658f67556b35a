# needs: pandas==3.1.1
# shows: parsing by format, localize and convert, clock changes, resample bins, rolling windows
import pandas as pd


def raises(kind, call):
    try:
        call()
    except kind:
        return
    raise AssertionError("nothing raised")


s = pd.Series([10, 20, 30], index=pd.to_datetime(["2026-03-01 00:10", "2026-03-01 23:50", "2026-03-04 12:00"]))
assert s.resample("D").sum().tolist() == [30, 0, 0, 30]
assert s.resample("D").mean().isna().tolist() == [False, True, True, False]
assert s.rolling(2, min_periods=1).sum().tolist() == [10, 30, 50]
assert s.rolling("2D").sum().tolist() == [10, 30, 30]
assert s.rolling("4D", closed="left").sum().tolist()[1:] == [10, 30]
raises(ValueError, lambda: s.iloc[[1, 0, 2]].rolling("2D").sum())
raises(ValueError, lambda: s.resample("M").sum())
raises(ValueError, lambda: s.resample("H").sum())
assert s.resample("ME").sum().index[0] == pd.Timestamp("2026-03-31")
assert s.resample("D").sum().index[0] == pd.Timestamp("2026-03-01")

assert pd.to_datetime(pd.Series(["01/02/2026"]))[0] == pd.Timestamp("2026-01-02")
raises(ValueError, lambda: pd.to_datetime(pd.Series(["01/02/2026", "13/02/2026"])))
good = pd.to_datetime(pd.Series(["01/02/2026", "13/02/2026"]), format="%d/%m/%Y")
assert good.tolist() == [pd.Timestamp("2026-02-01"), pd.Timestamp("2026-02-13")]
assert pd.to_datetime(pd.Series(["01/02/2026"]), dayfirst=True)[0] == pd.Timestamp("2026-02-01")

spring, autumn = (pd.Series(pd.to_datetime([t])) for t in ("2026-03-29 02:30", "2026-10-25 02:30"))
raises(ValueError, lambda: spring.dt.tz_localize("Europe/Berlin"))
raises(ValueError, lambda: autumn.dt.tz_localize("Europe/Berlin"))
assert spring.dt.tz_localize("Europe/Berlin", nonexistent="shift_forward")[0].hour == 3
raises(TypeError, lambda: spring.dt.tz_convert("UTC"))
noon = pd.Timestamp("2026-03-28 12:00", tz="Europe/Berlin")
assert (noon + pd.Timedelta(days=1)).hour == 13 and (noon + pd.DateOffset(days=1)).hour == 12
hours = pd.Series(1, index=pd.date_range("2026-03-27", periods=100, freq="h", tz="UTC")).tz_convert("Europe/Berlin")
assert hours.resample("D").sum().tolist() == [23, 24, 23, 24, 6]

df = pd.DataFrame({"t": ["01/03/2026 00:10", "02/03/2026 00:10"], "amount": [10, 20]})
df["t"] = pd.to_datetime(df["t"], format="%d/%m/%Y %H:%M")
df["t"] = df["t"].dt.tz_localize("Europe/Berlin").dt.tz_convert("UTC")
series = df.set_index("t")["amount"].sort_index()
assert series.index[0].day == 28
daily = series.tz_convert("Europe/Berlin").resample("D").sum()
assert daily.tolist() == [10, 20] and daily.index[0].day == 1
assert daily.rolling("7D", closed="left").mean().tolist()[1] == 10

quotes = pd.DataFrame({"t": [2, 3, 9], "q": [1, 2, 3]})
assert pd.merge_asof(pd.DataFrame({"t": [5, 10]}), quotes, on="t", direction="backward")["q"].tolist() == [2, 3]
print("ok")
