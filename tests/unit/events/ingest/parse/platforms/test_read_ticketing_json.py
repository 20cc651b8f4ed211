"""The JSON of ticketing and group platforms: each tiny answer to the exact listing."""

from services.events.ingest.model import Outcome, RawListing, Rejected
from services.events.ingest.parse.wire.parsed import Parsed
from tests.support.reading import parse_json


def test_the_events_calendar_ends_a_whole_day_on_its_last_day() -> None:
    """Absent things are `false` or an empty list there."""
    row = {
        "id": 5, "global_id": "w.example?id=5", "title": "R&amp;D fair", "description": "<p>x</p>",
        "excerpt": "", "url": "https://w.example/event/fair/", "image": False, "all_day": True,
        "start_date": "2027-05-19 00:00:00", "end_date": "2027-05-20 23:59:59",
        "utc_start_date": "2027-05-18 22:00:00", "timezone": "Europe/Berlin", "cost": "10",
        "cost_details": {"currency_code": "EUR"}, "status": "publish", "categories": [{"name": "Fair"}],
        "tags": [], "organizer": [{"organizer": "Club", "website": "https://club.example"}],
        "venue": {"venue": "Hall", "address": "Weg 1", "city": "Berlin", "country": "Germany",
                  "zip": "10115"},
    }  # fmt: skip
    reading = parse_json({"events": [row, dict(row, venue=[], organizer=[], all_day=False)], "total": 2})
    assert reading.listings[0] == RawListing(
        uid="w.example?id=5", title="R&amp;D fair", description="<p>x</p>", starts="2027-05-19",
        ends="2027-05-20", timezone="Europe/Berlin", venue="Hall", address="Weg 1, 10115", city="Berlin",
        country="Germany", url="https://w.example/event/fair/", status="publish", organiser_name="Club",
        organiser_url="https://club.example", categories=("Fair",), price="10, EUR", where="events[0]",
    )  # fmt: skip
    assert (reading.listings[1].starts, reading.listings[1].venue) == ("2027-05-19 00:00:00", None)
    assert parse_json({"events": [], "rest_url": "https://w.example", "total": 0}) == Parsed(
        "the_events_calendar"
    )


def test_eventbrite_takes_the_local_time_and_its_zone() -> None:
    """A draft or unlisted event is private, and its title is not repeated."""
    row = {
        "id": "8", "name": {"text": "Talk", "html": "<b>Talk</b>"}, "summary": "S", "status": "canceled",
        "description": {"text": "d", "html": "<p>d</p>"}, "url": "https://e.example/8", "online_event": False,
        "start": {"timezone": "Europe/London", "local": "2027-06-10T18:30:00", "utc": "2027-06-10T17:30:00Z"},
        "end": {"timezone": "Europe/London", "local": "2027-06-10T21:00:00", "utc": "2027-06-10T20:00:00Z"},
        "locale": "en_GB", "is_free": False, "currency": "GBP", "listed": True,
        "venue": {"name": "Pub", "address": {"address_1": "High St 1", "city": "London", "country": "GB",
                                              "latitude": "51.5", "longitude": "-0.1"}},
        "ticket_availability": {"minimum_ticket_price": {"major_value": "5.00", "currency": "GBP"},
                                "maximum_ticket_price": {"major_value": "9.00", "currency": "GBP"}},
    }  # fmt: skip
    reading = parse_json(
        {"pagination": {}, "events": [row, dict(row, status="draft"), dict(row, listed=False)]}
    )
    assert reading.listings == (
        RawListing(
            uid="8", title="Talk", summary="S", description="<p>d</p>", starts="2027-06-10T18:30:00",
            ends="2027-06-10T21:00:00", timezone="Europe/London", venue="Pub", address="High St 1",
            city="London", country="GB", lat=51.5, lon=-0.1, url="https://e.example/8", online=False,
            status="canceled", language="en_GB", price="5.00..9.00 GBP", is_free=False, where="events[0]",
        ),
    )  # fmt: skip
    assert reading.rejected == (Rejected("private", "events[1]"), Rejected("private", "events[2]"))


def test_squarespace_counts_milliseconds_in_the_zone_of_its_site() -> None:
    """The map's point counts only beside an address: without one it is Squarespace's own door."""
    item = {
        "id": "a", "title": "Show", "excerpt": "E", "body": "<p>B</p>", "startDate": 1_800_000_000_000,
        "endDate": 1_800_007_200_000, "fullUrl": "/events/show", "assetUrl": "https://cdn.example/a.png",
        "categories": ["Art"], "tags": ["t"],
        "location": {"addressTitle": "VFD", "addressLine1": "66 Rd", "addressLine2": "London, E8",
                     "addressCountry": "UK", "mapLat": 51.5, "mapLng": -0.07},
    }  # fmt: skip
    elsewhere = dict(item, location={"mapLat": 40.7, "mapLng": -74.0})
    site = {
        "website": {"timeZone": "Europe/London", "siteTitle": "VFD", "authenticUrl": "https://v.example",
                    "language": "en-GB"},
        "collection": {"typeName": "events"}, "upcoming": [item], "past": [elsewhere],
    }  # fmt: skip
    reading = parse_json(site)
    assert reading.listings[0] == RawListing(
        uid="a", title="Show", summary="E", description="<p>B</p>", starts="2027-01-15T08:00:00Z",
        ends="2027-01-15T10:00:00Z", timezone="Europe/London", venue="VFD", address="66 Rd, London, E8",
        country="UK", lat=51.5, lon=-0.07, url="https://v.example/events/show",
        image_url="https://cdn.example/a.png", organiser_name="VFD", organiser_url="https://v.example",
        categories=("Art", "t"), language="en-GB", where="upcoming[0]",
    )  # fmt: skip
    assert (reading.listings[1].lat, reading.listings[1].where) == (None, "past[0]")


