"""`acquaint openapi`: the contracts as files, so that a change to them is seen in review."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from fastapi import FastAPI

from services.events.app import create_app as events_app
from services.events.settings import EventsSettings
from services.gateway.app import create_app as gateway_app
from services.gateway.settings import GatewaySettings
from services.matching.app import create_app as matching_app
from services.matching.settings import MatchingSettings

APPS: Mapping[str, Callable[[], FastAPI]] = {
    "events": lambda: events_app(EventsSettings()),
    "matching": lambda: matching_app(MatchingSettings()),
    "gateway": lambda: gateway_app(GatewaySettings()),
}
"""Building an app opens nothing."""


def document_of(service: str) -> str:
    """Return a service's OpenAPI document as it is committed."""
    return json.dumps(APPS[service]().openapi(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def write(folder: Path) -> None:
    """Write all documents."""
    folder.mkdir(parents=True, exist_ok=True)
    for service in APPS:
        (folder / f"{service}.json").write_text(document_of(service), encoding="utf-8")


def differing(folder: Path) -> list[str]:
    """Return the files that are missing or differ from the code."""
    return [
        str(path) for service in APPS if _read(path := folder / f"{service}.json") != document_of(service)
    ]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
