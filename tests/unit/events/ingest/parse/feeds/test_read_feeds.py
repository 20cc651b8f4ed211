"""RSS and Atom: the day of the event, never that of the announcement."""

import pytest

from services.events.ingest.model import Outcome
from services.events.ingest.when import When
from tests.support.reading import read


def _rss(*items: str) -> str:
    return (
        '<rss version="2.0" xmlns:ev="http://purl.org/rss/1.0/modules/event/"><channel>'
        f"<title>T</title>{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"
    )


def test_event_fields_win_and_the_publishing_date_is_never_taken() -> None:
    reading = read(
        _rss(
            "<title>A</title><guid>1</guid><pubDate>Sat, 22 Aug 2026 02:18:51 +0000</pubDate>"
            "<ev:startdate>2027-05-19T19:00:00+02:00</ev:startdate><ev:location>Berlin</ev:location>",
            "<title>B</title><guid>2</guid><pubDate>Sat, 22 Aug 2026 02:18:51 +0000</pubDate>",
        )
    )
    assert [("1", "2027-05-19T19:00", "Europe/Berlin")] == [
        (listing.uid, listing.starts.local, listing.starts.timezone) for listing in reading.listings
    ]
    assert [("no_date", "B")] == [(each.reason, each.title) for each in reading.rejected]
    assert ("rss", Outcome.OK) == (reading.format, reading.outcome)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PyDays, 19-21 May 2027 in Vienna", ("2027-05-19", "2027-05-21")),
        ("May 30 - June 2, 2027", ("2027-05-30", "2027-06-02")),
        ("from February 6th to 8th, 2027 in Miami", ("2027-02-06", "2027-02-08")),
        ("30 December - 2 January 2028", ("2027-12-30", "2028-01-02")),
        ("2027-05-19 to 2027-05-20", ("2027-05-19", "2027-05-20")),
        ("Talks until September 15th, 2026. Held October 3, 2026.", ("2026-10-03", "2026-10-03")),
        ("Fri Aug 21, 7:30 PM", None),
        ("on 02/03/2027 at noon", None),
        ("Submit by 1 May 2027", None),
        ("31 February 2027", None),
        ("Version 3.12.2027-05", None),
    ],
)
def test_a_date_in_text_needs_its_year_and_must_not_be_a_deadline(
    text: str, expected: tuple[str, str] | None
) -> None:
    reading = read(_rss(f"<title>X</title><guid>1</guid><description>{text}</description>"))
    found = [(it.starts.local, it.ends.local if it.ends else None) for it in reading.listings]
    assert ([expected] if expected else []) == found


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://x.example/2026-10-22-meetup.html", ["2026-10-22"]),
        ("https://x.example/2026/10/22/meetup", ["2026-10-22"]),
        ("https://x.example/2026/09/04/we-moved", []),
        ("https://x.example/2026/09/05/we-moved", []),
        ("https://x.example/news#id2026-10-22", []),
        ("https://x.example/2036-10-22-meetup.html", []),
    ],
)
def test_a_day_in_the_link_is_the_event_s_only_where_it_lies_ahead(link: str, expected: list[str]) -> None:
    listed = "<pubDate>Fri, 04 Sep 2026 08:00:00 GMT</pubDate>"
    reading = read(_rss(f"<title>Meetup</title><link>{link}</link>{listed}"))
    assert expected == [listing.starts.local for listing in reading.listings]


def test_it_is_recorded_how_surely_a_date_is_told() -> None:
    listed = "<pubDate>Mon, 10 May 2027 08:00:00 +0000</pubDate>"
    reading = read(
        _rss(
            "<title>A</title><guid>1</guid><ev:startdate>2027-05-19</ev:startdate>",
            "<title>B</title><guid>2</guid><description>On May 19, 2027.</description>",
            f"<title>C</title><guid>3</guid><description>Wed, May 19, 7pm</description>{listed}",
            f"<title>D</title><link>https://x.example/2027-05-19</link>{listed}",
        )
    )
    assert [("2027-05-19", "stated"), ("2027-05-19", "in_words"), ("2027-05-19", "completed")] == [
        (it.starts.local[:10], it.dates_told) for it in reading.listings[:3]
    ]
    assert "in_words" == reading.listings[3].dates_told


def test_a_lone_atom_entry_with_the_teaser_date_of_php_net() -> None:
    reading = read(
        '<?xml version="1.0"?><entry xmlns="http://www.w3.org/2005/Atom" xmlns:n="http://php.net/ns/news">'
        "<title>ConFoo</title><id>http://php.net/1</id><updated>2026-01-06T18:15:50+00:00</updated>"
        '<n:finalTeaserDate>2027-02-18</n:finalTeaserDate><link href="http://confoo.ca" rel="via"/></entry>'
    )
    assert [("http://php.net/1", When("2027-02-18"), "http://confoo.ca/")] == [
        (listing.uid, listing.starts, listing.url) for listing in reading.listings
    ]
    assert reading.format == "atom"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("We meet again from January 17-21, 2027.", ("2027-01-17", "2027-01-21")),
        ("It takes place on October 23-27, 2027.", ("2027-10-23", "2027-10-27")),
        ("Tickets are sold until January 3, 2027.", ("2027-01-21", None)),
    ],
)
def test_words_tell_the_days_of_what_is_teased_until_one_of_them(
    text: str, days: tuple[str, str | None]
) -> None:
    (it,) = read(
        '<?xml version="1.0"?><entry xmlns="http://www.w3.org/2005/Atom" xmlns:n="http://php.net/ns/news">'
        "<title>ConFoo</title><id>http://php.net/1</id><updated>2026-12-06T18:15:50+00:00</updated>"
        f"<n:finalTeaserDate>2027-01-21</n:finalTeaserDate><content>{text}</content></entry>"
    ).listings
    assert days == (it.starts.local, it.ends.local if it.ends else None)


def test_the_agenda_sentence_gives_the_place() -> None:
    text = "Craft @ Munich (Germany) - Mon Apr 26 2027 00:00:00 GMT+0000 (Coordinated Universal Time)"
    reading = read(_rss(f"<title>Craft</title><guid>1</guid><description>{text}</description>"))
    assert [("Munich", "DE", "2027-04-26")] == [
        (it.place and it.place.city, it.place and it.place.country, it.starts.local)
        for it in reading.listings
    ]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><rss><channel/></rss>', "entity_declaration"),
        ("<rss>" + "<a>" * 300, "nested_too_deep"),
        ("<rss><channel", "malformed_feed"),
        ("<rss><channel><title>" + "<a b='" * 250_001, "too_many_parts"),
    ],
)
def test_a_hostile_or_broken_feed_is_refused(body: str, reason: str) -> None:
    reading = read(body)
    outcome = Outcome.TOO_LARGE if reason == "too_many_parts" else Outcome.UNREADABLE
    assert (outcome, [reason]) == (reading.outcome, [each.reason for each in reading.rejected])
