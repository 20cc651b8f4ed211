"""Folding, words and the static text embedding."""

from shared.text.embedding import (
    DIMENSIONS,
    Embedder,
    Vectors,
    common_words,
    load_any_language,
    load_embedder,
)
from shared.text.fold import fold

__all__ = ["DIMENSIONS", "Embedder", "Vectors", "common_words", "fold", "load_any_language", "load_embedder"]
