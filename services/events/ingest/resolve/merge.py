"""Derive an event field by field from its listings: the most trusted source that says anything wins."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Any, NamedTuple

from services.events.ingest.fact import ACCESSIBILITY, Fact
from services.events.ingest.model import Listing
from services.events.ingest.resolve.agreement import agrees, in_words
from services.events.ingest.resolve.model import Sighting
from services.events.ingest.resolve.off import PROBABLY, Sign, Told, probability, signs_of, weigh
from services.events.ingest.resolve.titles.title import dissect
from services.events.ingest.resolve.voices import DATES, speaking
from services.events.ingest.when import When
from shared.contracts.catalogue.origins import HowTold
from shared.contracts.events import EventKind, EventStatus

MAX_TOPICS = 5
_NEVER = datetime.min.replace(tzinfo=UTC)
SECOND_OPINION = 0.9
"""A topic that only a less trusted source finds counts a little less."""


class Truth(NamedTuple):
    """Where a field was taken from, and what other sources say instead: source id to value as text."""

    field: str
    source_id: str
    others: Mapping[str, str | None]
    told: HowTold | None = None
    """How surely, of a date."""


@dataclass(frozen=True, slots=True)
class Derived:
    """The event as its listings make it, and where each field comes from.

    Topics and facts are those of all listings, whatever `listing` holds of them. `truths` are empty where
    one sighting alone tells of it: see `truths_of_one`.
    """

    listing: Listing
    topics: tuple[tuple[str, float], ...]
    facts: tuple[Fact, ...]
    status: EventStatus
    truths: tuple[Truth, ...]


def by_trust(sightings: Iterable[Sighting]) -> tuple[Sighting, ...]:
    """Order sightings: still listed first, then trust, then freshest, then identity: no tie is open.

    Fresh is what its source has edited; who was merely read later knows nothing newer. Who lists a single day
    of several ("Day 2") tells neither when the whole begins nor what it is called.
    """
    oldest_first = sorted(sightings, key=lambda sighting: sighting.key)
    freshest_first = sorted(oldest_first, key=_edited, reverse=True)
    return tuple(sorted(freshest_first, key=_rank))


def _rank(it: Sighting) -> tuple[bool, bool, int]:
    return it.vanished, bool(dissect(it.listing.title).days), -it.trust


def _edited(it: Sighting) -> tuple[bool, datetime]:
    is_edited = it.changed_at > it.first_seen_at
    return is_edited, it.changed_at if is_edited else _NEVER


SHOWN = frozenset({"audience", *ACCESSIBILITY})
"""The facts that are the event's; the others are evidence of a listing's own fields."""
_NAMES = (
    "title", "summary", "description", "kind", "starts", "ends", "mode", "place", "url", "image_url",
    "languages", "price", "cfp_url", "cfp_closes", "organiser_name", "organiser_url",
)  # fmt: skip
FIELDS: Mapping[str, Callable[[Listing], Any]] = {
    **{name: attrgetter(name) for name in _NAMES},
    "kind": lambda it: None if it.kind is EventKind.OTHER else it.kind,
    "languages": lambda it: it.languages or None,
}
"""How to ask a listing for a field; None means that it does not say."""


def merge(sightings: Sequence[Sighting]) -> Derived:
    """Return the event that one or more sightings tell of; the same for any order of the same sightings."""
    if len(sightings) == 1:
        return _undisputed(sightings[0])
    ranked = by_trust(sightings)
    chosen: dict[str, Any] = {}
    truths: list[Truth] = []
    for field, ask in FIELDS.items():
        voices = speaking(field, ask, ranked)
        if voices:
            chosen[field] = ask(voices[0].listing)
            others = _others(ask, voices)
            truths.append(Truth(field, voices[0].source_id, others, _told(field, voices[0].listing)))
    facts = _facts(ranked)
    return Derived(
        replace(ranked[0].listing, **_coherent(chosen, ranked)),
        _topics(ranked),
        tuple(fact for fact, _ in facts),
        _status(ranked),
        (*truths, *(truth for _, truth in facts), _status_truth(ranked)),
    )


def _facts(ranked: Sequence[Sighting]) -> list[tuple[Fact, Truth]]:
    """Return what is shown of an event besides: of each field the word of the best source that has one."""
    voices: dict[str, list[tuple[Sighting, Fact]]] = {}
    for it in ranked:
        for fact in it.listing.facts:
            if fact.field in SHOWN:
                shown = Fact(fact.field, fact.value, fact.said, fact.url or it.listing.url)
                voices.setdefault(fact.field, []).append((it, shown))
    return [
        (said[0][1], Truth(field, said[0][0].source_id, _otherwise(said)))
        for field, said in sorted(voices.items())
    ]


def _otherwise(said: Sequence[tuple[Sighting, Fact]]) -> dict[str, str | None]:
    return {it.source_id: fact.value for it, fact in said[1:] if fact.value != said[0][1].value}


def _undisputed(it: Sighting) -> Derived:
    """What one sighting says, as `merge` derives it; most events have no more."""
    facts = _facts((it,)) if it.listing.facts else []
    return Derived(it.listing, _topics((it,)), tuple(fact for fact, _ in facts), _status((it,)), ())


def truths_of_one(source_id: str, listing: Listing) -> tuple[Truth, ...]:
    """Return where the fields of an event come from of which one listing tells: all that it says, from it."""
    said = [field for field, ask in FIELDS.items() if ask(listing) is not None]
    facts = sorted({fact.field for fact in listing.facts} & SHOWN)
    return tuple(Truth(field, source_id, {}, _told(field, listing)) for field in (*said, *facts, "status"))


def _told(field: str, listing: Listing) -> HowTold | None:
    return listing.dates_told if field in DATES else None


def _others(ask: Callable[[Listing], Any], voices: Sequence[Sighting]) -> dict[str, str | None]:
    truth = ask(voices[0].listing)
    told = ((voice.source_id, ask(voice.listing)) for voice in voices[1:])
    return {source_id: in_words(said) for source_id, said in told if not agrees(said, truth)}


def _coherent(chosen: dict[str, Any], ranked: Sequence[Sighting]) -> dict[str, Any]:
    """Start and end of two sources may contradict: then both are taken from the one that gave the start."""
    starts: When = chosen["starts"]
    ends: When | None = chosen.get("ends")
    if ends is not None and (ends.day < starts.day or ends.day - starts.day > timedelta(days=60)):
        giver = next(sighting for sighting in ranked if sighting.listing.starts == starts)
        return {**chosen, "ends": giver.listing.ends}
    return chosen


def _topics(ranked: Sequence[Sighting]) -> tuple[tuple[str, float], ...]:
    best: dict[str, float] = {}
    for rank, sighting in enumerate(ranked):
        for topic, confidence in sighting.listing.topics:
            weight = confidence if rank == 0 else confidence * SECOND_OPINION
            best[topic] = max(best.get(topic, 0.0), round(weight, 4))
    return tuple(sorted(best.items(), key=lambda item: (-item[1], item[0]))[:MAX_TOPICS])


def _status(ranked: Sequence[Sighting]) -> EventStatus:
    """The best source's word; probably off where the sources together make that likelier than not."""
    told = ranked[0].listing.status if ranked[0].vanished else _teller(ranked).listing.status
    if len(ranked) == 1 and next(_signs(ranked[0])).told is Told.LISTED:
        return told  # nothing speaks for its being off, and most events have one source that lists them
    is_final = told is EventStatus.CANCELLED or (told is EventStatus.POSTPONED and not ranked[0].vanished)
    if is_final or probability(weigh(sign for it in ranked for sign in _signs(it))) < PROBABLY:
        return told
    return EventStatus.PROBABLY_OFF


def _signs(it: Sighting) -> Iterator[Sign]:
    return signs_of(it.source_id, it.trust, it.listing, it.vanished_at, it.page_told)


def _teller(ranked: Sequence[Sighting]) -> Sighting:
    """A source that tells of a change knows more than one of equal trust that is silent about it."""
    present = [sighting for sighting in ranked if not sighting.vanished] or list(ranked)
    leading = [sighting for sighting in present if sighting.trust >= present[0].trust]
    changed = (sighting for sighting in leading if sighting.listing.status is not EventStatus.SCHEDULED)
    return next(changed, present[0])


def _status_truth(ranked: Sequence[Sighting]) -> Truth:
    teller = _teller(ranked)
    others = {
        it.source_id: it.listing.status.value
        for it in ranked
        if it.listing.status is not teller.listing.status
    }
    return Truth("status", teller.source_id, others)
