"""What is kept out of sources that nobody has vouched for: notes of days, and calendars of them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.classify.off_topic import Matter, matter_of, off_topic, shut_or_taken
from services.events.ingest.model import Listing, Outcome, Place, Reading, Rejected
from services.events.ingest.source.gate import is_at_the_door, is_off_topic, waiting
from services.events.ingest.when import When
from services.events.sources.model import Source, SourceSpec, SourceState

SUGGESTED = Source("src_1", SourceSpec("https://a.example", "A", origin="suggested", trust=30), SourceState())


def note(title: str, **fields: object) -> Listing:
    return replace(Listing("1", "", title, When("2027-05-19")), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "matter"),
    [
        ("Library CLOSED", Matter.HOURS),
        ("Shop open 9-17", Matter.HOURS),
        ("Closed for Thanksgiving", Matter.HOURS),
        ("Opening Hours", Matter.HOURS),
        ("Geschlossen", Matter.HOURS),
        ("Green bin collection", Matter.COLLECTION),
        ("Garbage & Recycling Pickup", Matter.COLLECTION),
        ("Restmüll", Matter.COLLECTION),
        ("Collecte des ordures ménagères", Matter.COLLECTION),
        ("Christmas Day", Matter.HOLIDAY),
        ("Juneteenth (observed)", Matter.HOLIDAY),
        ("Bank Holiday: Boxing Day", Matter.HOLIDAY),
        ("Tag der Deutschen Einheit", Matter.HOLIDAY),
        ("NO SCHOOL - Teacher Workday", Matter.SCHOOL),
        ("Spring Break", Matter.SCHOOL),
        ("Herbstferien", Matter.SCHOOL),
        ("Full Moon", Matter.SKY),
        ("Daylight Saving Time begins", Matter.SKY),
        ("Busy", Matter.TAKEN),
        ("Private rental", Matter.TAKEN),
        ("Mum's birthday", Matter.PERSONAL),
        ("Dentist", Matter.PERSONAL),
        ("Arsenal v Chelsea", Matter.FIXTURE),
        ("Labor Day Picnic", None),
        ("Christmas market tour", None),
        ("Spring Break Hackathon", None),
        ("Office Hours with the maintainers", None),
        ("Zero Waste Meetup", None),
        ("Household Hazardous Waste Collection and Repair Café", None),
        ("Full Moon Hike", None),
        ("Open 24: a night of open data", None),
        ("Closed-door investors' dinner", None),
        ("Test Automation Day", None),
        ("Busy Bees Quilting", None),
        ("DjangoCon Europe", None),
        ("Winter School on Optimisation", None),
        ("Tasting Room closing at 4:30 for private event", Matter.HOURS),
        ("CLOSING @ 1 PM", Matter.HOURS),
        ("Closing early: staff meeting", Matter.HOURS),
        ("Private Event", Matter.TAKEN),
        ("No Music - Private Party", Matter.TAKEN),
        ("OPEN SLOTS!", Matter.TAKEN),
        ("Private Party: a comedy", None),
        ("No Music No Life", None),
        ("Empty Slots Poetry", None),
    ],
)
def test_a_note_of_a_day_is_told_from_an_event_on_it(title: str, matter: Matter | None) -> None:
    assert matter == matter_of(title)


@pytest.mark.parametrize(
    ("title", "matter"),
    [
        ("LIBRARY CLOSED", Matter.HOURS),
        ("Library is closed for Thanksgiving", Matter.HOURS),
        ("Labor Day-Closed", Matter.HOURS),
        ("Winery Closed - No Music", Matter.HOURS),
        ("Tasting Room Closed - Private Event", Matter.HOURS),
        ("RESERVED", Matter.TAKEN),
        ("Closing Concert at 4:30", None),
        ("Private Event", None),
        ("CLOSING @ 1 PM", None),
        ("Facility Rental", None),
        ("Yoga (closed)", None),
        ("Registration closed", None),
        ("Closed-door investors' dinner", None),
        ("Juneteenth", None),
        ("Test Event", None),
    ],
)
def test_a_shut_house_is_no_event_of_any_source(title: str, matter: Matter | None) -> None:
    assert matter == shut_or_taken(note(title, place=Place(venue="Town Library")))
    assert shut_or_taken(note(title, description="Music, food and speeches. " * 8)) is None


def test_only_a_bare_note_is_left_out_by_itself() -> None:
    assert Matter.HOLIDAY == off_topic(note("Juneteenth"))
    assert off_topic(note("Juneteenth", place=Place(venue="Town Square"))) is None
    assert off_topic(note("Juneteenth", description="Music, food and speeches. " * 8)) is None
    assert [None, None] == [off_topic(note(it)) for it in ("Python vs Rust", "Debian's birthday")]


@given(st.text(max_size=200))
def test_any_title_is_judged(title: str) -> None:
    assert matter_of(title) in {None, *Matter}


def reading(notes: int, left_out: int, events: int) -> Reading:
    listings = [note("Arsenal v Chelsea")] * notes + [note("Go Day")] * events
    rejected = [Rejected(Matter.HOLIDAY, "line 1", "Noel")] * left_out
    return Reading("icalendar", Outcome.OK, tuple(listings), tuple(rejected))


@pytest.mark.parametrize(
    ("notes", "left_out", "events", "held"),
    [
        (3, 0, 2, True), (0, 3, 0, True), (2, 2, 3, True),
        (3, 0, 3, False), (1, 1, 0, False), (0, 0, 9, False),
    ],
)  # fmt: skip
def test_a_source_is_held_when_most_of_it_is_no_event(
    notes: int, left_out: int, events: int, *, held: bool
) -> None:
    assert held == is_off_topic(reading(notes, left_out, events))


def test_what_waits_is_told_record_by_record() -> None:
    assert [
        Rejected("off_topic_holiday", "line 1", "Noel"),
        Rejected("off_topic_fixture", "2027-05-19", "Arsenal v Chelsea"),
        Rejected("for_review", "2027-05-19", "Go Day"),
    ] == list(waiting(reading(1, 1, 1)))


def test_whom_somebody_chose_or_let_in_is_not_at_the_door() -> None:
    spec, state = SUGGESTED.spec, SUGGESTED.state
    others = [
        replace(SUGGESTED, spec=replace(spec, admitted=True)),
        replace(SUGGESTED, spec=replace(spec, origin="catalogue")),
        replace(SUGGESTED, state=replace(state, events=1)),
    ]
    assert [True, False, False, False] == [is_at_the_door(it) for it in (SUGGESTED, *others)]
