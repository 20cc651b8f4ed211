"""Hostile documents fetched and read as in life: each ends as it should, and harms no source beside it."""

import asyncio
from fnmatch import fnmatchcase

import pytest

from deploy.hostile.corpus import corpus
from deploy.hostile.ends import ENDS, expected_end
from deploy.hostile.measure import end_of
from deploy.hostile.server import serving
from services.events.workers.reader import DocumentReader
from shared.http.guarded import GuardedClient
from tests.support.reading import calendar, context

ALL = tuple(corpus())
SLOW = {
    "yaml long series",
    "markdown dated items",
    "markdown open anchors",
    "markdown of headings of fields",
    "markdown marks",
    "markup org headlines",
    "ics long text on all days",
    "markdown table of words",
    "markup rst headings",
    "json few pairs",
    "endless chunks",
    "endless hints",
    "yaml merges",
    "text growing json-ld",
    "html few of json-ld",
    "markdown block of words",
    *(
        name
        for name in ALL
        if name.startswith(("markdown table of ", "microformats of ", "ics same event ", "ics since year "))
    ),
    *(
        name
        for name in ALL
        if name.endswith(" many") or name.startswith(("xcal of ", "xml many ", "toml many "))
    ),
}
FIRST = {expected_end(name): name for name in reversed(ALL) if name not in SLOW}
ONCE = {"text day and spaces rss"}
"""Of which the reading process died once."""
SAMPLE = sorted({*FIRST.values(), *ALL[::12], *ONCE} - SLOW, key=ALL.index)
"""One for each way to end, and every twelfth; `acquaint bench hostile` puts them all."""
FEWEST = 60
PARTS = 4
PATIENCE_S = 200
"""A document that takes ten seconds of a processor may have to wait for one."""
GOOD = calendar("UID:1\nSUMMARY:Rust night\nDTSTART;TZID=Europe/Berlin:20270519T190000").encode()


@pytest.mark.timeout(400)
@pytest.mark.parametrize("part", range(PARTS))
async def test_each_ends_as_it_should_and_a_good_one_beside_it_is_read(part: int) -> None:
    documents = {name: corpus()[name] for name in SAMPLE[part::PARTS]}
    ends = {}
    async with (
        serving(documents) as origin,
        DocumentReader(timeout_s=PATIENCE_S) as reader,
        GuardedClient.open(user_agent="Acquaint tests", allow=frozenset({origin})) as client,
    ):
        for name, document in documents.items():
            (ends[name], _), beside = await asyncio.gather(
                end_of(document, origin, client, reader), reader.read(GOOD, context())
            )
            assert [listing.title for listing in beside.listings] == ["Rust night"]
            assert await reader.read(GOOD, context()) == beside

    assert ends == {name: expected_end(name) for name in documents}


def test_there_are_enough_and_each_expectation_is_of_one_that_is_there() -> None:
    assert len(SAMPLE) >= FEWEST
    patterns = {pattern for each in ENDS.values() for pattern in each}
    assert {pattern for pattern in patterns if not any(fnmatchcase(name, pattern) for name in ALL)} == set()
