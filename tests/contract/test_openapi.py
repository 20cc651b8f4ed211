import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from jsonschema import Draft202012Validator

from services.events.app import create_app as events_app
from services.events.settings import EventsSettings
from services.gateway.app import create_app as gateway_app
from services.gateway.settings import GatewaySettings
from services.matching.app import create_app as matching_app
from services.matching.settings import MatchingSettings

SNAPSHOTS = Path(__file__).parents[2] / "docs" / "openapi"
APPS: dict[str, Callable[[], FastAPI]] = {
    "gateway": lambda: gateway_app(GatewaySettings()),
    "events": lambda: events_app(EventsSettings()),
    "matching": lambda: matching_app(MatchingSettings()),
}
services = pytest.mark.parametrize("service", sorted(APPS))


@cache
def document_of(service: str) -> dict[str, Any]:
    """Return the committed description; the first test here holds it to the code."""
    document: dict[str, Any] = json.loads((SNAPSHOTS / f"{service}.json").read_text())
    return document


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


@services
def test_the_committed_description_is_the_present_one(service: str) -> None:
    present = APPS[service]().openapi()
    assert document_of(service) == present, "run `make openapi`, then read the difference as a client would"


@services
def test_every_operation_says_what_it_does_and_how_it_fails(service: str) -> None:
    document = document_of(service)
    assert document["openapi"].startswith("3.1")
    for name, operation in operations(document):
        assert operation.get("summary"), name
        assert {"500", "503"} <= operation["responses"].keys(), name
        for status, answer in operation["responses"].items():
            if "400" <= status <= "599":
                is_page = (name.split()[-1], status) == ("/unsubscribe/{token}", "404")
                media = "text/html" if is_page else "application/problem+json"
                assert list(answer["content"]) == [media], (name, status)


@services
def test_every_body_has_an_example_that_fits(service: str) -> None:
    document = document_of(service)
    for name, operation in operations(document):
        for holder in (operation.get("requestBody", {}), *operation["responses"].values()):
            for media in holder.get("content", {}).values():
                for example in examples_of(media):
                    misfits = [error.message for error in validator(document, media).iter_errors(example)]
                    assert misfits == [], (name, example)


@services
def test_operations_have_names_of_their_own(service: str) -> None:
    names = [operation["operationId"] for _, operation in operations(document_of(service))]
    assert sorted(set(names)) == sorted(names)


@services
def test_no_two_shapes_share_a_name_for_else_our_modules_tell_them_apart(service: str) -> None:
    assert [name for name in document_of(service)["components"]["schemas"] if "__" in name] == []


@services
def test_parts_have_names_that_openapi_allows(service: str) -> None:
    parts = document_of(service)["components"]
    names = [name for kind in parts.values() for name in kind]
    assert [] == [name for name in names if not re.fullmatch(r"[a-zA-Z0-9._-]+", name)]


def test_nothing_internal_shows_at_the_gateway() -> None:
    for name, _ in operations(document_of("gateway")):
        assert name.split()[1].startswith(("/v1/", "/unsubscribe/")), name


def examples_of(media: dict[str, Any]) -> list[Any]:
    found = [media["example"]] if "example" in media else []
    found += [named["value"] for named in media.get("examples", {}).values()]
    assert found, media
    return found


def validator(document: dict[str, Any], media: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator({**media.get("schema", {}), "components": document["components"]})


def test_what_the_layers_of_the_public_api_take_and_answer_is_described() -> None:
    read = [told for name, told in operations(document_of("gateway")) if name.startswith("GET /v1/")]
    assert all(told["responses"]["304"].keys() == {"description", "headers"} for told in read)
    assert all("If-None-Match" in [it["name"] for it in told["parameters"]] for told in read)
    refused = document_of("gateway")["paths"]["/v1/partner/keys"]["get"]["responses"]["429"]
    assert refused["content"]["application/problem+json"]["example"]["code"] == "rate_limited"
    assert sorted(refused["headers"]) == ["RateLimit", "RateLimit-Policy", "Retry-After"]
