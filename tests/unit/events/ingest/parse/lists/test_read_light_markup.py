"""Lists in Org mode and reStructuredText."""

import pytest

from services.events.ingest.model import Reading
from tests.support.reading import read

_ORG = """#+TITLE: Events
* Conferences
** Camp
:PROPERTIES:
:LOCATION: Berlin, Germany
:URL: https://camp.example
:END:
<2027-05-19 Wed>--<2027-05-21 Fri>
** [[https://conf.example][Conf]]     :tag:
SCHEDULED: <2027-12-04 Sat 09:00>
* Table
| Date             | Event                         | Place  |
|------------------+-------------------------------+--------|
| <2027-06-01 Tue> | [[https://meet.example][Meet]] | Munich |
* Listed
- <2027-07-01 Thu 18:00> [[https://pub.example][Pub night]], London
"""
_RST = """******
Events
******

.. note::

    * `Camp <https://camp.example>`_, 19.5.2027 - 21.5.2027, Berlin, Germany.

Later
=====

*   `Meet <https://meet.example>`_, 3 June 2027, London, UK
"""
_HEADED = """#+options: toc:nil
* Appearances
* DayOne London, 12th March 2027
** Description
Text.
* Lead Conf, 18th November 2027
"""


def _told(reading: Reading) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (it.title, it.starts.local, it.place.city if it.place else None, it.url) for it in reading.listings
    ]


@pytest.mark.parametrize(
    ("text", "url", "told"),
    [
        (
            _ORG,
            "https://example.org/events.org",
            [
                ("Camp", "2027-05-19", "Berlin", "https://camp.example/"),
                ("Conf", "2027-12-04T09:00", None, "https://conf.example/"),
                ("Meet", "2027-06-01", "Munich", "https://meet.example/"),
                ("Pub night", "2027-07-01T18:00", "London", "https://pub.example/"),
            ],
        ),
        (
            _RST,
            "https://example.org/events",
            [
                ("Camp", "2027-05-19", "Berlin", "https://camp.example/"),
                ("Meet", "2027-06-03", "London", "https://meet.example/"),
            ],
        ),
        (
            _HEADED,
            "https://example.org/conferences",
            [("DayOne London", "2027-03-12", None, None), ("Lead Conf", "2027-11-18", None, None)],
        ),
    ],
)
def test_lists_in_light_markup(
    text: str, url: str, told: list[tuple[str, str, str | None, str | None]]
) -> None:
    reading = read(text, url)
    assert ("light_markup", told) == (reading.format, _told(reading))


@pytest.mark.parametrize(
    "text",
    [
        "#+TITLE: Notes\n* Today\n- [[https://x.example][A page]]\n",
        "Notes\n=====\n\n.. note:: none\n\n* Learning: things\n",
    ],
)
def test_other_texts_in_light_markup_hold_no_events(text: str) -> None:
    assert read(text, "https://example.org/events").listings == ()
