# needs: scikit-learn==1.9.1
# shows: k-means on the card's points splits by the column with the larger spread; the labelled means split by temperature
import numpy as np
from sklearn.cluster import KMeans
from sklearn.neighbors import NearestCentroid

X = np.array([[4, 38], [30, 38], [4, 40], [30, 40]], float)
y = np.array(["well", "well", "ill", "ill"])
assert list(NearestCentroid().fit(X, y).predict(X)) == list(y)
groups = KMeans(2, n_init=10, random_state=0).fit_predict(X)
assert groups[0] == groups[2] != groups[1] == groups[3]
scaled = KMeans(2, n_init=10, random_state=0).fit_predict(X * [1, 100])
assert scaled[0] == scaled[1] != scaled[2] == scaled[3]
print("ok")
