"""Lists in pages: where each API goes on, and what keeps the list whole."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.look.pages import joined
from services.events.ingest.model import Listing, Outcome, Reading, Rejected
from services.events.ingest.parse.platforms.next_page import PAGED, next_page
from services.events.ingest.when import When
from services.events.sources.hosts.keyed_apis import KEYED_APIS, keyed_api, with_key

MEETUP = {"data": {"groupByUrlname": {"events": {"pageInfo": {"hasNextPage": True, "endCursor": "c="}}}}}
TM = "https://app.ticketmaster.com/discovery/v2/events.json?countryCode=DE"


def page(number: int, total: int, start: str = "2027-05-19T18:00:00Z") -> dict[str, Any]:
    events = [{"dates": {"start": {"dateTime": start}}}]
    return {"_embedded": {"events": events}, "page": {"size": 200, "number": number, "totalPages": total}}


@pytest.mark.parametrize(
    ("name", "document", "url", "expected"),
    [
        ("ticketmaster", page(0, 2), TM, (f"{TM}&page=1", False)),
        ("ticketmaster", page(1, 2), f"{TM}&page=1", (None, False)),
        (
            "ticketmaster",
            page(4, 9),
            f"{TM}&page=4",
            (f"{TM}&startDateTime=2027-05-19T18%3A00%3A00Z&page=0", False),
        ),
        ("ticketmaster", page(4, 9), f"{TM}&page=4&startDateTime=2027-05-19T18%3A00%3A00Z", (None, True)),
        ("ticketmaster", page(4, 9), f"{TM}&page=4&sort=name,asc", (None, True)),
        (
            "eventbrite",
            {"pagination": {"has_more_items": True, "continuation": "abc"}},
            "https://e/v3/o?a=1",
            ("https://e/v3/o?a=1&continuation=abc", False),
        ),
        (
            "eventbrite",
            {"pagination": {"has_more_items": False, "continuation": "abc"}},
            "https://e/v3/o",
            (None, False),
        ),
        (
            "meetup_graphql",
            MEETUP,
            "https://m/gql-ext?urlname=x&after=b",
            ("https://m/gql-ext?urlname=x&after=c%3D", False),
        ),
        (
            "openagenda",
            {"events": [{}], "after": [1700, 42]},
            "https://o/v2/agendas/1/events?after[]=1&after[]=2",
            ("https://o/v2/agendas/1/events?after%5B%5D=1700&after%5B%5D=42", False),
        ),
        ("openagenda", {"events": [], "after": [1700, 42]}, "https://o/v2/agendas/1/events", (None, False)),
        ("the_events_calendar", {"total_pages": 2}, "https://w/events", ("https://w/events?page=2", False)),
        ("the_events_calendar", {"total_pages": 2}, "https://w/events?page=2", (None, False)),
        ("gancio", [{}, {}], "https://g/api/events?max=2", ("https://g/api/events?max=2&page=1", False)),
        ("gancio", [{}, {}], "https://g/api/events", (None, False)),
        (
            "indico",
            {"results": [{}]},
            "https://i/e.json?limit=1",
            ("https://i/e.json?limit=1&offset=1", False),
        ),
        (
            "atproto",
            {"records": [{}], "cursor": "3k"},
            "https://p/xrpc/l?repo=a",
            ("https://p/xrpc/l?repo=a&cursor=3k", False),
        ),
        ("json_ld", page(0, 2), TM, (None, False)),
    ],
)
def test_where_a_list_goes_on(name: str, document: Any, url: str, expected: tuple[str | None, bool]) -> None:
    assert expected == next_page(name, document, url)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda each: (
        st.lists(each, max_size=3)
        | st.dictionaries(
            st.sampled_from(["page", "data", "pagination", "events", "after", "cursor", "x"]),
            each,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.sampled_from(sorted(PAGED)), _JSON)
def test_a_list_never_leads_to_another_place(name: str, document: Any) -> None:
    following, _ = next_page(name, document, "https://e.example/api/list?a=1")
    assert following is None or following.startswith("https://e.example/api/list?a=1&")


def listing(uid: str, text: str = "") -> Listing:
    return Listing(uid, "", uid, When("2027-05-19"), content_hash=text)


def test_pages_become_one_reading() -> None:
    first = Reading("ticketmaster", Outcome.OK, (listing("a"), listing("b")), next_page="https://e/2")
    second = Reading("ticketmaster", Outcome.OK, (listing("b"), listing("c")), (Rejected("no_date", "1"),))
    whole = joined(joined(first, second), Reading("ticketmaster", Outcome.OK, (listing("a", "other"),)))
    assert (["a", "b", "c"], ["no_date", "repeated"], 3, None) == (
        [it.uid for it in whole.listings], [it.reason for it in whole.rejected], whole.pages, whole.next_page,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("url", "sent", "headers"),
    [
        (TM, f"{TM}&size=200&sort=date,asc&apikey=k%2F1", {}),
        (f"{TM}&size=20", f"{TM}&size=20&sort=date,asc&apikey=k%2F1", {}),
        (
            "https://www.eventbriteapi.com/v3/organizers/1/events/?status=all",
            "https://www.eventbriteapi.com/v3/organizers/1/events/?status=all&expand=venue,organizer",
            {"authorization": "Bearer k/1"},
        ),
        (
            "https://api.openagenda.com/v2/agendas/1/events",
            "https://api.openagenda.com/v2/agendas/1/events?size=300&detailed=1",
            {"key": "k/1"},
        ),
        (
            "https://api.meetup.com/gql-ext?urlname=x", "https://api.meetup.com/gql-ext",
            {"authorization": "Bearer k/1", "content-type": "application/json"},
        ),
    ],
)  # fmt: skip
def test_how_the_key_is_shown(url: str, sent: str, headers: dict[str, str]) -> None:
    api = keyed_api(url)
    assert api is not None
    request = with_key(api, url, "k/1")
    assert (sent, headers) == (request.url, request.headers)
    assert "k/1" not in repr(request)
    assert "k%2F1" not in repr(request)


@pytest.mark.parametrize(
    "url",
    [
        "https://app.ticketmaster.com.evil.example/discovery/v2/x",
        "https://app.ticketmaster.com/other",
        "http://api.meetup.com:8080/gql",
    ],
)
def test_nobody_else_sees_a_key(url: str) -> None:
    assert keyed_api(url) is None
    assert len({api.name for api in KEYED_APIS}) == len(KEYED_APIS)
