# needs: cpython>=3.8
# shows: list capacities follow the rule (3.9+), shrink below half; multiples of the hash modulus collide and make a set quadratic
import sys
import time

word = sys.getsizeof([None]) - sys.getsizeof([])

def room(items):
    return (sys.getsizeof(items) - sys.getsizeof([])) // word

items, seen = [], []
for i in range(60):
    items.append(i)
    if not seen or seen[-1] != room(items):
        seen.append(room(items))
if sys.version_info >= (3, 9):
    assert seen == [4, 8, 16, 24, 32, 40, 52, 64], seen

full = room(items)
while len(items) > full // 2:
    items.pop()
assert room(items) == full
items.pop()
assert room(items) < full

M = sys.hash_info.modulus
assert {hash(i * M) for i in range(1000)} == {0}
assert sys.getsizeof([None] * 1000) - sys.getsizeof([]) == 1000 * word

def cost(n, step):
    keys = [i * step for i in range(n)]
    best = 9e9
    for _ in range(3):
        start = time.perf_counter()
        set(keys)
        best = min(best, time.perf_counter() - start)
    return best

assert cost(3000, M) > 20 * cost(3000, 1)
assert cost(4000, M) > 2.5 * cost(2000, M)
print("ok")
