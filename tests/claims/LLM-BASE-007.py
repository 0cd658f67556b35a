# needs: numpy==2.4.6
# shows: with causal attention, decoding from cached keys and values gives the outputs of a full pass; the size formula
import numpy as np

rng = np.random.default_rng(0)
d, layers, length = 8, 3, 10
W = rng.normal(size=(layers, 4, d, d)) / np.sqrt(d)
x = rng.normal(size=(length, d))

def softmax(a):
    e = np.exp(a - a.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)

def full(x):
    for q, k, v, o in W:
        scores = (x @ q) @ (x @ k).T / np.sqrt(d)
        scores[np.triu_indices(len(x), 1)] = -np.inf
        x = x + softmax(scores) @ (x @ v) @ o
    return x

def cached(x):
    keys, values = [np.empty((0, d))] * layers, [np.empty((0, d))] * layers
    rows = []
    for h in x:
        for i, (q, k, v, o) in enumerate(W):
            keys[i] = np.vstack([keys[i], h @ k])
            values[i] = np.vstack([values[i], h @ v])
            h = h + softmax((h @ q) @ keys[i].T / np.sqrt(d)) @ values[i] @ o
        rows.append(h)
    return np.array(rows)

assert np.allclose(full(x), cached(x))
assert np.allclose(full(x)[:6], full(x[:6]))            # earlier positions never change
per_token = sum(np.zeros((8, 128), np.float16).nbytes for _ in range(32) for _ in "kv")
assert per_token == 128 * 1024 and per_token * 8192 == 2**30
assert sum(np.zeros((32, 128), np.float16).nbytes for _ in range(32) for _ in "kv") * 8192 == 4 * 2**30
print("ok")
