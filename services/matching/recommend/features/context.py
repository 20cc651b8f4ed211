"""Whether two people can talk and meet: language, place, presence; symmetric."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from math import log
from typing import TypeVar

import numpy as np

from services.matching.people.languages import with_heard
from services.matching.recommend.arrays import EVERYONE, Block, Floats, Ints, Others
from services.matching.recommend.parameters import ContextNumbers
from services.matching.recommend.population.own import Own
from shared.contracts.people import AttendanceStatus

Answer = TypeVar("Answer", bound=Hashable)


@dataclass(frozen=True, slots=True, eq=False)
class ContextIndex:
    """People by what they speak and where they live: each distinct answer stands once.

    `speaks[s, l]`: level of a language of the speakers `s`; `speaker[p]` and `home[p]` name the answers of a
    person. `cities` and `countries` are folded names of each person, empty where not stated; `presence` is
    the logarithm of a chance, by its power.
    """

    speaks: Floats
    speaker: Ints
    homes: tuple[tuple[str, str], ...]
    home: Ints
    cities: np.ndarray
    countries: np.ndarray
    presence: Block
    together: bool


def build_context_index(
    own: Sequence[Own],
    statuses: Sequence[AttendanceStatus],
    numbers: ContextNumbers,
    heard: Sequence[str] | None,
) -> ContextIndex:
    """Index languages and places of a roster; `heard` at the event to which all go, None: to none."""
    speaks = [with_heard(one.speaks, heard or (), numbers.heard) for one in own]
    languages = sorted({tag for each in speaks for tag in each})
    answers, speaker = _distinct([tuple(each.get(tag, 0.0) for tag in languages) for each in speaks])
    homes, home = _distinct([one.home for one in own])
    return ContextIndex(
        speaks=np.array(answers).reshape(len(answers), -1), speaker=speaker,
        homes=homes, home=home, together=heard is not None,
        cities=np.array([one.home[0] for one in own]),
        countries=np.array([one.home[1] for one in own]),
        presence=np.array([_log_presence(status, numbers) for status in statuses], dtype=np.float32),
    )  # fmt: skip


def _log_presence(status: AttendanceStatus, numbers: ContextNumbers) -> float:
    return numbers.presence_power * log(numbers.attends[status.value])


def _distinct(answers: Sequence[Answer]) -> tuple[tuple[Answer, ...], Ints]:
    places = {answer: i for i, answer in enumerate(dict.fromkeys(answers))}
    return tuple(places), np.array([places[answer] for answer in answers], dtype=np.int64)


def context(
    positions: Ints, index: ContextIndex, numbers: ContextNumbers, others: Others = EVERYONE
) -> Block:
    """Return ln C = a ln presence + b ln language + c ln place; minus infinity without a common language."""
    language = _by_answer(positions, others, index.speaker, lambda one: _log_language(one, index, numbers))
    if index.together:
        return np.asarray(language + index.presence[others] + index.presence[positions, None])
    place = _by_answer(positions, others, index.home, lambda one: np.log(nearness(one, index, numbers)))
    return language + np.float32(numbers.place_power) * place


def _by_answer(positions: Ints, others: Others, answer: Ints, row_of: Callable[[int], Floats]) -> Block:
    """Spread rows over distinct answers out to others; each is computed once for those who gave one."""
    if len(positions) == 1:
        own = np.array(row_of(int(answer[positions[0]])), dtype=np.float32)
        return own.take(answer[others])[None]
    asked, row = np.unique(answer[positions], return_inverse=True)
    rows = np.array([row_of(int(one)) for one in asked], dtype=np.float32)
    spread: Block = np.take(rows, answer[others], axis=1)[row]
    return spread


def _log_language(speaker: int, index: ContextIndex, numbers: ContextNumbers) -> Floats:
    level = common_language(speaker, index, numbers)
    open_gate = level >= numbers.least_language
    logs: Floats = np.log(np.where(open_gate, level, 1.0))
    return np.where(open_gate, numbers.language_power * logs, -np.inf)


def common_language(speaker: int, index: ContextIndex, numbers: ContextNumbers) -> Floats:
    """Return the level of the best language shared with all speakers; `unknown` where one stated none."""
    speaks = index.speaks
    if not speaks.shape[1]:
        return np.full(len(speaks), numbers.unknown)
    best = np.minimum(speaks, speaks[speaker]).max(axis=1)
    silent = speaks.max(axis=1) == 0
    levels_shared: Floats = np.where(silent | silent[speaker], numbers.unknown, best)
    return levels_shared


def nearness(home: int, index: ContextIndex, numbers: ContextNumbers) -> Floats:
    """Return 1 for the same city, less for the same country, least elsewhere; `unknown` where not stated."""
    cities, countries = np.array(index.homes).T
    city, country = index.homes[home]
    unclear = (countries == "") | (country == "")
    same_country = (countries == country) | unclear
    near = np.where(countries == country, numbers.same_country, numbers.elsewhere)
    near = np.where((cities == city) & same_country, 1.0, near)
    stated = (cities != "") & (city != "")
    apart = (cities != city) & unclear
    result: Floats = np.where(stated & ~apart, near, numbers.unknown)
    return result
