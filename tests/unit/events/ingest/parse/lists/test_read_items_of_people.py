"""Items as people write them: a name in bold, a date between name and place, addresses without words."""

import pytest

from tests.support.reading import read, told

_URL = "https://example.org/conferences.md"


@pytest.mark.parametrize(
    ("item", "event"),
    [
        (
            "* **[Lathes](https://l.example)** 2027/05/19 - 2027/05/21  Berlin",
            ("Lathes", "2027-05-19", "2027-05-21", None, "Berlin", "https://l.example/"),
        ),
        (
            "* **Lathes X** 2027/05/19 - 2027/05/21 Berlin",
            ("Lathes X", "2027-05-19", "2027-05-21", None, "Berlin", None),
        ),
        (
            "* **Lathes 2027**: 19-21 мая, Berlin",
            ("Lathes 2027", "2027-05-19", "2027-05-21", None, "Berlin", None),
        ),
        (
            "* 19 May 2027 - Lathes - Berlin <https://l.example>",
            ("Lathes", "2027-05-19", "2027-05-19", None, "Berlin", "https://l.example/"),
        ),
        (
            "* 19 May 2027 - Lathes - Berlin, https://l.example",
            ("Lathes", "2027-05-19", "2027-05-19", None, "Berlin", "https://l.example/"),
        ),
        (
            "* 19 May 2027 - [Lathes](https://l.example) - Berlin - Conference about lathes.",
            ("Lathes", "2027-05-19", "2027-05-19", None, "Berlin", "https://l.example/"),
        ),
        (
            "* 19 May 2027 - [Lathes](https://l.example) - [@one](https://one.example), [@two](https://two.example)",
            ("Lathes", "2027-05-19", "2027-05-19", None, None, "https://l.example/"),
        ),
    ],
)
def test_items(item: str, event: object) -> None:
    assert told(read(f"# Conferences\n\n{item}\n", _URL)) == [event]


@pytest.mark.parametrize(
    "item",
    [
        "* **Deadline** 19 May 2027",
        "* **Note** that on 19 May 2027 we moved",
        "* Fixed what broke on 19 May 2027, see https://l.example",
    ],
)
def test_what_is_no_event(item: str) -> None:
    assert read(f"# Conferences\n\n{item}\n", _URL).listings == ()


def test_labels_that_lead_to_the_page_and_a_place_in_a_line_of_its_own() -> None:
    text = (
        "# Events\n\n### Lathes\n\n- Where: Berlin, Germany\n- When: 19 + 20 May 2027\n"
        "- Details: <https://l.example/en/>\n\n"
        "### Turning\n\nDate: 2 June 2027\nMunich, Germany\n"
    )
    assert told(read(text, _URL)) == [
        ("Lathes", "2027-05-19", "2027-05-20", None, "Berlin", "https://l.example/en/"),
        ("Turning", "2027-06-02", "2027-06-02", None, "Munich", None),
    ]


@pytest.mark.parametrize(
    ("said", "city"),
    [
        ("19 a 21 de maio de 2027. Presencial em Berlin, Germany + remoto", "Berlin"),
        ("2027年5月19日 - 21日。Berlinでの対面 + リモート（ハイブリッド）", "Berlin"),
        ("May 19-21, 2027. In-person in Munich, Germany (hybrid event)", "Munich"),
    ],
)
def test_how_one_takes_part_is_no_part_of_the_place(said: str, city: str) -> None:
    text = f"# Conferences\n\n### Lathes 2027 {{/*lathes*/}}\n{said}\n\n[Website](https://l.example)\n"
    assert told(read(text, _URL)) == [
        ("Lathes 2027", "2027-05-19", "2027-05-21", None, city, "https://l.example/")
    ]


def test_a_weekday_beside_a_date_in_digits() -> None:
    row = "| 2027/05/19 Wed | [Lathes #3](https://l.example) | Berlin |\n"
    table = f"| date | name | location |\n|---|---|---|\n{row}"
    assert told(read(f"# conference\n\n{table}", _URL)) == [
        ("Lathes #3", "2027-05-19", "2027-05-19", None, "Berlin", "https://l.example/")
    ]


@pytest.mark.parametrize(
    ("head", "starts"),
    [("| Date | Évènement | Lieu |", ["2027-06-02"]), ("| Date | Event | Place |", [])],
)
def test_the_names_of_columns_tell_the_order_of_day_and_month(head: str, starts: list[str]) -> None:
    text = f"# Events\n\n{head}\n|---|---|---|\n| 02/06/2027 | Lathes | Berlin |\n"
    assert [each[1] for each in told(read(text, _URL))] == starts