def test_meetup_answers_by_group_and_says_how_long_it_lasts() -> None:
    """A group that is null is gone; what is held online has no place, whatever the venue says."""
    node = {
        "id": "1", "title": "Night", "description": "d", "dateTime": "2027-03-28T17:30:00-04:00",
        "duration": "PT2H30M", "eventType": "PHYSICAL", "eventUrl": "https://m.example/g/events/1",
        "status": "ACTIVE",
        "venues": [{"name": "Lab", "address": "1 St", "city": "Tampa", "state": "FL", "postalCode": "33602",
                    "lat": 27.9, "lon": -82.4}],
    }  # fmt: skip
    online = dict(node, eventType="ONLINE", venues=[{"name": "Online event", "lat": -8.5, "lon": 179.2}])
    group = {
        "name": "G", "link": "https://m.example/g", "events": {"edges": [{"node": node}, {"node": online}, 7]}
    }  # fmt: skip
    reading = parse_json({"g": group, "gone": None, "idle": {"name": "I", "events": {"edges": []}}})
    assert reading.listings[0] == RawListing(
        uid="1", title="Night", description="d", starts="2027-03-28T17:30:00-04:00",
        ends="2027-03-28T20:00:00-04:00", venue="Lab", address="1 St, 33602", city="Tampa", region="FL",
        lat=27.9, lon=-82.4, url="https://m.example/g/events/1", online=False, status="ACTIVE",
        organiser_name="G", organiser_url="https://m.example/g", where="g.events.edges[0]",
    )  # fmt: skip
    assert (reading.listings[1].venue, reading.listings[1].online) == (None, True)
    assert reading.rejected == (Rejected("malformed_item", "g.events.edges[2]"),)


def test_the_event_is_the_second_part_of_a_composed_title() -> None:
    """Where it is still to be announced, the group is all that is known."""
    row = {
        "title": "PyMX|A | B talk|México|Puebla", "organizer": "PyMX", "dtstart": "2027-01-10T18:00:00-06:00",
        "dtend": None, "url": "https://p.example/1", "online": False, "address": "Calle 1", "city": "Puebla",
        "state": "Puebla", "country_code": "MX", "tags": ["python"], "hash_key": "k", "description": "d",
    }  # fmt: skip
    tba = dict(row, title="PyMX|To Be Announced/Por anunciar|Online", online=True)
    first, second = parse_json([row, tba]).listings
    assert first == RawListing(
        uid="https://p.example/1", title="A | B talk", description="d", starts="2027-01-10T18:00:00-06:00",
        address="Calle 1", city="Puebla", region="Puebla", country="MX", url="https://p.example/1",
        online=False, organiser_name="PyMX", categories=("python",), where="[0]",
    )  # fmt: skip
    assert (second.title, second.city, second.online) == ("PyMX", None, True)


def test_ticketmaster_times_that_are_not_set_leave_the_day() -> None:
    """A day that is not set leaves nothing; a fault is an error, not an empty page."""
    row = {
        "id": "T1", "name": "Expo", "url": "https://t.example/1", "locale": "en-us", "info": "i",
        "images": [{"url": "https://t.example/a.jpg"}], "promoter": {"name": "P"},
        "dates": {"start": {"localDate": "2027-08-01", "localTime": "19:00:00"},
                  "timezone": "America/Chicago", "status": {"code": "postponed"}},
        "classifications": [{"segment": {"name": "Arts"}, "genre": {"name": "Undefined"}}],
        "priceRanges": [{"currency": "USD", "min": 20.5, "max": 40}],
        "_embedded": {"venues": [{"name": "Arena", "city": {"name": "Austin"}, "state": {"stateCode": "TX"},
                                  "country": {"countryCode": "US"}, "address": {"line1": "1 Way"},
                                  "location": {"latitude": "30.2", "longitude": "-97.7"}}]},
    }  # fmt: skip
    untimed = dict(
        row, dates={"start": {"localDate": "2027-08-01", "localTime": "00:00:00", "timeTBA": True}}
    )
    undated = dict(row, dates={"start": {"localDate": "2027-08-01", "dateTBD": True}})
    instant = dict(row, dates={"start": {"localDate": "2027-08-01", "dateTime": "2027-08-01T18:00:00Z"}})
    parking = dict(row, name="PARKING: Expo")
    rows = [row, untimed, undated, instant, parking]
    reading = parse_json({"_embedded": {"events": rows}, "page": {"totalElements": 4}})
    assert reading.listings[0] == RawListing(
        uid="T1", title="Expo", summary="i", description="i", starts="2027-08-01T19:00:00",
        timezone="America/Chicago", venue="Arena", address="1 Way", city="Austin", region="TX", country="US",
        lat=30.2, lon=-97.7, url="https://t.example/1", image_url="https://t.example/a.jpg",
        status="postponed", organiser_name="P", categories=("Arts",), language="en-us",
        price="20.5..40 USD", where="events[0]",
    )  # fmt: skip
    assert reading.rejected == (Rejected("not_an_event", "events[4]", "PARKING: Expo"),)
    assert [each.starts for each in reading.listings[1:]] == ["2027-08-01", None, "2027-08-01T18:00:00Z"]
    assert parse_json({"_links": {}, "page": {"totalElements": 0}}) == Parsed("ticketmaster")
    assert parse_json({"fault": {"faultstring": "Invalid ApiKey"}}).outcome is Outcome.NOT_WHAT_IT_CLAIMS
