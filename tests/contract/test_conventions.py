"""What every list and every document of the public API has in common, told by its OpenAPI description."""

from typing import Any

import pytest

from tests.contract.test_openapi import document_of, operations

RANKED = {"GET /v1/me/events", "GET /v1/me/people"}
"""The best of everything, worked out when asked for: there is no place to go on from (ADR 37)."""


def lists() -> list[tuple[str, dict[str, Any]]]:
    document = document_of("gateway")
    schemas = document["components"]["schemas"]

    def is_page(operation: dict[str, Any]) -> bool:
        media = operation["responses"].get("200", {}).get("content", {}).get("application/json", {})
        name = media.get("schema", {}).get("$ref", "").rpartition("/")[2]
        properties: dict[str, Any] = schemas.get(name, {}).get("properties", {})
        return {"items", "next"} <= properties.keys()

    return [(name, it) for name, it in operations(document) if is_page(it)]


def parameters(operation: dict[str, Any]) -> dict[str, Any]:
    return {it["name"]: it["schema"] for it in operation.get("parameters", ())}


@pytest.mark.parametrize(("name", "operation"), lists(), ids=lambda it: it if isinstance(it, str) else "")
def test_a_list_gives_twenty_at_a_time_and_goes_on(name: str, operation: dict[str, Any]) -> None:
    known = parameters(operation)
    assert (known["limit"]["default"], known["limit"]["minimum"]) == (20, 1), name
    assert known["limit"]["maximum"] >= 100, name
    assert name in RANKED or known.keys() & {"cursor", "after"}, name


def test_lists_are_told_from_documents() -> None:
    names = {name for name, _ in lists()}
    assert len(names) > 20
    assert {"GET /v1/events", "GET /v1/topics", "GET /v1/me/blocks", "GET /v1/partner/keys"} <= names
    assert "GET /v1/me" not in names


def test_whatever_can_be_read_and_changed_heeds_if_match() -> None:
    document = document_of("gateway")
    read = {path for path, methods in document["paths"].items() if "get" in methods}
    changing = [
        (name, it) for name, it in operations(document) if name.split()[0] in {"PUT", "PATCH", "DELETE"}
    ]
    heeding = {name for name, it in changing if "If-Match" in parameters(it) and "412" in it["responses"]}
    assert heeding == {name for name, _ in changing if name.split()[1] in read}
    assert {"PATCH /v1/me", "PUT /v1/me/digest", "PATCH /v1/partner/webhooks/{webhook_id}"} <= heeding
    assert {name for name, _ in changing if name.split()[0] != "DELETE"} == {
        name for name in heeding if name.split()[0] != "DELETE"
    }


def test_every_post_may_bear_an_idempotency_key() -> None:
    posts = [(name, it) for name, it in operations(document_of("gateway")) if name.startswith("POST /v1/")]
    assert {name for name, it in posts if "Idempotency-Key" not in parameters(it)} == set()
