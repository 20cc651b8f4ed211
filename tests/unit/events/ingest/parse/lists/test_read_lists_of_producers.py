"""Tables and lists as communities keep them: CSV of many languages, YAML and JSON of any keys."""

import json
from typing import Any

import pytest

from services.events.ingest.model import Reading
from tests.support.reading import read


def _told(reading: Reading) -> list[tuple[str, str, str | None]]:
    return [(it.title, it.starts.local, it.ends.local if it.ends else None) for it in reading.listings]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (
            "Veranstaltung;Datum;Uhrzeit;Ort\nTreffen;19.05.2027;19:00 Uhr;Berlin\nF;20.-22.05.2027;;Köln\n",
            [("Treffen", "2027-05-19T19:00", None), ("F", "2027-05-20", "2027-05-22")],
        ),
        (
            "Titel;Beginn;Ende\nA;19.05.2027 19:00;19.05.2027 21:00\n",
            [("A", "2027-05-19T19:00", "2027-05-19T21:00")],
        ),
        (
            "Titre\tDate de début\tDate de fin\tHeure\nA\t02/03/2027\t03/03/2027\t19h30\n",
            [("A", "2027-03-02T19:30", "2027-03-03")],
        ),
        ('Nombre;Fecha;Lugar\nA;"19 de mayo de 2027";Madrid\n', [("A", "2027-05-19", "2027-05-19")]),
        ('Nome,Data,Cidade\nA,"25 a 29 de abril de 2027",Recife\n', [("A", "2027-04-25", "2027-04-29")]),
        (
            'Event Name,Date,Time\nA,"May 19, 2027",7:00 PM - 9:00 PM\n',
            [("A", "2027-05-19T19:00", "2027-05-19T21:00")],
        ),
        ("sep=;\nTitel;Datum\nA;19.05.27\n", [("A", "2027-05-19", "2027-05-19")]),
        ("Our events,,\n,,\nTitle,Date,Place\nA,2027-05-19,Berlin\n", [("A", "2027-05-19", "2027-05-19")]),
        ("Title,Start\nA,46526\n", [("A", "2027-05-19", "2027-05-19")]),
        ("Titel;Datum\nA;Mi, 19.05.2027\n", [("A", "2027-05-19", "2027-05-19")]),
        ("name,url,date\nA,https://a.org,2027.5.19-21\n", [("A", "2027-05-19", "2027-05-21")]),
        (
            "date,title,time_string\n2027-05-19,A,6pm-8:30pm\n",
            [("A", "2027-05-19T18:00", "2027-05-19T20:30")],
        ),
        ("date,heure,lieu,quoi\n19.05.2027,19h30,Dojo,A\n", [("A", "2027-05-19T19:30", None)]),
        ("# title, date and time\ntitle,date,time\nA,2027-05-19,19:00\n", [("A", "2027-05-19T19:00", None)]),
        ('"Type","Sort Date","Title"\n"Event","May 19, 2027","A"\n', [("A", "2027-05-19", "2027-05-19")]),
        ("user_title,user_date,user_city\nA,2027-05-19,Berlin\n", []),
        ("title,start,end\nA,2027-05-19 00:00:00,2027-05-20 00:00:00\n", [("A", "2027-05-19", "2027-05-20")]),
    ],
)
def test_tables_of_many_languages(table: str, told: list[tuple[str, str, str | None]]) -> None:
    assert told == _told(read(table))


