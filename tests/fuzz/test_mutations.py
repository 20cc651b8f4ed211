"""Each adapter under small harms to documents of its format: any bytes give listings or a reason."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.law import check, seeds
from tests.fuzz.mutations import harmed

SEEDS = {name: body for name, body in seeds().items() if not name.startswith("found-")}
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "25"))
UNLISTED = {"links.html", "sessionize.json", "talks.csv"}
"""A page of links, and schedules whose document does not name their event."""


@pytest.mark.parametrize("name", seeds())
def test_the_corpus_is_read_by_the_law(name: str) -> None:
    check(seeds()[name], f"https://seed.example/{name.partition('.')[0]}")


@pytest.mark.parametrize("name", sorted(set(SEEDS) - UNLISTED))
def test_every_seed_is_read(name: str) -> None:
    assert check(SEEDS[name], f"https://seed.example/{name.partition('.')[0]}").listings


@pytest.mark.parametrize("name", SEEDS)
@given(data=st.data())
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_a_harmed_document_gives_listings_or_a_reason(name: str, data: st.DataObject) -> None:
    check(data.draw(harmed([SEEDS[name]])), f"https://seed.example/{name.partition('.')[0]}")


def test_the_law_bites(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.events.ingest.read.read.parse_document", lambda *_: 1 / 0)

    with pytest.raises(AssertionError):
        check(SEEDS["icalendar.ics"])
