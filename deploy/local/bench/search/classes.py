"""The classes of queries that are measured, each with the bare SQL that it is compared with."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import numpy as np

from deploy.local.bench.search.corpus import CITIES, TOPICS, topic_id
from deploy.local.bench.search.filling import Filled
from deploy.local.bench.search.floor import DISTANCE, HYBRID, RANK, TEXT, Floor, counted, first_twenty
from deploy.local.bench.search.measure import Question
from shared.text import load_embedder

AIM = 600
"""Hits that a floor ranks; of more, only those of the coming time."""
_RADIUS_KM = 50


def classes(
    filled: Filled, now: datetime, count: int, seed: int = 11
) -> Iterator[tuple[str, list[Question]]]:
    """Yield the classes by name, `count` questions each; another seed asks for other words and places."""
    rng = np.random.default_rng(seed)
    rare = filled.some(20 / filled.coming, max(0.002, 60 / filled.coming), count, rng)
    common = filled.some(0.035, 0.08, count, rng)
    yield "rare word", [_text(filled, now, word) for word in rare]
    yield "common word (3.5-8 %)", [_text(filled, now, word) for word in common]
    yield "very common word (12-99 %)", [_text(filled, now, it) for it in filled.some(0.12, 1, count, rng)]
    pairs = zip(filled.some(0.005, 0.065, count, rng), filled.some(0.005, 0.065, count, rng), strict=True)
    yield "two words", [_text(filled, now, f"{one} {other}") for one, other in pairs]
    yield "common word and country", [_in_country(filled, now, word) for word in common]
    yield "by date", [Question([("limit", "20")], first_twenty("true", "starts_utc, id"))] * count
    yield "topic, 30 days", [_topic(now, int(rng.integers(TOPICS))) for _ in range(count)]
    yield "within 50 km, nearest first", [_near(filled, int(rng.integers(CITIES))) for _ in range(count)]
    yield "facets of a common word", [_facets(word) for word in common]
    yield "misspelt word", [_typo(filled, now, word) for word in rare if len(word) > 4]  # noqa: PLR2004
    strangers = zip(
        rare, filled.some(20 / filled.coming, max(0.002, 60 / filled.coming), count, rng), strict=True
    )
    yield "two words that no event has", [_hybrid(one, other) for one, other in strangers]
    yield "beginning of a word", [_beginning(word) for word in rare]


def windowed(filled: Filled, count: int) -> Iterator[tuple[str, list[str]]]:
    """Yield classes of words that may be answered from a window, by name, `count` words each."""
    rng = np.random.default_rng(13)
    for name, low, high in (("0.5-3.5 %", 0.005, 0.035), ("3.5-8 %", 0.035, 0.08), ("8-12 %", 0.08, 0.12),
                            ("12-99 %", 0.12, 1)):  # fmt: skip
        yield name, filled.some(low, high, count, rng)


def _text(filled: Filled, now: datetime, words: str) -> Question:
    hits = filled.coming * float(np.prod([filled.share(word) for word in words.split()]))
    query = " & ".join(words.split())
    floor = first_twenty(TEXT, RANK, query)
    if hits > AIM:
        until = now + timedelta(days=365 * AIM / hits)
        floor = first_twenty(f"{TEXT} and starts_utc < $3", RANK, query, until)
    return Question([("q", words)], floor, words)


def _in_country(filled: Filled, now: datetime, word: str) -> Question:
    horizon = now + timedelta(days=min(365, 365 * AIM / (filled.share(word) * filled.coming / 10)))
    floor = first_twenty(f"{TEXT} and country = 'DE' and starts_utc < $3", RANK, word, horizon)
    return Question([("q", word), ("country", "DE")], floor)


def _topic(now: datetime, topic: int) -> Question:
    name, until = topic_id(topic), now + timedelta(days=30)
    floor = first_twenty("topics && $2 and starts_utc < $3", "starts_utc, id", [name], until)
    query = [("starts_after", now.isoformat()), ("starts_before", until.isoformat())]
    return Question([("topic", name), *query], floor)


def _near(filled: Filled, city: int) -> Question:
    lat, lon = filled.corpus.city(city)
    band = _RADIUS_KM / 111
    where = f"lat between $2::float8 - {band} and $2 + {band} and {DISTANCE} <= {_RADIUS_KM}"
    query = [("near", f"{lat:.4f},{lon:.4f}"), ("radius_km", str(_RADIUS_KM)), ("sort", "distance")]
    return Question(query, first_twenty(where, DISTANCE, lat, lon))


def _facets(word: str) -> Question:
    return Question([("q", word), ("include", "facets")], counted(TEXT, word))


def _typo(filled: Filled, now: datetime, word: str) -> Question:
    right = _text(filled, now, word)
    return Question([("q", f"{word[0]}{word[2]}{word[1]}{word[3:]}xq"[: len(word)])], right.floor)


def _beginning(word: str) -> Question:
    query = "to_tsquery('simple', $2)"
    floor = first_twenty(f"tsv @@ {query}", f"ts_rank(tsv, {query}, 1) desc", f"{word[:4]}:*")
    return Question([("q", word[:4])], floor)


def _hybrid(one: str, other: str) -> Question:
    """Words that are found apart alone, fused with what is near in meaning."""
    vector = load_embedder().embed([f"{one} {other}"])[0]
    return Question([("q", f"{one} {other}")], Floor(HYBRID, (f"{one} | {other}", vector)))
