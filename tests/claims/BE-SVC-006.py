# needs: opentelemetry-sdk==1.45.2
# shows: the API alone records nothing, inject writes traceparent, a receiver continues the trace, tasks inherit the span and threads do not
import asyncio
import contextvars
from concurrent.futures import ThreadPoolExecutor

from opentelemetry import trace
from opentelemetry.propagate import extract, inject
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

with trace.get_tracer("lib").start_as_current_span("no sdk") as span:
    assert not span.is_recording() and not span.get_span_context().is_valid

store = InMemorySpanExporter()
provider = TracerProvider(resource=Resource({"service.name": "orders"}))
provider.add_span_processor(SimpleSpanProcessor(store))
trace.set_tracer_provider(provider)
tracer = trace.get_tracer(__name__)


def here():
    return trace.get_current_span().get_span_context().trace_id


async def task():
    return here()


async def main():
    return await asyncio.create_task(task())


with tracer.start_as_current_span("orders") as span:
    own = span.get_span_context()
    headers = {}
    inject(headers)
    version, trace_id, parent, flags = headers["traceparent"].split("-")
    assert version == "00" and int(flags, 16) & 1      # sampled; 1.45 sets the random bit too
    assert int(trace_id, 16) == own.trace_id
    assert int(parent, 16) == own.span_id
    assert asyncio.run(main()) == own.trace_id
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(here).result() == 0
        assert pool.submit(contextvars.copy_context().run, here).result() == own.trace_id

with tracer.start_as_current_span("payments", context=extract(headers)):
    pass
orders, payments = store.get_finished_spans()
assert payments.context.trace_id == orders.context.trace_id
assert payments.parent.span_id == orders.context.span_id
print("ok")
