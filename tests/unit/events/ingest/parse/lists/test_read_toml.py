"""Lists of events in TOML, and what else a sixth draw of feeds asked of every list."""

from datetime import UTC, datetime

import pytest

from services.events.ingest.model import ReadContext
from services.events.ingest.parse.document import parse_document
from services.events.ingest.parse.wire.json_text import TooManyValuesError, load_json
from services.events.ingest.parse.wire.parsed import Parsed


def _read(text: str, url: str = "https://a.example/x") -> Parsed:
    return parse_document(
        text.encode(), ReadContext(url, datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))
    )


def test_a_list_in_toml_is_read() -> None:
    parsed = _read(
        "# ours\n[[events]]\ntitle = 'Meetup'\ndate = 2027-05-19T18:30:00\nplace = 'Graz'\n\n"
        "[[events]]\ntitle = 'Fair'\ndate = 2027-06-01\n"
    )

    assert parsed.format == "toml"
    assert [(each.title, each.starts) for each in parsed.listings] == [
        ("Meetup", "2027-05-19 18:30:00"),
        ("Fair", "2027-06-01"),
    ]


def test_the_head_of_a_page_in_toml_is_read() -> None:
    parsed = _read(
        "+++\ntitle = 'Meetup'\ndate = 2027-01-01\nstart = 2027-05-19\ncity = 'Graz'\n+++\nWords.\n"
    )

    assert [(each.title, each.starts) for each in parsed.listings] == [("Meetup", "2027-05-19")]


@pytest.mark.parametrize(
    "text",
    [
        "[package]\nname = 'tool'\nversion = '1.0'\n",
        "[[posts]]\ntitle = 'Out now'\ndate = 2027-05-19\n",
        "+++\ntitle = 'A post'\ndate = 2027-05-19\n+++\nWords.\n",
        "a = " + "b." * 30 + "c\n",
    ],
)
def test_other_toml_holds_no_events(text: str) -> None:
    assert not _read(text).listings


@pytest.mark.parametrize(
    ("when", "starts", "ends"),
    [
        ("2027-05-19 to 21", "2027-05-19", "2027-05-21"),
        ("2027. 05. 19.", "2027-05-19", "2027-05-19"),
        ("19/05/2027 de 18:00 à 20:00", "2027-05-19T18:00", "2027-05-19T20:00"),
        ("19.05.2027 von 18 bis 20 Uhr", "2027-05-19T18:00", "2027-05-19T20:00"),
    ],
)
def test_days_and_times_as_they_are_written_elsewhere(when: str, starts: str, ends: str) -> None:
    parsed = _read(f'- title: Meetup\n  date: "{when}"\n  city: Graz\n')

    assert [(each.starts, each.ends) for each in parsed.listings] == [(starts, ends)]


def test_an_instant_of_a_store_of_documents_is_read() -> None:
    for wrapped in ('"$date": "2027-05-19T18:00:00Z"', '"datetime": "2027-05-19T18:00:00Z", "human": "Wed"'):
        parsed = _read(f'[{{"ad": "Konser", "tarih": {{{wrapped}}}, "mekan": "Salon"}}]')

        assert [(each.title, each.starts) for each in parsed.listings] == [("Konser", "2027-05-19T18:00:00Z")]


def test_a_list_of_holidays_is_none_of_events() -> None:
    assert not _read('{"holidays": [{"name": "May Day", "date": "2027-05-01"}]}').listings


def test_what_the_parser_of_json_has_no_memory_for_is_not_given_to_it() -> None:
    body = b"[" + b",".join([b'"xxxxxxxxxxxxxxxxxxxxxxxx"'] * 350_000) + b"]"

    with pytest.raises(TooManyValuesError):
        load_json(body)
