# needs: scikit-learn==1.9.1 numpy==2.4.6
# shows: DBSCAN and HDBSCAN have no predict, KMeans has; silhouette prefers KMeans on moons; inertia falls with k
import numpy as np
from sklearn.cluster import DBSCAN, HDBSCAN, KMeans
from sklearn.datasets import make_moons
from sklearn.metrics import adjusted_rand_score, silhouette_score

assert not hasattr(DBSCAN(), "predict") and hasattr(DBSCAN(), "fit_predict")
assert not hasattr(HDBSCAN(copy=True), "predict") and hasattr(KMeans(), "predict")
X, truth = make_moons(400, noise=0.05, random_state=0)
km = KMeans(2, n_init=10, random_state=0).fit(X)
db = DBSCAN(eps=0.2, min_samples=5).fit(X)
assert adjusted_rand_score(truth, db.labels_) > 0.99
assert adjusted_rand_score(truth, km.labels_) < 0.6
assert silhouette_score(X, km.labels_) > silhouette_score(X, db.labels_)
assert set(DBSCAN(eps=1.0, min_samples=5).fit(X).labels_) == {0}   # a larger eps merges the moons
noise = np.random.default_rng(0).uniform(size=(300, 2))            # groups come back on noise, too
inertia = [KMeans(k, n_init=10, random_state=0).fit(noise).inertia_ for k in range(1, 8)]
assert inertia == sorted(inertia, reverse=True)
points = np.array([[0, 0], [0, 1], [1, 0], [9, 9]])
assert -1 in DBSCAN(eps=1.5, min_samples=3).fit_predict(points)
print("ok")
