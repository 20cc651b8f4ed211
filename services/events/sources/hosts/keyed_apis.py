"""The APIs that answer only to a key of the operator's: whose they are, and how the key is shown to them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, quote, urlsplit

import orjson

_MEETUP_QUERY: Final = """
query ($urlname: String!, $after: String) {
  groupByUrlname(urlname: $urlname) {
    id name urlname link
    events(first: 50, after: $after, status: ACTIVE) {
      pageInfo { hasNextPage endCursor }
      edges { node {
        id title eventUrl description dateTime endTime duration eventType status
        venues { name address city state country lat lon }
      } }
    }
  }
}
"""


@dataclass(frozen=True, slots=True)
class KeyedApi:
    """One API. The key goes into the parameter or the header field named; `daily` requests at most a day.

    `defaults` are parameters added where the source's address does not name them. `pause_s` lies between two
    requests, where that is longer than the pause that every host gets.
    """

    name: str
    host: str
    path: str
    daily: int
    parameter: str | None = None
    header: str | None = None
    prefix: str = ""
    defaults: tuple[tuple[str, str], ...] = ()
    pause_s: float = 0.0
    is_graphql: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent: with the key in it, so it is neither kept nor shown. `body` None stands for a GET."""

    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    body: bytes | None = None


KEYED_APIS: Final = (
    # 5 000 a day and 5 a second: developer.ticketmaster.com, "Rate limit".
    KeyedApi(
        "ticketmaster", "app.ticketmaster.com", r"/discovery/v2/.+", 5000,
        parameter="apikey", defaults=(("size", "200"), ("sort", "date,asc")),
    ),
    # 2 000 an hour and 48 000 a day: eventbrite.com/platform, "API rate limits"; a part of that is enough.
    KeyedApi(
        "eventbrite", "www.eventbriteapi.com", r"/v3/.+", 10_000,
        header="authorization", prefix="Bearer ",
        defaults=(("expand", "venue,organizer"), ("status", "live")),
    ),
    # 500 points in 60 s: meetup.com/api/guide, "Rate limiting".
    KeyedApi(
        "meetup", "api.meetup.com", r"/gql(?:-ext)?", 5000,
        header="authorization", prefix="Bearer ", pause_s=6.0, is_graphql=True,
    ),
    # developers.openagenda.com, "Lecture": 300 events a page, the key in a header field or a parameter.
    KeyedApi(
        "openagenda", "api.openagenda.com", r"/v2/.+", 10_000,
        header="key", defaults=(("size", "300"), ("detailed", "1")),
    ),
)  # fmt: skip


def keyed_api(url: str, apis: tuple[KeyedApi, ...] = KEYED_APIS) -> KeyedApi | None:
    """Return the API that an address belongs to, None where no key is needed."""
    parts = urlsplit(url)
    return next((it for it in apis if parts.netloc == it.host and re.fullmatch(it.path, parts.path)), None)


def with_key(api: KeyedApi, url: str, key: str) -> Request:
    """Return the request for a source's address, with the key and what the address leaves to us."""
    shown = {api.header: f"{api.prefix}{key}"} if api.header else {}
    if api.is_graphql:
        return _graphql(url, shown)
    parts = urlsplit(url)
    named = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    extra = [f"{name}={quote(value, safe=',')}" for name, value in api.defaults if name not in named]
    if api.parameter:
        extra.append(f"{api.parameter}={quote(key, safe='')}")
    query = "&".join(filter(None, (parts.query, *extra)))
    return Request(parts._replace(query=query).geturl(), shown)


def _graphql(url: str, shown: Mapping[str, str]) -> Request:
    """A source names its group and, further on, the cursor: `/gql-ext?urlname=soil-berlin&after=…`."""
    parts = urlsplit(url)
    given = dict(parse_qsl(parts.query))
    variables = {name: given.get(name) for name in ("urlname", "after")}
    body = orjson.dumps({"query": _MEETUP_QUERY, "variables": variables})
    return Request(parts._replace(query="").geturl(), {**shown, "content-type": "application/json"}, body)
