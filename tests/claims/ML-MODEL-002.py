# needs: scikit-learn==1.9.1 numpy==2.4.6
# shows: variance of a tree and a forest, boosting that overfits by rounds, no extrapolation, importances
import numpy as np
from sklearn.datasets import make_classification
from sklearn.ensemble import GradientBoostingClassifier, GradientBoostingRegressor, RandomForestClassifier, RandomForestRegressor
from sklearn.inspection import permutation_importance
from sklearn.metrics import log_loss
from sklearn.tree import DecisionTreeClassifier

X, y = make_classification(1200, 20, n_informative=5, flip_y=0.3, random_state=1)
Xa, Xb, ya, yb = X[:400], X[400:], y[:400], y[400:]

tree = DecisionTreeClassifier(random_state=0).fit(Xa, ya)
assert tree.score(Xa, ya) == 1.0 > tree.score(Xb, yb) + 0.15
scaled = DecisionTreeClassifier(random_state=0, max_depth=5).fit(Xa * 1000, ya).predict(Xb * 1000)
assert (scaled == DecisionTreeClassifier(random_state=0, max_depth=5).fit(Xa, ya).predict(Xb)).all()

boost = GradientBoostingClassifier(n_estimators=1000, learning_rate=0.2, random_state=0).fit(Xa, ya)
losses = [log_loss(yb, p) for p in boost.staged_predict_proba(Xb)]
assert np.argmin(losses) < 100 and losses[-1] > 2 * min(losses)
forest = [log_loss(yb, RandomForestClassifier(n, random_state=0).fit(Xa, ya).predict_proba(Xb).clip(1e-3, 1 - 1e-3)) for n in (10, 50, 400)]
assert forest[0] > forest[1] and abs(forest[1] - forest[2]) < 0.05

rng = np.random.default_rng(0)
trees, forests = [], []
for _ in range(8):
    rows = rng.integers(0, 400, 400)
    trees.append(DecisionTreeClassifier(random_state=0).fit(Xa[rows], ya[rows]).predict_proba(Xb)[:, 1])
    forests.append(RandomForestClassifier(60, random_state=0).fit(Xa[rows], ya[rows]).predict_proba(Xb)[:, 1])
assert np.var(trees, axis=0).mean() > 10 * np.var(forests, axis=0).mean()

xs = np.arange(20.0).reshape(-1, 1)
for model in (RandomForestRegressor(50, random_state=0), GradientBoostingRegressor(random_state=0)):
    assert model.fit(xs, 2 * xs[:, 0]).predict([[100.0]])[0] <= 38.001
assert RandomForestClassifier().max_features == "sqrt" and RandomForestRegressor().max_features == 1.0
bagged = RandomForestClassifier(200, oob_score=True, random_state=0).fit(Xa, ya)
assert abs(bagged.oob_score_ - bagged.score(Xb, yb)) < 0.06
left_out = np.mean([1 - len(set(rng.integers(0, 400, 400))) / 400 for _ in range(50)])
assert 0.34 < left_out < 0.40

# an id and a coin, both noise: the id looks more important by impurity, neither by permutation
Z = np.c_[Xa, rng.permutation(400), rng.integers(0, 2, 400)]
noisy = RandomForestClassifier(200, random_state=0).fit(Z, ya)
assert noisy.feature_importances_[-2] > 4 * noisy.feature_importances_[-1]
Zb = np.c_[Xb, rng.permutation(800), rng.integers(0, 2, 800)]
assert np.abs(permutation_importance(noisy, Zb, yb, n_repeats=5, random_state=0).importances_mean[-2:]).max() < 0.01
print("ok")
