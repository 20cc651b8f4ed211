"""What a pair can be at best is no less than what it is."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.model import Listing, Place
from services.events.ingest.resolve.compare.at_best import at_best
from services.events.ingest.resolve.compare.block import (
    is_of_word,
    lookup_keys,
    may_be_named_alike,
    own_keys,
    telling_words,
)
from services.events.ingest.resolve.compare.decide import REVIEW, decide, may_be_one
from services.events.ingest.resolve.compare.likeness import likeness
from services.events.ingest.resolve.compare.place import place_agreement
from services.events.ingest.resolve.compare.profile import Profile
from services.events.ingest.when import When
from shared.contracts.events import Mode
from tests.support.listings import listing

WORDS = (
    "data",
    "science",
    "summit",
    "workshop",
    "forum",
    "open",
    "source",
    "2027",
    "Berlin",
    "at",
    "devfest",
)
PLACES = (Place(city="Berlin", country="DE"), Place(city="Potsdam", country="DE"), Place(country="DE"), None)

listings = st.builds(
    lambda words, day, hour, length, place, mode, page, organiser: replace(
        listing(" ".join(words), day=day, place=place, mode=mode, url=page, organiser_name=organiser),
        starts=When(day + hour),
        ends=When(f"2027-05-{int(day[-2:]) + length}"),
    ),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6),
    st.sampled_from(("2027-05-19", "2027-05-20")),
    st.sampled_from(("", "T09:00", "T18:00")),
    st.integers(0, 2),
    st.sampled_from(PLACES),
    st.sampled_from((None, Mode.ONLINE, Mode.HYBRID)),
    st.sampled_from((None, "https://a.example/1", "https://a.example/2")),
    st.sampled_from((None, "Club", "Other Club")),
)


@given(listings, listings)
def test_no_pair_is_more_probable_than_at_best(one: Listing, other: Listing) -> None:
    a, b = Profile(one, "src_a"), Profile(other, "src_b")
    best = at_best(a, b, likeness(a, b), place_agreement(one, other))
    assert decide(a, b).probability <= best + 0.0001


def test_names_that_share_a_word_and_have_two_more_each_are_told_apart_at_once() -> None:
    a, b = Profile(listing("Data science club")), Profile(listing("Data base course"))
    assert at_best(a, b, likeness(a, b), place_agreement(a.listing, b.listing)) < REVIEW


@given(listings, listings)
def test_what_shares_too_few_words_and_nothing_else_is_different(one: Listing, other: Listing) -> None:
    shared = own_keys(one) & lookup_keys(other)
    # What shares none never meets: of a name of common words alone no other counts these.
    told_apart = not may_be_named_alike(len(shared), telling_words(one), telling_words(other))
    if shared and told_apart and all(map(is_of_word, shared)):
        assert not may_be_one(Profile(one), Profile(other))
