"""A head learnt from labelled conference names, as a file that an operator makes and names in the settings.

It is a linear softmax over the signs of a name. Its labels are those of technical conferences, so it is asked
only where something else already tells that an event is of one of its areas: taught nothing else, it would
find security in a nurses' day.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from shared.kernel.errors import AppError, Kind
from shared.topics.name_signs import Counts, Rows, bare, name_letters, name_words, named_row
from shared.topics.tree import TopicTree, area_of

FORMAT: Final = "acquaint-topic-head-1"
LARGEST: Final = 50_000_000
"""Bytes of a file."""
LEAST: Final = 0.3
"""The least probability that says anything."""
MOST: Final = 0.8
"""What it counts for at most: names mislead."""
_GROUPS: Final = ("words", "letters", "meaning", "named")


@dataclass(frozen=True, slots=True)
class Head:
    """`topics` are ids of the tree, a column each; `weights` a matrix a group of signs, in their order."""

    topics: tuple[str, ...]
    words: Counts
    letters: Counts
    named: dict[str, int]
    weights: tuple[Rows, Rows, Rows, Rows]
    bias: Rows

    @property
    def areas(self) -> frozenset[str]:
        """The areas that it was taught."""
        return frozenset(map(area_of, self.topics))

    def likeliest(self, name: str, meaning: Rows, named: Sequence[tuple[str, float]]) -> tuple[str, float]:
        """Return the likeliest topic and its probability.

        `meaning` is the vector of the name without its year, `named` are topics found in it otherwise.
        """
        words, letters, by_meaning, by_topic = self.weights
        scores = self.bias + meaning @ by_meaning + named_row(named, self.named) @ by_topic
        for counts, weights, signs in (
            (self.words, words, name_words(name)),
            (self.letters, letters, name_letters(name)),
        ):
            places, values = counts.sparse(signs)
            scores = scores + values @ weights[places]
        likely = np.exp(scores - scores.max())
        of_topic: dict[str, float] = {}
        for topic, share in zip(self.topics, (likely / likely.sum()).tolist(), strict=True):
            of_topic[topic] = of_topic.get(topic, 0.0) + share
        best = max(of_topic, key=lambda it: (of_topic[it], it))
        return best, of_topic[best]

    def without_year(self, name: str) -> str:
        """Return the name as it was taught."""
        return bare(name) or name


def save(head: Head, path: Path) -> None:
    """Write a head: numpy arrays and texts, nothing that runs."""
    arrays: dict[str, Any] = {
        "format": np.array(FORMAT),
        "topics": np.array(head.topics),
        "bias": head.bias,
        "named": np.array(sorted(head.named, key=head.named.__getitem__)),
    }
    for name, counts in (("words", head.words), ("letters", head.letters)):
        arrays[f"{name}_signs"] = np.array(sorted(counts.place, key=counts.place.__getitem__))
        arrays[f"{name}_rarity"] = counts.rarity
    for group, weights in zip(_GROUPS, head.weights, strict=True):
        arrays[f"{group}_weights"] = weights.astype(np.float16)
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)


def load(path: Path, tree: TopicTree) -> Head:
    """Read a head.

    Raises:
        AppError: `topic_head_unreadable`: there is none, or it was made for another release's topics.
    """
    try:
        is_small = path.stat().st_size <= LARGEST
        head = _read(path) if is_small else None
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, zlib.error) as error:
        raise _unreadable(path, type(error).__name__) from None
    if head is None:
        raise _unreadable(path, "too large, or of another format")
    if not {*head.topics} <= tree.topics.keys() or head.named.keys() != {*tree.topics, *tree.areas}:
        raise _unreadable(path, "made for other topics")
    return head


def _read(path: Path) -> Head | None:
    with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return _head(arrays) if str(arrays["format"]) == FORMAT else None


def _head(arrays: Mapping[str, npt.NDArray[Any]]) -> Head:
    counts = [
        Counts({str(sign): i for i, sign in enumerate(arrays[f"{name}_signs"])}, arrays[f"{name}_rarity"])
        for name in ("words", "letters")
    ]
    words, letters, meaning, named = (arrays[f"{it}_weights"].astype(np.float32) for it in _GROUPS)
    return Head(
        topics=tuple(map(str, arrays["topics"])),
        words=counts[0],
        letters=counts[1],
        named={str(topic): i for i, topic in enumerate(arrays["named"])},
        weights=(words, letters, meaning, named),
        bias=arrays["bias"],
    )


def _unreadable(path: Path, why: str) -> AppError:
    detail = f"{path} is no topic head ({why}): make it with `acquaint topics fit`, or name none."
    return AppError("topic_head_unreadable", Kind.INVALID, detail)
