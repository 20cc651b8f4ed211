"""A file of attendees becomes lines: each fits its model or says why not, whatever the bytes."""

import csv
import json
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gateway.attendees.lines import CSV, NDJSON, read_lines
from services.gateway.attendees.once import Line
from services.gateway.attendees.table import rows_of
from shared.contracts.partners.attendees import ImportKind, PersonLine
from shared.kernel.errors import AppError

WORD = st.text(
    st.characters(codec="utf-8", exclude_characters=";\r\n\x00", exclude_categories=["C"]),
    min_size=1,
    max_size=20,
)
WORD = WORD.map(str.strip).filter(bool)


@given(
    document=st.binary(max_size=200) | st.text(max_size=200).map(str.encode),
    media_type=st.sampled_from([CSV, NDJSON, "text/html"]),
    kind=st.sampled_from(["people", "attendance", "events"]),
)
def test_any_bytes_give_lines_or_one_clear_refusal(
    document: bytes, media_type: str, kind: ImportKind
) -> None:
    try:
        lines = read_lines(document, media_type, kind)
    except AppError as refusal:
        assert refusal.code == "import_unreadable"
        return
    assert all((line.body is None) != (line.problem is None) for line in lines)
    assert [line.number for line in lines] == sorted({line.number for line in lines})


@given(
    people=st.lists(st.tuples(WORD, st.lists(WORD, max_size=3, unique=True), WORD), min_size=1, max_size=4),
    delimiter=st.sampled_from(",;\t"),
)
def test_a_table_says_what_lines_of_json_say(
    people: list[tuple[str, list[str], str]], delimiter: str
) -> None:
    written = StringIO()
    table = csv.writer(written, delimiter=delimiter)
    table.writerow(["external_id", "email", "display_name", "interests", "offers"])
    objects = []
    for number, (name, interests, offer) in enumerate(people):
        row = [str(number), f"p{number}@mail.example"]
        table.writerow([*row, name, ";".join(interests), f"teach: {offer}"])
        profile = {"display_name": name, "interests": interests, "offers": [{"kind": "teach", "text": offer}]}
        objects.append(json.dumps({"external_id": row[0], "email": row[1], "profile": profile}))
    by_table = read_lines(written.getvalue().encode(), CSV, "people")
    by_json = read_lines("\n".join(objects).encode(), NDJSON, "people")
    assert bodies(by_table) == bodies(by_json)
    assert by_json == read_lines("\n".join(objects).encode(), CSV, "people")
    assert len(bodies(by_json)) == len(people)


def bodies(lines: tuple[Line, ...]) -> list[PersonLine]:
    """What fits."""
    return [line.body for line in lines if isinstance(line.body, PersonLine)]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            "1,a@b.example,Ada,maybe",
            "attendance.match: write yes or no;",
        ),
        ("1,a@b.example,Ada,yes,more", "This line has more values than there are columns"),
        (",a@b.example,Ada,", "external_id: is needed"),
        ("1,a@b.example,,", "profile.display_name: is needed"),
    ],
)
def test_a_row_that_does_not_fit_says_which_value(cells: str, said: str) -> None:
    [line] = read_lines(f"external_id,email,display_name,match\n{cells}\n".encode(), CSV, "people")
    assert line.problem is not None
    assert line.problem.startswith(said)


def test_a_file_of_too_many_lines_is_refused() -> None:
    document = b"external_id,event_id\n" + b"1,evt_1\n" * 20_001
    with pytest.raises(AppError, match="more than 20,000 lines"):
        read_lines(document, CSV, "attendance")


def test_what_is_looked_at_of_a_cell_is_bounded() -> None:
    """Files of such cells had taken minutes."""
    long = "de -" * 40 + ")x"
    [(_, many)] = rows_of(f"email,languages\na@b.example,{'de;' * 5000}\n", "people")
    [(_, odd)] = rows_of(f"email,languages\na@b.example,{long}\n", "people")
    told = [len(item["profile"]["languages"]) if isinstance(item, dict) else item for item in (many, odd)]
    assert [50, 1] == told
    assert isinstance(odd, dict)
    assert [{"tag": long}] == odd["profile"]["languages"]
