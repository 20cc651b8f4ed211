"""What the public event holds, from what its listings say."""

import pytest

from services.events.ingest.resolve.draft import draft
from services.events.ingest.resolve.merge import merge
from services.events.ingest.resolve.model import Cluster
from tests.support.listings import listing, sighting


def test_a_title_that_does_not_shout_is_preferred_to_the_more_trusted() -> None:
    loud = sighting(listing("PUBLIC HEALTH DAY"), source="src_a", trust=90)
    calm = sighting(listing("Public Health Day"), source="src_b", trust=10)
    assert [merge(one).listing.title for one in ((loud, calm), (calm, loud), (loud,))] == [
        "Public Health Day", "Public Health Day", "PUBLIC HEALTH DAY",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("summary", "description", "told"),
    [
        ("Two talks and bread.", "Two talks\nand bread.", None),
        ("Two talks.", "Two talks.\n\nThen bread.", "Two talks.\n\nThen bread."),
        (None, None, None),
    ],
)
def test_a_description_says_more_than_the_summary_or_nothing(
    summary: str | None, description: str | None, told: str | None
) -> None:
    seen = sighting(listing("Talks", summary=summary, description=description))
    doc = draft(Cluster("evt_1", (seen,), ()), lambda topic: topic).doc
    assert (summary, told) == (doc["summary"], doc["description"])
