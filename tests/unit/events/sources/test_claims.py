from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.sources.publisher.claim import (
    CONFIRMED_AGAIN,
    FIRST_AGAIN,
    GRACE,
    RECHECKED,
    SOUGHT_FOR,
    TRIED_AGAIN,
    Claim,
    after_check,
    counts,
    note_on,
    state_of,
    to_publish,
)
from services.events.sources.publisher.proofs import judge_page, judge_records
from shared.contracts.sources.claims import ClaimMethod, ClaimState, Look
from shared.kernel.response import Response
from shared.text.rel_me import rel_me_links

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
NEW = Claim("clm_a", "src_a", "per_a", ClaimMethod.DNS_TXT, "t0k", NOW)
THERE = [Look(where="example.org", seen="the record is there", found=True)]
MISSING = [Look(where="example.org", seen="no TXT record", found=False)]
PROOF = "https://acquaint.example/claims/t0k"


def held(
    body: bytes,
    status: int = 200,
    url: str = "https://example.org/",
    media_type: str = "text/html; charset=utf-8",
) -> Response:
    return Response(status, {"content-type": media_type}, body, url, None)


def test_a_claim_goes_its_way() -> None:
    """Proven, missed, found again, missed for longer than the grace, put back."""
    missed = after_check(NEW, MISSING, NOW)
    proven = after_check(missed, THERE, NOW)
    failing = after_check(proven, MISSING, NOW + RECHECKED)
    healed = after_check(failing, THERE, NOW + RECHECKED + TRIED_AGAIN)
    still = after_check(failing, MISSING, NOW + RECHECKED + GRACE - TRIED_AGAIN)
    lapsed = after_check(failing, MISSING, NOW + RECHECKED + GRACE)
    back = after_check(lapsed, THERE, NOW + timedelta(days=90))

    told = [
        (state_of(it), counts(it), it.next_at)
        for it in (missed, proven, failing, healed, still, lapsed, back)
    ]
    assert told == [
        (ClaimState.PENDING, False, NOW + FIRST_AGAIN),
        (ClaimState.VERIFIED, True, NOW + RECHECKED),
        (ClaimState.FAILING, True, NOW + RECHECKED + TRIED_AGAIN),
        (ClaimState.VERIFIED, True, NOW + RECHECKED + TRIED_AGAIN + RECHECKED),
        (ClaimState.FAILING, True, NOW + RECHECKED + GRACE),
        (ClaimState.LAPSED, False, None),
        (ClaimState.VERIFIED, True, NOW + timedelta(days=90) + RECHECKED),
    ]
    ages = (timedelta(hours=2), SOUGHT_FOR - timedelta(hours=1), SOUGHT_FOR)
    sought = [after_check(NEW, MISSING, NEW.created_at + age).next_at for age in ages]
    assert sought == [NEW.created_at + 2 * ages[0], NEW.created_at + 2 * ages[1], None]
    assert (NOW, NOW, NOW + timedelta(days=90)) == (proven.verified_at, healed.verified_at, back.verified_at)
    assert "before 2027-01-06" in str(note_on(failing))
    assert after_check(lapsed, MISSING, NOW + timedelta(days=91)) == replace(
        lapsed, checked_at=NOW + timedelta(days=91)
    )


def test_what_a_letter_confirmed_is_asked_for_anew_after_a_year() -> None:
    by_letter = replace(NEW, method=ClaimMethod.MAIL_INFO)
    confirmed = after_check(by_letter, THERE, NOW)
    failing = after_check(confirmed, MISSING, NOW + CONFIRMED_AGAIN)

    assert confirmed.next_at == NOW + timedelta(days=365)
    assert to_publish(by_letter.method, "t0k", "") == ""
    assert [note_on(it) for it in (by_letter, confirmed, failing)] == [
        None,
        "It was confirmed by mail, and is to be confirmed again in a year.",
        "It was confirmed more than a year ago: have the letter sent again.",
    ]
    assert "looked for again every month" in str(note_on(after_check(NEW, THERE, NOW)))


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 40)), max_size=20))
def test_a_claim_counts_only_when_it_was_proven_within_the_grace(checks: list[tuple[bool, int]]) -> None:
    claim, now, found_at = NEW, NOW, None
    for found, days in checks:
        now += timedelta(days=days)
        claim = after_check(claim, THERE if found else MISSING, now)
        found_at = now if found else found_at
        if found:
            assert counts(claim)
        if counts(claim):
            assert found_at is not None
            assert claim.next_at is not None
        else:
            is_sought = found_at is None and now - NOW < SOUGHT_FOR
            assert (claim.next_at is not None) == is_sought


