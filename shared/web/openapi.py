"""Completing an app's OpenAPI document: problem answers and examples for every operation."""

from collections.abc import Mapping
from typing import Any

from shared.contracts.problem import Problem
from shared.web.examples import example_of

Document = dict[str, Any]

MEANINGS: Mapping[str, str] = {
    "401": "Not signed in, or the session has ended",
    "403": "Not allowed",
    "404": "There is no such thing",
    "409": "In conflict with what is held",
    "410": "Not kept any more; start anew",
    "412": "The document was changed meanwhile",
    "413": "Too large",
    "422": "Not understood; each refused field is named",
    "429": "Too many requests; see `Retry-After`",
    "500": "Our fault; quote the `request_id`",
    "503": "A part of the service cannot be reached; see `Retry-After`",
}
_CODES: Mapping[str, str] = {
    "401": "not_signed_in",
    "403": "scope_missing",
    "409": "idempotency_key_running",
    "412": "version_changed",
    "413": "content_too_large",
    "422": "invalid_request",
    "429": "rate_limited",
    "500": "internal",
    "503": "service_unreachable",
}
_HEADERS: Mapping[str, tuple[str, str]] = {
    "ETag": ("string", "The version of this answer"),
    "RateLimit": ("string", 'What is left, and when there is more: `"person";r=0;t=1`'),
    "RateLimit-Policy": ("string", 'How many requests in how many seconds: `"person";q=600;w=60`'),
    "Retry-After": ("integer", "Seconds to wait"),
}
_TOLD: Mapping[str, tuple[str, ...]] = {
    "429": ("RateLimit", "RateLimit-Policy", "Retry-After"),
    "503": ("Retry-After",),
}
_MEDIA = "application/problem+json"


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return FastAPI `responses` for the errors that an operation has beside the usual ones."""
    return {status: {"description": MEANINGS[str(status)]} for status in statuses}


def headers(*names: str) -> Document:
    """Return what an answer says of some fields of its head."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def complete(document: Document) -> Document:
    """Name the errors of every operation, and show an example of each body; changes the document in place.

    The usual errors are added: 422 where there is anything to misunderstand, 404 where the path names
    something, 401 where one must be signed in, 413 where there is a body, 500 and 503 everywhere.
    """
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for superfluous in ("HTTPValidationError", "ValidationError"):
        schemas.pop(superfluous, None)
    own = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(own.pop("$defs", {}))
    schemas["Problem"] = own
    document["components"]["headers"] = {
        name: {"description": said, "schema": {"type": kind}} for name, (kind, said) in _HEADERS.items()
    }
    for path, methods in document["paths"].items():
        for operation in methods.values():
            _complete_operation(path, operation, schemas)
    return document


def _complete_operation(path: str, operation: Document, schemas: Mapping[str, Document]) -> None:
    responses = operation.setdefault("responses", {})
    for status in sorted(_usual(path, operation) | {code for code in responses if "400" <= code <= "599"}):
        if "text/html" not in responses.get(status, {}).get("content", {}):
            responses[status] = _problem(status, schemas)
    operation["responses"] = dict(sorted(responses.items()))
    for holder in (operation.get("requestBody", {}), *responses.values()):
        for media in holder.get("content", {}).values():
            if "schema" in media and not {"example", "examples"} & media.keys():
                media["example"] = example_of(media["schema"], schemas)


def _usual(path: str, operation: Document) -> set[str]:
    found = {"500", "503"}
    if "requestBody" in operation:
        found |= {"413", "422"}
    if operation.get("parameters"):
        found.add("422")
    if "{" in path:
        found.add("404")
    if operation.get("security"):
        found.add("401")
    return found


def _problem(status: str, schemas: Mapping[str, Document]) -> Document:
    example = example_of(schemas["Problem"], schemas) | {
        "type": f"https://acquaint.example/problems/{status}",
        "title": MEANINGS.get(status, "Refused"),
        "status": int(status),
        "detail": f"{MEANINGS.get(status, 'Refused')}.",
        "request_id": "01jd3c9m8q7v0w1x2y3z4a5b6c",
    }
    example["code"] = _CODES.get(status, example["code"])
    content = {_MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}}
    told = {"description": MEANINGS.get(status, "Refused"), "content": content}
    return told | ({"headers": headers(*_TOLD[status])} if status in _TOLD else {})
