"""Which hub a feed names, and when it is believed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.push.offer import (
    NONE,
    Links,
    Offer,
    links_in_feed,
    links_in_header,
    links_in_json_feed,
    offer,
)

FEED = "https://blog.example.org/feed"


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (
            '<https://h.example/>; rel="hub", <https://a.example/f>; rel=self',
            Links("https://h.example/", "https://a.example/f"),
        ),
        ('<https://a.example/f>; title="x, y"; rel="alternate self"', Links(None, "https://a.example/f")),
        (
            '<https://one.example/>; rel=hub, <https://two.example/>; rel="HUB"',
            Links("https://one.example/", None),
        ),
        ("<https://h.example/>", NONE),
        ("rel=hub", NONE),
        (None, NONE),
    ],
)
def test_header_fields(field: str | None, expected: Links) -> None:
    assert expected == links_in_header(field)


BOTH = (
    b'<feed><link rel="hub" href="https://h.example?a=1&amp;b=2"/>'
    b'<link href="https://a.example/" rel="self"/>'
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            BOTH,
            Links("https://h.example?a=1&b=2", "https://a.example/"),
        ),
        (
            b"<rss><channel><atom10:link rel='hub' href='https://h.example/'/></channel></rss>",
            Links("https://h.example/", None),
        ),
        (b'<feed><entry><link rel="hub" href="https://h.example/"/></entry></feed>', NONE),
        (b'<feed><link rel="hub"/></feed>', NONE),
        (b"\xff\xfe<", NONE),
    ],
)
def test_documents(body: bytes, expected: Links) -> None:
    assert expected == links_in_feed(body)


def test_json_feeds() -> None:
    hubs = [{"type": "rssCloud", "url": "x"}, {"type": "WebSub", "url": "https://h.example/"}, 7]
    assert Links("https://h.example/", FEED) == links_in_json_feed({"hubs": hubs, "feed_url": FEED})
    assert NONE == links_in_json_feed({"hubs": "x", "feed_url": 1}) == links_in_json_feed([])


@pytest.mark.parametrize(
    ("header", "document", "expected"),
    [
        (Links("https://h.example/", FEED), Links("https://o.example/"), Offer("https://h.example/", FEED)),
        (NONE, Links("/hub", None), Offer("https://blog.example.org/hub", FEED)),
        (NONE, Links("https://h.example/", "https://example.org/f"), Offer("https://h.example/", "https://example.org/f")),
        (NONE, Links("https://h.example/", "https://example.com/f"), None),
        (NONE, Links("https://h.example/", "javascript:x"), None),
        (NONE, Links("ftp://h.example/", None), None),
        (NONE, Links("https://u:p@h.example/", None), None),
        (NONE, Links(None, FEED), None),
    ],
)  # fmt: skip
def test_what_is_believed(header: Links, document: Links, expected: Offer | None) -> None:
    assert expected == offer(header, document, FEED)


@given(st.text(max_size=300), st.binary(max_size=500))
def test_anything_may_be_said(field: str, body: bytes) -> None:
    offer(links_in_header(field), links_in_feed(body), FEED)
    offer(links_in_header(f"<{field}>; rel=hub"), links_in_feed(b'<link rel="hub" href="' + body), FEED)
