"""The kind of an event by its title, its source's words, its length; what only sounds like one is other."""

from dataclasses import replace

import pytest

from services.events.ingest.classify.kind import kind_of
from services.events.ingest.model import RawListing
from services.events.ingest.when import When
from shared.contracts.events import EventKind
from tests.support.listings import listing


def kind(title: str, *categories: str, days: int = 1, source_format: str | None = None) -> EventKind:
    ends = When(f"2027-05-{18 + days}") if days > 1 else None
    return kind_of(RawListing(categories=categories), listing(title, ends=ends), source_format)[0]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Jahrestagung der Orgelbauer", EventKind.CONFERENCE),
        ("Fachkonferenz Holzbau", EventKind.CONFERENCE),
        ("Conférence annuelle des facteurs", EventKind.CONFERENCE),
        ("Congreso de Luthiers", EventKind.CONFERENCE),
        ("Convegno nazionale", EventKind.CONFERENCE),
        ("organday 2027", EventKind.CONFERENCE),
        ("Linux Day", EventKind.CONFERENCE),
        ("OrganCon", EventKind.CONFERENCE),
        ("Taller de guitarras", EventKind.WORKSHOP),
        ("Warsztaty lutnicze", EventKind.WORKSHOP),
        ("Töpferkurs am Abend", EventKind.COURSE),
        ("Cours de danse", EventKind.COURSE),
        ("Cooking class", EventKind.COURSE),
        ("Vortrag: Orgeln am Rhein", EventKind.SEMINAR),
        ("Charla: cómo afinar", EventKind.SEMINAR),
        ("Usertreffen Köln", EventKind.MEETUP),
        ("Encontro de afinadores", EventKind.MEETUP),
        ("Hackatón de órganos", EventKind.HACKATHON),
    ],
)
def test_titles_name_kinds_in_many_languages(title: str, expected: EventKind) -> None:
    assert kind(title) == expected


@pytest.mark.parametrize(
    "title",
    [
        "Mahjong Mondays",
        "Small Business Saturday",
        "Grandma's Birthday",
        "Family Movie Day",
        "Book Sale Day",
        "Tour of Silicon",
        "An Evening of Organ Music",
        "Choir Summer Camp",
        "Flu clinic",
        "World class organs",
        "Diskurs am Abend",
        "Organs of Fort Macon",
        "Fall classes begin",
        "Organs for Breakfast",
        "Networking 101",
    ],
)
def test_words_that_sound_like_a_kind_are_none(title: str) -> None:
    assert kind(title) == EventKind.OTHER


def test_a_category_is_read_by_its_parts() -> None:
    assert kind("Tuning", "Lectures & Seminars") == EventKind.SEMINAR
    assert kind("Tuning", "Kurse") == EventKind.COURSE
    assert kind("Tuning", "Academic Events and Lectures") == EventKind.OTHER
    assert kind("Tuning", "Conference Centre bookings", "womensday") == EventKind.OTHER


def test_a_list_of_conferences_names_only_few_other_kinds() -> None:
    assert kind("Tuning", "networking", source_format="confs_tech") == EventKind.CONFERENCE
    assert kind("Tuning Evening", "conference", "networking") == EventKind.CONFERENCE
    assert kind("Tuning Workshop", source_format="confs_tech") == EventKind.WORKSHOP


def test_some_days_make_a_conference_but_of_a_show() -> None:
    assert kind("Organs", days=3) == EventKind.CONFERENCE
    assert kind("Organ Festival", days=3) == EventKind.OTHER
    assert kind("Orgelkonzerte 2027") == EventKind.OTHER
    assert kind("Organs", days=13) == EventKind.OTHER
    assert kind("Organ Weekend", days=3) == EventKind.OTHER


def test_a_meeting_of_some_days_is_a_conference_and_one_of_a_day_none() -> None:
    annual = "Annual Meeting of the Society of Organ Builders"
    assert [kind(annual, days=days) for days in (1, 3, 13)] == [
        EventKind.MEETUP,
        EventKind.CONFERENCE,
        EventKind.MEETUP,
    ]
    assert kind("Tuning", "meetup", days=3) == EventKind.CONFERENCE
    assert kind("Family reunion", "meetup", days=3) == EventKind.MEETUP


def test_what_says_until_when_papers_are_due_is_a_conference() -> None:
    raw = RawListing(cfp_closes="2027-01-07")
    assert kind_of(raw, listing("Organs"), "csv") == (EventKind.CONFERENCE, "it calls for papers")


def test_what_is_told_by_the_hour_is_no_conference_for_going_on_for_days() -> None:
    at, until = When("2027-05-19T09:00"), When("2027-05-21T17:00")
    offer = replace(listing("Guest pass"), starts=at, ends=until)
    assert kind_of(RawListing(title=offer.title), offer, "rss") == (EventKind.OTHER, "")


def test_what_lasts_some_days_in_a_calendar_is_a_conference_where_it_is_of_a_field() -> None:
    days_off = listing("Organs", ends=When("2027-05-21"))
    raw = RawListing(title="Organs")
    told = [kind_of(raw, days_off, "icalendar", has_topic=it)[0] for it in (False, True)]
    assert [EventKind.OTHER, EventKind.CONFERENCE] == told
    assert kind("Organs", days=3, source_format="csv") == EventKind.CONFERENCE


@pytest.mark.parametrize(
    ("title", "until", "expected"),
    [
        ("Organs of the North 2027", None, EventKind.CONFERENCE),
        ("Organs of the North 2027", "2027-05-19T17:00", EventKind.CONFERENCE),
        ("Organs of the North 2027", "2027-05-19T12:00", EventKind.OTHER),
        ("Rethinking organs in 2027", None, EventKind.OTHER),
    ],
)
def test_a_year_names_an_edition_and_no_evening(title: str, until: str | None, expected: EventKind) -> None:
    it = replace(listing(title), starts=When("2027-05-19T09:00"), ends=When(until) if until else None)
    assert expected == kind_of(RawListing(title=title), it, "rss")[0]
