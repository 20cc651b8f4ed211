"""What stands around a name is no part of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.resolve.titles.ornaments import unadorned
from shared.text import fold


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Save the date: PyCon DE", "pycon de"),
        ("[NEW] PyCon DE", "pycon de"),
        ("PyCon DE \u2013 Call for Proposals is open", "pycon de"),
        ("PyCon DE (sold out)", "pycon de"),
        ("PyCon DE | Early bird tickets until May", "pycon de"),
        ("Acme Days\u2122, Inc.", "acme days"),
        ("Vereinsabend Muster e.V.", "vereinsabend muster"),
        ("New York Marathon", "new york marathon"),
        ("Conference on Events", "conference on events"),
        ("EV Summit", "ev summit"),
        ("Save the date", "save the date"),
        ("PyCon DE | Meetup", "pycon de"),
        ("PyCon DE \u00b7 Luma", "pycon de"),
        ("PyCon DE Tickets, Wed, Apr 25, 2027 at 9:00 AM | Eventbrite", "pycon de"),
        ("Home | PyCon DE", "pycon de"),
        ("Welcome to PyCon DE", "pycon de"),
        ("PyCon DE (in-person & online)", "pycon de"),
        ("PyCon DE - Meetup", "pycon de - meetup"),
        ("PyCon DE 2027 CFP Started", "pycon de 2027"),
        ("PyCon DE Call for Speakers", "pycon de"),
        ("Call for Speakers", "call for speakers"),
        ("PyCon & Friends", "pycon"),
        ("\u03bb Days", "lambda days"),
        ("Test\u03bc", "testmu"),
        (
            "\u03a3\u03c5\u03bd\u03ad\u03b4\u03c1\u03b9\u03bf",
            "\u03c3\u03c5\u03bd\u03b5\u03b4\u03c1\u03b9\u03bf",
        ),
    ],
)
def test_a_name_is_told_from_what_is_to_be_done(title: str, name: str) -> None:
    assert name == unadorned(title)


@given(st.text(max_size=60))
def test_something_is_left_of_any_title_that_says_anything(title: str) -> None:
    assert any(map(str.isalnum, unadorned(title))) == any(map(str.isalnum, fold(title)))
