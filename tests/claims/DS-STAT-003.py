# needs: pandas==3.1.1 numpy==2.4.6
# shows: a parabola without correlation, shared trends, a filter that creates a correlation, a harmful control
import numpy as np
import pandas as pd

x = pd.Series(range(-5, 6))
assert abs(x.corr(x ** 2)) < 1e-12
rng = np.random.default_rng(0)
t = np.arange(200)
a, b = t + rng.normal(0, 20, 200), t + rng.normal(0, 20, 200)
assert np.corrcoef(a, b)[0, 1] > 0.8
assert abs(np.corrcoef(np.diff(a), np.diff(b))[0, 1]) < 0.2

u, v = rng.normal(size=(2, 20000))
assert abs(np.corrcoef(u, v)[0, 1]) < 0.03
kept = (u > 1) | (v > 1)
assert np.corrcoef(u[kept], v[kept])[0, 1] < -0.4

# treatment -> mediator -> outcome: within a level of the mediator the effect is gone
treat = rng.integers(0, 2, 20000)
pressure = (treat + rng.normal(0, 1, 20000)) > 0.5
outcome = pressure + rng.normal(0, 1, 20000)
effect = outcome[treat == 1].mean() - outcome[treat == 0].mean()
inside = [outcome[(treat == 1) & (pressure == p)].mean() - outcome[(treat == 0) & (pressure == p)].mean() for p in (True, False)]
assert effect > 0.3 and all(abs(d) < 0.1 for d in inside)
print("ok")
