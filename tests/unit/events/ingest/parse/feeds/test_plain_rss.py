"""RSS that is read in one pass tells what feedparser tells of it."""

from html import escape
from io import BytesIO
from typing import Any

import feedparser
import pytest
from hypothesis import example, given, reject, settings
from hypothesis import strategies as st

from services.events.ingest.parse.feeds.plain_rss import read_plain_rss

ROOT = (
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:xCal="urn:ietf:params:xml:ns:xcal" xmlns:e="http://purl.org/rss/1.0/modules/event/"'
    ' xmlns:gd="http://schemas.google.com/g/2005">'
)
PLAIN = (
    "title", "link", "guid", "pubDate", "description", "content:encoded", "category", "dc:subject", "dc:date",
    "dc:creator", "author", "comments", "lastBuildDate", "e:startdate", "e:ENDDATE", "e:location",
    "xCal:dtstart", "xCal:location", "media:thumbnail", "location", "startDate", "source",
)  # fmt: skip
ATTRIBUTES = (
    "", "", "", "", ' isPermaLink="false"', ' isPermaLink="true"', ' domain="field"',
    ' startTime="2027-05-19T10:00"', ' type="Text/HTML"', ' url="https://a.example/1"',
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(
        (
            "2027-05-19T18:00:00+02:00", "Wed, 19 May 2027 18:00:00 +0200", "19 May 2027", "", " ",
            "Go & see", "Rust &amp; Go on 19 May 2027", "https://a.example/?a=1&amp;b=2",
            "https:///a.example/", "cafÃ©",
            "a\x85b \x93c\x94", "<p>On Wednesday, 19 May 2027, 18:00</p>", "2027-05-20", "Köln",
        )
    ),
    st.text("abß \n<&;é’", max_size=12),
)  # fmt: skip


UNASKED = {"guidislink", "author", "authors", "source", "url", "href", "enclosures", "media"}


def _channel(item: str) -> str:
    return f"{ROOT}<channel><item>{item}</item></channel></rss>"


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Return channels with what stands in most of them, and some of what does not."""
    element = st.tuples(st.sampled_from(PLAIN), st.sampled_from(ATTRIBUTES), TEXTS)
    items = draw(st.lists(st.lists(element, max_size=8), max_size=3))
    told = "".join(f"<item>{''.join(map(_element, item))}</item>" for item in items)
    day = draw(st.sampled_from(("", "<pubDate>Wed, 19 May 2027</pubDate>", "<dc:date>2027-05-01</dc:date>")))
    head = f"<image><title>Us</title></image>{day}<atom:link rel='self' href='/feed'/>"
    return f"{ROOT}<channel><title>Events</title>{head}{told}</channel></rss>"


def _element(told: tuple[str, str, str]) -> str:
    name, attribute, text = told
    return f"<{name}{attribute}>{escape(text)}</{name}>"


@settings(max_examples=60, deadline=None)
@given(documents())
@example(_channel("<title>a</title><guid>https://a.example/1</guid><link>https://a.example/2</link>"))
@example(_channel("<content:encoded>b</content:encoded><description>a</description>"))
@example(_channel("<category domain='a'></category><category>b</category><category>b</category>"))
def test_it_is_told_as_feedparser_tells_it(document: str) -> None:
    body = f'<?xml version="1.0" encoding="UTF-8"?>{document}'.encode()
    read = read_plain_rss(body)
    if read is None:
        reject()
    told = feedparser.parse(BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    assert [dict(it) for it in read["entries"]] == [_asked(entry) for entry in told["entries"]]
    of_feed = {name: told["feed"][name] for name in ("published", "updated") if name in told["feed"]}
    assert read["feed"] == of_feed


def _asked(entry: dict[str, Any]) -> dict[str, Any]:
    """Return what is asked of an entry."""
    kept = {
        name: value
        for name, value in dict(entry).items()
        if not name.endswith(("_detail", "_parsed")) and not name.startswith("media_") and name not in UNASKED
    }
    if "content" in kept:
        kept["content"] = [{name: it[name] for name in ("type", "value")} for it in kept["content"]]
    if "links" in kept:
        links = [it for it in kept.pop("links") if it["rel"] != "enclosure"]
        kept |= {"links": links} if links else {}
    return kept


@pytest.mark.parametrize(
    "item",
    [
        "<title>a <b>b</b></title>",
        "<title>a</title><title>b</title>",
        "<description>a</description><description>b</description>",
        "<description xml:base='https://a.example/'>a</description>",
        "<link href='https://a.example/1'/>",
        "<link>https:///a.example/</link>",
        "<georss:point>1 2</georss:point>",
        "<media:title>a</media:title>",
        "<x:y>a</x:y>",
        "<date>2027-05-19</date>",
    ],
)
def test_the_rest_is_left_to_feedparser(item: str) -> None:
    document = _channel(item).replace("<rss", "<rss xmlns:georss='http://www.georss.org/georss'")
    assert read_plain_rss(document.encode()) is None


@pytest.mark.parametrize(
    "body",
    [
        f"<!DOCTYPE rss>{_channel('')}".encode(),
        _channel("<title>é</title>").encode(),
        b'<?xml version="1.0" encoding="cp037"?>' + _channel("<title>a</title>").encode(),
        b'<?xml version="1.0" encoding="ISO-8859-1"?>' + _channel("<title>\xe9</title>").encode("latin-1"),
        _channel("<title>a</title>")[:-1].encode(),
        _channel("<title>&nbsp;</title>").encode(),
        b"<feed><entry/></feed>",
        b"",
    ],
)
def test_neither_is_it_read_where_the_text_is_not_certain(body: bytes) -> None:
    assert read_plain_rss(body) is None
