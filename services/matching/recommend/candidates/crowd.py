"""Some thousand of everybody as arrays of bytes, made of their sketches: some 650 bytes a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from services.matching.people.person import Vectors
from services.matching.recommend.arrays import Block, Floats, Ints
from services.matching.recommend.candidates.fitted import Fitted
from services.matching.recommend.candidates.sketch import (
    ASK,
    DEPTH,
    HEAD,
    LAYOUT,
    ONE,
    WORD,
    as_bytes,
    hashed,
    is_said,
)
from services.matching.recommend.candidates.wordbook import Wordbook, wordbook_of
from services.matching.recommend.features.ask import SCALES, rarity_of
from services.matching.recommend.features.ask_index import STEPS, worths_of
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.population.own import COUNTED
from services.matching.recommend.population.text_index import centred
from services.matching.recommend.population.topic_index import TopicIndex, index_topics

Bytes = NDArray[np.int8]
NO_TOPIC = 0
_NEXT_TO_NOTHING = 0.02
_OF_PEOPLE = "ids", "until", "quality", "country", "town", "tongues", "tells", "interest", "words"
_OF_ASKS = "sides", "urgency", "firm", "texts"


@dataclass(frozen=True, slots=True, eq=False)
class Measures:
    """What is fitted to everybody, as sketches name it: words and topics by hashes in order.

    `topics` are numbered from 1 on in the order of `topic_hashes`, `firm` is how rare each is; `worths` as
    `AskIndex.rank` has them, and `least` the cosines worth a look, of typed asks and of what was said.
    """

    fitted: Fitted
    index: TopicIndex
    words: Wordbook
    topics: Sequence[str]
    topic_hashes: Ints
    firm: Block
    worths: Block
    least: Block


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """People, and what they look for and offer: rows of `interest` for each, of `texts` for each ask.

    A row of interest is where their texts point, then their words in latent dimensions, then whether any of
    these are known; `words` are rare ones of running text, `tells` is 1 where there is such, else 0. `until`
    is when the last event ends at which they may be matched, in seconds.
    `owners` are positions of people, `topics` two for each ask by their number, `NO_TOPIC` where it has none.
    """

    ids: NDArray[np.bytes_]
    until: Floats
    quality: Block
    country: NDArray[np.uint16]
    town: NDArray[np.uint32]
    tongues: NDArray[np.uint32]
    tells: NDArray[np.uint8]
    interest: Bytes
    words: csr_array
    owners: NDArray[np.int32]
    sides: NDArray[np.uint8]
    urgency: Block
    firm: Block
    topics: NDArray[np.uint16]
    texts: Bytes


def measures_of(fitted: Fitted, labels: Mapping[str, str], parameters: Parameters) -> Measures:
    """Put what is fitted in the order of hashes."""
    topics = sorted(labels, key=hashed)
    index = index_topics([], fitted.topics, parameters.interest)
    worths = worths_of(fitted.asks.ranks, parameters.asks)
    return Measures(
        fitted=fitted, index=index,
        words=wordbook_of(fitted.spaces, parameters.interest),
        topics=topics, topic_hashes=np.array([hashed(topic) for topic in topics], dtype=np.int64),
        firm=np.array([1.0, *(rarity_of(topic, index) for topic in topics)], dtype=np.float32),
        worths=worths, least=_least(worths),
    )  # fmt: skip


def _least(worths: Block) -> Block:
    """Return the cosines below which texts are worth next to nothing, by each of the scales."""
    places = [np.searchsorted(each, _NEXT_TO_NOTHING) for each in worths.reshape(SCALES, -1)]
    return np.array(places, dtype=np.float32) / np.float32(STEPS) - 1


def crowd_of(ids: Sequence[str], until: Sequence[float], sketches: Sequence[bytes], by: Measures) -> Crowd:
    """Read sketches; those of another layout are left out."""
    kept = [i for i, sketch in enumerate(sketches) if sketch[:1] == bytes([LAYOUT])]
    whole = np.frombuffer(b"".join(sketches[i] for i in kept), dtype=np.uint8)
    sizes = np.array([len(sketches[i]) for i in kept], dtype=np.int64)
    starts = np.cumsum(sizes) - sizes
    heads = _cut(whole, starts, HEAD)
    asks, owners = _rows(whole, starts + HEAD.itemsize, heads["asks"], ASK)
    behind = starts + HEAD.itemsize + ASK.itemsize * heads["asks"].astype(np.int64)
    words, lines = _rows(whole, behind, heads["words"], WORD)
    topics = _numbered(asks["topics"], by.topic_hashes)
    said = is_said(asks["side"])
    tells = (np.bincount(lines, words["told"], len(kept)) > 0).astype(np.uint8)
    return Crowd(
        ids=np.array([ids[i].encode() for i in kept], dtype=np.bytes_),
        until=np.array([until[i] for i in kept], dtype=float),
        quality=heads["filled"].astype(np.float32) / np.float32(len(COUNTED)),
        country=heads["country"].copy(), town=heads["town"].copy(), tongues=heads["tongues"].copy(),
        tells=tells, interest=_interest(heads["text"], tells, words, lines, by),
        words=by.words.told(words, lines, len(kept)),
        owners=owners.astype(np.int32), sides=np.ascontiguousarray(asks["side"]),
        urgency=(asks["urgency"] / np.float32(100)).astype(np.float32),
        firm=np.where(said, by.firm[topics].max(axis=0, initial=0), np.float32(1)),
        topics=topics, texts=_centred(asks["text"], by.fitted.asks.middle),
    )  # fmt: skip


def without(crowd: Crowd, ids: Sequence[str]) -> Crowd:
    """Return a crowd without some people; of these nothing is left in it."""
    stay = ~np.isin(crowd.ids, np.array([one.encode() for one in ids], dtype=np.bytes_))
    if stay.all():
        return crowd
    kept = {name: getattr(crowd, name)[stay] for name in _OF_PEOPLE}
    asks = stay[crowd.owners]
    owners = (np.cumsum(stay, dtype=np.int32) - np.int32(1))[crowd.owners[asks]]
    kept |= {name: getattr(crowd, name)[asks] for name in _OF_ASKS}
    return replace(crowd, **kept, owners=owners, topics=np.ascontiguousarray(crowd.topics[:, asks]))


def _interest(texts: Bytes, tells: NDArray[np.uint8], words: np.ndarray, lines: Ints, by: Measures) -> Bytes:
    latent = as_bytes(by.words.latent(words, lines, len(texts)))
    meaning = _centred(texts, by.fitted.spaces.middle[tells])
    return np.hstack([meaning, latent, latent.any(axis=1, keepdims=True)])


def _centred(texts: Bytes, middle: Vectors) -> Bytes:
    """Take off what texts have in common, and scale what is left of the first numbers to length one."""
    return as_bytes(centred(texts.astype(np.float32) / np.float32(ONE), middle[..., :DEPTH]))


def _numbered(topics: np.ndarray, hashes: Ints) -> NDArray[np.uint16]:
    """Return the number of each topic; a topic without one counts as none."""
    places = np.minimum(np.searchsorted(hashes, topics), len(hashes) - 1)
    return np.where(hashes[places] == topics, places + 1, NO_TOPIC).astype(np.uint16).T.copy()


def _rows(whole: np.ndarray, starts: Ints, many: np.ndarray, kind: np.dtype) -> tuple[np.ndarray, Ints]:
    """Return the rows that follow one another from each start, and whose each is."""
    many = many.astype(np.int64)
    owners = np.repeat(np.arange(len(starts)), many)
    nth = np.arange(len(owners)) - np.repeat(np.cumsum(many) - many, many)
    return _cut(whole, starts[owners] + nth * kind.itemsize, kind), owners


def _cut(whole: np.ndarray, starts: Ints, kind: np.dtype) -> np.ndarray:
    cut: np.ndarray = whole[starts[:, None] + np.arange(kind.itemsize)].reshape(-1).view(kind)
    return cut
