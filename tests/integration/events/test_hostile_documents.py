"""Hostile documents fetched and read as in life: none is lost, and the source behind each is read right."""

import asyncio

import pytest

from deploy.hostile.corpus import corpus
from deploy.hostile.measure import end_of
from deploy.hostile.server import serving
from services.events.workers.reader import DocumentReader
from shared.http.guarded import GuardedClient
from tests.support.reading import calendar, context

FEWEST = 60
NAMES = list(corpus())[::6]
BATCH = 11
GOOD = calendar("UID:1\nSUMMARY:Rust night\nDTSTART;TZID=Europe/Berlin:20270519T190000").encode()
LOST = ("timed_out", "reader_died", "reader_failed")


@pytest.mark.parametrize("start", range(0, len(NAMES), BATCH), ids=lambda start: NAMES[start])
async def test_none_is_lost_and_a_good_one_beside_it_is_read(start: int) -> None:
    documents = {name: corpus()[name] for name in NAMES[start : start + BATCH]}
    ends = {}
    async with (
        serving(documents) as origin,
        DocumentReader.open() as reader,
        GuardedClient.open(user_agent="Acquaint tests", allow=frozenset({origin})) as client,
    ):
        for name, document in documents.items():
            (ends[name], _), beside = await asyncio.gather(
                end_of(document, origin, client, reader), reader.read(GOOD, context())
            )
            assert [listing.title for listing in beside.listings] == ["Rust night"]
            after = await reader.read(GOOD, context())
            assert after == beside

    assert {name: end for name, end in ends.items() if any(word in end for word in LOST)} == {}


def test_there_are_enough() -> None:
    assert len(NAMES) >= FEWEST
