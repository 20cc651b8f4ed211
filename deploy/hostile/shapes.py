"""One good event in the shape of each platform and interface: what `platforms` harms and repeats."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"


@dataclass(frozen=True, slots=True)
class Shape:
    """An event, and the document around several."""

    event: dict[str, Json] | list[Json]
    around: Callable[[list[Json]], Json]


def _under(key: str, **beside: Json) -> Callable[[list[Json]], Json]:
    return lambda events: {**beside, key: events}


def _alone(events: list[Json]) -> Json:
    return events


_DAY: Final = "2027-05-19"
_MOMENT: Final = "2027-05-19T19:00:00Z"
_LINK: Final = "https://good.example/1"
_DATED: Final[dict[str, Json]] = {"date": _DAY, "time": "19:00:00", "tz": "Europe/Berlin"}
_LOCAL: Final[dict[str, Json]] = {"local": "2027-05-19T19:00:00", "timezone": "Europe/Berlin"}
_TALK: Final[dict[str, Json]] = {"id": 1, "title": "Talk", "date": _MOMENT, "start": "19:00",
                                 "duration": "01:00",
                                 "room": "Hall", "persons": [{"public_name": "Ada"}]}  # fmt: skip

SHAPES: Final[Mapping[str, Shape]] = {
    "activitystreams": Shape(
        {"type": "Create", "object": {"type": "Event", "id": _LINK, "name": "Good", "startTime": _MOMENT,
         "location": {"type": "Place", "name": "Hall", "address": {"addressLocality": "Berlin"}},
         "content": "<p>x</p>", "attributedTo": {"name": "Group"}}},
        _under("orderedItems", type="OrderedCollection", **{"@context": "https://www.w3.org/ns/activitystreams"}),
    ),
    "atproto": Shape(
        {"uri": "at://did:plc:a/community.lexicon.calendar.event/1",
         "value": {"$type": "community.lexicon.calendar.event", "name": "Good", "startsAt": _MOMENT,
                   "locations": [{"$type": "community.lexicon.location.address", "locality": "Berlin"}],
                   "uris": [{"uri": _LINK}]}},
        _under("records"),
    ),
    "confs_tech": Shape(
        {"name": "Good", "url": _LINK, "startDate": _DAY, "endDate": _DAY, "city": "Berlin",
         "country": "Germany", "online": False, "locales": "EN", "cfpUrl": _LINK, "cfpEndDate": "2027-02-01"},
        _alone,
    ),
    "cron_quiles": Shape(
        {"hash_key": "k", "title": "Group|Good|Online", "url": _LINK, "dtstart": "2027-05-19T19:00:00-06:00",
         "dtend": "2027-05-19T21:00:00-06:00", "location": "Berlin", "organizer": "Group", "tags": ["a"]},
        _alone,
    ),
    "developers_agenda": Shape(
        {"name": "Good", "date": [1810684800000, 1810771200000], "hyperlink": _LINK,
         "location": "Berlin (Germany)", "city": "Berlin", "country": "Germany", "misc": "",
         "cfp": {"link": _LINK, "until": "01-February-2027", "untilDate": 1801440000000}, "status": "open",
         "tags": [{"key": "topic", "value": "data"}]},
        _alone,
    ),
    "eventbrite": Shape(
        {"id": "1", "name": {"text": "Good"}, "description": {"html": "<p>x</p>"}, "url": _LINK,
         "start": _LOCAL, "end": _LOCAL, "status": "live",
         "venue": {"name": "Hall", "address": {"city": "Berlin", "country": "DE"}}},
        _under("events", pagination={"page_count": 1}),
    ),
    "frab_json": Shape(
        _TALK,
        lambda talks: {"schedule": {"conference": {"acronym": "good", "title": "Good", "start": _DAY,
            "days": [{"index": 1, "date": _DAY, "rooms": {"Hall": talks}}]}}},
    ),
    "gancio": Shape(
        {"id": 1, "slug": "good", "title": "Good", "start_datetime": 1810717200, "end_datetime": 1810720800,
         "place": {"name": "Hall", "address": "Berlin", "latitude": 52.5, "longitude": 13.4}, "media": []},
        _alone,
    ),
    "google_calendar": Shape(
        {"id": "1", "iCalUID": "1@good", "summary": "Good", "start": {"dateTime": _MOMENT},
         "end": {"dateTime": _MOMENT}, "location": "Hall, Berlin", "htmlLink": _LINK,
         "recurrence": ["RRULE:FREQ=DAILY"]},
        _under("items", kind="calendar#events", timeZone="Europe/Paris"),
    ),
    "indico": Shape(
        {"_type": "Conference", "id": "1", "title": "Good", "startDate": _DATED, "endDate": _DATED,
         "location": "Berlin", "address": "Main 1", "url": _LINK, "chairs": [{"fullName": "Ada"}]},
        _under("results", _type="HTTPAPIResult", count=1, url="https://good.example/export"),
    ),
    "jcal": Shape(
        ["vevent", [["uid", {}, "text", "1"], ["summary", {}, "text", "Good"],
                    ["dtstart", {"tzid": "Europe/Berlin"}, "date-time", "2027-05-19T19:00:00"]], []],
        lambda events: ["vcalendar", [["version", {}, "text", "2.0"]], events],
    ),
    "json_feed": Shape(
        {"id": "1", "url": _LINK, "title": "Good", "content_html": "<p>On 19 May 2027</p>",
         "_event": {"start": _MOMENT}},
        _under("items", version="https://jsonfeed.org/version/1.1", title="All"),
    ),
    "json_list": Shape(
        {"title": "Good", "start": _MOMENT, "end": _MOMENT, "venue": {"name": "Hall", "city": "Berlin"},
         "tags": ["a"], "link": _LINK},
        _under("events"),
    ),
    "partner_events": Shape(
        {"external_id": "1", "title": "Good", "starts_at": "2027-05-19T09:00", "timezone": "Europe/Berlin",
         "city": "Berlin", "country": "DE", "kind": "meetup", "topics": ["soil"], "price_min": 5,
         "url": _LINK},
        _under("acquaint_partner_events"),
    ),
    "luma": Shape(
        {"event": {"api_id": "1", "name": "Good", "start_at": _MOMENT, "end_at": _MOMENT, "url": "good",
                   "timezone": "Europe/Berlin", "geo_address_info": {"address": "Hall", "city": "Berlin"}},
         "calendar": {"name": "Group"}, "hosts": [{"name": "Ada"}]},
        _under("entries"),
    ),
    "tockify": Shape(
        {"eid": {"uid": "1", "tid": 1810717200000}, "status": {"name": "scheduled"},
         "when": {"allDay": False, "start": {"millis": 1810717200000, "offset": 7200000,
                                             "tzid": "Europe/Berlin"},
                  "end": {"millis": 1810720800000, "offset": 7200000}},
         "content": {"summary": {"text": "Good"}, "place": "Hall", "address": "Berlin"}},
        _under("events"),
    ),
    "meetup_graphql": Shape(
        {"node": {"id": "1", "title": "Good", "eventUrl": _LINK, "dateTime": _MOMENT, "duration": "PT2H",
                  "eventType": "PHYSICAL", "venue": {"name": "Hall", "city": "Berlin", "country": "de"}}},
        lambda edges: {"data": {"groupByUrlname": {"name": "Group", "timezone": "Europe/Berlin",
                                                   "upcomingEvents": {"edges": edges}}}},
    ),
    "mf2_event": Shape(
        {"type": ["h-event"], "properties": {"name": ["Good"], "start": [_MOMENT], "url": [_LINK],
         "location": [{"type": ["h-card"], "properties": {"name": ["Hall"], "locality": ["Berlin"]}}]}},
        _under("items", rels={}),
    ),
    "microsoft_graph": Shape(
        {"id": "1", "iCalUId": "1@good", "subject": "Good", "body": {"content": "<p>x</p>"},
         "start": {"dateTime": "2027-05-19T19:00:00.0000000", "timeZone": "W. Europe Standard Time"},
         "end": {"dateTime": "2027-05-19T21:00:00.0000000", "timeZone": "W. Europe Standard Time"},
         "location": {"displayName": "Hall", "address": {"city": "Berlin"}},
         "organizer": {"emailAddress": {"name": "Group"}}, "webLink": _LINK},
        _under("value"),
    ),
    "openagenda": Shape(
        {"uid": 1, "slug": "good", "title": {"en": "Good"}, "description": {"en": "x"},
         "timings": [{"begin": _MOMENT, "end": "2027-05-19T21:00:00Z"}], "timezone": "Europe/Paris",
         "location": {"name": "Hall", "city": "Paris", "countryCode": "FR", "latitude": 48.8},
         "keywords": {"en": ["a"]}},
        _under("events", total=1),
    ),
    "pretalx": Shape(
        {"code": "GOOD", "title": "Talk", "submission_type": {"en": "Talk"}, "speakers": [{"name": "Ada"}],
         "slot": {"room": {"en": "Hall"}, "start": _MOMENT, "end": _MOMENT}},
        _under("results", count=1),
    ),
    "sessionize": Shape(
        {"id": "1", "title": "Talk", "startsAt": "2027-05-19T10:00:00", "endsAt": "2027-05-19T10:45:00",
         "speakers": ["s"], "roomId": 1, "room": "Hall"},
        _under("sessions", speakers=[{"id": "s", "fullName": "Ada"}], rooms=[{"id": 1, "name": "Hall"}],
               questions=[], categories=[]),
    ),
    "squarespace": Shape(
        {"id": "1", "title": "Good", "startDate": 1810717200000, "endDate": 1810720800000, "fullUrl": "/e/1",
         "location": {"addressTitle": "Hall", "addressLine1": "Main 1", "addressLine2": "Berlin"},
         "body": "<p>x</p>"},
        _under("upcoming", website={"timeZone": "Europe/Berlin"}, collection={"typeName": "events"}),
    ),
    "the_events_calendar": Shape(
        {"id": 1, "global_id": "good?id=1", "title": "Good", "url": _LINK,
         "start_date": "2027-05-19 19:00:00", "end_date": "2027-05-19 21:00:00",
         "utc_start_date": "2027-05-19 17:00:00",
         "timezone": "Europe/Berlin", "all_day": False, "cost": "15", "status": "publish",
         "venue": {"venue": "Hall", "city": "Berlin", "country": "Germany"},
         "organizer": [{"organizer": "Group"}]},
        _under("events", total=1, total_pages=1),
    ),
    "ticketmaster": Shape(
        {"id": "1", "name": "Good", "url": _LINK,
         "dates": {"start": {"localDate": _DAY, "localTime": "19:00:00", "dateTime": _MOMENT},
                   "timezone": "Europe/Berlin", "status": {"code": "onsale"}},
         "_embedded": {"venues": [{"name": "Hall", "city": {"name": "Berlin"}}]},
         "priceRanges": [{"min": 10, "max": 20, "currency": "EUR"}]},
        lambda events: {"_embedded": {"events": events}, "page": {"totalElements": 1}},
    ),
}  # fmt: skip
"""By the module that reads it."""
