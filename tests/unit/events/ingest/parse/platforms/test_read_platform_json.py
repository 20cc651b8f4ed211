"""The JSON of event platforms: each tiny answer to the exact listing."""

from typing import Any

from services.events.ingest.model import Outcome, RawListing, Rejected
from services.events.ingest.parse.wire.parsed import Parsed
from shared.contracts.catalogue.origins import HowTold
from tests.support.reading import parse_json


def only(document: Any) -> RawListing:
    """Return the one listing of a document in which nothing is refused."""
    reading = parse_json(document)
    assert (reading.rejected, reading.outcome) == ((), None)
    (listing,) = reading.listings
    return listing


def test_a_json_feed_item_is_dated_by_its_extension_or_its_text_never_by_its_publishing() -> None:
    """Three items: an extension, a sentence, and nothing but the day it was published."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "language": "en",
        "items": [
            {"id": 7, "title": "Talk", "url": "https://a.example/7", "tags": ["rust"], "content_text": "Hi",
             "_event": {"start": "2027-03-04T18:00:00+01:00", "end": "2027-03-04T20:00:00+01:00",
                        "location": "Hall 2"}},
            {"id": "b", "title": "Fair on 5 May 2027", "date_published": "2027-01-01T00:00:00Z"},
            {"id": "c", "title": "News", "date_published": "2027-01-01T00:00:00Z"},
            "odd",
        ],
    }  # fmt: skip
    reading = parse_json(feed)
    assert reading.format == "json_feed"
    assert reading.listings == (
        RawListing(
            uid="7", title="Talk", description="Hi", starts="2027-03-04T18:00:00+01:00",
            ends="2027-03-04T20:00:00+01:00", address="Hall 2", url="https://a.example/7",
            categories=("rust",), language="en", where="items[0]",
        ),
        RawListing(
            uid="b", title="Fair on 5 May 2027", starts="2027-05-05", ends="2027-05-05", language="en",
            dates_told=HowTold.IN_WORDS, where="items[1]",
        ),
    )  # fmt: skip
    assert reading.rejected == (
        Rejected("no_date", "items[2]", "News"),
        Rejected("malformed_item", "items[3]"),
    )


def test_gancio_counts_seconds_and_names_its_pages_by_slug() -> None:
    """Addresses stay relative: they are read against the instance."""
    row = {
        "id": 4, "title": "Hack night", "slug": "hack-night", "start_datetime": 1_800_000_000,
        "end_datetime": 1_800_007_200, "tags": ["code", {"tag": "foss"}], "media": [{"url": "a.jpg"}],
        "place": {"name": "Squat", "address": "Via 1", "latitude": 45.1, "longitude": "7.6"},
    }  # fmt: skip
    assert only([row]) == RawListing(
        uid="4", title="Hack night", starts="2027-01-15T08:00:00Z", ends="2027-01-15T10:00:00Z",
        venue="Squat", address="Via 1", lat=45.1, lon=7.6, url="/event/hack-night", image_url="/media/a.jpg",
        categories=("code", "foss"), where="[0]",
    )  # fmt: skip


def test_an_outbox_gives_its_events_and_says_what_else_it_held() -> None:
    """Events alone or in activities; notes, bare addresses and deletions are named."""
    event = {
        "type": "Event", "id": "https://m.example/events/1", "name": "Party", "content": "<p>Dance</p>",
        "startTime": "2027-02-12T14:08:20Z", "endTime": "2027-02-12T16:00:00Z", "timezone": "Europe/Paris",
        "ical:status": "CANCELLED", "category": "PARTY", "inLanguage": "fr",
        "location": [
            {"type": "Place", "name": "Barn", "latitude": 45.7, "longitude": 4.8,
             "address": {"streetAddress": "10 Rue J", "postalCode": "69007", "addressLocality": "Lyon",
                         "addressRegion": "ARA", "addressCountry": "France"}},
            {"type": "VirtualLocation", "url": "https://v.example"},
        ],
        "attributedTo": {"type": "Group", "id": "https://m.example/@g", "name": "G"},
        "attachment": [{"type": "Document", "mediaType": "image/png", "url": "https://m.example/p.png"}],
        "tag": [{"type": "Hashtag", "name": "#Test"}, {"type": "Mention", "name": "@x"}],
    }  # fmt: skip
    outbox = {
        "@context": "https://www.w3.org/ns/activitystreams",
        "type": "OrderedCollection",
        "first": {
            "type": "OrderedCollectionPage",
            "orderedItems": [
                {"type": "Create", "object": event},
                {"type": "Create", "object": {"type": "Note", "name": "Hi"}},
                {"type": "Announce", "object": "https://other.example/1"},
            ],
        },
    }
    reading = parse_json(outbox)
    assert reading.listings == (
        RawListing(
            uid="https://m.example/events/1", title="Party", description="<p>Dance</p>",
            starts="2027-02-12T14:08:20Z", ends="2027-02-12T16:00:00Z", timezone="Europe/Paris", venue="Barn",
            address="10 Rue J, 69007", city="Lyon", region="ARA", country="France", lat=45.7, lon=4.8,
            url="https://m.example/events/1", image_url="https://m.example/p.png", online=True,
            status="CANCELLED", organiser_name="G", organiser_url="https://m.example/@g",
            categories=("Test", "PARTY"), language="fr", where="$.first.orderedItems[0].object",
        ),
    )  # fmt: skip
    assert [(each.reason, each.where) for each in reading.rejected] == [
        ("not_an_event", "$.first.orderedItems[1].object"),
        ("reference_only", "$.first.orderedItems[2].object"),
    ]


def test_an_actor_is_not_an_empty_list_of_events() -> None:
    """An empty outbox is empty; who owns it is another document."""
    context_ = "https://www.w3.org/ns/activitystreams"
    actor = parse_json({"@context": [context_, {}], "type": "Group", "name": "G"})
    outbox = parse_json({"@context": context_, "type": "OrderedCollection", "orderedItems": []})
    assert actor.outcome is Outcome.UNSUPPORTED_FORMAT
    assert outbox == Parsed("activitystreams")


def test_at_protocol_records_say_mode_and_status_by_token() -> None:
    """Records of another type are named; a start is optional and found wanting later."""
    kind = "community.lexicon.calendar.event"
    value = {
        "$type": kind, "name": "Meet", "description": "Hi", "createdAt": "2026-01-01T00:00:00Z",
        "startsAt": "2027-04-01T17:00:00Z", "endsAt": "2027-04-01T19:00:00Z", "mode": f"{kind}#hybrid",
        "status": f"{kind}#postponed", "uris": [{"uri": "https://meet.example", "name": "Page"}],
        "locations": [
            {"$type": "community.lexicon.location.address", "name": "Pub", "street": "High St 1",
             "locality": "London", "region": "ENG", "country": "GB", "postalCode": "N1"},
            {"$type": "community.lexicon.location.geo", "latitude": "51.5", "longitude": "-0.1"},
        ],
    }  # fmt: skip
    answer = {"records": [{"uri": "at://did:x/1", "cid": "c", "value": value}, {"value": {"$type": "other"}}]}
    reading = parse_json(answer)
    assert reading.listings == (
        RawListing(
            uid="at://did:x/1", title="Meet", description="Hi", starts="2027-04-01T17:00:00Z",
            ends="2027-04-01T19:00:00Z", venue="Pub", address="High St 1, N1", city="London", region="ENG",
            country="GB", lat=51.5, lon=-0.1, url="https://meet.example", online=True, status="postponed",
            where="records[0]",
        ),
    )  # fmt: skip
    assert reading.rejected == (Rejected("not_an_event", "records[1]"),)


def test_indico_joins_day_and_time_in_their_zone() -> None:
    """The room belongs to the venue; the category is what its organisers call it."""
    row = {
        "_type": "Conference", "id": "12", "url": "https://i.example/event/12/", "title": "School",
        "description": "<b>x</b>",
        "startDate": {"date": "2027-06-01", "time": "09:00:00", "tz": "Europe/Zurich"},
        "endDate": {"date": "2027-06-03", "time": "17:30:00", "tz": "Europe/Zurich"}, "location": "CERN",
        "roomFullname": "40-S2", "address": "Meyrin", "category": "Schools", "keywords": ["hep"],
    }  # fmt: skip
    assert only({"count": 1, "_type": "HTTPAPIResult", "results": [row]}) == RawListing(
        uid="https://i.example/event/12/", title="School", description="<b>x</b>",
        starts="2027-06-01T09:00:00", ends="2027-06-03T17:30:00", timezone="Europe/Zurich",
        venue="CERN, 40-S2", address="Meyrin", url="https://i.example/event/12/",
        categories=("Schools", "hep", "Conference"), where="results[0]",
    )  # fmt: skip


def test_every_time_of_an_openagenda_event_is_a_listing_of_its_own() -> None:
    """Texts come in a language we know first, else in the one that is there."""
    row: dict[str, Any] = {
        "uid": 99, "slug": "atelier", "title": {"fr": "Atelier"}, "description": {"br": "Demat"},
        "keywords": {"fr": ["bois"]}, "timezone": "Europe/Paris", "attendanceMode": 1, "status": 6,
        "image": {"base": "https://cdn.example/", "filename": "a.jpg"}, "originAgenda": {"title": "Ville"},
        "location": {"name": "Lab", "address": "1 rue", "city": "Rennes", "region": "Bretagne",
                     "countryCode": "FR", "latitude": 48.1, "longitude": -1.6},
        "timings": [{"begin": "2027-05-01T10:00:00+02:00", "end": "2027-05-01T12:00:00+02:00"},
                    {"begin": "2027-05-02T10:00:00+02:00", "end": "2027-05-02T12:00:00+02:00"}],
    }  # fmt: skip
    first, second = parse_json({"total": 1, "events": [row]}).listings
    assert first == RawListing(
        uid="99", recurrence_id="2027-05-01T10:00:00+02:00", title="Atelier", summary="Demat",
        description="Demat", starts="2027-05-01T10:00:00+02:00", ends="2027-05-01T12:00:00+02:00",
        timezone="Europe/Paris", venue="Lab", address="1 rue", city="Rennes", region="Bretagne", country="FR",
        lat=48.1, lon=-1.6, image_url="https://cdn.example/a.jpg", online=False, status="cancelled",
        organiser_name="Ville", categories=("bois",), where="events[0].timings[0]",
    )  # fmt: skip
    assert second.recurrence_id == "2027-05-02T10:00:00+02:00"
    first_and_last = row | {
        "firstTiming": row["timings"][0],
        "nextTiming": None,
        "lastTiming": row["timings"][1],
    }
    del first_and_last["timings"]
    assert parse_json({"events": [first_and_last]}).listings == (first, second)


def test_luma_wraps_its_events_and_names_their_pages_by_a_word() -> None:
    """The place of the calendar is none of the event's; an event online may be called offline."""
    shown = {
        "event": {
            "api_id": "evt-1", "name": "Hack night", "start_at": "2027-01-15T17:00:00.000Z",
            "end_at": "2027-01-15T20:00:00.000Z", "timezone": "Europe/Berlin", "url": "ab12cd34",
            "location_type": "offline", "coordinate": {"latitude": 52.5, "longitude": 13.4},
            "geo_address_info": {"address": "Die Halle", "city": "Berlin", "country_code": "DE",
                                 "short_address": "Weg 1, Berlin", "localized": {"de": {"city": "Berlin"}}},
        },
        "calendar": {"name": "Hackers", "location": {"city": "Paris"}, "is_personal": False},
        "ticket_info": {"is_free": True}, "hosts": [{"name": "Ada"}],
    }  # fmt: skip
    online = {
        "event": {
            "id": "evt-2", "name": "Call", "start_at": "2027-01-16T17:00:00.000Z",
            "timezone": "Europe/Berlin", "url": "https://luma.com/call", "location_type": "offline",
            "geo_address_info": {"address": "Online"},
        },
        "calendar": {"name": "Personal", "is_personal": True, "coordinate": {"latitude": 1, "longitude": 2}},
        "hosts": [{"name": "Ada"}],
    }  # fmt: skip
    reading = parse_json({"entries": [shown, online, 3], "has_more": False})
    assert reading.listings == (
        RawListing(
            uid="evt-1", title="Hack night", starts="2027-01-15T17:00:00.000Z",
            ends="2027-01-15T20:00:00.000Z", timezone="Europe/Berlin", venue="Die Halle",
            address="Weg 1, Berlin", city="Berlin", country="DE", lat=52.5, lon=13.4,
            url="https://luma.com/ab12cd34", organiser_name="Hackers", is_free=True,
            where="entries[0]",
        ),
        RawListing(
            uid="evt-2", title="Call", starts="2027-01-16T17:00:00.000Z", timezone="Europe/Berlin",
            url="https://luma.com/call", online=True, organiser_name="Ada", where="entries[1]",
        ),
    )  # fmt: skip
    assert reading.rejected == (Rejected("malformed_item", "entries[2]"),)


def test_one_event_of_openagenda_stands_without_a_list() -> None:
    """So it is handed over by itself."""
    row = {
        "slug": "a", "title": {"fr": "Fête"}, "canonicalUrl": "https://openagenda.com/x/event/a",
        "timings": [{"start": "2027-11-29T19:30:00.000Z", "end": "2027-11-29T21:00:00.000Z"}],
    }  # fmt: skip
    assert only(row) == RawListing(
        uid="a", title="Fête", starts="2027-11-29T19:30:00.000Z", ends="2027-11-29T21:00:00.000Z",
        url="https://openagenda.com/x/event/a", where="events[0].timings[0]",
    )  # fmt: skip
