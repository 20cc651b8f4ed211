"""An example for every schema, so that no operation is documented without one."""

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]

_BY_NAME: Mapping[str, object] = {
    "title": "Soil health field day",
    "summary": "A day in the field on soil structure and cover crops",
    "description": "Talks in the morning, digging in the afternoon.",
    "display_name": "Ada Lovelace",
    "headline": "Soil scientist",
    "label": "Soil science",
    "name": "Field Society",
    "venue": "Old Barn",
    "city": "Berlin",
    "region": "Berlin",
    "country": "DE",
    "lat": 52.52,
    "lon": 13.405,
    "url": "https://example.org/soil-day",
    "image_url": "https://example.org/soil-day.jpg",
    "email": "ada@example.org",
    "code": "482913",
    "text": "You both work on cover crops.",
    "opener": "Which cover crop surprised you last season?",
    "currency": "EUR",
    "tag": "en",
    "timezone": "Europe/Berlin",
    "licence": "CC BY 4.0",
    "attribution": "Field Society",
    "format": "icalendar",
    "organisation": "Field Society",
    "relevant_people": "5-9",
    "next": None,
    "next_cursor": None,
    "errors": None,
    "person_id": "per_01jd3c9m8q7v0w1x2y3z4a5b6c",
    "event_id": "evt_01jd3c9m8q7v0w1x2y3z4a5b6c",
    "source_id": "src_01jd3c9m8q7v0w1x2y3z4a5b6c",
    "suggestion_id": "sug_01jd3c9m8q7v0w1x2y3z4a5b6c",
    "listing_id": "lst_01jd3c9m8q7v0w1x2y3z4a5b6c",
}
_BY_FORMAT = {
    "date-time": "2026-11-23T09:00:00Z",
    "date": "2026-11-23",
    "email": "ada@example.org",
    "uri": "https://example.org",
}
_BY_PATTERN = {
    r"^\d{6}$": "482913",
    "^[A-Z]{2}$": "DE",
    r"^https?://\S{3,500}$": "https://example.org/ada",
    r"^https?://\S{3,1990}$": "https://example.org/soil-day",
    r"^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?$": "2027-05-19T17:00",
    "^[a-z]{2,3}$": "en",
    "^[A-Z]{3}$": "EUR",
    "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": "en",
}


def example_of(schema: Schema, components: Mapping[str, Schema], name: str = "") -> Any:  # noqa: ANN401 (JSON)
    """Return a value that a schema allows, its own examples first; `name` is the field it stands for."""
    if "$ref" in schema:
        return example_of(components[schema["$ref"].rpartition("/")[2]], components, name)
    for own in ("examples", "enum"):
        if schema.get(own):
            return next(iter(schema[own].values())) if isinstance(schema[own], dict) else schema[own][0]
    if "const" in schema:
        return schema["const"]
    if name in _BY_NAME and _fits(_BY_NAME[name], schema):
        return _BY_NAME[name]
    choice = next((one for key in ("anyOf", "oneOf", "allOf") for one in schema.get(key, ())), None)
    return example_of(choice, components, name) if choice else _by_type(schema, components, name)


def _fits(value: object, schema: Schema) -> bool:
    """Tell whether a value's type is among those that a schema names."""
    kinds = {schema.get("type")} | {one.get("type") for one in schema.get("anyOf", ())}
    own = {str: "string", float: "number", type(None): "null"}[type(value)]
    return own in kinds


def _by_type(schema: Schema, components: Mapping[str, Schema], name: str) -> Any:  # noqa: ANN401 (JSON)
    match schema.get("type"):
        case "object":
            fields = schema.get("properties", {})
            return {field: example_of(one, components, field) for field, one in fields.items()}
        case "array":
            items = schema.get("prefixItems") or [schema[key] for key in ("items",) if schema.get(key)]
            return [example_of(item, components, name) for item in items]
        case "string":
            return _text(schema, name)
        case "integer" | "number":
            return _number(schema)
        case "boolean":
            return True
    return None


def _text(schema: Schema, name: str) -> str:
    known = _BY_FORMAT.get(schema.get("format", "")) or _BY_PATTERN.get(schema.get("pattern", ""))
    return known or (name.replace("_", " ") or "text").ljust(schema.get("minLength", 0), "…")


def _number(schema: Schema) -> int | float:
    default = schema.get("default")
    if isinstance(default, int | float):
        return default
    low: float = schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1)
    most: float = schema.get("maximum", 10**9)
    return min(max(1, low), most)
