"""What else a phrase is called: in other languages, as a topic, a country, a city or a month."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from services.events.ingest.parse.dates.month_names import MONTHS as MONTH_NAMES
from services.events.ingest.resolve.searchable import searchable
from services.events.ingest.resolve.time_words import DAYTIMES, MONTHS, WEEKDAYS
from services.events.search.days_of_week import DAYTIME_OF, weekdays
from services.events.search.professions import field_of
from services.events.search.same_words import SameWords
from shared.kernel.countries import country_name
from shared.places.continents import COUNTRIES_OF
from shared.places.gazetteer import Gazetteer
from shared.text.remembered import Remembered
from shared.topics import AliasMatcher, TopicTree

LARGE_CITY = 100_000
"""Inhabitants from which a city's other names count: small ones share theirs with too many words."""
_SHORTEST_PLACE = 4
"""Letters; shorter words (`set`, `out`, `ham`) are more often something else than a month or a place."""
_SHORTEST_LABEL = 3
"""Letters of a label that is a word besides (`Go`): a shorter one stands in texts of anything."""
_SEASONS = {"summer": "june july august", "winter": "december january february",
            "autumn": "september october november", "fall": "september october november"}  # fmt: skip

_COMPOUND: Final = re.compile(
    r"([a-z]{4,})(?:kurse?|cursus|workshops?|treffen|stammtisch|konferenz(?:en)?|conferentie|tagung(?:en)?|seminare?|meetups?)"
)
"""What a gathering is about, written with its sort as one word: `Yogakurs`, `programmeercursus`."""
_TIME_NAMES: Final = frozenset((*MONTHS, *WEEKDAYS, *DAYTIMES))


class Vocabulary:
    """Answers what else a phrase of folded words is called."""

    def __init__(self, tree: TopicTree, same: SameWords, gazetteer: Callable[[], Gazetteer]) -> None:
        self._matcher = AliasMatcher(tree)
        self._tree = tree
        self._same = same
        self._gazetteer = gazetteer
        self._others = Remembered(self._look_up)
        self._topic_ids = Remembered(self._topic_id)

    def __call__(self, phrase: str) -> tuple[str, ...]:
        """Return other phrases, those of the nearest meaning first."""
        return self._others[phrase]

    def _look_up(self, phrase: str) -> tuple[str, ...]:
        places = tuple(self._place(phrase))
        told = (*self._same.of(phrase), *self._topic(phrase), *self._time(phrase), *places)
        found = (*told, field_of(phrase))
        others = tuple(dict.fromkeys(other for other in found if other and other != phrase))
        if not others and (about := self._about(phrase)):
            others = (about, *self._same.of(about))
        # `los angeles`: what is one name stays together, whatever its words are elsewhere
        return others or ((phrase,) if " " in phrase and phrase in places else ())

    def names(self, phrase: str) -> tuple[str, ...]:
        """Return what means the same, and the places that a phrase names: nothing wider."""
        return (*self._same.of(phrase), *self._place(phrase))

    def _about(self, phrase: str) -> str | None:
        """Return what a gathering is about, written with its sort as one word; a verb by its stem, too."""
        told = None if self._same.of(phrase) else _COMPOUND.fullmatch(phrase)
        forms = [f"{told[1]}{ending}" for ending in ("", "en", "n")] if told else []
        return next((it for it in forms if self._same.of(it)), forms[0] if forms else None)

    def english(self, phrase: str) -> str:
        """Return what a phrase is called in English, as far as the lists know; "" of times and places."""
        topic_id = self._matcher.whole(phrase)
        known = self._same.first(self._about(phrase) or phrase)
        if topic_id:
            return f"{known} {searchable(self._tree.topics[topic_id].label)}"
        is_elsewhere = any(self._time(phrase)) or any(self._place(known)) or phrase.isdigit()
        return "" if is_elsewhere else known

    def is_topic(self, phrase: str) -> bool:
        """Tell whether a phrase leads to a topic."""
        return self._topic_ids[phrase] is not None

    def _topic_id(self, phrase: str) -> str | None:
        """Return the topic that a phrase, or another for the same, is an alias of."""
        return next(filter(None, map(self._matcher.whole, (phrase, *self._same.of(phrase)))), None)

    def is_a_name(self, word: str) -> bool:
        """Tell whether a word names a country, a large city, a month or a day, of events or not."""
        if word in _TIME_NAMES:
            return True
        places = self._gazetteer()
        city = places.city(word)
        is_city = city is not None and city.population >= LARGE_CITY and searchable(city.name) == word
        return is_city or places.country(word) is not None

    def _topic(self, phrase: str) -> Iterator[str]:
        """A topic's label, under which its events are indexed, and what other languages call it."""
        topic_id = self._topic_ids[phrase]
        if topic_id is not None:
            topic = self._tree.topics[topic_id]
            label = searchable(topic.label)
            if topic.label in topic.guarded and len(label) < _SHORTEST_LABEL:
                yield from map(searchable, topic.aliases)
                return
            yield label
            yield from self._same.of(label)

    def _time(self, phrase: str) -> Iterator[str]:
        month = MONTH_NAMES.get(phrase)
        if month is not None and (len(phrase) >= _SHORTEST_PLACE or MONTHS[month - 1].startswith(phrase)):
            yield MONTHS[month - 1]
        yield from _SEASONS.get(phrase, "").split()
        yield from weekdays(phrase)
        yield DAYTIME_OF.get(phrase, "")

    def _place(self, phrase: str) -> Iterator[str]:
        """The English names of a country and of a large city, and of the countries of a continent."""
        if len(phrase) < _SHORTEST_PLACE and phrase.isascii():
            return
        for code in COUNTRIES_OF.get(self._same.first(phrase), ()):
            yield searchable(country_name(code) or "")
        places = self._gazetteer()
        country = places.country(phrase)
        if country:
            yield searchable(country_name(country) or "")
        city = places.city(phrase)
        if city and city.population >= LARGE_CITY:
            yield searchable(city.name)
