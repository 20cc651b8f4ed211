"""Sightings, which of them could be one event, and the groups that this comes to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from services.events.ingest.resolve.compare.block import lookup_keys, own_keys
from services.events.ingest.resolve.compare.decide import decide
from services.events.ingest.resolve.compare.profile import Profile
from services.events.ingest.resolve.model import Decision, Evidence, Group, Pair, Sighting, Verdict
from services.events.ingest.resolve.titles.title import dissect

_OPENING = 5
"""So many first letters do two names have in common that one source gives to one event."""


class Graph:
    """Grows by sightings; decides each pair at most once, unless persons said what it is."""

    def __init__(self) -> None:
        self._said: dict[Pair, bool] = {}
        self._sightings: dict[str, Sighting] = {}
        self._profiles: dict[str, Profile] = {}
        self._decisions: dict[Pair, Decision] = {}
        self._partners: dict[str, set[str]] = defaultdict(set)
        self._holders: dict[str, list[Sighting]] = defaultdict(list)
        self._unheld: list[Sighting] = []
        self._sources: set[str] = set()
        self._repeats: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        self._events: dict[str, set[str]] = defaultdict(set)

    def __contains__(self, listing_id: str) -> bool:
        return listing_id in self._profiles

    def add(self, sightings: Iterable[Sighting], said: Mapping[Pair, bool] | None = None) -> None:
        """Add sightings that are not there yet, and find partners of each; `said` is what persons decided."""
        self._said |= said or {}
        for sighting in sightings:
            if sighting.id not in self:
                self._add(sighting)
        for pair in self._said:
            if all(listing_id in self for listing_id in pair):
                self._meet(*pair)

    def component(self, listing_ids: Iterable[str]) -> set[str]:
        """Return all that hang together with the named: taken for one event, or held as one so far."""
        reached: set[str] = set()
        waiting = [listing_id for listing_id in listing_ids if listing_id in self]
        while waiting:
            here = waiting.pop()
            if here not in reached:
                reached.add(here)
                waiting += self._beside(here) - reached
        return reached

    def groups(self, listing_ids: Iterable[str]) -> tuple[Group, ...]:
        """Group the named: the surest pairs first, never two groups that hold a pair known to be different.

        Single linkage alone would chain sister events together through a vaguely titled third.
        """
        ordered = sorted(listing_ids, key=lambda it: self.sighting(it).key)
        groups = {it: [it] for it in ordered}
        home = {it: it for it in ordered}
        evidence: dict[str, list[Evidence]] = defaultdict(list)
        for one, other, decision in self._surest_first(ordered):
            left, right = home[one], home[other]
            if left != right and not self._contradicted(groups[left], groups[right], decision):
                for member in groups[right]:
                    home[member] = left
                groups[left] += groups.pop(right)
                evidence[left] += [*evidence.pop(right, ()), Evidence(one, other, decision)]
        return tuple(
            Group(tuple(map(self.sighting, members)), tuple(evidence[root]))
            for root, members in groups.items()
        )

    def doubts(self, groups: Iterable[Group]) -> tuple[Evidence, ...]:
        """Return the pairs of members of the groups with others, in doubt or alike and yet kept apart.

        Whoever lists both events says that they are two: then only what is taken for one is in doubt.
        """
        home = {
            it.id: (number, frozenset([its.source_id for its in group.members]))
            for number, group in enumerate(groups)
            for it in group.members
        }
        pairs = {
            tuple(sorted((one, other), key=lambda it: self.sighting(it).key))
            for one in home
            for other in self._partners[one]
            if home[one] != home.get(other)
        }
        found = (
            Evidence(one, other, decision)
            for one, other in pairs
            if (decision := self.decision(one, other)).same
            or self._sources_of(one, home).isdisjoint(self._sources_of(other, home))
        )
        return tuple(sorted(found, key=lambda it: (-it.decision.probability, it.one, it.other)))

    def sighting(self, listing_id: str) -> Sighting:
        """Return a sighting that was added."""
        return self._sightings[listing_id]

    def decision(self, one: str, other: str) -> Decision:
        """Return what is decided of two sightings, whether they were partners or not."""
        pair = frozenset((one, other))
        if pair not in self._decisions:
            person = self._said.get(pair)
            self._decisions[pair] = (
                decide(self._profiles[one], self._profiles[other])
                if person is None
                else _by_person(same=person)
            )
        return self._decisions[pair]

    def _add(self, sighting: Sighting) -> None:
        self._sightings[sighting.id] = sighting
        self._profiles[sighting.id] = Profile(sighting.listing, sighting.source_id)
        for partner in self._comparable(sighting):
            self._meet(sighting.id, partner)
        self._unheld.append(sighting)
        self._sources.add(sighting.source_id)
        self._repeats[_repeat(sighting)].append(sighting.id)
        if sighting.event_id:
            self._events[sighting.event_id].add(sighting.id)

    def _comparable(self, sighting: Sighting) -> set[str]:
        """Return what shares a key: of other sources, and of its own what bears the same name and time."""
        repeats = set(self._repeats.get(_repeat(sighting), ()))
        if self._sources <= {sighting.source_id}:
            return repeats
        self._hold()
        others = (it for key in lookup_keys(sighting.listing) for it in self._holders.get(key, ()))
        return {it.id for it in others if it.source_id != sighting.source_id} | repeats

    def _hold(self) -> None:
        """Put what waits under its keys: of no use before a second source comes, and most often none does."""
        for it in self._unheld:
            for key in own_keys(it.listing):
                self._holders[key].append(it)
        self._unheld.clear()

    def _meet(self, one: str, other: str) -> None:
        if self.decision(one, other).verdict is not Verdict.DIFFERENT:
            self._partners[one].add(other)
            self._partners[other].add(one)

    def _beside(self, here: str) -> set[str]:
        linked = {it for it in self._partners[here] if self.decision(here, it).same}
        return linked | self._events[self.sighting(here).event_id or ""]

    def _sources_of(self, listing_id: str, home: Mapping[str, tuple[int, frozenset[str]]]) -> frozenset[str]:
        """Return who lists the event of a listing; what is not resolved now is held as it was."""
        if listing_id in home:
            return home[listing_id][1]
        held = {listing_id} | self._events[self.sighting(listing_id).event_id or ""]
        return frozenset([self.sighting(it).source_id for it in held])

    def _pairs(self, ids: Iterable[str]) -> Iterator[tuple[str, str, Decision]]:
        within = set(ids)
        for one in within:
            for other in self._partners[one] & within:
                if self.sighting(one).key < self.sighting(other).key:
                    yield one, other, self.decision(one, other)

    def _surest_first(self, ids: Iterable[str]) -> list[tuple[str, str, Decision]]:
        same = [found for found in self._pairs(ids) if found[2].same]
        return sorted(
            same, key=lambda it: (-it[2].probability, self.sighting(it[0]).key, self.sighting(it[1]).key)
        )

    def _contradicted(self, left: list[str], right: list[str], decision: Decision) -> bool:
        """A person's "the same" yields to nothing but a person's "not the same"."""
        return any(
            (it := self.decision(one, other)).veto
            and (it.by_person or not (decision.by_person or self._tell_some_days(one, other, left + right)))
            for one, other in product(left, right)
        )

    def _tell_some_days(self, one: str, other: str, members: list[str]) -> bool:
        """Tell whether two are at odds only because one tells no more than a single day of the event.

        Others say how long that lasts, and nothing parts them from the other; where both are of one source,
        both must be such days.
        """
        wholes, others = self._holding(one, members), self._holding(other, members)
        pairs = list(product(wholes, others))
        if self.sighting(one).source_id != self.sighting(other).source_id:
            pairs += [*product(wholes, [other]), *product(others, [one])]
        return any(whole == its or not self.decision(whole, its).veto for whole, its in pairs)

    def _holding(self, short: str, members: list[str]) -> list[str]:
        """Return what lasts longer than a day, this whole day among them, and is the same."""
        day = self._profiles[short]
        if not day.listing.starts.is_day or day.starts != day.ends:
            return []
        spans = ((it, self._profiles[it]) for it in members)
        held = [it for it, its in spans if its.starts <= day.starts <= its.ends and its.starts < its.ends]
        return [it for it in held if self.decision(short, it).same]


def _repeat(sighting: Sighting) -> tuple[str, str, str]:
    """Return what a source's own listings must have in common to be compared at all."""
    it = sighting.listing
    return sighting.source_id, dissect(it.title).joined[:_OPENING], it.starts.local


def _by_person(*, same: bool) -> Decision:
    verdict = Verdict.SAME if same else Verdict.DIFFERENT
    return Decision(verdict, float(same), "a person says so", veto=not same, by_person=True)
