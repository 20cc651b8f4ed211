"""Tables in Markdown whose columns have no names: they are known by what all rows hold."""

import pytest

from tests.support.reading import read, told

_URL = "https://example.org/events.md"
_ROWS = (
    "| 19 May 2027 | [Lathes](https://l.example) | Berlin, Germany |\n"
    "| 2-3 June 2027 | [Turning](https://t.example) | Munich, Germany |\n"
)


@pytest.mark.parametrize("head", ["", "| | | |\n|---|---|---|\n"])
def test_columns_are_known_by_what_they_hold(head: str) -> None:
    assert told(read(f"# Events\n\n{head}{_ROWS}", _URL)) == [
        ("Lathes", "2027-05-19", "2027-05-19", None, "Berlin", "https://l.example/"),
        ("Turning", "2027-06-02", "2027-06-03", None, "Munich", "https://t.example/"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"# Events\n\n{_ROWS.splitlines()[0]}\n",
        f"# Events\n\n{_ROWS}| To come | | |\n",
        f"# Figures\n\n{_ROWS}",
    ],
)
def test_one_row_a_row_without_a_day_and_a_file_of_something_else_are_none(text: str) -> None:
    assert read(text, "https://example.org/page.md").listings == ()
