"""Ids survive re-reading, merging and splitting, in whatever order listings come."""

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.resolve.identity import resolve
from services.events.ingest.resolve.model import Resolution, Sighting
from tests.support.listings import listing, sighting

TITLES = ("PyCon DE", "PyCon Germany", "PyCon DE Workshop", "PyCon", "Rust Night", "Rust Night Berlin")

sightings = st.lists(
    st.builds(
        lambda title, day, source: sighting(listing(title, day), source),
        st.sampled_from(TITLES),
        st.sampled_from(("2027-05-19", "2027-05-20")),
        st.sampled_from(("src_a", "src_b", "src_c")),
    ),
    unique_by=lambda it: it.id,
    max_size=9,
)


def minting() -> object:
    numbers = count(1)
    return lambda: f"evt_{next(numbers)}"


def partition(resolution: Resolution) -> set[frozenset[str]]:
    return {frozenset(it.id for it in cluster.sightings) for cluster in resolution.clusters}


def linked(resolution: Resolution) -> list[Sighting]:
    return [
        sighting(it.listing, it.source_id, cluster.event_id)
        for cluster in resolution.clusters
        for it in cluster.sightings
    ]


@given(sightings, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(given_sightings: list[Sighting], random: object) -> None:
    shuffled = list(given_sightings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert partition(resolve(given_sightings, minting())) == partition(resolve(shuffled, minting()))  # type: ignore[arg-type]


@given(sightings)
def test_resolving_again_changes_nothing(given_sightings: list[Sighting]) -> None:
    first = resolve(given_sightings, minting())  # type: ignore[arg-type]
    again = resolve(linked(first), minting())  # type: ignore[arg-type]
    assert ({it.event_id: it for it in first.clusters}.keys(), partition(first), ()) == (
        {it.event_id: it for it in again.clusters}.keys(),
        partition(again),
        again.redirects,
    )


@given(sightings)
def test_every_listing_has_one_event_and_every_old_id_an_answer(given_sightings: list[Sighting]) -> None:
    old = [
        sighting(it.listing, it.source_id, f"evt_old{number}") for number, it in enumerate(given_sightings)
    ]
    resolution = resolve(old, minting())  # type: ignore[arg-type]
    homes = [it.id for cluster in resolution.clusters for it in cluster.sightings]
    answers = {cluster.event_id for cluster in resolution.clusters} | {
        former for former, _ in resolution.redirects
    }
    assert sorted(it.id for it in old) == sorted(homes)
    assert {it.event_id for it in old} <= answers


def test_a_merge_keeps_the_older_id_and_redirects_the_younger() -> None:
    resolution = resolve(
        [
            sighting(listing("PyCon DE"), "src_a", "evt_2"),
            sighting(listing("PyCon DE 2027"), "src_b", "evt_1"),
        ],
        minting(),  # type: ignore[arg-type]
    )
    assert (["evt_1"], (("evt_2", "evt_1"),)) == (
        [it.event_id for it in resolution.clusters],
        resolution.redirects,
    )


def test_a_split_leaves_the_id_with_the_greater_part() -> None:
    resolution = resolve(
        [
            sighting(listing("PyCon DE"), "src_a", "evt_old"),
            sighting(listing("PyCon DE"), "src_b", "evt_old"),
            sighting(listing("Rust Night"), "src_c", "evt_old"),
        ],
        minting(),  # type: ignore[arg-type]
    )
    ids = {it.sightings[0].listing.title: it.event_id for it in resolution.clusters}
    assert ({"PyCon DE": "evt_old", "Rust Night": "evt_1"}, ()) == (ids, resolution.redirects)
