import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shared.topics.words import Word, parts_of, words_of


def keys(text: str) -> list[str]:
    return [word.key for word in words_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C++ and C# on .NET", ["c++", "and", "c#", "on", ".net"]),
        ("FP&A, R&D", ["fp", "and", "a", "r", "and", "d"]),
        ("Node.js", ["node", "js"]),
        ("Zürich's Therapies & Analytics", ["zurich", "s", "therapy", "and", "analytic"]),
        ("news, analysis, gas, business", ["news", "analysis", "gas", "business"]),
        ("", []),
    ],
)
def test_words_as_the_dictionary_sees_them(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("RustFest", ["rust", "fest"]),
        ("JSConf", ["js", "conf"]),
        ("DevOpsDays", ["dev", "ops", "day"]),
        ("Nursing", []),
        ("KUBERNETES", []),
        ("A" * 41 + "b", []),
    ],
)
def test_parts_of_names_in_camel_case(name: str, expected: list[str]) -> None:
    assert [part.key for part in parts_of(Word(name, name.lower()))] == expected


@given(st.text())
@example("\u13a0")  # Cherokee, whose letters are folded to capitals
def test_a_key_has_no_case_and_is_never_empty(text: str) -> None:
    assert all(word.key and word.key == word.key.casefold() for word in words_of(text))
