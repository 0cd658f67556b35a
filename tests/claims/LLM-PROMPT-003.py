# needs: pydantic==2.14.4 jsonschema==4.26.0
# shows: Pydantic converts "12" to 12 unless strict; cut-off JSON is refused; JSON Schema's format is no check by default.
from jsonschema import Draft202012Validator
from pydantic import BaseModel, ConfigDict, ValidationError


class Refund(BaseModel):
    model_config = ConfigDict(extra="forbid")
    order: str
    cents: int


def kind(raw, strict=None):
    try:
        Refund.model_validate_json(raw, strict=strict)
    except ValidationError as error:
        return error.errors()[0]["type"]
    return "ok"


assert kind('{"order": "4711", "cents": "12"}') == "ok"
assert kind('{"order": "4711", "cents": "12"}', strict=True) == "int_type"
assert kind('{"order": "4711", "ce') == "json_invalid"
assert kind('{"order": "4711", "cents": 12, "x": 1}') == "extra_forbidden"
assert kind('```json\n{"order": "4711", "cents": 12}\n```') == "json_invalid"

date = {"type": "string", "format": "date"}
assert Draft202012Validator(date).is_valid("31.2.2026")
checker = Draft202012Validator.FORMAT_CHECKER
assert not Draft202012Validator(date, format_checker=checker).is_valid("31.2.2026")
print("ok")
