# needs: nothing beyond the standard library
# shows: the hand-made gradients of the card equal finite differences; without an activation two layers are one
def loss(w1, w2, x=1.0, target=2.0):
    return (w2 * max(0.0, w1 * x) - target) ** 2

h = 1e-6
for w1, w2 in ((2.0, 0.5), (2.1, 0.9)):
    out = w1 * w2
    d_w1 = 2 * (out - 2.0) * w2
    d_w2 = 2 * (out - 2.0) * w1
    assert abs((loss(w1 + h, w2) - loss(w1 - h, w2)) / (2 * h) - d_w1) < 1e-6
    assert abs((loss(w1, w2 + h) - loss(w1, w2 - h)) / (2 * h) - d_w2) < 1e-6
assert loss(2.1, 0.9) < loss(2.0, 0.5)
for x in (-2.0, 0.5, 3.0):
    assert abs((0.7 * (1.5 * x + 2) - 1) - ((0.7 * 1.5) * x + (0.7 * 2 - 1))) < 1e-12
print("ok")