@pytest.mark.parametrize("charset", ["utf-16", "utf-8-sig", "cp1252"])
def test_a_table_as_a_spreadsheet_saves_it(charset: str) -> None:
    table = "Subject,Start Date,Start Time\nFrühstück,5/19/2027,7:00 PM\n"
    assert [("Frühstück", "2027-05-19T19:00", None)] == _told(read(table.encode(charset)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            (
                "- conference: PyBay\n  year: 2026\n  cfp: '2026-07-31 23:59:00'\n  start: 2026-10-03\n"
                "  end: 2026-10-04\n  location:\n  - title: PyBay 2026\n    latitude: 37.7\n"
            ),
            [("PyBay 2026", "2026-10-03", "2026-10-04")],
        ),
        (
            "- startDate: '2023-07-05'\n  endDate: '2023-07-07'\n  title : ''\n  subject : 'droidcon'\n",
            [("droidcon", "2023-07-05", "2023-07-07")],
        ),
        (
            "- name: slug\n  title: Payments\n  start_time: 2017-07-08\n  end_time: 2017-07-08\n",
            [("Payments", "2017-07-08", "2017-07-08")],
        ),
        (
            (
                "calendar:\n  name: N\nconferences:\n  - name: A\n    start_date: '2026-02-18'\n"
                "    start_time: '16:30'\n    end_time: '19:30'\n"
            ),
            [("A", "2026-02-18T16:30", "2026-02-18T19:30")],
        ),
        (
            "- title: RISC-V\n  events:\n    - year: 2025\n      date: 2025年7月16日-7月19日\n",
            [("RISC-V 2025", "2025-07-16", "2025-07-19")],
        ),
        (
            "- name: A\n  dates:\n    start: 2027-05-19\n    end: 2027-05-21\n",
            [("A", "2027-05-19", "2027-05-21")],
        ),
        (
            "2026:\n  - name: A\n    date: 2026-05-19\n2027:\n  - name: B\n    date: 2027-05-19\n",
            [("A", "2026-05-19", "2026-05-19"), ("B", "2027-05-19", "2027-05-19")],
        ),
        (
            "- UID: 1@x\n  DTSTART;TZID=Asia/Tokyo: '20190703T190000'\n  SUMMARY: M\n",
            [("M", "2019-07-03T19:00", None)],
        ),
        (
            "- date: '2027-05-19'\n  end_date: '2027-05-21'\n  title: A\n",
            [("A", "2027-05-19", "2027-05-21")],
        ),
        (
            "events:\n  - title: A\n    month: MAY\n    day: 19\n    year: 2027\n    time: 6 PM – 9 PM\n",
            [("A", "2027-05-19T18:00", "2027-05-19T21:00")],
        ),
        (
            "- title: A\n  date_string: 19 y 20 de Mayo de 2027\n",
            [("A", "2027-05-19", "2027-05-20")],
        ),
        (
            "- event: Summit\n  year: 2027\n  date: May 19th\n  title: A\n",
            [("A", "2027-05-19", "2027-05-19")],
        ),
        (
            "- name: fest_27\n  titulo: Festa\n  data: 19 de mai de 2027 · 10:00\n",
            [("Festa", "2027-05-19T10:00", None)],
        ),
        (
            "- name: ConfCon 2027\n  dates: May 19–21\n- name: Agenda 2030\n  dates: May 19–21\n",
            [("ConfCon 2027", "2027-05-19", "2027-05-21")],
        ),
        (
            "  - name : A\n    dates : '3 - 4 December 2027'\n\n  - name : B\n    dates : 19 May 2027\n",
            [("A", "2027-12-03", "2027-12-04"), ("B", "2027-05-19", "2027-05-19")],
        ),
        (
            (
                "- title: A\n  occurrences:\n    - date: 2027-05-19\n      place: Bonn\n"
                "    - date: 2027-06-02\n      place: Wien\n"
            ),
            [("A", "2027-05-19", "2027-05-19"), ("A", "2027-06-02", "2027-06-02")],
        ),
        (
            "- title: A\n  date: 2027-05-19\n- title: B\n date: 2027-05-20\n- title: C\n  date: 2027-05-21\n",
            [("A", "2027-05-19", "2027-05-19"), ("C", "2027-05-21", "2027-05-21")],
        ),
        (
            "---\nlayout: event\ntitle: 'M'\ndate: 2027-05-19 19:00\n---\n# Hello\n",
            [("M", "2027-05-19T19:00", None)],
        ),
    ],
)
def test_yaml_of_any_keys(text: str, told: list[tuple[str, str, str | None]]) -> None:
    assert told == _told(read(text))


def test_a_malformed_item_is_named_and_costs_no_other() -> None:
    reading = read("- title: A\n  date: 2027-05-19\n- title: B\n date: 2027-05-20\n")
    assert [("malformed_item", "line 3")] == [(it.reason, it.where) for it in reading.rejected]


@pytest.mark.parametrize(
    ("fields", "venue", "street"),
    [
        ({"location": "Mill", "address": "Weg 1, 10115 Berlin"}, "Mill", "Weg 1"),
        ({"location": "Germany", "address": "Weg 1, Berlin"}, "Weg 1", None),
        ({"where": "Berlin", "location": "Mill, Weg 1, Berlin"}, "Mill", "Weg 1"),
        ({"address": "Germany", "location": {"name": "Mill", "address": "Weg 1, Berlin"}}, "Mill", "Weg 1"),
    ],
)
def test_place_and_street_in_fields_of_their_own_are_one_place_and_the_fullest_of_several(
    fields: dict[str, object], venue: str, street: str | None
) -> None:
    (listing,) = read(json.dumps([{"name": "A", "date": "2027-05-19"} | fields])).listings
    place = listing.place
    assert place is not None
    assert (venue, street, "Berlin") == (place.venue, place.address, place.city)


