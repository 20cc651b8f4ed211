"""The API's description, laid out for readers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation; examples are JSON texts, `errors` are (status, meaning)."""

    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[tuple[str, str, str], ...]
    body: str | None
    answer: str | None
    errors: tuple[tuple[str, str], ...]


def operations_of(openapi: Mapping[str, Any]) -> dict[str, list[Operation]]:
    """Group the operations of an OpenAPI document by their first tag, in the document's order."""
    groups: dict[str, list[Operation]] = {}
    for path, methods in openapi["paths"].items():
        for method, operation in methods.items():
            tag = (operation.get("tags") or ["Other"])[0]
            groups.setdefault(tag, []).append(_operation(method, path, operation))
    return groups


def _operation(method: str, path: str, operation: Mapping[str, Any]) -> Operation:
    answers = operation["responses"]
    good: Mapping[str, Any] = next(
        (answers[status] for status in sorted(answers) if status.startswith("2")), {}
    )
    return Operation(
        method=method.upper(),
        path=path,
        summary=operation.get("summary", ""),
        description=operation.get("description", ""),
        parameters=tuple(
            (one["name"], one["in"], one.get("description", "")) for one in operation.get("parameters", ())
        ),
        body=_example(operation.get("requestBody", {})),
        answer=_example(good),
        errors=tuple(
            (code, one["description"]) for code, one in sorted(answers.items()) if "400" <= code <= "599"
        ),
    )


def _example(holder: Mapping[str, Any]) -> str | None:
    for media in holder.get("content", {}).values():
        if "example" in media:
            return _text(media["example"])
        for named in media.get("examples", {}).values():
            return _text(named["value"])
    return None


def _text(example: object) -> str:
    return example if isinstance(example, str) else json.dumps(example, indent=2, ensure_ascii=False)
