# needs: numpy==2.4.6
# shows: sigmoid slope <= 1/4; first-layer gradients vanish in 40 plain layers, not with pre-norm residual blocks; batch dependence of BatchNorm
import numpy as np

rng = np.random.default_rng(0)
s = 1 / (1 + np.exp(-np.linspace(-9, 9, 1001)))
assert (s * (1 - s)).max() <= 0.25

def forward(x, weights, residual):
    for w in weights:
        if residual:
            n = (x - x.mean()) / np.sqrt(x.var() + 1e-5)      # LayerNorm at the entrance
            x = x + np.tanh(w @ n)
        else:
            x = 1 / (1 + np.exp(-(w @ x)))
    return x

def first_gradient(residual, depth=40, width=16):
    weights = [rng.normal(size=(width, width)) / np.sqrt(width) for _ in range(depth)]
    x, h = rng.normal(size=width), 1e-4
    total = 0.0
    for i in range(4):
        up = [w.copy() for w in weights]; up[0][i, i] += h
        down = [w.copy() for w in weights]; down[0][i, i] -= h
        total += np.abs((forward(x, up, residual) - forward(x, down, residual)) / (2 * h)).sum()
    return total

assert first_gradient(False) < 1e-9 < 1e-2 < first_gradient(True)

def batch_norm(rows):
    return (rows - rows.mean(0)) / np.sqrt(rows.var(0) + 1e-5)

def layer_norm(rows):
    return (rows - rows.mean(1, keepdims=True)) / np.sqrt(rows.var(1, keepdims=True) + 1e-5)

rows, others = rng.normal(size=(4, 8)), rng.normal(size=(4, 8))
one, two = np.vstack([rows[:1], rows[1:]]), np.vstack([rows[:1], others[1:]])
assert not np.allclose(batch_norm(one)[0], batch_norm(two)[0])
assert np.allclose(layer_norm(one)[0], layer_norm(two)[0])
print("ok")
