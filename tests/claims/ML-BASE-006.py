# needs: scikit-learn==1.9.1
# shows: unshuffled StratifiedKFold is the default for classifiers, groups stay whole, TimeSeriesSplit gap, nesting
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import (GridSearchCV, GroupKFold, KFold, StratifiedGroupKFold, StratifiedKFold,
                                     TimeSeriesSplit, check_cv, cross_val_score)
from sklearn.neighbors import KNeighborsClassifier

y = np.array([0] * 15 + [1] * 5)
cv = check_cv(5, y, classifier=True)
assert isinstance(cv, StratifiedKFold) and cv.shuffle is False
assert isinstance(check_cv(5, y, classifier=False), KFold)
assert all(y[test].sum() == 1 for _, test in cv.split(np.zeros((20, 1)), y))

groups = np.repeat(np.arange(10), 2)
for split in (GroupKFold(5), StratifiedGroupKFold(5)):
    for train, test in split.split(np.zeros((20, 1)), y, groups):
        assert not set(groups[train]) & set(groups[test])

for train, test in TimeSeriesSplit(4, gap=2).split(np.zeros((20, 1))):
    assert train.max() + 2 < test.min()

# the code of the card, in scikit-learn
diagnosis = np.array([int(c) for c in "00001110111101010100"])
patient = np.repeat(np.arange(20), 2)
X = (100 * patient + np.tile([0, 1], 20)).reshape(-1, 1)
one = KNeighborsClassifier(1)
plain = cross_val_score(one, X, diagnosis[patient], cv=KFold(5, shuffle=True, random_state=0)).mean()
grouped = cross_val_score(one, X, diagnosis[patient], groups=patient, cv=GroupKFold(5)).mean()
assert plain > 0.75 > 0.65 > grouped, (plain, grouped)

rng = np.random.default_rng(0)
X, y = rng.normal(size=(60, 30)), rng.integers(0, 2, 60)
search = GridSearchCV(KNeighborsClassifier(), {"n_neighbors": list(range(1, 30))}, cv=5)
best = search.fit(X, y).best_score_
nested = cross_val_score(search, X, y, cv=5).mean()
assert best > nested, (best, nested)
print("ok")
