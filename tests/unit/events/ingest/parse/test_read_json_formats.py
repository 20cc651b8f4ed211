"""confs.tech and developers.events files."""

from services.events.ingest.fact import Fact
from services.events.ingest.model import Listing, Outcome, Place
from services.events.ingest.when import When
from shared.contracts.events import EventKind, Mode
from tests.support.reading import read

CONFS = "https://example.org/conferences/2027/python.json"


def test_a_confs_tech_row_becomes_a_listing_with_its_place_and_last_day() -> None:
    row = (
        '[{"name": "PyTexas", "url": "https://pytexas.org/2027?utm_source=x", "startDate": "2027-04-10",'
        ' "endDate": "2027-04-12", "city": "Austin, TX", "country": "U.S.A.", "online": true,'
        ' "locales": "EN",'
        ' "cfpUrl": "https://pytexas.org/cfp", "cfpEndDate": "2027-01-15"}]'
    )
    reading = read(row, CONFS)
    (listing,) = reading.listings
    expected = Listing(
        uid="pytexas|2027|austin, tx",
        recurrence_id="",
        title="PyTexas",
        starts=When("2027-04-10", "America/Chicago"),
        kind=EventKind.CONFERENCE,
        ends=When("2027-04-12", "America/Chicago"),
        mode=Mode.HYBRID,
        place=Place(city="Austin", region="TX", country="US", lat=16.0, lon=24.0),
        url="https://pytexas.org/2027",
        languages=("en",),
        cfp_url="https://pytexas.org/cfp",
        cfp_closes=When("2027-01-15", "America/Chicago"),
        facts=(Fact("kind", "conference", "its source lists conferences"),),
        content_hash=listing.content_hash,
    )
    assert expected == listing
    assert (reading.format, reading.outcome, reading.rejected) == ("confs_tech", Outcome.OK, ())


def test_an_online_conference_has_no_place() -> None:
    reading = read('[{"name": "NetConf", "startDate": "2027-02-01", "online": true}]', CONFS)
    (listing,) = reading.listings
    assert (listing.mode, listing.place, listing.starts) == (Mode.ONLINE, None, When("2027-02-01"))


def test_one_bad_row_costs_only_itself() -> None:
    rows = (
        '[{"name": "Good", "startDate": "2027-02-01", "online": true}, 7, {"startDate": "2027-02-01"},'
        ' {"name": "No date", "startDate": ""}, {"name": "Odd", "startDate": "2027-13-45"}]'
    )
    reading = read(rows, CONFS)
    assert [listing.title for listing in reading.listings] == ["Good"]
    expected = {("malformed_item", "[1]"), ("no_title", "[2]"), ("no_date", "[3]"), ("bad_date", "[4]")}
    assert expected == {(each.reason, each.where) for each in reading.rejected}


def test_repeated_rows_are_told_apart_or_counted() -> None:
    twice = '{"name": "Meet", "startDate": "2027-02-01", "online": true}'
    later = '{"name": "Meet", "startDate": "2027-03-01"}'
    reading = read(f"[{twice}, {twice}, {later}]", CONFS)
    assert [("meet|2027|", "2027-02-01"), ("meet|2027|", "2027-03-01")] == [
        (listing.uid, listing.recurrence_id) for listing in reading.listings
    ]
    assert ["repeated"] == [each.reason for each in reading.rejected]


def test_an_agenda_row_has_days_in_epoch_milliseconds() -> None:
    row = (
        '[{"name": "Devoxx", "date": [1808870400000, 1809043200000], "hyperlink": "https://devoxx.example",'
        ' "city": "London", "country": "UK", "cfp": {"link": "http://c.io", "untilDate": 1799971200000},'
        ' "tags": [{"key": "topic", "value": "java"}]}]'
    )
    reading = read(row, "https://example.org/all-events.json")
    (listing,) = reading.listings
    days = (When("2027-04-28", "Europe/London"), When("2027-04-30", "Europe/London"))
    assert days == (
        listing.starts,
        listing.ends,
    )
    assert (listing.cfp_url, listing.cfp_closes) == (
        "http://c.io/",
        When("2027-01-15", "Europe/London"),
    )
    assert reading.format == "developers_agenda"


def test_a_bare_number_is_a_day_too_and_an_absurd_one_is_no_date() -> None:
    rows = (
        '[{"name": "A", "date": 1808870400000, "hyperlink": "https://a.example", "city": "Online"},'
        ' {"name": "B", "date": [99999999999999999], "hyperlink": "https://b.example"}]'
    )
    reading = read(rows)
    assert [("A", Mode.ONLINE)] == [(listing.title, listing.mode) for listing in reading.listings]
    assert ["no_date"] == [each.reason for each in reading.rejected]
