# needs: scikit-learn==1.9.1 numpy==2.4.6
# shows: on pure noise, choosing twenty columns before cross-validation gives an impressive accuracy, and inside the fold none
import numpy as np
from sklearn.feature_selection import SelectKBest
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline

rng = np.random.default_rng(0)
x, y = rng.normal(size=(100, 5000)), np.arange(100) % 2
chosen = SelectKBest(k=20).fit(x, y).transform(x)
assert cross_val_score(LogisticRegression(), chosen, y).mean() > 0.8
assert cross_val_score(make_pipeline(SelectKBest(k=20), LogisticRegression()), x, y).mean() < 0.65
# two scans of one patient: recognised if they are dealt out, unknown if they stay together
patients = np.repeat(np.arange(100), 2)
scans, label = np.repeat(rng.normal(size=(100, 5)), 2, axis=0) + rng.normal(scale=0.01, size=(200, 5)), rng.integers(0, 2, 100)[patients]
order = rng.permutation(200)
near = KNeighborsClassifier(1)
dealt = cross_val_score(near, scans[order], label[order], cv=5).mean()
apart = cross_val_score(near, scans, label, groups=patients, cv=GroupKFold(5)).mean()
assert dealt > 0.8 and apart < 0.65, (dealt, apart)
print("ok")
