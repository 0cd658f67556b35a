# needs: scikit-learn==1.9.1
# shows: LogisticRegression models a probability by a linear log odds; predict is the threshold 0.5 on top of it
import numpy as np
from sklearn.linear_model import LogisticRegression

X = np.arange(20.0).reshape(-1, 1)
y = np.array([0] * 8 + [1, 0, 1, 0] + [1] * 8)
model = LogisticRegression().fit(X, y)
p = model.predict_proba(X)[:, 1]
log_odds = np.log(p / (1 - p))
assert np.allclose(np.diff(log_odds), model.coef_[0, 0])
assert np.array_equal(model.predict(X), (p > 0.5).astype(int))
print("ok")
