"""Whether two people can talk and meet: language, place, presence; symmetric, 0 behind the language gate."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from services.matching.people.languages import levels
from services.matching.people.person import Person
from services.matching.people.visibility import home_of
from services.matching.recommend.parameters import ContextNumbers
from services.matching.recommend.topic_index import Floats
from shared.contracts.people import AttendanceStatus
from shared.text import fold


@dataclass(frozen=True, slots=True, eq=False)
class ContextIndex:
    """`speaks[p, l]`: level of a language; `cities`, `countries`: folded names, empty where not stated."""

    speaks: Floats
    languages: tuple[str, ...]
    cities: np.ndarray
    countries: np.ndarray
    presence: Floats
    together: bool


def build_context_index(
    people: Sequence[Person], statuses: Sequence[AttendanceStatus], numbers: ContextNumbers, *, together: bool
) -> ContextIndex:
    """Index languages and places of a roster; `together` when all of them go to one event."""
    spoken = [levels(person.profile) for person in people]
    languages = tuple(sorted({tag for own in spoken for tag in own}))
    speaks = np.array([[own.get(tag, 0.0) for tag in languages] for own in spoken]).reshape(len(people), -1)
    homes = [home_of(person.profile) for person in people]
    return ContextIndex(
        speaks=speaks, languages=languages, together=together,
        cities=np.array([fold(home.city) if home else "" for home in homes]),
        countries=np.array([(home.country or "") if home else "" for home in homes]),
        presence=np.array([numbers.attends[status.value] for status in statuses]),
    )  # fmt: skip


def context(position: int, index: ContextIndex, numbers: ContextNumbers) -> Floats:
    """Return C = presence^a * language^b * place^c with everyone; 0 where no language is shared."""
    presence = index.presence * index.presence[position] if index.together else np.ones(len(index.cities))
    language = common_language(position, index, numbers)
    gate = language >= numbers.least_language
    place = np.ones(len(index.cities)) if index.together else nearness(position, index, numbers)
    product = presence**numbers.presence_power * language**numbers.language_power * place**numbers.place_power
    return np.where(gate, product, 0.0)


def common_language(position: int, index: ContextIndex, numbers: ContextNumbers) -> Floats:
    """Return the level of the best language two people share; `unknown` where one of them stated none."""
    if not index.languages:
        return np.full(len(index.cities), numbers.unknown)
    best = np.minimum(index.speaks, index.speaks[position]).max(axis=1)
    silent = index.speaks.max(axis=1) == 0
    levels_shared: Floats = np.where(silent | silent[position], numbers.unknown, best)
    return levels_shared


def nearness(position: int, index: ContextIndex, numbers: ContextNumbers) -> Floats:
    """Return 1 for the same city, less for the same country, least elsewhere; `unknown` where not stated."""
    city, country = index.cities[position], index.countries[position]
    unclear = (index.countries == "") | (country == "")
    same_country = (index.countries == country) | unclear
    near = np.where(index.countries == country, numbers.same_country, numbers.elsewhere)
    near = np.where((index.cities == city) & same_country, 1.0, near)
    stated = (index.cities != "") & (city != "")
    apart = (index.cities != city) & unclear
    result: Floats = np.where(stated & ~apart, near, numbers.unknown)
    return result