def test_the_head_of_a_post_is_no_event() -> None:
    assert [] == _told(read("---\nlayout: post\ntitle: Blog\ndate: 2027-05-19\n---\n\nText\n"))


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (
            [{"name": "F", "locationName": "Brussels, Belgium", "date": "31 January-1 February 2026"}],
            [("F", "2026-01-31", "2026-02-01")],
        ),
        (
            {
                "conferences": [
                    {
                        "name": "D",
                        "start_date": "2018-08-09",
                        "end_date": "2018-08-12",
                        "events": {"link": "x"},
                    }
                ]
            },
            [("D", "2018-08-09", "2018-08-12")],
        ),
        (
            {"data": [{"id": 1, "attributes": {"title": "A", "start_date": "2027-05-19"}}]},
            [("A", "2027-05-19", "2027-05-19")],
        ),
        (
            [{"title": "A", "start": 1810746000, "end": 1810753200}],
            [("A", "2027-05-19T17:00", "2027-05-19T19:00")],
        ),
        (
            [
                {
                    "name": "A",
                    "date": {"start": "2027-05-19T00:00:00.000Z", "end": "2027-05-21T00:00:00.000Z"},
                },
                {
                    "name": "B",
                    "date": {"start": "2027-05-30T00:00:00.000Z", "end": "2027-05-30T00:00:00.000Z"},
                },
            ],
            [("A", "2027-05-19", "2027-05-21"), ("B", "2027-05-30", "2027-05-30")],
        ),
        (
            [
                {"name": "A", "start": "2027-05-20T00:00:00Z", "city": "X"},
                {"name": "B", "start": "2027-05-20T17:30:00Z", "city": "X"},
            ],
            [("A", "2027-05-20T00:00", None), ("B", "2027-05-20T17:30", None)],
        ),
        (
            [{"name": "A", "date": "2027-05-19T00:00:00-04:00", "location": "X"}],
            [("A", "2027-05-19", "2027-05-19")],
        ),
        (
            [{"title": "A", "start": "2027-05-19T19:00:00", "allDay": False}],
            [("A", "2027-05-19T19:00", None)],
        ),
        (
            {
                "summary": "C",
                "items": [
                    {
                        "summary": "A",
                        "start": {"dateTime": "2027-05-19T19:00:00+02:00", "timeZone": "Europe/Berlin"},
                    },
                    {"summary": "B", "start": {"date": "2027-05-20"}},
                ],
            },
            [("A", "2027-05-19T19:00", None), ("B", "2027-05-20", "2027-05-20")],
        ),
        (
            {
                "events": [
                    {
                        "event": {
                            "title": "A",
                            "location_name": "Hall",
                            "event_instances": [{"event_instance": {"start": "2027-05-19T19:00:00-04:00"}}],
                        }
                    }
                ]
            },
            [("A", "2027-05-19T19:00", None)],
        ),
        (
            [
                {"title": "A", "date": "2027-05-19T18:00:00", "endDate": "2027-05-19T21:00:00"},
                {"eventName": "B", "isoDate": "2027-05-20", "startTime": "20:00", "day": "Thu."},
            ],
            [("A", "2027-05-19T18:00", "2027-05-19T21:00"), ("B", "2027-05-20T20:00", None)],
        ),
    ],
)
def test_json_of_no_known_platform(document: Any, told: list[tuple[str, str, str | None]]) -> None:
    assert told == _told(read(json.dumps(document)))


@pytest.mark.parametrize(
    "document",
    [
        [{"name": "v1", "date": "2024-01-01"}],
        {"conferences": [{"name": "X", "submission": {"aot": "2026-09-17"}}]},
    ],
)
def test_json_of_something_else_is_no_list_of_events(document: Any) -> None:
    assert read(json.dumps(document)).outcome == "unsupported_format"


def test_rows_that_are_lists_and_slashes_whose_order_another_row_proves() -> None:
    rows = [
        [{"Name": "A", "Meeting Date": day, "Meeting Time": "2:30 PM", "Meeting Location": "Room 5"}, None]
        for day in ("8/1/2027", "7/18/2027")
    ]
    told = [("A", "2027-08-01T14:30", None), ("A", "2027-07-18T14:30", None)]
    assert told == _told(read(json.dumps(rows)))
