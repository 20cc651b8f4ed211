"""RSS, JSON Feed and JSON-LD as we write them, read back by independent readers and by our own."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import feedparser
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.model import ReadContext
from services.events.ingest.read.read import read_document
from services.events.publish.entry import Entry
from services.events.publish.json_feed import json_feed
from services.events.publish.json_ld import json_ld
from services.events.publish.rss import rss
from services.events.workers.reader_child import load_tools
from tests.support.published import entry, event

HERE = {
    "name": "Acquaint: rust",
    "public_url": "https://a.example",
    "feed_url": "https://a.example/v1/x?q=rust",
}


TOLD = "Wednesday, 19 May 2027 at 09:00 (Europe/Berlin), Hall 1, Berlin, Germany"


def test_a_feed_reader_reads_our_rss() -> None:
    told = event(title="Rust & <Go>", status="cancelled", topics=[{"label": "Rust"}], summary="All of it.")
    read = feedparser.parse(BytesIO(rss([entry(told)], **HERE)))
    assert not read.bozo
    (item,) = read.entries
    assert {
        "feed": read.feed.title,
        "home": read.feed.link,
        "self": [link.href for link in read.feed.links if link.rel == "self"],
        "title": item.title,
        "link": item.link,
        "id": item.id,
        "tags": [tag.term for tag in item.tags],
        "published": item.published,
        "starts": item.ev_startdate,
        "place": item.ev_location,
        "text": item.description,
    } == {
        "feed": "Acquaint: rust",
        "home": "https://a.example/?q=rust",
        "self": ["https://a.example/v1/x?q=rust"],
        "title": "[Cancelled] Rust & <Go>",
        "link": "https://a.example/events/evt_1",
        "id": "evt_1",
        "tags": ["Rust"],
        "published": "Fri, 20 Nov 2026 08:00:00 GMT",
        "starts": "2027-05-19T07:00:00Z",
        "place": "Hall 1, Berlin, Germany",
        "text": "Wednesday, 19 May 2027 at 09:00 (Europe/Berlin), Hall 1, Berlin, Germany\n\nAll of it.",
    }


def test_json_feed_whole() -> None:
    told = event(title="Rust", url="https://r.example/", languages=["de", "en"], topics=[{"label": "Rust"}])
    feed = orjson.loads(json_feed([entry(told)], **HERE))
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Acquaint: rust",
        "home_page_url": "https://a.example/?q=rust",
        "feed_url": "https://a.example/v1/x?q=rust",
        "description": "Acquaint: rust: the events last added that are still to come.",
        "items": [
            {
                "id": "evt_1",
                "url": "https://a.example/events/evt_1",
                "external_url": "https://r.example/",
                "title": "Rust",
                "content_text": f"{TOLD}\n\nOne\nTwo",
                "date_published": "2026-11-20T08:00:00+00:00",
                "date_modified": "2026-11-23T09:00:00+00:00",
                "tags": ["Rust"],
                "language": "de",
                "_event": {
                    "about": "https://a.example/docs",
                    "starts_at": "2027-05-19T09:00",
                    "timezone": "Europe/Berlin",
                    "location": "Hall 1, Berlin, Germany",
                    "kind": "conference",
                    "mode": "in_person",
                    "status": "scheduled",
                },
            }
        ],
    }


@pytest.mark.parametrize("write", [rss, json_feed])
def test_we_read_what_we_write(write: Any) -> None:
    window = ReadContext(
        "https://a.example/x", datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
    )
    (listing,) = read_document(write([entry(event(title="Rust"))], **HERE), window, load_tools()).listings
    assert ("Rust", datetime(2027, 5, 19, 7, tzinfo=UTC)) == (listing.title, listing.starts.utc)


def test_linked_data_keeps_the_published_rules() -> None:
    told = event(
        title="Rust",
        kind="conference",
        status="rescheduled",
        mode="hybrid",
        price={"is_free": None, "min": 20.0, "max": 90.0, "currency": "EUR"},
        organiser={"id": "org_1", "name": "Rust e.V.", "url": "https://rust.example/"},
        sources=[{"source_id": "src_1", "title": "A", "url": "https://a.example/rust"}],
    )
    assert orjson.loads(json_ld(told, "https://a.example")) == {
        "@context": "https://schema.org",
        "@type": "BusinessEvent",
        "@id": "https://a.example/events/evt_1",
        "name": "Rust",
        "description": "One\nTwo",
        "startDate": "2027-05-19T09:00:00+02:00",
        "eventStatus": "https://schema.org/EventRescheduled",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "location": [
            {"@type": "VirtualLocation", "url": "https://a.example/events/evt_1"},
            {
                "@type": "Place",
                "name": "Hall 1",
                "address": {"@type": "PostalAddress", "addressLocality": "Berlin", "addressCountry": "DE"},
                "geo": {"@type": "GeoCoordinates", "latitude": 52.5, "longitude": 13.4},
            },
        ],
        "organizer": {"@type": "Organization", "name": "Rust e.V.", "url": "https://rust.example/"},
        "offers": {"@type": "Offer", "price": 20.0, "priceCurrency": "EUR"},
        "url": "https://a.example/events/evt_1",
        "sameAs": ["https://a.example/rust"],
    }


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_breaks_a_feed(title: str, text: str) -> None:
    told = [entry(event(title=title, summary=text, description=text))]
    assert not feedparser.parse(BytesIO(rss(told, **HERE))).bozo
    assert orjson.loads(json_feed(told, **HERE))["items"][0]["title" if title else "id"] == (title or "evt_1")


def test_equal_events_give_equal_bytes() -> None:
    one: list[Entry] = [entry(event(title="Rust"))]
    assert rss(one, **HERE) == rss(list(one), **HERE)
