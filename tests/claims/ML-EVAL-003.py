# needs: scikit-learn==1.9.1 numpy==2.4.6
# shows: class weights raise the scores and hardly change the order; at 0.5 few cases are flagged; precision follows the base rate and ROC-AUC does not
import numpy as np
from scipy.stats import spearmanr
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import precision_score, recall_score, roc_auc_score

rng = np.random.default_rng(0)


def cases(n, rate):
    y = (rng.random(n) < rate).astype(int)
    return rng.normal(size=(n, 3)) + 0.7 * y[:, None], y


x, y = cases(40_000, 0.01)
test_x, test_y = cases(40_000, 0.01)
plain = LogisticRegression().fit(x, y)
heavy = LogisticRegression(class_weight="balanced").fit(x, y)
p, q = plain.predict_proba(test_x)[:, 1], heavy.predict_proba(test_x)[:, 1]
assert abs(p.mean() - test_y.mean()) < 0.003 and q.mean() > 0.2
assert spearmanr(p, q).statistic > 0.99 and abs(roc_auc_score(test_y, p) - roc_auc_score(test_y, q)) < 0.01
assert recall_score(test_y, p >= 0.5) < 0.05 < 0.5 < recall_score(test_y, p >= 0.01)
assert (test_y == 0).mean() > 0.985  # what the accuracy of "never fraud" is worth
even_x, even_y = cases(40_000, 0.5)
even = plain.predict_proba(even_x)[:, 1]
assert abs(roc_auc_score(even_y, even) - roc_auc_score(test_y, p)) < 0.03
assert precision_score(even_y, even >= 0.01) > 4 * precision_score(test_y, p >= 0.01)
print("ok")
