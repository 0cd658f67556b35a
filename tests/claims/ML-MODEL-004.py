# needs: scikit-learn==1.9.1 pandas==3.1.1
# shows: ordinal codes follow the alphabet unless listed, LabelEncoder takes one column and no unknown value, unknown and rare categories, cross-fitted target encoding, scalers and outliers, trees do not need them
import numpy as np
import pandas as pd
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import LabelEncoder, MinMaxScaler, OneHotEncoder, OrdinalEncoder, RobustScaler, StandardScaler, TargetEncoder
from sklearn.tree import DecisionTreeClassifier

X = pd.DataFrame({"size": ["small", "large", "medium"], "city": ["Bern", "Chur", "Bern"]})
new = pd.DataFrame({"city": ["Rome"]})


def refused(call):
    try:
        call()
    except ValueError:
        return True
    return False


assert OrdinalEncoder().fit_transform(X[["size"]]).ravel().tolist() == [2, 0, 1]
assert OrdinalEncoder(categories=[["small", "medium", "large"]]).fit_transform(X[["size"]]).ravel().tolist() == [0, 2, 1]
assert refused(lambda: LabelEncoder().fit(X)) and refused(lambda: LabelEncoder().fit(X["city"]).transform(["Rome"]))
hot = OneHotEncoder(handle_unknown="ignore", sparse_output=False).fit(X[["city"]])
assert hot.transform(new).tolist() == [[0, 0]] and refused(lambda: OneHotEncoder().fit(X[["city"]]).transform(new))
rare = OneHotEncoder(min_frequency=2, handle_unknown="infrequent_if_exist", sparse_output=False).fit(X[["city"]])
assert rare.transform(new).tolist() == rare.transform(X[["city"]])[1:2].tolist() == [[0, 1]]
assert OneHotEncoder(drop="first", sparse_output=False).fit_transform(X[["city"]]).shape == (3, 1)
rng = np.random.default_rng(0)
ids, y = np.arange(200).reshape(-1, 1).astype(str), rng.integers(0, 2, 200)
encoder = TargetEncoder(random_state=0, smooth=1e-6)
own = encoder.fit(ids, y).transform(ids).ravel()
crossed = encoder.fit_transform(ids, y).ravel()
assert np.corrcoef(own, y)[0, 1] > 0.99 and abs(np.corrcoef(crossed, y)[0, 1]) < 0.4
x = np.array([[1.0], [2], [3], [4], [1000]])
assert MinMaxScaler().fit_transform(x)[:4].max() < 0.01 and np.ptp(RobustScaler().fit_transform(x)[:4]) > 1
z = StandardScaler().fit_transform(x)
assert abs(z.mean()) < 1e-9 and abs(z.std() - 1) < 1e-9
people = np.column_stack([rng.normal(40, 12, 400), rng.normal(50_000, 15_000, 400)])
old = (people[:, 0] > 40).astype(int)
scaled = StandardScaler().fit_transform(people)
train, test = slice(0, 300), slice(300, None)
raw_score = KNeighborsClassifier(5).fit(people[train], old[train]).score(people[test], old[test])
assert KNeighborsClassifier(5).fit(scaled[train], old[train]).score(scaled[test], old[test]) > raw_score + 0.2
trees = [DecisionTreeClassifier(random_state=0).fit(data[train], old[train]).predict(data[test]) for data in (people, scaled)]
assert (trees[0] == trees[1]).mean() > 0.98
print("ok")
