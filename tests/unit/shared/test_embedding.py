import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.text import DIMENSIONS, Embedder, load_embedder

WORDS = st.lists(st.sampled_from("nurse kubernetes tax forest piano grid court soil 42".split()), min_size=1)


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


@given(WORDS, st.randoms())
def test_the_order_of_words_hardly_matters(words: list[str], random) -> None:  # noqa: ANN001 - hypothesis has no public type
    shuffled = random.sample(words, len(words))
    rows = load_embedder().embed([" ".join(words), " ".join(shuffled)])
    assert np.allclose(rows[0], rows[1], atol=1e-5)


def test_related_professions_lie_nearer_than_unrelated(embedder: Embedder) -> None:
    assert cosine(embedder, "nursing care", "hospital patients") > cosine(
        embedder, "nursing care", "tax audit"
    )
    assert cosine(embedder, "solar power", "renewable energy") > cosine(
        embedder, "solar power", "poetry reading"
    )
    assert cosine(embedder, "court trial", "lawyers") > cosine(embedder, "court trial", "dairy cattle")


def test_a_very_long_text_is_read_only_to_its_bound(embedder: Embedder) -> None:
    long = "kubernetes " * 200_000
    assert cosine(embedder, long, "kubernetes") > 0.999
