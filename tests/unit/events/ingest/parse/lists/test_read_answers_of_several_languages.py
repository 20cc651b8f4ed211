"""Lists whose records are told in several languages, whose times are marked as what they are not."""

import json

import pytest

from shared.contracts.events import Mode
from tests.support.reading import placed, read, told

_URL = "https://ours.example/events.json"
_WHEN = {"start": "2027-05-19T18:00:00+02:00", "city": "Berlin"}


@pytest.mark.parametrize(
    "told_twice",
    [
        {"NameFi": "Sorvi kaikille", "NameEn": "Lathes for all"},
        {"title_sv": "Svarv", "title_en": "Lathes for all"},
        {"title-de-DE": "Lathes for all", "title-fr-FR": "Tours"},
        {"translations": [{"locale": "fi", "name": "Sorvi"}, {"locale": "en-GB", "name": "Lathes for all"}]},
        {
            "translations": [
                {"lang": "fi", "type": "name", "text": "Sorvi"},
                {"lang": "en", "type": "name", "text": "Lathes for all"},
            ]
        },
    ],
)
def test_a_name_told_in_several_languages_is_read_in_english_or_the_first(
    told_twice: dict[str, object],
) -> None:
    reading = read(json.dumps({"events": [{**told_twice, **_WHEN}]}), _URL)
    assert [("Lathes for all", "2027-05-19T18:00", None, None, "Berlin")] == placed(reading)


def test_years_of_an_era_are_read_and_columns_of_japanese_towns() -> None:
    rows = (
        "イベント名,開始日,終了日,開始時間,終了時間,場所名称,住所\n"
        "木工教室,令和9年5月19日,令和9年5月20日,18:00,20:00,中央公民館,Berlin\n"
        "陶芸教室,R9.6.2,R9.6.2,,,中央公民館,Berlin\n書道,令和元年５月１９日,,,,,Berlin\n"
    )
    assert [
        ("木工教室", "2027-05-19T18:00", "2027-05-20T20:00", "中央公民館", "Berlin"),
        ("陶芸教室", "2027-06-02", "2027-06-02", "中央公民館", "Berlin"),
        ("書道", "2019-05-19", "2019-05-19", None, "Berlin"),
    ] == placed(read(rows, "https://ours.example/events.csv"))


def test_what_is_not_on_site_is_online_and_a_number_is_no_mode() -> None:
    row = {"title": "Lathes for all", "start": "2027-05-19"}
    rows = [
        {**row, "onsite": False},
        {**row, "onsite": True},
        {**row, "eventFormat": 1, "venue": "Old Mill", "city": "Berlin"},
        {**row, "isOnline": 1},
    ]
    assert [Mode.ONLINE, Mode.IN_PERSON, Mode.IN_PERSON, Mode.ONLINE] == [
        it.mode for each in rows for it in read(json.dumps([each]), _URL).listings
    ]


def test_a_page_of_the_event_is_found_under_whatever_name() -> None:
    links = {
        "self": {"href": "https://api.x.org/v2/events/1"},
        "event:webpage": {"href": "https://x.org/E-1"},
    }
    rows = [
        {**_WHEN, "name": "A", "_links": links},
        {**_WHEN, "name": "B", "alt": "https://x.org/event/2/", "adapt": "https://x.org/to/event/2/"},
        {**_WHEN, "name": "C", "video": "https://x.org/events/3", "image": "https://x.org/event/3.png"},
    ]
    found = ["https://x.org/E-1", "https://x.org/event/2/", None]
    assert found == [url for *_, url in told(read(json.dumps(rows), _URL))]
