"""What cannot be taken is told in words of ours, which say what to send instead."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import EmailStr, Field, TypeAdapter, ValidationError

from shared.contracts.account import EmailSignIn
from shared.contracts.days import Day
from shared.contracts.model import Request
from shared.contracts.network.connections import NewConnection
from shared.contracts.partners.events import EventLine
from shared.contracts.partners.meeting_plans import NewMeetingPlan
from shared.contracts.partners.webhooks import NewWebhook
from shared.contracts.people import Profile
from shared.contracts.refusals import why

CONTRACTS = (EmailSignIn, EventLine, NewConnection, NewMeetingPlan, NewWebhook, Profile)
LINE = {"external_id": "a", "title": "Soil Day", "starts_at": "2027-05-19"}
EVENT = Annotated[str, Field(pattern="^evt_[a-z]{26}$")]
THEIRS = ("nput should", "should have", "should match", "Value error", "not a valid", "permitted")
FIELDS = sorted({name for contract in CONTRACTS for name in contract.model_fields})
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=3),
    max_leaves=5,
)


def told(kind: Any, given: object) -> list[str]:
    """Return why a value is refused."""
    try:
        TypeAdapter[Any](kind).validate_python(given)
    except ValidationError as error:
        return [why(it) for it in error.errors()]
    return []


@pytest.mark.parametrize(
    ("kind", "given", "words"),
    [
        (str, 1, "write text"),
        (int, "x", "write a whole number"),
        (int, 1.5, "write a whole number"),
        (float, "x", "write a number"),
        (bool, "x", "write yes or no"),
        (tuple[str, ...], "x", "give a list: [ … ]"),
        (dict[str, str], 1, "give an object with named fields: { … }"),
        (Request, [], "give an object with named fields: { … }"),
        (date, "x", "write a day, such as 2027-05-19"),
        (Day, "2027", "a number is no day: write it out, such as 2027-05-19"),
        (datetime, "x", "write a day and a time, such as 2027-05-19T09:00"),
        (EmailStr, "ana", "write an e-mail address, such as ana@example.org"),
        (Literal["a", "b"], "c", "write 'a' or 'b'"),
        (Annotated[int, Field(ge=1)], 0, "write 1 or more"),
        (Annotated[int, Field(le=9)], 10, "write 9 or less"),
        (Annotated[str, Field(min_length=1)], "", "may not be empty"),
        (Annotated[str, Field(max_length=2)], "abc", "write at most 2 characters"),
        (Annotated[tuple[str, ...], Field(max_length=1)], ["a", "b"], "give at most 1"),
        (EVENT, "x", "take it as we gave it: evt_ and 26 letters and digits"),
        (EventLine, LINE | {"timezone": "Mars/X"}, "write the name of an IANA zone, such as Europe/Berlin"),
        (EventLine, LINE | {"external_id": "a\u200bb"}, "write an id of visible characters"),
        (EventLine, LINE | {"ends_at": "2027-05-18"}, "ends_at lies before starts_at"),
        (EventLine, LINE | {"mode": "hybrid"}, "a hybrid event is somewhere too: give venue or city"),
        (Annotated[str, Field(pattern="^a$")], "x", "cannot be taken; write it as the example in /docs does"),
    ],
)  # fmt: skip
def test_what_to_write_instead_is_told(kind: object, given: object, words: str) -> None:
    assert told(kind, given) == [words]


@given(st.sampled_from(CONTRACTS), VALUES, st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=6))
def test_no_word_of_the_checker_is_told(kind: type[Request], odd: object, fields: dict[str, Any]) -> None:
    for value in (odd, fields):
        words = " ".join(told(kind, value))
        assert not [said for said in THEIRS if said in words]