def test_what_to_publish() -> None:
    site = "https://acquaint.example/"
    assert "acquaint-site-verification=t0k" == to_publish(ClaimMethod.DNS_TXT, "t0k", site)
    assert f'<link rel="me" href="{PROOF}">' == to_publish(ClaimMethod.REL_ME, "t0k", site)


@pytest.mark.parametrize(
    ("html", "links"),
    [
        (f'<head><link rel="me" href="{PROOF}">', (PROOF,)),
        (f'<a href=" {PROOF} " rel="nofollow ME noopener">us</a>', (PROOF,)),
        (f'<a href="{PROOF}" rel="ugc me">a comment</a>', ()),
        (f'<a href="{PROOF}" rel="sponsored me">an advertisement</a>', ()),
        (f'<a href="{PROOF}">no relation</a>', ()),
        (f'<!-- <a rel="me" href="{PROOF}"> --><script>"<a rel=me href={PROOF}>"</script>', ()),
        (f"<p>&lt;a rel=me href={PROOF}&gt;</p><textarea><a rel=me href={PROOF}></textarea>", ()),
    ],
)
def test_only_links_in_the_pages_own_name_count(html: str, links: tuple[str, ...]) -> None:
    assert links == rel_me_links(html.encode())


@given(st.binary(max_size=300))
def test_any_bytes_are_a_page_without_proof(body: bytes) -> None:
    assert PROOF not in rel_me_links(body)


@pytest.mark.parametrize(
    ("page", "seen", "found"),
    [
        (held(f'<a rel="me" href="{PROOF}/">'.encode()), "the link is there", True),
        (held(b"<p>Hello"), "a page without any rel=me link", False),
        (
            held(b'<a rel="me" href="https://a.example/me">'),
            "rel=me links, but to https://a.example/me",
            False,
        ),
        (held(b"", status=404), "no page (HTTP 404)", False),
        (held(PROOF.encode(), media_type="text/plain"), "not a page but text/plain", False),
        (
            held(f'<a rel="me" href="{PROOF}">'.encode(), url="https://evil.example/"),
            "it leads to another site, https://evil.example/",
            False,
        ),
    ],
)
def test_what_is_seen_of_a_page(page: Response, seen: str, found: bool) -> None:
    assert Look(where="https://example.org/", seen=seen, found=found) == judge_page(
        "https://example.org/", page, PROOF
    )


@pytest.mark.parametrize(
    ("records", "seen", "found"),
    [
        ((), "no TXT record", False),
        (("v=spf1 -all",), "1 TXT record, none of them this one", False),
        (("v=spf1 -all", " acquaint-site-verification=t0k "), "the record is there", True),
        (
            ("acquaint-site-verification=0ther",),
            "another record of this kind: acquaint-site-verification=0ther",
            False,
        ),
        (
            ("acquaint-site-verification=\x00\n" + "x" * 500,),
            f"another record of this kind: acquaint-site-verification=��{'x' * 51}",
            False,
        ),
        (
            ("acquaint-site-verification=t0k2",),
            "another record of this kind: acquaint-site-verification=t0k2",
            False,
        ),
    ],
)  # fmt: skip
def test_what_is_seen_of_records(records: tuple[str, ...], seen: str, found: bool) -> None:
    wanted = to_publish(ClaimMethod.DNS_TXT, "t0k", "")
    assert Look(where="example.org", seen=seen, found=found) == judge_records("example.org", records, wanted)
