# needs: celery==5.7.0
# shows: early acknowledgement and JSON are the defaults, autoretry_for stops at max_retries, what chain and chord compute
import celery

app = celery.Celery("claims", broker="memory://", backend="cache+memory://")
assert app.conf.task_acks_late is False
assert not app.conf.task_reject_on_worker_lost
assert app.conf.task_serializer == "json"
assert app.conf.worker_prefetch_multiplier == 4
app.conf.task_always_eager = True

runs = []


@app.task(bind=True, acks_late=True, autoretry_for=(ConnectionError, TimeoutError),
          retry_backoff=True, retry_jitter=True, max_retries=5)
def pay(self, invoice):
    runs.append(self.request.retries)
    raise ConnectionError


result = pay.delay(7)
assert runs == [0, 1, 2, 3, 4, 5], runs
assert result.state == "FAILURE"
assert pay.acks_late is True

from celery.utils.time import get_exponential_backoff_interval  # noqa: E402

waits = [get_exponential_backoff_interval(factor=1, retries=n, maximum=600) for n in range(5)]
assert waits == [1, 2, 4, 8, 16], waits


@app.task
def add(a, b):
    return a + b


@app.task
def total(numbers):
    return sum(numbers)


assert celery.chain(add.s(1, 2), add.s(3))().get() == 6
assert celery.chord([add.s(i, i) for i in range(3)])(total.s()).get() == 6
print("ok")
