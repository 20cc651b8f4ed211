"""A JSON Resume becomes a draft of a profile that writes over nothing."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gateway.contacts.json_resume import MOST_BYTES, draft_of, is_resume
from shared.contracts.people import HomePlace, Language, Profile
from shared.kernel.errors import AppError

RESUME = {
    "basics": {
        "name": "Ada Lovelace",
        "label": "Soil scientist",
        "url": "https://ada.example/",
        "summary": "Ten years\nof soil.",
        "location": {"city": "Berlin", "countryCode": "de", "address": "unsaid"},
        "profiles": [{"network": "GitHub", "url": "https://github.example/ada"}, {"url": "x"}],
    },
    "work": [
        {"name": "Old Barn", "position": "Hand", "endDate": "2020-01-01"},
        {"name": "Loam Ltd", "position": "Lead"},
    ],
    "skills": [{"name": "Field work", "level": "Master", "keywords": ["Sensors", "sensors"]}],
    "interests": [{"name": "Cover crops"}],
    "languages": [
        {"language": "German", "fluency": "Native speaker"},
        {"language": "English", "fluency": "some"},
        {"language": "Klingon tongue", "fluency": "fluent"},
    ],
}  # fmt: skip


def read(document: object, held: Profile) -> tuple[Profile, list[tuple[str | None, str]]]:
    profile, lines = draft_of(json.dumps(document).encode(), held)
    return profile, [(line.name, line.outcome) for line in lines]


def test_what_a_profile_lacks_is_filled_in() -> None:
    profile, lines = read(RESUME, Profile(display_name="ada"))

    assert profile == Profile(
        display_name="Ada Lovelace",
        headline="Soil scientist",
        bio="Ten years\nof soil.",
        organisation="Loam Ltd",
        place=HomePlace(city="Berlin", country="DE"),
        links=("https://ada.example/", "https://github.example/ada"),
        skills=("Field work", "Sensors"),
        interests=("Cover crops",),
        languages=(Language(tag="de", level="C2"), Language(tag="en", level="B1")),
    )
    assert [it for it in lines if it[1] != "added"] == [
        ("links: x", "refused"),
        ("skills: sensors", "known"),
        ("languages: Klingon tongue", "refused"),
    ]


def test_what_stands_there_stays() -> None:
    held = Profile(
        display_name="Countess", headline="Farmer", skills=("field work",), links=("https://ada.example",)
    )
    profile, lines = read(RESUME, held)

    assert (profile.display_name, profile.headline) == ("Countess", "Farmer")
    assert (profile.skills, profile.links[0]) == (("field work", "Sensors"), "https://ada.example")
    assert [name for name, outcome in lines if outcome == "refused"][:2] == [
        "display_name: Ada Lovelace",
        "headline: Soil scientist",
    ]


def test_a_list_that_is_full_takes_no_more() -> None:
    skills = [{"name": f"skill {number}"} for number in range(30)]
    profile, lines = read({"skills": skills}, Profile(display_name="Ada"))

    assert (len(profile.skills), [outcome for _, outcome in lines].count("refused")) == (25, 5)


@pytest.mark.parametrize("body", [b"{", b"{}", b'{"basics": 3}', b"{" + b" " * MOST_BYTES + b"}", b"[1]"])
def test_what_is_no_resume_is_refused(body: bytes) -> None:
    with pytest.raises(AppError, match="import_unreadable"):
        draft_of(body, Profile(display_name="Ada"))


def test_a_resume_is_known_by_its_first_letter() -> None:
    assert [is_resume(it) for it in (b' \n{"a"', b"\xef\xbb\xbf{}", b"First Name,", b"BEGIN:VCARD", b"")] == [
        True, True, False, False, False,
    ]  # fmt: skip


PLAIN = st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=200)
JSON = PLAIN | st.lists(PLAIN, max_size=4) | st.dictionaries(st.text(max_size=9), PLAIN, max_size=2)
PART = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("name", "url", "language", "fluency", "keywords", "city", "label"), JSON)
)


@given(st.fixed_dictionaries(
    {"basics": PART | JSON, "work": JSON | st.lists(PART), "languages": JSON | st.lists(PART)},
    optional={"skills": JSON | st.lists(PART), "interests": JSON | st.lists(PART)},
))  # fmt: skip
def test_whatever_is_sent_gives_a_profile_or_says_why_not(document: dict[str, Any]) -> None:
    held = Profile(display_name="Ada", skills=("sensors",))
    try:
        profile, lines = draft_of(json.dumps(document).encode(), held)
    except AppError as error:
        assert error.code == "import_unreadable"
    else:
        assert profile.skills[:1] == held.skills
        assert all(line.detail for line in lines if line.outcome == "refused")
