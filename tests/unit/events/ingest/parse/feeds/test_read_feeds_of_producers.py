"""Feeds of campuses, libraries, towns and Google, in each one's habit."""

import pytest

from tests.support.reading import read


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
