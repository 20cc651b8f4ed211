"""schema.org events in pages, as publishers write them."""

import json
from typing import Any

import pytest

from services.events.ingest.model import Outcome, Place, Price
from services.events.ingest.when import When
from shared.contracts.events import EventStatus, Mode
from tests.support.reading import read

EVENT: dict[str, Any] = {
    "@context": "https://schema.org", "@type": "Event", "name": "Data &amp; Beer",
    "startDate": "2027-05-19T19:00:00+02:00", "url": "https://x.example/1",
    "location": {"@type": "Place", "name": "c-base", "address": {
        "@type": "PostalAddress", "addressLocality": "Berlin", "addressCountry": "DE"}},
}  # fmt: skip


def _page(*blocks: str) -> str:
    scripts = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    return f"<!doctype html><html><head>{scripts}</head><body></body></html>"


def _titles(*blocks: str) -> list[str]:
    return [listing.title for listing in read(_page(*blocks)).listings]


def test_an_event_with_its_place_and_offset() -> None:
    (listing,) = read(_page(json.dumps(EVENT))).listings
    place = listing.place or Place()
    assert ("Data & Beer", "2027-05-19T19:00", "Europe/Berlin") == (
        listing.title, listing.starts.local, listing.starts.timezone,
    )  # fmt: skip
    assert ("c-base", "Berlin", "DE", Mode.IN_PERSON) == (
        place.venue,
        place.city,
        place.country,
        listing.mode,
    )


@pytest.mark.parametrize(
    "block",
    [
        json.dumps([EVENT]),
        json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, EVENT]}),
        json.dumps({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": EVENT}]}),
        json.dumps(EVENT | {"@type": ["Thing", "http://schema.org/BusinessEvent"]}),
        "//<![CDATA[\n" + json.dumps(EVENT) + "\n//]]>",
        json.dumps(EVENT)[:-1] + ",}",
        json.dumps(EVENT).replace("Data &amp; Beer", "Data &amp;\n\tBeer"),
        json.dumps({"@type": "WebSite"}) + "\n" + json.dumps(EVENT),
        json.dumps(EVENT).replace('"', "&quot;"),
    ],
)
def test_shapes_that_publishers_use(block: str) -> None:
    assert ["Data & Beer"] == _titles(block)


def test_a_broken_block_costs_only_itself() -> None:
    reading = read(_page('{"@type": "Event", oops', json.dumps(EVENT)))
    assert ["Data & Beer"] == [listing.title for listing in reading.listings]
    assert [("bad_json", "script 1")] == [(each.reason, each.where) for each in reading.rejected]


def test_midnight_without_an_offset_is_a_day() -> None:
    (listing,) = read(_page(json.dumps(EVENT | {"startDate": "2027-05-19T00:00:00"}))).listings
    assert When("2027-05-19", "Europe/Berlin") == listing.starts


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("https://schema.org/EventCancelled", EventStatus.CANCELLED),
        ("eventpostponed", EventStatus.POSTPONED),
        ("EventMovedOnline", EventStatus.MOVED_ONLINE),
        ("http://schema.org/EventScheduled", EventStatus.SCHEDULED),
    ],
)
def test_statuses_in_any_spelling(status: str, expected: EventStatus) -> None:
    (listing,) = read(_page(json.dumps(EVENT | {"eventStatus": status}))).listings
    assert expected is listing.status


def test_offers_give_a_range_and_a_virtual_place_means_hybrid_beside_a_real_one() -> None:
    offers = [{"price": "10.00", "priceCurrency": "EUR"}, {"lowPrice": 25, "priceCurrency": "EUR"}]
    places = [EVENT["location"], {"@type": "VirtualLocation", "url": "https://zoom.example"}]
    (listing,) = read(_page(json.dumps(EVENT | {"offers": offers, "location": places}))).listings
    assert (Price(is_free=False, min=10, max=25, currency="EUR"), Mode.HYBRID) == (
        listing.price,
        listing.mode,
    )


def test_a_page_of_other_markup_is_no_source_and_deep_nesting_is_bounded() -> None:
    assert read(_page('{"@type": "WebSite"}')).outcome is Outcome.UNSUPPORTED_FORMAT
    deep = '{"a":' * 500 + json.dumps(EVENT) + "}" * 500
    assert ["no_event_markup", "nested_too_deep"] == [each.reason for each in read(_page(deep)).rejected]


def test_json_ld_may_be_the_document_itself() -> None:
    reading = read(json.dumps(EVENT))
    assert ("json_ld", 1) == (reading.format, len(reading.listings))
