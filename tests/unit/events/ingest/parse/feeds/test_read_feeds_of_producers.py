"""Feeds of campuses, libraries, towns and Google, in each one's habit."""

import pytest

from tests.support.reading import placed, read


@pytest.mark.parametrize(
    ("item", "told"),
    [
        # Trumba and 25Live: the half of the day once, dashes and blanks as entities.
        (
            (
                "<title>Colloquium</title><description>Room 1&lt;br/&gt;Wednesday, May 19, 2027, "
                "4:00&amp;nbsp;&amp;ndash;&amp;nbsp;5:00&amp;nbsp;PM&lt;br/&gt;Muons.</description>"
            ),
            ("Colloquium", "2027-05-19T16:00", "2027-05-19T17:00", None),
        ),
        # Localist: the day before the title.
        (
            "<title>May 19, 2027: Data Day</title><description>Talks.</description>",
            ("Data Day", "2027-05-19", "2027-05-19", None),
        ),
        # BiblioCommons: the house is the name within the location.
        (
            (
                "<title>Story</title><bc:start_date_local>2027-05-19T10:15</bc:start_date_local>"
                "<bc:location><bc:name>Branch</bc:name><bc:street>Weg 1</bc:street>"
                "<bc:city>Berlin</bc:city></bc:location>"
            ),
            ("Story", "2027-05-19T10:15", None, "Branch"),
        ),
        # A place beside a vCard is the house.
        (
            (
                "<title>Gig</title><xcal:dtstart>2027-05-19T20:00:00</xcal:dtstart>"
                "<xcal:location>Night Cat</xcal:location><vcard:adr><vcard:street-address>Weg 1"
                "</vcard:street-address><vcard:locality>Berlin</vcard:locality></vcard:adr>"
            ),
            ("Gig", "2027-05-19T20:00", None, "Night Cat"),
        ),
        # CivicPlus: the lines of an address.
        (
            (
                "<title>Council</title><ce:EventDates>May 19, 2027</ce:EventDates>"
                "<ce:EventTimes>07:00 PM - 09:00 PM</ce:EventTimes>"
                "<ce:Location>Fifth Street 1&lt;br&gt;Austin, TX 97477</ce:Location>"
            ),
            ("Council", "2027-05-19T19:00", "2027-05-19T21:00", "Fifth Street 1"),
        ),
    ],
)
def test_items_of_campuses_libraries_and_towns(
    item: str, told: tuple[str, str, str | None, str | None]
) -> None:
    names = "".join(f' xmlns:{name}="urn:{name}"' for name in ("bc", "xcal", "vcard", "ce"))
    (found,) = read(f'<rss version="2.0"{names}><channel><item>{item}</item></channel></rss>').listings
    ends = found.ends.local if found.ends else None
    assert told == (found.title, found.starts.local, ends, found.place.venue if found.place else None)


def test_whole_days_of_google_end_on_the_day_after() -> None:
    when = "<gd:when startTime='2027-05-19' endTime='2027-05-21'/>"
    entry = f"<entry><id>1</id><title>Retreat</title>{when}</entry>"
    names = 'xmlns="http://www.w3.org/2005/Atom" xmlns:gd="http://schemas.google.com/g/2005"'
    (found,) = read(f"<feed {names}>{entry}</feed>").listings
    assert (found.starts.local, found.ends and found.ends.local) == ("2027-05-19", "2027-05-20")


def test_php_icalendar_encodes_its_place_and_names_the_day_before_the_title() -> None:
    feed = (
        "<rss version='2.0' xmlns:ev='http://purl.org/rss/1.0/modules/event/'><channel><item>"
        "<title>Mi May 19 2027: Turning</title><link>https://a.example/1</link>"
        "<ev:startdate>2027-05-19T19:00:00</ev:startdate><ev:location>Old+Mill%2C+Berlin</ev:location>"
        "</item></channel></rss>"
    )
    assert [("Turning", "2027-05-19T19:00", None, "Old Mill", "Berlin")] == placed(read(feed))


def test_an_address_in_an_element_called_url_is_the_events() -> None:
    feed = (
        "<rss version='2.0'><channel><item><title>Turning</title><when>May 19, 2027, 9 am</when>"
        "<url>https://a.example/1</url></item></channel></rss>"
    )
    assert ["https://a.example/1"] == [it.url for it in read(feed).listings]


@pytest.mark.parametrize(
    ("moment", "local"),
    [("2027-05-19T18:30", "2027-05-19T18:30"), ("2027-05-19T18:30:00+02:00", "2027-05-19T18:30"),
     ("2027-05-19T00:00", "2027-05-19"), ("2027-05-19T18:30:07Z", "2027-05-19")],
)  # fmt: skip
def test_a_moment_in_the_text_has_its_time_of_day(moment: str, local: str) -> None:
    feed = (
        "<rss version='2.0'><channel><item><title>Turning</title>"
        f"<description>Opens {moment} at the mill</description></item></channel></rss>"
    )
    assert [local] == [it.starts.local for it in read(feed).listings]


def test_a_lone_entry_of_atom_may_have_a_prefix() -> None:
    entry = (
        "<a:entry xmlns:a='http://www.w3.org/2005/Atom' xmlns:gd='http://schemas.google.com/g/2005'>"
        "<a:title>Turning</a:title><gd:where valueString='Berlin'/>"
        "<gd:when startTime='2027-05-19T10:45:00.000Z' endTime='2027-05-19T11:00:00.000Z'/></a:entry>"
    )
    assert [("Turning", "2027-05-19T12:45", "2027-05-19T13:00", None, "Berlin")] == placed(read(entry))
