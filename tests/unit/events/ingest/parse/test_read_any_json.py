"""The law of every JSON adapter: whatever stands where, the document is read or refused, and none raises."""

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from deploy.hostile.shapes import SHAPES
from services.events.ingest.parse.json_formats import read_platform_json
from services.events.ingest.parse.lists.json_list import parse_json_list
from services.events.ingest.parse.pages.jsonld import holds_event
from services.events.ingest.parse.wire.json_text import Json
from tests.support.reading import parse_json, read

PLATFORMS = [shape for shape in SHAPES.values() if read_platform_json(shape.around([shape.event]), "")]
KEYS = """
    version items title content_html _event start end id url tags events start_datetime slug place media
    type object @context orderedItems first location address tag startTime attributedTo records value
    $type mode locations uris results _type startDate date time tz chairs category timings begin uid
    keywords image website collection upcoming typeName _embedded dates localDate venues priceRanges min
    page totalElements _links utc_start_date start_date venue organizer all_day cost_details name local
    text pagination ticket_availability data edges node dateTime duration eventType hash_key dtstart
    organizer properties children sessions speakers rooms groupName startsAt schedule conference days
    hyperlink @type
"""
TEXTS = """
    https://jsonfeed.org/version/1.1 Event Create OrderedCollection
    https://www.w3.org/ns/activitystreams 7pm PT2H community.lexicon.calendar.event HTTPAPIResult events
    h-event 2027-05-19 2027-05-19T09:00:00Z vcalendar vevent 9999-12-31T23:59:59-23:59
    0001-01-01T00:00:00+14:00 http://[ nan 1e999 -1 A|B|C to PT99999H #
"""
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from([0, -1, 1, 1_800_000_000, 1_800_000_000_000, 2**63, 1e300, -1e300]),
    st.sampled_from(TEXTS.split()),
)
DOCUMENTS = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS.split()), inner, max_size=8)
    ),
    max_leaves=40,
)


@given(DOCUMENTS)
def test_any_document_is_read_or_refused(document: Any) -> None:
    """Through the whole reader, where a raised exception would show as a reason of its own."""
    reading = read(json.dumps(document), "https://source.example/api")
    assert [each.reason for each in reading.rejected if each.reason.startswith("reader_failed")] == []


@settings(max_examples=150)
@given(DOCUMENTS)
@example("9999-12-31T23:59:59-23:59")
def test_no_adapter_raises_on_whatever_stands_beside_an_event_of_its_own_or_in_one(document: Json) -> None:
    """A good event first, by which it is known; then what is none, and one that holds it under each key."""
    for shape in PLATFORMS:
        own = shape.event if isinstance(shape.event, dict) else {}
        beside = {**own, **document} if isinstance(document, dict) else own
        rows: list[Json] = [shape.event, document, beside, dict.fromkeys(own, document)]
        assert read_platform_json(shape.around(rows), "") is not None


def test_several_types_are_read_as_the_one_that_is_known() -> None:
    """ActivityStreams allows a list of types."""
    event = {"type": ["schema:Event", "Event"], "name": "A", "startTime": "2027-01-01T10:00:00Z"}
    (listing,) = parse_json({"type": ["Create"], "object": event}).listings
    assert (listing.title, listing.starts) == ("A", "2027-01-01T10:00:00Z")


@pytest.mark.parametrize(
    ("clock", "count"), [("T18:30", 2), (" 18:05:00", 2), ("T18:31:00", 0), ("T00:00", 0)]
)
def test_times_at_which_people_meet_make_events_of_a_file_called_so(clock: str, count: int) -> None:
    rows: list[Json] = [
        {"title": name, "date": f"2027-05-19{clock}", "level": "1"} for name in ("Of mills", "Of lathes")
    ]
    parsed = parse_json_list(rows, "https://x.example/events.json")
    assert count == (len(parsed.listings) if parsed else 0)


def test_more_values_than_are_searched_for_linked_data_make_it_none() -> None:
    assert not holds_event({"events": [{}] * 100_001})
    assert holds_event([{}, {"@type": "Event", "name": "Good", "startDate": "2027-05-19"}, *[{}] * 100_001])
