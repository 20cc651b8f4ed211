"""What is wrong with a line is told with what to write instead; no field answers with a pattern."""

import pytest

from services.gateway.attendees.lines import CSV, NDJSON, Given, read_lines

OWN = Given("evt_1", lenient=True, id_of=lambda email: f"adr_{email}")


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ('"starts_at": "tomorrow"', "starts_at: write a day, or a day and a time, such as 2027-05-19 or"),
        ('"country": "Germany"', "country: write two letters (ISO 3166), such as DE"),
        ('"url": "soil.example"', "url: write a whole address, such as https://example.org/2027"),
        ('"title": ""', "title: may not be empty"),
    ],
)
def test_a_line_of_an_event_says_what_to_write(field: str, told: str) -> None:
    whole = '{"external_id": "x", "title": "Soil", "starts_at": "2027-05-19", '
    text = (whole + field + "}").encode()
    [line] = read_lines(text, NDJSON, "events")
    assert line.problem is not None
    assert told in line.problem
    assert "pattern" not in line.problem


def test_what_is_missing_and_what_is_too_long_is_named() -> None:
    [bare] = read_lines(b'{"external_id": "x"}', NDJSON, "events")
    assert bare.problem == "title: is needed; starts_at: is needed"
    [flat] = read_lines(
        b'{"external_id": "x", "email": "a@b.example", "name": "Ana", "profile": {"display_name": "Ana"}}',
        NDJSON,
        "people",
    )
    assert flat.problem == (
        "name: there is no such field; leave it out, or write it where the example in /docs does"
    )
    profile = f'{{"display_name": "Ana", "headline": "{"x" * 161}"}}'
    body = f'{{"external_id": "x", "email": "a@b.example", "profile": {profile}}}'
    [long] = read_lines(body.encode(), NDJSON, "people")
    assert long.problem == "profile.headline: write at most 160 characters"
    [linked] = read_lines(b"Name,Mail,LinkedIn\nAna,ana@mail.example,www.x.example/ana\n", CSV, "people", OWN)
    assert linked.body is not None
    assert linked.body.model_dump()["profile"]["links"] == ("https://www.x.example/ana",)
    [handle] = read_lines(
        b"external_id,email,display_name,links\nx,ana@mail.example,Ana,@ana\n", CSV, "people"
    )
    assert handle.problem == "profile.links.0: write a whole address, such as https://example.org/me"
