from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.network.facets import Facet, Shown, shown_facets
from services.matching.network.mirror import blau, brings, count, mirror, unlikeness
from services.matching.people.person import TopicEvidence
from services.matching.people.visibility import Viewer
from shared.contracts.network.mirror import Dimension, Gap, Share
from shared.contracts.people import HomePlace, Profile, Visibility

COUNTS = st.lists(st.sampled_from("abcde"), min_size=1, max_size=30).map(Counter)


def works_in(industry: str) -> Shown:
    return {"industry": Facet(industry.casefold(), industry)}


@given(COUNTS)
def test_diversity_is_none_when_all_are_alike_and_most_when_no_two_are(counts: Counter[str]) -> None:
    found = blau(counts)
    assert 0 <= found <= 1 - 1 / len(counts) + 1e-9
    assert (found == 0) == (len(counts) == 1)
    assert pytest.approx(1 - 1 / len(counts)) == blau(Counter(set(counts)))


@given(COUNTS, st.sampled_from("abcde"))
def test_who_is_like_more_of_one_s_own_brings_less(counts: Counter[str], kind: str) -> None:
    network = [works_in(name) for name in counts.elements()]
    more = [*network, works_in(kind)]
    assert unlikeness(works_in(kind), count(more)) <= unlikeness(works_in(kind), count(network))
    assert () == brings(works_in(kind), count([works_in(kind)]), {})


def test_a_gap_is_the_mean_of_what_one_shows() -> None:
    network = count([works_in("Law"), works_in("Law"), works_in("Nursing"), works_in("Software")])
    both: Shown = {**works_in("Law"), "country": Facet("KE", "Kenya")}
    assert unlikeness(both, network) == pytest.approx((1 / (1 + 10 * 0.5) + 1) / 2)
    assert unlikeness({}, network) == 0


def test_new_is_what_few_of_the_network_are_and_oneself_is_not() -> None:
    network = count([works_in("Software")])
    found = [brings(works_in(kind), network, works_in("Nursing")) for kind in ("Software", "Nursing", "Law")]
    assert [(), (), ("Industry: Law",)] == found


def test_a_network_is_told_by_its_kinds_and_by_what_it_has_few_of() -> None:
    network = [*(works_in("Software") for _ in range(8)), works_in("Health"), works_in("health"), {}]
    everybody = [
        *(works_in("Software") for _ in range(40)), *(works_in("Farming") for _ in range(20)),
        *(works_in("Health") for _ in range(31)), *(works_in("Mining") for _ in range(9)),
    ]  # fmt: skip
    industry, *others = mirror(count(network), count(everybody))
    assert Dimension(
        name="industry", known=10, diversity=0.32,
        shares=(Share(label="Software", people=8, share=0.8), Share(label="Health", people=2, share=0.2)),
        gaps=(Gap(label="Farming", share=0.0, share_of_all=0.2),),
    ) == industry  # fmt: skip
    assert [(0, None, (), ())] * 3 == [(it.known, it.diversity, it.shares, it.gaps) for it in others]
    few, *_ = mirror(count(network[:4]), count(everybody))
    assert (4, None, ()) == (few.known, few.diversity, few.gaps)


def test_only_what_one_may_see_counts() -> None:
    profile = Profile(
        display_name="Ana", industry="Farming", seniority="lead", place=HomePlace(city="Porto", country="PT"),
        interests=("soil",), visibility={"industry": Visibility.MATCHES, "seniority": Visibility.MATCH_ONLY},
    )  # fmt: skip
    topics = [TopicEvidence("science.soil", 1.0, "interests[0]", "interests", "Soil")]
    labels = {"science": "Science"}
    country, area = Facet("PT", "Portugal"), Facet("science", "Science")
    seen = {viewer: shown_facets(profile, topics, viewer, labels) for viewer in Viewer}
    assert {} == seen[Viewer.STRANGER]
    assert {"country": country, "area": area} == seen[Viewer.ATTENDEE]
    assert {
        "industry": Facet("farming", "Farming"), "country": country, "area": area
    } == seen[Viewer.CONNECTION]  # fmt: skip
