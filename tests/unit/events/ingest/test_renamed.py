"""A listing that a source only calls otherwise, and what is another event."""

from dataclasses import replace

import pytest

from services.events.ingest.model import Listing
from services.events.ingest.presence.renamed import Unfound, renamed, shared_pages, strangers
from tests.support.listings import SEEN_AT, listing
from tests.unit.events.ingest.test_presence import row

PAGE = "https://pycon.example/2027"
OLD = Unfound("old", "PyCon DE", PAGE, "2027-05-19", "")


@pytest.mark.parametrize(
    ("told", "is_same"),
    [
        (listing("PyCon DE", "2027-05-19"), True),
        (listing("pycon de", "2027-05-19", url="https://elsewhere.example/"), True),
        (listing("PyCon DE", "2027-05-26", url=PAGE), True),
        (listing("PyCon Germany", "2027-05-19", url=PAGE), True),
        (listing("PyCon DE", "2027-05-26"), False),
        (listing("PyCon DE", "2027-05-26", url="https://elsewhere.example/"), False),
        (listing("PyCon Germany", "2027-05-26", url=PAGE), False),
        (listing("PyCon DE", "2028-05-19", url=PAGE), False),
        (listing("PyCon DE", "2027-05-26", url=PAGE, recurrence_id="2027-05-26"), False),
    ],
    ids=["other id", "case", "moved", "retitled", "no page", "other page", "all new", "next year", "series"],
)
def test_same_name_and_time_or_same_page(told: Listing, *, is_same: bool) -> None:
    assert ({(told.uid, told.recurrence_id): "old"} if is_same else {}) == renamed([OLD], [told])


def test_two_that_answer_to_one_are_nobody() -> None:
    moved = [listing("PyCon DE", day, uid=day, url=PAGE) for day in ("2027-05-26", "2027-06-02")]
    assert {} == renamed([OLD], moved)


def test_a_page_that_several_share_tells_nothing() -> None:
    told = [listing("Go Night", "2027-05-19", url=PAGE), listing("Jazz", "2027-06-01", url=PAGE)]
    assert frozenset({"pycon.example/2027"}) == shared_pages(told)
    assert {} == renamed([OLD], told[:1], shared_pages(told))
    same = listing("PyCon DE", "2027-05-19", url=PAGE)
    assert {(same.uid, ""): "old"} == renamed([OLD], [same], shared_pages(told))


def test_only_what_is_to_come_is_looked_for() -> None:
    held = [row("a"), replace(row("past"), starts_utc=SEEN_AT), row("gone")]
    told = [listing("a", uid="a"), listing("b", uid="b")]
    assert (["gone"], [told[1]]) == strangers(held, told, SEEN_AT)
