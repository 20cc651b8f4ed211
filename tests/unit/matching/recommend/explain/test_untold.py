"""Who can be shown only without a reason stands back where no event is shared, and nowhere else."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.people.person import Person
from services.matching.recommend.asked import Asked, ListRequest
from services.matching.recommend.drafts import Draft, tells
from services.matching.recommend.exclude import History
from services.matching.recommend.pipeline import decide
from tests.support.people import KIT, NOW, PARAMETERS, person, roster

TOPICS = ("k8s", "Python", "Baking", "Nutrition", "postgres")
OPEN = {"display_name": "public", "headline": "public", "interests": "public"}
ME = person("me", headline="Runs clusters", interests=["k8s"], visibility=OPEN)
CLEAN = History(frozenset(), (), {})


def listed(*others: Person, event_id: str | None = None, novelty: float = 0.0) -> tuple[Draft, ...]:
    here = roster(ME, *others, event_id=event_id)
    ask = ListRequest(ME.id, 20, novelty, NOW, NOW + timedelta(days=400))
    return decide([Asked(ask, ME, CLEAN, [here])], KIT)[0]


def looking(name: str, text: str, **fields: object) -> Person:
    needs = [{"kind": "advice", "text": text, "urgency": "low"}]
    return person(name, needs=needs, visibility={**OPEN, "needs": "match_only"}, **fields)


def test_whose_need_is_met_unseen_comes_behind_who_shares_what_both_show() -> None:
    unseen = looking("unseen", "Runs clusters")
    alike = [
        person(f"alike{i}", headline="Runs many clusters", interests=["k8s"], visibility=OPEN)
        for i in range(6)
    ]
    crowd = [person(f"c{i}", interests=["Baking"], visibility=OPEN) for i in range(12)]
    there = [draft.card.id for draft in listed(unseen, *alike, *crowd, event_id="evt_here")]
    apart = listed(unseen, *alike, *crowd)
    assert there[0] == "per_unseen"
    assert [draft.card.id for draft in apart].index("per_unseen") == len(alike)
    assert [tells(draft.reasons) for draft in apart] == [True] * len(alike) + [False] * 13
    assert max(apart, key=lambda draft: draft.score).card.id == "per_unseen"


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.tuples(st.sampled_from(TOPICS), st.booleans()), min_size=12, max_size=25),
    st.sampled_from((0.0, 0.5, 1.0)),
)
def test_no_group_of_a_list_begins_with_the_untold(them: list[tuple[str, bool]], novelty: float) -> None:
    others = [
        looking(f"p{i}", "Runs clusters" if needs else "Sells cars", interests=[topic])
        for i, (topic, needs) in enumerate(them)
    ]
    told = [tells(draft.reasons) for draft in listed(*others, novelty=novelty)]
    for first, end in pairwise((0, *PARAMETERS.attention.listed)):
        assert told[first:end] == sorted(told[first:end], reverse=True)


def test_where_nothing_can_be_told_of_anybody_the_order_is_that_of_the_chances() -> None:
    others = [looking(f"p{i}", text) for i, text in enumerate(("Runs clusters", "Runs a shop", "Sells cars"))]
    scores = [draft.score for draft in listed(*others)]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 3
