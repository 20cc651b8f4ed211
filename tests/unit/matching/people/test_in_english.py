"""What people say of themselves in other languages means what it means in English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.composition import load_language
from services.matching.people.in_english import InEnglish, means_else
from shared.text import load_embedder
from shared.text.same_words import same_words
from shared.topics import load_topics

SETS = [
    ("mental health", "salud mental", "psychische Gesundheit"),
    ("health care", "salud", "soins"),
    ("nursing", "nurses", "Pflege", "IA"),
]
ENGLISH = InEnglish(SETS, load_topics())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("la SALUD mental, y más", "la mental health, y más"),
        ("la salud, mental", "la mental health"),
        ("salud salud", "health care health care"),
        ("Pflege & psychische\nGesundheit.", "nursing & mental health."),
        ("nurses of IA", "nurses of IA"),
        ("Pflegetag", "Pflegetag"),
        ("", ""),
    ],
)
def test_known_phrases_are_told_in_english_and_all_else_stays(text: str, told: str) -> None:
    assert ENGLISH(text) == told


def test_a_word_of_english_that_says_something_else_is_not_taken_for_one_of_another_language() -> None:
    careful = InEnglish(same_words(), load_topics(), means_else(load_embedder()))
    told = ("Personal letters from an island", "musique et santé mentale", "two classes", "les musées")
    assert [careful(text) for text in told] == [
        "Personal letters from an island", "music et mental health", "two classes", "les museums",
    ]  # fmt: skip


@given(st.text(max_size=80))
def test_a_text_without_a_known_word_stays_as_it_is(text: str) -> None:
    assert InEnglish((), load_topics())(text) == text


@pytest.mark.parametrize(
    ("headline", "topic"),
    [
        ("Enfermera escolar; quiero hablar de salud mental", "health-care.mental-health"),
        ("Ich bin Anwältin für Datenschutz", "law.data-protection"),
        ("Professeure, passionnée d'énergies renouvelables et de robotique", "hardware.robotics"),
        ("I build data platforms", "data-ai.data-engineering"),
    ],
)
def test_topics_are_read_in_several_languages(headline: str, topic: str) -> None:
    found = load_language().classifier.classify(headline, "")
    assert topic in [score.id for score in found]


def test_an_interest_is_the_topic_that_english_calls_it() -> None:
    words = load_language().words
    assert words.find("salud mental") == words.find("mental health")
    assert words.find("Masa madre") == ("~masa madre", "Masa madre")


def test_vectors_of_one_meaning_are_near_across_languages() -> None:
    es, en, other = load_language().embedder.embed(["salud mental", "mental health", "wine"])
    assert es @ en > 0.99 > es @ other
