"""The sample people as written in `deploy/samples/people.toml`, as profiles."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from deploy.samples.table import HERE, City, cities, slug
from shared.contracts.people import Profile

DOMAIN = "sample.acquaint.example"
"""Nobody can own it (RFC 2606)."""

_OPEN = dict.fromkeys(("display_name", "headline", "interests"), "public")
"""Who is new, and goes nowhere yet, is shown them, and why."""


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """An invented person with an address that reaches nobody."""

    email: str
    profile: Profile


def sample_people() -> tuple[SamplePerson, ...]:
    """Return everybody, in the order of the file."""
    known = cities()
    rows = tomllib.loads((HERE / "people.toml").read_text(encoding="utf-8"))["people"]
    return tuple(
        SamplePerson(f"{_local_part(row['name'])}@{DOMAIN}", _profile(row, known[row["city"]]))
        for row in rows
    )


def _profile(row: Mapping[str, Any], city: City) -> Profile:
    return Profile.model_validate(
        {
            "display_name": row["name"],
            "headline": row["headline"],
            "bio": row["bio"],
            "interests": row["interests"],
            "skills": row["skills"],
            "needs": list(_asks(row["needs"])),
            "offers": list(_asks(row["offers"])),
            "goals": row["goals"],
            "languages": [
                dict(zip(("tag", "level"), each.split(":"), strict=True)) for each in row["languages"]
            ],
            "place": {"city": city.city, "country": city.country},
            "timezone": city.timezone,
            "seniority": row["seniority"],
            "organisation": row["organisation"],
            "visibility": {**_OPEN, **row.get("visibility", {})},
        }
    )


def _asks(lines: list[str]) -> Iterator[dict[str, str]]:
    for line in lines:
        kind, _, text = line.partition(": ")
        yield {"kind": kind, "text": text}


def _local_part(name: str) -> str:
    return slug(name).replace("-", ".")
