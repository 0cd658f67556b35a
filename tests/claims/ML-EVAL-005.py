# needs: scikit-learn==1.9.1 numpy==2.4.6
# shows: class weights and naive Bayes distort scores whose order stays, a map learned on held-out rows repairs them; forests shy away from the ends; proper scores
import numpy as np
from sklearn.calibration import CalibratedClassifierCV, calibration_curve
from sklearn.ensemble import RandomForestClassifier
from sklearn.frozen import FrozenEstimator
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score
from sklearn.naive_bayes import GaussianNB

rng = np.random.default_rng(0)


def cases(n):
    y = (rng.random(n) < 0.2).astype(int)
    one = rng.normal(size=n) + y
    return np.column_stack([one, one, one, rng.normal(size=n)]), y  # three copies: not independent


(train_x, train_y), (fit_x, fit_y), (x, y) = cases(8000), cases(8000), cases(8000)


def gap(scores):
    seen, said = calibration_curve(y, scores, n_bins=10, strategy="quantile")
    return np.abs(seen - said).mean()


good = LogisticRegression().fit(train_x, train_y).predict_proba(x)[:, 1]
for model in (LogisticRegression(class_weight="balanced"), GaussianNB()):
    model.fit(train_x, train_y)
    raw = model.predict_proba(x)[:, 1]
    assert gap(raw) > 2 * gap(good) and abs(roc_auc_score(y, raw) - roc_auc_score(y, good)) < 0.01
    for method in ("sigmoid", "isotonic"):
        mended = CalibratedClassifierCV(FrozenEstimator(model), method=method).fit(fit_x, fit_y).predict_proba(x)[:, 1]
        assert gap(mended) < gap(raw) / 2 and brier_score_loss(y, mended) < brier_score_loss(y, raw)
assert (GaussianNB().fit(train_x, train_y).predict_proba(x)[:, 1] > 0.95).mean() > 5 * (good > 0.95).mean()
# averaged trees shy away from the ends
noisy = rng.normal(size=(8000, 20))
truth = 1 / (1 + np.exp(-4 * noisy[:, 0]))
forest = RandomForestClassifier(100, random_state=0).fit(noisy[:4000], rng.random(4000) < truth[:4000])
scores, truth = forest.predict_proba(noisy[4000:])[:, 1], truth[4000:]
assert scores[truth > 0.98].mean() < 0.95 and scores[truth < 0.02].mean() > 0.05
# honest probabilities minimise a proper score
p = 0.3
grid = np.linspace(0.01, 0.99, 99)
assert abs(grid[np.argmin(p * (1 - grid) ** 2 + (1 - p) * grid**2)] - p) < 1e-6
assert abs(grid[np.argmin(-p * np.log(grid) - (1 - p) * np.log(1 - grid))] - p) < 1e-6
print("ok")
