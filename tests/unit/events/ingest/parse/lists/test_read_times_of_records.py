"""When records of lists are: zones, offsets, whole days, lengths; and what else platforms answer."""

import json
from typing import Any

import pytest

from tests.support.reading import parse_json, read

AT = {"title": "Lathes", "location": "Mill"}


def _spans(*rows: dict[str, Any]) -> list[tuple[str, str | None]]:
    listings = read(json.dumps([{**AT, **row} for row in rows])).listings
    return [(it.starts.local, it.ends.local if it.ends else None) for it in listings]


def test_a_zone_goes_before_an_offset_which_may_be_that_of_winter() -> None:
    told = {"start_date": "2027-06-15T00:00:00", "start_time": "10:00", "utc_offset": "-05:00"}
    assert [("2027-06-15T10:00", None)] == _spans({**told, "time_zone": "Eastern Standard Time"})
    (alone,) = read(json.dumps([{**AT, **told}])).listings
    assert alone.starts.to_doc()["utc"] == "2027-06-15T15:00:00Z"


@pytest.mark.parametrize(
    "about", [{"timezone": "Europe/Berlin"}, {"organization": {"timeZone": "Europe/Berlin"}}]
)
def test_a_zone_that_a_document_names_once_is_that_of_records_without_one(about: dict[str, Any]) -> None:
    rows = [
        {**AT, "start": "2027-05-19T17:00:00Z"},
        {**AT, "start": "2027-05-20T19:00:00", "timezone": "Asia/Tokyo"},
    ]
    listings = read(json.dumps({**about, "events": rows})).listings
    assert [("2027-05-19T19:00", "Europe/Berlin"), ("2027-05-20T19:00", "Asia/Tokyo")] == [
        (it.starts.local, it.starts.timezone) for it in listings
    ]


def test_whole_days_told_as_instants_are_those_of_their_zone() -> None:
    days = {"isAllDay": True, "timezone": "Europe/Berlin"}
    assert [("2027-08-10", "2027-08-10"), ("2027-08-14", "2027-08-16")] == _spans(
        {**days, "start": "2027-08-09T22:00:00.000Z", "end": "2027-08-10T22:00:00.000Z"},
        {**days, "start": "2027-08-13T22:00:00.000Z", "end": "2027-08-16T22:00:00.000Z"},
    )


@pytest.mark.parametrize(
    ("lasts", "ends"),
    [("120", "21:00"), (45, "19:45"), ("02:00", "21:00"), ("1:30:00", "20:30"), ("2", None), ("37", None)],
)
def test_how_long_it_is_by_minutes_or_a_clock(lasts: str | int, ends: str | None) -> None:
    told = {"start": "2027-05-19T19:00:00", "duration": lasts}
    assert [("2027-05-19T19:00", ends and f"2027-05-19T{ends}")] == _spans(told)


def test_a_day_and_a_clock_as_in_names_of_files() -> None:
    assert [("2027-05-19T19:00", None)] == _spans({"date": "2027-05-19-1900"})


def test_what_is_not_published_yet_is_private() -> None:
    rows = [{**AT, "date": "2027-05-19", "status": status} for status in ("DRAFT", "PUBLISHED")]
    parsed = parse_json(rows)
    assert [("private", "Lathes")] == [(each.reason, each.title) for each in parsed.rejected]
    assert ["2027-05-19"] == [raw.starts for raw in parsed.listings]


def test_a_house_that_has_a_title() -> None:
    row = {"title": "Lathes", "date": "2027-05-19",
           "venues": [{"title": "Old Mill", "address1": "1 High St"}]}  # fmt: skip
    (raw,) = parse_json([row]).listings
    assert raw.venue == "Old Mill"


def test_open_data_of_openagenda() -> None:
    times = [
        {"begin": f"2027-05-{day}T16:00:00+02:00", "end": f"2027-05-{day}T17:00:00+02:00"} for day in (19, 20)
    ]
    row = {"uid": "1", "slug": "tours", "title_fr": "Tours à bois", "description_fr": "Atelier",
           "canonicalurl": "https://openagenda.com/x/events/tours",
           "firstdate_begin": "2027-05-19T14:00:00+00:00",
           "timings": json.dumps(times), "status": '{"id": 6, "label": {"fr": "Annulé"}}',
           "attendancemode": '{"id": 1}', "keywords_fr": ["bois"], "originagenda_title": "Ville de Bègles",
           "location_name": "Moulin", "location_address": "1 rue Haute", "location_city": "Bègles",
           "location_countrycode": "FR", "location_coordinates": {"lon": -0.56, "lat": 44.8}}  # fmt: skip
    for document in ({"total_count": 1, "results": [row]}, {"records": [{"fields": row}]}, [row]):
        found = parse_json(document)
        assert found.format == "openagenda"
        assert [
            (
                "1",
                "Tours à bois",
                time["begin"],
                time["end"],
                "Moulin",
                "Bègles",
                44.8,
                "cancelled",
                False,
                ("bois",),
            )
            for time in times
        ] == [
            (
                it.uid,
                it.title,
                it.starts,
                it.ends,
                it.venue,
                it.city,
                it.lat,
                it.status,
                it.online,
                it.categories,
            )
            for it in found.listings
        ]
    bare = {key: value for key, value in row.items() if key != "timings"}
    assert ["2027-05-19T14:00:00+00:00"] == [
        it.starts for it in parse_json([{**bare, "timings": "[broken"}]).listings
    ]


def test_the_first_version_of_openagenda_shows_the_clock_of_the_place() -> None:
    row = {"slug": "tours", "title": {"fr": "Tours"}, "firstDate": "2027-03-26", "firstTimeStart": "20:30",
           "lastDate": "2027-03-29", "lastTimeStart": "20:30",
           "timings": [{"start": f"2027-03-{day}:30:00.000Z",
                        "end": f"2027-03-{day[:3]}{int(day[3:]) + 1}:30:00.000Z"}
                       for day in ("26T19", "27T19", "29T18")]}  # fmt: skip
    assert [
        ("2027-03-26T20:30:00+01:00", "2027-03-26T21:30:00+01:00"),
        ("2027-03-27T19:30:00.000Z", "2027-03-27T20:30:00.000Z"),
        ("2027-03-29T20:30:00+02:00", "2027-03-29T21:30:00+02:00"),
    ] == [(it.starts, it.ends) for it in parse_json({"events": [row]}).listings]
