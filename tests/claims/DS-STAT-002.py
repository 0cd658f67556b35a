# needs: matplotlib==3.11.2
# shows: the library block runs; a bar axis starts at zero by itself, a line axis does not
import os
import tempfile

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

months, revenue = [5, 6, 7], [96, 98, 100]
products, units = ["a", "b"], [96, 100]
price, demand, minutes = [1, 2, 3], [9, 5, 4], [1, 2, 2, 3, 8, 9, 9, 10]

fig, (a, b, c, d) = plt.subplots(1, 4, figsize=(14, 3))
a.plot(months, revenue)
b.bar(products, units)
c.scatter(price, demand, alpha=0.3)
d.hist(minutes, bins=30)
a.set(title="Revenue has doubled since May", ylabel="revenue in EUR")
with tempfile.TemporaryDirectory() as folder:
    fig.savefig(os.path.join(folder, "report.png"))
assert b.get_ylim()[0] == 0 and a.get_ylim()[0] > 90
assert hasattr(c, "hexbin")
print("ok")
