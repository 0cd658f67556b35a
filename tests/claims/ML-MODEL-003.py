# needs: scikit-learn==1.9.1 pandas==3.1.1
# shows: steps fitted per fold, defaults of ColumnTransformer and OneHotEncoder, the leak by selection, names
import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.compose import ColumnTransformer
from sklearn.feature_selection import SelectKBest
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import LabelEncoder, OneHotEncoder, StandardScaler


def raises(kind, call):
    try:
        call()
    except kind:
        return
    raise AssertionError("nothing raised")


rng = np.random.default_rng(0)
X = pd.DataFrame({"age": rng.integers(20, 60, 60).astype(float), "income": rng.normal(50, 9, 60), "city": rng.choice(["a", "b", "c"], 60)})
X.loc[3, "age"] = np.nan
y = (X["income"] > 50).astype(int)

numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
prep = ColumnTransformer([("num", numbers, ["age", "income"]), ("cat", OneHotEncoder(handle_unknown="ignore"), ["city"])])
model = Pipeline([("prep", prep), ("clf", LogisticRegression())])
search = GridSearchCV(model, {"clf__C": [0.1, 1, 10], "prep__num__simpleimputer__strategy": ["mean", "median"]}, cv=5).fit(X[:40], y[:40])
assert search.score(X[40:], y[40:]) > 0.7
model.fit(X, y)
row = pd.DataFrame({"city": ["new"], "income": [70.0], "age": [np.nan]})       # other order, unknown city, a gap
assert model.predict(row).tolist() == [1]
assert model["prep"].transform(row)[0, 2:].tolist() == [0, 0, 0]
raises(ValueError, lambda: model.predict(row.drop(columns="city")))
raises(ValueError, lambda: OneHotEncoder().fit([["a"]]).transform([["b"]]))
assert ColumnTransformer([("num", StandardScaler(), ["income"])]).fit_transform(X).shape == (60, 1)
assert list(model[:-1].get_feature_names_out()) == ["num__age", "num__income", "cat__city_a", "cat__city_b", "cat__city_c"]
raises(ValueError, lambda: OneHotEncoder().set_output(transform="pandas").fit_transform(X[["city"]]))
raises(ValueError, lambda: LabelEncoder().fit_transform(X[["city", "age"]]))

fits = []


class Spy(TransformerMixin, BaseEstimator):
    def fit(self, X, y=None):
        fits.append(len(X))
        self.n_ = len(X)
        return self

    def transform(self, X):
        return X


cross_val_score(make_pipeline(Spy(), LogisticRegression()), X[["income"]], y, cv=5)
assert fits == [48] * 5

Z, q = rng.normal(size=(60, 3000)), rng.integers(0, 2, 60)
leaky = cross_val_score(LogisticRegression(), SelectKBest(k=20).fit_transform(Z, q), q, cv=5).mean()
honest = cross_val_score(make_pipeline(SelectKBest(k=20), LogisticRegression()), Z, q, cv=5).mean()
assert leaky > 0.8 and honest < 0.65
print("ok")
