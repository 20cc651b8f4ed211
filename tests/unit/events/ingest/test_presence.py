"""What a good reading says of the listings we hold."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.events.ingest.presence.presence import Known, Presence, presence
from tests.support.listings import SEEN_AT, listing


def row(uid: str) -> Known:
    return Known(uid, uid, "", "", datetime(2027, 5, 19, tzinfo=UTC))


A, B, C = map(row, "abc")


def test_new_changed_seen() -> None:
    told = [listing("a", uid="a"), listing("b", uid="b", content_hash="x"), listing("d", uid="d")]
    assert Presence(
        changed=(("b", told[1]), (None, told[2])), seen=("a", "b"), missing=(), vanished=()
    ) == presence([A, B], told, SEEN_AT)


@pytest.mark.parametrize(
    ("held", "uids", "missing", "vanished", "settled"),
    [
        ([A, B, C], "bc", ("a",), (), False),
        ([replace(A, missing=1), B, C], "bc", ("a",), ("a",), True),
        ([replace(A, vanished=True), B], "b", (), (), True),
        ([replace(A, starts_utc=SEEN_AT - timedelta(hours=1)), B], "b", (), (), True),
        ([replace(A, starts_utc=SEEN_AT), B], "b", (), (), True),
        ([A, B, C], "c", (), (), True),
        ([A, B], "b", ("a",), (), False),
        ([A], "", (), (), True),
    ],
    ids=["once", "twice", "already", "past", "begins", "mass loss", "half", "emptied"],
)
def test_missing_and_vanished(
    held: list[Known], uids: str, missing: tuple[str, ...], vanished: tuple[str, ...], *, settled: bool
) -> None:
    verdict = presence(held, [listing(uid, uid=uid) for uid in uids], SEEN_AT)
    assert (missing, vanished, settled) == (verdict.missing, verdict.vanished, verdict.settled)


def test_a_vanished_listing_that_is_back_counts_as_changed() -> None:
    back = listing("a", uid="a")
    assert (("a", back),) == presence([replace(A, vanished=True)], [back], SEEN_AT).changed


@pytest.mark.parametrize(("returned", "fetches"), [(0, 2), (1, 4), (3, 16), (40, 16)])
def test_what_came_back_is_believed_gone_more_slowly(returned: int, fetches: int) -> None:
    told = [listing("b", uid="b")]
    gone = [
        presence([replace(A, missing=missed, returned=returned), B], told, SEEN_AT).vanished
        for missed in (fetches - 2, fetches - 1)
    ]
    assert [(), ("a",)] == gone


def test_where_a_document_breaks_off_what_is_held_is_believed() -> None:
    told = [listing("a", uid="a", content_hash="x"), listing("b", uid="b", content_hash="x")]
    verdict = presence([A, B], told, SEEN_AT, is_whole=False, broken_uid="b")
    assert Presence(changed=(("a", told[0]),), seen=("a", "b"), missing=(), vanished=()) == verdict


def test_a_listing_under_another_id_is_seen_and_changed() -> None:
    told = [listing("a", uid="new", content_hash="x"), listing("b", uid="b")]
    assert Presence(changed=(("a", told[0]),), seen=("a", "b"), missing=(), vanished=()) == presence(
        [A, B], told, SEEN_AT, renamed={("new", ""): "a"}
    )
