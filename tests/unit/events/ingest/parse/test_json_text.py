"""How much JSON is parsed: values are counted, and not the signs within texts."""

import json

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.parse.wire.json_text import MAX_VALUES, TooManyValuesError, load_json

MARKS = "a, [b] {c} \\ "
VALUES = st.recursive(
    st.none() | st.integers(-9, 9) | st.text('",[]{}\\a', max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text('",{\\', max_size=3), inner, max_size=3)
    ),
)


def test_signs_within_texts_are_no_values() -> None:
    document = [{"title": "Soil, water [and] {air}", "description": MARKS * 200_000}]
    assert load_json(json.dumps(document).encode()) == document


@pytest.mark.parametrize(
    "text", [b"", b'"a","', b'"\\'], ids=["values", "texts between", "a text that never ends"]
)
def test_more_values_than_are_read_are_refused(text: bytes) -> None:
    with pytest.raises(TooManyValuesError):
        load_json(b"[" + b"1," * (MAX_VALUES + 1) + text)


@given(VALUES)
def test_a_document_is_read_as_its_parser_does(value: object) -> None:
    written = orjson.dumps(value)
    assert load_json(written) == orjson.loads(written) == load_json(written.decode())
