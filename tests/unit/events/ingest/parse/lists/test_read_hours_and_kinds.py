"""Lists whose records tell how long they last, and records of sales and decisions, which are no events."""

import json

import pytest

from tests.support.reading import read, told


@pytest.mark.parametrize(
    ("duration", "ends"),
    [
        ("3 hours", "2027-05-19T13:00"),
        ("1,5 Stunden", "2027-05-19T11:30"),
        ("90 min", "2027-05-19T11:30"),
        ("2h", "2027-05-19T12:00"),
        ("90", "2027-05-19T11:30"),
        ("3 weeks", None),
    ],
)
def test_an_event_lasts_as_many_hours_as_a_field_says(duration: str, ends: str | None) -> None:
    document = [{"title": "A", "date": "2027-05-19", "time": "10:00 AM", "duration": duration}]
    (listing,) = read(json.dumps(document)).listings
    assert (listing.ends.local if listing.ends else None) == ends


def test_names_that_say_workshop_and_hours_as_argentina_writes_them() -> None:
    document = [
        {
            "title": "A",
            "workshop_date": "2027-05-19",
            "location": "Berlin",
            "submission_deadline": "2027-01-01",
        },
        {
            "evento-nombre": "B",
            "evento-fecha": "miércoles, 19 de mayo de 2027",
            "evento-hora": "7:45hs",
            "nombre-lugar": "Zonda",
            "localidad": "Berlin",
        },
    ]
    assert told(read(json.dumps(document[:1]))) == [("A", "2027-05-19", "2027-05-19", None, "Berlin", None)]
    assert told(read(json.dumps(document[1:]))) == [("B", "2027-05-19T07:45", None, "Zonda", "Berlin", None)]


@pytest.mark.parametrize("name", ["paper_deadline", "Abstract Submission Deadline", "Papers Due"])
def test_papers_are_due_by_whatever_name_and_with_a_remark_behind(name: str) -> None:
    row = {"name": "A 2027", "start": "2027-05-19", "location": "Berlin", name: "January 7, 2027 (extended)"}
    (listing,) = read(json.dumps([row])).listings
    assert "2027-01-07" == (listing.cfp_closes and listing.cfp_closes.local)


def test_what_is_sold_for_a_while_is_no_event() -> None:
    head = "Event Name,Start Date,End Date,Product,Channel,Plan Value,Actual Value,Status"
    assert read(f"{head}\nSpring Sale,2027-06-01,2027-06-30,Ham,Display,50000,0,draft\n").listings == ()


def test_the_head_of_a_decision_is_no_event() -> None:
    head = "# 5. Records of events are kept\n\n- **Status:** Accepted\n- **Date:** 2027-05-19\n"
    assert read(f"{head}\n## Context\n\nWe met.\n").listings == ()
