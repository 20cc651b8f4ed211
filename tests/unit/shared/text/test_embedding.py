import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.text import DIMENSIONS, Embedder, load_any_language, load_embedder

WORDS = st.lists(st.sampled_from(["nurse", "kubernetes", "tax", "forest", "piano", "42"]), min_size=1)


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load_embedder()


def cosine(embedder: Embedder, one: str, other: str) -> float:
    rows = embedder.embed([one, other])
    return float(rows[0] @ rows[1])


def test_nothing_gives_no_rows_and_empty_texts_give_zero_rows(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, DIMENSIONS)
    rows = embedder.embed(["", "   ", "nursing"])
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1).round(5).tolist() == [0.0, 0.0, 1.0]


@given(st.lists(st.text(max_size=60), max_size=8))
def test_rows_have_length_one_or_zero(texts: list[str]) -> None:
    lengths = np.linalg.norm(load_embedder().embed(texts), axis=1)
    assert all(abs(length - 1) < 1e-5 or length == 0 for length in lengths)


@given(st.lists(st.text(max_size=60), min_size=1, max_size=8))
def test_a_batch_gives_what_single_texts_give(texts: list[str]) -> None:
    embedder = load_embedder()
    assert np.array_equal(embedder.embed(texts), np.vstack([embedder.embed([text]) for text in texts]))


@given(WORDS)
def test_the_order_of_words_hardly_matters(words: list[str]) -> None:
    rows = load_embedder().embed([" ".join(words), " ".join(sorted(words))])
    assert np.allclose(rows[0], rows[1], atol=1e-5)


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("nursing care", "hospital patients", "tax audit"),
        ("solar power", "renewable energy", "poetry reading"),
        ("court trial", "lawyers", "dairy cattle"),
    ],
)
def test_related_professions_lie_nearer_than_unrelated(
    embedder: Embedder, text: str, near: str, far: str
) -> None:
    assert cosine(embedder, text, near) > cosine(embedder, text, far)


def test_a_very_long_text_is_read_only_to_its_bound(embedder: Embedder) -> None:
    long = "kubernetes " * 200_000
    assert cosine(embedder, long, "kubernetes") > 0.999


@given(st.text(max_size=80) | st.text(st.characters(min_codepoint=9, max_codepoint=126), max_size=80))
def test_pieces_are_those_of_the_tokenizer(text: str) -> None:
    embedder = load_embedder()
    whole = embedder._tokenizer.encode(text, add_special_tokens=False)
    assert whole.ids == embedder.pieces(text)


def test_two_texts_are_not_alike_for_being_in_another_language() -> None:
    one, other = "Ich betreue Menschen mit Diabetes", "Werkzeug und kaputte Dinge"
    english = "a bakery in the old town", "reading contracts for small shops"
    plain, fair = load_embedder(), load_any_language()
    assert (cosine(plain, one, other) > 0.4, cosine(fair, one, other) < 0.15) == (True, True)
    alike = [*english, "Photovoltaics", "Lohnbuchhaltung"]
    assert np.array_equal(plain.embed(alike), fair.embed(alike))
