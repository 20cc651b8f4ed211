"""Pages in the markup of wikis."""

import pytest

from tests.support.reading import read, told

_PAGE = """{{Shortcut|events}}
== Upcoming events ==

{| class="wikitable sortable"
|+ Of this year
! Date !! Event !! Place
|-
| 19 May 2027 || [https://l.example Lathes] || [[Berlin]]
|- style="color:red"
| style="width: 5em" | 2 June 2027
| ''Turning''
| Munich
|}

=== Listed ===
* 2027-07-01: [https://m.example Milling], [[Town of London|London]]
* [[File:us.png|thumb]] Others to come

[[Category:Events]]
"""


def test_a_page_of_a_wiki() -> None:
    reading = read(_PAGE, "https://example.org/wiki/Events")
    assert reading.format == "light_markup"
    assert told(reading) == [
        ("Lathes", "2027-05-19", "2027-05-19", None, "Berlin", "https://l.example/"),
        ("Turning", "2027-06-02", "2027-06-02", None, "Munich", None),
        ("Milling", "2027-07-01", "2027-07-01", None, "London", "https://m.example/"),
    ]


def test_numbered_items_of_a_wiki_are_no_headings_of_markdown() -> None:
    text = "== Events ==\n\n# 2027-07-01: [https://m.example Milling], London\n;Where: Berlin\n"
    assert [each[0] for each in told(read(text, "https://example.org/Events.mediawiki"))] == ["Milling"]


@pytest.mark.parametrize("text", ["== Notes ==\n\n* On 19 May 2027 we moved.\n", "{| \n| 19 May 2027 || 3\n"])
def test_other_pages_hold_no_events(text: str) -> None:
    assert read(text, "https://example.org/wiki/Notes").listings == ()


def test_links_that_name_their_address_elsewhere_in_restructuredtext() -> None:
    text = (
        "Ours\n====\n\n.. note:: none\n\nUpcoming events\n---------------\n\n"
        "`Summer School`_\n~~~~~~~~~~~~~~~~\n\n"
        "May 19-21, 2027 | Berlin, Germany\n\n..  _Summer School: https://s.example\n"
    )
    assert told(read(text, "https://example.org/index.rst")) == [
        ("Summer School", "2027-05-19", "2027-05-21", None, "Berlin", "https://s.example/")
    ]
