# needs: pydantic==2.14.4 fastapi==0.165.0 httpx==0.28.1 httpx2==2.16.2
# shows: what lax mode converts and refuses, strict mode, extra keys, assignment, model_construct; a 422 with places, and a response model that filters
from datetime import date
from typing import Annotated

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError


class Order(BaseModel):
    quantity: int
    paid: bool = False
    day: date | None = None
    note: str = ""


def refused(call):
    try:
        call()
    except ValidationError as error:
        return [item["loc"] for item in error.errors()]
    raise AssertionError("accepted")


assert Order(quantity="42").quantity == 42 and Order(quantity=42.0).quantity == 42
assert Order(quantity="1", paid="yes").paid is True
assert Order(quantity=1, day="2026-11-20").day == date(2026, 11, 20)
assert Order(quantity="007").quantity == 7 and Order(quantity=True).quantity == 1
assert refused(lambda: Order(quantity=42.5)) == [("quantity",)]
assert refused(lambda: Order(quantity=1, note=5)) == [("note",)]
assert refused(lambda: Order(quantity="x", paid="perhaps")) == [("quantity",), ("paid",)]
assert refused(lambda: Order.model_validate({"quantity": "42"}, strict=True)) == [("quantity",)]
assert Order.model_validate_json('{"quantity": 1, "day": "2026-11-20"}', strict=True).day.day == 20
assert not hasattr(Order(quantity=1, discont=5), "discont")
order = Order(quantity=1)
order.quantity = "many"  # no check on assignment
assert Order.model_construct(quantity="many").quantity == "many"


class Exact(Order):
    model_config = ConfigDict(extra="forbid", validate_assignment=True)


assert refused(lambda: Exact(quantity=1, discont=5)) == [("discont",)]
assert refused(lambda: setattr(Exact(quantity=1), "quantity", "many")) == [("quantity",)]
Cents = Annotated[int, BeforeValidator(lambda text: int(float(text) * 100))]


class Price(BaseModel):
    cents: Cents


assert Price(cents="1.5").cents == 150


class Out(BaseModel):
    name: str


class Row(Out):
    password: str = "secret"


app = FastAPI()


@app.post("/orders")
def place(order: Order):
    return order


@app.get("/user")
def user() -> Out:
    return Row(name="Ida")


@app.get("/broken", response_model=Out)
def broken():
    return {"password": "x"}


client = TestClient(app, raise_server_exceptions=False)
answer = client.post("/orders", json={"quantity": 42.5})
assert answer.status_code == 422 and answer.json()["detail"][0]["loc"] == ["body", "quantity"]
assert client.get("/user").json() == {"name": "Ida"}
assert client.get("/broken").status_code == 500
print("ok")
