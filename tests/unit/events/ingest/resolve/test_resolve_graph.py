"""Grouping: the same for any order of arrival, no vetoed pair in one event, a person's word above all."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import combinations, count

from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.model import Listing, Place
from services.events.ingest.neighbourhood import neighbourhood
from services.events.ingest.resolve.compare.block import lookup_keys, own_keys
from services.events.ingest.resolve.compare.decide import may_be_one
from services.events.ingest.resolve.compare.place import home_country
from services.events.ingest.resolve.compare.profile import Profile
from services.events.ingest.resolve.graph import Graph
from services.events.ingest.resolve.identity import resolve_within
from services.events.ingest.resolve.model import Pair, Sighting, Verdict
from services.events.ingest.when import When
from shared.contracts.events import Mode
from tests.support.listings import listing, sighting

TITLES = (
    "PyCon DE", "PyCon Germany", "PyCon DE & PyData", "PyCon", "PyData", "PyCon DE Sprints", "Rust Night",
    "Rust Night Berlin", "Rust", "International PHP Conference", "PHP Conference",
)  # fmt: skip
PLACES = (
    Place(city="Berlin", country="DE"), Place(city="Munich", country="DE"), Place(country="DE"),
    Place(city="Berlin", country="US"), None,
)  # fmt: skip

sightings = st.lists(
    st.builds(
        lambda title, day, source, place: sighting(
            listing(title, day, uid=f"{title} {day} {place}", place=place), source
        ),
        st.sampled_from(TITLES),
        st.sampled_from(("2027-05-19", "2027-05-20", "2027-05-21")),
        st.sampled_from(("src_a", "src_b", "src_c", "src_d")),
        st.sampled_from(PLACES),
    ),
    unique_by=lambda it: it.id,
    max_size=10,
)
sayings = st.dictionaries(st.tuples(st.integers(0, 9), st.integers(0, 9)), st.booleans(), max_size=3)


@dataclass
class Shelf:
    """What the store does for resolution, in memory."""

    said_of: dict[Pair, bool]
    held: dict[str, Sighting] = field(default_factory=dict)

    async def neighbours(self, like: Iterable[Listing], listing_ids: Iterable[str]) -> list[Sighting]:
        named, wanted = {*listing_ids}, [*like]
        named |= {it for pair in self.said_of if pair & named for it in pair}
        near = {
            it.event_id
            for it in self.held.values()
            if it.id in named or any(could_be_one(it.listing, other) for other in wanted)
        }
        return [it for it in self.held.values() if it.event_id in near]

    async def said(self, listing_ids: Iterable[str]) -> dict[Pair, bool]:
        wanted = set(listing_ids)
        return {pair: same for pair, same in self.said_of.items() if pair & wanted}


def could_be_one(held: Listing, wanted: Listing) -> bool:
    countries = {home_country(held), home_country(wanted)} - {None}
    if len(countries) > 1 or own_keys(held).isdisjoint(lookup_keys(wanted)):
        return False
    return may_be_one(Profile(held), Profile(wanted))


def at_once(given_sightings: list[Sighting], said: dict[Pair, bool]) -> set[frozenset[str]]:
    graph = Graph()
    graph.add(given_sightings, said)
    return {
        frozenset(it.id for it in group.members) for group in graph.groups([it.id for it in given_sightings])
    }


def one_by_one(given_sightings: list[Sighting], said: dict[Pair, bool]) -> set[frozenset[str]]:
    shelf, numbers = Shelf(said), count(1)

    async def take(it: Sighting) -> None:
        near = [*await shelf.neighbours([it.listing], [it.id]), it]
        graph = await neighbourhood(shelf, near, [it.id], known=[it.id])  # type: ignore[arg-type]
        resolution = resolve_within(graph, graph.component([it.id]), lambda: f"evt_{next(numbers):03}")
        for cluster in resolution.clusters:
            for member in cluster.sightings:
                shelf.held[member.id] = replace(member, event_id=cluster.event_id)

    async def take_all() -> None:
        for it in given_sightings:
            await take(it)

    asyncio.run(take_all())
    events: dict[str | None, set[str]] = {}
    for it in shelf.held.values():
        events.setdefault(it.event_id, set()).add(it.id)
    return {frozenset(ids) for ids in events.values()}


def pairs_of(given_sightings: list[Sighting], said: dict[tuple[int, int], bool]) -> dict[Pair, bool]:
    most = len(given_sightings)
    named = {pair: same for pair, same in said.items() if max(pair) < most and pair[0] != pair[1]}
    return {frozenset(given_sightings[it].id for it in pair): same for pair, same in named.items()}


@given(sightings, sayings, st.randoms(use_true_random=False))
def test_any_order_of_arrival_comes_to_the_same_events(
    given_sightings: list[Sighting], said: dict[tuple[int, int], bool], random: object
) -> None:
    pairs = pairs_of(given_sightings, said)
    shuffled = list(given_sightings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    whole = at_once(given_sightings, pairs)
    assert (whole, whole) == (at_once(shuffled, pairs), one_by_one(shuffled, pairs))


@given(sightings)
def test_no_event_holds_a_pair_that_is_known_to_be_different(given_sightings: list[Sighting]) -> None:
    graph = Graph()
    graph.add(given_sightings)
    for group in graph.groups([it.id for it in given_sightings]):
        assert not [
            pair for pair in combinations(group.members, 2) if graph.decision(pair[0].id, pair[1].id).veto
        ]


def test_a_vague_third_does_not_chain_sister_events() -> None:
    sisters = [
        sighting(listing("International PHP Conference"), "src_a"),
        sighting(listing("International JavaScript Conference"), "src_b"),
        sighting(listing("International Conference"), "src_c"),
    ]
    assert not [group for group in at_once(sisters, {}) if {it.id for it in sisters[:2]} <= group]


def test_two_days_that_one_source_lists_apart_are_one_where_another_tells_of_the_whole() -> None:
    here = listing("Data Days", "2027-05-17", uid="here", mode=Mode.IN_PERSON)
    online = listing("Data Days", "2027-05-21", city=None, uid="online", mode=Mode.ONLINE)
    whole = listing("Data Days", "2027-05-17", ends=When("2027-05-21"), mode=Mode.HYBRID)
    for others, events in (((), 2), ((sighting(whole, "src_b"),), 1)):
        told = [sighting(here), sighting(online), *others]
        graph = Graph()
        graph.add(told)
        groups = graph.groups([it.id for it in told])
        assert (events, ()) == (len(groups), graph.doubts(groups))


def test_a_person_parts_what_is_alike_and_joins_what_is_not() -> None:
    one, other = sighting(listing("PyCon DE"), "src_a"), sighting(listing("PyCon DE 2027"), "src_b")
    far = sighting(listing("Snake Days", day="2027-09-01"), "src_c")
    alike, unlike = frozenset((one.id, other.id)), frozenset((one.id, far.id))
    assert [
        {frozenset((one.id, other.id)), frozenset((far.id,))},
        {frozenset((one.id,)), frozenset((other.id,)), frozenset((far.id,))},
        {frozenset((one.id, far.id)), frozenset((other.id,))},
    ] == [at_once([one, other, far], said) for said in ({}, {alike: False}, {alike: False, unlike: True})]


def test_what_is_neither_sure_nor_unlike_waits_for_a_person_with_its_probability() -> None:
    berlin = listing("DevFest", place=Place(city="Berlin", country="DE", lat=52.5, lon=13.4))
    munich = listing("DevFest", place=Place(city="Munich", country="DE", lat=48.1, lon=11.6))
    graph = Graph()
    graph.add([sighting(berlin, "src_a"), sighting(munich, "src_b")])
    groups = graph.groups(["src_a/DevFest/", "src_b/DevFest/"])
    [doubt] = graph.doubts(groups)
    assert (2, Verdict.REVIEW) == (len(groups), doubt.decision.verdict)
    assert 0.3 <= doubt.decision.probability < 1
    assert "place apart" in doubt.decision.features


def test_whoever_lists_two_that_are_somewhat_alike_leaves_no_doubt() -> None:
    ledger, telemetry = listing("Cloud Ledger Day"), listing("Cloud Telemetry Day")
    told = [sighting(ledger, "src_a"), sighting(telemetry, "src_b"), sighting(telemetry, "src_a")]
    doubts = []
    for some in (told[:2], told):
        graph = Graph()
        graph.add(some)
        doubts.append(len(graph.doubts(graph.groups([it.id for it in some]))))
    assert doubts == [1, 0]


def test_evidence_names_the_earlier_first_and_only_those_asked_for() -> None:
    one, other = (sighting(listing("PyCon DE", "2027-05-19"), source) for source in ("src_a", "src_b"))
    first, second = sorted((one, other), key=lambda it: it.key)
    for order in ((one, other), (other, one)):
        graph = Graph()
        graph.add(order)
        [group] = graph.groups([it.id for it in order])
        assert [(first.id, second.id)] == [(it.one, it.other) for it in group.evidence]
        assert [(one,)] == [it.members for it in graph.groups([one.id])]
