"""Invented events to search: words by Zipf's law, starts over two past years and one to come, unequal cities.

The shape is that of measurements on real feeds: a title of 4 to 9 words, a text of 55 to 111, exponent 1.03.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from services.events.ingest.resolve.draft import EventDraft
from shared.topics import load_topics

WORDS = 60_000
CITIES, TOPICS = 300, 500
_EXPONENT = 1.03
_TOPIC_SHARE = 0.15
"""Of the words of a text, how many are from the few that its topic uses."""
_TOPIC_WORDS = 40
_DAYS_BACK, _DAYS_AHEAD = 730, 365
_BEGINNINGS = ("b", "br", "c", "ch", "d", "dr", "f", "g", "gr", "h", "k", "l", "m", "n", "p", "r", "st", "t")
_MIDDLES = ("a", "e", "i", "o", "u", "ai", "ea", "io", "ou")
_COUNTRIES = ("DE", "FR", "GB", "US", "ES", "IT", "NL", "BR", "IN", "JP")
_KINDS = ("conference", "meetup", "workshop", "webinar")


@dataclass(frozen=True, slots=True)
class Written:
    """One event, and how its words count: ids of the words it uses."""

    draft: EventDraft
    words: npt.NDArray[np.int64]
    is_coming: bool


class Corpus:
    """Words and events, the same each time."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._rng = np.random.default_rng(7)
        self.words = _words(self._rng)
        weights = 1 / np.arange(1, WORDS + 1) ** _EXPONENT
        self._shares = np.cumsum(weights / weights.sum())
        self._topic_words = self._rng.integers(200, WORDS, (TOPICS, _TOPIC_WORDS))
        self._cities = self._rng.uniform((-50, -170), (65, 170), (CITIES, 2))
        city = 1 / np.arange(1, CITIES + 1)
        self._city_shares = np.cumsum(city / city.sum())

    def city(self, number: int) -> tuple[float, float]:
        """Return latitude and longitude of a city; the larger have the lower numbers."""
        lat, lon = self._cities[number]
        return float(lat), float(lon)

    def events(self, count: int) -> Iterator[Written]:
        """Yield that many events."""
        return (self._event(number) for number in range(count))

    def _event(self, number: int) -> Written:
        rng = self._rng
        topic, city = int(rng.integers(TOPICS)), int(np.searchsorted(self._city_shares, rng.random()))
        title, text = (
            self._pick(int(rng.integers(4, 10)), topic),
            self._pick(int(rng.integers(55, 112)), topic),
        )
        starts = self._now + timedelta(minutes=int(rng.integers(-_DAYS_BACK, _DAYS_AHEAD) * 1440 + 600))
        draft = self._draft(number, self._spell(title), self._spell(text), starts, topic, city)
        return Written(draft, np.unique(np.concatenate((title, text))), draft.ends_utc > self._now)

    def _pick(self, count: int, topic: int) -> npt.NDArray[np.int64]:
        """A word of rank 0 is the commonest."""
        common = np.searchsorted(self._shares, self._rng.random(count))
        own = self._topic_words[topic][self._rng.integers(0, _TOPIC_WORDS, count)]
        return np.where(self._rng.random(count) < _TOPIC_SHARE, own, common)

    def _spell(self, ids: npt.NDArray[np.int64]) -> str:
        return " ".join(self.words[each] for each in ids)

    def _draft(
        self, number: int, title: str, text: str, starts: datetime, topic: int, city: int
    ) -> EventDraft:
        lat, lon = self.city(city)
        country, about = _COUNTRIES[city % len(_COUNTRIES)], topic_id(topic)
        place = {"venue": None, "address": None, "city": f"City{city}", "region": None, "country": country}
        doc: dict[str, Any] = {
            "id": f"evt_{number:026}", "title": title, "summary": text[:200], "description": text,
            "kind": _KINDS[number % len(_KINDS)], "status": "scheduled", "starts_at": _moment(starts),
            "ends_at": None, "mode": "in_person", "place": {**place, "lat": lat, "lon": lon},
            "url": f"https://e.example/{number}", "image_url": None,
            "topics": [{"id": about, "label": about, "confidence": 0.9}], "languages": ["en"],
            "price": None, "cfp": None, "organiser": None, "series": None, "accessibility": {}, "sources": [],
        }  # fmt: skip
        texts = (title, f"city{city} {country}", text[:200], text)
        ends = starts + timedelta(hours=3)
        return EventDraft(doc["id"], doc, [], (), [], starts, ends, None, texts)


def topic_id(number: int) -> str:
    """Return a topic of the real tree."""
    return list(load_topics().topics)[number]


def _moment(starts: datetime) -> dict[str, str]:
    local = starts.strftime("%Y-%m-%dT%H:%M")
    return {"local": local, "timezone": "UTC", "utc": starts.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}


def _words(rng: np.random.Generator) -> Sequence[str]:
    """Pronounceable words, all different; the commoner the shorter, as in any language."""
    found: dict[str, None] = {}
    while len(found) < WORDS:
        syllables = 2 + int(len(found) ** 0.5 // 90)
        parts = zip(
            rng.choice(_BEGINNINGS, syllables).tolist(), rng.choice(_MIDDLES, syllables).tolist(), strict=True
        )
        found["".join(beginning + middle for beginning, middle in parts) + "n"] = None
    return list(found)
