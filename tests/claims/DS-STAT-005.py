# needs: scipy==1.17.1
# shows: the ratio check on 50600 : 49400, and the sample size against a direct power computation
from scipy.stats import binom, binomtest, norm

p = binomtest(50_600, 100_000, 0.5).pvalue
assert 1e-4 < p < 2e-4, p

n, rate, effect = 3532, 0.10, 0.02
se = (2 * rate * (1 - rate) / n) ** 0.5
power = norm.sf(1.96 - effect / se)
assert abs(power - 0.8) < 0.002, power
single = 1 - binom.cdf(250 + 21, 500, 0.5) + binom.cdf(250 - 22, 500, 0.5)
assert 0.04 < single < 0.06, single
print("ok")
